//! Headings at the beginning of a line, and names of bodies.

use std::sync::LazyLock;

use super::folding::{FoldedWords, Phrase, PhraseIndex, fold};
use super::politics::{BODY_LETTERS, LETTER_ENDINGS};
use super::{
    ABBREVIATED_HEADINGS, BODY_ENDINGS, HEADINGS, JOINTS, OFFICE_ENDINGS, SENT, SENT_ALONE, SENT_AUXILIARIES, SENT_FOR,
    SENT_TO, SENT_VERBS,
};
use crate::record::SectionKind;

/// A heading that was found at the beginning of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundHeading {
    /// What stands below it.
    pub kind: SectionKind,
    /// How many words of the line it takes.
    pub words: usize,
    /// The body that it names, as written.
    pub body: Option<String>,
    /// Whether it ended in a colon.
    pub colon: bool,
}

/// The name of a body has no more words than this where a heading has a `*`.
const NAME_WORDS: usize = 5;

/// A heading, folded: the words before, between and after its names of bodies.
struct FoldedHeading {
    kind: SectionKind,
    /// Whether the name of an office stands before them.
    office: bool,
    pieces: Vec<Phrase>,
}

static FOLDED: LazyLock<Vec<FoldedHeading>> = LazyLock::new(|| {
    let folded = HEADINGS.iter().map(|heading| FoldedHeading {
        kind: heading.kind,
        office: heading.phrase.starts_with('~'),
        pieces: heading
            .phrase
            .trim_start_matches('~')
            .split('*')
            .map(Phrase::of)
            .collect(),
    });
    folded.collect()
});
/// Headings by their first words: those that begin with them, …
static BEGINNINGS: LazyLock<PhraseIndex> = LazyLock::new(|| first_words(|phrase| !phrase.starts_with(['*', '~'])));
/// … those that have them behind the name of an office …
static BEHIND_OFFICE: LazyLock<PhraseIndex> = LazyLock::new(|| first_words(|phrase| phrase.starts_with('~')));
/// … and those that have them behind the name of a body.
static BEHIND_NAME: LazyLock<PhraseIndex> = LazyLock::new(|| first_words(|phrase| phrase.starts_with('*')));
/// Those of them in which something follows these words.
static AROUND_NAME: LazyLock<PhraseIndex> =
    LazyLock::new(|| first_words(|phrase| phrase.trim_start_matches(['*', '~']).contains('*')));

fn first_words(chosen: impl Fn(&str) -> bool) -> PhraseIndex {
    let headings = HEADINGS
        .iter()
        .enumerate()
        .filter(|(_, heading)| chosen(heading.phrase));
    let first = |phrase: &'static str| phrase.trim_start_matches(['*', '~']).split('*').next();
    PhraseIndex::of(headings.filter_map(|(at, heading)| Some((first(heading.phrase)?, at))))
}

/// The longest line that a heading can take, in words.
static LONGEST: LazyLock<usize> = LazyLock::new(|| {
    let words = |heading: &FoldedHeading| {
        let named = heading.pieces.len() - 1;
        heading.pieces.iter().map(Phrase::words).sum::<usize>() + named * NAME_WORDS + usize::from(heading.office)
    };
    FOLDED.iter().map(words).max().unwrap_or(0)
});

/// The heading that the words of a line begin with. The longest reading wins, and one without a body's name wins over one with.
pub fn find_heading(words: &[&str]) -> Option<FoundHeading> {
    let whole = words.len();
    let before = before_brackets(words);
    let words = &words[..words.len().min(*LONGEST)];
    let folded = FoldedWords::of(words);
    let behind_office = is_office(&folded).then(|| BEHIND_OFFICE.standing_at(&folded, 1));
    let behind_name = names(&folded).flat_map(|words| BEHIND_NAME.standing_at(&folded, words));
    let possible = BEGINNINGS.standing_at(&folded, 0);
    let possible = possible.chain(behind_office.into_iter().flatten()).chain(behind_name);
    let listed = best(words, &folded, possible);
    let sent = sends(words, &folded).filter(|sent| listed.as_ref().is_none_or(|found| found.words < sent.words));
    let mut found = sent.or(listed)?;
    let of_item = found.kind == SectionKind::Vote && names_item(&words[found.words..]);
    if found.words == before || of_item || goes_on_as_heading(words, found.words) {
        found.words = whole;
    }
    Some(found)
}

/// Whether words behind a heading say which item it is of, and no more: `Omröstningslista KF § 47`.
fn names_item(words: &[&str]) -> bool {
    let number = |word: &str| word.bytes().all(|b| b.is_ascii_digit());
    matches!(words, ["§", n] | [_, "§", n] if number(n))
}

/// Whether a heading goes on behind some of its words with another one, and no more: `Bakgrund och ärendebeskrivning`.
fn goes_on_as_heading(words: &[&str], taken: usize) -> bool {
    let joint = words
        .get(taken)
        .is_some_and(|word| JOINTS.contains(&fold(word).as_str()));
    joint && words.len() <= taken + 1 + NAME_WORDS && whole_heading(&words[taken + 1..]).is_some()
}

/// How many words stand before a remark in brackets that ends a heading: `Beslut (omedelbart justerat)`.
fn before_brackets(words: &[&str]) -> usize {
    let ends = words.last().is_some_and(|last| last.ends_with(')'));
    let opens = words
        .iter()
        .rposition(|word| word.starts_with('('))
        .filter(|at| ends && *at > 0);
    opens.filter(|at| words.len() - at <= REMARK).unwrap_or(words.len())
}

/// A remark behind a heading has no more words.
const REMARK: usize = 4;

/// What stands below a line that is a heading as a whole.
pub fn whole_heading(words: &[&str]) -> Option<SectionKind> {
    let words = &words[..before_brackets(words)];
    single_heading(words).or_else(|| {
        let joint = |at: &usize| goes_on_as_heading(words, *at);
        (1..words.len())
            .filter(joint)
            .find_map(|at| single_heading(&words[..at]))
    })
}

/// As [`whole_heading`], of a line that is one heading of the table.
fn single_heading(words: &[&str]) -> Option<SectionKind> {
    let count = words.len();
    if count == 0 || count > *LONGEST {
        return None;
    }
    let folded = FoldedWords::of(words);
    if sends(words, &folded).is_some_and(|found| found.words == count) {
        return Some(SectionKind::Recipients);
    }
    let behind_office = is_office(&folded).then(|| BEHIND_OFFICE.taking(&folded, 1, count - 1));
    let behind_name = names(&folded).filter(|words| *words < count);
    let behind_name = behind_name.flat_map(|words| BEHIND_NAME.taking(&folded, words, count - words));
    let around_name = [0].into_iter().chain(names(&folded));
    let around_name = around_name.flat_map(|words| AROUND_NAME.standing_at(&folded, words));
    let possible = BEGINNINGS.taking(&folded, 0, count);
    let possible = possible.chain(behind_office.into_iter().flatten());
    let found = best(words, &folded, possible.chain(behind_name).chain(around_name))?;
    (found.words == count).then_some(found.kind)
}

/// The words of a heading above those who get a decision: `Protokollet tillställs:`, `Beslutet ska skickas för kännedom till`.
fn sends(words: &[&str], folded: &FoldedWords) -> Option<FoundHeading> {
    let thing = SENT_PARTS.things.longest_at(folded, 0);
    let auxiliary = if thing > 0 {
        SENT_PARTS.auxiliaries.longest_at(folded, thing)
    } else {
        0
    };
    let verb = thing + auxiliary;
    if SENT_PARTS.verbs.longest_at(folded, verb) == 0 {
        return None;
    }
    let purpose = SENT_PARTS.purposes.longest_at(folded, verb + 1);
    let behind = verb + 1 + purpose;
    let to = usize::from(folded.run(behind, 1) == Some("till"));
    let alone = || SENT_PARTS.alone.longest_at(folded, verb) > 0;
    let whole = thing > 0 || alone() || to > 0 && SENT_PARTS.to.longest_at(folded, verb) > 0;
    whole.then(|| FoundHeading {
        kind: SectionKind::Recipients,
        words: behind + to,
        body: None,
        colon: ends_label(words[behind + to - 1]),
    })
}

/// The parts of such headings.
struct SentParts {
    things: PhraseIndex,
    auxiliaries: PhraseIndex,
    verbs: PhraseIndex,
    purposes: PhraseIndex,
    alone: PhraseIndex,
    to: PhraseIndex,
}

static SENT_PARTS: LazyLock<SentParts> = LazyLock::new(|| {
    let index = |phrases: &[&'static str]| PhraseIndex::of(phrases.iter().map(|phrase| (*phrase, 0)));
    SentParts {
        things: index(SENT),
        auxiliaries: index(SENT_AUXILIARIES),
        verbs: index(SENT_VERBS),
        purposes: index(SENT_FOR),
        alone: index(SENT_ALONE),
        to: index(SENT_TO),
    }
});

/// How many words the name of a body may take at the beginning of a line.
fn names(folded: &FoldedWords) -> impl Iterator<Item = usize> {
    let may_be_in_name = |word: &str| !NEVER_IN_A_NAME.contains(&word);
    (1..=NAME_WORDS).take_while(move |words| folded.run(words - 1, 1).is_some_and(may_be_in_name))
}

/// Whether a word ends a heading that has its text beside it.
fn ends_label(word: &str) -> bool {
    word.ends_with(':') || word.ends_with('.') && ABBREVIATED_HEADINGS.contains(&fold(word).as_str())
}

/// The best reading of the words of a line by some headings.
fn best(words: &[&str], folded: &FoldedWords, possible: impl Iterator<Item = usize>) -> Option<FoundHeading> {
    let found = possible.filter_map(|at| {
        let heading = &FOLDED[at];
        let from = usize::from(heading.office);
        let (count, name) = match_pieces(words, folded, from, &heading.pieces)?;
        Some((from + count, name, at))
    });
    let (words_taken, name, at) = found.max_by_key(|(count, name, at)| (*count, name.is_none(), *at))?;
    Some(FoundHeading {
        kind: FOLDED[at].kind,
        words: words_taken,
        body: name,
        colon: ends_label(words[words_taken - 1]),
    })
}

/// How many words the pieces of a heading take from a word of the line on, and the first body's name among them.
fn match_pieces(
    words: &[&str],
    folded: &FoldedWords,
    from: usize,
    pieces: &[Phrase],
) -> Option<(usize, Option<String>)> {
    let (first, more) = pieces.split_first()?;
    let fits = first.words() == 0 || first.stands_at(folded, from);
    let name_from = from + first.words();
    if !fits || more.is_empty() {
        return fits.then_some((first.words(), None));
    }
    (1..=NAME_WORDS.min(words.len().saturating_sub(name_from))).find_map(|length| {
        let (rest, _) = match_pieces(words, folded, name_from + length, more)?;
        let name = words[name_from..name_from + length].join(" ");
        // `Kommunstyrelsens förslag till kommunfullmäktige:`
        let name = if rest == 0 {
            name.trim_end_matches(':').to_owned()
        } else {
            name
        };
        is_body_name(&name).then_some((first.words() + length + rest, Some(name)))
    })
}

/// Whether words may be the name of a body: `kommunstyrelsens arbetsutskott`, `Miljö- och byggnadsnämnden`, `Tekniska
/// nämnden`, `Nämnden för arbetsmarknad`; also in the genitive.
pub fn is_body_name(name: &str) -> bool {
    if is_body_letters(name) {
        return true;
    }
    // "Kultur-, fritids- och tekniknämnden"
    let name = name.replace("-, ", "- och ").replace(" & ", " och ");
    let folded = fold(&name);
    let words: Vec<&str> = folded.split(' ').collect();
    let named_first = words.get(1) == Some(&"for") && ends_as_body(words[0]) && (3..=8).contains(&words.len());
    // "Nämnden för teknik, fritid och kultur"
    let listed = named_first && words.iter().rev().nth(1) == Some(&"och");
    let plain = !words.iter().any(|word| NEVER_IN_A_NAME.contains(word))
        && !name.contains(|c: char| c.is_ascii_digit() || matches!(c, '(' | ')' | ':' | '"') || c == ',' && !listed);
    let Some((last, before)) = words.split_last() else {
        return false;
    };
    let leads = |word: &str| word.ends_with(['s', 'a']) && word.len() > 2 || word.len() == 1 || word == "och";
    // `Miljö- och byggnadsnämnden`: what stands before "och" may be anything.
    let led = before
        .iter()
        .enumerate()
        .all(|(at, word)| leads(word) || before.get(at + 1) == Some(&"och"));
    plain && (named_first || before.len() <= 5 && led && ends_as_body(last))
}

/// Whether a word is the letters that stand for a body: `KF`, `BUN`, `KSAU`; also in the genitive, `KF:s`. They end in the
/// first letter of what the body is.
pub fn is_body_letters(name: &str) -> bool {
    let letters = name.strip_suffix(":s").unwrap_or(name);
    let capitals = (2..=5).contains(&letters.chars().count()) && letters.chars().all(char::is_uppercase);
    capitals && LETTER_ENDINGS.iter().any(|(end, _)| letters.ends_with(end)) || named_by_letters(letters).is_some()
}

/// The body that the letters stand for in the minutes of any municipality.
pub fn named_by_letters(letters: &str) -> Option<&'static str> {
    let letters = letters.strip_suffix(":s").unwrap_or(letters);
    let found = BODY_LETTERS.iter().find(|(known, _)| *known == letters);
    found.map(|(_, name)| *name)
}

/// Whether letters stand for a body: they are letters of its name in order, and end in that of what it is.
pub fn are_letters_of(letters: &str, name: &str) -> bool {
    let (letters, name) = (letters.strip_suffix(":s").unwrap_or(letters), fold(name));
    let what = LETTER_ENDINGS
        .iter()
        .find(|(end, _)| letters.to_uppercase().ends_with(end));
    let folded = fold(letters);
    let mut rest = name.chars();
    what.is_some_and(|(_, what)| name.contains(what))
        && name.starts_with(|c: char| folded.starts_with(c))
        && folded.chars().all(|letter| rest.any(|c| c == letter))
}

/// Whether a body's name stands in the genitive: `kommunstyrelsens`, but not `KS`.
pub fn is_genitive(name: &str) -> bool {
    fold(name).ends_with('s') && (!is_body_letters(name) || name.ends_with(":s"))
}

/// Whether the first of some words is the name of an office, or of who holds it, in the genitive:
/// `kommunledningskontorets`.
fn is_office(words: &FoldedWords) -> bool {
    let first = words.run(0, 1).unwrap_or_default();
    OFFICE_ENDINGS.iter().any(|ending| first.ends_with(ending.folded()))
}

/// Folded words that tell a sentence from a name.
const NEVER_IN_A_NAME: &[&str] = &[
    "att",
    "har",
    "som",
    "ska",
    "enligt",
    "till",
    "av",
    "i",
    "den",
    "vid",
    "om",
    // It ends as `rådet` does.
    "sammantradet",
];

/// Whether a folded word ends as the names of bodies do, with or without the genitive's s.
fn ends_as_body(word: &str) -> bool {
    let stem = word.strip_suffix('s').unwrap_or(word);
    let letters = stem.chars().count();
    BODY_ENDINGS.iter().any(|ending| {
        let start = stem
            .char_indices()
            .nth(letters.saturating_sub(ending.letters()))
            .map_or(0, |(at, _)| at);
        letters >= ending.letters() && ending.is(&stem[start..])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(line: &str) -> Option<(SectionKind, usize)> {
        find_heading(&line.split(' ').collect::<Vec<_>>()).map(|found| (found.kind, found.words))
    }

    #[test]
    fn headings_are_known_through_ocr_damage() {
        assert_eq!(kind("Sammanfattning av drendet"), Some((SectionKind::Summary, 3)));
        assert_eq!(kind("Sammantridet"), Some((SectionKind::Proceedings, 1)));
        assert_eq!(kind("E-nimndens beslut"), Some((SectionKind::Decision, 2)));
        assert_eq!(kind("E-nimndens forslag till beslut"), Some((SectionKind::Proposal, 4)));
        assert_eq!(
            kind("Kommunstyrelsens arbetsutskotts beslut"),
            Some((SectionKind::Decision, 3))
        );
        assert_eq!(kind("ARBETSUTSKOTTET BESLUTAR att"), Some((SectionKind::Decision, 2)));
        for line in [
            "Protokollet tillställs:",
            "Utdraget ska skickas för kännedom till",
            "Delges",
            "Skickas till",
        ] {
            let words = line.split(' ').count();
            assert_eq!(kind(line), Some((SectionKind::Recipients, words)), "{line}");
        }
        assert_eq!(kind("Överlämnas till kommunfullmäktige"), None);
        assert_eq!(kind("Beslutet skickas till:"), Some((SectionKind::Recipients, 3)));
        assert_eq!(
            kind("Bakgrund och ärendebeskrivning"),
            Some((SectionKind::Background, 3))
        );
        assert_eq!(
            kind("Kommunstyrelsens förslag till kommunfullmäktige:"),
            Some((SectionKind::Proposal, 4))
        );
        assert_eq!(
            kind("Kommunledningskontorets förslag till beslut"),
            Some((SectionKind::Proposal, 4))
        );
    }

    #[test]
    fn whole_headings_are_those_that_take_all_words() {
        let forms = HEADINGS.iter().map(|heading| heading.phrase);
        let lines = forms.flat_map(|form| {
            let line = form
                .replace('*', "Miljö- och byggnadsnämndens")
                .replace('~', "Kontorets");
            [
                line.clone(),
                line.replace('r', "f"),
                format!("{line} idag"),
                format!("Om {line}"),
                format!("{line} (omedelbart justerat)"),
            ]
        });
        let mut whole = 0;
        for line in lines {
            let words: Vec<&str> = line.split_whitespace().collect();
            let found = find_heading(&words).filter(|found| found.words == words.len());
            assert_eq!(whole_heading(&words), found.as_ref().map(|found| found.kind), "{line}");
            whole += usize::from(found.is_some());
        }
        assert!(whole >= HEADINGS.len(), "{whole}");
    }

    #[test]
    fn names_of_bodies_are_told_from_sentences() {
        for name in [
            "Kommunstyrelsens arbetsutskott",
            "Miljö- och byggnadsnämnden",
            "E-nimnden",
            "Norrbottens e-nämnd",
            "Tekniska nämnden",
            "Nämnden för arbetsmarknad",
            "Kultur-, fritids- och tekniknämnden",
            "Nämnden för teknik, fritid och kultur",
        ] {
            assert!(is_body_name(name), "{name}");
        }
        for name in [
            "Planera Intern kontroll 2022 (Kommunfullmäktige)",
            "Val till nämnden",
            "Budget",
            "ett beslut av kommunstyrelsen",
            "Nämnden för teknik, fritid, kultur",
        ] {
            assert!(!is_body_name(name), "{name}");
        }
    }

    #[test]
    fn letters_stand_for_bodies() {
        for letters in ["KF", "KS", "BUN", "KSAU", "Kf", "KF:s"] {
            assert!(is_body_letters(letters), "{letters}");
        }
        for word in ["AB", "VD", "ALLMÄN", "Hans", "S"] {
            assert!(!is_body_letters(word), "{word}");
        }
        assert!(are_letters_of("BUN", "Barn- och utbildningsnämnden"));
        assert!(are_letters_of("KS", "Kommunstyrelsen") && !are_letters_of("KS", "Kommunfullmäktige"));
        assert!(is_genitive("kommunstyrelsens") && is_genitive("KF:s") && !is_genitive("KS"));
        assert_eq!(kind("KS beslutar"), Some((SectionKind::Decision, 2)));
    }

    #[test]
    fn sentences_are_no_headings() {
        assert_eq!(kind("Kommunens bedömare"), None);
        assert_eq!(kind("Ledamöterna beslutar"), None);
    }
}
