//! The characters of a PDF page put together to words, lines and blocks in reading order.
//!
//! The order in which a program wrote the characters is kept where it can be, since it is the order of the author: row
//! by row in tables, column by column in columns. Only what was written out of place, such as a running head that comes
//! last, is moved.

use unicode_normalization::UnicodeNormalization;

use crate::scan::{BoundingBox, Word};

/// One character of the text layer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glyph {
    /// What it stands for; white space separates words.
    pub character: char,
    /// Its box on the upright page, in pixels.
    pub area: Area,
}

/// A rectangle on the upright page in pixels, `y` downwards.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    /// Left edge.
    pub x0: f32,
    /// Top edge.
    pub y0: f32,
    /// Right edge.
    pub x1: f32,
    /// Bottom edge.
    pub y1: f32,
}

impl Area {
    /// The same in pixels, where it is in points.
    pub fn in_pixels(self, dpi: u32) -> BoundingBox {
        let pixels = |points: f32| (points * dpi as f32 / super::pdf::POINTS_PER_INCH).max(0.0).round() as u32;
        BoundingBox {
            x0: pixels(self.x0),
            y0: pixels(self.y0),
            x1: pixels(self.x1),
            y1: pixels(self.y1),
        }
    }

    fn union(self, other: Self) -> Self {
        Self {
            x0: self.x0.min(other.x0),
            y0: self.y0.min(other.y0),
            x1: self.x1.max(other.x1),
            y1: self.y1.max(other.y1),
        }
    }

    fn height(self) -> f32 {
        self.y1 - self.y0
    }

    /// How far two areas stand in the same rows, as a share of the lower one's height.
    fn shared_rows(self, other: Self) -> f32 {
        let shared = self.y1.min(other.y1) - self.y0.max(other.y0);
        shared / self.height().min(other.height()).max(1.0)
    }

    fn shares_columns(self, other: Self) -> bool {
        self.x0 < other.x1 && other.x0 < self.x1
    }

    fn to_box(self, (width, height): (u32, u32)) -> BoundingBox {
        let clamp = |value: f32, limit: u32| (value.max(0.0) as u32).min(limit);
        BoundingBox {
            x0: clamp(self.x0.floor(), width),
            y0: clamp(self.y0.floor(), height),
            x1: clamp(self.x1.ceil(), width),
            y1: clamp(self.y1.ceil(), height),
        }
    }
}

/// A word before it has a line and a block.
#[derive(Debug, Clone)]
struct Piece {
    text: String,
    area: Area,
}

/// A line: words that stand beside each other, from left to right.
#[derive(Debug, Clone)]
struct Line {
    words: Vec<Piece>,
    area: Area,
}

/// The words of a page of `size` pixels, in reading order.
pub fn words(glyphs: &[Glyph], size: (u32, u32)) -> Vec<Word> {
    let mut words = Vec::new();
    let mut line_number = 0;
    for (block, lines) in (1..).zip(reading_order(blocks(lines(pieces(glyphs))))) {
        for line in lines {
            line_number += 1;
            words.extend(line.words.into_iter().map(|piece| Word {
                text: piece.text,
                bbox: Some(piece.area.to_box(size)),
                line: line_number,
                block,
                column: None,
                confidence: None,
                second: None,
            }));
        }
    }
    words
}

/// Splits characters at white space, at gaps and at jumps to another line.
fn pieces(glyphs: &[Glyph]) -> Vec<Piece> {
    /// A gap wider than this share of the characters' height separates words also where no space was written.
    const GAP: f32 = 0.3;
    let mut pieces: Vec<(String, Area)> = Vec::new();
    let mut previous: Option<Area> = None;
    for glyph in glyphs {
        let Some(character) = visible(glyph.character) else {
            previous = None;
            continue;
        };
        let joined = previous.is_some_and(|before| {
            let height = before.height().max(glyph.area.height());
            let gap = glyph.area.x0 - before.x1;
            before.shared_rows(glyph.area) > 0.3 && gap < GAP * height && gap > -height
        });
        match pieces.last_mut() {
            Some((text, area)) if joined => {
                text.push(character);
                *area = area.union(glyph.area);
            }
            _ => pieces.push((character.to_string(), glyph.area)),
        }
        previous = Some(glyph.area);
    }
    pieces
        .into_iter()
        .map(|(text, area)| Piece {
            text: expand_ligatures(&text),
            area,
        })
        .filter(|piece| !piece.text.is_empty())
        .collect()
}

/// The character as it is kept: a hyphen at a line's end may be written as a soft hyphen or as pdfium's own mark.
fn visible(character: char) -> Option<char> {
    match character {
        '\u{ad}' | '\u{2}' | '\u{fffe}' => Some('-'),
        '\u{feff}' | '\u{200b}' => None,
        other if other.is_whitespace() || other.is_control() => None,
        other => Some(other),
    }
}

/// Normal form C, with ligatures of Latin letters taken apart (`ﬁ`): they are type, not spelling.
fn expand_ligatures(text: &str) -> String {
    text.nfc()
        .flat_map(|character| match character {
            '\u{fb00}'..='\u{fb06}' => character.to_string().nfkc().collect::<Vec<_>>(),
            other => vec![other],
        })
        .collect()
}

/// Puts words that were written one after the other and stand beside each other in one line.
fn lines(pieces: Vec<Piece>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for piece in pieces {
        match lines.last_mut() {
            Some(line) if line.area.shared_rows(piece.area) > 0.5 => {
                line.area = line.area.union(piece.area);
                line.words.push(piece);
            }
            _ => lines.push(Line {
                area: piece.area,
                words: vec![piece],
            }),
        }
    }
    for line in &mut lines {
        line.words.sort_by(|a, b| a.area.x0.total_cmp(&b.area.x0));
    }
    lines
}

/// Puts lines that follow each other without a wide gap in one block.
fn blocks(lines: Vec<Line>) -> Vec<Vec<Line>> {
    /// Lines further apart than this share of their height belong to different blocks.
    const GAP: f32 = 0.9;
    let mut blocks: Vec<Vec<Line>> = Vec::new();
    for line in lines {
        let follows = blocks.last().and_then(|block| block.last()).is_some_and(|before| {
            let height = before.area.height().min(line.area.height());
            let gap = line.area.y0 - before.area.y1;
            gap > -height / 2.0 && gap < GAP * height && before.area.shares_columns(line.area)
        });
        match blocks.last_mut() {
            Some(block) if follows => block.push(line),
            _ => blocks.push(vec![line]),
        }
    }
    blocks
}

/// Moves a block before what it stands above, and else keeps the order in which the blocks were written.
fn reading_order(blocks: Vec<Vec<Line>>) -> Vec<Vec<Line>> {
    let mut waiting: Vec<(Area, Vec<Line>)> = blocks
        .into_iter()
        .filter_map(|lines| {
            let area = lines.iter().map(|line| line.area).reduce(Area::union)?;
            Some((area, lines))
        })
        .collect();
    let mut ordered = Vec::with_capacity(waiting.len());
    while !waiting.is_empty() {
        let stands_below = |area: Area| {
            waiting
                .iter()
                .any(|(other, _)| other.y1 <= area.y0 && other.shares_columns(area))
        };
        let next = waiting.iter().position(|(area, _)| !stands_below(*area)).unwrap_or(0);
        ordered.push(waiting.remove(next).1);
    }
    ordered
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sets a text in characters 10 wide and 20 high, with its first character's corner at `(x, y)`.
    fn set(text: &str, x: f32, y: f32) -> Vec<Glyph> {
        let place = |(index, character)| {
            let x0 = x + 10.0 * index as f32;
            let (x1, y1) = (x0 + 10.0, y + 20.0);
            Glyph {
                character,
                area: Area { x0, y0: y, x1, y1 },
            }
        };
        text.chars().enumerate().map(place).collect()
    }

    /// The words as `block.line:text`.
    fn shown(parts: &[Vec<Glyph>]) -> String {
        let words = words(&parts.concat(), (1000, 1000));
        let word = |w: &Word| format!("{}.{}:{}", w.block, w.line, w.text);
        words.iter().map(word).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn spaces_gaps_and_lines_separate_words() {
        let parts = [set("§ 41 An", 0.0, 0.0), set("drag", 90.0, 0.0), set("slut", 0.0, 24.0)];
        assert_eq!(shown(&parts), "1.1:§ 1.1:41 1.1:An 1.1:drag 1.2:slut");
    }

    #[test]
    fn words_have_their_boxes() {
        let words = words(&set("ab cd", 100.0, 50.0), (1000, 60));
        assert_eq!(words[1].bbox.map(<[u32; 4]>::from), Some([130, 50, 150, 60]));
    }

    #[test]
    fn type_becomes_spelling() {
        assert_eq!(shown(&[set("gra\u{fb01}sk\u{ad}", 0.0, 0.0)]), "1.1:grafisk-");
        assert_eq!(shown(&[set("A\u{308}r\u{200b}", 0.0, 0.0)]), "1.1:Är");
    }

    #[test]
    fn columns_keep_the_order_of_writing() {
        let parts = [
            set("left one", 0.0, 0.0),
            set("left two", 0.0, 24.0),
            set("right one", 500.0, 0.0),
            set("right two", 500.0, 24.0),
        ];
        assert_eq!(
            shown(&parts),
            "1.1:left 1.1:one 1.2:left 1.2:two 2.3:right 2.3:one 2.4:right 2.4:two"
        );
    }

    #[test]
    fn cells_of_a_row_make_one_line() {
        let parts = [
            set("Ja", 0.0, 0.0),
            set("Nej", 400.0, 0.0),
            set("11", 0.0, 24.0),
            set("4", 400.0, 24.0),
        ];
        assert_eq!(shown(&parts), "1.1:Ja 1.1:Nej 1.2:11 1.2:4");
    }

    #[test]
    fn a_head_that_was_written_last_comes_first() {
        let parts = [set("body", 0.0, 100.0), set("foot", 0.0, 900.0), set("head", 0.0, 0.0)];
        assert_eq!(shown(&parts), "1.1:head 2.2:body 3.3:foot");
    }
}
