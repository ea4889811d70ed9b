//! Attachments (bilagor): the sheets of a file that are not minutes.

use std::ops::Range;

use super::meetings::Plan;
use super::sheets::Sheet;
use super::{Reading, paragraphs, signatures};
use crate::clean::Role;
use crate::record::Attachment;
use crate::vocabulary;

/// The attachments of a file: foreign sheets, as far as they have a running head or foot in common.
pub(super) fn read(reading: Reading<'_>, sheets: &[Sheet], plan: &Plan) -> Vec<Attachment> {
    let mut found = Vec::new();
    for range in &plan.foreign {
        let mut from = range.start;
        for next in range.start + 1..=range.end {
            if next == range.end || !same_document(reading, &sheets[next - 1], &sheets[next]) {
                found.extend(attachment(
                    reading,
                    sheets[from].lines.start..sheets[next - 1].lines.end,
                ));
                from = next;
            }
        }
    }
    found
}

/// Whether two sheets carry a line of furniture in common.
fn same_document(reading: Reading<'_>, a: &Sheet, b: &Sheet) -> bool {
    let furniture = |sheet: &Sheet| -> Vec<String> {
        let lines = sheet.lines.clone().map(|line| &reading.text.lines[line]);
        let heads = lines.filter(|line| matches!(line.role, Role::RunningHead | Role::RunningFoot));
        heads
            .map(|line| vocabulary::fold(&line.text))
            .filter(|text| text.len() > 3)
            .collect()
    };
    let known = furniture(a);
    furniture(b).iter().any(|line| known.contains(line))
}

fn attachment(reading: Reading<'_>, lines: Range<usize>) -> Option<Attachment> {
    let body = reading.body(lines.clone());
    let paragraphs = paragraphs::paragraphs(reading, &body);
    let (&first, &last) = body.first().zip(body.last())?;
    Some(Attachment {
        title: paragraphs
            .iter()
            .map(|paragraph| &paragraph.text)
            .find(|text| is_title(text))
            .cloned(),
        pages: [reading.page(first), reading.page(last)],
        text: paragraphs::joined(&paragraphs),
        tables: Vec::new(),
        signatures: signatures::signatures(reading, lines),
        source: reading.source(reading.tokens(&body)),
    })
}

/// A title has a few words of letters, and is no sentence.
fn is_title(text: &str) -> bool {
    let words = text
        .split(' ')
        .filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() >= 2)
        .count();
    (3..=30).contains(&words) && !text.ends_with(['.', ',', ';'])
}
