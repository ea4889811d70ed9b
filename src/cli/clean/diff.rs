//! The changes of a cleaned text, line by line, in the manner of `git diff --word-diff`.

use std::fmt::Write;
use std::ops::Range;

use paragraf::clean::{CleanedFile, PageCondition};
use paragraf::record::TextCondition;

use crate::cli::terminal::{Style, printable};

/// A word that is changed or doubtful.
struct Mark<'a> {
    page: u32,
    line: usize,
    bytes: Range<usize>,
    shown: Shown<'a>,
}

/// What a mark says.
enum Shown<'a> {
    /// The word was changed to this.
    Changed(&'a str),
    /// The word stayed and may be this.
    Doubtful(&'a str),
}

/// The lines of `raw` that hold changes or doubts, each behind its number; before the first of a page, what kind of text it holds.
pub fn diff(raw: &str, file: &CleanedFile, style: Style) -> String {
    let marks = marks(file);
    let width = marks.last().map_or(1, |last| last.line.to_string().len());
    let mut marks = marks.chunk_by(|a, b| a.line == b.line).peekable();
    let mut diff = String::new();
    let (mut page, mut start) = (0, 0);
    for (number, line) in (1..).zip(raw.split_inclusive('\n')) {
        if let Some(marks) = marks.next_if(|marks| marks[0].line == number) {
            if marks[0].page != page {
                page = marks[0].page;
                let head = file.pages.iter().find(|found| found.number == page).map(page_head);
                diff += &style.faint(&head.unwrap_or_default());
                diff.push('\n');
            }
            let number = style.faint(&format!("{number:>width$}"));
            let _ = writeln!(diff, "{number}  {}", marked(line, start, marks, style));
        }
        start += line.len();
    }
    diff
}

/// Changes and doubts in the order of the text.
fn marks(file: &CleanedFile) -> Vec<Mark<'_>> {
    let changes = file
        .changes
        .iter()
        .map(|change| (&change.place, Shown::Changed(&change.text)));
    let doubts = file
        .doubts
        .iter()
        .map(|doubt| (&doubt.place, Shown::Doubtful(&doubt.suggestion)));
    let mark = |(place, shown): (&paragraf::clean::Place, _)| Mark {
        page: place.page,
        line: place.line,
        bytes: place.bytes.clone(),
        shown,
    };
    let mut marks: Vec<Mark<'_>> = changes.chain(doubts).map(mark).collect();
    marks.sort_by_key(|mark| mark.bytes.start);
    marks
}

fn page_head(page: &PageCondition) -> String {
    let kind = match page.text_condition {
        TextCondition::WrongLanguage => "read in the wrong language",
        TextCondition::SwedishOcr => "OCR with Swedish letters",
        TextCondition::Clean => "clean",
    };
    format!("page {}: {kind} ({})", page.number, page.text_condition_reason)
}

/// A line that begins at a byte of the text, with its marks.
fn marked(line: &str, start: usize, marks: &[Mark<'_>], style: Style) -> String {
    let mut text = String::new();
    let mut end = start;
    for mark in marks {
        text += &plain(&line[end - start..mark.bytes.start - start]);
        let read = plain(&line[mark.bytes.start - start..mark.bytes.end - start]);
        text += &match mark.shown {
            Shown::Changed(new) => style.changed(&read, &plain(new)),
            Shown::Doubtful(suggestion) => style.doubtful(&read, &plain(suggestion)),
        };
        end = mark.bytes.end;
    }
    text + &plain(&line[end - start..])
}

/// A part of a line without what ends lines and pages.
fn plain(part: &str) -> String {
    printable(part.trim_matches(['\n', '\r', '\x0c']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use paragraf::clean::{Place, PlacedChange, PlacedDoubt};

    /// A file of one page of one line in which `drendet` is changed and `formar` doubtful.
    fn file() -> (&'static str, CleanedFile) {
        let place = |column: usize, length| Place {
            page: 1,
            line: 2,
            column,
            bytes: 6 + column..6 + column + length,
        };
        let file = CleanedFile {
            pages: vec![PageCondition {
                number: 1,
                text_condition: TextCondition::WrongLanguage,
                text_condition_reason: "1 of 3 words".to_owned(),
            }],
            changes: vec![PlacedChange {
                place: place(1, 7),
                original: "drendet".to_owned(),
                text: "ärendet".to_owned(),
                confidence: 0.99,
            }],
            doubts: vec![PlacedDoubt {
                place: place(9, 6),
                text: "formar".to_owned(),
                suggestion: "förmår".to_owned(),
                confidence: 0.4,
            }],
            text: String::new(),
        };
        ("Beslut\ndrendet formar det\r\n", file)
    }

    #[test]
    fn plain_marks_are_those_of_git() {
        let (raw, file) = file();
        assert_eq!(
            diff(raw, &file, Style::Plain),
            "page 1: read in the wrong language (1 of 3 words)\n2  [-drendet-]{+ärendet+} [?formar|förmår?] det\n"
        );
    }

    #[test]
    fn on_a_terminal_colours_stand_for_the_marks() {
        let (raw, file) = file();
        let shown = diff(raw, &file, Style::Signs);
        assert!(
            shown.contains("\x1b[31mdrendet\x1b[0m\x1b[32märendet\x1b[0m"),
            "{shown:?}"
        );
        assert!(!shown.contains("[-") && shown.ends_with("det\n"), "{shown:?}");
    }
}
