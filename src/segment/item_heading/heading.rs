//! What stands at the head of an item besides its number: case numbers, the numbers that the matter has with other bodies,
//! and the title.

use std::ops::Range;

use super::leading_numbers::{leading_case_numbers, numbers_aside};
use super::other_bodies::{day_words, stacked_above, stacked_line, stacked_lines, stacked_words};
use super::title::{title_lines, title_text};
use super::title_limits::{bounded, is_text};
use crate::case_number;
use crate::record::{CaseNumber, SectionKind};
use crate::segment::{Reading, field};
use crate::vocabulary;

/// A title longer than this many lines is running text.
const TITLE_LINES: usize = 7;

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

/// Whether the words behind a number say that the item goes on from the page before.
fn is_continued(words: &[&str]) -> bool {
    words.first().is_some_and(|word| vocabulary::fold(word) == "forts")
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
        next = self.take_numbers_below(reading, body, &below[limit..], next);
        if self.title.is_none() {
            next = self.title_after_case_number(reading, body, next);
        }
        next
    }

    /// Takes the case numbers from lines below the title, as long as there are any, and a title that begins or ends behind
    /// them. Returns the first line after them: `next`, where there are none.
    fn take_numbers_below(&mut self, reading: Reading<'_>, body: &[usize], lines: &[usize], mut next: usize) -> usize {
        for &line in lines {
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
                    self.text_token = Some(rest.start);
                    return line;
                }
                _ => {}
            }
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
