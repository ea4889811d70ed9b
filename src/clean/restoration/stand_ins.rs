//! What stands for å, ä and ö in a document that lost them, or one of them, to something else than the letters beneath their marks: to one
//! sign for all (`n?mnd`), to letters of another language (`næmnd`, `nàmnd`), to each other (`pä`), to two letters (`naemnd`), or to nothing (`nmnd`).
//!
//! A document whose letters hold hardly any å, ä or ö is looked at: what stands inside words that no list has, in whose place one of the
//! missing letters makes words of the list, stands for it. How often it does bends the channel before the first word is restored.

mod census;
mod dropped;
mod letters;
mod readings;
mod signs;
#[cfg(test)]
mod tests;

use self::census::Census;
use self::letters::{Letters, looked_at};
use self::signs::Signs;
use super::alphabet;
use super::channel::{Channel, Counts};
use super::language::Language;
use super::{PageCondition, RawToken, Restoration};
use crate::record::TextCondition;

/// What stands for å, ä and ö in a document.
pub struct StandIns {
    /// The letters that are lost.
    lost: Vec<u8>,
    /// The signs that stand for letters.
    signs: Signs,
    /// How often letters were read how in words that tell; `None` where they were dropped, and nothing stands for them.
    readings: Option<Counts>,
    /// Whether words come with the engine's confidence.
    is_ocr: bool,
    /// The words of each page; nothing for a page that keeps its letters.
    pages: Vec<Option<Words>>,
}

/// The words of a page, counted by what they tell.
#[derive(Debug, Clone, Copy, Default)]
struct Words {
    all: usize,
    /// That become words of the list with a letter that is lost.
    lost: usize,
}

/// Different words that must show what stands for a letter.
const LEAST_SHOWN: usize = 3;
/// What it costs that a letter is read so, before the document shows it.
const HARSH: f32 = 7.0;
/// Letters that what the channel held before weighs as much as: OCR reads a letter now so, now so, a system always in one way.
const WEIGHT_IN_OCR: f32 = 2.0;
const WEIGHT: f32 = 0.1;
/// The least share of words of the list, with the lost letters: Swedish has eight in ten, Danish and Norwegian six.
const LEAST_LISTED: f32 = 0.7;

const SWEDISH: [u8; 3] = [0xE5, 0xE4, 0xF6];

/// Finds what stands for the letters that a document lost; `None` where it lost none, or nothing but their marks.
pub fn find(
    language: &Language<'_>,
    pages: &[Vec<Vec<RawToken<'_>>>],
    conditions: &[PageCondition],
) -> Option<StandIns> {
    let counted: Vec<Letters> = pages.iter().map(|page| Letters::of(page)).collect();
    let is_looked_at = looked_at(&counted)?;
    let looked_at = counted.iter().zip(&is_looked_at).filter(|(_, looked_at)| **looked_at);
    let letters = looked_at.fold(Letters::default(), |all, (page, _)| all.with(page));
    let lost = letters.missing();
    let signs = Signs::find(language, pages, &is_looked_at, &lost);
    let none_are_left = lost.len() == SWEDISH.len() && !is_looked_at.contains(&false);
    if !signs.is_empty() || lost.len() < SWEDISH.len() || letters.has_others() {
        let rewritten = signs.rewritten(language, pages, &is_looked_at, &lost);
        let pages = tokens(&rewritten);
        let mut census = Census::new(language, &lost);
        let words = pages.iter().zip(&counted).zip(&is_looked_at);
        let words = words.map(|((page, letters), looked_at)| {
            let words = looked_at.then(|| census.count(page))?;
            let kept = letters.of_these(&lost);
            (kept == 0 || kept < words.lost).then_some(words)
        });
        let words: Vec<Option<Words>> = words.collect();
        if let Some(readings) = census.readings(&signs) {
            let is_ocr = pages.iter().flatten().flatten().any(|token| token.confidence.is_some());
            return Some(StandIns {
                lost,
                signs,
                readings: Some(readings),
                is_ocr,
                pages: words,
            });
        }
    }
    let is_sound = conditions.iter().all(|page| page.condition == TextCondition::Clean);
    let words = (none_are_left && is_sound).then(|| dropped::words(language, pages))??;
    Some(StandIns {
        lost,
        signs: Signs::default(),
        readings: None,
        is_ocr: false,
        pages: words.into_iter().map(Some).collect(),
    })
}

impl StandIns {
    /// Restores a document by what stands for its letters.
    pub fn restore(
        &self,
        language: &Language<'_>,
        pages: &[Vec<Vec<RawToken<'_>>>],
        restore: impl FnOnce(&[Vec<Vec<RawToken<'_>>>]) -> Restoration,
    ) -> Restoration {
        let is_looked_at: Vec<bool> = self.pages.iter().map(Option::is_some).collect();
        let rewritten = self.signs.rewritten(language, pages, &is_looked_at, &self.lost);
        let mut restoration = restore(&tokens(&rewritten));
        for change in &mut restoration.changes {
            change.text = self.signs.as_read(&change.text);
        }
        restoration
    }

    /// The conditions of pages, where those that lost letters have their own.
    pub fn conditions(&self, found: Vec<PageCondition>) -> Vec<PageCondition> {
        let pages = found.into_iter().zip(&self.pages);
        pages
            .map(|(found, words)| words.map_or(found, |words| self.condition(words)))
            .collect()
    }

    fn condition(&self, Words { all, lost }: Words) -> PageCondition {
        let letters = alphabet::text(&self.lost).chars().map(String::from).collect::<Vec<_>>();
        let reason = format!(
            "{lost} of {all} words have lost {} to other letters or signs",
            letters.join(", ")
        );
        PageCondition {
            condition: TextCondition::WrongLanguage,
            reason,
        }
    }

    /// A channel as the document bends it.
    pub fn bend(&self, channel: &Channel) -> Channel {
        let Some(counts) = &self.readings else {
            return channel.of_dropped_letters();
        };
        let rules = counts.keys().filter(|(read, letters)| read != letters);
        let with_rules = channel.clone().with_stand_ins(rules, HARSH, self.is_ocr);
        with_rules.bent(counts, if self.is_ocr { WEIGHT_IN_OCR } else { WEIGHT })
    }
}

/// Lines of tokens with the engine's confidence.
type OwnedPage = Vec<Vec<(String, Option<f32>)>>;

/// Tokens of text that is owned elsewhere.
fn tokens<'t>(pages: &'t [OwnedPage]) -> Vec<Vec<Vec<RawToken<'t>>>> {
    let token = |(text, confidence): &'t (String, Option<f32>)| RawToken {
        text,
        confidence: *confidence,
    };
    let line = |line: &'t Vec<_>| line.iter().map(token).collect();
    pages.iter().map(|page| page.iter().map(line).collect()).collect()
}
