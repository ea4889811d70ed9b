//! What pages hold besides matters: covers, running heads and feet, what closes minutes, fields for signatures.

use super::{Phrases, folded};

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
        "ärendeförteckning",
        "innehållsförteckning",
    ])
});

/// The word for minutes, as a first line begins with it.
pub static MINUTES: Phrases = Phrases::new(|| folded(&["protokoll"]));

/// How words for minutes end, folded: `Styrelseprotokoll`.
pub const MINUTES_WORD: &str = "protokoll";

/// Meetings of an association, which is its own body there.
pub const ASSEMBLIES: &[&str] = &["årsmöte", "årsmötet", "styrelsemöte", "föreningsmöte", "medlemsmöte"];

/// The offices that those who sign minutes write below their names.
pub static SIGNING_OFFICES: Phrases = Phrases::new(|| folded(&["sekreterare", "mötessekreterare", "protokollförare"]));

/// What stands after the last item and is no part of it.
pub static CLOSING: Phrases = Phrases::new(|| {
    folded(&[
        "anslag/bevis",
        "anslagsbevis",
        "bevis om anslag",
        "bevis om tillkännagivande",
        "tillkännagivande av justering",
        "anslag",
        "underskrifter",
        "digitala underskrifter",
        "signaturer",
        "sammanträdet avslutas",
        "sammanträdet avslutades",
        "mötet avslutas",
        "vid protokollet",
        "in fidem",
        "som ovan",
        "som ofvan",
        "dag som ovan",
        "ut supra",
        "å kommunalfullmäktiges vägnar",
        "å stadsfullmäktiges vägnar",
        "uppläst och justerat",
        "uppläst och godkänt",
        "justerat den",
        "justeradt den",
        "justeringens plats och tid",
        "justeras",
        "protokollet är justerat",
        "rätt utdraget intygar",
        "utdragets riktighet bestyrks",
        "ordföranden förklarade sammanträdet avslutat",
        "ordföranden avslutar sammanträdet",
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
        "nämnd e d",
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
        "bladnr",
        "sidnr",
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
        "elektroniskt undertecknat",
        "elektroniskt undertecknad",
        "digitalt undertecknat",
        "digitalt undertecknad",
    ])
});

/// Fields for a signature: the label that stands at the line or box.
pub static SIGNATURE_FIELDS: Phrases = Phrases::new(|| {
    folded(&[
        "justerandes signatur/beslutandes underskrift",
        "justerandes signatur",
        "justerandes sign",
        "ordförandens sign",
        "just sign",
        "just signatur",
        "justeringsmännens signaturer",
        "justeringsmännens signatur",
        "justerarnas signaturer",
        "justerarsignaturer",
        "justerares signatur",
        "ordförandens signatur",
        "utdragsbestyrkande",
        "utdraget bestyrks",
    ])
});

/// Beside or over a line on which somebody signs.
pub const SIGNING_LABELS: &[&str] = &[
    "sekreterare",
    "protokollförare",
    "vid protokollet",
    "ordförande",
    "justerande",
    "justerare",
    "justeras",
    "justerat",
    "underskrift",
    "underskrifter",
    "namnteckning",
    "rätt utdraget intygar",
    "utdragets riktighet intygar",
    "utdragets riktighet bestyrks",
    "intygas",
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

/// What stands in the titles of elections of those who lead a general meeting, folded: an office, and the meeting.
pub const ELECTION_OF_ASSEMBLY: [&[&str]; 2] = [&["ordforande", "sekreterare", "protokollforare"], &["stamm", "mote"]];
