//! Attachments (bilagor): the sheets of a file that are not minutes.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::meetings::Plan;
use super::sheets::Sheet;
use super::{Reading, field, paragraphs, signatures, tables};
use crate::clean::{self, Role};
use crate::dates;
use crate::record::Attachment;
use crate::scan::Warning;
use crate::vocabulary::{self, DOCUMENT_KINDS, FoldedWords};

/// How many lines at the head of a document may hold its kind, its date and its sender.
const OPENING: usize = 8;

/// The attachments of a file: foreign sheets, cut where a new document begins.
pub(super) fn read(
    reading: Reading<'_>,
    sheets: &[Sheet],
    plan: &Plan,
    warnings: &mut Vec<Warning>,
) -> Vec<Attachment> {
    let mut found = Vec::new();
    for range in &plan.foreign {
        let mut from = range.start;
        for next in range.start + 1..=range.end {
            if next == range.end || begins_document(reading, &sheets[next - 1], &sheets[next]) {
                found.extend(attachment(
                    reading,
                    sheets[from].lines.start..sheets[next - 1].lines.end,
                    warnings,
                ));
                from = next;
            }
        }
    }
    found
}

/// Whether another document begins with a sheet: its page label counts from 1, its head is another one, or it opens as
/// letters and reports do.
fn begins_document(reading: Reading<'_>, before: &Sheet, sheet: &Sheet) -> bool {
    let (known, heads) = (furniture(reading, before), furniture(reading, sheet));
    let label = |sheet: &Sheet| {
        let lines = sheet.lines.clone().map(|line| &reading.text.lines[line]);
        let mut heads = lines.filter(|line| line.role != Role::Body);
        heads.find_map(|line| clean::page_number(&line.text))
    };
    match (label(before), label(sheet)) {
        _ if opens_annex(reading, sheet) => true,
        (_, Some(1)) => true,
        (Some(a), Some(b)) if b == a + 1 => false,
        _ if heads.iter().any(|line| known.contains(line)) => false,
        // Inside a page of a text file, wide gaps stand in tables too: heads there are but repeated words.
        _ if !begins_page(reading, sheet) => opens_document(reading, sheet),
        _ => !known.is_empty() && !heads.is_empty() || opens_document(reading, sheet),
    }
}

/// The label of an attachment, at the head of its first sheet: `Bilaga 2`, `Bilaga till KS § 98`.
static ANNEX: LazyLock<Regex> = LazyLock::new(|| {
    #[allow(clippy::expect_used, reason = "the pattern is a constant, and covered by tests")]
    Regex::new(r"(?i)^bilaga(?:\s+(?:till\s.{1,40}|(?:nr\s+)?(?:\d{1,3}\p{L}?|\p{L})(?:\s+till\s.{1,60})?)|.{0,8}§.{1,20})?[.:]?$")
        .expect("the pattern is well-formed")
});

/// The heading of a list of members or votes, which may be set as the minutes are: `Omröstningslista nr 1`.
static LIST: LazyLock<Regex> = LazyLock::new(|| {
    #[allow(clippy::expect_used, reason = "the pattern is a constant, and covered by tests")]
    Regex::new(r"(?i)^(?:(?:närvaro|upprops)-?\s(?:och\s)?)?(?:voterings|omröstnings|närvaro|upprops)-?(?:lista|protokoll)(?:\s[^.]{1,40})?$")
        .expect("the pattern is well-formed")
});

/// Whether a sheet is labelled as the first one of an attachment, perhaps beside the running head of the minutes.
pub(super) fn opens_annex(reading: Reading<'_>, sheet: &Sheet) -> bool {
    let mut body = sheet
        .lines
        .clone()
        .filter(|&line| reading.text.lines[line].role == Role::Body);
    let mut lists = || {
        body.next()
            .is_some_and(|first| LIST.is_match(&reading.text.lines[first].text))
    };
    annex_label(reading, sheet.lines.clone()).is_some() || lists()
}

/// The cell with the label of an attachment among the first lines of a sheet: its head, and what stands right below.
fn annex_label(reading: Reading<'_>, lines: Range<usize>) -> Option<field::Cell> {
    let mut below = 0;
    let near = lines.take(OPENING).take_while(|&line| {
        below += usize::from(reading.text.lines[line].role == Role::Body);
        below <= LABELLED
    });
    let mut cells = near.flat_map(|line| field::cells(reading, line));
    cells.find(|cell| ANNEX.is_match(&cell.text))
}

/// How many lines below the running head of a sheet may hold the label of an attachment.
const LABELLED: usize = 2;

/// Whether a page of the file begins with a sheet.
fn begins_page(reading: Reading<'_>, sheet: &Sheet) -> bool {
    let lines = &reading.text.lines;
    let first = sheet.lines.start;
    first == 0 || lines[first - 1].page != lines[first].page
}

/// The lines of furniture of a sheet, folded.
fn furniture(reading: Reading<'_>, sheet: &Sheet) -> Vec<String> {
    let lines = sheet.lines.clone().map(|line| &reading.text.lines[line]);
    let heads = lines.filter(|line| matches!(line.role, Role::RunningHead | Role::RunningFoot));
    heads
        .map(|line| vocabulary::fold(&line.text))
        .filter(|text| text.len() > 3)
        .collect()
}

/// Whether the first lines of a sheet name a kind of document, or a date below a title.
fn opens_document(reading: Reading<'_>, sheet: &Sheet) -> bool {
    let body = reading.body(sheet.lines.clone());
    let lines = || body.iter().take(OPENING).map(|&line| &reading.text.lines[line]);
    let titled = lines()
        .next()
        .is_some_and(|first| first.text.starts_with(char::is_uppercase) && !first.text.ends_with(['.', ',']));
    let kind = lines().take(3).any(|line| names_kind(&line.text));
    let dated = lines().any(|line| line.width < 0.5 && !dates::find(&line.text).is_empty());
    titled && (kind || dated)
}

/// Whether a line begins with a kind of document: `Bilaga 1`, `Tjänsteskrivelse`, `Reservation mot beslut …`.
fn names_kind(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    let folded = FoldedWords::of(&words[..words.len().min(4)]);
    let capital = text.starts_with(char::is_uppercase) && !text.ends_with('.');
    capital && DOCUMENT_KINDS.iter().any(|kind| kind.stands_at(&folded, 0))
}

fn attachment(reading: Reading<'_>, lines: Range<usize>, warnings: &mut Vec<Warning>) -> Option<Attachment> {
    let body = reading.body(lines.clone());
    let paragraphs = paragraphs::paragraphs(reading, &body);
    let (&first, &last) = body.first().zip(body.last())?;
    let stated = || {
        let mut texts = paragraphs.iter().map(|paragraph| &paragraph.text);
        texts.find(|text| is_title(text)).cloned()
    };
    Some(Attachment {
        title: annex_label(reading, lines.clone())
            .map(|label| title_below(reading, &body, &label))
            .or_else(|| Some(reading.text.lines[first].text.clone()).filter(|text| LIST.is_match(text)))
            .or_else(stated),
        pages: [reading.page(first), reading.page(last)],
        text: paragraphs::joined(&paragraphs),
        tables: tables::tables(reading, &body, "an attachment", warnings),
        signatures: signatures::signatures(reading, lines),
        source: reading.source(reading.tokens(&body)),
    })
}

/// The title of an attachment below its label: what a form gives as the title of its matter, or the first line that is no running
/// head; where there is none, the label.
fn title_below(reading: Reading<'_>, body: &[usize], label: &field::Cell) -> String {
    let lines: Vec<usize> = body
        .iter()
        .copied()
        .filter(|&line| line > label.line)
        .take(OPENING)
        .collect();
    if let Some(title) = labelled_title(reading, &lines) {
        return title;
    }
    let of_body = |line: usize| {
        let cells = field::cells(reading, line);
        cells.first().is_some_and(|cell| vocabulary::is_body_name(&cell.text))
    };
    let text = |line: usize| reading.text.lines[line].text.as_str();
    let title = lines.iter().position(|&line| {
        let names = clean::head_names(text(line));
        let letters = text(line).chars().filter(|c| c.is_alphabetic()).count();
        let furniture =
            names.body.is_some() || names.organisation.is_some() || clean::page_number(text(line)).is_some();
        let dated = dates::find(text(line))
            .iter()
            .any(|(range, _)| range.len() * 2 > text(line).len());
        text(line).starts_with(char::is_uppercase) && letters >= 4 && !furniture && !dated && !of_body(line)
    });
    // Words one below the other are the cells of a table, whose columns were read as lines.
    let is_cell =
        |at: usize| lines[at..].len() > 1 && lines[at..].iter().take(2).all(|&line| !text(line).contains(' '));
    let title = title.filter(|&at| !is_cell(at)).map(|at| text(lines[at]));
    title.unwrap_or(&label.text).trim_end_matches(['.', ':']).to_owned()
}

/// The title of the matter that an attachment is of, behind a word for it: `Ärendemening: Riksnorm för …`
fn labelled_title(reading: Reading<'_>, lines: &[usize]) -> Option<String> {
    let text = |line: usize| reading.text.lines[line].text.as_str();
    let behind_label = |&line: &usize| {
        let (label, title) = text(line).split_once(':')?;
        let is_label = vocabulary::TITLE_LABELS.contains(&vocabulary::fold(label).as_str());
        (is_label && title.split(' ').filter(|word| word.len() > 1).count() >= 2).then(|| title.trim().to_owned())
    };
    let (at, title) = lines
        .iter()
        .enumerate()
        .find_map(|(at, line)| Some((at, behind_label(line)?)))?;
    let below = lines[at + 1..].iter().take_while(|&&line| {
        let next = &reading.text.lines[line];
        next.gap < 0.5 && !next.text.contains(':')
    });
    Some(below.fold(title, |title, &line| title + " " + text(line)))
}

/// A title has a few words of letters, and is no sentence.
fn is_title(text: &str) -> bool {
    let words = text
        .split(' ')
        .filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() >= 2)
        .count();
    let opens = text.starts_with(char::is_alphanumeric) || text.starts_with(['"', '”']);
    opens && (3..=30).contains(&words) && !text.ends_with(['.', ',', ';'])
}

#[cfg(test)]
mod tests {
    use crate::scan::Scan;

    fn titles(lines: &[&str]) -> Vec<String> {
        let attachments = crate::read(&Scan::of_lines(lines)).attachments;
        attachments.into_iter().filter_map(|found| found.title).collect()
    }

    #[test]
    fn lists_of_votes_are_named_by_their_matter_and_cells_are_no_titles() {
        let blank = ["", "", "", ""];
        let minutes = [
            "Kommunfullmäktige",
            "Protokoll nr 1",
            "",
            "§ 98  Budgetramar",
            "",
            "Beslut",
            "",
            "Ramarna fastställs.",
        ];
        let roll = [
            "Kommunfullmäktige",
            "Protokoll nr 1",
            "Bilaga 1",
            "Plats",
            "",
            "Ledamot",
            "",
            "7",
            "",
            "",
            "Ek, Eva",
            "",
            "",
            "3",
            "",
            "Alm, Bo",
        ];
        let votes = [
            "Kommunfullmäktige",
            "Protokoll nr 1",
            "Bilaga 2",
            "Ärende: 6",
            "",
            "Ärendemening: Budgetramar för de",
            "kommande åren",
            "Antal Ja: 4",
        ];
        let lines = [&minutes[..], &blank, &roll, &blank, &votes].concat();
        assert_eq!(titles(&lines), ["Bilaga 1", "Budgetramar för de kommande åren"]);
    }

    #[test]
    fn an_attachment_begins_at_its_label_beside_the_running_head() {
        let blank = ["", "", "", ""];
        let first = [
            "Ekviks kommun                Protokoll                1 (3)",
            "Kommunstyrelsen              2015-05-19",
            "",
            "§ 98  Budgetramar",
            "",
            "Beslut",
            "",
            "Ramarna fastställs.",
        ];
        let second = [
            "Ekviks kommun                Bilaga till § 98         2 (3)",
            "Kommunstyrelsen              2015-05-19",
            "",
            "RESERVATION",
            "",
            "Vi ville ge skolan mera pengar.",
        ];
        let third = [
            "Ekviks kommun                Bilaga 2                 3 (3)",
            "Kommunstyrelsen              2015-05-19",
            "",
            "Karta över ån",
        ];
        let lines = [&first[..], &blank, &second, &blank, &third].concat();
        assert_eq!(titles(&lines), ["RESERVATION", "Karta över ån"]);
        let record = crate::read(&Scan::of_lines(&lines));
        assert_eq!(record.meetings[0].items[0].decisions[0].text, "Ramarna fastställs.");
    }
}
