//! What a decision rests on (beslutsunderlag, handlingar), and who gets it (beslutet skickas till).

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::paragraphs::{Paragraph, had_room, right_margin};
use super::sections::Part;
use super::{Reading, decisions, people, tables};
use crate::record::{Document, SectionKind};
use crate::vocabulary::politics::ABBREVIATIONS;
use crate::vocabulary::tables::CAPTIONS;
use crate::vocabulary::{ALL_OF, LEADING_TO_DATES, RECEIVED, SENT_ALONG};
use crate::{clean, dates, vocabulary};

/// The number of a document in its register, at the end of its name: `E-NÄMND 2021.82`, `Hid: 2021.88`.
static REFERENCE: LazyLock<Regex> =
    LazyLock::new(|| regex(r"[,.;]?\s+(?P<reference>(?:\p{Lu}[\p{Lu}-]+\s)?(?:[Hh][Ii][Dd]:?\s?)?\d{4}\.\d+)\s*$"));

/// The number of its case, likewise: `dnr KS 2019/12`.
static CASE: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"(?i)[,.;]?\s+\(?(?:dnr|diarienr|diarienummer)[.:]?\s+(?P<reference>(?:\p{L}+\s)?\S*\d[^\s)]*)\)?\s*$")
});

/// An item of minutes at the end of a name: `§ 14`.
static ITEM: LazyLock<Regex> = LazyLock::new(|| regex(r"§\s?\d{1,4}\s*$"));

/// The number of an annex before its name, in the register: `Bilaga KS 2007/71/1, skrivelse från byalagen`.
static ANNEX: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"^(?P<reference>Bilaga\s(?:\p{Lu}{1,5}\s)?\d+[/.:-][\w/.:-]*\w)(?:,|:|\s[–-])\s(?P<title>\S.*)$")
});

fn regex(pattern: &str) -> Regex {
    #[allow(clippy::expect_used, reason = "the patterns are constants, and covered by tests")]
    Regex::new(pattern).expect("the pattern is well-formed")
}

/// The documents that the basis sections of an item list.
pub(super) fn documents(reading: Reading<'_>, parts: &[Part]) -> Vec<Document> {
    let lists = parts.iter().filter(|part| part.kind == SectionKind::Basis);
    let listed = lists.flat_map(|part| {
        let listed = |at: &usize| {
            let paragraph = &part.paragraphs[*at];
            let ended = ends_list(paragraph.unmarked()) || decisions::approves_at_once(&paragraph.text);
            let tabular = is_table(reading, part, *at) || *at > 0 && is_caption(reading, part, *at);
            !ended && !tabular
        };
        (0..part.paragraphs.len())
            .take_while(listed)
            .flat_map(move |at| entries(reading, part, &part.paragraphs[at]))
    });
    let annexes = parts
        .iter()
        .filter(|part| part.kind == SectionKind::Proceedings)
        .flat_map(|part| {
            let entries = part
                .paragraphs
                .iter()
                .flat_map(move |paragraph| entries(reading, part, paragraph));
            entries.filter(|tokens| ANNEX.is_match(&reading.text.flow(tokens.clone())))
        });
    listed
        .chain(annexes)
        .filter_map(|tokens| document(reading, tokens))
        .collect()
}

/// Whether a paragraph is none of a list of documents, and all below it: several sentences, or the caption of a table.
fn ends_list(text: &str) -> bool {
    let mut words = text.split(' ');
    let caption = words
        .next()
        .is_some_and(|word| CAPTIONS.contains(&vocabulary::fold(word).as_str()));
    let number = words
        .next()
        .is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    caption && number || text.ends_with('.') && vocabulary::ends_sentence_inside(text)
}

/// Whether a paragraph of a part is a table of numbers, which stands below the list.
fn is_table(reading: Reading<'_>, part: &Part, at: usize) -> bool {
    let tokens = &part.paragraphs[at].tokens;
    let of_paragraph = |line: &&usize| tokens.contains(&reading.text.lines[**line].tokens.start);
    let lines: Vec<usize> = part.lines.iter().filter(of_paragraph).copied().collect();
    tables::is_of_numbers(reading, &lines)
}

/// Whether a paragraph without a date stands right above a table.
fn is_caption(reading: Reading<'_>, part: &Part, at: usize) -> bool {
    let below = part.paragraphs.get(at + 1).is_some();
    below && dates::find(&part.paragraphs[at].text).is_empty() && is_table(reading, part, at + 1)
}

/// The entries of a paragraph in a list of documents. Each may stand on a line of its own, and ends in a date, a number or
/// a full stop.
fn entries(reading: Reading<'_>, part: &Part, paragraph: &Paragraph) -> Vec<Range<usize>> {
    let marked = paragraph.text.len() > paragraph.unmarked().len();
    let whole = paragraph.tokens.start + usize::from(marked)..paragraph.tokens.end;
    let mut entries: Vec<Range<usize>> = std::iter::once(whole).collect();
    let margin = right_margin(reading, &part.lines);
    for (at, &line) in part.lines.iter().enumerate() {
        let tokens = &reading.text.lines[line].tokens;
        let start = tokens.start;
        let Some(last) = entries.last_mut().filter(|last| last.start < start && start < last.end) else {
            continue;
        };
        let above = reading.text.flow(last.start..start);
        let lines = &reading.text.lines;
        let room = !marked && at > 0 && had_room(&lines[part.lines[at - 1]], &lines[line], margin);
        let ended = room
            || above.ends_with('.')
            || REFERENCE.is_match(&above)
            || ITEM.is_match(&above)
            || ends_in_date(&above)
            || ANNEX.is_match(&lines[line].text);
        if ended && reading.text.lines[line].text.starts_with(char::is_uppercase) {
            let end = last.end;
            last.end = start;
            entries.push(start..end);
        }
    }
    entries
}

fn ends_in_date(text: &str) -> bool {
    dates::find(text)
        .last()
        .is_some_and(|(range, _)| range.end == text.len())
}

fn document(reading: Reading<'_>, tokens: Range<usize>) -> Option<Document> {
    let name = reading.text.flow(tokens.clone());
    let annex = ANNEX.captures(name.trim());
    let name = annex
        .as_ref()
        .and_then(|annex| annex.name("title"))
        .map_or(name.trim(), |title| title.as_str());
    let date = date_of(name);
    let reference = REFERENCE.captures(name).or_else(|| CASE.captures(name));
    let mut title = name[..reference
        .as_ref()
        .and_then(|found| found.get(0))
        .map_or(name.len(), |all| all.start())]
        .trim();
    if let Some((last, _)) = dates::find(title).last() {
        let before = title[..last.start].trim_end();
        let apart = title[..last.start].ends_with([' ', ',']);
        let ends = |words: &[&str]| words.iter().any(|word| before.ends_with(word));
        // "Motioner 2004-12-13 och 2005-01-17" are of two days.
        let alone = apart && !before.ends_with(" och") && (ends(RECEIVED) || !ends(LEADING_TO_DATES));
        if last.end == title.len() && alone {
            let before = title[..last.start].trim_end_matches([' ', ',']);
            let received = RECEIVED.iter().find_map(|word| before.strip_suffix(word));
            title = received.unwrap_or(before).trim_end_matches([' ', ',']);
        }
    }
    let title = without_stop(title);
    let reference = annex.or(reference);
    (!title.is_empty()).then(|| Document {
        title: title.to_owned(),
        reference: reference.map(|found| found["reference"].to_owned()),
        date,
        source: reading.source(tokens),
    })
}

/// A title without the full stop of its line.
fn without_stop(title: &str) -> &str {
    let last = title.rsplit(' ').next().unwrap_or_default();
    if ABBREVIATIONS.contains(&last) {
        title
    } else {
        title.strip_suffix('.').unwrap_or(title)
    }
}

/// The day that a document is of: the one that its name ends with, else the first that it names, but not the day up to
/// which it reckons (`Delårsrapport per den 30 april`).
fn date_of(name: &str) -> Option<Date> {
    let found = dates::find(name);
    let own = |(range, date): &(Range<usize>, Date)| {
        let before = &name[..range.start];
        let reckoned = [" per ", " per den "].iter().any(|word| before.ends_with(word));
        (!reckoned).then_some(*date)
    };
    let last = found.last().filter(|(range, _)| range.end == name.len());
    last.and_then(own).or_else(|| found.iter().find_map(own))
}

/// The recipients that an item names: one a line, or a list with commas.
pub(super) fn recipients(reading: Reading<'_>, parts: &[Part]) -> Vec<String> {
    let mut entries: Vec<String> = Vec::new();
    // Entries up to here stand in one line with their heading.
    let mut beside = 0;
    for part in parts.iter().filter(|part| part.kind == SectionKind::Recipients) {
        let mut open = false;
        // A list whose first entry is in small letters may have all in them, a line each.
        let small = part
            .paragraphs
            .first()
            .is_some_and(|first| first.text.starts_with(char::is_lowercase));
        let run_in = part
            .lines
            .first()
            .is_some_and(|&line| reading.text.lines[line].tokens.contains(&part.tokens.start));
        for paragraph in &part.paragraphs {
            open = false;
            for line in lines_of(reading, part, paragraph) {
                let in_brackets = people_in_brackets(&line);
                if decisions::approves_at_once(&line) {
                    continue;
                }
                let lower = line.starts_with(|c: char| c.is_lowercase() || c == '(');
                let goes_on = open || lower && !small && !is_office(&line) && !vocabulary::is_body_name(&line);
                match (in_brackets, entries.last_mut()) {
                    (Some(inside), _) => entries.extend(inside.split(", ").map(str::to_owned)),
                    (None, Some(last)) if goes_on => *last = format!("{last} {line}"),
                    _ => entries.push(line.clone()),
                }
                open = line.ends_with([',', '-', '–']) || line.ends_with(" och");
            }
        }
        debug_assert!(!open || !entries.is_empty());
        let only = part.lines.len() == 1
            && entries
                .last()
                .is_some_and(|entry| entry.contains(", ") && !is_unit_of_office(entry));
        beside = if run_in || only { entries.len() } else { beside };
    }
    entries
        .iter()
        .enumerate()
        .flat_map(|(at, entry)| split_list(entry, at < beside))
        .filter(|entry| !entry.is_empty() && !clean::is_label_only(entry) && !tells_of_attendance(entry))
        .filter(|entry| !has_line_to_sign_on(entry))
        .collect()
}

/// Whether what stands among recipients is the foot of their page: `Justerare: ________   ________`
fn has_line_to_sign_on(entry: &str) -> bool {
    entry.contains("____")
}

/// Whether what stands among recipients is a note on the meeting: `Bo Ek (S) lämnar sammanträdet.`
fn tells_of_attendance(entry: &str) -> bool {
    vocabulary::contains_phrase(entry, &vocabulary::ATTENDANCE)
}

/// What a line holds in brackets below the name of a body, where it is who there gets something: `(Ekonomichef Bo Ek)`.
fn people_in_brackets(line: &str) -> Option<&str> {
    let inside = line.strip_prefix('(')?.strip_suffix(')')?;
    let named = inside.split(", ").all(|piece| people::from_end(piece).is_some());
    named.then_some(inside)
}

/// The lines of a paragraph, without its mark; words hyphenated over lines make one line of two.
fn lines_of(reading: Reading<'_>, part: &Part, paragraph: &Paragraph) -> Vec<String> {
    let mut lines = Vec::new();
    for &line in &part.lines {
        let tokens = reading.text.lines[line].tokens.clone();
        let start = tokens.start.max(paragraph.tokens.start);
        let end = tokens.end.min(paragraph.tokens.end);
        if start < end {
            lines.push(reading.text.flow(start..end));
        }
    }
    if let Some(first) = lines.first_mut() {
        let mark = paragraph.text.len() - paragraph.unmarked().len();
        first.drain(..mark.min(first.len()));
    }
    lines
}

/// Whether one word in lower case is who gets something: `ekonomikontoret`, `förvaltningschefen`.
fn is_office(piece: &str) -> bool {
    let definite = ["et", "en", "rna"].iter().any(|end| piece.ends_with(end));
    definite && piece.chars().count() > 6 && piece.chars().all(char::is_lowercase)
}

/// Whether one of a few words in lower case is: `tekniska avdelningen`, `ägarna till Lyckan 8`.
fn has_office(piece: &str) -> bool {
    let mut words = piece.split(' ');
    let lower = piece.starts_with(char::is_lowercase) && words.clone().count() <= 4;
    lower && words.any(is_office)
}

/// Whether two words are an office and a unit of it: `Socialkontoret, ekonomienheten`.
fn is_unit_of_office(entry: &str) -> bool {
    entry
        .split_once(", ")
        .is_some_and(|(office, unit)| is_office(&office.to_lowercase()) && is_office(unit))
}

/// Whether a piece names all of some: `samtliga nämnder`, `berörda förvaltningar`.
fn names_all(piece: &str) -> bool {
    let first = piece.split_once(' ').map(|(first, _)| first);
    first.is_some_and(|first| ALL_OF.contains(&first))
}

/// What a sentence tells without what is sent along: `sökanden med besvärshänvisning`.
fn without_remark(entry: &str) -> &str {
    let found = vocabulary::find_phrase(entry, &SENT_ALONG);
    found.map_or(entry, |found| entry[..found.start].trim_end())
}

/// The entries of a sentence, up to its full stop: `hembygdsföreningen, lantmäteriet och tekniska kontoret.`
fn told_in_prose(entry: &str) -> Vec<String> {
    let sentence = entry.split_once(". ").map_or(entry, |(sentence, _)| sentence);
    let pieces = sentence.trim().trim_end_matches('.').split(", ");
    let pieces = pieces.flat_map(|piece| piece.split(" samt "));
    let parted = pieces.flat_map(|piece| match vocabulary::is_body_name(piece) {
        true => vec![piece],
        false => piece.split(" och ").collect(),
    });
    parted.map(|piece| piece.trim().to_owned()).collect()
}

/// The entries of a list with commas or semicolons: where each begins as a name does. On a line among others, "Socialkontoret,
/// ekonomienheten" is one; beside the heading, or on the only line below it, all stand in one line.
fn split_list(entry: &str, beside_heading: bool) -> Vec<String> {
    if beside_heading && entry.ends_with('.') {
        let entry = without_remark(entry);
        return match entry.starts_with(char::is_lowercase) {
            true => told_in_prose(entry),
            false => split_names(entry, true),
        };
    }
    split_names(entry, beside_heading)
}

/// The names on a line, as one entry or several.
fn split_names(entry: &str, beside_heading: bool) -> Vec<String> {
    let pieces: Vec<&str> = entry
        .split([',', ';'])
        .map(|piece| piece.trim().trim_end_matches('.'))
        .collect();
    let names = pieces.iter().all(|piece| {
        piece.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
            || vocabulary::is_body_name(piece)
            || beside_heading && (has_office(piece) || names_all(piece) || vocabulary::is_file_copy(piece))
    });
    // Three and more in one line are a list however they begin, unless it is a person with title and office.
    let long = pieces.len() >= 3 && people::person(pieces[0]).is_none();
    let two = entry.trim().trim_end_matches('.').split_once(" och ");
    let two = two.filter(|(first, second)| {
        let named = |name: &str| name.starts_with(char::is_uppercase) || vocabulary::is_body_name(name);
        beside_heading && named(first) && named(second) && !first.ends_with('-') && !vocabulary::is_body_name(entry)
    });
    if let (true, Some((first, second))) = (pieces.len() == 1, two) {
        vec![first.to_owned(), second.to_owned()]
    } else if names || long {
        pieces.into_iter().map(str::to_owned).collect()
    } else {
        vec![entry.trim().to_owned()]
    }
}

#[cfg(test)]
mod tests {
    use crate::segment::decided_item as item;

    #[test]
    fn a_table_below_the_list_is_no_document() {
        let item = item(&[
            "Beslutsunderlag",
            "Förvaltningens tjänsteutlåtande med förslag till fördelning av medel.",
            "",
            "Fördelning per enhet (tkr)",
            "",
            "Enhet          Budget     Utfall",
            "Skolan          1 200      1 250",
            "Badet             300        280",
        ]);
        let titles: Vec<&str> = item.documents.iter().map(|document| document.title.as_str()).collect();
        assert_eq!(
            titles,
            ["Förvaltningens tjänsteutlåtande med förslag till fördelning av medel"]
        );
    }

    #[test]
    fn each_line_of_a_list_is_a_document_up_to_a_table_or_prose() {
        let item = item(&[
            "I ärendet föreligger följande dokument",
            "1. Protokollsutdrag kultur- och fritidsnämnden för sammanträdet 2021-11-02 § 196",
            "2. Plankarta",
            "3. Ansökan       inkom 2019-03-27",
            "4. Utlåtande, dnr KS 2019:87",
            "5. Delårsrapport per 31 mars 2019",
            "",
            "Tabell 2. Avgifter",
            "",
            "Badet har öppet hela året. Avgiften har inte höjts sedan 2012.",
        ]);
        let titles: Vec<&str> = item.documents.iter().map(|document| document.title.as_str()).collect();
        assert_eq!(
            titles,
            [
                "Protokollsutdrag kultur- och fritidsnämnden för sammanträdet 2021-11-02 § 196",
                "Plankarta",
                "Ansökan",
                "Utlåtande",
                "Delårsrapport per 31 mars 2019"
            ]
        );
        let date = item.documents[2].date.map(|date| date.to_string());
        assert_eq!(date.as_deref(), Some("2019-03-27"));
        assert_eq!(item.documents[3].reference.as_deref(), Some("KS 2019:87"));
    }

    #[test]
    fn annexes_of_the_register_are_documents_wherever_the_matter_was_prepared() {
        let item = item(&[
            "Beredning",
            "",
            "Bilaga KS 2007/71/1, skrivelse från byalagen",
            "Bilaga KS 2007/71/2, karta",
            "",
            "Föredras av Bo Ek.",
        ]);
        let told: Vec<(&str, Option<&str>)> = (item.documents.iter())
            .map(|document| (document.title.as_str(), document.reference.as_deref()))
            .collect();
        assert_eq!(
            told,
            [
                ("skrivelse från byalagen", Some("Bilaga KS 2007/71/1")),
                ("karta", Some("Bilaga KS 2007/71/2"))
            ]
        );
    }

    #[test]
    fn a_sentence_may_tell_who_gets_the_decision() {
        let told = |sentence: &str| item(&["Beslut", "Avgiften höjs.", "", sentence]).recipients;
        assert_eq!(
            told("Beslutet meddelas byalaget, lantmäteriet och tekniska kontoret."),
            ["byalaget", "lantmäteriet", "tekniska kontoret"]
        );
        assert_eq!(
            told("Beslutet delges sökanden samt ägaren till Storbyn 3:4 med besvärshänvisning."),
            ["sökanden", "ägaren till Storbyn 3:4"]
        );
        assert!(told("Beslutet meddelas genom anslag.").is_empty());
    }

    #[test]
    fn recipients_beside_their_heading_are_parted_at_commas() {
        assert_eq!(
            item(&["Delges: Skolstyrelsen, ekonomikontoret"]).recipients,
            ["Skolstyrelsen", "ekonomikontoret"]
        );
        assert_eq!(
            item(&["Beslutet skickas till", "", "Socialkontoret, ekonomienheten"]).recipients,
            ["Socialkontoret, ekonomienheten"]
        );
        assert_eq!(
            item(&["Utdrag till nämnden, sökanden, kassören"]).recipients,
            ["nämnden", "sökanden", "kassören"]
        );
        assert_eq!(
            item(&["Exp. Bo Ek, tekniska avdelningen, de valda"]).recipients,
            ["Bo Ek", "tekniska avdelningen", "de valda"]
        );
        assert_eq!(
            item(&["Utdrag till", "", "De valda", "", "Justerare: ________   ________"]).recipients,
            ["De valda"]
        );
        assert_eq!(
            item(&["Exp", "Remissinstanserna", "Bibliotekschefen"]).recipients,
            ["Remissinstanserna", "Bibliotekschefen"]
        );
        assert_eq!(
            item(&["Utdrag", "", "ekonomikontoret", "byalagen genom Bo Ek"]).recipients,
            ["ekonomikontoret", "byalagen genom Bo Ek"]
        );
        assert_eq!(
            item(&[
                "Beslutet skickas till",
                "",
                "HR-avdelningen",
                "",
                "Paragrafen är omedelbart justerad."
            ])
            .recipients,
            ["HR-avdelningen"]
        );
        assert_eq!(
            item(&[
                "Expedieras till:",
                "Socialnämnden",
                "(Socialchef Bo Ek, kanslichef Ida Lo)"
            ])
            .recipients,
            ["Socialnämnden", "Socialchef Bo Ek", "kanslichef Ida Lo"]
        );
    }
}
