//! How the names of bodies, offices and organisations begin and end.

use super::{Phrases, folded};

/// Words of a printed form that stand above or beside the name of the body, folded; a body's own name is definite.
pub const BODY_LABELS: &[&str] = &["namnd", "styrelse", "utskott", "organ"];

/// How the last word of a body's name ends, in the forms that a name can take.
pub static BODY_ENDINGS: Phrases = Phrases::new(|| {
    folded(&[
        "fullmäktige",
        "kammaren",
        "stämman",
        "stämma",
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

/// How the names end, folded, of authorities whose decisions are told of in minutes and never made there.
pub const OUTSIDE_AUTHORITIES: &[&str] = &["domstolen", "lansstyrelsen"];

/// How the names of offices and their holders end, in the genitive.
pub static OFFICE_ENDINGS: Phrases = Phrases::new(|| {
    folded(&[
        "förvaltningens",
        "kontorets",
        "kansliets",
        "avdelningens",
        "enhetens",
        "stabens",
        "direktörens",
        "chefens",
        "ordförandens",
        "presidiets",
        "valberedningens",
        "bolagets",
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
        "räddningsförbund",
        "gymnasieförbund",
        "utbildningsförbund",
        "avfallsförbund",
        "renhållningsförbund",
        "miljöförbund",
        "vattenförbund",
        "vårdförbund",
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
        "räddningstjänsten",
        "gymnasieförbundet",
    ])
});
