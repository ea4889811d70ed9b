//! How an item is cited: `KF 2021-09-27 § 197, dnr 2021/1173`.

use crate::lookup::ItemView;

/// The short names that archives and courts use for bodies.
const SHORT_NAMES: &[(&str, &str)] = &[
    ("Kommunfullmäktige", "KF"),
    ("Kommunstyrelsen", "KS"),
    ("Kommunstyrelsens arbetsutskott", "KSAU"),
    ("Regionfullmäktige", "RF"),
    ("Regionstyrelsen", "RS"),
    ("Landstingsfullmäktige", "LF"),
    ("Landstingsstyrelsen", "LS"),
];

/// Body, day, § and case number of an item.
pub fn citation(view: &ItemView<'_>) -> String {
    let body = view.meeting.body.unwrap_or("Protokoll");
    let short = SHORT_NAMES.iter().find(|(name, _)| *name == body);
    let day = view
        .meeting
        .date
        .map_or_else(|| "utan datum".to_owned(), |date| date.to_string());
    let mut citation = format!(
        "{} {day} § {}",
        short.map_or(body, |(_, short)| short),
        view.item.number
    );
    let numbers: Vec<&str> = view
        .item
        .case_numbers
        .iter()
        .map(|number| number.normalized.as_str())
        .collect();
    if !numbers.is_empty() {
        citation.push_str(", dnr ");
        citation.push_str(&numbers.join(", "));
    }
    citation
}
