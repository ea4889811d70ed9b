//! Single letters that OCR loses or misreads, where no list has what it read and one word alone can be meant: a word of the list, or one
//! that the document has elsewhere. Restoration leaves them, since it trusts what was read with Swedish letters.

use std::collections::HashMap;

use super::{Edit, Line, Text, Token, bare, restoration};
use crate::record::SectionKind;
use crate::vocabulary::{self, ALIKE_IN_BOTH_SIZES, PREPOSITIONS, TITLE_WORDS};

/// How sure a repair is.
const SURE: f32 = 0.9;
/// A shorter word may be an abbreviation, or part of a name.
const WHOLE: usize = 4;
/// … but where it begins a sentence or a title.
const SHORT: usize = 3;
/// Least letters of a word that is known by another of the document, and how often that one stands at least.
const LONG: usize = 8;
/// Abbreviations with a full stop have fewer letters.
const ABBREVIATED: usize = 6;
const OFTEN: usize = 2;
/// What links the parts of a compound word, so that the word is written with it and without.
const LINKS: [char; 5] = ['a', 'e', 'o', 's', 'u'];
/// From this gap on a line begins a paragraph, in lines; a heading has no more words; so many sentences show how they begin.
const PARAGRAPH: f32 = 0.5;
const HEADING: usize = 6;
const LEAST_SENTENCES: usize = 8;
/// So many words ahead or behind a quote may be closed, or may have been opened.
const QUOTED: usize = 30;
/// What strokes and dirt beside a word are read as.
const STROKES: [char; 5] = ['’', '‘', '\'', '`', '´'];

/// Mends words that OCR has read.
pub(super) fn mend(text: &mut Text) {
    let read = |token: &Token| text.read_by_ocr(token);
    if !text.tokens.iter().any(read) {
        return;
    }
    let words = Words::of(&text.tokens);
    let capitals = begin_with_capitals(text, begins_sentence);
    let entries = entries(text);
    let entries_capital = begin_with_capitals(text, |_, line| entries[line]);
    let mut edits = Vec::new();
    for (index, line) in text.lines.iter().enumerate() {
        for at in line.tokens.clone().filter(|at| read(&text.tokens[*at])) {
            let beside = |at: Option<usize>| {
                let within = at.filter(|at| line.tokens.contains(at));
                within.map_or("", |at| text.tokens[at].text.as_str())
            };
            let word = text.tokens[at].text.as_str();
            let mended = words
                .whole(word)
                .or_else(|| property(word, beside(Some(at + 1))))
                .or_else(|| words.property_elsewhere(word, beside(at.checked_sub(1)), beside(Some(at + 1))))
                .or_else(|| words.till(word))
                .or_else(|| {
                    let capital = |word: &str| word.starts_with(char::is_uppercase);
                    let begins = capital(beside(Some(at + 1))) && !capital(beside(at.checked_sub(1)));
                    first_name(word).filter(|_| begins && words.times(bare(word)) <= OFTEN)
                })
                .or_else(|| small_att(word, beside(Some(at + 1))))
                .or_else(|| parted(word))
                .or_else(|| run_together(word))
                .or_else(|| without_hyphen(word, beside(at.checked_sub(1))))
                .or_else(|| without_stroke(&text.tokens, at))
                .or_else(|| {
                    let begins = capitals && begins_sentence(text, index) || entries_capital && entries[index];
                    with_capital(word).filter(|_| begins && at == line.tokens.start || begins_title(text, line, at))
                })
                .or_else(|| one_full_stop(word));
            edits.extend(mended.map(|mended| Edit {
                tokens: at..at + 1,
                text: mended,
                confidence: SURE,
            }));
        }
    }
    text.edit(edits);
}

/// Whether a line begins a sentence: it stands below a heading, or apart from a sentence that has ended.
fn begins_sentence(text: &Text, line: usize) -> bool {
    let Some(above) = line.checked_sub(1).map(|above| &text.lines[above]) else {
        return false;
    };
    let words: Vec<&str> = above.text.split(' ').collect();
    let ended = above.text.ends_with('.') && text.lines[line].gap >= PARAGRAPH;
    ended || words.len() <= HEADING && vocabulary::whole_heading(&words).is_some()
}

/// Whether a word stands right behind the number of an item, on a line apart: `§ 125 val`.
fn begins_title(text: &Text, line: &Line, at: usize) -> bool {
    let before = text.tokens[line.tokens.start..at]
        .iter()
        .map(|token| token.text.as_str());
    let before = before.collect::<Vec<_>>().join(" ");
    let number = before.strip_prefix('§').map_or("", |number| number.trim_start());
    let number = number.trim_end_matches('.');
    let apart = line.gap >= PARAGRAPH || line.starts_sheet;
    let title = TITLE_WORDS.contains(&bare(&text.tokens[at].text));
    title && apart && (1..=4).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit())
}

/// Which lines are entries of a list of those who get an extract, below another one, or rows of a table below another one.
fn entries(text: &Text) -> Vec<bool> {
    /// Entries are shorter, in parts of the text's width.
    const SHORT_LINE: f32 = 0.55;
    let mut entries = vec![false; text.lines.len()];
    let counted = |line: &Line| {
        let last = line.text.rsplit(' ').next().unwrap_or_default();
        let number = last.trim_start_matches(['-', '–', '+']);
        number.starts_with(|c: char| c.is_ascii_digit()) && number.chars().all(|c| c.is_ascii_digit() || c == ',')
    };
    let (mut recipients, mut below_heading) = (false, false);
    for (at, line) in text.lines.iter().enumerate().skip(1) {
        let (above, short) = (&text.lines[at - 1], line.width < SHORT_LINE);
        let words: Vec<&str> = line.text.split(' ').collect();
        let heading = (short && words.len() <= HEADING)
            .then(|| vocabulary::whole_heading(&words))
            .flatten();
        let last = above.text.rsplit(' ').next().unwrap_or_default();
        let open = above.text.ends_with([',', '-'])
            || PREPOSITIONS.contains(&last)
            || matches!(last, "och" | "samt" | "eller");
        recipients &= line.gap < PARAGRAPH || below_heading;
        below_heading = heading.is_some();
        let alike = counted(above) && counted(line) || short && recipients && !open;
        entries[at] = alike && heading.is_none() && above.page == line.page && line.gap < PARAGRAPH;
        recipients = heading.map_or(short && recipients, |kind| kind == SectionKind::Recipients);
    }
    entries
}

/// Whether such lines of a document begin with capitals, as far as letters tell that are not alike in both sizes: clauses may begin
/// with `att`.
fn begin_with_capitals(text: &Text, such: impl Fn(&Text, usize) -> bool) -> bool {
    let firsts = (0..text.lines.len()).filter(|line| such(text, *line));
    let firsts = firsts.filter_map(|line| text.lines[line].text.chars().next());
    let (mut capital, mut small) = (0, 0);
    for first in firsts.filter(|c| c.is_alphabetic() && !ALIKE_IN_BOTH_SIZES.contains(*c)) {
        *if first.is_uppercase() { &mut capital } else { &mut small } += 1;
    }
    capital >= LEAST_SENTENCES && small * LEAST_SENTENCES <= capital
}

/// `informationen`, at the beginning of a sentence: a letter that is alike in both sizes is a capital.
fn with_capital(word: &str) -> Option<String> {
    let first = word
        .chars()
        .next()
        .filter(|c| c.is_lowercase() && ALIKE_IN_BOTH_SIZES.contains(*c))?;
    let core = bare(word);
    let whole = core.chars().count() >= SHORT && core.chars().all(char::is_lowercase) && restoration::is_word(core);
    whole.then(|| first.to_uppercase().chain(word.chars().skip(1)).collect())
}

/// How often each word of a document stands in it, without the signs around it.
struct Words<'a> {
    times: HashMap<&'a str, usize>,
    /// The long words that stand often, in small letters or with a capital, by how many letters they have.
    often: HashMap<usize, Vec<(String, usize)>>,
}

impl<'a> Words<'a> {
    fn of(tokens: &'a [Token]) -> Self {
        let mut times: HashMap<&str, usize> = HashMap::new();
        for token in tokens {
            *times.entry(bare(&token.text)).or_default() += 1;
        }
        let mut small: HashMap<String, usize> = HashMap::new();
        for (word, times) in &times {
            if word.chars().all(char::is_alphabetic) && !word.chars().skip(1).any(char::is_uppercase) {
                *small.entry(word.to_lowercase()).or_default() += times;
            }
        }
        let mut often: HashMap<usize, Vec<(String, usize)>> = HashMap::new();
        for (word, times) in small.into_iter().filter(|(_, times)| *times >= OFTEN) {
            often.entry(word.chars().count()).or_default().push((word, times));
        }
        Self { times, often }
    }

    fn times(&self, word: &str) -> usize {
        self.times.get(word).copied().unwrap_or(0)
    }

    /// `til`, where the document has `till` again and again: old minutes write it so.
    fn till(&self, word: &str) -> Option<String> {
        (word == "til" && self.times("till") >= 8 * self.times("til")).then(|| "till".to_owned())
    }

    /// `kvarteret vävstolen 3`, where the document has it with a capital elsewhere.
    fn property_elsewhere(&self, word: &str, before: &str, after: &str) -> Option<String> {
        let first = word
            .chars()
            .next()
            .filter(|c| c.is_lowercase() && ALIKE_IN_BOTH_SIZES.contains(*c))?;
        let name: String = first.to_uppercase().chain(word.chars().skip(1)).collect();
        let property = matches!(before, "kvarteret" | "kv" | "kv." | "fastigheten" | "fastigheterna");
        // A thing with a number behind its block is a name, as `vilka 3` is not.
        let thing = || {
            let number = after.trim_end_matches([',', '.']);
            let unit = (1..=2).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
            unit && before.starts_with("kv")
                && word.chars().count() > WHOLE
                && ["en", "et"].iter().any(|end| word.ends_with(end))
        };
        (property && after.starts_with(|c: char| c.is_ascii_digit()) && (self.times(&name) > 0 || thing()))
            .then_some(name)
    }

    /// A word without a misread letter, where what was read is none.
    fn whole(&self, word: &str) -> Option<String> {
        let core = bare(word);
        let (first, last) = core.rsplit_once('-').unwrap_or(("", core));
        if let Some(mended) = with_letter_for_digit(word) {
            return Some(mended);
        }
        if !last.chars().all(char::is_alphabetic) || restoration::is_word(last) {
            return None;
        }
        let after = word.split_once(core)?.1;
        let mended = self
            .marked(last, !first.is_empty())
            .or_else(|| {
                with_lost_letter(last).filter(|_| !after.starts_with('.') || last.chars().count() >= ABBREVIATED)
            })
            .or_else(|| with_l(last))
            .or_else(|| with_rn(last, |word| restoration::is_word(word) || self.times(word) > 0))
            .or_else(|| with_tn(last))
            .or_else(|| self.near(last).filter(|_| first.is_empty()))?;
        let start = word.find(core)? + core.len() - last.len();
        Some(format!("{}{mended}{}", &word[..start], &word[start + last.len()..]))
    }

    /// `Arets`, `Sven-Ake`: a capital that lost its marks. `half` of a name may be shorter, and names stand elsewhere in the document.
    fn marked(&self, word: &str, half: bool) -> Option<String> {
        let (capitals, rest) = match word.split_at_checked(1)? {
            ("A", rest) => (&["Å", "Ä"][..], rest),
            ("O", rest) => (&["Ö"][..], rest),
            _ => return None,
        };
        let small = rest.chars().all(char::is_lowercase);
        let long = half || word.chars().count() >= WHOLE;
        let with_marks = || capitals.iter().map(|capital| format!("{capital}{rest}"));
        let mut known = with_marks().filter(|other| self.times(other) > 0 && self.times(other) >= self.times(word));
        // A name without the marks is another name.
        let mut listed = with_marks().filter(|word| restoration::is_word(word) && half == restoration::is_name(word));
        let only = |found: &mut dyn Iterator<Item = String>| found.next().filter(|_| found.next().is_none());
        (small && long).then(|| only(&mut known).or_else(|| only(&mut listed)))?
    }

    /// `regionfuillmäktige`: the word that the document has elsewhere, with one letter more or less or another one.
    fn near(&self, word: &str) -> Option<String> {
        let (small, is_name) = (word.to_lowercase(), word.starts_with(char::is_uppercase));
        let letters: Vec<char> = small.chars().collect();
        let written = !word.chars().skip(1).any(char::is_uppercase);
        if letters.len() < LONG || !written || self.times(word) > 1 {
            return None;
        }
        let lengths = letters.len() - 1..=letters.len() + 1;
        let others = lengths.filter_map(|length| self.often.get(&length)).flatten();
        let mut found = others.filter_map(|(other, times)| {
            let slip = slip(&letters, &other.chars().collect::<Vec<_>>())?;
            let sure = slip == Slip::Usual || !is_name && (*times > OFTEN || restoration::is_word(other));
            sure.then_some(other)
        });
        let other = found.next().filter(|_| found.next().is_none())?;
        let mut letters = other.chars();
        let first = letters.next()?;
        let first = if is_name {
            first.to_uppercase().to_string()
        } else {
            first.to_string()
        };
        Some(first + letters.as_str())
    }
}

/// How a word differs from another in one letter within it.
#[derive(PartialEq)]
enum Slip {
    /// As OCR often does: a letter too many, an i for an l.
    Usual,
    /// In another letter.
    Other,
}

/// Whether a word is another one but for one letter, and not at its end, where letters tell the forms of a word.
fn slip(read: &[char], truth: &[char]) -> Option<Slip> {
    let same = |one: &mut dyn Iterator<Item = (&char, &char)>| one.take_while(|(a, b)| a == b).count();
    let ahead = same(&mut read.iter().zip(truth));
    let behind = same(&mut read.iter().rev().zip(truth.iter().rev()));
    let rest = read.len().max(truth.len()).saturating_sub(ahead);
    let (Some(letter), Some(right)) = (read.get(ahead), truth.get(ahead)) else {
        return None;
    };
    if rest > behind + 1 || ahead == 0 || behind < 3 {
        return None;
    }
    // `tjänstpersoner` and `tjänstepersoner` are both written: such letters link the parts of a word.
    let longer = if read.len() > truth.len() { read } else { truth };
    let linked = read.len() != truth.len() && LINKS.contains(&longer[ahead]) && longer[ahead - 1] != longer[ahead];
    if linked {
        return None;
    }
    let usual =
        read.len() > truth.len() || read.len() == truth.len() && matches!((letter, right), ('i', 'l') | ('l', 'i'));
    Some(if usual { Slip::Usual } else { Slip::Other })
}

/// `avsl` is `avslå`: the one word of the list that has an å, ä or ö more.
fn with_lost_letter(word: &str) -> Option<String> {
    let least = if word.starts_with(char::is_uppercase) {
        LONG
    } else {
        WHOLE
    };
    let small = word.chars().skip(1).all(char::is_lowercase);
    if word.chars().count() < least || !small {
        return None;
    }
    let places = word.char_indices().map(|(at, _)| at).chain([word.len()]);
    let with = |at: usize| ['å', 'ä', 'ö'].map(|letter| format!("{}{letter}{}", &word[..at], &word[at..]));
    let mut found: Vec<String> = places
        .flat_map(with)
        .filter(|word| restoration::is_word(word))
        .collect();
    found.dedup();
    (found.len() == 1).then(|| found.remove(0))
}

/// `skoiorna` is `skolorna`: the one word of the list that has an l where an i was read.
fn with_l(word: &str) -> Option<String> {
    if word.chars().count() < WHOLE + 2 || !word.chars().all(char::is_lowercase) {
        return None;
    }
    only_one(word, 'i', "l", restoration::is_word)
}

/// The one known word that has other letters in one of the places where a letter was read.
fn only_one(word: &str, read: char, truth: &str, known: impl Fn(&str) -> bool) -> Option<String> {
    let with = |(at, letter): (usize, &str)| [&word[..at], truth, &word[at + letter.len()..]].concat();
    let mut found = word.match_indices(read).map(with).filter(|word| known(word));
    found.next().filter(|_| found.next().is_none())
}

/// `nämndema` is `nämnderna`: the one word of the list that has `rn` where an m was read.
fn with_rn(word: &str, known: impl Fn(&str) -> bool) -> Option<String> {
    if word.chars().count() < WHOLE + 2 || word.chars().skip(1).any(char::is_uppercase) {
        return None;
    }
    only_one(word, 'm', "rn", known)
}

/// `förvalmingen` is `förvaltningen`: the one word of the list that has `tn` where an m was read.
fn with_tn(word: &str) -> Option<String> {
    if word.chars().count() < LONG || word.chars().skip(1).any(char::is_uppercase) {
        return None;
    }
    only_one(word, 'm', "tn", restoration::is_word)
}

/// `Yiva Ek`, `Ulia-Stina`: a name that has an l where an i was read.
fn first_name(word: &str) -> Option<String> {
    let core = bare(word);
    let first = core.split('-').next()?;
    let written = first.starts_with(char::is_uppercase) && first.chars().skip(1).all(char::is_lowercase);
    if first.chars().count() < WHOLE || !written || restoration::is_word(first) {
        return None;
    }
    let name = only_one(first, 'i', "l", restoration::is_name)?;
    Some(word.replacen(first, &name, 1))
}

/// `hushål1`, `k0mmunen`: a digit among small letters, where a letter makes a word.
fn with_letter_for_digit(word: &str) -> Option<String> {
    let core = bare(word);
    let digits = core.chars().filter(char::is_ascii_digit).count();
    let small = core.chars().skip(1).all(|c| c.is_lowercase() || c.is_ascii_digit());
    if digits != 1 || core.chars().count() < WHOLE + 1 || !small || core.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let mended = core.replace('1', "l").replace('0', "o");
    (mended != core && restoration::is_word(&mended)).then(|| word.replacen(core, &mended, 1))
}

/// `vårbylund 1:44`: what bears such a number is a property, and has a name.
fn property(word: &str, after: &str) -> Option<String> {
    let (block, unit) = after.trim_end_matches([',', '.', ';', ')']).split_once(':')?;
    let number = |text: &str| (1..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    let first = word
        .chars()
        .next()
        .filter(|c| c.is_lowercase() && ALIKE_IN_BOTH_SIZES.contains(*c))?;
    let name = word.chars().count() >= WHOLE && word.chars().all(char::is_alphabetic) && !restoration::is_word(word);
    (number(block) && number(unit) && name).then(|| first.to_uppercase().chain(word.chars().skip(1)).collect())
}

/// `beslutar ätt bifalla`: what stands before a verb in its first form is no family.
fn small_att(word: &str, after: &str) -> Option<String> {
    let verb = after.ends_with('a') && after.chars().all(char::is_lowercase) && restoration::is_word(after);
    (word == "ätt" && verb).then(|| "att".to_owned())
}

/// `Val.av`: two words that dirt stands between, one of them a small one; `org.nr` is an abbreviation.
fn parted(word: &str) -> Option<String> {
    let (first, second) = word.split_once('.')?;
    let letters = |word: &str| word.chars().all(char::is_alphabetic);
    let small = second.chars().all(char::is_lowercase);
    let small_word = [first, second].iter().any(|word| PREPOSITIONS.contains(word));
    let words = small_word
        && first.chars().count() >= 2
        && second.chars().count() >= 2
        && letters(first)
        && small
        && letters(second)
        && restoration::is_word(first)
        && restoration::is_word(second);
    words.then(|| format!("{first} {second}"))
}

/// `till-ersättare`, `att -senast`: a hyphen that dirt made between two words. What `och` joins may begin with one.
fn without_hyphen(word: &str, before: &str) -> Option<String> {
    let (first, second) = word.split_once('-')?;
    let core = second.trim_end_matches(['.', ',', ';']);
    let written = core.chars().all(char::is_lowercase) && core.chars().count() >= WHOLE && restoration::is_word(core);
    let joined = ["till", "från", "vid", "med"].contains(&first);
    let within = before.chars().count() >= 2 && before.chars().all(char::is_lowercase);
    let alone = first.is_empty() && within && !["och", "eller", "samt", "som", "resp"].contains(&before);
    // `till-1:e vice ordförande`
    let ordinal = core.split_once(':').is_some_and(|(number, end)| {
        number.bytes().all(|b| b.is_ascii_digit()) && !number.is_empty() && matches!(end, "a" | "e")
    });
    if joined && ordinal {
        return Some(format!("{first} {second}"));
    }
    if !written || restoration::is_word(word) {
        return None;
    }
    match (joined, alone) {
        (true, _) => Some(format!("{first} {second}")),
        (_, true) => Some(second.to_owned()),
        _ => None,
    }
}

/// `Valav`: a word that titles begin with and a small one, that stand in no list together.
fn run_together(word: &str) -> Option<String> {
    if restoration::is_word(word) {
        return None;
    }
    PREPOSITIONS.iter().find_map(|small| {
        let title = word.strip_suffix(small)?;
        let begins = title.starts_with(char::is_uppercase) && TITLE_WORDS.contains(&title.to_lowercase().as_str());
        begins.then(|| format!("{title} {small}"))
    })
}

/// `att’`, `‘upp`: a stroke beside a word of the list, which no other mark opens or closes.
fn without_stroke(tokens: &[Token], at: usize) -> Option<String> {
    let word = tokens[at].text.as_str();
    let core = word.trim_matches(STROKES);
    let plain = core.chars().skip(1).all(char::is_lowercase) && core.starts_with(char::is_alphabetic);
    if core == word || !plain || !restoration::is_word(core) {
        return None;
    }
    let around = at.saturating_sub(QUOTED)..(at + QUOTED + 1).min(tokens.len());
    let marks = around.filter(|other| *other != at && tokens[*other].text.contains(STROKES));
    (marks.count() == 0).then(|| core.to_owned())
}

/// `4:61..`, `personal.:`: a full stop that was read twice, or with dirt behind it.
fn one_full_stop(word: &str) -> Option<String> {
    if let Some(core) = word.strip_suffix(".:").or_else(|| word.strip_suffix(".;")) {
        let whole = core.chars().count() > ABBREVIATED && restoration::is_word(core);
        return whole.then(|| format!("{core}."));
    }
    let core = word
        .strip_suffix("..")
        .filter(|core| core.ends_with(char::is_alphanumeric))?;
    Some(format!("{core}."))
}

#[cfg(test)]
mod tests {
    use crate::clean::lines_after;
    use crate::scan::Scan;

    fn mended(lines: &[&str]) -> String {
        let scan = Scan::of_lines(lines).on_image();
        lines_after(&scan, super::mend).pop().unwrap()
    }

    #[test]
    fn letters_that_were_lost_come_back_where_one_word_is_meant() {
        for (read, truth) in [
            ("Arets budget och Overskridandet", "Årets budget och Överskridandet"),
            ("Sven-Ake Berg och Anna Ake", "Sven-Åke Berg och Anna Ake"),
            ("Berga-Ora 2:11", "Berga-Ora 2:11"),
            ("att avsl ansökan, avsl. motion", "att avslå ansökan, avsl. motion"),
            ("i skoiorna", "i skolorna"),
            ("i förvalmingen och vattmen", "i förvaltningen och vattmen"),
            ("Abel, Arne och Olle Ordkvist", "Abel, Arne och Olle Ordkvist"),
        ] {
            assert_eq!(mended(&[read]), truth);
        }
    }

    #[test]
    fn words_of_the_document_tell_what_was_meant() {
        let known = "Rönnhamns Regionfullmäktige regionfullmäktige Rönnhamns regionfullmäktige Rönnhamns Ådqvist";
        for (read, truth) in [
            ("Röünnhamns regionfuillmäktige", "Rönnhamns regionfullmäktige"),
            ("Bo Adqvist i Rännhamns", "Bo Ådqvist i Rännhamns"),
            (
                "beslutar ätt besluta i ätt och Atorp",
                "beslutar att besluta i ätt och Atorp",
            ),
            ("regionfullmäktigen", "regionfullmäktigen"),
            ("regionsfullmäktige", "regionsfullmäktige"),
        ] {
            assert_eq!(mended(&[known, read]), truth);
        }
    }

    #[test]
    fn sentences_begin_with_capitals_where_the_others_do() {
        let others = ["Beslut", "Ärendet bordläggs."].repeat(8);
        let read = |last: &[&str]| mended(&[&others[..], last].concat());
        assert_eq!(read(&["Beslut", "informationen noteras."]), "Informationen noteras.");
        assert_eq!(read(&["Beslut om", "informationen noteras."]), "informationen noteras.");
        assert_eq!(
            read(&[
                "Beslut",
                "att bifalla",
                "Beslut",
                "att avslå",
                "Beslut",
                "informationen noteras."
            ]),
            "informationen noteras."
        );
        let title = |first: &'static str, last: &'static str| read(&[first, "", last]);
        assert_eq!(title("Vägen är smal", "§ 125 val"), "§ 125 Val");
        assert_eq!(title("Vägen är smal", "§ 125 och § 126"), "§ 125 och § 126");
    }

    #[test]
    fn entries_begin_with_capitals_where_the_others_do() {
        let names = ["Ekonomienheten", "Barnnämnden", "Kommunfullmäktige", "Tekniska nämnden"].repeat(3);
        let read = |entries: &[&str]| {
            mended(
                &[
                    &["Planen antas av nämnden och sänds till alla dem som den på något sätt berör"; 4],
                    &["Skickas till"][..],
                    entries,
                ]
                .concat(),
            )
        };
        assert_eq!(
            read(&[&names[..], &["vård- och omsorgsnämnden"]].concat()),
            "Vård- och omsorgsnämnden"
        );
        assert_eq!(
            read(&[&names[..2], &["vård- och omsorgsnämnden"]].concat()),
            "vård- och omsorgsnämnden"
        );
        assert_eq!(
            read(&[&names[..], &["Nämnden för", "vård och omsorg"]].concat()),
            "vård och omsorg"
        );
        let rows = ["Gator 10", "Barnomsorg 20", "Bibliotek 30"].repeat(4);
        assert_eq!(read(&[&rows[..], &["vatten 40"]].concat()), "Vatten 40");
    }

    #[test]
    fn words_of_one_letter_alone_are_compared_to_their_end() {
        let debris = "nnnnnnnnn nnnnnnnnn nnnnnnnnn nnnnnnnn";
        assert_eq!(mended(&[debris]), debris);
    }

    #[test]
    fn properties_are_names() {
        assert_eq!(
            mended(&[
                "del av vårbylund 1:44, bilaga 2:1 och kvarteret vävaren 3 vid Vävaren, kvarteret vävstolen 2 och väven 3"
            ]),
            "del av Vårbylund 1:44, bilaga 2:1 och kvarteret Vävaren 3 vid Vävaren, kvarteret Vävstolen 2 och väven 3"
        );
    }

    #[test]
    fn dirt_beside_words_is_none_of_theirs() {
        for (read, truth) in [
            (
                "Valav ombud, Svarpå motion, Valborg",
                "Val av ombud, Svar på motion, Valborg",
            ),
            (
                "Val.av justerare, t.ex. bl.a. org.nr",
                "Val av justerare, t.ex. bl.a. org.nr",
            ),
            ("uppdrag att’ pröva", "uppdrag att pröva"),
            ("ordet ’att’ och ‘upp och’", "ordet ’att’ och ‘upp och’"),
            ("Hammarby 4:61.. Ansökan... och", "Hammarby 4:61. Ansökan... och"),
            ("med personal.: t.o.m.:", "med personal. t.o.m.:"),
        ] {
            assert_eq!(mended(&[read]), truth);
        }
    }

    #[test]
    fn text_that_was_written_stays() {
        let line = "Arets avsl Val.av";
        assert_eq!(lines_after(&Scan::of_lines(&[line]), super::mend), [line]);
    }
}
