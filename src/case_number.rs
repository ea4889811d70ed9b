//! Case numbers (diarienummer): found in running text, taken apart, and brought to one form for all their spellings.
//!
//! There is no national form. The forms that were seen are rows of the table `FORMS`; a new one is a new row. Each row
//! says how sure its form is: some can be nothing else wherever they stand, some are case numbers only where a case
//! number is expected, some only after a label (`Dnr`, `Ärendenummer`). No digit is ever changed or guessed: a number
//! whose parts can be read in two ways keeps its form and has no parts.

mod misread;

use std::ops::Range;
use std::sync::{LazyLock, OnceLock};

use regex::{Captures, Regex, RegexSet};

use crate::dates;
use crate::record::CaseNumber;

pub use misread::by_the_others;

/// How much the surroundings must say before a form is taken for a case number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    /// The form cannot be anything else.
    Anywhere,
    /// It stands where a case number stands: beside a § number, in a column of case numbers.
    Expected,
    /// A label stands before it.
    Labelled,
    /// A person typed it as a case number.
    Typed,
}

/// A way to write a case number. In the patterns, `{A}` is an authority, `{B}` one in capitals, `{W}` a word, `{Y}` a year in full, `{T}` what may follow
/// the number of the case: the number of a document, a class code; `{-}` is any hyphen, a space up to three. Groups: `a` authority, `y` year, `yy` year in two
/// digits, `s` serial, `d` document, `c` class code. A form without `s` is known to be a case number, its parts are not.
struct Form {
    place: Place,
    pattern: &'static str,
}

const fn form(place: Place, pattern: &'static str) -> Form {
    Form { place, pattern }
}

const FORMS: &[Form] = &[
    // SLK-2024-00145, BUN/2023:25, KS KF/2023:29, KS/2014/0073, SN-2017/104, SLK-2023-00027:58, KS/2019/0001/0009
    form(Place::Anywhere, r"{A}[{-}/]{Y}[{-}/:](?<s>\d{1,6}){T}"),
    // KS 2018/14
    form(Place::Anywhere, r"{B} {Y}/(?<s>\d{1,6}){T}"),
    // KN2023/04578, S2008/2827/HS: ministries, with the letters of a division
    form(
        Place::Anywhere,
        r"(?<a>[A-ZÅÄÖ][A-Za-zåäö]{0,2}){Y}/(?<s>\d{2,6})(?:/[A-Za-zÅÄÖåäö]{1,6})?",
    ),
    // PLAN.2014.1102, KS.2012.19.102
    form(Place::Anywhere, r"(?<a>[A-ZÅÄÖ]{2,6})\.{Y}\.(?<s>\d{1,6}){T}"),
    // KS2019.0123, RS2021-0123
    form(Place::Anywhere, r"(?<a>[A-ZÅÄÖ]{2,5}){Y}[.{-}](?<s>\d{3,6})"),
    // 2021-POL000123, 2021-KS-0123
    form(Place::Anywhere, r"{Y}[{-}/](?<a>[A-ZÅÄÖ]{2,5})[{-}/]?(?<s>\d{2,6})"),
    // KS-0123/2019
    form(Place::Anywhere, r"(?<a>[A-ZÅÄÖ]{2,5})[{-}](?<s>0\d{2,5})/{Y}"),
    // RS/15/2020
    form(Place::Anywhere, r"(?<a>[A-ZÅÄÖ]{2,5})/(?<s>\d{1,6})/{Y}"),
    // 1.5.1-102/2017: the class code stands first
    form(
        Place::Anywhere,
        r"(?<c>\d{1,2}(?:\.\d{1,3}){1,4})[{-}](?<s>\d{1,6})/{Y}",
    ),
    // 2023/BUN 0214
    form(Place::Anywhere, r"{Y}/{A} (?<s>\d{4})"),
    // 2011/KS 0206 001: which of the two is the serial, which a code, is not known
    form(Place::Anywhere, r"{Y}/{A} \d{4} \d{3}"),
    // 2021/25-2.2.0.1
    form(Place::Anywhere, r"{Y}/(?<s>\d{1,6})[{-}](?<c>\d{1,2}(?:\.\d{1,3})+)"),
    // 00326/2024 1.1.1, 00326/20241.1.1: the class code of the next column, glued on
    form(
        Place::Anywhere,
        r"(?<s>\d{1,6})/{Y}(?: )?(?<c>\d{1,2}(?:\.\d{1,3}){1,5})",
    ),
    // 00326/2024, 0509/23: the leading zero tells it from a fraction, a date, a law of the Union
    form(Place::Anywhere, r"(?<s>0\d{2,5})/{Y}"),
    form(Place::Anywhere, r"(?<s>0\d{3,5})/(?<yy>\d{2})"),
    // Kst 2018/14
    form(Place::Expected, r"{A} {Y}/(?<s>\d{1,6}){T}"),
    // KS 353/2008
    form(Place::Expected, r"{A} (?<s>\d{1,6})/{Y}"),
    // KS 2018-14, KS 2018.0014
    form(Place::Expected, r"{A} {Y}[{-}](?<s>\d{1,6}){T}"),
    form(Place::Expected, r"{A} {Y}\.(?<s>\d{2,6})"),
    // KS-2019-123 Dpl 01, KS 99/71 Dpl 04: the plan of the register (diarieplan)
    form(
        Place::Expected,
        r"{A}(?:[{-}]| ){Y}[{-}/](?<s>\d{1,6}) Dpl (?<c>\d{1,3})",
    ),
    form(Place::Expected, r"{A} (?<yy>\d{2})/(?<s>\d{1,6}) [Dd]pl (?<c>\d{1,3})"),
    // KS 19/123, KS0123/19, 19KS123
    form(Place::Expected, r"{A} (?<yy>\d{2})/(?<s>\d{3,6})"),
    form(Place::Expected, r"(?<a>[A-ZÅÄÖ]{2,5})(?<s>\d{3,5})/(?<yy>\d{2})"),
    // KK16/421, KS13.104
    form(Place::Expected, r"(?<a>[A-ZÅÄÖ]{2,5})(?<yy>\d{2})[/.](?<s>\d{1,6})"),
    form(Place::Expected, r"(?<yy>\d{2})(?<a>[A-ZÅÄÖ]{2,5})(?<s>\d{1,5})"),
    // 1985/17 is case 17 of 1985 or case 1985 of 2017; 2012/2013 likewise
    form(Place::Expected, r"19\d{2}/\d{2}"),
    form(Place::Expected, r"(?:19|20)\d{2}[{-}/](?:19|20)\d{2}"),
    // 2007/555
    form(Place::Expected, r"{Y}/(?<s>\d{1,6}){T}"),
    // 2016/KS0712 042, 2016KS0712 042
    form(
        Place::Expected,
        r"{Y}[{-}/]?(?<a>[A-ZÅÄÖ]{2,5})(?<s>\d{2,6}) (?<c>\d{3})",
    ),
    // 2019/0123 KS-041: the authority stands behind
    form(
        Place::Expected,
        r"{Y}/(?<s>\d{3,6}) (?<a>[A-ZÅÄÖ]{2,5})(?:[.{-}](?<c>\d{1,3}))?",
    ),
    // 2017/0416 214, KS 2017/416 214, Ks/2012:7 102: the class code of three digits that registers had before 2010
    form(Place::Expected, r"(?:{A}(?:[/{-}]| ))?{Y}[:/](?<s>\d{1,6}) (?<c>\d{3})"),
    // 2010/0061. 042: the class code stands apart behind a full stop
    form(Place::Expected, r"(?:{A}(?:[/{-}]| ))?{Y}/(?<s>\d{1,6})\. (?<c>\d{3})"),
    // RS190214: year and serial in one number
    form(Place::Expected, r"(?<a>[A-ZÅÄÖ]{2,4})(?<yy>\d{2})(?<s>\d{4})"),
    // E2014-00871
    form(Place::Expected, r"(?<a>[A-ZÅÄÖ]){Y}[{-}](?<s>\d{4,6})"),
    // 353/2008, 1379/22
    form(Place::Expected, r"(?<s>\d{1,6})/{Y}"),
    form(Place::Expected, r"(?<s>\d{3,6})/(?<yy>\d{2})"),
    // 2008:16:2
    form(Place::Expected, r"{Y}:(?<s>\d{1,6}):(?<d>\d{1,5})"),
    // KS 2017-000118 042
    form(Place::Expected, r"{A} {Y}[{-}](?<s>\d{1,6}) (?<c>\d{3})"),
    // KS-123/2019, KS2012:123, KS2018/0940-22, 12UN/118
    form(Place::Expected, r"{A}[{-}](?<s>\d{1,6})[{-}/]{Y}"),
    form(
        Place::Expected,
        r"(?<a>[A-ZÅÄÖ]{2,5}){Y}[:/](?<s>\d{1,6})(?:[{-}](?<d>\d{1,4}))?",
    ),
    form(Place::Expected, r"(?<yy>\d{2})(?<a>[A-ZÅÄÖ]{2,5})/(?<s>\d{1,6})"),
    // Sn 2003:12
    form(Place::Expected, r"{A} {Y}:(?<s>\d{1,6}){T}"),
    // SLK:16342
    form(Place::Expected, r"{A}:(?<s>\d{4,7})"),
    // 2023-199, 2002:144 (without a label, the form of laws)
    form(Place::Labelled, r"{Y}[{-}:](?<s>\d{1,6}){T}"),
    form(Place::Labelled, r"{Y}[{-}](?<s>\d{1,6}) (?<c>\d{3})"),
    // 2015/12 – 04
    form(Place::Labelled, r"(?:{A} )?{Y}/(?<s>\d{1,6}) [{-}] (?<c>\d{2,3})"),
    // L 2020-000317: one letter for the kind of case, as registers of building boards have it
    form(Place::Labelled, r"(?<a>[A-ZÅÄÖ]) {Y}[{-}](?<s>\d{4,6})"),
    // 3497-2000
    form(Place::Labelled, r"(?<s>\d{1,6})[{-}]{Y}"),
    // 14/08, KS 353/08
    form(Place::Labelled, r"(?:{A} )?(?<s>\d{1,6})/(?<yy>\d{2})"),
    // 98.0187 045, 74/123.041: year, serial and class code of the registers of old
    form(
        Place::Labelled,
        r"(?:{A} )?(?<yy>\d{2})\.(?<s>\d{1,5})(?:(?:[{-}]| )(?<c>\d{3}))?",
    ),
    form(Place::Labelled, r"(?<yy>[5-9]\d)/(?<s>\d{1,5})(?:[.{-}]| )(?<c>\d{3})"),
    // 353/87-042: the serial stands first
    form(Place::Labelled, r"(?<s>\d{1,6})/(?<yy>\d{2})[{-}](?<c>\d{3})"),
    // 1979.0417-313
    form(Place::Labelled, r"(?:{A} )?{Y}\.(?<s>\d{2,6})(?:[{-}]| )(?<c>\d{3})"),
    // 96145
    form(Place::Labelled, r"(?<s>\d{4,7})"),
    // slk 2024 78, 2021 29
    form(Place::Typed, r"(?:{A} )?{Y} (?<s>\d{1,6})"),
    // ks2023-118, ks:2023:118, ks2023 118
    form(Place::Typed, r"{A}(?: |[:{-}/])?{Y}(?: |[:{-}/])(?<s>\d{1,6})"),
    // ks 23/118: no year has three digits
    form(Place::Typed, r"(?:{A} )?(?<yy>\d{2})/(?<s>\d{3,6})"),
    // RV220094
    form(Place::Labelled, r"(?<a>[A-ZÅÄÖ]{1,4})(?<yy>\d{2})(?<s>\d{4})"),
    // Bygg 2010-0123, Plan 07/31: registers named by a word
    form(Place::Labelled, r"{W}(?: |[{-}/.:])?{Y}[{-}/.:](?<s>\d{1,6}){T}"),
    form(Place::Labelled, r"{W}(?: |[{-}/.:])?(?<s>\d{1,6})/{Y}"),
    form(Place::Labelled, r"{W} (?<yy>\d{2})/(?<s>\d{1,6})"),
    // 312-1871-2000, NV-06215-15: of no known form, but the label says what it is
    form(Place::Labelled, r"[0-9A-Za-zÅÄÖåäö]+(?:[{-}/:.][0-9A-Za-zÅÄÖåäö]+)+"),
];

/// Letters that stand before a number and a year like a register's, but name something else: collections of laws and of
/// judgments, the Union, terms of the school year, documents' own numbers.
const NOT_AUTHORITIES: &[&str] = &[
    "AD", "AFS", "BBR", "BFS", "BET", "COM", "DIR", "DS", "EEG", "EC", "EG", "EU", "FS", "HFD", "HID", "HT", "ISO",
    "KOM", "FÖR", "MÅL", "MÖD", "NJA", "NR", "PROP", "RSKR", "RÅ", "SFS", "SKOLFS", "SOSFS", "SOU", "VT", "ÅR",
];

/// A form ready to be matched: anchored where a number is tried at a place, free where it is looked for.
struct CompiledForm {
    place: Place,
    anchored: LatePattern,
    free: LatePattern,
    /// Its pattern up to the tail, which need not be there: whatever the form matches, this does, and as it asks for no
    /// boundaries of words it is looked for fast beside å, ä and ö too.
    beginning: String,
}

/// A pattern that is compiled when it is first needed: most texts have case numbers of few forms.
struct LatePattern {
    pattern: String,
    compiled: OnceLock<Option<Regex>>,
}

impl LatePattern {
    fn new(pattern: String) -> Self {
        let compiled = OnceLock::new();
        Self { pattern, compiled }
    }

    fn get(&self) -> Option<&Regex> {
        self.compiled.get_or_init(|| Regex::new(&self.pattern).ok()).as_ref()
    }
}

static COMPILED: LazyLock<Vec<CompiledForm>> = LazyLock::new(|| FORMS.iter().map(compile).collect());
/// All forms at once: in one pass over a text, they tell which of them are worth a look.
static ANCHORED: LazyLock<RegexSet> =
    LazyLock::new(|| set(COMPILED.iter().map(|form| format!("^(?:{})", form.beginning))));
/// The same of the forms that are looked for anywhere.
static FREE: LazyLock<RegexSet> = LazyLock::new(|| set(anywhere().map(|form| form.beginning.clone())));

fn anywhere() -> impl Iterator<Item = &'static CompiledForm> {
    COMPILED.iter().filter(|form| form.place == Place::Anywhere)
}

fn set(patterns: impl Iterator<Item = String>) -> RegexSet {
    #[allow(
        clippy::expect_used,
        reason = "each of the patterns is well-formed, and tests need them"
    )]
    RegexSet::new(patterns).expect("the patterns are well-formed")
}

fn compile(form: &Form) -> CompiledForm {
    let tail = r"(?:[:/](?<d>\d{1,5}))?(?:[{-}.](?<c>\d{3}|\d{1,2}(?:\.\d{1,3})+|[A-ZÅÄÖ]{3,5}\b)| (?<c2>\d{1,2}(?:\.\d{1,3}){2,5}))?";
    let beginning = pattern(form.pattern.trim_end_matches("{T}"));
    let whole = pattern(&form.pattern.replace("{T}", tail));
    CompiledForm {
        place: form.place,
        anchored: LatePattern::new(format!("^(?:{whole})")),
        free: LatePattern::new(whole),
        beginning,
    }
}

/// A pattern of the table, written out.
fn pattern(short: &str) -> String {
    short
        .replace(
            "{A}",
            r"(?<a>(?:K[SF] )?(?:[A-ZÅÄÖ]{2,6}|[A-ZÅÄÖ][a-zåäö]{1,2}[A-ZÅÄÖ]?))",
        )
        .replace("{B}", r"(?<a>(?:K[SF] )?[A-ZÅÄÖ]{2,4})")
        .replace("{W}", r"(?<a>[A-ZÅÄÖ][A-Za-zåäöÅÄÖ]{1,11})")
        .replace("{Y}", r"(?<y>(?:19|20)\d{2})")
        .replace("{-}", r"‐‑–\-")
        .replace(r"\d", "[0-9]")
        .replace(' ', "[ \u{a0}]{1,3}")
}

/// The words that stand before a case number, or end the word before one, also with their first letter as OCR without Swedish letters reads it.
static LABEL: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(&label()).ok());
/// A part of each of these words, which is found faster than the word.
static PART_OF_LABEL: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new("(?i)nr|nummer|beteckning").ok());
/// Such words at the beginning of a text.
static LABEL_AT_START: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(&format!("^{}", label())).ok());

fn label() -> String {
    let names = "dnr|d[.:]?nr|[äåa](?:re?)?nr|reg[.]?nr|diari(?:e|um)[ -]?(?:nr|nummer|beteckning)|(?:[äaåoöéiíd4]|ii|aé)rende[ -]?(?:nr|nummer|beteckning)";
    format!(r"(?i:(?:{names})[.:]{{0,2}}\s{{0,40}})")
}

/// What stands between numbers under one label: `dnr 1859/17, 1544/20 och 12/21`.
static AND: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^(?:\s?[,;]\s?|\s(?:och|samt|resp\.?|&)\s)").ok());

/// Every case number in a running text that is surely one, with the bytes that it takes (without its label), in order.
pub fn find(text: &str) -> Vec<(Range<usize>, CaseNumber)> {
    let mut found = labelled(text);
    let possible = FREE.matches(text);
    for (_, form) in anywhere().enumerate().filter(|(at, _)| possible.matched(*at)) {
        for captures in form.free.get().iter().flat_map(|form| form.captures_iter(text)) {
            let Some(range) = captures.get(0).map(|whole| whole.range()) else {
                continue;
            };
            let free = found
                .iter()
                .all(|(taken, _)| range.end <= taken.start || taken.end <= range.start);
            if free
                && stands_alone(text, &range)
                && let Some(number) = read(&captures, Place::Anywhere)
            {
                found.push((range, number));
            }
        }
    }
    found.sort_by_key(|(range, _)| range.start);
    found
}

/// The case numbers after labels. After the first, a list goes on as long as the next part is a number in full.
fn labelled(text: &str) -> Vec<(Range<usize>, CaseNumber)> {
    let mut found: Vec<(Range<usize>, CaseNumber)> = Vec::new();
    let may_be_labelled = PART_OF_LABEL.as_ref().is_some_and(|part| part.is_match(text));
    let labels = LABEL
        .iter()
        .filter(|_| may_be_labelled)
        .flat_map(|label| label.find_iter(text));
    let in_word = |c: char| c.is_alphanumeric() || c == '_';
    for mut start in labels
        // Asked of the pattern, boundaries of words are slow beside å, ä and ö.
        .filter(|label| !text[..label.start()].ends_with(in_word))
        .map(|label| label.end())
    {
        if found.last().is_some_and(|(taken, _)| taken.end > start) {
            continue;
        }
        while let Some((length, number)) = at_start(&text[start..], Place::Labelled) {
            let in_full = number.year.is_some();
            found.push((start..start + length, number));
            start += length;
            match AND.as_ref().and_then(|and| and.find(&text[start..])) {
                Some(and) if in_full && more_in_full(&text[start + and.end()..]) => start += and.end(),
                _ => break,
            }
        }
    }
    found
}

/// Whether a list of case numbers goes on: not with a mere number, nor with a thing of no known form.
fn more_in_full(text: &str) -> bool {
    at_start(text, Place::Labelled).is_some_and(|(_, number)| number.year.is_some())
}

/// Whether a text begins with a word that announces a case number: `Dnr`, `Ärendenr`.
pub fn starts_with_label(text: &str) -> bool {
    LABEL_AT_START.as_ref().is_some_and(|label| label.is_match(text))
}

/// A string that stands where a case number stands, as a whole; it may begin with a label.
pub fn parse(raw: &str) -> Option<CaseNumber> {
    parse_as(raw.trim(), Place::Expected)
}

/// What a person typed as a case number: in small letters, with spaces for signs (`slk 2024 78`), or a mere number.
pub fn parse_query(typed: &str) -> Option<CaseNumber> {
    let typed = typed.trim();
    parse_as(typed, Place::Expected).or_else(|| parse_as(&typed.to_uppercase(), Place::Typed))
}

fn parse_as(text: &str, place: Place) -> Option<CaseNumber> {
    let label = LABEL_AT_START.as_ref().and_then(|label| label.find(text));
    let (text, place) = match label {
        Some(label) => (&text[label.end()..], place.max(Place::Labelled)),
        None => (text, place),
    };
    let text = text.trim_end_matches(['.', ',', ';', ':', ')', ' ']);
    at_start(text, place)
        .filter(|(length, _)| *length == text.len())
        .map(|(_, number)| number)
}

/// The case number that a text begins with, where one is expected (after a § number, at the head of an item), and how
/// many bytes it takes; a label before it is counted in.
pub fn parse_start(text: &str) -> Option<(usize, CaseNumber)> {
    match LABEL_AT_START.as_ref().and_then(|label| label.find(text)) {
        Some(label) => {
            at_start(&text[label.end()..], Place::Labelled).map(|(length, number)| (label.end() + length, number))
        }
        None => at_start(text, Place::Expected).filter(|(_, number)| number.serial.is_some() && !is_years(number)),
    }
}

/// The case number that a text begins with which goes on behind another one and its label: `Dnr 95.0187 042, 96.0021 042`.
pub fn parse_next(text: &str) -> Option<(usize, CaseNumber)> {
    parse_start(text).or_else(|| at_start(text, Place::Labelled).filter(|(_, number)| number.year.is_some()))
}

/// A case number with the class code that stands apart behind it, of three digits or in parts, perhaps with a label: `045`,
/// `- 045`, `/ 1.4.3`, `dpl 045`.
pub fn with_class_code(number: &CaseNumber, behind: &str) -> Option<CaseNumber> {
    let code = behind.trim_start_matches(['-', '–', '/', ' ']);
    let label = CLASS_LABELS.iter().find_map(|label| code.strip_prefix(label));
    let code = label.unwrap_or(code).trim_start();
    let number_of = |part: &str| (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    let in_parts = code.contains('.') && code.split('.').all(number_of);
    let is_code = (code.len() == 3 || label.is_some()) && number_of(code) || in_parts;
    (is_code && number.classification.is_none()).then(|| CaseNumber {
        raw: format!("{} {behind}", number.raw),
        classification: Some(code.to_owned()),
        ..number.clone()
    })
}

/// What announces the class code of a case, by the plan of the register (diarieplan).
pub const CLASS_LABELS: &[&str] = &["dpl.", "dpl", "Dpl", "klass"];

/// A case number with the letters of its register, which stand behind it: `2014/45-042 KS`.
pub fn with_register(number: &CaseNumber, letters: &str) -> Option<CaseNumber> {
    number.authority.is_none().then(|| {
        let mut number = CaseNumber {
            raw: format!("{} {letters}", number.raw),
            authority: Some(letters.to_owned()),
            ..number.clone()
        };
        number.normalized = normalized(&number);
        number
    })
}

/// What stands behind a label that fills a field of its own, in no known form: each piece of a few words with digits in them.
pub fn of_no_form(text: &str) -> Option<Vec<CaseNumber>> {
    let label = LABEL_AT_START.as_ref()?.find(text)?;
    let plausible = |word: &str| has_digit(word) || word.chars().count() <= 6 && word.starts_with(char::is_uppercase);
    unknown_forms(&text[label.end()..], |piece| piece.split_whitespace().all(plausible))
}

/// What fills a place of case numbers, in no known form and without a label: letters of registers and numbers, with a year among
/// them (`2015.104 KS 042`, `B-2007-0102, T-2008-0019`), or with letters before a number in parts (`PL 15-0013`).
pub fn of_codes(text: &str) -> Option<Vec<CaseNumber>> {
    let is_code = |word: &str| {
        let letters = word.chars().take_while(|c| c.is_alphabetic()).count();
        letters <= 4
            && word.starts_with(char::is_alphanumeric)
            && !NOT_AUTHORITIES.contains(&word)
            && !word.contains(char::is_lowercase)
            && !is_period(word)
    };
    let has_year = |piece: &str| piece.split(|c: char| !c.is_ascii_digit()).any(is_year);
    // "Läsåret 16/17" is none, for its words are no letters of a register.
    let is_registered = |piece: &str| {
        let in_parts = piece
            .split_whitespace()
            .any(|word| has_digit(word) && word.trim_matches(['/', '-', '.']).contains(['/', '-', '.']));
        in_parts && piece.starts_with(char::is_uppercase)
    };
    // "2013" before a code is the end of a title beside it.
    let begins_with_year = |piece: &str| piece.split_once(' ').is_some_and(|(first, _)| is_year(first));
    // So is "4 2021", which goes on with the quarter of the line above.
    let is_bare = |piece: &str| piece.chars().all(|c| c.is_ascii_digit() || c == ' ');
    unknown_forms(text, |piece| {
        let told = has_year(piece) && digits(piece) > 4 || is_registered(piece);
        told && !begins_with_year(piece)
            && !is_bare(piece)
            && piece.split_whitespace().all(is_code)
            && dates::find(piece).is_empty()
    })
}

fn digits(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_digit).count()
}

fn has_digit(text: &str) -> bool {
    digits(text) > 0
}

/// The pieces of a text as case numbers as they are written, if all of them may be some.
fn unknown_forms(text: &str, plausible: impl Fn(&str) -> bool) -> Option<Vec<CaseNumber>> {
    let pieces = text.split([',', ';']).flat_map(|piece| piece.split(" och "));
    let number = |piece: &str| {
        let piece = piece.trim().trim_end_matches('.');
        let read = (1..=3).contains(&piece.split_whitespace().count()) && digits(piece) >= 3 && plausible(piece);
        (read && !is_date(piece) && !is_personal(piece)).then(|| CaseNumber {
            raw: piece.to_owned(),
            normalized: one_spaced(piece),
            authority: None,
            year: None,
            serial: None,
            document: None,
            classification: None,
        })
    };
    pieces.map(number).collect()
}

/// The longest case number that a text begins with, and its length in bytes. The earlier form wins a tie.
fn at_start(text: &str, place: Place) -> Option<(usize, CaseNumber)> {
    let mut best: Option<(usize, CaseNumber)> = None;
    let possible = ANCHORED.matches(text).into_iter().map(|at| &COMPILED[at]);
    for form in possible.filter(|form| form.place <= place) {
        let Some(captures) = form.anchored.get().and_then(|form| form.captures(text)) else {
            continue;
        };
        let length = captures.get(0).map_or(0, |whole| whole.end());
        if best.as_ref().is_none_or(|(longest, _)| length > *longest)
            && ends_there(text, length)
            && let Some(number) = read(&captures, place)
        {
            best = Some((length, number));
        }
    }
    best
}

/// Whether what stands in the range is a thing of its own, not a piece of a longer number, name or address.
fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let mut before = text[..range.start].chars().rev();
    let begins = match before.next() {
        None => true,
        Some('.') => !before.next().is_some_and(char::is_alphanumeric),
        Some(c) if c.is_whitespace() => !matches!(before.find(|c| !c.is_whitespace()), Some('§')),
        Some(c) => !(c.is_alphanumeric() || "-‐‑–/:_@§".contains(c)),
    };
    // 0920/12 34 56 is a telephone number of old
    let mut after = text[range.end..].chars();
    let goes_on = after.next() == Some(' ') && after.next().is_some_and(|c| c.is_ascii_digit());
    let telephone = goes_on && text[range.clone()].starts_with('0');
    begins && !telephone && ends_there(text, range.end)
}

/// Whether a number can end at this byte: no letter, digit, or sign with one of them goes on.
fn ends_there(text: &str, end: usize) -> bool {
    let mut after = text[end..].chars();
    match after.next() {
        Some(c) if c.is_alphanumeric() => false,
        Some(c) if "-‐‑–/:.".contains(c) => !after.next().is_some_and(char::is_alphanumeric),
        _ => true,
    }
}

/// Makes the case number of what a form matched; `None` where it turns out to be something else.
fn read(captures: &Captures<'_>, place: Place) -> Option<CaseNumber> {
    let raw = captures.get(0)?.as_str();
    let part = |name| captures.name(name).map(|part| part.as_str());
    if is_date(raw) || is_personal(raw) {
        return None;
    }
    let authority = part("a").map(one_spaced);
    if authority
        .as_deref()
        .is_some_and(|authority| NOT_AUTHORITIES.contains(&authority))
    {
        return None;
    }
    let number = |digits: &str| digits.parse::<u32>().ok();
    let serial = part("s").map(number);
    if serial == Some(Some(0)) {
        return None;
    }
    let mut read = CaseNumber {
        raw: raw.to_owned(),
        normalized: String::new(),
        authority,
        year: part("y")
            .and_then(|year| year.parse().ok())
            .or(part("yy").and_then(full_year)),
        serial: serial.flatten(),
        document: part("d").and_then(number),
        classification: part("c").or(part("c2")).map(str::to_owned),
    };
    let something_else = match (read.year, read.serial) {
        (Some(_), Some(_)) => place == Place::Anywhere && is_years(&read),
        (None, Some(_)) => read.authority.is_none() && is_year(raw),
        _ => raw.chars().filter(char::is_ascii_digit).count() < 5,
    };
    if something_else {
        return None;
    }
    read.normalized = normalized(&read);
    Some(read)
}

/// The form that all spellings share: authority, year, serial without leading zeros. Where a part is not known, what is
/// written, in capitals.
fn normalized(number: &CaseNumber) -> String {
    let authority = number.authority.as_deref();
    match (number.year, number.serial) {
        (Some(year), Some(serial)) => match authority {
            Some(authority) => format!("{authority} {year}/{serial}"),
            None => format!("{year}/{serial}"),
        },
        (None, Some(serial)) => match authority {
            Some(authority) => format!("{authority}:{serial}"),
            None => serial.to_string(),
        },
        _ => one_spaced(&number.raw).replace(['‐', '‑', '–'], "-"),
    }
}

/// In capitals, with one plain space wherever white space stands.
fn one_spaced(text: &str) -> String {
    text.to_uppercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The year that two digits stand for: 00 to 49 are of this century, 50 to 99 of the last.
fn full_year(two_digits: &str) -> Option<i16> {
    let year: i16 = two_digits.parse().ok()?;
    Some(if year < 50 { 2000 + year } else { 1900 + year })
}

/// `2018/19`, `2021/2023`: a school year or a period, unless something else tells that it is a case.
fn is_years(number: &CaseNumber) -> bool {
    let (Some(year), Some(serial)) = (number.year, number.serial) else {
        return false;
    };
    let year = u32::from(year.unsigned_abs());
    let next = format!("/{:02}", (year + 1) % 100);
    let two_digits = serial == (year + 1) % 100 && number.raw.contains(&next);
    (year..year + 20).contains(&serial) || two_digits
}

/// `1987-1990`
fn is_period(word: &str) -> bool {
    let years = word.split_once(['-', '‐', '‑', '–', '/']);
    years.is_some_and(|(from, to)| is_year(from) && is_year(to))
}

/// `2021-09-27`, `2021/09/27`, `15/12-2021`
fn is_date(raw: &str) -> bool {
    let parts: Vec<&str> = raw.split(['-', '‐', '‑', '–', '/']).collect();
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    raw.chars().all(|c| c.is_ascii_digit() || "-‐‑–/".contains(c))
        && matches!(lengths.as_slice(), [4, 1 | 2, 1 | 2] | [1 | 2, 1 | 2, 2 | 4])
}

/// Personal identity numbers are never taken for anything: `191212121212`, `121212-1212`.
fn is_personal(raw: &str) -> bool {
    let digits = raw.chars().filter(char::is_ascii_digit).count();
    (digits == 10 || digits == 12) && raw.chars().all(|c| c.is_ascii_digit() || "-‐‑–".contains(c)) && {
        let tail = raw.rsplit(['-', '‐', '‑', '–']).next().unwrap_or_default();
        tail.len() == 4 || tail.len() == digits
    }
}

/// A mere number after a label that is rather a year: `2016`.
fn is_year(raw: &str) -> bool {
    raw.len() == 4 && (raw.starts_with("19") || raw.starts_with("20")) && raw.bytes().all(|b| b.is_ascii_digit())
}

/// The keys that a case number is indexed under: every spelling of it comes down to one of its [`query_keys`]. They are in
/// small letters, without leading zeros; with and without the authority, the document and the class code.
pub fn search_keys(number: &CaseNumber) -> Vec<String> {
    let own = number.normalized.to_lowercase();
    let bare = bare_key(number);
    let mut stems = vec![own];
    if let Some(authority) = &number.authority {
        let all = std::iter::once(authority.as_str()).chain(authority.split(' '));
        stems.extend(all.map(|authority| format!("{} {bare}", authority.to_lowercase())));
    }
    stems.push(bare.clone());
    let mut keys: Vec<String> = stems.iter().flat_map(|stem| with_tails(stem, number)).collect();
    keys.extend(stems);
    if number.authority.is_none() {
        keys.push(of_no_authority(&bare));
    }
    keys.sort();
    keys.dedup();
    keys
}

/// The keys to look a case number up by, the most exact first. One that names an authority does not find the same number
/// of another authority, but it does find one that was written without; one without authority finds them all.
pub fn query_keys(number: &CaseNumber) -> Vec<String> {
    let own = number.normalized.to_lowercase();
    let bare = bare_key(number);
    let mut keys = with_tails(&own, number);
    if number.authority.is_some() {
        keys.push(own);
        keys.push(of_no_authority(&bare));
    } else {
        keys.push(of_no_authority(&bare));
        keys.push(bare);
    }
    keys
}

/// The key of a number whose authority is not written.
fn of_no_authority(bare: &str) -> String {
    format!("={bare}")
}

/// Year and serial alone. Where it is not known which of several numbers is the serial (`2011/KS 0206 001`), the first
/// is tried: finding too much is better than too little.
fn bare_key(number: &CaseNumber) -> String {
    let first = || number.raw.split_whitespace().nth(1)?.parse::<u32>().ok();
    match (number.year, number.serial) {
        (Some(year), Some(serial)) => format!("{year}/{serial}"),
        (Some(year), None) => first().map_or(number.normalized.to_lowercase(), |serial| format!("{year}/{serial}")),
        (None, Some(serial)) => serial.to_string(),
        (None, None) => number.normalized.to_lowercase(),
    }
}

/// A key with the number's document, and with its class code.
fn with_tails(stem: &str, number: &CaseNumber) -> Vec<String> {
    let document = number.document.map(|document| format!("{stem}:{document}"));
    let class = number.classification.as_ref().map(|class| format!("{stem}-{class}"));
    document.into_iter().chain(class).collect()
}

#[cfg(test)]
mod tests;
