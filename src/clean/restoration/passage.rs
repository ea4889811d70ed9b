//! The words of a document in order, their candidates and what is chosen, and the changes that follow.

mod case;
mod choices;
mod edits;
mod margins;
mod positions;
mod search;
mod shares;
mod surroundings;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use hashbrown::HashSet;

use self::case::{Initials, initials, with_case};
use self::choices::{choices, neighbours};
use self::edits::{Edits, gather, note};
use self::margins::least_margins;
use self::positions::positions;
use self::search::{find_candidates, rescore};
use self::surroundings::look_around;
use super::alphabet;
use super::candidates::{Candidate, Slips};
use super::channel::{Channel, Readings, WRONG_LANGUAGE};
use super::decoder::{Decision, decode};
use super::hyphens::{Tail, tails};
use super::language::UNLISTED;
use super::names::Names;
use super::stand_ins::StandIns;
use super::vocabulary::Vocabulary;
use super::{Model, PageCondition, RawToken, Restoration, condition};
use crate::record::TextCondition;

/// A word where it stands.
pub struct Unit<'a> {
    page: usize,
    line: usize,
    token: usize,
    range: Range<usize>,
    /// What was read; of a hyphenated word both halves.
    pub text: Cow<'a, str>,
    /// The second half of a hyphenated word.
    tail: Option<Tail>,
    /// What stands before it in its sentence, if anything.
    place: Place,
    /// Whether nothing does, not even a number, or only a line that is not full.
    is_first: bool,
    /// A digit in it that makes it a number, unless the document's letters are read so.
    digit: Option<u8>,
    /// Whether the list has it.
    listed: bool,
    /// Whether most words around it are words of the list: else this is another language, a formula or noise.
    among_words: bool,
    /// Whether the words around it are English: then it is none of ours to restore.
    in_english: bool,
}

/// Where a word stands in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Place {
    /// At its start, or at the start of a line.
    Start,
    /// At the start of a line that goes on with the sentence of the line before.
    Continued,
    /// Inside, behind another word of the line, or before another part of the same name.
    Inside,
}

/// A position of the lattice: a word with its candidates, or a sign that stands for no word.
pub enum Position<'a> {
    /// A word; without candidates it stays as it is.
    Word(Unit<'a>, Vec<Candidate>),
    /// A number or the boundary of a sentence.
    Sign(u32),
}

/// Margin of a decision that teaches the channel.
const SURE: f32 = 2.0;

/// Restores a document whose pages are in these conditions.
pub fn restore(
    model: &Model<'_>,
    pages: &[Vec<Vec<RawToken<'_>>>],
    mut conditions: Vec<PageCondition>,
    stand_ins: Option<&StandIns>,
) -> Restoration {
    // Text without confidences may be OCR all the same: its misread words tell.
    let suspects: Vec<bool> = conditions
        .iter()
        .map(|page| page.condition == TextCondition::Clean)
        .collect();
    for page in conditions
        .iter_mut()
        .filter(|page| page.condition == TextCondition::Clean)
    {
        page.condition = TextCondition::SwedishOcr;
    }
    let Found {
        mut edits,
        words,
        only_marks,
    } = edits(model, pages, &conditions, (&suspects, stand_ins));
    let misread = edits
        .iter()
        .filter(|((page, ..), _)| suspects[*page])
        .flat_map(|(_, edits)| edits.iter().filter(|edit| edit.is_sure))
        .map(|edit| edit.text.as_str());
    let misread = misread.collect::<HashSet<&str>>().len();
    let is_ocr = condition::is_ocr(misread, words);
    for (page, _) in conditions.iter_mut().zip(&suspects).filter(|(_, suspect)| **suspect) {
        if misread > 0 {
            page.reason += &format!("; {misread} of {words} words in the document look misread");
        }
        if !is_ocr {
            page.condition = TextCondition::Clean;
        }
    }
    edits.retain(|(page, ..), _| is_ocr || !suspects[*page]);
    let changes = gather(&model.language, pages, &conditions, &edits, only_marks);
    Restoration {
        pages: conditions,
        changes,
        only_marks,
    }
}

/// What was found out about a document.
#[derive(Default)]
struct Found {
    /// Its new words.
    edits: Edits,
    /// How many words its suspect pages hold.
    words: usize,
    /// Whether it lost nothing but the marks on its letters: then its other signs are right.
    only_marks: bool,
}

/// The new words of a document.
fn edits(
    model: &Model<'_>,
    pages: &[Vec<Vec<RawToken<'_>>>],
    conditions: &[PageCondition],
    (suspects, stand_ins): (&[bool], Option<&StandIns>),
) -> Found {
    let older = condition::is_in_older_spelling(pages);
    let channels: BTreeMap<&str, Cow<'_, Channel>> = conditions
        .iter()
        .filter_map(|page| model.channel(page.condition))
        .map(|(name, channel)| {
            let bent = stand_ins.filter(|_| name == WRONG_LANGUAGE);
            let channel = bent.map_or(Cow::Borrowed(channel), |bent| Cow::Owned(bent.bend(channel)));
            let older = older.then(|| Cow::Owned(channel.clone().into_owned().in_older_spelling()));
            (name, older.unwrap_or(channel))
        })
        .collect();
    let name_of = |page: usize| Model::channel_name(conditions[page].condition);
    let channel_of = |page: usize| channels.get(name_of(page)?).map(Cow::as_ref);
    let tails = tails(&model.language, pages, &|page| channel_of(page));
    let mut positions = positions(pages, &tails);
    look_around(&model.language, &mut positions);
    let decide = |positions: &mut [Position<'_>], slips| {
        find_candidates(&model.language, &mut *positions, &|page| channel_of(page), slips);
        let choices = choices(&model.language, positions, &[], |_, _| f32::INFINITY);
        decode(&model.language, &choices)
    };
    let suspect_words = |positions: &[Position<'_>]| {
        let on_suspects = |position: &&Position<'_>| matches!(position, Position::Word(unit, _) if suspects[unit.page]);
        positions.iter().filter(on_suspects).count()
    };
    if suspects.iter().all(|suspect| *suspect) {
        let first = decide(&mut positions, Slips::Left);
        if !may_be_ocr(&positions, &first) {
            return Found {
                words: suspect_words(&positions),
                ..Found::default()
            };
        }
    }
    let first = decide(&mut positions, Slips::Sought);
    let neighbours = neighbours(&positions, &first);
    // A document that teaches nothing bends no channel, and its candidates stay.
    let adapted: BTreeMap<&str, Channel> = channels
        .iter()
        .map(|(name, channel)| {
            let readings = readings(channel, &positions, &first, |page| name_of(page) == Some(name));
            (*name, channel, readings)
        })
        .filter(|(.., readings)| !readings.counts.is_empty())
        .map(|(name, channel, readings)| (name, channel.adapted(&readings)))
        .collect();
    let vocabulary = Vocabulary::learn(&positions, &first);
    let unsure = rescore(&model.language, &mut positions, &|page| {
        Some((channel_of(page)?, adapted.get(name_of(page)?)?))
    });
    find_candidates(
        &model.language,
        unsure,
        &|page| adapted.get(name_of(page)?),
        Slips::Sought,
    );
    let mut choices = choices(&model.language, &positions, &neighbours, |unit, candidate| {
        vocabulary.cost(&unit.text, candidate)
    });
    let mut second = decode(&model.language, &choices);
    if shares::weigh(&model.language, &positions, &second, &mut choices) {
        second = decode(&model.language, &choices);
    }
    let only_marks = adapted.values().any(Channel::loses_only_marks);
    let initials = if only_marks {
        Initials::AsRead
    } else {
        initials(&model.language, &positions, &second)
    };
    let mut edits = Edits::new();
    let words = suspect_words(&positions);
    let mut names = Names::default();
    let mut open = Vec::new();
    for (position, decision) in positions.iter().zip(&second) {
        let Position::Word(unit, found) = position else {
            continue;
        };
        let Some(candidate) = found.get(decision.choice) else {
            continue;
        };
        let text = with_case(&model.language, unit, candidate, initials);
        if text == unit.text {
            open.push(unit);
            continue;
        }
        let least = least_margins(&model.language, unit, candidate, conditions[unit.page].condition);
        let is_sure = decision.margin >= least.any && decision.change_margin >= least.change;
        if is_sure {
            names.learn(&model.language, unit, candidate, decision.margin);
        } else {
            open.push(unit);
        }
        note(&mut edits, pages, unit, candidate, &text, (decision.margin, is_sure));
    }
    for unit in open {
        if let Some((candidate, margin)) = names.of(&model.language, unit) {
            let text = with_case(&model.language, unit, &candidate, initials);
            edits.remove(&(unit.page, unit.line, unit.token));
            note(&mut edits, pages, unit, &candidate, &text, (margin, true));
        }
    }
    Found {
        edits,
        words,
        only_marks,
    }
}

/// Whether text that seems clean may be OCR after all: of few words is another form likelier than what was read, before the
/// document has taught anything, and then it is not looked at any further.
fn may_be_ocr(positions: &[Position<'_>], decisions: &[Decision]) -> bool {
    let mut changed = positions.iter().zip(decisions).filter_map(|(position, decision)| {
        let Position::Word(unit, found) = position else {
            return None;
        };
        let candidate = found.get(decision.choice)?;
        (candidate.letters != alphabet::symbols(&unit.text)).then_some(unit.text.as_ref())
    });
    let mut words: HashSet<&str> = HashSet::new();
    changed.any(|word| words.insert(word) && words.len() >= condition::LEAST_MISREAD)
}

/// How the sure words of some pages were read.
fn readings(
    channel: &Channel,
    positions: &[Position<'_>],
    decisions: &[Decision],
    of_page: impl Fn(usize) -> bool,
) -> Readings {
    let mut readings = Readings::default();
    let mut bent_words = HashSet::new();
    for (position, decision) in positions.iter().zip(decisions) {
        if let Position::Word(unit, found) = position
            && let Some(candidate) = found.get(decision.choice)
            && candidate.word != UNLISTED
            && decision.margin >= SURE
            && of_page(unit.page)
        {
            for (read, letters) in candidate.readings(&alphabet::symbols(&unit.text)) {
                if !channel.keeps_shape(read, letters) {
                    bent_words.insert(unit.text.as_ref());
                }
                *readings.counts.entry((read.to_vec(), letters.to_vec())).or_default() += 1;
            }
        }
    }
    readings.bent_words = bent_words.len() as u32;
    readings
}
