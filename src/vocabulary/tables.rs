//! Words of tables.

/// What a row that states a total begins with, folded.
pub const TOTALS: &[&str] = &[
    "summa",
    "s a",
    "delsumma",
    "slutsumma",
    "summering",
    "totalt",
    "total",
    "totalsumma",
    "netto",
    "nettokostnad",
    "nettokostnader",
    "tillsammans",
    "hela kommunen",
];

/// What the caption of a table or picture begins with before its number, folded.
pub const CAPTIONS: &[&str] = &["tabell", "tab", "diagram", "figur"];

/// Units that may stand behind a number.
pub const UNITS: &[&str] = &[
    "kr", "kr.", "tkr", "mkr", "mnkr", "msek", "sek", "kronor", "%", ":-", "st", "procent",
];

/// What short lines with a number at their end begin with that are no rows of a table, folded.
pub const NO_ROWS: &[&str] = &[
    "bilaga",
    "sida",
    "sid",
    "blad",
    "paragraf",
    "punkt",
    "dnr",
    "diarienummer",
    "arendenummer",
    "telefon",
    "tel",
    "kl",
    "klockan",
    "org",
    "ja",
    "nej",
    "avstar",
    "franvarande",
    "handling",
    "arende",
];
