//! The new words of a document, and the changes of its tokens that follow, with signs and spaces.

use std::ops::Range;

use hashbrown::HashMap;

use super::Unit;
use crate::clean::restoration::alphabet;
use crate::clean::restoration::candidates::Candidate;
use crate::clean::restoration::language::Language;
use crate::clean::restoration::{Change, PageCondition, RawToken, Verdict, marks, spaces};
use crate::record::TextCondition;

/// New text for a part of a token: what it is, and whether it is likelier by enough to be written.
pub(super) struct Edit {
    range: Range<usize>,
    pub text: String,
    margin: f32,
    pub is_sure: bool,
}

/// By page, line and token.
pub(super) type Edits = HashMap<(usize, usize, usize), Vec<Edit>>;

/// Notes the new text of a word; of a hyphenated word, each half in its place.
pub(super) fn note(
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

/// Puts the changed parts of tokens together, in the order of the text, with marks and spaces.
pub(super) fn gather(
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
    let text = tokens[at].text;
    spaces::lost(language, text, before)
        .or_else(|| marks::quotation(text))
        .or_else(|| marks::party_letter(text))
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
