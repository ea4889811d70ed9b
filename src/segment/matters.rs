//! The list of matters (ärendelista) before the first item, held against the items that were found.

use std::sync::LazyLock;

use regex::Regex;

use super::Reading;
use super::meetings::MeetingPart;
use crate::scan::{Warning, WarningCode};

/// Fewer lines with a number are no list: the first page names items too (`§§ 2–3`).
const SHORTEST_LIST: usize = 3;

/// `§ 12  Bygglov för båthus ..... 4`
static LISTED: LazyLock<Regex> = LazyLock::new(|| {
    #[allow(clippy::expect_used, reason = "the pattern is a constant, and covered by tests")]
    Regex::new(r"^(?:\p{Lu}\p{L}{0,5}\s)?§\s?(?P<number>\d{1,4})\b\s+[^\s\d–-]").expect("the pattern is well-formed")
});

/// The numbers that the list of matters names, in order; empty where there is no list.
pub(super) fn listed(reading: Reading<'_>, part: &MeetingPart) -> Vec<u32> {
    let first_item = part.starts.first().map_or(part.lines.end, |start| start.line);
    let lines = reading.body(part.lines.start..first_item);
    let numbers = lines
        .iter()
        .filter_map(|&line| LISTED.captures(&reading.text.lines[line].text)?["number"].parse().ok());
    let numbers: Vec<u32> = numbers.collect();
    let rising = numbers.windows(2).all(|pair| pair[0] < pair[1]);
    if rising && numbers.len() >= SHORTEST_LIST {
        numbers
    } else {
        Vec::new()
    }
}

/// Warns of matters in the list that no item was found for.
pub(super) fn check(reading: Reading<'_>, part: &MeetingPart, listed: &[u32], warnings: &mut Vec<Warning>) {
    let found = |number: &u32| part.starts.iter().any(|start| start.value == *number);
    let missing: Vec<String> = listed
        .iter()
        .filter(|number| !found(number))
        .map(u32::to_string)
        .collect();
    if !missing.is_empty() {
        let message = format!(
            "the list of matters names § {}, which was not found: pages may be missing, or a number is misread",
            missing.join(", § ")
        );
        warnings.push(super::warning(
            reading,
            WarningCode::ItemSequence,
            part.lines.start,
            message,
        ));
    }
}

#[cfg(test)]
mod tests {
    use crate::record::CompletenessState;
    use crate::scan::{Scan, WarningCode};

    const LIST: &[&str] = &[
        "Ärendelista",
        "§ 7 Avgift för bad",
        "§ 8 Val av ombud",
        "§ 9 Frågestund",
        "",
        "§ 7",
        "Avgift för bad",
        "",
        "Beslut",
        "",
        "Avgiften höjs.",
        "",
        "§ 8",
        "Val av ombud",
        "",
        "Beslut",
        "",
        "Ida Lo (M) väljs.",
    ];

    #[test]
    fn a_listed_matter_without_an_item_is_missed() {
        let record = crate::read(&Scan::of_lines(LIST));
        let missed = |warning: &&crate::scan::Warning| warning.message.contains("§ 9, which was not found");
        let warning = record.warnings.iter().find(missed).unwrap();
        assert_eq!(warning.code, WarningCode::ItemSequence);
        let rule = |lines: &[&str]| {
            let record = crate::read(&Scan::of_lines(lines));
            let all = record.meetings[0].completeness.iter();
            all.clone()
                .find(|entry| entry.rule == "list-of-matters")
                .map(|entry| entry.state)
        };
        assert_eq!(rule(LIST), Some(CompletenessState::NotFound));
        assert_eq!(rule(&LIST[5..]), None);
    }
}
