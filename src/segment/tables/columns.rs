//! Rows → columns: which cell of a row belongs to which column, and what stands above them.

use super::{Piece, Row, is_data, numbers, totals};
use crate::segment::Reading;
use crate::vocabulary;

/// The header of a table has no more rows.
const HEADER_ROWS: usize = 3;
/// A title has no more words.
const TITLE_WORDS: usize = 14;
/// How often the ways to read all rows are gone through.
const ROUNDS: usize = 3;

/// Rows with the same number of cells.
pub(super) struct Grid {
    /// The texts of the cells.
    pub rows: Vec<Vec<String>>,
    /// Where each column stands, from left to right.
    spans: Vec<(f32, f32)>,
}

/// What stands above the rows of a table.
pub(super) struct Above<'a> {
    pub header: Vec<&'a Row>,
    pub title: Option<&'a Row>,
}

/// Puts the cells of rows into columns.
pub(super) fn grid(rows: &[Row], on_image: bool, header_words: usize) -> Option<Grid> {
    let resolved;
    let rows = if rows.iter().all(|row| row.is_tight) {
        resolved = resolve(rows, header_words)?;
        &resolved
    } else {
        rows
    };
    let columns = usual_count(rows)?;
    let spans = spans(rows, columns);
    let mut grid: Vec<Vec<String>> = rows.iter().map(|row| place(&row.cells, &spans)).collect();
    if !on_image {
        place_totals(rows, &mut grid);
    }
    join_continued(rows, &mut grid);
    Some(Grid { rows: grid, spans })
}

/// Where only words tell numbers apart, the number of columns is the one with which the totals come out, or that of the
/// header, or the smallest. Columns drawn together come out as well where nothing is carried: `161 400 160 900` is rather
/// two numbers than one of a thousand million and more.
fn resolve(rows: &[Row], header_words: usize) -> Option<Vec<Row>> {
    let least = rows
        .iter()
        .filter(|row| is_data(row))
        .map(|row| row.cells.len() - 1)
        .max()?;
    let mut best: Option<((bool, bool, bool), Vec<Row>)> = None;
    for count in least..=least + 3 {
        let readings: Option<Vec<Vec<Row>>> = rows.iter().map(|row| readings(row, count)).collect();
        let Some(read) = readings.map(|readings| closest(&readings)) else {
            continue;
        };
        let sums = adding_up(&texts(&read));
        let fits = count > 1 && (header_words == count || header_words == count + 1);
        let modest = read.iter().flat_map(|row| &row.cells).all(is_modest);
        let score = (sums > 0 && sums == count, fits, modest);
        // Of equal ones the first, with the fewest columns.
        if best.as_ref().is_none_or(|(highest, _)| score > *highest) {
            best = Some((score, read));
        }
    }
    best.map(|(_, read)| read)
}

/// Whether a cell holds no number of a thousand million or more.
fn is_modest(cell: &Piece) -> bool {
    numbers::value(&cell.text).is_none_or(|value| value.abs() < 1e9)
}

/// The ways to read a row as a label and just so many numbers; rows without numbers stay.
fn readings(row: &Row, count: usize) -> Option<Vec<Row>> {
    if !is_data(row) {
        return Some(vec![row.clone()]);
    }
    let words: Vec<&str> = row.cells[1..].iter().flat_map(|cell| cell.text.split(' ')).collect();
    let (first, last) = (&row.cells[1], &row.cells[row.cells.len() - 1]);
    let width = (last.right - first.left) / words.len() as f32;
    let readings = numbers::splits(&words, count).into_iter().map(|ranges| {
        let cells = ranges.into_iter().map(|range| Piece {
            text: words[range.clone()].join(" "),
            left: first.left + width * range.start as f32,
            right: first.left + width * range.end as f32,
            is_number: true,
        });
        Row {
            cells: [row.cells[0].clone()].into_iter().chain(cells).collect(),
            ..row.clone()
        }
    });
    Some(readings.collect()).filter(|readings: &Vec<Row>| !readings.is_empty())
}

/// Of the ways to read each row those whose columns come closest to the totals; without totals the most even ones.
fn closest(readings: &[Vec<Row>]) -> Vec<Row> {
    let mut rows: Vec<Row> = readings.iter().map(|readings| readings[0].clone()).collect();
    let mut least = away_from_totals(&texts(&rows));
    for _ in 0..ROUNDS {
        for (at, readings) in readings.iter().enumerate().filter(|(_, readings)| readings.len() > 1) {
            for reading in readings {
                let before = std::mem::replace(&mut rows[at], reading.clone());
                let away = away_from_totals(&texts(&rows));
                if away < least {
                    least = away;
                } else {
                    rows[at] = before;
                }
            }
        }
    }
    rows
}

/// How far the columns are from their totals, in parts of these.
fn away_from_totals(grid: &[Vec<String>]) -> f64 {
    let checks = totals::check(grid, &values(grid));
    let parts = checks
        .iter()
        .map(|check| (check.stated - check.computed).abs() / check.stated.abs().max(1.0));
    parts.sum()
}

fn values(grid: &[Vec<String>]) -> Vec<Vec<Option<f64>>> {
    grid.iter()
        .map(|row| row.iter().map(|cell| numbers::value(cell)).collect())
        .collect()
}

fn texts(rows: &[Row]) -> Vec<Vec<String>> {
    let columns = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let texts = |row: &Row| {
        let mut texts: Vec<String> = row.cells.iter().map(|cell| cell.text.clone()).collect();
        texts.resize(columns, String::new());
        texts
    };
    rows.iter().map(texts).collect()
}

/// How many columns add up to a total.
fn adding_up(grid: &[Vec<String>]) -> usize {
    totals::check(grid, &values(grid))
        .iter()
        .filter(|check| check.adds_up)
        .count()
}

/// How many cells most rows have; of two numbers as frequent the larger one.
fn usual_count(rows: &[Row]) -> Option<usize> {
    let counts = rows.iter().filter(|row| is_data(row)).map(|row| row.cells.len());
    let frequency = |count: usize| counts.clone().filter(|&other| other == count).count();
    counts
        .clone()
        .max_by_key(|&count| (frequency(count), count))
        .filter(|&count| count >= 2)
}

/// Where the columns stand, by the rows that have a cell in each.
fn spans(rows: &[Row], columns: usize) -> Vec<(f32, f32)> {
    let full: Vec<&Row> = rows.iter().filter(|row| row.cells.len() == columns).collect();
    (0..columns)
        .map(|column| {
            let cells = full.iter().map(|row| &row.cells[column]);
            cells.fold((f32::MAX, 0.0), |(left, right), cell| {
                (left.min(cell.left), f32::max(right, cell.right))
            })
        })
        .collect()
}

/// The cells of a row in their columns. Where there are more cells than columns, the label has several; where there are
/// fewer, each goes to the nearest column after the one before.
fn place(cells: &[Piece], spans: &[(f32, f32)]) -> Vec<String> {
    let extra = cells.len().saturating_sub(spans.len());
    let label = cells[..=extra]
        .iter()
        .map(|cell| cell.text.as_str())
        .collect::<Vec<_>>()
        .join(" ");
    let mut row = vec![String::new(); spans.len()];
    let begins = !cells[0].is_number || cells.len() >= spans.len();
    if begins {
        row[0] = label;
    }
    let rest = &cells[if begins { extra + 1 } else { 0 }..];
    let mut free = 1;
    for (at, cell) in rest.iter().enumerate() {
        let last = spans.len() - (rest.len() - at);
        let away = |column: usize| {
            let (left, right) = spans[column];
            (cell.left - left)
                .abs()
                .min((cell.right - right).abs())
                .min(((cell.left + cell.right) - (left + right)).abs() / 2.0)
        };
        let column = (free..=last.max(free)).filter(|&column| column < spans.len());
        let Some(column) = column.min_by(|&a, &b| away(a).total_cmp(&away(b))) else {
            break;
        };
        row[column].clone_from(&cell.text);
        free = column + 1;
    }
    row
}

/// A total row with too few cells in a text whose columns are not aligned: its numbers go where they come out.
fn place_totals(rows: &[Row], grid: &mut [Vec<String>]) {
    let Some(at) = grid.iter().rposition(|row| totals::states_total(&row[0])) else {
        return;
    };
    let (cells, columns) = (&rows[at].cells, grid[at].len());
    if cells.len() >= columns || cells.len() < 2 || columns > 10 {
        return;
    }
    let mut best = (adding_up(&grid[..=at]), grid[at].clone());
    for chosen in 0_u32..1 << (columns - 1) {
        if chosen.count_ones() as usize + 1 != cells.len() {
            continue;
        }
        let mut numbers = cells[1..].iter();
        for (column, cell) in grid[at].iter_mut().enumerate().skip(1) {
            let filled = chosen & 1 << (column - 1) != 0;
            let number = filled.then(|| numbers.next()).flatten();
            *cell = number.map_or_else(String::new, |number| number.text.clone());
        }
        let sums = adding_up(&grid[..=at]);
        if sums > best.0 {
            best = (sums, grid[at].clone());
        }
    }
    grid[at] = best.1;
}

/// A label that goes on in lower case on a row of its own belongs to the row before.
fn join_continued(rows: &[Row], grid: &mut Vec<Vec<String>>) {
    for at in (1..grid.len()).rev() {
        let alone = rows[at].cells.len() == 1;
        if alone && grid[at][0].starts_with(char::is_lowercase) {
            let more = grid.remove(at);
            grid[at - 1][0] = format!("{} {}", grid[at - 1][0], more[0]);
        }
    }
}

/// The header and the title in the rows above a table.
pub(super) fn above<'a>(reading: Reading<'_>, rows: &'a [Row]) -> Above<'a> {
    let near = |row: &Row, limit: f32| reading.text.lines[row.line].gap < limit;
    let names = |row: &&Row| {
        let words = row
            .cells
            .iter()
            .filter(|cell| !cell.is_number || numbers::is_year(&cell.text))
            .count();
        let sentence = row
            .cells
            .iter()
            .any(|cell| cell.text.split(' ').count() > 5 || cell.text.ends_with('.') && cell.text.contains(' '));
        words == row.cells.len() && (row.cells.len() >= 2 || row.cells[0].is_number) && !sentence
    };
    let count = rows.iter().rev().take(HEADER_ROWS).take_while(names).count();
    let (before, header) = rows.split_at(rows.len() - count);
    let below = header.first();
    let title = before.last().filter(|row| {
        let text = &row.cells[0].text;
        let words: Vec<&str> = text.split(' ').collect();
        let heading = vocabulary::whole_heading(&words).is_some();
        let begins = text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        row.cells.len() == 1
            && words.len() <= TITLE_WORDS
            && begins
            && !heading
            && !text.ends_with(['.', ',', ';', '-'])
    });
    Above {
        header: header.iter().collect(),
        title: title.filter(|_| below.is_none_or(|row| near(row, 2.5))),
    }
}

/// The names of the columns: the cells above each, from top to bottom.
pub(super) fn header(rows: &[&Row], grid: &Grid, on_image: bool) -> Vec<String> {
    let columns = grid.spans.len();
    let mut names = vec![String::new(); columns];
    for row in rows {
        if !on_image && begins_first_column(row, grid) && row.cells.len() < columns {
            for (column, word) in words_in_columns(row, &grid.spans) {
                names[column] = format!("{} {word}", names[column]).trim_start().to_owned();
            }
            continue;
        }
        for (at, cell) in row.cells.iter().enumerate() {
            let fits = columns.checked_sub(row.cells.len()).filter(|&missing| missing <= 1);
            let column = match fits {
                Some(missing) if !on_image || missing == 0 => at + missing,
                _ => nearest(cell, &grid.spans),
            };
            if let Some(name) = names.get_mut(column) {
                *name = format!("{name} {}", cell.text).trim_start().to_owned();
            }
        }
    }
    names
}

/// Whether a row of a header begins where the labels do, in a text whose columns can be told.
fn begins_first_column(row: &Row, grid: &Grid) -> bool {
    let (first, second) = (grid.spans[0], grid.spans[1]);
    let left = row.cells[0].left;
    let aligned = grid.spans.windows(2).all(|pair| pair[0].1 < pair[1].0);
    aligned
        && row.cells.len() >= 2
        && (left - first.0).abs() < (left - second.0).abs().min((row.cells[0].right - second.1).abs())
}

/// The words of a header in the columns that they stand above: one space may be all that parts two names. Words of one name
/// stay together where they stand above one column.
fn words_in_columns<'a>(row: &'a Row, spans: &[(f32, f32)]) -> Vec<(usize, &'a str)> {
    let mut found = Vec::new();
    for cell in &row.cells {
        let over = |&&(left, right): &&(f32, f32)| left < cell.right && cell.left < right;
        if spans.iter().filter(over).count() < 2 {
            found.push((nearest(cell, spans), cell.text.as_str()));
            continue;
        }
        let mut left = cell.left;
        for word in cell.text.split(' ') {
            let right = left + word.chars().count() as f32;
            let piece = Piece {
                left,
                right,
                text: String::new(),
                is_number: false,
            };
            found.push((nearest(&piece, spans), word));
            left = right + 1.0;
        }
    }
    found
}

fn nearest(cell: &Piece, spans: &[(f32, f32)]) -> usize {
    let away = |&(left, right): &(f32, f32)| {
        let apart = f32::max(left - cell.right, cell.left - right).max(0.0);
        apart * 1000.0 + (cell.right - right).abs().min((cell.left - left).abs())
    };
    (0..spans.len())
        .min_by(|&a, &b| away(&spans[a]).total_cmp(&away(&spans[b])))
        .unwrap_or(0)
}
