//! Dates as protocols write them.

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date;
use regex::{Captures, Regex};

/// Swedish months, and how they are shortened.
const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec",
];

/// `2021-12-16`, `2021.12.16`, `20211216`; `16 december 2021`, `den 16:e dec. 2021`; `16/12 2021`, `16.12.2021`.
static DATE: LazyLock<Regex> = LazyLock::new(|| {
    #[allow(clippy::expect_used, reason = "the pattern is a constant, and covered by tests")]
    Regex::new(
        r"(?i)(?P<y1>(?:18[6-9]|19\d|20\d)\d)\s?[-–—.]\s?(?P<m1>\d{1,2})\s?[-–—.]\s?(?P<d1>\d{1,2})|(?P<y2>(?:18[6-9]|19\d|20\d)\d)(?P<m2>[01]\d)(?P<d2>[0-3]\d)|(?P<d3>\d{1,2})(?::[ea])?\s(?P<m3>jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-zé]*\.?\s(?P<y3>(?:18[6-9]|19\d|20\d)\d)|(?P<d4>\d{1,2})[/.](?P<m4>\d{1,2})[\s./-](?P<y4>(?:18[6-9]|19\d|20\d)\d)",
    )
    .expect("the pattern is well-formed")
});

/// All dates in a text, with the range of bytes that each takes.
pub fn find(text: &str) -> Vec<(Range<usize>, Date)> {
    // Most lines have no year: a look for its first digits is much faster than the pattern.
    let begins_year = |digits: &[u8]| matches!(digits, b"18" | b"19" | b"20");
    let dated = text.as_bytes().windows(2).any(begins_year);
    let found = dated.then(|| DATE.captures_iter(text)).into_iter().flatten();
    found
        .filter_map(|found| {
            let range = found.get(0)?.range();
            let beside = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
            let glued = beside(text[..range.start].chars().next_back()) || beside(text[range.end..].chars().next());
            let date = date(&found).filter(|_| !glued)?;
            Some((range, date))
        })
        .collect()
}

fn date(found: &Captures<'_>) -> Option<Date> {
    let group = |name: &str, form: usize| found.name(&format!("{name}{form}")).map(|m| m.as_str());
    (1..=4).find_map(|form| {
        let month = group("m", form)?;
        let named = MONTHS
            .iter()
            .position(|name| month.eq_ignore_ascii_case(name))
            .map(|index| index as i8 + 1);
        let month = named.or_else(|| month.parse().ok())?;
        Date::new(group("y", form)?.parse().ok()?, month, group("d", form)?.parse().ok()?).ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_found_in_the_forms_of_protocols() {
        for text in [
            "E-nämnden 2021-12-16",
            "den 16 december 2021",
            "16 dec. 2021",
            "handlingsplan 20211216, E-NÄMND",
            "enämnden_2021-12-16, ENÄMND",
            "16/12 2021",
            "16.12.2021",
        ] {
            let dates: Vec<String> = find(text).into_iter().map(|(_, date)| date.to_string()).collect();
            assert_eq!(dates, ["2021-12-16"], "{text}");
        }
    }

    #[test]
    fn other_numbers_are_no_dates() {
        for text in [
            "2021/29-2.2.0.1",
            "2021-13-40",
            "tel. 0920-20 54 00",
            "1202112161",
            "15/12",
            "Hid: 2021.88",
        ] {
            assert_eq!(find(text), [], "{text}");
        }
    }
}
