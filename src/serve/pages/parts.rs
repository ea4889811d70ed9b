//! Pieces that several pages are made of.

use jiff::civil::Date;
use maud::{Markup, html};

use crate::index::{Entry, Hit, Snippet, SnippetField};
use crate::language::Language;
use crate::record::{DecisionKind, Person};
use crate::serve::parameters::{encoded, query};

/// The search field; `filters` are kept by a new search.
pub fn search_form(words: &Language, typed: &str, filters: &[(String, String)]) -> Markup {
    html! {
        form.search role="search" action="/sok" method="get" {
            label.hidden for="q" { (words.search_label) }
            input #q type="search" name="q" value=(typed) maxlength="400" placeholder=(words.search_hint)
                autocomplete="off" enterkeyhint="search";
            @for (name, value) in filters {
                input type="hidden" name=(name) value=(value);
            }
            button type="submit" { (words.search) }
        }
    }
}

/// The address of an item's page, with what was sought, to be marked there.
pub fn item_address(id: &str, typed: &str) -> String {
    let sought = (!typed.is_empty()).then_some(("q", typed));
    format!("/paragraf/{}{}", encoded(id), query(sought))
}

/// The address of a case's page. The number keeps its slash.
pub fn case_address(number: &str) -> String {
    let parts: Vec<String> = number.split('/').map(encoded).collect();
    format!("/arende/{}", parts.join("/"))
}

/// A link to a case.
pub fn case_link(number: &str) -> Markup {
    html! { a.case href=(case_address(number)) { (number) } }
}

/// Body, municipality, day and § of an item, in a line.
pub fn place_of(words: &Language, entry: &Entry) -> Markup {
    html! {
        span.body { (entry.body.as_deref().unwrap_or(words.unknown_body)) }
        @if let Some(organisation) = &entry.organisation { span.organisation { (organisation) } }
        (day(words, entry.date))
        span.number { "§ " (entry.number) }
    }
}

/// A day for people and machines.
pub fn day(words: &Language, date: Option<Date>) -> Markup {
    html! {
        @match date {
            Some(date) => time datetime=(date) { (date) },
            None => span.unknown { (words.unknown_day) },
        }
    }
}

/// Kinds of decisions as small labels.
pub fn kinds(words: &Language, kinds: &[DecisionKind]) -> Markup {
    html! {
        @for kind in kinds {
            span.kind data-kind=(crate::index::kind_name(*kind)) { (words.decision_kind(*kind)) }
        }
    }
}

/// A result in a list.
pub fn hit(words: &Language, hit: &Hit, typed: &str) -> Markup {
    let entry = &hit.entry;
    let title = hit.snippets.iter().find(|snippet| snippet.field == SnippetField::Title);
    let rest = hit.snippets.iter().find(|snippet| snippet.field != SnippetField::Title);
    html! {
        article.hit {
            p.place { (place_of(words, entry)) }
            h2 {
                a href=(item_address(&entry.id, typed)) {
                    @match (title, &entry.title) {
                        (Some(title), _) => (marked(title)),
                        (None, Some(title)) => (title),
                        (None, None) => (words.untitled),
                    }
                }
            }
            @if let Some(snippet) = rest { p.snippet { (marked(snippet)) } }
            p.about {
                (kinds(words, &entry.decision_kinds))
                @for has in &entry.has { span.feature { (crate::language::named(words.features, has)) } }
                @for number in &entry.case_numbers { (case_link(number)) }
            }
        }
    }
}

/// A piece of text with what was sought marked in it.
pub fn marked(snippet: &Snippet) -> Markup {
    let characters: Vec<char> = snippet.text.chars().collect();
    let piece = |from: usize, to: usize| {
        let to = to.min(characters.len());
        characters
            .get(from.min(to)..to)
            .unwrap_or_default()
            .iter()
            .collect::<String>()
    };
    let mut at = 0;
    html! {
        @for [first, end] in &snippet.highlights {
            (piece(at, *first)) mark { (piece(*first, *end)) }
            ({ at = *end; "" })
        }
        (piece(at, characters.len()))
    }
}

/// A person with party and role.
pub fn person(person: &Person) -> Markup {
    html! {
        span.person {
            (person.name)
            @if let Some(party) = &person.party { " (" (party) ")" }
            @if let Some(role) = &person.role { ", " (role) }
        }
    }
}

/// Several persons, in a line.
pub fn persons(people: &[Person]) -> Markup {
    html! {
        @for (index, one) in people.iter().enumerate() {
            @if index > 0 { ", " }
            (person(one))
        }
    }
}

/// A text whose lines are paragraphs.
pub fn paragraphs(text: &str) -> Markup {
    html! { @for line in text.lines() { p { (line) } } }
}

/// A share in per cent.
pub fn percent(share: f32) -> String {
    format!("{:.0} %", share * 100.0)
}
