//! What the items of one meeting tell about each other where OCR misread one: the form of their case numbers, and that their titles
//! begin with capitals.

use super::Reading;
use super::item_heading::ItemStart;
use crate::case_number;
use crate::record::{CaseNumber, Correction, Item};
use crate::vocabulary::ALIKE_IN_BOTH_SIZES;

/// So many titles show how titles begin.
const LEAST_TITLES: usize = 3;
/// How sure it is that a title begins with a capital where the others do.
const SURE: f32 = 0.9;

/// Mends what the others tell of single items.
pub(super) fn mend(reading: Reading<'_>, starts: &[ItemStart], items: &mut [Item]) {
    let read = |start: &ItemStart| reading.text.pages[reading.text.lines[start.line].page].read_by_ocr;
    if !starts.iter().any(read) {
        return;
    }
    let known: Vec<CaseNumber> = items
        .iter()
        .flat_map(|item| item.case_numbers.iter().cloned())
        .collect();
    let known: Vec<&CaseNumber> = known.iter().filter(|number| number.year.is_some()).collect();
    let capital = titles_begin_with_capitals(items);
    for (item, _) in items.iter_mut().zip(starts).filter(|(_, start)| read(start)) {
        case_numbers(item, &known);
        if capital {
            begin_with_capital(item);
        }
    }
}

/// Reads the case numbers of an item that have no form, or stand at the end of its title, by the form of the others.
fn case_numbers(item: &mut Item, known: &[&CaseNumber]) {
    for number in item.case_numbers.iter_mut().filter(|number| number.year.is_none()) {
        if let Some(better) = case_number::by_the_others(&number.raw, known) {
            *number = better;
        }
    }
    code_before_title(item, known);
    let split = item.title.as_deref().and_then(|title| title.rsplit_once(' '));
    let number = split.filter(|(_, last)| item.case_numbers.is_empty() && last.contains(|c: char| c.is_ascii_digit()));
    if let Some((before, number)) =
        number.and_then(|(before, last)| Some((before, case_number::by_the_others(last, known)?)))
    {
        item.title = Some(before.to_owned());
        item.case_numbers.push(number);
    }
}

/// The class code of a case number, where it was misread and taken for the first word of the title: `2012/KS 0206` and `0o01
/// Upphandling`.
fn code_before_title(item: &mut Item, known: &[&CaseNumber]) {
    let split = item.title.as_deref().and_then(|title| title.split_once(' '));
    let Some((code, rest)) = split.filter(|(code, _)| code.starts_with(|c: char| c.is_ascii_digit())) else {
        return;
    };
    let whole = item.case_numbers.last().map(|number| format!("{} {code}", number.raw));
    if let Some(number) = whole.and_then(|whole| case_number::by_the_others(&whole, known)) {
        item.title = Some(rest.to_owned());
        item.case_numbers.pop();
        item.case_numbers.push(number);
    }
}

/// Whether titles begin with capitals, but for letters that are alike in both sizes.
fn titles_begin_with_capitals(items: &[Item]) -> bool {
    let firsts = || items.iter().filter_map(|item| item.title.as_deref()?.chars().next());
    let capitals = firsts().filter(|c| c.is_uppercase()).count();
    let small = firsts().filter(|c| c.is_lowercase()).count();
    capitals >= LEAST_TITLES
        && 2 * small < capitals
        && firsts().all(|c| !c.is_lowercase() || ALIKE_IN_BOTH_SIZES.contains(c))
}

/// Puts a capital at the beginning of a title, where OCR read a letter that is alike in both sizes.
fn begin_with_capital(item: &mut Item) {
    let correction = item.title.as_mut().and_then(with_capital);
    if let Some((correction, source)) = correction.zip(item.title_source.as_mut()) {
        source.corrections.push(correction);
    }
}

/// Puts a capital at the beginning of a text that has none, and says what was changed.
pub(super) fn with_capital(text: &mut String) -> Option<Correction> {
    let first = text.chars().next().filter(|c| c.is_lowercase())?;
    let word = |text: &str| text.split(' ').next().unwrap_or_default().to_owned();
    let original = word(text);
    text.replace_range(..first.len_utf8(), &first.to_uppercase().to_string());
    Some(Correction {
        original,
        text: word(text),
        confidence: SURE,
    })
}

#[cfg(test)]
mod tests {
    use crate::record::Item;
    use crate::scan::Scan;

    /// The items that some heads begin, two lines each.
    fn items(heads: [[&str; 2]; 4], on_image: bool) -> Vec<Item> {
        let text = ["", "Beslut", "", "Kommunstyrelsen godkänner förslaget.", "", ""];
        let lines: Vec<&str> = heads
            .iter()
            .flat_map(|head| head.iter().chain(&text))
            .copied()
            .collect();
        let scan = Scan::of_lines(&lines);
        let scan = if on_image { scan.on_image() } else { scan };
        crate::read(&scan).meetings.remove(0).items
    }

    const HEADS: [[&str; 2]; 4] = [
        ["§ 4                       KS2018.0402", "Bron över ån"],
        ["§ 5                       KS2019.0007", "val av justerare"],
        ["§ 6 Vägen till hamnen     KS52019.0012", ""],
        ["§ 7                       KS2019.0123", "Taxa för färjan"],
    ];

    #[test]
    fn what_ocr_misread_is_as_the_others_are() {
        let found = items(HEADS, true);
        assert_eq!(found[1].title.as_deref(), Some("Val av justerare"));
        let corrections = &found[1].title_source.as_ref().unwrap().corrections;
        assert_eq!(
            (corrections[0].original.as_str(), corrections[0].text.as_str()),
            ("val", "Val")
        );
        assert_eq!(found[2].title.as_deref(), Some("Vägen till hamnen"));
        assert_eq!(found[2].case_numbers[0].raw, "KS2019.0012");
        assert_eq!(found[2].case_numbers[0].normalized, "KS 2019/12");
    }

    #[test]
    fn a_class_code_that_was_misread_is_no_title() {
        let heads = ["0206 001", "0044 310", "0o12 001", "0310 042"].map(|number| format!("§ 4  Dnr 2012/KS {number}"));
        let numbered: Vec<String> = heads
            .iter()
            .zip(4..)
            .map(|(head, number)| head.replace("§ 4", &format!("§ {number}")))
            .collect();
        let misread = numbered[2].replace("0o12 001", "0012 0o01");
        let found = items(
            [
                [&numbered[0], "Bron över ån"],
                [&numbered[1], "Val av justerare"],
                [&misread, "Vägen till hamnen"],
                [&numbered[3], "Taxa för färjan"],
            ],
            true,
        );
        assert_eq!(found[2].title.as_deref(), Some("Vägen till hamnen"));
        assert_eq!(found[2].case_numbers[0].raw, "2012/KS 0012 0o01");
        assert_eq!(found[2].case_numbers[0].normalized, "2012/KS 0012 001");
    }

    #[test]
    fn what_was_written_stays() {
        let found = items(HEADS, false);
        assert_eq!(found[1].title.as_deref(), Some("val av justerare"));
        let mut mixed = HEADS;
        mixed[3][1] = "taxa för färjan";
        assert_eq!(items(mixed, true)[1].title.as_deref(), Some("val av justerare"));
    }
}
