//! Text files in which OCR read the column of labels first and the column of values after it.

use super::{Reading, ambiguous, closing, times};
use crate::dates;
use crate::scan::Warning;
use crate::segment::field::{Cell, Found};
use crate::segment::people;
use crate::vocabulary::first_page::Field;

/// More labels than this without a value between them are a column that was read by itself.
const COLUMN: usize = 2;

/// Gives the values below a column of labels to these, where there are as many groups of values as labels and each group
/// is what its label asks for; else takes them from the last label, which they do not belong to.
pub(super) fn untangle(reading: Reading<'_>, fields: &mut [Found], warnings: &mut Vec<Warning>) {
    let mut start = 0;
    for end in 0..fields.len() {
        if fields[end].values.is_empty() {
            continue;
        }
        let heading = |index: usize| {
            let (this, next) = (&fields[index], &fields[index + 1]);
            this.leads_to(next) && (this.line == next.line || !this.field.names_persons())
        };
        let column: Vec<usize> = (start..=end).filter(|&index| index == end || !heading(index)).collect();
        start = end + 1;
        let in_text = reading.scan.pages[reading.text.lines[fields[end].line].page].width == 0;
        if column.len() > COLUMN && fields[end].beside == 0 && in_text {
            warnings.extend(share_out(reading, fields, &column));
        }
    }
}

/// Shares the values of the last of some labels out among them; a warning where that cannot be done.
fn share_out(reading: Reading<'_>, fields: &mut [Found], column: &[usize]) -> Option<Warning> {
    let (&first, &last) = column.first().zip(column.last())?;
    let groups = groups(&std::mem::take(&mut fields[last].values));
    let fit = groups.len() == column.len()
        && column
            .iter()
            .zip(&groups)
            .all(|(&index, group)| fits(fields[index].field, group));
    if !fit {
        let message = format!(
            "the values of the labels from “{}” to “{}” stand apart from them and could not be shared out: look at the page",
            fields[first].label, fields[last].label
        );
        return Some(ambiguous(reading, fields[first].line, message));
    }
    for (&index, group) in column.iter().zip(groups) {
        fields[index].beside = group.len();
        fields[index].values = group;
    }
    None
}

/// Cells without an empty line between them.
fn groups(cells: &[Cell]) -> Vec<Vec<Cell>> {
    let mut groups: Vec<Vec<Cell>> = Vec::new();
    for cell in cells {
        match groups.last_mut() {
            Some(group) if group.last().is_some_and(|above| !cell.apart_from(above)) => group.push(cell.clone()),
            _ => groups.push(vec![cell.clone()]),
        }
    }
    groups
}

/// Whether cells are what a label asks for.
fn fits(field: Field, cells: &[Cell]) -> bool {
    let texts: Vec<&str> = cells.iter().map(|cell| cell.text.as_str()).collect();
    let text = texts.join(" ");
    match field {
        Field::PlaceAndTime => times::place_and_times(&text).opened.is_some(),
        Field::Adjournment => !times::ranges(&text).is_empty(),
        Field::Approval => !dates::find(&text).is_empty() || closing::is_digital(&text),
        Field::Posted | Field::Removed => !dates::find(&text).is_empty(),
        Field::Range => times::range(&text).is_some(),
        field if field.names_persons() => texts.iter().all(|text| !people::entries(text).is_empty()),
        _ => true,
    }
}
