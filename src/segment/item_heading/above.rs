//! Titles that stand above the numbers of their items, in minutes where all do.

use super::{ItemStart, title::title_text};
use crate::segment::{Reading, sections};
use crate::vocabulary;

/// A title has no more lines.
const LINES: usize = 4;

/// Gives items the lines right above their numbers for titles, if hardly any has a title below or beside its number and
/// nearly all have such lines.
pub(super) fn take_titles(reading: Reading<'_>, body: &[usize], starts: &mut [ItemStart]) {
    const LEAST: usize = 3;
    let nearly_all = |count: usize| count >= LEAST && 5 * count >= 4 * starts.len();
    if !nearly_all(starts.iter().filter(|start| start.title.is_none()).count()) {
        return;
    }
    let above: Vec<Vec<usize>> = starts.iter().map(|start| lines_above(reading, body, start)).collect();
    if !nearly_all(above.iter().filter(|lines| !lines.is_empty()).count()) {
        return;
    }
    for (start, lines) in starts.iter_mut().zip(above) {
        if let (None, Some(&first)) = (&start.title, lines.first()) {
            let tokens = reading.tokens(&lines);
            let text = title_text(reading, tokens.clone(), None, &mut start.case_numbers);
            start.title = Some((text, tokens));
            start.line = first;
        }
    }
}

/// The lines of a block right above the number of an item, if they may be a title: few, without the end of a sentence and
/// no heading of a section.
fn lines_above(reading: Reading<'_>, body: &[usize], start: &ItemStart) -> Vec<usize> {
    let lines = &reading.text.lines;
    let at = body.partition_point(|&line| line < start.line);
    let apart = |line: usize| lines[line].gap >= 0.5 || lines[line].starts_sheet;
    let count = (1..=at.min(LINES + 1))
        .find(|&count| apart(body[at - count]))
        .unwrap_or(LINES + 1);
    let block = &body[at - count.min(at)..at];
    let joined = at > 0 && !lines[start.line].starts_sheet;
    let is_text = |&line: &usize| {
        let words = reading.words(line);
        lines[line].text.ends_with(['.', ':', ','])
            || vocabulary::whole_heading(&words).is_some() && sections::begins_heading(reading, line, &words)
    };
    if joined && count <= LINES && !block.iter().any(is_text) {
        block.to_vec()
    } else {
        Vec::new()
    }
}
