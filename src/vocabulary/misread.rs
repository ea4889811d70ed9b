//! What typewriters and OCR make of words.

/// Letters that are alike in small and large, so that OCR takes one for the other.
pub const ALIKE_IN_BOTH_SIZES: &str = "cikopsuvwxyzåäö";

/// Words that titles begin with, of those whose first letter is alike in both sizes.
pub const TITLE_WORDS: &[&str] = &[
    "information",
    "inrättande",
    "investering",
    "köp",
    "svar",
    "skrivelse",
    "upprop",
    "uppföljning",
    "upphandling",
    "utredning",
    "val",
    "yttrande",
    "ändring",
    "översyn",
    "överlåtelse",
];

/// Words that the names of places begin with, before another name: `Östra Vidbo`.
pub const PLACE_BEGINNINGS: &[&str] = &[
    "Östra", "Västra", "Norra", "Södra", "Stora", "Lilla", "Övre", "Nedre", "Yttre", "Inre", "Gamla", "Nya",
];

/// What OCR makes of small words: it is no word, nor the beginning of any, though lists
/// of words that were made of what OCR read may hold it.
pub const MISREAD: [(&str, &str); 19] = [
    ("fär", "får"),
    ("ronor", "kronor"),
    ("tili", "till"),
    ("tilt", "till"),
    ("tiil", "till"),
    ("tin", "till"),
    ("tiH", "till"),
    ("til!", "till"),
    ("tilll", "till"),
    ("bam", "barn"),
    ("Bam", "Barn"),
    ("oc", "och"),
    ("oth", "och"),
    ("oeh", "och"),
    ("ocn", "och"),
    ("ocb", "och"),
    ("frn", "från"),
    ("ay", "av"),
    ("kt!", "kl"),
];
/// The same, of the beginnings of long words.
pub const MISREAD_BEGINNINGS: [(&str, &str); 2] = [("kimmun", "kommun"), ("Kimmun", "Kommun")];

/// Words that typewriters set with a space between their letters: what a body does.
pub const SET_SPACED: [&str; 14] = [
    "beslutar",
    "beslutade",
    "beslutat",
    "besluta",
    "beslöt",
    "föreslår",
    "föreslog",
    "hemställer",
    "tillstyrker",
    "avstyrker",
    "godkänner",
    "bordlägger",
    "återremitterar",
    "uppdrar",
];
