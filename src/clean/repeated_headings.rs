//! Headings of sections that stand again and again in a document, and of which OCR misread a word in one place: `Beslut expedieras CNE`
//! for `Beslut expedieras till:`.

use std::collections::{HashMap, HashSet};

use super::{Edit, Text, restoration};
use crate::vocabulary;

/// A heading has no more words; of one word nothing would be left to know it by.
const WORDS: std::ops::RangeInclusive<usize> = 2..=6;
/// How sure a repair is.
const SURE: f32 = 0.9;

/// Puts the words of the headings right: what was misread in one way stands no more often than what was read.
pub(super) fn mend(text: &mut Text) {
    if !text.pages.iter().any(|page| page.read_by_ocr) {
        return;
    }
    let mut times: HashMap<&str, usize> = HashMap::new();
    for line in text.lines.iter().filter(|line| WORDS.contains(&line.tokens.len())) {
        *times.entry(&line.text).or_default() += 1;
    }
    let is_heading = |text: &&str| vocabulary::whole_heading(&text.split(' ').collect::<Vec<_>>()).is_some();
    let repeated: HashSet<&str> = times
        .iter()
        .filter(|(_, times)| **times >= 2)
        .map(|(text, _)| *text)
        .filter(is_heading)
        .collect();
    let mut edits = Vec::new();
    for line in text.lines.iter().filter(|line| text.pages[line.page].read_by_ocr) {
        let often = times.get(line.text.as_str()).copied().unwrap_or(0);
        let other = often > 0 && !is_heading(&line.text.as_str());
        let mut found = repeated
            .iter()
            .filter(|heading| other && often <= times[**heading])
            .filter_map(|heading| misread_word(&line.text, heading));
        if let (Some((at, word)), None) = (found.next(), found.next()) {
            let token = line.tokens.start + at;
            edits.push(Edit {
                tokens: token..token + 1,
                text: word.to_owned(),
                confidence: SURE,
            });
        }
    }
    text.edit(edits);
}

/// Which word of a line is another one in a heading that is the same but for it, and what it is there: one of letters that are no
/// word.
fn misread_word<'a>(line: &str, heading: &'a str) -> Option<(usize, &'a str)> {
    let (here, there): (Vec<&str>, Vec<&'a str>) = (line.split(' ').collect(), heading.split(' ').collect());
    if here.len() != there.len() {
        return None;
    }
    let mut differing = (0..here.len()).filter(|&at| here[at] != there[at]);
    let at = differing.next().filter(|_| differing.next().is_none())?;
    let letters = |word: &str| word.trim_end_matches([':', '.']).to_owned();
    let (read, right) = (letters(here[at]), letters(there[at]));
    let misread = read.chars().all(char::is_alphabetic) && !restoration::is_word(&read) && restoration::is_word(&right);
    let as_long = read.chars().count().abs_diff(right.chars().count()) <= 2;
    (misread && as_long).then_some((at, there[at]))
}

#[cfg(test)]
mod tests {
    use crate::clean::lines_after;
    use crate::scan::Scan;

    fn mended(lines: &[&str]) -> Vec<String> {
        lines_after(&Scan::of_lines(lines).on_image(), super::mend)
    }

    #[test]
    fn a_heading_is_known_by_the_others() {
        let lines = [
            "Beslut expedieras till:",
            "Byn",
            "Beslut expedieras CiTit",
            "Skolan",
            "Beslut expedieras till:",
        ];
        assert_eq!(mended(&lines)[2], "Beslut expedieras till:");
    }

    #[test]
    fn what_is_no_repeated_heading_or_a_word_stays() {
        for lines in [
            [
                "Beslut expedieras till:",
                "Byn",
                "Beslut expedieras CiTit",
                "Skolan",
                "Beslut fattas",
            ],
            [
                "Beslut expedieras till:",
                "Byn",
                "Beslut expedieras akten",
                "Skolan",
                "Beslut expedieras till:",
            ],
            ["Bron över ån", "Byn", "Bron över xxn", "Skolan", "Bron över ån"],
        ] {
            assert_eq!(mended(&lines), lines);
        }
    }
}
