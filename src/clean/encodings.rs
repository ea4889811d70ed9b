//! Letters that a wrong table of signs broke: text that was written by one table and read by another, on its way to us (`nÃ¤mnden`,
//! `n„mnden`, `n{mnden`), or that still holds the names of its letters (`n&auml;mnden`) or their marks apart (`na¨mnden`).
//!
//! For the whole document it is found which table makes Swedish words of words that are none. Where none does, nothing is touched: braces,
//! bars and quotation marks stand in sound text too.

mod misreadings;

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::{Edit, Text, Token, restoration};
use misreadings::{MISREADINGS, Misreading, UNKNOWN, WANTED_TOO, is_marked};

/// How sure a letter is that was put right.
const SURE: f32 = 0.98;
/// So many misreadings may lie in one document: parts of it may have come another way than others.
const MOST_MISREADINGS: usize = 3;
/// What stands right before words and right behind them in sound text.
const BEFORE_WORDS: &str = "„”“‘’‚…†‡•‹«»[{|\\–—";
const BEHIND_WORDS: &str = "”“‘’…†‡•›«»]}|\\–—";

/// Puts right what a table of signs broke.
pub(super) fn mend(text: &mut Text) {
    for _ in 0..MOST_MISREADINGS {
        let Some(proven) = proven(&text.tokens) else {
            return;
        };
        let mut edits = Vec::new();
        let mut mended = vec![0; text.pages.len()];
        for line in &text.lines {
            for at in line.tokens.clone() {
                let Some(text) = proven.mended(&text.tokens[at].text) else {
                    continue;
                };
                mended[line.page] += 1;
                edits.push(Edit {
                    tokens: at..at + 1,
                    text,
                    confidence: SURE,
                });
            }
        }
        for (page, count) in text.pages.iter_mut().zip(mended).filter(|(_, count)| *count > 0) {
            let name = &proven.misreading.name;
            page.condition_reason += &format!("; {count} words were put right before: {name}");
        }
        text.edit(edits);
    }
}

/// The way in which a document is broken.
struct Proven {
    misreading: &'static Misreading,
    way: u32,
    /// Whether fewer words than are broken have letters that it would have broken.
    throughout: bool,
}

impl Proven {
    fn mended(&self, token: &str) -> Option<String> {
        let may_be = MISREADINGS.of(token) & self.way != 0;
        may_be.then(|| self.misreading.mended(token, self.throughout)).flatten()
    }
}

/// The way that makes most words Swedish, where they prove it.
fn proven(tokens: &[Token]) -> Option<Proven> {
    let traced = |token: &'_ Token| MISREADINGS.of(&token.text);
    let suspects: HashMap<&str, u32> = tokens
        .iter()
        .filter_map(|token| Some((token.text.as_str(), traced(token))).filter(|(_, ways)| *ways != 0))
        .collect();
    if suspects.is_empty() {
        return None;
    }
    let ways = (0..).map(|number| 1_u32 << number).zip(&MISREADINGS.all);
    let evidence = ways.map(|(way, misreading)| {
        let mut evidence = Evidence::default();
        for (token, _) in suspects.iter().filter(|(_, ways)| *ways & way != 0) {
            misreading.count(token, &mut evidence);
        }
        (way, misreading, evidence)
    });
    let proven = evidence.filter(|(_, misreading, evidence)| misreading.is_proven(evidence));
    let (way, misreading, evidence) = proven.max_by_key(|(way, _, evidence)| (evidence.words.len(), Reverse(*way)))?;
    let would_break = |c: char| is_marked(c) && misreading.signs.iter().any(|(_, meant)| meant.contains(c));
    let is_whole = |token: &&Token| token.text.contains(would_break) && traced(token) & way == 0;
    let whole: HashSet<&str> = tokens
        .iter()
        .filter(is_whole)
        .map(|token| token.text.as_str())
        .collect();
    Some(Proven {
        misreading,
        way,
        throughout: whole.len() < evidence.words.len(),
    })
}

/// A character as it stands there, or several that were one, and what was meant.
#[derive(Clone, Copy)]
struct Sign<'a> {
    read: &'a str,
    meant: &'a str,
}

impl Sign<'_> {
    fn is_broken(&self) -> bool {
        self.read != self.meant
    }

    fn is_letter(&self) -> bool {
        self.meant.chars().all(char::is_alphabetic) && !self.meant.is_empty()
    }

    /// Whether å, ä or ö was meant by what is none.
    fn is_swedish(&self) -> bool {
        self.is_broken() && self.read != UNKNOWN && self.meant.chars().all(is_marked) && !self.meant.is_empty()
    }
}

/// What a way to read it anew makes of a word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Found {
    /// A Swedish word.
    Word,
    /// Nothing better than the word that stood there, with signs before it or behind.
    Sound,
    /// What no list has.
    Unknown,
}

/// The words that speak for a misreading, and those that do not: each once, however often it stands there.
#[derive(Default)]
struct Evidence {
    words: HashSet<String>,
    /// Whether one of these is broken between its letters.
    is_inside: bool,
    sound: HashSet<String>,
    unknown: HashSet<String>,
}

impl Misreading {
    /// A token, sign by sign.
    fn read<'a>(&'a self, token: &'a str) -> Vec<Sign<'a>> {
        let mut signs: Vec<Sign<'_>> = Vec::new();
        let mut rest = token;
        while let Some(first) = rest.chars().next() {
            let sign = self.signs.iter().find(|(broken, _)| rest.starts_with(broken.as_str()));
            let broken = sign.or_else(|| self.ends.iter().find(|(broken, _)| rest == broken));
            let (length, meant) = match broken {
                Some((broken, meant)) => (broken.len(), meant.as_str()),
                None => (first.len_utf8(), &rest[..first.len_utf8()]),
            };
            let (read, behind) = rest.split_at(length);
            let stays = WANTED_TOO.contains(meant) && !self.is_unmistakable() && {
                let before = signs.last().map_or("", |sign| sign.meant);
                !is_of_name(before, read, behind)
            };
            signs.push(Sign {
                read,
                meant: if stays { read } else { meant },
            });
            rest = behind;
        }
        signs
    }

    /// Counts what the words of a token tell.
    fn count(&self, token: &str, evidence: &mut Evidence) {
        for word in parts(&self.read(token)).filter(|part| part.len() > 1 && part.iter().any(Sign::is_swedish)) {
            let (range, found) = found(word);
            let words = match found {
                Found::Word => &mut evidence.words,
                Found::Sound => &mut evidence.sound,
                Found::Unknown => &mut evidence.unknown,
            };
            words.insert(word.iter().map(|sign| sign.meant).collect());
            evidence.is_inside |= found == Found::Word && inner(word, &range).iter().any(Sign::is_swedish);
        }
    }

    /// Whether the words of a document are enough to say that it is broken in this way.
    fn is_proven(&self, evidence: &Evidence) -> bool {
        let words = evidence.words.len();
        let speak_for_it = evidence.is_inside && words > evidence.sound.len() && words >= evidence.unknown.len();
        words >= self.least && (self.is_unmistakable() || speak_for_it)
    }

    /// A token with its letters put right, where they are broken. In a document that is broken throughout, signs are put right too that
    /// stand in sound text, and words that no list has.
    fn mended(&self, token: &str, throughout: bool) -> Option<String> {
        let all = throughout || self.is_unmistakable();
        let signs = self.read(token);
        let mut text = String::with_capacity(token.len());
        for part in parts(&signs) {
            let right = match part[0].is_letter() {
                _ if self.is_unmistakable() => 0..part.len(),
                true => put_right(part, all),
                false if all => 0..part.len(),
                false => 0..0,
            };
            let signs = part.iter().enumerate();
            text.extend(signs.map(|(at, sign)| if right.contains(&at) { sign.meant } else { sign.read }));
        }
        let text = text.trim();
        (text != token && !text.is_empty()).then(|| text.to_owned())
    }
}

/// Whether a sign may be a letter of a name: no letter as it stands there, and between two.
fn is_of_name(before: &str, read: &str, behind: &str) -> bool {
    let is_sound = match read.chars().all(char::is_alphabetic) {
        true => read.chars().all(char::is_lowercase) || before.chars().all(char::is_uppercase),
        false => BEHIND_WORDS.contains(read),
    };
    before.ends_with(char::is_alphabetic) && behind.starts_with(char::is_alphabetic) && !is_sound
}

/// The words of a token, and what stands between them.
fn parts<'a>(signs: &'a [Sign<'a>]) -> impl Iterator<Item = &'a [Sign<'a>]> {
    signs.chunk_by(|a, b| a.is_letter() == b.is_letter())
}

/// What a word is: without the quotation marks and brackets around it where these are what they seem to be.
fn found(word: &[Sign<'_>]) -> (Range<usize>, Found) {
    let is_outside =
        |sign: Option<&Sign<'_>>, signs: &str| sign.is_some_and(|sign| sign.is_broken() && signs.contains(sign.read));
    let first = usize::from(is_outside(word.first(), BEFORE_WORDS));
    let last = usize::from(is_outside(word.last(), BEHIND_WORDS));
    let ranges = [
        0..word.len(),
        first..word.len(),
        0..word.len() - last,
        first..(word.len() - last).max(first),
    ];
    let meant = |range: &Range<usize>| word[range.clone()].iter().map(|sign| sign.meant).collect::<String>();
    let set_as_words = ranges.iter().filter(|range| is_set_as_word(&word[(*range).clone()]));
    match set_as_words.clone().find(|range| restoration::is_word(&meant(range))) {
        Some(range) if word[range.clone()].iter().any(Sign::is_broken) => (range.clone(), Found::Word),
        Some(_) => (0..0, Found::Sound),
        None => (set_as_words.clone().next().cloned().unwrap_or_default(), Found::Unknown),
    }
}

/// The signs of a word that are put right: those of words that are known, and of others that have one between their letters, or of all.
fn put_right(word: &[Sign<'_>], throughout: bool) -> Range<usize> {
    if word.iter().all(Sign::is_broken) {
        let is_letter =
            |sign: &Sign<'_>| sign.read.chars().count() > 1 || throughout && sign.read.chars().all(char::is_alphabetic);
        return 0..if word.iter().all(is_letter) { word.len() } else { 0 };
    }
    let (range, found) = found(word);
    match found {
        Found::Unknown if !throughout && !inner(word, &range).iter().any(Sign::is_swedish) => 0..0,
        _ => range,
    }
}

/// The signs of a part of a word that have others of it on both sides.
fn inner<'a, 'b>(word: &'b [Sign<'a>], range: &Range<usize>) -> &'b [Sign<'a>] {
    word.get(range.start + 1..range.end.saturating_sub(1))
        .unwrap_or_default()
}

/// Whether letters that are put right have the size of those beside them: capitals begin words or stand among capitals.
fn is_set_as_word(word: &[Sign<'_>]) -> bool {
    let is_capital = |at: Option<usize>| {
        at.and_then(|at| word.get(at))
            .map(|sign| sign.meant.chars().all(char::is_uppercase))
    };
    let mut broken = (0..word.len()).filter(|at| word[*at].is_broken());
    broken.all(|at| {
        match (
            is_capital(Some(at)),
            is_capital(at.checked_sub(1)),
            is_capital(Some(at + 1)),
        ) {
            (Some(true), Some(before), behind) => before && behind != Some(false),
            (_, Some(true), _) => at == 1,
            (Some(false), None, Some(true)) => false,
            _ => true,
        }
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::misreadings::{ENTITIES, TABLES};
    use super::*;
    use crate::clean::clean;
    use crate::code_pages::CodePage;
    use crate::record::TextCondition;
    use crate::scan::Scan;

    /// Invented.
    const LINES: [&str; 4] = [
        "§ 12 Ändring av översiktsplanen för Granö – Sjöhöjden",
        "Nämnden föreslår att ärendet om miljön återremitteras. ÅRSREDOVISNING 2019–2020",
        "Åsa Älgström (S) yrkar [bifall] till förslaget, 1 250 kr, KS 2021/25, info@sjö.example",
        "Är det på vår gård? Björn Ålåker, vänsterpartiet, på sjön i år.",
    ];

    fn cleaned(lines: &[String]) -> (Vec<String>, TextCondition, String) {
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let mut text = clean(&Scan::of_lines(&lines));
        let page = text.pages.remove(0);
        let lines = text.lines.iter().map(|line| line.text.clone()).collect();
        (lines, page.condition, page.condition_reason)
    }

    /// Breaks all characters but those of addresses.
    fn broken(with: impl Fn(char) -> Option<String>) -> Vec<String> {
        let word = |word: &str| -> String {
            if word.contains('@') {
                return word.to_owned();
            }
            word.chars().map(|c| with(c).unwrap_or_else(|| c.to_string())).collect()
        };
        LINES
            .map(|line| line.split(' ').map(word).collect::<Vec<_>>().join(" "))
            .to_vec()
    }

    #[track_caller]
    fn check(lines: &[String], name: &str) {
        let (lines, condition, reason) = cleaned(lines);
        assert_eq!(lines, LINES);
        assert_eq!(condition, TextCondition::Clean);
        assert!(
            reason.ends_with(&format!("words were put right before: {name}")),
            "{reason}"
        );
    }

    #[test]
    fn letters_come_back_from_all_tables() {
        for &(written, read) in TABLES {
            let lines = broken(|c| written.misread(c, read));
            check(&lines, &format!("{} read as {}", written.name(), read.name()));
        }
    }

    #[test]
    fn letters_come_back_that_were_misread_twice() {
        let once = |c: char| CodePage::Utf8.misread(c, CodePage::Windows1252);
        let twice = |c: char| once(c)?.chars().map(once).collect();
        check(&broken(twice), "UTF-8 read as Windows-1252 twice");
    }

    #[test]
    fn letters_come_back_from_their_names_and_bytes() {
        let entity = |c: char| {
            ENTITIES
                .iter()
                .find(|(_, named)| *named == c)
                .map(|(name, _)| format!("&{name};"))
        };
        check(&broken(entity), "characters by their names in HTML");
        let numbered = |c: char| (!c.is_ascii()).then(|| format!("&#{};", c as u32));
        check(&broken(numbered), "characters by their names in HTML");
        for page in [CodePage::Utf8, CodePage::Windows1252] {
            let quoted = |c: char| {
                let bytes = page.encode(c).filter(|_| !c.is_ascii())?;
                Some(bytes.iter().map(|byte| format!("={byte:02X}")).collect())
            };
            check(&broken(quoted), &format!("{} as quoted-printable", page.name()));
        }
    }

    #[test]
    fn loose_marks_go_on_their_letters() {
        let parted = |c: char, marks: [char; 2]| match c {
            'ä' => Some(('a', marks[0])),
            'ö' => Some(('o', marks[0])),
            'å' => Some(('a', marks[1])),
            'Ä' => Some(('A', marks[0])),
            'Ö' => Some(('O', marks[0])),
            'Å' => Some(('A', marks[1])),
            _ => None,
        };
        for marks in [['¨', '°'], ['¨', '˚']] {
            let behind = broken(|c| parted(c, marks).map(|(letter, mark)| format!("{letter}{mark}")));
            check(&behind, "marks behind their letters");
            let before = broken(|c| parted(c, marks).map(|(letter, mark)| format!("{mark}{letter}")));
            check(&before, "marks before their letters");
        }
    }

    #[test]
    fn white_space_that_was_half_a_sign_leaves_no_other_half() {
        let lines = ["Â§Â 3 NÃ¤mnden beviljar 1Â 250Â 000 kr, 2 Ã\u{a0} 3 gÃ¥nger".to_owned()];
        assert_eq!(cleaned(&lines).0, ["§ 3 Nämnden beviljar 1 250 000 kr, 2 à 3 gånger"]);
    }

    #[test]
    fn bytes_that_windows_lacks_were_letters_too() {
        let lines = ["\u{fffd}sa S„ll och n„mnden i \u{fffd}rj„ng „r f”r f”rslaget p† sidan, ”F”rs„ljning”".to_owned()];
        assert_eq!(
            cleaned(&lines).0,
            ["Åsa Säll och nämnden i Årjäng är för förslaget på sidan, ”Försäljning”"]
        );
        let lines = ["â€\u{9d}Bifallâ€ pÃ¥ Ã¶n â€\u{fffd}Granâ€".to_owned()];
        assert_eq!(cleaned(&lines).0, ["”Bifall” på ön ”Gran”"]);
    }

    #[test]
    fn part_of_a_document_may_be_broken() {
        let sound = "Nämnden beslöt på „fråga” från ordföranden att bjuda in Šárka [enligt förslag] till {årets} möte.";
        let part = "Styrelsen f”resl†r n„mnden att †terremittera „rendet om Gran”-leden.";
        let whole = "Styrelsen föreslår nämnden att återremittera ärendet om Granö-leden.";
        let lines = [sound, sound, part].map(str::to_owned);
        assert_eq!(cleaned(&lines).0[..], [sound, sound, whole]);
    }

    #[test]
    fn letters_that_a_table_leaves_whole_do_not_speak_against_it() {
        let lines = ["Frĺga om nämnden fĺr Ĺterbrukshallen pĺ ön ĺr 2020, för öppnandet är försenat.".to_owned()];
        let whole = "Fråga om nämnden får Återbrukshallen på ön år 2020, för öppnandet är försenat.";
        assert_eq!(cleaned(&lines).0, [whole]);
    }

    #[test]
    fn addresses_and_numbers_stay() {
        let text = "NÃ¤mnden svarar nÃ¤mnd@sjÃ¶.example och www.sjÃ¶.example/Ã¤, KS 2021/25, ‰ 3 [2] {1} 12|13";
        let lines = [text.to_owned()];
        let whole = "Nämnden svarar nÃ¤mnd@sjÃ¶.example och www.sjÃ¶.example/Ã¤, KS 2021/25, ‰ 3 [2] {1} 12|13";
        assert_eq!(cleaned(&lines).0, [whole]);
    }

    #[test]
    fn few_words_prove_nothing_where_their_signs_stand_in_sound_text() {
        for text in [
            "Det f|r n{mnden besluta om i dag.",
            "Vid 5 °C |ar [sic]",
            "a°b och ¨",
            "F\u{fffd}R P\u{fffd} M\u{fffd}NAD",
        ] {
            let tokens = clean(&Scan::of_lines(&[text])).tokens;
            assert!(proven(&tokens).is_none(), "{text}");
        }
    }

    /// Sound words, with signs around them that others' tables have for letters.
    fn sound() -> impl Strategy<Value = String> {
        let words = &[
            "nämnden",
            "förslag",
            "på",
            "Ärendet",
            "i",
            "Ö",
            "är",
            "beslutar",
            "och",
            "år",
            "sjö",
            "ÅRSREDOVISNING",
            "Šárka",
            "maître",
            "Muñoz",
            "idé",
            "Linné",
            "3",
            "12 ‰",
            "7 °C",
            "§ 4",
            "2019–2020",
            "info@sjö.example",
            "https://sjö.example/?a=C3&b={4}",
            "½",
            "m²",
            "…",
            "±",
            "a=b",
            "x|y",
            "R&D",
            "[sic]",
            "{n}",
            "\\",
            "|",
            "}",
            "Nord–Syd",
            "it’s",
            "AT&T",
            "¤",
            "º",
            "ß",
        ][..];
        let signs = &[
            "", "", "", "„", "”", "“", "’", "‘", "…", "†", "•", "|", "[", "]", "{", "}", "«", "»", "(", ")", "°", "´",
            "‰", "–", "=",
        ][..];
        let set = (
            prop::sample::select(signs),
            prop::sample::select(words),
            prop::sample::select(signs),
        );
        let word = set.prop_map(|(before, word, behind)| format!("{before}{word}{behind}"));
        prop::collection::vec(word, 1..80).prop_map(|words| words.join(" "))
    }

    proptest! {
        #[test]
        fn sound_text_stays(text in sound()) {
            let tokens: Vec<Token> = text.split(' ').map(|word| Token {
                text: word.to_owned(),
                words: Vec::new(),
                correction: None,
                doubt: None,
                join: crate::clean::Join::Space,
            }).collect();
            prop_assert!(proven(&tokens).is_none(), "{}", text);
        }
    }
}
