//! One source file: its meetings with their items, whether all is there that the law asks for, and how it was read.

use maud::{Markup, html};

use super::{Page, Visit, parts, sheet};
use crate::language::{Language, named};
use crate::record::{Completeness, CompletenessState, Meeting, Record, Signature};
use crate::serve::masking::file_name;
use crate::serve::parameters::encoded;
use crate::serve::refusal::Refusal;
use crate::serve::room::Room;

/// The page of a document.
pub fn document(room: &Room, visit: &Visit, id: &str) -> Result<Page, Refusal> {
    let words = visit.words;
    let record = room.record_of(id)?;
    let name = file_name(&record.source_file.path).to_owned();
    let content = html! {
        div.narrow {
            p.place { (words.document) }
            h1.file { (name) }
            @for meeting in &record.meetings { (of_meeting(words, meeting)) }
            @if !record.attachments.is_empty() {
                section {
                    h2 { (words.attachments) }
                    ul {
                        @for one in &record.attachments {
                            li {
                                (one.title.as_deref().unwrap_or(words.untitled)) " – " (words.page) " " (one.pages[0]) @if one.pages[1] > one.pages[0] { "–" (one.pages[1]) }
                                @for table in &one.tables { (super::item::table(words, table)) }
                            }
                        }
                    }
                }
            }
            (source(room, words, &record)?)
        }
    };
    Ok(Page::new(name, content))
}

fn of_meeting(words: &Language, meeting: &Meeting) -> Markup {
    html! {
        section.meeting id=(meeting.id) {
            h2 {
                (meeting.body.as_deref().unwrap_or(words.unknown_body)) " " (parts::day(words, meeting.date))
            }
            @if let Some(organisation) = &meeting.organisation { p.organisation { (organisation) } }
            ol.items {
                @for item in &meeting.items {
                    li {
                        a href=(parts::item_address(&item.id, "")) {
                            span.number { "§ " (item.number) } " " (item.title.as_deref().unwrap_or(words.untitled))
                        }
                        @for number in &item.case_numbers { " " (parts::case_link(&number.normalized)) }
                    }
                }
            }
            (completeness(words, meeting))
            (signatures(words, &meeting.signatures))
            @if !meeting.participants.is_empty() {
                details {
                    summary { (words.participants) " (" (meeting.participants.len()) ")" }
                    ul.people {
                        @for one in &meeting.participants {
                            li {
                                (one.name)
                                @if let Some(party) = &one.party { " (" (party) ")" }
                                @if let Some(role) = &one.role { ", " (role) }
                                @if let Some(items) = &one.items { ", " (items) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn completeness(words: &Language, meeting: &Meeting) -> Markup {
    let class = |state| match state {
        CompletenessState::Found => "sound",
        CompletenessState::Absent => "silent",
        CompletenessState::NotFound => "unsound",
    };
    let missing = meeting
        .completeness
        .iter()
        .filter(|one| one.state == CompletenessState::NotFound);
    let missing = missing.count();
    // Of what some items have, nothing is missing in the others.
    let tells = |one: &Completeness| {
        let others = meeting.completeness.iter().filter(|other| other.rule == one.rule);
        one.state != CompletenessState::Absent || others.count() == 1
    };
    html! {
        @if !meeting.completeness.is_empty() {
            details {
                summary {
                    (words.completeness)
                    @if missing > 0 { span.unsound { " – " (missing) " " (named(words.states, &CompletenessState::NotFound)) } }
                }
                ul.completeness {
                    @for one in meeting.completeness.iter().filter(|one| tells(one)) {
                        li {
                            (words.rules.iter().find(|(rule, _)| *rule == one.rule).map_or(one.rule.as_str(), |(_, name)| name))
                            ": " span class=(class(one.state)) { (named(words.states, &one.state)) }
                            @for (index, id) in one.items.iter().filter(|_| one.state == CompletenessState::NotFound).enumerate() {
                                @if index > 0 { "," }
                                @if let Some(item) = meeting.items.iter().find(|item| item.id == *id) {
                                    " " a href=(parts::item_address(id, "")) { "§ " (item.number) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn signatures(words: &Language, signatures: &[Signature]) -> Markup {
    html! {
        @if !signatures.is_empty() {
            details {
                summary { (words.signatures) " (" (signatures.len()) ")" }
                ul {
                    @for one in signatures {
                        li {
                            (named(words.signature_kinds, &one.kind))
                            @for text in [&one.name, &one.label, &one.provider].into_iter().flatten() { ", " (text) }
                            ", " (words.page) " " (one.page)
                            @match one.digest_valid {
                                Some(true) => span.sound { " – " (words.digest_whole) },
                                Some(false) => span.unsound { " – " (words.digest_broken) },
                                None => {},
                            }
                        }
                    }
                }
            }
        }
    }
}

fn source(room: &Room, words: &Language, record: &Record) -> Result<Markup, Refusal> {
    let warnings = record
        .pages
        .iter()
        .flat_map(|page| &page.warnings)
        .chain(&record.warnings);
    let mut warnings: Vec<(Option<u32>, &str)> = warnings.map(|one| (one.page, one.message.as_str())).collect();
    warnings.sort_unstable();
    warnings.dedup();
    let pictures = room.views(record)?;
    Ok(html! {
        section.provenance {
            h2 { (words.source) }
            dl {
                dt { (words.file) } dd { (file_name(&record.source_file.path)) ", " (record.source_file.media_type) }
                dt { (words.sha256) } dd { code { (record.source_file.sha256) } }
                dt { (words.pages) }
                dd.page-links {
                    @for page in &record.pages {
                        @if pictures.contains_key(&page.number) {
                            a href={ "/sida/" (record.id) "/" (page.number) } title=(sheet::caption(words, page)) { (page.number) }
                        } @else {
                            span { (page.number) }
                        }
                        " "
                    }
                }
            }
            p.machine { a href={ "/api/v1/documents/" (encoded(&record.id)) } { (words.as_json) } }
            @if !warnings.is_empty() {
                details {
                    summary { (words.warnings) " (" (warnings.len()) ")" }
                    ul lang="en" {
                        @for (page, message) in warnings {
                            li { @if let Some(page) = page { (words.page) " " (page) ": " } (message) }
                        }
                    }
                }
            }
        }
    })
}
