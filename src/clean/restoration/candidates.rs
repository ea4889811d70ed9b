//! What a word on the page may stand for: words of the list that the channel may have turned into it, and spellings that no list has.

use fst::raw::Node;

use super::alphabet;
use super::channel::{Channel, Rule, Scope};
use super::joined::{compounds, pairs, run_together};
use super::language::{CAPITAL_START, Context, Language, SMALL_START, UNLISTED, WORD_END, WordId};
use super::name_parts::{HALF, names};
use super::slips::with_slip;

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

impl Candidate {
    /// What each letter, or letters, was read as, by the symbols of the word.
    pub fn readings<'a>(&'a self, symbols: &'a [u8]) -> impl Iterator<Item = (&'a [u8], &'a [u8])> {
        let starts: Vec<usize> = (0..self.sources.len())
            .filter(|&at| at == 0 || self.sources[at] != self.sources[at - 1])
            .collect();
        let ends: Vec<usize> = starts.iter().skip(1).copied().chain([self.sources.len()]).collect();
        starts.into_iter().zip(ends).map(move |(start, end)| {
            let read_end = self
                .sources
                .get(end)
                .map_or(symbols.len(), |&source| usize::from(source));
            (
                &symbols[usize::from(self.sources[start])..read_end],
                &self.letters[start..end],
            )
        })
    }

    /// What it costs more by another channel.
    pub fn dearer(&self, symbols: &[u8], from: &Channel, to: &Channel) -> f32 {
        self.readings(symbols)
            .map(|(read, letters)| to.cost(read, letters) - from.cost(read, letters))
            .sum()
    }

    /// Whether a list has it and it costs little, so that no better one will be found.
    pub fn is_sure(&self, language: &Language<'_>) -> bool {
        self.word != UNLISTED && rough(language, self) < SURE
    }

    /// Whether a list has it and it may well be what was read.
    fn is_likely(&self, language: &Language<'_>) -> bool {
        self.word != UNLISTED && rough(language, self) < LIKELY
    }

    /// Whether it differs from what was read in nothing but marks and in which of å, ä and ö stands somewhere.
    pub fn is_alike(&self, symbols: &[u8]) -> bool {
        let pairs = || self.letters.iter().zip(symbols);
        let swedish = |(&letter, &read): (&u8, &u8)| alphabet::is_swedish(letter) && alphabet::is_swedish(read);
        let alike = |pair| swedish(pair) || alphabet::unmarked(*pair.0) == alphabet::unmarked(*pair.1);
        self.letters.len() == symbols.len() && pairs().all(alike)
    }

    /// Whether it differs from what was read in nothing but the marks on its letters.
    pub fn only_marks_differ(&self, symbols: &[u8]) -> bool {
        alphabet::same_skeleton(&self.letters, symbols)
    }
}

/// Greatest cost of the channel for a word.
const MOST_CHANNEL: f32 = 10.5;
/// Cost of the channel that is tried first.
pub(super) const NEAR: f32 = 6.5;
/// What another word costs besides the channel, where what was read is a word and the other is not the same with marks.
const OTHER_WORD: f32 = 3.0;
/// Places in the list that are looked at for one word: noise long enough to have more is left alone.
pub(super) const MOST_STEPS: usize = 2_500;
/// Candidates kept.
const MOST_CANDIDATES: usize = 5;
/// Candidates that cost so much more than the best are dropped.
const WORST: f32 = 11.0;
/// Spellings followed at a time.
const BEAM: usize = 6;
/// Spellings kept.
const MOST_SPELLINGS: usize = 3;
/// Confusions that cost more are odd.
const ODD: f32 = 4.0;
/// What an odd confusion costs in a word that no list vouches for, besides the channel.
const UNLISTED_EDIT: f32 = 4.0;
/// A word of the list that costs less than this, channel and frequency together, needs no spelling beside it.
const SURE: f32 = 14.0;
/// A word of the list that costs more, channel and frequency together, leaves room for a slip of any kind.
const LIKELY: f32 = 20.0;

/// Whether common words are sought that a slip of any kind bent, which takes a good part of the time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slips {
    /// They are.
    Sought,
    /// They are not, where text is only looked at to tell whether it is OCR.
    Left,
}

/// The candidates for the symbols of a word, the likeliest first without regard to context. `starts` is what may stand before the
/// word in the model of letters: [`SMALL_START`], [`CAPITAL_START`], or either.
pub fn candidates(
    language: &Language<'_>,
    channel: &Channel,
    symbols: &[u8],
    starts: &[u8],
    slips: Slips,
) -> Vec<Candidate> {
    if symbols.len() > alphabet::LONGEST {
        return Vec::new();
    }
    let mut found = listed(language, channel, symbols, NEAR);
    if found.first().is_none_or(|best| rough(language, best) > SURE) {
        found = listed(language, channel, symbols, MOST_CHANNEL);
    }
    if found.first().is_none_or(|best| rough(language, best) > SURE) {
        let marks = &language.diacritics;
        let may_be_name = starts.contains(&CAPITAL_START) && channel.scope == Scope::AllWords;
        // Digits are misread letters only in words that are known.
        if !symbols.iter().any(u8::is_ascii_digit) {
            for &start in starts {
                let mut spellings = spellings(language, channel, symbols, start);
                let either = (starts.len() as f32).ln();
                if start == CAPITAL_START && channel.scope == Scope::AllWords {
                    spellings.iter_mut().for_each(|name| name.spelling += HALF);
                    spellings.extend(names(language, channel, symbols));
                }
                spellings.iter_mut().for_each(|candidate| candidate.spelling += either);
                if may_be_name {
                    weigh_marks(&mut spellings, |word| marks.cost(word, true));
                }
                found.extend(spellings);
            }
        }
        let pairs = pairs(language, channel, symbols);
        let mut compounds = compounds(language, &pairs);
        if may_be_name {
            // A name, or a common word with a capital: halfway.
            weigh_marks(&mut compounds, |word| {
                (marks.cost(word, true) + marks.cost(word, false)) / 2.0
            });
        }
        found.extend(compounds);
        found.extend(run_together(language, &pairs));
        let may_slip = slips == Slips::Sought && starts.contains(&SMALL_START) && !channel.loses_only_marks();
        if may_slip && !found.iter().any(|best| best.is_likely(language)) {
            found.extend(with_slip(language, channel, symbols));
        }
        if symbols.iter().filter(|symbol| symbol.is_ascii_digit()).count() > 1 {
            found.retain(|candidate| candidate.word != UNLISTED);
        }
        sort(language, &mut found);
    }
    let limit = found.first().map_or(0.0, |best| rough(language, best)) + WORST;
    found.retain(|candidate| rough(language, candidate) <= limit);
    found.truncate(MOST_CANDIDATES);
    found
}

/// Adds what the marks of words cost that no list has.
fn weigh_marks(words: &mut [Candidate], cost: impl Fn(&[u8]) -> f32) {
    for word in words {
        word.spelling += cost(&word.letters);
    }
}

/// The words of the list that the channel may have turned into the symbols, at no more than this cost.
pub(super) fn listed(language: &Language<'_>, channel: &Channel, symbols: &[u8], most: f32) -> Vec<Candidate> {
    Search::new(language, channel, symbols, most).found()
}

/// The words of the list that begin the symbols, each with the place where it ends.
pub(super) fn listed_heads(language: &Language<'_>, channel: &Channel, symbols: &[u8]) -> Vec<(usize, Candidate)> {
    let mut search = Search {
        ends: Ends::Anywhere,
        ..Search::new(language, channel, symbols, NEAR)
    };
    search.walk(0, language.words.root(), 0);
    search.ended
}

/// What a candidate costs without regard to context.
pub(super) fn rough(language: &Language<'_>, candidate: &Candidate) -> f32 {
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
    most: f32,
    ends: Ends,
    steps: usize,
    path: Path,
    /// Words that took all symbols.
    found: Vec<Candidate>,
    /// Words that took some of the symbols, with the place where they end.
    ended: Vec<(usize, Candidate)>,
}

/// Where a word may end.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ends {
    WithSymbols,
    Anywhere,
}

impl<'a, 'm> Search<'a, 'm> {
    fn new(language: &'a Language<'m>, channel: &'a Channel, symbols: &'a [u8], most: f32) -> Self {
        let path = Path::default();
        Self {
            language,
            channel,
            symbols,
            most,
            ends: Ends::WithSymbols,
            steps: 0,
            path,
            found: Vec::new(),
            ended: Vec::new(),
        }
    }

    /// All words found, the likeliest first.
    fn found(mut self) -> Vec<Candidate> {
        self.walk(0, self.language.words.root(), 0);
        // A letter alone is one of a list (`h.`) and has no neighbours to tell of it: its marks may be lost, its shape is seen.
        if let [b'a'..=b'z'] = self.symbols {
            self.found.retain(|candidate| {
                !candidate.letters.is_ascii() || candidate.letters.len() > 1 || candidate.letters == self.symbols
            });
        }
        if !self.found.is_empty() && self.language.find(self.symbols).is_some() {
            for candidate in self
                .found
                .iter_mut()
                .filter(|candidate| !candidate.only_marks_differ(self.symbols) && !candidate.is_alike(self.symbols))
            {
                candidate.channel += OTHER_WORD;
            }
        }
        sort(self.language, &mut self.found);
        self.found
    }

    fn candidate(&self, node: Node<'_>, rank: u64) -> Candidate {
        Candidate {
            letters: self.path.letters.clone(),
            sources: self.path.sources.clone(),
            word: super::language::FIRST_WORD + (rank + node.final_output().value()) as WordId,
            channel: self.path.cost,
            spelling: 0.0,
        }
    }

    fn walk(&mut self, at: usize, node: Node<'_>, rank: u64) {
        if at == self.symbols.len() {
            if node.is_final() {
                self.found.push(self.candidate(node, rank));
            }
            return;
        }
        if self.ends == Ends::Anywhere && node.is_final() && at > 0 {
            self.ended.push((at, self.candidate(node, rank)));
        }
        self.steps += 1;
        if self.steps > MOST_STEPS {
            return;
        }
        let channel = self.channel;
        let symbols = self.symbols;
        for rule in channel.rules(&symbols[at..]) {
            if self.path.cost + rule.cost > self.most {
                break;
            }
            let (mut next, mut next_rank) = (node, rank);
            let mut exists = true;
            for &letter in &rule.listed {
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
    let mut tree = Vec::new();
    let beams = (0..=symbols.len()).map(|_| Vec::with_capacity(BEAM + 1));
    let mut beams: Vec<Vec<Spelling>> = beams.collect();
    beams[0].push(Spelling {
        last: None,
        context: Context::new(start),
        channel: 0.0,
        cost: 0.0,
    });
    for at in 0..symbols.len() {
        let rules: Vec<&Rule> = channel
            .rules(&symbols[at..])
            .filter(|rule| channel.may_spell(rule))
            .collect();
        for spelling in std::mem::take(&mut beams[at]) {
            for rule in &rules {
                if spelling.channel + rule.cost > MOST_CHANNEL {
                    break;
                }
                let beam = &mut beams[at + rule.read.len()];
                let worst = beam.get(BEAM - 1).map_or(f32::INFINITY, Spelling::total);
                if let Some(longer) = spelling.longer(language, &mut tree, rule, at, worst) {
                    let place = beam.partition_point(|other| other.total() <= longer.total());
                    beam.insert(place, longer);
                    beam.truncate(BEAM);
                }
            }
        }
    }
    let mut last: Vec<Candidate> = std::mem::take(&mut beams[symbols.len()])
        .into_iter()
        .map(|spelling| spelling.candidate(language, &tree))
        .collect();
    last.sort_by(|a, b| (a.channel + a.spelling).total_cmp(&(b.channel + b.spelling)));
    let identical = last.iter().position(|candidate| candidate.letters == symbols);
    let keep = identical.filter(|&at| at >= MOST_SPELLINGS).map(|at| last[at].clone());
    last.truncate(MOST_SPELLINGS);
    last.extend(keep);
    last
}

/// A letter of a spelling, the symbol that it was read as, and the letter before it. Spellings share their beginnings.
struct Letter {
    letter: u8,
    source: u8,
    before: Option<u32>,
}

/// The beginning of a word that no list may have.
#[derive(Debug, Clone, Copy)]
struct Spelling {
    /// Its last letter.
    last: Option<u32>,
    context: Context,
    channel: f32,
    /// What the letters cost.
    cost: f32,
}

impl Spelling {
    /// What channel and letters cost together.
    fn total(&self) -> f32 {
        self.channel + self.cost
    }

    /// The spelling with what a rule adds at a symbol; `None` where that costs as much as `worst` or more.
    fn longer(
        &self,
        language: &Language<'_>,
        tree: &mut Vec<Letter>,
        rule: &Rule,
        at: usize,
        worst: f32,
    ) -> Option<Self> {
        let odd = rule.cost > ODD && !alphabet::same_skeleton(&rule.letters, &rule.read);
        let mut longer = Self {
            channel: self.channel + rule.cost,
            cost: self.cost + if odd { UNLISTED_EDIT } else { 0.0 },
            ..*self
        };
        for &letter in &rule.letters {
            // Letters cost something, too: most rules are out before these are looked up.
            if longer.total() >= worst {
                return None;
            }
            longer.cost += language.letter(longer.context, letter);
            longer.context = longer.context.with(letter);
        }
        if longer.total() >= worst {
            return None;
        }
        for &letter in &rule.letters {
            tree.push(Letter {
                letter,
                source: at as u8,
                before: longer.last,
            });
            longer.last = Some(tree.len() as u32 - 1);
        }
        Some(longer)
    }

    /// The word that ends here.
    fn candidate(self, language: &Language<'_>, tree: &[Letter]) -> Candidate {
        let (mut letters, mut sources) = (Vec::new(), Vec::new());
        let mut last = self.last;
        while let Some(letter) = last.map(|last| &tree[last as usize]) {
            letters.push(letter.letter);
            sources.push(letter.source);
            last = letter.before;
        }
        letters.reverse();
        sources.reverse();
        Candidate {
            spelling: self.cost + language.letter(self.context, WORD_END),
            letters,
            sources,
            word: UNLISTED,
            channel: self.channel,
        }
    }
}
