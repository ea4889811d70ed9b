//! The parts of a case number: made of what a form matched, or added where they stand apart behind it; and the one form
//! that they give for all spellings.

use regex::Captures;

use super::forms::Place;
use super::look_alikes::{NOT_AUTHORITIES, is_date, is_personal, is_year, is_years};
use crate::record::CaseNumber;

/// Makes the case number of what a form matched; `None` where it turns out to be something else.
pub(super) fn read(captures: &Captures<'_>, place: Place) -> Option<CaseNumber> {
    let raw = captures.get(0)?.as_str();
    let part = |name| captures.name(name).map(|part| part.as_str());
    if is_date(raw) || is_personal(raw) {
        return None;
    }
    let authority = part("a").map(one_spaced);
    if authority
        .as_deref()
        .is_some_and(|authority| NOT_AUTHORITIES.contains(&authority))
    {
        return None;
    }
    let number = |digits: &str| digits.parse::<u32>().ok();
    let serial = part("s").map(number);
    if serial == Some(Some(0)) {
        return None;
    }
    let mut read = CaseNumber {
        raw: raw.to_owned(),
        normalized: String::new(),
        authority,
        year: part("y")
            .and_then(|year| year.parse().ok())
            .or(part("yy").and_then(full_year)),
        serial: serial.flatten(),
        document: part("d").and_then(number),
        classification: part("c").or(part("c2")).map(str::to_owned),
    };
    let something_else = match (read.year, read.serial) {
        (Some(_), Some(_)) => place == Place::Anywhere && is_years(&read),
        (None, Some(_)) => read.authority.is_none() && is_year(raw),
        _ => raw.chars().filter(char::is_ascii_digit).count() < 5,
    };
    if something_else {
        return None;
    }
    read.normalized = normalized(&read);
    Some(read)
}

/// The form that all spellings share: authority, year, serial without leading zeros. Where a part is not known, what is
/// written, in capitals.
fn normalized(number: &CaseNumber) -> String {
    let authority = number.authority.as_deref();
    match (number.year, number.serial) {
        (Some(year), Some(serial)) => match authority {
            Some(authority) => format!("{authority} {year}/{serial}"),
            None => format!("{year}/{serial}"),
        },
        (None, Some(serial)) => match authority {
            Some(authority) => format!("{authority}:{serial}"),
            None => serial.to_string(),
        },
        _ => one_spaced(&number.raw).replace(['‐', '‑', '–'], "-"),
    }
}

/// In capitals, with one plain space wherever white space stands.
pub(super) fn one_spaced(text: &str) -> String {
    text.to_uppercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The year that two digits stand for: 00 to 49 are of this century, 50 to 99 of the last.
fn full_year(two_digits: &str) -> Option<i16> {
    let year: i16 = two_digits.parse().ok()?;
    Some(if year < 50 { 2000 + year } else { 1900 + year })
}

/// A case number with the class code that stands apart behind it, of three digits or in parts, perhaps with a label: `045`,
/// `- 045`, `/ 1.4.3`, `dpl 045`.
pub fn with_class_code(number: &CaseNumber, behind: &str) -> Option<CaseNumber> {
    let code = behind.trim_start_matches(['-', '–', '/', ' ']);
    let label = CLASS_LABELS.iter().find_map(|label| code.strip_prefix(label));
    let code = label.unwrap_or(code).trim_start();
    let number_of = |part: &str| (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    let in_parts = code.contains('.') && code.split('.').all(number_of);
    let is_code = (code.len() == 3 || label.is_some()) && number_of(code) || in_parts;
    (is_code && number.classification.is_none()).then(|| CaseNumber {
        raw: format!("{} {behind}", number.raw),
        classification: Some(code.to_owned()),
        ..number.clone()
    })
}

/// What announces the class code of a case, by the plan of the register (diarieplan).
pub const CLASS_LABELS: &[&str] = &["dpl.", "dpl", "Dpl", "klass"];

/// A case number with the letters of its register, which stand behind it: `2014/45-042 KS`.
pub fn with_register(number: &CaseNumber, letters: &str) -> Option<CaseNumber> {
    number.authority.is_none().then(|| {
        let mut number = CaseNumber {
            raw: format!("{} {letters}", number.raw),
            authority: Some(letters.to_owned()),
            ..number.clone()
        };
        number.normalized = normalized(&number);
        number
    })
}
