//! What closes minutes: digital approval, the notice on a page of its own, and items that elect the approvers.

use std::sync::LazyLock;

use regex::Regex;

use super::first_page::same_name;
use super::meetings::{self, MeetingPart};
use super::{Reading, people};
use crate::dates;
use crate::record::{Meeting, Person};
use crate::scan::{Warning, WarningCode};
use crate::vocabulary::{
    self,
    first_page::{DIGITAL, DIGITAL_BOARD, SIGNED},
};
use jiff::civil::Date;

/// `Anna Berg (L) och Bo Ek (KD) justerar dagens protokoll`.
static APPROVING: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?P<names>[^.:]{5,200}?)\sjusterar\s(?:dagens\s)?protokoll"));
/// `… på Rådhuset, Stora torget 1, torsdagen den 30 november 2023`.
static APPROVED_AT: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"juster[^.:]{0,200}?\s(?:på|i)\s(?P<place>\p{Lu}[^.:]{2,80}?),?\s(?P<when>(?:\p{Ll}+dagen\s)?den\s\d{1,2}\s\p{Ll}+\s\d{4})",
    )
});
/// `utse Stefan Ljung att jämte ordföranden justera`.
static ELECTED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)\b(?:utse[rs]?|utsågs|välja|väljer|väljs|valdes)\s(?P<names>[^.:]{5,200}?)\s(?:att|som|till)\s[^.:]{0,80}?juster",
    )
});

fn regex(pattern: &str) -> Regex {
    #[allow(clippy::expect_used, reason = "the pattern is a constant, and covered by tests")]
    Regex::new(pattern).expect("the pattern is well-formed")
}

/// The lines after the last item.
pub(super) fn lines(reading: Reading<'_>, part: &MeetingPart) -> Vec<usize> {
    let Some(last) = part.starts.len().checked_sub(1) else {
        return Vec::new();
    };
    let item = meetings::item_lines(reading, part, last);
    let from = item.last().map_or(part.starts[last].text_from, |line| line + 1);
    reading.body(from.min(part.lines.end)..part.lines.end)
}

/// Whether a text says that minutes are approved without paper.
pub(super) fn is_digital(text: &str) -> bool {
    let lower = text.to_lowercase().replace(DIGITAL_BOARD, "");
    DIGITAL.iter().any(|word| lower.contains(word))
}

/// Whether a line of the minutes, or of their running feet, says that they are approved digitally.
pub(super) fn says_digital(reading: Reading<'_>, part: &MeetingPart) -> bool {
    reading.text.lines[part.lines.clone()].iter().any(|line| {
        let approved = || {
            let folded = vocabulary::fold(&line.text);
            SIGNED.iter().any(|word| folded.contains(word))
        };
        let whole = line.text.split(' ').count() <= 9;
        whole && approved() && is_digital(&line.text)
    })
}

/// The day of the last digital signature, as the certificate of the signing service states it.
pub(super) fn signed_on(reading: Reading<'_>, part: &MeetingPart) -> Option<Date> {
    let lines = lines(reading, part);
    let signed = lines.iter().map(|&line| &reading.text.lines[line].text).filter(|text| {
        let folded = vocabulary::fold(text);
        SIGNED.iter().any(|word| folded.contains(word))
    });
    signed.flat_map(|text| dates::find(text)).map(|(_, date)| date).max()
}

/// Approvers, and place and day of approval, as an item decides them, where the first page does not say.
pub(super) fn from_items(reading: Reading<'_>, part: &MeetingPart, meeting: &mut Meeting) {
    for index in 0..part.starts.len() {
        let title = part.starts[index].title.as_ref();
        if !title.is_some_and(|(title, _)| vocabulary::fold(title).contains("juster")) {
            continue;
        }
        let tokens = reading.tokens(&meetings::item_lines(reading, part, index));
        let text = reading.text.flow(tokens.clone());
        if meeting.approvers.is_empty() {
            let names = ELECTED.captures(&text).or_else(|| APPROVING.captures(&text));
            let elected = names.map(|found| people::entries(&found["names"])).unwrap_or_default();
            meeting.approvers = elected
                .into_iter()
                .map(|entry| approver(entry.person, meeting))
                .collect();
        }
        if let Some(found) = APPROVED_AT.captures(&text) {
            let approval = meeting.approval.get_or_insert_default();
            let same_day = |date: Date| approval.date.is_none_or(|stated| stated == date);
            if let Some((_, date)) = dates::find(&found["when"]).first().filter(|(_, date)| same_day(*date)) {
                approval.date = Some(*date);
                approval.place = approval
                    .place
                    .take()
                    .or_else(|| Some(found["place"].trim_end_matches(',').to_owned()));
                approval.source = approval.source.take().or_else(|| reading.source(tokens));
            }
        }
    }
}

/// An approver, with the party that the list of participants knows.
fn approver(person: Person, meeting: &Meeting) -> Person {
    let listed = meeting
        .participants
        .iter()
        .find(|other| same_name(&other.name, &person.name));
    Person {
        party: person.party.or_else(|| listed.and_then(|listed| listed.party.clone())),
        role: None,
        name: person.name,
    }
}

/// Warns where the range of items on the first page is not the range of items found.
pub(super) fn check_range(reading: Reading<'_>, part: &MeetingPart, meeting: &Meeting, warnings: &mut Vec<Warning>) {
    let stated = meeting
        .paragraph_range
        .as_deref()
        .and_then(super::first_page::range_ends);
    let found = part.starts.first().zip(part.starts.last());
    let Some(((first, last), (a, b))) = stated.zip(found.map(|(a, b)| (a.value, b.value))) else {
        return;
    };
    if (first, last) != (a, b) {
        let range = meeting.paragraph_range.as_deref().unwrap_or_default();
        let message = format!(
            "the first page says that these minutes hold {range}, but §§ {a}–{b} were found: pages may be missing, or a number is misread"
        );
        warnings.push(super::warning(
            reading,
            WarningCode::ItemSequence,
            part.starts[0].line,
            message,
        ));
    }
}
