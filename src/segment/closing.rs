//! What closes minutes: digital approval, the notice on a page of its own, and items that elect the approvers.

use std::sync::LazyLock;

use regex::Regex;

use super::first_page::same_name;
use super::meetings::{self, MeetingPart};
use super::sieved::Sieved;
use super::{Reading, people};
use crate::dates;
use crate::record::{Meeting, Notice, Person};
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
        r"(?i)\b(?:utse[rs]?|utsågs|välja|väljer|väljs|valdes?|utsåg)\s(?P<names>[^.:]{5,200}?)\s(?:att|som|till)\s[^.:]{0,80}?juster",
    )
});

/// `Stefan Ljung utses att jämte ordföranden justera`.
static ELECTED_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:^|[.:]\s|\n)(?:\d{1,2}\.\s)?(?P<names>\p{Lu}[^.:]{5,200}?)\s(?:utses|utsågs|väljs|valdes)\s(?:att|till)\s[^.:]{0,80}?juster",
    )
});

/// `Att jämte ordföranden justera dagens protokoll utsågos herrar O. Ek och Lo`
static ELECTED_OF_OLD: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"\b[Jj]ustera\b(?:[^.:]{0,60}?\s)?(?:utsågs|utsågos|utses|valdes|utsetts)\s(?P<names>(?:[^.;:]|\b[A-ZÅÄÖÆØÉÜ]\.){3,200}?\p{Ll})(?:[.;]\s|[.;]?$|,\s(?:och|varjämte|hvarjemte))",
    )
});
/// `Att föra protokollet antogs klockaren J. A. Ek`: then the chair signs where else the secretary does.
static WRITER: LazyLock<Sieved> = LazyLock::new(|| {
    Sieved::of(
        r"\bföra\s(?:dagens\s)?protokollet\s(?:antogs|utsågs|valdes|utsetts|anmodades)\s(?:\p{Ll}+\s){0,2}(?P<name>\p{Lu}[\p{L}.-]+(?:\s\p{Lu}[\p{L}.-]*)+)",
    )
});
/// `Bo Ek valdes till ordförande för stämman.`
static OFFICER_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?P<name>\p{Lu}[\p{L}-]+(?:\s\p{Lu}[\p{L}-]+){1,3})\s(?:valdes|väljs|utses|utsågs|anmäls)\s(?:till|som)\s(?P<office>\p{L}*(?:ordförande|sekreterare|protokollförare))",
    )
});
/// `Till ordförande för stämman väljs Bo Ek.`
static OFFICER_LAST: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"[Tt]ill\s(?P<office>\p{L}*(?:ordförande|sekreterare|protokollförare))\b[^.:]{0,40}?\s(?:valdes|väljs|väljes|utses|utsågs)\s(?P<name>\p{Lu}[\p{L}-]+(?:\s\p{Lu}[\p{L}-]+){1,3})",
    )
});
/// `Protokollet justeras onsdagen den 5 maj kl. 10.00 å kommunalkontoret.`
static TO_BE_APPROVED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:justeras|justeringen\s(?:skulle\s)?(?:äga|äger|ega|eger)\srum)\b[^.]{0,60}?(?:kl\.\s[\d.]+\s)?\s?(?:å|på|hos|i|uti)\s(?P<place>\p{L}[\p{L}-]+(?:\s(?:i|å|på)\s\p{Lu}[\p{L}-]+)?)",
    )
});
/// `Uppläst och justerat den 31 mars 1919`
static APPROVED_ON: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"(?i)\bjuster(?:as|at|adt|ades|ats)\s[^.:]{0,60}?(?:den\s)?(?P<when>\d{1,2}\s\p{Ll}+\s\d{4})")
});
/// How minutes of old say that their approval was made known: on a board, or from the pulpit.
static MADE_KNOWN: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?i)\b(?:tillkännagiv\p{L}*|kungjor\p{L}*|anslag\p{L}*|predikstol\p{L}*)\b"));
/// `Protokollet förvaras hos Stadskansliet.`
static KEPT: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"\b[Pp]rotokollet\s(?:[^.:]{0,40}?\s)?förvaras\s(?:hos|på|i|å|vid)\s(?P<place>[^.;]{3,80}?)(?:[.;]|$)")
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

/// Approvers and secretary are chosen in one of the first items, where no title names them.
const FIRST_ITEMS: usize = 4;

/// Approvers, and place and day of approval, as an item decides them, where the first page does not say.
pub(super) fn from_items(reading: Reading<'_>, part: &MeetingPart, meeting: &mut Meeting) {
    for index in 0..part.starts.len() {
        let title = part.starts[index].title.as_ref();
        let named = title.is_some_and(|(title, _)| vocabulary::fold(title).contains("juster"));
        if !named && (title.is_some() || index >= FIRST_ITEMS) {
            continue;
        }
        let tokens = reading.tokens(&meetings::item_lines(reading, part, index));
        let text = reading.text.flow(tokens.clone());
        let of_old = ELECTED_OF_OLD.captures(&text);
        if !named && of_old.is_none() {
            continue;
        }
        // Without a list of participants, the names below signatures may be anything that ink has made of them.
        let elects = |index| elects_officer(part, index);
        let of_assembly = meeting.participants.is_empty() && (0..part.starts.len().min(FIRST_ITEMS)).any(elects);
        if meeting.approvers.is_empty() || of_assembly {
            let names = of_old
                .or_else(|| ELECTED_FIRST.captures(&text))
                .or_else(|| ELECTED.captures(&text))
                .or_else(|| APPROVING.captures(&text));
            let elected = names.map(|found| people::entries(&found["names"])).unwrap_or_default();
            let elected: Vec<Person> = elected
                .into_iter()
                .map(|entry| approver(entry.person, meeting))
                .collect();
            if !elected.is_empty() {
                meeting.approvers = elected;
            }
        }
        if let Some(approval) = &mut meeting.approval
            && approval.place.is_none()
            && !approval.digital
        {
            approval.place = place_of_approval(&text);
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

/// Where a sentence says that minutes are to be approved; with whom (`hos ordföranden`) is no place.
fn place_of_approval(text: &str) -> Option<String> {
    let found = TO_BE_APPROVED.captures(text)?;
    let place = &found["place"];
    let somebody = people::person(place).is_some() || vocabulary::people::is_role_word(place);
    (!somebody).then(|| place.to_owned())
}

/// Who was elected to lead a general meeting and to write its minutes, where no list of participants says so: `Bo Ek valdes till
/// ordförande för stämman.`
pub(super) fn of_assembly(reading: Reading<'_>, part: &MeetingPart, meeting: &mut Meeting) {
    if !meeting.participants.is_empty() {
        return;
    }
    for index in 0..part.starts.len().min(FIRST_ITEMS) {
        if !elects_officer(part, index) {
            continue;
        }
        let text = reading
            .text
            .flow(reading.tokens(&meetings::item_lines(reading, part, index)));
        let found = OFFICER_FIRST.captures(&text).or_else(|| OFFICER_LAST.captures(&text));
        let Some((found, person)) =
            found.and_then(|found| people::person(&found["name"]).map(|person| (found, person)))
        else {
            continue;
        };
        let office = vocabulary::fold(&found["office"]);
        let role = Some(found["office"].to_lowercase());
        let person = Person { role, ..person };
        if office.ends_with("ordforande") {
            meeting.chair = vec![person];
        } else {
            meeting.secretary = vec![person];
        }
    }
}

/// Whether the title of an item says that those are elected who lead a general meeting: `Val av ordförande för stämman`.
fn elects_officer(part: &MeetingPart, index: usize) -> bool {
    let title = part.starts[index].title.as_ref();
    let title = title.map_or_else(String::new, |(title, _)| vocabulary::fold(title));
    let names = |words: &&[&str]| words.iter().any(|word| title.contains(word));
    vocabulary::ELECTION_OF_ASSEMBLY.iter().all(names)
}

/// The secretary whom a meeting chose, and the chair who signs in his place.
pub(super) fn writer(reading: Reading<'_>, part: &MeetingPart, meeting: &mut Meeting) {
    let first = part.starts.len().min(FIRST_ITEMS);
    let items = (0..first).flat_map(|index| meetings::item_lines(reading, part, index));
    let text = reading.text.flow(reading.tokens(&items.collect::<Vec<_>>()));
    let Some(found) = WRITER.captures(&text) else { return };
    let name = found["name"].trim_end_matches([',', '.']).to_owned();
    if meeting.secretary.iter().any(|person| same_name(&person.name, &name)) {
        return;
    }
    let role = Some("protokollförare".to_owned());
    let party = None;
    let signed = std::mem::replace(&mut meeting.secretary, vec![Person { name, party, role }]);
    if meeting.chair.is_empty() {
        meeting.chair = signed
            .into_iter()
            .map(|person| Person { role: None, ..person })
            .collect();
    }
}

/// What the sentences that close minutes of old say, where no field does: the day of approval, and when it was made known.
pub(super) fn from_sentences(reading: Reading<'_>, part: &MeetingPart, meeting: &mut Meeting) {
    let tokens = reading.tokens(&lines(reading, part));
    let text = reading.text.flow(tokens.clone());
    let day = |text: &str| dates::find(text).first().map(|(_, date)| *date);
    let approved = APPROVED_ON.captures(&text).and_then(|found| day(&found["when"]));
    if let Some(date) = approved.filter(|_| meeting.approval.as_ref().is_none_or(|approval| approval.date.is_none())) {
        let approval = meeting.approval.get_or_insert_default();
        approval.date = Some(date);
        approval.source = approval.source.take().or_else(|| reading.source(tokens.clone()));
    }
    // The day stands in the sentence, or behind it with the place.
    let posted = MADE_KNOWN.find_iter(&text).find_map(|known| {
        let sentence = text[..known.start()].rfind(". ").map_or(0, |end| end + 2);
        let inside = text[sentence..].find(". ").map_or(text.len(), |end| sentence + end);
        let behind = text[inside..].chars().take(80).map(char::len_utf8).sum::<usize>();
        day(&text[sentence..inside])
            .filter(|date| Some(*date) != approved)
            .or_else(|| day(&text[inside..inside + behind]))
    });
    let kept_at = KEPT.captures(&text).map(|found| found["place"].to_owned());
    if posted.is_some() || kept_at.is_some() && meeting.notice.is_some() {
        let notice = meeting.notice.get_or_insert_with(|| Notice {
            posted: None,
            removed: None,
            kept_at: None,
            source: reading.source(tokens),
        });
        notice.posted = notice.posted.or(posted);
        notice.kept_at = notice.kept_at.take().or(kept_at);
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
