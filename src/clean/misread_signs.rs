//! Signs that OCR misreads and no list of words can mend: brackets, the letter of a party in them, section signs, quotes, lone strokes,
//! the label of a case number and the space before its class code.

mod case_numbers;
mod entries;
mod sections;

use std::sync::LazyLock;

use regex::Regex;

use super::{Edit, Text, Token, join_texts};
use crate::scan::Scan;
use crate::vocabulary;
use case_numbers::{Cases, class_label, without_misread_code};

/// How sure a repair is: what it mends stands in no Swedish text.
const SURE: f32 = 0.95;

/// A case number to which a class code in the next word may belong.
static CASE: LazyLock<Regex> = LazyLock::new(|| regex(r"^(?:\p{Lu}{0,5})?(?:\d{4}/\d{1,6}|\d{1,6}/\d{2,4})$"));
/// A class code, whose dash OCR set apart from the number before it.
static CODE: LazyLock<Regex> = LazyLock::new(|| regex(r"^[-–]\d{3}$"));
/// A year, and the month and day of it or the register and number of a case, which a space has parted.
static YEAR: LazyLock<Regex> = LazyLock::new(|| regex(r"^(?:19|20)\d\d$"));
static DAY: LazyLock<Regex> = LazyLock::new(|| regex(r"^-(?:[01]\d-[0-3]\d|\p{Lu}{2,4}\d{3,6})[.,;)]?$"));
/// A register and a year, and the number of the case there.
static CASE_YEAR: LazyLock<Regex> = LazyLock::new(|| regex(r"^\p{Lu}{1,5}/(?:19|20)\d\d$"));
static SERIAL: LazyLock<Regex> = LazyLock::new(|| regex(r"^:\d{1,5}[.,;)]?$"));
/// A class code behind the number of a case.
static CLASS: LazyLock<Regex> = LazyLock::new(|| regex(r"^\.\d{3}$"));
/// An hour, as it stands behind `kl.`
static HOUR: LazyLock<Regex> = LazyLock::new(|| regex(r"^\d{1,2}[.:]\d\d(?:\D|$)"));
/// A date in digits.
static DATE: LazyLock<Regex> = LazyLock::new(|| regex(r"^\d{4}-\d\d-\d\d$"));
/// Numbers with a sign between them, as case numbers have.
static CODED: LazyLock<Regex> = LazyLock::new(|| regex(r"^\d{1,6}[-/.:]\d"));
/// `(S5)`: the letter of a party, read twice.
static PARTY: LazyLock<Regex> = LazyLock::new(|| regex(r"\((?:S5|5S|8S|S8)\)"));

/// What may stand behind a closing quote.
const BEHIND: [char; 6] = ['.', ',', ';', ':', ')', '?'];

fn regex(pattern: &str) -> Regex {
    #[allow(clippy::expect_used, reason = "the pattern is a constant, and covered by tests")]
    Regex::new(pattern).expect("the pattern is well-formed")
}

/// Mends the signs of words that OCR has read.
pub(super) fn mend(scan: &Scan, text: &mut Text) {
    let read = |token: &Token| {
        let mut words = token.words.iter().map(|w| &scan.pages[w.page].words[w.word]);
        words.any(|word| word.bbox.is_some()) || text.read_by_ocr(token)
    };
    if !text.tokens.iter().any(read) {
        return;
    }
    let habits = Habits::of(text);
    let cases = Cases::of(text);
    let mut edits = Vec::new();
    for line in &text.lines {
        let mut at = line.tokens.start;
        while at < line.tokens.end {
            let tokens = &text.tokens[at..line.tokens.end];
            let before = &text.tokens[line.tokens.start..at];
            let ocr = text.read_by_ocr(&tokens[0]);
            let dotted = ocr.then(|| cases.dotted(tokens)).flatten();
            let mended = dotted.or_else(|| Some(tokens).filter(|tokens| read(&tokens[0])).and_then(mended));
            let mended = mended.or_else(|| {
                ocr.then(|| {
                    mended_by_habit(before, tokens, habits)
                        .or_else(|| Some((1, cases.mended(&tokens[0].text)?)))
                        .or_else(|| Some((2, cases.joined(tokens)?)))
                        .or_else(|| Some((2, cases.with_serial(tokens)?)))
                        .or_else(|| Some((1, class_label(before, tokens)?)))
                        .or_else(|| Some((1, cases.as_classed(&tokens[0].text)?)))
                        .or_else(|| Some((2, without_misread_code(scan, text, line, at)?)))
                        .or_else(|| Some((1, entries::counted(text, line, at)?)))
                        .or_else(|| Some((1, sections::stacked(text, line, at)?)))
                })
                .flatten()
            });
            let taken = mended.as_ref().map_or(1, |(taken, _)| *taken);
            edits.extend(mended.map(|(taken, text)| Edit {
                tokens: at..at + taken,
                text,
                confidence: SURE,
            }));
            at += taken;
        }
    }
    edits.extend(entries::dirt_beside_lines(text));
    edits.extend(entries::uncounted(text));
    edits.extend(entries::last_stops(text));
    edits.extend(entries::first_uncounted(scan, text));
    edits.sort_by_key(|edit| edit.tokens.start);
    edits.dedup_by_key(|edit| edit.tokens.start);
    text.edit(edits);
}

/// How many of the tokens are mended, and what they become.
fn mended(tokens: &[Token]) -> Option<(usize, String)> {
    let first = tokens[0].text.as_str();
    let next = |at: usize| tokens.get(at).map_or("", |token| token.text.as_str());
    if CASE.is_match(first) && CODE.is_match(next(1)) {
        return Some((2, join_texts(&tokens[..2]).replace(' ', "")));
    }
    // `2005.0117 .042`: the class code behind its full stop.
    if CODED.is_match(first) && CLASS.is_match(next(1)) {
        return Some((2, format!("{first}{}", next(1))));
    }
    // `-Dnr KS 2013.088`, `- §39`: dirt before the label or the number of an item.
    if first.strip_prefix('-').is_some_and(is_label) {
        return Some((1, first[1..].to_owned()));
    }
    // `2017 -11-30`, `KS/2007 :290`: a space before the sign within a date or a case number.
    if YEAR.is_match(first) && DAY.is_match(next(1)) || CASE_YEAR.is_match(first) && SERIAL.is_match(next(1)) {
        return Some((2, format!("{first}{}", next(1))));
    }
    // `5 kap. 27 8 plan- och bygglagen`
    let number = |text: &str| (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if first == "kap."
        && number(next(1))
        && matches!(next(2), "8" | "$" | "&" | "S")
        && next(3).starts_with(char::is_alphabetic)
    {
        return Some((3, format!("kap. {} §", next(1))));
    }
    let text = in_brackets(first);
    let text = PARTY.replace_all(&text, "(S)");
    (text != first).then(|| (1, text.into_owned()))
}

/// The same, of what only a scan tells: `before` stands before the tokens on their line.
fn mended_by_habit(before: &[Token], tokens: &[Token], habits: Habits) -> Option<(usize, String)> {
    upright(before, tokens)
        .or_else(|| sections::apart(&tokens[0].text).map(|word| (1, word)))
        .or_else(|| sections::two_signs(tokens))
        .or_else(|| Some((1, sections::signs_behind_person(before, tokens)?)))
        .or_else(|| sections::section_and_word(tokens))
        .or_else(|| Some((1, square_metres(before, &tokens[0].text)?)))
        .or_else(|| Some((1, in_full(before, tokens)?)))
        .or_else(|| {
            let known = habits.companies || before.iter().rev().take(4).any(|token| token.text == "&");
            Some((1, company(before, &tokens[0].text).filter(|_| known)?))
        })
        .or_else(|| Some((1, sections::sign_of_annex(before, tokens)?)))
        .or_else(|| Some((1, sections::sign_behind_date(before, tokens)?)))
        .or_else(|| Some((1, hour_label(before, tokens)?)))
        .or_else(|| Some((1, year_in_capitals(before, tokens)?)))
        .or_else(|| {
            let dirty = ["~", ")—", "—-", "-—"].iter().any(|sign| tokens[0].text.contains(sign));
            Some((1, dash(before, tokens).filter(|_| habits.dashes || dirty)?))
        })
        .or_else(|| misread_label(tokens).filter(|_| habits.labels))
        .or_else(|| dash_beside_label(before, tokens).filter(|_| habits.no_dash_before_label))
        .or_else(|| habits.quotes(&tokens[0].text).map(|word| (1, word)))
}

/// `4 300 m?, försäljs`: what stands above the m of an area.
fn square_metres(before: &[Token], word: &str) -> Option<String> {
    let tail = word
        .strip_prefix('m')?
        .strip_prefix(['?', '*', '’', '"', '”', '®', '2'])?;
    let signs = tail.chars().all(|c| BEHIND.contains(&c));
    let counted = before.last()?.text.ends_with(|c: char| c.is_ascii_digit());
    (signs && counted).then(|| format!("m²{tail}"))
}

/// `svar p motionen`: a small word of which one letter is left.
fn in_full(before: &[Token], tokens: &[Token]) -> Option<String> {
    let [word, after, ..] = tokens else { return None };
    let small = |token: &Token| token.text.chars().all(char::is_lowercase) && token.text.chars().count() > 1;
    let within = before
        .last()
        .is_some_and(|token| token.text.chars().skip(1).all(char::is_lowercase));
    let last = before.last().map_or("", |token| token.text.as_str());
    // `får i uppdrag`, `2015 års partistöd`
    let gets = after.text == "i" && tokens.get(2).is_some_and(|token| token.text.starts_with("uppdrag"));
    match word.text.as_str() {
        "om" if matches!(last, "fr" | "t") && after.text.starts_with(|c: char| c.is_ascii_digit()) => {
            Some("o m".to_owned())
        }
        "p" if within && small(after) => Some("på".to_owned()),
        "fr" if within && gets => Some("får".to_owned()),
        "rs" if YEAR.is_match(last) && small(after) => Some("års".to_owned()),
        _ => None,
    }
}

/// `ki. 18.00`, `den 5 maj Kl. 10.00`: the label of an hour, which is small within a sentence.
fn hour_label(before: &[Token], tokens: &[Token]) -> Option<String> {
    let (label, hour) = (tokens.first()?, tokens.get(1));
    let misread = matches!(label.text.as_str(), "ki." | "kI." | "KI." | "ki" | "kI");
    let within = before
        .last()
        .is_some_and(|token| token.text.ends_with(char::is_alphanumeric));
    let dot = if label.text.ends_with('.') { "kl." } else { "kl" };
    // At the end of a line the hour stands on the next.
    let hour = hour.map_or(within, |hour| HOUR.is_match(&hour.text));
    ((misread || label.text == "Kl." && within) && hour).then(|| dot.to_owned())
}

/// `FÖR ÄR 2002`: before a year stands the word for one.
fn year_in_capitals(before: &[Token], tokens: &[Token]) -> Option<String> {
    let [word, year, ..] = tokens else { return None };
    let capitals = before
        .last()
        .is_some_and(|token| token.text.chars().all(char::is_uppercase));
    (matches!(word.text.as_str(), "ÄR" | "AR") && capitals && YEAR.is_match(&year.text)).then(|| "ÅR".to_owned())
}

/// `Skagerns Bygg A8`: the letters of a company behind its name.
fn company(before: &[Token], word: &str) -> Option<String> {
    let tail = word.strip_prefix("A8").or_else(|| word.strip_prefix("A3"))?;
    let named = before.last()?.text.starts_with(char::is_uppercase) && before.len() > 1;
    (named && tail.chars().all(|c| BEHIND.contains(&c))).then(|| format!("AB{tail}"))
}

/// `januari ~— juni`, `a)—b)`: a dash within a sentence, where the document has no longer ones.
fn dash(before: &[Token], tokens: &[Token]) -> Option<String> {
    let word = tokens[0].text.as_str();
    let stands = |token: Option<&Token>| token.is_some_and(|token| token.text.contains(char::is_alphanumeric));
    if matches!(word.trim_matches('~'), "—" | "—-" | "-—") {
        return (stands(before.last()) && stands(tokens.get(1))).then(|| "–".to_owned());
    }
    let (first, second) = word.split_once("—-").or_else(|| word.split_once('—'))?;
    let whole = |part: &str| part.contains(char::is_alphanumeric) && !part.contains('—');
    (whole(first) && whole(second)).then(|| format!("{first}–{second}"))
}

/// The letter that an upright line between two words is: `SKOLAN | BYN` has an I, `skolan | byn` an i.
fn upright(before: &[Token], tokens: &[Token]) -> Option<(usize, String)> {
    let [line, after, ..] = tokens else { return None };
    let before = before.last().filter(|_| line.text == "|")?;
    let word = |token: &Token| token.text.chars().all(char::is_alphabetic);
    if !word(before) || !word(after) {
        return None;
    }
    let capitals = |token: &Token| !token.text.contains(char::is_lowercase);
    let letter = if capitals(before) && capitals(after) { "I" } else { "i" };
    Some((1, letter.to_owned()))
}

/// `Dnr`, as a document has it.
fn is_label(word: &str) -> bool {
    matches!(word.trim_end_matches(['.', ':']), "Dnr" | "DNR")
}

/// So many labels show that a document has them.
const LABELS: usize = 2;

/// What OCR makes of `Dnr` before a case number: `Dr Bygg 2008-1410`, `Onr 2009/12`, and `Dm Ks/2010:61` where its last letters touch.
fn misread_label(tokens: &[Token]) -> Option<(usize, String)> {
    let [label, rest @ ..] = tokens else { return None };
    let word = label.text.trim_end_matches(['.', ':']);
    let near = (2..=4).contains(&word.chars().count())
        && word.starts_with(['D', 'O', 'B', 'P', '0'])
        && !is_label(word)
        && (vocabulary::edits_within(1, word, "Dnr").is_some()
            || word
                .strip_prefix('D')
                .is_some_and(|rest| rest.starts_with('m') && rest.len() <= 2));
    let coded = |token: &Token| CODED.is_match(&token.text);
    let letters = |token: &Token| token.text.chars().count() <= 6 && token.text.starts_with(char::is_uppercase);
    let letters_of_register = |token: &Token| token.text.starts_with(char::is_uppercase);
    let coded = |token: &Token| {
        let number = token
            .text
            .trim_start_matches(char::is_alphabetic)
            .trim_start_matches(['/', '-', '.']);
        coded(token) || letters_of_register(token) && CODED.is_match(number)
    };
    let number = match rest {
        [first, ..] if coded(first) => true,
        [first, second, ..] => letters(first) && coded(second),
        _ => false,
    };
    (near && number).then(|| (1, "Dnr".to_owned()))
}

/// `§ 66 - Dnr: KS.2012.095` and, at the end of a line, `dpl 880 -`: dirt beside the label of a number.
fn dash_beside_label(before: &[Token], tokens: &[Token]) -> Option<(usize, String)> {
    let [first, second, rest @ ..] = tokens else {
        return None;
    };
    let is_dash = |token: &Token| matches!(token.text.as_str(), "-" | "–" | "—");
    let last = before.last().map_or("", |token| token.text.as_str());
    if is_dash(first) && is_label(&second.text) && last.ends_with(|c: char| c.is_ascii_digit()) {
        return Some((2, second.text.clone()));
    }
    let code = first.text.len() == 3 && first.text.bytes().all(|b| b.is_ascii_digit());
    (rest.is_empty() && is_dash(second) && code && matches!(last, "dpl" | "Dpl")).then(|| (2, first.text.clone()))
}

/// How a document sets quotes and case numbers.
#[derive(Clone, Copy)]
struct Habits {
    /// Case numbers stand behind `Dnr`.
    labels: bool,
    /// And no dash before that, but for one that may be dirt.
    no_dash_before_label: bool,
    /// Swedish sets the same curly sign before and behind; OCR often reads a straight one before.
    curly: bool,
    /// Dashes are as long as an n, as Swedish sets them.
    dashes: bool,
    /// Names of companies stand in it.
    companies: bool,
    /// German sets a low sign before and another behind; Swedish has no low sign, and what is read as one is dirt.
    low: bool,
}

impl Habits {
    fn of(text: &Text) -> Self {
        let words = |is: fn(&str) -> bool| text.tokens.iter().filter(|token| is(&token.text)).count();
        let straight = words(|word| word.starts_with('"'));
        let straight_behind = words(|word| word.trim_end_matches(BEHIND).ends_with('"'));
        let curly_behind = words(|word| word.trim_end_matches(BEHIND).ends_with('”'));
        Self {
            labels: words(is_label) >= LABELS,
            no_dash_before_label: {
                let pairs = text.tokens.windows(2);
                let dash = |pair: &&[Token]| matches!(pair[0].text.as_str(), "-" | "–") && is_label(&pair[1].text);
                pairs.filter(dash).count() <= 1
            },
            curly: straight_behind == 0 && curly_behind >= straight.max(1),
            dashes: words(|word| word.contains('–')) > words(|word| word.trim_matches('~') == "—"),
            companies: words(|word| word.trim_end_matches(BEHIND) == "AB") > 0,
            low: words(|word| word.contains('“')) > 0,
        }
    }

    /// A word with its quotes mended.
    fn quotes(self, word: &str) -> Option<String> {
        match word.chars().next()? {
            '"' if self.curly && word.len() > 1 => Some(format!("”{}", &word[1..])),
            '„' if !self.low && word.ends_with(char::is_alphabetic) => Some(word.trim_start_matches('„').to_owned()),
            _ => None,
        }
    }
}

/// A word with round brackets for curly ones, which no minutes have; one bracket that was read as two is one.
fn in_brackets(word: &str) -> String {
    if !word.contains(['{', '}']) {
        return word.to_owned();
    }
    let mut mended = String::new();
    for c in word.chars() {
        let c = match c {
            '{' => '(',
            '}' => ')',
            other => other,
        };
        if !(matches!(c, '(' | ')') && mended.ends_with(c)) {
            mended.push(c);
        }
    }
    mended
}

#[cfg(test)]
mod tests;
