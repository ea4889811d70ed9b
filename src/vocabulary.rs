//! The headings and phrases of protocols: all of them, in one place, as data. A new layout is a few new lines here.
//!
//! Phrases are lower case. They are compared with [`matches()`], which forgives what OCR does to letters. `*` in a heading
//! stands for the name of a body (`kommunstyrelsens beslut`, `e-nämnden beslutar`), of one to five words; `~` for one word that
//! names an office or its holder (`förvaltningens förslag`).

mod bodies;
mod decisions;
pub mod first_page;
mod folding;
mod headings;
mod matters;
mod misread;
mod pages;
pub mod people;
mod phrases;
pub mod politics;
mod sections;
pub mod tables;

pub use bodies::*;
pub use decisions::*;
pub use folding::{
    FoldedWords, LetterCounts, Phrase, PhraseIndex, Phrases, edits_within, first_letters, fold, folded, matches,
    same_letters,
};
pub use headings::{
    FoundHeading, are_letters_of, find_heading, is_body_letters, is_body_name, is_genitive, named_by_letters,
    whole_heading,
};
pub use matters::*;
pub use misread::*;
pub use pages::*;
pub use phrases::{Spoken, Wording, Wordings, contains_phrase, ends_sentence_inside, find_phrase, worded};
pub use sections::*;
