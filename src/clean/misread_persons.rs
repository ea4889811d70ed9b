//! Names of people of which OCR misread a letter: the document has the first name and the surname together more often than what was read,
//! which stands in no list.

use std::collections::HashMap;

use super::{Edit, Text, Token, bare, restoration};
use crate::vocabulary;

/// How sure a repair is.
const SURE: f32 = 0.9;
/// So many times as often as a misread name stands the right one, together with the other name.
const OFTENER: usize = 2;
/// A shorter surname has too many others beside it; one that lost but its marks may be shorter.
const LONG: usize = 5;
const SHORT: usize = 3;

/// Mends names of people that OCR has read.
pub(super) fn mend(text: &mut Text) {
    let read = |token: &Token| text.read_by_ocr(token);
    if !text.tokens.iter().any(read) {
        return;
    }
    let persons = Persons::of(&text.tokens);
    let mut edits: Vec<Edit> = Vec::new();
    for line in &text.lines {
        for at in line.tokens.clone().skip(1) {
            let (first, last) = (&text.tokens[at - 1], &text.tokens[at]);
            if !read(first) || !read(last) {
                continue;
            }
            let mended = match persons.first_name(&first.text, bare(&last.text)) {
                Some(name) => Some((at - 1, name)),
                None => persons.surname(&first.text, &last.text).map(|name| (at, name)),
            };
            edits.extend(mended.map(|(at, text)| Edit {
                tokens: at..at + 1,
                text,
                confidence: SURE,
            }));
        }
    }
    edits.dedup_by_key(|edit| edit.tokens.start);
    text.edit(edits);
}

/// The people of a document, as far as two names in a row tell.
struct Persons<'a> {
    /// How often first names stand before a surname.
    first_names: HashMap<&'a str, HashMap<&'a str, usize>>,
    /// How often surnames stand behind a first name.
    surnames: HashMap<&'a str, HashMap<&'a str, usize>>,
    /// How often each word stands in the document.
    times: HashMap<&'a str, usize>,
}

impl<'a> Persons<'a> {
    fn of(tokens: &'a [Token]) -> Self {
        let mut persons = Self {
            first_names: HashMap::new(),
            surnames: HashMap::new(),
            times: HashMap::new(),
        };
        for token in tokens {
            *persons.times.entry(bare(&token.text)).or_default() += 1;
        }
        for pair in tokens.windows(2) {
            let (first, last) = (pair[0].text.as_str(), bare(&pair[1].text));
            if is_name(first) && is_name(last) {
                *persons.first_names.entry(last).or_default().entry(first).or_default() += 1;
                *persons.surnames.entry(first).or_default().entry(last).or_default() += 1;
            }
        }
        persons
    }

    /// How often a name may stand at least that was misread as another one; `None` where this one is in a list.
    fn least(&self, name: &str) -> Option<usize> {
        let times = self.times.get(name).copied().unwrap_or(0);
        (!restoration::is_name(name)).then_some(OFTENER * times)
    }

    /// `Ame Ek` and `sa Ek`, where the document has Arne and Åsa Ek.
    fn first_name(&self, word: &str, surname: &str) -> Option<String> {
        let known = self.first_names.get(surname)?;
        let lost_capital = |name: &str| {
            let rest = name.strip_prefix(['Å', 'Ä', 'Ö']);
            rest.is_some_and(|rest| rest == word && word.starts_with(char::is_lowercase))
        };
        let least = self.least(word).filter(|_| is_name(word));
        let meant = |(name, times): &(&&str, &usize)| {
            let often = least.is_some_and(|least| **times >= least);
            lost_capital(name) || lost_marks(word, name) || often && differs_by_a_letter(word, name)
        };
        let mut found = known.iter().filter(meant).map(|(name, _)| (*name).to_owned());
        found.next().filter(|_| found.next().is_none())
    }

    /// `Eva Skrämestads yrkande`, where the document has Eva Skråmestad.
    fn surname(&self, first: &str, word: &str) -> Option<String> {
        let name = bare(word);
        if !is_name(first) || !is_name(name) || name.chars().count() < SHORT {
            return None;
        }
        let known = self.surnames.get(first)?;
        if let Some(marked) = known.keys().find(|other| lost_marks(name, other)) {
            return Some(word.replacen(name, marked, 1));
        }
        let least = self.least(name).filter(|_| name.chars().count() >= LONG)?;
        let (nominative, genitive) = match name.strip_suffix('s') {
            Some(nominative) => (nominative, "s"),
            None => (name, ""),
        };
        if !genitive.is_empty() && (known.contains_key(nominative) || restoration::is_name(nominative)) {
            return None;
        }
        let often = known.iter().filter(|(_, times)| **times >= least);
        let mut readings = often.filter_map(|(other, _)| {
            if differs_by_a_letter(name, other) {
                return Some((*other).to_owned());
            }
            differs_by_a_letter(nominative, other).then(|| format!("{other}{genitive}"))
        });
        let only = readings.next().filter(|_| readings.next().is_none())?;
        Some(word.replacen(name, &only, 1))
    }
}

/// Whether a name is another one without the marks of its first letter, which OCR loses but does not make.
fn lost_marks(read: &str, name: &str) -> bool {
    let plain = match name.chars().next() {
        Some('Å' | 'Ä') => 'A',
        Some('Ö') => 'O',
        _ => return false,
    };
    read.strip_prefix(plain) == name.strip_prefix(['Å', 'Ä', 'Ö'])
}

/// Whether two names differ in one letter that is not the last, or in an m read for `rn`.
fn differs_by_a_letter(read: &str, name: &str) -> bool {
    let near = vocabulary::edits_within(1, read, name) == Some(1);
    let joined = read.replacen('m', "rn", 1) == name;
    let ends_alike = read.chars().rev().take(2).eq(name.chars().rev().take(2)) || joined;
    (near || joined) && ends_alike
}

/// Whether a word is written as a name is: `Ek`, `Åström-Nordlund`.
fn is_name(word: &str) -> bool {
    let written = |part: &str| {
        let mut letters = part.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.all(char::is_lowercase)
    };
    word.chars().count() > 1 && word.split('-').all(written)
}

#[cfg(test)]
mod tests {
    use crate::clean::lines_after;
    use crate::scan::Scan;

    fn mended(lines: &[&str]) -> String {
        let scan = Scan::of_lines(lines).on_image();
        lines_after(&scan, super::mend).pop().unwrap()
    }

    #[test]
    fn people_have_the_names_that_the_document_has_elsewhere() {
        let known = [
            "Eva Skråmestad (S), Arne Gravlund (C), Åsa Kullerstadh (M), Lars Brännhult (L)",
            "Yrkande av Eva Skråmestad (S) och Arne Gravlund (C), Lars Brännhult (L)",
        ];
        let read = |last| mended(&[&known[..], &[last]].concat());
        for (misread, truth) in [
            ("utse Eva Skrämestad (S)", "utse Eva Skråmestad (S)"),
            ("enligt Eva Skrämestads yrkande", "enligt Eva Skråmestads yrkande"),
            ("enligt Eva Skråmestads yrkande", "enligt Eva Skråmestads yrkande"),
            (
                "utse Ame Gravlund, och sa Kullerstadh",
                "utse Arne Gravlund, och Åsa Kullerstadh",
            ),
            (
                "Ake Kullerstadh och Asa Kullerstadh",
                "Ake Kullerstadh och Åsa Kullerstadh",
            ),
            ("det sa Gravlund", "det sa Gravlund"),
            (
                "Anna Skrämestad och Lars Brännberg",
                "Anna Skrämestad och Lars Brännberg",
            ),
            ("Anna Gravlund", "Anna Gravlund"),
        ] {
            assert_eq!(read(misread), truth);
        }
    }
}
