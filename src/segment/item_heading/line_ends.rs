//! Case numbers that end a line of the title and were a column of their own, before a program that knows no columns wrote the
//! text: `§ 12 Taxa för vatten Dnr 2016/4 KS-3`.

use std::ops::Range;

use super::ItemStart;
use super::leading_numbers::leading_case_numbers;
use super::title::without_aside;
use crate::case_number;
use crate::record::CaseNumber;
use crate::segment::Reading;

/// What may end a line of a title.
struct LineEnd {
    tokens: Range<usize>,
    numbers: Vec<CaseNumber>,
    labelled: bool,
}

/// Case numbers without a label take no more words.
const WORDS: usize = 3;

/// Takes case numbers from the ends of titles' lines, for items that have none: behind a label; without one only where half of
/// the items have such titles, for a number alone may be part of its title.
pub(super) fn take_numbers(reading: Reading<'_>, starts: &mut [ItemStart]) {
    const LEAST: usize = 3;
    let ends: Vec<Vec<LineEnd>> = starts.iter().map(|start| line_ends(reading, start)).collect();
    let bare = |end: &LineEnd, words: usize| !end.labelled && end.tokens.len() == words;
    let with = |words: usize| {
        ends.iter()
            .filter(|ends| ends.iter().any(|end| bare(end, words)))
            .count()
    };
    // Letters belong to the number where they stand before it in all titles: "AB" before "KS13.231" ends the name of a company.
    let usual = (1..=WORDS)
        .max_by_key(|&words| with(words))
        .filter(|&words| with(words) >= LEAST && 2 * with(words) >= starts.len());
    for (start, ends) in starts.iter_mut().zip(ends) {
        let end = ends
            .into_iter()
            .find(|end| end.labelled || usual.is_some_and(|words| bare(end, words)));
        if let (Some((title, tokens)), Some(end)) = (&mut start.title, end) {
            *title = without_aside(reading, tokens, Some(&end.tokens));
            start.case_numbers = end.numbers;
        }
    }
}

/// The case numbers that may end the first line of an item's title which ends in some, the longest first.
fn line_ends(reading: Reading<'_>, start: &ItemStart) -> Vec<LineEnd> {
    let Some((_, title)) = start.title.as_ref().filter(|_| start.case_numbers.is_empty()) else {
        return Vec::new();
    };
    let lines = &reading.text.lines;
    // Most titles end in words.
    let may_end_in_number = |line: &Range<usize>| {
        let last = line.end.saturating_sub(WORDS).max(line.start)..line.end;
        let digit = |c: char| c.is_ascii_digit();
        reading.text.tokens[last].iter().any(|token| token.text.contains(digit))
    };
    let first = lines.partition_point(|line| line.tokens.end <= title.start);
    let of_title = lines[first..].iter().take_while(|line| line.tokens.start < title.end);
    of_title
        .map(|line| line.tokens.start.max(title.start)..line.tokens.end.min(title.end))
        .filter(may_end_in_number)
        .map(|line| {
            (line.start.max(title.start + 1)..line.end)
                .filter_map(|at| line_end(reading, at..line.end))
                .collect()
        })
        .find(|ends: &Vec<LineEnd>| !ends.is_empty())
        .unwrap_or_default()
}

/// The case numbers that some tokens are.
fn line_end(reading: Reading<'_>, tokens: Range<usize>) -> Option<LineEnd> {
    let text = reading.text.flow(tokens.clone());
    let labelled = case_number::starts_with_label(&text);
    if !labelled && tokens.len() > WORDS {
        return None;
    }
    let mut numbers = Vec::new();
    if !leading_case_numbers(reading, tokens.clone(), &mut numbers).is_empty() {
        // At the end of half of the titles, `2014/2019` is no span of years.
        let number = case_number::parse(&text).filter(|number| tokens.len() == 1 && number.raw.contains('/'))?;
        numbers = vec![number];
    }
    Some(LineEnd {
        tokens,
        numbers,
        labelled,
    })
}
