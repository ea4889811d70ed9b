//! The labels of pages, as printed: `Sida 3 (12)`, `4 av 9`, a bare number that goes on counting.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

use super::running_heads::regex;
use super::{Role, Text};

/// How many lines at the head and at the foot of a page may hold its label where nothing else tells them apart.
const EDGE: usize = 4;

/// Takes the page labels from the furniture. A bare number counts only where a page beside it goes on counting.
pub(super) fn label_pages(text: &mut Text) {
    for line in text.lines.iter().filter(|line| line.role != Role::Body) {
        let page = &mut text.pages[line.page];
        if page.label.is_none() {
            page.label = page_label(&line.text);
        }
    }
    label_by_count(text);
    let bare: Vec<Vec<u32>> = (0..text.pages.len()).map(|page| bare_numbers(text, page)).collect();
    let has = |page: Option<usize>, number: u32| {
        page.and_then(|page| bare.get(page))
            .is_some_and(|numbers| numbers.contains(&number))
    };
    for (index, page) in text.pages.iter_mut().enumerate() {
        let counted = |&&number: &&u32| {
            has(index.checked_sub(1), number.wrapping_sub(1)) || has(Some(index + 1), number.wrapping_add(1))
        };
        let number = bare[index].iter().find(counted);
        let is_bare = |label: &String| label.trim_matches(dash_or_space).parse::<u32>().is_ok();
        if page.label.as_ref().is_none_or(is_bare) {
            page.label = number.map(u32::to_string);
        }
    }
}

/// A page whose head is none of the usual ones, as a first page or an attachment, has the label among its first or last
/// lines that goes on counting from the other pages.
fn label_by_count(text: &mut Text) {
    let away = |page: usize, label: &str| page_number(label).map(|number| i64::from(number) - page as i64);
    let labels = text.pages.iter().enumerate();
    let known: Vec<i64> = labels
        .filter_map(|(page, found)| away(page, found.label.as_deref()?))
        .collect();
    for page in (0..text.pages.len())
        .filter(|&page| text.pages[page].label.is_none())
        .collect::<Vec<_>>()
    {
        let lines: Vec<&str> = text
            .lines
            .iter()
            .filter(|line| line.page == page)
            .map(|line| line.text.as_str())
            .collect();
        let edge = lines.iter().take(EDGE).chain(lines.iter().rev().take(EDGE));
        let labels = edge.filter(|line| LABEL.find(line).is_some_and(|found| found.end() == line.len()));
        let counted = labels
            .filter_map(|line| page_label(line))
            .find(|label| away(page, label).is_some_and(|away| known.contains(&away)));
        text.pages[page].label = counted;
    }
}

/// The bare numbers on a page that may be its label: alone on a line of furniture, or at the end of one.
fn bare_numbers(text: &Text, page: usize) -> Vec<u32> {
    let furniture = text
        .lines
        .iter()
        .filter(|line| line.page == page && line.role != Role::Body);
    let last = furniture.filter_map(|line| line.text.trim_matches(dash_or_space).rsplit(' ').next());
    last.filter(|word| is_bare_number(word))
        .filter_map(|word| word.parse().ok())
        .collect()
}

pub(super) fn dash_or_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '–' | '—')
}

/// A page number with its total, or with the word for page. `l`, `I` and `O` are what OCR makes of 1 and 0.
pub(super) static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)(?-u:\b)(?P<word>sida|sid|sidan)\s?(?P<page>[\dlIO]{1,3})\s?(?P<av>av|/)\s?(?P<of>[\dlIO]{1,4})(?-u:\b)|(?-u:\b)(?:sida|sid|sidan|sidnr|blad)\.?\s(?:\d{1,4}\s?)?[(\[]\d{1,4}[)\]]|(?-u:\b)(?:sida|sid|sidan|sidnr|blad)\.?\s?\d{1,4}(?-u:\b)|(?:^|\s)\d{1,3}\s?[(\[]\d{1,4}[)\]]\s*$|(?:^|\s)\d{1,3}\s/\s\d{1,4}\s*$|(?:^|\s)(?P<bare>\d{1,3})\s?av\s?(?P<total>\d{1,4})\s*$",
    )
});

/// Whether a line may hold a page label: most have neither a digit nor the word for page.
fn may_hold_label(text: &str) -> bool {
    let named = || text.as_bytes().windows(3).any(|word| word.eq_ignore_ascii_case(b"sid"));
    text.contains(char::is_numeric) || named()
}

/// A line without the page labels in it.
pub(super) fn without_labels(text: &str) -> Cow<'_, str> {
    if may_hold_label(text) {
        LABEL.replace_all(text, " ")
    } else {
        Cow::Borrowed(text)
    }
}

/// Whether a line is a page label and nothing else.
pub(crate) fn is_label_only(text: &str) -> bool {
    if !may_hold_label(text) {
        return false;
    }
    let rest = LABEL.replace(text, "");
    if rest.len() < text.len() {
        rest.trim_matches(dash_or_space).is_empty()
    } else {
        is_bare_number(text.trim_matches(dash_or_space))
    }
}

/// The page number in a label that states the total too, or the word for page.
pub(crate) fn page_number(text: &str) -> Option<u32> {
    let found = LABEL.find(text)?;
    let mut digits = found
        .as_str()
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty());
    digits.next()?.parse().ok()
}

pub(super) fn is_bare_number(text: &str) -> bool {
    (1..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

/// The page label in a line of furniture, as printed; what OCR glued together or took for letters is put right.
pub(crate) fn page_label(text: &str) -> Option<String> {
    let Some(found) = LABEL.captures(text) else {
        let label = text.trim_matches(dash_or_space);
        return is_label_only(text).then(|| label.to_owned());
    };
    let digits = |name| {
        found
            .name(name)
            .map(|m| m.as_str().replace(['l', 'I'], "1").replace('O', "0"))
    };
    Some(
        match (found.name("word"), digits("page"), found.name("av"), digits("of")) {
            (Some(word), Some(page), Some(av), Some(of)) if av.as_str() == "/" => {
                format!("{} {page}/{of}", word.as_str())
            }
            (Some(word), Some(page), Some(av), Some(of)) => format!("{} {page} {} {of}", word.as_str(), av.as_str()),
            _ => match (digits("bare"), digits("total")) {
                (Some(page), Some(of)) => format!("{page} av {of}"),
                _ => found[0].trim().to_owned(),
            },
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scan::Scan;

    #[test]
    fn page_labels_are_as_printed() {
        for (line, label) in [
            ("Sida6av 17", Some("Sida 6 av 17")),
            ("2017-05-09 3 / 6", Some("3 / 6")),
            ("andra utskicket Sidal5av17", Some("Sida 15 av 17")),
            ("3 (90)", Some("3 (90)")),
            ("1[25]", Some("1[25]")),
            ("Sid 1/3", Some("Sid 1/3")),
            ("Väderö kommun Protokoll Sida 2(5)", Some("Sida 2(5)")),
            ("Kommunstyrelsen 2(30)", Some("2(30)")),
            ("2019-06-12 4 av 8", Some("4 av 8")),
            ("2019-06-12 4av8", Some("4 av 8")),
            ("Nio av 12 ledamöter", None),
            ("29", Some("29")),
            ("Beslutsunderlag", None),
        ] {
            assert_eq!(page_label(line).as_deref(), label, "{line}");
        }
    }

    #[test]
    fn page_numbers_are_told_from_totals() {
        for (line, number) in [("Sida 2(5)", Some(2)), ("Protokoll 3 (90)", Some(3)), ("Beslut", None)] {
            assert_eq!(page_number(line), number, "{line}");
        }
    }

    #[test]
    fn a_page_with_another_head_is_labelled_where_it_goes_on_counting() {
        let usual = |label: &'static str| ["Norra kommun", label, "", "§ 7 Avgift", "", "Avgiften höjs."];
        let pages = [
            usual("Kommunstyrelsen 2015-05-19 1 (3)"),
            usual("Kommunstyrelsen 2015-05-19 2 (3)"),
            [
                "Bilaga till § 7",
                "Utgifter för året",
                "3 (3)",
                "",
                "Badet kostar mer",
                "än förut.",
            ],
        ];
        let mut pages = pages.iter().map(|lines| Scan::of_lines(lines));
        let mut scan = pages.next().unwrap();
        scan.pages.extend(pages.flat_map(|scan| scan.pages));
        let text = crate::clean::clean(&scan);
        assert_eq!(text.pages[2].label.as_deref(), Some("3 (3)"));
    }
}
