//! The words of a document in order, their candidates and what is chosen, and the changes that follow.

mod margins;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use hashbrown::{HashMap, HashSet};

use self::margins::least_margins;
use super::alphabet;
use super::candidates::{Candidate, candidates, rough};
use super::channel::{Channel, Readings, Scope};
use super::decoder::{Choice, Decision, decode};
use super::homographs::{self, Features, Neighbour};
use super::hyphens::{Tail, Tails, half_before_hyphen, tails};
use super::language::{BOUNDARY, CAPITAL_START, Language, NUMBER, SMALL_START, UNLISTED};
use super::marks;
use super::names::Names;
use super::units::{PieceKind, ends_sentence, look_alike, pieces};
use super::vocabulary::Vocabulary;
use super::{Change, Model, PageCondition, RawToken, Restoration, Verdict, condition, spaces};
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
pub fn restore(model: &Model<'_>, pages: &[Vec<Vec<RawToken<'_>>>], mut conditions: Vec<PageCondition>) -> Restoration {
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
    } = edits(model, pages, &conditions, &suspects);
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
    }
}

/// What was found out about a document.
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
    suspects: &[bool],
) -> Found {
    let older = condition::is_in_older_spelling(pages);
    let channels: BTreeMap<&str, Cow<'_, Channel>> = conditions
        .iter()
        .filter_map(|page| model.channel(page.condition))
        .map(|(name, channel)| {
            let older = older.then(|| Cow::Owned(channel.clone().in_older_spelling()));
            (name, older.unwrap_or(Cow::Borrowed(channel)))
        })
        .collect();
    let name_of = |page: usize| Model::channel_name(conditions[page].condition);
    let channel_of = |page: usize| channels.get(name_of(page)?).map(Cow::as_ref);
    let tails = tails(&model.language, pages, &|page| channel_of(page));
    let mut positions = positions(pages, &tails);
    look_around(&model.language, &mut positions);
    find_candidates(&model.language, &mut positions, &|page| channel_of(page));
    let first = decode(
        &model.language,
        &choices(&model.language, &positions, &[], |_, _| f32::INFINITY),
    );
    let neighbours = neighbours(&positions, &first);
    // A document that teaches nothing bends no channel, and its candidates stay.
    let adapted: BTreeMap<&str, Channel> = channels
        .iter()
        .map(|(name, channel)| {
            let readings = readings(&positions, &first, |page| name_of(page) == Some(name));
            (*name, channel, readings)
        })
        .filter(|(.., readings)| !readings.counts.is_empty())
        .map(|(name, channel, readings)| (name, channel.adapted(&readings)))
        .collect();
    let vocabulary = Vocabulary::learn(&positions, &first);
    let unsure = rescore(&model.language, &mut positions, &|page| {
        Some((channel_of(page)?, adapted.get(name_of(page)?)?))
    });
    find_candidates(&model.language, unsure, &|page| adapted.get(name_of(page)?));
    let second = decode(
        &model.language,
        &choices(&model.language, &positions, &neighbours, |unit, candidate| {
            vocabulary.cost(&unit.text, candidate)
        }),
    );
    let bends_initials = bends_initials(&model.language, &positions, &second);
    let mut edits = Edits::new();
    let mut words = 0;
    let mut names = Names::default();
    let mut open = Vec::new();
    for (position, decision) in positions.iter().zip(&second) {
        let Position::Word(unit, found) = position else {
            continue;
        };
        words += usize::from(suspects[unit.page]);
        let Some(candidate) = found.get(decision.choice) else {
            continue;
        };
        let text = with_case(&model.language, unit, candidate, bends_initials);
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
            let text = with_case(&model.language, unit, &candidate, bends_initials);
            edits.remove(&(unit.page, unit.line, unit.token));
            note(&mut edits, pages, unit, &candidate, &text, (margin, true));
        }
    }
    let only_marks = adapted.values().any(Channel::loses_only_marks);
    Found {
        edits,
        words,
        only_marks,
    }
}

/// Notes the new text of a word; of a hyphenated word, each half in its place.
fn note(
    edits: &mut Edits,
    pages: &[Vec<Vec<RawToken<'_>>>],
    unit: &Unit<'_>,
    candidate: &Candidate,
    text: &str,
    (margin, is_sure): (f32, bool),
) {
    let mut push = |(page, line, token): (usize, usize, usize), range: Range<usize>, text: &str| {
        if pages[page][line][token].text[range.clone()] != *text {
            edits.entry((page, line, token)).or_default().push(Edit {
                range,
                text: text.to_owned(),
                margin,
                is_sure,
            });
        }
    };
    let at = (unit.page, unit.line, unit.token);
    let Some(tail) = &unit.tail else {
        push(at, unit.range.clone(), text);
        return;
    };
    let head = &pages[unit.page][unit.line][unit.token].text[unit.range.clone()];
    let symbols = alphabet::symbols(head).len();
    let letters = candidate
        .sources
        .iter()
        .filter(|&&source| usize::from(source) < symbols)
        .count();
    let split = text.char_indices().nth(letters).map_or(text.len(), |(at, _)| at);
    push(at, unit.range.clone(), &text[..split]);
    push((tail.page, tail.line, 0), tail.range.clone(), &text[split..]);
}

/// New text for a part of a token.
struct Edit {
    range: Range<usize>,
    text: String,
    margin: f32,
    is_sure: bool,
}

/// By page, line and token.
type Edits = HashMap<(usize, usize, usize), Vec<Edit>>;

/// How the sure words of some pages were read.
fn readings(positions: &[Position<'_>], decisions: &[Decision], of_page: impl Fn(usize) -> bool) -> Readings {
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
                if !alphabet::same_skeleton(read, letters) {
                    bent_words.insert(unit.text.as_ref());
                }
                *readings.counts.entry((read.to_vec(), letters.to_vec())).or_default() += 1;
            }
        }
    }
    readings.bent_words = bent_words.len() as u32;
    readings
}

/// Puts the changed parts of tokens together, in the order of the text, with marks and spaces.
fn gather(
    language: &Language<'_>,
    pages: &[Vec<Vec<RawToken<'_>>>],
    conditions: &[PageCondition],
    edits: &Edits,
    only_marks: bool,
) -> Vec<Change> {
    let mut changes = Vec::new();
    for (page, lines) in pages.iter().enumerate() {
        let condition = conditions[page].condition;
        if condition == TextCondition::Clean {
            continue;
        }
        let bends_signs = condition == TextCondition::WrongLanguage && !only_marks;
        for (line, tokens) in lines.iter().enumerate() {
            let mut at = 0;
            while at < tokens.len() {
                let joined = tokens
                    .get(at + 1)
                    .filter(|next| spaces::halves_of_case_number(tokens[at].text, next.text));
                let length = if joined.is_some() { 2 } else { 1 };
                let change = match joined {
                    Some(next) => Some((
                        tokens[at].text.to_owned() + next.text,
                        MARK_CONFIDENCE,
                        Verdict::Applied,
                    )),
                    None => mark(tokens, at, condition)
                        .filter(|_| bends_signs || condition == TextCondition::SwedishOcr)
                        .map(|text| (text, MARK_CONFIDENCE, Verdict::Applied)),
                };
                let edits = edits.get(&(page, line, at));
                let change = change.or_else(|| edits.map(|edits| word_change(tokens[at].text, edits, bends_signs)));
                let change = change.or_else(|| {
                    let text = sign_change(language, tokens, at).filter(|_| bends_signs)?;
                    Some((text, MARK_CONFIDENCE, Verdict::Applied))
                });
                changes.extend(change.map(|(text, confidence, verdict)| Change {
                    page,
                    line,
                    tokens: at..at + length,
                    text,
                    confidence,
                    verdict,
                }));
                at += length;
            }
        }
    }
    changes
}

/// What a token becomes that is a sign and no word.
fn mark(tokens: &[RawToken<'_>], at: usize, condition: TextCondition) -> Option<String> {
    let bullet = if at == 0 {
        marks::bullet(tokens, condition)
    } else {
        None
    };
    let mark = bullet.or_else(|| marks::lone_bar(tokens, at))?;
    Some(mark.to_owned())
}

/// What a token becomes whose words stay as they are.
fn sign_change(language: &Language<'_>, tokens: &[RawToken<'_>], at: usize) -> Option<String> {
    let before = at.checked_sub(1).map(|before| &tokens[before]);
    spaces::lost(language, tokens[at].text, before).or_else(|| marks::quotation(tokens[at].text))
}

/// What a token becomes by the words in it, how sure that is, and whether it is done.
fn word_change(raw: &str, edits: &[Edit], bends_signs: bool) -> (String, f32, Verdict) {
    let text = edited(raw, edits);
    let text = match marks::quotation(&text) {
        Some(quotation) if bends_signs => quotation,
        _ => text,
    };
    let margin = edits.iter().map(|edit| edit.margin).fold(f32::INFINITY, f32::min);
    let verdict = if edits.iter().all(|edit| edit.is_sure) {
        Verdict::Applied
    } else {
        Verdict::Doubtful
    };
    (text, 1.0 / (1.0 + (-margin).exp()), verdict)
}

/// Confidence of a bullet or another mark put right.
const MARK_CONFIDENCE: f32 = 0.95;

fn edited(raw: &str, edits: &[Edit]) -> String {
    let mut text = String::new();
    let mut end = 0;
    for edit in edits {
        text += &raw[end..edit.range.start];
        text += &edit.text;
        end = edit.range.end;
    }
    text + &raw[end..]
}

/// The words of the document, without candidates yet.
fn positions<'a>(pages: &[Vec<Vec<RawToken<'a>>>], tails: &Tails) -> Vec<Position<'a>> {
    let behind_hyphens: HashSet<(usize, usize)> = tails.values().map(|tail| (tail.page, tail.line)).collect();
    let mut positions = vec![Position::Sign(BOUNDARY)];
    for (page, lines) in pages.iter().enumerate() {
        let typical = typical_length(lines);
        let mut full = false;
        for (line, tokens) in lines.iter().enumerate() {
            let starts_small = tokens
                .first()
                .is_some_and(|first| first.text.starts_with(char::is_lowercase));
            let bullet = marks::bullet(tokens, TextCondition::WrongLanguage).is_some();
            if bullet || !full && !starts_small {
                boundary(&mut positions);
            }
            let mostly_capitals = mostly_capitals(tokens);
            for (token, raw) in tokens.iter().enumerate().skip(usize::from(bullet)) {
                let tail = tails.get(&(page, line)).filter(|_| token + 1 == tokens.len());
                let head = tail.and_then(|_| half_before_hyphen(raw.text));
                for piece in pieces(raw.text) {
                    let text = &raw.text[piece.range.clone()];
                    let tail = tail.filter(|_| head.as_ref().is_some_and(|(_, range)| *range == piece.range));
                    if token == 0 && piece.range.start == 0 && behind_hyphens.contains(&(page, line)) {
                        continue;
                    }
                    let digit = look_alike(text).filter(|_| piece.kind == PieceKind::NumberOrWord);
                    if piece.kind == PieceKind::Number {
                        positions.push(Position::Sign(NUMBER));
                    } else if is_abbreviation(text) && !mostly_capitals || beside_digits(raw.text, text) {
                        positions.push(Position::Sign(UNLISTED));
                    } else {
                        let place = match positions.last() {
                            Some(Position::Word(..)) if token > 0 => Place::Inside,
                            _ if begins_name(tokens, token) => Place::Inside,
                            Some(Position::Word(..)) if full => Place::Continued,
                            _ => Place::Start,
                        };
                        let text = match tail {
                            Some(tail) => {
                                Cow::Owned(text.to_owned() + &pages[tail.page][tail.line][0].text[tail.range.clone()])
                            }
                            None => Cow::Borrowed(text),
                        };
                        let unit = Unit {
                            page,
                            line,
                            token,
                            range: piece.range,
                            text,
                            tail: tail.cloned(),
                            place,
                            digit,
                            listed: false,
                            among_words: true,
                            in_english: false,
                        };
                        positions.push(Position::Word(unit, Vec::new()));
                    }
                }
                if ends_sentence(raw.text) {
                    boundary(&mut positions);
                }
            }
            full = length(tokens) * 4 >= typical * 3;
        }
    }
    boundary(&mut positions);
    positions
}

/// Finds out which words stand among words.
fn look_around(language: &Language<'_>, positions: &mut [Position<'_>]) {
    let words: Vec<usize> = (0..positions.len())
        .filter(|&at| matches!(positions[at], Position::Word(..)))
        .collect();
    let mut looked_up: HashMap<&str, bool> = HashMap::new();
    let listed: Vec<bool> = words
        .iter()
        .map(|&at| match &positions[at] {
            Position::Word(unit, _) => *looked_up
                .entry(&unit.text)
                .or_insert_with(|| language.find(&alphabet::symbols(&unit.text)).is_some()),
            Position::Sign(_) => false,
        })
        .collect();
    drop(looked_up);
    let english: Vec<bool> = words
        .iter()
        .map(|&at| match &positions[at] {
            Position::Word(unit, _) => is_english(&unit.text),
            Position::Sign(_) => false,
        })
        .collect();
    let (english, known) = (counted_before(&english), counted_before(&listed));
    for (number, &at) in words.iter().enumerate() {
        let around = number.saturating_sub(AROUND)..(number + AROUND + 1).min(words.len());
        let others = around.len() - 1;
        let english = english[around.end] - english[around.start];
        let known = known[around.end] - known[around.start] - usize::from(listed[number]);
        if let Position::Word(unit, _) = &mut positions[at] {
            unit.listed = listed[number];
            unit.among_words = known * 10 >= others * LEAST_KNOWN;
            unit.in_english = english >= LEAST_ENGLISH;
        }
    }
}

/// How many of some words are marked before each of them, and in all.
fn counted_before(marked: &[bool]) -> Vec<usize> {
    let mut count = 0;
    let mut counts = vec![0];
    counts.extend(marked.iter().map(|marked| {
        count += usize::from(*marked);
        count
    }));
    counts
}

/// Words that stand in every line of English and in no Swedish one.
const ENGLISH: &[&str] = &[
    "the", "of", "and", "to", "with", "from", "this", "are", "our", "which", "that", "have", "we", "is", "will",
    "been", "their",
];

fn is_english(word: &str) -> bool {
    word.len() <= LONGEST_ENGLISH && ENGLISH.iter().any(|english| word.eq_ignore_ascii_case(english))
}
/// Letters of the longest of them.
const LONGEST_ENGLISH: usize = 5;
/// Such words that must stand around a word.
const LEAST_ENGLISH: usize = 2;
/// Words on either side that are looked at.
const AROUND: usize = 6;
/// Of ten words around a misread word, those that must be in the list.
const LEAST_KNOWN: usize = 7;

/// Scores the candidates anew by the channel as the document bends it, and gives the positions where that may bring others up.
fn rescore<'p, 'a, 'c>(
    language: &Language<'_>,
    positions: &'p mut [Position<'a>],
    channels_of: &impl Fn(usize) -> Option<(&'c Channel, &'c Channel)>,
) -> Vec<&'p mut Position<'a>> {
    let mut unsure = Vec::new();
    for position in positions {
        let Position::Word(unit, found) = position else {
            continue;
        };
        let Some((from, to)) = channels_of(unit.page) else {
            continue;
        };
        if found.first().is_some_and(|best| best.is_sure(language)) {
            let symbols = alphabet::symbols(&unit.text);
            for candidate in found.iter_mut() {
                candidate.channel += candidate.dearer(&symbols, from, to);
            }
            // Whatever the document does not make of letters at all.
            found.retain(|candidate| candidate.channel.is_finite());
        } else {
            unsure.push(position);
        }
    }
    unsure
}

/// Finds the candidates of words by the channels of their pages.
fn find_candidates<'p, 'a: 'p, 'c>(
    language: &Language<'_>,
    positions: impl IntoIterator<Item = &'p mut Position<'a>>,
    channel_of: &impl Fn(usize) -> Option<&'c Channel>,
) {
    // By what was read, and what may stand before it.
    type Known<'a> = HashMap<(Cow<'a, str>, &'static [u8]), Vec<Candidate>>;
    let mut known = Known::new();
    let mut page = usize::MAX;
    for position in positions {
        let Position::Word(unit, found) = position else {
            continue;
        };
        if unit.in_english {
            continue;
        }
        // Pages of one condition share what was found.
        let Some(channel) = channel_of(unit.page) else { continue };
        // Most words of text that was read well are done here.
        if !may_change(channel, unit) {
            found.clear();
            continue;
        }
        if page != unit.page
            && page != usize::MAX
            && !channel_of(page).is_some_and(|other| std::ptr::eq(other, channel))
        {
            known.clear();
        }
        page = unit.page;
        let starts = starts(unit);
        *found = known
            .entry((unit.text.clone(), starts))
            .or_insert_with(|| {
                let symbols = alphabet::symbols(&unit.text);
                if let Some(digit) = unit.digit {
                    return with_digit(language, channel, &symbols, digit);
                }
                candidates(language, channel, &symbols, starts)
            })
            .clone();
    }
}

/// What may stand before a word in the model of letters: a capital inside a sentence is a name's, at its start it may be any word's.
fn starts(unit: &Unit<'_>) -> &'static [u8] {
    match (unit.text.starts_with(char::is_uppercase), unit.place) {
        (false, _) => &[SMALL_START],
        (true, Place::Inside) => &[CAPITAL_START],
        (true, Place::Start | Place::Continued) => &[SMALL_START, CAPITAL_START],
    }
}

/// The common words that something with a digit may stand for, in a document whose letters are read as that digit.
fn with_digit(language: &Language<'_>, channel: &Channel, symbols: &[u8], digit: u8) -> Vec<Candidate> {
    if !channel.reads_letters_as(digit) {
        return Vec::new();
    }
    let mut found = candidates(language, channel, symbols, &[SMALL_START]);
    found.retain(|candidate| candidate.word != UNLISTED && language.unigram(candidate.word) <= COMMON);
    found
}

/// A word that costs more is too rare to stand in the place of what may be a number.
const COMMON: f32 = 10.0;

/// Whether a channel may change a word at all.
fn may_change(channel: &Channel, unit: &Unit<'_>) -> bool {
    unit.digit.is_some() || channel.scope != Scope::UnlistedWords || unit.among_words && may_be_misread(unit)
}

/// Whether something may be a misread word: it is long enough to tell, in no list, and no brand with capitals inside.
fn may_be_misread(unit: &Unit<'_>) -> bool {
    if unit.listed {
        return false;
    }
    let text = &unit.text;
    let inner_capitals = text.chars().skip(1).any(char::is_uppercase) && text.chars().any(char::is_lowercase);
    let symbols = alphabet::symbols(text);
    !inner_capitals && symbols.len() >= LEAST_MISREAD && symbols.iter().all(|symbol| !symbol.is_ascii_digit())
}

/// Least letters of a word that is changed in text that was read with Swedish letters.
const LEAST_MISREAD: usize = 5;

fn boundary(positions: &mut Vec<Position<'_>>) {
    if !matches!(positions.last(), Some(Position::Sign(BOUNDARY))) {
        positions.push(Position::Sign(BOUNDARY));
    }
}

fn length(tokens: &[RawToken<'_>]) -> usize {
    tokens.iter().map(|token| token.text.chars().count() + 1).sum()
}

/// The length that nine lines in ten do not exceed, in letters.
fn typical_length(lines: &[Vec<RawToken<'_>>]) -> usize {
    let mut lengths: Vec<usize> = lines
        .iter()
        .map(|line| length(line))
        .filter(|&length| length > 0)
        .collect();
    lengths.sort_unstable();
    lengths.get(lengths.len() * 9 / 10).copied().unwrap_or(0)
}

/// Whether a token and the next are parts of a name: both begin with a capital and go on in small letters.
fn begins_name(tokens: &[RawToken<'_>], at: usize) -> bool {
    let has_form = |token: &RawToken<'_>| {
        let mut letters = token.text.chars().filter(|c| c.is_alphabetic());
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
    };
    let name = |token: &RawToken<'_>| has_form(token) && token.text.ends_with(char::is_alphabetic);
    name(&tokens[at]) && tokens.get(at + 1).is_some_and(has_form)
}

/// One to four capitals are an abbreviation, unless the whole line is in capitals.
fn is_abbreviation(text: &str) -> bool {
    let letters = text.chars().count();
    letters <= 4 && text.chars().all(char::is_uppercase)
}

/// Whether a word is the letters of a number (`KSN-2007-0655`, `Sbn/2009:877`): it has a capital, and digits in its token.
fn beside_digits(token: &str, text: &str) -> bool {
    let digit = |c: char| c.is_ascii_digit();
    text.starts_with(char::is_uppercase) && !text.contains(digit) && token.contains(digit)
}

fn mostly_capitals(tokens: &[RawToken<'_>]) -> bool {
    let count = |test: fn(char) -> bool| {
        tokens
            .iter()
            .flat_map(|token| token.text.chars())
            .filter(|&c| test(c))
            .count()
    };
    count(char::is_uppercase) > 2 * count(char::is_lowercase)
}

/// The choices of the decoder; `document` tells what a candidate costs by the vocabulary of the document.
fn choices(
    language: &Language<'_>,
    positions: &[Position<'_>],
    neighbours: &[Neighbour],
    document: impl Fn(&Unit<'_>, &Candidate) -> f32,
) -> Vec<Vec<Choice>> {
    let sign = |word| {
        vec![Choice {
            word,
            channel: 0.0,
            spelling: 0.0,
            document: f32::INFINITY,
            as_read: true,
            among_rare: false,
        }]
    };
    let choices = |unit: &Unit<'_>, found: &[Candidate]| {
        let symbols = alphabet::symbols(&unit.text);
        let best = found.iter().filter(|candidate| candidate.word != UNLISTED);
        let best = best.min_by(|a, b| rough(language, a).total_cmp(&rough(language, b)));
        let among_rare = best.is_some_and(|best| language.is_rare(best.word));
        let choice = |candidate: &Candidate| Choice {
            word: candidate.word,
            channel: candidate.channel + case_cost(language, unit, candidate),
            spelling: candidate.spelling,
            document: document(unit, candidate),
            as_read: candidate.letters == symbols,
            among_rare,
        };
        found.iter().map(choice).collect()
    };
    let mut choices: Vec<Vec<Choice>> = positions
        .iter()
        .map(|position| match position {
            Position::Sign(word) => sign(*word),
            Position::Word(_, found) if found.is_empty() => sign(UNLISTED),
            Position::Word(unit, found) => choices(unit, found),
        })
        .collect();
    if !neighbours.is_empty() {
        for at in 0..positions.len() {
            if let Position::Word(unit, found) = &positions[at]
                && !stands_alone(positions, at, unit)
            {
                weigh_homographs(language, neighbours, at, found, &mut choices[at]);
            }
        }
    }
    choices
}

/// Whether no other word is next to a word in its line: a heading, a note in the margin or a cell has no words around that tell of it.
fn stands_alone(positions: &[Position<'_>], at: usize, unit: &Unit<'_>) -> bool {
    let beside = [at.checked_sub(1), at.checked_add(1)];
    !beside.into_iter().flatten().any(|beside| {
        matches!(positions.get(beside), Some(Position::Word(other, _)) if (other.page, other.line) == (unit.page, unit.line))
    })
}

/// Adds what the common words cost that differ in nothing but their marks, by the words around.
fn weigh_homographs(
    language: &Language<'_>,
    neighbours: &[Neighbour],
    at: usize,
    found: &[Candidate],
    choices: &mut [Choice],
) {
    let common = |candidate: &Candidate| {
        candidate.word != UNLISTED && homographs::is_weighed(&candidate.letters, language.unigram(candidate.word))
    };
    let Some(first) = found.iter().find(|candidate| common(candidate)) else {
        return;
    };
    let alike: Vec<usize> = (0..found.len())
        .filter(|&number| common(&found[number]) && found[number].only_marks_differ(&first.letters))
        .collect();
    if alike.len() < 2 {
        return;
    }
    let features = Features::new(&|step| {
        let neighbour = at.checked_add_signed(step).and_then(|at| neighbours.get(at));
        neighbour.copied().unwrap_or(Neighbour::sign(BOUNDARY))
    });
    let word = |&number: &usize| homographs::hash_of(&found[number].letters);
    let words: Vec<u64> = alike.iter().map(word).collect();
    for (number, cost) in alike.into_iter().zip(language.homographs.costs(&features, &words)) {
        choices[number].channel += HOMOGRAPH_WEIGHT * cost;
    }
}

/// What the weights of words that look alike count beside sequences of three words.
const HOMOGRAPH_WEIGHT: f32 = 1.2;

/// The words as they are chosen, for those beside them.
fn neighbours(positions: &[Position<'_>], decisions: &[Decision]) -> Vec<Neighbour> {
    let neighbour = |(position, decision): (&Position<'_>, &Decision)| match position {
        Position::Sign(sign) => Neighbour::sign(*sign),
        Position::Word(unit, found) => {
            let capital = unit.text.starts_with(char::is_uppercase);
            match found.get(decision.choice) {
                Some(candidate) => Neighbour::word(&candidate.letters, capital),
                None => Neighbour::word(&alphabet::symbols(&unit.text), capital),
            }
        }
    };
    positions.iter().zip(decisions).map(neighbour).collect()
}

/// What the case of a word inside a sentence costs a candidate: names have capitals, other words seldom.
fn case_cost(language: &Language<'_>, unit: &Unit<'_>, candidate: &Candidate) -> f32 {
    if unit.place != Place::Inside || candidate.word == UNLISTED {
        return 0.0;
    }
    let share = language
        .capital_share(candidate.word)
        .clamp(LEAST_SHARE, 1.0 - LEAST_SHARE);
    let capital = unit.text.starts_with(char::is_uppercase);
    -(if capital { share } else { 1.0 - share }).ln()
}

/// Share of the words of either kind that are written otherwise all the same, or misread.
const LEAST_SHARE: f32 = 0.03;

/// The candidate as it is to be written: a capital for each that was read, as long as it is the same letter.
fn with_case(language: &Language<'_>, unit: &Unit<'_>, candidate: &Candidate, bends_initials: bool) -> String {
    let read: Vec<char> = unit.text.chars().collect();
    let capitals = read.iter().filter(|c| c.is_uppercase()).count();
    let smalls = read.iter().filter(|c| c.is_lowercase()).count();
    let text = alphabet::text(&candidate.letters);
    if capitals >= 2 && capitals > 2 * smalls {
        return text.to_uppercase();
    }
    let capital = |at: usize, letter: u8| {
        let Some(&c) = candidate
            .sources
            .get(at)
            .and_then(|&source| read.get(usize::from(source)))
        else {
            return false;
        };
        let first_of_reading = at == 0 || candidate.sources[at] != candidate.sources[at - 1];
        let kept = if at == 0 {
            !small_initial(language, unit, candidate, bends_initials)
        } else {
            alphabet::letter(c) == Some(letter)
        };
        c.is_uppercase() && first_of_reading && kept
    };
    text.chars()
        .zip(&candidate.letters)
        .enumerate()
        .flat_map(|(at, (c, &letter))| {
            if capital(at, letter) {
                c.to_uppercase().next()
            } else {
                Some(c)
            }
        })
        .collect()
}

/// A small å, ä or ö is often read as a capital (`Over`, `Gr`): behind another word, a word that hardly ever has a capital gets none; at
/// the start of a line, which may start a sentence as well, only in a document that bends such letters.
fn small_initial(language: &Language<'_>, unit: &Unit<'_>, candidate: &Candidate, bends_initials: bool) -> bool {
    let Some(&letter) = candidate.letters.first() else {
        return false;
    };
    let read = unit.text.chars().next().and_then(alphabet::letter);
    unit.place != Place::Start
        && alphabet::is_swedish(letter)
        && read != Some(letter)
        && (read != Some(alphabet::unmarked(letter))
            || (unit.place == Place::Inside && unit.token > 0 || bends_initials) && is_small(language, candidate))
}

/// Whether a word begins with an ö that is hardly ever a capital.
fn is_small(language: &Language<'_>, candidate: &Candidate) -> bool {
    candidate.letters.first() == Some(&0xF6)
        && candidate.word != UNLISTED
        && language.capital_share(candidate.word) < SELDOM_CAPITAL
}

/// Whether small letters that begin words are read as capitals in a document, or nothing tells.
fn bends_initials(language: &Language<'_>, positions: &[Position<'_>], decisions: &[Decision]) -> bool {
    let (mut small, mut capital) = (0, 0);
    for (position, decision) in positions.iter().zip(decisions) {
        if let Position::Word(unit, found) = position
            && unit.place == Place::Inside
            && unit.token > 0
            && found
                .get(decision.choice)
                .is_some_and(|candidate| is_small(language, candidate))
        {
            small += usize::from(unit.text.starts_with('o'));
            capital += usize::from(unit.text.starts_with('O'));
        }
    }
    capital * SMALL_FOR_CAPITAL >= small
}

/// Small letters for each that is read as a capital, in a document that bends them.
const SMALL_FOR_CAPITAL: usize = 20;
/// The share of capitals inside sentences below which a capital vowel is taken for a misread small one.
const SELDOM_CAPITAL: f32 = 0.02;
