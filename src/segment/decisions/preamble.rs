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
        let lead = Lead {
            words: paragraph.text.split(' ').collect(),
            folded: vocabulary::fold(&paragraph.text),
            ends: paragraph.text.ends_with('.'),
            paragraph,
            next,
        };
        if told::takes_note(&lead.folded) {
            return None;
        }
        let opens = lead.opens();
        let clauses = next.is_some_and(|next| next.mark == Mark::Att);
        // "Kommunstyrelsen" above "1. godkänner …".
        let body_alone = told::names_doer_alone(paragraph, next);
        let (leads, offices) = (lead.leads(), lead.elects_to_offices());
        let elects = offices || lead.elects();
        // "Kommunstyrelsen ger ombudet i uppdrag" above "att rösta för …".
        let tasks = lead.folded.ends_with(" i uppdrag") && clauses;
        let clause = match paragraph.mark {
            Mark::None => lead.words.len() <= LONGEST_LEAD,
            // "att föreslå kommunfullmäktige besluta" above "att anta planen".
            Mark::Att => opens && clauses,
            _ => false,
        };
        let found = opens || lead.opens_with_colon(opens) || leads || body_alone || elects || tasks;
        (clause && found).then(|| Self {
            kind: (elects || tasks || leads && lead.is_election()).then(|| kind(&paragraph.text)),
            body: leading_body(&lead.words)
                .or_else(|| following(&lead.words).filter(|_| offices).map(|(body, _)| body))
                .or_else(|| body_alone.then(|| paragraph.text.clone())),
            proposed: PROPOSING
                .iter()
                .any(|phrase| contains_phrase(&lead.folded, phrase.folded())),
            clauses: Clauses::Expected,
        })
    }
}

/// Most words of what stands above clauses.
const LONGEST_LEAD: usize = 25;

/// A paragraph that may open clauses, and the one below it.
struct Lead<'a> {
    paragraph: &'a Paragraph,
    words: Vec<&'a str>,
    folded: String,
    /// Whether it ends in a full stop.
    ends: bool,
    next: Option<&'a Paragraph>,
}

impl Lead<'_> {
    /// Whether it ends in a verb, or has words, that open clauses.
    fn opens(&self) -> bool {
        let last = vocabulary::fold(&self.words[self.words.len().saturating_sub(2)..].join(" "));
        let decides = || vocabulary::contains_phrase(&self.paragraph.text, &DECIDES);
        let numbered = self.next.is_some_and(|next| next.mark == Mark::Number);
        // "Kommunstyrelsen beslutade för egen del, under förutsättning av kommunfullmäktiges beslut, följande."
        let follows = self.folded.ends_with(FOLLOWING) && (numbered || decides());
        // "Nämnden beslutar för egen del följande, under förutsättning av fullmäktiges beslut." above "2. Taxan fastställs."
        let within = || self.folded.split(' ').any(|word| word == FOLLOWING) || last.ends_with(" att");
        let verb = OPENS_CLAUSES
            .iter()
            .any(|end| last == *end || last.ends_with(&format!(" {end}")));
        // "Nämnden godkänner planen för egen del." is the decision.
        let decided = || self.ends && !numbered && decides_with_verb(&self.words);
        (verb || follows || numbered && decides() && within()) && !decided()
    }

    /// "Till ledamöter utses:" is the decision, and the names below it are part of it.
    fn opens_with_colon(&self, opens: bool) -> bool {
        let text = &self.paragraph.text;
        text.ends_with(':')
            && !decided_before_colon(&self.folded)
            && (opens
                || !decides_with_verb(&self.words)
                    && !matches!(kind(text), DecisionKind::Elected | DecisionKind::Noted))
    }

    /// "Nämnden förelägger bolaget, med stöd av 26 kap. 9 § miljöbalken," above "a) att …", "Styrelsen beslutar under
    /// förutsättning av fullmäktiges beslut" above "Uppdra åt direktören …".
    fn leads(&self) -> bool {
        let clause = |next: &Paragraph| {
            let clause = ["att ", "till "].iter().any(|word| next.unmarked().starts_with(word));
            clause || begins_with_infinitive(next.unmarked())
        };
        let mut verbs = DECIDING_VERBS.iter();
        !self.ends
            && !self.folded.contains(" att ")
            && self.next.is_some_and(clause)
            && verbs.any(|verb| contains_phrase(&self.folded, verb.folded()))
    }

    fn is_election(&self) -> bool {
        self.folded.split(' ').any(|word| ELECTING.contains(&word))
    }

    /// "Nämnden utser för tiden till och med 2014" above "1. Rut Ek (S) till ledamot i miljönämnden".
    fn elects(&self) -> bool {
        let elected = |next: &Paragraph| {
            let listed = next.mark != Mark::None && names_elected(next.unmarked());
            // "Nämnden utser följande ombud" above "• Ekbolaget AB: Rut Ek (S), ersättare Bo Lo (M)".
            let bullets = next.mark == Mark::Bullet && !self.paragraph.text.ends_with(':');
            // "Nämnden utser" above "Rut Ek (S) till kontaktpolitiker" and more of that, without marks.
            let unmarked = self.words.len() <= SHORT_LEAD && names_elected(&next.text);
            listed || unmarked || bullets && !people::persons(next.unmarked()).is_empty()
        };
        self.is_election() && !self.ends && self.next.is_some_and(elected)
    }

    /// "På förslag av valberedningen väljer kommunfullmäktige följande:" above "Ersättare i socialnämnden  Bo Ek (S)".
    fn elects_to_offices(&self) -> bool {
        let offices = self.next.is_some_and(|next| names_office(&next.text));
        offices && self.is_election() && !self.ends && following(&self.words).is_some()
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
