//! Fields of the first and the closing pages: a label from the vocabulary, and its value by position, to the right of it
//! or below.

use std::cmp::Reverse;
use std::ops::Range;
use std::sync::LazyLock;

use super::{Reading, people};
use crate::vocabulary::{
    self, FoldedWords, LetterCounts, Phrase,
    first_page::{Field, LABELS, LEADING_LABELS},
};

/// A gap between two words of one line that parts two columns: in heights of a word on a page image.
const WIDE_GAP: f32 = 1.5;
/// The same in a text file, in characters.
const WIDE_GAP_IN_TEXT: f32 = 2.0;

/// Words that stand together, with wide gaps around them.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cell {
    /// The line that it is part of.
    pub line: usize,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Its text.
    pub text: String,
    /// Left and right edge, in pixels or characters.
    pub left: f32,
    pub right: f32,
    /// Upper and lower edge, in pixels or lines.
    top: f32,
    bottom: f32,
}

/// A label that was found, with the cells that are its value.
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// What it announces.
    pub field: Field,
    /// The label as it stands there.
    pub label: String,
    /// Where the label begins.
    pub line: usize,
    /// The tokens of the label.
    pub tokens: Range<usize>,
    /// The value, a cell each, in reading order; continued lines are not joined.
    pub values: Vec<Cell>,
    /// How many of the values stand on the label's own row.
    pub beside: usize,
    left: f32,
}

impl Found {
    /// Whether a cell stands in the column of this label.
    fn stands_above(&self, cell: &Cell) -> bool {
        (self.left - cell.left).abs() < 2.0 * cell.height()
    }

    /// Whether this is a heading over the label beside it, and has no value of its own.
    pub fn leads_to(&self, next: &Self) -> bool {
        let heading = match self.field {
            Field::Signatures | Field::NoticeHeading => true,
            Field::Participants(_) => {
                let folded = vocabulary::fold(&self.label);
                let leads = LEADING_LABELS.iter().any(|word| folded.starts_with(word));
                leads && matches!(next.field, Field::Participants(_))
            }
            _ => false,
        };
        heading && self.values.is_empty()
    }
}

/// The fields that some lines hold, in order of their labels.
pub(super) fn fields(reading: Reading<'_>, lines: &[usize]) -> Vec<Found> {
    let rows = rows(reading, lines);
    let mut found: Vec<Found> = Vec::new();
    // The labels of the last row that had any.
    let mut open = 0..0;
    // Words that a label in the row above has taken, and which one.
    let mut taken: Vec<(Range<usize>, usize)> = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let first_of_row = found.len();
        // The label whose end stands in this row: what follows is its value.
        let mut ending = None;
        for (index, cell) in row.iter().enumerate() {
            let rest = match taken.iter().find(|(taken, _)| taken.start == cell.tokens.start) {
                Some((taken, label)) => {
                    ending = Some(*label);
                    after(reading, cell, taken.end)
                }
                None => Some(cell.clone()),
            };
            let Some(cell) = rest else { continue };
            if let Some(owner) = ending.and_then(|label| found.get_mut(label))
                && label(reading, &cell, None).is_none()
            {
                owner.beside += 1;
                owner.values.push(cell);
                continue;
            }
            let beside = index.checked_sub(1).map(|index| &row[index]);
            let in_column = found[open.clone()]
                .iter()
                .skip(1)
                .any(|label| label.stands_above(&cell));
            if let Some(label) = beside
                .filter(|_| !in_column)
                .and_then(|beside| list_with_roles(beside, &cell, &mut found))
            {
                label.values.push(cell);
                continue;
            }
            place(
                reading,
                cell,
                rows.get(at + 1),
                first_of_row,
                &open,
                &mut found,
                &mut taken,
            );
        }
        if found.len() > first_of_row {
            // `Övriga deltagande   Ej tjänstgörande ersättare`: what follows is of the second.
            let leads = found[first_of_row..]
                .windows(2)
                .take_while(|pair| {
                    pair[0].leads_to(&pair[1]) && !pair.iter().all(|label| has_column(rows.get(at + 1), label))
                })
                .count();
            // A list beside the new label goes on: `Eva By (M)          Övriga deltagande`.
            let beside = row
                .first()
                .zip(found[open.clone()].first())
                .is_some_and(|(first, list)| {
                    let last = list.values.last();
                    list.field.names_persons() && last == Some(first) && people::person(&first.text).is_some()
                });
            let from = if beside { open.start } else { first_of_row + leads };
            open = from..found.len();
        }
    }
    found
}

/// Whether a person stands right below a label, in its column.
fn has_column(below: Option<&Vec<Cell>>, label: &Found) -> bool {
    below
        .into_iter()
        .flatten()
        .any(|cell| label.stands_above(cell) && people::person(&cell.text).is_some())
}

/// The list of participants in which an office stands beside the name of its holder, in a column of its own: it is no label
/// there.
fn list_with_roles<'a>(beside: &Cell, cell: &Cell, found: &'a mut [Found]) -> Option<&'a mut Found> {
    let office = cell
        .text
        .split(' ')
        .next()
        .is_some_and(vocabulary::people::is_role_word);
    let member = people::person(&beside.text).is_some_and(|person| person.party.is_some());
    let list = found
        .iter_mut()
        .rev()
        .find(|found| found.values.last() == Some(beside))?;
    let lists = matches!(list.field, Field::Participants(_));
    (office && member && lists && people::person(&cell.text).is_none()).then_some(list)
}

/// Puts a cell where it belongs: it is a label, or a value of the label beside or above it.
fn place(
    reading: Reading<'_>,
    cell: Cell,
    below: Option<&Vec<Cell>>,
    first_of_row: usize,
    open: &Range<usize>,
    found: &mut Vec<Found>,
    taken: &mut Vec<(Range<usize>, usize)>,
) {
    let under = below.and_then(|row| {
        row.iter()
            .find(|under| (under.left - cell.left).abs() < 2.0 * cell.height())
    });
    if let Some((field, words, more)) = label(reading, &cell, under) {
        let label_end = cell.tokens.start + words;
        if let (true, Some(under)) = (more > 0, under) {
            taken.push((under.tokens.start..under.tokens.start + more, found.len()));
        }
        found.push(Found {
            field,
            label: reading.text.flow(cell.tokens.start..label_end),
            line: cell.line,
            tokens: cell.tokens.start..label_end,
            values: Vec::new(),
            beside: 0,
            left: cell.left,
        });
        if let Some(rest) = after(reading, &cell, label_end) {
            place(reading, rest, None, first_of_row, open, found, taken);
        }
        return;
    }
    let (value, rest) = before_next_label(reading, cell);
    let own_row = found.len() > first_of_row;
    let candidates = if own_row {
        found.len() - 1..found.len()
    } else {
        open.clone()
    };
    // Of two labels in one column, the lower one.
    let near = candidates.rev().min_by(|&a, &b| {
        let away = |index: usize| ((found[index].left - value.left).abs() / (2.0 * value.height())).round();
        away(a).total_cmp(&away(b))
    });
    if let Some(label) = near.and_then(|index| found.get_mut(index)) {
        label.beside += usize::from(own_row);
        label.values.push(value);
    }
    if let Some(rest) = rest {
        place(reading, rest, None, first_of_row, open, found, taken);
    }
}

impl Cell {
    fn of(reading: Reading<'_>, line: usize, tokens: Range<usize>) -> Option<Self> {
        let boxes: Vec<[f32; 4]> = tokens.clone().filter_map(|token| extent(reading, token)).collect();
        Self::around(reading, line, tokens, &boxes)
    }

    /// A cell whose tokens stand in these boxes.
    fn around(reading: Reading<'_>, line: usize, tokens: Range<usize>, boxes: &[[f32; 4]]) -> Option<Self> {
        let boxes = boxes.iter().copied();
        let [left, top, right, bottom] =
            boxes.reduce(|a, b| [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])])?;
        Some(Self {
            line,
            text: reading.text.tokens[tokens.clone()]
                .iter()
                .map(|token| token.text.as_str())
                .collect::<Vec<_>>()
                .join(" "),
            tokens,
            left,
            right,
            top,
            bottom,
        })
    }

    /// In pixels or lines.
    pub fn height(&self) -> f32 {
        self.bottom - self.top
    }

    /// Whether two cells have the same left edge, give or take a character or two.
    pub fn aligned(&self, other: &Self) -> bool {
        (self.left - other.left).abs() < 1.5 * self.height().min(other.height())
    }

    /// Half way between its upper and its lower edge, in pixels or lines.
    pub fn middle(&self) -> f32 {
        f32::midpoint(self.top, self.bottom)
    }

    /// Whether there is an empty line between this cell and one above it.
    pub fn apart_from(&self, above: &Self) -> bool {
        self.top - above.bottom >= 0.9 * self.height()
    }

    /// The words of the cell.
    pub fn words<'a>(&self, reading: Reading<'a>) -> Vec<&'a str> {
        reading.text.tokens[self.tokens.clone()]
            .iter()
            .map(|token| token.text.as_str())
            .collect()
    }
}

/// The part of a cell from a token on.
fn after(reading: Reading<'_>, cell: &Cell, from: usize) -> Option<Cell> {
    let dots = |index: usize| {
        reading.text.tokens[index]
            .text
            .chars()
            .all(|c| !c.is_alphanumeric() && c != '§')
    };
    let from = (from..cell.tokens.end).find(|&index| !dots(index))?;
    Cell::of(reading, cell.line, from..cell.tokens.end)
}

/// A cell up to a further label inside it (where the columns of a text were lost), and what begins with that.
fn before_next_label(reading: Reading<'_>, cell: Cell) -> (Cell, Option<Cell>) {
    let words = cell.words(reading);
    let next = (1..words.len()).find(|&at| {
        let end = words[at - 1].ends_with(|c: char| c.is_alphanumeric() || c == ')');
        let found = || longest_label(&words[at..]).is_some_and(|(_, length)| length >= 2);
        end && words[at].starts_with(char::is_uppercase) && found()
    });
    let parts = next.and_then(|at| {
        let at = cell.tokens.start + at;
        Cell::of(reading, cell.line, cell.tokens.start..at).zip(Cell::of(reading, cell.line, at..cell.tokens.end))
    });
    match parts {
        Some((value, rest)) => (value, Some(rest)),
        None => (cell, None),
    }
}

/// The label that a cell begins with, or that it makes with the cell below: its field, its words in the cell, and in the
/// one below.
fn label(reading: Reading<'_>, cell: &Cell, under: Option<&Cell>) -> Option<(Field, usize, usize)> {
    let words = cell.words(reading);
    if !words[0].starts_with(char::is_uppercase) {
        // OCR also loses capitals: a label is known by standing alone, unless it may be a role that goes on from above.
        return longest_label(&words)
            .filter(|(field, length)| *length == words.len() && (*length > 1 || !field.names_persons()))
            .map(|(field, length)| (field, length, 0));
    }
    let under = under.map(|cell| cell.words(reading)).unwrap_or_default();
    // Where columns were lost, a value stands between: `Justeringens  Kommunhuset` above `plats och tid`.
    let goes_on = under.first().is_some_and(|word| word.starts_with(char::is_lowercase));
    if goes_on && let Some(found) = hyphenated_label(&words, &under).or_else(|| broken_label(&words, &under)) {
        return Some(found);
    }
    let (field, length) = longest_label(&words)?;
    // Where columns were lost, a value begins with a capital, a digit or a sign; a sentence goes on in lower case.
    let ended = words[length - 1].ends_with([':', '.']) || length > 1 && COPULAS.contains(&words[length - 1]);
    let value = words.get(length).is_none_or(|next| {
        let next = next.trim_start_matches(['"', '”', '(']);
        !next.starts_with(char::is_lowercase) || next.starts_with("kl") || next.starts_with("den")
    });
    (value || ended).then_some((field, length, 0))
}

/// The label whose cell ends inside a word that goes on below: `Icke tjänst-` above `görande ersättare`.
fn hyphenated_label(words: &[&str], under: &[&str]) -> Option<(Field, usize, usize)> {
    let (last, before) = words.split_last()?;
    let (first, behind) = under.split_first()?;
    let word = format!("{}{first}", last.strip_suffix('-')?);
    let whole: Vec<&str> = before.iter().chain([&word.as_str()]).chain(behind).copied().collect();
    let (field, length) = longest_label(&whole)?;
    (length >= words.len()).then(|| (field, words.len(), length - before.len()))
}

/// The longest label whose last words stand below its first: its field, and its words in either line.
fn broken_label(words: &[&str], under: &[&str]) -> Option<(Field, usize, usize)> {
    let fold = |words: &[&str]| words.iter().take(LONGEST).map(|word| vocabulary::fold(word)).collect();
    let (above, below): (Vec<String>, Vec<String>) = (fold(words), fold(under));
    let broken = FOLDED.iter().filter_map(|label| {
        (1..label.words.len().min(above.len() + 1)).rev().find_map(|count| {
            let (upper, lower) = label.words.split_at(count);
            let fits = below.len() >= lower.len()
                && (count == words.len() || under.len() == lower.len())
                && damage(&above[..count].join(" "), &upper.join(" ")).is_some()
                && damage(&below[..lower.len()].join(" "), &lower.join(" ")).is_some();
            fits.then_some((label.field, count, lower.len()))
        })
    });
    broken.max_by_key(|(_, upper, lower)| upper + lower)
}

/// Words that end a label told as a sentence: `Närvarande voro ordföranden Bo Ek, …`.
const COPULAS: &[&str] = &["voro", "var", "äro", "jämväl", "även"];

/// The longest label that words begin with, and of those the most like: its field, and how many words it takes.
fn longest_label(words: &[&str]) -> Option<(Field, usize)> {
    let folded = FoldedWords::of(&words[..words.len().min(LONGEST)]);
    let all = folded.run(0, words.len().min(LONGEST)).unwrap_or_default();
    let heads: Vec<(&str, LetterCounts)> = (0..)
        .map_while(|length| folded.run(0, length))
        .map(|head| (head, LetterCounts::of(head)))
        .collect();
    let found = FOLDED.iter().filter(|label| begin_alike(all, label.phrase.folded()));
    let found = found.filter_map(|label| {
        // `ANSLAG / BEVIS` is three words of the text and one of the phrase.
        (label.words.len()..=label.words.len() + 2).find_map(|length| {
            let (head, counts) = heads.get(length)?;
            let damage = label
                .phrase
                .edits_of(head, counts)
                .filter(|_| begin_alike(head, label.phrase.folded()))?;
            let signs = (0..length).filter(|&at| folded.run(at, 1) == Some("")).count();
            let fits = length - signs == label.words.len() || label.slash;
            fits.then_some((label.field, length, damage))
        })
    });
    found
        .min_by_key(|(_, length, damage)| (Reverse(*length), *damage))
        .map(|(field, length, _)| (field, length))
}

/// What OCR has done to a folded phrase, in edits; `None` where it is more than [`vocabulary::matches`] forgives, or where
/// the first two letters are both others.
fn damage(text: &str, phrase: &str) -> Option<usize> {
    let allowed = phrase.len() / 6;
    if text.len().abs_diff(phrase.len()) > allowed {
        return None;
    }
    if text == phrase {
        return Some(0);
    }
    let damaged = allowed > 0 && begin_alike(text, phrase);
    damaged
        .then(|| vocabulary::edits_within(allowed, text, phrase))
        .flatten()
}

/// Whether one of the first two letters is the same in two folded texts.
fn begin_alike(text: &str, phrase: &str) -> bool {
    let (text, phrase) = (text.as_bytes(), phrase.as_bytes());
    let alike = |at: usize| text.get(at).is_some_and(|letter| phrase.get(at) == Some(letter));
    alike(0) || alike(1)
}

/// No label has more words than this, signs among them.
const LONGEST: usize = 8;

/// A label, folded once for all comparisons.
struct FoldedLabel {
    field: Field,
    phrase: Phrase,
    words: Vec<String>,
    slash: bool,
}

static FOLDED: LazyLock<Vec<FoldedLabel>> = LazyLock::new(|| {
    let folded = LABELS.iter().map(|label| FoldedLabel {
        field: label.field,
        phrase: Phrase::of(label.phrase),
        words: label.phrase.split(' ').map(vocabulary::fold).collect(),
        slash: label.phrase.contains('/'),
    });
    folded.collect()
});

/// Where a token stands: left, top, right, bottom, in pixels, or in characters and lines.
pub(super) fn extent(reading: Reading<'_>, token: usize) -> Option<[f32; 4]> {
    let boxes = reading.text.tokens[token].words.iter().map(|place| {
        let word = &reading.scan.pages[place.page].words[place.word];
        let left = word.column.unwrap_or(0) as f32;
        match word.bbox {
            Some(b) => [b.x0 as f32, b.y0 as f32, b.x1 as f32, b.y1 as f32],
            None => [
                left,
                word.line as f32,
                left + word.text.chars().count() as f32,
                word.line as f32 + 1.0,
            ],
        }
    });
    boxes.reduce(|a, b| [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])])
}

/// The cells of some lines, in rows from top to bottom and from left to right, page by page.
pub(super) fn rows(reading: Reading<'_>, lines: &[usize]) -> Vec<Vec<Cell>> {
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for page in lines.chunk_by(|&a, &b| reading.text.lines[a].page == reading.text.lines[b].page) {
        let mut cells: Vec<Cell> = page.iter().flat_map(|&line| cells(reading, line)).collect();
        let slope = slope(reading, page);
        for cell in &mut cells {
            cell.top -= slope * cell.left;
            cell.bottom -= slope * cell.left;
        }
        cells.sort_by(|a, b| (a.top + a.bottom).total_cmp(&(b.top + b.bottom)));
        let first_of_page = rows.len();
        for cell in cells {
            let beside = rows[first_of_page..].last_mut().filter(|row| {
                let (top, bottom) = (row[0].top.max(cell.top), row[0].bottom.min(cell.bottom));
                bottom - top > 0.5 * row[0].height().min(cell.height())
            });
            match beside {
                Some(row) => row.push(cell),
                None => rows.push(vec![cell]),
            }
        }
    }
    for row in &mut rows {
        row.sort_by(|a, b| a.left.total_cmp(&b.left));
    }
    rows
}

/// The cells of a line.
pub(super) fn cells(reading: Reading<'_>, line: usize) -> Vec<Cell> {
    let tokens = reading.text.lines[line].tokens.clone();
    let extents: Vec<[f32; 4]> = tokens.clone().filter_map(|token| extent(reading, token)).collect();
    let on_image = reading.scan.pages[reading.text.lines[line].page].width > 0;
    let mut heights: Vec<f32> = extents.iter().map(|e| e[3] - e[1]).collect();
    heights.sort_by(f32::total_cmp);
    let height = heights.get(heights.len() / 2).copied().unwrap_or(1.0);
    let wide = if on_image { WIDE_GAP * height } else { WIDE_GAP_IN_TEXT };
    let mut starts = vec![tokens.start];
    if extents.len() == tokens.len() {
        let gaps = extents
            .windows(2)
            .map(|pair| pair[1][0] - pair[0][2])
            .zip(tokens.start + 1..);
        starts.extend(gaps.filter(|(gap, _)| *gap >= wide).map(|(_, token)| token));
    }
    let ends = starts.iter().skip(1).copied().chain([tokens.end]);
    let mut boxes = extents.as_slice();
    let cells = starts.iter().zip(ends).filter_map(|(&start, end)| {
        let (here, behind) = boxes.split_at(boxes.len().min(end - start));
        boxes = behind;
        Cell::around(reading, line, start..end, here)
    });
    cells.collect()
}

/// How far the lines of a page fall from left to right, in pixels a pixel: cells far apart on a page askew are of one row.
fn slope(reading: Reading<'_>, lines: &[usize]) -> f32 {
    let slopes = lines.iter().filter_map(|&line| {
        let tokens = reading.text.lines[line].tokens.clone();
        let (first, last) = (extent(reading, tokens.start)?, extent(reading, tokens.end - 1)?);
        let across = last[0] - first[0];
        (across > 10.0 * (first[3] - first[1])).then_some((last[1] + last[3] - first[1] - first[3]) / 2.0 / across)
    });
    let mut slopes: Vec<f32> = slopes.collect();
    slopes.sort_by(f32::total_cmp);
    slopes.get(slopes.len() / 2).copied().unwrap_or(0.0)
}
