//! A page of the source as a picture, with frames around the item, its decisions, and the words that were sought.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use maud::{Markup, html};

use crate::capture::PageView;
use crate::index::Reader;
use crate::language::Language;
use crate::record::{Item, PageRecord, Record, Source};
use crate::scan::{BoundingBox, Scan, Word};
use crate::serve::refusal::Refusal;
use crate::serve::room::Room;

/// Room between what is framed and its frame, in pixels of a page that is read at 300 dpi.
const MARGIN: u32 = 12;

/// The pages of an item.
pub struct Sheets<'a> {
    words: &'a Language,
    record: &'a Record,
    item: &'a Item,
    /// What stands on the pages, where that is known and words are sought on them.
    scan: Option<&'a Scan>,
    /// Gives where a text has what is sought.
    reader: Arc<Reader>,
    typed: &'a str,
    shown: HashMap<u32, PageView>,
    withheld: HashSet<u32>,
    is_locked: bool,
}

impl<'a> Sheets<'a> {
    /// Those of this item; what was typed is marked on them.
    pub fn new(
        room: &Room,
        words: &'a Language,
        record: &'a Record,
        item: &'a Item,
        scan: Option<&'a Scan>,
        typed: &'a str,
    ) -> Result<Self, Refusal> {
        Ok(Self {
            words,
            record,
            item,
            scan: scan.filter(|_| !typed.is_empty()),
            reader: room.reader()?,
            typed,
            shown: room.views(record)?,
            withheld: room.withheld(record)?,
            is_locked: room.is_locked(record),
        })
    }

    /// The picture of one of them.
    pub fn sheet(&self, number: u32) -> Markup {
        let Some(page) = self.record.pages.iter().find(|page| page.number == number) else {
            return html! {};
        };
        let words = self.words;
        let label = caption(words, page);
        let reason = if self.withheld.contains(&number) {
            words.withheld
        } else if self.is_locked {
            words.locked
        } else {
            words.no_picture
        };
        html! {
            figure.sheet id={ "sida-" (number) } {
                @if self.shown.contains_key(&number) {
                    (self.framed(page, &label))
                } @else {
                    p.none { (reason) }
                    figcaption { (label) }
                }
            }
        }
    }

    fn framed(&self, page: &PageRecord, label: &str) -> Markup {
        let words = self.words;
        let number = page.number;
        let address = format!("/sida/{}/{number}", self.record.id);
        let hits = self.boxes_of_hits(number);
        let decisions = self
            .item
            .decisions
            .iter()
            .filter_map(|decision| decision.source.as_ref());
        let frames = [
            ("frame-item", boxes_on(self.item.source.as_ref(), number)),
            (
                "frame-decision",
                decisions.flat_map(|source| boxes_on(Some(source), number)).collect(),
            ),
        ];
        let margin = MARGIN * page.dpi.max(1) / 300;
        let alternative = words.page_picture.replace("{}", &number.to_string());
        html! {
            a.picture href=(address) {
                img src=(address) alt=(alternative) width=(page.width) height=(page.height) loading="lazy";
                svg viewBox={ "0 0 " (page.width) " " (page.height) } preserveAspectRatio="none" aria-hidden="true" {
                    @for hit in &hits { rect.frame-hit x=(hit.x0) y=(hit.y0) width=(hit.width()) height=(hit.height()) {} }
                    @for (class, boxes) in &frames {
                        @for b in boxes {
                            rect class=(class) x=(b.x0.saturating_sub(margin)) y=(b.y0.saturating_sub(margin))
                                width=(b.width() + 2 * margin) height=(b.height() + 2 * margin) rx=(margin) {}
                        }
                    }
                }
            }
            figcaption {
                (label) " · "
                span.legend-item { (words.legend_item) } " "
                @if !frames[1].1.is_empty() { span.legend-decision { (words.legend_decision) } " " }
                @if !hits.is_empty() { span.legend-hit { (words.legend_hit) } }
            }
        }
    }

    /// The boxes of the words that were sought. A word that was misread is known by what it was corrected to.
    fn boxes_of_hits(&self, number: u32) -> Vec<BoundingBox> {
        let pages = self.scan.into_iter().flat_map(|scan| &scan.pages);
        let words = pages.filter(|page| page.number == number).flat_map(|page| &page.words);
        let sections = self.item.sections.iter().map(|section| section.source.as_ref());
        let whole = [self.item.source.as_ref(), self.item.title_source.as_ref()];
        let corrections = sections.chain(whole).flatten().flat_map(|source| &source.corrections);
        let corrected: HashMap<&str, &str> = corrections
            .map(|one| (one.original.as_str(), one.text.as_str()))
            .collect();
        let mut text = String::new();
        let mut places: Vec<(Range<usize>, &Word)> = Vec::new();
        for word in words {
            let start = text.len();
            text.push_str(corrected.get(word.text.as_str()).copied().unwrap_or(&word.text));
            places.push((start..text.len(), word));
            text.push(' ');
        }
        let found = self.reader.found_in(self.typed, &text);
        let is_found = |place: &Range<usize>| found.iter().any(|hit| hit.start < place.end && place.start < hit.end);
        let hits = places.iter().filter(|(place, _)| is_found(place));
        hits.filter_map(|(_, word)| word.bbox).collect()
    }
}

/// Which page it is, also by the number that is printed on it.
pub fn caption(words: &Language, page: &PageRecord) -> String {
    match &page.label {
        Some(label) => format!("{} {} ({label})", words.page, page.number),
        None => format!("{} {}", words.page, page.number),
    }
}

fn boxes_on(source: Option<&Source>, page: u32) -> Vec<BoundingBox> {
    let regions = source.into_iter().flat_map(|source| &source.regions);
    regions
        .filter(|region| region.page == page)
        .filter_map(|region| region.bbox)
        .collect()
}
