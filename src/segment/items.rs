//! What each item says.

use super::item_heading::ItemStart;
use super::meetings::{self, MeetingPart};
use super::sections::Part;
use super::votes::VoteList;
use super::{Reading, consensus, decisions, dissents, documents, motions, references, sections, tables, votes};
use crate::case_number;
use crate::record::{CaseNumber, Item, SectionKind};
use crate::scan::{Warning, WarningCode};
use crate::vocabulary::{self, CASE_LABELS};

/// Reads the items of a meeting.
pub(super) fn read(
    reading: Reading<'_>,
    meeting_id: &str,
    part: &MeetingPart,
    warnings: &mut Vec<Warning>,
) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::with_capacity(part.starts.len());
    let lists = votes::vote_lists(reading, part.lines.start);
    let recipients_first = recipients_before(reading, part);
    for (index, start) in part.starts.iter().enumerate() {
        if let Some(before) = index.checked_sub(1).map(|before| &part.starts[before]) {
            sequence_warning(reading, before, start, warnings);
        }
        let twin = items.iter().filter(|item| item.number == start.number).count();
        let suffix = if twin == 0 {
            String::new()
        } else {
            format!(".{}", twin + 1)
        };
        let id = format!("{meeting_id}.{}{suffix}", start.number.replace(' ', ""));
        items.push(item(reading, id, part, index, &lists, recipients_first));
        let lines = meetings::item_lines(reading, part, index);
        items[index].tables = tables::tables(reading, &lines, &format!("§ {}", start.number), warnings);
        for message in items[index].votes.iter().filter_map(votes::disagreement) {
            let message = format!("§ {}: {message}", start.number);
            warnings.push(super::warning(reading, WarningCode::Ambiguous, start.line, message));
        }
        if items[index].decisions.is_empty() {
            let message = format!("§ {} has no decision that could be found", start.number);
            warnings.push(super::warning(reading, WarningCode::NoDecision, start.line, message));
        }
    }
    consensus::mend(reading, &part.starts, &mut items);
    items
}

fn item(
    reading: Reading<'_>,
    id: String,
    part: &MeetingPart,
    index: usize,
    lists: &[VoteList],
    recipients_first: bool,
) -> Item {
    let start = &part.starts[index];
    let lines = meetings::item_lines(reading, part, index);
    let mut parts = sections::parts(reading, &lines, start.text_token);
    if recipients_first {
        parts.pop_if(|last| last.kind == SectionKind::Recipients);
        parts.extend(sections::parts(reading, &lines_before(reading, part, index), None));
    }
    if !start.recipients.is_empty() {
        let named = sections::parts(reading, &reading.body(start.recipients.clone()), None);
        parts.extend(named.into_iter().map(|part| Part {
            kind: SectionKind::Recipients,
            ..part
        }));
    }
    let first_token = reading.text.lines[start.line].tokens.start;
    let end = lines
        .last()
        .map_or(heading_end(reading, start), |&last| reading.text.lines[last].tokens.end);
    let beside = dissents::read(reading, &parts);
    Item {
        id,
        number: start.number.clone(),
        title: start.title.as_ref().map(|(title, _)| title.clone()),
        title_source: start
            .title
            .as_ref()
            .and_then(|(_, tokens)| reading.source(tokens.clone())),
        case_numbers: case_numbers(reading, start, &lines),
        decisions: decisions::decisions(reading, &parts, part.head.body.as_deref()),
        motions: motions::motions(reading, &parts),
        proposition_order: motions::proposition_order(reading, &parts),
        votes: votes::votes(reading, &parts, &start.number, lists),
        dissents: beside.dissents,
        statements: beside.statements,
        recusals: beside.recusals,
        references: references::references(reading, &parts, &start.case_numbers),
        documents: documents::documents(reading, &parts),
        recipients: recipients(reading, part, &parts),
        sections: parts
            .iter()
            .filter(|part| !part.paragraphs.is_empty() || part.kind != SectionKind::Other)
            .map(|part| part.section(reading))
            .collect(),
        source: reading.source(first_token..end.max(first_token + 1)),
        ..Item::default()
    }
}

/// The recipients of an item, without the name of its own organisation in capitals: that is a letterhead or a stamp.
fn recipients(reading: Reading<'_>, meeting: &MeetingPart, parts: &[Part]) -> Vec<String> {
    let own = meeting.head.organisation.as_deref().map(vocabulary::fold);
    let mut recipients = documents::recipients(reading, parts);
    recipients.retain(|name| name.contains(char::is_lowercase) || Some(vocabulary::fold(name)) != own);
    recipients
}

/// The case numbers of an item: those of its head; else those that fill lines of its text, with their label, as where one
/// item holds several questions.
fn case_numbers(reading: Reading<'_>, start: &ItemStart, lines: &[usize]) -> Vec<CaseNumber> {
    if !start.case_numbers.is_empty() {
        return start.case_numbers.clone();
    }
    let of_lines = lines.iter().filter_map(|&line| {
        let text = &reading.text.lines[line].text;
        let labelled = text.starts_with(char::is_alphabetic)
            && CASE_LABELS
                .iter()
                .any(|label| vocabulary::fold(text).starts_with(label.folded()));
        labelled
            .then(|| case_number::parse_start(text))
            .flatten()
            .filter(|(length, _)| *length == text.len())
    });
    of_lines.map(|(_, number)| number).collect()
}

fn heading_end(reading: Reading<'_>, start: &ItemStart) -> usize {
    let last = start
        .text_from
        .saturating_sub(1)
        .clamp(start.line, reading.text.lines.len() - 1);
    reading.text.lines[last].tokens.end
}

fn sequence_warning(reading: Reading<'_>, before: &ItemStart, start: &ItemStart, warnings: &mut Vec<Warning>) {
    if start.value > before.value + 1 {
        let message = format!(
            "§ {} follows § {}: the numbers between them were not found",
            start.number, before.number
        );
        warnings.push(super::warning(reading, WarningCode::ItemSequence, start.line, message));
    }
}

/// Less than this lies between the number of an item and its recipients where they stand before it.
const CLOSE: f32 = 0.5;

/// Whether the recipients of an item stand before its number, as some bodies have it: most of their headings lie nearer to
/// the number below than to the text above.
fn recipients_before(reading: Reading<'_>, part: &MeetingPart) -> bool {
    let (mut before, mut after) = (0, 0);
    for (index, start) in part.starts.iter().enumerate() {
        if let Some(&heading) = lines_before(reading, part, index).first() {
            let lines = &reading.text.lines;
            // A rule that ended the text above the recipients is lost in a scan: then they stand apart from both.
            let close = !lines[start.line].starts_sheet && lines[start.line].gap < CLOSE;
            let nearer = close && lines[start.line].gap + 0.4 < lines[heading].gap;
            *(if nearer { &mut before } else { &mut after }) += 1;
        }
    }
    before > after
}

/// The recipients' lines right before the number of an item: not further away than the item before, or a few lines.
fn lines_before(reading: Reading<'_>, part: &MeetingPart, index: usize) -> Vec<usize> {
    let start = part.starts[index].line;
    let from = index
        .checked_sub(1)
        .map_or(part.lines.start, |before| part.starts[before].text_from);
    let body = reading.body(from..start);
    let near = &body[body.len().saturating_sub(6)..];
    let heading = near.iter().rposition(|&line| {
        let found = vocabulary::find_heading(&reading.words(line));
        found.is_some_and(|found| found.kind == SectionKind::Recipients)
    });
    heading.map_or_else(Vec::new, |at| near[at..].to_vec())
}

#[cfg(test)]
mod tests {
    use crate::scan::Scan;

    #[test]
    fn recipients_that_stand_apart_from_both_items_belong_to_the_one_above() {
        let record = crate::read(&Scan::of_lines(&[
            "§ 7 Avgift för bad",
            "",
            "Beslut",
            "Avgiften höjs.",
            "",
            "",
            "",
            "Expedieras till:",
            "Fritidskontoret",
            "",
            "§ 8 Taxa för hamnen",
            "",
            "Beslut",
            "Taxan sänks.",
            "",
            "",
            "",
            "Expedieras till:",
            "Hamnkontoret",
            "",
            "§ 9 Meddelanden",
            "",
            "Beslut",
            "Meddelandena läggs till handlingarna.",
        ]));
        let recipients = record.meetings[0].items.iter().map(|item| item.recipients.concat());
        assert_eq!(recipients.collect::<Vec<_>>(), ["Fritidskontoret", "Hamnkontoret", ""]);
    }
}
