//! `§` signs that OCR read as something else, put right where the sequence of numbers tells.
//!
//! A candidate is the beginning of a line: `$ 41`, `&10`, `8 42`, `812` (for § 12), `36 Val` (for § 6). What was read as a
//! sign is certain, what was read as a digit is not: a candidate counts only where its number goes on from the number
//! before it, or leads up to the number after it. The letters of a body may stand before the sign (`Kf § 41`, `KF842`); the
//! numbers with the same letters are one sequence.

mod lost;
mod replaced;

use std::collections::{BTreeMap, BTreeSet};

use super::{Edit, Text, Token};
use crate::scan::Scan;
use crate::vocabulary;

/// Characters that OCR makes of `§`, and that begin no line of Swedish text for another reason.
const SIGNS: [&str; 7] = ["$&", "$", "&", "§§", "8§", "S8", "8S"];
/// Digits and letters that OCR makes of `§`.
const LOOKALIKES: [char; 5] = ['8', '5', '3', 'S', '6'];
/// How sure a repair is that rests on the sequence of numbers.
const BY_SEQUENCE: f32 = 0.97;
/// How sure a repair is that rests on the sign alone.
const BY_SIGN: f32 = 0.9;
/// How sure a repair is that rests on its place alone.
const BY_PLACE: f32 = 0.8;
/// What OCR makes of a sign that stands close to a number it misreads, too.
const LIKE_SIGN: [char; 8] = ['§', '$', '&', '8', '5', '3', 'S', 'B'];

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
    /// The letters of a body before the sign.
    letters: String,
    /// Whether the sign is as it should be, but dirt hangs on the number.
    stained: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    True,
    Likely,
    Lookalike,
}

/// Repairs the signs at the beginning of lines, and `$` before a number elsewhere.
pub(super) fn repair(scan: &Scan, text: &mut Text) {
    lost::drop_dirt(text);
    replaced::restore(text);
    let bodies = bodies(text);
    lost::restore_letters(text, &bodies);
    let year = year(text);
    let mut sequences: BTreeMap<String, Vec<Candidate>> = BTreeMap::new();
    for candidate in (0..text.lines.len()).flat_map(|line| candidates(text, line, &bodies, &year)) {
        sequences.entry(candidate.letters.clone()).or_default().push(candidate);
    }
    let mut edits: Vec<Edit> = sequences
        .values()
        .flat_map(|sequence| {
            let edits = repairs(text, sequence);
            let more = lost::unsigned_runs(text, sequence, &edits);
            edits.into_iter().chain(more)
        })
        .collect();
    edits.sort_by_key(|edit| edit.tokens.start);
    mark_read_by_ocr(text, &edits);
    let lost: Vec<Edit> = sequences
        .values()
        .flat_map(|sequence| {
            lost_numbers(scan, text, sequence, &edits)
                .into_iter()
                .chain(lost_signs(text, sequence, &edits))
        })
        .collect();
    edits.extend(lost);
    edits.sort_by_key(|edit| edit.tokens.start);
    edits.dedup_by_key(|edit| edit.tokens.start);
    text.edit(edits);
}

/// Pages whose signs were misread are read by OCR, also where all else on them is sound: a text layer may be somebody's OCR.
fn mark_read_by_ocr(text: &mut Text, repaired: &[Edit]) {
    let misread = repaired.iter().filter(|edit| {
        text.tokens[edit.tokens.clone()]
            .iter()
            .all(|token| !token.text.contains('§'))
    });
    let misread: Vec<usize> = misread.map(|edit| edit.tokens.start).collect();
    for line in &text.lines {
        if misread.binary_search(&line.tokens.start).is_ok() {
            text.pages[line.page].read_by_ocr = true;
        }
    }
}

/// The letters or names of bodies that stand before two signs or more that were read as such.
fn bodies(text: &Text) -> BTreeSet<String> {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for line in &text.lines {
        let letters = line.text.split_once('§').map_or("", |(before, _)| before.trim_end());
        if is_letters(letters) || vocabulary::is_body_name(letters) {
            *seen.entry(letters).or_default() += 1;
        }
    }
    let often = seen.into_iter().filter(|(_, times)| *times >= 2);
    often.map(|(letters, _)| letters.to_owned()).collect()
}

/// The year that stands behind two signs or more that were read as such, with its stroke: `§ 58/17`; empty where none does.
fn year(text: &Text) -> String {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for line in &text.lines {
        let number = line.text.split_once('§').map_or("", |(_, behind)| behind.trim_start());
        let number = number.split(' ').next().unwrap_or_default();
        let year = number.trim_start_matches(|c: char| c.is_ascii_digit());
        let digits = year.strip_prefix('/').unwrap_or_default();
        let whole = matches!(digits.len(), 2 | 4) && digits.bytes().all(|b| b.is_ascii_digit());
        if whole && year.len() < number.len() {
            *seen.entry(year).or_default() += 1;
        }
    }
    let most = seen.into_iter().max_by_key(|(_, times)| *times);
    most.filter(|(_, times)| *times >= 2)
        .map_or_else(String::new, |(year, _)| year.to_owned())
}

/// Whether a word may be the letters of a body: `Kf`, `MBN`.
fn is_letters(word: &str) -> bool {
    (2..=5).contains(&word.chars().count())
        && word.chars().all(char::is_alphabetic)
        && word.starts_with(char::is_uppercase)
}

/// The repairs in one sequence of numbers.
fn repairs(text: &Text, candidates: &[Candidate]) -> Vec<Edit> {
    let mut edits: Vec<Edit> = Vec::new();
    let mut before: Option<u32> = None;
    let mut done = None;
    let mut told: BTreeSet<u32> = BTreeSet::new();
    for (candidate, leads) in candidates.iter().zip(leading(candidates)) {
        if done == Some(candidate.line) {
            continue;
        }
        let after = candidates
            .iter()
            .find(|c| c.line > candidate.line && c.sign == Sign::True)
            .map(|c| c.number);
        let confidence = match candidate.sign {
            Sign::True => candidate.stained.then_some(BY_SIGN),
            _ if before.is_some_and(|n| n + 1 == candidate.number) || leads => Some(BY_SEQUENCE),
            // Behind one that was lost, where a list of matters has told the number.
            _ if before.is_some_and(|n| n + 2 == candidate.number)
                && told.contains(&candidate.number)
                && text.lines[candidate.line].gap >= 0.5 =>
            {
                Some(BY_PLACE)
            }
            Sign::Likely if fits(before, candidate.number, after) => Some(BY_SIGN),
            _ => continue,
        };
        done = Some(candidate.line);
        before = Some(candidate.number);
        told.insert(candidate.number);
        if let Some(confidence) = confidence {
            let start = text.lines[candidate.line].tokens.start;
            let number = format!("{} § {}{}", candidate.letters, candidate.number, candidate.tail);
            edits.push(Edit {
                tokens: start..start + candidate.tokens,
                text: number.trim_start().to_owned(),
                confidence,
            });
        }
    }
    edits
}

/// Numbers that were misread, with their signs (`5596 Dnr 2017/118` for `§ 56 Dnr 2017/118`) or without: where one number is
/// missing in a sequence, the one line between its neighbours that begins as they do.
fn lost_numbers(scan: &Scan, text: &Text, candidates: &[Candidate], repaired: &[Edit]) -> Vec<Edit> {
    let known = known(text, candidates, repaired);
    let found = known.iter().enumerate().filter_map(|(at, before)| {
        let number = before.number + 1;
        // Between the two stands nothing, or one number that cannot stand there.
        let after = known.get(at + 1..)?.iter().take(2);
        let after = after
            .take_while(|after| after.number != number)
            .find(|after| after.number == number + 1)?;
        let between = || before.line + 1..after.line;
        let start = |line: usize| text.lines[line].tokens.start;
        let misread = between()
            .filter_map(|line| Some((start(line), misread_start(text, line, number, [before, after])?)))
            .collect::<Vec<_>>();
        let stands = |line: usize| {
            let tokens = lost::stands_as_heads(scan, text, line, number, [before, after])?;
            Some((start(line), tokens))
        };
        let (start, tokens) = match misread[..] {
            [only] => only,
            [] => {
                let mut heads = between().filter_map(stands);
                heads.next().filter(|_| heads.next().is_none())?
            }
            _ => return None,
        };
        Some(Edit {
            tokens: start..start + tokens,
            text: format!("{} § {number}{}", before.letters, before.tail)
                .trim_start()
                .to_owned(),
            confidence: BY_PLACE,
        })
    });
    found.collect()
}

/// The numbers whose signs were read or are repaired.
fn known<'a>(text: &Text, candidates: &'a [Candidate], repaired: &[Edit]) -> Vec<&'a Candidate> {
    let is_known = |candidate: &&Candidate| {
        let start = text.lines[candidate.line].tokens.start;
        candidate.sign == Sign::True || repaired.iter().any(|edit| edit.tokens.start == start)
    };
    candidates.iter().filter(is_known).collect()
}

/// Numbers whose signs were lost (`15 Val av revisor`, `I 16 Val av kommitté`), where they are missing in a sequence: the one line
/// between their neighbours that begins with the number, as a head does.
fn lost_signs(text: &Text, candidates: &[Candidate], repaired: &[Edit]) -> Vec<Edit> {
    let known = known(text, candidates, repaired);
    let gaps = known.windows(2).filter(|pair| {
        let missing = pair[1].number.saturating_sub(pair[0].number + 1);
        (1..=MOST_LOST).contains(&missing) && pair[0].letters.is_empty()
    });
    let found = gaps.flat_map(|pair| {
        let mut from = pair[0].line + 1;
        (pair[0].number + 1..pair[1].number).filter_map(move |number| {
            let between = from..pair[1].line;
            let mut starts = between
                .clone()
                .filter_map(|line| Some((line, bare_start(text, line, number)?)));
            let only = starts.next().filter(|_| starts.next().is_none());
            let one_lost = pair[0].number + 2 == pair[1].number;
            let (line, tokens) = only.or_else(|| last_digits(text, between, number).filter(|_| one_lost))?;
            from = line + 1;
            let start = text.lines[line].tokens.start;
            Some(Edit {
                tokens: start..start + tokens,
                text: format!("§ {number}"),
                confidence: BY_PLACE,
            })
        })
    });
    found.collect()
}

/// How many tokens at the beginning of a line are a number without its sign, or with a character for it, above or before a title.
fn bare_start(text: &Text, line: usize, number: u32) -> Option<usize> {
    let here = &text.lines[line];
    let tokens = &text.tokens[here.tokens.clone()];
    let above = line.checked_sub(1).map(|above| &text.lines[above]);
    let apart = here.starts_sheet || here.gap >= 0.5;
    let ended = above.is_some_and(|above| above.text.ends_with('.'));
    let sign = tokens
        .first()
        .filter(|token| token.text.chars().count() == 1 && !token.text.starts_with(|c: char| c.is_ascii_digit()));
    let taken = usize::from(sign.is_some());
    let told = apart && number >= LEAST_BARE || sign.is_some() && (apart || ended);
    let exact = tokens.get(taken)?.text == number.to_string();
    let title = begins_title(&tokens.get(taken + 1)?.text);
    (told && exact && title).then_some(taken + 1)
}

/// The one line that begins with a number and a title (`1 Beslut angående årets resultat` for § 11), where its digits are the last ones of
/// the number: OCR lost the sign and the digit behind it.
fn last_digits(text: &Text, lines: std::ops::Range<usize>, number: u32) -> Option<(usize, usize)> {
    let mut numbered = lines.filter_map(|line| {
        let here = &text.lines[line];
        let tokens = &text.tokens[here.tokens.clone()];
        let [first, next, ..] = tokens else { return None };
        let digits = first.text.trim_end_matches(['.', ')', ',']);
        let entry = digits.parse::<u32>().is_ok() && begins_title(&next.text);
        entry.then_some((line, digits, here.starts_sheet || here.gap >= 0.5))
    });
    // Where there are more, they are a list.
    let (line, digits, apart) = numbered.next().filter(|_| numbered.next().is_none())?;
    let lost = number
        .to_string()
        .strip_suffix(digits)
        .is_some_and(|before| !before.is_empty());
    let read = text.pages[text.lines[line].page].read_by_ocr;
    (read && apart && lost && text.tokens[text.lines[line].tokens.start].text == digits).then_some((line, 1))
}

/// No more heads in a row lose their signs.
const MOST_LOST: u32 = 4;
/// Smaller numbers stand in lists, too.
const LEAST_BARE: u32 = 10;

/// How many tokens of a line may be a sign and a number, misread, where the line goes on as those of the numbers beside it do.
fn misread_start(text: &Text, line: usize, number: u32, beside: [&Candidate; 2]) -> Option<usize> {
    let all = &text.tokens[text.lines[line].tokens.clone()];
    let letters = match beside[0].letters.as_str() {
        "" => 0,
        letters if stand_before(all, letters) => letters.split(' ').count(),
        letters => return run_together(text, line, (letters, number), beside),
    };
    let tokens = &all[letters..];
    let first = tokens.first()?.text.as_str();
    let is_digit = |c: char| c.is_ascii_digit();
    let alone = first.chars().count() == 1 && !first.starts_with(|c: char| c.is_ascii_digit() || c.is_lowercase());
    let (digits, taken) = if alone {
        (tokens.get(1)?.text.as_str(), 2)
    } else {
        (first.strip_prefix(LIKE_SIGN)?, 1)
    };
    let digits = digits.trim_end_matches(['.', ':']);
    let wanted = number.to_string();
    let near = digits.len() <= wanted.len() + 1 && vocabulary::edits_within(1, digits, &wanted).is_some();
    // One digit in the place of another tells nothing, unless what stands before it is none.
    let told = wanted.len() > 1 && digits.contains(is_digit) || !first.starts_with(is_digit);
    let next = tokens.get(taken)?.text.as_str();
    let above = line.checked_sub(1).map(|above| text.lines[above].text.as_str());
    let begins = letters > 0 || first.starts_with('§') || above.is_some_and(|above| above.ends_with('.'));
    let goes_on = goes_on_as(text, line, next, beside) || begins && begins_title(next) && next.len() > 1;
    (near && told && goes_on).then_some(letters + taken)
}

/// Whether a line goes on behind its number as those of the numbers beside it do. Of heads of which but some have a case number behind
/// them, its label tells where the line stands apart.
fn goes_on_as(text: &Text, line: usize, next: &str, beside: [&Candidate; 2]) -> bool {
    let same = |other: &Candidate| {
        let tokens = &text.tokens[text.lines[other.line].tokens.clone()];
        tokens.get(other.tokens).is_some_and(|token| token.text == next)
    };
    let told = text.lines[line].gap >= 0.8 && next.trim_end_matches(['.', ':']) == "Dnr";
    beside.into_iter().all(same) || told && beside.into_iter().any(same)
}

/// `K562 Dnr 2017/118` between `Kf § 61` and `Kf § 63`: the letters of a body, the sign and the number, which is whole, run together.
fn run_together(text: &Text, line: usize, (letters, number): (&str, u32), beside: [&Candidate; 2]) -> Option<usize> {
    let tokens = &text.tokens[text.lines[line].tokens.clone()];
    let (first, next) = (tokens.first()?.text.as_str(), tokens.get(1)?.text.as_str());
    let body = first.strip_suffix(number.to_string().as_str())?;
    let room = 1..=letters.chars().count() + 1;
    let begins = body.chars().next() == letters.chars().next() && room.contains(&body.chars().count());
    (begins && goes_on_as(text, line, next, beside)).then_some(1)
}

/// Whether each candidate leads up to the number after it: one that was read with its sign, or that leads up to another.
fn leading(candidates: &[Candidate]) -> Vec<bool> {
    let mut leads = vec![false; candidates.len()];
    let mut after = None;
    let lines: Vec<&[Candidate]> = candidates.chunk_by(|a, b| a.line == b.line).collect();
    let mut end = candidates.len();
    for line in lines.into_iter().rev() {
        let start = end - line.len();
        for (at, candidate) in line.iter().enumerate() {
            leads[start + at] = after == Some(candidate.number + 1);
        }
        let sure = (start..end).find(|&at| leads[at]);
        let sign = (start..end).find(|&at| candidates[at].sign == Sign::True);
        after = sure.or(sign).map(|at| candidates[at].number).or(after);
        end = start;
    }
    leads
}

/// Whether a number may stand between two others. § numbers run through a year, so a far jump is another thing.
fn fits(before: Option<u32>, number: u32, after: Option<u32>) -> bool {
    let follows = before.is_none_or(|before| number > before && number - before <= 20);
    let leads = after.is_none_or(|after| after > number && after - number <= 20);
    follows && leads
}

/// What the beginning of a line may be: a sign and a number, in one token or two; for a lookalike, each way to read it. The `year` may
/// stand behind the number.
fn candidates(text: &Text, line: usize, bodies: &BTreeSet<String>, year: &str) -> Vec<Candidate> {
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
    } else if apart > 0 && first.chars().count() == 1 && !first.starts_with(char::is_alphanumeric) {
        // `KF ] 75`: behind the letters of a body stands a sign, whatever it was read as.
        found.extend(alone(Sign::Likely, second.and_then(number), 2));
    }
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
fn stand_before(tokens: &[Token], letters: &str) -> bool {
    let words = letters.split(' ').count();
    !letters.is_empty()
        && tokens.len() > words
        && letters.split(' ').zip(tokens).all(|(word, token)| token.text == word)
}

/// Whether a token may begin a title or be a case number: it has a capital first, or digits with a sign among them.
fn begins_title(token: &str) -> bool {
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
struct Number {
    value: u32,
    /// A full stop or colon behind it.
    tail: String,
    /// Whether dirt was read behind it.
    stained: bool,
}

/// What OCR makes of dirt beside a number.
const DIRT: &str = "`´'’‘^~*|\"”“„°";

/// The § number that a token is: one to four digits without a leading zero, and perhaps the `year` or a full stop.
fn number(token: &str, year: &str) -> Option<Number> {
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

#[cfg(test)]
mod tests {
    use crate::clean::lines_after;
    use crate::scan::Scan;

    fn repaired(lines: &[&str]) -> Vec<String> {
        let scan = Scan::of_lines(lines);
        lines_after(&scan, |text| super::repair(&scan, text))
    }

    #[test]
    fn the_sequence_tells_what_was_a_section_sign() {
        assert_eq!(
            repaired(&["§ 40", "Text", "$ 41", "8 42", "&43", "844 Val av ombud", "§ 45"]),
            ["§ 40", "Text", "§ 41", "§ 42", "§ 43", "§ 44 Val av ombud", "§ 45"]
        );
    }

    #[test]
    fn a_character_before_rising_numbers_stands_for_every_sign() {
        let heads = |sign: &str| {
            let text = |number: u32| {
                let head = format!("{sign} {number} Val av ombud");
                [head, String::new(), format!("Se {sign} 12 i planen."), String::new()]
            };
            let lines: Vec<String> = (41..=44).flat_map(text).collect();
            let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
            let found = repaired(&lines);
            (found[2].clone(), found[3].clone())
        };
        let both = |head: &str, text: &str| (head.to_owned(), text.to_owned());
        assert_eq!(heads("?"), both("§ 42 Val av ombud", "Se § 12 i planen."));
        assert_eq!(heads("8"), both("§ 42 Val av ombud", "Se 8 12 i planen."));
        assert_eq!(heads("•"), both("• 42 Val av ombud", "Se • 12 i planen."));
    }

    #[test]
    fn the_year_stands_behind_the_numbers_of_a_document_that_has_it() {
        assert_eq!(
            repaired(&[
                "SN 858/17",
                "SN §59/17",
                "SN 860/17 Dnr SN 2017/3",
                "SN § 61/17",
                "SN 97/17",
                "SN 862/16"
            ]),
            [
                "SN § 58/17",
                "SN §59/17",
                "SN § 60/17 Dnr SN 2017/3",
                "SN § 61/17",
                "SN 97/17",
                "SN 862/16"
            ]
        );
        assert_eq!(repaired(&["SN § 59/17", "SN 860/17"]), ["SN § 59/17", "SN 860/17"]);
    }

    #[test]
    fn a_list_of_matters_tells_the_number_behind_a_lost_one() {
        let heads = [
            "",
            "§ 78 Dnr 2013/2",
            "Text",
            "",
            "57 Dnr 2014/3",
            "Text",
            "",
            "580",
            "Val",
        ];
        let list = ["§ 78", "579", "580"];
        assert_eq!(
            repaired(&[&list[..], &heads].concat())[5..],
            ["§ 79 Dnr 2014/3", "Text", "§ 80", "Val"]
        );
        assert_eq!(repaired(&heads)[2..], ["57 Dnr 2014/3", "Text", "580", "Val"]);
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

    #[test]
    fn lost_signs_in_a_row_lead_up_to_one_that_was_read() {
        assert_eq!(
            repaired(&[
                "8 38 Val av justerare",
                "Text",
                "839 Motion",
                "8§ 40 Taxa",
                "§ 41 Meddelanden"
            ]),
            [
                "§ 38 Val av justerare",
                "Text",
                "§ 39 Motion",
                "§ 40 Taxa",
                "§ 41 Meddelanden"
            ]
        );
    }

    #[test]
    fn a_number_may_have_lost_its_sign_and_its_first_digit() {
        let lines = [
            "§ 10 Val",
            "Bo väljs.",
            "",
            "1 Beslut om resultat",
            "Ida föreslår.",
            "§ 12 Avgift",
        ];
        let read = |lines: &[&str]| {
            let scan = Scan::of_lines(lines).on_image();
            let mut text = super::super::lines::lines(&scan);
            super::repair(&scan, &mut text);
            text.lines.into_iter().map(|line| line.text).collect::<Vec<_>>()
        };
        assert_eq!(read(&lines)[2], "§ 11 Beslut om resultat");
        assert_eq!(repaired(&lines)[2], "1 Beslut om resultat");
        // A sign that was misread tells that OCR made the text.
        let misread = [
            "$ 10 Val",
            "Bo väljs.",
            "",
            "1 Beslut om resultat",
            "Ida föreslår.",
            "$ 12 Avgift",
        ];
        assert_eq!(repaired(&misread)[2], "§ 11 Beslut om resultat");
        let list = [
            "§ 10 Val",
            "",
            "1 Beslut om resultat",
            "2 Beslut om avgift",
            "§ 12 Avgift",
        ];
        assert_eq!(read(&list)[1], "1 Beslut om resultat");
    }

    #[test]
    fn names_of_bodies_may_stand_before_the_sign() {
        assert_eq!(
            repaired(&[
                "Kommunfullmäktige 858",
                "Text.",
                "Kommunfullmäktige § 59 2014-03-31",
                "Tekniska nämnden § 4",
                "Kommunfullmäktige § 60 2014-03-31",
                "Tekniska nämnden 85",
                "Kommunfullmäktige 861 2014-03-31",
                "Tekniska nämnden § 6",
                "Kommunfullmäktige 2014-03-31",
            ]),
            [
                "Kommunfullmäktige § 58",
                "Text.",
                "Kommunfullmäktige § 59 2014-03-31",
                "Tekniska nämnden § 4",
                "Kommunfullmäktige § 60 2014-03-31",
                "Tekniska nämnden § 5",
                "Kommunfullmäktige § 61 2014-03-31",
                "Tekniska nämnden § 6",
                "Kommunfullmäktige 2014-03-31",
            ]
        );
    }

    #[test]
    fn a_number_misread_with_its_sign_is_known_by_its_place() {
        let head = |before: &'static str| [before, "Vägen lagas."];
        let lines = [
            head("§ 55 Dnr 2017/149"),
            head("5596 Dnr 2017/8"),
            head("§ 57 Dnr 2017/201"),
        ];
        assert_eq!(repaired(lines.as_flattened())[2], "§ 56 Dnr 2017/8");
        let lines = [head("§ 4. Val"), head("B9 Till stämmans yttrande"), head("§ 6. Bron")];
        assert_eq!(repaired(lines.as_flattened())[2], "§ 5. Till stämmans yttrande");
        let lines = [head("KF § 94 Motion"), head("KF ] 75 Frågestund"), head("KF § 96 Val")];
        assert_eq!(repaired(lines.as_flattened())[2], "KF § 95 Frågestund");
        let lines = [head("§ 75 Motion"), head("§ 96 Frågestund"), head("§ 77 Val")];
        assert_eq!(repaired(lines.as_flattened())[2], "§ 76 Frågestund");
        let glued = [
            "Kf § 61 Dnr 2017/7",
            "Text.",
            "K562 Dnr 2017/8",
            "Text.",
            "Kf § 63 Dnr 2017/9",
        ];
        assert_eq!(repaired(&glued)[2], "Kf § 62 Dnr 2017/8");
        let other = [
            "Kf § 61 Dnr 2017/7",
            "Text.",
            "K552 Dnr 2017/8",
            "Text.",
            "Kf § 63 Dnr 2017/9",
        ];
        assert_eq!(repaired(&other)[2], other[2]);
        let lines = ["§ 75 Motion", "§ 96 Frågestund", "§ 76 Val", "§ 77 Val"];
        assert_eq!(repaired(&lines), lines);
        let lines = [
            ["§ 14 Val", ""],
            ["15 Val av revisor", "Bo Ek väljs."],
            head("I 16 Val av kommitté"),
            head("§ 17 Val"),
        ];
        let read = repaired(lines.as_flattened());
        assert_eq!(
            (read[1].as_str(), read[3].as_str()),
            ("§ 15 Val av revisor", "§ 16 Val av kommitté")
        );
        let lines = [
            "§ 14 Val",
            "",
            "15 Kronor",
            "",
            "15 Kronor",
            "§ 16 Val",
            "",
            "17 kronor",
            "§ 18 Val",
            "Text.",
            "19 Bord",
            "§ 20 Val",
        ];
        let whole: Vec<&str> = lines.iter().copied().filter(|line| !line.is_empty()).collect();
        assert_eq!(repaired(&lines), whole);
        // Nothing is told where two lines may be it, or the text above goes on.
        for between in [["53 Vägar", "56 Broar"], ["kostar", "53 Kronor"], ["Vägen.", "2 Bord"]] {
            let lines = ["§ 4 Val", between[0], between[1], "§ 6 Bron"];
            assert_eq!(repaired(&lines), lines);
        }
    }

    #[test]
    fn letters_of_a_body_may_stand_before_the_sign() {
        assert_eq!(
            repaired(&[
                "KF§88 Bokslut",
                "KF8§89 Ansvarsfrihet",
                "KF § 90 Motion",
                "Au § 12",
                "KF891 Skolan",
                "KF§897 Utgår",
                "KF § 98`",
                "KF 8 99 Val",
                "KF ] 100 Taxa",
            ]),
            [
                "KF§88 Bokslut",
                "KF § 89 Ansvarsfrihet",
                "KF § 90 Motion",
                "Au § 12",
                "KF § 91 Skolan",
                "KF § 97 Utgår",
                "KF § 98",
                "KF § 99 Val",
                "KF § 100 Taxa"
            ]
        );
    }
}
