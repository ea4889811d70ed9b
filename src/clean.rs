//! Cleaning: evidence → text. It groups the words of a scan in lines, tells running heads and feet from the body, repairs
//! `§` signs and restores Swedish letters. It is pure, cannot fail, and removes nothing: lines that are not body text stay
//! with their [`Role`], and every token knows the words it was read from.
//!
//! Order of passes: lines → second readings → broken encodings → spaced letters → restoration → misread zeros → signs → line starts → names → letters → headings →
//! dashes → § signs → running heads → hyphenation. Encodings and restoration come first, since each of the
//! others compares words with a vocabulary.

mod dashes;
mod encodings;
mod head_names;
mod hyphenation;
mod letter_spacing;
mod line_for_line;
mod lines;
mod margin;
mod misread_first_letters;
mod misread_letters;
mod misread_line_starts;
mod misread_names;
mod misread_persons;
mod misread_signs;
mod misread_zeros;
mod numbers_at_right;
mod page_labels;
mod repeated_headings;
pub mod restoration;
mod rows;
mod running_heads;
mod second_readings;
mod section_signs;

use std::ops::Range;

pub(crate) use head_names::{head_names, is_organisation};
pub(crate) use letter_spacing::as_set;
pub use line_for_line::{CleanedFile, PageCondition, Place, PlacedChange, PlacedDoubt, line_for_line};
pub(crate) use page_labels::{is_label_only, page_number};
pub(crate) use running_heads::sheets;

use crate::record::{Correction, Doubt, Region, Source, TextCondition};
use crate::scan::{BoundingBox, Scan, WordRef};
use restoration::{Change, Model, RawToken, Restoration, Verdict};

/// The text of a scan, cleaned.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    /// All tokens, in reading order.
    pub tokens: Vec<Token>,
    /// All lines, in reading order; their token ranges follow each other without a gap.
    pub lines: Vec<Line>,
    /// One entry a page of the scan.
    pub pages: Vec<PageText>,
}

/// What cleaning found out about a page.
#[derive(Debug, Clone, PartialEq)]
pub struct PageText {
    /// What OCR did to the page's Swedish letters.
    pub condition: TextCondition,
    /// Why it is taken for that.
    pub condition_reason: String,
    /// Whether OCR read it: here off its image, or whoever made its text layer or file, as its misread words tell.
    pub read_by_ocr: bool,
    /// The printed page number, in one form: `Sida 6 av 17`, `3 (90)`.
    pub label: Option<String>,
}

/// A word of the cleaned text, with its punctuation.
#[derive(Debug, Clone, PartialEq)]
pub struct Token {
    /// The characters after cleaning; a token that OCR had glued together may hold a space.
    pub text: String,
    /// The words that it was read from; more than one where OCR had split it.
    pub words: Vec<WordRef>,
    /// What was changed; `None` where nothing was. Of a token that became several, the first has it.
    pub correction: Option<Correction>,
    /// What the token may be in truth, where that is not sure enough for a change. Of several tokens, the first has it.
    pub doubt: Option<Doubt>,
    /// How it is joined to the next token of the body.
    pub join: Join,
}

/// How a token is joined to the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Join {
    /// By a space.
    Space,
    /// A word hyphenated at the end of its line: the hyphen falls away and nothing stands between.
    DropHyphen,
    /// A word with a hyphen of its own (`e-nämnd`) at the end of its line: the hyphen stays and nothing stands between.
    KeepHyphen,
}

/// A line of the cleaned text.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Index of its page in [`Scan::pages`].
    pub page: usize,
    /// Its tokens in [`Text::tokens`]; never empty.
    pub tokens: Range<usize>,
    /// Its number as in [`crate::scan::Word::line`].
    pub number: u32,
    /// Its text: the tokens with a space between.
    pub text: String,
    /// Empty space above it, in lines: 0 inside a paragraph, 1 for a blank line. 0 for the first line of a page.
    pub gap: f32,
    /// Where it begins, in parts of the page's text width: 0 is the left margin.
    pub indent: f32,
    /// How long it is, in parts of the page's text width: 1 is a full line.
    pub width: f32,
    /// Whether a new sheet of paper begins here: a page of the file, or a page break inside a text file.
    pub starts_sheet: bool,
    /// What part of the page it belongs to.
    pub role: Role,
    /// Whether it is part of a note in the margin that numbers an item.
    pub in_margin: bool,
}

/// What part of the page a line belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The text itself.
    Body,
    /// Repeated at the head of pages.
    RunningHead,
    /// Repeated at the foot of pages.
    RunningFoot,
    /// What OCR made of logos, lines and stamps.
    Debris,
}

/// Cleans a scan.
pub fn clean(scan: &Scan) -> Text {
    clean_by(restoration::restore, scan)
}

/// Cleans a scan with another model than the built-in one.
pub fn clean_with(model: &Model<'_>, scan: &Scan) -> Text {
    clean_by(|pages| restoration::restore_with(model, pages), scan)
}

fn clean_by(restorer: impl FnOnce(&[Vec<Vec<RawToken<'_>>>]) -> Restoration, scan: &Scan) -> Text {
    let mut text = lines::lines(scan);
    second_readings::choose(scan, &mut text);
    encodings::mend(&mut text);
    letter_spacing::close(&mut text);
    restore(restorer, scan, &mut text);
    misread_zeros::mend(scan, &mut text);
    misread_signs::mend(scan, &mut text);
    misread_line_starts::mend(&mut text);
    misread_names::mend(&mut text);
    misread_persons::mend(&mut text);
    misread_letters::mend(scan, &mut text);
    repeated_headings::mend(&mut text);
    dashes::restore(scan, &mut text);
    section_signs::repair(scan, &mut text);
    running_heads::mark(&mut text);
    misread_first_letters::mend(&mut text);
    hyphenation::join(&mut text);
    text
}

/// Restores the Swedish letters of the tokens, and marks those whose restoration is doubtful.
fn restore(restorer: impl FnOnce(&[Vec<Vec<RawToken<'_>>>]) -> Restoration, scan: &Scan, text: &mut Text) {
    let mut pages = vec![Vec::new(); scan.pages.len()];
    let mut line_of = vec![Vec::new(); scan.pages.len()];
    for (index, line) in text.lines.iter().enumerate() {
        let tokens = text.tokens[line.tokens.clone()].iter().map(|token| RawToken {
            text: &token.text,
            confidence: token
                .words
                .iter()
                .filter_map(|w| scan.pages[w.page].words[w.word].confidence)
                .reduce(f32::min),
        });
        pages[line.page].push(tokens.collect::<Vec<_>>());
        line_of[line.page].push(index);
    }
    let restoration = restorer(&pages);
    drop(pages);
    for (page, found) in text.pages.iter_mut().zip(restoration.pages) {
        page.condition = found.condition;
        page.condition_reason.insert_str(0, &found.reason);
        page.read_by_ocr |= found.condition != TextCondition::Clean && !restoration.only_marks;
    }
    let (mut sure, doubtful): (Vec<Change>, Vec<Change>) = restoration
        .changes
        .into_iter()
        .partition(|change| change.verdict == Verdict::Applied);
    let tokens_of = |text: &Text, change: &Change| {
        let start = text.lines[line_of[change.page][change.line]].tokens.start;
        start + change.tokens.start..start + change.tokens.end
    };
    for change in doubtful {
        let tokens = tokens_of(text, &change);
        let read = join_texts(&text.tokens[tokens.clone()]);
        text.tokens[tokens.start].doubt = Some(Doubt {
            text: read,
            suggestion: change.text,
            confidence: rounded(change.confidence),
        });
    }
    sure.sort_by_key(|change| tokens_of(text, change).start);
    let edits = sure.into_iter().map(|change| Edit {
        tokens: tokens_of(text, &change),
        text: change.text,
        confidence: change.confidence,
    });
    let edits = edits.collect();
    text.edit(edits);
}

/// A change of the tokens of one line, asked for by a pass.
struct Edit {
    tokens: Range<usize>,
    text: String,
    confidence: f32,
}

impl Text {
    /// Whether OCR read all of a token: what was written is right as it stands.
    fn read_by_ocr(&self, token: &Token) -> bool {
        token.words.iter().all(|word| self.pages[word.page].read_by_ocr)
    }

    /// Puts new tokens in the place of old ones. The edits lie in order and do not overlap; each stays within a line.
    fn edit(&mut self, edits: Vec<Edit>) {
        if edits.is_empty() {
            return;
        }
        let mut old = std::mem::take(&mut self.tokens).into_iter().enumerate().peekable();
        let mut edits = edits.into_iter().peekable();
        for line in &mut self.lines {
            let start = self.tokens.len();
            while let Some((index, token)) = old.next_if(|(index, _)| line.tokens.contains(index)) {
                match edits.next_if(|edit| edit.tokens.start == index) {
                    None => self.tokens.push(token),
                    Some(edit) => {
                        let mut replaced = vec![token];
                        while let Some((_, next)) = old.next_if(|(index, _)| edit.tokens.contains(index)) {
                            replaced.push(next);
                        }
                        self.tokens.extend(replacement(replaced, edit));
                    }
                }
            }
            line.tokens = start..self.tokens.len();
            line.text = join_texts(&self.tokens[line.tokens.clone()]);
        }
    }

    /// The line that a token stands on.
    fn line_of(&self, token: usize) -> &Line {
        &self.lines[self.lines.partition_point(|line| line.tokens.end <= token)]
    }

    /// The tokens of a range that belong together: those of the body, where the range begins in the body. Running heads
    /// between two pages of one paragraph are left out.
    fn tokens_of_one_role(&self, tokens: Range<usize>) -> impl Iterator<Item = &Token> {
        let body = tokens
            .clone()
            .next()
            .is_some_and(|first| self.line_of(first).role == Role::Body);
        tokens
            .filter(move |&index| !body || self.line_of(index).role == Role::Body)
            .map(|index| &self.tokens[index])
    }

    /// The running text of a range of tokens: words that were hyphenated at the end of a line are joined.
    pub fn flow(&self, tokens: Range<usize>) -> String {
        let mut flow = String::new();
        let mut join = Join::Space;
        for token in self.tokens_of_one_role(tokens) {
            match join {
                Join::Space if !flow.is_empty() => flow.push(' '),
                Join::DropHyphen => flow.truncate(flow.trim_end_matches(['-', '\u{ad}', '\u{2010}']).len()),
                Join::Space | Join::KeepHyphen => {}
            }
            flow.push_str(&token.text);
            join = token.join;
        }
        flow
    }

    /// Where a range of tokens was read: pages, boxes, lines, confidence, corrections and doubts. This is the one place that
    /// makes a [`Source`].
    pub fn source(&self, scan: &Scan, tokens: Range<usize>) -> Source {
        let mut source = Source::default();
        let mut confidences = Vec::new();
        let mut block = None;
        for token in self.tokens_of_one_role(tokens) {
            for place in &token.words {
                let page = &scan.pages[place.page];
                let word = &page.words[place.word];
                let here = Some((place.page, word.block));
                match source.regions.last_mut() {
                    Some(region) if here == block => region.bbox = union(region.bbox, word.bbox),
                    _ => source.regions.push(Region {
                        page: page.number,
                        bbox: word.bbox,
                    }),
                }
                block = here;
                if word.bbox.is_none() {
                    let [first, last] = source.lines.unwrap_or([word.line, word.line]);
                    source.lines = Some([first.min(word.line), last.max(word.line)]);
                }
                confidences.extend(word.confidence);
            }
            source.corrections.extend(token.correction.clone());
            source.doubts.extend(token.doubt.clone());
        }
        source.regions = merge_regions(source.regions);
        if !confidences.is_empty() {
            source.confidence = Some(rounded(confidences.iter().sum::<f32>() / confidences.len() as f32));
        }
        source
    }
}

/// The tokens that take the place of others: one for each word of the new text.
fn replacement(replaced: Vec<Token>, edit: Edit) -> Vec<Token> {
    let original = join_texts(&replaced);
    let words: Vec<WordRef> = replaced.iter().flat_map(|token| token.words.iter().copied()).collect();
    let original = match replaced.first().and_then(|token| token.correction.as_ref()) {
        Some(earlier) if replaced.len() == 1 => earlier.original.clone(),
        _ => original,
    };
    let correction = Correction {
        original,
        text: edit.text.clone(),
        confidence: rounded(edit.confidence),
    };
    let mut parts: Vec<Token> = edit
        .text
        .split_whitespace()
        .map(|part| Token {
            text: part.to_owned(),
            words: words.clone(),
            correction: None,
            doubt: None,
            join: Join::Space,
        })
        .collect();
    if let Some(first) = parts.first_mut() {
        first.correction = Some(correction);
    }
    parts
}

/// The texts of tokens with a space between.
fn join_texts(tokens: &[Token]) -> String {
    let texts: Vec<&str> = tokens.iter().map(|token| token.text.as_str()).collect();
    texts.join(" ")
}

/// Regions of one page that lie below each other in one column become one; regions of plain text, one a page.
fn merge_regions(regions: Vec<Region>) -> Vec<Region> {
    let mut merged: Vec<Region> = Vec::new();
    for region in regions {
        match merged.last_mut() {
            Some(last) if last.page == region.page && same_column(last.bbox, region.bbox) => {
                last.bbox = union(last.bbox, region.bbox);
            }
            _ => merged.push(region),
        }
    }
    merged
}

/// Whether two boxes overlap by most of the narrower one's width. Plain text has one column.
fn same_column(a: Option<BoundingBox>, b: Option<BoundingBox>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => {
            let shared = a.x1.min(b.x1).saturating_sub(a.x0.max(b.x0));
            2 * shared >= a.width().min(b.width())
        }
        _ => true,
    }
}

fn union(a: Option<BoundingBox>, b: Option<BoundingBox>) -> Option<BoundingBox> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.union(b)),
        (one, other) => one.or(other),
    }
}

/// Three decimals: more would claim a precision that no engine has, and would make records longer.
fn rounded(value: f32) -> f32 {
    (value * 1000.0).round() / 1000.0
}

/// A word without the signs around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// The lines of a scan once a pass has been over them.
#[cfg(test)]
fn lines_after(scan: &Scan, pass: impl FnOnce(&mut Text)) -> Vec<String> {
    let mut text = lines::lines(scan);
    pass(&mut text);
    text.lines.into_iter().map(|line| line.text).collect()
}
