//! Times, places and ranges of items, as first pages write them.

use std::sync::LazyLock;

use regex::Regex;

use crate::dates;
use crate::vocabulary::first_page::{MEANS, TIME_WORDS};

/// `kl. 09.00–11.40`, `klockan 16:00-19:25`, `kl 9 – 11.30`, `18.00`.
static TIMES: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)(?P<kl>\bkl(?:ockan)?\b\.?:?\s*)?\b(?P<h1>[012]?\d)(?:\s?[.:]\s?(?P<m1>[0-5]\d))?\b(?:\s?(?:[-–—]+|till)\s?(?:kl(?:ockan)?\.?\s*)?(?P<h2>[012]?\d)(?:\s?[.:]\s?(?P<m2>[0-5]\d))?\b)?",
    )
});
/// An adjournment that stands among other times.
static ADJOURNED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)[,(;]?\s*\b(?:ajourner\p{L}*|\p{L}*paus|\p{L}*uppehåll|avbrott)\b[^\d]{0,30}(?P<times>\d[\d.:\s–—-]*\d(?:\s?(?:,|och|samt)\s?(?:kl(?:ockan)?\.?\s?)?\d[\d.:\s–—-]*\d)*)\)?",
    )
});
/// `§ 1 - § 3`, `§1-§23`, `26 -- 38`, `12 – 22`, `§§ 55-65`, `§ 7`, `§§ 3, 5–8`.
static RANGE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:§{1,2}\s?)?(?:\d{1,3}:)?\d{1,4}\s?[a-z]?(?:\s?(?:[-–—]+|,|och|till|t\.o\.m\.)\s?(?:§{1,2}\s?)?(?:\d{1,3}:)?\d{1,4}\b)*",
    )
});

fn regex(pattern: &str) -> Regex {
    #[allow(clippy::expect_used, reason = "the pattern is a constant, and covered by tests")]
    Regex::new(pattern).expect("the pattern is well-formed")
}

/// What the field for place and time says.
#[derive(Debug, Default, PartialEq)]
pub(super) struct PlaceAndTimes {
    pub place: Option<String>,
    pub opened: Option<String>,
    pub closed: Option<String>,
    pub adjournments: Vec<String>,
}

/// Takes place and times apart.
pub(super) fn place_and_times(text: &str) -> PlaceAndTimes {
    let mut read = PlaceAndTimes::default();
    let mut rest = text.to_owned();
    while let Some(found) = ADJOURNED.captures(&rest) {
        read.adjournments.extend(ranges(&found["times"]));
        let Some(all) = found.get(0).map(|all| all.range()) else {
            break;
        };
        rest.replace_range(all, " ");
    }
    for (range, _) in dates::find(&rest).into_iter().rev() {
        rest.replace_range(range, " ");
    }
    let mut removed = Vec::new();
    for found in TIMES.captures_iter(&rest) {
        let whole = found.get(0).map(|all| all.range()).unwrap_or_default();
        // A bare number is no time: `sal 12`, `Stora torget 1`.
        if found.name("kl").is_none() && found.name("m1").is_none() {
            continue;
        }
        read.opened = read.opened.or_else(|| clock(&found, "h1", "m1"));
        read.closed = clock(&found, "h2", "m2").or(read.closed);
        removed.push(whole);
    }
    for range in removed.into_iter().rev() {
        rest.replace_range(range, " ");
    }
    read.place = place(&rest);
    read
}

/// What is left of a text without the words of dates and times.
fn place(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let tells_place = |(at, word): &(usize, &&str)| {
        let lower = word.to_lowercase();
        // "Teknikrummet och digitalt via Teams"
        let by_means = lower == "digitalt" && words.get(at + 1).is_some_and(|next| MEANS.contains(next));
        let of_time =
            TIME_WORDS.contains(&lower.trim_matches([',', ';', '.', '(', ')'])) || TIME_WORDS.contains(&lower.as_str());
        (!of_time || by_means) && word.contains(char::is_alphanumeric)
    };
    let places: Vec<&str> = words
        .iter()
        .enumerate()
        .filter(tells_place)
        .map(|(_, word)| *word)
        .collect();
    let text = places.join(" ");
    let text = text.trim_matches([' ', ',', ';', '.', ':', '-', '–', '—', '|']);
    (text.chars().filter(|c| c.is_alphabetic()).count() >= 3).then(|| text.to_owned())
}

/// An hour and minute as `HH:MM`.
fn clock(found: &regex::Captures<'_>, hour: &str, minute: &str) -> Option<String> {
    let hour: u32 = found.name(hour)?.as_str().parse().ok()?;
    let minute = found.name(minute).map_or("00", |minute| minute.as_str());
    (hour < 24).then(|| format!("{hour:02}:{minute}"))
}

/// The ranges of time in a text, word for word: `10.05–10.20`.
pub(super) fn ranges(text: &str) -> Vec<String> {
    let times = TIMES
        .captures_iter(text)
        .filter(|found| found.name("m1").is_some() && found.name("h2").is_some());
    let start = |found: &regex::Captures<'_>| found.name("h1").map_or(0, |hour| hour.start());
    times
        .filter_map(|found| found.get(0).map(|all| text[start(&found)..all.end()].trim().to_owned()))
        .collect()
}

/// The range of items that a text is, word for word.
pub(super) fn range(text: &str) -> Option<String> {
    let found = RANGE.find(text)?;
    let before = text[..found.start()].trim();
    let signs = found.as_str().contains('§') || found.as_str().contains(['-', '–', '—']);
    let plain = before.is_empty() && text[found.end()..].trim().trim_matches(['.', ',']).is_empty();
    let range = found.as_str().trim();
    (before.len() <= 3 && signs || plain).then(|| repaired(range).unwrap_or_else(|| range.to_owned()))
}

/// A range whose signs OCR read as digits (`8814-18` for `§§14-18`), with the signs.
fn repaired(range: &str) -> Option<String> {
    let (first, last) = ends(range)?;
    let signs = range.chars().take_while(|&c| c == '8').count().min(2);
    (1..=signs).rev().find_map(|count| {
        let written = format!("{}{}", "§".repeat(count), &range[count..]);
        let (repaired, _) = ends(&written)?;
        (first > last && repaired > 0 && repaired <= last).then_some(written)
    })
}

/// First and last number of a range of items, without the number of the meeting (`5:1–5:18`).
pub(in crate::segment) fn ends(range: &str) -> Option<(u32, u32)> {
    let numbers: Vec<u32> = range
        .split(|c: char| !c.is_ascii_digit() && c != ':')
        .filter_map(|number| number.rsplit(':').next()?.parse().ok())
        .collect();
    Some((*numbers.first()?, *numbers.last()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn place_and_time_are_told_apart() {
        for (text, place, opened, closed) in [
            (
                "Kommunhuset i Älvmora, sammanträdesrum Forsen, torsdagen den 17 mars 2022 kl. 09.00–11.40",
                Some("Kommunhuset i Älvmora, sammanträdesrum Forsen"),
                Some("09:00"),
                Some("11:40"),
            ),
            (
                "Måndagen den 22 maj 2023 kl 18.00–20.40 Folkets hus, Kvarnåker",
                Some("Folkets hus, Kvarnåker"),
                Some("18:00"),
                Some("20:40"),
            ),
            (
                "Granbackaskolan, sal 12, kl. 14.00–16.35",
                Some("Granbackaskolan, sal 12"),
                Some("14:00"),
                Some("16:35"),
            ),
            ("klockan 9 -- 11.30", None, Some("09:00"), Some("11:30")),
            ("Rådhuset, Stora torget 1", Some("Rådhuset, Stora torget 1"), None, None),
        ] {
            let read = place_and_times(text);
            assert_eq!(
                (read.place.as_deref(), read.opened.as_deref(), read.closed.as_deref()),
                (place, opened, closed),
                "{text}"
            );
        }
    }

    #[test]
    fn adjournments_among_other_times() {
        let read = place_and_times("Stora salen, kl 13.00-16.00, ajournering kl. 14.10-14.30");
        assert_eq!(read.adjournments, ["14.10-14.30"]);
        let twice = place_and_times("Kl. 10.00–16.35, uppehåll klockan 12.00–13.15 samt 14.55–15.10");
        assert_eq!(twice.adjournments, ["12.00–13.15", "14.55–15.10"]);
        assert_eq!(twice.closed.as_deref(), Some("16:35"));
        assert_eq!(
            (read.opened.as_deref(), read.closed.as_deref()),
            (Some("13:00"), Some("16:00"))
        );
        assert_eq!(ranges("Kl. 10.05–10.20"), ["10.05–10.20"]);
    }

    #[test]
    fn ranges_of_items_in_all_their_forms() {
        for text in [
            "§ 1 - § 3",
            "§1-§23",
            "26 -- 38",
            "12 – 22",
            "§§ 55-65",
            "143 - 146",
            "§§ 3, 5–8",
            "7",
        ] {
            assert_eq!(range(text).as_deref(), Some(text));
        }
        assert_eq!(range("8814-18").as_deref(), Some("§§14-18"));
        assert_eq!(range("Digital justering"), None);
        assert_eq!(ends("§ 36 – § 39"), Some((36, 39)));
    }
}
