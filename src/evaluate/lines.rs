//! Lines of OCR beside their truth: what cleaning makes of them, line for line.

use std::collections::HashMap;

use serde::Deserialize;

use super::restoration::{Score, score};
use crate::clean::{Text, Token, as_set};
use crate::error::{Error, Result};
use crate::scan::{Page, Scan, SourceFile, TextFrom, Word};

/// A line of OCR and its truth, as in real/ocr-pairs.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Line {
    /// What OCR read.
    #[serde(rename = "ocr_line")]
    pub read: String,
    /// What stands there.
    #[serde(rename = "truth_line")]
    pub truth: String,
    /// The engine's confidence for each word, 0 to 100; empty where it is not known.
    #[serde(default, rename = "conf")]
    pub confidence: Vec<f32>,
    /// The document that it stands in.
    #[serde(default)]
    pub doc: String,
    /// The page of the document.
    #[serde(default)]
    pub page: String,
}

/// A line of truth, what was read of it, and what was made of that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// What stands there.
    pub truth: String,
    /// What OCR read.
    pub read: String,
    /// What cleaning made of it.
    pub restored: String,
}

/// Reads pairs, a JSON object a line.
///
/// # Errors
/// [`Error::Usage`] with the first line that is none.
pub fn parse(name: &str, text: &str) -> Result<Vec<Line>> {
    let line = |(number, line): (usize, &str)| {
        serde_json::from_str(line).map_err(|error| Error::Usage(format!("{name}, line {}: {error}", number + 1)))
    };
    text.lines().enumerate().map(line).collect()
}

/// Cleans lines, each document by itself and its pages apart.
pub fn restore(lines: &[Line], clean: impl Fn(&Scan) -> Text) -> Vec<Compared> {
    let mut compared = Vec::with_capacity(lines.len());
    for document in lines.chunk_by(|a, b| a.doc == b.doc) {
        let scan = scan_of(document);
        let text = clean(&scan);
        let word = |token: &Token| {
            let words = token
                .words
                .iter()
                .map(|w| scan.pages[w.page].words[w.word].text.as_str());
            as_set(&words.collect::<Vec<_>>().join(" "), &token.text).unwrap_or_else(|| token.text.clone())
        };
        // A line with a note in the margin was parted from it.
        let mut cleaned: HashMap<u32, String> = HashMap::new();
        for line in &text.lines {
            let whole = cleaned.entry(line.number).or_default();
            for token in &text.tokens[line.tokens.clone()] {
                let space = if whole.is_empty() { "" } else { " " };
                *whole += &format!("{space}{}", word(token));
            }
        }
        compared.extend((1..).zip(document).map(|(number, line)| Compared {
            truth: line.truth.clone(),
            read: line.read.clone(),
            restored: cleaned.get(&number).cloned().unwrap_or_default(),
        }));
    }
    compared
}

/// Scores lines.
pub fn count(lines: &[Compared]) -> Score {
    let mut sum = Score::default();
    for line in lines {
        sum += score(&line.truth, &line.read, &line.restored);
    }
    sum
}

/// A document as a scan of plain text, its lines counted from 1.
fn scan_of(document: &[Line]) -> Scan {
    let mut number = 0;
    let mut pages = Vec::new();
    for (page, lines) in (1..).zip(document.chunk_by(|a, b| a.page == b.page)) {
        let mut words = Vec::new();
        for line in lines {
            number += 1;
            words.extend(words_of(line, number));
        }
        pages.push(Page {
            number: page,
            width: 0,
            height: 0,
            dpi: 0,
            rotation: 0,
            text_from: TextFrom::PlainText,
            text_from_reason: "lines of OCR beside their truth".to_owned(),
            engine: "plain text".to_owned(),
            model: String::new(),
            words,
            strokes: Vec::new(),
            dashes: Vec::new(),
            warnings: Vec::new(),
        });
    }
    Scan {
        source: SourceFile {
            path: String::new(),
            media_type: "text/plain".to_owned(),
            bytes: 0,
            sha256: String::new(),
            pages: u32::try_from(pages.len()).unwrap_or(u32::MAX),
        },
        pages,
        warnings: Vec::new(),
    }
}

fn words_of(line: &Line, number: u32) -> impl Iterator<Item = Word> {
    let mut column = 0;
    line.read.split_whitespace().enumerate().map(move |(place, text)| {
        let start = column;
        column += u32::try_from(text.chars().count()).unwrap_or(0) + 1;
        Word {
            text: text.to_owned(),
            bbox: None,
            line: number,
            block: 1,
            column: Some(start),
            confidence: line.confidence.get(place).map(|percent| percent / 100.0),
            second: None,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_keep_their_place_over_documents_and_pages() {
        let line = |doc: &str, page: &str, text: &str| Line {
            read: text.into(),
            truth: text.into(),
            confidence: vec![90.0],
            doc: doc.into(),
            page: page.into(),
        };
        let lines = [
            line("a", "1", "Beslut"),
            line("a", "2", "Ordföranden föreslår"),
            line("b", "1", "Beslut"),
        ];
        let restored = restore(&lines, crate::clean::clean);
        let score = count(&restored);
        assert_eq!((restored.len(), score.words, score.right), (3, 4, 4));
    }

    #[test]
    fn a_broken_line_is_named() {
        let error =
            parse("pairs.jsonl", "{\"ocr_line\": \"a\", \"truth_line\": \"a\"}\n{").map_err(|error| error.to_string());
        assert!(error.is_err_and(|error| error.starts_with("pairs.jsonl, line 2:")));
    }
}
