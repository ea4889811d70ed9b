//! Signs that OCR misreads and no list of words can mend: brackets, the letter of a party in them, section signs, quotes, lone strokes,
//! the label of a case number and the space before its class code.

mod case_numbers;
mod entries;

use std::sync::LazyLock;

use regex::Regex;

use super::{Edit, Line, Text, Token, join_texts};
use crate::scan::Scan;
use crate::vocabulary;
use case_numbers::{Cases, class_label};

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
/// The first and the last of some items.
static RANGE: LazyLock<Regex> = LazyLock::new(|| regex(r"^\d{1,4}[-–—]\d{1,4}[.,]?$"));
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
                        .or_else(|| Some((1, entries::counted(text, line, at)?)))
                        .or_else(|| Some((1, stacked(text, line, at)?)))
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
        .or_else(|| apart(&tokens[0].text).map(|word| (1, word)))
        .or_else(|| two_signs(tokens))
        .or_else(|| Some((1, signs_behind_person(before, tokens)?)))
        .or_else(|| section_and_word(tokens))
        .or_else(|| Some((1, square_metres(before, &tokens[0].text)?)))
        .or_else(|| Some((1, in_full(before, tokens)?)))
        .or_else(|| {
            let known = habits.companies || before.iter().rev().take(4).any(|token| token.text == "&");
            Some((1, company(before, &tokens[0].text).filter(|_| known)?))
        })
        .or_else(|| Some((1, sign_of_annex(before, tokens)?)))
        .or_else(|| Some((1, sign_behind_date(before, tokens)?)))
        .or_else(|| Some((1, hour_label(before, tokens)?)))
        .or_else(|| Some((1, year_in_capitals(before, tokens)?)))
        .or_else(|| {
            let dirty = ["~", ")—", "—-"].iter().any(|sign| tokens[0].text.contains(sign));
            Some((1, dash(before, tokens).filter(|_| habits.dashes || dirty)?))
        })
        .or_else(|| misread_label(tokens).filter(|_| habits.labels))
        .or_else(|| habits.quotes(&tokens[0].text).map(|word| (1, word)))
}

/// `Tekniska nämnden 89 2014-01-30` beside `Arbetsutskottet § 35 2014-02-24`: where a matter was before, a line each.
fn stacked(text: &Text, line: &Line, at: usize) -> Option<String> {
    let word = text.tokens[at].text.as_str();
    let number = word.strip_prefix(['8', '$', '&', '5', 'S'])?;
    let is_number = |word: &str| (1..=3).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit());
    let last = line.tokens.end - 1;
    if at == line.tokens.start || at + 1 != last || !is_number(number) || !DATE.is_match(&text.tokens[last].text) {
        return None;
    }
    let has_sign = |other: &Line| {
        let words: Vec<&str> = text.tokens[other.tokens.clone()]
            .iter()
            .map(|token| token.text.as_str())
            .collect();
        match words[..] {
            [.., _, "§", number, date] => is_number(number) && DATE.is_match(date),
            [.., _, number, date] => number.strip_prefix('§').is_some_and(is_number) && DATE.is_match(date),
            _ => false,
        }
    };
    let own = text.lines.iter().position(|other| other.tokens == line.tokens)?;
    let beside = [own.checked_sub(1), Some(own + 1)].into_iter().flatten();
    let known = beside.filter_map(|at| text.lines.get(at)).any(has_sign);
    known.then(|| format!("§ {number}"))
}

/// `Au§50`: the letters of a body, a sign and a number, which stand apart.
fn apart(word: &str) -> Option<String> {
    let (body, number) = word.split_once('§')?;
    let letters = (2..=4).contains(&body.chars().count()) && body.chars().all(char::is_alphabetic);
    let digits = (1..=4).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    (letters && digits && body.starts_with(char::is_uppercase)).then(|| format!("{body} § {number}"))
}

/// `§8 60-64`: two signs before a range of numbers.
fn two_signs(tokens: &[Token]) -> Option<(usize, String)> {
    let first = tokens[0].text.as_str();
    let next = |at: usize| tokens.get(at).map_or("", |token| token.text.as_str());
    let signs = first.contains('§') && first != "§§" && (2..=3).contains(&first.chars().count());
    let range = || RANGE.is_match(next(1)) || RANGE.is_match(&[next(1), next(2), next(3)].concat());
    (signs && first.chars().all(|c| "§8$&5S".contains(c)) && range()).then(|| (1, "§§".to_owned()))
}

/// `Ek (S), 88 188-195`, `Ek (S), 8 46`, `ekonomichef, SS 7 - 9`: the items at which somebody was present, at the end of a line.
fn signs_behind_person(before: &[Token], tokens: &[Token]) -> Option<String> {
    let (sign, numbers) = tokens.split_first()?;
    let last = before.last().map_or("", |token| token.text.as_str());
    let in_brackets = last.trim_end_matches(',').ends_with(')');
    let behind = in_brackets || last.ends_with(',') && last.starts_with(char::is_alphabetic);
    let misread = sign.text.chars().all(|c| "8$&5S".contains(c));
    if !behind || !misread || before.len() < 2 {
        return None;
    }
    let numbers: Vec<&str> = numbers.iter().map(|token| token.text.as_str()).collect();
    let numbers = numbers.concat();
    let digits = |text: &str| text.parse::<u32>().ok().filter(|_| (1..=3).contains(&text.len()));
    match sign.text.chars().count() {
        2 => {
            let (first, last) = numbers.split_once(['-', '–', '—'])?;
            (digits(first)? < digits(last)?).then(|| "§§".to_owned())
        }
        1 => digits(&numbers)
            .filter(|_| in_brackets && last.ends_with(','))
            .map(|_| "§".to_owned()),
        _ => None,
    }
}

/// `§ 14i arbetsordningen`: no section has so many that `i` is the letter of one.
fn section_and_word(tokens: &[Token]) -> Option<(usize, String)> {
    let is_digits = |digits: &str| (1..=3).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    let glued = tokens[0]
        .text
        .strip_prefix('§')
        .and_then(|number| number.strip_suffix('i'));
    if let Some(digits) = glued.filter(|digits| is_digits(digits)) {
        let goes_on = tokens
            .get(1)
            .is_some_and(|word| word.text.starts_with(char::is_alphabetic));
        return goes_on.then(|| (1, format!("§ {digits} i")));
    }
    let [sign, number, word, ..] = tokens else { return None };
    let digits = number.text.strip_suffix('i').filter(|_| sign.text == "§")?;
    (is_digits(digits) && word.text.starts_with(char::is_alphabetic)).then(|| (2, format!("§ {digits} i")))
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
    (word.text == "ÄR" && capitals && YEAR.is_match(&year.text)).then(|| "ÅR".to_owned())
}

/// `Skagerns Bygg A8`: the letters of a company behind its name.
fn company(before: &[Token], word: &str) -> Option<String> {
    let tail = word.strip_prefix("A8").or_else(|| word.strip_prefix("A3"))?;
    let named = before.last()?.text.starts_with(char::is_uppercase) && before.len() > 1;
    (named && tail.chars().all(|c| BEHIND.contains(&c))).then(|| format!("AB{tail}"))
}

/// `bilaga 8 135`: annexes that are numbered as their items.
fn sign_of_annex(before: &[Token], tokens: &[Token]) -> Option<String> {
    let [sign, number, ..] = tokens else { return None };
    let annex = before
        .last()
        .is_some_and(|token| matches!(token.text.to_lowercase().as_str(), "bilaga" | "bilagor"));
    let digits = number.text.trim_end_matches(['.', ',', ')']);
    let is_number = (2..=3).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    (annex && is_number && matches!(sign.text.as_str(), "8" | "$" | "&" | "S")).then(|| "§".to_owned())
}

/// `1998-11-26, 8 140,` and, at the end of a line, `Utskottets protokoll 2017-04-24 8 88`: the number of the item stands behind the date of a
/// meeting.
fn sign_behind_date(before: &[Token], tokens: &[Token]) -> Option<String> {
    let [sign, number, ..] = tokens else { return None };
    let protocol = match before {
        [.., named, _] => tokens.len() == 2 && ["protokoll", "beslut"].iter().any(|word| named.text.ends_with(word)),
        _ => false,
    };
    let date = before.last().map_or("", |token| token.text.as_str());
    let dated = date
        .strip_suffix(',')
        .or(Some(date).filter(|_| protocol))
        .is_some_and(|date| DATE.is_match(date));
    let digits = number.text.trim_end_matches(['.', ',', ')']);
    let is_number = (1..=3).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    (dated && is_number && matches!(sign.text.as_str(), "8" | "$" | "&" | "S")).then(|| "§".to_owned())
}

/// `januari ~— juni`, `a)—b)`: a dash within a sentence, where the document has no longer ones.
fn dash(before: &[Token], tokens: &[Token]) -> Option<String> {
    let word = tokens[0].text.as_str();
    let stands = |token: Option<&Token>| token.is_some_and(|token| token.text.contains(char::is_alphanumeric));
    if word.trim_matches('~') == "—" {
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

/// What OCR makes of `Dnr` before a case number: `Dr Bygg 2008-1410`, `Onr 2009/12`.
fn misread_label(tokens: &[Token]) -> Option<(usize, String)> {
    let [label, rest @ ..] = tokens else { return None };
    let word = label.text.trim_end_matches(['.', ':']);
    let near = (2..=4).contains(&word.chars().count())
        && word.starts_with(['D', 'O', 'B', 'P', '0'])
        && !is_label(word)
        && vocabulary::edits_within(1, word, "Dnr").is_some();
    let coded = |token: &Token| CODED.is_match(&token.text);
    let letters = |token: &Token| token.text.chars().count() <= 6 && token.text.starts_with(char::is_uppercase);
    let number = match rest {
        [first, ..] if coded(first) => true,
        [first, second, ..] => letters(first) && coded(second),
        _ => false,
    };
    (near && number).then(|| (1, "Dnr".to_owned()))
}

/// How a document sets quotes and case numbers.
#[derive(Clone, Copy)]
struct Habits {
    /// Case numbers stand behind `Dnr`.
    labels: bool,
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
mod tests {
    use crate::clean::lines_after;
    use crate::scan::Scan;

    /// The texts of lines after mending, as read on a page image.
    fn mended_lines(lines: &[&str]) -> Vec<String> {
        let scan = Scan::of_lines(lines).on_image();
        lines_after(&scan, |text| super::mend(&scan, text))
    }

    /// The text of a line after mending, as read on a page image.
    fn mended(line: &str) -> String {
        last(&[line])
    }

    #[test]
    fn signs_are_mended() {
        for (read, truth) in [
            (
                "Bo Ek (MP}, Ida Lo (V})} och Nils Ås {m)",
                "Bo Ek (MP), Ida Lo (V) och Nils Ås (m)",
            ),
            ("Bo Ek (S5) yrkar", "Bo Ek (S) yrkar"),
            ("Paragrafer §8 60-64", "Paragrafer §§ 60-64"),
            ("§8§ 60 - 64", "§§ 60 - 64"),
            ("Bo Ek (M), 88 188-195", "Bo Ek (M), §§ 188-195"),
            ("Ida Lo, ekonomichef, SS 112 - 119", "Ida Lo, ekonomichef, §§ 112 - 119"),
            ("för Bo Ek (M), 8 46", "för Bo Ek (M), § 46"),
            ("Bo Ek, 88 95-90, samt ägg, 8 46", "Bo Ek, 88 95-90, samt ägg, 8 46"),
            ("se 7 §8 och §8 60 kr", "se 7 §8 och §8 60 kr"),
            ("Ks § 50 2010/87 -042", "Ks § 50 2010/87-042"),
            ("§ 43 KTN/2016:57 dpi 351", "§ 43 KTN/2016:57 dpl 351"),
            ("§ 63 KS 99/71 Dpl04", "§ 63 KS 99/71 Dpl 04"),
            ("en bild av 300 dpi, 50 dpi", "en bild av 300 dpi, 50 dpi"),
            (
                "enligt 5 kap. 27 8 plan- och bygglagen",
                "enligt 5 kap. 27 § plan- och bygglagen",
            ),
            (
                "avgift 1 420 -229 kr (se 8 kap. 4 §)",
                "avgift 1 420 -229 kr (se 8 kap. 4 §)",
            ),
        ] {
            assert_eq!(mended(read), truth);
        }
    }

    #[test]
    fn small_words_signs_and_letters_are_mended_where_nothing_else_is_meant() {
        for (read, truth) in [
            (
                "Svar p motion om 4 300 m?, varav 20 m”",
                "Svar på motion om 4 300 m², varav 20 m²",
            ),
            ("se p 4 och A p b", "se p 4 och A p b"),
            (
                "Chefen fr i uppdrag att se hur 2015 rs stöd",
                "Chefen får i uppdrag att se hur 2015 års stöd",
            ),
            ("se fr sidan och rs stöd", "se fr sidan och rs stöd"),
            ("-Dnr 2005.0117 .042", "Dnr 2005.0117.042"),
            ("enligt § 14i arbetsordningen", "enligt § 14 i arbetsordningen"),
            (
                "enligt §14i arbetsordningen 2020 -POL000487",
                "enligt § 14 i arbetsordningen 2020-POL000487",
            ),
            ("med Bygg AB och Skog A8. I A8", "med Bygg AB och Skog AB. I AB"),
            ("på papper A8", "på papper A8"),
            (
                "av Skog & Mark A8 enligt bilaga 8 135 och bilaga 8",
                "av Skog & Mark AB enligt bilaga § 135 och bilaga 8",
            ),
            ("punkt a)—b) och maj ~— juni", "punkt a)–b) och maj – juni"),
            (
                "maj – juni, 1–2, maj ~— juni a)—b) —— ord",
                "maj – juni, 1–2, maj – juni a)–b) —— ord",
            ),
            ("maj — juni", "maj — juni"),
            ("2021-08-01—-2025-07-31", "2021-08-01–2025-07-31"),
            ("gäller fr om 2003-01-01 om 5 år", "gäller fr o m 2003-01-01 om 5 år"),
            (
                "Utskottets protokoll 2017-04-24 8 88",
                "Utskottets protokoll 2017-04-24 § 88",
            ),
            ("Betalning 2017-04-24 8 880", "Betalning 2017-04-24 8 880"),
            (
                "antaget 1998-11-26, 8 140, och 8 140",
                "antaget 1998-11-26, § 140, och 8 140",
            ),
            (
                "den 5 maj Kl. 10.00, ki. 18.30 och ki 4",
                "den 5 maj kl. 10.00, kl. 18.30 och ki 4",
            ),
            (
                "Kl. 10.00 öppnas mötet 2017 -11-30. KS/2007 :290",
                "Kl. 10.00 öppnas mötet 2017-11-30. KS/2007:290",
            ),
            ("BOKSLUT FÖR ÄR 2002", "BOKSLUT FÖR ÅR 2002"),
            ("DET ÄR BRA. ÄR 2002", "DET ÄR BRA. ÄR 2002"),
        ] {
            assert_eq!(mended(read), truth);
        }
    }

    #[test]
    fn upright_lines_between_words_are_letters() {
        for (read, truth) in [
            ("SKOLSKJUTS | ÖSTRA BYN", "SKOLSKJUTS I ÖSTRA BYN"),
            ("de | Östra byn", "de i Östra byn"),
            ("Ja | 7", "Ja 7"),
            ("Ja       |       nej", "Ja nej"),
        ] {
            assert_eq!(mended(read), truth);
        }
    }

    #[test]
    fn labels_of_case_numbers_are_known_where_others_were_read() {
        let heads = |label: &str| format!("Dnr 2008/12 och Dnr Bygg 2009-0031 samt {label} Bygg 2008-1410");
        assert_eq!(mended(&heads("Dr")), heads("Dnr"));
        assert_eq!(mended(&heads("Onr")), heads("Dnr"));
        assert_eq!(mended(&heads("Per")), heads("Per"));
        assert_eq!(mended("Dr Bygg 2008-1410"), "Dr Bygg 2008-1410");
        assert_eq!(
            mended("Dnr 2008/12 och Dnr 2009/4 av Dr Ek"),
            "Dnr 2008/12 och Dnr 2009/4 av Dr Ek"
        );
    }

    #[test]
    fn case_numbers_are_made_as_others_of_the_document() {
        let others = "14KS41, 14KS7, KS2018.0401 och KS2018.0399";
        let read = |number: &str| mended(&format!("{others} samt {number}"));
        assert_eq!(read("14K544"), format!("{others} samt 14KS44"));
        assert_eq!(read("KS52018.0402"), format!("{others} samt KS2018.0402"));
        assert_eq!(read("K2015.0402"), format!("{others} samt K2015.0402"));
        assert_eq!(mended("14KS41 samt 14K544"), "14KS41 samt 14K544");
        let spaced = "RS-LED20-1873 och RS-LED19-2215 samt KS.2012.27 och KS.2012.52";
        let joined = |number: &str| mended(&format!("{spaced}, {number}"));
        assert_eq!(joined("SBN- RUN20-0317"), format!("{spaced}, SBN-RUN20-0317"));
        assert_eq!(joined("RS- LED18-3120-17"), format!("{spaced}, RS-LED18-3120-17"));
        assert_eq!(joined("KS .2011.344"), format!("{spaced}, KS.2011.344"));
        assert_eq!(joined("KS. 2011-02-03"), format!("{spaced}, KS. 2011-02-03"));
        assert_eq!(joined("KS 2011.344"), format!("{spaced}, KS 2011.344"));
        let years = "KS2009/254 och KS2009/266, KS52009/131, K52009/88, K52009/19 samt KS52009/17";
        assert_eq!(
            mended(years),
            "KS2009/254 och KS2009/266, KS2009/131, KS2009/88, KS2009/19 samt KS2009/17"
        );
        let signs = "2017-KS0064, 2016-KS0291, 2017-K$S0118 och 2015-K80333";
        assert_eq!(mended(signs), "2017-KS0064, 2016-KS0291, 2017-KS0118 och 2015-KS0333");
        let serials = "KS/2009:70 och KS/2009:71 samt KS/2009: 66 och KS/2008 401";
        assert_eq!(
            mended(serials),
            "KS/2009:70 och KS/2009:71 samt KS/2009:66 och KS/2008 401"
        );
        assert_eq!(mended("KS/2009:70 och KS/2008: 401"), "KS/2009:70 och KS/2008: 401");
        let dotted = [
            "KS. 2010.0077 .042",
            "KS. 2009 . 0412.219",
            "KS 2008 0260.822",
            "KS 2010 0088. 003",
        ];
        assert_eq!(
            mended_lines(&dotted),
            [
                "KS.2010.0077.042",
                "KS.2009.0412.219",
                "KS.2008.0260.822",
                "KS.2010.0088.003"
            ]
        );
        assert_eq!(mended_lines(&dotted[1..])[1], "KS 2008 0260.822");
        // A digit is never dropped, though one seems to have been read twice.
        let classes = "22/85-612, 148/84-612, 3/85-102 och 98/83-1102";
        assert_eq!(mended(classes), classes);
    }

    /// The text of the last of some lines after mending, as read on a page image.
    fn last(lines: &[&str]) -> String {
        mended_lines(lines).pop().unwrap()
    }

    #[test]
    fn a_number_that_was_passed_over_stands_between_its_neighbours() {
        let list = [
            "1. Skatten är 18 kr.",
            "Ramar för nästa år fastställs",
            "enligt bilaga.",
            "3. Mål antas.",
        ];
        let read = |lines: &[&str]| mended_lines(lines).swap_remove(1);
        assert_eq!(read(&list), "2. Ramar för nästa år fastställs");
        assert_eq!(
            read(&["1. Skatten är 18 kr", "Ramar", "och mer.", "3. Mål antas."]),
            "Ramar"
        );
        assert_eq!(
            read(&["1. Skatten är 18 kr.", "Ramar.", "Och mer.", "3. Mål antas."]),
            "Ramar."
        );
    }

    #[test]
    fn dirt_beside_lines_is_none_of_theirs() {
        let read = mended_lines;
        assert_eq!(read(&["Beslut -", "Planen antas."])[0], "Beslut");
        assert_eq!(read(&["Väg 7 -", "ny sträckning"])[0], "Väg 7 -");
        assert_eq!(
            read(&["Den gäller från 2015. i", "2. Bron byggs."])[0],
            "Den gäller från 2015."
        );
        assert_eq!(read(&["Den gäller t.ex. i", "Byn."])[0], "Den gäller t.ex. i");
        assert_eq!(
            read(&["att välja Bo Ek till ombud vid", "- stämman i maj."])[1],
            "stämman i maj."
        );
        assert_eq!(
            read(&["Nämnden lämnar följande.", "- stämman i maj."])[1],
            "- stämman i maj."
        );
        assert_eq!(
            read(&["4. Ekonomi", "- uppföljning av fakturor", "- avstämning mot konto"])[1],
            "- uppföljning av fakturor"
        );
        let clauses = [
            "att anta planen",
            "att bygga bron",
            "att riva",
            "att måla",
            "-att sälja",
        ];
        assert_eq!(read(&clauses)[4], "att sälja");
        assert_eq!(read(&["-att anta planen", "-att sälja"])[1], "-att sälja");
    }

    #[test]
    fn a_first_number_that_was_misread_stands_above_the_second() {
        let read = |lines: &[&str]| mended_lines(lines).swap_remove(1);
        let second = "2. att bygga bron.";
        assert_eq!(read(&["Beslut", "t  att anslå medel,", second]), "1. att anslå medel,");
        assert_eq!(
            read(&["Beslut", "   att anslå medel,", "   och bygga", second]),
            "1. att anslå medel,"
        );
        assert_eq!(
            read(&["Beslut", "  att anslå medel,", "2 att bygga bron."]),
            "1 att anslå medel,"
        );
        assert_eq!(read(&["Beslut", "att anslå medel,", second]), "att anslå medel,");
        assert_eq!(read(&["Beslut", "-  att anslå medel,", second]), "- att anslå medel,");
        assert_eq!(read(&["1. Bron byggs", "   I norra byn.", second]), "I norra byn.");
    }

    #[test]
    fn signs_of_bodies_stand_before_their_numbers() {
        assert_eq!(mended("Bun § 59 Au§50 Dnr 2012/88"), "Bun § 59 Au § 50 Dnr 2012/88");
        let above = "Arbetsutskottet § 35 2014-02-24";
        let read = "Tekniska nämnden 89 2014-01-30";
        assert_eq!(last(&[above, read]), "Tekniska nämnden § 9 2014-01-30");
        assert_eq!(last(&["Arbetsutskottet 2014-02-24", read]), read);
    }

    #[test]
    fn numbers_of_entries_have_a_full_stop() {
        assert_eq!(
            last(&["3. Till huvudmän utses:", "Bo Ek", "4, Val bordläggs."]),
            "4. Val bordläggs."
        );
        assert_eq!(
            last(&["1. Till huvudmän utses:", "Bo Ek", "4, Val bordläggs."]),
            "4, Val bordläggs."
        );
        assert_eq!(last(&["3. Se paragraferna", "4, 5 och 6"]), "4, 5 och 6");
    }

    #[test]
    fn quotes_are_set_as_the_document_sets_them() {
        for (read, truth) in [
            ("ärendet \"Ny väg”, „om än sent", "ärendet ”Ny väg”, om än sent"),
            ("ärendet \"Ny väg\" och ”Ny bro”", "ärendet \"Ny väg\" och ”Ny bro”"),
            ("ärendet \"Ny väg", "ärendet \"Ny väg"),
            ("der „Weg“ ist", "der „Weg“ ist"),
        ] {
            assert_eq!(mended(read), truth);
        }
    }

    #[test]
    fn text_that_was_written_stays() {
        let scan = Scan::of_lines(&["mängden {a, b}"]);
        let mut text = super::super::lines::lines(&scan);
        super::mend(&scan, &mut text);
        assert_eq!(text.lines[0].text, "mängden {a, b}");
    }
}
