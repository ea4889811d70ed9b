//! Running text whose every byte knows the token that it came from: what readers of sentences work on.

use std::ops::Range;

use super::Reading;
use super::sections::Part;
use crate::clean::Join;
use crate::record::Source;
use crate::vocabulary::politics::ABBREVIATIONS;

/// The text of a part, below its heading, on one line.
pub(super) struct Flow {
    /// The text.
    pub text: String,
    /// For each token: where it begins in the text, and its index.
    tokens: Vec<(usize, usize)>,
    /// Where lines of the page begin, in the text.
    line_starts: Vec<usize>,
    /// Where paragraphs begin, in the text.
    paragraph_starts: Vec<usize>,
}

impl Flow {
    /// The running text of a part.
    pub fn of(reading: Reading<'_>, part: &Part) -> Self {
        let mut flow = Self {
            text: String::new(),
            tokens: Vec::new(),
            line_starts: Vec::new(),
            paragraph_starts: Vec::new(),
        };
        let start = part.paragraphs.first().map_or(0, |first| first.tokens.start);
        let paragraphs = &part.paragraphs;
        let begins_paragraph = |token: usize| {
            let at = paragraphs.partition_point(|paragraph| paragraph.tokens.start < token);
            paragraphs
                .get(at)
                .is_some_and(|paragraph| paragraph.tokens.start == token)
        };
        let mut join = Join::Space;
        for &line in &part.lines {
            let tokens = reading.text.lines[line].tokens.clone();
            for index in tokens.start.max(start)..tokens.end {
                flow.push(&reading.text.tokens[index].text, index, join);
                if index == tokens.start.max(start) {
                    flow.line_starts.push(flow.last_start());
                }
                if begins_paragraph(index) {
                    flow.paragraph_starts.push(flow.last_start());
                }
                join = reading.text.tokens[index].join;
            }
        }
        flow
    }

    fn push(&mut self, token: &str, index: usize, join: Join) {
        match join {
            Join::Space if !self.text.is_empty() => self.text.push(' '),
            Join::DropHyphen => self
                .text
                .truncate(self.text.trim_end_matches(['-', '\u{ad}', '\u{2010}']).len()),
            Join::Space | Join::KeepHyphen => {}
        }
        self.tokens.push((self.text.len(), index));
        self.text.push_str(token);
    }

    fn last_start(&self) -> usize {
        self.tokens.last().map_or(0, |(start, _)| *start)
    }

    /// The tokens that a range of the text was made of.
    pub fn tokens(&self, bytes: Range<usize>) -> Range<usize> {
        let first = self
            .tokens
            .partition_point(|(start, _)| *start <= bytes.start)
            .saturating_sub(1);
        let last = self.tokens.partition_point(|(start, _)| *start < bytes.end);
        match (self.tokens.get(first), self.tokens[..last].last()) {
            (Some((_, first)), Some((_, last))) => *first..*last + 1,
            _ => 0..0,
        }
    }

    /// Where a range of the text stands.
    pub fn source(&self, reading: Reading<'_>, bytes: Range<usize>) -> Option<Source> {
        reading.source(self.tokens(bytes))
    }

    /// Whether a line of the page begins at a place in the text.
    pub fn begins_line(&self, at: usize) -> bool {
        self.line_starts.binary_search(&at).is_ok()
    }

    /// Whether a line of the page, or the text, ends at a place in it.
    pub fn ends_line(&self, at: usize) -> bool {
        at >= self.text.trim_end().len() || self.begins_line(at + 1)
    }

    /// Where the line of the page ends that holds a place in the text.
    pub fn line_end(&self, at: usize) -> usize {
        let next = self.line_starts.partition_point(|start| *start <= at);
        self.line_starts.get(next).map_or(self.text.len(), |start| *start)
    }

    /// Where the paragraph ends that holds a place in the text.
    pub fn paragraph_end(&self, at: usize) -> usize {
        let next = self.paragraph_starts.partition_point(|start| *start <= at);
        self.paragraph_starts.get(next).map_or(self.text.len(), |start| *start)
    }

    /// Where a token begins in the text, or the next one that is in it.
    pub fn place_of(&self, token: usize) -> usize {
        let at = self.tokens.partition_point(|(_, index)| *index < token);
        self.tokens.get(at).map_or(self.text.len(), |(start, _)| *start)
    }

    /// The sentences, as ranges of the text. Paragraphs and the entries of lists end a sentence too.
    pub fn sentences(&self) -> Vec<Range<usize>> {
        let starts: Vec<usize> = self
            .tokens
            .iter()
            .map(|(start, _)| *start)
            .filter(|&start| self.paragraph_starts.binary_search(&start).is_ok() || self.ends_sentence_before(start))
            .collect();
        self.pieces(&starts)
    }

    fn pieces(&self, starts: &[usize]) -> Vec<Range<usize>> {
        let ends = starts.iter().skip(1).copied().chain([self.text.len()]);
        let pieces = starts.iter().zip(ends).map(|(&start, end)| {
            let text = &self.text[start..end];
            start..start + text.trim_end().len()
        });
        pieces.filter(|piece| !piece.is_empty()).collect()
    }

    /// Whether the word before a place ends a sentence, and the one at it begins another.
    fn ends_sentence_before(&self, start: usize) -> bool {
        let before = self.text[..start].trim_end();
        ends_sentence(before.rsplit(' ').next().unwrap_or_default(), &self.text[start..])
    }
}

/// Whether a word ends a sentence, and the text behind it begins another.
pub(super) fn ends_sentence(word: &str, after: &str) -> bool {
    let bare = word.trim_end_matches(['"', '”', ')', '»']);
    let after = after.trim_start_matches(['"', '”', '“', '(', '«']);
    let initial = bare.chars().count() == 2 && bare.starts_with(char::is_uppercase);
    bare.ends_with(['.', '!', '?'])
        && !initial
        && !ABBREVIATIONS.contains(&bare.to_lowercase().as_str())
        && after.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
}
