//! The signs before the numbers of sections and items within a line.

use std::sync::LazyLock;

use regex::Regex;

use super::{DATE, regex};
use crate::clean::{Line, Text, Token};

/// The first and the last of some items.
static RANGE: LazyLock<Regex> = LazyLock::new(|| regex(r"^\d{1,4}[-–—]\d{1,4}[.,]?$"));

/// `Tekniska nämnden 89 2014-01-30` beside `Arbetsutskottet § 35 2014-02-24`: where a matter was before, a line each.
pub fn stacked(text: &Text, line: &Line, at: usize) -> Option<String> {
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
pub fn apart(word: &str) -> Option<String> {
    let (body, number) = word.split_once('§')?;
    let letters = (2..=4).contains(&body.chars().count()) && body.chars().all(char::is_alphabetic);
    let digits = (1..=4).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    (letters && digits && body.starts_with(char::is_uppercase)).then(|| format!("{body} § {number}"))
}

/// `§8 60-64`: two signs before a range of numbers.
pub fn two_signs(tokens: &[Token]) -> Option<(usize, String)> {
    let first = tokens[0].text.as_str();
    let next = |at: usize| tokens.get(at).map_or("", |token| token.text.as_str());
    let signs = first.contains('§') && first != "§§" && (2..=3).contains(&first.chars().count());
    let range = || RANGE.is_match(next(1)) || RANGE.is_match(&[next(1), next(2), next(3)].concat());
    (signs && first.chars().all(|c| "§8$&5S".contains(c)) && range()).then(|| (1, "§§".to_owned()))
}

/// `Ek (S), 88 188-195`, `Ek (S), 8 46`, `ekonomichef, SS 7 - 9`: the items at which somebody was present, at the end of a line.
pub fn signs_behind_person(before: &[Token], tokens: &[Token]) -> Option<String> {
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
pub fn section_and_word(tokens: &[Token]) -> Option<(usize, String)> {
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

/// `bilaga 8 135`: annexes that are numbered as their items.
pub fn sign_of_annex(before: &[Token], tokens: &[Token]) -> Option<String> {
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
pub fn sign_behind_date(before: &[Token], tokens: &[Token]) -> Option<String> {
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
