//! What stands at the head of an item besides its number: case numbers, the numbers that the matter has with other bodies,
//! and the title.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::title::{title_lines, title_text, without_aside};
use super::{SIGNED, regex};
use crate::case_number;
use crate::clean::Join;
use crate::dates;
use crate::record::{CaseNumber, SectionKind};
use crate::segment::field::{self, Cell};
use crate::segment::paragraphs::words_before_att;
use crate::segment::{Reading, decisions, sections};
use crate::vocabulary;

/// A title longer than this many lines is running text.
const TITLE_LINES: usize = 7;

/// The numbers of the same matter in the minutes of other bodies, after the item's own: `Sn § 50 Au § 84`, `§ 50 (Au § 84)`.
static STACKED: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"^\(?(?:\p{Lu}\p{L}{0,4}\s)?(?:§\s?\d{1,4}(?:/\d\d)?(?:,\s\d{1,4}(?:/\d\d)?)*\)?,?|\d{1,4}\)?)$")
});

/// A line that holds but the number of the matter in the minutes of another body, perhaps with a case number: `AU § 63`.
static STACKED_LINE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^\(?(?P<unit>\p{Lu}[\p{L} ,-]{0,60}?)\s?§\s?\d{1,4}(?:/\d\d)?(?:,\s\d{1,4}(?:/\d\d)?)*\)?,?(?:\s+(?P<rest>.*))?$",
    )
});

/// What the head of an item says.
pub(super) struct Heading {
    /// The case numbers.
    pub case_numbers: Vec<CaseNumber>,
    /// The title, and the tokens that it stands in.
    pub title: Option<(String, Range<usize>)>,
    /// The first line after the heading.
    pub text_from: usize,
    /// The first token of the text, where it begins on the line of the number: `§ 4. Föredrogs en skrivelse …`
    pub text_token: Option<usize>,
    /// The lines with the recipients, where they stand between number and title.
    pub recipients: Range<usize>,
}

/// Reads the heading whose number stands on the body line `at`, with `words` behind it.
pub(super) fn read(reading: Reading<'_>, body: &[usize], at: usize, words: &[&str]) -> Heading {
    let tokens = reading.text.lines[body[at]].tokens.clone();
    let stacked = stacked_words(words);
    let mut behind = tokens.end - words.len() + stacked + day_words(&words[stacked..]);
    let mut draft = Draft::default();
    let beside = words.join(" ");
    if let Some(codes) = case_number::of_codes(&beside).filter(|_| case_number::parse_start(&beside).is_none()) {
        draft.case_numbers.extend(codes);
        behind = tokens.end;
    }
    let begun = draft.take_line(reading, body[at], behind..tokens.end);
    let mut text_from = if is_continued(words) {
        body[at] + 1
    } else if reading.text.lines[body[at]].in_margin {
        draft.take_note(reading, body, at)
    } else {
        let stacked = stacked_lines(reading, body, at, at + 1, &mut draft.case_numbers);
        let above = Some(body[at]).filter(|_| begun && stacked == 0);
        draft.take_following(reading, body, at + 1 + stacked, above)
    };
    let Draft {
        mut case_numbers,
        mut title,
        mut text_token,
        aside,
        recipients,
    } = draft;
    let in_note = |title: &Range<usize>| {
        let line = body.partition_point(|&line| reading.text.lines[line].tokens.end <= title.start);
        reading.text.lines[body[line]].in_margin
    };
    if let Some(text) = title.take_if(|title| !in_note(title) && is_text(reading, body, title, aside.as_ref())) {
        text_token = Some(text.start).filter(|_| begun);
        text_from = body[body.partition_point(|&line| reading.text.lines[line].tokens.end <= text.start)];
    }
    Heading {
        text_token,
        title: title.map(|tokens| {
            (
                title_text(reading, tokens.clone(), aside.as_ref(), &mut case_numbers),
                tokens,
            )
        }),
        case_numbers,
        text_from,
        recipients,
    }
}

/// How many words the day of the meeting takes that stands beside a number, alone or before a case number: it is no title.
fn day_words(words: &[&str]) -> usize {
    let text = words.join(" ");
    let day = dates::find(&text).first().map(|(range, _)| range.clone());
    let alone = |rest: &str| rest.is_empty() || case_number::parse_start(rest).is_some();
    day.filter(|day| day.start == 0 && alone(text[day.end..].trim_start()))
        .map_or(0, |day| text[day].split(' ').count())
}

/// Whether the words behind a number say that the item goes on from the page before.
fn is_continued(words: &[&str]) -> bool {
    words.first().is_some_and(|word| vocabulary::fold(word) == "forts")
}

/// The body that a line names with the number which the matter has there, and what stands behind that besides the day of
/// its meeting: `AU § 63`, `Kommunstyrelsen § 47 2014-03-10`.
fn stacked_line(text: &str) -> Option<(&str, &str)> {
    let found = STACKED_LINE.captures(text)?;
    let unit = found.name("unit")?.as_str();
    let rest = found.name("rest").map_or("", |rest| rest.as_str());
    let letters = unit.chars().count() <= UNIT && !unit.contains(' ');
    let words: Vec<&str> = rest.split_whitespace().collect();
    let rest = rest.splitn(day_words(&words) + 1, char::is_whitespace).last();
    let rest = rest.filter(|_| day_words(&words) < words.len()).unwrap_or_default();
    (letters || vocabulary::is_body_name(unit)).then_some((unit, rest))
}

/// The letters of a body are no more.
const UNIT: usize = 6;

/// What stands before the number of an item: the body, by its letters or its name.
fn unit_before(text: &str) -> &str {
    match text.split_once('§') {
        Some((before, _)) => before.trim(),
        None => text.split(' ').next().unwrap_or_default(),
    }
}

/// How many lines below a number hold but the number that the matter has with another body; their case numbers are taken.
fn stacked_lines(
    reading: Reading<'_>,
    body: &[usize],
    at: usize,
    from: usize,
    case_numbers: &mut Vec<CaseNumber>,
) -> usize {
    let lines = &reading.text.lines;
    let own = Some(unit_before(&lines[body[at]].text));
    let mut count = 0;
    while let Some(&line) = body.get(from + count) {
        let Range { start, end } = lines[line].tokens;
        // `Au § 98          1980.0588-314`, or but the number, in the column of the one above.
        let from = match stacked_line(&lines[line].text) {
            Some((unit, _)) if Some(unit) == own => break,
            Some((_, rest)) => end - rest.split_whitespace().count(),
            None if case_numbers.is_empty() || lines[line].gap >= 0.5 => break,
            None => start,
        };
        let before = case_numbers.len();
        if !leading_case_numbers(reading, from..end, case_numbers).is_empty() {
            case_numbers.truncate(before);
            break;
        }
        count += 1;
    }
    count
}

/// A title that is one sentence has no more words.
const LONGEST_SENTENCE: usize = 12;

/// A title of no more words may say what becomes of its matter: `Ärendet utgår`.
const SHORTEST_TOLD: usize = 6;

/// A title has no more words.
const LONGEST_TITLE: usize = 60;

/// Whether what was taken for a title is the beginning of the text: a sentence that goes on below, or a long one.
fn is_text(reading: Reading<'_>, body: &[usize], title: &Range<usize>, aside: Option<&Range<usize>>) -> bool {
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

/// How many lines right above a number belong to it: the number that the matter has with another body (`Au § 112` above `Ks
/// § 88`), and what the columns of the heading hold (`Paragraf    Diarienr`).
pub(super) fn lines_above(reading: Reading<'_>, body: &[usize], at: usize) -> usize {
    let near = |at: usize| {
        let line = &reading.text.lines[body[at]];
        // What stands in the margin beside the number is a line before it.
        let beside = |above: &usize| reading.text.lines[body[*above]].in_margin;
        at > 0 && (line.gap < 0.5 || at.checked_sub(1).filter(beside).is_some()) && !line.starts_sheet
    };
    let stacked = stacked_above(reading, body, at, near);
    let top = at - stacked;
    let labelled = near(top) && {
        let words = reading.words(body[top - 1]);
        let is_label = |word: &&str| {
            vocabulary::ITEM_LABELS
                .iter()
                .any(|label| label.is(&vocabulary::fold(word)))
        };
        words.iter().all(is_label)
    };
    stacked + usize::from(labelled)
}

fn stacked_above(reading: Reading<'_>, body: &[usize], at: usize, near: impl Fn(usize) -> bool) -> usize {
    let lines = &reading.text.lines;
    let unit = |line: usize| {
        let (unit, rest) = stacked_line(&lines[line].text)?;
        rest.is_empty().then_some(unit)
    };
    let own = unit_before(&lines[body[at]].text);
    if own.is_empty() {
        return 0;
    }
    (1..=at)
        .take_while(|&count| near(at - count + 1) && unit(body[at - count]).is_some_and(|unit| unit != own))
        .count()
}

/// Whether the rest of a line behind a case number in the margin is the end of a title that fills the line above: `Dnr 12/65  kommunblock`.
fn ends_title(reading: Reading<'_>, body: &[usize], line: usize, rest: &Range<usize>) -> bool {
    let lines = &reading.text.lines;
    let at = body.partition_point(|&other| other < line);
    let above = at.checked_sub(1).map(|above| &lines[body[above]]);
    let full = above.is_some_and(|above| above.indent + above.width > FULL && !above.text.ends_with('.'));
    let below = body.get(at + 1).map(|&below| &lines[below]);
    let last = below.is_none_or(|below| below.gap >= 0.5 || below.starts_sheet);
    let first = reading.text.tokens.get(rest.start).filter(|_| !rest.is_empty());
    let small = first.is_some_and(|token| token.text.starts_with(char::is_lowercase));
    small && full && last && lines[line].gap < 0.5 && !lines[line].text.ends_with(['.', ','])
}

/// A line that ends here fills the text's width.
const FULL: f32 = 0.9;

/// What has been read of a heading so far.
#[derive(Default)]
struct Draft {
    case_numbers: Vec<CaseNumber>,
    title: Option<Range<usize>>,
    /// The first token of the text, where a case number stands before it on its line.
    text_token: Option<usize>,
    /// Case numbers in a column of their own beside the title.
    aside: Option<Range<usize>>,
    /// The lines with the recipients between number and title.
    recipients: Range<usize>,
}

impl Draft {
    /// Takes the case numbers at the beginning and the end of some tokens of one line. What is left begins a title;
    /// returns whether there is any.
    fn take_line(&mut self, reading: Reading<'_>, line: usize, tokens: Range<usize>) -> bool {
        let mut rest = leading_case_numbers(reading, tokens, &mut self.case_numbers);
        if let Some(aside) = self.take_aside(reading, line, rest.start) {
            rest.end = aside.start;
        }
        let begun = !rest.is_empty();
        if begun {
            self.title = Some(rest);
        }
        begun
    }

    /// Takes the case numbers that stand in a column of their own behind a token of a line, perhaps with their class codes in
    /// another: `§ 12  Bygglov för båthus          BN 2014/31   231`.
    fn take_aside(&mut self, reading: Reading<'_>, line: usize, behind: usize) -> Option<Range<usize>> {
        if self.aside.is_some() {
            return None;
        }
        let (tokens, numbers) = numbers_aside(reading, &field::cells(reading, line), behind)?;
        self.case_numbers.extend(numbers);
        self.aside = Some(tokens.clone());
        Some(tokens)
    }

    /// Takes what stands below the number in its note in the margin: case numbers, and the title, which else stands in the
    /// text. Returns the first line after them.
    fn take_note(&mut self, reading: Reading<'_>, body: &[usize], at: usize) -> usize {
        let below = &body[at + 1..];
        let count = below
            .iter()
            .take_while(|&&line| reading.text.lines[line].in_margin)
            .count();
        let note = &below[..count];
        let numbers = note.iter().take_while(|&&line| {
            let tokens = reading.text.lines[line].tokens.clone();
            leading_case_numbers(reading, tokens, &mut self.case_numbers).is_empty()
        });
        let title = &note[numbers.count()..];
        if title.is_empty() {
            let from = at + 1 + count;
            let stacked = stacked_lines(reading, body, at, from, &mut self.case_numbers);
            return self.take_following(reading, body, from + stacked, None);
        }
        self.title = Some(reading.tokens(title));
        below.get(count).copied().unwrap_or(reading.text.lines.len())
    }

    /// Takes the body lines from one on: title and case numbers, up to the first section, sentence or next item. `above` is
    /// the line that the title began on. Returns the first line after them.
    fn take_following(&mut self, reading: Reading<'_>, body: &[usize], from: usize, above: Option<usize>) -> usize {
        let from = self.past_recipients(reading, body, from);
        if self.title.is_none()
            && let Some(&line) = body.get(from)
            && let Some(labelled) = behind_title_label(reading, line)
        {
            self.title = Some(labelled);
            return self.take_following(reading, body, from + 1, Some(line));
        }
        let end = body.get(from).copied().unwrap_or(reading.text.lines.len());
        let below = &body[from.min(body.len())..(from + TITLE_LINES).min(body.len())];
        let (below, anchor) = bounded(reading, below);
        let limit = title_lines(reading, below, anchor, above);
        let lines = &below[..limit];
        let mut next = lines.last().map_or(end, |&last| last + 1);
        if let (Some(&first), Some(&last)) = (lines.first(), lines.last()) {
            let start = self
                .title
                .as_ref()
                .map_or(reading.text.lines[first].tokens.start, |title| title.start);
            self.title = Some(start..reading.text.lines[last].tokens.end);
            for &line in lines {
                self.take_aside(reading, line, reading.text.lines[line].tokens.start);
            }
        }
        for &line in below.iter().skip(limit) {
            let before = self.case_numbers.len();
            let tokens = reading.text.lines[line].tokens.clone();
            let rest = leading_case_numbers(reading, tokens, &mut self.case_numbers);
            // A note that stood in the margin beside the text: `Ks § 262`, `Dnr 143/77`.
            let noted = || stacked_line(&reading.text.lines[line].text).is_some_and(|(_, rest)| rest.is_empty());
            if self.case_numbers.len() == before && !noted() {
                break;
            }
            next = line + 1;
            match &self.title {
                None if !rest.is_empty() => self.title = Some(rest),
                Some(title) if self.aside.is_none() && ends_title(reading, body, line, &rest) => {
                    self.aside = Some(reading.text.lines[line].tokens.start..rest.start);
                    self.title = Some(title.start..rest.end);
                }
                Some(_) if !rest.is_empty() && self.case_numbers.len() > before => {
                    next = line;
                    self.text_token = Some(rest.start);
                    break;
                }
                _ => {}
            }
        }
        if self.title.is_none() {
            next = self.title_after_case_number(reading, body, next);
        }
        next
    }

    /// Where the title begins below the recipients, if these stand right below the number: `Delges: Socialnämnden`.
    fn past_recipients(&mut self, reading: Reading<'_>, body: &[usize], from: usize) -> usize {
        let lines = &reading.text.lines;
        let below = body.get(from..).unwrap_or_default();
        let named = below.first().is_some_and(|&line| {
            let found = vocabulary::find_heading(&reading.words(line));
            let heading = found.is_some_and(|found| found.kind == SectionKind::Recipients && found.colon);
            (heading || vocabulary::is_file_copy(&lines[line].text)) && lines[line].gap < 0.5
        });
        let count = below.iter().skip(1).position(|&line| lines[line].gap >= 0.5);
        let Some(title) = count.map(|count| count + 1).filter(|_| named && self.title.is_none()) else {
            return from;
        };
        if vocabulary::whole_heading(&reading.words(below[title])).is_some() {
            return from;
        }
        self.recipients = below[0]..below[title];
        from + title
    }

    /// A title that stands below the case number: lines up to the first section or gap.
    fn title_after_case_number(&mut self, reading: Reading<'_>, body: &[usize], from: usize) -> usize {
        let at = body.partition_point(|&line| line < from);
        let below = &body[at..(at + TITLE_LINES).min(body.len())];
        let (below, anchor) = bounded(reading, below);
        let limit = title_lines(reading, below, anchor, None);
        let lines = &below[..limit];
        if !lines.is_empty() {
            self.title = Some(reading.tokens(lines));
        }
        lines.last().map_or(from, |&last| last + 1)
    }
}

/// The case numbers that fill the last columns of a line, behind one of its tokens, and where they stand.
fn numbers_aside(reading: Reading<'_>, cells: &[Cell], behind: usize) -> Option<(Range<usize>, Vec<CaseNumber>)> {
    let last = cells.last().filter(|cell| behind < cell.tokens.start)?;
    let columns = cells.iter().map(|cell| cell.tokens.start..last.tokens.end);
    let whole = |tokens: Range<usize>| {
        let mut numbers = Vec::new();
        let whole = leading_case_numbers(reading, tokens.clone(), &mut numbers).is_empty();
        whole.then_some((tokens, numbers))
    };
    columns
        .filter(|tokens| behind < tokens.start)
        .find_map(whole)
        .or_else(|| {
            // In a column of its own beside a title `2014/2019` is no span of years.
            let number = case_number::parse(&last.text).filter(|number| number.raw.contains('/'))?;
            Some((last.tokens.clone(), vec![number]))
        })
}

/// The tokens of a line behind the label of a title: `Ärende: Val av ombud`, `Ärenderubrik     Val av ombud`.
fn behind_title_label(reading: Reading<'_>, line: usize) -> Option<Range<usize>> {
    let tokens = reading.text.lines[line].tokens.clone();
    let first = &reading.text.tokens[tokens.start].text;
    let label = first.strip_suffix(':');
    let folded = vocabulary::fold(label.unwrap_or(first));
    let mut labels = vocabulary::TITLE_LABELS.iter().chain(vocabulary::TITLE_LABELS_AT_HEAD);
    let known = labels.any(|label| *label == folded);
    let parted = || field::cells(reading, line).len() >= 2 && field::cells(reading, line)[0].tokens.len() == 1;
    (known && tokens.len() > 1 && (label.is_some() || parted())).then_some(tokens.start + 1..tokens.end)
}

/// The lines that may hold a title, and the first of them that cannot: nothing behind a label with its value, or behind a
/// sentence in which a body decides, is looked at.
fn bounded<'b>(reading: Reading<'_>, below: &'b [usize]) -> (&'b [usize], Option<usize>) {
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
    let title = is_title_word(reading, below)
        || is_empty_section(reading, below)
        || below
            .first()
            .is_some_and(|&first| names_document(&reading.text.lines[first].text));
    let from = usize::from(title);
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

/// Whether a line begins a title that says first what kind of document the matter is: `Remissvar: God och nära vård`.
pub(super) fn names_document(text: &str) -> bool {
    text.split_once(": ").is_some_and(|(kind, _)| {
        let kind = vocabulary::fold(kind);
        vocabulary::DOCUMENT_KINDS.iter().any(|known| known.is(&kind))
    })
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

fn starts_with_case_number(reading: Reading<'_>, line: usize) -> bool {
    let tokens = reading.text.lines[line].tokens.clone();
    leading_case_numbers(reading, tokens.clone(), &mut Vec::new()).start > tokens.start
}

/// Takes the case numbers, with their labels, that tokens of one line begin with; returns the tokens that are left.
pub(super) fn leading_case_numbers(
    reading: Reading<'_>,
    tokens: Range<usize>,
    found: &mut Vec<CaseNumber>,
) -> Range<usize> {
    let words: Vec<&str> = reading.text.tokens[tokens.clone()]
        .iter()
        .map(|token| token.text.as_str())
        .collect();
    if let Some((count, numbers)) = in_brackets(&words) {
        found.extend(numbers);
        return tokens.start + count..tokens.end;
    }
    let mut at = 0;
    let text = words.join(" ");
    // Below a number with its label, one that fills its line needs none.
    let alone = || {
        let letters = text.chars().take_while(|c| c.is_alphabetic()).count();
        case_number::parse_next(&text)
            .filter(|(bytes, _)| *bytes == text.len() && !found.is_empty() && letters <= REGISTER)
    };
    let mut next = case_number::parse_start(&text).or_else(alone);
    if next.is_none()
        && let Some(numbers) = case_number::of_no_form(&text)
            .or_else(|| case_number::of_codes(&text))
            .or_else(|| as_before(&text, found))
    {
        found.extend(numbers);
        return tokens.end..tokens.end;
    }
    while let Some((bytes, number)) = next {
        found.push(number);
        at += words_in(&words[at..], bytes);
        at += register_behind(&words[at..], found);
        let joined = usize::from(words.get(at).is_some_and(|word| matches!(*word, "och" | "," | "/")));
        next = case_number::parse_next(&words[(at + joined).min(words.len())..].join(" "));
        at += joined * usize::from(next.is_some());
    }
    // `Dnr KS2014-102, KS2014-105 och` goes on below.
    at += usize::from(at > 0 && at + 1 == words.len() && words.last() == Some(&"och"));
    // Of more in a form that nobody knows, what stands before them tells what they are.
    if at > 0
        && let Some(more) = words
            .get(at + usize::from(words.get(at) == Some(&"och"))..)
            .map(|more| more.join(" "))
        && let Some(more) = case_number::of_codes(&more).or_else(|| as_before(&more, found))
    {
        found.extend(more);
        at = words.len();
    }
    tokens.start + at..tokens.end
}

/// Adds to the last of some case numbers what belongs to it and stands apart behind it, and tells how many words that takes: its
/// class code (`045`, `- 045`, `/ 1.4.3`, `dpl 045`) at the end of the line or before a comma, and the letters of the register (`2014/45-042 KS`).
fn register_behind(words: &[&str], found: &mut [CaseNumber]) -> usize {
    let Some(last) = found.last_mut() else { return 0 };
    let apart = |word: &&&str| matches!(**word, "-" | "–" | "/") || case_number::CLASS_LABELS.contains(word);
    let dash = usize::from(words.first().filter(apart).is_some());
    let Some(word) = words.get(dash) else { return 0 };
    let ends = dash + 1 == words.len() || word.ends_with([',', ';']);
    let word = word.trim_end_matches([',', ';']);
    let behind = [&words[..dash], &[word]].concat().join(" ");
    let with_code = case_number::with_class_code(last, &behind);
    let register = || case_number::with_register(last, word).filter(|_| dash == 0 && vocabulary::is_body_letters(word));
    match with_code.or_else(register).filter(|_| ends) {
        Some(number) => {
            *last = number;
            dash + 1
        }
        None => 0,
    }
}

/// The case numbers in brackets that words begin with, and how many words they take: `(KS 2013/41)`.
fn in_brackets(words: &[&str]) -> Option<(usize, Vec<CaseNumber>)> {
    words.first().filter(|first| first.starts_with('('))?;
    let count = words.iter().position(|word| word.ends_with(')'))? + 1;
    let all = words[..count].join(" ");
    let numbers = all.trim_matches(['(', ')']).split(", ");
    Some((count, numbers.map(case_number::parse).collect::<Option<_>>()?))
}

/// The letters of a register before a case number without a label are no more; else a title may be read as one: `Läsår
/// 2020/2021`.
const REGISTER: usize = 4;

/// Case numbers of no known form, which are written as the one before them.
fn as_before(text: &str, found: &[CaseNumber]) -> Option<Vec<CaseNumber>> {
    let form = shape(&found.last()?.raw);
    let alike = text.split([',', ';']).all(|piece| shape(piece.trim()) == form);
    alike.then(|| case_number::of_no_form(&format!("Dnr {text}")))?
}

/// How a number is written: each capital as `A`, a year as `0000`, and other digits as one `0`, for serials grow.
fn shape(text: &str) -> String {
    let kind = |c: char| match c {
        c if c.is_ascii_digit() => '0',
        c if c.is_uppercase() => 'A',
        c => c,
    };
    let all: Vec<char> = text.chars().map(kind).collect();
    let runs = all.chunk_by(|a, b| a == b);
    let short = |run: &[char]| {
        if run[0] == '0' && run.len() < YEAR {
            1
        } else {
            run.len()
        }
    };
    runs.flat_map(|run| &run[..short(run)]).collect()
}

/// The digits of a year.
const YEAR: usize = 4;

/// How many words the first bytes of their text take, a piece of a word counting as the whole.
fn words_in(words: &[&str], bytes: usize) -> usize {
    let ends = words.iter().scan(0, |end, word| {
        *end += word.len() + 1;
        Some(*end)
    });
    ends.take_while(|end| *end <= bytes).count() + 1
}

/// How many words the numbers take that the matter has with other bodies.
fn stacked_words(words: &[&str]) -> usize {
    let mut at = 0;
    while let Some(count) = [4, 3, 2].into_iter().find(|&count| {
        words.get(at..at + count).is_some_and(|piece| {
            let named = piece[0].trim_start_matches('(').starts_with(char::is_uppercase);
            named && STACKED.is_match(&piece.join(" "))
        })
    }) {
        at += count;
    }
    at
}
