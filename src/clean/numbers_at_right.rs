//! Numbers at the right: a few minutes set the title of an item at the left and its number at the right end of the same row
//! (`Val av ombud                § 27`). The number is read first there, as everywhere else.

use std::sync::LazyLock;

use regex::Regex;

use super::margin::PageLine;
use super::rows;
use crate::scan::{Page, Scan, Word};

/// `§ 27`, `§27`, and nothing else.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    #[allow(clippy::expect_used, reason = "the pattern is a constant, and covered by tests")]
    Regex::new(r"^§\s?(\d{1,4})$").expect("the pattern is well-formed")
});

/// A row that begins with the number of an item, or of the matter with another body.
static HEAD: LazyLock<Regex> = LazyLock::new(|| {
    #[allow(clippy::expect_used, reason = "the pattern is a constant, and covered by tests")]
    Regex::new(r"^(?:\p{Lu}\p{L}{0,5}\s?)?§\s?\d{1,4}\b").expect("the pattern is well-formed")
});

/// So many numbers at least count on, one after the other.
const LEAST: usize = 3;
/// Between title and number there is a gap: in heights of a word on a page image, in characters of a text file.
const GAP: f32 = 2.0;
const GAP_IN_TEXT: f32 = 4.0;

/// Whether the items of a document have their numbers at the right: these count on, and no row begins with one.
pub(super) fn stand_at_right(scan: &Scan) -> bool {
    let mut numbers: Vec<u32> = Vec::new();
    for page in &scan.pages {
        for row in rows::rows(page) {
            let text = text_of(page, &row);
            if HEAD.is_match(&text) {
                return false;
            }
            numbers.extend(number_behind_title(page, &row).map(|(_, number)| number));
        }
    }
    let counting = numbers.windows(2).filter(|pair| pair[1] == pair[0] + 1).count();
    counting + 1 >= LEAST && counting * 2 >= numbers.len()
}

/// The lines of a page, each number at the right before what stands beside it.
pub(super) fn read_first(page: &Page, lines: Vec<PageLine>) -> Vec<PageLine> {
    let parted = |line: PageLine| match number_behind_title(page, &line.words) {
        Some((at, _)) => {
            let [title, number] = [&line.words[..at], &line.words[at..]].map(<[usize]>::to_vec);
            let beside = |words, in_margin| PageLine {
                words,
                column: line.column,
                in_margin,
            };
            vec![beside(number, true), beside(title, false)]
        }
        None => vec![line],
    };
    lines.into_iter().flat_map(parted).collect()
}

/// Where in a row the number begins that stands at its end, behind a gap and what may be a title.
fn number_behind_title(page: &Page, row: &[usize]) -> Option<(usize, u32)> {
    (1..=2).find_map(|count| {
        let at = row.len().checked_sub(count).filter(|at| *at > 0)?;
        let number = text_of(page, &row[at..]);
        let number = NUMBER.captures(&number)?[1].parse().ok()?;
        let [title, before, first] = [row[0], row[at - 1], row[at]].map(|word| &page.words[word]);
        let is_title = title.text.starts_with(char::is_uppercase) && !before.text.ends_with([':', '.']);
        (is_title && parted(before, first)).then_some((at, number))
    })
}

/// Whether there is a wide gap between two words of a row.
fn parted(before: &Word, word: &Word) -> bool {
    match (before.bbox, word.bbox) {
        (Some(before), Some(word)) => word.x0 as f32 - before.x1 as f32 >= GAP * word.height() as f32,
        _ => {
            let end = before.column.unwrap_or(0) as f32 + before.text.chars().count() as f32;
            word.column.unwrap_or(0) as f32 - end >= GAP_IN_TEXT
        }
    }
}

fn text_of(page: &Page, words: &[usize]) -> String {
    let words: Vec<&str> = words.iter().map(|&word| page.words[word].text.as_str()).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::clean::margin;
    use crate::scan::Scan;

    proptest! {
        #[test]
        fn no_word_is_lost_or_read_twice(lines in prop::collection::vec("([A-Öa-ö]{1,9} {1,9}){0,4}(§ ?[0-9]{1,3})?", 0..30)) {
            let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
            let page = Scan::of_lines(&lines).pages.remove(0);
            let read = super::read_first(&page, margin::lines(&page));
            let mut words: Vec<usize> = read.into_iter().flat_map(|line| line.words).collect();
            words.sort_unstable();
            prop_assert_eq!(words, (0..page.words.len()).collect::<Vec<_>>());
        }
    }

    /// The numbers and titles of the items that are read.
    fn items(lines: &[&str]) -> Vec<String> {
        let record = crate::read(&Scan::of_lines(lines));
        let items = record.meetings.iter().flat_map(|meeting| &meeting.items);
        items
            .map(|item| format!("{} {}", item.number, item.title.clone().unwrap_or_default()))
            .collect()
    }

    const LINES: [&str; 15] = [
        "Information från verksamheten                                 § 27",
        "",
        "Beslut",
        "Nämnden tackar för informationen.",
        "",
        "Ny organisation i östra delen: förslag om att                 § 28",
        "avveckla skolan",
        "                                              Ärende UN/2016:41",
        "",
        "Beslut",
        "Skolan avvecklas.",
        "",
        "Val av ombud                                                  § 29",
        "",
        "Bo Ek (S) utses till ombud.",
    ];

    #[test]
    fn numbers_at_the_right_of_titles_are_those_of_items() {
        let expected = [
            "27 Information från verksamheten",
            "28 Ny organisation i östra delen: förslag om att avveckla skolan",
            "29 Val av ombud",
        ];
        assert_eq!(items(&LINES), expected);
    }

    #[test]
    fn where_rows_begin_with_numbers_those_at_the_right_are_none() {
        let lines = [&["§ 4  Dagordning", "", "Dagordningen godkänns.", ""], &LINES[..]].concat();
        assert_eq!(items(&lines).len(), 1);
    }
}
