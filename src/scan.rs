//! Evidence: what stands on the pages of one source file, before anybody reads it.
//!
//! A scan is never edited. Later stages point at it: a [`Word`] is named by its page and its index in [`Page::words`]
//! (a [`WordRef`]). This module depends on nothing else of the crate.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// All pages of one source file, in order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Scan {
    /// The file that the pages were read from.
    pub source: SourceFile,
    /// One entry a page of the file, also for pages that gave nothing: no page is lost in silence.
    pub pages: Vec<Page>,
    /// What is wrong with the file as a whole.
    pub warnings: Vec<Warning>,
}

impl Scan {
    /// True where the text of a page is missing for a reason that another try may not meet: the reading process was stopped, or died.
    pub fn lost_by_accident(&self) -> bool {
        let accident = |warning: &Warning| matches!(warning.code, WarningCode::PageTimedOut | WarningCode::PageCrashed);
        self.pages.iter().flat_map(|page| &page.warnings).any(accident)
    }

    /// A scan of plain text on one page, from its lines: what tests of later stages begin with.
    pub fn of_lines(lines: &[&str]) -> Self {
        let words = lines.iter().zip(1..).flat_map(|(line, number)| {
            let mut column = 0;
            line.split_inclusive(char::is_whitespace).filter_map(move |piece| {
                let start = column;
                column += piece.chars().count() as u32;
                let text = piece.trim();
                (!text.is_empty()).then(|| Word {
                    text: text.to_owned(),
                    bbox: None,
                    line: number,
                    block: 1,
                    column: Some(start),
                    confidence: None,
                    second: None,
                })
            })
        });
        let page = Page {
            number: 1,
            width: 0,
            height: 0,
            dpi: 0,
            rotation: 0,
            text_from: TextFrom::PlainText,
            text_from_reason: "the source is text".to_owned(),
            engine: "plain text".to_owned(),
            model: String::new(),
            words: words.collect(),
            strokes: Vec::new(),
            dashes: Vec::new(),
            warnings: Vec::new(),
        };
        let source = SourceFile {
            path: "lines.txt".to_owned(),
            media_type: "text/plain".to_owned(),
            bytes: lines.iter().map(|line| line.len() as u64 + 1).sum(),
            sha256: "0".repeat(64),
            pages: 1,
        };
        Self {
            source,
            pages: vec![page],
            warnings: Vec::new(),
        }
    }
}

impl Scan {
    /// The scan of lines as if OCR had read it off page images, letters 20 pixels wide and 30 high, lines 40 apart.
    pub fn on_image(mut self) -> Self {
        for page in &mut self.pages {
            page.text_from = TextFrom::Ocr;
            (page.width, page.height, page.dpi) = (2400, 3400, 300);
            for word in &mut page.words {
                word.confidence = Some(0.9);
                let (x0, y0) = (100 + 20 * word.column.unwrap_or(0), 40 * word.line);
                word.bbox = Some(BoundingBox {
                    x0,
                    y0,
                    x1: x0 + 20 * word.text.chars().count() as u32,
                    y1: y0 + 30,
                });
            }
        }
        self
    }
}

/// One source file as it was when it was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SourceFile {
    /// Where the file lay, as the user named it.
    pub path: String,
    /// IANA media type, found from the file's content, not its name.
    pub media_type: String,
    /// Size in bytes.
    pub bytes: u64,
    /// SHA-256 of the content, 64 lower-case hex digits.
    pub sha256: String,
    /// How many pages the file has.
    pub pages: u32,
}

/// What one page of a source file shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Page {
    /// Position in the file, from 1.
    pub number: u32,
    /// Width of the upright page image in pixels; 0 for plain text.
    pub width: u32,
    /// Height of the upright page image in pixels; 0 for plain text.
    pub height: u32,
    /// Resolution of the page image in dots per inch; 0 for plain text.
    pub dpi: u32,
    /// Degrees clockwise that the page was turned by to be upright: 0, 90, 180 or 270.
    pub rotation: u16,
    /// Where the words come from.
    pub text_from: TextFrom,
    /// Why the words were taken from there, in a sentence for the archivist.
    pub text_from_reason: String,
    /// The engine that gave the words and its version: `tesseract 5.3.0`, `pdfium 8149`, `plain text`.
    pub engine: String,
    /// The language model and the start of its SHA-256, and the one for second readings, `paragraf 1f0a9c… + swe 5a0b1c…`; empty where no
    /// model was used.
    pub model: String,
    /// The words in reading order, as the engine gave them; full stops, bullets and crosses in rows of votes that it misread or passed
    /// over are told by their ink.
    pub words: Vec<Word>,
    /// Ink on the page image that was not read as words: signatures, stamps, drawings.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub strokes: Vec<BoundingBox>,
    /// The ink of hyphens and dashes in words that OCR has read, in the order of the words: how long they are printed tells which they
    /// are. Those of a word are all there, or none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dashes: Vec<BoundingBox>,
    /// What went wrong on the page, or is uncertain.
    pub warnings: Vec<Warning>,
}

impl Page {
    /// Whether OCR read the words of the page off its image.
    pub fn read_by_ocr(&self) -> bool {
        self.text_from == TextFrom::Ocr
    }
}

/// Where the words of a page come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TextFrom {
    /// Read off the page image by the OCR engine.
    Ocr,
    /// The text layer that the PDF brought with it.
    TextLayer,
    /// The source is a text file.
    PlainText,
}

/// One word as it stands on the page: characters between white space, in Unicode normal form C.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Word {
    /// The characters; never empty, never white space.
    pub text: String,
    /// Where it stands on the upright page image; absent for plain text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bbox: Option<BoundingBox>,
    /// Line of text. On a page image: counted from 1 down the page, in reading order. In a text file: the line of the
    /// file, from 1 (so it goes on counting over pages, and blank lines show as gaps).
    pub line: u32,
    /// Block of text (column, heading, table cell), counted from 1 in reading order.
    pub block: u32,
    /// Position of the first character in its line, in characters from 0, where a tab reaches to the next multiple of eight; plain text only,
    /// where it keeps the columns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<u32>,
    /// The engine's confidence, 0 to 1; absent where the engine states none (text layers, plain text).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f32>,
    /// What another model read in the same place, where OCR was not sure of the word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub second: Option<SecondReading>,
}

/// A word as another OCR model reads it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SecondReading {
    /// The characters; never empty, never white space.
    pub text: String,
    /// That model's confidence, 0 to 1.
    pub confidence: f32,
}

/// A box on the upright page image, in pixels from its top left corner; serialised `[x0, y0, x1, y1]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(from = "[u32; 4]", into = "[u32; 4]")]
#[schemars(with = "[u32; 4]")]
pub struct BoundingBox {
    /// Left edge.
    pub x0: u32,
    /// Top edge.
    pub y0: u32,
    /// Right edge, exclusive.
    pub x1: u32,
    /// Bottom edge, exclusive.
    pub y1: u32,
}

impl BoundingBox {
    /// The smallest box that holds both.
    pub fn union(self, other: Self) -> Self {
        Self {
            x0: self.x0.min(other.x0),
            y0: self.y0.min(other.y0),
            x1: self.x1.max(other.x1),
            y1: self.y1.max(other.y1),
        }
    }

    /// Width in pixels.
    pub fn width(self) -> u32 {
        self.x1.saturating_sub(self.x0)
    }

    /// Height in pixels.
    pub fn height(self) -> u32 {
        self.y1.saturating_sub(self.y0)
    }
}

impl From<[u32; 4]> for BoundingBox {
    fn from([x0, y0, x1, y1]: [u32; 4]) -> Self {
        Self { x0, y0, x1, y1 }
    }
}

impl From<BoundingBox> for [u32; 4] {
    fn from(b: BoundingBox) -> Self {
        [b.x0, b.y0, b.x1, b.y1]
    }
}

/// Names one word of a scan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordRef {
    /// Index in [`Scan::pages`] (not the page number).
    pub page: usize,
    /// Index in [`Page::words`].
    pub word: usize,
}

/// Something that could not be read, or that was read with doubt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Warning {
    /// What happened, for programs.
    pub code: WarningCode,
    /// What happened and what to do, for people.
    pub message: String,
    /// The page, from 1; absent where it concerns the whole file.
    pub page: Option<u32>,
}

/// The kinds of [`Warning`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum WarningCode {
    /// The page could not be rendered or decoded: its text is missing.
    PageUnreadable,
    /// Reading the page took longer than its limit and was stopped: its text is missing, or was read at a lower resolution.
    PageTimedOut,
    /// The reading process died on the page: its text is missing.
    PageCrashed,
    /// Data of the page are damaged or missing: what was read of it may lack text.
    PageDamaged,
    /// The file breaks off, or its parts are not where it says: pages or text may be missing.
    FileDamaged,
    /// The page shows what looks like text, of which no word was read.
    TextMissed,
    /// The source file opens only with a password.
    Protected,
    /// The page is larger than the pixel limit: it was read at a lower resolution, or not at all.
    PageTooLarge,
    /// The page holds no words.
    PageEmpty,
    /// The words of the page were read with low confidence.
    LowConfidence,
    /// The page's text seems to come from OCR in another language than Swedish.
    WrongLanguage,
    /// The encoding of a text file is a guess, which the message names: bytes of it are not UTF-8, or are control characters.
    Encoding,
    /// A § number breaks the sequence, is missing, or stands twice.
    ItemSequence,
    /// A § item has no decision that could be found.
    NoDecision,
    /// Body or date of a meeting could not be found, or no meeting.
    MeetingUnknown,
    /// Something that can be read in two ways and was left unread.
    Ambiguous,
}

impl WarningCode {
    /// True where the text of a page is missing, wholly or in part: the archivist must look.
    pub fn loses_text(self) -> bool {
        matches!(
            self,
            Self::PageUnreadable
                | Self::PageTimedOut
                | Self::PageCrashed
                | Self::PageTooLarge
                | Self::PageDamaged
                | Self::FileDamaged
                | Self::TextMissed
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_without_a_second_reading_is_written_as_it_always_was() {
        let old = r#"{"text":"till","line":1,"block":1,"confidence":0.5}"#;
        let word: Word = serde_json::from_str(old).unwrap();
        assert_eq!(word.second, None);
        assert_eq!(serde_json::to_string(&word).unwrap(), old);
    }
}
