//! Decisions, one by one, each with its kind and the body that decides.

mod decider;
mod kind;
mod preamble;
mod sentences;
mod told;

pub(super) use decider::leading;
pub(super) use preamble::begins_with_infinitive;
pub(super) use sentences::sentences_apart;
pub(super) use told::{ends_matter, ends_settled, settles};

use std::ops::Range;

use super::Reading;
use super::paragraphs::{Mark, Paragraph};
use super::sections::Part;
use super::{field, people, sheets};
use crate::record::{Decision, DecisionKind, SectionKind};
use crate::vocabulary::{self, APPLIES, APPROVED_AT_ONCE, BODY_ENDINGS, CARRIED, DECIDES, ELECTED_OFFICES, ELECTING};
use decider::{following, leading_body};
use kind::{contains_phrase, kind, kind_at_beginning};
use preamble::{Clauses, Preamble};

/// The decisions of an item: from its decision sections and from what its body proposes to another one; else from a
/// proposal that the text says was carried; else from the sentences of a narrative that decide.
pub(super) fn decisions(reading: Reading<'_>, parts: &[Part], body: Option<&str>) -> Vec<Decision> {
    let own = |part: &Part| part.kind == SectionKind::Decision || proposes_onward(part, body);
    let mut found = of_parts(reading, parts, body, own);
    if found.is_empty() && carried(parts) {
        let decided = of_parts(reading, parts, body, |part| part.kind == SectionKind::Proposal).into_iter();
        found = decided
            .filter(|decision| decision.kind != DecisionKind::Proposed || decides(&decision.text))
            .collect();
    }
    if found.is_empty() {
        found = told::told(reading, parts, body);
    }
    found
}

/// Whether a part holds what the meeting's own body proposes to another: `Kommunstyrelsen föreslår kommunfullmäktige`.
fn proposes_onward(part: &Part, meeting_body: Option<&str>) -> bool {
    let own = part.body.as_deref().zip(meeting_body).is_some_and(|(body, meeting)| {
        let nominative = body.trim_end_matches(['s', 'S']);
        [body, nominative].iter().any(|name| sheets::same_body(name, meeting))
    });
    // "Förslag till kommunfullmäktige" names but the other one.
    let to_another = !own && part.body.is_some() && meeting_body.is_some() && names_receiver_first(part);
    let onward =
        || names_doer(part) || names_receiver(part) || leads_to_another(part, meeting_body) || leads_to_proposals(part);
    let from_own = own && !names_receiver_first(part) && onward();
    part.kind == SectionKind::Proposal && (from_own || to_another)
}

/// Whether the body that the heading of a part names is the one that something is proposed to.
fn names_receiver_first(part: &Part) -> bool {
    let heading = part.heading.as_deref().map(vocabulary::fold).unwrap_or_default();
    heading.starts_with("forslag till ")
}

/// Whether the heading of a part says for whom something is proposed: `Arbetsutskottets förslag till kommunstyrelsen`,
/// `Kommunstyrelsens förslag till kommunfullmäktiges beslut`.
fn names_receiver(part: &Part) -> bool {
    let heading = part.heading.as_deref().map(vocabulary::fold).unwrap_or_default();
    let heading = heading.trim_end_matches(':').trim_end_matches(" beslut");
    let receivers = [" till ", " i "]
        .into_iter()
        .filter_map(|word| heading.rsplit_once(word));
    receivers
        .into_iter()
        .any(|(_, receiver)| vocabulary::is_body_name(receiver))
}

/// Whether a part begins with what another body than the meeting's does: `Kommunfullmäktige beslutar`, `Kommunfullmäktige antar
/// planen.`
fn leads_to_another(part: &Part, meeting_body: Option<&str>) -> bool {
    let led = part
        .paragraphs
        .first()
        .and_then(|first| leading_body(&first.unmarked().split(' ').collect::<Vec<_>>()));
    led.zip(meeting_body)
        .is_some_and(|(led, meeting)| !sheets::same_body(&led, meeting))
}

/// Whether a part begins with what opens proposals to another body: `Kommunstyrelsen föreslår kommunfullmäktige besluta`.
fn leads_to_proposals(part: &Part) -> bool {
    let [first, next, ..] = &part.paragraphs[..] else {
        return false;
    };
    Preamble::of(first, Some(next)).is_some_and(|lead| lead.proposed)
}

/// Whether the heading of a part says who does something (`Kommunstyrelsen beslutar`), not whose something is
/// (`Kommunstyrelsens beslut`).
fn names_doer(part: &Part) -> bool {
    part.body.as_deref().is_some_and(|body| !vocabulary::is_genitive(body))
}

/// Whether the text says that a proposal was carried: `finner att nämnden bifaller förslaget`.
fn carried(parts: &[Part]) -> bool {
    let telling = |part: &&Part| {
        matches!(
            part.kind,
            SectionKind::Proceedings | SectionKind::PropositionOrder | SectionKind::Vote
        )
    };
    parts
        .iter()
        .filter(telling)
        .flat_map(|part| &part.paragraphs)
        .any(|paragraph| {
            let folded = vocabulary::fold(&paragraph.text);
            CARRIED.iter().any(|phrase| contains_phrase(&folded, phrase.folded()))
        })
}

/// Whether a text says of itself that it decides.
fn decides(text: &str) -> bool {
    let folded = vocabulary::fold(text);
    contains_phrase(&folded, "beslutar")
}

/// The decisions of those parts of an item that are of a kind.
fn of_parts(reading: Reading<'_>, parts: &[Part], body: Option<&str>, own: impl Fn(&Part) -> bool) -> Vec<Decision> {
    let chosen = parts.iter().enumerate().filter(|(_, part)| own(part));
    let found = chosen.flat_map(|(at, part)| {
        let end = if at + 1 < parts.len() { End::Heading } else { End::Item };
        of_part(reading, part, end, body)
    });
    found.collect()
}

/// What ends a part.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    /// The heading of the next one.
    Heading,
    /// The end of the item: what is told behind the decision has no heading of its own.
    Item,
}

fn of_part(reading: Reading<'_>, part: &Part, end: End, meeting_body: Option<&str>) -> Vec<Decision> {
    let doer = names_doer(part);
    let preamble = Preamble {
        body: part.body.clone().filter(|_| doer && !names_receiver_first(part)),
        proposed: part.kind == SectionKind::Proposal
            && (doer || names_receiver(part) || leads_to_another(part, meeting_body)),
        kind: None,
        clauses: Clauses::Expected,
    };
    of_paragraphs(reading, part, 0, end, preamble, meeting_body)
}

/// The decisions of a part from one of its paragraphs on.
fn of_paragraphs(
    reading: Reading<'_>,
    part: &Part,
    first: usize,
    end: End,
    mut preamble: Preamble,
    meeting_body: Option<&str>,
) -> Vec<Decision> {
    let mut found: Vec<Decision> = Vec::new();
    for (at, paragraph) in part.paragraphs.iter().enumerate().skip(first) {
        // What stands among the numbers of a list belongs to the entry before it, if it is no table.
        let numbered = preamble.clauses == Clauses::Listed(Mark::Number) && paragraph.mark != Mark::Number;
        let more = part.paragraphs[at..].iter().any(|later| later.mark == Mark::Number);
        if numbered && more && !vocabulary::contains_phrase(&paragraph.text, &DECIDES) {
            let open = found.last().is_some_and(|last| last.text.ends_with(':'));
            if !is_tabular(reading, part, paragraph, open) {
                append(reading, &mut found, paragraph);
            }
            continue;
        }
        if !found.is_empty() && paragraph.mark == Mark::None && told::lists_notified(&paragraph.text) {
            preamble.clauses = Clauses::Ended;
            continue;
        }
        if let Some(next) = Preamble::of(paragraph, part.paragraphs.get(at + 1)) {
            preamble = next;
            continue;
        }
        match place(reading, part, paragraph, &preamble, &found) {
            Place::New => {
                found.push(decision(reading, paragraph, &preamble, meeting_body));
                preamble.clauses = match paragraph.mark {
                    Mark::None => Clauses::Sentences,
                    mark => Clauses::Listed(mark),
                };
            }
            Place::InLast => {
                append(reading, &mut found, paragraph);
                if paragraph.mark != Mark::None {
                    preamble.clauses = Clauses::Inside(paragraph.mark);
                }
            }
            Place::Behind if end == End::Heading => append(reading, &mut found, paragraph),
            Place::Behind | Place::Outside => preamble.clauses = Clauses::Ended,
            Place::Beside => {}
        }
    }
    found
}

/// Adds a paragraph to the last decision.
fn append(reading: Reading<'_>, found: &mut [Decision], paragraph: &Paragraph) {
    let Some(last) = found.last_mut() else { return };
    last.text = format!("{}\n{}", last.text, paragraph.text);
    if let (Some(source), Some(more)) = (last.source.as_mut(), reading.source(paragraph.tokens.clone())) {
        super::extend_source(source, more);
    }
}

/// What a paragraph of a decision section is.
enum Place {
    /// A decision of its own.
    New,
    /// Part of the one before.
    InLast,
    /// Part of the one before, unless what comes behind the decision has no heading: a report.
    Behind,
    /// Something else, that ends the decisions: a list of what was noted.
    Outside,
    /// No decision, and nothing that ends them: a table, or that the item is approved at once.
    Beside,
}

fn place(reading: Reading<'_>, part: &Part, paragraph: &Paragraph, preamble: &Preamble, found: &[Decision]) -> Place {
    let listed = paragraph.mark != Mark::None;
    let sentences = preamble.clauses == Clauses::Sentences;
    let open = found
        .last()
        .is_some_and(|last| last.text.ends_with(':') || sentences && !last.text.ends_with('.'));
    if !listed && (is_tabular(reading, part, paragraph, open) || approves_at_once(&paragraph.text)) {
        return Place::Beside;
    }
    let Some(last) = found.last() else { return Place::New };
    if told::is_behind(paragraph) || told::lists_notified(&last.text) {
        return Place::Outside;
    }
    if names_decider(paragraph) {
        return Place::New;
    }
    match preamble.clauses {
        Clauses::Ended => Place::Outside,
        Clauses::Expected => Place::New,
        Clauses::Listed(mark) if paragraph.mark == mark => Place::New,
        Clauses::Inside(mark) if paragraph.mark == mark => Place::InLast,
        _ if elects_to_office(paragraph) || names_office(&last.text) && names_office(&paragraph.text) => Place::New,
        _ if !listed && names_elected(&last.text) && names_elected(&paragraph.text) => Place::New,
        _ if !listed && names_office(&last.text) && decides_anew(found, paragraph) => Place::New,
        _ if open => Place::InLast,
        Clauses::Listed(_) if decides(&paragraph.text) => Place::New,
        // "Medel anvisas ur anslaget för kultur." below "att bidrag lämnas med 40 000 kronor.", but not what somebody answers.
        Clauses::Listed(Mark::Att) if !listed && decides_more(&paragraph.text) && decides_anew(found, paragraph) => {
            Place::New
        }
        // OCR may lose the bullet of one entry of a list.
        Clauses::Listed(Mark::Bullet) if !listed && more_bullets(part, paragraph) && decides_anew(found, paragraph) => {
            Place::New
        }
        Clauses::Sentences if paragraph.mark == Mark::Bullet || !listed => match decides_anew(found, paragraph) {
            true => Place::New,
            false if !last.text.ends_with('.') => Place::InLast,
            false => Place::Behind,
        },
        Clauses::Sentences if !last.text.ends_with('.') => Place::InLast,
        _ => Place::Behind,
    }
}

/// Whether a paragraph is a table or its caption. Below a colon (`utses:`) rows of words are what was decided.
fn is_tabular(reading: Reading<'_>, part: &Part, paragraph: &Paragraph, open: bool) -> bool {
    let inside = |line: &&usize| {
        let tokens = &reading.text.lines[**line].tokens;
        tokens.start >= paragraph.tokens.start && tokens.end <= paragraph.tokens.end
    };
    let rows: Vec<Vec<field::Cell>> = part
        .lines
        .iter()
        .filter(inside)
        .map(|&line| field::cells(reading, line))
        .collect();
    let parted = rows.iter().filter(|cells| cells.len() >= 2).count();
    let counted = rows
        .iter()
        .filter(|cells| {
            cells.last().is_some_and(|cell| {
                cell.text
                    .starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '–'))
            })
        })
        .count();
    let wide = rows.len() == 1 && rows[0].len() >= 3;
    let table = wide || rows.len() >= 2 && parted * 3 >= rows.len() * 2;
    // "Kommunfullmäktige utser" above rows of offices and names.
    let open = open || rows.len() >= 2 && rows[0].len() == 1 && names_decider(paragraph);
    table && (!open || counted * 2 >= rows.len()) || is_caption(&paragraph.text)
}

/// `Tabell 2 Ramar för nämnderna`
fn is_caption(text: &str) -> bool {
    let mut words = text.split(' ');
    let kind = words.next().is_some_and(|word| vocabulary::matches(word, "tabell"));
    kind && words
        .next()
        .is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether a sentence says but that the item is approved at once: `Paragrafen justeras omedelbart`.
pub(super) fn approves_at_once(sentence: &str) -> bool {
    // "Nämnden avger yttrandet och paragrafen justeras omedelbart" decides first.
    let alone = |phrase: Range<usize>| !sentence[..phrase.start].contains(" och ");
    sentence.split(' ').count() <= 10 && vocabulary::find_phrase(sentence, &APPROVED_AT_ONCE).is_some_and(alone)
}

/// A decision without the sentence behind it that says but that.
fn without_approval(text: &str) -> &str {
    let parts = text.rsplit_once(". ").filter(|(_, last)| approves_at_once(last));
    parts.map_or(text, |(before, _)| &text[..=before.len()])
}

/// Whether a text is a decision in one sentence that names no body: `Ramarna fastställs enligt tabell 2.`
pub(super) fn is_whole(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    let sentence = text.ends_with('.') && !vocabulary::ends_sentence_inside(text);
    sentence && leading_body(&words).is_none() && following(&words).is_none() && kind(text) != DecisionKind::Other
}

/// Whether a paragraph begins with the body that decides: `Nämnden ger förvaltningen i uppdrag …`.
fn names_decider(paragraph: &Paragraph) -> bool {
    paragraph.mark == Mark::None && leading_body(&paragraph.text.split(' ').collect::<Vec<_>>()).is_some()
}

/// Whether a sentence below others does something of its own: `Kommundirektören får i uppdrag att …`. What a colon has
/// opened goes on.
fn decides_anew(found: &[Decision], paragraph: &Paragraph) -> bool {
    // Who is elected stands without a full stop: `till ombud Bo Ek (S)`.
    let closed = found
        .last()
        .is_some_and(|last| last.text.ends_with('.') || names_office(&last.text));
    let text = paragraph.unmarked();
    let sentence = text.ends_with('.') && text.starts_with(char::is_uppercase);
    let elected = || found.last().is_some_and(|last| last.kind == DecisionKind::Elected);
    // An entry of a list has a label: `Mål: Fler elever ska nå … med godkända betyg.`
    let labelled = text.split(' ').take(LABEL).any(|word| word.ends_with(':'));
    let goes_on = || {
        let last = found.last().is_some_and(|last| sentences::decides(&last.text));
        last && (sentences::decides(text) || applies(text))
    };
    let outside = decider::is_of_outside(&text.split(' ').collect::<Vec<_>>());
    let decides = kind(text) != DecisionKind::Other || elected() && names_elected(text) || goes_on();
    closed && sentence && !labelled && !outside && decides
}

/// Whether a sentence says from or until when something applies: `Uppdragen gäller till och med den 31 december 2018.`
fn applies(text: &str) -> bool {
    vocabulary::contains_phrase(text, &APPLIES)
}

/// Whether a paragraph is one sentence that decides something more, not what somebody answers or does: `Medel anvisas ur anslaget.`
fn decides_more(text: &str) -> bool {
    let of_member = || people::persons(text).first().is_some_and(|(name, _)| name.start == 0);
    let kind = kind(text);
    sentences::decides(text) && kind != DecisionKind::Answered && !(kind == DecisionKind::Other && of_member())
}

/// Whether a sentence says who is elected to an office: `Till sammankallande utses Bo Ek (S).`
fn elects_to_office(paragraph: &Paragraph) -> bool {
    let folded = vocabulary::fold(paragraph.unmarked());
    let verb = folded.split(' ').any(|word| ELECTING.contains(&word));
    folded.starts_with("till ") && verb && paragraph.text.ends_with('.')
}

/// Whether a text begins with the office to which somebody is elected, below the verb: `till ersättare Bo Ek (S)`, `Ersättare i
/// nämnden Bo Ek (S)`.
fn names_office(text: &str) -> bool {
    text.starts_with("till ") || begins_with_elected_office(text) && !people::persons(text).is_empty()
}

/// Whether a text begins with an office that one is elected to: `Ersättare i socialnämnden`.
pub(super) fn begins_with_elected_office(text: &str) -> bool {
    let first = vocabulary::fold(text.split(' ').next().unwrap_or_default());
    text.starts_with(char::is_uppercase) && ELECTED_OFFICES.contains(&first.as_str())
}

/// Whether a text begins with who is elected: `Bo Ek (S) till ledamot i …`, as below `Kommunfullmäktige väljer`.
pub(super) fn names_elected(text: &str) -> bool {
    let name = text.split_once(" till ").map(|(name, _)| name);
    name.is_some_and(|name| people::person(name).is_some())
}

/// The words of a label, at most.
const LABEL: usize = 4;

/// Where below a heading for decisions the report of the matter begins: running text behind what was decided.
pub(super) fn report_behind(paragraphs: &[Paragraph]) -> Option<usize> {
    let told = |paragraph: &Paragraph| {
        let text = &paragraph.text;
        let decides = names_decider(paragraph) || names_elected(text) || kind_at_beginning(text) != DecisionKind::Other;
        paragraph.mark == Mark::None && text.starts_with(char::is_uppercase) && !decides && !told::is_behind(paragraph)
    };
    let prose = |paragraph: &Paragraph| paragraph.text.ends_with('.') && paragraph.text.split(' ').count() >= REPORT;
    let closed = |at: usize| paragraphs[at - 1].text.ends_with('.');
    let first = (1..paragraphs.len()).find(|&at| closed(at) && told(&paragraphs[at]))?;
    // Decisions that name nobody go on in sentences of any kind.
    let clause =
        |paragraph: &Paragraph| paragraph.mark != Mark::None || names_decider(paragraph) || told::is_behind(paragraph);
    (names_decider(&paragraphs[0]) && paragraphs[1..first].iter().all(clause)).then_some(())?;
    let mut report = paragraphs[first..].iter().take_while(|paragraph| told(paragraph));
    report.any(prose).then_some(first)
}

/// The report of a matter has a paragraph of so many words at least.
const REPORT: usize = 10;

/// Whether a list with bullets goes on behind one of its paragraphs.
fn more_bullets(part: &Part, paragraph: &Paragraph) -> bool {
    let later = part
        .paragraphs
        .iter()
        .filter(|later| later.tokens.start > paragraph.tokens.start);
    later.into_iter().any(|later| later.mark == Mark::Bullet)
}

fn decision(reading: Reading<'_>, paragraph: &Paragraph, preamble: &Preamble, meeting_body: Option<&str>) -> Decision {
    let text = without_approval(paragraph.unmarked());
    let words: Vec<&str> = text.split(' ').collect();
    // A proposal to another body is what the meeting's own body decides.
    let named = leading_body(&words)
        .filter(|_| !preamble.proposed)
        .or_else(|| preamble.body.clone());
    let body = named
        .map(|name| in_ordinary_writing(&name, meeting_body))
        .or_else(|| meeting_body.map(str::to_owned));
    let kind = if preamble.proposed {
        DecisionKind::Proposed
    } else {
        preamble.kind.unwrap_or_else(|| kind(text))
    };
    Decision {
        text: text.to_owned(),
        kind,
        body,
        source: reading.source(paragraph.tokens.clone()),
    }
}

/// A body's name as it is written elsewhere: the meeting's own name where it says but `Nämnden`, or stands in capitals.
fn in_ordinary_writing(name: &str, meeting_body: Option<&str>) -> String {
    if let Some(known) = vocabulary::named_by_letters(name) {
        return known.to_owned();
    }
    let folded = vocabulary::fold(name);
    let general = BODY_ENDINGS.iter().any(|ending| ending.is(&folded));
    let capitals = !name.chars().any(char::is_lowercase);
    if !general && !capitals {
        return name.to_owned();
    }
    let own = meeting_body.filter(|meeting| sheets::same_body(name, meeting));
    own.map_or_else(|| sheets::ordinary(name), str::to_owned)
}

#[cfg(test)]
mod tests;
