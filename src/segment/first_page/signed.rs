//! Who signed, where the name and the office stand below a line for the signature.

use std::ops::Range;

use crate::clean::Role;
use crate::segment::Reading;
use crate::segment::field::{self, Cell};
use crate::segment::people::{self, Entry};
use crate::vocabulary::people::{SIGNING_APPROVER, SIGNING_CHAIR, SIGNING_SECRETARIES};
use crate::vocabulary::{self, first_page::Field};

/// A line of fewer signs is no line to sign on.
const RULE: usize = 10;
/// How many lines below it may hold the name and the office.
const BELOW: usize = 4;

/// The offices and the names of those who signed: `Anna Berg, sekreterare`, or the name with the office below it.
pub(super) fn signed(reading: Reading<'_>, lines: Range<usize>) -> Vec<(Field, Entry)> {
    let rules: Vec<usize> = lines.clone().filter(|&line| is_rule(reading, line)).collect();
    // Offices above the lines have their names below these.
    let above = rules.first().and_then(|&first| reading.body(lines.start..first).pop());
    if above.is_some_and(|line| office(&reading.text.lines[line].text).is_some()) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for &rule in &rules {
        let below: Vec<usize> = (rule + 1..lines.end)
            .take(BELOW)
            .take_while(|&line| {
                !is_rule(reading, line) && reading.text.lines[line].page == reading.text.lines[rule].page
            })
            .collect();
        let rows = field::rows(reading, &below);
        for cell in rows.first().into_iter().flatten() {
            found.extend(entry(cell, rows.get(1)));
        }
    }
    found
}

fn entry(cell: &Cell, below: Option<&Vec<Cell>>) -> Option<(Field, Entry)> {
    let mut entry = people::entries(&cell.text).into_iter().next()?;
    let under = || {
        let under = below?
            .iter()
            .find(|under| under.aligned(cell) && !under.apart_from(cell))?;
        Some(under.text.trim_end_matches([':', '.']).to_lowercase())
    };
    entry.person.role = entry.person.role.or_else(under);
    let field = office(entry.person.role.as_deref()?)?;
    Some((field, entry))
}

/// The office that somebody signs in.
fn office(role: &str) -> Option<Field> {
    let folded = vocabulary::fold(role);
    if folded.split(' ').count() > 3 {
        None
    } else if folded.ends_with(SIGNING_CHAIR) {
        Some(Field::Chair)
    } else if SIGNING_SECRETARIES.iter().any(|office| folded.ends_with(office)) {
        Some(Field::Secretary)
    } else if folded.starts_with(SIGNING_APPROVER) {
        Some(Field::ApproverSignature)
    } else {
        None
    }
}

/// Whether a line is drawn for a signature.
fn is_rule(reading: Reading<'_>, line: usize) -> bool {
    let line = &reading.text.lines[line];
    let drawn = line.text.chars().filter(|c| matches!(c, '_' | '.' | '…')).count();
    line.role != Role::Body && drawn >= RULE && !line.text.contains(char::is_alphanumeric)
}
