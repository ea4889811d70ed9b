//! The first page: what is in the archive, so that nobody faces an empty field.

use maud::{Markup, html};

use super::{Page, Visit, parts};
use crate::index::{Count, Entry, Filters, Listing, Order};
use crate::language::Language;
use crate::serve::parameters::query;
use crate::serve::refusal::Refusal;
use crate::serve::room::Room;

/// Of each list, so many values are shown.
const SHOWN: usize = 24;

/// So many items are looked through for the latest meetings.
const LATEST_ITEMS: usize = 100;

/// So many of the latest meetings are shown.
const LATEST_MEETINGS: usize = 5;

/// The first page.
pub fn home(room: &Room, visit: &Visit) -> Result<Page, Refusal> {
    let words = visit.words;
    let counts = room.catalogue()?.counts()?;
    let listing = Listing {
        order: Order::Newest,
        offset: 0,
        limit: LATEST_ITEMS,
        facets: true,
    };
    let answer = room.search("", &Filters::default(), listing)?;
    let mut latest: Vec<&Entry> = Vec::new();
    for entry in answer.hits.iter().map(|hit| &hit.entry) {
        let same =
            |known: &&Entry| (&known.body, known.date, &known.document) == (&entry.body, entry.date, &entry.document);
        if latest.len() < LATEST_MEETINGS && !latest.iter().any(same) {
            latest.push(entry);
        }
    }
    let content = html! {
        section.hero {
            h1 { (words.search_label) }
            p { (words.tagline) }
            (parts::search_form(words, "", &[]))
            details.help {
                summary { (words.how_to_search) }
                dl { @for (example, meaning) in words.search_help { dt { code { (example) } } dd { (meaning) } } }
            }
        }
        section.holdings aria-labelledby="arkivet" {
            h2 #arkivet { (words.in_the_archive) }
            ul.counts {
                @for (count, of) in [
                    (counts.documents, words.documents), (counts.pages, words.pages),
                    (counts.meetings, words.meetings), (counts.items, words.items),
                ] {
                    li { strong { (grouped(count)) } " " (of) }
                }
            }
            @if counts.documents == 0 { p { (words.empty_archive) } }
            @if counts.not_indexed > 0 { p { (grouped(counts.not_indexed)) " " (words.being_indexed) } }
            (years(words, &answer.facets.year))
            div.columns {
                (list(words.organisations, "organisation", &answer.facets.organisation))
                (list(words.bodies, "body", &answer.facets.body))
                @if !latest.is_empty() {
                    section { h3 { (words.latest) } ul { @for entry in latest { li { (meeting(words, entry)) } } } }
                }
            }
        }
    };
    Ok(Page {
        search: None,
        ..Page::new(words.search_label, content)
    })
}

fn meeting(words: &Language, entry: &Entry) -> Markup {
    let day = entry.date.map(|date| date.to_string()).unwrap_or_default();
    let pairs = [
        ("document", entry.document.as_str()),
        ("from", &day),
        ("to", &day),
        ("sort", "oldest"),
    ];
    html! {
        a href={ "/sok" (query(pairs.into_iter().filter(|(_, value)| !value.is_empty()))) } {
            (parts::day(words, entry.date)) " " (entry.body.as_deref().unwrap_or(words.unknown_body))
        }
        @if let Some(organisation) = &entry.organisation { ", " (organisation) }
    }
}

fn list(title: &str, name: &str, counts: &[Count]) -> Markup {
    html! {
        @if !counts.is_empty() {
            section {
                h3 { (title) }
                ul {
                    @for count in counts.iter().take(SHOWN) {
                        li {
                            a href={ "/sok" (query([(name, count.value.as_str())])) } { (count.value) }
                            " " span.count { (grouped(count.items)) }
                        }
                    }
                }
            }
        }
    }
}

/// The years as a row of columns, each as high as its number of items.
fn years(words: &Language, counts: &[Count]) -> Markup {
    const HEIGHT: u64 = 48;
    let most = counts.iter().map(|count| count.items).max().unwrap_or(1).max(1);
    html! {
        @if !counts.is_empty() {
            section.years {
                h3 { (words.years) }
                ol {
                    @for count in counts.iter().rev() {
                        li {
                            a href={ "/sok" (query([("year", count.value.as_str())])) } {
                                svg viewBox={ "0 0 20 " (HEIGHT) } aria-hidden="true" {
                                    @let height = (count.items * HEIGHT / most).max(2);
                                    rect x="0" width="20" y=(HEIGHT - height) height=(height) rx="1" {}
                                }
                                span { (count.value) }
                                span.hidden { ": " (count.items) " " (words.items) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A number with a space between thousands.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push('\u{a0}');
        }
        grouped.push(digit);
    }
    grouped
}
