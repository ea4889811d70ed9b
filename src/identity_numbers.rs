//! Personal identity numbers (personnummer, samordningsnummer): found in texts and masked, for what is shown in public.
//!
//! Forms: `yymmdd-nnnn`, `yymmdd+nnnn` (from the year of the hundredth birthday), `yyyymmdd-nnnn`, with spaces around the
//! sign; a space or nothing in its place. The day of a samordningsnummer is 60 too large (Folkbokföringslagen 18 a §,
//! Skatteverket SKV 704 and 707).

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

/// What stands in the place of each digit.
const MASK: char = '•';

static FORM: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let date = r"(?:18|19|20)?(?<date>[0-9]{2}(?<month>[0-9]{2})(?<day>[0-9]{2}))";
    Regex::new(&format!(
        r"{date}(?<sign>\s{{0,2}}[-+‐‑–−]\s{{0,2}}|\s|)(?<number>[0-9]{{4}})"
    ))
    .ok()
});

/// Where in a text identity numbers stand, in bytes, in order.
///
/// Between two digits a sign or a line break is enough to be believed where the date can be one, even if the check digit is
/// wrong: a misread digit still leads to a person. Ten or twelve digits in a row need the right check digit.
pub fn find(text: &str) -> Vec<Range<usize>> {
    let Some(form) = FORM.as_ref() else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(captures) = form.captures_at(text, at) {
        let Some(whole) = captures.get(0) else { break };
        let range = whole.range();
        if stands_alone(text, &range) && is_identity_number(&captures) {
            at = range.end;
            found.push(range);
        } else {
            // A longer row of digits holds none: the next one begins after it.
            at = range.start + 1;
            while text.as_bytes().get(at).is_some_and(u8::is_ascii_digit) {
                at += 1;
            }
        }
    }
    found
}

/// True where a text that OCR may have misread holds something in the form of an identity number.
pub fn may_be_in(text: &str) -> bool {
    let digit = |c| match c {
        'O' | 'o' | 'Q' | 'D' => '0',
        'I' | 'l' | 'i' | '|' | '!' => '1',
        'Z' | 'z' => '2',
        'S' | 's' => '5',
        'G' | 'b' => '6',
        'B' => '8',
        'g' | 'q' => '9',
        c => c,
    };
    !find(text).is_empty() || !find(&text.chars().map(digit).collect::<String>()).is_empty()
}

/// The text with the digits of identity numbers masked. It stays as long as it was, in characters.
pub fn masked(text: &str) -> String {
    let found = find(text);
    let is_masked = |at: usize| found.iter().any(|range| range.contains(&at));
    let masked = text
        .char_indices()
        .map(|(at, c)| if c.is_ascii_digit() && is_masked(at) { MASK } else { c });
    masked.collect()
}

fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let is_part = |c: char| c.is_ascii_digit();
    !text[..range.start].ends_with(is_part) && !text[range.end..].starts_with(is_part)
}

fn is_identity_number(captures: &Captures<'_>) -> bool {
    let part = |name| captures.name(name).map_or("", |part| part.as_str());
    let number = |name| part(name).parse::<u32>().unwrap_or(0);
    let day = number("day");
    let is_date = (1..=12).contains(&number("month")) && ((1..=31).contains(&day) || (61..=91).contains(&day));
    let is_divided = part("sign").contains(|c: char| !c.is_whitespace());
    is_date && (is_divided || has_right_check_digit(&format!("{}{}", part("date"), part("number"))))
}

/// The sum of the digits of the ten digits, every other one doubled, is a multiple of ten.
fn has_right_check_digit(digits: &str) -> bool {
    let sum: u32 = digits
        .chars()
        .filter_map(|c| c.to_digit(10))
        .enumerate()
        .map(|(index, digit)| if index % 2 == 0 { digit * 2 } else { digit })
        .map(|product| product / 10 + product % 10)
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    // Numbers that Skatteverket gives out for tests, or made up.
    #[test]
    fn identity_numbers_are_masked_in_all_their_forms() {
        for (text, expected) in [
            ("född 640823-3234.", "född ••••••-••••."),
            ("19640823-3234", "••••••••-••••"),
            ("121212+1212", "••••••+••••"),
            ("640823 – 3234 och 6408233234", "•••••• – •••• och ••••••••••"),
            ("196408233234", "••••••••••••"),
            ("640823\n3234", "••••••\n••••"),
            ("701063-2391", "••••••-••••"),
            ("640823-3235", "••••••-••••"),
        ] {
            assert_eq!(masked(text), expected);
        }
    }

    #[test]
    fn other_numbers_stay() {
        for text in [
            "556677-8899",
            "dnr 2021/25-2.2.0.1",
            "6408233235",
            "0920-43 50 00",
            "2021-12-16 1200",
            "1 064 082 332 341",
            "99640823-32345",
            "641323-3234",
            "KS 2023-00118",
        ] {
            assert_eq!(masked(text), text);
        }
    }

    #[test]
    fn what_ocr_misread_is_still_suspected() {
        assert!(may_be_in("född 64O823-3Z34"));
        assert!(may_be_in("640823-3234"));
        assert!(!may_be_in("Sammanträdesdatum 2021-12-16, dnr 2021/25"));
    }
}
