//! An item in words for people.

use std::fmt::Write;

use jiff::civil::Date;

use super::terminal::{Style, printable};
use paragraf::language::SWEDISH;
use paragraf::lookup::ItemView;
use paragraf::record::{DecisionKind, Item, Source};

/// The kind of a decision in Swedish.
pub fn kind_in_swedish(kind: DecisionKind) -> &'static str {
    SWEDISH.decision_kind(kind)
}

/// The kinds of an item's decisions, each once.
pub fn kinds_in_swedish(kinds: &[DecisionKind]) -> String {
    let words: Vec<_> = kinds.iter().map(|kind| kind_in_swedish(*kind)).collect();
    words.join(", ")
}

/// `Kommunstyrelsen, Luleå kommun`; what is not known is left out.
pub fn body_of(body: Option<&str>, organisation: Option<&str>) -> String {
    let parts: Vec<_> = [body, organisation].into_iter().flatten().map(printable).collect();
    if parts.is_empty() {
        "okänt organ".to_owned()
    } else {
        parts.join(", ")
    }
}

/// A day, in as many letters whether it is known or not.
pub fn day(date: Option<Date>) -> String {
    date.map_or_else(|| "okänt datum".to_owned(), |date| date.to_string())
}

/// Rows of cells, each column as wide as its widest cell, two spaces between; nothing after the last cell of a row.
pub fn aligned(rows: &[Vec<String>]) -> Vec<String> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}  "));
        cells.collect::<String>().trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}

/// All of an item: where it comes from, what was decided, its text, what was corrected in it and what is doubtful.
pub fn text(view: &ItemView<'_>, style: Style) -> String {
    let item = view.item;
    let title = item.title.as_deref().unwrap_or("(utan rubrik)");
    let mut text = format!("{}\n\n", style.bold(&printable(&format!("§ {}  {title}", item.number))));
    let pages = item.source.as_ref().map(place_of).unwrap_or_default();
    let rows = [
        (
            "meeting",
            format!(
                "{}  {}",
                body_of(view.meeting.body, view.meeting.organisation),
                day(view.meeting.date)
            ),
        ),
        ("case", cases(item)),
        ("file", printable(view.document.path)),
        ("place", pages),
        (
            "confidence",
            item.source
                .as_ref()
                .and_then(|source| source.confidence)
                .map(percent)
                .unwrap_or_default(),
        ),
        ("document", view.document.id.to_owned()),
        ("id", printable(&item.id)),
    ];
    for (name, value) in rows.iter().filter(|(_, value)| !value.is_empty()) {
        let _ = writeln!(text, "{name:<12}{value}");
    }
    for decision in &item.decisions {
        let place = decision
            .source
            .as_ref()
            .map(|source| format!("  ({})", place_of(source)))
            .unwrap_or_default();
        let _ = writeln!(
            text,
            "\n{}{place}",
            style.bold(&format!("Beslut: {}", kind_in_swedish(decision.kind)))
        );
        let _ = writeln!(text, "{}", printable(&decision.text));
    }
    for section in &item.sections {
        let _ = writeln!(
            text,
            "\n{}",
            style.bold(&printable(section.heading.as_deref().unwrap_or("Text")))
        );
        let _ = writeln!(text, "{}", printable(&section.text));
    }
    let corrections = each_once(item, |source| &source.corrections);
    if !corrections.is_empty() {
        let _ = writeln!(text, "\n{}", style.bold(&format!("Corrected: {}", corrections.len())));
        for correction in corrections {
            let (original, corrected) = (printable(&correction.original), printable(&correction.text));
            let _ = writeln!(text, "  {original} → {corrected}  {}", percent(correction.confidence));
        }
    }
    let doubts = each_once(item, |source| &source.doubts);
    if !doubts.is_empty() {
        let heading = format!("Doubtful, left as read: {}", doubts.len());
        let _ = writeln!(text, "\n{}", style.bold(&heading));
        for doubt in doubts {
            let (read, suggestion) = (printable(&doubt.text), printable(&doubt.suggestion));
            let _ = writeln!(text, "  {read}, perhaps {suggestion}  {}", percent(doubt.confidence));
        }
    }
    text
}

/// The case numbers: in their one form, and as written where that differs.
fn cases(item: &Item) -> String {
    let written = |number: &paragraf::record::CaseNumber| {
        if number.raw == number.normalized {
            printable(&number.normalized)
        } else {
            printable(&format!("{} (written {})", number.normalized, number.raw))
        }
    };
    item.case_numbers.iter().map(written).collect::<Vec<_>>().join(", ")
}

/// `page 3 [120, 300, 1500, 420], page 4 […]`, or `lines 12–40`.
pub fn place_of(source: &Source) -> String {
    let mut places: Vec<String> = Vec::new();
    for region in &source.regions {
        let bbox = region
            .bbox
            .map(<[u32; 4]>::from)
            .map_or_else(String::new, |bbox| format!(" {bbox:?}"));
        places.push(format!("page {}{bbox}", region.page));
    }
    if let Some([first, last]) = source.lines {
        places.push(if first == last {
            format!("line {first}")
        } else {
            format!("lines {first}–{last}")
        });
    }
    places.join(", ")
}

/// What the sources of an item's title and text tell (corrections, doubts), each once.
fn each_once<T: PartialEq>(item: &Item, told: fn(&Source) -> &Vec<T>) -> Vec<&T> {
    let of_sections = item.sections.iter().map(|section| section.source.as_ref());
    let sources = [item.source.as_ref(), item.title_source.as_ref()]
        .into_iter()
        .chain(of_sections)
        .flatten();
    let mut once: Vec<&T> = Vec::new();
    for thing in sources.flat_map(told) {
        if !once.contains(&thing) {
            once.push(thing);
        }
    }
    once
}

fn percent(confidence: f32) -> String {
    format!("{:.0} %", confidence * 100.0)
}
