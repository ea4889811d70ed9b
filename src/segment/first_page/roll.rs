//! The roll of a large meeting (uppropslista, närvaroförteckning): a row a seat, the member in one column and who served in
//! the member's place in another.

use super::same_name;
use crate::record::{Capacity, Meeting, Participant};
use crate::segment::Reading;
use crate::segment::field::{self, Cell};
use crate::segment::meetings::MeetingPart;
use crate::segment::people::{self, Entry};
use crate::vocabulary::{
    self, Phrase,
    first_page::{ABSENT, HEADS_OF_MEMBERS, HEADS_OF_PARTIES, HEADS_OF_PRESENCE, HEADS_OF_SUBSTITUTES},
    people::is_party,
};

/// A roll has so many rows at least.
const ROWS: usize = 3;

/// So many lines without a person end it.
const OTHER_LINES: usize = 3;

/// What stands in a column begins no further from where its head does, in characters or pixels.
const COLUMN: f32 = 8.0;

/// The heads of all columns have no more words.
const HEAD_WORDS: usize = 14;

/// The heads of the columns.
struct Heads {
    substitute: Cell,
    party: Option<Cell>,
    presence: Option<Cell>,
}

impl Heads {
    fn of(cells: &[Cell]) -> Option<Self> {
        let texts: Vec<String> = cells.iter().map(|cell| vocabulary::fold(&cell.text)).collect();
        let named = |heads: &[Phrase]| {
            let at = texts.iter().position(|text| heads.iter().any(|head| head.is(text)))?;
            Some(cells[at].clone())
        };
        let (member, substitute) = named(&HEADS_OF_MEMBERS).zip(named(&HEADS_OF_SUBSTITUTES))?;
        (member.left < substitute.left).then(|| Self {
            substitute,
            party: named(&HEADS_OF_PARTIES),
            presence: named(&HEADS_OF_PRESENCE),
        })
    }
}

/// A seat: its member, whether a column says that the member was not there, and who served in the member's place.
struct Seat {
    member: (Entry, Cell),
    absent: bool,
    substitute: Option<(Entry, Cell)>,
}

impl Seat {
    fn of(cells: &[Cell], heads: &Heads) -> Option<Self> {
        let below = |cell: &&Cell, head: &Cell| (cell.left - head.left).abs() < COLUMN;
        let party = heads.party.as_ref().and_then(|head| {
            let cell = cells.iter().find(|cell| below(cell, head))?;
            is_party(&cell.text).then(|| cell.text.clone())
        });
        let person = |cell: &Cell| {
            let mut entry = people::entries(&cell.text).into_iter().next()?;
            entry.person.party = entry.person.party.or_else(|| party.clone());
            Some((entry, cell.clone()))
        };
        let mut left = cells.iter().filter(|cell| cell.left < heads.substitute.left - COLUMN);
        let mut member = left.find_map(person)?;
        let mut presence = heads
            .presence
            .iter()
            .flat_map(|head| cells.iter().filter(move |cell| below(cell, head)));
        let absent = presence.any(|cell| ABSENT.contains(&vocabulary::fold(&cell.text).as_str()));
        let beside = cells.iter().find(|cell| below(cell, &heads.substitute));
        // "Bo Ek    S    för Ida Lo": the row is that of the substitute.
        let together = beside.map(|beside| format!("{} {}", member.1.text, beside.text));
        let serving = together.and_then(|text| {
            people::entries(&text)
                .into_iter()
                .find(|entry| entry.replaces.is_some())
        });
        if let Some(serving) = serving {
            member.0.replaces = serving.replaces;
            return Some(Self {
                member,
                absent,
                substitute: None,
            });
        }
        Some(Self {
            member,
            absent,
            substitute: beside.and_then(person),
        })
    }

    /// Whether one of the two has a name.
    fn names(&self, name: &str) -> bool {
        let mut both = [Some(&self.member), self.substitute.as_ref()].into_iter().flatten();
        both.any(|(entry, _)| same_name(&entry.person.name, name))
    }

    /// Those of the two who took part: the member too, where the substitute served for some items only.
    fn participants(self, reading: Reading<'_>) -> Vec<Participant> {
        let took_part = |(entry, cell): (Entry, Cell), capacity, replaces| Participant {
            name: entry.person.name,
            party: entry.person.party,
            role: entry.person.role,
            capacity,
            replaces,
            items: entry.items,
            source: reading.source(cell.tokens),
        };
        let Some(substitute) = self.substitute else {
            if self.absent {
                return Vec::new();
            }
            let replaces = self.member.0.replaces.clone();
            let capacity = match replaces {
                Some(_) => Capacity::ServingSubstitute,
                None => Capacity::Member,
            };
            return vec![took_part(self.member, capacity, replaces)];
        };
        let partly = substitute.0.items.is_some();
        let replaced = self.member.0.person.name.clone();
        let mut both = vec![took_part(substitute, Capacity::ServingSubstitute, Some(replaced))];
        if partly {
            both.insert(0, took_part(self.member, Capacity::Member, None));
        }
        both
    }
}

/// Puts those whom the roll names in, in place of what the first page says of them.
pub(super) fn take_part(reading: Reading<'_>, part: &MeetingPart, meeting: &mut Meeting) {
    let seats = seats(reading, part);
    if seats.len() < ROWS || !stands_in_rows(&seats) {
        return;
    }
    meeting
        .participants
        .retain(|person| !seats.iter().any(|seat| seat.names(&person.name)));
    let mut all: Vec<Participant> = seats.into_iter().flat_map(|seat| seat.participants(reading)).collect();
    all.append(&mut meeting.participants);
    meeting.participants = all;
}

/// Whether the two columns belong together row by row: two lists side by side have names from their first rows down, and no
/// empty rows between.
fn stands_in_rows(seats: &[Seat]) -> bool {
    let filled = |seat: &Seat| seat.substitute.is_some() || seat.member.0.replaces.is_some();
    let count = seats.iter().filter(|seat| filled(seat)).count();
    count > 0 && count * 2 < seats.len() && !filled(&seats[0])
}

/// Whether a word begins as the head of the column of substitutes does: most lines have none.
fn begins_as_substitute(word: &str) -> bool {
    let first = word.chars().next().map(|first| first.to_ascii_lowercase());
    HEADS_OF_SUBSTITUTES
        .iter()
        .any(|head| head.folded().chars().next() == first)
}

/// The seats of the first roll, on the first pages or behind the minutes.
fn seats(reading: Reading<'_>, part: &MeetingPart) -> Vec<Seat> {
    let lines = reading.body(part.lines.start..reading.text.lines.len());
    let mut lines = lines.into_iter();
    let heads = |line: usize| {
        let few = (2..=HEAD_WORDS).contains(&reading.text.lines[line].tokens.len());
        let may_be_heads = few
            && reading
                .words(line)
                .iter()
                .skip(1)
                .any(|word| begins_as_substitute(word));
        may_be_heads.then(|| Heads::of(&field::cells(reading, line)))?
    };
    let Some(heads) = lines.find_map(heads) else {
        return Vec::new();
    };
    let begins_item = |line: &usize| part.starts.iter().any(|start| start.line == *line);
    let rows = lines.take_while(|line| !begins_item(line));
    let mut seats: Vec<Seat> = Vec::new();
    let mut others = 0;
    for line in rows {
        match Seat::of(&field::cells(reading, line), &heads) {
            Some(seat) => {
                // Below the roll a sentence may begin with one of its names.
                if !seats.iter().any(|other| other.names(&seat.member.0.person.name)) {
                    seats.push(seat);
                }
                others = 0;
            }
            None => others += 1,
        }
        if others == OTHER_LINES {
            break;
        }
    }
    seats
}

#[cfg(test)]
mod tests {
    use crate::record::Capacity;
    use crate::scan::Scan;

    #[test]
    fn the_row_may_be_that_of_the_substitute() {
        let lines = [
            "Beslutande    Enligt närvarolista",
            "",
            "Ledamöter      Parti   Närv.   Tjänstgörande ersättare",
            "Bo Ek          S       Ja",
            "Ida Lo         M       Ja",
            "Eva By         C       Ja",
            "Nils Mo        C       Ja      för Siv Wik",
            "",
            "§ 1 Dagordning",
            "",
            "Beslut",
            "Dagordningen godkänns.",
        ];
        let meeting = crate::read(&Scan::of_lines(&lines)).meetings.remove(0);
        let last = &meeting.participants[3];
        assert_eq!(last.capacity, Capacity::ServingSubstitute);
        assert_eq!(
            (last.name.as_str(), last.party.as_deref(), last.replaces.as_deref()),
            ("Nils Mo", Some("C"), Some("Siv Wik"))
        );
    }

    #[test]
    fn a_roll_tells_in_words_who_was_there() {
        let lines = [
            "Beslutande    Se bifogad närvarolista",
            "",
            "§ 1 Dagordning",
            "",
            "Beslut",
            "Dagordningen godkänns.",
            "\u{c}Närvarolista",
            "",
            "Ledamöter                   Närvarande       Ersättare som tjänstgör",
            "Bo Ek (M), ordförande       Ja",
            "Ida Lo (V)                  Ja, §§ 1–3",
            "Eva By (M)                  Nej              Nils Mo (M)",
            "Siv Wik (SD)                Nej",
            "Per Al (S)                  Ja",
        ];
        let meeting = crate::read(&Scan::of_lines(&lines)).meetings.remove(0);
        let names: Vec<&str> = meeting.participants.iter().map(|person| person.name.as_str()).collect();
        assert_eq!(names, ["Bo Ek", "Ida Lo", "Nils Mo", "Per Al"]);
        assert_eq!(meeting.participants[2].replaces.as_deref(), Some("Eva By"));
    }

    #[test]
    fn a_roll_names_members_and_who_served_for_them() {
        let lines = [
            "Beslutande          Enligt uppropslista, sidan 2",
            "",
            "Ordinarie                    Ersättare",
            "",
            "1  Bo Ek (S), ordförande",
            "2  Ida Lo (M)                Per Al (M)",
            "3  Eva By (C)                Nils Mo (C) §§ 1-2",
            "4  Siv Wik (L)",
            "5  Åke Ros (V)",
            "",
            "§ 1 Dagordning",
            "",
            "Beslut",
            "Dagordningen godkänns.",
        ];
        let meeting = crate::read(&Scan::of_lines(&lines)).meetings.remove(0);
        let read: Vec<(&str, Capacity, Option<&str>, Option<&str>)> = meeting
            .participants
            .iter()
            .map(|person| {
                let replaces = person.replaces.as_deref();
                (person.name.as_str(), person.capacity, replaces, person.items.as_deref())
            })
            .collect();
        assert_eq!(
            read,
            [
                ("Bo Ek", Capacity::Member, None, None),
                ("Per Al", Capacity::ServingSubstitute, Some("Ida Lo"), None),
                ("Eva By", Capacity::Member, None, None),
                ("Nils Mo", Capacity::ServingSubstitute, Some("Eva By"), Some("§§ 1-2")),
                ("Siv Wik", Capacity::Member, None, None),
                ("Åke Ros", Capacity::Member, None, None),
            ]
        );
    }
}
