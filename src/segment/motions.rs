//! Motions (yrkanden) with who made them, and the order in which the chair put them.

use std::ops::Range;

use super::flow::Flow;
use super::sections::Part;
use super::{Reading, authors, people, votes};
use crate::record::{Motion, MotionKind, SectionKind};
use crate::vocabulary::people::is_party;
use crate::vocabulary::politics::{
    ADDITION, ADJOURNS, AGREES, AMENDS, DECIDED_TODAY, FINDS, MOTION_KINDS, MOVED, MOVES, MOVING, OFFICES_FOLDED,
    PROPOSES, PUTS, PUTTING, PUTTING_GOES_ON, VOTE_HELD, WITH_ADDITION, WITH_AGREEMENT, WITH_CHANGE,
};
use crate::vocabulary::{self, Spoken, contains_phrase};

/// The motions of an item, in order.
pub(super) fn motions(reading: Reading<'_>, parts: &[Part]) -> Vec<Motion> {
    let apart = parts.iter().any(|part| part.kind == SectionKind::Motions);
    parts
        .iter()
        .filter(|part| tells_of_motions(part.kind) || !apart && may_tell_of_motions(part))
        .flat_map(|part| of_part(reading, part))
        .collect()
}

/// What was moved at an earlier meeting, and what a decision repeats, is no motion.
fn tells_of_motions(kind: SectionKind) -> bool {
    use SectionKind::{Motions, Other, Proceedings, Proposal, PropositionOrder, Vote};
    matches!(kind, Motions | Other | Proceedings | PropositionOrder | Proposal | Vote)
}

/// Whether the background may tell what members move: it has the beginning of a verb for that.
fn may_tell_of_motions(part: &Part) -> bool {
    let told = |text: &str| MOVING.iter().any(|stem| text.contains(stem));
    part.kind == SectionKind::Background && part.paragraphs.iter().any(|paragraph| told(&paragraph.text))
}

fn of_part(reading: Reading<'_>, part: &Part) -> Vec<Motion> {
    let flow = Flow::of(reading, part);
    let mut found: Vec<(Range<usize>, Motion)> = Vec::new();
    // Whether what follows may belong to the motion before: below a heading, or in a list that a colon opens.
    let mut open = false;
    for sentence in flow.sentences() {
        let text = unlabelled(&flow.text[sentence.clone()]);
        let spoken = Spoken::of(text);
        if only_agrees(text, &spoken) {
            continue;
        }
        if let Some(motion) = motion(text, &spoken, part) {
            open = part.kind == SectionKind::Motions || text.ends_with(':') || ends_in_verb(text, &spoken);
            found.push((sentence, motion));
        } else if let Some((range, last)) = found.last_mut().filter(|_| {
            open && !begins_with_office(text)
                && !is_putting(text)
                && !spoken.holds(&VOTE_HELD)
                && !spoken.holds(&ADJOURNS)
        }) {
            *range = range.start..sentence.end;
            last.text = format!("{}\n{text}", last.text);
        } else {
            open = false;
        }
    }
    let place = |(range, motion): (Range<usize>, Motion)| Motion {
        kind: kind(&motion.text, part),
        source: flow.source(reading, range),
        ..motion
    };
    found.into_iter().map(place).collect()
}

/// Whether a sentence tells what somebody does by an office: `Ordföranden biföll förslaget.`
fn begins_with_office(sentence: &str) -> bool {
    let first = sentence.split(' ').next().unwrap_or_default();
    let folded = vocabulary::fold(first);
    OFFICES_FOLDED.iter().any(|office| office.is(&folded))
}

/// Whether a sentence of the background tells what members move at this meeting: it begins with them. What was moved at an
/// earlier one begins with that.
fn begins_with_members(sentence: &str, verb: &Range<usize>) -> bool {
    let members = people::persons(&sentence[..verb.start]);
    let ends = members.first().zip(members.last());
    ends.is_some_and(|((first, _), (last, _))| first.start == 0 && sentence[last.end..verb.start].trim().is_empty())
}

/// A sentence without the number that it has in a list of motions: `1) Bo Ek (S) yrkar bifall.`
fn unlabelled(sentence: &str) -> &str {
    let rest = sentence.trim_start_matches(|c: char| c.is_ascii_digit());
    let text = rest.strip_prefix(") ").or_else(|| rest.strip_prefix(". "));
    text.filter(|_| rest.len() < sentence.len()).unwrap_or(sentence)
}

/// Whether the chair puts what is moved in a part.
fn puts(part: &Part) -> bool {
    part.paragraphs.iter().any(|paragraph| is_putting(&paragraph.text))
}

/// The motion that a sentence makes.
fn motion(sentence: &str, spoken: &Spoken, part: &Part) -> Option<Motion> {
    let proposals = matches!(part.kind, SectionKind::Motions | SectionKind::Proposal);
    let background = part.kind == SectionKind::Background;
    let moves = spoken.find(&MOVES);
    let verb = moves
        .clone()
        .filter(|verb| !background || begins_with_members(sentence, verb));
    let verb = match verb {
        Some(verb) => verb,
        None if proposals && !spoken.holds(&FINDS) => match spoken.find(&PROPOSES) {
            Some(verb) => verb,
            None => colon(sentence)?,
        },
        None => spoken.find(&PROPOSES).filter(|verb| {
            let object = sentence[verb.end..].trim_start();
            let moved = MOVED.iter().any(|word| object.starts_with(word));
            // "Ida Lo (kd) föreslår att förvaltningen redovisar …", and the chair puts that.
            let put = || object.starts_with("att ") && puts(part);
            (moved || put()) && begins_with_members(sentence, verb)
        })?,
    };
    let end = verb.end;
    let mut by = authors::authors(sentence, verb);
    if let Some(agreeing) = spoken.find(&WITH_AGREEMENT).filter(|found| found.start >= end) {
        // Who agrees stands behind these words, whoever stands before them.
        let (agreeing, sentence) = (0..agreeing.len(), &sentence[agreeing.start..]);
        by.extend(authors::authors(sentence, agreeing));
    }
    let member = by.iter().any(|person| person.party.is_some());
    let certain = member || moves.is_some();
    (!by.is_empty() && certain).then(|| Motion {
        by,
        text: sentence.to_owned(),
        kind: None,
        source: None,
    })
}

/// Whether what is moved stands in clauses below: `Bo Ek (S) yrkar` above `att skrivelsen läggs till handlingarna.`
fn ends_in_verb(text: &str, spoken: &Spoken) -> bool {
    spoken.find(&MOVES).is_some_and(|verb| verb.end == text.len())
}

/// Whether a sentence only joins the motion before it: `Ida Lo (M) instämmer.`
fn only_agrees(sentence: &str, spoken: &Spoken) -> bool {
    spoken
        .find(&AGREES)
        .is_some_and(|verb| sentence[verb.end..].trim_end_matches('.').is_empty())
}

/// The colon behind a member with a party: `Anna Berg (S): Bifall till förslaget.`, `Anna Berg, s: Bifall.`
fn colon(sentence: &str) -> Option<Range<usize>> {
    let mut colons = sentence.match_indices(':').map(|(at, _)| at);
    let at = colons.find(|&at| {
        let before = &sentence[..at];
        let last = before.rsplit(' ').next().unwrap_or_default();
        before.ends_with(')') || before[..before.len() - last.len()].ends_with(", ") && is_party(last)
    })?;
    Some(at..at + 1)
}

/// What a motion asks for: what stands first after the verb.
fn kind(text: &str, part: &Part) -> Option<MotionKind> {
    let spoken = Spoken::of(text);
    let verb = spoken.find(&MOVES).or_else(|| spoken.find(&PROPOSES));
    let asked = Spoken::of(&text[verb.map_or(0, |verb| verb.start)..]);
    let addition = part
        .heading
        .as_deref()
        .is_some_and(|heading| contains_phrase(heading, &ADDITION));
    if addition || asked.holds(&WITH_ADDITION) {
        return Some(MotionKind::Addition);
    }
    if asked.holds(&WITH_CHANGE) {
        return Some(MotionKind::Amendment);
    }
    let first = MOTION_KINDS
        .iter()
        .filter_map(|(kind, phrases)| asked.find(phrases).map(|range| (range.start, *kind)))
        .min_by_key(|(start, _)| *start);
    let today = || asked.holds(&DECIDED_TODAY).then_some(MotionKind::Rejection);
    let own = || asked.holds(&AMENDS).then_some(MotionKind::Amendment);
    first.map(|(_, kind)| kind).or_else(today).or_else(own)
}

/// The order in which the chair put the motions: the section of that heading, or the sentences that say so.
pub(super) fn proposition_order(reading: Reading<'_>, parts: &[Part]) -> Option<String> {
    let sections: Vec<String> = parts
        .iter()
        .filter(|part| part.kind == SectionKind::PropositionOrder && !part.paragraphs.is_empty())
        .map(|part| before_result(reading, part))
        .filter(|text| !text.is_empty())
        .collect();
    if !sections.is_empty() {
        return Some(sections.join("\n"));
    }
    let telling = parts.iter().filter(|part| tells_of_motions(part.kind));
    let sentences: Vec<String> = telling
        .flat_map(|part| {
            let flow = Flow::of(reading, part);
            let mut open = false;
            let told = flow.sentences().into_iter().map(|range| flow.text[range].to_owned());
            let put = told.filter(|sentence| {
                open = is_putting(sentence) || open && contains_phrase(sentence, &PUTTING_GOES_ON);
                open
            });
            put.collect::<Vec<_>>()
        })
        .collect();
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

/// The text of a section up to the sentence that tells how the vote fell out, if it goes on with that.
fn before_result(reading: Reading<'_>, part: &Part) -> String {
    let whole = || super::paragraphs::joined(&part.paragraphs);
    let flow = Flow::of(reading, part);
    let Some(result) = votes::first_result(reading, part, &flow) else {
        return whole();
    };
    let sentences = flow.sentences();
    let from = sentences.iter().rposition(|sentence| sentence.start <= result);
    let Some(from) = from
        .and_then(|at| sentences.get(at))
        .filter(|sentence| sentence.start > 0)
    else {
        return whole();
    };
    let end = flow.tokens(from.clone()).start;
    let before = part.paragraphs.iter().filter(|paragraph| paragraph.tokens.start < end);
    let texts = before.map(|paragraph| match paragraph.tokens.end > end {
        true => reading.text.flow(paragraph.tokens.start..end),
        false => paragraph.text.clone(),
    });
    texts.collect::<Vec<_>>().join("\n")
}

fn is_putting(sentence: &str) -> bool {
    let spoken = Spoken::of(sentence);
    let begins = |found: Range<usize>| found.start == 0 && sentence[found.end..].contains(" mot ");
    spoken.holds(&PUTTING) || spoken.find(&PUTS).is_some_and(begins)
}

#[cfg(test)]
mod tests {
    use crate::record::{Item, MotionKind};
    use crate::scan::Scan;

    fn item(lines: &[&str]) -> Item {
        let all: Vec<&str> = ["§ 7 Avgift för bad", "", "Yrkanden", ""]
            .into_iter()
            .chain(lines.iter().copied())
            .collect();
        let record = crate::read(&Scan::of_lines(&all));
        record.meetings[0].items[0].clone()
    }

    #[test]
    fn what_is_moved_may_stand_in_clauses_below() {
        let lines = [
            "§ 7 Avgift för bad",
            "",
            "Bakgrund",
            "",
            "Intäkter, kronor       2 000       1 800",
            "Kostnader, kronor      2 100       2 400",
            "",
            "Ida Lo (C) yrkar",
            "",
            "att   avgiften höjs.",
            "",
            "Ordföranden ställer proposition på yrkandena.",
        ];
        let item = crate::read(&Scan::of_lines(&lines)).meetings.remove(0).items.remove(0);
        let texts: Vec<&str> = item.motions.iter().map(|motion| motion.text.as_str()).collect();
        assert_eq!(texts, ["Ida Lo (C) yrkar\natt avgiften höjs."]);
    }

    #[test]
    fn members_who_move_in_the_background_do_so_at_this_meeting() {
        let movers = |lines: &[&str]| -> Vec<String> {
            let motions = crate::read(&Scan::of_lines(lines))
                .meetings
                .remove(0)
                .items
                .remove(0)
                .motions;
            let by = motions.into_iter().flat_map(|motion| motion.by);
            by.map(|person| person.name).collect()
        };
        let text =
            "Vid nämndens sammanträde den 4 maj yrkade Siv Ro (M) avslag. Bo Ek (S) och Ida Lo (C) yrkade bifall.";
        let lines = [
            "§ 7 Avgift för bad",
            "",
            "Ärendebeskrivning",
            "",
            text,
            "",
            "Beslut",
            "",
            "Avgiften höjs.",
        ];
        assert_eq!(movers(&lines), ["Bo Ek", "Ida Lo"]);
        let lines = [
            "§ 7 Avgift för bad",
            "",
            "Bo Ek (S) föreslår i en motion att badet blir gratis. Badet kostar mycket.",
            "",
            "Ida Lo (C) föreslår avslag på motionen.",
            "",
            "Beslut",
            "",
            "Motionen avslås.",
        ];
        assert_eq!(movers(&lines), ["Ida Lo"]);
    }

    #[test]
    fn the_numbers_of_a_list_of_motions_are_no_part_of_them() {
        let motions = item(&["1) Bo Ek (S) yrkar bifall.", "", "2) Ida Lo (C) yrkar avslag."]).motions;
        let texts: Vec<&str> = motions.iter().map(|motion| motion.text.as_str()).collect();
        assert_eq!(texts, ["Bo Ek (S) yrkar bifall.", "Ida Lo (C) yrkar avslag."]);
    }

    #[test]
    fn what_a_member_proposes_and_the_chair_puts_is_a_motion() {
        let moved = |last: &str| {
            let lines = [
                "§ 7 Uppföljning",
                "",
                "Ida Lo (kd) föreslår att förvaltningen lämnar förslag.",
                "",
                last,
                "",
                "Beslut",
                "",
                "Uppföljningen godkänns.",
            ];
            let item = crate::read(&Scan::of_lines(&lines)).meetings.remove(0).items.remove(0);
            item.motions.len()
        };
        assert_eq!(moved("Ordföranden ställer proposition på Ida Los förslag."), 1);
        assert_eq!(moved("Ekonomen redovisar utfallet."), 0);
    }

    #[test]
    fn what_a_motion_asks_for_is_its_kind() {
        use MotionKind::*;
        for (text, kind) in [
            ("Bo Ek, s, och Ida Lo, mp: Bifall till motionen.", Approval),
            ("Bo Ek (S) yrkar att ärendet avgörs i dag.", Rejection),
            (
                "Bo Ek (S) yrkar att ärendet avgörs i dag och bifall till förslaget.",
                Approval,
            ),
            (
                "Bo Ek (S) yrkar bifall till planen med den ändringen att badet utgår.",
                Amendment,
            ),
            ("Bo Ek (S) yrkar att planen kompletteras med en karta.", Addition),
        ] {
            let motions = item(&[text]).motions;
            assert_eq!(
                motions.iter().map(|motion| motion.kind).collect::<Vec<_>>(),
                [Some(kind)],
                "{text}"
            );
        }
    }

    #[test]
    fn each_sentence_with_a_mover_is_a_motion() {
        let item = item(&[
            "Hanna Ek (S), Emil Bo (C) och Greta Fjell (V) yrkar bifall till nämndens",
            "förslag.",
            "Kalle Bäck (KD) yrkar avslag.",
            "Ida Lo (M) yrkar bifall till förslaget med tillägget att barn badar gratis. Avgiften",
            "ska prövas igen om ett år.",
            "Ordföranden Per Sand (S) yrkar att ärendet återremitteras. Bo Ek (C) instämmer.",
            "",
            "Mötet ajourneras klockan 10.15–10.25.",
            "",
            "SD yrkar att badet stängs.",
        ]);
        let found: Vec<(usize, Option<MotionKind>)> = item
            .motions
            .iter()
            .map(|motion| (motion.by.len(), motion.kind))
            .collect();
        use MotionKind::*;
        assert_eq!(
            found,
            [
                (3, Some(Approval)),
                (1, Some(Rejection)),
                (1, Some(Addition)),
                (1, Some(ReferredBack)),
                (1, Some(Amendment)),
            ]
        );
        assert!(item.motions[2].text.ends_with("igen om ett år."));
        assert_eq!(
            item.motions[1].source.as_ref().and_then(|source| source.lines),
            Some([7, 7])
        );
    }

    #[test]
    fn the_order_of_putting_is_found_without_its_heading() {
        let item = item(&[
            "Bo Ek (M) yrkar avslag.",
            "",
            "Ordföranden ställer proposition på förslagen och finner att nämnden bifaller förvaltningens",
            "förslag.",
        ]);
        assert_eq!(item.motions.len(), 1);
        let order = item.proposition_order.unwrap_or_default();
        assert!(
            order.starts_with("Ordföranden ställer") && order.ends_with("förslag."),
            "{order}"
        );
    }

    #[test]
    fn who_agrees_makes_the_motion_too() {
        let item = item(&["Bo Ek (M) yrkar, med instämmande av Ida Lo (V), ett tillägg till planen."]);
        let names: Vec<&str> = item.motions[0].by.iter().map(|by| by.name.as_str()).collect();
        assert_eq!(names, ["Bo Ek", "Ida Lo"]);
        assert_eq!(item.motions[0].kind, Some(MotionKind::Addition));
    }

    #[test]
    fn the_order_of_putting_goes_on_up_to_how_the_vote_fell_out() {
        let order = |lines: &[&str]| item(lines).proposition_order.unwrap_or_default();
        let told = [
            "Bo Ek (M) yrkar avslag. Ordföranden biföll inte detta.",
            "",
            "Ordföranden ställer nämndens förslag mot Bo Eks yrkande och finner att det bifalls. Votering",
            "begärs. Den som vill bifalla nämndens förslag röstar ja, den som vill bifalla Bo Eks yrkande",
            "röstar nej. Voteringen utfaller med 4 ja-röster mot 3 nej-röster.",
        ];
        let putting = order(&told);
        assert!(putting.ends_with("röstar nej."), "{putting}");
        assert_eq!(item(&told).motions[0].text, "Bo Ek (M) yrkar avslag.");
        let below_heading = order(&[&[told[0], "", "Proposition och omröstning", ""], &told[2..]].concat());
        assert_eq!(below_heading.replace('\n', " "), putting);
    }
}
