//! Words that go on behind a hyphen at the end of their line, on the next line or over the page break.

use std::collections::HashMap;
use std::ops::Range;

use super::RawToken;
use super::alphabet;
use super::candidates::{Slips, candidates};
use super::channel::Channel;
use super::language::{Language, SMALL_START, UNLISTED};
use super::units::{PieceKind, pieces};

/// The second half of a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tail {
    /// Its page.
    pub page: usize,
    /// Its line; it stands in the first token of it.
    pub line: usize,
    /// Where it stands in the token, in bytes.
    pub range: Range<usize>,
}

/// Second halves by the page and line of the first, which is the last word of the line.
pub type Tails = HashMap<(usize, usize), Tail>;

/// Lines at the head of a page that may stand between the halves of a word.
const HEAD_LINES: usize = 10;

/// Finds the words that go on behind a hyphen: both halves together make a word of the list, misread or not.
pub fn tails<'c>(
    language: &Language<'_>,
    pages: &[Vec<Vec<RawToken<'_>>>],
    channel_of: &impl Fn(usize) -> Option<&'c Channel>,
) -> Tails {
    let mut tails = Tails::new();
    // The nearest half before it has a second half.
    let mut heads: HashMap<(usize, usize), (usize, usize)> = HashMap::new();
    for (page, lines) in pages.iter().enumerate() {
        let Some(channel) = channel_of(page) else { continue };
        for (line, tokens) in lines.iter().enumerate() {
            let Some((head, _)) = tokens.last().and_then(|token| half_before_hyphen(token.text)) else {
                continue;
            };
            let here = (line + 1..lines.len())
                .map(|next| (page, next))
                .filter(|&at| has_text(pages, at))
                .take(1);
            let over = (0..pages.get(page + 1).map_or(0, Vec::len)).map(|next| (page + 1, next));
            let over = over.filter(|&at| has_text(pages, at)).take(HEAD_LINES);
            let tail = here.chain(over).find_map(|(page, line)| {
                let range = half_at_start(pages[page][line].first()?.text)?;
                let text = format!("{head}{}", &pages[page][line][0].text[range.clone()]);
                let found = candidates(
                    language,
                    channel,
                    &alphabet::symbols(&text),
                    &[SMALL_START],
                    Slips::Sought,
                );
                found
                    .first()
                    .is_some_and(|best| best.word != UNLISTED)
                    .then_some(Tail { page, line, range })
            });
            let tail = tail.or_else(|| unlisted(lines, line).map(|(line, range)| Tail { page, line, range }));
            if let Some(tail) = tail {
                if let Some(further) = heads.insert((tail.page, tail.line), (page, line)) {
                    tails.remove(&further);
                }
                tails.insert((page, line), tail);
            }
        }
    }
    tails
}

/// The line and place of the second half of a word that no list has: it stands on the next line in small letters, and is no word that
/// joins two words with one ending (`kultur- och fritidsnämnden`).
fn unlisted(lines: &[Vec<RawToken<'_>>], line: usize) -> Option<(usize, Range<usize>)> {
    let first = lines.get(line + 1)?.first()?.text;
    let range = half_at_start(first)?;
    (!JOINING.contains(&first)).then_some((line + 1, range))
}

/// Words that stand between a hyphen and the other of two words.
const JOINING: &[&str] = &["och", "eller", "samt", "respektive", "resp", "som", "men", "till"];

/// The word before a hyphen at the end of a token, and where it stands.
pub fn half_before_hyphen(token: &str) -> Option<(&str, Range<usize>)> {
    let stem = token.strip_suffix(['-', '\u{AD}', '\u{2010}', '¬'])?;
    let last = pieces(stem).pop()?;
    let fits = last.kind == PieceKind::Word && last.range.end == stem.len() && last.range.len() > 1;
    fits.then(|| (&token[last.range.clone()], last.range))
}

/// The word in small letters at the start of a token.
fn half_at_start(token: &str) -> Option<Range<usize>> {
    let first = pieces(token).into_iter().next()?;
    let fits = first.kind == PieceKind::Word && first.range.start == 0 && token.starts_with(char::is_lowercase);
    fits.then_some(first.range)
}

fn has_text(pages: &[Vec<Vec<RawToken<'_>>>], (page, line): (usize, usize)) -> bool {
    !pages[page][line].is_empty()
}
