//! A case over time: who decided what, when.

use std::collections::BTreeSet;

use maud::html;

use super::{Page, Visit, parts};
use crate::case_number;
use crate::index::Relation;
use crate::lookup;
use crate::serve::parameters::encoded;
use crate::serve::refusal::Refusal;
use crate::serve::room::Room;

/// The page of a case.
pub fn case(room: &Room, visit: &Visit, number: &str) -> Result<Page, Refusal> {
    let words = visit.words;
    let number = case_number::parse_query(number).ok_or(Refusal::NotFound)?;
    let found = room.reader()?.case(&number)?;
    if found.is_empty() {
        return Err(Refusal::NotFound);
    }
    let mut steps = Vec::new();
    for one in found {
        let record = room.record(&one.entry.document)?;
        let decisions = lookup::item(&record, &one.entry.id).map(|view| view.item.decisions.clone());
        let title = lookup::item(&record, &one.entry.id).and_then(|view| view.item.title.clone());
        steps.push((one, title, decisions.unwrap_or_default()));
    }
    let own = steps.iter().filter(|(one, ..)| one.relation == Relation::Own);
    let registers: BTreeSet<String> = own
        .filter_map(|(one, ..)| {
            let of_register = one
                .entry
                .case_numbers
                .iter()
                .find(|known| is_same(known, &number.normalized))?;
            let organisation = one.entry.organisation.as_deref().unwrap_or(words.unknown_body);
            Some(format!("{of_register}, {organisation}"))
        })
        .collect();
    let content = html! {
        div.narrow.case-page {
            p.place { (words.case_over_time) }
            h1 { (words.case) " " (number.normalized) }
            @if registers.len() > 1 {
                p.notes { (words.same_number) ": " (registers.iter().cloned().collect::<Vec<_>>().join("; ")) }
            }
            ol.timeline {
                @for (one, title, decisions) in &steps {
                    li.reference[one.relation == Relation::Reference] {
                        p.place { (parts::place_of(words, &one.entry)) }
                        h2 { a href=(parts::item_address(&one.entry.id, "")) { (title.as_deref().unwrap_or(words.untitled)) } }
                        @if one.relation == Relation::Reference { p.relation { (words.refers_to_case) } }
                        @for decision in decisions {
                            div.step { (parts::kinds(words, &[decision.kind])) (parts::paragraphs(&decision.text)) }
                        }
                    }
                }
            }
            p.machine { a href={ "/api/v1/cases/" (encoded(&number.normalized)) } { (words.as_json) } }
        }
    };
    Ok(Page::new(format!("{} {}", words.case, number.normalized), content))
}

/// Whether two case numbers are the same but for the register that they stand in.
fn is_same(known: &str, number: &str) -> bool {
    let bare = |number: &str| number.rsplit(' ').next().unwrap_or_default().to_owned();
    bare(known) == bare(number)
}
