//! The commands `search`, `case` and `show`, as a user and as a program see them.

use expect_test::expect;
use jiff::civil::date;
use paragraf::archive::store::StoredScan;
use paragraf::archive::writer::Writer;
use paragraf::record::{Item, Record, Reference, ReferenceKind};
use paragraf::scan::Scan;
use serde_json::{Value, json};

use crate::sandbox::Sandbox;
use crate::search::{item, meeting, record, with_case};

/// A sandbox whose `archive` holds these records.
pub fn sandbox(records: Vec<Record>) -> Sandbox {
    let sandbox = Sandbox::new();
    let mut writer = Writer::open(&sandbox.path("archive")).unwrap();
    for record in records {
        let scan = Scan {
            source: record.source_file.clone(),
            pages: Vec::new(),
            warnings: Vec::new(),
        };
        let capture = String::new();
        writer.store().write_scan(&StoredScan { capture, scan }).unwrap();
        let paths = vec![record.source_file.path.clone()];
        let manifest = writer.store().write_record(&record, paths, "").unwrap();
        writer.enter(record, manifest).unwrap();
    }
    writer.finish().unwrap();
    sandbox
}

/// A bridge that is prepared, decided and referred to, and something else.
pub fn bridge() -> Sandbox {
    let refers = Item {
        references: vec![Reference {
            kind: ReferenceKind::Case,
            text: "dnr KS 2023/7".to_owned(),
            target: Some("KS 2023/7".to_owned()),
            source: None,
        }],
        ..item(
            "9",
            "Cykelväg",
            "Nämnden lägger rapporten till handlingarna.",
            "Se dnr KS 2023/7.",
        )
    };
    let of_case = |number: &str, decision: &str| Item {
        case_numbers: with_case("1", "KS-2023-00007").case_numbers,
        ..item(number, "Ny bro över Ån", decision, "Den gamla bron är sliten.")
    };
    let assembly = vec![of_case("40", "Kommunfullmäktige antar förslaget."), refers];
    let board = vec![of_case("12", "Kommunstyrelsen föreslår en ny bro.")];
    sandbox(vec![
        record('c', vec![meeting("Kommunfullmäktige", date(2023, 6, 1), assembly)]),
        record('b', vec![meeting("Kommunstyrelsen", date(2023, 5, 2), board)]),
    ])
}

fn json_of(sandbox: &Sandbox, arguments: &[&str]) -> Value {
    serde_json::from_str(&sandbox.expect(0, arguments)).unwrap()
}

#[test]
fn search_prints_a_list() {
    let sandbox = bridge();
    expect![[r#"
        2 items match:

         1  Kommunstyrelsen, Norrvikens kommun    2023-05-02  § 12  KS 2023/7  godkänt
            Ny bro över Ån
            Kommunstyrelsen föreslår en ny bro.
            bbbbbbbbbbbb.1.12

         2  Kommunfullmäktige, Norrvikens kommun  2023-06-01  § 40  KS 2023/7  godkänt
            Ny bro över Ån
            …Den gamla bron är sliten. Beslut Kommunfullmäktige antar förslaget.
            cccccccccccc.1.40
    "#]]
    .assert_eq(&sandbox.expect(0, &["search", "bro"]));
}

#[test]
fn search_gives_programs_the_items_with_what_was_sought() {
    let answer = json_of(&bridge(), &["search", "sliten bro", "--limit", "1", "--json"]);
    assert_eq!(
        (&answer["query"], &answer["case"], &answer["total"]),
        (&json!("sliten bro"), &json!(null), &json!(2))
    );
    let hit = &answer["hits"][0];
    assert_eq!(hit["rank"], 1);
    assert_eq!(hit["number"], "12");
    assert_eq!(hit["case_numbers"][0]["raw"], "KS-2023-00007");
    assert_eq!(
        hit["document"],
        json!({"id": "b".repeat(64), "path": "protokoll/b.txt"})
    );
    assert_eq!(
        hit["meeting"],
        json!({"organisation": "Norrvikens kommun", "body": "Kommunstyrelsen", "date": "2023-05-02"})
    );
    let title = json!({"field": "title", "text": "Ny bro över Ån", "highlights": [[3, 6]]});
    assert_eq!(hit["snippets"][0], title);
    assert_eq!(hit["snippets"][1]["text"], "Kommunstyrelsen föreslår en ny bro.");
    assert_eq!(answer["hits"].as_array().unwrap().len(), 1);
}

#[test]
fn finding_nothing_is_no_failure_and_is_said() {
    let sandbox = bridge();
    assert_eq!(sandbox.expect(0, &["search", "simhall"]), "0 items match\n");
    let ended = sandbox.run(&["search", "\"ny bro", "--body", "styrelsen"]);
    assert_eq!(ended.code, Some(0));
    assert!(ended.stdout.starts_with("1 item matches:\n"), "{}", ended.stdout);
    assert!(
        ended.stderr.starts_with("note: the quotation mark is not closed"),
        "{}",
        ended.stderr
    );
}

#[test]
fn filters_that_cannot_be_read_are_bad_usage() {
    let sandbox = bridge();
    for arguments in [
        ["--case", "budget"],
        ["--decision", "maybe"],
        ["--from", "igår"],
        ["--limit", "-1"],
    ] {
        sandbox.expect(2, &[&["search", "bro"], &arguments[..]].concat());
    }
    let found = sandbox.expect(
        0,
        &[
            "search",
            "bro",
            "--case",
            "ks 2023 7",
            "--decision",
            "approved",
            "--from",
            "2023-06-01",
        ],
    );
    assert!(found.contains("§ 40") && !found.contains("§ 12"), "{found}");
}

#[test]
fn a_case_is_told_in_order_of_time() {
    let sandbox = bridge();
    expect![[r#"
        Ärende KS 2023/7

        2023-05-02  Kommunstyrelsen, Norrvikens kommun    § 12  KS 2023/7
            Ny bro över Ån
            godkänt: Kommunstyrelsen föreslår en ny bro.
            bbbbbbbbbbbb.1.12

        2023-06-01  Kommunfullmäktige, Norrvikens kommun  § 40  KS 2023/7
            Ny bro över Ån
            godkänt: Kommunfullmäktige antar förslaget.
            cccccccccccc.1.40

        2023-06-01  Kommunfullmäktige, Norrvikens kommun  § 9
            Cykelväg
            hänvisar till ärendet
            godkänt: Nämnden lägger rapporten till handlingarna.
            cccccccccccc.1.9
    "#]]
    .assert_eq(&sandbox.expect(0, &["case", "dnr ks 2023/7"]));
    let case = json_of(&sandbox, &["case", "2023/7", "--json"]);
    let relations: Vec<_> = case["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| &item["relation"])
        .collect();
    assert_eq!(relations, ["own", "own", "reference"]);
    assert_eq!(case["items"][0]["meeting"]["body"], "Kommunstyrelsen");
    for unknown in ["KS 2023/8", "2023/77", "bro"] {
        sandbox.expect(1, &["case", unknown]);
    }
}

#[test]
fn one_number_in_several_registers_is_said() {
    let items = vec![with_case("1", "KS 2023/7"), with_case("2", "BUN 2023/7")];
    let sandbox = sandbox(vec![record(
        'a',
        vec![meeting("Kommunstyrelsen", date(2023, 5, 2), items)],
    )]);
    let ended = sandbox.run(&["case", "2023/7"]);
    assert!(
        ended
            .stderr
            .contains("BUN 2023/7, Norrvikens kommun; KS 2023/7, Norrvikens kommun"),
        "{}",
        ended.stderr
    );
    assert_eq!(sandbox.run(&["case", "KS 2023/7"]).stderr, "");
}

#[test]
fn show_tells_all_of_an_item() {
    let sandbox = bridge();
    expect![[r#"
        § 12  Ny bro över Ån

        meeting     Kommunstyrelsen, Norrvikens kommun  2023-05-02
        case        KS 2023/7 (written KS-2023-00007)
        file        protokoll/b.txt
        document    bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb
        id          bbbbbbbbbbbb.1.12

        Beslut: godkänt
        Kommunstyrelsen föreslår en ny bro.

        Sammanfattning
        Den gamla bron är sliten.

        Beslut
        Kommunstyrelsen föreslår en ny bro.
    "#]]
    .assert_eq(&sandbox.expect(0, &["show", "bbbbbbbbbbbb.1.12"]));
    let item = json_of(&sandbox, &["show", "bbbbbbbbbbbb.1.12", "--json"]);
    assert_eq!(
        (&item["title"], &item["document"]["id"]),
        (&json!("Ny bro över Ån"), &json!("b".repeat(64)))
    );
}

#[test]
fn show_takes_the_start_of_an_id() {
    let sandbox = bridge();
    assert!(sandbox.expect(0, &["show", "CCCC"]).starts_with("protokoll/c.txt\n"));
    assert_eq!(json_of(&sandbox, &["show", "cccc", "--json"])["id"], "c".repeat(64));
    assert!(
        sandbox
            .expect(0, &["show", "cccccccccccc.1"])
            .contains("§ 40  KS 2023/7  Ny bro över Ån")
    );
    assert_eq!(
        json_of(&sandbox, &["show", "cccccccccccc.1", "--json"])["body"],
        "Kommunfullmäktige"
    );
    assert!(sandbox.expect(0, &["show", "cccccccccccc.1.4"]).starts_with("§ 40  "));
    for unknown in ["dddd", "bbbb.1", "bbbbbbbbbbbb.2.12", "bbbbbbbbbbbb.1.13", ".", ""] {
        sandbox.expect(1, &["show", unknown]);
    }
    let several = sandbox.run(&["show", "cccccccccccc."]);
    assert_eq!(several.code, Some(2));
    assert!(
        several.stderr.contains("cccccccccccc.1.40, cccccccccccc.1.9"),
        "{}",
        several.stderr
    );
}

#[test]
fn text_of_strangers_does_not_steer_the_terminal() {
    let wild = item("1", "Bro\u{1b}]0;x\u{7}", "Bro\u{9b}31m\u{202e}", "Bro\rbro");
    let sandbox = sandbox(vec![record(
        'a',
        vec![meeting("Styrelsen\u{1b}[2J", date(2023, 5, 2), vec![wild])],
    )]);
    for arguments in [&["search", "bro"][..], &["show", "aaaaaaaaaaaa.1.1"], &["show", "aaaa"]] {
        let shown = sandbox.expect(0, arguments);
        let steers = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert!(!shown.contains(steers), "{shown:?}");
    }
}

#[test]
fn an_archive_that_is_not_there_or_not_whole_is_named() {
    let sandbox = bridge();
    for command in [["search", "bro"], ["case", "2023/7"], ["show", "bbbb"]] {
        sandbox.expect(4, &[&command[..], &["--archive", "nowhere"]].concat());
    }
    sandbox.write("archive/index/paragraf-index.json", "{}");
    let ended = sandbox.run(&["search", "bro"]);
    assert_eq!(ended.code, Some(4));
    assert!(ended.stderr.contains("paragraf rebuild"), "{}", ended.stderr);
    sandbox.expect(0, &["show", "bbbb"]);
}
