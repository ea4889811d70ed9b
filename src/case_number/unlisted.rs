//! Case numbers in forms that the table does not know: their place tells what they are. They are kept as they are written,
//! and have no parts.

use super::LABEL_AT_START;
use super::look_alikes::{NOT_AUTHORITIES, is_date, is_period, is_personal, is_year};
use super::parts::one_spaced;
use crate::dates;
use crate::record::CaseNumber;

/// What stands behind a label that fills a field of its own, in no known form: each piece of a few words with digits in them.
pub fn of_no_form(text: &str) -> Option<Vec<CaseNumber>> {
    let label = LABEL_AT_START.as_ref()?.find(text)?;
    let plausible = |word: &str| has_digit(word) || word.chars().count() <= 6 && word.starts_with(char::is_uppercase);
    unknown_forms(&text[label.end()..], |piece| piece.split_whitespace().all(plausible))
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
    // "2013" before a code is the end of a title beside it.
    let begins_with_year = |piece: &str| piece.split_once(' ').is_some_and(|(first, _)| is_year(first));
    // So is "4 2021", which goes on with the quarter of the line above.
    let is_bare = |piece: &str| piece.chars().all(|c| c.is_ascii_digit() || c == ' ');
    unknown_forms(text, |piece| {
        let told = has_year(piece) && digits(piece) > 4 || is_registered(piece);
        told && !begins_with_year(piece)
            && !is_bare(piece)
            && piece.split_whitespace().all(is_code)
            && dates::find(piece).is_empty()
    })
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
        (read && !is_date(piece) && !is_personal(piece)).then(|| CaseNumber {
            raw: piece.to_owned(),
            normalized: one_spaced(piece),
            authority: None,
            year: None,
            serial: None,
            document: None,
            classification: None,
        })
    };
    pieces.map(number).collect()
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
