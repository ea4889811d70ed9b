//! Titles: which lines below a number belong to one, and its text.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::{DASHES, regex};
use crate::case_number;
use crate::clean::Line;
use crate::record::CaseNumber;
use crate::segment::Reading;
use crate::vocabulary::{self, politics::ABBREVIATIONS};

/// A line that holds but the name of a property, which goes on from `… del av fastigheten`.
static PROPERTY: LazyLock<Regex> = LazyLock::new(|| regex(r"^\p{Lu}[\p{L} -]{2,40} \d{1,3}:\d{1,4}$"));

/// A line that holds but the name of a property, perhaps with its address, above what is asked for it.
static PROPERTY_ABOVE: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"^\p{Lu}[\p{L} -]{2,40} \d{1,3}(?::\d{1,4})?(?:, \p{Lu}[\p{L} ]{2,40}(?: \d{1,3} ?[A-Z]?)?)?$")
});

/// How many lines below the number belong to the title: up to the section that may begin at one of them, or to the first
/// sentence; where neither comes, up to the first gap.
pub(super) fn title_lines(
    reading: Reading<'_>,
    below: &[usize],
    section: Option<usize>,
    begun: Option<usize>,
) -> usize {
    let all = &reading.text.lines;
    let lines = &below[..section.unwrap_or(below.len())];
    let is_sentence = |&line: &usize| {
        let text = &all[line].text;
        // `Motion. Inför ett kort för ungdomar`: one word is no sentence.
        let behind_first = text.split_once(' ').map_or("", |(_, behind)| behind);
        let abbreviated = text
            .rsplit(' ')
            .next()
            .is_some_and(|last| ABBREVIATIONS.contains(&last));
        let ends = text.ends_with('.') && !abbreviated || vocabulary::ends_sentence_inside(behind_first);
        ends && !is_centred(&all[line]) && text.chars().filter(|c| c.is_lowercase()).count() > 3
    };
    let above = |at: usize| at.checked_sub(1).map(|above| lines[above]).or(begun);
    let breaks = |at: usize| {
        above(at).is_some_and(|above| {
            let upper = all[lines[at]].text.starts_with(char::is_uppercase);
            let smaller = Some(above) != begun && is_set_smaller(&all[lines[at]], &all[above]);
            let centred = is_centred(&all[lines[at]]) && is_centred(&all[above]);
            let listed = all[above].text.ends_with(',');
            let named = PROPERTY.is_match(&all[lines[at]].text) && all[above].text.ends_with(char::is_lowercase);
            let leads = ends_in_preposition(&all[above].text);
            let measure = at == 1 && begun.is_none() && PROPERTY_ABOVE.is_match(&all[above].text);
            // The last line of a block, apart from the text below, may belong to a title that was broken by hand.
            let last = below.get(at + 1).is_some_and(|&next| all[next].gap >= 0.5);
            let short = if last && !all[lines[at]].text.contains([':', '.']) {
                0.5
            } else {
                0.75
            };
            // `Remissvar: God vård` may go on with the rest of the document's name.
            let document = last && names_document(&all[above].text) && !all[lines[at]].text.contains([':', '.']);
            let fresh =
                upper && !centred && !listed && !named && !leads && !measure && !document && all[above].width < short;
            all[lines[at]].gap >= 0.5 || all[lines[at]].starts_sheet || smaller || fresh
        })
    };
    let shortest = usize::from(begun.is_none()).min(lines.len());
    if let Some(first) = begun.or_else(|| lines.first().copied())
        && is_in_capitals(&all[first].text)
    {
        // A title in capitals ends where the capitals do.
        let goes_on = |at: usize| {
            let text = &all[lines[at]].text;
            is_in_capitals(text) || all[lines[at]].gap < 0.5 && !text.contains(char::is_lowercase)
        };
        return (shortest..lines.len()).find(|&at| !goes_on(at)).unwrap_or(lines.len());
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
        (Some(sentence), _) => {
            let upper = |&at: &usize| all[lines[at]].text.starts_with(char::is_uppercase);
            let mut ends = shortest..=sentence;
            ends.clone()
                .find(|&at| breaks(at))
                .or_else(|| ends.find(upper))
                .unwrap_or(shortest)
        }
        (None, None) => {
            let end = (shortest..lines.len()).find(|&at| breaks(at)).unwrap_or(lines.len());
            // A whole paragraph is no title.
            if end >= 4 { shortest } else { end }
        }
    }
}

/// Whether a line begins a title that says first what kind of document the matter is: `Remissvar: God och nära vård`.
pub(super) fn names_document(text: &str) -> bool {
    text.split_once(": ").is_some_and(|(kind, _)| {
        let kind = vocabulary::fold(kind);
        vocabulary::DOCUMENT_KINDS.iter().any(|known| known.is(&kind))
    })
}

/// Whether a line ends in a word that must go on: `… på krogen i`.
fn ends_in_preposition(text: &str) -> bool {
    let last = text.rsplit(' ').next().unwrap_or_default();
    vocabulary::PREPOSITIONS.contains(&last)
}

/// Whether a line stands in the middle, as titles of old do.
fn is_centred(line: &Line) -> bool {
    let right = 1.0 - line.indent - line.width;
    line.indent > 0.08 && (line.indent - right).abs() < 0.06
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

/// The text of some tokens without the column of case numbers beside it.
pub(super) fn without_aside(reading: Reading<'_>, tokens: &Range<usize>, aside: Option<&Range<usize>>) -> String {
    let Some(aside) = aside.filter(|aside| tokens.start <= aside.start && aside.end <= tokens.end) else {
        return reading.text.flow(tokens.clone());
    };
    let before = reading.text.flow(tokens.start..aside.start);
    let behind = reading.text.flow(aside.end..tokens.end);
    [before, behind].join(" ").trim().to_owned()
}

/// The title, without the case numbers that may stand behind it in parentheses: `Delårsrapport (dnr KFS 353/2024)`.
pub(super) fn title_text(
    reading: Reading<'_>,
    tokens: Range<usize>,
    aside: Option<&Range<usize>>,
    found: &mut Vec<CaseNumber>,
) -> String {
    let title = without_aside(reading, &tokens, aside);
    // A dash before or behind a title leads to nothing: it is a leader, or dirt.
    let title = title.trim_matches(|c| c == ' ' || DASHES.contains(&c)).to_owned();
    if let Some((before, number)) = split_number(&title) {
        found.push(number);
        return before.to_owned();
    }
    let Some((before, inside)) = title.strip_suffix(')').and_then(|title| title.rsplit_once(" (")) else {
        return title;
    };
    let numbers = inside.split(", ").flat_map(|piece| piece.split(" och "));
    let numbers = numbers.map(case_number::parse).collect::<Option<Vec<_>>>();
    let of_other_forms = || case_number::of_no_form(inside).or_else(|| case_number::of_codes(inside));
    match numbers.or_else(of_other_forms) {
        Some(numbers) => {
            found.extend(numbers);
            before.to_owned()
        }
        None => title,
    }
}

/// A title and the case number behind it, which a dash or a stroke parts from it, or its label: `Taxa för vatten, dnr KS 2013/41`.
fn split_number(title: &str) -> Option<(&str, CaseNumber)> {
    // A number with a year and letters of its register has more digits than the years and numbers that titles end with.
    const DIGITS: usize = 5;
    let ends = title.ends_with(|c: char| c.is_ascii_digit());
    let digits = title.bytes().rev().take(12).filter(u8::is_ascii_digit).count();
    if !ends || digits < DIGITS {
        return None;
    }
    let parted = [" - ", " – ", " / ", ", "].into_iter().find_map(|sign| {
        let (before, behind) = title.rsplit_once(sign)?;
        let number = case_number::parse(behind).filter(|number| number.year.is_some() && number.authority.is_some())?;
        Some((before, number))
    });
    parted.filter(|(before, _)| before.contains(char::is_alphabetic))
}
