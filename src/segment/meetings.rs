//! The meetings in a file: which items and sheets belong to each, and what names it.

use std::ops::Range;

use super::item_heading::ItemStart;
use super::sheets::{Head, Sheet};
use super::{Reading, attachments, completeness, first_page, items, matters, opening, sheets, signatures};
use crate::clean::{self, Role};
use crate::dates;
use crate::record::Meeting;
use crate::scan::{Warning, WarningCode};
use crate::vocabulary::{self, ASSEMBLIES, CLOSING, COVER, FoldedWords, MINUTES, Phrase};

/// From what share of sheets on with a running head, a sheet without one is foreign to the minutes.
const USUAL: f32 = 0.3;
/// How far § numbers may jump inside the minutes of one meeting.
const JUMP: u32 = 20;

/// The part of a file that is the minutes of one meeting.
pub(super) struct MeetingPart {
    /// Position among the meetings of the file, from 1.
    pub position: usize,
    /// What names it.
    pub head: Head,
    /// Its items.
    pub starts: Vec<ItemStart>,
    /// Its sheets, as a range of sheets.
    pub sheets: Range<usize>,
    /// Its lines, of all sheets.
    pub lines: Range<usize>,
}

/// What belongs to which meeting, and what to none.
pub(super) struct Plan {
    /// The meetings, in order.
    pub meetings: Vec<MeetingPart>,
    /// The sheets that belong to no meeting, as ranges.
    pub foreign: Vec<Range<usize>>,
}

/// Shares the sheets of a file out among its meetings.
pub(super) fn plan(reading: Reading<'_>, sheets: &[Sheet], starts: &[ItemStart]) -> Plan {
    let mut meetings: Vec<MeetingPart> = Vec::new();
    for start in starts {
        let sheet = sheet_of(sheets, start.line);
        let head = nearest_head(sheets, meetings.last(), sheet);
        match meetings.last_mut() {
            Some(meeting) if goes_on(meeting, &head, start) => {
                meeting.head.complete(&head);
                meeting.starts.push(start.clone());
                meeting.sheets.end = sheet + 1;
            }
            _ => meetings.push(MeetingPart {
                position: meetings.len() + 1,
                head,
                starts: vec![start.clone()],
                sheets: sheet..sheet + 1,
                lines: 0..0,
            }),
        }
    }
    let mut foreign = Vec::new();
    extend(reading, sheets, &mut meetings, &mut foreign);
    for meeting in &mut meetings {
        meeting.lines = sheets[meeting.sheets.start].lines.start..sheets[meeting.sheets.end - 1].lines.end;
        for sheet in &sheets[meeting.sheets.clone()] {
            meeting.head.complete(&sheet.head);
        }
        read_cover(reading, meeting);
    }
    share_organisation(&mut meetings);
    Plan { meetings, foreign }
}

/// Extracts from the minutes of kommunfullmäktige and kommunstyrelsen seldom name the municipality: in the file of another
/// body of one municipality alone, it is that one.
fn share_organisation(meetings: &mut [MeetingPart]) {
    let mut named = meetings.iter().filter_map(|meeting| meeting.head.organisation.clone());
    let Some(first) = named.next() else { return };
    if named.any(|other| !vocabulary::matches(&other, &first)) || !vocabulary::fold(&first).ends_with(" kommun") {
        return;
    }
    for head in meetings.iter_mut().map(|meeting| &mut meeting.head) {
        let municipal = head
            .body
            .as_deref()
            .is_some_and(|body| vocabulary::fold(body).starts_with("kommun"));
        if municipal && head.organisation.is_none() {
            head.organisation = Some(first.clone());
        }
    }
}

fn sheet_of(sheets: &[Sheet], line: usize) -> usize {
    sheets
        .partition_point(|sheet| sheet.lines.end <= line)
        .min(sheets.len() - 1)
}

/// The head of a sheet, or of the sheets before it that belong to no other meeting's items.
fn nearest_head(sheets: &[Sheet], last: Option<&MeetingPart>, sheet: usize) -> Head {
    let from = last.map_or(0, |meeting| meeting.sheets.end.min(sheet));
    let heads = sheets[from..=sheet].iter().rev().map(|sheet| &sheet.head);
    heads
        .into_iter()
        .find(|head| head.names_meeting())
        .cloned()
        .unwrap_or_default()
}

/// Whether an item belongs to the same meeting as the one before it.
fn goes_on(meeting: &MeetingPart, head: &Head, start: &ItemStart) -> bool {
    let last = meeting.starts.last().map_or(0, |last| last.value);
    let near = start.value >= last && start.value - last <= JUMP;
    let same = head.names_meeting() && meeting.head.date == head.date && meeting.head.agrees(head);
    meeting.head.agrees(head) && (near || same)
}

/// Gives each meeting the sheets before its first item (cover, list of matters) and after its last one.
fn extend(reading: Reading<'_>, sheets: &[Sheet], meetings: &mut [MeetingPart], foreign: &mut Vec<Range<usize>>) {
    let mut free_from = 0;
    for index in 0..meetings.len() {
        let first = meetings[index].sheets.start;
        // What stands before the first item of a file belongs to its minutes.
        let cover = if index == 0 {
            0
        } else {
            (free_from..first)
                .find(|&sheet| is_cover(reading, &sheets[sheet], &meetings[index].head))
                .unwrap_or(first)
        };
        if free_from < cover {
            foreign.push(free_from..cover);
        }
        meetings[index].sheets.start = cover;
        let limit = meetings.get(index + 1).map_or(sheets.len(), |next| next.sheets.start);
        while meetings[index].sheets.end < limit && continues(reading, sheets, &meetings[index]) {
            meetings[index].sheets.end += 1;
        }
        free_from = meetings[index].sheets.end;
    }
    if free_from < sheets.len() {
        foreign.push(free_from..sheets.len());
    }
}

fn is_cover(reading: Reading<'_>, sheet: &Sheet, head: &Head) -> bool {
    let named = sheet.head.names_meeting() && sheet.head.agrees(head);
    let mut lines = sheet.lines.clone();
    named && (sheet.head.date == head.date || lines.any(|line| begins_with_any(&reading.text.lines[line].text, &COVER)))
}

/// Whether the sheet after the last one of a meeting belongs to it too.
fn continues(reading: Reading<'_>, sheets: &[Sheet], meeting: &MeetingPart) -> bool {
    let sheet = &sheets[meeting.sheets.end];
    if attachments::opens_annex(reading, sheet) {
        return false;
    }
    let before = &sheets[meeting.sheets.end - 1];
    let own = &sheets[meeting.sheets.clone()];
    let heads = own.iter().filter(|sheet| sheet.head.names_meeting()).count() as f32;
    if sheet.head.names_meeting() {
        return sheet.head.agrees(&meeting.head)
            && (sheet.head.date.is_some() || meeting.head.date.is_none() || shares_head(reading, own, sheet));
    }
    flows_on(reading, before, sheet) || closes(reading, sheet) || heads / (own.len() as f32) < USUAL
}

/// Whether a sheet repeats a line of the heads of others.
fn shares_head(reading: Reading<'_>, others: &[Sheet], sheet: &Sheet) -> bool {
    let text = |line: &usize| vocabulary::fold(&reading.text.lines[*line].text);
    let known: Vec<String> = others.iter().flat_map(|sheet| &sheet.head.lines).map(text).collect();
    sheet.head.lines.iter().map(text).any(|line| known.contains(&line))
}

/// Whether the text of a sheet goes on from the sheet before, or has the headings of an item.
fn flows_on(reading: Reading<'_>, before: &Sheet, sheet: &Sheet) -> bool {
    let lines = &reading.text.lines;
    let last = reading.body(before.lines.clone()).last().copied();
    let body = reading.body(sheet.lines.clone());
    let Some((last, &first)) = last.zip(body.first()) else {
        return true;
    };
    let open = !lines[last].text.ends_with(['.', ':', '!', '?']);
    let lower = lines[first].text.starts_with(char::is_lowercase);
    let sections = body.iter().filter(|&&line| {
        let words = reading.words(line);
        let upper = words[0].starts_with(char::is_uppercase);
        upper && vocabulary::whole_heading(&words).is_some()
    });
    open && lower || sections.count() > 0
}

/// Whether a sheet holds what closes minutes: signatures, approval, notice.
fn closes(reading: Reading<'_>, sheet: &Sheet) -> bool {
    sheet
        .lines
        .clone()
        .any(|line| begins_with_any(&reading.text.lines[line].text, &CLOSING))
}

/// Whether a line begins with one of some phrases.
pub(super) fn begins_with_any(text: &str, phrases: &[Phrase]) -> bool {
    if !text.starts_with(char::is_uppercase) {
        return false;
    }
    let words: Vec<&str> = text.split(' ').collect();
    let longest = phrases.iter().map(Phrase::words).max().unwrap_or(0);
    let folded = FoldedWords::of(&words[..words.len().min(longest)]);
    phrases.iter().any(|phrase| phrase.stands_at(&folded, 0))
}

/// Where running heads are silent, the cover names body, date and organisation.
fn read_cover(reading: Reading<'_>, meeting: &mut MeetingPart) {
    let first_item = meeting.starts.first().map_or(meeting.lines.end, |start| start.line);
    let cover: Vec<usize> = (meeting.lines.start..first_item).take(40).collect();
    let mut head = Head::default();
    for &index in &cover {
        let line = &reading.text.lines[index];
        let whole = line.text.split(' ').count() <= 6;
        if whole && (head.body.is_none() || head.organisation.is_none()) {
            let names = clean::head_names(&line.text);
            if names.body.is_some() && head.body.is_none() {
                head.body = names.body.map(|name| sheets::ordinary(&name));
                head.lines.push(index);
            }
            if head.organisation.is_none() {
                head.organisation = names.organisation.map(|name| sheets::ordinary(&name));
            }
        }
        if head.body.is_none() && begins_with_any(&line.text, &MINUTES) {
            head.body = body_in_sentence(&line.text);
        }
        let date = dates::find(&line.text).first().map(|(_, date)| *date);
        if date.is_some() && head.date.is_none() {
            head.date = date;
            head.lines.push(index);
        }
    }
    if let Some(opening) = opening::opening(reading, meeting.lines.start..first_item) {
        head.body = opening.body.or(head.body);
        head.organisation = head.organisation.or(opening.organisation);
    }
    meeting.head.complete(&head);
}

/// The body in a first line such as `Protokoll fört vid sammanträde med direktionen för …`.
fn body_in_sentence(text: &str) -> Option<String> {
    let name = text.split(' ').find(|word| {
        word.len() > 6 && vocabulary::is_body_name(word) || ASSEMBLIES.contains(&word.to_lowercase().as_str())
    })?;
    let name = sheets::ordinary(name);
    let mut chars = name.chars();
    Some(chars.next()?.to_uppercase().chain(chars).collect())
}

/// Reads the minutes of one meeting.
pub(super) fn read(reading: Reading<'_>, sha256: &str, part: &MeetingPart, warnings: &mut Vec<Warning>) -> Meeting {
    let id = format!("{}.{}", &sha256[..12.min(sha256.len())], part.position);
    let first = part.lines.start.min(reading.text.lines.len().saturating_sub(1));
    for (missing, name) in [(part.head.body.is_none(), "body"), (part.head.date.is_none(), "date")] {
        if missing {
            let message =
                format!("the {name} of the meeting could not be found: look at the first page of these minutes");
            warnings.push(super::warning(reading, WarningCode::MeetingUnknown, first, message));
        }
    }
    let head_tokens = part
        .head
        .lines
        .first()
        .map_or(0..0, |&line| reading.text.lines[line].tokens.clone());
    let mut meeting = Meeting {
        organisation: part.head.organisation.clone(),
        body: part.head.body.clone(),
        date: part.head.date,
        items: items::read(reading, &id, part, warnings),
        signatures: signatures::signatures(reading, part.lines.clone()),
        source: reading.source(head_tokens),
        id,
        ..Meeting::default()
    };
    first_page::read(reading, part, &mut meeting, warnings);
    let listed = matters::listed(reading, part);
    matters::check(reading, part, &listed, warnings);
    meeting.completeness = completeness::completeness(&meeting, &listed);
    meeting
}

/// The body lines of an item: from the end of its heading to the next one, or to what closes the minutes.
pub(super) fn item_lines(reading: Reading<'_>, part: &MeetingPart, index: usize) -> Vec<usize> {
    let end = part.starts.get(index + 1).map_or(part.lines.end, |next| next.line);
    let start = &part.starts[index];
    let repeated = |line: &usize| start.repeated.iter().any(|range| range.contains(line));
    let mut body = reading.body(start.text_from..end);
    body.retain(|line| !repeated(line));
    let last_item = index + 1 == part.starts.len();
    let closing = body.iter().position(|&line| {
        debug_assert!(reading.text.lines[line].role == Role::Body);
        last_item && begins_with_any(&reading.text.lines[line].text, &CLOSING)
    });
    body[..closing.unwrap_or(body.len())].to_vec()
}

#[cfg(test)]
mod tests {
    use super::body_in_sentence;

    #[test]
    fn a_first_line_names_who_met() {
        let body = |text| body_in_sentence(text).unwrap_or_default();
        assert_eq!(
            body("Protokoll fört vid sammanträde med direktionen för Ekens räddningstjänst"),
            "Direktionen"
        );
        assert_eq!(body("Protokoll Årsmöte Ekens samfällighetsförening"), "Årsmöte");
        assert_eq!(body("Protokoll nr 3"), "");
    }
}
