//! Names that no list has, from the parts that Swedish names are made of (`Klar-häll`, `Älme-boda-ryd`).

use super::candidates::{Candidate, MOST_STEPS};
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
    let mut search = Search {
        language,
        channel,
        symbols,
        steps: 0,
        letters: Vec::new(),
        sources: Vec::new(),
        found: Vec::new(),
    };
    let start = Step {
        at: 0,
        parts: 0,
        begun: 0,
        channel: 0.0,
        spelling: 0.0,
    };
    search.walk(start, Place::root(&language.name_parts));
    let mut found = search.found;
    found.sort_by(|a, b| (a.channel + a.spelling).total_cmp(&(b.channel + b.spelling)));
    found.truncate(MOST_NAMES);
    for name in &mut found {
        let letters = language.spelling(&name.letters, CAPITAL_START);
        name.spelling = name.spelling.min(letters) + HALF;
    }
    found
}

/// How far a name has come: the symbols and parts behind it, and what they cost.
#[derive(Clone, Copy)]
struct Step {
    at: usize,
    parts: usize,
    /// Where its last part begins.
    begun: usize,
    channel: f32,
    spelling: f32,
}

struct Search<'a, 'm> {
    language: &'a Language<'m>,
    channel: &'a Channel,
    symbols: &'a [u8],
    steps: usize,
    letters: Vec<u8>,
    sources: Vec<u8>,
    found: Vec<Candidate>,
}

impl<'a> Search<'a, '_> {
    fn walk(&mut self, step: Step, place: Place<'a>) {
        self.steps += 1;
        if self.steps > MOST_STEPS {
            return;
        }
        if let Some(value) = place.word() {
            self.end_part(step, value);
        }
        let (channel, symbols) = (self.channel, self.symbols);
        for rule in channel.rules(&symbols[step.at..]) {
            if step.channel + rule.cost > NEAR {
                break;
            }
            if let Some(next) = place.behind(&self.language.name_parts, &rule.letters) {
                let further = Step {
                    at: step.at + rule.read.len(),
                    channel: step.channel + rule.cost,
                    ..step
                };
                self.go_on(step.at, &rule.letters, further, next);
            }
        }
    }

    /// Walks on behind letters that were read as the symbol at a place.
    fn go_on(&mut self, source: usize, letters: &[u8], step: Step, place: Place<'a>) {
        let length = self.letters.len();
        self.letters.extend_from_slice(letters);
        self.sources.resize(length + letters.len(), source as u8);
        self.walk(step, place);
        self.letters.truncate(length);
        self.sources.truncate(length);
    }

    /// What may follow where a part ends: nothing, the s of the genitive, another part.
    fn end_part(&mut self, step: Step, value: u64) {
        let length = self.letters.len() - step.begun;
        let part = cost(if step.parts == 0 { value >> 8 } else { value & 0xFF });
        let Some(part) = part else { return };
        let third = if step.parts + 1 == MOST_PARTS { THIRD } else { 0.0 };
        let step = Step {
            parts: step.parts + 1,
            spelling: step.spelling + part + third,
            begun: self.letters.len(),
            ..step
        };
        let left = &self.symbols[step.at..];
        if step.parts > 1 && (left.is_empty() || left == b"s") {
            self.note(step);
        }
        // A lone å or ö ends a name (`Storå`, `Notö`).
        if step.parts < MOST_PARTS && !left.is_empty() && (step.parts == 1 || length > 1) {
            let root = Place::root(&self.language.name_parts);
            self.walk(step, root);
            if left.len() > 1 && left[0] == b's' {
                let linked = Step {
                    at: step.at + 1,
                    begun: step.begun + 1,
                    spelling: step.spelling + LINK,
                    ..step
                };
                self.go_on(step.at, b"s", linked, root);
            }
        }
    }

    fn note(&mut self, step: Step) {
        let mut candidate = Candidate {
            letters: self.letters.clone(),
            sources: self.sources.clone(),
            word: UNLISTED,
            channel: step.channel,
            spelling: step.spelling,
        };
        if step.at < self.symbols.len() {
            candidate.letters.push(b's');
            candidate.sources.push(step.at as u8);
            candidate.spelling += GENITIVE;
        }
        self.found.push(candidate);
    }
}
