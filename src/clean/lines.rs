//! The words of a scan, grouped in lines, with the space around them.

use super::{Join, Line, PageText, Role, Text, Token};
use crate::record::TextCondition;
use crate::scan::{Page, Scan, Word, WordRef};

/// Blank lines in a text file that stand for a page break where form feeds were lost.
const PAGE_BREAK_GAP: f32 = 3.0;

/// All lines of a scan, as read.
pub(super) fn lines(scan: &Scan) -> Text {
    let mut text = Text {
        tokens: Vec::new(),
        lines: Vec::new(),
        pages: Vec::new(),
    };
    for (page_index, page) in scan.pages.iter().enumerate() {
        text.pages.push(PageText {
            condition: TextCondition::Clean,
            condition_reason: String::new(),
            label: None,
        });
        add_page(&mut text, page_index, page);
    }
    text
}

fn add_page(text: &mut Text, page_index: usize, page: &Page) {
    let first_line = text.lines.len();
    let mut start = 0;
    for group in page.words.chunk_by(|a, b| a.line == b.line) {
        let first_token = text.tokens.len();
        text.tokens.extend(group.iter().enumerate().map(|(offset, word)| Token {
            text: word.text.clone(),
            words: vec![WordRef {
                page: page_index,
                word: start + offset,
            }],
            correction: None,
            join: Join::Space,
        }));
        text.lines.push(Line {
            page: page_index,
            tokens: first_token..text.tokens.len(),
            number: group[0].line,
            text: super::join_texts(&text.tokens[first_token..]),
            gap: 0.0,
            indent: 0.0,
            width: 0.0,
            starts_sheet: start == 0,
            role: Role::Body,
        });
        start += group.len();
    }
    let boxes: Vec<Extent> = page.words.chunk_by(|a, b| a.line == b.line).map(Extent::of).collect();
    measure(&mut text.lines[first_line..], &boxes);
}

/// Where a line lies: pixels of a page image, or lines and characters of a text file.
struct Extent {
    left: f32,
    right: f32,
    top: f32,
    bottom: f32,
    on_image: bool,
}

impl Extent {
    fn of(words: &[Word]) -> Self {
        let on_image = words.iter().any(|word| word.bbox.is_some());
        let start = Self {
            left: f32::MAX,
            right: 0.0,
            top: f32::MAX,
            bottom: 0.0,
            on_image,
        };
        words.iter().fold(start, |extent, word| {
            let (left, right, top, bottom) = match word.bbox {
                Some(b) => (b.x0 as f32, b.x1 as f32, b.y0 as f32, b.y1 as f32),
                None => {
                    let left = word.column.unwrap_or(0) as f32;
                    (
                        left,
                        left + word.text.chars().count() as f32,
                        word.line as f32,
                        word.line as f32 + 1.0,
                    )
                }
            };
            Self {
                left: extent.left.min(left),
                right: extent.right.max(right),
                top: extent.top.min(top),
                bottom: extent.bottom.max(bottom),
                on_image,
            }
        })
    }
}

/// Sets the gap above each line of a page, its indent and its width.
fn measure(lines: &mut [Line], extents: &[Extent]) {
    let left = quantile(extents.iter().map(|e| e.left), 0.1).unwrap_or(0.0);
    let right = quantile(extents.iter().map(|e| e.right), 0.9).unwrap_or(1.0);
    let text_width = (right - left).max(1.0);
    let pitch = line_pitch(extents);
    for (index, line) in lines.iter_mut().enumerate() {
        let here = &extents[index];
        line.indent = ((here.left - left) / text_width).max(0.0);
        line.width = (here.right - here.left) / text_width;
        if index > 0 {
            let above = &extents[index - 1];
            let advance = (here.top - above.top) / pitch;
            // A line that lies beside or above the one before it begins a new column.
            line.gap = if advance < 0.3 { 1.0 } else { (advance - 1.0).max(0.0) };
            line.starts_sheet |= !here.on_image && line.gap >= PAGE_BREAK_GAP;
        }
    }
}

/// The usual distance from one line to the next on a page.
fn line_pitch(extents: &[Extent]) -> f32 {
    let Some(height) = quantile(extents.iter().map(|e| e.bottom - e.top), 0.5) else {
        return 1.0;
    };
    let advances = extents.windows(2).map(|pair| pair[1].top - pair[0].top);
    let near = advances.filter(|advance| (0.8 * height..2.2 * height).contains(advance));
    let on_image = extents.first().is_some_and(|extent| extent.on_image);
    if on_image {
        quantile(near, 0.4).unwrap_or(1.3 * height)
    } else {
        1.0
    }
}

/// The value below which the given share of all values lies.
fn quantile(values: impl Iterator<Item = f32>, share: f32) -> Option<f32> {
    let mut values: Vec<f32> = values.collect();
    values.sort_by(f32::total_cmp);
    let last = values.len().checked_sub(1)?;
    values.get((last as f32 * share).round() as usize).copied()
}
