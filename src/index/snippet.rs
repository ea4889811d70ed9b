//! The piece of an item that shows why it was found.

use std::collections::HashSet;
use std::ops::Range;

use schemars::JsonSchema;
use serde::Serialize;

use super::forms;
use super::query::{Clause, Sought};
use crate::case_number;

/// How long a piece is at most, in bytes.
const LENGTH: usize = 240;

/// A piece of an item's text with the words that were sought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Snippet {
    /// What it is a piece of.
    pub field: SnippetField,
    /// The piece, on one line; `…` where text was left off.
    pub text: String,
    /// What was sought, as first and one past the last character of `text`, counted in characters from 0.
    pub highlights: Vec<[usize; 2]>,
}

/// What a [`Snippet`] is a piece of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SnippetField {
    /// The title, in full.
    Title,
    /// The decisions.
    Decision,
    /// The whole text.
    Text,
}

/// Finds in a text what a query seeks.
pub struct Highlighter {
    words: HashSet<String>,
    /// What a word must begin with to be one of the sought: a quick look that spares most words the stemmer.
    first_letters: HashSet<char>,
    phrases: Vec<Vec<Vec<String>>>,
    cases: HashSet<String>,
}

impl Highlighter {
    /// For these clauses; what is to be left out is not sought. `compounds` gives the stems of the compounds that a word is
    /// looked for in.
    pub fn new(clauses: &[Clause], compounds: impl Fn(&str) -> Vec<String>) -> Self {
        let mut new = Self {
            words: HashSet::new(),
            first_letters: HashSet::new(),
            phrases: Vec::new(),
            cases: HashSet::new(),
        };
        for clause in clauses.iter().filter(|clause| !clause.excluded) {
            match &clause.sought {
                Sought::Word(word) => {
                    let forms = forms::looked_up(word, &forms::stemmer());
                    let of_compounds = compounds(word).into_iter();
                    let of_compounds = of_compounds.flat_map(|stem| forms::of_stem(&stem));
                    for form in forms.into_iter().map(|(form, _)| form).chain(of_compounds) {
                        new.first_letters.extend(forms::first_letter(&form));
                        new.words.insert(form);
                    }
                }
                Sought::Phrase(words) => new
                    .phrases
                    .push(words.iter().map(|word| forms::in_phrase(word)).collect()),
                Sought::Case(number) => new.cases.extend(case_number::query_keys(number)),
                Sought::Number(_) | Sought::Body(_) | Sought::Organisation(_) | Sought::Year(_) => {}
            }
        }
        new
    }

    /// Where in the text it stands, in bytes, in order and without overlaps.
    pub fn find(&self, text: &str) -> Vec<Range<usize>> {
        let stemmer = forms::stemmer();
        let words: Vec<(Range<usize>, String)> = forms::words(text).collect();
        let is_sought = |word: &str| {
            forms::first_letter(word).is_some_and(|letter| self.first_letters.contains(&letter))
                && forms::indexed(word, &stemmer)
                    .iter()
                    .any(|form| self.words.contains(form))
        };
        let mut found: Vec<Range<usize>> = Vec::new();
        for (index, (range, word)) in words.iter().enumerate() {
            if is_sought(word) {
                found.push(range.clone());
            }
            for phrase in self.phrases.iter().filter(|phrase| !phrase.is_empty()) {
                if let Some(beside) = words.get(index..index + phrase.len())
                    && beside
                        .iter()
                        .zip(phrase)
                        .all(|((_, word), forms)| forms::fits_phrase(word, forms))
                {
                    found.push(range.start..beside[beside.len() - 1].0.end);
                }
            }
        }
        if !self.cases.is_empty() {
            let cases = case_number::find(text).into_iter();
            let sought = cases.filter(|(_, number)| {
                let keys = case_number::search_keys(number);
                keys.iter().any(|key| self.cases.contains(key))
            });
            found.extend(sought.map(|(range, _)| range));
        }
        merged(found)
    }
}

/// Ranges in order, those that touch made one.
fn merged(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut merged: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

impl Snippet {
    /// All of a text, with what was found in it.
    pub fn whole(field: SnippetField, text: &str, found: &[Range<usize>]) -> Self {
        cut(field, text, 0..text.len(), found)
    }

    /// The piece of a text that shows most of what was found in it; its beginning where nothing was.
    pub fn best(field: SnippetField, text: &str, found: &[Range<usize>]) -> Self {
        let end_from = |first: &Range<usize>| {
            let shown = found.iter().filter(|range| first.start <= range.start);
            let shown = shown.take_while(|range| range.end <= first.start + LENGTH * 2 / 3);
            shown.fold((0, first.end), |(count, _), range| (count + 1, range.end))
        };
        let best = found.iter().rev().max_by_key(|first| end_from(first).0);
        let window = window(text, best.map_or(0..0, |first| first.start..end_from(first).1));
        cut(field, text, window, found)
    }
}

/// The words around a range, up to [`LENGTH`] in all, a third of the rest before it; it begins at a line if one begins
/// there.
fn window(text: &str, range: Range<usize>) -> Range<usize> {
    let spare = LENGTH.saturating_sub(range.len());
    let mut start = boundary(text, range.start.saturating_sub(spare / 3));
    let before = &text[start..range.start];
    if let Some(line) = before.rfind('\n') {
        start += line + 1;
    } else if start > 0 {
        start += before.find(char::is_whitespace).map_or(0, |space| space + 1);
    }
    let mut end = boundary(text, (start + LENGTH).max(range.end).min(text.len()));
    if end < text.len() {
        let after = &text[range.end..end];
        end = range.end + after.rfind(char::is_whitespace).unwrap_or(after.len());
    }
    start..end
}

/// The last place at or before a byte where a character begins.
fn boundary(text: &str, byte: usize) -> usize {
    (0..=byte).rev().find(|byte| text.is_char_boundary(*byte)).unwrap_or(0)
}

/// A piece of a text on one line, with the ranges that were found in it counted in its characters.
fn cut(field: SnippetField, text: &str, window: Range<usize>, found: &[Range<usize>]) -> Snippet {
    let mut cut = Snippet {
        field,
        text: String::new(),
        highlights: Vec::new(),
    };
    let mut length = 0;
    let mut push = |cut: &mut Snippet, c: char| {
        cut.text.push(c);
        length += 1;
        length
    };
    if window.start > 0 {
        push(&mut cut, '…');
    }
    for (offset, c) in text[window.clone()].char_indices() {
        let at = window.start + offset;
        let c = if c.is_whitespace() { ' ' } else { c };
        if c == ' ' && (cut.text.is_empty() || cut.text.ends_with(' ')) {
            continue;
        }
        let end = push(&mut cut, c);
        if found.iter().any(|range| range.contains(&at)) {
            let begins = found.iter().any(|range| range.start == at);
            match cut.highlights.last_mut() {
                Some(last) if !begins && last[1] + 1 == end => last[1] = end,
                _ => cut.highlights.push([end - 1, end]),
            }
        }
    }
    if window.end < text.len() {
        cut.text.push('…');
    }
    cut
}

#[cfg(test)]
mod tests {
    use super::super::query;
    use super::*;

    /// Checks the piece of a text that a query finds, with what was sought in brackets.
    fn check(typed: &str, text: &str, expected: &str) {
        let highlighter = Highlighter::new(&query::read(typed).clauses, |_| Vec::new());
        let snippet = Snippet::best(SnippetField::Text, text, &highlighter.find(text));
        let mut shown = String::new();
        for (index, c) in snippet.text.chars().enumerate() {
            if snippet.highlights.iter().any(|range| range[0] == index) {
                shown.push('[');
            }
            shown.push(c);
            if snippet.highlights.iter().any(|range| range[1] == index + 1) {
                shown.push(']');
            }
        }
        assert_eq!(shown, expected);
    }

    #[test]
    fn what_was_sought_is_marked() {
        check(
            "budget",
            "Nämnden antar budgeten.\nBudget för 2022.",
            "Nämnden antar [budgeten]. [Budget] för 2022.",
        );
        check("lulea", "I Luleå", "I [Luleå]");
        check("luleå", "I Lulea", "I Lulea");
        check("val -budget", "Val av budget", "[Val] av budget");
        check("\"val av\"", "Val av val", "[Val av] val");
        check(
            "dnr 2021/29",
            "Se Dnr 2021/29-2.2.0.1 och 2021/2",
            "Se Dnr [2021/29-2.2.0.1] och 2021/2",
        );
    }

    #[test]
    fn a_long_text_is_cut_around_what_was_sought() {
        let far = "ord ".repeat(200);
        let text = format!("{far}den gröna bron byggs {far}");
        let highlighter = Highlighter::new(&query::read("bron byggs").clauses, |_| Vec::new());
        let snippet = Snippet::best(SnippetField::Text, &text, &highlighter.find(&text));
        assert!(
            snippet.text.starts_with("…ord") && snippet.text.ends_with("ord…"),
            "{}",
            snippet.text
        );
        assert!(snippet.text.contains("den gröna bron byggs ord") && snippet.text.len() <= LENGTH + 6);
        assert_eq!(snippet.highlights.len(), 2);
    }
}
