//! The numbers that the same matter has in the minutes of other bodies, which stand behind, above or below its own: `Sn § 50
//! Au § 84`. They are passed over, but for the case numbers beside them.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::leading_numbers::leading_case_numbers;
use super::regex;
use crate::case_number;
use crate::dates;
use crate::record::CaseNumber;
use crate::segment::Reading;
use crate::vocabulary;

/// The numbers of the same matter in the minutes of other bodies, after the item's own: `Sn § 50 Au § 84`, `§ 50 (Au § 84)`,
/// `Ks § 40 Au § 36 - 53`.
static STACKED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^\(?(?:\p{Lu}\p{L}{0,4}(?:-\p{Lu}{1,4})?\s)?(?:§\s?\d{1,4}(?:/(?:\d\d){1,2})?(?:\s?[-–]\s?\d{1,4})?(?:,\s\d{1,4}(?:/(?:\d\d){1,2})?)*\)?,?|\d{1,4}\)?)$",
    )
});

/// A line that holds but the number of the matter in the minutes of another body, perhaps with a case number: `AU § 63`.
static STACKED_LINE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^\(?(?P<unit>\p{Lu}[\p{L} ,-]{0,60}?)\s?§\s?\d{1,4}(?:/(?:\d\d){1,2})?(?:,\s\d{1,4}(?:/(?:\d\d){1,2})?)*\)?,?(?:\s+(?P<rest>.*))?$",
    )
});

/// The letters of a body are no more.
const UNIT: usize = 6;

/// How many words the numbers take that the matter has with other bodies.
pub(super) fn stacked_words(words: &[&str]) -> usize {
    let mut at = 0;
    let numbers = |from: usize, count: usize| {
        words.get(from..from + count).is_some_and(|piece| {
            let named = piece[0].trim_start_matches('(').starts_with(char::is_uppercase);
            named && STACKED.is_match(&piece.join(" "))
        })
    };
    loop {
        // `Sn § 102 / Snau § 77`
        let stroke = usize::from(words.get(at) == Some(&"/"));
        match [5, 4, 3, 2].into_iter().find(|&count| numbers(at + stroke, count)) {
            Some(count) => at += stroke + count,
            None => return at,
        }
    }
}

/// How many words the day of the meeting takes that stands beside a number, alone or before a case number: it is no title.
pub(super) fn day_words(words: &[&str]) -> usize {
    let text = words.join(" ");
    let day = dates::find(&text).first().map(|(range, _)| range.clone());
    let alone = |rest: &str| rest.is_empty() || case_number::parse_start(rest).is_some();
    day.filter(|day| day.start == 0 && alone(text[day.end..].trim_start()))
        .map_or(0, |day| text[day].split(' ').count())
}

/// The body that a line names with the number which the matter has there, and what stands behind that besides the day of
/// its meeting: `AU § 63`, `Kommunstyrelsen § 47 2014-03-10`.
pub(super) fn stacked_line(text: &str) -> Option<(&str, &str)> {
    let found = STACKED_LINE.captures(text)?;
    let unit = found.name("unit")?.as_str();
    let rest = found.name("rest").map_or("", |rest| rest.as_str());
    let letters = unit.chars().count() <= UNIT && !unit.contains(' ');
    let words: Vec<&str> = rest.split_whitespace().collect();
    let rest = rest.splitn(day_words(&words) + 1, char::is_whitespace).last();
    let rest = rest.filter(|_| day_words(&words) < words.len()).unwrap_or_default();
    (letters || vocabulary::is_body_name(unit)).then_some((unit, rest))
}

/// What stands before the number of an item: the body, by its letters or its name.
fn unit_before(text: &str) -> &str {
    match text.split_once('§') {
        Some((before, _)) => before.trim(),
        None => text.split(' ').next().unwrap_or_default(),
    }
}

/// How many lines below a number hold but the number that the matter has with another body; their case numbers are taken.
pub(super) fn stacked_lines(
    reading: Reading<'_>,
    body: &[usize],
    at: usize,
    from: usize,
    case_numbers: &mut Vec<CaseNumber>,
) -> usize {
    let lines = &reading.text.lines;
    let own = Some(unit_before(&lines[body[at]].text));
    let mut count = 0;
    while let Some(&line) = body.get(from + count) {
        let Range { start, end } = lines[line].tokens;
        // `Au § 98          1980.0588-314`, or but the number, in the column of the one above.
        let from = match stacked_line(&lines[line].text) {
            Some((unit, _)) if Some(unit) == own => break,
            Some((_, rest)) => end - rest.split_whitespace().count(),
            None if case_numbers.is_empty() || lines[line].gap >= 0.5 => break,
            None => start,
        };
        let before = case_numbers.len();
        if !leading_case_numbers(reading, from..end, case_numbers).is_empty() {
            case_numbers.truncate(before);
            break;
        }
        count += 1;
    }
    count
}

pub(super) fn stacked_above(reading: Reading<'_>, body: &[usize], at: usize, near: impl Fn(usize) -> bool) -> usize {
    let lines = &reading.text.lines;
    let unit = |line: usize| {
        let (unit, rest) = stacked_line(&lines[line].text)?;
        rest.is_empty().then_some(unit)
    };
    let own = unit_before(&lines[body[at]].text);
    if own.is_empty() {
        return 0;
    }
    (1..=at)
        .take_while(|&count| near(at - count + 1) && unit(body[at - count]).is_some_and(|unit| unit != own))
        .count()
}
