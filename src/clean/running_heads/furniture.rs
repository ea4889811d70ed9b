//! What the words of one line tell: whether it is furniture of a page, wherever it stands or at the head or foot of a sheet,
//! or text that is never any.

use std::sync::LazyLock;

use regex::Regex;

use super::regex;
use crate::clean::head_names::{is_organisation, without_furniture};
use crate::clean::page_labels::{LABEL, is_bare_number, is_label_only};
use crate::dates;
use crate::vocabulary::{self, FOOT_MARKS, LetterCounts, Phrase, RUNNING_PHRASES, SIGNATURE_FIELDS, people::is_party};

/// The stamp of a digital signature.
static SEAL: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?i)(?-u:\b)sha-?\s?(1|256|384|512)(?-u:\b)|(?-u:\b)fingerprint(?-u:\b)|[0-9a-f]{32,}"));

/// Fields for signatures, the shortest first: what a line begins with is counted once for all of them.
static FIELDS: LazyLock<Vec<&'static Phrase>> = LazyLock::new(|| {
    let mut fields: Vec<&Phrase> = SIGNATURE_FIELDS.iter().collect();
    fields.sort_by_key(|field| field.letters());
    fields
});

/// Whether a line at the head or foot of a sheet, which is no heading of a section, is furniture: it repeats, or its words
/// stand nowhere else.
pub(super) fn is_furniture(text: &str, repeats: impl Fn() -> bool) -> bool {
    if has_section_sign(text) {
        return false;
    }
    // Behind a label, full stops are a line to sign on.
    let sentence = text.ends_with('.') && !text.ends_with("..") && text.split(' ').count() >= 3;
    !sentence && repeats() || is_label_only(text) || is_running_phrase(text) || is_everywhere_furniture(text)
}

/// Whether a line is furniture wherever it stands: a field for a signature, or a seal.
pub(super) fn is_everywhere_furniture(text: &str) -> bool {
    if SEAL.is_match(text) {
        return true;
    }
    // "Justerandes sign  Justerandes sign  Justerandes sign  Rätt utdraget, sign"
    if text.split(' ').count() > 10 {
        return false;
    }
    let folded = vocabulary::fold(text);
    let mut counts = LetterCounts::default();
    let mut counted = 0;
    let mut begins = |field: &Phrase| {
        let first = vocabulary::first_letters(&folded, field.letters());
        counts.count(&first[counted..]);
        counted = first.len();
        if first.ends_with(' ') {
            field.is(first.trim_end())
        } else {
            field.edits_of(first, &counts).is_some()
        }
    };
    // "Ordf sign ....... Justerare ....... Utdragsbestyrkande .......": other fields stand first.
    let ends = |field: &Phrase| {
        let before = folded.char_indices().rev().nth(field.letters() - 1);
        before.is_some_and(|(start, _)| field.is(folded[start..].trim_start()))
    };
    let extract = folded.contains("utdrag");
    FIELDS.iter().any(|field| begins(field) || extract && ends(field))
}

/// Whether a line at the head of a sheet names the body, the date or the organisation, and nothing else.
pub(super) fn is_head(text: &str) -> bool {
    // `Mårby stad 4 (4).`: a speck behind the page number.
    let bare = text.strip_suffix('.');
    let text = bare
        .filter(|bare| LABEL.find_iter(bare).any(|label| label.end() == bare.len()))
        .unwrap_or(text);
    if text.trim_end().ends_with(['.', ',']) {
        return false;
    }
    // `Protokoll nr 5`: the words are one phrase, which they are not without "Protokoll".
    if is_running_phrase(text) {
        return true;
    }
    let rest = without_furniture(text);
    let named =
        rest.is_empty() || vocabulary::is_body_name(&rest) || is_organisation(&rest) || is_running_phrase(&rest);
    named && rest.split(' ').count() <= 6
}

/// Whether a line holds a running phrase in capitals among a few other words, as letterheads do: `PROTOKOLL  O NORRBOTTENS`.
pub(super) fn is_letterhead(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    let capitals = |word: &&&str| word.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    words.len() <= 5 && words.iter().filter(capitals).any(|word| is_running_phrase(word))
}

/// Whether a line at the foot of a sheet is the sender's address or the word of a signing service.
pub(super) fn is_foot(text: &str) -> bool {
    let folded = format!(" {} ", vocabulary::fold(text));
    FOOT_MARKS
        .iter()
        .any(|mark| folded.contains(&format!(" {} ", mark.folded())))
}

/// What OCR makes of a logo, a stamp or a line: hardly a letter.
pub(super) fn is_debris(text: &str) -> bool {
    if has_section_sign(text) {
        return false;
    }
    let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
    let others = text
        .chars()
        .filter(|c| !c.is_alphanumeric() && !c.is_whitespace())
        .count();
    letters <= 1 || letters < others
}

/// Whether a line holds a running phrase or a date.
pub(super) fn has_running_phrase(text: &str) -> bool {
    !dates::find(text).is_empty() || text.split(' ').any(is_running_phrase)
}

fn is_running_phrase(text: &str) -> bool {
    let letters = text.replace(|c: char| c.is_ascii_digit(), "");
    let folded = vocabulary::fold(&letters);
    RUNNING_PHRASES.iter().any(|phrase| phrase.is(&folded))
}

/// Whether a line holds a section sign, or a word for it before a number (`Paragraf 41`): it may begin an item, and is never
/// furniture.
pub(super) fn has_section_sign(text: &str) -> bool {
    let spelled = || {
        let (label, rest) = text.split_once(' ')?;
        let numbered = rest.starts_with(|c: char| c.is_ascii_digit());
        (numbered && vocabulary::NUMBER_LABELS.contains(&vocabulary::fold(label).as_str())).then_some(())
    };
    text.contains('§') || spelled().is_some()
}

/// Whether a line names a person with a party, as lists of those present and of votes do on page after page: `Bo Ek (S)`.
pub(super) fn names_member(text: &str) -> bool {
    let party = |inside: &str| inside.split_once(')').is_some_and(|(letters, _)| is_party(letters));
    text.split('(').skip(1).any(party)
}

/// Whether a line is a clause of a decision, as `a) att lägga ärendet till handlingarna` or `2. Paragrafen justeras`: some are the
/// same in many decisions.
pub(super) fn is_clause(text: &str) -> bool {
    let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
    let numbered = first
        .strip_suffix(['.', ')'])
        .is_some_and(|label| label.len() <= 2 && is_bare_number(label));
    text.split(' ').take(3).any(|word| word.eq_ignore_ascii_case("att"))
        || (numbered || first == "•") && rest.starts_with(char::is_alphabetic)
}

/// Whether a line ends in a word that what follows must go on from.
pub(super) fn ends_open(text: &str) -> bool {
    let last = text.rsplit(' ').next().unwrap_or_default();
    vocabulary::PREPOSITIONS.contains(&last)
}

/// Whether a line may be a name among others in a list.
pub(super) fn may_be_name(text: &str) -> bool {
    !text.contains(|c: char| c.is_ascii_digit()) && !has_running_phrase(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_glued_to_the_letters_of_a_body_is_no_furniture() {
        assert!(has_section_sign("KF§91 Skolan i Ekvik") && !has_section_sign("Kommunfullmäktige"));
    }

    #[test]
    fn a_running_phrase_with_a_number_is_a_head() {
        assert!(is_head("Protokoll nr 5"));
        assert!(is_head("2023-05-02          3"));
        assert!(!is_head("Handling 2025 nr 75"));
        assert!(is_head("Mårby stad 4 (4).") && !is_head("Mårby stad."));
    }

    #[test]
    fn clauses_that_end_pages_are_no_running_feet() {
        for line in [
            "att lägga ärendet till handlingarna",
            "2. Paragrafen justeras.",
            "• lägga till handlingarna",
        ] {
            assert!(is_clause(line), "{line}");
        }
        for line in ["Justerandes sign", "2 (14)", "12 maj 2014", "Attest"] {
            assert!(!is_clause(line), "{line}");
        }
    }

    #[test]
    fn heads_hold_body_date_and_organisation_and_nothing_else() {
        for line in [
            "E-nimnden 2021-12-16",
            "& E-nimnden 2021-12-16",
            "LULEA KOMMUN SAMMANTRADESPROTOKOLL",
            "2021-06-03",
        ] {
            assert!(is_head(line), "{line}");
        }
        for line in [
            "Kommunfullmäktige beslutade 2021-06-03 att bifalla",
            "Information om budget",
            "E-nämnden godkänner.",
        ] {
            assert!(!is_head(line), "{line}");
        }
    }

    #[test]
    fn seals_and_signature_fields_are_furniture_everywhere() {
        for line in [
            "(Signerat, SHA-256 C9508DEEE8)",
            "Justerandes signatur/Beslutandes underskrift ‘ Utdragsbestyrkande",
        ] {
            assert!(is_everywhere_furniture(line), "{line}");
        }
        assert!(!is_everywhere_furniture(
            "Justerande är Anna Berg och Bo Ek som undertecknar protokollet digitalt"
        ));
    }

    #[test]
    fn a_decision_that_every_page_repeats_is_no_foot() {
        assert!(!is_furniture("Valnämndens beslut antecknas.", || true));
        assert!(is_furniture("Alvmora kommun, kommunstyrelsen", || true));
    }
}
