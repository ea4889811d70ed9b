//! Who voted what, in a grid: a row a member, a cross in the column JA or NEJ. Where a cross stands, not where the reading
//! order put it, says which column it belongs to.

use std::ops::RangeInclusive;

use crate::record::{Ballot, BallotVote};
use crate::segment::{Reading, people};
use crate::vocabulary::{
    self,
    people::{STANDING_IN, is_role_word},
    politics::{BODY_LETTERS, GRID_TOTALS, MEMBER_COLUMNS, PRESENT_COLUMN, VOTE_LETTERS},
};

/// A word of the grid and where it stands: pixels on a page image, characters in a text file.
struct Cell<'a> {
    text: &'a str,
    token: usize,
    page: usize,
    left: f32,
    right: f32,
    middle: f32,
    height: f32,
}

impl Cell<'_> {
    fn centre(&self) -> f32 {
        (self.left + self.right) / 2.0
    }
}

/// Names of columns that are shortened with a full stop are no longer than this: `Frånv.`
const SHORTENED: usize = 7;

/// A grid with the columns of one vote.
pub(super) struct Grid {
    /// The first token of its header, and the last one of its rows.
    pub tokens: RangeInclusive<usize>,
    /// Who voted what.
    pub ballots: Vec<Ballot>,
    /// The numbers in its last row.
    pub totals: Vec<(BallotVote, u32)>,
}

/// A column by its name: where that stands, and for which vote.
#[derive(Clone, Copy)]
struct Column {
    left: f32,
    right: f32,
    vote: Option<BallotVote>,
}

impl Column {
    fn of(name: &Cell<'_>, vote: Option<BallotVote>) -> Self {
        Self {
            left: name.left,
            right: name.right,
            vote,
        }
    }
}

/// The column that a cross stands in: the one whose name it stands below, or whose name is nearest.
fn nearest<'a>(columns: &'a [Column], cross: &Cell<'_>) -> Option<&'a Column> {
    let away = |column: &&Column| {
        let apart = (column.left - cross.centre())
            .max(cross.centre() - column.right)
            .max(0.0);
        (apart, ((column.left + column.right) / 2.0 - cross.centre()).abs())
    };
    columns.iter().min_by(|a, b| {
        let (a, b) = (away(a), away(b));
        a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1))
    })
}

/// The columns left of those for votes whose names stand above the row that names these: a cross there is no vote.
fn named_above(rows: &[Vec<Cell<'_>>], header: usize) -> Vec<Column> {
    let first = rows[header].iter().find(|cell| vote_of(cell.text).is_some());
    let left = first.map_or(0.0, |cell| cell.left);
    let above = rows[header.saturating_sub(HEADER_ROWS)..header].iter().flatten();
    let page = rows[header].first().map_or(0, |cell| cell.page);
    above
        .filter(|cell| cell.right < left && cell.page == page)
        .map(|cell| Column::of(cell, None))
        .collect()
}

/// The names of columns stand in no more rows above the last of them.
const HEADER_ROWS: usize = 2;

/// What a cell says of a vote: a word (`Nej`, `Nej-röster`), or its first letter alone.
fn vote_of(text: &str) -> Option<BallotVote> {
    let of_word = |text: &str| {
        let mut letters = VOTE_LETTERS.iter();
        let letter = || letters.find(|(letter, _)| *letter == text).map(|(_, vote)| *vote);
        super::ballots::kind(text).or_else(letter)
    };
    of_word(text).or_else(|| {
        let (word, votes) = text.split_once('-')?;
        of_word(word).filter(|_| vocabulary::fold(votes).starts_with("rost"))
    })
}

/// The first grid on some lines.
pub(super) fn grid(reading: Reading<'_>, lines: &[usize]) -> Option<Grid> {
    let rows = rows(cells(reading, lines));
    let header = rows
        .iter()
        .position(|row| is_header(row) && !is_header_of_several(row))?;
    let columns: Vec<Column> = rows[header]
        .iter()
        .map(|cell| Column::of(cell, vote_of(cell.text)))
        .chain(named_above(&rows, header))
        .collect();
    let below = &rows[header + 1..];
    if let Some(named) = names_below(&rows[header], below) {
        return Some(named);
    }
    let ballots: Vec<Ballot> = below.iter().filter_map(|row| ballot(row, &columns)).collect();
    let stated = || below.iter().find_map(|row| totals(row, &columns));
    let bare = || {
        let mut rows = below.iter().enumerate();
        rows.find_map(|(at, row)| bare_totals(row, &columns, &ballots, members(&below[..at])))
    };
    let totals = stated().or_else(bare).unwrap_or_default();
    let last = below
        .iter()
        .rfind(|row| ballot(row, &columns).is_some())
        .unwrap_or(&rows[header]);
    let from = rows[header].iter().map(|cell| cell.token).min().unwrap_or_default();
    let to = last.iter().map(|cell| cell.token).max().unwrap_or(from);
    (!ballots.is_empty()).then_some(Grid {
        tokens: from..=to,
        ballots,
        totals,
    })
}

/// Columns of names below a row that holds nothing but the words for a vote: `Ja    Nej    Avstår`.
fn names_below(header: &[Cell<'_>], below: &[Vec<Cell<'_>>]) -> Option<Grid> {
    let columns: Option<Vec<(f32, BallotVote)>> = header
        .iter()
        .map(|cell| Some((cell.left, vote_of(cell.text)?)))
        .collect();
    let columns = columns?;
    let named = |row: &Vec<Cell<'_>>| -> Option<Vec<Ballot>> {
        // A name begins where the word above its column does.
        let begun = |cell: &Cell<'_>| columns.partition_point(|(left, _)| *left <= cell.left + cell.height);
        let parts = row.chunk_by(|a, b| begun(a) == begun(b));
        let ballot = |part: &[Cell<'_>]| {
            let words: Vec<&str> = part.iter().map(|cell| cell.text).collect();
            let (name, party) = name_and_party(&words)?;
            let (_, vote) = columns.get(begun(&part[0]).checked_sub(1)?)?;
            party.is_some().then_some(Ballot {
                name,
                party,
                vote: *vote,
            })
        };
        parts.map(ballot).collect()
    };
    let rows: Vec<(&Vec<Cell<'_>>, Vec<Ballot>)> = below.iter().map_while(|row| Some((row, named(row)?))).collect();
    let last = rows.last()?.0.iter().map(|cell| cell.token).max()?;
    let first = header.iter().map(|cell| cell.token).min()?;
    let ballots: Vec<Ballot> = rows.into_iter().flat_map(|(_, ballots)| ballots).collect();
    (ballots.len() >= MEMBERS).then_some(Grid {
        tokens: first..=last,
        ballots,
        totals: Vec::new(),
    })
}

/// The numbers of a row that states how many voted what: `Resultat  4  2  1`.
fn totals(row: &[Cell<'_>], columns: &[Column]) -> Option<Vec<(BallotVote, u32)>> {
    let (label, numbers) = row.split_first()?;
    let folded = vocabulary::fold(label.text);
    let stated = GRID_TOTALS.contains(&folded.as_str());
    numbers_below(numbers, columns).filter(|numbers| stated && numbers.len() >= 2)
}

/// The same of a row without a label, where the numbers are those of the members in their columns; where OCR passed over crosses, there
/// are as many members as the numbers say together.
fn bare_totals(
    row: &[Cell<'_>],
    columns: &[Column],
    ballots: &[Ballot],
    members: usize,
) -> Option<Vec<(BallotVote, u32)>> {
    let of = |vote: BallotVote| super::count(ballots, vote);
    let numbers = numbers_below(row, columns).filter(|numbers| numbers.len() >= 2)?;
    let agree = numbers.iter().all(|(vote, number)| of(*vote) == *number);
    let together: u32 = numbers.iter().map(|(_, number)| number).sum();
    let lost = members >= MEMBERS
        && u32::try_from(members) == Ok(together)
        && numbers.iter().all(|(vote, number)| of(*vote) <= *number);
    (agree || lost).then_some(numbers)
}

/// How many rows are the name of a member with a party, be it without a cross.
fn members(rows: &[Vec<Cell<'_>>]) -> usize {
    let is_member = |row: &&Vec<Cell<'_>>| {
        let words: Vec<&str> = row
            .iter()
            .map(|cell| cell.text)
            .take_while(|word| !is_cross(word))
            .collect();
        name_and_party(&words).is_some_and(|(_, party)| party.is_some())
    };
    rows.iter().filter(is_member).count()
}

/// The numbers in the columns for votes, if a row holds nothing else.
fn numbers_below(row: &[Cell<'_>], columns: &[Column]) -> Option<Vec<(BallotVote, u32)>> {
    let number = |cell: &Cell<'_>| Some((nearest(columns, cell)?.vote?, cell.text.parse().ok()?));
    row.iter().map(number).collect()
}

/// A grid with the columns of several votes.
pub(super) struct Several {
    /// The first token of its header, or of its first row.
    pub first_token: usize,
    /// Who voted what, a vote each.
    pub votes: Vec<Vec<Ballot>>,
    /// The numbers of the items that stand above the columns, an item a vote, where there are such.
    pub items: Vec<String>,
    /// Members with whom they stood in for, where a column says so.
    pub replaced: Vec<(String, String)>,
}

/// The first grid with the columns of several votes on some lines.
pub(super) fn several(reading: Reading<'_>, lines: &[usize]) -> Option<Several> {
    let tokens = lines.iter().flat_map(|&line| reading.text.lines[line].tokens.clone());
    let named = tokens.filter(|&token| vote_of(&reading.text.tokens[token].text) == Some(BallotVote::No));
    if named.take(2).count() < 2 {
        return None;
    }
    let rows = rows(cells(reading, lines));
    let header = rows.iter().position(|row| is_header_of_several(row))?;
    let mut groups: Vec<Vec<Column>> = Vec::new();
    let mut before: Vec<Column> = Vec::new();
    for cell in &rows[header] {
        let column = Column::of(cell, vote_of(cell.text));
        match groups.last_mut() {
            _ if column.vote == Some(BallotVote::Yes) => groups.push(vec![column]),
            Some(group) => group.push(column),
            None => before.push(column),
        }
    }
    before.extend(named_above(&rows, header));
    let of_group = |group: usize| {
        // All other columns stay, without a vote: a cross in them is none of this item's.
        let others = groups
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != group)
            .flat_map(|(_, columns)| columns);
        let others = others.chain(&before).map(|column| Column { vote: None, ..*column });
        let columns: Vec<_> = groups[group].iter().copied().chain(others).collect();
        rows[header + 1..]
            .iter()
            .filter_map(|row| ballot(row, &columns))
            .collect()
    };
    let items = header
        .checked_sub(1)
        .map_or_else(Vec::new, |above| items_above(&rows[above]));
    let names = rows[header].iter().map(|cell| cell.text).collect::<Vec<_>>().join(" ");
    let stands_in = vocabulary::contains_phrase(&names, &STANDING_IN);
    let replaced = rows[header + 1..]
        .iter()
        .filter(|_| stands_in)
        .filter_map(|row| replaced(row));
    Some(Several {
        first_token: rows[header].iter().map(|cell| cell.token).min()?,
        votes: (0..groups.len()).map(of_group).collect(),
        items: if items.len() == groups.len() { items } else { Vec::new() },
        replaced: replaced.collect(),
    })
}

/// A list with the word for a vote, or its first letter, in one column or several: `Anna Berg  S  Ja  Nej`.
pub(super) fn words_in_columns(reading: Reading<'_>, lines: &[usize]) -> Option<Several> {
    let rows = rows(cells(reading, lines));
    let votes_of = |row: &[Cell<'_>]| -> Vec<BallotVote> {
        let votes = row.iter().rev().map_while(|cell| vote_of(cell.text));
        votes.collect::<Vec<_>>().into_iter().rev().collect()
    };
    let read = |row: &Vec<Cell<'_>>| {
        let votes = votes_of(row);
        let words: Vec<&str> = row[..row.len() - votes.len()].iter().map(|cell| cell.text).collect();
        let (name, party) = name_and_party(&words)?;
        (!votes.is_empty() && party.is_some()).then_some((name, party, votes))
    };
    let listed: Vec<_> = rows.iter().filter_map(read).collect();
    let count = listed.iter().map(|(_, _, votes)| votes.len()).max()?;
    let whole = listed.iter().filter(|(_, _, votes)| votes.len() == count).count();
    if whole < MEMBERS || whole * 10 < listed.len() * 9 {
        return None;
    }
    let of_column = |column: usize| {
        let ballots = listed.iter().filter_map(|(name, party, votes)| {
            Some(Ballot {
                name: name.clone(),
                party: party.clone(),
                vote: *votes.get(column)?,
            })
        });
        ballots.collect()
    };
    let items = rows
        .iter()
        .map(|row| items_above(row))
        .find(|items| items.len() == count);
    Some(Several {
        first_token: rows.first()?.iter().map(|cell| cell.token).min()?,
        votes: (0..count).map(of_column).collect(),
        items: items.unwrap_or_default(),
        replaced: Vec::new(),
    })
}

/// A list has so many members at least.
const MEMBERS: usize = 3;

/// The members who have a cross in the column of those present.
pub(in crate::segment) fn present(reading: Reading<'_>, lines: &[usize]) -> Vec<(String, Option<String>)> {
    let rows = rows(cells(reading, lines));
    let names = |row: &[Cell<'_>], stems: &[&str]| {
        row.iter().position(|cell| {
            let folded = vocabulary::fold(cell.text);
            stems.iter().any(|stem| folded.starts_with(stem))
        })
    };
    let header = rows
        .iter()
        .position(|row| names(row, &[PRESENT_COLUMN]).is_some() && names(row, MEMBER_COLUMNS).is_some());
    let Some((header, column)) = header.and_then(|at| Some((at, names(&rows[at], &[PRESENT_COLUMN])?))) else {
        return Vec::new();
    };
    let columns = &rows[header];
    let below = rows[header + 1..].iter().filter_map(|row| {
        let first = row.iter().position(|cell| is_cross(cell.text))?;
        let cross = &row[first];
        let away = |at: &usize| (columns[*at].centre() - cross.centre()).abs();
        let nearest = (0..columns.len()).min_by(|a, b| away(a).total_cmp(&away(b)))?;
        let words: Vec<&str> = row[..first].iter().map(|cell| cell.text).collect();
        (nearest == column).then(|| name_and_party(&words))?
    });
    below.collect()
}

/// Who stands in a row, and the name behind the party.
fn replaced(row: &[Cell<'_>]) -> Option<(String, String)> {
    let first = row.iter().position(|cell| is_cross(cell.text))?;
    let words: Vec<&str> = row[..first].iter().map(|cell| cell.text).collect();
    let (name, party) = name_and_party(&words)?;
    let party = party?;
    let at = words.iter().rposition(|word| bare(word) == party)?;
    let rest = words[at + 1..].join(" ");
    let other = people::from_end(&rest)?;
    Some((name, rest[other].to_owned()))
}

/// The numbers of items in a row that holds nothing else but the letters of the body: `§ 61  § 63`, `Kf § 49`.
fn items_above(row: &[Cell<'_>]) -> Vec<String> {
    let body = |text: &str| BODY_LETTERS.iter().any(|(letters, _)| *letters == text);
    let numbers = row
        .iter()
        .filter(|cell| !body(cell.text))
        .map(|cell| cell.text.trim_start_matches('§'));
    let numbers: Vec<&str> = numbers.filter(|text| !text.is_empty()).collect();
    let plain = numbers
        .iter()
        .all(|text| text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit()));
    let signed = row.iter().any(|cell| cell.text.starts_with('§'));
    if plain && signed {
        numbers.into_iter().map(str::to_owned).collect()
    } else {
        Vec::new()
    }
}

/// Whether a row holds the headings of the columns of several votes.
fn is_header_of_several(row: &[Cell<'_>]) -> bool {
    let count = |vote| row.iter().filter(|cell| vote_of(cell.text) == Some(vote)).count();
    row.len() >= 4 && count(BallotVote::Yes) >= 2 && count(BallotVote::No) >= 2
}

fn cells<'a>(reading: Reading<'a>, lines: &[usize]) -> Vec<Cell<'a>> {
    let tokens = lines.iter().flat_map(|&line| reading.text.lines[line].tokens.clone());
    tokens
        .filter_map(|index| {
            let token = &reading.text.tokens[index];
            let place = token.words.first()?;
            let word = &reading.scan.pages[place.page].words[place.word];
            let (left, right, middle, height) = match (word.bbox, word.column) {
                (Some(b), _) => (b.x0 as f32, b.x1 as f32, (b.y0 + b.y1) as f32 / 2.0, b.height() as f32),
                (None, Some(column)) => {
                    let left = column as f32;
                    (left, left + word.text.chars().count() as f32, word.line as f32, 0.5)
                }
                (None, None) => return None,
            };
            Some(Cell {
                text: &token.text,
                token: index,
                page: place.page,
                left,
                right,
                middle,
                height,
            })
        })
        .collect()
}

/// The cells that stand side by side, from left to right.
fn rows(mut cells: Vec<Cell<'_>>) -> Vec<Vec<Cell<'_>>> {
    cells.sort_by(|a, b| a.page.cmp(&b.page).then(a.middle.total_cmp(&b.middle)));
    let mut rows: Vec<Vec<Cell<'_>>> = Vec::new();
    for cell in cells {
        match rows.last_mut() {
            Some(row)
                if row[0].page == cell.page && cell.middle - row[0].middle < row[0].height.max(cell.height) * 0.7 =>
            {
                row.push(cell);
            }
            _ => rows.push(vec![cell]),
        }
    }
    for row in &mut rows {
        row.sort_by(|a, b| a.left.total_cmp(&b.left));
    }
    rows
}

/// Whether a row holds headings of columns, JA and NEJ among them.
fn is_header(row: &[Cell<'_>]) -> bool {
    let place = |vote| row.iter().position(|cell| vote_of(cell.text) == Some(vote));
    // "Den som stöder förslaget röstar Ja. Den som stöder yrkandet röstar Nej." has words between.
    let beside = place(BallotVote::Yes)
        .zip(place(BallotVote::No))
        .is_some_and(|(yes, no)| yes.abs_diff(no) <= BETWEEN + 1);
    let in_sentence = |cell: &Cell<'_>| {
        let shortened = cell.text.ends_with('.') && cell.text.chars().count() <= SHORTENED;
        let name = cell.text.trim_end_matches(|c| c == '.' && shortened);
        name.contains(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '('))
    };
    row.len() <= 12 && !row.iter().any(in_sentence) && beside
}

/// Between the names of the columns for Ja and Nej stand no more words.
const BETWEEN: usize = 3;

fn is_cross(text: &str) -> bool {
    let mark = text.trim_matches(['|', '.', '_']);
    // OCR reads a cross as two letters, or as two angles.
    let doubled = mark.chars().count() == 2 && mark.chars().all(|c| matches!(c, 'x' | 'X' | '>' | '<'));
    doubled || matches!(mark, "x" | "X" | "×" | "✓" | "✔" | "*")
}

/// The ballot of one row: a name, a party, and crosses, one of them in a column for a vote.
fn ballot(row: &[Cell<'_>], columns: &[Column]) -> Option<Ballot> {
    let crossed = row.iter().any(|cell| is_cross(cell.text));
    let voting = columns.iter().filter(|column| column.vote.is_some());
    let left = voting.map(|column| column.left).reduce(f32::min)?;
    // In the columns, a 1 may stand for a cross.
    let counted = |cell: &Cell<'_>| !crossed && cell.text == "1" && cell.right > left;
    let marks = |cell: &Cell<'_>| is_cross(cell.text) || counted(cell);
    let first = row.iter().position(marks)?;
    let crosses = row[first..].iter().filter(|cell| marks(cell));
    let mut votes = crosses.filter_map(|cross| nearest(columns, cross)?.vote);
    let vote = votes.next()?;
    if votes.next().is_some() {
        return None;
    }
    let words: Vec<&str> = row[..first].iter().map(|cell| cell.text).collect();
    let (name, party) = name_and_party(&words)?;
    Some(Ballot { name, party, vote })
}

/// A word without the signs around it.
pub(super) fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

/// The name and the party at the beginning of a row: `Anna Berg S`, `Anna Berg (S)`.
pub(super) fn name_and_party(words: &[&str]) -> Option<(String, Option<String>)> {
    let letters = |word: &&str| {
        let party = bare(word);
        let bracketed = word.starts_with('(') && word.ends_with(')') && party.chars().all(char::is_alphabetic);
        vocabulary::people::PARTIES.contains(&party.to_lowercase().as_str())
            || party.chars().count() <= 4 && !party.is_empty() && (bracketed || party.chars().all(char::is_uppercase))
    };
    let at = words
        .iter()
        .enumerate()
        .skip(2)
        .find(|(_, word)| letters(word))
        .map(|(at, _)| at);
    let before = &words[..at.unwrap_or(words.len())];
    // `Anna Berg tjg ers  S`
    let roles = before.iter().rev().take_while(|word| is_role_word(word)).count();
    let before = &before[..before.len() - roles];
    // `Anna Berg  (0  X`: what OCR made of a party.
    let unread = before
        .iter()
        .rev()
        .take_while(|word| !word.contains(char::is_alphabetic));
    let before = before[..before.len() - unread.count()].join(" ");
    // `Anna Berg, s`
    let before = before.trim_end_matches(',');
    let name = people::from_end(before)?;
    Some((before[name].to_owned(), at.map(|at| bare(words[at]))))
}
