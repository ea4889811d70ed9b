//! Where sheets begin: as the file says, or at the page labels and heads of a file whose page breaks were lost.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;

use super::repetition::key;
use crate::clean::Line;
use crate::clean::page_labels::{LABEL, dash_or_space, is_label_only, page_number};

/// A sheet has no more lines.
const SHEET: usize = 80;

/// The sheets as ranges of lines.
pub(crate) fn sheets(lines: &[Line]) -> Vec<Range<usize>> {
    let starts: Vec<usize> = (0..lines.len()).filter(|&i| i == 0 || lines[i].starts_sheet).collect();
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    starts
        .iter()
        .copied()
        .zip(ends)
        .map(|(start, end)| start..end)
        .collect()
}

/// In a text file without page breaks, lines that are only page labels show where they were, or heads with a label in them.
pub(super) fn split_at_labels(lines: &mut [Line]) {
    for page in lines.chunk_by_mut(|a, b| a.page == b.page) {
        let alone = (0..page.len()).filter(|&i| is_label_only(&page[i].text) && page[i].gap >= 1.0);
        let alone: Vec<usize> = alone.collect();
        let breaks = page.iter().skip(1).filter(|line| line.starts_sheet).count();
        // Seats and years stand alone in the cells of a table, but do not count.
        let number =
            |&line: &usize| page_number(&page[line].text).or(page[line].text.trim_matches(dash_or_space).parse().ok());
        let counted = alone
            .windows(2)
            .filter(|pair| match (number(&pair[0]), number(&pair[1])) {
                (Some(a), Some(b)) => b == a.saturating_add(1),
                _ => true,
            });
        let usual = alone.len() >= 2 && 2 * counted.count() >= alone.len() - 1;
        let labels = match usual {
            true => alone,
            false if page.len() > SHEET => labelled_heads(page),
            false => Vec::new(),
        };
        if breaks * 2 < labels.len() {
            for index in labels {
                page[index].starts_sheet = true;
            }
        }
    }
}

/// The lines with a page label at their end that are the same but for its number, which goes on counting: `Norra kommun
/// Protokoll 3 (7)`.
fn labelled_heads(page: &[Line]) -> Vec<usize> {
    let mut heads: HashMap<String, Vec<(usize, u32)>> = HashMap::new();
    for (index, line) in page.iter().enumerate() {
        if LABEL
            .find(&line.text)
            .is_some_and(|label| label.end() == line.text.len())
            && let Some(number) = page_number(&line.text)
        {
            heads.entry(key(&line.text)).or_default().push((index, number));
        }
    }
    let counts = |lines: &&Vec<(usize, u32)>| lines.windows(2).all(|pair| pair[1].1 == pair[0].1.saturating_add(1));
    let most = heads
        .values()
        .filter(|lines| lines.len() >= 2)
        .filter(counts)
        .max_by_key(|lines| (lines.len(), Reverse(lines[0].0)));
    most.map_or_else(Vec::new, |lines| lines.iter().map(|&(line, _)| line).collect())
}
