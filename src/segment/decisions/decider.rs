//! Who decides in a sentence.

use std::sync::LazyLock;

use crate::dates;
use crate::segment::sheets;
use crate::vocabulary::{
    self, DECIDING_VERBS, FoldedWords, INVERTED_VERBS, OUTSIDE_AUTHORITIES, PhraseIndex, SURE_VERBS,
};

/// Who decides in a sentence.
pub struct Decider {
    /// As the sentence names it.
    name: String,
    /// Whether it tells of an earlier meeting: `Kommunfullmäktige beslutade 1995-06-26, § 71, att …`.
    earlier: bool,
}

impl Decider {
    /// Whether it is the meeting's own body, deciding now.
    pub fn is_of(&self, body: Option<&str>) -> bool {
        !self.earlier && body.is_none_or(|body| sheets::same_body(&self.name, body))
    }
}

/// Who decides by the words of a sentence: the body that it begins with, or one right behind the verb (`Härefter beslutar
/// kommunstyrelsen`).
pub fn decider(words: &[&str]) -> Option<Decider> {
    let (name, verb) = leading(words).map_or_else(|| following(words), |(name, count)| Some((name, count)))?;
    let around = words[..words.len().min(verb + EARLIER)].join(" ");
    // "Kommunfullmäktige utser för tiden 1978-01-01 – 1979-12-31 …" is of now.
    let present = words[verb].ends_with('r');
    let earlier = !present && (!dates::find(&around).is_empty() || around.contains('§'));
    Some(Decider { name, earlier })
}

/// A date or the sign of an item so many words behind the verb tells of an earlier decision.
const EARLIER: usize = 7;
/// A verb before its body stands no further from the beginning of the sentence, in words.
const LEAD: usize = 14;

/// The body that stands right behind a verb that surely decides, and where the verb stands.
pub fn following(words: &[&str]) -> Option<(String, usize)> {
    let words = &words[..words.len().min(LEAD)];
    let folded = FoldedWords::of(words);
    (1..words.len().saturating_sub(1)).find_map(|at| {
        let mut verbs = SURE_VERBS.iter().chain(INVERTED_VERBS.iter());
        let behind = at + verbs.find(|verb| verb.stands_at(&folded, at))?.words();
        (!vocabulary::ends_sentence_inside(&words[..=at].join(" "))).then_some(())?;
        (1..=4usize).find_map(|length| {
            let name = words.get(behind..behind + length)?.join(" ");
            let name = name.trim_end_matches([',', '.', ':']).to_owned();
            vocabulary::is_body_name(&name).then_some((name, at))
        })
    })
}

/// Whether a sentence begins with what an authority outside the municipality does: `Mark- och miljödomstolen avslår …`, but not
/// what is asked of it (`Länsstyrelsen anmodas …`).
pub fn is_of_outside(words: &[&str]) -> bool {
    const LONGEST_NAME: usize = 4;
    let is_authority = |word: &&str| {
        let folded = vocabulary::fold(word);
        OUTSIDE_AUTHORITIES.iter().any(|end| folded.ends_with(end))
    };
    let name = words.iter().take(LONGEST_NAME).position(is_authority);
    name.and_then(|at| words.get(at + 1))
        .is_some_and(|verb| verb.ends_with(['r', 'e']))
}

/// The verbs behind the name of a body.
static DECIDES_NEXT: LazyLock<PhraseIndex> = LazyLock::new(|| {
    let verbs = DECIDING_VERBS.iter().enumerate();
    PhraseIndex::of(verbs.map(|(at, verb)| (verb.folded(), at)))
});

/// The name of the body that a sentence says decides.
pub fn leading_body(words: &[&str]) -> Option<String> {
    leading(words).map(|(name, _)| name)
}

/// The body that a sentence begins with and says to decide, and the number of words of its name: there stands the verb.
pub fn leading(words: &[&str]) -> Option<(String, usize)> {
    let folded = FoldedWords::of(&words[..words.len().min(7)]);
    let active = |count: usize| !words[count].trim_end_matches(['.', ':', ',']).ends_with('s');
    let count = (1..words.len().min(7))
        .find(|&count| active(count) && DECIDES_NEXT.standing_at(&folded, count).next().is_some())?;
    let name = words[..count].join(" ");
    (!is_of_outside(words) && !vocabulary::is_genitive(&name) && vocabulary::is_body_name(&name))
        .then_some((name, count))
}
