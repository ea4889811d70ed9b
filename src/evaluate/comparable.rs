//! A record as JSON that can be laid beside gold: what lies scattered is brought together, what has no name gets one.

use serde_json::{Value, json};

use super::gold::{BALLOTS, for_each_item, list, list_mut};
use crate::record::Record;
use crate::scan::Scan;

/// The record of a scan, with these additions: `page_labels` (label and page), `signatures` of all meetings and
/// attachments, and what [`name_things`] adds. With `last_line`, what stands behind that line of a text file is left
/// out of the lists of the file, as the gold does not speak of it.
pub fn comparable(record: &Record, scan: &Scan, last_line: Option<u64>) -> Value {
    let mut read = serde_json::to_value(record).unwrap_or_default();
    read["page_labels"] = page_labels(record, scan, last_line);
    let signatures = ["meetings", "attachments"].map(|owner| list(&read, owner)).concat();
    read["signatures"] = signatures
        .iter()
        .flat_map(|owner| list(owner, "signatures"))
        .cloned()
        .collect();
    if let Some(last_line) = last_line {
        for key in ["signatures", "attachments"] {
            let within = |thing: &&Value| first_line(thing).is_none_or(|line| line <= last_line);
            read[key] = list(&read, key).iter().filter(within).cloned().collect();
        }
    }
    for_each_item(&mut read, |item| {
        item["decision_class"] = item["decisions"][0]["kind"].clone()
    });
    name_things(&mut read);
    read
}

/// First line of a thing in a text file, where its source says so.
pub fn first_line(thing: &Value) -> Option<u64> {
    thing["source"]["lines"][0].as_u64()
}

fn page_labels(record: &Record, scan: &Scan, last_line: Option<u64>) -> Value {
    let labelled = record.pages.iter().zip(&scan.pages).filter(|(_, page)| {
        let first = page.words.first().map_or(0, |word| u64::from(word.line));
        last_line.is_none_or(|last| first <= last)
    });
    labelled
        .filter_map(|(page, _)| {
            page.label
                .as_ref()
                .map(|label| json!({"label": label, "source_page": page.number}))
        })
        .collect()
}

/// Gives names to things that have none of their own, in gold and reading alike: `mark` of a signature (kind, and digest
/// or label or name), `count` of a vote (`7–6`) with the number of its ballots, `cells` of a table (each number with the
/// label of its row).
pub fn name_things(file: &mut Value) {
    for signature in list_mut(file, "signatures") {
        let what = ["digest", "label", "name"]
            .iter()
            .find_map(|key| signature[*key].as_str());
        signature["mark"] = json!(format!("{} {}", text(&signature["kind"]), what.unwrap_or_default()).trim_end());
    }
    for attachment in list_mut(file, "attachments") {
        list_cells(attachment);
    }
    for_each_item(file, |item| {
        list_cells(item);
        for vote in list_mut(item, "votes") {
            vote["count"] = json!(format!("{}–{}", text(&vote["yes"]), text(&vote["no"])));
            if !list(vote, "ballots").is_empty() {
                for (key, value) in BALLOTS {
                    vote[key] = list(vote, "ballots")
                        .iter()
                        .filter(|ballot| ballot["vote"] == value)
                        .count()
                        .into();
                }
            }
        }
    });
}

fn list_cells(owner: &mut Value) {
    for table in list_mut(owner, "tables") {
        let rows = list(table, "rows");
        let cells = list(table, "values").iter().zip(rows).flat_map(|(values, row)| {
            let label = row_label(row, values);
            values
                .as_array()
                .into_iter()
                .flatten()
                .filter(|value| value.is_number())
                .map(move |value| json!({"value": value, "row": label}))
        });
        table["cells"] = cells.collect();
    }
}

/// The text of the row's first cell, unless that is a number; gold may list numbers for the last columns alone.
fn row_label(row: &Value, values: &Value) -> Value {
    let (row, values) = (
        row.as_array().map_or(&[][..], Vec::as_slice),
        values.as_array().map_or(&[][..], Vec::as_slice),
    );
    let first_is_number = values.len() >= row.len() && values.first().is_some_and(Value::is_number);
    match row.first() {
        Some(label) if !first_is_number => label.clone(),
        _ => Value::Null,
    }
}

/// A value as text that can be compared: numbers without needless decimals, lists with bars between, nothing for null.
pub fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number
            .as_f64()
            .map_or_else(|| number.to_string(), |number| number.to_string()),
        Value::Bool(truth) => truth.to_string(),
        Value::Array(values) => values.iter().map(text).collect::<Vec<_>>().join(" | "),
        Value::Null | Value::Object(_) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_alike_with_and_without_decimals() {
        assert_eq!(text(&json!(38300)), text(&json!(38300.0)));
        assert_eq!(text(&json!(36.4)), "36.4");
        assert_eq!(text(&json!([3, 5])), "3 | 5");
    }

    #[test]
    fn cells_know_their_row_in_both_ways_of_listing_values() {
        let mut gold = json!({"tables": [{"rows": [["Boden", "85 500"]], "values": [[85500]]}]});
        let mut read = json!({"tables": [{"rows": [["Boden", "85 500"]], "values": [[null, 85500.0]]}]});
        list_cells(&mut gold);
        list_cells(&mut read);
        assert_eq!(gold["tables"][0]["cells"][0]["row"], "Boden");
        assert_eq!(read["tables"][0]["cells"][0]["row"], "Boden");
        assert_eq!(
            text(&gold["tables"][0]["cells"][0]["value"]),
            text(&read["tables"][0]["cells"][0]["value"])
        );
    }

    #[test]
    fn votes_and_signatures_get_names() {
        let mut file = json!({
            "signatures": [{"kind": "digital-seal", "label": "Signerat", "digest": "C9"}, {"kind": "handwritten", "label": null}],
            "meetings": [{"items": [{"votes": [
                {"yes": 7, "no": 6, "ballots": [{"name": "A", "vote": "yes"}, {"name": "B", "vote": "no"}, {"name": "C", "vote": "yes"}]},
                {"yes": null, "no": null, "ballots": []}
            ]}]}]
        });
        name_things(&mut file);
        assert_eq!(file["signatures"][0]["mark"], "digital-seal C9");
        assert_eq!(file["signatures"][1]["mark"], "handwritten");
        let votes = &file["meetings"][0]["items"][0]["votes"];
        assert_eq!(
            (&votes[0]["count"], &votes[0]["ballots_yes"]),
            (&json!("7–6"), &json!(2))
        );
        assert_eq!(
            (&votes[1]["count"], &votes[1]["ballots_yes"]),
            (&json!("–"), &Value::Null)
        );
    }
}
