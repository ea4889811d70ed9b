//! Names and the letters of parties behind them, which OCR misreads and no list of words knows: the document has them elsewhere, or a
//! name has no such form.

use std::collections::{HashMap, HashSet};

use super::{Edit, Text, Token, bare, restoration};
use crate::vocabulary::people::BEFORE_NAMES;
use crate::vocabulary::{ALIKE_IN_BOTH_SIZES, MISREAD, MISREAD_BEGINNINGS, PLACE_BEGINNINGS};

/// How sure a repair is.
const SURE: f32 = 0.9;
/// The right letters of a party stand so many times as often in the document as the misread ones, and at least twice.
const OFTENER: usize = 4;
/// A word is written with a small letter no more often where that is misread.
const FEW: usize = 3;

/// Of letters that are alike in both sizes, those that few words begin with which are written both ways, as names of bodies are.
const SELDOM: [char; 6] = ['v', 'w', 'x', 'y', 'z', 'u'];

/// What OCR makes of an S.
const DIGITS: [char; 2] = ['5', '$'];

/// Mends names and letters of parties that OCR has read.
pub(super) fn mend(text: &mut Text) {
    let read = |token: &Token| text.read_by_ocr(token);
    if !text.tokens.iter().any(read) {
        return;
    }
    let known = Known::of(&text.tokens);
    let mut edits = Vec::new();
    for line in &text.lines {
        let tokens = &text.tokens[line.tokens.clone()];
        for (at, token) in tokens.iter().enumerate().filter(|(_, token)| read(token)) {
            let before = at.checked_sub(1).map_or("", |at| tokens[at].text.as_str());
            // The letters of a party may stand on the next line.
            let name = (line.tokens.start + at)
                .checked_sub(1)
                .map_or("", |at| text.tokens[at].text.as_str());
            let after = tokens.get(at + 1).map_or("", |token| token.text.as_str());
            let mended = known
                .party(&token.text, name)
                .or_else(|| known.party_in_table(&token.text, before, after))
                .or_else(|| known.capital(&token.text, name, after))
                .or_else(|| with_l(&token.text))
                .or_else(|| with_q(&token.text))
                .or_else(|| capital_once(&token.text))
                .or_else(|| small_word(&token.text))
                .or_else(|| without_mark(&token.text, after));
            edits.extend(mended.map(|mended| Edit {
                tokens: line.tokens.start + at..line.tokens.start + at + 1,
                text: mended,
                confidence: SURE,
            }));
        }
    }
    text.edit(edits);
}

/// What the document has elsewhere.
struct Known<'a> {
    /// How often letters stand in brackets.
    parties: HashMap<&'a str, usize>,
    /// How often a letter stands by itself behind a name.
    letters: HashMap<&'a str, usize>,
    /// How often words with a capital stand within sentences.
    names: HashMap<&'a str, usize>,
    /// How often words without one stand anywhere.
    small: HashMap<&'a str, usize>,
    /// Two words with capitals, one behind the other.
    pairs: HashSet<(&'a str, &'a str)>,
}

impl<'a> Known<'a> {
    fn of(tokens: &'a [Token]) -> Self {
        let (mut parties, mut letters) = (HashMap::new(), HashMap::new());
        let (mut names, mut small) = (HashMap::new(), HashMap::new());
        let mut pairs = HashSet::new();
        let (mut above, mut last) = ("", "");
        for token in tokens {
            if let Some(inside) = in_brackets(&token.text) {
                *parties.entry(inside).or_default() += 1;
            }
            if is_name(last) && token.text.chars().count() == 1 && token.text.starts_with(char::is_uppercase) {
                *letters.entry(token.text.as_str()).or_default() += 1;
            }
            let word = bare(&token.text);
            let within = above.ends_with(|c: char| c.is_lowercase() || c == ',');
            above = &token.text;
            if is_name(word) && is_name(last) {
                pairs.insert((last, word));
            }
            last = word;
            if is_name(word) && within {
                *names.entry(word).or_default() += 1;
            } else if word.starts_with(SELDOM) {
                *small.entry(word).or_default() += 1;
            }
        }
        Self {
            parties,
            letters,
            names,
            small,
            pairs,
        }
    }

    /// The letters of a party behind a name, as the document has them: `(5)` and `(SS)` are `(S)`, `(hvj` is `(hv)`.
    fn party(&self, word: &str, before: &str) -> Option<String> {
        // `Nej (5)` counts votes.
        if !is_name(before) || BEFORE_NAMES.contains(&before.to_lowercase().as_str()) {
            return None;
        }
        let tail = word.trim_end_matches(['.', ',', ';', ':']);
        let (inside, closed) = match in_brackets(tail) {
            Some(inside) => (inside, true),
            None => (tail.strip_prefix('(')?, false),
        };
        let times = |letters: &str| self.parties.get(letters).copied().unwrap_or(0);
        // No party has a digit in its letters, but a local one may have two of a kind.
        let misread = if inside.contains(char::is_alphabetic) && !inside.contains(DIGITS) {
            times(inside)
        } else {
            0
        };
        // Where next to no S was read, but the others were.
        let throughout = |letters: &str| {
            let others = self
                .parties
                .iter()
                .filter(|(party, times)| **times >= 2 && party.chars().all(char::is_alphabetic));
            letters == "S" && inside == "5" && times("S") * 8 <= times("5") && times("5") >= 3 && others.count() >= 2
        };
        let often =
            |letters: &String| times(letters) >= 2 && times(letters) >= OFTENER * misread || throughout(letters);
        let letters = if closed {
            let twice = inside.chars().all(|c| c == 'S' || DIGITS.contains(&c));
            let digit = inside.contains(DIGITS).then(|| {
                if twice {
                    "S".to_owned()
                } else {
                    inside.replace(DIGITS, "S")
                }
            });
            [digit, undoubled(inside)].into_iter().flatten().find(often)?
        } else {
            let open = inside.strip_suffix(['j', 'J', 'l', 'I', '1', ']', '}']);
            // `(C; till` is `(C) till`.
            let cut = word.ends_with(';').then_some(inside);
            let letters = open.or(cut)?.to_owned();
            let known = if open.is_some() {
                often(&letters)
            } else {
                times(&letters) >= 2
            };
            return known.then(|| match open {
                Some(_) => format!("({letters}){}", &word[tail.len()..]),
                None => format!("({letters})"),
            });
        };
        Some(format!("({letters}){}", &word[tail.len()..]))
    }

    /// The letter of a party in a table of members: `Ek  5  X` and `Ek  Vv  X`, where others have S and V.
    fn party_in_table(&self, word: &str, before: &str, after: &str) -> Option<String> {
        let crossed = matches!(after, "X" | "x" | "Xx" | "XX" | "Ja" | "JA" | "Nej" | "NEJ");
        let letter = match word {
            "5" | "$" | "S5" | "5S" => "S".to_owned(),
            _ => undoubled(word)?.to_uppercase(),
        };
        let often = self.letters.get(letter.as_str()).is_some_and(|times| *times >= 2)
            || self.parties.get(letter.as_str()).is_some_and(|times| *times >= 2);
        (crossed && is_name(before) && often).then_some(letter)
    }

    /// A name with its capital: before the letters of a party, or where the document has it elsewhere.
    fn capital(&self, word: &str, before: &str, after: &str) -> Option<String> {
        let first = word.chars().next().filter(|c| ALIKE_IN_BOTH_SIZES.contains(*c))?;
        let letters = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        let capital = first.to_uppercase().to_string() + &word[first.len_utf8()..];
        let name = &capital[..capital.len() - (word.len() - letters.len())];
        let paired = |other: &str| is_name(bare(other));
        let whole = letters.chars().count() >= 3 && letters.chars().all(|c| c.is_alphabetic() || c == '-');
        let known = whole && word.starts_with(SELDOM) && self.small.get(letters).is_none_or(|times| *times <= FEW);
        // `ulf Mårdh` where the document has Ulf Mårdh elsewhere.
        if known
            && (paired(after) && letters == word && self.pairs.contains(&(name, bare(after)))
                || paired(before)
                    && [name, name.trim_end_matches('s')]
                        .iter()
                        .any(|name| self.pairs.contains(&(before, name))))
        {
            return Some(capital);
        }
        let plain = letters.chars().count() >= 4 && letters.chars().all(|c| c.is_lowercase() || c == '-');
        if !plain || restoration::is_word(letters) {
            return None;
        }
        let before_party = || {
            let party = in_brackets(after.trim_end_matches(['.', ','])).and_then(|party| self.parties.get(party));
            letters == word && is_name(before) && party.is_some_and(|times| *times >= 2)
        };
        let times = |of: &HashMap<&str, usize>, word: &str| of.get(word).copied().unwrap_or(0);
        let municipality = matches!(
            after.trim_end_matches(['.', ',']),
            "kommun" | "kommuns" | "stad" | "stads"
        );
        let named_elsewhere = times(&self.names, name);
        let elsewhere = (word.starts_with(SELDOM) || municipality)
            && named_elsewhere > 0
            && named_elsewhere >= OFTENER / 2 * times(&self.small, letters);
        let named = letters.chars().all(char::is_alphabetic) && PLACE_BEGINNINGS.contains(&before);
        (elsewhere || named || before_party()).then_some(capital)
    }
}

/// Letters of one kind twice are one: `SS`, `Vv`.
fn undoubled(letters: &str) -> Option<String> {
    let mut both = letters.chars();
    let (first, second) = (both.next()?, both.next()?);
    let same = both.next().is_none() && first.is_alphabetic() && first.to_lowercase().eq(second.to_lowercase());
    same.then(|| first.to_string())
}

/// What stands in the brackets of a word.
fn in_brackets(word: &str) -> Option<&str> {
    let inside = word
        .strip_prefix('(')?
        .trim_end_matches(['.', ',', ';', ':'])
        .strip_suffix(')')?;
    let few = (1..=4).contains(&inside.chars().count());
    (few && !inside.contains(['(', ')'])).then_some(inside)
}

/// Whether a word is written as a name is: `Ek`, `Åström-Nordlund`.
fn is_name(word: &str) -> bool {
    let mut letters = word.chars();
    let capital = letters.next().is_some_and(char::is_uppercase);
    let rest = letters.as_str();
    capital && rest.starts_with(char::is_lowercase) && rest.chars().all(|c| c.is_alphabetic() || c == '-')
}

/// A small word, or the beginning of a long one, that OCR misreads again and again.
fn small_word(word: &str) -> Option<String> {
    if let Some(first) = word.strip_suffix('-') {
        return small_word(first).map(|first| format!("{first}-"));
    }
    let whole = MISREAD.iter().find(|(misread, _)| *misread == word);
    let begun = MISREAD_BEGINNINGS
        .iter()
        .find_map(|(misread, right)| Some((word.strip_prefix(misread)?, *right)));
    match (whole, begun) {
        (Some((_, right)), _) => Some((*right).to_owned()),
        (None, Some((rest, right))) if !rest.is_empty() => Some(format!("{right}{rest}")),
        _ => None,
    }
}

/// `apri! 2019`: within a sentence an exclamation mark is an l, where that makes a word.
fn without_mark(word: &str, after: &str) -> Option<String> {
    let stem = word.strip_suffix('!').filter(|stem| stem.chars().count() >= 3)?;
    let goes_on = after.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
    let with_l = format!("{stem}l");
    (goes_on && !restoration::is_word(stem) && restoration::is_word(&with_l)).then_some(with_l)
}

/// `cC`, `Wwallin`: a capital that is alike in both sizes, read twice.
fn capital_once(word: &str) -> Option<String> {
    let doubled = word
        .strip_prefix("Ww")
        .map(|rest| ('W', rest))
        .or_else(|| Some(('V', word.strip_prefix("Vv")?)));
    if let Some((capital, rest)) = doubled.filter(|(_, rest)| rest.starts_with(char::is_lowercase)) {
        return Some(format!("{capital}{rest}"));
    }
    let [small, capital] = word.chars().collect::<Vec<char>>()[..] else {
        return None;
    };
    let twice = small.is_lowercase() && ALIKE_IN_BOTH_SIZES.contains(small) && small.to_uppercase().eq([capital]);
    twice.then(|| capital.to_string())
}

/// `Stjerngvist`: names end so with a q.
fn with_q(word: &str) -> Option<String> {
    let at = word.find("gvist").filter(|at| *at > 1)?;
    let named =
        word.starts_with(char::is_uppercase) && !word[at + 5..].starts_with(|c: char| c.is_alphabetic() && c != 's');
    named.then(|| word.replacen("gvist", "qvist", 1))
}

/// `YIva`, `miIjö`: a capital I stands before no small letter within a word, but an l does. `McIntyre` is written so.
fn with_l(word: &str) -> Option<String> {
    let letters: Vec<char> = word.chars().collect();
    let misread = |at: &usize| {
        let beside = letters[at - 1].is_alphabetic() && letters.get(at + 1).is_some_and(|c| c.is_lowercase());
        letters[*at] == 'I' && beside && letters[at - 1] != 'c'
    };
    let found: Vec<usize> = (1..letters.len()).filter(misread).collect();
    if found.is_empty() || letters.iter().filter(|c| c.is_uppercase()).count() > found.len() + 1 {
        return None;
    }
    let mended = letters.iter().enumerate();
    Some(
        mended
            .map(|(at, &c)| if found.contains(&at) { 'l' } else { c })
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use crate::clean::lines_after;
    use crate::scan::Scan;

    fn mended(lines: &[&str]) -> String {
        let scan = Scan::of_lines(lines).on_image();
        lines_after(&scan, super::mend).pop().unwrap()
    }

    const KNOWN: &str = "Eva Ek (S), Bo Al (S), Ida Lo (S), Per Ås (S), Ulf By (hv), Ann Ry (hv), Siv Öd (SD), Kim Ax (SD) i Vidbo, på Vidbo gård, Ulf Wyn (S)";

    #[test]
    fn letters_of_parties_are_those_of_the_document() {
        for (read, truth) in [
            ("Nina Berg (5) yrkar", "Nina Berg (S) yrkar"),
            (
                "Nina Berg (SS), Leo Dahl (hvj och Sara Ask (5D).",
                "Nina Berg (S), Leo Dahl (hv) och Sara Ask (SD).",
            ),
            (
                "Nina Berg (S; och Leo Dahl (X; yrkar",
                "Nina Berg (S) och Leo Dahl (X; yrkar",
            ),
            ("Nina Berg ($5) yrkar", "Nina Berg (S) yrkar"),
            ("bilaga (5), sidan 3 (5)", "bilaga (5), sidan 3 (5)"),
            ("Ja (2), Nej (5).", "Ja (2), Nej (5)."),
            ("Nina Berg (VV) och Leo Dahl (kdj", "Nina Berg (VV) och Leo Dahl (kdj"),
        ] {
            assert_eq!(mended(&[KNOWN, read]), truth);
        }
        assert_eq!(
            mended(&["Eva Ek (SS) och Bo Al (S) samt Ida Lo (SS)"]),
            "Eva Ek (SS) och Bo Al (S) samt Ida Lo (SS)"
        );
    }

    #[test]
    fn a_party_may_have_been_misread_throughout() {
        let others = "Eva Ek (M), Bo Al (M), Ida Lo (V), Per Ås (V)";
        let misread = "Ulf By (5), Ann Ry (5) och Siv Öd (5)";
        assert_eq!(mended(&[others, misread]), misread.replace('5', "S"));
        assert_eq!(mended(&[misread]), misread);
    }

    #[test]
    fn parties_in_tables_have_their_letters() {
        let rows = ["Eva Ek S X", "Bo Al 5 Xx", "Ida Lo S X", "Per Ås SS X"];
        let read = |last: &str| mended(&[&rows[..], &[last]].concat());
        assert_eq!(read("Ulf By 5 X"), "Ulf By S X");
        assert_eq!(read("Ulf By SS Xx"), "Ulf By S Xx");
        assert_eq!(read("Ulf By 5 barn"), "Ulf By 5 barn");
        assert_eq!(read("Ulf By Vv X"), "Ulf By Vv X");
    }

    #[test]
    fn names_have_their_letters() {
        for (read, truth) in [
            (
                "Ylva wendelung (S) och YIva från ÄImebo och vidbo, i miIjö",
                "Ylva Wendelung (S) och Ylva från Älmebo och Vidbo, i miljö",
            ),
            (
                "Partiets yrkande (S) till McIntyre AB i II och SIV",
                "Partiets yrkande (S) till McIntyre AB i II och SIV",
            ),
            ("en vidbro (S) i vedum", "en vidbro (S) i vedum"),
            (
                "Bo Al tili kimmunen den 3 apri! 2019",
                "Bo Al till kommunen den 3 april 2019",
            ),
            (
                "Bam- och fritid til! alla, oc bam-",
                "Barn- och fritid till alla, och barn-",
            ),
            (
                "Ulf Stjerngvists yrkande, jfr kgvist",
                "Ulf Stjernqvists yrkande, jfr kgvist",
            ),
            ("Egon Wwallin cC och sO cc", "Egon Wallin C och sO cc"),
            ("Leve byn! vi går. Kom! Gå", "Leve byn! vi går. Kom! Gå"),
            (
                "ulf By, Siv öd och Eva ek samt vice Bo",
                "Ulf By, Siv öd och Eva ek samt vice Bo",
            ),
        ] {
            assert_eq!(mended(&[KNOWN, read]), truth);
        }
    }
}
