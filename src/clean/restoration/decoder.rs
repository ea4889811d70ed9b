//! The likeliest path through the candidates of a text, and how sure each step of it is.

use std::cell::LazyCell;
use std::ops::Range;

use super::language::{BOUNDARY, Bigram, Language, UNLISTED, WordId};

/// A word that may stand at a position.
#[derive(Debug, Clone, Copy)]
pub struct Choice {
    /// Its number.
    pub word: WordId,
    /// What the channel costs.
    pub channel: f32,
    /// What its spelling costs beside its number.
    pub spelling: f32,
    /// What it costs by the vocabulary of the document; infinite where that does not have it.
    pub document: f32,
    /// Whether it is what was read.
    pub as_read: bool,
    /// Whether the likeliest word of the list at its position is a rare one.
    pub among_rare: bool,
}

/// What was chosen at a position.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Decision {
    /// Which choice.
    pub choice: usize,
    /// What the best path without it would cost more; infinite where there is no other choice.
    pub margin: f32,
    /// What the best path with what was read would cost more; infinite where that is no choice.
    pub change_margin: f32,
}

/// Chooses at every position, by sequences of three words. Every position has a choice.
pub fn decode(language: &Language<'_>, positions: &[Vec<Choice>]) -> Vec<Decision> {
    let lattice = Lattice { language, positions };
    let count = positions.len();
    if count == 0 {
        return Vec::new();
    }
    // forward[i][a][b]: the cheapest way to stand at b in position i, coming from a in position i - 1.
    let mut forward = Rows::default();
    let mut steps = Rows::default();
    let mut pairs = Pairs::default();
    for (at, choices) in positions.iter().enumerate() {
        let (before, previous, here) = (lattice.width(at, 2), lattice.width(at, 1), choices.len());
        let costs_before = forward.row(at.saturating_sub(1));
        let costs = forward.add(previous * here, f32::INFINITY);
        let step = steps.add(before * previous * here, 0.0);
        lattice.costs(at, &mut pairs, &mut steps.values[step.clone()]);
        for ab in 0..before * previous {
            let so_far = if at == 0 {
                0.0
            } else {
                forward.values[costs_before.start + ab]
            };
            let b = ab % previous;
            for c in 0..here {
                let least = &mut forward.values[costs.start + b * here + c];
                *least = least.min(so_far + steps.values[step.start + ab * here + c]);
            }
        }
    }
    // backward[a][b]: the cheapest way on from b in position i, having come from a in position i - 1.
    let last = count - 1;
    let mut backward = vec![0.0; lattice.width(last, 1) * positions[last].len()];
    let mut earlier = Vec::new();
    let mut decisions = vec![
        Decision {
            choice: 0,
            margin: f32::INFINITY,
            change_margin: f32::INFINITY,
        };
        count
    ];
    for at in (0..count).rev() {
        let (before, previous, here) = (lattice.width(at, 2), lattice.width(at, 1), positions[at].len());
        decisions[at] = decide(&forward.values[forward.row(at)], &backward, &positions[at]);
        let step = &steps.values[steps.row(at)];
        earlier.clear();
        earlier.resize(before * previous, f32::INFINITY);
        for ab in 0..before * previous {
            let b = ab % previous;
            for c in 0..here {
                earlier[ab] = earlier[ab].min(step[ab * here + c] + backward[b * here + c]);
            }
        }
        std::mem::swap(&mut backward, &mut earlier);
    }
    decisions
}

/// Rows of costs, a row a position, without memory of its own for each of them.
#[derive(Default)]
struct Rows {
    values: Vec<f32>,
    ends: Vec<usize>,
}

impl Rows {
    /// Adds a row, and tells where it lies among the values.
    fn add(&mut self, length: usize, value: f32) -> Range<usize> {
        self.values.resize(self.values.len() + length, value);
        self.ends.push(self.values.len());
        self.row(self.ends.len() - 1)
    }

    /// Where a row lies among the values; nowhere before it is added.
    fn row(&self, at: usize) -> Range<usize> {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        start..self.ends.get(at).copied().unwrap_or(start)
    }
}

/// The best choice at a position: the least sum of the ways there and on.
fn decide(forward: &[f32], backward: &[f32], choices: &[Choice]) -> Decision {
    if let [only] = choices {
        return Decision {
            choice: 0,
            margin: f32::INFINITY,
            change_margin: if only.as_read { 0.0 } else { f32::INFINITY },
        };
    }
    let here = choices.len();
    let mut best = vec![f32::INFINITY; here];
    for (at, (there, on)) in forward.iter().zip(backward).enumerate() {
        best[at % here] = best[at % here].min(there + on);
    }
    let choice = (0..here).min_by(|&a, &b| best[a].total_cmp(&best[b])).unwrap_or(0);
    let least = |test: &dyn Fn(usize) -> bool| {
        (0..here)
            .filter(|&at| test(at))
            .map(|at| best[at])
            .fold(f32::INFINITY, f32::min)
    };
    Decision {
        choice,
        margin: least(&|at| at != choice) - best[choice],
        change_margin: least(&|at| choices[at].as_read) - best[choice],
    }
}

struct Lattice<'a, 'm> {
    language: &'a Language<'m>,
    positions: &'a [Vec<Choice>],
}

impl Lattice<'_, '_> {
    fn width(&self, at: usize, back: usize) -> usize {
        at.checked_sub(back).map_or(1, |at| self.positions[at].len())
    }

    fn word(&self, at: usize, back: usize, choice: usize) -> WordId {
        at.checked_sub(back)
            .map_or(BOUNDARY, |at| self.positions[at][choice].word)
    }

    /// What each choice `c` costs here after each `a` and `b` before it, in that order.
    fn costs(&self, at: usize, pairs: &mut Pairs, costs: &mut [f32]) {
        // Where nothing is to be chosen the cost is the same on all paths.
        if costs.len() == 1 {
            pairs.before.clear();
            return;
        }
        if pairs.before.is_empty() {
            self.look_up(at, 1, &mut pairs.before);
        }
        self.look_up(at, 0, &mut pairs.here);
        let (language, previous, here) = (self.language, self.width(at, 1), self.positions[at].len());
        for (ab, costs) in costs.chunks_mut(here).enumerate() {
            let (a, b) = (ab / previous, ab % previous);
            let (before, previous) = (self.word(at, 2, a), self.word(at, 1, b));
            let cost = |word, pair| language.trigram([before, previous, word], pairs.before[ab], pair);
            let unlisted = LazyCell::new(|| cost(UNLISTED, language.pair(previous, UNLISTED)));
            for (c, (total, choice)) in costs.iter_mut().zip(&self.positions[at]).enumerate() {
                let own = cost(choice.word, pairs.here[b * here + c]);
                let own = if choice.among_rare {
                    language.rare_trigram(own, choice.word, *unlisted)
                } else {
                    own
                };
                *total = choice.channel + mixed(own + choice.spelling, choice.document);
            }
        }
        std::mem::swap(&mut pairs.before, &mut pairs.here);
    }

    /// Looks up each word that stands so many places before a position behind each word before that.
    fn look_up(&self, at: usize, back: usize, pairs: &mut Vec<Option<Bigram>>) {
        pairs.clear();
        for b in 0..self.width(at, back + 1) {
            let previous = self.word(at, back + 1, b);
            pairs.extend((0..self.width(at, back)).map(|c| self.language.pair(previous, self.word(at, back, c))));
        }
    }
}

/// What is known of the choices at a position behind those before it, and of those behind the ones before them.
#[derive(Default)]
struct Pairs {
    here: Vec<Option<Bigram>>,
    before: Vec<Option<Bigram>>,
}

/// The cost of a word that two sources may give: the document's own vocabulary stands beside the language.
fn mixed(language: f32, document: f32) -> f32 {
    if document.is_infinite() {
        return language;
    }
    let (low, high) = (language.min(document), language.max(document));
    low - (low - high).exp().ln_1p()
}
