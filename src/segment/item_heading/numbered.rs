//! Minutes whose items have but a number, as those of associations: `1. Val av ordförande för stämman`. Lists inside items look alike,
//! so that it takes what opens and closes minutes, and numbers that are counted from 1, to tell them.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::general::steps;
use super::{ItemStart, Reading, Sheet, candidate, chains, regex};
use crate::segment::meetings::begins_with_any;
use crate::vocabulary::{self, CLOSING, MINUTES_WORD, SIGNING_OFFICES};

/// The number and the title. OCR makes `;` of the full stop.
static NUMBERED: LazyLock<Regex> =
    LazyLock::new(|| regex(r"^(?P<number>(?P<value>\d{1,2})(?:\s?[a-z]\b)?)[.:;)]?\s+(?P<rest>\p{Lu}.*)$"));

/// No fewer items are minutes.
const LEAST: usize = 4;
/// So many lines at the head of a file may say that it holds minutes.
const FIRST_LINES: usize = 6;
/// Lines that begin an item stand apart from the text above, be it by less than a line.
const APART: f32 = 0.3;
/// No more numbers in a row are lost to OCR.
const MOST_LOST: u32 = 3;

/// The items of such minutes, if the text is them.
pub(super) fn minutes(reading: Reading<'_>, sheets: &[Sheet], body: &[usize]) -> Option<Vec<ItemStart>> {
    let lines = &reading.text.lines;
    let opens = (0..lines.len().min(FIRST_LINES)).any(|line| {
        let words = reading.words(line);
        words.iter().any(|word| vocabulary::fold(word).ends_with(MINUTES_WORD))
    });
    let numbers = |line: usize| {
        let apart = lines[line].gap >= APART || lines[line].starts_sheet;
        NUMBERED.captures(&lines[line].text).filter(|_| apart)
    };
    let found: Vec<(usize, Captures<'_>)> = body
        .iter()
        .enumerate()
        .filter(|_| opens)
        .filter_map(|(at, &line)| Some((at, numbers(line)?)))
        .collect();
    let starts = found
        .iter()
        .filter_map(|(at, found)| candidate(reading, body, *at, found, None))
        .collect::<Vec<_>>();
    let mut chain = chains(reading, sheets, body, starts.clone());
    let end = chain
        .windows(2)
        .position(|pair| pair[1].value > pair[0].value + MOST_LOST);
    chain.truncate(end.map_or(chain.len(), |last| last + 1));
    behind_list_of_matters(reading, &starts, &mut chain);
    for start in &mut chain {
        title_of_line(reading, start);
    }
    let last = chain.last()?;
    let mut after = body[body.partition_point(|line| *line < last.text_from)..].iter();
    let closes = after.any(|&line| {
        let text = &lines[line].text;
        begins_with_any(text, &CLOSING) || begins_with_any(text, &SIGNING_OFFICES)
    });
    let nexts = chain.iter().skip(1).map(|start| start.line).chain([lines.len()]);
    let told = chain.iter().zip(nexts).filter(|(start, next)| {
        let text = body.partition_point(|line| *line < start.text_from);
        body.get(text).is_some_and(|line| line < next)
    });
    let all = chain.len();
    let counted = chain[0].value == 1 && all >= LEAST && 4 * steps(&chain) >= 3 * (all - 1);
    (closes && counted && 4 * told.count() >= 3 * all).then_some(chain)
}

/// The title fills its line, and goes on below only in small letters.
fn title_of_line(reading: Reading<'_>, start: &mut ItemStart) {
    let lines = &reading.text.lines;
    let end = lines[start.line].tokens.end;
    let fresh = lines
        .get(start.line + 1)
        .is_some_and(|below| !below.text.starts_with(char::is_lowercase));
    if let Some((title, tokens)) = &mut start.title
        && tokens.end > end
        && tokens.start < end
        && fresh
    {
        *tokens = tokens.start..end;
        *title = reading.text.flow(tokens.clone());
        start.text_from = start.line + 1;
    }
}

/// The first item may be a line of the list of matters above the minutes: its number and title stand there once more.
fn behind_list_of_matters(reading: Reading<'_>, starts: &[ItemStart], chain: &mut [ItemStart]) {
    let [first, second, ..] = chain else { return };
    let text = |start: &ItemStart| vocabulary::fold(&reading.text.lines[start.line].text);
    let mut again = starts.iter().rev();
    let again = again.find(|start| start.line > first.line && start.line < second.line && text(start) == text(first));
    if let Some(again) = again {
        *first = again.clone();
    }
}

#[cfg(test)]
mod tests {
    use crate::record::Item;
    use crate::scan::Scan;

    /// Minutes between their first and last lines.
    fn items(opening: &[&str], closing: &str) -> Vec<Item> {
        let titles = ["Val av ordförande", "Röstlängd", "Garagen", "Mötet avslutas"];
        let mut lines: Vec<String> = opening.iter().map(|&line| line.to_owned()).collect();
        for (at, title) in titles.iter().enumerate() {
            lines.extend([String::new(), format!("{}. {title}", at + 1)]);
            lines.push("Förslaget till beslut i ärendet godkändes utan ändringar".to_owned());
        }
        lines.extend([String::new(), closing.to_owned()]);
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let meetings = crate::read(&Scan::of_lines(&lines)).meetings;
        meetings.into_iter().flat_map(|meeting| meeting.items).collect()
    }

    #[test]
    fn numbers_are_items_where_minutes_open_and_close_around_them() {
        let day = "Onsdagen 2015-10-28 i skolan.";
        let minutes = items(
            &["Protokoll extra stämma Ekens samfällighetsförening", day],
            "Vid protokollet",
        );
        let heads: Vec<_> = minutes
            .iter()
            .map(|item| (item.number.as_str(), item.title.as_deref()))
            .collect();
        assert_eq!(heads[2], ("3", Some("Garagen")));
        assert_eq!(heads.len(), 4);
        assert_eq!(items(&["Styrelseprotokoll", day], "Sekreterare").len(), 4);
        assert_eq!(items(&["Riktlinjer för garagen", day], "Vid protokollet"), []);
        assert_eq!(items(&["Protokoll", day], "Kontakta styrelsen"), []);
    }

    #[test]
    fn those_who_lead_the_meeting_are_the_elected_ones() {
        let lines = [
            "Protokoll årsmöte Ekens samfällighetsförening",
            "1. Val av ordförande för stämman",
            "Bo Ek valdes till ordförande för stämman.",
            "2. Val av sekreterare för stämman",
            "Till sekreterare för stämman väljs Ida Lo.",
            "3. Val av två justeringsmän",
            "Stämman valde Per Ås och Siv Öd som justeringsmän.",
            "4. Stämman avslutas",
            "Ordföranden avslutade mötet.",
            "Vid protokollet",
            "lda Lc",
        ];
        let lines: Vec<&str> = lines.iter().flat_map(|line| ["", line]).collect();
        let meeting = crate::read(&Scan::of_lines(&lines)).meetings.remove(0);
        let names =
            |people: &[crate::record::Person]| people.iter().map(|person| person.name.clone()).collect::<Vec<_>>();
        assert_eq!(names(&meeting.chair), ["Bo Ek"]);
        assert_eq!(names(&meeting.secretary), ["Ida Lo"]);
    }

    #[test]
    fn a_list_of_matters_above_is_none_of_the_items() {
        let list = [
            "Protokoll",
            "Dagordning",
            "",
            "1. Val av ordförande",
            "2. Röstlängd",
            "3. Garagen",
            "Noteringar",
        ];
        let minutes = items(&list, "Vid protokollet");
        assert_eq!(minutes[0].title.as_deref(), Some("Val av ordförande"));
        assert_eq!(minutes.len(), 4);
    }
}
