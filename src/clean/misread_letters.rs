//! Single letters that OCR loses or misreads, where no list has what it read and one word alone can be meant: a word of the list, or one
//! that the document has elsewhere. Restoration leaves them, since it trusts what was read with Swedish letters.

mod capitals;
mod dirt;
mod letters;
#[cfg(test)]
mod tests;
mod unsure;

use self::capitals::{Capitals, first_name_elsewhere, property, property_elsewhere};
use self::dirt::{one_full_stop, parted, run_together, without_hyphen, without_stroke};
use self::letters::{Words, small_att};
use super::{Edit, Text, Token};
use crate::scan::Scan;

/// How sure a repair is.
const SURE: f32 = 0.9;
/// A shorter word may be an abbreviation, or part of a name.
const WHOLE: usize = 4;
/// Abbreviations with a full stop have fewer letters.
const ABBREVIATED: usize = 6;

/// Mends words that OCR has read.
pub(super) fn mend(scan: &Scan, text: &mut Text) {
    let read = |token: &Token| text.read_by_ocr(token);
    if !text.tokens.iter().any(read) {
        return;
    }
    let words = Words::of(&text.tokens);
    let capitals = Capitals::of(text);
    let mut edits = Vec::new();
    for (index, line) in text.lines.iter().enumerate() {
        for at in line.tokens.clone().filter(|at| read(&text.tokens[*at])) {
            let mended =
                mended(text, index, at, &words, &capitals).or_else(|| unsure::mended(scan, &text.tokens[at], &words));
            edits.extend(mended.map(|mended| Edit {
                tokens: at..at + 1,
                text: mended,
                confidence: SURE,
            }));
        }
    }
    text.edit(edits);
}

/// What a word of a line is, where it was misread: the first repair that fits.
fn mended(text: &Text, index: usize, at: usize, words: &Words<'_>, capitals: &Capitals) -> Option<String> {
    let line = &text.lines[index];
    let beside = |at: Option<usize>| {
        let within = at.filter(|at| line.tokens.contains(at));
        within.map_or("", |at| text.tokens[at].text.as_str())
    };
    let (before, after) = (beside(at.checked_sub(1)), beside(Some(at + 1)));
    let word = text.tokens[at].text.as_str();
    words
        .whole(word)
        .or_else(|| property(word, after))
        .or_else(|| property_elsewhere(words, word, before, after))
        .or_else(|| words.till(word))
        .or_else(|| words.first_name(word, before, after))
        .or_else(|| words.in_capitals(word, before, after))
        .or_else(|| first_name_elsewhere(words, word, after))
        .or_else(|| small_att(word, after))
        .or_else(|| parted(word))
        .or_else(|| run_together(word))
        .or_else(|| without_hyphen(word, before))
        .or_else(|| without_stroke(&text.tokens, at))
        .or_else(|| capitals.mend(text, index, at))
        .or_else(|| one_full_stop(word))
}
