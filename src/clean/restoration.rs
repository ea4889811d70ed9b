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
pub mod diacritics;
pub mod homographs;
mod hyphens;
mod joined;
pub mod language;
pub mod legibility;
pub mod marks;
mod memo;
pub mod name_parts;
mod names;
mod passage;
mod place;
mod slips;
mod spaces;
mod stand_ins;
pub mod table;
pub mod units;
mod vocabulary;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use sha2::{Digest, Sha256};

use crate::record::TextCondition;
use channel::Channel;
use language::Language;
use legibility::Legibility;

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
    /// Whether the document lost nothing but the marks on its letters: then nothing else in it was misread.
    pub only_marks: bool,
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

/// The name of the built-in model and the start of its SHA-256: `swedish 3c5e0b9a7d21`.
pub fn model_identity() -> String {
    format!("swedish {}", &hex::encode(Sha256::digest(MODEL_FILE))[..12])
}

/// What the words of a text tell, by the built-in model.
pub fn legibility_of<'t>(tokens: impl Iterator<Item = &'t str>) -> Legibility {
    model().map_or_else(Legibility::default, |model| {
        legibility::legibility(&model.language, tokens)
    })
}

/// Whether the built-in model lists a word.
pub fn is_word(word: &str) -> bool {
    let letters = alphabet::word(word);
    model()
        .zip(letters)
        .is_some_and(|(model, letters)| model.language.find(&letters).is_some())
}

/// Whether the built-in model lists a word that is mostly written with a capital, as names are.
pub fn is_name(word: &str) -> bool {
    let share = |(model, letters): (&Model<'_>, Vec<u8>)| {
        let word = model.language.find(&letters)?;
        Some(model.language.capital_share(word) > language::MOSTLY_CAPITAL)
    };
    model().zip(alphabet::word(word)).and_then(share).unwrap_or(false)
}

/// Restores a document: pages of lines of tokens, all at once, since it learns from the document. It never fails.
pub fn restore(pages: &[Vec<Vec<RawToken<'_>>>]) -> Restoration {
    model().map_or_else(Restoration::default, |model| restore_with(model, pages))
}

/// Restores a document with a model.
pub fn restore_with(model: &Model<'_>, pages: &[Vec<Vec<RawToken<'_>>>]) -> Restoration {
    let conditions = condition::conditions(&model.language, pages);
    match stand_ins::find(&model.language, pages, &conditions) {
        Some(stand_ins) => stand_ins.restore(&model.language, pages, |pages| {
            let conditions = stand_ins.conditions(conditions);
            passage::restore(model, pages, conditions, Some(&stand_ins))
        }),
        None => passage::restore(model, pages, conditions, None),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn page(text: &str, confidence: Option<f32>) -> Vec<Vec<RawToken<'_>>> {
        let line = |line| {
            str::split_whitespace(line)
                .map(|text| RawToken { text, confidence })
                .collect()
        };
        text.lines().map(line).collect()
    }

    /// The text after restoration.
    fn restored(text: &str) -> String {
        let pages = [page(text, None)];
        let restoration = restore(&pages);
        let mut lines: Vec<Vec<String>> = pages[0]
            .iter()
            .map(|line| line.iter().map(|token| token.text.to_owned()).collect())
            .collect();
        for change in restoration
            .changes
            .iter()
            .rev()
            .filter(|change| change.verdict == Verdict::Applied)
        {
            lines[change.line].splice(change.tokens.clone(), [change.text.clone()]);
        }
        lines.iter().map(|line| line.join(" ")).collect::<Vec<_>>().join("\n")
    }

    fn check(read: &str, truth: &str) {
        assert_eq!(restored(read), truth);
    }

    #[test]
    fn the_built_in_model_can_be_read() {
        assert!(model().is_some_and(|model| model.channels.contains_key(channel::SWEDISH)));
    }

    #[test]
    fn letters_come_back() {
        check(
            "Ndmnden beslutar att aterremittera drendet f6r ytterligare beredning.\n\
             Ordforanden foreslar att nimnden bifaller forslaget och forklarar sammantradet avslutat.",
            "Nämnden beslutar att återremittera ärendet för ytterligare beredning.\n\
             Ordföranden föreslår att nämnden bifaller förslaget och förklarar sammanträdet avslutat.",
        );
    }

    #[test]
    fn halves_of_a_word_come_back_on_their_lines() {
        check(
            "Kommunstyrelsen foreslar att fullmaktige godkanner arsredovis-\n\
             ningen for aret och beviljar namnderna ansvarsfrihet.",
            "Kommunstyrelsen föreslår att fullmäktige godkänner årsredovis-\n\
             ningen för året och beviljar nämnderna ansvarsfrihet.",
        );
    }

    #[test]
    fn a_second_half_belongs_to_one_word() {
        let pages = [
            page("drendetars-ars-\nars-", None),
            page("f6r Namnden\niu Namnden", None),
        ];
        assert_eq!(restore(&pages).pages.len(), 2);
    }

    #[test]
    fn bullets_come_back() {
        check(
            "Namnden beslutar foljande om lokalforsorjningen i kommunen:\n\
             e Forslaget overlamnas till kommunstyrelsen.\n\
             « Arendet anses darmed vara slutbehandlat.",
            "Nämnden beslutar följande om lokalförsörjningen i kommunen:\n\
             • Förslaget överlämnas till kommunstyrelsen.\n\
             • Ärendet anses därmed vara slutbehandlat.",
        );
    }

    #[test]
    fn what_is_no_word_stays() {
        let text = "Arendet bordlaggs till sammantradet 2021-09-27 § 41, dnr KS 2021/25-2.2.0.1, 1 250 000 kr, \
                    C9508DEEE886894AC14105DD, info@kommunen.se, (S), (KD), www.kommunen.se/for-dig";
        let after = restored(text);
        assert!(after.starts_with("Ärendet bordläggs"), "{after}");
        assert_eq!(
            after.split_once("2021-09-27"),
            Some((
                "Ärendet bordläggs till sammanträdet ",
                &text[text.find(" § 41").unwrap()..]
            ))
        );
    }

    #[test]
    fn the_letters_of_numbers_stay() {
        let text = "Namnden behandlade arendena KSN-2007-0655 och Sbn/2009:877 vid sammantradet.";
        let truth = "Nämnden behandlade ärendena KSN-2007-0655 och Sbn/2009:877 vid sammanträdet.";
        check(text, truth);
    }

    #[test]
    fn older_spelling_stays_and_gets_its_letters_back() {
        let text = "Ordforanden oppnade stamman, hvarefter beslots att lemna arendet utan afseende, enar det ej blifvit\n\
                    af namnden ofverlemnat. Derom uppsattes skrifvelse, hvilken upplastes af ordforanden och gillades.";
        let truth = "Ordföranden öppnade stämman, hvarefter beslöts att lemna ärendet utan afseende, enär det ej blifvit\n\
                     af nämnden öfverlemnat. Derom uppsattes skrifvelse, hvilken upplästes af ordföranden och gillades.";
        check(text, truth);
        assert_eq!(restore(&[page(truth, None)]).changes, []);
    }

    #[test]
    fn names_that_are_sure_are_so_in_capitals_and_in_the_genitive() {
        check(
            "VATTERSKOGS KOMMUN\n\
             Kommunstyrelsen beslutar att tidningen for Vatterskogs kommun far bidrag.\n\
             Det foreslas att Vatterskog bidrar.",
            "VÄTTERSKOGS KOMMUN\n\
             Kommunstyrelsen beslutar att tidningen för Vätterskogs kommun får bidrag.\n\
             Det föreslås att Vätterskog bidrar.",
        );
    }

    #[test]
    fn known_names_do_not_become_other_words() {
        let text = "Narvarande var Emil Hagberg, Tage Fors och Inga Ros, som foreslog att arendet aterremitteras.";
        let truth = "Närvarande var Emil Hagberg, Tage Fors och Inga Ros, som föreslog att ärendet återremitteras.";
        check(text, truth);
    }

    #[test]
    fn words_of_the_list_do_not_become_what_no_list_has() {
        check(
            "Namnden foreslar att arendet om Oviken och vanorten Larvik aterremitteras till forvaltningen.",
            "Nämnden föreslår att ärendet om Oviken och vänorten Larvik återremitteras till förvaltningen.",
        );
    }

    #[test]
    fn signs_and_other_letters_stay_in_text_that_lost_its_marks_alone() {
        let line = "Sbn foreslar att arendet aterremitteras till forvaltningen for ytterligare beredning.\n";
        let marked = "Sbn föreslår att ärendet återremitteras till förvaltningen för ytterligare beredning.\n";
        let last = "* Ledamoten Tornerhielm";
        let read = line.repeat(20) + last + " foreslar avslag och Overenskommelsen.";
        check(
            &read,
            &(marked.repeat(20) + last + " föreslår avslag och Överenskommelsen."),
        );
    }

    #[test]
    fn names_that_no_list_has_are_made_of_parts() {
        check(
            "Ledamoten Sven Snarhult och sekreteraren Eva Alganger yttrade sig over planen for Gransjo och Lovhult.",
            "Ledamoten Sven Snårhult och sekreteraren Eva Älgånger yttrade sig över planen för Gransjö och Lövhult.",
        );
    }

    #[test]
    fn names_that_people_bear_stay_however_common_the_word_with_marks() {
        let text = "Narvarande var Lage Norin, som foreslog att laget ska provas av namnden.";
        let truth = "Närvarande var Lage Norin, som föreslog att läget ska prövas av nämnden.";
        check(text, truth);
    }

    #[test]
    fn words_that_look_alike_are_chosen_by_the_words_around() {
        check(
            "Vi som bor har ar glada. Namnden foreslar att kommunen i ar tar lan av banken. Det ar for sent.",
            "Vi som bor här är glada. Nämnden föreslår att kommunen i år tar lån av banken. Det är för sent.",
        );
    }

    #[test]
    fn words_in_small_letters_become_no_names() {
        check(
            "Sammantradesdatum\nPlats och tid Stadshuset, Pigalle-salen, klockan 18.00 – 21.25\nBeslutande Namnden ledamoter",
            "Sammanträdesdatum\nPlats och tid Stadshuset, Pigalle-salen, klockan 18.00 – 21.25\nBeslutande Nämnden ledamöter",
        );
    }

    #[test]
    fn capitals_at_the_start_of_lines_stay_where_small_letters_are_read_as_small_ones() {
        let text =
            "Ovriga Mikael Dalstam, sekreterare\nNamnden ar overens om att oppna skolan och att arendet overlamnas.";
        let truth =
            "Övriga Mikael Dalstam, sekreterare\nNämnden är överens om att öppna skolan och att ärendet överlämnas.";
        check(text, truth);
    }

    #[test]
    fn clean_text_and_other_languages_stay() {
        for text in [
            "Nämnden beslutar att återremittera ärendet för ytterligare beredning. Vid sammanträdet yttrade sig två ledamöter.",
            "The committee met for the first time and decided to ask the mayor for a report on the matter.",
        ] {
            let restoration = restore(&[page(text, None)]);
            assert_eq!(restoration.pages[0].condition, TextCondition::Clean, "{text}");
            assert_eq!(restoration.changes, []);
        }
    }

    #[test]
    fn swedish_ocr_is_mended_with_care() {
        let text =
            "Kommunfulimäktige beslutar enligt förslaget från nämnden den 3 decernber efter omröstning i ärendet.";
        let restoration = restore(&[page(text, Some(0.9))]);
        assert_eq!(restoration.pages[0].condition, TextCondition::SwedishOcr);
        let changed: Vec<&str> = restoration.changes.iter().map(|change| change.text.as_str()).collect();
        assert_eq!(changed, ["Kommunfullmäktige", "december"]);
    }

    #[test]
    fn lost_and_swapped_letters_of_long_words_come_back_in_swedish_ocr() {
        let text = "Enligt kommunstyrlsens förslag ska det tas fram en plan för skolan och dess gård.\n\
                    Ordföranden i nämnden redogör för läget i fulmläktige och för de beslut som nämnder har fattat.\n\
                    Nämnden antar förslaget vid sitt sammnaträde i september.";
        let restoration = restore(&[page(text, Some(0.9))]);
        assert_eq!(restoration.pages[0].condition, TextCondition::SwedishOcr);
        let changed: Vec<&str> = restoration.changes.iter().map(|change| change.text.as_str()).collect();
        assert_eq!(changed, ["kommunstyrelsens", "fullmäktige", "sammanträde"]);
    }

    proptest! {
        #[test]
        fn changes_fit_the_lines_and_numbers_stay(words in prop::collection::vec("[a-zA-Zåäöé{&|6§0-9.,:/-]{1,14}", 1..60), width in 1usize..9) {
            let lines: Vec<Vec<RawToken<'_>>> = words
                .chunks(width)
                .map(|line| line.iter().map(|text| RawToken { text, confidence: None }).collect())
                .collect();
            let pages = [lines];
            let restoration = restore(&pages);
            prop_assert_eq!(&restoration, &restore(&pages));
            prop_assert_eq!(restoration.pages.len(), 1);
            let mut end = (0, 0);
            for change in &restoration.changes {
                prop_assert!((change.line, change.tokens.start) >= end && change.tokens.end <= pages[0][change.line].len());
                prop_assert!(!change.tokens.is_empty() && !change.text.contains('\n'));
                end = (change.line, change.tokens.end);
                let old: String = pages[0][change.line][change.tokens.clone()].iter().map(|token| token.text).collect();
                if !old.contains(char::is_alphabetic) && old.contains(|c: char| c.is_ascii_digit()) {
                    prop_assert_eq!(&change.text, &old);
                }
            }
        }
    }
}
