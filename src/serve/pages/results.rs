//! The results of a search, with all ways to narrow it down.

use std::collections::HashMap;

use maud::{Markup, html};

use super::home::grouped;
use super::{Page, Visit, parts};
use crate::index::{Answer, Count, kind_of_name};
use crate::language::{Language, named};
use crate::serve::masking::file_name;
use crate::serve::parameters::{Search, query};
use crate::serve::refusal::Refusal;
use crate::serve::room::Room;

/// Of each list, so many values are shown.
const SHOWN: usize = 12;

/// The results of the search that the address asks for.
pub fn results(room: &Room, visit: &Visit) -> Result<Page, Refusal> {
    let words = visit.words;
    let search = visit.search()?;
    let answer = room.search(&search.typed, &search.filters, search.listing())?;
    let names = document_names(room, &answer.facets.document)?;
    let content = html! {
        div.results {
            (narrowing(words, &search, &answer, &names))
            section.hits aria-labelledby="traffar" {
                div.summary {
                    h1 #traffar { (total(words, answer.total)) }
                    @if answer.total > 1 { (orders(words, &search)) }
                }
                (read_as(words, &search, &answer))
                @for hit in &answer.hits { (parts::hit(words, hit, &search.typed)) }
                @if answer.total == 0 { p { (words.no_hits) } }
                (paging(words, &search, answer.total))
                @if answer.total > 0 {
                    p.machine {
                        a href={ "/api/v1/search" (search.link("page", None)) } { (words.as_json) } " · "
                        a href={ "/api/v1/search.csv" (search.link("page", None)) } { (words.as_csv) }
                    }
                }
            }
        }
    };
    let filters = search.filters_given();
    let filters = filters.map(|(name, value)| (name.to_owned(), value.to_owned()));
    Ok(Page {
        search: Some(search.typed.clone()),
        filters: filters.collect(),
        ..Page::new(title(words, &search), content)
    })
}

fn title(words: &Language, search: &Search) -> String {
    if search.typed.is_empty() {
        words.search.to_owned()
    } else {
        format!("{}: {}", words.search, search.typed)
    }
}

/// The file names of documents, by id.
fn document_names(room: &Room, documents: &[Count]) -> Result<HashMap<String, String>, Refusal> {
    let catalogue = room.catalogue()?;
    let named = documents.iter().take(SHOWN).map(|count| {
        let paths = catalogue.paths_of(&count.value)?;
        let name = paths.first().map_or(count.value.as_str(), |path| file_name(path));
        let name = if room.is_public {
            crate::identity_numbers::masked(name)
        } else {
            name.to_owned()
        };
        Ok((count.value.clone(), name))
    });
    named.collect()
}

fn total(words: &Language, total: usize) -> String {
    match total {
        1 => words.hits_one.to_owned(),
        total => words.hits_many.replace("{}", &grouped(total as u64)),
    }
}

fn orders(words: &Language, search: &Search) -> Markup {
    html! {
        nav.orders aria-label=(words.sort) {
            @for (order, name) in words.orders {
                @if *order == search.order {
                    span aria-current="true" { (name) }
                } @else {
                    @let tag = serde_json::to_value(order).ok();
                    a href={ "/sok" (search.link("sort", tag.as_ref().and_then(|tag| tag.as_str()))) } { (name) }
                }
            }
        }
    }
}

/// How the query was read, what may have been meant, and the case that it names.
fn read_as(words: &Language, search: &Search, answer: &Answer) -> Markup {
    let notes: Vec<String> = answer.notes.iter().filter_map(|note| words.note(note)).collect();
    html! {
        @if !notes.is_empty() { div.notes role="status" { @for note in notes { p { (note) } } } }
        @if let Some(suggestion) = &answer.suggestion {
            p.suggestion {
                (words.did_you_mean) " "
                a href={ "/sok" (search.link("q", Some(suggestion))) } { (suggestion) } "?"
            }
        }
        @if let Some(number) = &answer.case {
            p.to-case {
                (words.case) " " strong { (number.normalized) } " – "
                a href=(parts::case_address(&number.normalized)) { (words.show_case) }
            }
        }
    }
}

/// A list of filters: its title, the parameter, the values, and how a value is shown.
type Group<'a> = (&'a str, &'a str, &'a [Count], &'a dyn Fn(&str) -> String);

/// The filters that are set, and those that can be.
fn narrowing(words: &Language, search: &Search, answer: &Answer, names: &HashMap<String, String>) -> Markup {
    let facets = &answer.facets;
    let decision = |name: &str| {
        kind_of_name(name)
            .map_or("", |kind| words.decision_kind(kind))
            .to_owned()
    };
    let feature = |name: &str| {
        let has = words.features.iter().find(|(has, _)| has.name() == name);
        has.map_or("", |(has, _)| named(words.features, has)).to_owned()
    };
    let as_is = |value: &str| value.to_owned();
    let document = |id: &str| names.get(id).cloned().unwrap_or_else(|| id.chars().take(12).collect());
    let groups: [Group<'_>; 6] = [
        (words.organisations, "organisation", &facets.organisation, &as_is),
        (words.bodies, "body", &facets.body, &as_is),
        (words.years, "year", &facets.year, &as_is),
        (words.decisions, "decision", &facets.decision, &decision),
        (words.has, "has", &facets.has, &feature),
        (words.document, "document", &facets.document, &document),
    ];
    let shown = |name: &str, value: &str| {
        let group = groups.iter().find(|(_, known, ..)| *known == name);
        group.map_or_else(|| value.to_owned(), |(_, _, _, shown)| shown(value))
    };
    html! {
        aside.narrowing aria-label=(words.narrow) {
            (filters_set(words, search, &shown))
            details open[search.filters_given().next().is_some()] data-open-wide {
                summary { (words.narrow) }
                (days(words, search))
                @for (title, name, counts, shown) in groups {
                    @if search.given(name).is_none() && !counts.is_empty() {
                        section {
                            h2 { (title) }
                            ul {
                                @for count in counts.iter().take(SHOWN) {
                                    li {
                                        a href={ "/sok" (search.link(name, Some(&count.value))) } { (shown(&count.value)) }
                                        " " span.count { (grouped(count.items)) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The filters that are set, each of which can be taken off.
fn filters_set(words: &Language, search: &Search, shown: &dyn Fn(&str, &str) -> String) -> Markup {
    html! {
        @if search.filters_given().next().is_some() {
            ul.set {
                @for (name, value) in search.filters_given() {
                    li {
                        a href={ "/sok" (search.link(name, None)) } title=(words.remove_filter) {
                            (shown(name, value)) span aria-hidden="true" { " ×" }
                            span.hidden { " – " (words.remove_filter) }
                        }
                    }
                }
                @if search.filters_given().count() > 1 {
                    li { a href={ "/sok" (query([("q", search.typed.as_str())])) } { (words.clear_filters) } }
                }
            }
        }
    }
}

/// The form that asks between which days; it keeps all else.
fn days(words: &Language, search: &Search) -> Markup {
    let typed = [("q", search.typed.as_str())].into_iter();
    let kept = typed.chain(
        search
            .filters_given()
            .filter(|(name, _)| !["from", "to"].contains(name)),
    );
    html! {
        form.days action="/sok" method="get" {
            @for (name, value) in kept { input type="hidden" name=(name) value=(value); }
            @for (name, label) in [("from", words.from_day), ("to", words.to_day)] {
                label { (label) input type="date" name=(name) value=(search.given(name).unwrap_or_default()); }
            }
            button type="submit" { (words.apply) }
        }
    }
}

fn paging(words: &Language, search: &Search, total: usize) -> Markup {
    let pages = total.div_ceil(search.size);
    let link = |page: usize| format!("/sok{}", search.link("page", Some(&page.to_string())));
    let place = words.page_of_results.replacen("{}", &search.page.to_string(), 1);
    let place = place.replacen("{}", &pages.to_string(), 1);
    html! {
        @if pages > 1 {
            nav.paging aria-label=(place) {
                @if search.page > 1 { a rel="prev" href=(link(search.page - 1)) { "← " (words.previous_page) } }
                span { (place) }
                @if search.page < pages { a rel="next" href=(link(search.page + 1)) { (words.next_page) " →" } }
            }
        }
    }
}
