//! What stands above the clauses of a decision.

use super::decider::{following, leading_body};
use super::kind::{VERBS, contains_phrase, kind};
use super::{names_elected, names_office, told};
use crate::record::DecisionKind;
use crate::segment::paragraphs::{Mark, Paragraph};
use crate::segment::{people, sheets};
use crate::vocabulary::{self, DECIDES, DECIDING_TO, DECIDING_VERBS, ELECTING, FOLLOWING, OPENS_CLAUSES, PROPOSING};

/// What stands above the clauses of a decision: `Kommunstyrelsen föreslår kommunfullmäktige besluta`.
pub struct Preamble {
    /// The body that they say decides.
    pub body: Option<String>,
    /// Whether they are proposed to another body.
    pub proposed: bool,
    /// What kind its clauses are, where it has their verb: `Till ledamöter väljs`.
    pub kind: Option<DecisionKind>,
    /// How far its clauses have come.
    pub clauses: Clauses,
}

/// How far the clauses below a preamble have come.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Clauses {
    /// They begin with the next paragraph.
    Expected,
    /// They are entries of a list with such marks.
    Listed(Mark),
    /// The last one holds a list with such marks.
    Inside(Mark),
    /// They are sentences.
    Sentences,
    /// They have ended: something else is told.
    Ended,
}

/// Most words of a lead that says no more than that a body elects.
const SHORT_LEAD: usize = 4;

impl Preamble {
    /// What stands above sentences that nothing leads to.
    pub fn none() -> Self {
        Self {
            body: None,
            proposed: false,
            kind: None,
            clauses: Clauses::Expected,
        }
    }

    /// Whether it says that the meeting's own body decides.
    pub fn is_of(&self, body: Option<&str>) -> bool {
        let named = self.body.as_deref();
        named.is_some_and(|named| body.is_none_or(|body| sheets::same_body(named, body)))
    }

    /// A paragraph that opens clauses; `next` is the one below it.
    pub fn of(paragraph: &Paragraph, next: Option<&Paragraph>) -> Option<Self> {
        let words: Vec<&str> = paragraph.text.split(' ').collect();
        let last = vocabulary::fold(&words[words.len().saturating_sub(2)..].join(" "));
        let folded = vocabulary::fold(&paragraph.text);
        if told::takes_note(&folded) {
            return None;
        }
        let decides = || vocabulary::contains_phrase(&paragraph.text, &DECIDES);
        let numbered = next.is_some_and(|next| next.mark == Mark::Number);
        // "Kommunstyrelsen beslutade för egen del, under förutsättning av kommunfullmäktiges beslut, följande."
        let follows = folded.ends_with(FOLLOWING) && (numbered || decides());
        // "Nämnden beslutar för egen del följande, under förutsättning av fullmäktiges beslut." above "2. Taxan fastställs."
        let within = || folded.split(' ').any(|word| word == FOLLOWING) || last.ends_with(" att");
        let opens = OPENS_CLAUSES
            .iter()
            .any(|end| last == *end || last.ends_with(&format!(" {end}")))
            || follows
            || numbered && decides() && within();
        // "Nämnden godkänner planen för egen del." is the decision.
        let opens = opens && (numbered || !paragraph.text.ends_with('.') || !decides_with_verb(&words));
        let clauses = next.is_some_and(|next| next.mark == Mark::Att);
        // "Till ledamöter utses:" is the decision, and the names below it are part of it.
        let colon = paragraph.text.ends_with(':')
            && !decided_before_colon(&folded)
            && (opens || !decides_with_verb(&words) && kind(&paragraph.text) != DecisionKind::Elected);
        // "Nämnden förelägger bolaget, med stöd av 26 kap. 9 § miljöbalken," above "a) att …", "Styrelsen beslutar under
        // förutsättning av fullmäktiges beslut" above "Uppdra åt direktören …".
        let leads = !paragraph.text.ends_with('.')
            && !folded.contains(" att ")
            && next.is_some_and(|next| {
                let clause = ["att ", "till "].iter().any(|word| next.unmarked().starts_with(word));
                clause || begins_with_infinitive(next.unmarked())
            })
            && DECIDING_VERBS
                .iter()
                .any(|verb| contains_phrase(&folded, verb.folded()));
        // "Kommunstyrelsen" above "1. godkänner …".
        let body_alone = told::names_doer_alone(paragraph, next);
        // "Nämnden utser för tiden till och med 2014" above "1. Rut Ek (S) till ledamot i miljönämnden".
        let electing = folded.split(' ').any(|word| ELECTING.contains(&word));
        let elects = electing
            && !paragraph.text.ends_with('.')
            && next.is_some_and(|next| {
                let listed = next.mark != Mark::None && names_elected(next.unmarked());
                // "Nämnden utser följande ombud" above "• Ekbolaget AB: Rut Ek (S), ersättare Bo Lo (M)".
                let bullets = next.mark == Mark::Bullet && !paragraph.text.ends_with(':');
                // "Nämnden utser" above "Rut Ek (S) till kontaktpolitiker" and more of that, without marks.
                let unmarked = words.len() <= SHORT_LEAD && names_elected(&next.text);
                listed || unmarked || bullets && !people::persons(next.unmarked()).is_empty()
            });
        // "På förslag av valberedningen väljer kommunfullmäktige följande:" above "Ersättare i socialnämnden  Bo Ek (S)".
        let offices = electing
            && !paragraph.text.ends_with('.')
            && following(&words).is_some()
            && next.is_some_and(|next| names_office(&next.text));
        let elects = elects || offices;
        // "Kommunstyrelsen ger ombudet i uppdrag" above "att rösta för …".
        let tasks = folded.ends_with(" i uppdrag") && clauses;
        let clause = match paragraph.mark {
            Mark::None => words.len() <= 25,
            // "att föreslå kommunfullmäktige besluta" above "att anta planen".
            Mark::Att => opens && clauses,
            _ => false,
        };
        (clause && (opens || colon || leads || body_alone || elects || tasks)).then(|| Self {
            kind: (elects || tasks || leads && electing).then(|| kind(&paragraph.text)),
            body: leading_body(&words)
                .or_else(|| following(&words).filter(|_| offices).map(|(body, _)| body))
                .or_else(|| body_alone.then(|| paragraph.text.clone())),
            proposed: PROPOSING.iter().any(|phrase| contains_phrase(&folded, phrase.folded())),
            clauses: Clauses::Expected,
        })
    }
}

/// Whether a sentence decides by its verb (`godkänns`, `utser`), not only by a noun (`med bifall till`, `avslag`).
fn decides_with_verb(words: &[&str]) -> bool {
    words.iter().take(8).enumerate().any(|(at, word)| {
        let folded = vocabulary::fold(word);
        let finite = folded.ends_with(['r', 's']) && !folded.ends_with("beslutar");
        // "Fastställa dagordningen med följande ändringar:" is a clause without its "att".
        let infinitive = at == 0 && folded.ends_with('a');
        (finite || infinitive) && is_decision_verb(&folded)
    })
}

/// Whether a word begins as one that says what a decision does.
fn is_decision_verb(folded: &str) -> bool {
    VERBS
        .iter()
        .filter(|verb| !verb.folded.contains(' '))
        .any(|verb| verb.begins(folded))
}

/// Whether a clause without its "att" begins a text: `Uppdra åt direktören …`.
pub fn begins_with_infinitive(text: &str) -> bool {
    let first = vocabulary::fold(text.split(' ').next().unwrap_or_default());
    text.starts_with(char::is_uppercase) && first.ends_with('a') && is_decision_verb(&first)
}

/// Whether a sentence that ends in a colon has decided something already, and the list below it is part of that.
fn decided_before_colon(folded: &str) -> bool {
    let after = DECIDING_TO
        .iter()
        .find_map(|verb| folded.split_once(verb).map(|(_, rest)| rest));
    after.is_some_and(|rest| rest.split_whitespace().count() > 2)
}
