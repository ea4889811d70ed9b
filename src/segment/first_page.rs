//! The meeting as its first pages tell it: place and time, who took part, who approves, signatures, approval, notice.

mod participants;
mod roll;
mod signed;
mod times;
mod untangle;

use super::field::{self, Cell, Found};
use super::meetings::MeetingPart;
use super::people::{self, Entry};
use super::{Reading, closing, opening};
use crate::dates;
use crate::record::{Approval, Capacity, Meeting, Notice, Participant, Person};
use crate::scan::{Warning, WarningCode};
use crate::vocabulary::{
    self,
    first_page::{self, Field},
    people::{CHAIRS, SECRETARIES},
};

pub(super) use times::ends as range_ends;

/// Fills in what the first and the closing pages say of a meeting.
pub(super) fn read(reading: Reading<'_>, part: &MeetingPart, meeting: &mut Meeting, warnings: &mut Vec<Warning>) {
    let first_item = part.starts.first().map_or(part.lines.end, |start| start.line);
    let before = reading.body(part.lines.start..first_item);
    let mut fields = field::fields(reading, &before);
    untangle::untangle(reading, &mut fields, warnings);
    fields.extend(field::fields(reading, &closing::lines(reading, part)));
    tell_approval(&mut fields);
    place_and_time(&fields, meeting);
    if let Some(opening) = opening::opening(reading, part.lines.start..first_item) {
        meeting.place = meeting.place.take().or(opening.place);
        meeting.opened = meeting.opened.take().or(opening.opened);
        meeting.closed = meeting.closed.take().or(opening.closed);
    }
    let (participants, elsewhere) = participants::participants(reading, &fields);
    meeting.participants = participants;
    participants::from_ballots(reading, part, &fields, meeting);
    roll::take_part(reading, part, meeting);
    if meeting.participants.is_empty() {
        participants::voters(reading, part, meeting);
    }
    if !meeting
        .participants
        .iter()
        .any(|person| person.capacity == Capacity::Member)
    {
        warnings.extend(elsewhere);
    }
    officers(reading, part, &fields, meeting);
    meeting.paragraph_range = value_of(&fields, Field::Range)
        .find_map(|cell| times::range(&cell.text))
        .or_else(|| range_without_label(part, &fields));
    meeting.approval = approval(reading, part, &fields);
    meeting.notice = notice(reading, &fields);
    closing::from_sentences(reading, part, meeting);
    closing::writer(reading, part, meeting);
    closing::of_assembly(reading, part, meeting);
    closing::from_items(reading, part, meeting);
    closing::check_range(reading, part, meeting, warnings);
}

/// A second `Plats och tid`, below the approvers, is of the approval.
fn tell_approval(fields: &mut [Found]) {
    let at = |field: Field| fields.iter().position(|found| found.field == field);
    let Some((meeting, approvers)) = at(Field::PlaceAndTime).zip(at(Field::Approvers)) else {
        return;
    };
    if meeting < approvers {
        let below = fields[approvers..].iter_mut();
        for found in below.filter(|found| found.field == Field::PlaceAndTime) {
            found.field = Field::Approval;
        }
    }
}

/// The range of items that stands among other values, as beside a signature: one that is just that of the items found.
fn range_without_label(part: &MeetingPart, fields: &[Found]) -> Option<String> {
    let (first, last) = part.starts.first().zip(part.starts.last())?;
    let values = fields.iter().flat_map(|found| &found.values);
    let ranges = values
        .filter(|cell| cell.text.starts_with('§'))
        .filter_map(|cell| times::range(&cell.text));
    let mut whole = ranges.filter(|range| times::ends(range) == Some((first.value, last.value)));
    whole.next().filter(|_| part.starts.len() > 1)
}

/// The value cells of all labels of one field.
fn value_of(fields: &[Found], field: Field) -> impl Iterator<Item = &Cell> {
    fields
        .iter()
        .filter(move |found| found.field == field)
        .flat_map(|found| &found.values)
}

fn place_and_time(fields: &[Found], meeting: &mut Meeting) {
    let mut places: Vec<String> = Vec::new();
    for found in fields.iter().filter(|found| found.field == Field::PlaceAndTime) {
        let cells: Vec<&str> = found.values.iter().take(6).map(|cell| cell.text.as_str()).collect();
        let read = times::place_and_times(&cells.join(" "));
        meeting.adjournments.extend(read.adjournments);
        meeting.opened = meeting.opened.take().or(read.opened);
        meeting.closed = meeting.closed.take().or(read.closed);
        places.extend(read.place);
    }
    meeting.place = places.into_iter().next();
    for cell in value_of(fields, Field::Adjournment) {
        meeting.adjournments.extend(times::ranges(&cell.text));
    }
}

/// Chair, secretary and approvers: the names under signatures, with what the list of participants knows of them.
fn officers(reading: Reading<'_>, part: &MeetingPart, fields: &[Found], meeting: &mut Meeting) {
    let fields = &names_above(fields);
    let mut signed: Vec<(Field, Entry)> = Vec::new();
    let mut listed = true;
    for found in fields {
        // Before the approvers are named, "Ordförande" and "Sekreterare" are groups of the list of participants.
        listed &= !ends_list(found.field) && !first_page::is_writers(&found.label);
        let office = matches!(found.field, Field::Secretary | Field::Chair | Field::ApproverSignature);
        if office && !listed || found.field == Field::Approvers {
            let lone = !matches!(found.field, Field::Approvers | Field::ApproverSignature);
            let text = participants::joined(&found.values, 4);
            let entries: Vec<Entry> = text.iter().flat_map(|(text, _)| people::entries(text)).collect();
            // Several sign in one office only where each did so for some items.
            let in_turn = entries.iter().take_while(|entry| entry.items.is_some()).count();
            let count = if lone { in_turn.max(1) } else { 6 };
            let entries = entries.into_iter().take(count);
            signed.extend(entries.map(|entry| (found.field, with_label(found, entry))));
        }
    }
    let below_lines = signed::signed(reading, part.lines.clone());
    let office_below = |office: Field| below_lines.iter().any(|(field, _)| *field == office);
    signed.retain(|(field, _)| matches!(field, Field::Approvers) || !office_below(*field));
    signed.extend(below_lines.iter().cloned());
    // Ink lies across names under signatures: what the first page prints goes before.
    if signed.iter().any(|(field, _)| *field == Field::Approvers) {
        signed.retain(|(field, _)| *field != Field::ApproverSignature);
    }
    let known = persons_of(reading, part);
    for (field, entry) in signed {
        let person = resolve(entry, field, &mut meeting.participants, &known);
        let office = match field {
            Field::Chair => &mut meeting.chair,
            Field::Secretary => &mut meeting.secretary,
            _ => &mut meeting.approvers,
        };
        match office.iter_mut().find(|other| same_name(&other.name, &person.name)) {
            Some(other) => other.party = other.party.take().or(person.party),
            None => office.push(person),
        }
    }
    let by_role = |office: &[&str]| {
        let held = meeting.participants.iter().filter(|person| {
            person
                .role
                .as_deref()
                .is_some_and(|role| office.contains(&vocabulary::fold(role).as_str()))
        });
        held.map(person_of).collect::<Vec<Person>>()
    };
    if meeting.chair.is_empty() {
        meeting.chair = by_role(CHAIRS);
    }
    if meeting.secretary.is_empty() {
        meeting.secretary = by_role(SECRETARIES);
    }
    // "Justeras" may stand over the signatures of the chair and of the approvers.
    let chair = &meeting.chair;
    meeting
        .approvers
        .retain(|person| !chair.iter().any(|chair| same_name(&chair.name, &person.name)));
}

/// The fields with the names that stand above their offices, as under a line for a signature, put where they belong: the
/// last office has no name below it, and a name stands above the first.
fn names_above(fields: &[Found]) -> Vec<Found> {
    let mut fields = fields.to_vec();
    let office = |found: &Found| matches!(found.field, Field::Secretary | Field::Chair | Field::ApproverSignature);
    let named = |found: &Found| {
        found
            .values
            .last()
            .is_some_and(|cell| people::person(&cell.text).is_some())
    };
    let Some(last) = fields.iter().rposition(office) else {
        return fields;
    };
    let first = (0..=last)
        .rev()
        .take_while(|&index| office(&fields[index]))
        .last()
        .unwrap_or(last);
    let above = first.checked_sub(1).map(|above| &fields[above]);
    let free = above.is_some_and(|above| !above.field.names_persons() && named(above));
    let own = fields[first..=last].iter().any(|found| found.beside > 0);
    if free && !own && fields[last].values.is_empty() && fields[first..last].iter().all(named) {
        for index in (first..=last).rev() {
            fields[index].values = fields[index - 1].values.pop().into_iter().collect();
        }
    }
    fields
}

/// Whether a field stands after the list of participants.
fn ends_list(field: Field) -> bool {
    matches!(
        field,
        Field::Approvers
            | Field::Approval
            | Field::Range
            | Field::Signatures
            | Field::ApproverSignature
            | Field::NoticeHeading
    )
}

/// Takes over from the label what the entry does not say: the office, and the range of items that stands beside it
/// (`Ordförande §§ 1–4`).
fn with_label(found: &Found, mut entry: Entry) -> Entry {
    let office = match vocabulary::fold(&found.label).as_str() {
        label if first_page::is_writers(label) => "sekreterare".to_owned(),
        _ => found.label.trim_end_matches([':', '.']).to_lowercase(),
    };
    entry.person.role = entry.person.role.or(Some(office));
    if entry.items.is_none() {
        let beside = found.values.iter().take(2).map(|cell| cell.text.as_str());
        entry.items = beside.filter(|text| text.starts_with('§')).find_map(times::range);
    }
    entry
}

fn person_of(participant: &Participant) -> Person {
    Person {
        name: participant.name.clone(),
        party: participant.party.clone(),
        role: participant.role.clone(),
    }
}

/// All persons that the text of a meeting names with their party.
fn persons_of(reading: Reading<'_>, part: &MeetingPart) -> Vec<Person> {
    let lines = reading.body(part.lines.clone());
    let found = lines
        .iter()
        .flat_map(|&line| people::persons(&reading.text.lines[line].text));
    found
        .map(|(_, person)| person)
        .filter(|person| person.party.is_some())
        .collect()
}

/// Who signed: with the party that the text knows, and the role that goes with the office.
fn resolve(entry: Entry, field: Field, participants: &mut [Participant], known: &[Person]) -> Person {
    let mut person = entry.person;
    let mut listed = participants
        .iter_mut()
        .find(|other| same_name(&other.name, &person.name) || begins_with_name(&person.name, &other.name));
    if let Some(listed) = &listed {
        // The list was printed larger than the name under a signature, which often has ink across it.
        person.name.clone_from(&listed.name);
    }
    let named = known.iter().find(|other| same_name(&other.name, &person.name));
    person.party = person
        .party
        .or_else(|| listed.as_ref().and_then(|listed| listed.party.clone()))
        .or_else(|| named.and_then(|named| named.party.clone()));
    if !matches!(field, Field::Chair | Field::Secretary) {
        return Person { role: None, ..person };
    }
    if let Some(listed) = &mut listed {
        listed.role = listed.role.take().or(person.role.take());
        person.role.clone_from(&listed.role);
    }
    person.role = match (person.role, entry.items) {
        (Some(role), Some(items)) => Some(format!("{role} {items}")),
        (role, _) => role,
    };
    person
}

/// Whether what was read as a name begins with a known one: what stood beside it, or ink, was read along with it.
fn begins_with_name(read: &str, name: &str) -> bool {
    name.contains(' ') && read.strip_prefix(name).is_some_and(|rest| rest.starts_with(' '))
}

/// Whether two names are of the same person, give or take what OCR does.
pub(super) fn same_name(a: &str, b: &str) -> bool {
    vocabulary::matches(a, b)
}

fn approval(reading: Reading<'_>, part: &MeetingPart, fields: &[Found]) -> Option<Approval> {
    let mut approval = Approval {
        digital: closing::says_digital(reading, part),
        ..Approval::default()
    };
    // "Justerat" with a day beside it is no signature.
    let is_approval = |found: &&Found| {
        let day = found.values.first().is_some_and(|cell| {
            dates::find(&cell.text)
                .first()
                .is_some_and(|(range, _)| range.len() == cell.text.trim_start_matches("den ").len())
        });
        found.field == Field::Approval || found.field == Field::ApproverSignature && found.beside == 1 && day
    };
    for found in fields.iter().filter(is_approval) {
        let cells: Vec<Cell> = found.values.iter().take(found.beside.max(2)).cloned().collect();
        let text = cells
            .iter()
            .map(|cell| cell.text.as_str())
            .collect::<Vec<_>>()
            .join(" ");
        approval.digital |= closing::is_digital(&text);
        let date = dates::find(&text).first().map(|(_, date)| *date);
        approval.date = approval.date.or(date);
        let place = times::place_and_times(&text)
            .place
            .filter(|place| people::person(place).is_none());
        approval.place = approval.place.take().or(place);
        approval.source = approval.source.take().or_else(|| source(reading, &cells));
    }
    if approval.digital && approval.date.is_none() {
        approval.date = closing::signed_on(reading, part);
    }
    (approval.date.is_some() || approval.place.is_some() || approval.digital).then_some(approval)
}

fn notice(reading: Reading<'_>, fields: &[Found]) -> Option<Notice> {
    let from = fields
        .iter()
        .find(|found| matches!(found.field, Field::Posted | Field::Removed | Field::KeptAt))?;
    let date = |field| value_of(fields, field).find_map(|cell| dates::find(&cell.text).first().map(|(_, date)| *date));
    let kept = fields
        .iter()
        .find(|found| found.field == Field::KeptAt && !found.values.is_empty());
    let kept_at = kept.map(|found| {
        let cells = found
            .values
            .iter()
            .take(found.beside.max(1))
            .map(|cell| cell.text.as_str());
        cells.collect::<Vec<_>>().join(" ")
    });
    // `Anslagstid 2023-05-08 – 2023-05-30`
    let span = value_of(fields, Field::Posted).find_map(|cell| dates::find(&cell.text).get(1).map(|(_, date)| *date));
    let notice = Notice {
        posted: date(Field::Posted),
        removed: date(Field::Removed).or(span),
        kept_at,
        source: reading.source(from.tokens.clone()),
    };
    (notice.posted.is_some() || notice.removed.is_some() || notice.kept_at.is_some()).then_some(notice)
}

/// Where some cells stand.
fn source(reading: Reading<'_>, cells: &[Cell]) -> Option<crate::record::Source> {
    let mut sources = cells.iter().filter_map(|cell| reading.source(cell.tokens.clone()));
    let mut source = sources.next()?;
    sources.for_each(|more| super::extend_source(&mut source, more));
    Some(source)
}

/// A warning that something was left unread.
fn ambiguous(reading: Reading<'_>, line: usize, message: String) -> Warning {
    super::warning(reading, WarningCode::Ambiguous, line, message)
}

#[cfg(test)]
mod tests;
