//! What cannot be a title: where the lines that may hold one end, and what was taken for one but is the text itself.

use std::ops::Range;

use super::SIGNED;
use super::leading_numbers::{numbers_aside, starts_with_case_number};
use super::title::{names_document, without_aside};
use crate::clean::Join;
use crate::record::SectionKind;
use crate::segment::paragraphs::words_before_att;
use crate::segment::{Reading, decisions, field, sections};
use crate::vocabulary;

/// A title that is one sentence has no more words.
const LONGEST_SENTENCE: usize = 12;

/// A title of no more words may say what becomes of its matter: `Ärendet utgår`.
const SHORTEST_TOLD: usize = 6;

/// A title has no more words.
const LONGEST_TITLE: usize = 60;

/// Whether what was taken for a title is the beginning of the text: a sentence that goes on below, or a long one.
pub(super) fn is_text(
    reading: Reading<'_>,
    body: &[usize],
    title: &Range<usize>,
    aside: Option<&Range<usize>>,
) -> bool {
    let lines = &reading.text.lines;
    let last = body.partition_point(|&line| lines[line].tokens.end < title.end);
    let below = body.get(last + 1).map(|&line| &lines[line]);
    let hyphenated = reading.text.tokens[title.end - 1].join != Join::Space;
    let first = vocabulary::fold(&reading.text.tokens[title.start].text);
    let begins_as_text = vocabulary::TEXT_BEGINNINGS.contains(&first.as_str())
        || vocabulary::TEXT_VERBS.iter().any(|end| first.ends_with(end));
    let goes_on = below.is_some_and(|below| {
        let full = begins_as_text && lines[body[last]].indent + lines[body[last]].width > 0.8;
        let lower = below.text.starts_with(char::is_lowercase) && words_before_att(&below.text).is_none();
        below.gap < 0.5 && !below.starts_sheet && (lower || hyphenated || full)
    });
    let text = without_aside(reading, title, aside);
    let long = text.split(' ').count() > LONGEST_SENTENCE;
    // A title with a line of its own has no full stop, and may say what becomes of its matter.
    let alone = !text.ends_with('.') && !text.contains(':') && below.is_none_or(|below| below.gap >= 0.5);
    let sentence = text.ends_with('.') && (long || decisions::ends_matter(&text));
    let sentences = long && vocabulary::ends_sentence_inside(&text);
    let tells = long && vocabulary::contains_phrase(&text, &vocabulary::TOLD_WORDS)
        || !alone && text.split(' ').count() > SHORTEST_TOLD && decisions::settles(&text)
        || decisions::ends_settled(&text);
    goes_on || sentence || sentences || tells || text.ends_with([':', ',']) || text.split(' ').count() > LONGEST_TITLE
}

/// The lines that may hold a title, and the first of them that cannot: nothing behind a label with its value, or behind a
/// sentence in which a body decides, is looked at.
pub(super) fn bounded<'b>(reading: Reading<'_>, below: &'b [usize]) -> (&'b [usize], Option<usize>) {
    let is_bullet = |line: &usize| reading.text.lines[*line].text.starts_with(['-', '–', '•', '·']);
    let bullets = below.iter().filter(|line| is_bullet(line)).count();
    let end = below.iter().enumerate().position(|(at, &line)| {
        let apart = reading.text.lines[line].gap >= 0.5;
        let text = &reading.text.lines[line].text;
        // What opens a list, and the list itself; one dash may go on with a title.
        let numbered = opens_numbered_list(reading, &below[at..]);
        let labelled = || text.split(' ').next().is_some_and(|first| first.ends_with(':'));
        let field = apart && labelled() && !starts_with_case_number(reading, line);
        let listed = numbered || at > 0 && (text.ends_with(':') || field || bullets > 1 && is_bullet(&line));
        listed || is_labelled(reading, line) || apart && decisions::leading(&reading.words(line)).is_some()
    });
    let alone = is_title_word(reading, below);
    let title = alone
        || is_empty_section(reading, below)
        || below
            .first()
            .is_some_and(|&first| names_document(&reading.text.lines[first].text));
    let from = usize::from(title);
    // What stands apart below such a title is a list, or the text.
    let end = if alone { Some(1) } else { end };
    let below = &below[..end.unwrap_or(below.len())];
    let anchor = below.iter().skip(from).position(|&line| is_anchor(reading, line));
    (below, anchor.map(|anchor| anchor + from))
}

/// Whether lines begin with a numbered list of at least two entries: `1.  Protokoll …`, `2.  Skrivelse …`.
fn opens_numbered_list(reading: Reading<'_>, below: &[usize]) -> bool {
    let is_numbered = |line: &usize, number: &str| {
        let words = reading.words(*line);
        words.len() > 1 && words[0].strip_suffix(['.', ')']) == Some(number)
    };
    let Some((first, later)) = below.split_first() else {
        return false;
    };
    is_numbered(first, "1") && later.iter().any(|line| is_numbered(line, "2"))
}

/// Whether lines begin with the heading of a section that has nothing in it, for the next section follows: a title that
/// could be a heading (`Information`).
fn is_empty_section(reading: Reading<'_>, below: &[usize]) -> bool {
    let section = |at: usize| {
        let words = reading.words(*below.get(at)?);
        vocabulary::find_heading(&words).filter(|found| found.words == words.len() && !found.colon)
    };
    let empty = section(0).is_some_and(|found| found.kind == SectionKind::Background && found.body.is_none());
    empty && section(1).is_some() && reading.text.lines[below[1]].gap >= 0.5
}

/// Whether the first of some lines, apart from the others, is a heading of sections that also serves as a title.
fn is_title_word(reading: Reading<'_>, below: &[usize]) -> bool {
    let [first, second, ..] = below else { return false };
    let folded = vocabulary::fold(&reading.text.lines[*first].text);
    vocabulary::TITLE_HEADINGS.contains(&folded.as_str()) && reading.text.lines[*second].gap >= 0.5
}

/// Whether a line cannot belong to a title: a section's heading, a case number, the next item.
fn is_anchor(reading: Reading<'_>, line: usize) -> bool {
    let words = reading.words(line);
    let heading = vocabulary::find_heading(&words);
    let begins = starts_upper(words[0]) || sections::begins_heading(reading, line, &words);
    let section = heading.is_some_and(|found| found.words == words.len() || found.colon) && begins;
    let text = &reading.text.lines[line].text;
    // The second of two numbers in brackets behind a title may begin a line: `(RS/301/2020,` above `RS/302/2020)`.
    let closes = text.ends_with(')') && !text.contains('(');
    section || SIGNED.is_match(text) || !closes && starts_with_case_number(reading, line)
}

/// Whether a line holds a label and its value in two columns: `Sökande          Bo Ek`.
fn is_labelled(reading: Reading<'_>, line: usize) -> bool {
    let cells = field::cells(reading, line);
    let label = |text: &str| {
        let letters = text
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '/' | ':'));
        letters && text.split(' ').count() <= 3 && starts_upper(text)
    };
    // A short title may stand there, and its case number: `Valärenden          Dnr RS 2022/94`.
    let case_number = || numbers_aside(reading, &cells, cells[0].tokens.start).is_some();
    cells.len() >= 2 && label(&cells[0].text) && !case_number()
}

fn starts_upper(word: &str) -> bool {
    word.chars()
        .next()
        .is_some_and(|c| c.is_uppercase() || !c.is_alphabetic())
}
