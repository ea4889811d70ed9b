//! The ways in which a wrong table of signs breaks letters: what stands for each character then.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use crate::code_pages::CodePage;

/// So many different words must become Swedish where the signs stand in sound text too.
const LEAST_WORDS: usize = 3;

/// What is put right: letters of Swedish, and signs.
const WANTED: &str = "åäöÅÄÖéÉüÜ§–—‘’“”„•…·½²°´\u{a0}";
/// Letters of names, and more signs: put right where what stands for them stands in no sound text, and between letters.
pub const WANTED_TOO: &str = "àáâãèêëìíîïòóôõùúûýÿæøçñßÀÁÈÊÍÓÔÚÆØÇÑčćđěğıłńňřśşšůżźžąęČĆĐŁŚŞŠŽ\
                          «»€™®±×¼¾³−‐‑→≤≥≈©¶ªº\u{ad}\u{2009}\u{202f}";
/// What stands where a program knew no sign: no evidence of anything.
pub const UNKNOWN: &str = "\u{fffd}";

/// By which table text was written, and by which it was read.
pub const TABLES: &[(CodePage, CodePage)] = &[
    (CodePage::Utf8, CodePage::Windows1252),
    (CodePage::Utf8, CodePage::MacRoman),
    (CodePage::Utf8, CodePage::Cp850),
    (CodePage::Utf8, CodePage::Cp437),
    (CodePage::Utf8, CodePage::Windows1250),
    (CodePage::Cp850, CodePage::Windows1252),
    (CodePage::MacRoman, CodePage::Windows1252),
    (CodePage::Windows1252, CodePage::MacRoman),
    (CodePage::Windows1252, CodePage::Cp850),
    (CodePage::Windows1252, CodePage::Cp437),
    (CodePage::Windows1252, CodePage::Windows1250),
    (CodePage::Windows1252, CodePage::Windows1251),
    (CodePage::Windows1252, CodePage::Windows1253),
    (CodePage::MacRoman, CodePage::Cp850),
    (CodePage::Cp850, CodePage::MacRoman),
    (CodePage::Iso646, CodePage::Windows1252),
];

/// The names of characters in HTML.
pub const ENTITIES: &[(&str, char)] = &[
    ("aring", 'å'),
    ("auml", 'ä'),
    ("ouml", 'ö'),
    ("Aring", 'Å'),
    ("Auml", 'Ä'),
    ("Ouml", 'Ö'),
    ("eacute", 'é'),
    ("Eacute", 'É'),
    ("egrave", 'è'),
    ("agrave", 'à'),
    ("uuml", 'ü'),
    ("Uuml", 'Ü'),
    ("aelig", 'æ'),
    ("oslash", 'ø'),
    ("sect", '§'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bdquo", '„'),
    ("bull", '•'),
    ("middot", '·'),
    ("hellip", '…'),
    ("frac12", '½'),
    ("deg", '°'),
    ("acute", '´'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("euro", '€'),
    ("nbsp", '\u{a0}'),
    ("quot", '"'),
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
];

/// Marks that stand beside their letters, and the letters that they make.
const LOOSE_MARKS: &[(&[char], &str, &str)] = &[
    (&['¨', '\u{308}'], "aouAOU", "äöüÄÖÜ"),
    (&['°', '˚', 'º', '\u{30a}'], "aA", "åÅ"),
    (&['´', '\u{301}'], "eE", "éÉ"),
];

/// One way in which letters were broken.
pub struct Misreading {
    /// What it is called.
    pub name: String,
    /// What stands for a character now, and what it was: the longest first.
    pub signs: Vec<(String, String)>,
    /// The same for signs of which white space, that ends tokens, is the second half.
    pub ends: Vec<(String, String)>,
    /// Different words that it must make Swedish.
    pub least: usize,
}

/// All ways, and which of them a character may be a trace of, a bit for each.
pub struct Misreadings {
    pub all: Vec<Misreading>,
    traces: HashMap<char, u32>,
    ascii_traces: [bool; 128],
}

pub static MISREADINGS: LazyLock<Misreadings> = LazyLock::new(Misreadings::new);

impl Misreadings {
    fn new() -> Self {
        let mut all: Vec<Misreading> = TABLES
            .iter()
            .map(|(written, read)| of_tables(*written, *read))
            .collect();
        all.extend([
            twice(),
            entities(),
            quoted_printable(CodePage::Utf8),
            quoted_printable(CodePage::Windows1252),
            loose_marks("behind", |letter, mark| format!("{letter}{mark}")),
            loose_marks("before", |letter, mark| format!("{mark}{letter}")),
        ]);
        let (mut traces, mut ascii_traces) = (HashMap::new(), [false; 128]);
        for (number, misreading) in all.iter().enumerate() {
            for trace in misreading.signs.iter().filter_map(|(broken, _)| trace(broken)) {
                *traces.entry(trace).or_insert(0) |= 1 << number;
                if let Some(ascii) = ascii_traces.get_mut(trace as usize) {
                    *ascii = true;
                }
            }
        }
        Self {
            all,
            traces,
            ascii_traces,
        }
    }

    /// The ways that a token may be broken in.
    pub fn of(&self, token: &str) -> u32 {
        let is_trace = |c: &char| match self.ascii_traces.get(*c as usize) {
            Some(is_trace) => *is_trace,
            None => !is_marked(*c),
        };
        let traces = token.chars().filter(is_trace).filter_map(|c| self.traces.get(&c));
        let ways = traces.fold(0, |all, ways| all | ways);
        if ways == 0 || is_address(token) { 0 } else { ways }
    }
}

/// The character of a broken sign that tells of it: letters of Swedish words do not.
fn trace(broken: &str) -> Option<char> {
    broken.chars().find(|c| !c.is_ascii_alphanumeric() && !is_marked(*c))
}

impl Misreading {
    /// Signs that came through as they were tell nothing.
    fn new(name: String, signs: impl Iterator<Item = (String, char)>) -> Self {
        let meant = |c: char| {
            if c.is_whitespace() {
                " ".to_owned()
            } else {
                c.to_string()
            }
        };
        let broken = signs
            .map(|(broken, c)| (broken.nfc().collect::<String>(), meant(c)))
            .filter(|(broken, meant)| broken != meant && trace(broken).is_some());
        let (mut ends, mut signs): (Vec<_>, Vec<_>) =
            broken.partition(|(broken, _)| broken.contains(char::is_whitespace));
        for (broken, meant) in &mut ends {
            *broken = broken.trim_end().to_owned();
            *meant = meant.trim_end().to_owned();
        }
        ends.retain(|(broken, _)| !broken.is_empty() && !broken.contains(char::is_whitespace));
        signs.sort_by_key(|(broken, _)| Reverse(broken.len()));
        let least = LEAST_WORDS;
        Self {
            name,
            signs,
            ends,
            least,
        }
    }

    /// Whether its signs stand in no sound text.
    pub fn is_unmistakable(&self) -> bool {
        self.least == 1
    }
}

pub fn is_marked(c: char) -> bool {
    matches!(c, 'å' | 'ä' | 'ö' | 'Å' | 'Ä' | 'Ö')
}

fn is_address(token: &str) -> bool {
    token.contains('@') || token.contains("://") || token.contains("www.") || token.contains(":\\")
}

fn all_wanted() -> impl Iterator<Item = char> {
    WANTED.chars().chain(WANTED_TOO.chars())
}

fn of_tables(written: CodePage, read: CodePage) -> Misreading {
    let signs = all_wanted().filter_map(|c| Some((written.misread(c, read)?, c)));
    let dos = (written == CodePage::Cp850).then(|| ('\u{15}'.to_string(), '§'));
    let signs = signs.chain(dos).flat_map(|(broken, c)| with_losses(broken, c));
    let mut misreading = Misreading::new(format!("{} read as {}", written.name(), read.name()), signs);
    if written == CodePage::Utf8 {
        misreading.least = 1;
        // The mark at the beginning of files is no letter.
        let mark = written.misread('\u{feff}', read);
        misreading.signs.extend(mark.map(|mark| (mark, String::new())));
    }
    misreading
}

/// Bytes that are none of Windows-1252 become control characters, a sign for what is unknown, or nothing.
fn with_losses(broken: String, c: char) -> impl Iterator<Item = (String, char)> {
    let lost = broken.contains(is_unassigned).then(|| {
        let dropped = broken.replace(is_unassigned, "");
        let unknown = broken.replace(is_unassigned, UNKNOWN);
        [Some(unknown), Some(dropped).filter(|left| left.chars().count() > 1)]
    });
    let lost = lost.into_iter().flatten().flatten();
    std::iter::once(broken).chain(lost).map(move |broken| (broken, c))
}

/// What the bytes become that Windows-1252 does not have.
fn is_unassigned(c: char) -> bool {
    matches!(c, '\u{81}' | '\u{8d}' | '\u{8f}' | '\u{90}' | '\u{9d}')
}

/// UTF-8 that was taken for Windows-1252, or for ISO 8859-1 as programs do, and once more.
fn twice() -> Misreading {
    let read = CodePage::Windows1252;
    let again = |c: char, first: CodePage| -> Option<String> {
        let once = CodePage::Utf8.misread(c, first)?;
        once.chars().map(|c| CodePage::Utf8.misread(c, read)).collect()
    };
    let signs = all_wanted().flat_map(|c| {
        let ways = [CodePage::Windows1252, CodePage::Latin1].map(|first| again(c, first));
        ways.into_iter().flatten().map(move |broken| (broken, c))
    });
    let name = format!("{} read as {} twice", CodePage::Utf8.name(), read.name());
    Misreading {
        least: 1,
        ..Misreading::new(name, signs)
    }
}

fn entities() -> Misreading {
    let named = ENTITIES.iter().map(|(name, c)| (format!("&{name};"), *c));
    let numbered = all_wanted().flat_map(|c| {
        let number = c as u32;
        [
            format!("&#{number};"),
            format!("&#x{number:x};"),
            format!("&#x{number:X};"),
        ]
        .map(|broken| (broken, c))
    });
    Misreading {
        least: 1,
        ..Misreading::new("characters by their names in HTML".to_owned(), named.chain(numbered))
    }
}

fn quoted_printable(page: CodePage) -> Misreading {
    let quoted = |c: char| {
        let bytes = page.encode(c)?;
        let broken: String = bytes.iter().map(|byte| format!("={byte:02X}")).collect();
        Some((broken, c))
    };
    let signs = all_wanted().chain(['=', ' ']).filter_map(quoted);
    Misreading {
        least: 1,
        ..Misreading::new(format!("{} as quoted-printable", page.name()), signs)
    }
}

fn loose_marks(place: &str, set: impl Fn(char, char) -> String) -> Misreading {
    let mut signs = Vec::new();
    for (marks, letters, marked) in LOOSE_MARKS {
        for (letter, c) in letters.chars().zip(marked.chars()) {
            signs.extend(marks.iter().map(|mark| (set(letter, *mark), c)));
        }
    }
    Misreading::new(format!("marks {place} their letters"), signs.into_iter())
}
