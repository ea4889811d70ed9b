//! `§` signs that OCR read as something else, put right where the sequence of numbers tells.
//!
//! A candidate is the beginning of a line: `$ 41`, `&10`, `8 42`, `812` (for § 12), `36 Val` (for § 6). What was read as a
//! sign is certain, what was read as a digit is not: a candidate counts only where its number goes on from the number
//! before it, or leads up to the number after it.

use super::{Edit, Text};

/// Characters that OCR makes of `§`, and that begin no line of Swedish text for another reason.
const SIGNS: [&str; 4] = ["$&", "$", "&", "§§"];
/// Digits and letters that OCR makes of `§`.
const LOOKALIKES: [char; 5] = ['8', '5', '3', 'S', '6'];
/// How sure a repair is that rests on the sequence of numbers.
const BY_SEQUENCE: f32 = 0.97;
/// How sure a repair is that rests on the sign alone.
const BY_SIGN: f32 = 0.9;

/// What the beginning of a line may be.
struct Candidate {
    /// Index of the line.
    line: usize,
    /// The number that follows the sign.
    number: u32,
    /// What stood for the sign.
    sign: Sign,
    /// What stood before the number, and how many tokens it and the number take.
    tokens: usize,
    /// What follows the number in its token: `.`.
    tail: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    True,
    Likely,
    Lookalike,
}

/// Repairs the signs at the beginning of lines, and `$` before a number elsewhere.
pub(super) fn repair(text: &mut Text) {
    let candidates: Vec<Candidate> = (0..text.lines.len()).flat_map(|line| candidates(text, line)).collect();
    let mut edits: Vec<Edit> = Vec::new();
    let mut before: Option<u32> = None;
    let mut done = None;
    for (index, candidate) in candidates.iter().enumerate() {
        if done == Some(candidate.line) {
            continue;
        }
        let after = candidates[index + 1..]
            .iter()
            .find(|c| c.sign == Sign::True)
            .map(|c| c.number);
        let confidence = match candidate.sign {
            Sign::True => None,
            _ if before.is_some_and(|n| n + 1 == candidate.number) => Some(BY_SEQUENCE),
            _ if after.is_some_and(|n| n == candidate.number + 1) => Some(BY_SEQUENCE),
            Sign::Likely if fits(before, candidate.number, after) => Some(BY_SIGN),
            _ => continue,
        };
        done = Some(candidate.line);
        before = Some(candidate.number);
        if let Some(confidence) = confidence {
            let start = text.lines[candidate.line].tokens.start;
            let number = format!("§ {}{}", candidate.number, candidate.tail);
            edits.push(Edit {
                tokens: start..start + candidate.tokens,
                text: number,
                confidence,
            });
        }
    }
    text.edit(edits);
}

/// Whether a number may stand between two others. § numbers run through a year, so a far jump is another thing.
fn fits(before: Option<u32>, number: u32, after: Option<u32>) -> bool {
    let follows = before.is_none_or(|before| number > before && number - before <= 20);
    let leads = after.is_none_or(|after| after > number && after - number <= 20);
    follows && leads
}

/// What the beginning of a line may be: a sign and a number, in one token or two; for a lookalike, each way to read it.
fn candidates(text: &Text, line: usize) -> Vec<Candidate> {
    let tokens = &text.tokens[text.lines[line].tokens.clone()];
    let first = tokens[0].text.as_str();
    let second = tokens.get(1).map(|token| token.text.as_str());
    let alone = |sign, found: Option<(u32, String)>, tokens| {
        found.map(|(number, tail)| Candidate {
            line,
            number,
            sign,
            tokens,
            tail,
        })
    };
    let mut found = Vec::new();
    if let Some(rest) = first.strip_prefix('§') {
        let rest = rest.trim_start_matches('§');
        // `§8 3`: one sign that was read as two.
        if rest.chars().count() == 1 && rest.starts_with(LOOKALIKES) {
            found.extend(alone(Sign::Lookalike, second.and_then(number), 2));
        }
        found.extend(alone(
            Sign::True,
            if rest.is_empty() {
                second.and_then(number)
            } else {
                number(rest)
            },
            1,
        ));
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
    }
    // A speck may stand between the number and what follows.
    let behind = |from: usize| {
        let mut rest = tokens.iter().skip(from);
        rest.find(|token| token.text.contains(char::is_alphanumeric))
    };
    found.retain(|candidate| match (candidate.sign, behind(candidate.tokens)) {
        _ if first.starts_with('§') => true,
        (Sign::True, _) => true,
        (_, Some(next)) => begins_title(&next.text),
        // Alone on its line, a lookalike may be a cell of a column of numbers.
        (Sign::Likely, None) => true,
        (Sign::Lookalike, None) => !number_beside(text, line),
    });
    found
}

/// Whether a token may begin a title or be a case number: it has a capital first, or digits with a sign among them.
fn begins_title(token: &str) -> bool {
    let first = token.chars().next();
    first.is_some_and(char::is_uppercase)
        || first.is_some_and(|c| c.is_ascii_digit()) && token.contains(['/', ':', '-'])
}

/// Whether the line right above or below begins with a number.
fn number_beside(text: &Text, line: usize) -> bool {
    let near = |line: usize| {
        text.lines
            .get(line)
            .is_some_and(|line| line.gap < 0.5 && !line.starts_sheet)
    };
    let above = line.checked_sub(1).filter(|_| near(line));
    let below = Some(line + 1).filter(|&below| near(below));
    above.into_iter().chain(below).any(|line| {
        let text = &text.lines[line].text;
        text.starts_with(|c: char| c.is_ascii_digit() || c == '-')
    })
}

/// The § number that a token is: one to four digits without a leading zero, and perhaps a full stop.
fn number(token: &str) -> Option<(u32, String)> {
    let digits = token.trim_end_matches(['.', ':']);
    let plain =
        (1..=4).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit()) && !digits.starts_with('0');
    let value = digits.parse().ok().filter(|_| plain)?;
    Some((value, token[digits.len()..].to_owned()))
}

#[cfg(test)]
mod tests {
    use crate::scan::Scan;

    fn repaired(lines: &[&str]) -> Vec<String> {
        let scan = Scan::of_lines(lines);
        let mut text = super::super::lines::lines(&scan);
        super::repair(&mut text);
        text.lines.into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn the_sequence_tells_what_was_a_section_sign() {
        assert_eq!(
            repaired(&["§ 40", "Text", "$ 41", "8 42", "&43", "844 Val av ombud", "§ 45"]),
            ["§ 40", "Text", "§ 41", "§ 42", "§ 43", "§ 44 Val av ombud", "§ 45"]
        );
    }

    #[test]
    fn numbers_out_of_sequence_are_left_alone() {
        let lines = ["§ 40", "8 ledamöter", "83 200 kr", "5 12", "§ 41"];
        assert_eq!(repaired(&lines), lines);
    }

    #[test]
    fn a_glued_digit_is_a_sign_only_where_the_number_fits() {
        assert_eq!(repaired(&["§ 11", "812"]), ["§ 11", "§ 12"]);
        assert_eq!(
            repaired(&["§ 2", "§8 3 Val", "§ 8 kap."]),
            ["§ 2", "§ 3 Val", "§ 8 kap."]
        );
        assert_eq!(repaired(&["§ 5", "36 Val", "§ 7"]), ["§ 5", "§ 6 Val", "§ 7"]);
        assert_eq!(repaired(&["§ 5", "36 Val"]), ["§ 5", "§ 6 Val"]);
        assert_eq!(repaired(&["§ 20", "36 Val"]), ["§ 20", "36 Val"]);
    }
}
