//! The text of an item, with what was corrected in it marked, and beside what stood there before.

use std::collections::BTreeMap;
use std::ops::Range;

use maud::{Markup, html};

use crate::language::{Language, named};
use crate::record::{Correction, Item, Section, Source};
use crate::scan::{Scan, Word};

/// The text of a section, its corrections marked.
pub fn corrected(section: &Section) -> Markup {
    let corrections = section.source.as_ref().map_or(&[][..], |source| &source.corrections);
    let marks = places(&section.text, corrections, |correction| &correction.text);
    let mut at = 0;
    html! {
        @for line in section.text.split('\n') {
            p {
                (marked(&section.text, at..at + line.len(), &marks, |correction| html! {
                    ins title={ (correction.original) " → " (correction.text) ", " (super::parts::percent(correction.confidence)) } { (correction.text) }
                }))
            }
            ({ at += line.len() + 1; "" })
        }
    }
}

/// For each section what was read, beside what was made of it.
pub fn as_read(words: &Language, item: &Item, scan: Option<&Scan>) -> Markup {
    let Some(scan) = scan else {
        return html! {};
    };
    let count: usize = item.sections.iter().map(|section| corrections_of(section).len()).sum();
    html! {
        details.as-read {
            summary { (words.as_read) " – " (count) " " (words.corrections) }
            p { (words.as_read_help) }
            @for section in &item.sections {
                @let original = section.source.as_ref().map(|source| original(scan, source)).unwrap_or_default();
                h3 { (section.heading.as_deref().unwrap_or(named(words.section_kinds, &section.kind))) }
                div.side-by-side {
                    div { h4 { (words.original) } p.original { (with_originals_marked(&original, corrections_of(section))) } }
                    div { h4 { (words.corrected) } (corrected(section)) }
                }
            }
            @if count == 0 { p { (words.no_corrections) } }
        }
    }
}

fn corrections_of(section: &Section) -> &[Correction] {
    section.source.as_ref().map_or(&[], |source| &source.corrections)
}

fn with_originals_marked(text: &str, corrections: &[Correction]) -> Markup {
    let marks = places(text, corrections, |correction| &correction.original);
    marked(
        text,
        0..text.len(),
        &marks,
        |correction| html! { del { (correction.original) } },
    )
}

/// What stands in the regions of a source on the pages, line by line.
fn original(scan: &Scan, source: &Source) -> String {
    let mut lines: BTreeMap<(u32, u32), Vec<&str>> = BTreeMap::new();
    for page in &scan.pages {
        for word in page.words.iter().filter(|word| is_within(word, page.number, source)) {
            lines.entry((page.number, word.line)).or_default().push(&word.text);
        }
    }
    let lines: Vec<String> = lines.into_values().map(|words| words.join(" ")).collect();
    lines.join("\n")
}

fn is_within(word: &Word, page: u32, source: &Source) -> bool {
    if let Some([first, last]) = source.lines {
        return (first..=last).contains(&word.line);
    }
    let Some(b) = word.bbox else { return false };
    let (x, y) = (b.x0.midpoint(b.x1), b.y0.midpoint(b.y1));
    let boxes = source
        .regions
        .iter()
        .filter(|region| region.page == page)
        .filter_map(|region| region.bbox);
    boxes
        .into_iter()
        .any(|b| (b.x0..b.x1).contains(&x) && (b.y0..b.y1).contains(&y))
}

/// Where the corrections stand in a text, each after the one before; one that is not found is passed over.
fn places<'a>(
    text: &str,
    corrections: &'a [Correction],
    words: impl Fn(&Correction) -> &String,
) -> Vec<(Range<usize>, &'a Correction)> {
    let mut at = 0;
    let mut places = Vec::new();
    for correction in corrections {
        let sought = words(correction);
        if sought.is_empty() {
            continue;
        }
        if let Some(found) = text[at..].find(sought.as_str()) {
            let start = at + found;
            at = start + sought.len();
            places.push((start..at, correction));
        }
    }
    places
}

/// A part of a text, with its marks drawn. Marks that reach out of it are left out.
fn marked(
    text: &str,
    part: Range<usize>,
    marks: &[(Range<usize>, &Correction)],
    draw: impl Fn(&Correction) -> Markup,
) -> Markup {
    let inside = marks
        .iter()
        .filter(|(mark, _)| part.start <= mark.start && mark.end <= part.end);
    let mut at = part.start;
    html! {
        @for (mark, correction) in inside {
            (&text[at..mark.start])
            (draw(correction))
            ({ at = mark.end; "" })
        }
        (&text[at..part.end])
    }
}
