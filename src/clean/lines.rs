//! The words of a scan, grouped in lines, with the space around them.

use super::{Join, Line, PageText, Role, Text, Token, margin, numbers_at_right, running_heads};
use crate::record::TextCondition;
use crate::scan::{BoundingBox, Page, Scan, Word, WordRef};

/// The distance of lines in parts of their letters' height, from the top of an ascender to the foot of a descender.
const LEADING: f32 = 1.25;
/// Blank lines in a text file that stand for a page break where form feeds were lost.
const PAGE_BREAK_GAP: f32 = 3.0;
/// No sheet holds more lines, blank ones among them.
const LONGEST_SHEET: u32 = 100;

/// All lines of a scan, as read.
pub(super) fn lines(scan: &Scan) -> Text {
    let mut text = Text {
        tokens: Vec::new(),
        lines: Vec::new(),
        pages: Vec::new(),
    };
    let typed = typed_pitch(scan);
    let at_right = numbers_at_right::stand_at_right(scan);
    for (page_index, page) in scan.pages.iter().enumerate() {
        text.pages.push(PageText {
            condition: TextCondition::Clean,
            condition_reason: String::new(),
            read_by_ocr: page.read_by_ocr(),
            label: None,
        });
        add_page(&mut text, page_index, page, typed, at_right);
    }
    mark_sheets(scan, &mut text);
    text
}

/// Marks the sheets of a text file whose form feeds were lost, all or some: they begin below many blank lines. Where its pages
/// begin with the same head, it has them.
fn mark_sheets(scan: &Scan, text: &mut Text) {
    let firsts: Vec<&str> = (text.lines.iter().filter(|line| line.starts_sheet))
        .map(|line| line.text.as_str())
        .collect();
    let on_image = |page: usize| scan.pages[page].words.iter().any(|word| word.bbox.is_some());
    let paged = running_heads::begin_alike(&firsts);
    for lines in text.lines.chunk_by_mut(|a, b| a.page == b.page) {
        let length = lines[lines.len() - 1].number.saturating_sub(lines[0].number);
        if (!paged || length > LONGEST_SHEET) && !on_image(lines[0].page) {
            for line in lines {
                line.starts_sheet |= line.gap >= PAGE_BREAK_GAP;
            }
        }
    }
}

/// The usual distance from one line to the next in a text file, in lines: 2 where programs put a blank line below each.
fn typed_pitch(scan: &Scan) -> f32 {
    /// Fewer lines may all be paragraphs.
    const ENOUGH: usize = 30;
    /// One of so many lines right below another is a slip.
    const FEW: usize = 50;
    let numbers = |page: &Page| {
        let mut numbers: Vec<u32> = page.words.iter().map(|word| word.line).collect();
        numbers.dedup();
        numbers
    };
    let pages = scan.pages.iter().map(numbers);
    let advances: Vec<f32> = pages
        .flat_map(|lines| {
            let advances = lines.windows(2).map(|pair| pair[1].abs_diff(pair[0]) as f32);
            advances.collect::<Vec<f32>>()
        })
        .collect();
    // Paragraphs of one line each leave few lines right below another.
    let single = advances.iter().filter(|advance| **advance <= 1.0).count();
    if advances.len() < ENOUGH || FEW * single > advances.len() {
        return 1.0;
    }
    closest(advances).unwrap_or(1.0).max(1.0)
}

fn add_page(text: &mut Text, page_index: usize, page: &Page, typed: f32, at_right: bool) {
    let first_line = text.lines.len();
    let mut extents = Vec::new();
    let mut lines = margin::lines(page);
    if at_right {
        lines = numbers_at_right::read_first(page, lines);
    }
    let bullets: Vec<BoundingBox> = lines
        .iter()
        .filter_map(|line| page.words.get(*line.words.first()?))
        .filter_map(|word| word.bbox.filter(|_| may_be_bullet(&word.text)))
        .collect();
    for line in lines {
        let first_token = text.tokens.len();
        let group: Vec<&Word> = line.words.iter().map(|&word| &page.words[word]).collect();
        let kept = without_specks(&group, &bullets);
        text.tokens.extend(kept.iter().map(|&offset| Token {
            text: group[offset].text.clone(),
            words: vec![WordRef {
                page: page_index,
                word: line.words[offset],
            }],
            correction: None,
            doubt: None,
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
            starts_sheet: text.lines.len() == first_line,
            role: Role::Body,
            in_margin: line.in_margin,
        });
        let extent = Extent::of(kept.iter().map(|&offset| group[offset]));
        extents.push(Extent {
            column: line.column,
            ..extent
        });
    }
    measure(&mut text.lines[first_line..], &extents, typed);
}

/// The words of a line on a page image but for those that are specks, lines or edges of the paper, as indices. The
/// evidence keeps them. A line that holds nothing else keeps all of them: it is debris as a whole.
fn without_specks(line: &[&Word], bullets: &[BoundingBox]) -> Vec<usize> {
    let stays = |at: &usize| *at == 0 && is_bullet(line[0], bullets);
    let kept: Vec<usize> = (0..line.len()).filter(|at| stays(at) || !is_speck(line, *at)).collect();
    if kept.is_empty() {
        (0..line.len()).collect()
    } else {
        kept
    }
}

/// Whether a word that begins a line is a bullet: another line of the page begins with one right above or below it.
fn is_bullet(word: &Word, bullets: &[BoundingBox]) -> bool {
    /// Not further off, in widths of the sign.
    const AWAY: u32 = 12;
    let same = |here: BoundingBox, other: &BoundingBox| {
        let (width, away) = (here.width().max(6), here.y0.abs_diff(other.y0));
        let middles = (here.x0 + here.x1).abs_diff(other.x0 + other.x1);
        let aligned = here.x0.abs_diff(other.x0).min(middles / 2) <= width / 2;
        here != *other && aligned && away <= AWAY * width
    };
    may_be_bullet(&word.text)
        && word
            .bbox
            .is_some_and(|here| bullets.iter().any(|other| same(here, other)))
}

/// Signs that entries begin with, and what a round one is read as.
fn may_be_bullet(word: &str) -> bool {
    matches!(word, "-" | "–" | "—" | "•" | "*" | "." | "e")
}

/// Whether a word on a page image was made of dirt: signs that stand alone in no Swedish text; or one character at the
/// beginning or end of its line, far from the next word, and read with little confidence.
fn is_speck(line: &[&Word], at: usize) -> bool {
    let word = line[at];
    let (Some(here), Some(confidence)) = (word.bbox, word.confidence) else {
        return false;
    };
    let signs = word
        .text
        .chars()
        .all(|c| !c.is_alphanumeric() && !SIGNS_ALONE.contains(c));
    let beside = [at.checked_sub(1), Some(at + 1)]
        .into_iter()
        .flatten()
        .filter_map(|beside| line.get(beside)?.bbox);
    let near = beside
        .map(|other| other.x0.saturating_sub(here.x1).max(here.x0.saturating_sub(other.x1)))
        .min();
    let height = line
        .iter()
        .filter_map(|word| word.bbox)
        .map(BoundingBox::height)
        .max()
        .unwrap_or(0);
    let apart = (at == 0 || at + 1 == line.len()) && near.is_some_and(|distance| distance > height);
    let one = word.text.chars().count() == 1;
    if word.text == "|" && is_letter(line, at) {
        return false;
    }
    signs || one && apart && confidence < UNSURE && !word.text.contains(|c: char| c.is_ascii_digit() || c == '§')
}

/// Whether an upright line is the letter I, or what is left of an i: between two words of a sentence, as near to them as words are.
fn is_letter(line: &[&Word], at: usize) -> bool {
    let beside = [at.checked_sub(1), Some(at + 1)].map(|beside| line.get(beside?).copied());
    let [Some(before), Some(after)] = beside else {
        return false;
    };
    let (Some(left), Some(here), Some(right)) = (before.bbox, line[at].bbox, after.bbox) else {
        return false;
    };
    let word = |word: &Word| word.text.chars().count() >= 2 && word.text.chars().all(char::is_alphabetic);
    let near = |one: BoundingBox, other: BoundingBox| {
        other.x0.saturating_sub(one.x1) <= left.height().min(right.height()) * 3 / 4
    };
    word(before) && word(after) && near(left, here) && near(here, right)
}

/// Signs that do stand alone between the words of a text.
const SIGNS_ALONE: &str = "-–—•·*▪◦●§&/+=%$€£<>«»()[]\u{ad}";
/// Below this confidence a lonely character at the edge of its line is dirt.
const UNSURE: f32 = 0.6;

/// Where a line lies: pixels of a page image, or lines and characters of a text file.
struct Extent {
    left: f32,
    right: f32,
    top: f32,
    bottom: f32,
    on_image: bool,
    /// Left and right edge of the column that it stands in, where that is not the page's text.
    column: Option<[f32; 2]>,
}

impl Extent {
    fn of<'a>(words: impl Iterator<Item = &'a Word>) -> Self {
        let start = Self {
            left: f32::MAX,
            right: 0.0,
            top: f32::MAX,
            bottom: 0.0,
            on_image: false,
            column: None,
        };
        words.fold(start, |extent, word| {
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
                on_image: extent.on_image || word.bbox.is_some(),
                column: None,
            }
        })
    }
}

/// Sets the gap above each line of a page, its indent and its width.
fn measure(lines: &mut [Line], extents: &[Extent], typed: f32) {
    let left = quantile(extents.iter().map(|e| e.left), 0.1).unwrap_or(0.0);
    let right = quantile(extents.iter().map(|e| e.right), 0.9).unwrap_or(1.0);
    let text_width = (right - left).max(1.0);
    let running = running_distances(lines, extents, text_width);
    let pitch = line_pitch(extents, running, typed);
    for (index, line) in lines.iter_mut().enumerate() {
        let here = &extents[index];
        let [left, text_width] = here
            .column
            .map_or([left, text_width], |[left, right]| [left, (right - left).max(1.0)]);
        line.indent = ((here.left - left) / text_width).max(0.0);
        line.width = (here.right - here.left) / text_width;
        if index > 0 {
            let above = &extents[index - 1];
            let advance = (here.top - above.top) / pitch;
            // Large letters stand further apart without a blank line between.
            let pitch = pitch.max(LEADING * (here.bottom - here.top).min(above.bottom - above.top));
            let advance = if here.on_image {
                (here.top - above.top) / pitch
            } else {
                advance
            };
            // A line that lies beside or above the one before it begins a new column.
            line.gap = if advance < 0.3 { 1.0 } else { (advance - 1.0).max(0.0) };
        }
    }
}

/// The distances between lines of which the second surely goes on from the first.
fn running_distances(lines: &[Line], extents: &[Extent], text_width: f32) -> Vec<f32> {
    let goes_on = |pair: &[Line]| {
        let open = pair[0]
            .text
            .ends_with(|c: char| c.is_lowercase() || matches!(c, '-' | ','));
        open && pair[1].text.starts_with(char::is_lowercase) && !pair[1].text.starts_with("att ")
    };
    let pairs = lines.windows(2).zip(extents.windows(2));
    let running = pairs.filter(|(pair, at)| at[0].right - at[0].left >= LONG * text_width && goes_on(pair));
    running.map(|(_, at)| at[1].top - at[0].top).collect()
}

/// A line of running text that goes on is so long, in parts of the text's width.
const LONG: f32 = 0.8;

/// The usual distance from one line to the next on a page: on an image, those of `running` text wherever they are smaller than others;
/// else what is `typed` in the file.
fn line_pitch(extents: &[Extent], running: Vec<f32>, typed: f32) -> f32 {
    let Some(height) = quantile(extents.iter().map(|e| e.bottom - e.top), 0.5) else {
        return 1.0;
    };
    let advances = extents.windows(2).map(|pair| pair[1].top - pair[0].top);
    let near = advances.filter(|advance| (0.8 * height..2.2 * height).contains(advance));
    let on_image = extents.first().is_some_and(|extent| extent.on_image);
    if !on_image {
        return typed;
    }
    let usual = closest(near.collect()).unwrap_or(1.3 * height);
    let running = running.into_iter().filter(|advance| *advance >= 0.8 * height);
    quantile(running, 0.5).map_or(usual, |running| usual.min(running))
}

/// The middle of the smallest distances that are about the same and not rare: on a page of many short paragraphs, most lines have a
/// blank line above.
fn closest(mut advances: Vec<f32>) -> Option<f32> {
    /// Distances within this ratio are the same: the top of a line depends on its letters.
    const SAME: f32 = 1.3;
    /// So many of them are not rare.
    const SHARE: f32 = 0.2;
    advances.sort_by(f32::total_cmp);
    let upto = |advance: f32| advances.partition_point(|other| *other <= SAME * advance);
    let often = |from: &usize| (upto(advances[*from]) - from) as f32 >= SHARE * advances.len() as f32;
    let from = (0..advances.len()).find(often)?;
    quantile(advances[from..upto(advances[from])].iter().copied(), 0.5)
}

/// The value below which the given share of all values lies.
fn quantile(values: impl Iterator<Item = f32>, share: f32) -> Option<f32> {
    let mut values: Vec<f32> = values.collect();
    values.sort_by(f32::total_cmp);
    let last = values.len().checked_sub(1)?;
    values.get((last as f32 * share).round() as usize).copied()
}

#[cfg(test)]
mod tests {
    #[test]
    fn specks_in_a_column_are_bullets() {
        let read = |lines: &[&str]| {
            let text = super::lines(&crate::scan::Scan::of_lines(lines).on_image());
            text.lines.into_iter().map(|line| line.text).collect::<Vec<_>>()
        };
        let entries = [". vägens bredd,", ". brons längd, och", "e kostnaden."];
        assert_eq!(read(&entries), entries);
        assert_eq!(read(&[". vägens bredd är", "känd."]), ["vägens bredd är", "känd."]);
    }

    #[test]
    fn the_pitch_is_that_of_the_lines_that_stand_closest() {
        let blank_between = [31.0, 62.0, 61.0, 30.0, 63.0, 62.0, 31.0, 62.0, 60.0];
        assert_eq!(super::closest(blank_between.to_vec()), Some(31.0));
        let one_odd = [20.0, 41.0, 40.0, 42.0, 41.0, 40.0, 41.0, 39.0, 41.0];
        assert_eq!(super::closest(one_odd.to_vec()), Some(41.0));
        assert_eq!(super::closest(Vec::new()), None);
    }

    #[test]
    fn running_text_tells_the_pitch_where_all_else_stands_apart() {
        let mut lines = vec![
            "Vägen",
            "",
            "Bron",
            "",
            "Beslut",
            "",
            "Nämnden godkänner planen.",
            "",
            "Jäv",
            "",
            "Skolan",
            "",
        ];
        lines.extend([
            "Nämnden har begärt in anbud från tre företag i länet, av vilka två har",
            "svarat.",
            "",
            "Val",
        ]);
        let mut scan = crate::scan::Scan::of_lines(&lines).on_image();
        for word in &mut scan.pages[0].words {
            let bbox = word.bbox.as_mut().unwrap();
            (bbox.y0, bbox.y1) = (32 * word.line, 32 * word.line + 30);
        }
        let text = super::lines(&scan);
        let apart: Vec<bool> = text.lines.iter().skip(1).map(|line| line.gap > 0.5).collect();
        assert_eq!(apart, [true, true, true, true, true, true, false, true]);
    }

    #[test]
    fn a_blank_line_below_every_line_parts_nothing() {
        let words: Vec<String> = (0..40).map(|number| format!("Rad {number} av texten")).collect();
        let mut lines: Vec<&str> = words.iter().flat_map(|line| [line.as_str(), ""]).collect();
        lines.splice(40..40, ["", ""]);
        let text = super::lines(&crate::scan::Scan::of_lines(&lines));
        let apart: Vec<usize> = (0..40).filter(|&line| text.lines[line].gap > 0.0).collect();
        assert_eq!(apart, [20]);
    }

    #[test]
    fn many_blank_lines_begin_a_sheet_where_the_pages_have_no_heads() {
        let page = |head: &str, number: u32| {
            let text = ["", "Bo Ek har ordet.", "", "", "", "", "Åsa Lo har ordet."];
            let lines: Vec<String> = [head.to_owned() + &number.to_string()]
                .into_iter()
                .chain(text.map(str::to_owned))
                .collect();
            let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
            crate::scan::Scan::of_lines(&lines).pages.remove(0)
        };
        let sheets = |heads: [&str; 4]| {
            let mut scan = crate::scan::Scan::of_lines(&[]);
            scan.pages = (1..).zip(heads).map(|(number, head)| page(head, number)).collect();
            super::lines(&scan)
                .lines
                .iter()
                .filter(|line| line.starts_sheet)
                .count()
        };
        assert_eq!(sheets(["Protokoll sida "; 4]), 4);
        assert_eq!(
            sheets(["Motion ", "Svar till frågan ", "Tabell ", "Bilaga med kartor "]),
            8
        );
    }

    #[test]
    fn lines_whose_numbers_go_down_are_read() {
        let mut scan = crate::scan::Scan::of_lines(&["Bo Ek har ordet.", "Åsa Lo har ordet."]);
        for word in &mut scan.pages[0].words {
            word.line = 9 - word.line;
        }
        assert_eq!(super::lines(&scan).lines.len(), 2);
    }
}
