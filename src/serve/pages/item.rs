//! One item: what was decided, on the page where it stands, and how all of it was read.

use std::collections::BTreeSet;

use maud::{Markup, html};

use super::{Page, Visit, parts, sheet, text};
use crate::error::Error;
use crate::index::{Entry, item_referred_to};
use crate::language::{Language, named};
use crate::lookup::{self, ItemView};
use crate::record::{Item, Meeting, Record, Reference, ReferenceKind, Source, Table, Vote};
use crate::serve::citation::citation;
use crate::serve::masking::{self, file_name};
use crate::serve::parameters::encoded;
use crate::serve::refusal::Refusal;
use crate::serve::room::Room;

/// The page of an item.
pub fn item(room: &Room, visit: &Visit, id: &str) -> Result<Page, Refusal> {
    let words = visit.words;
    let typed = visit.search()?.typed;
    let record = room.record_of(id)?;
    let meeting = record
        .meetings
        .iter()
        .find(|meeting| meeting.items.iter().any(|item| item.id == id));
    let (Some(view), Some(meeting)) = (lookup::item(&record, id), meeting) else {
        return Err(Refusal::NotFound);
    };
    let scan = match room.scan(&record.id) {
        // What was read is there, and only its comparison with the original is lost.
        Err(Error::DamagedArchive { .. }) => None,
        scan => scan?,
    };
    let item = view.item;
    let sheets = sheet::Sheets::new(room, words, &record, item, scan.as_ref(), &typed)?;
    let content = html! {
        article.item {
            (head(words, &view))
            div.panes {
                div.reading {
                    (decisions(words, item))
                    (votes(words, item))
                    (members(words, item))
                    (whole_text(words, item))
                    @if !item.tables.is_empty() {
                        section { h2 { (words.tables) } @for one in &item.tables { (table(words, one)) } }
                    }
                    (basis(words, item))
                    (references(room, words, item, meeting)?)
                    (text::as_read(words, item, scan.as_ref()))
                    (provenance(words, &record, item))
                }
                div.sheets {
                    @for page in pages_of(item) {
                        (sheets.sheet(page))
                    }
                    @if pages_of(item).is_empty() { p.none { (words.no_picture_of_text) } }
                }
            }
            (neighbours(words, meeting, item))
        }
    };
    let title = format!("§ {} {}", item.number, item.title.as_deref().unwrap_or_default());
    Ok(Page {
        search: Some(typed),
        ..Page::new(title.trim_end(), content)
    })
}

/// The pages that an item stands on, in order.
fn pages_of(item: &Item) -> BTreeSet<u32> {
    let source = item.source.as_ref().or(item.title_source.as_ref());
    let regions = source.into_iter().flat_map(|source| &source.regions);
    regions
        .filter(|region| region.bbox.is_some())
        .map(|region| region.page)
        .collect()
}

fn head(words: &Language, view: &ItemView<'_>) -> Markup {
    let item = view.item;
    let cited = citation(view);
    html! {
        header.item-head {
            p.place {
                a href={ "/dokument/" (view.document.id) } { (view.meeting.body.unwrap_or(words.unknown_body)) }
                @if let Some(organisation) = view.meeting.organisation { span.organisation { (organisation) } }
                (parts::day(words, view.meeting.date))
            }
            h1 { span.number { "§ " (item.number) } " " (item.title.as_deref().unwrap_or(words.untitled)) }
            p.about {
                @for number in &item.case_numbers {
                    span { (words.case) " " (parts::case_link(&number.normalized)) }
                }
            }
            p.cite {
                span.label { (words.cite) ": " } cite #citation { (cited) }
                button type="button" data-copy=(cited) hidden { (words.copy_citation) }
                button type="button" data-copy-address hidden { (words.copy_link) }
            }
        }
    }
}

fn decisions(words: &Language, item: &Item) -> Markup {
    html! {
        @for decision in &item.decisions {
            section.decision {
                h2 {
                    (words.decision) " " (parts::kinds(words, &[decision.kind]))
                    (place_link(words, decision.source.as_ref()))
                }
                (parts::paragraphs(&decision.text))
            }
        }
    }
}

/// A link to the page on this page where something stands.
fn place_link(words: &Language, source: Option<&Source>) -> Markup {
    let region = source
        .and_then(|source| source.regions.first())
        .filter(|region| region.bbox.is_some());
    html! {
        @if let Some(region) = region {
            a.see href={ "#sida-" (region.page) } { (words.see_on_page.replace("{}", &region.page.to_string())) }
        }
    }
}

fn votes(words: &Language, item: &Item) -> Markup {
    html! { @for one in &item.votes { (vote(words, one)) } }
}

fn vote(words: &Language, vote: &Vote) -> Markup {
    let counts = [
        (words.yes, vote.yes, &vote.yes_means),
        (words.no, vote.no, &vote.no_means),
        (words.abstain, vote.abstain, &None),
        (words.absent, vote.absent, &None),
    ];
    let ballot = |vote| match vote {
        crate::record::BallotVote::Yes => words.yes,
        crate::record::BallotVote::No => words.no,
        crate::record::BallotVote::Abstain => words.abstain,
        crate::record::BallotVote::Absent => words.absent,
    };
    html! {
        section.vote {
            h2 { (words.votes) (place_link(words, vote.source.as_ref())) }
            dl.counts {
                @for (name, count, means) in counts {
                    @if let Some(count) = count {
                        div { dt { (name) } dd { strong { (count) } @if let Some(means) = means { p { (means) } } } }
                    }
                }
            }
            @if !vote.ballots.is_empty() {
                details {
                    summary {
                        (words.ballots)
                        @match vote.verified {
                            Some(true) => span.sound { " – " (words.ballots_agree) },
                            Some(false) => span.unsound { " – " (words.ballots_differ) },
                            None => {},
                        }
                    }
                    ul.ballots {
                        @for one in &vote.ballots {
                            li { (one.name) @if let Some(party) = &one.party { " (" (party) ")" } ": " (ballot(one.vote)) }
                        }
                    }
                }
            }
        }
    }
}

/// What members moved, held against the decision, or said.
fn members(words: &Language, item: &Item) -> Markup {
    html! {
        @if !item.motions.is_empty() {
            section {
                h2 { (words.motions) }
                ul {
                    @for motion in &item.motions {
                        li {
                            (parts::persons(&motion.by))
                            @if let Some(kind) = motion.kind { " " span.kind { (named(words.motion_kinds, &kind)) } }
                            (parts::paragraphs(&motion.text))
                        }
                    }
                }
            }
        }
        @for (title, said) in [
            (words.dissents, item.dissents.iter().map(|one| (&one.by, &one.text)).collect::<Vec<_>>()),
            (words.statements, item.statements.iter().map(|one| (&one.by, &one.text)).collect()),
        ] {
            @if !said.is_empty() {
                section {
                    h2 { (title) }
                    ul { @for (by, text) in said { li { (parts::persons(by)) (parts::paragraphs(text)) } } }
                }
            }
        }
        @if !item.recusals.is_empty() {
            section { h2 { (words.recusals) } p { (parts::persons(&item.recusals)) } }
        }
    }
}

fn whole_text(words: &Language, item: &Item) -> Markup {
    html! {
        section.whole {
            h2 { (words.whole_text) }
            @for section in &item.sections {
                h3 { (section.heading.as_deref().unwrap_or(named(words.section_kinds, &section.kind))) }
                (text::corrected(section))
            }
        }
    }
}

/// A table as it stands, and whether its totals add up.
pub fn table(words: &Language, table: &Table) -> Markup {
    let column = |index: usize| {
        let name = table.header.get(index).filter(|name| !name.is_empty());
        name.cloned()
            .unwrap_or_else(|| format!("{} {}", words.column, index + 1))
    };
    html! {
        div.wide tabindex="0" {
            table {
                @if let Some(title) = &table.title { caption { (title) } }
                @if !table.header.is_empty() { thead { tr { @for cell in &table.header { th scope="col" { (cell) } } } } }
                tbody {
                    @for (index, row) in table.rows.iter().enumerate() {
                        tr.total[table.total_row == Some(index)] {
                            @for (column, cell) in row.iter().enumerate() {
                                @let is_number = table.values.get(index).and_then(|row| row.get(column)).is_some_and(Option::is_some);
                                td.figure[is_number] { (cell) }
                            }
                        }
                    }
                }
            }
        }
        @if !table.totals_check.is_empty() {
            ul.totals {
                @for check in &table.totals_check {
                    li {
                        (column(check.column)) ": "
                        @if check.adds_up {
                            span.sound { (words.adds_up) }
                        } @else {
                            span.unsound { (words.does_not_add_up) }
                            " (" (words.stated) " " (check.stated) ", " (words.computed) " " (check.computed) ")"
                        }
                    }
                }
            }
        }
    }
}

fn basis(words: &Language, item: &Item) -> Markup {
    html! {
        @if !item.documents.is_empty() {
            section {
                h2 { (words.basis) }
                ul {
                    @for document in &item.documents {
                        li {
                            (document.title)
                            @if let Some(date) = document.date { ", " (parts::day(words, Some(date))) }
                            @if let Some(reference) = &document.reference { ", " (reference) }
                        }
                    }
                }
            }
        }
        @if !item.recipients.is_empty() {
            section { h2 { (words.recipients) } ul { @for one in &item.recipients { li { (one) } } } }
        }
    }
}

/// Links out of the text, and from the texts of other items to this one.
fn references(room: &Room, words: &Language, item: &Item, meeting: &Meeting) -> Result<Markup, Refusal> {
    let reader = room.reader()?;
    let organisation = meeting.organisation.as_deref();
    let mut from = match meeting.date {
        Some(date) => reader.referring_to(organisation, date, &item.number)?,
        None => Vec::new(),
    };
    from.retain(|entry| entry.id != item.id);
    if room.is_public {
        from.iter_mut().for_each(masking::entry);
    }
    let links = item.references.iter().map(|reference| {
        let named = item_referred_to(reference);
        let targets = match named {
            Some((date, number)) => reader.items_at(organisation, date, number)?,
            None => Vec::new(),
        };
        Ok((reference, targets.into_iter().next()))
    });
    let links: Vec<(&Reference, Option<Entry>)> = links.collect::<Result<_, Refusal>>()?;
    Ok(html! {
        @if !links.is_empty() {
            section { h2 { (words.references) } ul { @for (reference, target) in &links { li { (link(reference, target.as_ref())) } } } }
        }
        @if !from.is_empty() {
            section {
                h2 { (words.referred_from) }
                ul {
                    @for entry in &from {
                        li { a href=(parts::item_address(&entry.id, "")) { (parts::place_of(words, entry)) " " (entry.title.as_deref().unwrap_or_default()) } }
                    }
                }
            }
        }
    })
}

fn link(reference: &Reference, target: Option<&Entry>) -> Markup {
    html! {
        @match (reference.kind, target, &reference.target) {
            (_, Some(entry), _) => a href=(parts::item_address(&entry.id, "")) { (reference.text) },
            (ReferenceKind::Case, None, Some(number)) => a href=(parts::case_address(number)) { (reference.text) },
            (ReferenceKind::Law, None, Some(law)) => { (reference.text) @if *law != reference.text { " (" (law) ")" } },
            _ => (reference.text),
        }
    }
}

fn provenance(words: &Language, record: &Record, item: &Item) -> Markup {
    let engines: BTreeSet<String> = record
        .pages
        .iter()
        .map(|page| format!("{} {}", page.engine, page.model).trim().to_owned())
        .collect();
    let lines = item.source.as_ref().and_then(|source| source.lines);
    let confidence = item.source.as_ref().and_then(|source| source.confidence);
    html! {
        section.provenance {
            h2 { (words.source) }
            dl {
                dt { (words.file) } dd { a href={ "/dokument/" (record.id) } { (file_name(&record.source_file.path)) } }
                dt { (words.sha256) } dd { code { (record.source_file.sha256) } }
                dt { (words.engine) } dd { (engines.into_iter().collect::<Vec<_>>().join(", ")) }
                @if let Some([first, last]) = lines { dt { (words.lines) } dd { (first) "–" (last) } }
                @if let Some(confidence) = confidence { dt { (words.confidence) } dd { (parts::percent(confidence)) } }
                dt { "id" } dd { code { (item.id) } }
            }
            p.machine { a href={ "/api/v1/items/" (encoded(&item.id)) } { (words.as_json) } }
        }
    }
}

fn neighbours(words: &Language, meeting: &Meeting, item: &Item) -> Markup {
    let at = meeting.items.iter().position(|other| other.id == item.id).unwrap_or(0);
    let before = at.checked_sub(1).and_then(|index| meeting.items.get(index));
    let after = meeting.items.get(at + 1);
    html! {
        nav.neighbours {
            @if let Some(other) = before {
                a rel="prev" href=(parts::item_address(&other.id, "")) title=(words.previous_item) { "← § " (other.number) }
            }
            @if let Some(other) = after {
                a rel="next" href=(parts::item_address(&other.id, "")) title=(words.next_item) { "§ " (other.number) " →" }
            }
        }
    }
}
