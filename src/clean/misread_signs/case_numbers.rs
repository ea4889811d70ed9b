//! Case numbers, by how the document makes its others.

use std::collections::HashMap;

use crate::clean::{Text, Token, bare};

/// How the case numbers of a document are made, and how often each form stands, with its letters and with any.
pub struct Cases {
    forms: HashMap<String, usize>,
    of_any_letters: HashMap<String, usize>,
}

/// So many numbers of one form show how a document makes them.
const OF_ONE_FORM: usize = 2;

impl Cases {
    pub fn of(text: &Text) -> Self {
        let (mut forms, mut of_any_letters) = (HashMap::new(), HashMap::new());
        for form in text.tokens.iter().filter_map(|token| form_of_number(&token.text)) {
            *of_any_letters.entry(of_any_letters_as(&form)).or_default() += 1;
            *forms.entry(form).or_default() += 1;
        }
        Self { forms, of_any_letters }
    }

    /// `RS- LED20-0044` and `KS .2011.344`, where others are made as `RS-LED20-1873` and `KS.2012.27`: a space beside the first sign.
    pub fn joined(&self, tokens: &[Token]) -> Option<String> {
        let [first, second, ..] = tokens else { return None };
        let letters = first.text.trim_end_matches(SIGNS_OF_NUMBERS);
        let sign_before = first.text.len() == letters.len() + 1;
        let sign_behind = second.text.starts_with(SIGNS_OF_NUMBERS);
        let of_register = (1..=5).contains(&letters.chars().count()) && letters.chars().all(char::is_uppercase);
        if !of_register || sign_before == sign_behind || !sign_before && first.text != letters {
            return None;
        }
        let joined = format!("{}{}", first.text, second.text);
        // A part more may stand behind.
        let form = of_any_letters_as(&form_of_number(&joined)?);
        let same = |other: &str| form.starts_with(other.trim_end_matches('#'));
        let others = self.of_any_letters.iter().filter(|(other, _)| same(other));
        (others.map(|(_, times)| times).sum::<usize>() >= OF_ONE_FORM).then_some(joined)
    }

    /// `14K544` and `KS52018.0402`, where others are made as `14KS44` and `KS2018.0402`: the 5 is an S, or the S was read twice.
    pub fn mended(&self, word: &str) -> Option<String> {
        let times = |form: String| self.forms.get(&form).copied().unwrap_or(0);
        let own = times(form_of_number(word)?);
        let fives = word.match_indices('5').map(|(at, _)| at);
        let behind_letter = fives.filter(|at| word[..*at].ends_with(char::is_uppercase));
        let mut readings = behind_letter.flat_map(|at| {
            let (before, after) = (&word[..at], &word[at + 1..]);
            let twice = before.ends_with('S').then(|| format!("{before}{after}"));
            [twice, Some(format!("{before}S{after}"))].into_iter().flatten()
        });
        readings.find(|reading| {
            let others = form_of_number(reading).map_or(0, times);
            others >= OF_ONE_FORM && others >= 2 * own
        })
    }
}

/// `KTN/2016:57 dpi 351` and `KS 99/71 Dpl04`: the label of a class code behind a case number, whose last letter was read as another
/// stroke, or behind which a space was lost.
pub fn class_label(before: &[Token], tokens: &[Token]) -> Option<String> {
    let number = bare(&before.last()?.text);
    let of_case = number.ends_with(|c: char| c.is_ascii_digit()) && number.contains(SIGNS_OF_NUMBERS);
    let (label, glued) = tokens[0].text.split_at_checked(3)?;
    let start = label.strip_suffix(['l', 'i', 'I', '1', '!', '|', 't']);
    let start = start.filter(|start| of_case && matches!(*start, "dp" | "Dp"))?;
    let is_code = |word: &str| (2..=3).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit());
    if glued.is_empty() {
        let misread = !label.ends_with('l') && is_code(bare(&tokens.get(1)?.text));
        return misread.then(|| format!("{start}l"));
    }
    is_code(bare(glued)).then(|| format!("{start}l {glued}"))
}

/// What stands between the parts of a case number.
const SIGNS_OF_NUMBERS: [char; 4] = ['-', '.', '/', ':'];

/// A form of numbers with one letter for those of each register, whichever they are.
fn of_any_letters_as(form: &str) -> String {
    let mut any = String::new();
    for c in form.chars().map(|c| if c.is_uppercase() { 'A' } else { c }) {
        if c != 'A' || !any.ends_with('A') {
            any.push(c);
        }
    }
    any
}

/// The form of a number with letters: each digit is a 0, but the last run of digits, which may be of any length, one `#`.
fn form_of_number(word: &str) -> Option<String> {
    let word = bare(word);
    let made = |c: char| c.is_ascii_digit() || c.is_uppercase() || matches!(c, '-' | '.' | '/' | ':');
    let serial = word.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = word.chars().filter(char::is_ascii_digit).count();
    if digits < 3 || serial.len() == word.len() || !word.contains(char::is_uppercase) || !word.chars().all(made) {
        return None;
    }
    let form = serial.chars().map(|c| if c.is_ascii_digit() { '0' } else { c });
    Some(form.chain(['#']).collect())
}
