//! Names of persons and what stands beside them: parties, roles and titles.

use std::iter;

use super::{Phrases, Wordings, fold, folded, worded};

/// Parties by the letters that stand for them after a name: those of riksdag and Europaparlament, as now and as before, and
/// what many municipalities write for members without a party. Local parties are known by their brackets alone.
pub const PARTIES: &[&str] = &[
    "s", "m", "sd", "c", "v", "kd", "l", "mp", "fp", "kds", "vpk", "nyd", "pp", "fi", "fp l", "mod", "cp", "kp", "spi",
    "jl", "fr",
];

/// What the full names of parties end with: `Vänsterpartiet (V)` is no person.
pub static PARTY_NAME_ENDINGS: Phrases = Phrases::new(|| {
    folded(&[
        "partiet",
        "demokraterna",
        "moderaterna",
        "liberalerna",
        "centern",
        "alliansen",
        "listan",
        "gruppen",
    ])
});

/// Whether a word is the name of a trade union, whose representatives serve on committees: `Lena Ek, Lärarförbundet`.
pub fn is_union(word: &str) -> bool {
    let folded = fold(word);
    folded.ends_with("forbundet") || UNIONS.contains(&folded.as_str())
}

/// Trade unions of those employed by municipalities, folded, whose names are one word.
const UNIONS: &[&str] = &["kommunal", "ledarna", "sktf", "vision"];

/// Small words inside a name: `von`, `af`.
pub const NAME_PARTICLES: &[&str] = &[
    "von", "af", "de", "la", "van", "der", "den", "el", "al", "ad", "ben", "bin", "zu", "du", "di", "da", "dos", "ten",
];

/// Capitalised words that may stand before a name and are no part of it.
pub const BEFORE_NAMES: &[&str] = &[
    "anmäler",
    "anmälde",
    "att",
    "ja",
    "ja-röst",
    "ja-röster",
    "nej",
    "nej-röst",
    "nej-röster",
    "även",
    "av",
    "avstår",
    "beslut",
    "därefter",
    "dessutom",
    "efter",
    "enligt",
    "för",
    "från",
    "för",
    "förslag",
    "genom",
    "herr",
    "i",
    "frånvarande",
    "interpellation",
    "jäv",
    "motion",
    "mot",
    "men",
    "med",
    "när",
    "och",
    "om",
    "på",
    "reservation",
    "samt",
    "sedan",
    "såväl",
    "särskilt",
    "till",
    "under",
    "utom",
    "val",
    "vid",
    "yrkande",
    "yttrande",
    "nr",
    "fru",
];

/// Words that a role is led or formed by, beside those that end in one of [`ROLE_ENDINGS`].
pub const ROLE_WORDS: &[&str] = &[
    "vd",
    "vice",
    "förste",
    "första",
    "andre",
    "andra",
    "tredje",
    "1:e",
    "2:e",
    "3:e",
    "1:a",
    "2:a",
    "1:st",
    "tjänstgörande",
    "tjg",
    "tf",
    "t.f.",
    "tillförordnad",
    "avgående",
    "tillträdande",
    "v.",
    "bitr",
    "biträdande",
    "ordf",
    "ordf.",
    "sekr",
    "sekr.",
    "ers",
    "ers.",
    "ledamoten",
    "ledamöterna",
    "ersättarna",
    "borgmästare",
    "politisk",
    "facklig",
];

/// How roles and titles end, in the indefinite form; the definite (`ordföranden`) is one or two letters longer.
pub static ROLE_ENDINGS: Phrases = Phrases::new(|| {
    folded(&[
        "ordförande",
        "ledamot",
        "ersättare",
        "ålderspresident",
        "sekreterare",
        "chef",
        "direktör",
        "ekonom",
        "controller",
        "strateg",
        "samordnare",
        "handläggare",
        "jurist",
        "rektor",
        "ingenjör",
        "arkitekt",
        "utvecklare",
        "konsult",
        "planerare",
        "inspektör",
        "ledare",
        "revisor",
        "kamrer",
        "kamrerare",
        "registrator",
        "assistent",
        "administratör",
        "kommunikatör",
        "kommunalråd",
        "oppositionsråd",
        "borgarråd",
        "regionråd",
        "specialist",
        "expert",
        "intendent",
        "bibliotekarie",
        "sjuksköterska",
        "pedagog",
        "ombud",
        "representant",
        "tolk",
        "praktikant",
        "analytiker",
        "koordinator",
        "sakkunnig",
        "adjungerad",
        "notarie",
        "arkivarie",
        "antikvarie",
        "upphandlare",
        "redovisare",
        "tekniker",
        "geolog",
        "biolog",
        "ekolog",
        "psykolog",
        "konstnär",
        "förvaltare",
        "mästare",
        "kommunjägare",
        "föredragande",
        "observatör",
        "insynsplats",
    ])
});

/// What begins words behind a name that say how or when somebody was there, and are no role.
pub static PRESENCE: Wordings = Wordings::new(|| {
    worded(&[
        "på distans",
        "via",
        "digitalt",
        "deltar",
        "deltog",
        "deltagit",
        "närvarande",
        "närvarade",
        "frånvarande",
        "anländer",
        "anlände",
        "lämnar",
        "lämnade",
        "fr o m",
        "t o m",
        "from",
        "tom",
        "under",
        "dock ej",
        "samt",
    ])
});

/// What stands between a substitute and the member replaced; longer phrases first.
pub const REPLACING: &[&str] = &[
    "tjänstgörande ersättare för",
    "tjänstgörande för",
    "tjänstgör istället för",
    "tjänstgör i stället för",
    "tjänstgör för",
    "tjg ers. för",
    "tjg ers för",
    "tjg. för",
    "tjg för",
    "tj för",
    "ersättare för",
    "ers. för",
    "ers för",
    "istället för",
    "i stället för",
    "går in för",
    "inträder för",
    "ersätter",
    "ers.",
    "för",
];

/// The same, to be found in running text.
pub static STANDING_IN: Wordings = Wordings::new(|| worded(REPLACING));

/// Words beside a name that tell why somebody was there, and are no office: stems, folded.
const NO_OFFICES: &[&str] = &[
    "sokande",
    "gast",
    "ahorare",
    "allmanhet",
    "fastighetsagare",
    "klagande",
    "elev",
    "besokare",
];

/// Whether what stands beside a name is an office that somebody serves in.
pub fn is_office(role: &str) -> bool {
    let folded = fold(role);
    !NO_OFFICES.iter().any(|stem| folded.starts_with(stem))
}

/// Titles before family names in old minutes.
const TITLES: &[&str] = &[
    "herr",
    "hr",
    "herrar",
    "herrarna",
    "fru",
    "fröken",
    "frk",
    "friherre",
    "doktor",
    "pastor",
    "kyrkoherde",
];

/// Whether a word is a title before a name.
pub fn is_title(word: &str) -> bool {
    TITLES.contains(&word.to_lowercase().trim_end_matches('.'))
}

/// How the names of trades end before names in old minutes, in the definite form.
const TRADES: &[&str] = &["aren", "mannen", "herden", "isten", "anten", "ören"];

/// Whether a word is a trade as it stands before a name: `Rusthållaren`, `Kyrkoherden`.
pub fn is_trade(word: &str) -> bool {
    word.chars().count() >= 8 && TRADES.iter().any(|ending| word.ends_with(ending))
}

/// Whether letters stand for a party that is known everywhere.
pub fn is_party(letters: &str) -> bool {
    PARTIES.contains(&fold(letters).as_str())
}

/// Whether words are the office of a chair: `Ordförande`, `1:e vice ordf.`, `Vice ordföranden`.
pub fn is_chairs_role(words: &str) -> bool {
    words.split(' ').all(is_role_word)
        && fold(words)
            .rsplit(' ')
            .next()
            .is_some_and(|word| word.starts_with("ordf"))
}

/// Whether a word is a role or a part of one: `ordföranden`, `vice`, `kommundirektör`.
pub fn is_role_word(word: &str) -> bool {
    let word = word.trim_end_matches([',', ':']).to_lowercase();
    let folded = fold(&word);
    let definite = ["en", "et", "n", "n s", "ns", "s", "erna", "arna", "na"];
    let mut stems = iter::once(folded.as_str()).chain(definite.iter().filter_map(|end| folded.strip_suffix(end)));
    ROLE_WORDS.contains(&word.as_str())
        || stems.any(|stem| ROLE_ENDINGS.iter().any(|ending| ends_in(stem, ending.folded())))
}

/// Whether a word ends so; most are told by their last letter.
fn ends_in(word: &str, ending: &str) -> bool {
    word.as_bytes().last() == ending.as_bytes().last() && word.ends_with(ending)
}

/// Offices, folded, whose holder leads a meeting.
pub const CHAIRS: &[&str] = &["ordforande", "ordforanden", "ordf"];

/// Offices, folded, whose holder writes the minutes.
pub const SECRETARIES: &[&str] = &[
    "sekreterare",
    "namndsekreterare",
    "kommunsekreterare",
    "sekr",
    "protokollforare",
];

/// Roles, folded, that only say that somebody is a member.
pub const MEMBERSHIPS: &[&str] = &["ledamot", "ledamoten", "ledamoter", "ledamoterna"];

/// How words begin, folded, that say that somebody is a substitute; a dot stands for the end of a word.
pub const SUBSTITUTES: &[&str] = &["ersattar", "ers."];

/// The same of words that say that a substitute serves.
pub const SERVING: &[&str] = &["tjanstgor", "tj.", "tjg."];

/// Words, folded, that say that somebody does not.
pub const NEGATIONS: &[&str] = &["ej", "icke", "inte"];

/// How the offices end, folded, that chairs and secretaries sign in.
pub const SIGNING_CHAIR: &str = "ordforande";
/// The same of those who write the minutes.
pub const SIGNING_SECRETARIES: &[&str] = &["sekreterare", "protokollforare"];
/// How the word for who approves minutes begins, folded.
pub const SIGNING_APPROVER: &str = "juster";
