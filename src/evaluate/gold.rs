//! Gold in its forms, brought to one: the JSON of the record, with what only gold says.
//!
//! In gold, `<key>_alternatives` beside a key lists equally right answers, and `"optional": true` on an object says that
//! neither its presence nor its absence counts.

use serde_json::{Map, Value, json};

/// Form of the seed and of the fixtures: `{"source", "meetings": […], …}` in the names of the record.
pub fn is_record_form(gold: &Value) -> bool {
    gold["meetings"].is_array()
}

/// Form of real/goteborg, made by the parser of dearbetarfordig.se: `{"municipality", "body", "date", "paragraphs": […]}`.
pub fn is_paragraphs_form(gold: &Value) -> bool {
    gold["paragraphs"].is_array()
}

/// Brings gold of either form to the form that is scored.
pub fn normalised(gold: &Value) -> Value {
    if is_paragraphs_form(gold) {
        from_paragraphs(gold)
    } else {
        from_record_form(gold.clone())
    }
}

/// The last line of the source that the gold speaks of, for gold of a part of a text file: the greatest end of
/// `source_lines` in its meetings.
pub fn last_line(gold: &Value) -> Option<u64> {
    list(gold, "meetings")
        .iter()
        .filter_map(|meeting| meeting["source_lines"][1].as_u64())
        .max()
}

fn from_record_form(mut gold: Value) -> Value {
    let file_tables = gold.as_object_mut().and_then(|gold| gold.remove("tables"));
    for table in list_of(file_tables) {
        give_to_item(&mut gold, table);
    }
    for_each_item(&mut gold, |item| {
        for decision in list_mut(item, "decisions") {
            if decision["kind"] == "accepted" {
                decision["kind"] = json!("approved");
            }
        }
        for table in list_mut(item, "tables") {
            if let (Some(stated), Some(adds_up)) = (table.get("stated_total"), table.get("adds_up")) {
                table["totals_check"] = json!([{"stated": stated, "adds_up": adds_up}]);
            }
        }
    });
    for seal in list_mut(&mut gold, "signatures") {
        if let Some(valid) = seal.get("valid_hex").cloned() {
            seal["digest_valid"] = valid;
        }
    }
    gold
}

/// Tables that the gold lists for the whole file name their item by its number.
fn give_to_item(gold: &mut Value, table: Value) {
    let number = table["item"].clone();
    let mut table = Some(table);
    for_each_item(gold, |item| {
        if item["number"] == number
            && let Some(table) = table.take()
        {
            match item["tables"].as_array_mut() {
                Some(tables) => tables.push(table),
                None => item["tables"] = json!([table]),
            }
        }
    });
}

fn from_paragraphs(gold: &Value) -> Value {
    let municipality = gold["municipality"].as_str().unwrap_or_default();
    json!({"meetings": [{
        "organisation": municipality,
        "organisation_alternatives": [
            format!("{municipality} kommun"),
            format!("{municipality}s kommun"),
            format!("{municipality}s Stad"),
            format!("{municipality}s stad"),
        ],
        "body": gold["body"],
        "date": gold["date"],
        "items": list(gold, "paragraphs").iter().map(item_from_paragraph).collect::<Vec<_>>(),
    }]})
}

fn item_from_paragraph(paragraph: &Value) -> Value {
    let mut item = Map::new();
    item.insert("number".into(), paragraph["nr"].clone());
    item.insert("title".into(), paragraph["title"].clone());
    item.insert("case_numbers".into(), paragraph["case"].as_str().into_iter().collect());
    let (kind, others) = kinds_of_class(&paragraph["decision_class"]);
    item.insert("decision_class".into(), kind.into());
    item.insert("decision_class_alternatives".into(), others);
    item.insert(
        "motions".into(),
        list(paragraph, "motions").iter().map(motion).collect(),
    );
    item.insert(
        "dissents".into(),
        list(paragraph, "reservations")
            .iter()
            .map(|text| json!({"text": text}))
            .collect(),
    );
    if let Some(recusals) = paragraph["recusals"].as_array() {
        item.insert(
            "recusals".into(),
            recusals.iter().map(|who| json!({"name": who["namn"]})).collect(),
        );
    }
    item.insert("votes".into(), vote(paragraph).into_iter().collect());
    Value::Object(item)
}

/// Their classes are coarser than the kinds of the record: `bifall` and `beslut` say only that something was decided
/// here, so every kind that decides is right for them. Without a class, any kind is right, and none too.
fn kinds_of_class(class: &Value) -> (&'static str, Value) {
    let decided = json!(["adopted", "noted", "elected", "tasked", "answered", "other", "rejected"]);
    match class.as_str() {
        Some("bordläggning") => ("postponed", json!([])),
        Some("återremiss") => ("referred-back", json!([])),
        Some("avslag") => ("rejected", json!([])),
        Some("tillstyrkan_kf") => ("proposed", json!([])),
        Some(_) => ("approved", decided),
        None => {
            let mut any = list_of(Some(decided));
            any.extend(["postponed", "referred-back", "proposed"].map(Value::from));
            any.push(Value::Null);
            ("approved", any.into())
        }
    }
}

/// Several movers stand in one name: `Anna Ek, Bo Alm och Cia Dahl`; the party is the last one's alone and not used.
fn motion(motion: &Value) -> Value {
    let names = motion["namn"]
        .as_str()
        .unwrap_or_default()
        .replace('\n', " ")
        .replace(" och ", ", ");
    let by: Vec<Value> = names.split(',').map(|name| json!({"name": name.trim()})).collect();
    json!({"by": by})
}

/// Their parser overlooks names (the chair's, a substitute's), so as many names as the stated count are right too.
fn vote(paragraph: &Value) -> Option<Value> {
    let stated = paragraph["vote"].as_object()?;
    let mut vote = Map::new();
    for (key, theirs) in [
        ("yes", "ja"),
        ("no", "nej"),
        ("abstain", "avstår"),
        ("verified", "verified"),
    ] {
        if let Some(value) = stated.get(theirs) {
            vote.insert(key.into(), value.clone());
        }
    }
    if let Some(names) = paragraph["vote_names"].as_object() {
        let theirs = [
            ("ja", "röstade_ja"),
            ("nej", "röstade_nej"),
            ("avstår", "röstade_avstår"),
        ];
        for ((key, _), (count, names_of)) in BALLOTS.into_iter().zip(theirs) {
            if let Some(value) = names.get(names_of) {
                vote.insert(key.into(), value.clone());
                vote.insert(
                    format!("{key}_alternatives"),
                    stated.get(count).into_iter().cloned().collect(),
                );
            }
        }
    }
    Some(Value::Object(vote))
}

/// Keys for the number of names in a vote, with the value of a ballot that they count.
pub const BALLOTS: [(&str, &str); 3] = [
    ("ballots_yes", "yes"),
    ("ballots_no", "no"),
    ("ballots_abstain", "abstain"),
];

/// The list at a key; empty where there is none.
pub fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

/// The list at a key, to change.
pub fn list_mut<'a>(value: &'a mut Value, key: &str) -> &'a mut [Value] {
    value
        .get_mut(key)
        .and_then(Value::as_array_mut)
        .map_or(&mut [], Vec::as_mut_slice)
}

fn list_of(value: Option<Value>) -> Vec<Value> {
    match value {
        Some(Value::Array(values)) => values,
        _ => Vec::new(),
    }
}

/// Does something with every item of every meeting.
pub fn for_each_item(file: &mut Value, mut change: impl FnMut(&mut Value)) {
    for meeting in list_mut(file, "meetings") {
        for item in list_mut(meeting, "items") {
            change(item);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_seed_form_loses_what_is_only_its_own() {
        let gold = normalised(&json!({
            "meetings": [{"items": [
                {"number": "1", "decisions": [{"text": "att godta", "kind": "accepted"}]},
                {"number": "2", "decisions": []}
            ]}],
            "tables": [{"item": "2", "values": [[1.0]], "stated_total": 1, "adds_up": true}],
            "signatures": [{"kind": "digital-seal", "valid_hex": false}]
        }));
        let items = &gold["meetings"][0]["items"];
        assert_eq!(items[0]["decisions"][0]["kind"], "approved");
        assert_eq!(items[0]["tables"], Value::Null);
        assert_eq!(
            items[1]["tables"][0]["totals_check"],
            json!([{"stated": 1, "adds_up": true}])
        );
        assert_eq!(gold["tables"], Value::Null);
        assert_eq!(gold["signatures"][0]["digest_valid"], false);
    }

    #[test]
    fn the_paragraphs_form_is_told_in_the_names_of_the_record() {
        let gold = normalised(&json!({
            "municipality": "Storstad", "body": "Kommunstyrelsen", "date": "2024-03-06",
            "paragraphs": [
                {"nr": "201", "case": "SLK-2021-01550", "title": "Riktlinje", "decision_class": "tillstyrkan_kf",
                 "vote": {"ja": 7, "nej": 6, "avstår": 0, "verified": true},
                 "vote_names": {"röstade_ja": 6, "röstade_nej": 6},
                 "motions": [{"namn": "Anna Ek, Bo Alm och\nCia Dahl", "parti": "S", "typ": "bifall"}],
                 "reservations": ["Anna Ek (S) reserverar sig."], "recusals": null},
                {"nr": "202", "case": null, "title": "Ny", "decision_class": "beslut", "vote": null, "vote_names": null,
                 "motions": [], "reservations": [], "recusals": [{"namn": "Bo Alm", "parti": "M"}]}
            ]
        }));
        let items = &gold["meetings"][0]["items"];
        assert_eq!(items[0]["case_numbers"], json!(["SLK-2021-01550"]));
        assert_eq!(items[0]["decision_class"], "proposed");
        assert_eq!(
            items[0]["motions"][0]["by"],
            json!([{"name": "Anna Ek"}, {"name": "Bo Alm"}, {"name": "Cia Dahl"}])
        );
        assert_eq!(
            items[0]["votes"],
            json!([{"yes": 7, "no": 6, "abstain": 0, "verified": true, "ballots_yes": 6, "ballots_yes_alternatives": [7], "ballots_no": 6, "ballots_no_alternatives": [6]}])
        );
        assert_eq!(items[0]["dissents"], json!([{"text": "Anna Ek (S) reserverar sig."}]));
        assert!(
            items[0].get("recusals").is_none(),
            "null in theirs is unknown, not none"
        );
        assert_eq!(items[1]["case_numbers"], json!([]));
        assert_eq!(items[1]["votes"], json!([]));
        assert_eq!(items[1]["recusals"], json!([{"name": "Bo Alm"}]));
        assert_eq!(items[1]["decision_class"], "approved");
    }
}
