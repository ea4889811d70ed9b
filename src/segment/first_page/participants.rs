//! Who took part, and in what capacity.

use super::{ambiguous, ends_list, same_name};
use crate::record::{BallotVote, Capacity, Meeting, Participant};
use crate::scan::Warning;
use crate::segment::Reading;
use crate::segment::field::{self, Cell, Found};
use crate::segment::meetings::MeetingPart;
use crate::segment::people::{self, Entry};
use crate::segment::votes::{self, VoteList};
use crate::vocabulary::{
    self,
    first_page::{Field, HEADS_OF_REPLACED, LISTED_ELSEWHERE, OPEN_ROLES, VOTE_LISTS, is_writers},
    people::{
        MEMBERSHIPS, NEGATIONS, PARTY_NAME_ENDINGS, SERVING, SUBSTITUTES, is_chairs_role, is_office, is_party,
        is_role_word, is_title, is_union,
    },
    politics::PARTY_NAMES,
};

/// Everybody whom the lists of participants name, and warnings about lists that stand elsewhere.
pub(super) fn participants(reading: Reading<'_>, fields: &[Found]) -> (Vec<Participant>, Vec<Warning>) {
    let mut all: Vec<Participant> = Vec::new();
    let mut elsewhere = Vec::new();
    let mut signed = false;
    for found in fields {
        // After the approvers, "Ordförande" and "Sekreterare" stand at signatures; further lists may follow.
        signed |= ends_list(found.field) || is_writers(&found.label);
        // Where signatures come first, the lists follow them.
        signed &= !matches!(found.field, Field::Participants(_))
            || all.iter().any(|other| other.capacity == Capacity::Member);
        // The chairs may head the list of those present, below the signatures: there they have parties.
        let heads_list = || {
            let member = |cell: &Cell| people::person(&cell.text).is_some_and(|person| person.party.is_some());
            found.values.first().is_some_and(member) && all.iter().all(|other| other.capacity != Capacity::Member)
        };
        let (capacity, office) = match found.field {
            Field::Participants(capacity) if is_chairs_role(&found.label) => (capacity, Some(&found.label)),
            Field::Participants(capacity) => (capacity, None),
            Field::Chair if !signed || heads_list() => (Capacity::Member, Some(&found.label)),
            Field::Secretary if !signed => (Capacity::Official, Some(&found.label)),
            _ => continue,
        };
        let before = all.len();
        let mut groups: Vec<Group> = Vec::new();
        for (text, cells) in joined(&with_replaced(reading, found), usize::MAX) {
            let left = cells.first().map_or(0.0, |cell| cell.left);
            if let Some(party) = party_of(reading, &text) {
                groups.retain(|group| (group.left - left).abs() > COLUMN);
                groups.push(Group { left, party });
                continue;
            }
            let entries = people::entries(&text);
            let away = |group: &&Group| (group.left - left).abs();
            let party = groups.iter().min_by(|a, b| away(a).total_cmp(&away(b)));
            let party = party.and_then(|group| group.party.clone());
            for mut entry in entries {
                // An office has one holder.
                let holder = office.filter(|_| all.len() == before);
                let role = || holder.map(|label| label.trim_end_matches(':').to_lowercase());
                entry.person.role = entry.person.role.or_else(role);
                entry.person.party = entry.person.party.or_else(|| party.clone());
                let known = all.iter().any(|other| same_name(&other.name, &entry.person.name));
                if !known {
                    all.push(participant(reading, entry, capacity, &cells));
                }
            }
        }
        if all.len() == before
            && office.is_none()
            && let Some(cell) = found.values.first()
        {
            elsewhere.extend(left_unread(reading, found, cell));
        }
    }
    (all, elsewhere)
}

/// The cells of a list; where one of its columns is headed `Ersätter`, what stands there says for whom somebody serves.
fn with_replaced(reading: Reading<'_>, found: &Found) -> Vec<Cell> {
    let heads = field::cells(reading, found.line).into_iter();
    let is_replaced = |head: &Cell| {
        let folded = vocabulary::fold(&head.text);
        HEADS_OF_REPLACED.iter().any(|phrase| phrase.is(&folded))
    };
    let replaced: Vec<Cell> = heads.filter(is_replaced).collect();
    let mut cells = found.values.clone();
    for cell in &mut cells {
        if replaced.iter().any(|head| cell.line != head.line && cell.aligned(head)) {
            cell.text = format!("för {}", cell.text);
        }
    }
    cells
}

/// Members below the name of their party; groups may stand side by side.
struct Group {
    left: f32,
    party: Option<String>,
}

/// Groups further apart than this stand in columns of their own, in characters or pixels.
const COLUMN: f32 = 12.0;

/// The party whose members stand below a line that is its name alone: `Miljöpartiet de gröna`, `Centerpartiet (c)`;
/// `Some(None)` for the name of a party that is known in one place only.
fn party_of(reading: Reading<'_>, line: &str) -> Option<Option<String>> {
    let (name, letters) = match line.split_once('(') {
        Some((name, letters)) => (name, Some(letters.trim_end_matches([')', ':', ' ']))),
        None => (line, None),
    };
    let folded = vocabulary::fold(name.trim_end_matches([':', ' ']));
    let known = PARTY_NAMES.iter().find(|(name, _)| {
        let rest = folded.strip_prefix(vocabulary::fold(name).as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    });
    let is_name = known.is_some()
        || PARTY_NAME_ENDINGS
            .iter()
            .any(|ending| folded.ends_with(ending.folded()));
    let alone =
        folded.split(' ').count() <= 3 && !line.contains(',') && letters.is_none_or(|letters| letters.len() <= 5);
    (is_name && alone).then(|| match (letters, known) {
        (Some(letters), _) => Some(letters.to_owned()),
        (_, Some((_, letters))) if writes_small(reading) => Some(letters.to_lowercase()),
        (_, known) => known.map(|(_, letters)| (*letters).to_owned()),
    })
}

/// Whether a text writes the letters of parties small, as was the custom: `(s)`.
fn writes_small(reading: Reading<'_>) -> bool {
    let count = |letters: &str| {
        reading
            .text
            .lines
            .iter()
            .filter(|line| line.text.contains(letters))
            .count()
    };
    count("(s)") > count("(S)")
}

/// A warning about a list of persons that stands elsewhere; there is none where the text says that the list follows.
fn left_unread(reading: Reading<'_>, found: &Found, cell: &Cell) -> Option<Warning> {
    let folded = vocabulary::fold(&cell.text);
    let elsewhere = LISTED_ELSEWHERE
        .iter()
        .any(|phrase| folded.starts_with(&vocabulary::fold(phrase)));
    let follows = folded.starts_with("se nasta");
    (elsewhere && !follows).then(|| {
        let message = format!(
            "“{}” says “{}”: those who took part are not named here; look at that list",
            found.label, cell.text
        );
        ambiguous(reading, found.line, message)
    })
}

/// The members as the votes name them, where the first page says that they stand in the list of votes.
pub(super) fn from_ballots(reading: Reading<'_>, part: &MeetingPart, fields: &[Found], meeting: &mut Meeting) {
    let members = fields
        .iter()
        .filter(|found| found.field == Field::Participants(Capacity::Member));
    let in_votes = members.flat_map(|found| &found.values).any(|cell| {
        let folded = vocabulary::fold(&cell.text);
        let elsewhere = folded.starts_with("enligt") || folded.starts_with("se ");
        elsewhere && VOTE_LISTS.iter().any(|word| folded.contains(word))
    });
    if in_votes {
        voters(reading, part, meeting);
    }
}

/// Puts those who voted, or stand among those present, before the other participants.
pub(super) fn voters(reading: Reading<'_>, part: &MeetingPart, meeting: &mut Meeting) {
    let lists = votes::vote_lists(reading, part.lines.start);
    let stated = |of: fn(&VoteList) -> &Vec<(String, String)>, name: &str| {
        let mut pairs = lists.iter().flat_map(of);
        pairs
            .find(|(other, _)| same_name(other, name))
            .map(|(_, stated)| stated.clone())
    };
    let voted = meeting.items.iter().flat_map(|item| &item.votes).flat_map(|vote| {
        let there = vote.ballots.iter().filter(|ballot| ballot.vote != BallotVote::Absent);
        there.map(move |ballot| (ballot.name.clone(), ballot.party.clone(), vote.source.clone()))
    });
    let lines: Vec<usize> = (part.lines.start..reading.text.lines.len()).collect();
    let present = votes::present(reading, &lines)
        .into_iter()
        .map(|(name, party)| (name, party, None));
    let mut members: Vec<Participant> = Vec::new();
    for (name, party, source) in voted.chain(present) {
        let known = members
            .iter()
            .chain(&meeting.participants)
            .any(|other| same_name(&other.name, &name));
        if !known {
            let replaces = stated(|list| &list.replaced, &name);
            let function = stated(|list| &list.functions, &name);
            // A substitute who votes serves.
            let serves = replaces.is_some() || function.as_deref().is_some_and(is_substitute);
            members.push(Participant {
                capacity: capacity(Capacity::Member, None, true, serves),
                replaces,
                name,
                party,
                role: function.filter(|function| !is_membership(function) && !is_substitute(function)),
                items: None,
                source,
            });
        }
    }
    members.append(&mut meeting.participants);
    meeting.participants = members;
}

/// The cells of a list as entries: lines that go on are joined with the one above them.
pub(super) fn joined(cells: &[Cell], limit: usize) -> Vec<(String, Vec<Cell>)> {
    let mut entries: Vec<(String, Vec<Cell>)> = Vec::new();
    // A line drawn for a signature names nobody.
    let written = |cell: &&Cell| cell.text.contains(char::is_alphanumeric);
    for cell in cells.iter().take(limit).filter(written) {
        let goes_on = cell
            .text
            .starts_with(|c: char| c.is_lowercase() || c == '§' || c == '(');
        let role = cell.text.split(' ').next().is_some_and(is_role_word) && people::person(&cell.text).is_none();
        let role = role || is_party(&cell.text);
        let near = |(_, above): &&mut (String, Vec<Cell>)| {
            above
                .last()
                .is_some_and(|above| cell.aligned(above) || cell.line == above.line)
        };
        let open = entries
            .iter()
            .rev()
            .take(2)
            .position(|(text, _)| is_open(text) || is_half_a_name(text));
        let beside = entries
            .last()
            .is_some_and(|(_, above)| role && above.last().is_some_and(|above| above.line == cell.line));
        // The office stands in a column of its own before the name: `1:e vice ordf.      Bo Ek (S)`.
        let office = |(text, above): &&mut (String, Vec<Cell>)| {
            let same = above.last().is_some_and(|above| above.line == cell.line);
            same && is_chairs_role(text) && people::person(&cell.text).is_some()
        };
        let holds = entries.last_mut().filter(office).is_some();
        let above = match open {
            _ if holds => entries.last_mut(),
            Some(back) => entries.iter_mut().rev().nth(back),
            // The role, or the party, stands in a column of its own: `Anna Berg (S)     Ordförande, ej § 7`.
            None if beside => entries.last_mut(),
            None => entries.iter_mut().rev().take(3).find(near).filter(|_| goes_on),
        };
        match above {
            Some((text, above)) => {
                // A word hyphenated over two lines is one; `miljö- och` is none.
                let stem = text.strip_suffix('-').map(str::len);
                let goes_on = cell.text.starts_with(char::is_lowercase) && !cell.text.starts_with("och ");
                match stem.filter(|_| goes_on) {
                    Some(length) => text.truncate(length),
                    None => text.push_str(if beside { ", " } else { " " }),
                }
                text.push_str(&cell.text);
                above.push(cell.clone());
            }
            _ => entries.push((cell.text.clone(), vec![cell.clone()])),
        }
    }
    entries
}

/// Whether a line of a list ends in half a name: `Bo Ek, Ida`, `Bo Ek (S), ordförande Ida`.
fn is_half_a_name(text: &str) -> bool {
    let last = text.rsplit([',', ')']).next().unwrap_or_default().trim();
    let name = |word: &str| people::is_name_word(word) && !is_party(word) && !is_union(word);
    let alone = text.contains(',') && !last.contains(' ') && name(last);
    let behind_role = last
        .split_once(' ')
        .is_some_and(|(role, first)| is_role_word(role) && is_first_name(first));
    (alone || behind_role) && !is_role_word(last)
}

/// Whether a line of a list goes on below it: it ends in a comma, or in a word that something follows.
fn is_open(text: &str) -> bool {
    let word = vocabulary::fold(text.rsplit(' ').next().unwrap_or_default());
    text.ends_with([',', '-'])
        || OPEN_ROLES.contains(&word.as_str())
        || is_title(text.rsplit(' ').next().unwrap_or_default())
        || text.ends_with(" för")
        || text.ends_with(" och")
}

/// Whether words are a name that lacks its family: one word after a role.
fn is_first_name(words: &str) -> bool {
    !words.contains(' ') && people::is_name_word(words) && !is_role_word(words)
}

fn participant(reading: Reading<'_>, entry: Entry, listed: Capacity, cells: &[Cell]) -> Participant {
    let stated = entry.person.role.as_deref().and_then(serving);
    let role = entry
        .person
        .role
        .filter(|role| stated.is_none() && !is_membership(role));
    Participant {
        capacity: stated.filter(|_| entry.replaces.is_none()).unwrap_or_else(|| {
            capacity(
                listed,
                role.as_deref(),
                entry.person.party.is_some(),
                entry.replaces.is_some(),
            )
        }),
        name: entry.person.name,
        party: entry.person.party,
        role,
        replaces: entry.replaces,
        items: entry.items,
        source: super::source(reading, cells),
    }
}

fn is_substitute(role: &str) -> bool {
    begins(&vocabulary::fold(role), SUBSTITUTES)
}

/// Whether words begin in one of some ways, a dot standing for their end.
fn begins(words: &str, ways: &[&str]) -> bool {
    ways.iter().any(|way| format!("{words}.").starts_with(way))
}

/// Whether a role only says that somebody is a member.
fn is_membership(role: &str) -> bool {
    MEMBERSHIPS.contains(&vocabulary::fold(role).as_str())
}

/// In what capacity somebody took part, where a role says but whether a substitute served: `tjänstgörande ersättare`, `tj
/// ers`, `ej tjg ersättare`.
fn serving(role: &str) -> Option<Capacity> {
    let folded = vocabulary::fold(role);
    let mut serves = false;
    let mut not = false;
    for word in folded.split(' ') {
        if NEGATIONS.contains(&word) {
            not = true;
        } else if begins(word, SERVING) {
            serves = true;
        } else if !begins(word, SUBSTITUTES) {
            return None;
        }
    }
    serves.then_some(if not {
        Capacity::Substitute
    } else {
        Capacity::ServingSubstitute
    })
}

/// In what capacity somebody took part: as the list says, if the entry itself does not say more.
fn capacity(listed: Capacity, role: Option<&str>, party: bool, replaces: bool) -> Capacity {
    let substitute = role.is_some_and(is_substitute);
    match listed {
        _ if replaces => Capacity::ServingSubstitute,
        Capacity::Member | Capacity::Other if substitute => Capacity::Substitute,
        Capacity::Other if !party && role.is_some_and(is_office) => Capacity::Official,
        listed => listed,
    }
}
