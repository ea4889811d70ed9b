//! The forms that case numbers are written in: the table of them, and what of a text has one of the forms. A new form is a
//! new row of the table.

use std::sync::{LazyLock, OnceLock};

use regex::{Captures, Regex, RegexSet};

/// How much the surroundings must say before a form is taken for a case number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
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
    // 08/KS0041
    form(Place::Expected, r"(?<yy>\d{2})/(?<a>[A-ZÅÄÖ]{2,5})(?<s>\d{2,6})"),
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
    // ... but 51/2003 045 is case 51 of 2003
    form(Place::Labelled, r"(?<s>\d{1,6})/{Y}(?:[.{-}]| )(?<c>\d{3})"),
    form(Place::Labelled, r"(?<yy>[5-9]\d)/(?<s>\d{1,5})(?:[.{-}]| )(?<c>\d{3})"),
    // 353/87-042: the serial stands first
    form(Place::Labelled, r"(?<s>\d{1,6})/(?<yy>\d{2})[{-}](?<c>\d{3})"),
    // 2009.62.042, 2005/61.04: year, serial and class code
    form(Place::Labelled, r"{Y}[./](?<s>\d{1,6})\.(?<c>\d{2,3})"),
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

/// What of a text has a form that can be nothing else, form by form.
pub(super) fn anywhere_in(text: &str) -> impl Iterator<Item = Captures<'_>> {
    let possible = FREE.matches(text);
    anywhere()
        .enumerate()
        .filter(move |(at, _)| possible.matched(*at))
        .filter_map(|(_, form)| form.free.get())
        .flat_map(|form| form.captures_iter(text))
}

/// What a text begins with in each of the forms that it may have at such a place, in the order of the table.
pub(super) fn beginning(text: &str, place: Place) -> impl Iterator<Item = Captures<'_>> {
    let possible = ANCHORED.matches(text).into_iter().map(|at| &COMPILED[at]);
    possible
        .filter(move |form| form.place <= place)
        .filter_map(|form| form.anchored.get()?.captures(text))
}

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
