//! Tables, by position where there are boxes or columns of characters, else by what rows have in common.
//!
//! Lines are parted into cells at wide gaps, and numbers at the end of a cell are cells of their own. Rows with numbers
//! that follow each other make a table; the first cells are labels, and what stands above is its header and title.

mod columns;
mod numbers;
mod totals;

use std::ops::Range;

use super::Reading;
use super::field::{self, Cell};
use crate::record::{BallotVote, Table};
use crate::scan::{Warning, WarningCode};
use crate::vocabulary::{self, politics::BALLOT_WORDS, tables::NO_ROWS};

/// A table has so many rows at least.
const ROWS: usize = 3;
/// The label of a row has no more words.
const LABEL_WORDS: usize = 12;
/// The same where nothing but its words parts the label from the number.
const TIGHT_LABEL_WORDS: usize = 7;
/// A row further below the last one begins another table, in lines.
const FAR: f32 = 3.5;

/// A cell of a row.
#[derive(Debug, Clone)]
struct Piece {
    text: String,
    left: f32,
    right: f32,
    is_number: bool,
}

/// Cells that stand side by side.
#[derive(Debug, Clone)]
struct Row {
    line: usize,
    tokens: Range<usize>,
    cells: Vec<Piece>,
    /// Whether all stands in one cell, and only its words tell the label from the numbers.
    is_tight: bool,
}

/// Whether half of some lines, two at least, are rows of numbers side by side: the others are their caption and header.
pub(super) fn is_of_numbers(reading: Reading<'_>, lines: &[usize]) -> bool {
    let counts = |cells: &Vec<Cell>| {
        row(reading, cells).is_some_and(|row| row.cells.iter().filter(|cell| cell.is_number).count() >= 2)
    };
    let rows = field::rows(reading, lines);
    let counted = rows.iter().filter(|cells| counts(cells)).count();
    counted >= 2 && counted * 2 >= rows.len()
}

/// The tables on some lines; `place` says where they are, for the warnings about sums that do not come out.
pub(super) fn tables(reading: Reading<'_>, lines: &[usize], place: &str, warnings: &mut Vec<Warning>) -> Vec<Table> {
    let rows: Vec<Row> = field::rows(reading, lines)
        .iter()
        .filter_map(|cells| row(reading, cells))
        .collect();
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = (from..rows.len()).find(|&at| is_data(&rows[at])) {
        let end = end_of_run(reading, &rows, start);
        if let Some(table) = table(reading, &rows, from, start..end) {
            warn(reading, &table, rows[start].line, place, warnings);
            found.push(table);
        }
        from = end;
    }
    found
}

fn warn(reading: Reading<'_>, table: &Table, line: usize, place: &str, warnings: &mut Vec<Warning>) {
    for check in table.totals_check.iter().filter(|check| !check.adds_up) {
        let column = table.header.get(check.column).filter(|name| !name.is_empty());
        let column = column.map_or_else(|| (check.column + 1).to_string(), |name| format!("“{name}”"));
        let message = format!(
            "{place}: column {column} of a table states a total of {}, but its rows make {}: compare them with the page",
            check.stated, check.computed
        );
        warnings.push(super::warning(reading, WarningCode::Ambiguous, line, message));
    }
}

/// The cells of a row, with the numbers at the end of its last cell apart.
fn row(reading: Reading<'_>, cells: &[Cell]) -> Option<Row> {
    let mut pieces = Vec::new();
    for (at, cell) in cells.iter().enumerate() {
        let words: Vec<(usize, &str)> = (cell.tokens.start..)
            .zip(cell.words(reading))
            .filter(|(_, word)| !is_speck(word))
            .collect();
        let texts: Vec<&str> = words.iter().map(|(_, word)| *word).collect();
        let mut count = numbers::trailing(&texts);
        let lone_year = count == 1 && numbers::is_year(texts[texts.len() - 1]);
        if count < texts.len() && (at + 1 < cells.len() || lone_year) {
            count = 0;
        }
        let label = texts.len() - count;
        if label > 0 {
            pieces.extend(piece(reading, &words[..label], false));
        }
        let ranges = numbers::fewest(&texts[label..]);
        pieces.extend(
            ranges
                .into_iter()
                .filter_map(|range| piece(reading, &words[label + range.start..label + range.end], true)),
        );
    }
    let start = cells.iter().map(|cell| cell.tokens.start).min()?;
    let end = cells.iter().map(|cell| cell.tokens.end).max()?;
    (!pieces.is_empty()).then(|| Row {
        line: cells[0].line,
        tokens: start..end,
        is_tight: cells.len() == 1,
        cells: pieces,
    })
}

fn piece(reading: Reading<'_>, words: &[(usize, &str)], counts: bool) -> Option<Piece> {
    let (first, last) = (
        field::extent(reading, words.first()?.0)?,
        field::extent(reading, words.last()?.0)?,
    );
    let text = words.iter().map(|(_, word)| *word).collect::<Vec<_>>().join(" ");
    Some(Piece {
        is_number: counts && (numbers::value(&text).is_some() || numbers::is_blank(&text)),
        left: first[0],
        right: last[2],
        text,
    })
}

/// What OCR made of dirt and of ruled lines.
fn is_speck(word: &str) -> bool {
    !word.contains(|c: char| c.is_alphanumeric() || c == '%') && !numbers::is_blank(word) && word != "+"
}

/// Whether a row may be one of a table: a label and numbers behind it, or numbers side by side.
fn is_data(row: &Row) -> bool {
    let numbers = row
        .cells
        .iter()
        .filter(|cell| cell.is_number && !numbers::is_blank(&cell.text));
    let counted = numbers.clone().filter(|cell| !numbers::is_year(&cell.text)).count();
    let first = &row.cells[0];
    let words = first.text.split(' ').count();
    let label = first.is_number && row.cells.len() >= 2
        || !first.is_number && words <= if row.is_tight { TIGHT_LABEL_WORDS } else { LABEL_WORDS };
    counted > 0 && label && !is_no_row(first) && row.cells[1..].iter().any(|cell| cell.is_number)
}

/// Whether a label tells that its number is none of a table, or that it is a vote's.
fn is_no_row(label: &Piece) -> bool {
    let folded = vocabulary::fold(&label.text);
    let first = folded.split(' ').next().unwrap_or_default();
    label.text.starts_with('§') || label.text.ends_with(['.', ';']) && label.text.len() > 12 || NO_ROWS.contains(&first)
}

/// Where the rows end that begin a table at one: short lines without numbers may stand among them, but not below a total.
fn end_of_run(reading: Reading<'_>, rows: &[Row], start: usize) -> usize {
    let mut end = start + 1;
    let mut at = start + 1;
    while let Some(row) = rows.get(at).filter(|row| reading.text.lines[row.line].gap < FAR) {
        let after_total = totals::states_total(&rows[end - 1].cells[0].text);
        let apart = reading.text.lines[row.line].gap >= 0.8;
        if is_data(row) && !(after_total && apart && !totals::states_total(&row.cells[0].text)) {
            end = at + 1;
        } else if after_total || at > end || !is_filler(reading, row) {
            break;
        }
        at += 1;
    }
    end
}

/// Whether a row without numbers may stand between the rows of a table: a group's name, a label that goes on, a row
/// without values.
fn is_filler(reading: Reading<'_>, row: &Row) -> bool {
    let words = reading.words(row.line);
    let heading = vocabulary::whole_heading(&words).is_some();
    let text = &row.cells[0].text;
    row.cells.len() == 1 && !row.cells[0].is_number && text.split(' ').count() <= 6 && !text.ends_with('.') && !heading
}

/// The table that some rows make, with what stands above them; rows before `from` belong to another one.
fn table(reading: Reading<'_>, rows: &[Row], from: usize, mut run: Range<usize>) -> Option<Table> {
    let years = |row: &Row| {
        row.cells
            .iter()
            .filter(|cell| cell.is_number)
            .all(|cell| numbers::is_year(&cell.text))
    };
    while run.len() > 1 && years(&rows[run.start]) {
        run.start += 1;
    }
    let data = rows[run.clone()].iter().filter(|row| is_data(row)).count();
    let on_image = reading.scan.pages[reading.text.lines[rows[run.start].line].page].width > 0;
    let above = columns::above(reading, &rows[from..run.start]);
    let header_words = above
        .header
        .last()
        .map_or(0, |row| row.cells[0].text.split(' ').count());
    let grid = columns::grid(&rows[run.clone()], on_image, header_words)?;
    let mut header = columns::header(&above.header, &grid, on_image);
    if header.iter().all(String::is_empty) {
        header.clear();
    }
    if is_of_votes(&header, &grid.rows) {
        return None;
    }
    let enough = data >= ROWS || data + 1 >= ROWS && !header.is_empty();
    if !enough || !is_counted(&rows[run.clone()], &grid.rows) {
        return None;
    }
    let title_row = above.title.map(|title| (title, title.cells[0].text.clone()));
    let values: Vec<Vec<Option<f64>>> = grid
        .rows
        .iter()
        .map(|row| row.iter().map(|cell| numbers::value(cell)).collect())
        .collect();
    let first = [
        title_row.as_ref().map(|(row, _)| *row),
        above.header.first().copied(),
        Some(&rows[run.start]),
    ];
    let start = first.into_iter().flatten().map(|row| row.tokens.start).min()?;
    let end = rows[run.clone()].iter().map(|row| row.tokens.end).max()?;
    Some(Table {
        title: title_row.map(|(_, title)| title),
        header,
        total_row: grid.rows.iter().rposition(|row| totals::states_total(&row[0])),
        totals_check: totals::check(&grid.rows, &values),
        values,
        rows: grid.rows,
        source: reading.source(start..end),
    })
}

/// Whether columns are headed Ja and Nej, and a 1 stands in them for a cross, perhaps behind the party: who voted what is no table
/// of numbers.
fn is_of_votes(header: &[String], rows: &[Vec<String>]) -> bool {
    let counts = |cell: &&String| cell.contains(|c: char| c.is_ascii_digit());
    let crossed = |row: &&Vec<String>| row[1..].iter().filter(counts).eq(["1"]);
    if rows.iter().filter(crossed).count() * 4 < rows.len() * 3 {
        return false;
    }
    let names = header.iter().flat_map(|name| name.split(' ')).map(vocabulary::fold);
    let names: Vec<String> = names.collect();
    let names_vote = |vote: BallotVote| {
        let words = BALLOT_WORDS
            .iter()
            .find(|(known, _)| *known == vote)
            .map_or(&[][..], |(_, words)| *words);
        names.iter().any(|name| words.contains(&name.as_str()))
    };
    names_vote(BallotVote::Yes) && names_vote(BallotVote::No)
}

/// Whether numbers are what the rows are about. Where nothing parts labels from numbers, small numbers may be those of a
/// list, of streets or of rooms: a total, a unit or thousands must tell.
fn is_counted(run: &[Row], grid: &[Vec<String>]) -> bool {
    let tight = run.iter().filter(|row| row.is_tight).count() * 2 > run.len();
    let cells: Vec<&String> = grid
        .iter()
        .flat_map(|row| &row[1..])
        .filter(|cell| !cell.is_empty())
        .collect();
    let counted = cells
        .iter()
        .filter(|cell| numbers::value(cell).is_some() || numbers::is_blank(cell))
        .count();
    let telling = |cell: &&&String| {
        let digits = cell.bytes().filter(u8::is_ascii_digit).count();
        numbers::value(cell).is_some() && !numbers::is_year(cell) && (digits >= 4 || cell.contains(['%', ',']))
    };
    let total = grid.iter().any(|row| totals::states_total(&row[0]));
    let plain = !tight || total || cells.iter().filter(telling).count() * 10 >= cells.len() * 6;
    counted * 2 >= cells.len() && plain
}

#[cfg(test)]
mod tests;
