//! The headings and phrases of protocols: all of them, in one place, as data. A new layout is a few new lines here.
//!
//! Phrases are lower case. They are compared with [`matches()`], which forgives what OCR does to letters. `*` in a heading
//! stands for the name of a body (`kommunstyrelsens beslut`, `e-nämnden beslutar`), of one to five words.

pub mod first_page;
pub mod people;
mod phrases;
pub mod politics;

use unicode_normalization::UnicodeNormalization;

pub use phrases::{contains_phrase, find_phrase};

use crate::record::{DecisionKind, SectionKind};

/// A heading inside an item.
#[derive(Debug, Clone, Copy)]
pub struct Heading {
    /// The words of the heading.
    pub phrase: &'static str,
    /// What stands below it.
    pub kind: SectionKind,
}

const fn heading(kind: SectionKind, phrase: &'static str) -> Heading {
    Heading { phrase, kind }
}

/// Headings inside an item. Longer phrases stand before shorter ones that they begin with.
pub const HEADINGS: &[Heading] = &{
    use SectionKind::*;
    [
        heading(Proposal, "* förslag till beslut i kommunfullmäktige"),
        heading(Proposal, "* förslag till beslut"),
        heading(Motions, "förslag till beslut på sammanträdet"),
        heading(Proposal, "förslag till beslut"),
        heading(Proposal, "* förslag till kommunfullmäktige"),
        heading(Proposal, "* förslag till kommunstyrelsen"),
        heading(Proposal, "* förslag"),
        heading(Proposal, "* beslutsförslag"),
        heading(Proposal, "beslutsförslag"),
        heading(Proposal, "förslag"),
        heading(Proposal, "* föreslår * besluta"),
        heading(Proposal, "* föreslår * beslutar"),
        heading(Proposal, "* föreslår *"),
        heading(Decision, "* beslutar för egen del"),
        heading(Decision, "* beslutar följande"),
        heading(Decision, "* beslutar"),
        heading(Decision, "* beslut"),
        heading(Decision, "beslut"),
        heading(Decision, "följande beslutas"),
        heading(Summary, "sammanfattning av ärendet"),
        heading(Summary, "ärendet i korthet"),
        heading(Summary, "sammanfattning"),
        heading(Background, "beskrivning av ärendet"),
        heading(Background, "ärendebeskrivning"),
        heading(Background, "bakgrund till ärendet"),
        heading(Background, "bakgrund och sammanfattning"),
        heading(Background, "bakgrund"),
        heading(Background, "redogörelse för ärendet"),
        heading(Background, "redogörelse"),
        heading(Background, "tidigare beslut"),
        heading(Background, "beslutsärende"),
        heading(Background, "informationsärende"),
        heading(Other, "omedelbar justering"),
        heading(Other, "justering"),
        heading(Background, "information"),
        heading(Background, "ärendet"),
        heading(Background, "ärende"),
        heading(Background, "motivering till beslut"),
        heading(Background, "motivering"),
        heading(Background, "skäl för beslut"),
        heading(Background, "skälen för beslutet"),
        heading(Background, "bedömning"),
        heading(Background, "* bedömning"),
        heading(Background, "ekonomiska konsekvenser"),
        heading(Background, "barnkonsekvensanalys"),
        heading(Proceedings, "ärendets behandling på sammanträdet"),
        heading(Proceedings, "ärendets behandling"),
        heading(Proceedings, "ärendets gång"),
        heading(Proceedings, "tidigare behandling"),
        heading(Proceedings, "* överläggning"),
        heading(Proceedings, "* behandling"),
        heading(Proceedings, "* handläggning"),
        heading(Proceedings, "behandling på sammanträdet"),
        heading(Proceedings, "dagens sammanträde"),
        heading(Proceedings, "sammanträdet"),
        heading(Proceedings, "överläggning"),
        heading(Proceedings, "överläggningar"),
        heading(Proceedings, "inlägg"),
        heading(Proceedings, "yttranden på sammanträdet"),
        heading(Proceedings, "debatt"),
        heading(Motions, "förslag på sammanträdet"),
        heading(Motions, "förslag till beslut på mötet"),
        heading(Motions, "yrkanden på sammanträdet"),
        heading(Motions, "tilläggsyrkande"),
        heading(Motions, "yrkanden"),
        heading(Motions, "yrkande"),
        heading(PropositionOrder, "propositionsordning"),
        heading(PropositionOrder, "proposition"),
        heading(PropositionOrder, "beslutsordning"),
        heading(PropositionOrder, "beslutsgång"),
        heading(Vote, "omröstningsresultat"),
        heading(Vote, "röstningsresultat"),
        heading(Vote, "voteringsordning"),
        heading(Vote, "voteringsresultat"),
        heading(Vote, "voteringslista"),
        heading(Vote, "huvudvotering"),
        heading(Vote, "kontravotering"),
        heading(Vote, "omröstning"),
        heading(Vote, "votering"),
        heading(Dissent, "skriftlig reservation"),
        heading(Dissent, "reservationer"),
        heading(Dissent, "reservation"),
        heading(Statement, "särskilda yttranden"),
        heading(Statement, "särskilt yttrande"),
        heading(Statement, "protokollsanteckningar"),
        heading(Statement, "protokollsanteckning"),
        heading(Statement, "anteckning till protokollet"),
        heading(Other, "yttranden"),
        heading(Statement, "yttrande"),
        heading(Recusal, "anmälan om jäv"),
        heading(Recusal, "jävsanmälan"),
        heading(Recusal, "jäv"),
        heading(Basis, "underlag för beslut"),
        heading(Basis, "underlag till beslut"),
        heading(Basis, "beslutsunderlag"),
        heading(Basis, "handlingar i ärendet"),
        heading(Basis, "ärendets handlingar"),
        heading(Basis, "handlingar"),
        heading(Basis, "handling"),
        heading(Basis, "bilagor"),
        heading(Basis, "underlag"),
        heading(Recipients, "protokollsutdrag skickas till"),
        heading(Recipients, "protokollsutdrag till"),
        heading(Recipients, "protokollsutdrag"),
        heading(Recipients, "utdrag skickas till"),
        heading(Recipients, "utdrag till"),
        heading(Recipients, "beslutet ska skickas till"),
        heading(Recipients, "beslutet skall skickas till"),
        heading(Recipients, "beslutet ska expedieras till"),
        heading(Recipients, "beslutet skickas till"),
        heading(Recipients, "beslut skickas till"),
        heading(Recipients, "beslutet expedieras till"),
        heading(Recipients, "beslutet expedieras"),
        heading(Recipients, "beslut expedieras till"),
        heading(Recipients, "expedieras till"),
        heading(Recipients, "expedieras"),
        heading(Recipients, "expediering"),
        heading(Recipients, "expedierat till"),
        heading(Recipients, "skickas till"),
        heading(Recipients, "sändlista"),
        heading(Recipients, "delges"),
        heading(Recipients, "delgivning"),
        heading(Recipients, "kopia till"),
        heading(Recipients, "exp"),
    ]
};

/// What decisions do with their matter, by the verb. Each is the beginning of a word or phrase; `|` at its end
/// stands for the end of a word.
pub const DECISION_VERBS: &[(DecisionKind, &[&str])] = &[
    (DecisionKind::ReferredBack, &["återremi", "visas åter"]),
    (
        DecisionKind::Postponed,
        &["bordlägg", "bordlagt", "skjuts upp", "skjuta upp"],
    ),
    (
        DecisionKind::Answered,
        &[
            "anses besvara",
            "anse besvara",
            "anse motionen besvara",
            "anse medborgarförslaget besvara",
            "besvarad",
        ],
    ),
    (DecisionKind::Rejected, &["avslå", "avslag", "avslår", "inte bifall"]),
    (
        DecisionKind::Elected,
        &["utse", "välj", "väljs", "till ny ledamot", "omvälj"],
    ),
    (DecisionKind::Tasked, &["i uppdrag", "uppdra|", "uppdrar|", "uppdras|"]),
    (
        DecisionKind::Noted,
        &[
            "till handlingarna",
            "anteckna",
            "tar del av",
            "ta del av",
            "notera",
            "tagit del av",
            "lägga informationen",
            "lägger informationen",
            "ta emot informationen",
            "tacka för",
            "tackar för",
            "anmäld",
        ],
    ),
    (DecisionKind::Adopted, &["anta|", "antas|", "antar|", "fastställ"]),
    (
        DecisionKind::Approved,
        &[
            "godkänn",
            "bifall",
            "accepter",
            "bevilj",
            "entledig",
            "medge",
            "lämnar positivt",
            "lämna positivt",
            "ställer sig bakom",
            "ställa sig bakom",
        ],
    ),
];

/// What a body does when it decides: the word after its name.
pub const DECIDING_VERBS: &[&str] = &[
    "beslutar",
    "beslutade",
    "beslöt",
    "föreslår",
    "godkänner",
    "antar",
    "fastställer",
    "lägger",
    "tar",
    "tillstyrker",
    "hemställer",
    "noterar",
    "antecknar",
    "utser",
    "väljer",
    "avslår",
    "bifaller",
    "ger",
    "uppdrar",
    "återremitterar",
    "bordlägger",
    "ställer",
    "beviljar",
    "rekommenderar",
    "anser",
];

/// What a body says that leaves the decision to another one.
pub const PROPOSING: &[&str] = &[
    "föreslår",
    "föreslå kommunfullmäktige",
    "att föreslå",
    "hemställer",
    "tillstyrker",
    "förslag till kommunfullmäktige",
    "rekommenderar",
];

/// How minutes say that a proposal was carried.
pub const CARRIED: &[&str] = &[
    "bifaller förslaget",
    "bifaller detta",
    "beslutar enligt förslag",
    "beslutar i enlighet med",
    "beslutar enligt liggande förslag",
    "beslutar enligt",
    "förslaget antas",
    "antar förslaget",
    "bifaller liggande förslag",
    "bifaller ordförandens förslag",
    "bifaller arbetsutskottets förslag",
    "bifallits",
    "bifalles",
];

/// What the first page of minutes begins its fields with.
pub const COVER: &[&str] = &[
    "plats och tid",
    "tid och plats",
    "sammanträdesprotokoll",
    "protokoll",
    "beslutande",
    "närvarande",
    "ärendelista",
];

/// What stands after the last item and is no part of it.
pub const CLOSING: &[&str] = &[
    "anslag/bevis",
    "anslagsbevis",
    "bevis om anslag",
    "bevis om tillkännagivande",
    "anslag",
    "underskrifter",
    "vid protokollet",
    "justeringens plats och tid",
    "justeras",
    "protokollet är justerat",
    "rätt utdraget intygar",
    "utdragets riktighet bestyrks",
    "ordföranden förklarade sammanträdet avslutat",
    "ordföranden avslutar sammanträdet",
];

/// Labels before a case number.
pub const CASE_LABELS: &[&str] = &[
    "diarienummer",
    "diarienr",
    "dnr",
    "ärendenummer",
    "ärendenr",
    "ärende nr",
    "ärendebeteckning",
    "ärendeid",
];

/// Words that stand in the running head or foot of a page, and nowhere else on a line of their own.
pub const RUNNING_PHRASES: &[&str] = &[
    "sammanträdesprotokoll",
    "protokollsutdrag",
    "protokoll nr",
    "protokoll",
    "sammanträdesdatum",
    "justerandes signatur",
    "justerandes sign",
    "justerandes signatur beslutandes underskrift",
    "justerarnas signaturer",
    "justerarsignaturer",
    "justerares signatur",
    "ordförandens signatur",
    "utdragsbestyrkande",
    "utdraget bestyrks",
    "sida",
    "sid",
    "blad",
    "datum",
    "protokollet har justerats digitalt",
    "detta dokument är digitalt signerat",
    "signerat",
];

/// What lines at the foot of a letter or of minutes hold: addresses of the sender, the word of a signing service.
pub const FOOT_MARKS: &[&str] = &[
    "www",
    "e post",
    "epost",
    "telefon",
    "tel",
    "fax",
    "postadress",
    "besöksadress",
    "org nr",
    "bankgiro",
    "plusgiro",
    "signerats genom",
    "digitalt signerat",
    "signerat digitalt",
    "elektroniskt underskrivet",
    "elektroniskt signerat",
    "digitalt justerat",
];

/// Fields for a signature: the label that stands at the line or box.
pub const SIGNATURE_FIELDS: &[&str] = &[
    "justerandes signatur/beslutandes underskrift",
    "justerandes signatur",
    "justerandes sign",
    "justerarnas signaturer",
    "justerarsignaturer",
    "justerares signatur",
    "ordförandens signatur",
    "utdragsbestyrkande",
    "utdraget bestyrks",
];

/// Services that sign documents, as they name themselves.
pub const SIGNING_SERVICES: &[&str] = &[
    "getaccept",
    "scrive",
    "comfact",
    "visma addo",
    "visma",
    "assently",
    "egreement",
    "penneo",
    "adobe sign",
    "docusign",
    "signicat",
    "edlevo",
];

/// How the last word of a body's name ends, in the forms that a name can take.
pub const BODY_ENDINGS: &[&str] = &[
    "fullmäktige",
    "styrelsen",
    "styrelse",
    "nämnden",
    "nämnd",
    "utskottet",
    "utskott",
    "beredningen",
    "beredning",
    "direktionen",
    "direktion",
    "presidiet",
    "presidium",
    "kommittén",
    "kommitté",
    "rådet",
    "delegationen",
    "revisorerna",
    "revisionen",
    "gruppen",
];

/// What the name of an organisation ends with.
pub const ORGANISATION_ENDINGS: &[&str] = &[
    "kommun",
    "stad",
    "kommunalförbund",
    "kommunförbund",
    "landsting",
    "samordningsförbund",
    "räddningstjänstförbund",
];

/// What the name of an organisation begins with, where it does not end with such a word.
pub const ORGANISATION_BEGINNINGS: &[&str] = &[
    "kommunalförbundet",
    "kommunförbundet",
    "region",
    "samordningsförbundet",
    "räddningstjänstförbundet",
    "gymnasieförbundet",
];

/// The verbs by which a sentence of running text surely decides.
pub const SURE_VERBS: &[&str] = &["beslutar", "beslutade", "beslöt", "beslutat"];

/// A word or phrase without what OCR and spelling vary: lower case, letters and digits only, å ä → a, ö → o, é → e;
/// words with one space between.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.nfd().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            folded.push(c);
        } else if !unicode_normalization::char::is_combining_mark(c) && !folded.ends_with(' ') && !folded.is_empty() {
            folded.push(' ');
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Whether a text is a phrase, give or take what OCR does to letters: one edit for each six letters of the folded forms.
/// Short phrases must be equal but for the folding.
pub fn matches(text: &str, phrase: &str) -> bool {
    let (text, phrase) = (fold(text), fold(phrase));
    let length = phrase.chars().count();
    let allowed = length / 6;
    text == phrase
        || (allowed > 0
            && text.chars().count().abs_diff(length) <= allowed
            && strsim::levenshtein(&text, &phrase) <= allowed)
}

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

/// The heading that the words of a line begin with. The longest reading wins, and one without a body's name wins over one with.
pub fn find_heading(words: &[&str]) -> Option<FoundHeading> {
    let found = HEADINGS.iter().filter_map(|heading| {
        let (count, body) = match_words(words, &heading.phrase.split(' ').collect::<Vec<_>>())?;
        let colon = words[count - 1].ends_with(':');
        Some(FoundHeading {
            kind: heading.kind,
            words: count,
            body,
            colon,
        })
    });
    found.max_by_key(|found| (found.words, found.body.is_none()))
}

/// How many words a phrase takes at the beginning of a line, and the first body's name in it.
fn match_words(words: &[&str], phrase: &[&str]) -> Option<(usize, Option<String>)> {
    let star = phrase.iter().position(|part| *part == "*").unwrap_or(phrase.len());
    let head = words.get(..star)?;
    if star > 0 && !matches(&head.join(" "), &phrase[..star].join(" ")) {
        return None;
    }
    if star == phrase.len() {
        return Some((star, None));
    }
    let (words, phrase) = (&words[star..], &phrase[star + 1..]);
    (1..=5.min(words.len())).find_map(|length| {
        let name = Some(words[..length].join(" ")).filter(|name| is_body_name(name))?;
        let (rest, _) = match_words(&words[length..], phrase)?;
        Some((star + length + rest, Some(name)))
    })
}

/// Whether words may be the name of a body: `kommunstyrelsens arbetsutskott`, `Miljö- och byggnadsnämnden`, `Tekniska
/// nämnden`, `Nämnden för arbetsmarknad`; also in the genitive.
pub fn is_body_name(name: &str) -> bool {
    let folded = fold(name);
    let words: Vec<&str> = folded.split(' ').collect();
    let plain = !words.iter().any(|word| NEVER_IN_A_NAME.contains(word))
        && !name.contains(|c: char| c.is_ascii_digit() || matches!(c, '(' | ')' | ',' | ':' | '"'));
    let named_first = words.get(1) == Some(&"for") && ends_as_body(words[0]) && (3..=8).contains(&words.len());
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

/// Folded words that tell a sentence from a name.
const NEVER_IN_A_NAME: &[&str] = &[
    "att", "har", "som", "ska", "enligt", "till", "av", "i", "den", "vid", "om",
];

/// Whether a folded word ends as the names of bodies do, with or without the genitive's s.
fn ends_as_body(word: &str) -> bool {
    let stem = word.strip_suffix('s').unwrap_or(word);
    let letters = stem.chars().count();
    BODY_ENDINGS.iter().any(|ending| {
        let ending = fold(ending);
        let length = ending.chars().count();
        let start = stem
            .char_indices()
            .nth(letters.saturating_sub(length))
            .map_or(0, |(at, _)| at);
        letters >= length && matches(&stem[start..], &ending)
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
        assert_eq!(kind("Beslutet skickas till:"), Some((SectionKind::Recipients, 3)));
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
        ] {
            assert!(is_body_name(name), "{name}");
        }
        for name in [
            "Planera Intern kontroll 2022 (Kommunfullmäktige)",
            "Val till nämnden",
            "Budget",
            "ett beslut av kommunstyrelsen",
        ] {
            assert!(!is_body_name(name), "{name}");
        }
    }

    #[test]
    fn sentences_are_no_headings() {
        assert_eq!(kind("Kommunens bedömare"), None);
        assert_eq!(kind("Ledamöterna beslutar"), None);
    }

    #[test]
    fn folding_forgets_case_and_diacritics() {
        assert_eq!(fold("  Överförmyndar-NÄMNDEN: "), "overformyndar namnden");
    }
}
