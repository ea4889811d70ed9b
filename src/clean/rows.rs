//! The rows of a page: OCR reads what stands side by side (a number in the margin, a case number at the right) as blocks of
//! their own, one behind the other. Minutes are set in one column of text, and are read row by row.

use std::ops::Range;

use crate::scan::{Page, Word};

/// Lines side by side that each take so much of the page's width are of two columns of text, which stay as they were read.
const COLUMN: f32 = 0.33;
/// From what share of lines on that stand so the page has columns.
const COLUMNS: f32 = 0.2;
/// A line is so many times as long as its letters are high before its slope counts.
const LONG: f32 = 10.0;

/// A line as OCR gave it.
struct OcrLine {
    words: Range<usize>,
    left: f32,
    right: f32,
    middle: f32,
    height: f32,
}

/// The rows of a page from top to bottom, as indices of its words from left to right. The lines of a text file are its rows.
pub(super) fn rows(page: &Page) -> Vec<Vec<usize>> {
    let mut start = 0;
    let lines = page.words.chunk_by(|a, b| a.line == b.line).map(|line| {
        start += line.len();
        start - line.len()..start
    });
    let lines: Vec<Range<usize>> = lines.collect();
    let slope = slope(&page.words, &lines);
    let measured: Option<Vec<OcrLine>> = lines
        .iter()
        .map(|line| measure(&page.words, line.clone(), slope))
        .collect();
    match measured {
        Some(measured) if !has_columns(&measured) => merged(measured),
        _ => lines.into_iter().map(Iterator::collect).collect(),
    }
}

/// How far the lines of a page fall from left to right, in pixels a pixel.
fn slope(words: &[Word], lines: &[Range<usize>]) -> f32 {
    let slopes = lines.iter().filter_map(|line| {
        let (first, last) = (words.get(line.start)?.bbox?, words.get(line.end.checked_sub(1)?)?.bbox?);
        let across = last.x0 as f32 - first.x0 as f32;
        let fall = (last.y0 + last.y1) as f32 - (first.y0 + first.y1) as f32;
        (across > LONG * first.height() as f32).then_some(fall / 2.0 / across)
    });
    let mut slopes: Vec<f32> = slopes.collect();
    slopes.sort_by(f32::total_cmp);
    slopes.get(slopes.len() / 2).copied().unwrap_or(0.0)
}

/// Where a line lies on the page put straight; `None` where a word has no box.
fn measure(words: &[Word], line: Range<usize>, slope: f32) -> Option<OcrLine> {
    let boxes: Option<Vec<_>> = words[line.clone()].iter().map(|word| word.bbox).collect();
    let boxes = boxes?;
    let mut heights: Vec<f32> = boxes.iter().map(|bbox| bbox.height() as f32).collect();
    heights.sort_by(f32::total_cmp);
    let middles = boxes
        .iter()
        .map(|bbox| (bbox.y0 + bbox.y1) as f32 / 2.0 - slope * bbox.x0 as f32);
    Some(OcrLine {
        left: boxes.iter().map(|bbox| bbox.x0).min()? as f32,
        right: boxes.iter().map(|bbox| bbox.x1).max()? as f32,
        middle: middles.sum::<f32>() / boxes.len() as f32,
        height: heights[heights.len() / 2],
        words: line,
    })
}

/// Whether two lines stand side by side.
fn beside(a: &OcrLine, b: &OcrLine) -> bool {
    (a.middle - b.middle).abs() < 0.5 * a.height.min(b.height) && (a.right <= b.left || b.right <= a.left)
}

/// Whether a page is set in columns of running text.
fn has_columns(lines: &[OcrLine]) -> bool {
    let left = lines.iter().map(|line| line.left).fold(f32::MAX, f32::min);
    let right = lines.iter().map(|line| line.right).fold(0.0, f32::max);
    let long: Vec<&OcrLine> = lines
        .iter()
        .filter(|line| line.right - line.left >= COLUMN * (right - left))
        .collect();
    let in_columns = long.iter().filter(|a| long.iter().any(|b| beside(a, b))).count();
    in_columns as f32 > COLUMNS * lines.len() as f32
}

/// The lines put together in rows.
fn merged(mut lines: Vec<OcrLine>) -> Vec<Vec<usize>> {
    lines.sort_by(|a, b| a.middle.total_cmp(&b.middle));
    let mut rows: Vec<Vec<OcrLine>> = Vec::new();
    for line in lines {
        match rows.last_mut() {
            Some(row) if row.iter().all(|other| beside(other, &line)) => row.push(line),
            _ => rows.push(vec![line]),
        }
    }
    let row = |mut row: Vec<OcrLine>| {
        row.sort_by(|a, b| a.left.total_cmp(&b.left));
        row.into_iter().flat_map(|line| line.words).collect()
    };
    rows.into_iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::rows;
    use crate::scan::{BoundingBox, Page, Scan, Word};

    /// A page whose lines stand at such places: text, left edge, upper edge. Letters are 20 pixels wide and 40 high.
    fn page(lines: &[(&str, u32, u32)]) -> Page {
        let mut page = Scan::of_lines(&[]).pages.remove(0);
        page.width = 2000;
        page.words.clear();
        for (number, (text, left, top)) in (1..).zip(lines) {
            let mut x = *left;
            for word in text.split(' ') {
                let width = 20 * word.chars().count() as u32;
                page.words.push(Word {
                    text: word.to_owned(),
                    bbox: Some(BoundingBox {
                        x0: x,
                        y0: *top,
                        x1: x + width,
                        y1: top + 40,
                    }),
                    line: number,
                    block: number,
                    column: None,
                    confidence: Some(0.9),
                    second: None,
                });
                x += width + 20;
            }
        }
        page
    }

    fn read(page: &Page) -> Vec<String> {
        let row = |row: Vec<usize>| {
            row.iter()
                .map(|&at| page.words[at].text.as_str())
                .collect::<Vec<_>>()
                .join(" ")
        };
        rows(page).into_iter().map(row).collect()
    }

    #[test]
    fn what_stands_beside_a_line_is_read_with_it() {
        let page = page(&[
            ("§ 71", 100, 100),
            ("§ 72", 100, 300),
            ("Val av justerare", 400, 104),
            ("Nämnden väljer Bo Ek att justera dagens protokoll", 400, 200),
            ("Taxa för färjan", 400, 302),
            ("KS 2015/7", 1500, 298),
        ]);
        assert_eq!(
            read(&page),
            [
                "§ 71 Val av justerare",
                "Nämnden väljer Bo Ek att justera dagens protokoll",
                "§ 72 Taxa för färjan KS 2015/7",
            ]
        );
    }

    #[test]
    fn columns_of_running_text_stay_as_they_were_read() {
        let left = (0..4).map(|at| ("den ena spalten har sin egen text", 100, 100 + 60 * at));
        let right = (0..4).map(|at| ("den andra spalten har en annan text", 1000, 100 + 60 * at));
        let page = page(&left.chain(right).collect::<Vec<_>>());
        assert!(read(&page)[..4].iter().all(|line| line.starts_with("den ena")));
    }
}
