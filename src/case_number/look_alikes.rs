//! What is written like a case number and is something else: years, days, personal identity numbers, and the letters of
//! other things than registers.

use crate::record::CaseNumber;

/// Letters that stand before a number and a year like a register's, but name something else: collections of laws and of
/// judgments, the Union, terms of the school year, documents' own numbers.
pub(super) const NOT_AUTHORITIES: &[&str] = &[
    "AD", "AFS", "BBR", "BFS", "BET", "COM", "DIR", "DS", "EEG", "EC", "EG", "EU", "FS", "HFD", "HID", "HT", "ISO",
    "KOM", "FÖR", "MÅL", "MÖD", "NJA", "NR", "PROP", "RSKR", "RÅ", "SFS", "SKOLFS", "SOSFS", "SOU", "VT", "ÅR",
];

/// `2018/19`, `2021/2023`: a school year or a period, unless something else tells that it is a case.
pub(super) fn is_years(number: &CaseNumber) -> bool {
    let (Some(year), Some(serial)) = (number.year, number.serial) else {
        return false;
    };
    let year = u32::from(year.unsigned_abs());
    let next = format!("/{:02}", (year + 1) % 100);
    let two_digits = serial == (year + 1) % 100 && number.raw.contains(&next);
    (year..year + 20).contains(&serial) || two_digits
}

/// `1987-1990`
pub(super) fn is_period(word: &str) -> bool {
    let years = word.split_once(['-', '‐', '‑', '–', '/']);
    years.is_some_and(|(from, to)| is_year(from) && is_year(to))
}

/// `2021-09-27`, `2021/09/27`, `15/12-2021`
pub(super) fn is_date(raw: &str) -> bool {
    let parts: Vec<&str> = raw.split(['-', '‐', '‑', '–', '/']).collect();
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    raw.chars().all(|c| c.is_ascii_digit() || "-‐‑–/".contains(c))
        && matches!(lengths.as_slice(), [4, 1 | 2, 1 | 2] | [1 | 2, 1 | 2, 2 | 4])
}

/// Personal identity numbers are never taken for anything: `191212121212`, `121212-1212`.
pub(super) fn is_personal(raw: &str) -> bool {
    let digits = raw.chars().filter(char::is_ascii_digit).count();
    (digits == 10 || digits == 12) && raw.chars().all(|c| c.is_ascii_digit() || "-‐‑–".contains(c)) && {
        let tail = raw.rsplit(['-', '‐', '‑', '–']).next().unwrap_or_default();
        tail.len() == 4 || tail.len() == digits
    }
}

/// A mere number after a label that is rather a year: `2016`.
pub(super) fn is_year(raw: &str) -> bool {
    raw.len() == 4 && (raw.starts_with("19") || raw.starts_with("20")) && raw.bytes().all(|b| b.is_ascii_digit())
}
