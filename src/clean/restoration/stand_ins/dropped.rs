//! Documents that dropped å, ä and ö, so that nothing stands for them (`nmnden`, `frslag`).

use hashbrown::HashMap;

use super::super::RawToken;
use super::super::alphabet;
use super::super::language::{FIRST_WORD, Language, WordId};
use super::super::place::Place;
use super::super::units::words_in;
use super::readings::MOST_STEPS;
use super::{LEAST_LISTED, SWEDISH, Words};

/// A word that costs more than this may be no word at all.
const COMMON: f32 = 13.0;
/// Different words that must show that letters were dropped.
const LEAST_SHOWN: usize = 10;
/// Words of text for each that shows it: every fourth Swedish word has å, ä or ö.
const WORDS_FOR_SHOWN: usize = 12;

/// Words of text for each of one small letter but `i`: text that dropped its letters has few (`p`, `r`), text with spaces in their place
/// twice as many and more.
const WORDS_FOR_SINGLE: usize = 15;

/// What a word shows.
#[derive(Clone, Copy, PartialEq)]
enum Shown {
    /// A list has it as it is.
    Listed,
    /// A list has it with letters between those that were read.
    Dropped,
    /// Nothing.
    Nothing,
}

/// The words of each page of a document that dropped its letters: so many of its words are none, and become common ones with å, ä or ö
/// between their letters. `None` where it did not.
pub fn words(language: &Language<'_>, pages: &[Vec<Vec<RawToken<'_>>>]) -> Option<Vec<Words>> {
    let mut known: HashMap<String, Shown> = HashMap::new();
    let (mut listed, mut single) = (0, 0);
    let mut count = |page: &Vec<Vec<RawToken<'_>>>| {
        let mut words = Words::default();
        for text in page.iter().flatten().flat_map(|token| words_in(token.text)) {
            let shown = *known.entry_ref(text).or_insert_with(|| shown(language, text));
            words.all += 1;
            words.lost += usize::from(shown == Shown::Dropped);
            single += usize::from(text != "i" && text.len() == 1 && text.chars().all(char::is_lowercase));
            listed += usize::from(shown == Shown::Listed);
        }
        words
    };
    let words: Vec<Words> = pages.iter().map(&mut count).collect();
    let sum = |count: fn(&Words) -> usize| words.iter().map(count).sum::<usize>();
    let (all, lost) = (sum(|words| words.all), sum(|words| words.lost));
    let different = known.values().filter(|shown| **shown == Shown::Dropped).count();
    let is_swedish = (listed + lost) as f32 >= LEAST_LISTED * all as f32;
    let is_parted = single * WORDS_FOR_SINGLE > all;
    (is_swedish && !is_parted && different >= LEAST_SHOWN && lost * WORDS_FOR_SHOWN >= all).then_some(words)
}

fn shown(language: &Language<'_>, text: &str) -> Shown {
    let symbols = alphabet::symbols(text);
    if language.find(&symbols).is_some() {
        Shown::Listed
    } else if with_dropped(language, &symbols).is_some_and(|cost| cost <= COMMON) {
        Shown::Dropped
    } else {
        Shown::Nothing
    }
}

/// What the likeliest word of the list costs that has å, ä and ö between the symbols.
fn with_dropped(language: &Language<'_>, symbols: &[u8]) -> Option<f32> {
    let mut best: Option<f32> = None;
    let mut stack = vec![(0, Place::root(&language.words))];
    for _ in 0..MOST_STEPS {
        let Some((at, place)) = stack.pop() else { break };
        let ahead = place.ahead(&language.words, &SWEDISH);
        stack.extend(ahead.map(|(_, next)| (at, next)));
        if let Some(symbol) = symbols.get(at..=at) {
            let next = place.behind(&language.words, symbol);
            stack.extend(next.map(|next| (at + 1, next)));
        } else if let Some(rank) = place.word() {
            let cost = language.unigram(FIRST_WORD + rank as WordId);
            best = Some(best.map_or(cost, |best| best.min(cost)));
        }
    }
    best
}
