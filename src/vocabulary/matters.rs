//! What stands around a matter and its number: labels, the words of titles, notes, kinds of documents.

use super::{Phrases, Wordings, fold, folded, worded};

/// Words that no title ends in.
pub const PREPOSITIONS: [&str; 12] = [
    "i", "på", "av", "för", "till", "från", "vid", "med", "om", "och", "samt", "mellan",
];

/// Words, folded, that texts begin with, and titles do not.
pub const TEXT_BEGINNINGS: &[&str] = &["att", "sedan"];

/// Words of running text that long titles do not hold.
pub static TOLD_WORDS: Wordings = Wordings::new(|| worded(&["hade", "hava", "hafva"]));

/// How verbs end, folded, that texts begin with, and titles do not: `Föredrogs`, `Upplästes`.
pub const TEXT_VERBS: &[&str] = &["ogs", "des", "stes", "ttes", "ktes"];

/// Kinds of documents that are attached to minutes, as their first lines name them.
pub static DOCUMENT_KINDS: Phrases = Phrases::new(|| {
    folded(&[
        "bilaga",
        "bilagor",
        "tjänsteskrivelse",
        "tjänsteutlåtande",
        "skrivelse",
        "missiv",
        "promemoria",
        "pm",
        "protokollsutdrag",
        "protokollsanteckning",
        "reservation",
        "särskilt yttrande",
        "yttrande",
        "remiss",
        "remissvar",
        "remissyttrande",
        "motion",
        "interpellation",
        "interpellationssvar",
        "enkel fråga",
        "medborgarförslag",
        "ansökan",
        "kallelse",
        "närvarolista",
        "voteringslista",
        "omröstningslista",
        "avtal",
        "samverkansavtal",
        "överenskommelse",
        "reglemente",
        "arbetsordning",
        "delegationsordning",
        "policy",
        "riktlinje",
        "riktlinjer",
        "rutin",
        "taxa",
        "handlingsplan",
        "verksamhetsplan",
        "verksamhetsberättelse",
        "internkontrollplan",
        "rapport",
        "granskningsrapport",
        "revisionsrapport",
        "revisionsberättelse",
        "delårsrapport",
        "årsredovisning",
        "månadsuppföljning",
        "riskbedömning",
        "risk- och konsekvensbedömning",
        "konsekvensbeskrivning",
        "direktiv",
        "uppdragsdirektiv",
        "projektdirektiv",
        "ägardirektiv",
        "bolagsordning",
        "stadgar",
        "planbeskrivning",
        "dokumenttyp",
    ])
});

/// Labels before a case number.
pub static CASE_LABELS: Phrases = Phrases::new(|| {
    folded(&[
        "diarienummer",
        "diarienr",
        "dnr",
        "ärendenummer",
        "ärendenr",
        "ärende nr",
        "änr",
        "ärendebeteckning",
        "ärendeid",
    ])
});

/// Names of the file of a matter, which gets a copy of what was decided, folded.
const FILE_COPIES: &[&str] = &["akten", "akt", "arendeakten", "diariet", "arkivet"];

/// Whether a recipient is the file of the matter.
pub fn is_file_copy(recipient: &str) -> bool {
    FILE_COPIES.contains(&fold(recipient).as_str())
}

/// What stands before the number that a matter has in the list of matters, folded: `Ärende 7`.
pub const MATTER_LABELS: &[&str] = &["arende", "arende nr", "punkt", "nr"];

/// Words before the title of a matter at the head of items, in lists of votes and other forms, folded: `Ärendemening: …`
pub const TITLE_LABELS: &[&str] = &["arendemening", "arenderubrik", "rubrik"];

/// Words that stand before it at the head of items alone, folded: `Ärende: …`
pub const TITLE_LABELS_AT_HEAD: &[&str] = &["arende", "titel"];

/// What stands beside the number of an item in the place of a case number, folded, and is no title.
pub const HEAD_REMARKS: &[&str] = &["sekretess", "sekretessarende", "sekretessbelagt", "omedelbar justering"];

/// What may stand before the number of an item instead of the sign, folded.
pub const NUMBER_LABELS: &[&str] = &["paragraf", "paragraf nr", "par", "arende", "arende nr", "punkt", "nr"];

/// Words over the columns of an item's heading.
pub static ITEM_LABELS: Phrases = Phrases::new(|| {
    folded(&[
        "paragraf",
        "paragrafnr",
        "diarienummer",
        "diarienr",
        "dnr",
        "ärendenummer",
        "ärendenr",
        "ärende",
        "beteckning",
    ])
});

/// How a line says that a list of what has come in or been reported follows.
pub static NOTIFIED: Wordings = Wordings::new(|| {
    worded(&[
        "anmäls",
        "anmäldes",
        "anmälts",
        "har inkommit",
        "lämnats in",
        "inlämnats",
        "har kommit in",
        "inkommit",
        "delges",
        "delgavs",
        "delgivits",
        "redovisas",
        "föreligger",
        "föredras",
    ])
});

/// Notes on who is at the meeting, when it rests, and where a decision is made known.
pub static ATTENDANCE: Wordings = Wordings::new(|| {
    worded(&[
        "lämnar sammanträdet",
        "lämnade sammanträdet",
        "lämnar mötet",
        "lämnade mötet",
        "inträder i tjänstgöring",
        "tjänstgör från",
        "ajournering",
        "ajourneras",
        "ajournerades",
        "sammanträdet ajourn*",
        "kungörs",
        "kungöres",
        "avslutar mötet",
        "avslutar sammanträdet",
        "avslutade mötet",
        "avslutade sammanträdet",
        "sammanträdet avslutat",
        "mötet avslutat",
    ])
});

/// Words before those who all get a decision: `samtliga nämnder`, `berörda förvaltningar`.
pub const ALL_OF: &[&str] = &["samtliga", "alla", "berörda", "de"];

/// Words before a date that say that a document came in, or was written, on that day: they belong to the date, not to the title.
pub const RECEIVED: &[&str] = &[
    " inkom",
    " inkommen",
    " inkommet",
    " inkomna",
    " inkomna den",
    " mottagen",
    " mottaget",
    " mottagna",
    " ankom",
    " inkom den",
    " inkommen den",
    " inkommet den",
    " daterad",
    " daterat",
    " daterade",
    " daterad den",
    " daterat den",
    " dat",
    " dat.",
];

/// Words before a date that belong to it.
pub const LEADING_TO_DATES: &[&str] = &[
    " den",
    " från",
    " av den",
    " per",
    " per den",
    " till och med",
    " t.o.m.",
];
