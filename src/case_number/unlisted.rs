//! Case numbers in forms that the table does not know: their place tells what they are. They are kept as they are written,
//! and have no parts.

use super::look_alikes::{NOT_AUTHORITIES, is_date, is_period, is_personal, is_year};
use super::parts::one_spaced;
use super::{LABEL, LABEL_AT_START};
use crate::dates;
use crate::record::CaseNumber;

/// What stands behind a label that fills a field of its own, in no known form: each piece of a few words with digits in them.
pub fn of_no_form(text: &str) -> Option<Vec<CaseNumber>> {
    let label = LABEL_AT_START.as_ref()?.find(text)?;
    let behind = &text[label.end()..];
    // "Ärende nr 1" is the matter's place in the list, and its case number stands behind the next label.
    if LABEL
        .as_ref()?
        .find_iter(behind)
        .any(|next| stands_apart(behind, next.start()))
    {
        return None;
    }
    let plausible = |word: &str| has_digit(word) || word.chars().count() <= 6 && word.starts_with(char::is_uppercase);
    unknown_forms(behind, |piece| piece.split_whitespace().all(plausible))
}

/// What fills a place of case numbers, in no known form and without a label: letters of registers and numbers, with a year among
/// them (`2015.104 KS 042`, `B-2007-0102, T-2008-0019`), or with letters before a number in parts (`PL 15-0013`).
pub fn of_codes(text: &str) -> Option<Vec<CaseNumber>> {
    let is_code = |word: &str| {
        let letters = word.chars().take_while(|c| c.is_alphabetic()).count();
        letters <= 4
            && word.starts_with(char::is_alphanumeric)
            && !NOT_AUTHORITIES.contains(&word)
            && !word.contains(char::is_lowercase)
            && !is_period(word)
    };
    let has_year = |piece: &str| piece.split(|c: char| !c.is_ascii_digit()).any(is_year);
    // "Läsåret 16/17" is none, for its words are no letters of a register.
    let is_registered = |piece: &str| {
        let in_parts = piece
            .split_whitespace()
            .any(|word| has_digit(word) && word.trim_matches(['/', '-', '.']).contains(['/', '-', '.']));
        in_parts && piece.starts_with(char::is_uppercase)
    };
    // `08/KS0041`: digits, letters and a stroke in one word.
    let is_mixed = |piece: &str| {
        let capitals = piece.chars().filter(|c| c.is_uppercase()).count();
        (2..=4).contains(&capitals) && digits(piece) > 4 && piece.contains(['/', ':', '.']) && !piece.contains(' ')
    };
    // "2013" before a code is the end of a title beside it.
    let begins_with_year = |piece: &str| piece.split_once(' ').is_some_and(|(first, _)| is_year(first));
    // So is "4 2021", which goes on with the quarter of the line above.
    let is_bare = |piece: &str| piece.chars().all(|c| c.is_ascii_digit() || c == ' ');
    unknown_forms(text, |piece| {
        let told = has_year(piece) && digits(piece) > 4 || is_registered(piece) || is_mixed(piece);
        told && !begins_with_year(piece)
            && !is_bare(piece)
            && piece.split_whitespace().all(is_code)
            && dates::find(piece).is_empty()
    })
}

/// Whether a word begins at a place of a text.
fn stands_apart(text: &str, at: usize) -> bool {
    text[..at].ends_with(' ')
}

fn digits(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_digit).count()
}

fn has_digit(text: &str) -> bool {
    digits(text) > 0
}

/// The pieces of a text as case numbers as they are written, if all of them may be some.
fn unknown_forms(text: &str, plausible: impl Fn(&str) -> bool) -> Option<Vec<CaseNumber>> {
    let pieces = text.split([',', ';']).flat_map(|piece| piece.split(" och "));
    let number = |piece: &str| {
        let piece = piece.trim().trim_end_matches('.');
        let read = (1..=3).contains(&piece.split_whitespace().count()) && digits(piece) >= 3 && plausible(piece);
        (read && !is_date(piece) && !is_personal(piece)).then(|| as_labelled(piece))
    };
    pieces.map(number).collect()
}

/// The case number that a text is: where its place tells that it is one, forms are known that else ask for a label.
fn as_labelled(text: &str) -> CaseNumber {
    let known = super::parse_next(text).filter(|(bytes, number)| *bytes == text.len() && number.serial.is_some());
    known.map(|(_, number)| number).unwrap_or_else(|| CaseNumber {
        raw: text.to_owned(),
        normalized: one_spaced(text),
        authority: None,
        year: None,
        serial: None,
        document: None,
        classification: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn behind_a_label_a_number_may_have_any_form() {
        let raw =
            |text| of_no_form(text).map(|numbers| numbers.into_iter().map(|number| number.raw).collect::<Vec<_>>());
        assert_eq!(raw("Dnr 3:17 och 04-A 12"), Some(vec!["3:17".into(), "04-A 12".into()]));
        for text in [
            "Dnr",
            "Dnr saknas",
            "Dnr 2020-03-04",
            "3:17",
            "Dnr 317 ansökan om bidrag",
        ] {
            assert_eq!(raw(text), None, "{text}");
        }
    }

    #[test]
    fn codes_are_case_numbers_of_forms_that_nobody_knows() {
        let raw = |text| of_codes(text).map(|numbers| numbers.into_iter().map(|number| number.raw).collect::<Vec<_>>());
        assert_eq!(raw("2015.104 KS 042"), Some(vec!["2015.104 KS 042".into()]));
        assert_eq!(
            raw("B-2007-0102, T-2008-0019"),
            Some(vec!["B-2007-0102".into(), "T-2008-0019".into()])
        );
        assert_eq!(raw("PL 15-0013"), Some(vec!["PL 15-0013".into()]));
        assert_eq!(raw("0041:TN/08"), Some(vec!["0041:TN/08".into()]));
        for text in [
            "",
            "2015",
            "2015-03-04",
            "SOU 1993:90",
            "Budget 2015-2017",
            "PLAN 2015-2017",
            "KD 2015-05-19--2016-12-31",
            "TUNA 2:11",
            "BRÅSTORPA 2:11",
            "4 2021",
            "(KS 2014/22)",
        ] {
            assert_eq!(raw(text), None, "{text}");
        }
    }
}
