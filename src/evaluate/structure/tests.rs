//! Small hand-made cases: a measure that is wrong is worse than none.

use serde_json::json;

use super::*;
use crate::record::{
    CaseNumber, Decision, DecisionKind, Document, Item, Meeting, PageRecord, SCHEMA_VERSION, TextCondition,
};
use crate::scan::{Page, SourceFile, TextFrom};

fn source_file() -> SourceFile {
    SourceFile {
        path: "protocol.txt".into(),
        media_type: "text/plain".into(),
        bytes: 1,
        sha256: "0".repeat(64),
        pages: 1,
    }
}

fn scan() -> Scan {
    let page = Page {
        number: 1,
        width: 0,
        height: 0,
        dpi: 0,
        rotation: 0,
        text_from: TextFrom::PlainText,
        text_from_reason: String::new(),
        engine: "plain text".into(),
        model: String::new(),
        words: Vec::new(),
        strokes: Vec::new(),
        dashes: Vec::new(),
        warnings: Vec::new(),
    };
    Scan {
        source: source_file(),
        pages: vec![page],
        warnings: Vec::new(),
    }
}

fn record(meetings: Vec<Meeting>) -> Record {
    let page = PageRecord {
        number: 1,
        label: Some("Sida 1 av 1".into()),
        width: 0,
        height: 0,
        dpi: 0,
        rotation: 0,
        text_from: TextFrom::PlainText,
        text_from_reason: String::new(),
        text_condition: TextCondition::Clean,
        text_condition_reason: String::new(),
        engine: "plain text".into(),
        model: String::new(),
        confidence: None,
        warnings: Vec::new(),
    };
    Record {
        schema_version: SCHEMA_VERSION.into(),
        id: "0".repeat(64),
        source_file: source_file(),
        pages: vec![page],
        meetings,
        attachments: Vec::new(),
        warnings: Vec::new(),
    }
}

fn item(number: &str, title: &str, case: &str) -> Item {
    Item {
        number: number.into(),
        title: Some(title.into()),
        case_numbers: vec![CaseNumber {
            raw: case.into(),
            ..CaseNumber::default()
        }],
        ..Item::default()
    }
}

fn meeting(body: &str, items: Vec<Item>) -> Meeting {
    Meeting {
        body: Some(body.into()),
        date: Some(jiff::civil::date(2021, 12, 16)),
        items,
        ..Meeting::default()
    }
}

fn gold() -> Value {
    json!({"meetings": [{
        "body": "Norra e-nämnden", "body_alternatives": ["E-nämnden"], "date": "2021-12-16",
        "items": [
            {"number": "1", "title": "Val av ledamot", "case_numbers": ["2021/25"]},
            {"number": "2", "title": "Budget", "case_numbers": []}
        ]
    }]})
}

fn perfect_items() -> Vec<Item> {
    let mut second = item("2", "Budget", "");
    second.case_numbers.clear();
    vec![item("1", "Val av ledamot", "2021/25"), second]
}

fn tally(structure: &Structure, field: &str) -> [usize; 4] {
    let found = structure.fields.iter().find(|score| score.field == field);
    found.map_or([0; 4], |score| {
        [score.tally.gold, score.tally.read, score.tally.strict, score.tally.soft]
    })
}

#[test]
fn a_perfect_reading_is_right_in_all_that_the_gold_speaks_of_and_in_nothing_else() {
    let scores = score(&gold(), &record(vec![meeting("E-nämnden", perfect_items())]), &scan());
    let fields: Vec<&str> = scores.fields.iter().map(|score| score.field.as_str()).collect();
    assert_eq!(
        fields,
        [
            "meetings",
            "body",
            "date",
            "items.number",
            "items.title",
            "items.case_numbers.raw"
        ]
    );
    assert!(
        scores
            .fields
            .iter()
            .all(|score| score.tally.strictly().is_some_and(|ratios| ratios.f1 == 1.0))
    );
    assert_eq!(scores.disagreements, []);
    assert_eq!(scores.unscored, [""; 0]);
}

#[test]
fn nothing_read_is_nothing_right() {
    let scores = score(&gold(), &record(Vec::new()), &scan());
    assert_eq!(tally(&scores, "meetings"), [1, 0, 0, 0]);
    assert_eq!(tally(&scores, "items.number"), [2, 0, 0, 0]);
    assert_eq!(tally(&scores, "items.title"), [2, 0, 0, 0]);
    assert_eq!(tally(&scores, "items.case_numbers.raw"), [1, 0, 0, 0]);
}

#[test]
fn items_are_found_by_number_in_whatever_order() {
    let mut items = perfect_items();
    items.reverse();
    let scores = score(&gold(), &record(vec![meeting("E-nämnden", items)]), &scan());
    assert_eq!(tally(&scores, "items.title"), [2, 2, 2, 2]);
}

#[test]
fn a_wrong_number_is_one_item_missing_and_one_invented() {
    let items = vec![item("1", "Val av ledamot", "2021/25"), item("12", "Budget", "2021/26")];
    let scores = score(&gold(), &record(vec![meeting("E-nämnden", items)]), &scan());
    assert_eq!(tally(&scores, "items.number"), [2, 2, 1, 1]);
    assert_eq!(tally(&scores, "items.title"), [2, 2, 1, 1]);
    assert_eq!(tally(&scores, "items.case_numbers.raw"), [1, 2, 1, 1]);
    let places: Vec<&str> = scores.disagreements.iter().map(|d| d.place.as_str()).collect();
    assert!(places.contains(&"Norra e-nämnden 2021-12-16 § 2"));
    assert!(places.contains(&"Norra e-nämnden 2021-12-16 § 12"));
}

#[test]
fn a_number_read_twice_is_right_once() {
    let items = vec![
        item("1", "Val av ledamot", "2021/25"),
        item("1", "Val av ledamot", "2021/25"),
    ];
    let scores = score(&gold(), &record(vec![meeting("E-nämnden", items)]), &scan());
    assert_eq!(tally(&scores, "items.number"), [2, 2, 1, 1]);
}

#[test]
fn meetings_that_the_gold_does_not_list_are_named_and_their_items_not_scored() {
    let other = Meeting {
        date: Some(jiff::civil::date(2021, 6, 3)),
        ..meeting("Styrelsen", vec![item("33", "Annat", "7")])
    };
    let scores = score(
        &gold(),
        &record(vec![other, meeting("E-nämnden", perfect_items())]),
        &scan(),
    );
    assert_eq!(scores.other_meetings, ["Styrelsen 2021-06-03 (§ 33)"]);
    assert_eq!(tally(&scores, "meetings"), [1, 2, 1, 1]);
    assert_eq!(tally(&scores, "items.number"), [2, 2, 2, 2]);
}

#[test]
fn a_key_that_the_gold_never_has_is_not_scored() {
    let mut items = perfect_items();
    items[0].recipients = vec!["Kommunstyrelsen".into()];
    let scores = score(&gold(), &record(vec![meeting("E-nämnden", items)]), &scan());
    assert_eq!(tally(&scores, "items.recipients"), [0; 4]);
}

#[test]
fn a_key_that_the_gold_has_in_one_item_means_none_in_the_others() {
    let mut gold = gold();
    gold["meetings"][0]["items"][0]["recipients"] = json!(["Kommunstyrelsen"]);
    let mut items = perfect_items();
    items[1].recipients = vec!["Revisionen".into()];
    let scores = score(&gold, &record(vec![meeting("E-nämnden", items)]), &scan());
    assert_eq!(tally(&scores, "items.recipients"), [1, 1, 0, 0]);
}

#[test]
fn an_empty_list_means_that_there_is_none() {
    let mut gold = gold();
    gold["meetings"][0]["items"][0]["documents"] = json!([]);
    let mut items = perfect_items();
    items[0].documents = vec![Document {
        title: "Budget 2022".into(),
        ..Document::default()
    }];
    let scores = score(&gold, &record(vec![meeting("E-nämnden", items)]), &scan());
    assert_eq!(tally(&scores, "items.documents.title"), [0, 1, 0, 0]);
}

fn decision(text: &str, kind: DecisionKind) -> Decision {
    Decision {
        text: text.into(),
        kind,
        body: Some("E-nämnden".into()),
        source: None,
    }
}

#[test]
fn what_hangs_on_a_decision_is_compared_with_the_decision_it_belongs_to() {
    let mut gold = gold();
    gold["meetings"][0]["items"][0]["decisions"] = json!([
        {"text": "att godkänna budgeten", "kind": "approved"},
        {"text": "att utse Anna Ek", "kind": "elected", "kind_alternatives": ["tasked"], "text_alternatives": ["E-nämnden beslutar att utse Anna Ek"]}
    ]);
    let mut items = perfect_items();
    items[0].decisions = vec![
        decision("E-nämnden beslutar att utse Anna Ek", DecisionKind::Tasked),
        decision("att godkänna budgeten.", DecisionKind::Noted),
    ];
    let scores = score(&gold, &record(vec![meeting("E-nämnden", items)]), &scan());
    assert_eq!(tally(&scores, "items.decisions.text"), [2, 2, 1, 2]);
    assert_eq!(tally(&scores, "items.decisions.kind"), [2, 2, 1, 1]);
    assert_eq!(tally(&scores, "items.decisions.body"), [0; 4]);
}

#[test]
fn a_title_that_is_all_wrong_is_one_disagreement() {
    let mut items = perfect_items();
    items[0].title = Some("Något helt annat".into());
    let scores = score(&gold(), &record(vec![meeting("E-nämnden", items)]), &scan());
    assert_eq!(tally(&scores, "items.title"), [2, 2, 1, 1]);
    assert_eq!(scores.disagreements.len(), 1);
    assert_eq!(scores.disagreements[0].gold.as_deref(), Some("Val av ledamot"));
    assert_eq!(scores.disagreements[0].read.as_deref(), Some("Något helt annat"));
}

#[test]
fn optional_things_neither_help_nor_hurt() {
    let mut gold = gold();
    gold["meetings"][0]["items"][0]["documents"] = json!([{"title": "Protokoll", "optional": true, "date": null}]);
    let absent = score(&gold, &record(vec![meeting("E-nämnden", perfect_items())]), &scan());
    let mut items = perfect_items();
    items[0].documents = vec![Document {
        title: "Protokoll".into(),
        date: Some(jiff::civil::date(2021, 1, 1)),
        ..Document::default()
    }];
    let present = score(&gold, &record(vec![meeting("E-nämnden", items)]), &scan());
    assert_eq!(absent.fields, present.fields);
    assert_eq!(tally(&present, "items.documents.title"), [0; 4]);
    assert_eq!(tally(&present, "items.documents.date"), [0; 4]);
}

#[test]
fn alternatives_of_a_list_go_value_by_value() {
    let mut gold = gold();
    gold["meetings"][0]["items"][0]["case_numbers_alternatives"] = json!([["2021/25-2.2"]]);
    let mut items = perfect_items();
    items[0].case_numbers[0].raw = "2021/25-2.2".into();
    let scores = score(&gold, &record(vec![meeting("E-nämnden", items)]), &scan());
    assert_eq!(tally(&scores, "items.case_numbers.raw"), [1, 1, 1, 1]);
}

#[test]
fn what_hangs_on_an_optional_thing_is_optional() {
    let mut gold = gold();
    gold["meetings"][0]["items"][0]["votes"] =
        json!([{"yes": 1, "no": 0, "optional": true, "ballots": [{"name": "Anna Ek", "vote": "yes"}]}]);
    let scores = score(&gold, &record(vec![meeting("E-nämnden", perfect_items())]), &scan());
    assert_eq!(tally(&scores, "items.votes.count"), [0; 4]);
    assert_eq!(tally(&scores, "items.votes.ballots.name"), [0; 4]);
}

#[test]
fn an_optional_item_counts_neither_missing_nor_found() {
    let mut gold = gold();
    gold["meetings"][0]["items"][1]["optional"] = json!(true);
    for count in [1, 2] {
        let items = perfect_items().into_iter().take(count).collect();
        let scores = score(&gold, &record(vec![meeting("E-nämnden", items)]), &scan());
        assert_eq!(tally(&scores, "items.number"), [1, 1, 1, 1]);
        assert_eq!(tally(&scores, "items.title"), [1, 1, 1, 1]);
    }
}

#[test]
fn a_date_that_the_gold_says_is_missing_must_not_be_read() {
    let mut gold = gold();
    gold["meetings"][0]["items"][0]["documents"] = json!([{"title": "Protokoll", "date": null}]);
    let mut items = perfect_items();
    items[0].documents = vec![Document {
        title: "Protokoll".into(),
        date: Some(jiff::civil::date(2021, 1, 1)),
        ..Document::default()
    }];
    let scores = score(&gold, &record(vec![meeting("E-nämnden", items)]), &scan());
    assert_eq!(tally(&scores, "items.documents.date"), [0, 1, 0, 0]);
}

#[test]
fn gold_of_a_part_of_a_file_does_not_judge_what_stands_behind_it() {
    let mut gold = gold();
    gold["meetings"][0]["source_lines"] = json!([1, 50]);
    gold["page_labels"] = json!([{"label": "Sida 1 av 1", "line": 50}]);
    let later = Meeting {
        date: Some(jiff::civil::date(2021, 6, 3)),
        source: Some(crate::record::Source {
            lines: Some([60, 61]),
            ..crate::record::Source::default()
        }),
        ..meeting("Styrelsen", Vec::new())
    };
    let scores = score(
        &gold,
        &record(vec![meeting("E-nämnden", perfect_items()), later]),
        &scan(),
    );
    assert_eq!(tally(&scores, "meetings"), [1, 1, 1, 1]);
    assert_eq!(tally(&scores, "page_labels.label"), [1, 1, 1, 1]);
    assert_eq!(scores.other_meetings, ["Styrelsen 2021-06-03 (§ )"]);
}

#[test]
fn keys_that_are_not_scored_are_named() {
    let mut gold = gold();
    gold["persons"] = json!([{"name": "Anna Ek", "lines": [1]}]);
    gold["meetings"][0]["items"][0]["status_list"] = json!([{"activity": "x"}]);
    let scores = score(&gold, &record(Vec::new()), &scan());
    assert_eq!(scores.unscored, ["meetings.items.status_list", "persons"]);
}

#[test]
fn every_field_has_its_place_in_the_order() {
    let order = field_order();
    let unique: HashSet<&String> = order.iter().collect();
    assert_eq!(unique.len(), order.len());
    for fields in [OF_FILE, OF_MEETING, OF_ITEM] {
        for field in fields {
            assert!(order.iter().any(|path| path.ends_with(&field.path())));
        }
    }
}
