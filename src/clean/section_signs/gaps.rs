//! Heads whose numbers are missing in a sequence: misread with their signs, or left without them.

use super::candidates::{Candidate, Sign, begins_title, stand_before};
use super::{BY_PLACE, lost};
use crate::clean::{Edit, Text, Token};
use crate::scan::Scan;
use crate::vocabulary;

/// What OCR makes of a sign that stands close to a number it misreads, too.
pub const LIKE_SIGN: [char; 8] = ['§', '$', '&', '8', '5', '3', 'S', 'B'];
/// No more heads in a row lose their signs.
const MOST_LOST: u32 = 4;
/// Smaller numbers stand in lists, too.
const LEAST_BARE: u32 = 10;

/// Numbers that were misread, with their signs (`5596 Dnr 2017/118` for `§ 56 Dnr 2017/118`) or without: where one number is
/// missing in a sequence, the one line between its neighbours that begins as they do.
pub fn lost_numbers(scan: &Scan, text: &Text, candidates: &[Candidate], repaired: &[Edit]) -> Vec<Edit> {
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

/// Numbers whose signs were lost (`15 Val av revisor`, `I 16 Val av kommitté`), where they are missing in a sequence: the one line
/// between their neighbours that begins with the number, as a head does.
pub fn lost_signs(text: &Text, candidates: &[Candidate], repaired: &[Edit]) -> Vec<Edit> {
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

/// The numbers whose signs were read or are repaired.
fn known<'a>(text: &Text, candidates: &'a [Candidate], repaired: &[Edit]) -> Vec<&'a Candidate> {
    let is_known = |candidate: &&Candidate| {
        let start = text.lines[candidate.line].tokens.start;
        candidate.sign == Sign::True || repaired.iter().any(|edit| edit.tokens.start == start)
    };
    candidates.iter().filter(is_known).collect()
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
    let two_signs =
        first.chars().count() == 2 && first.contains(['§', '$', '&']) && first.chars().all(|c| LIKE_SIGN.contains(&c));
    let one_sign = first.chars().count() == 1 && !first.starts_with(|c: char| c.is_ascii_digit() || c.is_lowercase());
    let alone = one_sign || two_signs;
    let (digits, taken) = if alone {
        (tokens.get(1)?.text.as_str(), 2)
    } else {
        (first.strip_prefix(LIKE_SIGN)?, 1)
    };
    if let Some(taken) = with_tail(text, line, tokens, number, beside) {
        return Some(letters + taken);
    }
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

/// How many of a few tokens are a sign and a number with what follows numbers in this document, where that was read with it: `§19 12019` for
/// `§ 91/2019`.
fn with_tail(text: &Text, line: usize, tokens: &[Token], number: u32, beside: [&Candidate; 2]) -> Option<usize> {
    /// The stroke, and one character of the number or the tail.
    const WRONG: usize = 2;
    const LEAST: usize = 3;
    let tail = &beside[0].tail;
    if tail.chars().count() < LEAST || beside[1].tail != *tail {
        return None;
    }
    let wanted = format!("{number}{tail}");
    (1..=3).find(|&taken| {
        let read: String = tokens.iter().take(taken).map(|token| token.text.as_str()).collect();
        let near = read
            .strip_prefix('§')
            .is_some_and(|read| vocabulary::edits_within(WRONG, read, &wanted).is_some());
        near && tokens
            .get(taken)
            .is_some_and(|next| goes_on_as(text, line, &next.text, beside))
    })
}

/// Whether a line goes on behind its number as those of the numbers beside it do. Of heads of which but some have a case number behind
/// them, its label tells where the line stands apart.
fn goes_on_as(text: &Text, line: usize, next: &str, beside: [&Candidate; 2]) -> bool {
    let same = |other: &Candidate| {
        let tokens = &text.tokens[text.lines[other.line].tokens.clone()];
        tokens.get(other.tokens).is_some_and(|token| token.text == next)
    };
    let told = text.lines[line].gap >= 0.8 && lost::is_case_label(next);
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
