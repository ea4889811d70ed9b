//! The headings and phrases of protocols: all of them, in one place, as data. A new layout is a few new lines here.
//!
//! Phrases are lower case. They are compared with [`matches()`], which forgives what OCR does to letters. `*` in a heading
//! stands for the name of a body (`kommunstyrelsens beslut`, `e-nämnden beslutar`), of one to five words.

pub mod first_page;
mod folding;
mod headings;
pub mod people;
mod phrases;
pub mod politics;

pub use folding::{FoldedWords, Phrase, Phrases, edits_within, fold, folded, matches, same_letters};
pub use headings::{FoundHeading, find_heading, is_body_name};
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
pub static DECIDING_VERBS: Phrases = Phrases::new(|| {
    folded(&[
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
    ])
});

/// What a body says that leaves the decision to another one.
pub static PROPOSING: Phrases = Phrases::new(|| {
    folded(&[
        "föreslår",
        "föreslå kommunfullmäktige",
        "att föreslå",
        "hemställer",
        "tillstyrker",
        "förslag till kommunfullmäktige",
        "rekommenderar",
    ])
});

/// How minutes say that a proposal was carried.
pub static CARRIED: Phrases = Phrases::new(|| {
    folded(&[
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
    ])
});

/// What the first page of minutes begins its fields with.
pub static COVER: Phrases = Phrases::new(|| {
    folded(&[
        "plats och tid",
        "tid och plats",
        "sammanträdesprotokoll",
        "protokoll",
        "beslutande",
        "närvarande",
        "ärendelista",
    ])
});

/// The word for minutes, as a first line begins with it.
pub static MINUTES: Phrases = Phrases::new(|| folded(&["protokoll"]));

/// What stands after the last item and is no part of it.
pub static CLOSING: Phrases = Phrases::new(|| {
    folded(&[
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
        "ärendebeteckning",
        "ärendeid",
    ])
});

/// Words that stand in the running head or foot of a page, and nowhere else on a line of their own.
pub static RUNNING_PHRASES: Phrases = Phrases::new(|| {
    folded(&[
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
    ])
});

/// What lines at the foot of a letter or of minutes hold: addresses of the sender, the word of a signing service.
pub static FOOT_MARKS: Phrases = Phrases::new(|| {
    folded(&[
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
    ])
});

/// Fields for a signature: the label that stands at the line or box.
pub static SIGNATURE_FIELDS: Phrases = Phrases::new(|| {
    folded(&[
        "justerandes signatur/beslutandes underskrift",
        "justerandes signatur",
        "justerandes sign",
        "justerarnas signaturer",
        "justerarsignaturer",
        "justerares signatur",
        "ordförandens signatur",
        "utdragsbestyrkande",
        "utdraget bestyrks",
    ])
});

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
pub static BODY_ENDINGS: Phrases = Phrases::new(|| {
    folded(&[
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
    ])
});

/// What the name of an organisation ends with.
pub static ORGANISATION_ENDINGS: Phrases = Phrases::new(|| {
    folded(&[
        "kommun",
        "stad",
        "kommunalförbund",
        "kommunförbund",
        "landsting",
        "samordningsförbund",
        "räddningstjänstförbund",
    ])
});

/// What the name of an organisation begins with, where it does not end with such a word.
pub static ORGANISATION_BEGINNINGS: Phrases = Phrases::new(|| {
    folded(&[
        "kommunalförbundet",
        "kommunförbundet",
        "region",
        "samordningsförbundet",
        "räddningstjänstförbundet",
        "gymnasieförbundet",
    ])
});

/// The verbs by which a sentence of running text surely decides.
pub static SURE_VERBS: Phrases = Phrases::new(|| folded(&["beslutar", "beslutade", "beslöt", "beslutat"]));
