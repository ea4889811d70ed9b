//! Names that no list has, from the parts that Swedish names are made of (`Klar-häll`, `Älme-boda-ryd`).

use super::candidates::Candidate;
use super::channel::Channel;
use super::language::{CAPITAL_START, Language, UNLISTED};
use super::place::Place;

/// Nats in a step of a part's cost.
const STEP: f32 = 0.08;
/// The steps of what never stands there.
const NEVER: u64 = 255;
/// Greatest cost of the channel: what is read otherwise is no evidence of a name that no list has.
const NEAR: f32 = 3.0;
/// Most parts of a name.
const MOST_PARTS: usize = 3;
/// What a third part costs besides itself, and the s before a part.
const THIRD: f32 = 2.3;
const LINK: f32 = 2.0;
/// What the s of the genitive costs.
const GENITIVE: f32 = 2.0;
/// Cost of one of two ways: a name is made of parts, or its letters tell all.
pub const HALF: f32 = 0.7;
/// Names kept.
const MOST_NAMES: usize = 4;

/// The value of a part in the list of parts: its cost as the first and as a later part of a name, where it may be that.
pub fn name_part(first: Option<f32>, later: Option<f32>) -> u64 {
    let steps = |cost: Option<f32>| cost.map_or(NEVER, |cost| ((cost / STEP).round() as u64).min(NEVER - 1));
    steps(first) << 8 | steps(later)
}

fn cost(steps: u64) -> Option<f32> {
    (steps != NEVER).then_some(steps as f32 * STEP)
}

/// The likeliest names made of parts that the symbols may stand for.
pub fn names(language: &Language<'_>, channel: &Channel, symbols: &[u8]) -> Vec<Candidate> {
    let parts = parts(language, channel, symbols);
    let mut found = Vec::new();
    add_parts(symbols, &parts, 0, &Name::default(), &mut found);
    found.sort_by(|a, b| (a.channel + a.spelling).total_cmp(&(b.channel + b.spelling)));
    found.truncate(MOST_NAMES);
    for name in &mut found {
        let letters = language.spelling(&name.letters, CAPITAL_START);
        name.spelling = name.spelling.min(letters) + HALF;
    }
    found
}

/// A part that some of the symbols may stand for.
struct Part {
    letters: Vec<u8>,
    sources: Vec<u8>,
    /// Where it ends.
    end: usize,
    channel: f32,
    spelling: f32,
}

/// The parts that may begin at each of the symbols, where another ends.
fn parts(language: &Language<'_>, channel: &Channel, symbols: &[u8]) -> Vec<Vec<Part>> {
    let mut is_reached = vec![false; symbols.len()];
    let mut parts = Vec::with_capacity(symbols.len());
    for begin in 0..symbols.len() {
        let mut search = Search {
            language,
            channel,
            symbols,
            begin,
            letters: Vec::new(),
            sources: Vec::new(),
            found: Vec::new(),
        };
        if begin == 0 || is_reached[begin] {
            search.walk(begin, Place::root(&language.name_parts), 0.0);
        }
        for part in &search.found {
            let linked = symbols.get(part.end) == Some(&b's');
            for next in [Some(part.end), linked.then_some(part.end + 1)].into_iter().flatten() {
                if let Some(reached) = is_reached.get_mut(next) {
                    *reached = true;
                }
            }
        }
        parts.push(search.found);
    }
    parts
}

struct Search<'a, 'm> {
    language: &'a Language<'m>,
    channel: &'a Channel,
    symbols: &'a [u8],
    /// Where the part begins.
    begin: usize,
    letters: Vec<u8>,
    sources: Vec<u8>,
    found: Vec<Part>,
}

impl<'a> Search<'a, '_> {
    fn walk(&mut self, at: usize, place: Place<'a>, cost: f32) {
        if let Some(value) = place.word() {
            self.note(at, value, cost);
        }
        let (channel, symbols) = (self.channel, self.symbols);
        for rule in channel.rules(&symbols[at..]).filter(|rule| channel.may_spell(rule)) {
            if cost + rule.cost > NEAR {
                break;
            }
            if let Some(next) = place.behind(&self.language.name_parts, &rule.letters) {
                let length = self.letters.len();
                self.letters.extend_from_slice(&rule.letters);
                self.sources.resize(length + rule.letters.len(), at as u8);
                self.walk(at + rule.read.len(), next, cost + rule.cost);
                self.letters.truncate(length);
                self.sources.truncate(length);
            }
        }
    }

    fn note(&mut self, end: usize, value: u64, channel: f32) {
        if let Some(spelling) = cost(if self.begin == 0 { value >> 8 } else { value & 0xFF }) {
            self.found.push(Part {
                letters: self.letters.clone(),
                sources: self.sources.clone(),
                end,
                channel,
                spelling,
            });
        }
    }
}

/// The beginning of a name, and what it costs.
#[derive(Default)]
struct Name {
    letters: Vec<u8>,
    sources: Vec<u8>,
    parts: usize,
    channel: f32,
    spelling: f32,
}

impl Name {
    /// The name with some letters behind it.
    fn with(&self, letters: &[u8], sources: &[u8], channel: f32, spelling: f32) -> Self {
        Self {
            letters: [&self.letters, letters].concat(),
            sources: [&self.sources, sources].concat(),
            parts: self.parts,
            channel: self.channel + channel,
            spelling: self.spelling + spelling,
        }
    }

    fn candidate(self) -> Candidate {
        Candidate {
            letters: self.letters,
            sources: self.sources,
            word: UNLISTED,
            channel: self.channel,
            spelling: self.spelling,
        }
    }
}

/// Puts parts behind the beginning of a name, and notes the names that take all symbols.
fn add_parts(symbols: &[u8], parts: &[Vec<Part>], at: usize, name: &Name, found: &mut Vec<Candidate>) {
    for part in &parts[at] {
        if name.channel + part.channel > NEAR {
            continue;
        }
        let third = if name.parts + 1 == MOST_PARTS { THIRD } else { 0.0 };
        let mut longer = name.with(&part.letters, &part.sources, part.channel, part.spelling + third);
        longer.parts += 1;
        let left = &symbols[part.end..];
        let link = || {
            longer.with(
                b"s",
                &[part.end as u8],
                0.0,
                if left.len() == 1 { GENITIVE } else { LINK },
            )
        };
        // A lone å or ö ends a name (`Storå`, `Notö`).
        let goes_on = longer.parts < MOST_PARTS && (longer.parts == 1 || part.letters.len() > 1);
        match left {
            [] if longer.parts > 1 => found.push(longer.candidate()),
            [b's'] if longer.parts > 1 => found.push(link().candidate()),
            [_, ..] if goes_on => {
                if left.len() > 1 && left[0] == b's' {
                    add_parts(symbols, parts, part.end + 1, &link(), found);
                }
                add_parts(symbols, parts, part.end, &longer, found);
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::restoration::alphabet::LONGEST;
    use crate::clean::restoration::{channel, model};

    /// The parts of the place with the most of them, and the names of the longest word that is looked at.
    fn parts_and_names(repeated: &str) -> (usize, usize) {
        let model = model().unwrap();
        let channel = &model.channels[channel::WRONG_LANGUAGE];
        let symbols: Vec<u8> = repeated.bytes().cycle().take(200).collect();
        let parts = parts(&model.language, channel, &symbols);
        let names = (1..=LONGEST).map(|length| {
            let parts = super::parts(&model.language, channel, &symbols[..length]);
            let mut found = Vec::new();
            add_parts(&symbols[..length], &parts, 0, &Name::default(), &mut found);
            found.len()
        });
        (parts.iter().map(Vec::len).max().unwrap(), names.max().unwrap())
    }

    #[test]
    fn long_words_of_many_parts_have_few_ways_to_be_read() {
        for repeated in ["a", "o", "as", "asa", "halla", "ekasas", "bergs", "backaas", "grano"] {
            let (parts, names) = parts_and_names(repeated);
            assert!(parts <= 50 && names <= 200, "{repeated}: {parts} parts, {names} names");
        }
    }
}
