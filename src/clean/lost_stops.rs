//! Full stops that OCR passed over at the end of decisions: where nearly all decisions of a document end in one, what is followed by the
//! next entry, by a heading or by the head of the next item does.

use super::{Edit, Role, Text};
use crate::record::SectionKind;
use crate::scan::{Page, Scan, WordRef};
use crate::vocabulary::{self, PREPOSITIONS};

/// How sure a repair is.
const SURE: f32 = 0.85;
/// So many decisions that end in a full stop show how they end, and so many times as many as those that do not.
const LEAST: usize = 6;
const OFTENER: usize = 2;
/// A sentence has so many words at least, and a verb so many letters; a heading has no more words.
const SENTENCE: usize = 4;
const VERB: usize = 5;
const HEADING: usize = 6;
/// From this gap on a line stands apart, in lines.
const APART: f32 = 0.5;
/// A line of running text that goes on is so long, in parts of the text's width.
const FULL: f32 = 0.7;
/// What entries begin with that are no sentences.
const BULLETS: [char; 5] = ['-', '–', '—', '•', '*'];

/// Restores full stops behind words that were read off page images: text from elsewhere may have been written without.
pub(super) fn restore(scan: &Scan, text: &mut Text) {
    let on_image = |line: &usize| {
        let last = &text.tokens[text.lines[*line].tokens.end - 1];
        let read = |place: &WordRef| {
            scan.pages[place.page].read_by_ocr() && scan.pages[place.page].words[place.word].bbox.is_some()
        };
        last.words.iter().all(read)
    };
    if !scan.pages.iter().any(Page::read_by_ocr) {
        return;
    }
    let ends: Vec<usize> = ends_of_decisions(text).into_iter().filter(on_image).collect();
    let (ended, open): (Vec<usize>, Vec<usize>) =
        ends.into_iter().partition(|&line| text.lines[line].text.ends_with('.'));
    if ended.len() < LEAST || ended.len() < OFTENER * open.len() {
        return;
    }
    let edits = open.into_iter().map(|line| {
        let line = &text.lines[line];
        let last = &text.tokens[line.tokens.end - 1].text;
        Edit {
            tokens: line.tokens.end - 1..line.tokens.end,
            text: format!("{}.", last.trim_end_matches(',')),
            confidence: SURE,
        }
    });
    let edits = edits.collect();
    text.edit(edits);
}

/// The last lines of decisions that are sentences and end in a full stop, or in a word behind which one may have been lost.
fn ends_of_decisions(text: &Text) -> Vec<usize> {
    let body: Vec<usize> = (0..text.lines.len())
        .filter(|&line| text.lines[line].role == Role::Body)
        .collect();
    let kinds: Vec<Option<SectionKind>> = body.iter().map(|&line| heading(text, line)).collect();
    let mut ends = Vec::new();
    // The words of the paragraph so far, where it stands below a heading for decisions and lists nothing.
    let mut paragraph: Option<Vec<&str>> = None;
    for (at, &line) in body.iter().enumerate() {
        let here = &text.lines[line];
        if let Some(kind) = kinds[at] {
            paragraph = (kind == SectionKind::Decision).then(Vec::new);
            continue;
        }
        let entry = entry_number(&here.text);
        let below_heading = at
            .checked_sub(1)
            .is_some_and(|above| kinds[above] == Some(SectionKind::Decision));
        if here.gap >= APART && entry.is_none() && !below_heading || here.text.starts_with(BULLETS) {
            paragraph = None;
        }
        // Below a short line stands an entry of a list.
        if entry.is_none()
            && at
                .checked_sub(1)
                .is_some_and(|above| kinds[above].is_none() && text.lines[body[above]].width < FULL)
        {
            paragraph = paragraph.filter(Vec::is_empty);
        }
        if entry.is_some()
            && let Some(words) = &mut paragraph
        {
            words.clear();
        }
        let Some(words) = &mut paragraph else { continue };
        words.extend(here.text.split(' '));
        if here.text.ends_with(':') {
            paragraph = None;
            continue;
        }
        let Some(&next) = body.get(at + 1) else { continue };
        let (below, apart) = (&text.lines[next], text.lines[next].gap >= APART);
        let section_ends = kinds[at + 1].is_some() || apart && is_head(&below.text);
        let may_end = may_end(&here.text) || here.text.ends_with(',') && section_ends;
        if (section_ends || next_entry(words, &below.text)) && may_end && is_sentence(words) {
            ends.push(line);
        }
    }
    ends
}

/// Whether a line begins the entry behind the one that some words are.
fn next_entry(words: &[&str], below: &str) -> bool {
    let own = words.first().and_then(|label| entry_number(label));
    own.is_some() && entry_number(below) == own.map(|own| own + 1)
}

/// Whether a line ends in a full stop, or in a word that may end a sentence.
fn may_end(line: &str) -> bool {
    let last = line.rsplit(' ').next().unwrap_or_default();
    let links = PREPOSITIONS.contains(&last) || matches!(last, "och" | "samt" | "eller" | "att");
    !links && line.ends_with(|c: char| c.is_lowercase() || c.is_ascii_digit() || c == '.')
}

/// Whether words are a sentence: there are enough of them, and one before the last may be a verb in the present tense.
fn is_sentence(words: &[&str]) -> bool {
    let verb = |word: &&str| {
        let plain = word.chars().count() >= VERB && word.chars().all(char::is_lowercase);
        plain && word.ends_with(['r', 's'])
    };
    words.len() >= SENTENCE && words[..words.len() - 1].iter().any(verb)
}

/// What a line is a heading of, where it is one.
fn heading(text: &Text, line: usize) -> Option<SectionKind> {
    let words: Vec<&str> = text.lines[line].text.split(' ').collect();
    let may_be = words.len() <= HEADING && words[0].starts_with(char::is_uppercase);
    may_be.then(|| vocabulary::whole_heading(&words)).flatten()
}

/// Whether a line begins with the number of an item, be it behind the letters of a body.
fn is_head(line: &str) -> bool {
    line.starts_with('§')
        || line.starts_with(char::is_uppercase) && line.split(' ').nth(1).is_some_and(|word| word.starts_with('§'))
}

/// The number of the entry that a line begins.
fn entry_number(line: &str) -> Option<u32> {
    let label = line.split(' ').next().unwrap_or_default();
    let digits = label.strip_suffix(['.', ')'])?;
    digits.parse().ok().filter(|_| digits.len() <= 2)
}

#[cfg(test)]
mod tests {
    use crate::scan::Scan;

    fn restored(others: usize, last: &[&str]) -> Vec<String> {
        let item = [
            "Beslut",
            "Nämnden godkänner planen för skolan.",
            "Reservation",
            "Bo Ek reserverar sig.",
        ];
        let lines: Vec<&str> = item
            .into_iter()
            .cycle()
            .take(4 * others)
            .chain(last.iter().copied())
            .collect();
        let scan = Scan::of_lines(&lines).on_image();
        let mut text = super::super::lines::lines(&scan);
        super::restore(&scan, &mut text);
        text.lines.into_iter().skip(4 * others).map(|line| line.text).collect()
    }

    #[test]
    fn decisions_end_in_a_full_stop_where_the_others_do() {
        let last = [
            "Beslut",
            "1. Bron i norra delen av byn säljs för",
            "50 000 kronor",
            "2. Köparen svarar för alla kostnader,",
            "Jäv",
        ];
        assert_eq!(
            restored(12, &last)[2..4],
            ["50 000 kronor.", "2. Köparen svarar för alla kostnader."]
        );
        assert_eq!(restored(3, &last), last);
        let list = ["Beslut", "Nämnden utser", "Bo Ek", "Ida Ås", "Jäv"];
        assert_eq!(restored(12, &list), list);
        let led = [
            "Beslut",
            "Till ombud i stiftelsen för skolan väljs",
            "1. Bo Ek",
            "2. Ida Ås",
            "Jäv",
        ];
        assert_eq!(restored(12, &led), led);
    }
}
