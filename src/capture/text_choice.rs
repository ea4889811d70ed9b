//! Whether the text layer of a PDF page is taken for the page's text, or the page is read by OCR.
//!
//! A layer that is wrong looks as sound as one that is right: it may have lost its å, ä and ö, belong to another alphabet, or cover
//! half of the page. So it is judged by its words and by what stands on the page, and the reason goes into the record.

use serde::{Deserialize, Serialize};

use super::ink::ShownText;
use crate::clean::restoration::legibility::Legibility;

/// Which pages with a text layer are read by OCR.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TextLayer {
    /// Those whose layer is wrong or lacks something, page by page.
    #[default]
    Auto,
    /// None: a layer is taken as it is.
    Keep,
    /// All.
    Ignore,
}

impl TextLayer {
    /// All ways to choose.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Keep, Self::Ignore];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Keep => "keep",
            Self::Ignore => "ignore",
        }
    }
}

/// What is known of a page's text layer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Layer {
    /// Signs that are no white space.
    pub signs: usize,
    /// Those among them that stand for no letter.
    pub unmapped: usize,
    /// Those that viewers do not show, as OCR programs write them.
    pub hidden: usize,
    /// True where an image lies over the whole page: what is shown may have been written by an OCR program under it.
    pub is_under_image: bool,
    /// What the words tell.
    pub words: Legibility,
    /// What the words of its worst font tell.
    pub worst_font: Legibility,
}

/// Words that are enough to judge a layer by.
const ENOUGH_WORDS: usize = 8;

/// Says why the layer is to be taken, or why not. `shown_text` looks at the page; it is asked only where all else speaks for the
/// layer and the page may show text of which the layer knows nothing.
pub fn choose(
    choice: TextLayer,
    layer: &Layer,
    shown_text: impl FnOnce() -> Option<ShownText>,
) -> Result<String, String> {
    if layer.signs == 0 {
        return Err("the page has no text layer".to_owned());
    }
    match choice {
        TextLayer::Keep => return Ok("the text layer was to be kept".to_owned()),
        TextLayer::Ignore => return Err("the text layer was to be ignored".to_owned()),
        TextLayer::Auto => {}
    }
    if let Some(fault) = fault(layer) {
        return Err(fault);
    }
    if let Some(text) = shown_text().filter(ShownText::lacks_lines) {
        let share = text.share_without();
        return Err(format!(
            "{share} % of the text on the page is missing in the text layer"
        ));
    }
    let Legibility { words, listed, .. } = layer.words;
    Ok(if layer.hidden == 0 {
        "the page was written by a program and its text is visible".to_owned()
    } else if layer.words.is_swedish() {
        format!("the hidden text layer is good: {listed} of {words} words are Swedish words as they stand")
    } else {
        format!("the hidden text layer is good: its {words} words are well formed, in another language than Swedish")
    })
}

/// What is wrong with the words of a layer.
fn fault(layer: &Layer) -> Option<String> {
    let counted = layer.words;
    let words = counted.words;
    // Bullets stand for no letters in many sound files.
    if layer.unmapped * 25 > layer.signs {
        return Some("the text layer does not say which letters its signs stand for".to_owned());
    }
    if words < ENOUGH_WORDS {
        return (layer.hidden > 0).then(|| "the hidden text layer has too few words to be judged".to_owned());
    }
    if counted.is_garbage() {
        let bad = counted.illegible.max(counted.with_signs);
        return Some(format!(
            "the text layer is garbage: {bad} of its {words} words are no words"
        ));
    }
    if layer.worst_font.is_of_no_language() {
        let Legibility { words, illegible, .. } = layer.worst_font;
        return Some(format!(
            "the text layer does not say which letters the signs of one font stand for: {illegible} of its {words} words are no words"
        ));
    }
    // What OCR wrote for a language that it did not know is met more often than a program that cannot write å, ä and ö.
    if counted.has_lost_letters(if layer.hidden > 0 { 28 } else { 20 }) {
        let Legibility { lost, swedish, .. } = counted;
        return Some(format!(
            "the text layer has lost å, ä and ö: {lost} of its {words} words lack them, {swedish} have them"
        ));
    }
    if (layer.hidden > 0 || layer.is_under_image) && counted.is_misread() {
        let unlisted = words - counted.listed;
        return Some(format!(
            "the text layer is badly misread: {unlisted} of its {words} words are unknown"
        ));
    }
    None
}

#[cfg(test)]
mod tests;
