//! The words of a document, counted by what they show of the letters that it lost: whether it lost them to something else than
//! the letters beneath their marks, and how they were read.

use std::collections::{BTreeMap, BTreeSet};

use hashbrown::HashMap;

use super::readings::{Reading, Shown, is_foreign, is_known_loss, shown};
use super::signs::Signs;
use super::{LEAST_LISTED, LEAST_SHOWN, SWEDISH, Words};
use crate::clean::restoration::RawToken;
use crate::clean::restoration::alphabet;
use crate::clean::restoration::channel::Counts;
use crate::clean::restoration::condition::LEAST_LOST;
use crate::clean::restoration::language::Language;
use crate::clean::restoration::units::words_in;

/// Words that show nothing, for each that shows what stands for a letter in a document that lost some: names hold such letters too.
const MOST_AGAINST: usize = 4;

/// The words of a document by what they show of the letters that it lost.
pub(super) struct Census<'a, 'm> {
    language: &'a Language<'m>,
    lost: &'a [u8],
    /// By word, as often as it stands in the text.
    words: HashMap<String, (Shown, u32)>,
}

impl<'a, 'm> Census<'a, 'm> {
    /// A census before its first page.
    pub(super) fn new(language: &'a Language<'m>, lost: &'a [u8]) -> Self {
        Self {
            language,
            lost,
            words: HashMap::new(),
        }
    }

    /// Counts the words of a page.
    pub(super) fn count(&mut self, page: &[Vec<RawToken<'_>>]) -> Words {
        let mut words = Words::default();
        for text in page.iter().flatten().flat_map(|token| words_in(token.text)) {
            let (language, lost) = (self.language, self.lost);
            let new = || (shown(language, &alphabet::symbols(text), lost), 0);
            let (shown, count) = self.words.entry_ref(text).or_insert_with(new);
            *count += 1;
            words.all += 1;
            words.lost += usize::from(matches!(shown, Shown::Lost(_)));
        }
        words
    }

    /// How letters were read, where that is anything else than the loss of all marks.
    pub(super) fn readings(self, signs: &Signs) -> Option<Counts> {
        let Tally {
            all,
            listed,
            lost,
            mut counts,
            shown_by,
            against,
        } = self.tally();
        let is_swedish = (listed + lost) as f32 >= LEAST_LISTED * all as f32 && lost as f32 >= LEAST_LOST * all as f32;
        let words = |read: &[u8]| shown_by.get(read).map_or(0, BTreeSet::len);
        let against = |read: &[u8]| match read {
            [symbol] => against.get(symbol).copied().unwrap_or(0),
            _ => 0,
        };
        counts.retain(|(read, letters), _| read == letters || words(read) * MOST_AGAINST >= against(read));
        let is_shown = |(read, letters): &(Vec<u8>, Vec<u8>)| {
            read != letters && words(read) >= LEAST_SHOWN && words(read) >= against(read)
        };
        let beside_plain = counts
            .keys()
            .any(|reading| is_shown(reading) && !is_known_loss(&reading.0));
        let some_are_kept = self.lost.len() < SWEDISH.len() && counts.keys().any(is_shown);
        (is_swedish && (!signs.is_empty() || beside_plain || some_are_kept)).then_some(counts)
    }

    /// What the words show together.
    fn tally(&self) -> Tally<'_> {
        let mut tally = Tally::default();
        for (text, (shown, count)) in &self.words {
            tally.add(text, shown, *count);
        }
        tally
    }
}

/// What the words of a document show together.
#[derive(Default)]
struct Tally<'w> {
    /// Words of the text: all, those that a list has, and those that it has with lost letters.
    all: u32,
    listed: u32,
    lost: u32,
    /// How often letters were read how.
    counts: Counts,
    /// The different words that show what was read for a letter, by that.
    shown_by: BTreeMap<Vec<u8>, BTreeSet<&'w str>>,
    /// How many different words that show nothing have a letter which Swedish has none of.
    against: BTreeMap<u8, usize>,
}

impl<'w> Tally<'w> {
    /// Adds a word that stands so many times in the text.
    fn add(&mut self, text: &'w str, shown: &Shown, count: u32) {
        let symbols = alphabet::symbols(text);
        self.all += count;
        match shown {
            Shown::Listed => self.listed += count,
            Shown::Lost(readings) => {
                self.lost += count;
                for (read, letter) in readings {
                    *self.counts.entry((read.clone(), vec![*letter])).or_default() += count;
                    self.shown_by.entry(read.clone()).or_default().insert(text);
                }
            }
            Shown::Nothing => {
                let foreign = symbols.iter().filter(|&&symbol| is_foreign(symbol));
                foreign.for_each(|&symbol| *self.against.entry(symbol).or_default() += 1);
                return;
            }
        }
        let taken = |letter: u8| {
            let is_read = |(read, _): &&Reading| read.contains(&letter);
            matches!(shown, Shown::Lost(readings) if readings.iter().any(|reading| is_read(&reading)))
        };
        let kept = symbols
            .iter()
            .filter(|&&symbol| alphabet::is_swedish(symbol) && !taken(symbol));
        for &letter in kept {
            *self.counts.entry((vec![letter], vec![letter])).or_default() += count;
        }
    }
}
