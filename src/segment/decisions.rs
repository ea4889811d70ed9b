//! Decisions, one by one, each with its kind and the body that decides.

use super::Reading;
use super::paragraphs::{Mark, Paragraph};
use super::sections::Part;
use super::sheets;
use crate::record::{Decision, DecisionKind, SectionKind};
use crate::vocabulary::{self, CARRIED, DECIDING_VERBS, DECISION_VERBS, FoldedWords, PROPOSING, SURE_VERBS};

/// The decisions of an item: from its decision sections and from what its body proposes to another one; else from a
/// proposal that the text says was carried; else from the sentences of a narrative that decide.
pub(super) fn decisions(reading: Reading<'_>, parts: &[Part], body: Option<&str>) -> Vec<Decision> {
    let own = parts
        .iter()
        .filter(|part| part.kind == SectionKind::Decision || proposes_onward(part, body));
    let mut found: Vec<Decision> = own.flat_map(|part| of_part(reading, part, body)).collect();
    if found.is_empty() && carried(parts) {
        let proposals = parts.iter().filter(|part| part.kind == SectionKind::Proposal);
        let decided = proposals.flat_map(|part| of_part(reading, part, body));
        found = decided
            .filter(|decision| decision.kind != DecisionKind::Proposed || decides(&decision.text))
            .collect();
    }
    if found.is_empty() {
        let narrative = parts
            .iter()
            .filter(|part| is_narrative(part))
            .flat_map(|part| &part.paragraphs);
        let deciding = narrative.filter(|paragraph| is_decision_of_its_own(paragraph));
        let preamble = Preamble {
            body: None,
            proposed: false,
            open: false,
        };
        found = deciding
            .map(|paragraph| decision(reading, paragraph, &preamble, body))
            .collect();
    }
    found
}

/// Whether a part holds what the meeting's own body proposes to another: `Kommunstyrelsen föreslår kommunfullmäktige`.
fn proposes_onward(part: &Part, meeting_body: Option<&str>) -> bool {
    let own = part.body.as_deref().zip(meeting_body).is_some_and(|(body, meeting)| {
        let nominative = body.trim_end_matches(['s', 'S']);
        [body, nominative].iter().any(|name| sheets::same_body(name, meeting))
    });
    part.kind == SectionKind::Proposal && own && (names_doer(part) || names_receiver(part))
}

/// Whether the heading of a part says for whom something is proposed: `Arbetsutskottets förslag till kommunstyrelsen`.
fn names_receiver(part: &Part) -> bool {
    let heading = part.heading.as_deref().map(vocabulary::fold).unwrap_or_default();
    ["till kommunfullmaktige", "till kommunstyrelsen", "i kommunfullmaktige"]
        .iter()
        .any(|end| heading.ends_with(end))
}

/// Whether the heading of a part says who does something (`Kommunstyrelsen beslutar`), not whose something is
/// (`Kommunstyrelsens beslut`).
fn names_doer(part: &Part) -> bool {
    part.body
        .as_deref()
        .is_some_and(|body| !vocabulary::fold(body).ends_with('s'))
}

fn is_narrative(part: &Part) -> bool {
    matches!(
        part.kind,
        SectionKind::Other | SectionKind::Background | SectionKind::Proceedings | SectionKind::Summary
    )
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

fn of_part(reading: Reading<'_>, part: &Part, meeting_body: Option<&str>) -> Vec<Decision> {
    let doer = names_doer(part);
    let mut preamble = Preamble {
        body: part.body.clone().filter(|_| doer),
        proposed: (doer || names_receiver(part)) && part.kind == SectionKind::Proposal,
        open: true,
    };
    let mut found: Vec<Decision> = Vec::new();
    for paragraph in &part.paragraphs {
        if let Some(next) = Preamble::of(paragraph) {
            preamble = next;
        } else if preamble.open || found.is_empty() || names_decider(paragraph) || decides_anew(&found, paragraph) {
            let listed = paragraph.mark != Mark::None;
            found.push(decision(reading, paragraph, &preamble, meeting_body));
            preamble.open = listed && preamble.open;
        } else if let Some(last) = found.last_mut() {
            last.text = format!("{}\n{}", last.text, paragraph.text);
            let tokens = paragraph.tokens.clone();
            if let (Some(source), Some(more)) = (last.source.as_mut(), reading.source(tokens)) {
                super::extend_source(source, more);
            }
        }
    }
    found
}

/// What stands above the clauses of a decision: `Kommunstyrelsen föreslår kommunfullmäktige besluta`.
struct Preamble {
    body: Option<String>,
    proposed: bool,
    /// Whether the clauses below it are decisions of their own, not parts of the one before.
    open: bool,
}

impl Preamble {
    fn of(paragraph: &Paragraph) -> Option<Self> {
        let words: Vec<&str> = paragraph.text.split(' ').collect();
        let last = vocabulary::fold(&words[words.len().saturating_sub(2)..].join(" "));
        let folded = vocabulary::fold(&paragraph.text);
        let opens = [
            "besluta",
            "beslutar",
            "beslutat",
            "besluta att",
            "beslutar att",
            "beslutar foljande",
            "besluta foljande",
            "att besluta",
        ];
        let opens = opens
            .iter()
            .any(|end| last == *end || last.ends_with(&format!(" {end}")));
        // "Till ledamöter utses:" is the decision, and the names below it are part of it.
        let colon = paragraph.text.ends_with(':')
            && !decided_before_colon(&folded)
            && (opens || kind(&paragraph.text) != DecisionKind::Elected);
        let clause = paragraph.mark == Mark::None && words.len() <= 25;
        (clause && (opens || colon)).then(|| Self {
            body: leading_body(&words),
            proposed: PROPOSING.iter().any(|phrase| contains_phrase(&folded, phrase.folded())),
            open: true,
        })
    }
}

/// Whether a sentence that ends in a colon has decided something already, and the list below it is part of that.
fn decided_before_colon(folded: &str) -> bool {
    let after = ["beslutar att", "besluta att"]
        .iter()
        .find_map(|verb| folded.split_once(verb).map(|(_, rest)| rest));
    after.is_some_and(|rest| rest.split_whitespace().count() > 2)
}

/// The name of the body that a sentence says decides.
fn leading_body(words: &[&str]) -> Option<String> {
    let folded = FoldedWords::of(&words[..words.len().min(7)]);
    let count =
        (1..words.len().min(7)).find(|&count| DECIDING_VERBS.iter().any(|verb| verb.stands_at(&folded, count)))?;
    let name = words[..count].join(" ");
    (!vocabulary::fold(&name).ends_with('s') && vocabulary::is_body_name(&name)).then_some(name)
}

/// Whether a paragraph begins with the body that decides: `Nämnden ger förvaltningen i uppdrag …`.
fn names_decider(paragraph: &Paragraph) -> bool {
    paragraph.mark == Mark::None && leading_body(&paragraph.text.split(' ').collect::<Vec<_>>()).is_some()
}

/// Whether a sentence below others does something of its own: `Kommundirektören får i uppdrag att …`. What a colon has
/// opened goes on.
fn decides_anew(found: &[Decision], paragraph: &Paragraph) -> bool {
    let closed = found.last().is_some_and(|last| last.text.ends_with('.'));
    let sentence = paragraph.text.ends_with('.') && paragraph.text.starts_with(char::is_uppercase);
    closed && sentence && paragraph.mark == Mark::None && kind(&paragraph.text) != DecisionKind::Other
}

/// Whether a paragraph of running text decides something by itself: `Direktionen beslutade att godkänna kallelsen`.
fn is_decision_of_its_own(paragraph: &Paragraph) -> bool {
    let words: Vec<&str> = paragraph.text.split(' ').collect();
    let folded = FoldedWords::of(&words[..words.len().min(8)]);
    let verb = (0..words.len().min(8)).any(|at| SURE_VERBS.iter().any(|verb| verb.stands_at(&folded, at)));
    paragraph.mark == Mark::None && verb && leading_body(&words).is_some()
}

fn decision(reading: Reading<'_>, paragraph: &Paragraph, preamble: &Preamble, meeting_body: Option<&str>) -> Decision {
    let text = paragraph.unmarked();
    let words: Vec<&str> = text.split(' ').collect();
    // A proposal to another body is what the meeting's own body decides.
    let named = leading_body(&words)
        .filter(|_| !preamble.proposed)
        .or_else(|| preamble.body.clone());
    let body = named
        .map(|name| in_ordinary_writing(name, meeting_body))
        .or_else(|| meeting_body.map(str::to_owned));
    let kind = if preamble.proposed {
        DecisionKind::Proposed
    } else {
        kind(text)
    };
    Decision {
        text: text.to_owned(),
        kind,
        body,
        source: reading.source(paragraph.tokens.clone()),
    }
}

/// A body's name that stands in capitals, as it is written elsewhere: the meeting's own, where it means that.
fn in_ordinary_writing(name: String, meeting_body: Option<&str>) -> String {
    if name.chars().any(char::is_lowercase) {
        return name;
    }
    let own = meeting_body.filter(|meeting| sheets::same_body(&name, meeting));
    own.map_or_else(|| sheets::ordinary(&name), str::to_owned)
}

/// What kind of decision a text is: proposals to another body first, then what ends or delays the matter, then the verb
/// that stands first.
fn kind(text: &str) -> DecisionKind {
    let folded = vocabulary::fold(text);
    let begin: String = folded.split(' ').take(8).collect::<Vec<_>>().join(" ");
    if PROPOSING.iter().any(|phrase| contains_phrase(&begin, phrase.folded())) {
        return DecisionKind::Proposed;
    }
    let found = DECISION_VERBS
        .iter()
        .flat_map(|(kind, verbs)| verbs.iter().map(move |verb| (*kind, verb)));
    let found = found.filter_map(|(kind, verb)| position_of(&folded, verb).map(|at| (rank(kind), at, kind)));
    found
        .min_by_key(|(rank, at, _)| (*rank, *at))
        .map_or(DecisionKind::Other, |(.., kind)| kind)
}

/// What ends or delays a matter goes before what else the text says.
fn rank(kind: DecisionKind) -> u8 {
    use DecisionKind::{Answered, Postponed, ReferredBack};
    match kind {
        ReferredBack | Postponed => 0,
        Answered => 1,
        _ => 2,
    }
}

/// Where the beginning of a word or phrase stands in folded text (`godkann` in `godkanner`); one that ends in `|` is whole.
fn position_of(folded: &str, phrase: &str) -> Option<usize> {
    let whole = phrase.ends_with('|');
    let phrase = vocabulary::fold(phrase);
    starts_of(folded, &phrase)
        .find(|at| !whole || matches!(folded.as_bytes().get(at + phrase.len()), None | Some(b' ')))
}

/// Where words of folded text begin so.
fn starts_of<'a>(folded: &'a str, phrase: &'a str) -> impl Iterator<Item = usize> + 'a {
    let found = folded.match_indices(phrase).map(|(at, _)| at);
    found.filter(|&at| at == 0 || folded.as_bytes()[at - 1] == b' ')
}

fn contains_phrase(folded: &str, phrase: &str) -> bool {
    starts_of(folded, phrase).next().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kind_is_what_the_decision_does() {
        use DecisionKind::*;
        for (text, expected) in [
            ("e-nämnden beslutar att lägga informationen till handlingarna.", Noted),
            (
                "Nämnden godkänner redovisningen och lägger rapporten till handlingarna.",
                Approved,
            ),
            ("att fastställa sammanträdesordning för 2022", Adopted),
            (
                "Kommunfullmäktige beslutar att utse Anna Berg (S) till ordförande.",
                Elected,
            ),
            ("Ärendet bordläggs till sammanträdet den 20 mars 2024.", Postponed),
            (
                "Motionen anses besvarad med hänvisning till att den avslås i övrigt.",
                Answered,
            ),
            (
                "Kommunstyrelsen föreslår kommunfullmäktige besluta att anta planen.",
                Proposed,
            ),
            ("Motionen avslås.", Rejected),
            ("Ärendet återremitteras för att godkännas senare.", ReferredBack),
            ("Förvaltningen får i uppdrag att utreda frågan.", Tasked),
            ("Förstudien samordnas av nämnden.", Other),
        ] {
            assert_eq!(kind(text), expected, "{text}");
        }
    }
}
