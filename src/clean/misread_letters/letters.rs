//! Words with a letter that was lost or misread, where one word of the list, or one that the document has elsewhere, is meant.

use std::collections::HashMap;

use super::{ABBREVIATED, WHOLE};
use crate::clean::{Token, bare, restoration};
use crate::vocabulary;

/// Least letters of a word that is known by another of the document.
const LONG: usize = 8;
/// How often a word stands in a document, at least, that others are known by.
const OFTEN: usize = 2;
/// What links the parts of a compound word, so that the word is written with it and without.
const LINKS: [char; 5] = ['a', 'e', 'o', 's', 'u'];

/// How often each word of a document stands in it, without the signs around it.
pub(super) struct Words<'a> {
    times: HashMap<&'a str, usize>,
    /// The long words that stand often, in small letters or with a capital, by how many letters they have.
    often: HashMap<usize, Vec<(String, usize)>>,
}

impl<'a> Words<'a> {
    /// Counts the words of a document.
    pub(super) fn of(tokens: &'a [Token]) -> Self {
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

    /// How often a word stands in the document.
    pub(super) fn times(&self, word: &str) -> usize {
        self.times.get(word).copied().unwrap_or(0)
    }

    /// `til`, where the document has `till` again and again: old minutes write it so.
    pub(super) fn till(&self, word: &str) -> Option<String> {
        (word == "til" && self.times("till") >= 4 * self.times("til")).then(|| "till".to_owned())
    }

    /// A word without a misread letter, where what was read is none.
    pub(super) fn whole(&self, word: &str) -> Option<String> {
        let core = bare(word);
        let (first, last) = core.rsplit_once('-').unwrap_or(("", core));
        if let Some(mended) = with_letter_for_digit(word).or_else(|| self.capital_read_twice(word)) {
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
            .or_else(|| with_vv(last))
            .or_else(|| self.of_municipality(last))
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
        // Marks are lost again and again, and hardly ever read where there are none.
        let mut known = with_marks().filter(|other| self.times(other) > 0);
        // A name without the marks is another name.
        let mut listed = with_marks().filter(|word| restoration::is_word(word) && half == restoration::is_name(word));
        let only = |found: &mut dyn Iterator<Item = String>| found.next().filter(|_| found.next().is_none());
        (small && long).then(|| only(&mut known).or_else(|| only(&mut listed)))?
    }

    /// `keimmunen`, `kimmunstyrelsen`, `Kosmunchefen`: what the most usual first part of all is read as.
    fn of_municipality(&self, word: &str) -> Option<String> {
        /// The first part has so many letters, and what it is read as two more.
        const FIRST: &str = "kommun";
        let small = word.to_lowercase();
        let at = small.find("mun").filter(|at| *at < FIRST.len())?;
        let rest = &small[at + "mun".len()..];
        let near = small.starts_with('k') && vocabulary::edits_within(2, &small[..at], "kom").is_some();
        let mended = format!("{FIRST}{rest}");
        let known = || {
            restoration::is_word(&mended) || self.times(&mended) > 0 || rest.len() >= LONG && restoration::is_word(rest)
        };
        let first = if word.starts_with('K') { "K" } else { "k" };
        (near && small != mended && known()).then(|| format!("{first}{}", &mended[1..]))
    }

    /// `ÅAkersö`, `HWjåggman`: a capital that was read as two, where the word is known with one of them.
    fn capital_read_twice(&self, word: &str) -> Option<String> {
        let core = bare(word);
        let mut letters: Vec<char> = core.chars().collect();
        // `kKultur`, `wWramby`: once as a small letter.
        if letters.len() > 1 && letters[0].is_lowercase() && letters[0].to_uppercase().eq([letters[1]]) {
            letters[0] = letters[1];
        }
        let capitals = letters.iter().take_while(|letter| letter.is_uppercase()).count();
        let small = letters[capitals..].iter().all(|letter| letter.is_lowercase());
        if !(2..=3).contains(&capitals) || !small || letters.len() < capitals + WHOLE - 1 || self.times(core) >= OFTEN {
            return None;
        }
        let rest: String = letters[capitals..].iter().collect();
        let with = letters[..capitals].iter().map(|capital| format!("{capital}{rest}"));
        let mut found: Vec<String> = with
            .filter(|word| self.times(word) > 0 || restoration::is_word(word))
            .collect();
        found.dedup();
        (found.len() == 1).then(|| word.replacen(core, &found[0], 1))
    }

    /// `ENSKILDA VAGAR`: a word among capitals whose marks were lost, which the document has in small letters with them, or which no other
    /// word of the list can be.
    pub(super) fn in_capitals(&self, word: &str, before: &str, after: &str) -> Option<String> {
        let core = bare(word);
        let upper = |word: &str| word.chars().count() > 1 && word.chars().all(char::is_uppercase);
        let among = upper(bare(before)) || upper(bare(after));
        if core.chars().count() < WHOLE || !upper(core) || !among || restoration::is_word(core) {
            return None;
        }
        let places = core.char_indices().filter_map(|(at, letter)| match letter {
            'A' => Some((at, &["Å", "Ä"][..])),
            'O' => Some((at, &["Ö"][..])),
            _ => None,
        });
        let with = |(at, marked): (usize, &[&str])| {
            let word = |letter: &&str| format!("{}{letter}{}", &core[..at], &core[at + 1..]);
            marked.iter().map(word).collect::<Vec<_>>()
        };
        let found: Vec<String> = places
            .flat_map(with)
            .filter(|word| restoration::is_word(word))
            .collect();
        let told = |word: &&String| self.times(&word.to_lowercase()) > 0 || self.times(word) > 0;
        let mut known = found.iter().filter(told);
        let only = known.next().filter(|_| known.next().is_none());
        let only = only.or_else(|| found.first().filter(|_| found.len() == 1));
        only.map(|mended| word.replacen(core, mended, 1))
    }

    /// The long words, in small letters, that stand often in the document and have about as many letters.
    pub(super) fn often(&self, letters: usize) -> impl Iterator<Item = &str> {
        let lengths = letters.saturating_sub(2)..=letters + 2;
        let words = lengths.filter_map(|length| self.often.get(&length)).flatten();
        words.map(|(word, _)| word.as_str())
    }

    /// `Yiva Ek`: a first name, by where it stands, that has an l where an i was read; the document has it seldom.
    pub(super) fn first_name(&self, word: &str, before: &str, after: &str) -> Option<String> {
        let capital = |word: &str| word.starts_with(char::is_uppercase);
        let begins = capital(after) && !capital(before);
        first_name(word).filter(|_| begins && self.times(bare(word)) <= OFTEN)
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

/// `Awvikelse` is `Avvikelse`: two letters that touch.
fn with_vv(word: &str) -> Option<String> {
    let mended = word.replace("wv", "vv").replace("vw", "vv");
    (mended != word && restoration::is_word(&mended)).then_some(mended)
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

/// The one known word that has other letters in one of the places where a letter was read.
fn only_one(word: &str, read: char, truth: &str, known: impl Fn(&str) -> bool) -> Option<String> {
    let with = |(at, letter): (usize, &str)| [&word[..at], truth, &word[at + letter.len()..]].concat();
    let mut found = word.match_indices(read).map(with).filter(|word| known(word));
    found.next().filter(|_| found.next().is_none())
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

/// `beslutar ätt bifalla`: what stands before a verb in its first form is no family.
pub(super) fn small_att(word: &str, after: &str) -> Option<String> {
    let verb = after.ends_with('a') && after.chars().all(char::is_lowercase) && restoration::is_word(after);
    (word == "ätt" && verb).then(|| "att".to_owned())
}
