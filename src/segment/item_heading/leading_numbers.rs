//! The case numbers that a line of a heading begins with, or that fill its last columns: with their labels, in brackets, in
//! lists, with class codes and letters of registers that stand apart behind them.

use std::ops::Range;

use crate::case_number;
use crate::record::CaseNumber;
use crate::segment::Reading;
use crate::segment::field::Cell;
use crate::vocabulary;

/// The letters of a register before a case number without a label are no more; else a title may be read as one: `Läsår
/// 2020/2021`.
const REGISTER: usize = 4;

/// The digits of a year.
const YEAR: usize = 4;

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

pub(super) fn starts_with_case_number(reading: Reading<'_>, line: usize) -> bool {
    let tokens = reading.text.lines[line].tokens.clone();
    leading_case_numbers(reading, tokens.clone(), &mut Vec::new()).start > tokens.start
}

/// The case numbers that fill the last columns of a line, behind one of its tokens, and where they stand.
pub(super) fn numbers_aside(
    reading: Reading<'_>,
    cells: &[Cell],
    behind: usize,
) -> Option<(Range<usize>, Vec<CaseNumber>)> {
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

/// How many words the first bytes of their text take, a piece of a word counting as the whole.
fn words_in(words: &[&str], bytes: usize) -> usize {
    let ends = words.iter().scan(0, |end, word| {
        *end += word.len() + 1;
        Some(*end)
    });
    ends.take_while(|end| *end <= bytes).count() + 1
}
