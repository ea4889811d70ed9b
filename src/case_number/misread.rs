//! Case numbers that OCR misread by one character, known by the form that the others of the same minutes have: `14K544` among
//! `14KS12` and `14KS31`, `KS52018.0402` among `KS2019.0312`. What was read stays as it was read; only the form for comparing is the
//! right one's.

use super::parse_as;
use crate::record::CaseNumber;

/// Letters and digits that OCR takes for one another.
const ALIKE: [(char, char); 8] = [
    ('S', '5'),
    ('O', '0'),
    ('o', '0'),
    ('I', '1'),
    ('l', '1'),
    ('B', '8'),
    ('Z', '2'),
    ('G', '6'),
];
/// So many numbers of one form show that it is the form of the minutes.
const LEAST: usize = 3;
/// A case is no more years older or younger than the others of the minutes.
const YEARS: i16 = 3;

/// The case number that a word is which was read with one wrong character, or one too many; `None` unless the others tell.
pub fn by_the_others(word: &str, others: &[&CaseNumber]) -> Option<CaseNumber> {
    let form = usual_form(others)?;
    let fits = |number: &CaseNumber| {
        let same = |other: &&&CaseNumber| other.authority == number.authority && form_of(&other.raw) == form;
        let years = others.iter().filter(same).filter_map(|other| other.year);
        let (first, last) = years.fold((i16::MAX, i16::MIN), |(first, last), year| {
            (first.min(year), last.max(year))
        });
        form_of(&number.raw) == form
            && number
                .year
                .is_some_and(|year| (first.saturating_sub(YEARS)..=last.saturating_add(YEARS)).contains(&year))
    };
    let read =
        |text: &str| parse_as(text, super::Place::Labelled).filter(|number| number.authority.is_some() && fits(number));
    if read(word).is_some() {
        return None;
    }
    let mut found: Vec<CaseNumber> = Vec::new();
    for number in one_off(word).iter().filter_map(|text| read(text)) {
        if found.iter().all(|other| other.normalized != number.normalized) {
            found.push(number);
        }
    }
    let [number] = &found[..] else { return None };
    Some(CaseNumber {
        raw: word.to_owned(),
        ..number.clone()
    })
}

/// The form that most of some numbers have.
fn usual_form(numbers: &[&CaseNumber]) -> Option<String> {
    let forms: Vec<String> = numbers.iter().map(|number| form_of(&number.raw)).collect();
    let often = |form: &String| forms.iter().filter(|other| *other == form).count();
    let usual = forms.iter().max_by_key(|form| often(form))?;
    (often(usual) >= LEAST && 2 * often(usual) > forms.len()).then(|| usual.clone())
}

/// A number with 9 for all digits in a row: `KS9.9`.
fn form_of(raw: &str) -> String {
    let mut form = String::new();
    for c in raw.chars() {
        let c = if c.is_ascii_digit() { '9' } else { c };
        if c != '9' || !form.ends_with('9') {
            form.push(c);
        }
    }
    form
}

fn alike(a: char, b: char) -> bool {
    a == b || ALIKE.contains(&(a, b)) || ALIKE.contains(&(b, a))
}

/// What a word may have been before OCR took one character for another, or read one twice.
fn one_off(word: &str) -> Vec<String> {
    let chars: Vec<char> = word.chars().collect();
    let with = |at: usize, new: Option<char>| -> String {
        let kept = chars.iter().enumerate();
        kept.filter_map(|(other, &c)| if other == at { new } else { Some(c) })
            .collect()
    };
    let mut found = Vec::new();
    for (at, &c) in chars.iter().enumerate() {
        let others = ALIKE.iter().filter_map(|&(letter, digit)| match c {
            _ if c == letter => Some(digit),
            _ if c == digit => Some(letter),
            _ => None,
        });
        found.extend(others.map(|other| with(at, Some(other))));
        let twice = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
        if twice
            .filter_map(|beside| chars.get(beside))
            .any(|&beside| beside != c && alike(beside, c))
        {
            found.push(with(at, None));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(raw: &[&str]) -> Vec<CaseNumber> {
        raw.iter()
            .map(|raw| parse_as(raw, crate::case_number::Place::Labelled).unwrap())
            .collect()
    }

    #[test]
    fn the_others_tell_what_was_misread() {
        for (word, others, truth) in [
            ("14K544", ["14KS12", "14KS31", "13KS7"], "KS 2014/44"),
            (
                "KS52018.0402",
                ["KS2019.0312", "KS2018.0007", "KS2019.0100"],
                "KS 2018/402",
            ),
            ("K5 2019/12", ["KS 2019/7", "KS 2018/120", "KS 2019/44"], "KS 2019/12"),
            ("KS 2O19/12", ["KS 2019/7", "KS 2018/120", "KS 2019/44"], "KS 2019/12"),
        ] {
            let others = numbers(&others);
            let found = by_the_others(word, &others.iter().collect::<Vec<_>>()).unwrap();
            assert_eq!((found.raw.as_str(), found.normalized.as_str()), (word, truth));
        }
    }

    #[test]
    fn a_number_that_the_others_do_not_explain_stays() {
        let others = numbers(&["KS 2019/7", "KS 2018/120", "KS 2019/44"]);
        let others: Vec<&CaseNumber> = others.iter().collect();
        for word in ["KS 2019/13", "K5 2009/13", "B5 2019/13", "15 2019", "KS 2O19/I2"] {
            assert_eq!(by_the_others(word, &others), None, "{word}");
        }
        assert_eq!(by_the_others("K5 2019/12", &others[..2]), None);
    }
}
