//! What a word on the page may stand for: words of the list that the channel may have turned into it, and spellings that no list has.

use fst::raw::Node;

use super::alphabet;
use super::channel::Channel;
use super::language::{Language, UNLISTED, WORD_END, WordId};

/// A word that may stand on the page.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Its small letters.
    pub letters: Vec<u8>,
    /// For each letter, the symbol that it was read as, counted from 0.
    pub sources: Vec<u8>,
    /// Its number, [`UNLISTED`] where the list does not have it.
    pub word: WordId,
    /// What the channel costs.
    pub channel: f32,
    /// What its spelling costs; nothing for words of the list.
    pub spelling: f32,
}

/// Greatest cost of the channel for a word.
const MOST_CHANNEL: f32 = 13.0;
/// Places in the list that are looked at for one word: noise long enough to have more is left alone.
const MOST_STEPS: usize = 6_000;
/// Candidates kept.
const MOST_CANDIDATES: usize = 7;
/// Candidates that cost so much more than the best are dropped.
const WORST: f32 = 14.0;
/// Spellings followed at a time.
const BEAM: usize = 10;
/// Spellings kept.
const MOST_SPELLINGS: usize = 3;
/// A word of the list that costs less than this, channel and frequency together, needs no spelling beside it.
const SURE: f32 = 9.0;

/// The candidates for the symbols of a word, the likeliest first without regard to context.
pub fn candidates(language: &Language<'_>, channel: &Channel, symbols: &[u8], start: u8) -> Vec<Candidate> {
    if symbols.len() > alphabet::LONGEST {
        return Vec::new();
    }
    let mut search = Search {
        language,
        channel,
        symbols,
        steps: 0,
        path: Path::default(),
        found: Vec::new(),
    };
    search.walk(0, language.words.root(), 0);
    let mut found = search.found;
    sort(language, &mut found);
    let best = found
        .first()
        .map_or(f32::INFINITY, |best| best.channel + language.unigram(best.word));
    if best > SURE {
        for spelling in spellings(language, channel, symbols, start) {
            if !found.iter().any(|known| known.letters == spelling.letters) {
                found.push(spelling);
            }
        }
        sort(language, &mut found);
    }
    let limit = found.first().map_or(0.0, |best| rough(language, best)) + WORST;
    found.retain(|candidate| rough(language, candidate) <= limit);
    found.truncate(MOST_CANDIDATES);
    found
}

fn rough(language: &Language<'_>, candidate: &Candidate) -> f32 {
    candidate.channel + candidate.spelling + language.unigram(candidate.word)
}

fn sort(language: &Language<'_>, found: &mut Vec<Candidate>) {
    found.sort_by(|a, b| {
        rough(language, a)
            .total_cmp(&rough(language, b))
            .then_with(|| a.letters.cmp(&b.letters))
    });
    let mut seen: Vec<Vec<u8>> = Vec::new();
    found.retain(|candidate| {
        let new = !seen.contains(&candidate.letters);
        if new {
            seen.push(candidate.letters.clone());
        }
        new
    });
}

#[derive(Debug, Clone, Default)]
struct Path {
    letters: Vec<u8>,
    sources: Vec<u8>,
    cost: f32,
}

struct Search<'a, 'm> {
    language: &'a Language<'m>,
    channel: &'a Channel,
    symbols: &'a [u8],
    steps: usize,
    path: Path,
    found: Vec<Candidate>,
}

impl Search<'_, '_> {
    fn walk(&mut self, at: usize, node: Node<'_>, rank: u64) {
        if at == self.symbols.len() {
            if node.is_final() {
                self.found.push(Candidate {
                    letters: self.path.letters.clone(),
                    sources: self.path.sources.clone(),
                    word: super::language::FIRST_WORD + (rank + node.final_output().value()) as WordId,
                    channel: self.path.cost,
                    spelling: 0.0,
                });
            }
            return;
        }
        self.steps += 1;
        if self.steps > MOST_STEPS {
            return;
        }
        let channel = self.channel;
        let symbols = self.symbols;
        for rule in channel.rules(&symbols[at..]) {
            if self.path.cost + rule.cost > MOST_CHANNEL {
                break;
            }
            let (mut next, mut next_rank) = (node, rank);
            let mut exists = true;
            for &letter in &rule.letters {
                let Some(number) = next.find_input(letter) else {
                    exists = false;
                    break;
                };
                let transition = next.transition(number);
                next_rank += transition.out.value();
                next = self.language.words.node(transition.addr);
            }
            if exists {
                let (length, cost) = (self.path.letters.len(), self.path.cost);
                self.path.letters.extend_from_slice(&rule.letters);
                self.path.sources.resize(length + rule.letters.len(), at as u8);
                self.path.cost += rule.cost;
                self.walk(at + rule.read.len(), next, next_rank);
                self.path.letters.truncate(length);
                self.path.sources.truncate(length);
                self.path.cost = cost;
            }
        }
    }
}

/// The likeliest spellings by the model of letters.
fn spellings(language: &Language<'_>, channel: &Channel, symbols: &[u8], start: u8) -> Vec<Candidate> {
    // A path holds the start of the word before its letters, as the model of letters wants it.
    let mut beams: Vec<Vec<(Path, f32)>> = vec![Vec::new(); symbols.len() + 1];
    beams[0].push((
        Path {
            letters: vec![start],
            sources: vec![0],
            cost: 0.0,
        },
        0.0,
    ));
    for at in 0..symbols.len() {
        let mut beam = std::mem::take(&mut beams[at]);
        beam.sort_by(|a, b| (a.0.cost + a.1).total_cmp(&(b.0.cost + b.1)));
        beam.truncate(BEAM);
        for (path, spelling) in beam {
            for rule in channel.rules(&symbols[at..]) {
                if path.cost + rule.cost > MOST_CHANNEL {
                    break;
                }
                let mut longer = path.clone();
                let mut cost = spelling;
                for &letter in &rule.letters {
                    cost += language.letter(&longer.letters, letter);
                    longer.letters.push(letter);
                    longer.sources.push(at as u8);
                }
                longer.cost += rule.cost;
                beams[at + rule.read.len()].push((longer, cost));
            }
        }
    }
    let mut last: Vec<Candidate> = std::mem::take(&mut beams[symbols.len()])
        .into_iter()
        .map(|(path, spelling)| Candidate {
            spelling: spelling + language.letter(&path.letters, WORD_END),
            letters: path.letters[1..].to_vec(),
            sources: path.sources[1..].to_vec(),
            word: UNLISTED,
            channel: path.cost,
        })
        .collect();
    last.sort_by(|a, b| (a.channel + a.spelling).total_cmp(&(b.channel + b.spelling)));
    let identical = last.iter().position(|candidate| candidate.letters == symbols);
    let keep = identical.filter(|&at| at >= MOST_SPELLINGS).map(|at| last[at].clone());
    last.truncate(MOST_SPELLINGS);
    last.extend(keep);
    last
}
