//! Makes the model of Swedish that restoration uses, from running text, lists of names and pairs of OCR and truth.
//!
//! The same material gives the same bytes. No text goes into the model: only words with their frequencies, counts of word and letter
//! sequences, and of what OCR made of letters.

mod compounds;
mod confusions;
mod descent;
mod diacritics;
mod homographs;
mod letters;
mod name_parts;
mod sequences;
mod words;

use std::io;

use crate::clean::restoration::channel;
use crate::clean::restoration::language::Parts;

pub use confusions::Pair;

/// What a model is made of.
#[derive(Default)]
pub struct Material<'a> {
    /// Clean running text, a paragraph a line; the number tells how often each word of it counts.
    pub texts: Vec<(&'a str, u32)>,
    /// Names with their number of bearers; a place counts as one that many people bear.
    pub names: Vec<(&'a str, u32)>,
    /// Parts of names, with a hyphen where they go on: `ek-` stands first, `-häll` behind it.
    pub name_parts: Vec<&'a str>,
    /// Words without frequency.
    pub words: Vec<&'a str>,
    /// What OCR without a Swedish model gave, beside the truth.
    pub pairs: Vec<Pair>,
    /// What OCR with a Swedish model gave, beside the truth.
    pub swedish_pairs: Vec<Pair>,
}

/// Makes the model file.
///
/// # Errors
/// When the word list cannot be built, which would be a fault of the program.
pub fn train(material: &Material<'_>) -> io::Result<Vec<u8>> {
    let counts = words::count(material);
    let list = words::list(&counts);
    let sequences = sequences::count(&material.texts, &list);
    let wrong_language = confusions::learn(&material.pairs);
    let swedish = confusions::for_swedish(confusions::learn(&material.swedish_pairs), &wrong_language);
    let channels =
        channel::write(channel::WRONG_LANGUAGE, &wrong_language) + channel::write(channel::SWEDISH, &swedish).as_str();
    let parts = Parts {
        words: list.to_fst()?,
        unigrams: sequences.unigrams(&list, &compounds::count(&counts, &list)),
        bigrams: sequences.bigrams()?,
        trigrams: sequences.trigrams()?,
        letters: letters::learn(&counts)?,
        diacritics: diacritics::learn(&list),
        homographs: homographs::learn(&material.texts, &list, |word| sequences.cost(word)),
        name_parts: name_parts::learn(&material.name_parts, &counts)?,
        channels: channels.into_bytes(),
    };
    Ok(parts.to_bytes())
}
