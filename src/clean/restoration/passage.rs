//! The words of a document in order, their candidates and what is chosen, and the changes that follow.

use std::collections::HashMap;
use std::ops::Range;

use super::alphabet;
use super::candidates::{Candidate, candidates};
use super::channel::Channel;
use super::decoder::{Choice, Decision, decode};
use super::language::{BOUNDARY, CAPITAL_START, Language, NUMBER, SMALL_START, UNLISTED};
use super::marks;
use super::units::{PieceKind, ends_sentence, pieces};
use super::{Change, Model, PageCondition, RawToken, Verdict};

/// A word where it stands.
struct Unit<'a> {
    page: usize,
    line: usize,
    token: usize,
    range: Range<usize>,
    text: &'a str,
    /// Nothing but its place in the text tells whether a word here has a capital.
    starts_sentence: bool,
}

/// A position of the lattice: a word with its candidates, or a sign that stands for no word.
enum Position<'a> {
    Word(Unit<'a>, Vec<Candidate>),
    Sign(u32),
}

/// Least margin, in nats, of a change that is made.
const LEAST_MARGIN: f32 = 0.4;

/// The changes of a document.
pub fn changes(model: &Model<'_>, pages: &[Vec<Vec<RawToken<'_>>>], conditions: &[PageCondition]) -> Vec<Change> {
    let positions = positions(model, pages, conditions);
    let first = decode(&model.language, &choices(&positions, |_, _| f32::INFINITY));
    let vocabulary = Vocabulary::learn(&positions, &first);
    let second = decode(
        &model.language,
        &choices(&positions, |unit, candidate| vocabulary.cost(unit, candidate)),
    );
    let mut changed: HashMap<(usize, usize, usize), Vec<(Range<usize>, String, f32)>> = HashMap::new();
    for (position, decision) in positions.iter().zip(&second) {
        if let Position::Word(unit, found) = position
            && let Some(candidate) = found.get(decision.choice)
        {
            let text = with_case(&model.language, unit, candidate);
            if text != unit.text {
                changed.entry((unit.page, unit.line, unit.token)).or_default().push((
                    unit.range.clone(),
                    text,
                    decision.margin,
                ));
            }
        }
    }
    gather(pages, conditions, &changed)
}

/// Puts the changed parts of tokens together, in the order of the text, with bullets and dashes.
fn gather(
    pages: &[Vec<Vec<RawToken<'_>>>],
    conditions: &[PageCondition],
    changed: &HashMap<(usize, usize, usize), Vec<(Range<usize>, String, f32)>>,
) -> Vec<Change> {
    let mut changes = Vec::new();
    for (page, lines) in pages.iter().enumerate() {
        if conditions[page].condition == crate::record::TextCondition::Clean {
            continue;
        }
        for (line, tokens) in lines.iter().enumerate() {
            for (token, raw) in tokens.iter().enumerate() {
                let mark = if token == 0 { marks::bullet(tokens) } else { None }.or_else(|| marks::dash(raw.text));
                let (text, margin) = if let Some(mark) = mark {
                    (mark.to_owned(), 5.0)
                } else if let Some(parts) = changed.get(&(page, line, token)) {
                    let mut text = String::new();
                    let mut end = 0;
                    for (range, part, _) in parts {
                        text += &raw.text[end..range.start];
                        text += part;
                        end = range.end;
                    }
                    text += &raw.text[end..];
                    (text, parts.iter().map(|part| part.2).fold(f32::INFINITY, f32::min))
                } else {
                    continue;
                };
                let verdict = if margin >= LEAST_MARGIN {
                    Verdict::Applied
                } else {
                    Verdict::Doubtful
                };
                let confidence = 1.0 / (1.0 + (-margin).exp());
                changes.push(Change {
                    page,
                    line,
                    tokens: token..token + 1,
                    text,
                    confidence,
                    verdict,
                });
            }
        }
    }
    changes
}

/// The words of the document with their candidates.
fn positions<'a>(
    model: &Model<'_>,
    pages: &[Vec<Vec<RawToken<'a>>>],
    conditions: &[PageCondition],
) -> Vec<Position<'a>> {
    let mut positions = vec![Position::Sign(BOUNDARY)];
    let mut known: HashMap<(&str, bool), Vec<Candidate>> = HashMap::new();
    for (page, lines) in pages.iter().enumerate() {
        let channel = model.channel(conditions[page].condition);
        known.clear();
        let typical = typical_length(lines);
        let mut full = false;
        for (line, tokens) in lines.iter().enumerate() {
            let continues = full
                && tokens
                    .first()
                    .is_some_and(|first| !marks::bullet(tokens).is_some() && !first.text.starts_with('§'));
            let small = tokens
                .first()
                .is_some_and(|first| first.text.starts_with(char::is_lowercase));
            if !continues && !small {
                boundary(&mut positions);
            }
            for (token, raw) in tokens.iter().enumerate() {
                for piece in pieces(raw.text) {
                    let text = &raw.text[piece.range.clone()];
                    if piece.kind == PieceKind::Number {
                        positions.push(Position::Sign(NUMBER));
                        continue;
                    }
                    let starts_sentence = matches!(positions.last(), Some(Position::Sign(_)));
                    let unit = Unit {
                        page,
                        line,
                        token,
                        range: piece.range,
                        text,
                        starts_sentence,
                    };
                    let found = known
                        .entry((text, starts_sentence))
                        .or_insert_with(|| found(&model.language, channel, text, starts_sentence))
                        .clone();
                    positions.push(Position::Word(unit, found));
                }
                if ends_sentence(raw.text) {
                    boundary(&mut positions);
                }
            }
            let length: usize = tokens.iter().map(|token| token.text.chars().count() + 1).sum();
            full = length * 4 >= typical * 3;
        }
    }
    boundary(&mut positions);
    positions
}

fn boundary(positions: &mut Vec<Position<'_>>) {
    if !matches!(positions.last(), Some(Position::Sign(BOUNDARY))) {
        positions.push(Position::Sign(BOUNDARY));
    }
}

/// The length that nine lines in ten do not exceed, in letters.
fn typical_length(lines: &[Vec<RawToken<'_>>]) -> usize {
    let mut lengths: Vec<usize> = lines
        .iter()
        .map(|line| line.iter().map(|token| token.text.chars().count() + 1).sum())
        .filter(|&length| length > 0)
        .collect();
    lengths.sort_unstable();
    lengths.get(lengths.len() * 9 / 10).copied().unwrap_or(0)
}

fn found(language: &Language<'_>, channel: Option<&Channel>, text: &str, starts_sentence: bool) -> Vec<Candidate> {
    let symbols = alphabet::symbols(text);
    let capital = text.starts_with(char::is_uppercase) && !starts_sentence;
    let start = if capital { CAPITAL_START } else { SMALL_START };
    match channel {
        Some(channel) => candidates(language, channel, &symbols, start),
        None => Vec::new(),
    }
}

/// The choices of the decoder; `document` tells what a candidate costs by the vocabulary of the document.
fn choices(positions: &[Position<'_>], document: impl Fn(&Unit<'_>, &Candidate) -> f32) -> Vec<Vec<Choice>> {
    let sign = |word| {
        vec![Choice {
            word,
            channel: 0.0,
            spelling: 0.0,
            document: f32::INFINITY,
        }]
    };
    positions
        .iter()
        .map(|position| match position {
            Position::Sign(word) => sign(*word),
            Position::Word(_, found) if found.is_empty() => sign(UNLISTED),
            Position::Word(unit, found) => found
                .iter()
                .map(|candidate| Choice {
                    word: candidate.word,
                    channel: candidate.channel,
                    spelling: candidate.spelling,
                    document: document(unit, candidate),
                })
                .collect(),
        })
        .collect()
}

/// The words of the document itself. A word is evidence for another place only when it was read differently there, else an error would
/// vouch for itself.
struct Vocabulary {
    /// By word: how often it was read as what.
    words: HashMap<Vec<u8>, HashMap<String, u32>>,
    total: u32,
}

/// The share of words that come from the document's own vocabulary.
const DOCUMENT_SHARE: f32 = 0.15;
/// Margin of a decision that teaches a word.
const SURE: f32 = 1.5;

impl Vocabulary {
    fn learn(positions: &[Position<'_>], decisions: &[Decision]) -> Self {
        let mut words: HashMap<Vec<u8>, HashMap<String, u32>> = HashMap::new();
        let mut total = 0;
        for (position, decision) in positions.iter().zip(decisions) {
            if let Position::Word(unit, found) = position
                && let Some(candidate) = found.get(decision.choice)
                && decision.margin >= SURE
            {
                *words
                    .entry(candidate.letters.clone())
                    .or_default()
                    .entry(unit.text.to_lowercase())
                    .or_default() += 1;
                total += 1;
            }
        }
        Self { words, total }
    }

    fn cost(&self, unit: &Unit<'_>, candidate: &Candidate) -> f32 {
        let Some(readings) = self.words.get(&candidate.letters) else {
            return f32::INFINITY;
        };
        let own = unit.text.to_lowercase();
        let others: u32 = readings
            .iter()
            .filter(|(reading, _)| **reading != own)
            .map(|(_, count)| count)
            .sum();
        if others == 0 {
            return f32::INFINITY;
        }
        -(DOCUMENT_SHARE * others as f32 / self.total as f32).ln()
    }
}

/// The candidate as it is to be written: with capitals where the page has them.
fn with_case(language: &Language<'_>, unit: &Unit<'_>, candidate: &Candidate) -> String {
    let read: Vec<char> = unit.text.chars().collect();
    let capitals = read.iter().filter(|c| c.is_uppercase()).count();
    let smalls = read.iter().filter(|c| c.is_lowercase()).count();
    let all = capitals >= 2 && capitals > 2 * smalls;
    let first = read.first().is_some_and(|c| c.is_uppercase()) && !small_initial(language, unit, candidate);
    let text = alphabet::text(&candidate.letters);
    if all {
        text.to_uppercase()
    } else if first {
        let mut letters = text.chars();
        letters
            .next()
            .map(|c| c.to_uppercase().collect::<String>() + letters.as_str())
            .unwrap_or_default()
    } else {
        text
    }
}

/// A small ö is often read as a capital O: inside a sentence a word that has no capital by itself gets none.
fn small_initial(language: &Language<'_>, unit: &Unit<'_>, candidate: &Candidate) -> bool {
    !unit.starts_sentence
        && unit.text.starts_with('O')
        && candidate.letters.first() == Some(&0xF6)
        && candidate.word != UNLISTED
        && language.capital_share(candidate.word) < 0.3
}
