//! What the law asks of minutes, and whether it is there: what an archivist reads first.
//!
//! | rule | asks | source |
//! |---|---|---|
//! | `participants` | who served | Kommunallagen (2017:725) 5 kap. 65 § |
//! | `matters` | which matters were handled | 5 kap. 65 § |
//! | `motions` | proposals and motions that were not withdrawn | 5 kap. 66 § 1 |
//! | `proposition-order` | the order in which the chair put them | 5 kap. 66 § 2 |
//! | `votes` | votes, and how they went | 5 kap. 66 § 3 |
//! | `decision` | what was decided | 5 kap. 66 § 4 |
//! | `ballots` | how each voted in an open vote | 5 kap. 66 § 5 |
//! | `dissents` | dissents | 5 kap. 66 § 6 |
//! | `approval` | approval | 5 kap. 69 § |
//! | `approval-in-time` | approval within 14 days of the meeting | 5 kap. 69 § |
//! | `notice` | public notice of the approval | 8 kap. 12 § |
//! | `vote-counts` | the names add up to the stated count | agreement of the minutes with themselves |
//! | `item-numbers` | § numbers run without a gap | the same |
//! | `paragraph-range` | they are those that the first page names | the same |
//! | `list-of-matters` | they are those that the list of matters names | the same |
//!
//! The rules hold for boards by 6 kap. 35 §. An item is `found` where the thing was read, `absent` where its text holds no word
//! of it, and `not-found` where there is such a word, but the thing could not be read, or contradicts another.

use crate::record::{Completeness, CompletenessState, Item, Meeting, SectionKind};
use crate::vocabulary::politics::{DISSENT_WORDS, MOTION_WORDS, PUTTING, SECRET_VOTE, VOTE_HELD};
use crate::vocabulary::{Spoken, Wording};

/// The longest time between meeting and approval, in days.
const APPROVAL_DAYS: i32 = 14;

/// A rule for each item, and how it finds the state of one from it and from its own proceedings, line by line.
type ItemRule = (&'static str, fn(&Item, &[Spoken]) -> CompletenessState);

const ITEM_RULES: [ItemRule; 7] = [
    ("motions", |item, told| {
        state(!item.motions.is_empty(), || speaks(told, &MOTION_WORDS))
    }),
    ("proposition-order", |item, told| {
        state(item.proposition_order.is_some(), || {
            speaks(told, &PUTTING) || !item.votes.is_empty()
        })
    }),
    ("votes", |item, told| {
        state(!item.votes.is_empty(), || speaks(told, &VOTE_HELD))
    }),
    ("decision", |item, _| state(!item.decisions.is_empty(), || true)),
    ("ballots", |item, told| {
        let listed = item.votes.iter().all(|vote| !vote.ballots.is_empty());
        let open = !item.votes.is_empty() && !speaks(told, &SECRET_VOTE);
        state(open && listed, || open)
    }),
    ("dissents", |item, told| {
        state(!item.dissents.is_empty(), || speaks(told, &DISSENT_WORDS))
    }),
    ("vote-counts", |item, _| {
        let checked = |agrees| item.votes.iter().any(|vote| vote.verified == Some(agrees));
        state(checked(true) && !checked(false), || checked(false))
    }),
];

/// Everything that the law asks of a meeting's minutes, with the items in each state. `listed` are the numbers in the list
/// of matters.
pub(super) fn completeness(meeting: &Meeting, listed: &[u32]) -> Vec<Completeness> {
    let mut all = vec![
        of_meeting("participants", state(!meeting.participants.is_empty(), || true)),
        of_meeting("matters", state(!meeting.items.is_empty(), || true)),
    ];
    let told: Vec<(&Item, Vec<Spoken>)> = meeting.items.iter().map(|item| (item, proceedings(item))).collect();
    for (rule, state) in ITEM_RULES {
        use CompletenessState::{Absent, Found, NotFound};
        let states: Vec<CompletenessState> = told.iter().map(|(item, told)| state(item, told)).collect();
        for wanted in [Found, Absent, NotFound] {
            let found = meeting.items.iter().zip(&states).filter(|(_, state)| **state == wanted);
            let items: Vec<&Item> = found.map(|(item, _)| item).collect();
            all.extend((!items.is_empty()).then(|| entry(rule, wanted, &items)));
        }
    }
    let notice = meeting.notice.as_ref().is_some_and(|notice| notice.posted.is_some());
    all.push(of_meeting("approval", state(meeting.approval.is_some(), || true)));
    all.extend(approval_in_time(meeting));
    all.push(of_meeting("notice", state(notice, || true)));
    all.push(item_numbers(meeting));
    all.extend(paragraph_range(meeting));
    all.extend(list_of_matters(meeting, listed));
    all
}

/// The state of something that is there, or is spoken of, or neither.
fn state(found: bool, spoken_of: impl Fn() -> bool) -> CompletenessState {
    if found {
        CompletenessState::Found
    } else if spoken_of() {
        CompletenessState::NotFound
    } else {
        CompletenessState::Absent
    }
}

/// An item's own proceedings, line by line; what others did earlier, and documents, do not count.
fn proceedings(item: &Item) -> Vec<Spoken> {
    use SectionKind::{Background, Basis, Proposal, Recipients, Summary};
    let own = item
        .sections
        .iter()
        .filter(|section| !matches!(section.kind, Background | Basis | Proposal | Recipients | Summary));
    own.flat_map(|section| section.text.lines()).map(Spoken::of).collect()
}

fn speaks(told: &[Spoken], phrases: &[Wording]) -> bool {
    told.iter().any(|line| line.holds(phrases))
}

fn of_meeting(rule: &str, state: CompletenessState) -> Completeness {
    entry(rule, state, &[])
}

fn entry(rule: &str, state: CompletenessState, items: &[&Item]) -> Completeness {
    Completeness {
        rule: rule.to_owned(),
        state,
        items: items.iter().map(|item| item.id.clone()).collect(),
    }
}

/// Whether the minutes were approved in time; nothing where one of the days is not known.
fn approval_in_time(meeting: &Meeting) -> Option<Completeness> {
    let days = (meeting.approval.as_ref()?.date? - meeting.date?).get_days();
    let in_time = (0..=APPROVAL_DAYS).contains(&days);
    Some(of_meeting("approval-in-time", state(in_time, || true)))
}

/// Whether the numbers run on; the items that stand after a gap, or repeat a number.
fn item_numbers(meeting: &Meeting) -> Completeness {
    let pairs = meeting.items.windows(2);
    let broken: Vec<&Item> = pairs
        .filter(|pair| match (value(&pair[0].number), value(&pair[1].number)) {
            (Some(a), Some(b)) => b != a + 1 && !(a == b && continues(&pair[0], &pair[1])),
            _ => true,
        })
        .map(|pair| &pair[1])
        .collect();
    entry("item-numbers", state(broken.is_empty(), || true), &broken)
}

/// Whether an item goes on under its number (`§ 16 forts.`), or is numbered with a letter (`§ 16 a`).
fn continues(before: &Item, item: &Item) -> bool {
    before.number != item.number
        || item
            .title
            .as_deref()
            .is_some_and(|title| title.to_lowercase().starts_with("forts"))
}

/// Whether the first and the last item are those of the range on the first page; the items outside of it.
fn paragraph_range(meeting: &Meeting) -> Option<Completeness> {
    let range = meeting.paragraph_range.as_deref()?;
    let numbers: Vec<u32> = range
        .split(|c: char| !c.is_ascii_digit())
        .filter_map(|digits| digits.parse().ok())
        .collect();
    let (first, last) = (*numbers.first()?, *numbers.last()?);
    let values: Vec<Option<u32>> = meeting.items.iter().map(|item| value(&item.number)).collect();
    let ends = values.first().copied().flatten() == Some(first) && values.last().copied().flatten() == Some(last);
    let outside: Vec<&Item> = meeting
        .items
        .iter()
        .filter(|item| value(&item.number).is_none_or(|value| !(first..=last).contains(&value)))
        .collect();
    Some(entry(
        "paragraph-range",
        state(ends && outside.is_empty(), || true),
        &outside,
    ))
}

/// Whether the list of matters names all items and no others; the items that it does not name. Nothing without a list.
fn list_of_matters(meeting: &Meeting, listed: &[u32]) -> Option<Completeness> {
    let numbers: Vec<u32> = meeting.items.iter().filter_map(|item| value(&item.number)).collect();
    let unlisted: Vec<&Item> = meeting
        .items
        .iter()
        .filter(|item| value(&item.number).is_none_or(|value| !listed.contains(&value)))
        .collect();
    let agrees = unlisted.is_empty() && listed.iter().all(|number| numbers.contains(number));
    (!listed.is_empty()).then(|| entry("list-of-matters", state(agrees, || true), &unlisted))
}

/// The number of an item, without its letter.
fn value(number: &str) -> Option<u32> {
    let digits: String = number.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scan::Scan;

    fn states(lines: &[&str], rule: &str) -> Vec<(CompletenessState, Vec<String>)> {
        let mut meeting = crate::read(&Scan::of_lines(lines)).meetings.remove(0);
        meeting.paragraph_range = Some("§§ 7–9".to_owned());
        let found = completeness(&meeting, &[])
            .into_iter()
            .filter(|entry| entry.rule == rule);
        let number = |id: String| id.rsplit('.').next().unwrap_or_default().to_owned();
        found
            .map(|entry| (entry.state, entry.items.into_iter().map(number).collect()))
            .collect()
    }

    const MINUTES: &[&str] = &[
        "§ 7 Avgift för bad",
        "",
        "Beslut",
        "",
        "Avgiften höjs.",
        "",
        "Yrkanden",
        "",
        "Bo Ek (M) yrkar avslag.",
        "",
        "§ 8 Val av ombud",
        "",
        "Beslut",
        "",
        "Ida Lo (M) väljs.",
        "",
        "Omröstning",
        "",
        "Omröstning begärs och genomförs.",
        "",
        "§ 10 Frågestund",
        "",
        "Bo Ek (M) frågar om badet.",
    ];

    #[test]
    fn each_item_is_in_one_state_for_each_rule() {
        use CompletenessState::{Absent, Found, NotFound};
        let of = |numbers: &[&str]| numbers.iter().map(|number| (*number).to_owned()).collect::<Vec<_>>();
        assert_eq!(
            states(MINUTES, "motions"),
            [(Found, of(&["7"])), (Absent, of(&["8", "10"]))]
        );
        assert_eq!(
            states(MINUTES, "votes"),
            [(Absent, of(&["7", "10"])), (NotFound, of(&["8"]))]
        );
        assert_eq!(
            states(MINUTES, "decision"),
            [(Found, of(&["7", "8"])), (NotFound, of(&["10"]))]
        );
    }

    #[test]
    fn numbers_are_held_against_each_other_and_the_first_page() {
        use CompletenessState::NotFound;
        assert_eq!(states(MINUTES, "item-numbers"), [(NotFound, vec!["10".to_owned()])]);
        assert_eq!(states(MINUTES, "paragraph-range"), [(NotFound, vec!["10".to_owned()])]);
        assert_eq!(states(MINUTES, "notice"), [(NotFound, Vec::new())]);
    }
}
