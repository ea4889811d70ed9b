//! Decisions, one by one, each with its kind and the body that decides.

use super::Reading;
use super::paragraphs::{Mark, Paragraph};
use super::sections::Part;
use crate::record::{Decision, DecisionKind, SectionKind};
use crate::vocabulary::{self, CARRIED, DECIDING_VERBS, DECISION_VERBS, PROPOSING};

/// The decisions of an item: from its decision sections, or from a proposal that the text says was carried.
pub(super) fn decisions(reading: Reading<'_>, parts: &[Part], body: Option<&str>) -> Vec<Decision> {
    let own = parts.iter().filter(|part| part.kind == SectionKind::Decision);
    let mut found: Vec<Decision> = own.flat_map(|part| of_part(reading, part, body)).collect();
    if found.is_empty() && carried(parts) {
        let proposals = parts.iter().filter(|part| part.kind == SectionKind::Proposal);
        let decided = proposals.flat_map(|part| of_part(reading, part, body));
        found = decided
            .filter(|decision| decision.kind != DecisionKind::Proposed || decides(&decision.text))
            .collect();
    }
    found
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
            CARRIED.iter().any(|phrase| contains_phrase(&folded, phrase))
        })
}

/// Whether a text says of itself that it decides.
fn decides(text: &str) -> bool {
    let folded = vocabulary::fold(text);
    contains_phrase(&folded, "beslutar")
}

fn of_part(reading: Reading<'_>, part: &Part, meeting_body: Option<&str>) -> Vec<Decision> {
    let verb = part
        .heading
        .as_deref()
        .is_some_and(|heading| !vocabulary::fold(heading).ends_with("beslut"));
    let mut preamble = Preamble {
        body: part.body.clone().filter(|_| verb),
        proposed: false,
        open: true,
    };
    let mut found: Vec<Decision> = Vec::new();
    for paragraph in &part.paragraphs {
        if let Some(next) = Preamble::of(paragraph) {
            preamble = next;
        } else if preamble.open || found.is_empty() || is_decision_of_its_own(paragraph) {
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
        let colon = paragraph.text.ends_with(':') && !decided_before_colon(&folded);
        let clause = paragraph.mark == Mark::None && words.len() <= 25;
        (clause && (opens || colon)).then(|| Self {
            body: leading_body(&words),
            proposed: PROPOSING.iter().any(|phrase| contains_phrase(&folded, phrase)),
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
    let count = (1..=6.min(words.len().saturating_sub(1))).find(|&count| {
        DECIDING_VERBS
            .iter()
            .any(|verb| vocabulary::matches(words[count], verb))
    })?;
    let name = words[..count].join(" ");
    (!vocabulary::fold(&name).ends_with('s') && vocabulary::is_body_name(&name)).then_some(name)
}

/// Whether a paragraph of running text decides something by itself.
fn is_decision_of_its_own(paragraph: &Paragraph) -> bool {
    let words: Vec<&str> = paragraph.text.split(' ').take(8).collect();
    let folded = vocabulary::fold(&words.join(" "));
    paragraph.mark == Mark::None && leading_body(&words).is_some() && contains_phrase(&folded, "beslutar")
}

fn decision(reading: Reading<'_>, paragraph: &Paragraph, preamble: &Preamble, meeting_body: Option<&str>) -> Decision {
    let text = match paragraph.mark {
        Mark::Number | Mark::Bullet => paragraph.unmarked(),
        Mark::None | Mark::Att => &paragraph.text,
    };
    let words: Vec<&str> = text.split(' ').collect();
    let body = leading_body(&words)
        .or_else(|| preamble.body.clone())
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

/// What kind of decision a text is: proposals to another body first, then what ends or delays the matter, then the verb
/// that stands first.
fn kind(text: &str) -> DecisionKind {
    let folded = vocabulary::fold(text);
    let begin: String = folded.split(' ').take(8).collect::<Vec<_>>().join(" ");
    if PROPOSING.iter().any(|phrase| contains_phrase(&begin, phrase)) {
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

/// Where a phrase stands in folded text, from the beginning of a word; a word of the phrase may be continued (`godkann` in
/// `godkanner`).
fn position_of(folded: &str, phrase: &str) -> Option<usize> {
    let phrase = vocabulary::fold(phrase);
    folded
        .match_indices(&phrase)
        .map(|(at, _)| at)
        .find(|&at| at == 0 || folded.as_bytes()[at - 1] == b' ')
}

fn contains_phrase(folded: &str, phrase: &str) -> bool {
    position_of(folded, phrase).is_some()
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
