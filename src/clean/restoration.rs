//! Swedish made whole: words that OCR bent are put back by a noisy channel.
//!
//! For each word there are candidates: the words that the channel, learned from pairs of OCR and truth, may have turned into what was
//! read. The language chooses among them by the words around, with the words of the document itself beside the list. What kind of text a
//! page holds is found out first; clean text is not touched.

pub mod alphabet;
pub mod candidates;
pub mod channel;
pub mod condition;
pub mod decoder;
mod hyphens;
mod joined;
pub mod language;
pub mod marks;
mod passage;
mod spaces;
pub mod table;
pub mod units;
mod vocabulary;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use crate::record::TextCondition;
use channel::Channel;
use language::Language;

/// One token as it was read off the page: in NFC, without white space.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RawToken<'a> {
    /// What was read.
    pub text: &'a str,
    /// The engine's confidence, 0 to 1, where there is one.
    pub confidence: Option<f32>,
}

/// What was found out about a document, and what is to be changed in it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Restoration {
    /// One for each page.
    pub pages: Vec<PageCondition>,
    /// In the order of the text, without overlap.
    pub changes: Vec<Change>,
}

/// What kind of text a page holds, and how that is known.
#[derive(Debug, Clone, PartialEq)]
pub struct PageCondition {
    /// The kind.
    pub condition: TextCondition,
    /// Why, for the record.
    pub reason: String,
}

/// New text for some tokens of a line.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The page, counted from 0.
    pub page: usize,
    /// The line of the page, counted from 0.
    pub line: usize,
    /// The tokens of the line.
    pub tokens: Range<usize>,
    /// What stands there in truth. It holds spaces where tokens had run together.
    pub text: String,
    /// How sure that is, 0 to 1.
    pub confidence: f32,
    /// Whether the change is made.
    pub verdict: Verdict,
}

/// Whether a change is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is made.
    Applied,
    /// It is not sure enough: the tokens stay as they were.
    Doubtful,
}

/// The model, built in: `paragraf train` makes it.
static MODEL_FILE: &[u8] = include_bytes!("../../models/swedish.bin");

/// A model that is ready for use.
pub struct Model<'a> {
    /// The language.
    pub language: Language<'a>,
    channels: BTreeMap<String, Channel>,
}

impl<'a> Model<'a> {
    /// Reads a model file.
    ///
    /// # Errors
    /// When the bytes are no model of this version.
    pub fn read(bytes: &'a [u8]) -> std::io::Result<Self> {
        let language = Language::read(bytes)?;
        let channels = channel::read(language.channels);
        Ok(Self { language, channels })
    }

    /// The name of the channel for a kind of text; clean text has none.
    fn channel_name(condition: TextCondition) -> Option<&'static str> {
        match condition {
            TextCondition::WrongLanguage => Some(channel::WRONG_LANGUAGE),
            TextCondition::SwedishOcr => Some(channel::SWEDISH),
            TextCondition::Clean => None,
        }
    }

    /// The channel for a kind of text, with its name.
    fn channel(&self, condition: TextCondition) -> Option<(&'static str, &Channel)> {
        let name = Self::channel_name(condition)?;
        Some((name, self.channels.get(name)?))
    }
}

/// The built-in model. A test holds that it can be read.
pub fn model() -> Option<&'static Model<'static>> {
    static MODEL: LazyLock<Option<Model<'static>>> = LazyLock::new(|| Model::read(MODEL_FILE).ok());
    MODEL.as_ref()
}

/// Restores a document: pages of lines of tokens, all at once, since it learns from the document. It never fails.
pub fn restore(pages: &[Vec<Vec<RawToken<'_>>>]) -> Restoration {
    model().map_or_else(Restoration::default, |model| restore_with(model, pages))
}

/// Restores a document with a model.
pub fn restore_with(model: &Model<'_>, pages: &[Vec<Vec<RawToken<'_>>>]) -> Restoration {
    let conditions = condition::conditions(&model.language, pages);
    passage::restore(model, pages, conditions)
}
