//! The lines where items begin: `§ 35`, `§ 2 Ärendenummer SLK-2024-00078`, `BUN § 1  BUN/2023:25`, `26 Dnr KS 2018/14 …`;
//! and the number, the case numbers and the title that stand there.
//!
//! A sign and a number may also be a reference in running text, or a line of the list of matters. The sequence decides:
//! of all candidates of one meeting, the chain of rising numbers that is best supported is kept.

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::Reading;
use super::sheets::Sheet;
use crate::case_number;
use crate::clean::{Line, Role};
use crate::record::CaseNumber;
use crate::vocabulary::{self, CASE_LABELS};

/// A title longer than this many lines is running text.
const TITLE_LINES: usize = 7;

/// Where an item begins.
#[derive(Debug, Clone)]
pub(super) struct ItemStart {
    /// The line with the sign.
    pub line: usize,
    /// The number as written.
    pub number: String,
    /// The number.
    pub value: u32,
    /// The case numbers.
    pub case_numbers: Vec<CaseNumber>,
    /// The title, and the tokens that it stands in.
    pub title: Option<(String, Range<usize>)>,
    /// The first line after the heading.
    pub text_from: usize,
    /// Lines where the heading is repeated because a page break has cut the item: `§ 16 forts.`
    pub repeated: Vec<Range<usize>>,
    /// How much speaks for this being the beginning of an item.
    support: u32,
}

static SIGNED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?:\p{Lu}[\p{L}-]{0,5}(?:\s\p{Lu}{1,4})?\s)?§\s?(?P<number>(?P<value>\d{1,4})(?:\s?[a-z]\b)?)(?P<end>[.:]?)(?:\s+(?P<rest>.*))?$",
    )
});
/// Without the sign, a case number must follow: `26 Dnr KS 2018/14`, `Ks 6 Dnr 2012-KS`, `Sn 50 Au 84 Dnr 2016/3`.
static UNSIGNED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?:(?P<unit>\p{Lu}\p{L}{0,4}?)\s?)?(?P<number>(?P<value>\d{1,4}))\s+(?P<rest>(?:\p{Lu}\p{L}{0,4}\s\d{1,4}\s+)*(?i:dnr|diarienr|diarienummer|ärendenr|ärendenummer)\b.*)$",
    )
});
/// … or the abbreviation of the body, known from other items, stands before it: `Ks 5`.
static UNIT_ALONE: LazyLock<Regex> =
    LazyLock::new(|| regex(r"^(?P<unit>\p{Lu}\p{L}{0,4}?)\s?(?P<number>(?P<value>\d{1,4}))(?P<rest>)$"));
/// … or the case number stands first: `KS/2011:286 6 Ändring i …`; what follows it is matched.
static BEHIND_CASE: LazyLock<Regex> = LazyLock::new(|| regex(r"^(?P<number>(?P<value>\d{1,4}))\s+(?P<rest>\p{Lu}.*)$"));
/// The numbers of the same matter in the minutes of other bodies, after the item's own: `Sn § 50 Au § 84`.
static STACKED: LazyLock<Regex> = LazyLock::new(|| regex(r"^(?:\p{Lu}\p{L}{0,4}\s)?(?:§\s?\d{1,4}|\d{1,4})$"));

fn regex(pattern: &str) -> Regex {
    #[allow(clippy::expect_used, reason = "the pattern is a constant, and covered by tests")]
    Regex::new(pattern).expect("the pattern is well-formed")
}

/// Where the items begin, in order.
pub(super) fn find(reading: Reading<'_>, sheets: &[Sheet]) -> Vec<ItemStart> {
    let body = reading.body(0..reading.text.lines.len());
    let form = |line: usize, form: &'static Regex| form.captures(&reading.text.lines[line].text);
    let unsigned = !body.iter().any(|&line| form(line, &SIGNED).is_some());
    let units: Vec<String> = body.iter().filter_map(|&line| unit(&form(line, &UNSIGNED)?)).collect();
    let known = |found: &Captures<'_>| unit(found).is_some_and(|unit| units.contains(&unit));
    let behind = |line: usize| behind_case_number(&reading.text.lines[line].text);
    let case_first = unsigned && body.iter().filter(|&&line| behind(line).is_some()).count() >= 2;
    let mut found: Vec<ItemStart> = Vec::new();
    for (at, &line) in body.iter().enumerate() {
        let (case_number, captures) = if case_first {
            let apart = reading.text.lines[line].gap >= 0.5 || reading.text.lines[line].starts_sheet;
            let without = || {
                form(line, &BEHIND_CASE)
                    .filter(|_| apart)
                    .map(|captures| (None, captures))
            };
            behind(line).or_else(without).unzip()
        } else if unsigned {
            let captures = form(line, &UNSIGNED).or_else(|| form(line, &UNIT_ALONE).filter(known));
            (None, captures)
        } else {
            (None, form(line, &SIGNED))
        };
        let start = captures.and_then(|captures| candidate(reading, &body, at, &captures));
        found.extend(start.map(|mut start| {
            start.support += 2 * u32::from(case_number.is_some());
            start.case_numbers.splice(0..0, case_number.flatten());
            start
        }));
    }
    support_by_text(reading, &body, &mut found);
    let meetings = found.chunk_by(|a, b| same_meeting(reading, sheets, a.line, b.line));
    meetings.flat_map(|group| merge_continued(best_chain(group))).collect()
}

/// The case number that a line begins with, and the number and title of the item behind it.
fn behind_case_number(text: &str) -> Option<(Option<CaseNumber>, Captures<'_>)> {
    let (length, case_number) = case_number::parse_start(text)?;
    let captures = BEHIND_CASE.captures(text[length..].trim_start())?;
    Some((Some(case_number), captures))
}

/// The abbreviation of the body before a number.
fn unit(found: &Captures<'_>) -> Option<String> {
    found.name("unit").map(|unit| unit.as_str().to_owned())
}

/// An item is better supported if headings of sections follow it; a line of the list of matters has none.
fn support_by_text(reading: Reading<'_>, body: &[usize], found: &mut [ItemStart]) {
    for index in 0..found.len() {
        let next = found.get(index + 1).map_or(reading.text.lines.len(), |next| next.line);
        let inside = body
            .iter()
            .filter(|&&line| line >= found[index].text_from && line < next);
        let (mut lines, mut headings) = (0, 0);
        for &line in inside.take(40) {
            lines += 1;
            let words = reading.words(line);
            headings += u32::from(vocabulary::find_heading(&words).is_some_and(|heading| heading.words == words.len()));
        }
        found[index].support += headings.min(2) * 3 + u32::from(lines >= 2);
    }
}

/// `§ 16 forts.` goes on with an item that a page break has cut: the line of its heading is no text.
fn merge_continued(chain: Vec<ItemStart>) -> Vec<ItemStart> {
    let mut merged: Vec<ItemStart> = Vec::with_capacity(chain.len());
    for start in chain {
        match merged.last_mut() {
            Some(last) if last.value == start.value && continues(&start) => {
                last.repeated.push(start.line..start.text_from);
            }
            _ => merged.push(start),
        }
    }
    merged
}

/// Whether the heads of the sheets between two lines leave them in one meeting.
fn same_meeting(reading: Reading<'_>, sheets: &[Sheet], a: usize, b: usize) -> bool {
    let named = |line: usize| {
        let upto = sheets.partition_point(|sheet| sheet.lines.start <= line);
        sheets[..upto]
            .iter()
            .rev()
            .map(|sheet| &sheet.head)
            .find(|head| head.names_meeting())
    };
    debug_assert!(reading.text.lines[a].role == Role::Body);
    match (named(a), named(b)) {
        (Some(a), Some(b)) => a.agrees(b),
        _ => true,
    }
}

/// The chain of rising numbers with the most support. A number that continues (`§ 16 forts.`) may stand twice.
fn best_chain(candidates: &[ItemStart]) -> Vec<ItemStart> {
    let mut best: Vec<(u32, Option<usize>)> = Vec::with_capacity(candidates.len());
    for (index, candidate) in candidates.iter().enumerate() {
        let before = (0..index).filter(|&other| follows(&candidates[other], candidate));
        let previous = before.max_by_key(|&other| best[other].0 + step(&candidates[other], candidate));
        let gained = previous.map_or(0, |other| best[other].0 + step(&candidates[other], candidate));
        best.push((gained + candidate.support, previous));
    }
    let mut chain = Vec::new();
    let mut at = (0..best.len()).max_by_key(|&index| best[index].0);
    while let Some(index) = at {
        chain.push(candidates[index].clone());
        at = best[index].1;
    }
    chain.reverse();
    chain
}

fn follows(a: &ItemStart, b: &ItemStart) -> bool {
    b.value > a.value || (b.value == a.value && b.number != a.number) || continues(b) && b.value == a.value
}

fn continues(start: &ItemStart) -> bool {
    start
        .title
        .as_ref()
        .is_some_and(|(title, _)| vocabulary::fold(title).starts_with("forts"))
}

/// What the step from one number to the next speaks for.
fn step(a: &ItemStart, b: &ItemStart) -> u32 {
    match b.value - a.value {
        0 | 1 => 3,
        2..=5 => 1,
        _ => 0,
    }
}

fn candidate(reading: Reading<'_>, body: &[usize], at: usize, found: &Captures<'_>) -> Option<ItemStart> {
    let line = body[at];
    let rest = found.name("rest").map_or("", |rest| rest.as_str());
    if is_reference(reading, body, at, rest) {
        return None;
    }
    let tokens = reading.text.lines[line].tokens.clone();
    let words: Vec<&str> = rest.split_whitespace().collect();
    let rest_from = tokens.end - words.len() + stacked_words(&words);
    let mut heading = Heading {
        case_numbers: Vec::new(),
        title: None,
    };
    let title_from = heading.take_line(reading, rest_from..tokens.end);
    let continued = words.first().is_some_and(|word| vocabulary::fold(word) == "forts");
    let text_from = if continued {
        line + 1
    } else {
        heading.take_following(reading, body, at, title_from)
    };
    let mut support = 1 + 2 * u32::from(!heading.case_numbers.is_empty());
    support += u32::from(reading.text.lines[line].gap >= 0.8 || at == 0 || rest.is_empty());
    Some(ItemStart {
        line,
        number: found["number"].to_owned(),
        value: found["value"].parse().ok()?,
        title: heading
            .title
            .map(|tokens| (title_text(reading, tokens.clone(), &mut heading.case_numbers), tokens)),
        case_numbers: heading.case_numbers,
        text_from,
        repeated: Vec::new(),
        support,
    })
}

/// The title, without the case number that may stand behind it in parentheses: `Delårsrapport (dnr KFS 353/2024)`.
fn title_text(reading: Reading<'_>, tokens: Range<usize>, found: &mut Vec<CaseNumber>) -> String {
    let title = reading.text.flow(tokens);
    let Some((before, inside)) = title.strip_suffix(')').and_then(|title| title.rsplit_once(" (")) else {
        return title;
    };
    match case_number::parse_start(inside) {
        Some((length, number)) if length == inside.len() => {
            found.push(number);
            before.to_owned()
        }
        _ => title,
    }
}

/// How many words the numbers take that the matter has with other bodies.
fn stacked_words(words: &[&str]) -> usize {
    let mut at = 0;
    while let Some(count) = [3, 2].into_iter().find(|&count| {
        words
            .get(at..at + count)
            .is_some_and(|piece| piece[0].starts_with(char::is_uppercase) && STACKED.is_match(&piece.join(" ")))
    }) {
        at += count;
    }
    at
}

/// Whether a sign at the beginning of a line goes on from the line before, or the words after it go on a sentence.
fn is_reference(reading: Reading<'_>, body: &[usize], at: usize, rest: &str) -> bool {
    let line = &reading.text.lines[body[at]];
    let first = rest.chars().next();
    let folded = vocabulary::fold(rest);
    let labelled = CASE_LABELS.iter().any(|label| folded.starts_with(label.folded())) || folded.starts_with("forts");
    let goes_on = first
        .is_some_and(|c| !c.is_uppercase() && !c.is_ascii_digit() && !matches!(c, '"' | '”' | '(' | '«'))
        && !labelled;
    let above = at.checked_sub(1).map(|above| &reading.text.lines[body[above]]);
    let inside = above.is_some_and(|above| {
        let open = !above.text.ends_with(['.', ':', '!', '?', ')', '”', '"']);
        line.gap < 0.3 && !line.starts_sheet && above.width > 0.85 && open && !line.text.starts_with("§ ")
    });
    goes_on || inside
}

/// What has been read of a heading so far.
struct Heading {
    case_numbers: Vec<CaseNumber>,
    title: Option<Range<usize>>,
}

impl Heading {
    /// Takes the case numbers at the beginning of some tokens of one line. What is left begins a title.
    fn take_line(&mut self, reading: Reading<'_>, tokens: Range<usize>) -> Range<usize> {
        let rest = leading_case_numbers(reading, tokens, &mut self.case_numbers);
        if !rest.is_empty() {
            self.title = Some(rest.clone());
        }
        rest
    }

    /// Takes the lines below: title and case numbers, up to the first section, sentence or next item. Returns the first
    /// line after them.
    fn take_following(&mut self, reading: Reading<'_>, body: &[usize], at: usize, begun: Range<usize>) -> usize {
        let end = body.get(at + 1).copied().unwrap_or(reading.text.lines.len());
        let below = &body[at + 1..(at + 1 + TITLE_LINES).min(body.len())];
        let anchor = below.iter().position(|&line| is_anchor(reading, line));
        let limit = title_lines(reading, below, anchor, Some(body[at]).filter(|_| !begun.is_empty()));
        let lines = &below[..limit];
        let mut next = lines.last().map_or(end, |&last| last + 1);
        if let (Some(&first), Some(&last)) = (lines.first(), lines.last()) {
            let start = self
                .title
                .as_ref()
                .map_or(reading.text.lines[first].tokens.start, |title| title.start);
            self.title = Some(start..reading.text.lines[last].tokens.end);
        }
        for &line in below.iter().skip(limit) {
            let before = self.case_numbers.len();
            let rest = leading_case_numbers(reading, reading.text.lines[line].tokens.clone(), &mut self.case_numbers);
            if self.case_numbers.len() == before {
                break;
            }
            next = line + 1;
            if !rest.is_empty() && self.title.is_none() {
                self.title = Some(rest);
            }
        }
        if self.title.is_none() {
            next = self.title_after_case_number(reading, body, next);
        }
        next
    }

    /// A title that stands below the case number: lines up to the first section or gap.
    fn title_after_case_number(&mut self, reading: Reading<'_>, body: &[usize], from: usize) -> usize {
        let at = body.partition_point(|&line| line < from);
        let below = &body[at..(at + TITLE_LINES).min(body.len())];
        let anchor = below.iter().position(|&line| is_anchor(reading, line));
        let limit = title_lines(reading, below, anchor, None);
        let lines = &below[..limit];
        if !lines.is_empty() {
            self.title = Some(reading.tokens(lines));
        }
        lines.last().map_or(from, |&last| last + 1)
    }
}

/// Whether a line cannot belong to a title: a section's heading, a case number, the next item.
fn is_anchor(reading: Reading<'_>, line: usize) -> bool {
    let words = reading.words(line);
    let heading = vocabulary::find_heading(&words);
    let section = heading.is_some_and(|found| found.words == words.len() || found.colon) && starts_upper(words[0]);
    section || SIGNED.is_match(&reading.text.lines[line].text) || starts_with_case_number(reading, line)
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

/// How many lines below the number belong to the title: up to the section that may begin at one of them, or to the first
/// sentence; where neither comes, up to the first gap.
fn title_lines(reading: Reading<'_>, below: &[usize], section: Option<usize>, begun: Option<usize>) -> usize {
    let all = &reading.text.lines;
    let lines = &below[..section.unwrap_or(below.len())];
    let is_sentence = |&line: &usize| {
        let text = &all[line].text;
        let ends = text.ends_with('.') || vocabulary::ends_sentence_inside(text);
        ends && text.chars().filter(|c| c.is_lowercase()).count() > 3
    };
    let above = |at: usize| at.checked_sub(1).map(|above| lines[above]).or(begun);
    let breaks = |at: usize| {
        above(at).is_some_and(|above| {
            let upper = all[lines[at]].text.starts_with(char::is_uppercase);
            let smaller = Some(above) != begun && is_set_smaller(&all[lines[at]], &all[above]);
            all[lines[at]].gap >= 0.5 || all[lines[at]].starts_sheet || smaller || upper && all[above].width < 0.75
        })
    };
    let shortest = usize::from(begun.is_none()).min(lines.len());
    if let Some(first) = begun.or_else(|| lines.first().copied())
        && is_in_capitals(&all[first].text)
    {
        // A title in capitals ends where the capitals do.
        return (shortest..lines.len())
            .find(|&at| !is_in_capitals(&all[lines[at]].text))
            .unwrap_or(lines.len());
    }
    match (lines.iter().position(is_sentence), section) {
        (None, Some(section)) => {
            // The title may go on after a gap, but not in lines as wide as running text.
            let text = |&at: &usize| {
                let smaller =
                    above(at).is_some_and(|above| Some(above) != begun && is_set_smaller(&all[lines[at]], &all[above]));
                (smaller || all[lines[at]].gap >= 0.5) && breaks(at) && all[lines[at]].width > 0.8
            };
            (shortest..section).find(text).unwrap_or(section)
        }
        (Some(sentence), _) => (shortest..=sentence).find(|&at| breaks(at)).unwrap_or(shortest),
        (None, None) => {
            let end = (shortest..lines.len()).find(|&at| breaks(at)).unwrap_or(lines.len());
            // A whole paragraph is no title.
            if end >= 4 { shortest } else { end }
        }
    }
}

/// Whether the letters of a line are smaller than those of the one above: more of them stand on the same width. Short
/// lines do not tell.
fn is_set_smaller(here: &Line, above: &Line) -> bool {
    let letters = |line: &Line| line.text.chars().count() as f32;
    let told = letters(here) >= 12.0 && letters(above) >= 12.0;
    told && above.width / letters(above) > 1.18 * here.width / letters(here)
}

/// Whether most letters of a text are capitals, as in titles of old; OCR may have made small ones of a few.
fn is_in_capitals(text: &str) -> bool {
    let (capital, small) = text
        .chars()
        .filter(|c| c.is_alphabetic())
        .fold((0, 0), |(capital, small), c| {
            (
                capital + usize::from(c.is_uppercase()),
                small + usize::from(c.is_lowercase()),
            )
        });
    capital > 4 * small && capital >= 4
}

/// Takes the case numbers, with their labels, that tokens of one line begin with; returns the tokens that are left.
fn leading_case_numbers(reading: Reading<'_>, tokens: Range<usize>, found: &mut Vec<CaseNumber>) -> Range<usize> {
    let words: Vec<&str> = reading.text.tokens[tokens.clone()]
        .iter()
        .map(|token| token.text.as_str())
        .collect();
    let mut at = 0;
    while let Some((bytes, number)) = case_number::parse_start(&words[at..].join(" ")) {
        found.push(number);
        at += words_in(&words[at..], bytes);
    }
    tokens.start + at..tokens.end
}

/// How many words the first bytes of their text take, a piece of a word counting as the whole.
fn words_in(words: &[&str], bytes: usize) -> usize {
    let ends = words.iter().scan(0, |end, word| {
        *end += word.len() + 1;
        Some(*end)
    });
    ends.take_while(|end| *end <= bytes).count() + 1
}

#[cfg(test)]
mod tests {
    use crate::record::Item;
    use crate::scan::Scan;

    fn items(lines: &[&str]) -> Vec<Item> {
        crate::read(&Scan::of_lines(lines)).meetings.remove(0).items
    }

    #[test]
    fn a_case_number_may_stand_before_the_number() {
        let items = items(&[
            "KS/2011:286 6 Ändring i reglementet",
            "",
            "Kommunstyrelsen beslutar att anta ändringen.",
            "",
            "7 Kommunchefen informerar",
            "",
            "Kommunchefen informerar om badet.",
            "",
            "KS/2011:290 8 Bidrag till hembygdsföreningen",
            "",
            "Kommunstyrelsen beslutar att bevilja 5 000 kronor.",
        ]);
        let read: Vec<(&str, Option<&str>, usize)> = items
            .iter()
            .map(|item| (item.number.as_str(), item.title.as_deref(), item.case_numbers.len()))
            .collect();
        assert_eq!(
            read,
            [
                ("6", Some("Ändring i reglementet"), 1),
                ("7", Some("Kommunchefen informerar"), 0),
                ("8", Some("Bidrag till hembygdsföreningen"), 1),
            ]
        );
    }

    #[test]
    fn a_title_ends_where_its_capitals_or_its_sentence_do() {
        let items = items(&[
            "§ 1 UPPHANDLING AV SKOLMAT",
            "Nämnden har begärt in anbud från tre företag i länet, och det billigaste",
            "kom från Bygdens Kök.",
            "",
            "Beslut",
            "",
            "Anbudet antas.",
            "",
            "§ 2",
            "Försäljning av mejeriet",
            "Mejeriet är till salu för 900 000 kronor. Fastigheten har värderats av två mäklare",
            "",
            "Beslut",
            "",
            "Mejeriet säljs.",
        ]);
        assert_eq!(items[0].title.as_deref(), Some("UPPHANDLING AV SKOLMAT"));
        assert_eq!(items[1].title.as_deref(), Some("Försäljning av mejeriet"));
    }
}
