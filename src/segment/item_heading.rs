//! The lines where items begin: `§ 35`, `§ 2 Ärendenummer SLK-2024-00078`, `BUN § 1  BUN/2023:25`, `26 Dnr KS 2018/14 …`;
//! and the number, the case numbers and the title that stand there.
//!
//! A sign and a number may also be a reference in running text, or a line of the list of matters. The sequence decides:
//! of all candidates of one meeting, the chain of rising numbers that is best supported is kept.

mod above;
mod general;
mod heading;
mod leading_numbers;
mod line_ends;
mod numbered;
mod other_bodies;
#[cfg(test)]
mod tests;
mod title;
mod title_limits;

use std::collections::HashMap;
use std::ops::{Range, RangeInclusive};
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::Reading;
use super::{sections, sheets::Sheet, sieved::Sieved};
use crate::case_number;
use crate::clean::Role;
use crate::record::CaseNumber;
use crate::vocabulary::{self, CASE_LABELS, MATTER_LABELS};

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
    /// The first token of the text, where it begins on the line of the number.
    pub text_token: Option<usize>,
    /// The lines with the recipients, where they stand between number and title.
    pub recipients: Range<usize>,
    /// Lines where the heading is repeated because a page break has cut the item: `§ 16 forts.`
    pub repeated: Vec<Range<usize>>,
    /// The line with its number, and the letters of a body before it (`Kst § 42`), if any.
    numbered: usize,
    letters: String,
    /// How much speaks for this being the beginning of an item.
    support: u32,
}

/// How the number of an item is written; some have the year beside it, or a word behind a stroke: `42`, `16 a`, `103/2011`, `96/19`, `2011:103`, `120/Dnr 2020/511`.
const NUMBER: &str = r"(?:(?:19|20)\d\d[/:-])?(?P<number>(?P<value>\d{1,4})(?:\s?[a-z]\b|[A-Z]\b)?)(?:[/:-](?:19|20)\d\d|[/:]\d\d)?[.:)]?(?:(?:\s+|\s?[/|;,–-]\s?\p{L}[\p{L}.:]*\s+)(?P<rest>.*))?$";

static SIGNED: LazyLock<Sieved> =
    LazyLock::new(|| Sieved::of(&[r"^(?:\p{Lu}[\p{L}-]{0,5}(?:\s\p{Lu}{1,4})?\s?)?§\s?", NUMBER].concat()));
/// The number of the meeting in its year may stand before that of the item: `KF § 5:12`.
static OF_MEETING: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?:\p{Lu}[\p{L}-]{0,5}(?:\s\p{Lu}{1,4})?\s?)?§\s?(?P<number>(?P<meeting>\d{1,3}):(?P<value>\d{1,3}))[.:)]?(?:\s+(?P<rest>.*))?$",
    )
});
/// The body's whole name may stand before the sign: `Kommunstyrelsen § 54`.
static NAMED: LazyLock<Sieved> =
    LazyLock::new(|| Sieved::of(&[r"^(?P<name>\p{Lu}[\p{L} ,-]+?)\s+§\s?", NUMBER].concat()));
/// The characters of such a name. The pattern does not count them: it would hold all letters once for each.
const NAME_LENGTH: RangeInclusive<usize> = 7..=61;
/// Where no line begins with the sign, it may be spelled, or stand behind a case number or the number of the matter in the
/// list of matters: `Paragraf 54`, `Dnr KS 2019/33   § 54`, `Ärende 7   § 54`.
static BEHIND: LazyLock<Sieved> = LazyLock::new(|| {
    let before = r"^(?:(?P<before>.{3,60}?)\s+)?(?:§|(?i:paragraf)(?:\s?nr)?)\s?";
    Sieved::of(&[before, NUMBER].concat())
});
/// Without the sign, a case number must follow: `26 Dnr KS 2018/14`, `Ks 6 Dnr 2012-KS`, `Sn 50 Au 84 Dnr 2016/3`.
static UNSIGNED: LazyLock<Sieved> = LazyLock::new(|| {
    Sieved::of(
        r"^(?:(?P<unit>\p{Lu}\p{L}{0,4}?)\s?)?(?P<number>(?P<value>\d{1,4}))\s+(?P<rest>(?:\p{Lu}\p{L}{0,4}\s\d{1,4}\s+)*(?i:dnr|diarienr|diarienummer|ärendenr|ärendenummer)\b.*)$",
    )
});
/// … or the abbreviation of the body, known from other items, stands before it: `Ks 5`.
static UNIT_ALONE: LazyLock<Regex> =
    LazyLock::new(|| regex(r"^(?P<unit>\p{Lu}\p{L}{0,4}?)\s?(?P<number>(?P<value>\d{1,4}))(?P<rest>)$"));
/// … or the case number stands first: `KS/2011:286 6 Ändring i …`; what follows it is matched.
static BEHIND_CASE: LazyLock<Regex> = LazyLock::new(|| regex(r"^(?P<number>(?P<value>\d{1,4}))\s+(?P<rest>\p{Lu}.*)$"));
fn regex(pattern: &str) -> Regex {
    #[allow(clippy::expect_used, reason = "the pattern is a constant, and covered by tests")]
    Regex::new(pattern).expect("the pattern is well-formed")
}

/// A line that only says which item goes on: `Forts. § 24`, `forts av Ks § 24`.
static GOES_ON: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^[Ff]orts(?:\.|ättning)?\s(?:av\s|på\s|från\s)?(?:\p{Lu}\p{L}{0,5}\s)?§\s?(?P<value>\d{1,4})(?:[/:]\d{2,4})?\.?$",
    )
});

/// Where the items begin, in order.
pub(super) fn find(reading: Reading<'_>, sheets: &[Sheet]) -> Vec<ItemStart> {
    let body = reading.body(0..reading.text.lines.len());
    let mut starts = begin(reading, sheets, &body);
    if is_list_of_matters(&body, &starts) {
        // The heads of the items are in another form than the lines of the list.
        let listed = |line: &usize| {
            let last = starts.last().map_or(0, |last| last.line);
            (starts[0].line..=last).contains(line)
        };
        let others: Vec<usize> = body.iter().copied().filter(|line| !listed(line)).collect();
        let found = begin(reading, sheets, &others);
        if 2 * found.len() >= starts.len() && !is_list_of_matters(&others, &found) {
            starts = found;
        }
    }
    above::take_titles(reading, &body, &mut starts);
    line_ends::take_numbers(reading, &mut starts);
    for &line in &body {
        let at = starts.partition_point(|start| start.line <= line);
        let item = at.checked_sub(1).map(|at| &mut starts[at]);
        let goes_on = |start: &ItemStart| {
            let found = GOES_ON.captures(&reading.text.lines[line].text);
            found.is_some_and(|found| found["value"].parse() == Ok(start.value))
        };
        if let Some(start) = item.filter(|start| goes_on(start)) {
            start.repeated.push(line..line + 1);
        }
    }
    starts
}

/// Whether items are but the lines of a list: between the one and the next stands no text.
fn is_list_of_matters(body: &[usize], starts: &[ItemStart]) -> bool {
    const SHORTEST: usize = 3;
    let is_empty = |pair: &&[ItemStart]| {
        let first = body.partition_point(|&line| line < pair[0].text_from);
        pair[0].text_token.is_none() && body.get(first).is_some_and(|&line| line >= pair[1].line)
    };
    let empty = starts.windows(2).filter(is_empty).count();
    starts.len() >= SHORTEST && 5 * empty >= 4 * (starts.len() - 1)
}

const DASHES: [char; 4] = ['-', '–', '—', '_'];

/// The lines where items begin, by their numbers.
fn begin(reading: Reading<'_>, sheets: &[Sheet], body: &[usize]) -> Vec<ItemStart> {
    let text = |line: usize| reading.text.lines[line].text.as_str();
    let of_meeting = counted_in_meetings(reading, body);
    let behind_other = own_behind_other(reading, body);
    let signed = |line: usize| {
        let has_sign = text(line).contains('§');
        if let Some(own) = &behind_other
            && let Some((letters, found)) = behind_other_body(text(line))
            && letters == own
        {
            return Some(found);
        }
        if of_meeting {
            return has_sign.then(|| OF_MEETING.captures(text(line))).flatten();
        }
        let is_name = |name: &str| NAME_LENGTH.contains(&name.chars().count()) && vocabulary::is_body_name(name);
        let named = || NAMED.captures(text(line)).filter(|found| is_name(&found["name"]));
        has_sign.then(|| SIGNED.captures(text(line)).or_else(named)).flatten()
    };
    let signed: Vec<Option<Captures<'_>>> = body.iter().map(|&line| signed(line)).collect();
    let unsigned = signed.iter().all(Option::is_none);
    let candidates = body.iter().filter(|_| unsigned);
    let units: Vec<String> = candidates
        .filter_map(|&line| unit(&UNSIGNED.captures(text(line))?))
        .collect();
    let known = |found: &Captures<'_>| unit(found).is_some_and(|unit| units.contains(&unit));
    let behind = |line: usize| behind_case_number(text(line));
    let case_first = unsigned && body.iter().filter(|&&line| behind(line).is_some()).count() >= 2;
    let heads = body.iter().zip(&signed);
    let same = same_beside(heads.filter_map(|(&line, found)| Some(rest(reading, line, found.as_ref()?))));
    let mut found: Vec<ItemStart> = Vec::new();
    for (at, (&line, signed)) in body.iter().zip(signed).enumerate() {
        let (case_number, captures) = if case_first {
            let apart = reading.text.lines[line].gap >= 0.5 || reading.text.lines[line].starts_sheet;
            let without = || {
                BEHIND_CASE
                    .captures(text(line))
                    .filter(|_| apart)
                    .map(|captures| (None, captures))
            };
            behind(line).or_else(without).unzip()
        } else if unsigned {
            let alone = || UNIT_ALONE.captures(text(line)).filter(known);
            let captures = UNSIGNED.captures(text(line)).or_else(alone);
            let late = || behind_label(text(line));
            captures.map(|captures| (None, captures)).or_else(late).unzip()
        } else {
            (None, signed)
        };
        let start = captures.and_then(|captures| candidate(reading, body, at, &captures, same));
        found.extend(start.map(|mut start| {
            start.support += 2 * u32::from(case_number.is_some());
            start.case_numbers.splice(0..0, case_number.flatten());
            start
        }));
    }
    drop_other_bodies(reading, &mut found);
    let usual = chains(reading, sheets, body, found);
    general::better(reading, sheets, body, &usual).unwrap_or(usual)
}

/// The number of an item behind that of another body on its line, and the letters of its own body: `Au § 187     Ks § 142`.
fn behind_other_body(text: &str) -> Option<(&str, Captures<'_>)> {
    let (first, own) = (text.find('§')?, text.rfind('§')?);
    let letters = text[first..own].trim_end().rsplit(' ').next()?;
    let from = first + text[first..own].rfind(letters)?;
    let found = SIGNED.captures(&text[from..])?;
    letters.starts_with(char::is_uppercase).then_some((letters, found))
}

/// The letters of the body whose numbers stand behind those of another body where a matter has both (`Au § 187     Ks § 142`), and
/// first on other lines: of both, it is the one that counts on from line to line.
fn own_behind_other(reading: Reading<'_>, body: &[usize]) -> Option<String> {
    const LEAST: usize = 2;
    let texts = body.iter().map(|&line| reading.text.lines[line].text.as_str());
    let mut numbers: HashMap<String, Vec<u32>> = HashMap::new();
    let mut behind: HashMap<String, usize> = HashMap::new();
    for text in texts.filter(|text| text.contains('§')) {
        let first = SIGNED.captures(text).map(|found| (letters_before(text), found));
        let second = behind_other_body(text).map(|(letters, found)| (letters.to_owned(), found));
        if let Some((letters, _)) = &second {
            *behind.entry(letters.clone()).or_default() += usize::from(first.is_some());
        }
        for (letters, found) in [first, second].into_iter().flatten() {
            numbers
                .entry(letters)
                .or_default()
                .extend(found["value"].parse::<u32>());
        }
    }
    let steps = |letters: &String| {
        let numbers = numbers[letters].windows(2);
        numbers.filter(|pair| pair[0] + 1 == pair[1]).count()
    };
    let own = numbers.keys().max_by_key(|letters| steps(letters))?;
    let others = numbers.keys().filter(|letters| *letters != own);
    let clear = others.map(steps).max().unwrap_or(0) < steps(own);
    (clear && behind.get(own).is_some_and(|count| *count >= LEAST)).then(|| own.clone())
}

/// Whether items are counted in each meeting (`§ 5:1`, `§ 5:2`): the same number stands before the colon, and the one behind it rises.
/// A year behind the colon stays the same.
fn counted_in_meetings(reading: Reading<'_>, body: &[usize]) -> bool {
    const LEAST: usize = 3;
    let number = |&line: &usize| {
        let text = &reading.text.lines[line].text;
        let found = text.contains('§').then(|| OF_MEETING.captures(text)).flatten()?;
        Some((
            found["meeting"].parse::<u32>().ok()?,
            found["value"].parse::<u32>().ok()?,
        ))
    };
    let numbers: Vec<(u32, u32)> = body.iter().filter_map(number).collect();
    let next = |pair: &&[(u32, u32)]| pair[0].0 == pair[1].0 && pair[0].1 + 1 == pair[1].1;
    numbers.windows(2).filter(next).count() + 1 >= LEAST
}

/// What stands behind the number of an item on its line.
fn rest<'a>(reading: Reading<'a>, line: usize, found: &Captures<'_>) -> &'a str {
    let length = found.name("rest").map_or(0, |rest| rest.len());
    let text = &reading.text.lines[line].text;
    &text[text.len() - length..]
}

/// What stands beside half of the numbers or more in the same words is no title: the body, the day, "Beslut". The others may be
/// those of a list of matters.
fn same_beside<'a>(rests: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    let mut all = 0;
    for rest in rests {
        all += 1;
        *counts.entry(rest).or_default() += 1;
    }
    let (same, count) = counts.into_iter().max_by_key(|(rest, count)| (*count, *rest))?;
    (count >= 3 && 2 * count >= all && !same.is_empty()).then_some(same)
}

/// Of all candidates those that are the items of their meetings.
fn chains(reading: Reading<'_>, sheets: &[Sheet], body: &[usize], mut found: Vec<ItemStart>) -> Vec<ItemStart> {
    support_by_text(reading, body, &mut found);
    let meetings = found.chunk_by(|a, b| same_meeting(reading, sheets, a.line, b.line));
    meetings.flat_map(|group| merge_continued(best_chain(group))).collect()
}

/// The numbers of one matter stand within so many lines.
const STACK: usize = 3;

/// Takes out the numbers that a matter has in the minutes of other bodies, right above or below its own (`Kst § 42` over
/// `Au § 38`), and those that are reported in it where others of that body stood so: the own body's letters stand at more
/// numbers than any other's.
fn drop_other_bodies(reading: Reading<'_>, found: &mut Vec<ItemStart>) {
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    for start in found.iter() {
        *numbers.entry(&start.letters).or_default() += 1;
    }
    let most = numbers.values().copied().max().unwrap_or(0);
    let mut own = numbers.iter().filter(|(_, count)| **count == most);
    let (Some((own, _)), None) = (own.next(), own.next()) else {
        return;
    };
    let own = (*own).to_owned();
    let is_own = |start: &ItemStart| start.letters == own;
    let of_own: Vec<usize> = found
        .iter()
        .filter(|start| is_own(start))
        .map(|start| start.numbered)
        .collect();
    let lines = &reading.text.lines;
    let near = |a: usize, b: usize| {
        let mut between = a.min(b) + 1..=a.max(b);
        // What follows a note in the margin stands beside it.
        let close = |line: usize| lines[line].gap < 0.5 || lines[line - 1].in_margin;
        a.abs_diff(b) <= STACK && between.all(|line| close(line) && !lines[line].starts_sheet)
    };
    let beside_own = |start: &ItemStart| of_own.iter().any(|&line| near(line, start.numbered));
    let mut stacked: HashMap<String, usize> = HashMap::new();
    for start in found.iter().filter(|start| !is_own(start) && beside_own(start)) {
        *stacked.entry(start.letters.clone()).or_default() += 1;
    }
    let reported = |start: &ItemStart| {
        // An extract of that body's minutes has sheets of its own.
        let same_sheet = |own: usize| lines[own + 1..=start.numbered].iter().all(|line| !line.starts_sheet);
        let above = of_own[..of_own.partition_point(|&own| own < start.numbered)].last();
        stacked.get(&start.letters).is_some_and(|&often| often >= 2) && above.is_some_and(|&own| same_sheet(own))
    };
    found.retain(|start| is_own(start) || !beside_own(start) && !reported(start));
}

/// The letters before the sign at the beginning of a line; none where no body's stand there.
fn letters_before(text: &str) -> String {
    let before = text.split_once('§').map_or("", |(before, _)| before.trim());
    let letters = before.chars().all(|c| c.is_alphabetic() || c == ' ');
    if letters { before.to_owned() } else { String::new() }
}

/// The case number that a line begins with, and the number and title of the item behind it.
fn behind_case_number(text: &str) -> Option<(Option<CaseNumber>, Captures<'_>)> {
    let (length, case_number) = case_number::parse_start(text)?;
    if let Some(captures) = BEHIND_CASE.captures(text[length..].trim_start()) {
        return Some((Some(case_number), captures));
    }
    // `KS/2011:286 103 Ändring i …`: three digits are not a class code where they are the item's number.
    let (before, _) = text[..length].rsplit_once(' ')?;
    let case_number = case_number::parse(before)?;
    let captures = BEHIND_CASE.captures(text[before.len()..].trim_start())?;
    Some((Some(case_number), captures))
}

/// The case number that stands before a sign, where nothing else does but a label, and the number of the item behind it.
fn behind_label(text: &str) -> Option<(Option<CaseNumber>, Captures<'_>)> {
    let found = BEHIND.captures(text)?;
    let Some(before) = found.name("before").map(|before| before.as_str()) else {
        return Some((None, found));
    };
    let case_number = case_number::parse_start(before).filter(|(length, _)| *length == before.len());
    let label = || {
        let (words, number) = before.rsplit_once(' ')?;
        let numbered = number.trim_end_matches('.').chars().all(|c| c.is_ascii_digit());
        let folded = vocabulary::fold(words);
        (numbered && MATTER_LABELS.contains(&folded.as_str())).then_some(())
    };
    match case_number {
        Some((_, case_number)) => Some((Some(case_number), found)),
        None => label().map(|()| (None, found)),
    }
}

/// The abbreviation of the body before a number.
fn unit(found: &Captures<'_>) -> Option<String> {
    found.name("unit").map(|unit| unit.as_str().to_owned())
}

/// No more headings of sections support an item.
const MOST_HEADINGS: u32 = 2;

/// An item is better supported if headings of sections follow it; a line of the list of matters has none.
fn support_by_text(reading: Reading<'_>, body: &[usize], found: &mut [ItemStart]) {
    for index in 0..found.len() {
        // The number that the matter has with another body stands inside.
        let mut later = found[index + 1..].iter();
        let next = later
            .find(|next| next.letters == found[index].letters)
            .map_or(reading.text.lines.len(), |next| next.line);
        let inside = body
            .iter()
            .filter(|&&line| line >= found[index].text_from && line < next);
        let (mut lines, mut headings) = (0, 0);
        for &line in inside.take(40) {
            lines += 1;
            let words = reading.words(line);
            let heading =
                || sections::begins_heading(reading, line, &words) && vocabulary::whole_heading(&words).is_some();
            headings += u32::from(headings < MOST_HEADINGS && heading());
        }
        found[index].support += headings * 3 + u32::from(lines >= 2);
    }
}

/// `§ 16 forts.` goes on with an item that a page break has cut: the line of its heading is no text.
fn merge_continued(chain: Vec<ItemStart>) -> Vec<ItemStart> {
    let mut merged: Vec<ItemStart> = Vec::with_capacity(chain.len());
    for start in chain {
        match merged.last_mut() {
            Some(last) if last.value == start.value && continues(&start) => {
                last.repeated.push(start.line..start.text_from);
            }
            _ => merged.push(start),
        }
    }
    merged
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
    // The number of the matter with another body is far from those of the minutes.
    let near = a.letters == b.letters || b.value <= a.value + FAR;
    b.value > a.value && near || (b.value == a.value && b.number != a.number) || continues(b) && b.value == a.value
}

/// A number with other letters before it goes on from one that is no farther away.
const FAR: u32 = 20;

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

/// The item whose number stands on the body line `at`; `same` is what stands beside all numbers, and is no title.
fn candidate(
    reading: Reading<'_>,
    body: &[usize],
    at: usize,
    found: &Captures<'_>,
    same: Option<&str>,
) -> Option<ItemStart> {
    let line = body[at];
    let rest = rest(reading, line, found);
    let rest = if same == Some(rest) { "" } else { rest };
    // A dash between the number and what follows is a rule or a leader; a stroke parts it from the number with another body.
    let rest = rest.trim_start_matches(|c| c == ' ' || c == '/' || DASHES.contains(&c));
    if is_reference(reading, body, at, rest) {
        return None;
    }
    let words: Vec<&str> = rest.split_whitespace().collect();
    let heading = heading::read(reading, body, at, &words);
    let mut support = 1 + 2 * u32::from(!heading.case_numbers.is_empty());
    support += u32::from(reading.text.lines[line].gap >= 0.8 || at == 0 || rest.is_empty());
    let above = heading::lines_above(reading, body, at);
    Some(ItemStart {
        line: body[at - above],
        number: found["number"].to_owned(),
        value: found["value"].parse().ok()?,
        title: heading.title,
        case_numbers: heading.case_numbers,
        text_from: heading.text_from,
        text_token: heading.text_token,
        recipients: heading.recipients,
        repeated: Vec::new(),
        numbered: line,
        letters: letters_before(&found[0]),
        support,
    })
}

/// Whether a sign at the beginning of a line goes on from the line before, or the words after it go on a sentence.
fn is_reference(reading: Reading<'_>, body: &[usize], at: usize, rest: &str) -> bool {
    let line = &reading.text.lines[body[at]];
    let first = rest.chars().next();
    let folded = vocabulary::fold(rest);
    let labelled = CASE_LABELS.iter().any(|label| folded.starts_with(label.folded())) || folded.starts_with("forts");
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
