//! Beginnings of lines that may be the heads of items: a sign, or what OCR made of one, and a number.

use std::collections::BTreeSet;

use crate::clean::{Text, Token};

/// Characters that OCR makes of `§`, and that begin no line of Swedish text for another reason.
const SIGNS: [&str; 11] = ["$&", "$§", "8$", "5$", "S$", "$", "&", "§§", "8§", "S8", "8S"];
/// Two characters that it makes of one sign, before the number: `8596` and `:597` for § 96 and § 97.
const PAIRS: [&str; 8] = ["85", "88", "55", "58", ":5", ":8", "35", "38"];
/// Digits and letters that OCR makes of `§`.
const LOOKALIKES: [char; 5] = ['8', '5', '3', 'S', '6'];

/// What the beginning of a line may be.
pub struct Candidate {
    /// Index of the line.
    pub line: usize,
    /// The number that follows the sign.
    pub number: u32,
    /// What stood for the sign.
    pub sign: Sign,
    /// What stood before the number, and how many tokens it and the number take.
    pub tokens: usize,
    /// What follows the number in its token: `.`.
    pub tail: String,
    /// The letters of a body before the sign.
    pub letters: String,
    /// Whether the sign is as it should be, but dirt hangs on the number.
    pub stained: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    True,
    Likely,
    Lookalike,
}

/// What the beginning of a line may be: a sign and a number, in one token or two; for a lookalike, each way to read it. The `year` may
/// stand behind the number.
pub fn candidates(text: &Text, line: usize, bodies: &BTreeSet<String>, year: &str) -> Vec<Candidate> {
    let number = |token: &str| number(token, year);
    let tokens = &text.tokens[text.lines[line].tokens.clone()];
    let whole = tokens[0].text.as_str();
    // `KF § 41`, and `KF§41` or `KF841`.
    let stand_before = |letters: &str| stand_before(tokens, letters);
    let letters = bodies.iter().rev().find(|letters| {
        let rest = whole.strip_prefix(letters.as_str());
        stand_before(letters) || rest.is_some_and(|rest| rest.starts_with(begins_number))
    });
    let letters = letters.map_or("", String::as_str);
    let apart = if stand_before(letters) {
        letters.split(' ').count()
    } else {
        0
    };
    let first = match apart {
        0 => &whole[letters.len()..],
        _ => tokens[apart].text.as_str(),
    };
    let second = tokens.get(apart + 1).map(|token| token.text.as_str());
    let alone = |sign, found: Option<Number>, tokens| {
        found.map(|found| Candidate {
            line,
            number: found.value,
            sign,
            tokens: apart + tokens,
            tail: found.tail,
            letters: letters.to_owned(),
            stained: found.stained,
        })
    };
    let mut found = Vec::new();
    if let Some(rest) = first.strip_prefix('§') {
        let rest = rest.trim_start_matches('§');
        // `§8 3`, `§83`: one sign that was read as two.
        if let Some(digits) = rest.strip_prefix(LOOKALIKES) {
            found.extend(if digits.is_empty() {
                alone(Sign::Lookalike, second.and_then(number), 2)
            } else {
                alone(Sign::Lookalike, number(digits), 1)
            });
        }
        found.extend(if rest.is_empty() {
            alone(Sign::True, second.and_then(number), 2)
        } else {
            alone(Sign::True, number(rest), 1)
        });
    } else if let Some(rest) = SIGNS.iter().find_map(|sign| first.strip_prefix(sign)) {
        found.extend(if rest.is_empty() {
            alone(Sign::Likely, second.and_then(number), 2)
        } else {
            alone(Sign::Likely, number(rest), 1)
        });
    } else if let Some(rest) = first.strip_prefix(LOOKALIKES) {
        found.extend(if rest.is_empty() {
            alone(Sign::Lookalike, second.and_then(number), 2)
        } else {
            alone(Sign::Lookalike, number(rest), 1)
        });
        // `KS S191` for `KS § 91`: the sign and the space behind it.
        let behind_space = rest.strip_prefix(['1', 'l', 'I', '|', '!']).filter(|_| apart > 0);
        found.extend(behind_space.and_then(|digits| alone(Sign::Lookalike, number(digits), 1)));
    } else if apart > 0 && first.chars().count() == 1 && !first.starts_with(char::is_alphanumeric) {
        // `KF ] 75`: behind the letters of a body stands a sign, whatever it was read as.
        found.extend(alone(Sign::Likely, second.and_then(number), 2));
    }
    let pair = PAIRS.iter().find_map(|pair| first.strip_prefix(pair));
    found.extend(pair.and_then(|rest| alone(Sign::Lookalike, number(rest), 1)));
    // A speck may stand between the number and what follows.
    let behind = |from: usize| {
        let mut rest = tokens.iter().skip(from);
        rest.find(|token| token.text.contains(char::is_alphanumeric))
    };
    found.retain(|candidate| match (candidate.sign, behind(candidate.tokens)) {
        (Sign::True, _) => true,
        _ if first.starts_with('§') => true,
        (_, Some(next)) => begins_title(&next.text),
        // Alone on its line, a lookalike may be a cell of a column of numbers.
        (Sign::Likely, None) => true,
        (Sign::Lookalike, None) => !number_beside(text, line, candidate.number),
    });
    found
}

/// Whether the letters or the name of a body stand before other tokens.
pub fn stand_before(tokens: &[Token], letters: &str) -> bool {
    let words = letters.split(' ').count();
    !letters.is_empty()
        && tokens.len() > words
        && letters.split(' ').zip(tokens).all(|(word, token)| token.text == word)
}

/// Whether a token may begin a title or be a case number: it has a capital first, or digits with a sign among them.
pub fn begins_title(token: &str) -> bool {
    let first = token.chars().next();
    first.is_some_and(char::is_uppercase)
        || first.is_some_and(|c| c.is_ascii_digit()) && token.contains(['/', ':', '-'])
}

/// Whether the line right above or below begins with a number that is not, behind a lookalike, the one before or after.
fn number_beside(text: &Text, line: usize, number: u32) -> bool {
    let near = |line: usize| {
        text.lines
            .get(line)
            .is_some_and(|line| line.gap < 0.5 && !line.starts_sheet)
    };
    let above = line.checked_sub(1).filter(|_| near(line));
    let below = Some(line + 1).filter(|&below| near(below));
    let in_run = |text: &str| {
        let number_there = text
            .strip_prefix(LOOKALIKES)
            .and_then(|digits| digits.parse::<u32>().ok());
        number_there.is_some_and(|other| other.abs_diff(number) == 1)
    };
    above.into_iter().chain(below).any(|line| {
        let text = &text.lines[line].text;
        !in_run(text) && text.starts_with(|c: char| c.is_ascii_digit() || c == '-')
    })
}

/// A § number as it stands in a token.
pub struct Number {
    pub value: u32,
    /// A full stop or colon behind it.
    pub tail: String,
    /// Whether dirt was read behind it.
    pub stained: bool,
}

/// What OCR makes of dirt beside a number.
const DIRT: &str = "`´'’‘^~*|\"”“„°";

/// The § number that a token is: one to four digits without a leading zero, and perhaps the `year` or a full stop.
pub fn number(token: &str, year: &str) -> Option<Number> {
    let clean = token.trim_end_matches(|c| DIRT.contains(c));
    let digits = clean.strip_suffix(year).unwrap_or(clean).trim_end_matches(['.', ':']);
    let plain =
        (1..=4).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit()) && !digits.starts_with('0');
    let value = digits.parse().ok().filter(|_| plain)?;
    Some(Number {
        value,
        tail: clean[digits.len()..].to_owned(),
        stained: clean.len() < token.len(),
    })
}

/// Whether a sign, or what is read for one, begins with a character.
fn begins_number(c: char) -> bool {
    c == '§' || c == '$' || c == '&' || LOOKALIKES.contains(&c) && c != 'S'
}
