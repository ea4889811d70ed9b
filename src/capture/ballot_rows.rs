//! A second look at the rows of a grid of votes: the engine takes the crosses and the letters of parties below each other for words that
//! run down (`XX XXX`), or passes them over. Read as single lines, the rows are whole, but for crosses that only their ink shows.

use super::leptonica::Pix;
use super::ocr::{Engine, OcrError};
use super::word_ink::{area_of, signs};
use crate::scan::{BoundingBox, Word};

/// A grid has so many rows at least, and no page has more of them.
const LEAST_ROWS: usize = 3;
const MOST_ROWS: usize = 80;
/// Names of columns stand apart, in their heights; rows begin at one edge and follow upon each other, within so many.
const APART: f32 = 1.2;
const EDGE: f32 = 1.0;
const NEXT_ROW: f32 = 3.0;
/// What is higher than this, in heights of the name of a column, runs down over rows.
const HIGHEST: f32 = 1.7;
/// Space above and below a row, and beside it, in parts of its height.
const AROUND: f32 = 0.2;
const BESIDE: f32 = 0.9;
/// What is read between the name and the cross of a row must be so sure: a party, not dirt.
const SURE: f32 = 0.3;
/// A single letter that was read with less confidence may be dirt; a cross whose ink is as that of others is surer.
const SURE_OF_CROSS: f32 = 0.6;
const BY_INK: f32 = 0.7;
/// How wide and high a cross is in parts of others.
const LIKE_OTHERS: std::ops::Range<f32> = 0.7..1.4;

/// Reads those rows of a grid anew in which no cross was read as such, and its head where the name of a column is missing.
pub fn read_anew(engine: &Engine, (image, dpi): (&Pix, u32), words: &mut Vec<Word>) -> Result<(), OcrError> {
    let Some(grid) = Grid::of(words) else {
        return Ok(());
    };
    let parts: Vec<BoundingBox> = grid.lacking.iter().map(|row| row.part(&grid, image)).collect();
    let mut read = Vec::new();
    for part in parts {
        read.push(engine.read_lines(image, dpi, &[part], 0)?);
    }
    let usual = grid.usual_cross(words, &read);
    let by_ink = |row: &Row| usual.and_then(|usual| grid.cross_in_ink(image, row, usual));
    let crosses: Vec<Option<BoundingBox>> = grid.lacking.iter().map(by_ink).collect();
    grid.take(&read, &crosses, words);
    Ok(())
}

/// A row of a grid by what was read of it left of the columns for votes.
struct Row {
    area: BoundingBox,
    /// The last of its words.
    last: usize,
    /// Whether it is the names of the columns.
    head: bool,
}

impl Row {
    /// What is to be read as one line.
    fn part(&self, grid: &Grid, image: &Pix) -> BoundingBox {
        let around = |share: f32| (share * grid.height) as u32;
        BoundingBox {
            x0: self.area.x0.min(grid.edge).saturating_sub(around(BESIDE)),
            y0: self.area.y0.saturating_sub(around(AROUND)),
            x1: (grid.right + around(BESIDE)).min(image.width()),
            y1: (self.area.y1 + around(AROUND)).min(image.height()),
        }
    }
}

struct Grid {
    /// The height of the names of its columns.
    height: f32,
    /// Where rows begin, and where the columns for votes do and end, in pixels.
    edge: u32,
    left: u32,
    right: u32,
    /// The rows to be read anew.
    lacking: Vec<Row>,
}

impl Grid {
    /// The first grid of a page some of whose rows have no cross.
    fn of(words: &[Word]) -> Option<Self> {
        (0..words.len()).find_map(|at| Self::below(words, at))
    }

    /// The grid in whose head a word is the name of the column for Nej.
    fn below(words: &[Word], nej: usize) -> Option<Self> {
        let named = words[nej].bbox.filter(|_| same(&words[nej], "nej"))?;
        let height = named.height() as f32;
        let apart = (APART * height) as u32;
        let head: Vec<(usize, BoundingBox)> = boxes(words)
            .filter(|(_, area)| on_one_line(*area, named) && (area.height() as f32) < HIGHEST * height)
            .collect();
        // In a sentence, words stand close.
        let close = |area: &BoundingBox| area.x0 < named.x1 + apart && named.x0 < area.x1 + apart;
        if head.iter().any(|(at, area)| *at != nej && close(area)) {
            return None;
        }
        let right_of = |at: &usize, area: &BoundingBox| {
            let word = words[*at].text.to_lowercase();
            area.x0 > named.x1 && word.starts_with("avs")
        };
        let yes = head
            .iter()
            .filter(|(at, area)| area.x1 < named.x0 && same(&words[*at], "ja"));
        let yes = yes.map(|(_, area)| *area).max_by_key(|area| area.x0);
        let abstains = head.iter().filter(|(at, area)| right_of(at, area));
        let abstains = abstains.map(|(_, area)| *area).min_by_key(|area| area.x0);
        let step = match (yes, abstains) {
            (Some(yes), _) => named.x0 - yes.x0,
            (None, Some(abstains)) => abstains.x0 - named.x0,
            (None, None) => return None,
        };
        let left = yes.map_or(named.x0.saturating_sub(step + apart / 2), |yes| {
            yes.x0.saturating_sub(apart / 2)
        });
        let right = abstains.map_or(named.x1, |abstains| abstains.x1);
        let rows = rows(words, named, (left, right))?;
        let edge = rows[0].area.x0;
        let crossed = |row: &Row| {
            boxes(words).any(|(at, area)| {
                let sure = words[at].confidence.is_some_and(|sure| sure >= SURE_OF_CROSS);
                area.x0 >= left && on_one_line(area, row.area) && sure && is_cross(&words[at].text)
            })
        };
        let mut lacking: Vec<Row> = rows.into_iter().filter(|row| !crossed(row)).collect();
        if lacking.is_empty() {
            return None;
        }
        if yes.is_none() {
            let last = head.last().map_or(nej, |(at, _)| *at);
            let area = BoundingBox { x0: edge, ..named };
            lacking.insert(0, Row { area, last, head: true });
        }
        Some(Self {
            height,
            edge,
            left,
            right,
            lacking,
        })
    }

    /// How wide and high the crosses are that were read as such, now or before. Boxes of the engine may hold a part of the row below, so
    /// that smaller ones tell more.
    fn usual_cross(&self, words: &[Word], read: &[Vec<Word>]) -> Option<[u32; 2]> {
        let all = read.iter().flatten().chain(words).filter(|word| is_cross(&word.text));
        let areas = all.filter_map(|word| word.bbox.filter(|area| area.x0 >= self.left));
        let single = areas.filter(|area| (area.height() as f32) < HIGHEST * self.height);
        let (mut widths, mut heights): (Vec<u32>, Vec<u32>) = single.map(|area| (area.width(), area.height())).unzip();
        widths.sort_unstable();
        heights.sort_unstable();
        Some([*widths.get(widths.len() / 4)?, *heights.get(heights.len() / 4)?])
    }

    /// Where the one spot of ink stands in the columns of a row that is as large as other crosses.
    fn cross_in_ink(&self, image: &Pix, row: &Row, [width, height]: [u32; 2]) -> Option<BoundingBox> {
        let area = BoundingBox {
            x0: self.left,
            x1: self.right,
            ..row.area
        };
        let like = |own: usize, other: u32| LIKE_OTHERS.contains(&(own as f32 / other as f32));
        let signs = signs(image, area);
        let mut found = signs
            .iter()
            .filter(|(spot, _)| like(spot.width(), width) && like(spot.height(), height));
        let (spot, _) = found.next().filter(|_| !row.head)?;
        found.next().is_none().then(|| area_of(*spot, area))
    }

    /// Puts what was read anew in each lacking row, and the crosses that their ink shows, in the place of what was read there before.
    fn take(&self, read: &[Vec<Word>], crosses: &[Option<BoundingBox>], words: &mut Vec<Word>) {
        let mut taken: Vec<(usize, Word)> = Vec::new();
        let mut dropped = vec![false; words.len()];
        for ((row, read), cross) in self.lacking.iter().zip(read).zip(crosses) {
            let found = if row.head {
                head(read)
            } else {
                self.found(row, read, *cross)
            };
            let Some(found) = found else { continue };
            let from = if row.head { self.left } else { row.area.x1 };
            for (at, area) in boxes(words) {
                let beside = area.x0 >= from && area.x0 <= self.right;
                let runs_down = area.height() as f32 >= HIGHEST * self.height;
                let over = runs_down && area.y0 < row.area.y1 && row.area.y0 < area.y1;
                dropped[at] |= beside && (over || on_one_line(area, row.area));
            }
            let (line, block) = (words[row.last].line, words[row.last].block);
            taken.extend(found.into_iter().map(|word| (row.last, Word { line, block, ..word })));
        }
        for (at, word) in std::mem::take(words).into_iter().enumerate() {
            if !dropped[at] {
                words.push(word);
            }
            let behind = taken.iter().filter(|(behind, _)| *behind == at);
            words.extend(behind.map(|(_, word)| word.clone()));
        }
    }

    /// What stands in a row behind its name, up to its one cross. Nothing where there is none.
    fn found(&self, row: &Row, read: &[Word], cross: Option<BoundingBox>) -> Option<Vec<Word>> {
        let in_columns = |word: &&Word| word.bbox.is_some_and(|area| area.x0 >= self.left);
        let mut crosses = read.iter().filter(in_columns).filter(|word| is_cross(&word.text));
        let only = crosses.next().filter(|_| crosses.next().is_none()).cloned();
        let by_ink = cross.map(|area| Word {
            text: "x".to_owned(),
            bbox: Some(area),
            line: 0,
            block: 0,
            column: None,
            confidence: Some(BY_INK),
            second: None,
        });
        let between = |word: &&Word| {
            let apart = word
                .bbox
                .is_some_and(|area| area.x0 >= row.area.x1 && area.x1 < self.left);
            let sure = word.confidence.is_some_and(|sure| sure >= SURE);
            apart && sure && word.text.contains(char::is_alphabetic)
        };
        let party = read.iter().filter(between).cloned();
        Some(party.chain([by_ink.or(only)?]).collect())
    }
}

/// The names of the columns from Ja on, where that was read.
fn head(read: &[Word]) -> Option<Vec<Word>> {
    let ja = read.iter().position(|word| same(word, "ja"))?;
    let nej = read.iter().position(|word| same(word, "nej"))?;
    (ja < nej).then(|| read[ja..].to_vec())
}

/// The rows of names below the name of a column, left of the columns for votes.
fn rows(words: &[Word], named: BoundingBox, (left, right): (u32, u32)) -> Option<Vec<Row>> {
    let height = named.height() as f32;
    let mut below: Vec<(usize, BoundingBox)> = boxes(words)
        .filter(|(_, area)| area.y0 >= named.y1 && (area.height() as f32) < HIGHEST * height)
        .collect();
    below.sort_by_key(|(_, area)| area.y0 + area.y1);
    let mut rows: Vec<Row> = Vec::new();
    let mut above = named;
    for line in below.chunk_by(|(_, one), (_, other)| on_one_line(*one, *other)) {
        let names = line.iter().filter(|(_, area)| area.x1 < left);
        let Some(area) = names.clone().map(|(_, area)| *area).reduce(BoundingBox::union) else {
            continue;
        };
        let text = |(at, area): &(usize, BoundingBox)| {
            area.x1 >= left && area.x0 <= right && words[*at].text.chars().filter(|c| c.is_alphabetic()).count() > 3
        };
        let edge = rows.first().map_or(area.x0, |first: &Row| first.area.x0);
        let follows = area.y0.saturating_sub(above.y1) as f32 <= NEXT_ROW * height
            && area.x0.abs_diff(edge) as f32 <= EDGE * height;
        if !follows || line.iter().any(text) || names.clone().count() < 2 {
            break;
        }
        let last = names.map(|(at, _)| *at).max()?;
        rows.push(Row {
            area,
            last,
            head: false,
        });
        above = area;
    }
    (LEAST_ROWS..=MOST_ROWS).contains(&rows.len()).then_some(rows)
}

fn boxes(words: &[Word]) -> impl Iterator<Item = (usize, BoundingBox)> {
    words.iter().enumerate().filter_map(|(at, word)| Some((at, word.bbox?)))
}

/// Whether the middles of two boxes are on one line.
fn on_one_line(one: BoundingBox, other: BoundingBox) -> bool {
    let apart = (one.y0 + one.y1).abs_diff(other.y0 + other.y1);
    apart < one.height().min(other.height())
}

fn same(word: &Word, name: &str) -> bool {
    word.text.trim_end_matches(['.', ':']).eq_ignore_ascii_case(name)
}

/// A cross, which the engine may read as one letter twice.
fn is_cross(text: &str) -> bool {
    matches!(text.to_lowercase().as_str(), "x" | "xx" | "×")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str, bbox: [u32; 4], line: u32) -> Word {
        Word {
            text: text.to_owned(),
            bbox: Some(BoundingBox::from(bbox)),
            line,
            block: 1,
            column: None,
            confidence: Some(0.9),
            second: None,
        }
    }

    /// Names with the head of a grid without its first column, whose crosses were read as a word that runs down.
    fn page() -> Vec<Word> {
        let mut words = vec![
            word("Nej", [500, 10, 540, 30], 1),
            word("Avstår", [600, 10, 680, 30], 1),
        ];
        for (row, name) in (0..).zip(["Ek", "By", "Lo"]) {
            let y = 40 + 30 * row;
            words.push(word("Anna", [100, y, 150, y + 20], 2 + row));
            words.push(word(name, [160, y, 190, y + 20], 2 + row));
        }
        words.push(word("XX", [400, 40, 420, 90], 9));
        words
    }

    #[test]
    fn rows_are_whole_after_they_are_read_as_lines() {
        let mut words = page();
        let grid = Grid::of(&words).unwrap();
        assert_eq!(grid.lacking.len(), 4);
        let head = ["Ja", "Nej", "Avstår"].map(|text| word(text, [400, 10, 680, 30], 0));
        let row = |party: &str, y: u32| {
            let party = word(party, [300, y, 320, y + 20], 0);
            vec![
                word("Anna", [100, y, 150, y + 20], 0),
                party,
                word("x", [402, y, 420, y + 20], 0),
            ]
        };
        let by_ink = Some(BoundingBox::from([602, 102, 618, 118]));
        let read = [head.to_vec(), row("S", 40), row("-", 70), Vec::new()];
        grid.take(&read, &[None, None, None, by_ink], &mut words);
        let read: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
        let truth = "Ja Nej Avstår Anna Ek S x Anna By x Anna Lo x";
        assert_eq!(read.join(" "), truth);
        assert_eq!((words[6].text.as_str(), words[6].line), ("x", 2));
    }

    #[test]
    fn a_spot_as_large_as_other_crosses_is_one() {
        let mut grey = vec![230; 700 * 140];
        let mut fill =
            |y: usize, x: usize, size: usize| (y..y + size).for_each(|y| grey[700 * y + x..][..size].fill(20));
        fill(43, 502, 14);
        fill(73, 602, 5);
        fill(103, 402, 14);
        fill(103, 602, 14);
        let image = Pix::from_rows((700, 140), &grey, 700, |row, x| row[x]).unwrap();
        let words = page();
        let grid = Grid::of(&words).unwrap();
        let read = vec![vec![word("X", [500, 10, 514, 24], 0)]];
        let usual = grid.usual_cross(&words, &read).unwrap();
        let found = grid.lacking.iter().map(|row| grid.cross_in_ink(&image, row, usual));
        let spot = Some(BoundingBox::from([502, 43, 516, 57]));
        assert_eq!(found.collect::<Vec<_>>(), [None, spot, None, None]);
    }

    #[test]
    fn whole_grids_and_sentences_are_left_alone() {
        let mut whole = page();
        whole.pop();
        (0..3).for_each(|row| whole.push(word("X", [502, 40 + 30 * row, 520, 60 + 30 * row], 2)));
        assert!(Grid::of(&whole).is_none());
        let mut sentence = page();
        sentence.push(word("röstar", [430, 10, 490, 30], 1));
        assert!(Grid::of(&sentence).is_none());
    }
}
