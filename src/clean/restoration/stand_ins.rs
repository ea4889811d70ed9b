//! What stands for å, ä and ö in a document that lost them, or one of them, to something else than the letters beneath their marks: to one
//! sign for all (`n?mnd`), to letters of another language (`næmnd`, `nàmnd`), to each other (`pä`), to two letters (`naemnd`), or to nothing (`nmnd`).
//!
//! A document whose letters hold hardly any å, ä or ö is looked at: what stands inside words that no list has, in whose place one of the
//! missing letters makes words of the list, stands for it. How often it does bends the channel before the first word is restored.

mod dropped;
mod signs;

use std::collections::{BTreeMap, BTreeSet};

use hashbrown::HashMap;

use self::signs::Signs;
use super::alphabet::{self, SIGN};
use super::channel::{Channel, Counts};
use super::condition::{LEAST_LOST, LIKELIER, UNLISTED};
use super::language::{FIRST_WORD, Language, WordId};
use super::place::Place;
use super::units::{PieceKind, pieces};
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

/// Letters of a text that tell which are missing from it.
const LEAST_LETTERS: usize = 100;
/// Letters of a text for each å, each ä or each ö: Swedish has one in 106, 51 and 59, no protocol of the fixtures fewer than one in 339.
const MOST_LETTERS: usize = 1_000;
/// Different words that must show what stands for a letter.
const LEAST_SHOWN: usize = 3;
/// Words that show nothing, for each that shows what stands for a letter in a document that lost some: names hold such letters too.
const MOST_AGAINST: usize = 4;
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

/// The pages that may have lost letters: all of a document that misses some, else those that miss the same ones as most of the pages
/// that do; `None` where no page does.
fn looked_at(pages: &[Letters]) -> Option<Vec<bool>> {
    let all = pages.iter().fold(Letters::default(), |all, page| all.with(page));
    if !all.missing().is_empty() {
        return Some(vec![true; pages.len()]);
    }
    let mut by_missing: BTreeMap<Vec<u8>, usize> = BTreeMap::new();
    for page in pages {
        *by_missing.entry(page.missing()).or_default() += page.all;
    }
    by_missing.remove(&Vec::new());
    let (most, _) = by_missing.into_iter().max_by_key(|(_, letters)| *letters)?;
    Some(pages.iter().map(|page| page.missing() == most).collect())
}

/// How many small letters a text has, and what they are: OCR may know the capital of a letter that it does not know.
#[derive(Default, Clone, Copy)]
struct Letters {
    all: usize,
    /// å, ä and ö.
    swedish: [usize; 3],
    /// Letters of other languages, and two letters that may stand for one.
    others: usize,
}

impl Letters {
    fn of(page: &[Vec<RawToken<'_>>]) -> Self {
        let mut letters = Self::default();
        for token in page.iter().flatten() {
            let mut before = ' ';
            for c in token.text.chars() {
                letters.all += usize::from(c.is_lowercase());
                match c {
                    'å' => letters.swedish[0] += 1,
                    'ä' => letters.swedish[1] += 1,
                    'ö' => letters.swedish[2] += 1,
                    'a' if matches!(before, 'a' | 'A') => letters.others += 1,
                    'e' if matches!(before, 'a' | 'A' | 'o' | 'O') => letters.others += 1,
                    'é' => {}
                    c if !c.is_ascii() && c.is_lowercase() => letters.others += 1,
                    _ => {}
                }
                before = c;
            }
        }
        letters
    }

    fn with(self, other: &Self) -> Self {
        let [å, ä, ö] = self.swedish;
        Self {
            all: self.all + other.all,
            swedish: [å + other.swedish[0], ä + other.swedish[1], ö + other.swedish[2]],
            others: self.others + other.others,
        }
    }

    /// How many of some letters of å, ä and ö there are.
    fn of_these(&self, letters: &[u8]) -> usize {
        let counted = SWEDISH.iter().zip(self.swedish);
        counted
            .filter(|(letter, _)| letters.contains(letter))
            .map(|(_, count)| count)
            .sum()
    }

    /// Those of å, ä and ö that are missing.
    fn missing(&self) -> Vec<u8> {
        let is_missing = |count: usize| self.all >= LEAST_LETTERS && count * MOST_LETTERS < self.all;
        let letters = SWEDISH.into_iter().zip(self.swedish);
        letters
            .filter(|(_, count)| is_missing(*count))
            .map(|(letter, _)| letter)
            .collect()
    }

    /// Whether there are more other letters than Swedish text has.
    fn has_others(&self) -> bool {
        self.others * MOST_LETTERS >= self.all
    }
}

/// The words of a document by what they show of the letters that it lost.
struct Census<'a, 'm> {
    language: &'a Language<'m>,
    lost: &'a [u8],
    /// By word, as often as it stands in the text.
    words: HashMap<String, (Shown, u32)>,
}

/// What a word shows.
#[derive(Debug, Clone, PartialEq)]
enum Shown {
    /// A list has it as it is.
    Listed,
    /// A list has it with these letters in the place of those that were read.
    Lost(Vec<Reading>),
    /// Nothing.
    Nothing,
}

/// A letter, and what was read where it stands.
type Reading = (Vec<u8>, u8);

impl<'a, 'm> Census<'a, 'm> {
    fn new(language: &'a Language<'m>, lost: &'a [u8]) -> Self {
        Self {
            language,
            lost,
            words: HashMap::new(),
        }
    }

    /// Counts the words of a page.
    fn count(&mut self, page: &[Vec<RawToken<'_>>]) -> Words {
        let mut words = Words::default();
        for token in page.iter().flatten() {
            for piece in pieces(token.text)
                .into_iter()
                .filter(|piece| piece.kind == PieceKind::Word)
            {
                let text = &token.text[piece.range];
                let (language, lost) = (self.language, self.lost);
                let new = || (shown(language, &alphabet::symbols(text), lost), 0);
                let (shown, count) = self.words.entry_ref(text).or_insert_with(new);
                *count += 1;
                words.all += 1;
                words.lost += usize::from(matches!(shown, Shown::Lost(_)));
            }
        }
        words
    }

    /// How letters were read, where that is anything else than the loss of all marks.
    fn readings(self, signs: &Signs) -> Option<Counts> {
        let (mut all, mut listed, mut lost) = (0, 0, 0);
        let mut counts = Counts::new();
        let mut shown_by: BTreeMap<Vec<u8>, BTreeSet<&str>> = BTreeMap::new();
        let mut against: BTreeMap<u8, usize> = BTreeMap::new();
        for (text, (shown, count)) in &self.words {
            let symbols = alphabet::symbols(text);
            all += count;
            match shown {
                Shown::Listed => listed += count,
                Shown::Lost(readings) => {
                    lost += count;
                    for (read, letter) in readings {
                        *counts.entry((read.clone(), vec![*letter])).or_default() += count;
                        shown_by.entry(read.clone()).or_default().insert(text);
                    }
                }
                Shown::Nothing => {
                    let foreign = symbols.iter().filter(|&&symbol| is_foreign(symbol));
                    foreign.for_each(|&symbol| *against.entry(symbol).or_default() += 1);
                    continue;
                }
            }
            let taken = |letter: u8| {
                let is_read = |(read, _): &&Reading| read.contains(&letter);
                matches!(shown, Shown::Lost(readings) if readings.iter().any(|reading| is_read(&reading)))
            };
            for &letter in symbols
                .iter()
                .filter(|&&symbol| alphabet::is_swedish(symbol) && !taken(symbol))
            {
                *counts.entry((vec![letter], vec![letter])).or_default() += count;
            }
        }
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
}

/// What letters without their marks, and OCR without Swedish, are read as: the channel has that.
fn is_known_loss(read: &[u8]) -> bool {
    matches!(read, [b'a' | b'o' | 0xE9])
}

/// A letter that Swedish has none of, or few.
fn is_foreign(symbol: u8) -> bool {
    (symbol >= 0xDF || symbol == alphabet::UNKNOWN || symbol == SIGN) && !alphabet::is_swedish(symbol)
}

/// What a word shows of the letters that a document lost.
fn shown(language: &Language<'_>, symbols: &[u8], lost: &[u8]) -> Shown {
    let own = language.find(symbols);
    let listed = if own.is_some() { Shown::Listed } else { Shown::Nothing };
    let own = own.map_or(UNLISTED, |word| language.unigram(word));
    if symbols.len() < LEAST_TELLING || !(0..symbols.len()).any(|at| !stands_for(&symbols[at..], lost).is_empty()) {
        return listed;
    }
    match with_lost(language, symbols, lost) {
        Some((cost, readings)) if cost + LIKELIER < own && tells(symbols, &readings) => Shown::Lost(readings),
        _ => listed,
    }
}

/// Whether a word is long enough to tell: many short words without marks are words of other languages too.
fn tells(symbols: &[u8], readings: &[Reading]) -> bool {
    let only_marks = readings.iter().all(|(read, _)| is_known_loss(read));
    symbols.len() >= if only_marks { LEAST_WITHOUT_MARKS } else { LEAST_TELLING }
}

/// Letters of a word that may tell, and of one that lost nothing but marks.
const LEAST_TELLING: usize = 2;
const LEAST_WITHOUT_MARKS: usize = 4;
/// Places in the list that are looked at for one word.
const MOST_STEPS: usize = 1_000;

/// The likeliest word of the list with lost letters in the place of some symbols, what it costs, and how they were read.
fn with_lost(language: &Language<'_>, symbols: &[u8], lost: &[u8]) -> Option<(f32, Vec<Reading>)> {
    let mut best: Option<(f32, Vec<Reading>)> = None;
    let mut stack = vec![(0, Place::root(&language.words), Vec::new())];
    let mut steps = 0;
    while let Some((at, place, readings)) = stack.pop() {
        steps += 1;
        if steps > MOST_STEPS {
            break;
        }
        let Some(&symbol) = symbols.get(at) else {
            if let Some(rank) = place.word().filter(|_| !readings.is_empty()) {
                let cost = language.unigram(FIRST_WORD + rank as WordId);
                if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                    best = Some((cost, readings));
                }
            }
            continue;
        };
        for (length, letter) in stands_for(&symbols[at..], lost) {
            if let Some(next) = place.behind(&language.words, &[letter]) {
                let mut readings = readings.clone();
                readings.push((symbols[at..at + length].to_vec(), letter));
                stack.push((at + length, next, readings));
            }
        }
        if let Some(next) = place.behind(&language.words, &[symbol]) {
            stack.push((at + 1, next, readings));
        }
    }
    best
}

/// The lost letters that what is read here may stand for, with the number of symbols that do.
fn stands_for(symbols: &[u8], lost: &[u8]) -> Vec<(usize, u8)> {
    let any = |length| lost.iter().map(move |&letter| (length, letter));
    let one = |length, letters: &[u8]| -> Vec<(usize, u8)> {
        let letters = letters.iter().filter(|letter| lost.contains(letter));
        letters.map(|&letter| (length, letter)).collect()
    };
    let any_swedish = || SWEDISH.into_iter().map(|letter| (1, letter));
    match symbols {
        [b'a', b'a', ..] => [one(2, &[0xE5]), one(1, &[0xE5, 0xE4])].concat(),
        [b'a', b'e', ..] => [one(2, &[0xE4]), one(1, &[0xE5, 0xE4])].concat(),
        [b'a', ..] => one(1, &[0xE5, 0xE4]),
        [b'o', b'e', ..] => [one(2, &[0xF6]), one(1, &[0xF6])].concat(),
        [b'o', ..] => one(1, &[0xF6]),
        [SIGN, ..] => any(1).collect(),
        // OCR may see a letter twice, or lose capitals alone.
        [one, other, ..] if is_foreign(*one) && is_foreign(*other) => any(2).chain(any_swedish()).collect(),
        [symbol, ..] if is_foreign(*symbol) => any_swedish().collect(),
        [symbol, ..] if alphabet::is_swedish(*symbol) && !lost.contains(symbol) => any(1).collect(),
        _ => Vec::new(),
    }
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

#[cfg(test)]
mod tests {
    use super::super::{Restoration, Verdict, restore};
    use super::*;

    const TRUTH: &str = "Nämnden beslutar att återremittera ärendet för ytterligare beredning. Ordföranden frågar om nämnden kan bifalla förslaget.\n\
        Åke Bergström och Stina Sjölund yrkar avslag på förslaget, så som det står i handlingarna. Åtgärden föreslås i år.\n\
        ÖVRIGA FRÅGOR OCH ÄRENDEN\n\
        Sammanträdet avslutas klockan 15. Kostnaden täcks av årets överskott. Frågan ställs därför på nytt när tiden är inne.";

    fn restoration(text: &str) -> Restoration {
        let line = |line| {
            let tokens = str::split_whitespace(line).map(|text| RawToken { text, confidence: None });
            tokens.collect::<Vec<_>>()
        };
        restore(&[text.lines().map(line).collect()])
    }

    /// The text after restoration.
    fn restored(text: &str) -> String {
        let mut lines: Vec<Vec<String>> = text
            .lines()
            .map(|line| line.split_whitespace().map(str::to_owned).collect())
            .collect();
        let changes = restoration(text).changes.into_iter().rev();
        for change in changes.filter(|change| change.verdict == Verdict::Applied) {
            lines[change.line].splice(change.tokens, [change.text]);
        }
        lines.iter().map(|line| line.join(" ")).collect::<Vec<_>>().join("\n")
    }

    fn with(text: &str, letters: [(char, &str); 6]) -> String {
        letters
            .iter()
            .fold(text.to_owned(), |text, (letter, read)| text.replace(*letter, read))
    }

    #[test]
    fn one_sign_stands_for_all_three() {
        for sign in ["?", "\u{fffd}", "_", "*", "^", "~", "¤", "□"] {
            let read = with(TRUTH, ['å', 'ä', 'ö', 'Å', 'Ä', 'Ö'].map(|letter| (letter, sign)));
            assert_eq!(restored(&read), TRUTH, "{sign}");
            assert!(restoration(&read).pages[0].reason.contains("have lost å, ä, ö"));
        }
    }

    #[test]
    fn signs_that_stand_for_themselves_stay() {
        let read = with(TRUTH, ['å', 'ä', 'ö', 'Å', 'Ä', 'Ö'].map(|letter| (letter, "?")));
        let last = "\nVad kostar det? Se www.kommun.se/?id=3 och 12? kr samt KS?2021/25.";
        assert_eq!(restored(&(read + last)), TRUTH.to_owned() + last);
    }

    #[test]
    fn letters_of_other_languages_stand_for_them() {
        let danish = [('å', "å"), ('ä', "æ"), ('ö', "ø"), ('Å', "Å"), ('Ä', "Æ"), ('Ö', "Ø")];
        let french = [('å', "à"), ('ä', "â"), ('ö', "ô"), ('Å', "À"), ('Ä', "Â"), ('Ö', "Ô")];
        for letters in [danish, french] {
            assert_eq!(restored(&with(TRUTH, letters)), TRUTH);
        }
    }

    #[test]
    fn one_of_them_stands_for_others() {
        let german = [('å', "ä"), ('ä', "ä"), ('ö', "ö"), ('Å', "Ä"), ('Ä', "Ä"), ('Ö', "Ö")];
        let plain = [('å', "a"), ('ä', "ä"), ('ö', "ö"), ('Å', "A"), ('Ä', "Ä"), ('Ö', "Ö")];
        let norwegian = [('å', "å"), ('ä', "å"), ('ö', "ö"), ('Å', "Å"), ('Ä', "Ä"), ('Ö', "Ö")];
        for letters in [german, plain, norwegian] {
            assert_eq!(restored(&with(TRUTH, letters)), TRUTH);
        }
    }

    #[test]
    fn two_letters_stand_for_one() {
        // A list has the name Aake.
        let truth = TRUTH.replace("Åke", "Sven");
        let read = with(
            &truth,
            [
                ('å', "aa"),
                ('ä', "ae"),
                ('ö', "oe"),
                ('Å', "Aa"),
                ('Ä', "Ae"),
                ('Ö', "Oe"),
            ],
        );
        let read = read.replace("OeVRIGA FRAaGOR OCH AeRENDEN", "OEVRIGA FRAAGOR OCH AERENDEN");
        assert_eq!(restored(&read), truth);
    }

    #[test]
    fn dropped_letters_come_back_where_a_list_has_the_word() {
        let truth = TRUTH.to_owned()
            + "\nKommunstyrelsen noterar att detaljplanen omfattar hela kvarteret och att kontoret redovisar kostnaderna. \
            Kontoret hade inga invändningar mot den ändring som ordföranden och ledamöterna hade föreslagit.";
        let read = with(&truth, ['å', 'ä', 'ö', 'Å', 'Ä', 'Ö'].map(|letter| (letter, "")));
        let found = restored(&read);
        assert!(found.starts_with(
            "Nämnden beslutar att återremittera ärendet för ytterligare beredning. Ordföranden frågar om nämnden"
        ));
        assert!(found.contains("\nSammanträdet avslutas klockan 15."), "{found}");
        let parted = with(&truth, ['å', 'ä', 'ö', 'Å', 'Ä', 'Ö'].map(|letter| (letter, " ")));
        assert_eq!(restoration(&parted).changes, []);
        let names = "\nNrvarande var Brg Krst, BN och Bjrn Hglund.";
        assert!(restored(&(read + names)).contains("Brg Krst, BN och "));
    }

    #[test]
    fn sound_text_and_other_languages_stay() {
        let danish = "Byrådet godkendte dagsordenen for mødet og besluttede at følge indstillingen fra udvalget. Kørsel af elever til og \
            fra skole sker efter de gældende regler, og udgiften dækkes af den afsatte ramme. Ældrerådet ønskede en nærmere redegørelse.";
        let german = "Die Gemeinde erklärte, daß für die Fläche vor dem Rathaus eine Lösung gefunden werden müsse. Über die Höhe der \
            Gebühren wird später entschieden. Künftig können Anträge auch schriftlich gestellt werden.";
        let names =
            "\nNärvarande: André Müller, Søren Møller, Zoë Hernández. Vad händer nu? Idé från Québec*, se sid_3.";
        for text in [danish, german, &(TRUTH.to_owned() + names)] {
            assert_eq!(restoration(text).changes, []);
        }
    }

    #[test]
    fn a_sound_page_beside_others_stays() {
        let read = with(TRUTH, ['å', 'ä', 'ö', 'Å', 'Ä', 'Ö'].map(|letter| (letter, "?")));
        let page = |text: &'static str| -> Vec<Vec<RawToken<'static>>> {
            let tokens = text.split_whitespace().map(|text| RawToken { text, confidence: None });
            vec![tokens.collect()]
        };
        let pages = [page(TRUTH), page(read.leak()), page(TRUTH)];
        let restoration = restore(&pages);
        assert!(restoration.changes.len() > 20);
        assert!(restoration.changes.iter().all(|change| change.page == 1));
        let conditions: Vec<TextCondition> = restoration.pages.iter().map(|page| page.condition).collect();
        assert_eq!(
            conditions,
            [TextCondition::Clean, TextCondition::WrongLanguage, TextCondition::Clean]
        );
    }
}
