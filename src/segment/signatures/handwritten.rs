//! Signatures in ink: strokes on the page image where a line is for somebody to sign on.

use std::ops::Range;

use crate::clean::Role;
use crate::record::{Region, Signature, SignatureKind, Source};
use crate::scan::BoundingBox;
use crate::segment::Reading;
use crate::segment::field::{self, Cell};
use crate::segment::people;
use crate::vocabulary::politics::OFFICES;
use crate::vocabulary::{self, SIGNING_LABELS};

/// The label may stand so far above the strokes, or below them, and to their left, in inches.
const ABOVE: f32 = 0.6;
const BELOW: f32 = 0.5;
const LEFT: f32 = 4.0;
/// Strokes that are no more times as high as printed lines are words that were not surely read.
const HIGHER: f32 = 1.5;
/// The printed name stands so far from the strokes at most, in inches.
const NAME: f32 = 0.4;

/// The signatures among some lines: strokes beside a label that asks for a signature, or over the name of who signs.
pub(super) fn handwritten(reading: Reading<'_>, lines: Range<usize>) -> Vec<Signature> {
    let lines: Vec<usize> = lines.collect();
    let pages = lines.chunk_by(|&a, &b| reading.text.lines[a].page == reading.text.lines[b].page);
    let mut found = Vec::new();
    for of_page in pages {
        let page = &reading.scan.pages[reading.text.lines[of_page[0]].page];
        if page.strokes.is_empty() || page.dpi == 0 {
            continue;
        }
        let inch = page.dpi as f32;
        let body = of_page
            .iter()
            .filter(|&&line| reading.text.lines[line].role != Role::RunningFoot);
        let cells: Vec<Cell> = body.flat_map(|&line| field::cells(reading, line)).collect();
        let mut of_labels: Vec<(&Cell, Option<String>, BoundingBox)> = Vec::new();
        let least_height = HIGHER * usual_height(&cells);
        let high = page
            .strokes
            .iter()
            .filter(|strokes| strokes.height() as f32 >= least_height);
        for &strokes in high {
            let Some(label) = label(&cells, strokes, inch) else {
                continue;
            };
            let name = name(&cells, strokes, inch);
            // A signature that fell apart in strokes has one name, and one label.
            match of_labels
                .iter_mut()
                .find(|other| other.0 == label && other.1 == name && name.is_some())
            {
                Some(other) => other.2 = other.2.union(strokes),
                None => of_labels.push((label, name, strokes)),
            }
        }
        of_labels.sort_by(|a, b| a.0.line.cmp(&b.0.line).then(away(a.0, a.2).total_cmp(&away(b.0, b.2))));
        for group in of_labels.chunk_by(|a, b| a.0 == b.0) {
            // Where strokes stand over names, the others are a stamp; where none do, the nearest are the signature.
            let named = group.iter().filter(|(_, name, _)| name.is_some()).count();
            for (label, name, strokes) in group
                .iter()
                .filter(|found| found.1.is_some() || named == 0)
                .take(named.max(1))
            {
                found.push(signature(label, name.clone(), page.number, *strokes));
            }
        }
    }
    found
}

fn usual_height(cells: &[Cell]) -> f32 {
    let mut heights: Vec<f32> = cells.iter().map(Cell::height).collect();
    heights.sort_by(f32::total_cmp);
    heights.get(heights.len() / 2).copied().unwrap_or(0.0)
}

fn signature(label: &Cell, name: Option<String>, page: u32, strokes: BoundingBox) -> Signature {
    let region = Region {
        page,
        bbox: Some(strokes),
    };
    Signature {
        kind: SignatureKind::Handwritten,
        label: Some(label.text.trim_end_matches([':', '.', ' ', '_']).to_owned()),
        provider: None,
        algorithm: None,
        digest: None,
        digest_valid: None,
        name,
        page,
        source: Some(Source {
            regions: vec![region],
            ..Source::default()
        }),
    }
}

/// How far a cell lies from strokes, across and down, in pixels; 0 where they overlap, negative where it lies above.
fn distance(cell: &Cell, strokes: BoundingBox) -> (f32, f32) {
    let (left, right) = (strokes.x0 as f32, strokes.x1 as f32);
    let (top, bottom) = (strokes.y0 as f32, strokes.y1 as f32);
    let across = (left - cell.right).max(cell.left - right).max(0.0);
    let middle = cell.middle();
    let down = if middle < top {
        middle - top
    } else {
        (middle - bottom).max(0.0)
    };
    (across, down)
}

/// The nearest label that asks for a signature: to the left of the strokes, or above or below them.
fn label(cells: &[Cell], strokes: BoundingBox, inch: f32) -> Option<&Cell> {
    let asks = |cell: &&Cell| {
        let text = cell.text.trim_end_matches([':', '.', ' ', '_', '…']);
        let folded = vocabulary::fold(text);
        // "Mötesordförande"
        let office = !folded.contains(' ') && OFFICES.iter().any(|office| folded.ends_with(&vocabulary::fold(office)));
        office || SIGNING_LABELS.iter().any(|label| vocabulary::matches(text, label))
    };
    let near = |cell: &&Cell| {
        let (across, down) = distance(cell, strokes);
        let leads = cell.left < strokes.x1 as f32;
        leads && across <= LEFT * inch && (-ABOVE * inch..=BELOW * inch).contains(&down)
    };
    let found = cells.iter().filter(asks).filter(near);
    found.min_by(|a, b| away(a, strokes).total_cmp(&away(b, strokes)))
}

/// How far a label lies from strokes: labels stand in the same row, often far to the left.
fn away(label: &Cell, strokes: BoundingBox) -> f32 {
    let (across, down) = distance(label, strokes);
    across + 4.0 * down.abs()
}

/// The printed name nearest to the strokes, on them or below: one above belongs to another line.
fn name(cells: &[Cell], strokes: BoundingBox, inch: f32) -> Option<String> {
    let named = cells.iter().filter_map(|cell| {
        let (across, down) = distance(cell, strokes);
        let near = across == 0.0 && (0.0..=NAME * inch).contains(&down);
        // What OCR makes of strokes is in capitals, or too short for a name.
        let printed = cell.text.split(' ').all(|word| word.contains(char::is_lowercase));
        let person = people::person(&cell.text).filter(|_| near && printed)?;
        Some((down.abs(), person.name))
    });
    named.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use crate::record::SignatureKind;
    use crate::scan::{BoundingBox, Scan};

    /// A page of 100 dpi whose words stand in columns of 10 pixels and lines of 20.
    fn page(lines: &[&str]) -> Scan {
        let mut scan = Scan::of_lines(lines);
        let page = &mut scan.pages[0];
        (page.width, page.height, page.dpi) = (800, 1100, 100);
        for word in &mut page.words {
            let left = 10 * word.column.take().unwrap_or(0);
            let top = 20 * word.line;
            word.bbox = Some(BoundingBox {
                x0: left,
                y0: top,
                x1: left + 10 * word.text.chars().count() as u32,
                y1: top + 14,
            });
        }
        scan
    }

    #[test]
    fn strokes_beside_a_label_are_a_signature_and_others_are_not() {
        let mut scan = page(&[
            "Norrby kommun                     Protokoll 2021-03-04",
            "",
            "Sekreterare",
            "",
            "                    Siv Norell",
            "",
            "Ordförande",
            "",
            "                    Arne Lind",
            "",
            "§ 1",
            "Vägarna",
            "",
            "Beslut",
            "Redovisningen godkänns.",
        ]);
        let strokes = |top: u32, left: u32| BoundingBox {
            x0: left,
            y0: top,
            x1: left + 90,
            y1: top + 30,
        };
        scan.pages[0].strokes = vec![strokes(65, 210), strokes(900, 600)];
        let record = crate::read(&scan);
        let found: Vec<_> = record.meetings[0]
            .signatures
            .iter()
            .filter(|signature| signature.kind == SignatureKind::Handwritten)
            .map(|signature| (signature.label.as_deref(), signature.name.as_deref()))
            .collect();
        assert_eq!(found, [(Some("Sekreterare"), Some("Siv Norell"))]);
    }
}
