//! The lines where items begin: `§ 35`, `§ 2 Ärendenummer SLK-2024-00078`, `BUN § 1  BUN/2023:25`, `26 Dnr KS 2018/14 …`;
//! and the number, the case numbers and the title that stand there.
//!
//! A sign and a number may also be a reference in running text, or a line of the list of matters. The sequence decides:
//! of all candidates of one meeting, the chain of rising numbers that is best supported is kept.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::Reading;
use super::sheets::Sheet;
use crate::case_number;
use crate::clean::Role;
use crate::record::CaseNumber;
use crate::vocabulary::{self, CASE_LABELS};

/// A title longer than this many lines is running text.
const TITLE_LINES: usize = 7;

/// Where an item begins.
#[derive(Debug, Clone)]
pub(super) struct ItemStart {
    /// The line with the sign.
    pub line: usize,
    /// The number as written.
    pub number: String,
    /// The number.
    pub value: u32,
    /// The case numbers.
    pub case_numbers: Vec<CaseNumber>,
    /// The title, and the tokens that it stands in.
    pub title: Option<(String, Range<usize>)>,
    /// The first line after the heading.
    pub text_from: usize,
    /// How much speaks for this being the beginning of an item.
    support: u32,
}

static SIGNED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?:\p{Lu}[\p{L}-]{0,5}(?:\s\p{Lu}{1,4})?\s)?§\s?(?P<number>(?P<value>\d{1,4})(?:\s?[a-z]\b)?)(?P<end>[.:]?)(?:\s+(?P<rest>.*))?$",
    )
});
static UNSIGNED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?:\p{Lu}\p{L}{0,4}\s)?(?P<number>(?P<value>\d{1,4}))(?P<end>)\s+(?P<rest>(?i:dnr|diarienr|diarienummer|ärendenr|ärendenummer)\b.*)$",
    )
});

fn regex(pattern: &str) -> Regex {
    #[allow(clippy::expect_used, reason = "the pattern is a constant, and covered by tests")]
    Regex::new(pattern).expect("the pattern is well-formed")
}

/// Where the items begin, in order.
pub(super) fn find(reading: Reading<'_>, sheets: &[Sheet]) -> Vec<ItemStart> {
    let body = reading.body(0..reading.text.lines.len());
    let mut candidates = candidates(reading, &body, &SIGNED);
    if candidates.is_empty() {
        candidates = self::candidates(reading, &body, &UNSIGNED);
    }
    let mut kept = Vec::new();
    for group in candidates.chunk_by(|a, b| same_meeting(reading, sheets, a.line, b.line)) {
        kept.extend(best_chain(group));
    }
    kept
}

fn candidates(reading: Reading<'_>, body: &[usize], form: &Regex) -> Vec<ItemStart> {
    let mut found: Vec<ItemStart> = (0..body.len())
        .filter_map(|at| candidate(reading, body, at, form))
        .collect();
    for index in 0..found.len() {
        let next = found.get(index + 1).map_or(reading.text.lines.len(), |next| next.line);
        let inside = body
            .iter()
            .filter(|&&line| line >= found[index].text_from && line < next);
        let (mut lines, mut headings) = (0, 0);
        for &line in inside.take(40) {
            lines += 1;
            let words = reading.words(line);
            headings += u32::from(vocabulary::find_heading(&words).is_some_and(|heading| heading.words == words.len()));
        }
        found[index].support += headings.min(2) * 3 + u32::from(lines >= 2);
    }
    found
}

/// Whether the heads of the sheets between two lines leave them in one meeting.
fn same_meeting(reading: Reading<'_>, sheets: &[Sheet], a: usize, b: usize) -> bool {
    let named = |line: usize| {
        let upto = sheets.partition_point(|sheet| sheet.lines.start <= line);
        sheets[..upto]
            .iter()
            .rev()
            .map(|sheet| &sheet.head)
            .find(|head| head.names_meeting())
    };
    debug_assert!(reading.text.lines[a].role == Role::Body);
    match (named(a), named(b)) {
        (Some(a), Some(b)) => a.agrees(b),
        _ => true,
    }
}

/// The chain of rising numbers with the most support. A number that continues (`§ 16 forts.`) may stand twice.
fn best_chain(candidates: &[ItemStart]) -> Vec<ItemStart> {
    let mut best: Vec<(u32, Option<usize>)> = Vec::with_capacity(candidates.len());
    for (index, candidate) in candidates.iter().enumerate() {
        let before = (0..index).filter(|&other| follows(&candidates[other], candidate));
        let previous = before.max_by_key(|&other| best[other].0 + step(&candidates[other], candidate));
        let gained = previous.map_or(0, |other| best[other].0 + step(&candidates[other], candidate));
        best.push((gained + candidate.support, previous));
    }
    let mut chain = Vec::new();
    let mut at = (0..best.len()).max_by_key(|&index| best[index].0);
    while let Some(index) = at {
        chain.push(candidates[index].clone());
        at = best[index].1;
    }
    chain.reverse();
    chain
}

fn follows(a: &ItemStart, b: &ItemStart) -> bool {
    b.value > a.value || (b.value == a.value && b.number != a.number) || continues(b) && b.value == a.value
}

fn continues(start: &ItemStart) -> bool {
    start
        .title
        .as_ref()
        .is_some_and(|(title, _)| vocabulary::fold(title).starts_with("forts"))
}

/// What the step from one number to the next speaks for.
fn step(a: &ItemStart, b: &ItemStart) -> u32 {
    match b.value - a.value {
        0 | 1 => 3,
        2..=5 => 1,
        _ => 0,
    }
}

fn candidate(reading: Reading<'_>, body: &[usize], at: usize, form: &Regex) -> Option<ItemStart> {
    let line = body[at];
    let text = &reading.text.lines[line].text;
    let found = form.captures(text)?;
    let rest = found.name("rest").map_or("", |m| m.as_str());
    if is_reference(reading, body, at, rest) {
        return None;
    }
    let tokens = reading.text.lines[line].tokens.clone();
    let rest_words = if rest.is_empty() { 0 } else { rest.split(' ').count() };
    let rest_from = tokens.end - rest_words;
    let mut heading = Heading {
        case_numbers: Vec::new(),
        title: None,
    };
    let title_from = heading.take_line(reading, rest_from..tokens.end);
    let text_from = heading.take_following(reading, body, at, title_from);
    let mut support = 1 + 2 * u32::from(!heading.case_numbers.is_empty());
    support += u32::from(reading.text.lines[line].gap >= 0.8 || at == 0 || rest.is_empty());
    Some(ItemStart {
        line,
        number: found["number"].to_owned(),
        value: found["value"].parse().ok()?,
        title: heading.title.map(|tokens| (reading.text.flow(tokens.clone()), tokens)),
        case_numbers: heading.case_numbers,
        text_from,
        support,
    })
}

/// Whether a sign at the beginning of a line goes on from the line before, or the words after it go on a sentence.
fn is_reference(reading: Reading<'_>, body: &[usize], at: usize, rest: &str) -> bool {
    let line = &reading.text.lines[body[at]];
    let first = rest.chars().next();
    let folded = vocabulary::fold(rest);
    let labelled = CASE_LABELS
        .iter()
        .any(|label| folded.starts_with(&vocabulary::fold(label)))
        || folded.starts_with("forts");
    let goes_on = first
        .is_some_and(|c| !c.is_uppercase() && !c.is_ascii_digit() && !matches!(c, '"' | '”' | '(' | '«'))
        && !labelled;
    let above = at.checked_sub(1).map(|above| &reading.text.lines[body[above]]);
    let inside = above.is_some_and(|above| {
        let open = !above.text.ends_with(['.', ':', '!', '?', ')', '”', '"']);
        line.gap < 0.3 && !line.starts_sheet && above.width > 0.85 && open && !line.text.starts_with("§ ")
    });
    goes_on || inside
}

/// What has been read of a heading so far.
struct Heading {
    case_numbers: Vec<CaseNumber>,
    title: Option<Range<usize>>,
}

impl Heading {
    /// Takes the case numbers at the beginning of some tokens of one line. What is left begins a title.
    fn take_line(&mut self, reading: Reading<'_>, tokens: Range<usize>) -> Range<usize> {
        let rest = leading_case_numbers(reading, tokens, &mut self.case_numbers);
        if !rest.is_empty() {
            self.title = Some(rest.clone());
        }
        rest
    }

    /// Takes the lines below: title and case numbers, up to the first section, sentence or next item. Returns the first
    /// line after them.
    fn take_following(&mut self, reading: Reading<'_>, body: &[usize], at: usize, begun: Range<usize>) -> usize {
        let end = body.get(at + 1).copied().unwrap_or(reading.text.lines.len());
        let below = &body[at + 1..(at + 1 + TITLE_LINES).min(body.len())];
        let anchor = below.iter().position(|&line| is_anchor(reading, line));
        let limit = title_lines(reading, below, anchor, !begun.is_empty());
        let lines = &below[..limit];
        let mut next = lines.last().map_or(end, |&last| last + 1);
        if let (Some(&first), Some(&last)) = (lines.first(), lines.last()) {
            let start = self
                .title
                .as_ref()
                .map_or(reading.text.lines[first].tokens.start, |title| title.start);
            self.title = Some(start..reading.text.lines[last].tokens.end);
        }
        for &line in below.iter().skip(limit) {
            let before = self.case_numbers.len();
            let rest = leading_case_numbers(reading, reading.text.lines[line].tokens.clone(), &mut self.case_numbers);
            if self.case_numbers.len() == before {
                break;
            }
            next = line + 1;
            if !rest.is_empty() && self.title.is_none() {
                self.title = Some(rest);
            }
        }
        if self.title.is_none() {
            next = self.title_after_case_number(reading, body, next);
        }
        next
    }

    /// A title that stands below the case number: lines up to the first section or gap.
    fn title_after_case_number(&mut self, reading: Reading<'_>, body: &[usize], from: usize) -> usize {
        let at = body.partition_point(|&line| line < from);
        let below = &body[at..(at + TITLE_LINES).min(body.len())];
        let anchor = below.iter().position(|&line| is_anchor(reading, line));
        let limit = title_lines(reading, below, anchor, false);
        let lines = &below[..limit];
        if !lines.is_empty() {
            self.title = Some(reading.tokens(lines));
        }
        lines.last().map_or(from, |&last| last + 1)
    }
}

/// Whether a line cannot belong to a title: a section's heading, a case number, the next item.
fn is_anchor(reading: Reading<'_>, line: usize) -> bool {
    let words = reading.words(line);
    let heading = vocabulary::find_heading(&words);
    let section = heading.is_some_and(|found| found.words == words.len() || found.colon) && starts_upper(words[0]);
    section || SIGNED.is_match(&reading.text.lines[line].text) || starts_with_case_number(reading, line)
}

fn starts_upper(word: &str) -> bool {
    word.chars()
        .next()
        .is_some_and(|c| c.is_uppercase() || !c.is_alphabetic())
}

fn starts_with_case_number(reading: Reading<'_>, line: usize) -> bool {
    let tokens = reading.text.lines[line].tokens.clone();
    leading_case_numbers(reading, tokens.clone(), &mut Vec::new()).start > tokens.start
}

/// How many lines below the number belong to the title, where a section may begin at one of them.
fn title_lines(reading: Reading<'_>, below: &[usize], section: Option<usize>, begun: bool) -> usize {
    match section {
        Some(section) => before_sentence(reading, &below[..section]),
        None => unanchored_title(reading, below, begun),
    }
}

/// How many of the lines above a section belong to the title: all of them, unless sentences follow it.
fn before_sentence(reading: Reading<'_>, lines: &[usize]) -> usize {
    let all = &reading.text.lines;
    let is_sentence = |&line: &usize| all[line].text.ends_with('.') && all[line].text.split(' ').count() > 2;
    let Some(sentence) = lines.iter().position(is_sentence) else {
        return lines.len();
    };
    let ends_title = |at: &usize| {
        let (here, next) = (&all[lines[*at]], &all[lines[*at + 1]]);
        let upper = next.text.starts_with(char::is_uppercase);
        next.gap >= 0.5 || upper && here.width < 0.75
    };
    (0..sentence)
        .find(ends_title)
        .map_or(usize::from(sentence == 0 && lines.len() == 1), |at| at + 1)
}

/// How many lines belong to a title below which no section begins: up to the first gap or sentence.
fn unanchored_title(reading: Reading<'_>, below: &[usize], begun: bool) -> usize {
    let lines = &reading.text.lines;
    let mut count = 0;
    for &line in below {
        let continues = lines[line].gap < 0.5 && !lines[line].starts_sheet;
        let begins = !begun && count == 0;
        let sentence = lines[line].text.ends_with(['.', ':']) && lines[line].text.split(' ').count() > 3;
        let after_short = (begun || count > 0) && starts_upper(&lines[line].text) && lines[line].width > 0.8;
        if sentence || after_short || !(continues || begins) {
            break;
        }
        count += 1;
    }
    // A whole paragraph is no title.
    if count >= 4 { usize::from(!begun) } else { count }
}

/// Takes the case numbers, with their labels, that tokens of one line begin with; returns the tokens that are left.
fn leading_case_numbers(reading: Reading<'_>, tokens: Range<usize>, found: &mut Vec<CaseNumber>) -> Range<usize> {
    let words: Vec<&str> = reading.text.tokens[tokens.clone()]
        .iter()
        .map(|token| token.text.as_str())
        .collect();
    let mut at = 0;
    while let Some((bytes, number)) = case_number::parse_start(&words[at..].join(" ")) {
        found.push(number);
        at += words_in(&words[at..], bytes);
    }
    tokens.start + at..tokens.end
}

/// How many words the first bytes of their text take, a piece of a word counting as the whole.
fn words_in(words: &[&str], bytes: usize) -> usize {
    let ends = words.iter().scan(0, |end, word| {
        *end += word.len() + 1;
        Some(*end)
    });
    ends.take_while(|end| *end <= bytes).count() + 1
}
