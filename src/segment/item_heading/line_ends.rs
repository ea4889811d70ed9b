//! Case numbers that end a line of the title and were a column of their own, before a program that knows no columns wrote the
//! text: `§ 12 Taxa för vatten Dnr 2016/4 KS-3`.

use std::ops::Range;

use super::ItemStart;
use super::heading::leading_case_numbers;
use super::title::without_aside;
use crate::case_number;
use crate::record::CaseNumber;
use crate::segment::Reading;

/// What ends a line of a title.
struct LineEnd {
    tokens: Range<usize>,
    numbers: Vec<CaseNumber>,
    labelled: bool,
}

/// Takes case numbers from the ends of titles' lines, for items that have none: behind a label; without one only where half of
/// the items have such titles, for a number alone may be part of its title.
pub(super) fn take_numbers(reading: Reading<'_>, starts: &mut [ItemStart]) {
    const LEAST: usize = 3;
    let ends: Vec<Option<LineEnd>> = starts.iter().map(|start| line_end(reading, start)).collect();
    let usual = ends.iter().flatten().filter(|end| !end.labelled).count();
    let usual = usual >= LEAST && 2 * usual >= starts.len();
    for (start, end) in starts.iter_mut().zip(ends) {
        if let (Some((title, tokens)), Some(end)) = (&mut start.title, end.filter(|end| end.labelled || usual)) {
            *title = without_aside(reading, tokens, Some(&end.tokens));
            start.case_numbers = end.numbers;
        }
    }
}

/// The case numbers that end the first line of an item's title which ends in some.
fn line_end(reading: Reading<'_>, start: &ItemStart) -> Option<LineEnd> {
    let (_, title) = start.title.as_ref().filter(|_| start.case_numbers.is_empty())?;
    let lines = &reading.text.lines;
    let first = lines.partition_point(|line| line.tokens.end <= title.start);
    let of_title = lines[first..].iter().take_while(|line| line.tokens.start < title.end);
    of_title
        .map(|line| line.tokens.start.max(title.start)..line.tokens.end.min(title.end))
        .find_map(|line| line_end_in(reading, &line, title.start))
}

/// The longest end of a line that is case numbers, behind some words of the title.
fn line_end_in(reading: Reading<'_>, line: &Range<usize>, title: usize) -> Option<LineEnd> {
    /// Case numbers without a label take no more words.
    const WORDS: usize = 3;
    (line.start.max(title + 1)..line.end).find_map(|at| {
        let tokens = at..line.end;
        let text = reading.text.flow(tokens.clone());
        let labelled = case_number::starts_with_label(&text);
        let mut numbers = Vec::new();
        let whole = (labelled || tokens.len() <= WORDS)
            && leading_case_numbers(reading, tokens.clone(), &mut numbers).is_empty();
        if !whole {
            let number = case_number::parse(&text).filter(|number| tokens.len() == 1 && number.raw.contains('/'))?;
            numbers = vec![number];
        }
        Some(LineEnd {
            tokens,
            numbers,
            labelled,
        })
    })
}
