//! What kind of decision a text is.

use std::sync::LazyLock;

use crate::record::DecisionKind;
use crate::vocabulary::{self, DECISION_VERBS, PROPOSING};

/// What kind of decision a text is: proposals to another body first, then what ends or delays the matter, then the verb
/// that stands first.
pub fn kind(text: &str) -> DecisionKind {
    let folded = vocabulary::fold(text);
    let begin: String = folded.split(' ').take(8).collect::<Vec<_>>().join(" ");
    if PROPOSING.iter().any(|phrase| contains_phrase(&begin, phrase.folded())) {
        return DecisionKind::Proposed;
    }
    let spaces = folded.match_indices(' ').map(|(at, _)| at + 1);
    let words: Vec<usize> = [0].into_iter().chain(spaces).collect();
    let found = VERBS.iter().filter_map(|verb| {
        let at = words.iter().find(|&&at| verb.stands_at(&folded, at))?;
        Some((rank(verb.kind), *at, verb.kind))
    });
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

/// A verb of a decision, folded.
pub struct Verb {
    kind: DecisionKind,
    pub folded: String,
    /// Whether it is no mere beginning of a word.
    whole: bool,
}

/// All verbs of decisions.
pub static VERBS: LazyLock<Vec<Verb>> = LazyLock::new(|| {
    let all = DECISION_VERBS.iter().flat_map(|(kind, verbs)| {
        verbs.iter().map(|verb| Verb {
            kind: *kind,
            folded: vocabulary::fold(verb),
            whole: verb.ends_with('|'),
        })
    });
    all.collect()
});

impl Verb {
    /// Whether folded text begins with it.
    pub fn begins(&self, folded: &str) -> bool {
        self.stands_at(folded, 0)
    }

    /// Whether it stands in folded text where a word begins: `godkann` in `godkanner`.
    pub fn stands_at(&self, folded: &str, at: usize) -> bool {
        // Most words are told by their first letter.
        if folded.as_bytes().get(at) != self.folded.as_bytes().first() {
            return false;
        }
        let behind = folded[at..].strip_prefix(self.folded.as_str());
        behind.is_some_and(|rest| !self.whole || rest.is_empty() || rest.starts_with(' '))
    }
}

/// What kind of decision the beginning of a sentence is. Further on, such words tell of something else.
pub fn kind_at_beginning(text: &str) -> DecisionKind {
    kind(&text.split(' ').take(VERB_OF_ITS_OWN).collect::<Vec<_>>().join(" "))
}

/// A sentence that decides says so within so many words.
const VERB_OF_ITS_OWN: usize = 14;

/// Where words of folded text begin so.
fn starts_of<'a>(folded: &'a str, phrase: &'a str) -> impl Iterator<Item = usize> + 'a {
    let found = folded.match_indices(phrase).map(|(at, _)| at);
    found.filter(|&at| at == 0 || folded.as_bytes()[at - 1] == b' ')
}

pub fn contains_phrase(folded: &str, phrase: &str) -> bool {
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
