//! Searching: what finds what, and in which order.

use std::path::Path;

use jiff::civil::{Date, date};
use paragraf::case_number;
use paragraf::error::Error;
use paragraf::index::{Answer, Count, Filters, Has, Listing, Order, Reader, Relation, SnippetField, Writer};
use paragraf::record::{
    Decision, DecisionKind, Item, Meeting, Record, Reference, ReferenceKind, SCHEMA_VERSION, Section, SectionKind,
};
use paragraf::scan::SourceFile;
use tempfile::TempDir;

use crate::sandbox::Sandbox;

/// An index in a folder of its own.
struct Index {
    folder: TempDir,
}

impl Index {
    fn of(records: &[Record]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut writer = Writer::create(folder.path()).unwrap();
        for record in records {
            writer.add(record).unwrap();
        }
        writer.commit().unwrap();
        Self { folder }
    }

    /// One document with these items in one meeting.
    fn of_items(items: Vec<Item>) -> Self {
        Self::of(&[record('a', vec![meeting("Kommunstyrelsen", date(2024, 3, 6), items)])])
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn reader(&self) -> Reader {
        Reader::open(self.path()).unwrap()
    }

    fn answer(&self, typed: &str) -> Answer {
        self.reader().search(typed, &Filters::default(), 100).unwrap()
    }

    /// The § numbers that a query finds, best first.
    fn search(&self, typed: &str) -> Vec<String> {
        self.filtered(typed, Filters::default())
    }

    fn filtered(&self, typed: &str, filters: Filters) -> Vec<String> {
        numbers(&self.reader().search(typed, &filters, 100).unwrap())
    }

    /// The § numbers that have to do with a case, in order; those that only refer to it in brackets.
    fn case(&self, number: &str) -> Vec<String> {
        let items = self.reader().case(&case_number::parse_query(number).unwrap()).unwrap();
        let shown = items.into_iter().map(|found| match found.relation {
            Relation::Own => found.entry.number,
            Relation::Reference => format!("({})", found.entry.number),
        });
        shown.collect()
    }
}

fn numbers(answer: &Answer) -> Vec<String> {
    assert_eq!(answer.total, answer.hits.len());
    answer.hits.iter().map(|hit| hit.entry.number.clone()).collect()
}

/// A document whose SHA-256 is one digit, again and again.
pub fn record(digit: char, mut meetings: Vec<Meeting>) -> Record {
    let id = String::from(digit).repeat(64);
    for (meeting, position) in meetings.iter_mut().zip(1..) {
        meeting.id = format!("{}.{position}", &id[..12]);
        for item in &mut meeting.items {
            item.id = format!("{}.{}", meeting.id, item.number);
        }
    }
    Record {
        schema_version: SCHEMA_VERSION.to_owned(),
        id: id.clone(),
        source_file: SourceFile {
            path: format!("protokoll/{digit}.txt"),
            media_type: "text/plain".to_owned(),
            bytes: 1,
            sha256: id,
            pages: 1,
        },
        pages: Vec::new(),
        meetings,
        attachments: Vec::new(),
        warnings: Vec::new(),
    }
}

pub fn meeting(body: &str, date: Date, items: Vec<Item>) -> Meeting {
    Meeting {
        organisation: Some("Norrvikens kommun".to_owned()),
        body: Some(body.to_owned()),
        date: Some(date),
        items,
        ..Meeting::default()
    }
}

/// An item with a title, a decision and further text.
pub fn item(number: &str, title: &str, decision: &str, text: &str) -> Item {
    let section = |kind, heading: &str, text: &str| Section {
        kind,
        heading: Some(heading.to_owned()),
        text: text.to_owned(),
        source: None,
    };
    Item {
        number: number.to_owned(),
        title: Some(title.to_owned()),
        sections: vec![
            section(SectionKind::Summary, "Sammanfattning", text),
            section(SectionKind::Decision, "Beslut", decision),
        ],
        decisions: vec![Decision {
            text: decision.to_owned(),
            kind: DecisionKind::Approved,
            body: None,
            source: None,
        }],
        ..Item::default()
    }
}

/// An item of which only the text matters.
fn text(number: &str, text: &str) -> Item {
    item(number, "", "", text)
}

pub fn with_case(number: &str, case: &str) -> Item {
    Item {
        case_numbers: vec![case_number::parse(case).unwrap()],
        ..item(number, "Ett ärende", "Det blir så.", "Mer är inte sagt.")
    }
}

#[test]
fn every_spelling_of_a_case_number_finds_the_case_first() {
    let index = Index::of_items(vec![
        text("1", "Nämnden såg 29 hus år 2021, och 78 år 2024."),
        with_case("2", "Ärendenr 2021/29-2.2.0.1"),
        with_case("3", "SLK-2024-00078"),
        with_case("4", "2021/2"),
        with_case("5", "2021/290"),
    ]);
    for typed in [
        "2021/29-2.2.0.1",
        "2021/29",
        "Dnr 2021/29",
        "dnr 2021 29",
        "DNR. 2021/29",
        "29/2021",
    ] {
        assert_eq!(index.search(typed).first().map(String::as_str), Some("2"), "{typed}");
    }
    for typed in ["SLK-2024-00078", "slk 2024 78", "SLK 2024/78", "2024/78", "slk/2024:78"] {
        assert_eq!(index.search(typed).first().map(String::as_str), Some("3"), "{typed}");
    }
    assert!(!index.search("2021/2").contains(&"2".to_owned()));
    assert_eq!(
        index
            .answer("slk 2024 78")
            .case
            .map(|number| number.normalized)
            .as_deref(),
        Some("SLK 2024/78")
    );
}

#[test]
fn the_more_exact_case_number_comes_first() {
    let index = Index::of_items(vec![
        with_case("1", "KS 2021/29"),
        with_case("2", "2021/29"),
        with_case("3", "2021/29-1.4.2"),
    ]);
    assert_eq!(index.search("2021/29-1.4.2")[0], "3");
    assert_eq!(index.search("KS 2021/29")[0], "1");
    assert_eq!(index.search("2021/29").len(), 3);
    let only = |case| {
        index.filtered(
            "",
            Filters {
                case: case_number::parse_query(case),
                ..Filters::default()
            },
        )
    };
    assert_eq!(
        only("BUN 2021/29"),
        ["2", "3"],
        "another register's case is not this one"
    );
    assert_eq!(only("2021/2"), Vec::<String>::new());
}

#[test]
fn a_case_is_followed_over_bodies_in_order_of_time() {
    let refers = Item {
        references: vec![Reference {
            kind: ReferenceKind::Case,
            text: "dnr KS 2023/7".to_owned(),
            target: Some("KS 2023/7".to_owned()),
            source: None,
        }],
        ..text("9", "Se dnr KS 2023/7.")
    };
    let index = Index::of(&[
        record(
            'c',
            vec![meeting(
                "Kommunfullmäktige",
                date(2023, 6, 1),
                vec![with_case("40", "KS/2023:7"), refers],
            )],
        ),
        record(
            'b',
            vec![
                meeting(
                    "Arbetsutskottet",
                    date(2023, 4, 1),
                    vec![with_case("3", "KS 2023/7"), with_case("2", "KS 2023/7")],
                ),
                meeting(
                    "Kommunstyrelsen",
                    date(2023, 5, 1),
                    vec![with_case("12", "KS-2023-00007"), with_case("13", "KS 2023/8")],
                ),
            ],
        ),
        record(
            'd',
            vec![Meeting {
                date: None,
                ..meeting("Okänd", date(2023, 1, 1), vec![with_case("1", "KS 2023/7")])
            }],
        ),
    ]);
    assert_eq!(index.case("ks 2023 7"), ["3", "2", "12", "40", "(9)", "1"]);
    assert_eq!(index.case("KS 2023/9"), Vec::<String>::new());
}

#[test]
fn swedish_letters_count() {
    let index = Index::of_items(vec![
        text("1", "Det blir val i höst."),
        text("2", "Det går väl i höst."),
    ]);
    assert_eq!(index.search("val"), ["1"]);
    assert_eq!(index.search("väl"), ["2"]);
    assert_eq!(index.search("VÄL"), ["2"]);
}

#[test]
fn without_diacritics_the_exact_word_comes_first() {
    let long = "Texten handlar om mycket annat innan den kommer fram till orten. ".repeat(40);
    let index = Index::of_items(vec![
        item("1", "Luleå", "Luleå får bygga.", "Luleå Luleå"),
        text("2", &format!("{long} Lulea")),
        text("3", "Piteå"),
    ]);
    assert_eq!(index.search("Lulea"), ["2", "1"]);
    assert_eq!(index.search("Luleå"), ["1"]);
    assert_eq!(index.search("\"Lulea far bygga\""), ["1"]);
    assert_eq!(index.search("\"Luleå far bygga\""), ["1"]);
    assert_eq!(index.search("\"Lulea får bygga\""), ["1"]);
    assert_eq!(index.search("\"Luleä får bygga\""), Vec::<String>::new());
}

#[test]
fn the_exact_form_ranks_above_the_stem() {
    let index = Index::of_items(vec![
        text("1", "Kommunerna ska svara."),
        text("2", "Kommunens ska svara."),
        text("3", "Kommunen ska svara."),
    ]);
    for (typed, first) in [("kommunerna", "1"), ("kommunens", "2"), ("kommunen", "3")] {
        let found = index.search(typed);
        assert_eq!((found.len(), found[0].as_str()), (3, first), "{typed}");
    }
}

#[test]
fn title_ranks_above_decision_above_text() {
    let index = Index::of_items(vec![
        item("1", "Ett ärende", "Det blir så.", "En bro över ån."),
        item("2", "Ett ärende", "En bro byggs.", "Mer text här."),
        item("3", "En bro", "Det blir så.", "Mer text här."),
    ]);
    assert_eq!(index.search("bro"), ["3", "2", "1"]);
}

#[test]
fn phrases_and_words_left_out() {
    let index = Index::of_items(vec![
        text("1", "Antagande av detaljplan för Björkbacken"),
        text("2", "Detaljplan: antagande av Vallen"),
        text("3", "Antagande av detaljplan för Vallen"),
    ]);
    assert_eq!(index.search("\"antagande av detaljplan\"").len(), 2);
    assert_eq!(index.search("\"antagande av detaljplan\" -Vallen"), ["1"]);
    assert_eq!(index.search("detaljplan -\"för Vallen\"").len(), 2);
    assert_eq!(index.search("-detaljplan"), Vec::<String>::new());
    assert_eq!(index.search("-björkbacken").len(), 2);
}

#[test]
fn every_query_has_an_answer_and_says_how_it_was_read() {
    let index = Index::of_items(vec![text("1", "Plan för e-nämnden"), text("2", "Plan för skolan")]);
    for typed in [
        "",
        "\"",
        "-",
        "--",
        "((",
        "AND OR",
        "*",
        "plan:",
        "\"plan för",
        "§",
        "+/\\^~",
        "\u{0}\u{1b}[31m",
    ] {
        index.answer(typed);
    }
    assert_eq!(index.search("plan: (skolan)"), ["2"]);
    assert_eq!(index.search("e-nämnden"), ["1"]);
    assert_eq!(index.search("§ 2"), ["2"]);
    assert_eq!(index.search("\"plan för"), index.search("\"plan för\""));
    assert_eq!(index.answer("\"plan för").notes.len(), 1);
    assert_eq!(index.answer("plan skolan").notes, Vec::new());
    let some = index.answer("skolan gymnasiet");
    assert_eq!((numbers(&some), some.notes.len()), (vec!["2".to_owned()], 1));
    assert_eq!(index.answer("gymnasiet").total, 0);
}

#[test]
fn filters_hold() {
    let rejected = |mut item: Item| {
        item.decisions[0].kind = DecisionKind::Rejected;
        item
    };
    let index = Index::of(&[
        record(
            'a',
            vec![meeting(
                "Kommunstyrelsen",
                date(2022, 1, 31),
                vec![text("1", "plan"), rejected(text("2", "plan"))],
            )],
        ),
        record(
            'b',
            vec![meeting("Miljönämnden", date(2022, 2, 1), vec![text("3", "plan")])],
        ),
        record(
            'c',
            vec![meeting(
                "Kommunfullmäktige",
                date(2022, 2, 28),
                vec![text("4", "plan"), text("5", "bro")],
            )],
        ),
    ]);
    let found = |filters: Filters| {
        let mut found = index.filtered("plan", filters);
        found.sort();
        found
    };
    let body = |name: &str| {
        found(Filters {
            body: Some(name.to_owned()),
            ..Filters::default()
        })
    };
    assert_eq!(body("kommunstyrelsen"), ["1", "2"]);
    assert_eq!(body("KOMMUN"), ["1", "2", "4"]);
    assert_eq!(body("nämnd"), ["3"]);
    assert_eq!(body("miljonamnden"), ["3"]);
    assert_eq!(body("skolnämnden"), Vec::<String>::new());
    let days = |from: Option<Date>, to: Option<Date>| {
        found(Filters {
            from,
            to,
            ..Filters::default()
        })
    };
    assert_eq!(days(Some(date(2022, 2, 1)), None), ["3", "4"]);
    assert_eq!(days(None, Some(date(2022, 2, 1))), ["1", "2", "3"]);
    assert_eq!(days(Some(date(2022, 2, 1)), Some(date(2022, 2, 1))), ["3"]);
    let kind = |kind| {
        found(Filters {
            decision: Some(kind),
            ..Filters::default()
        })
    };
    assert_eq!(kind(DecisionKind::Rejected), ["2"]);
    assert_eq!(kind(DecisionKind::Elected), Vec::<String>::new());
    let unknown = Filters {
        body: Some("x".to_owned()),
        ..Filters::default()
    };
    let notes = index.reader().search("plan", &unknown, 10).unwrap().notes;
    assert!(notes[0].to_string().contains("Kommunstyrelsen"), "{notes:?}");
}

#[test]
fn a_word_is_found_in_compounds_below_itself() {
    let index = Index::of_items(vec![
        text("1", "En förvaltningsledare tillsätts inom förvaltningen."),
        text("2", "En ledare tillsätts. Texten är längre, så att den väger mindre."),
        text("3", "Socialtjänsten växer, och en tjänst inrättas."),
        text("4", "Valet av sal i skolan."),
    ]);
    assert_eq!(index.search("ledare"), ["2", "1"]);
    assert_eq!(index.search("ledaren"), ["2", "1"]);
    assert_eq!(index.search("socialtjänst"), ["3"]);
    assert_eq!(index.search("social"), ["3"]);
    assert_eq!(index.search("ledare -förvaltningsledare"), ["2"]);
    assert_eq!(index.search("al"), Vec::<String>::new());
    let marked = &index.answer("ledare").hits[1].snippets[0].highlights;
    assert_eq!(marked, &[[4, 22]], "the compound is marked");
}

#[test]
fn a_word_that_no_item_has_is_put_right() {
    let index = Index::of_items(vec![text("1", "Detaljplan för simhallen"), text("2", "Budget")]);
    let suggestion = |typed: &str| index.answer(typed).suggestion;
    assert_eq!(
        suggestion("\"ny bro\" detlajplan"),
        Some("\"ny bro\" detaljplan".to_owned())
    );
    assert_eq!(suggestion("Simhalen"), Some("simhallen".to_owned()));
    assert_eq!(suggestion("detaljplanen simhall budgetar"), None);
    assert_eq!(suggestion("skridskobana"), None);
    assert_eq!(suggestion("budget -simhalen"), None);
}

#[test]
fn a_query_can_name_fields() {
    let index = Index::of(&[
        record(
            'a',
            vec![meeting(
                "Kommunstyrelsen",
                date(2022, 1, 31),
                vec![
                    item("1", "Budget", "Den antas.", "Plan"),
                    item("2", "Plan", "Den avslås.", "Budget"),
                ],
            )],
        ),
        record(
            'b',
            vec![meeting(
                "Tekniska nämnden",
                date(2023, 2, 1),
                vec![item("3", "Budget", "Den antas.", "")],
            )],
        ),
    ]);
    let search = |typed: &str| {
        let mut found = index.search(typed);
        found.sort();
        found
    };
    assert_eq!(search("titel:budget"), ["1", "3"]);
    assert_eq!(search("beslut:antas organ:kommunstyrelsen"), ["1"]);
    assert_eq!(search("budget -organ:\"tekniska nämnden\""), ["1", "2"]);
    assert_eq!(search("budget år:2023"), ["3"]);
    assert_eq!(search("kommun:norrviken"), ["1", "2", "3"]);
    assert_eq!(search("-titel:budget"), ["2"]);
}

#[test]
fn items_are_counted_listed_by_day_and_in_parts() {
    let vote = Item {
        votes: vec![paragraf::record::Vote::default()],
        ..text("2", "plan")
    };
    let index = Index::of(&[
        record(
            'a',
            vec![meeting(
                "Kommunstyrelsen",
                date(2022, 1, 31),
                vec![text("1", "plan"), vote],
            )],
        ),
        record(
            'b',
            vec![meeting("Miljönämnden", date(2023, 2, 1), vec![text("3", "plan")])],
        ),
    ]);
    let list = |filters: &Filters, order, offset| {
        let listing = Listing {
            order,
            offset,
            limit: 2,
            facets: true,
        };
        index.reader().list("plan", filters, listing).unwrap()
    };
    let shown = |answer: &Answer| {
        answer
            .hits
            .iter()
            .map(|hit| hit.entry.number.clone())
            .collect::<Vec<_>>()
    };
    let all = list(&Filters::default(), Order::Oldest, 0);
    assert_eq!((all.total, shown(&all)[1] == "3"), (3, false));
    assert_eq!(shown(&list(&Filters::default(), Order::Oldest, 2)), ["3"]);
    assert_eq!(shown(&list(&Filters::default(), Order::Newest, 0))[0], "3");
    assert_eq!(
        shown(&list(&Filters::default(), Order::Relevance, 3)),
        Vec::<String>::new()
    );
    let counts = |counts: &[Count]| {
        counts
            .iter()
            .map(|count| format!("{} {}", count.value, count.items))
            .collect::<Vec<_>>()
    };
    assert_eq!(counts(&all.facets.body), ["Kommunstyrelsen 2", "Miljönämnden 1"]);
    assert_eq!(counts(&all.facets.year), ["2023 1", "2022 2"]);
    assert_eq!(counts(&all.facets.has), ["vote 1"]);
    assert_eq!(counts(&all.facets.organisation), ["Norrvikens kommun 3"]);
    let only = |filters: Filters| shown(&list(&filters, Order::Oldest, 0));
    let filters = Filters::default;
    assert_eq!(
        only(Filters {
            has: Some(Has::Vote),
            ..filters()
        }),
        ["2"]
    );
    assert_eq!(
        only(Filters {
            year: Some(2023),
            ..filters()
        }),
        ["3"]
    );
    assert_eq!(
        only(Filters {
            document: Some("b".repeat(64)),
            ..filters()
        }),
        ["3"]
    );
    let elsewhere = Some("Söderviks kommun".to_owned());
    assert_eq!(
        only(Filters {
            organisation: elsewhere,
            ..filters()
        }),
        Vec::<String>::new()
    );
}

#[test]
fn a_body_of_the_very_name_is_the_only_one() {
    let body = |name: &str, number: &str| meeting(name, date(2022, 1, 31), vec![text(number, "plan")]);
    let index = Index::of(&[record(
        'a',
        vec![
            body("Kommunstyrelsen", "1"),
            body("Kommunstyrelsens arbetsutskott", "2"),
        ],
    )]);
    let of = |body: &str| {
        let body = Some(body.to_owned());
        index
            .filtered(
                "plan",
                Filters {
                    body,
                    ..Filters::default()
                },
            )
            .len()
    };
    assert_eq!((of("kommunstyrelsen"), of("styrelsen"), of("utskott")), (1, 2, 1));
}

/// A reader that may not write still reads, also while a writer is at work.
#[test]
fn reading_needs_no_right_to_write() {
    let index = Index::of_items(vec![text("1", "plan")]);
    let lock = index.path().join(".tantivy-meta.lock");
    let _ = std::fs::remove_file(&lock);
    let before = names(index.path());
    assert_eq!(index.search("plan"), ["1"]);
    assert_eq!(names(index.path()), before, "reading left something in the folder");
    let _writer = Writer::open(index.path()).unwrap();
    assert_eq!(index.search("plan"), ["1"], "a writer does not hold off readers");
}

/// The questions of `fixtures/questions.tsv`, asked of the true texts of the fixtures.
#[test]
fn questions_find_their_items() {
    let truth = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/truth");
    let questions = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/questions.tsv");
    let sandbox = Sandbox::new();
    sandbox.expect(0, &["import", truth]);
    let relevance: serde_json::Value =
        serde_json::from_str(&sandbox.expect(0, &["evaluate", questions, "--json"])).unwrap();
    assert!(relevance["questions"].as_u64().unwrap() >= 60);
    assert!(
        relevance["mean_reciprocal_rank"].as_f64().unwrap() >= 0.95,
        "{relevance:#}"
    );
}

fn names(folder: &Path) -> Vec<std::ffi::OsString> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    names
}

#[test]
fn words_of_the_meeting_count_too() {
    let index = Index::of(&[
        record(
            'a',
            vec![meeting("Kommunstyrelsen", date(2021, 1, 31), vec![text("1", "budget")])],
        ),
        record(
            'b',
            vec![meeting("Miljönämnden", date(2022, 1, 31), vec![text("2", "budget")])],
        ),
    ]);
    assert_eq!(index.search("budget miljönämnden"), ["2"]);
    assert_eq!(index.search("budget 2021"), ["1"]);
    assert_eq!(index.search("budget 2021-01-31"), ["1"]);
}

#[test]
fn snippets_show_what_was_sought() {
    let index = Index::of_items(vec![item(
        "1",
        "Ny väg",
        "Vägen över ån byggs.",
        "Det tog tid. Den gamla vägen föll.",
    )]);
    let answer = index.answer("vägen");
    let shown: Vec<_> = answer.hits[0]
        .snippets
        .iter()
        .map(|snippet| {
            let [first, end] = snippet.highlights[0];
            let marked: String = snippet.text.chars().skip(first).take(end - first).collect();
            (snippet.field, marked)
        })
        .collect();
    let expected = [
        (SnippetField::Title, "väg"),
        (SnippetField::Decision, "Vägen"),
        (SnippetField::Text, "vägen"),
    ];
    assert_eq!(shown, expected.map(|(field, marked)| (field, marked.to_owned())));
    let unsought = index.answer("");
    assert_eq!(unsought.hits[0].snippets[0].text, "Vägen över ån byggs.");
    assert_eq!(unsought.hits[0].snippets[0].highlights, Vec::<[usize; 2]>::new());
}

#[test]
fn a_limit_keeps_the_best_and_the_count() {
    let items = (1..=20).map(|number| text(&number.to_string(), "plan")).collect();
    let index = Index::of_items(items);
    let answer = index.reader().search("plan", &Filters::default(), 3).unwrap();
    assert_eq!((answer.hits.len(), answer.total), (3, 20));
    assert_eq!(index.reader().search("plan", &Filters::default(), 0).unwrap().total, 20);
}

#[test]
fn a_document_is_replaced_and_taken_out() {
    let one = |words: &str| {
        record(
            'a',
            vec![meeting("Kommunstyrelsen", date(2024, 1, 1), vec![text("1", words)])],
        )
    };
    let index = Index::of(&[one("gammal")]);
    let before = index.reader();
    let mut writer = Writer::open(index.path()).unwrap();
    writer.add(&one("ny")).unwrap();
    assert_eq!(index.search("gammal"), ["1"], "nothing is seen before the commit");
    writer.commit().unwrap();
    assert_eq!(index.search("gammal"), Vec::<String>::new());
    assert_eq!(index.search("ny"), ["1"]);
    writer.remove(&"a".repeat(64));
    writer.commit().unwrap();
    assert_eq!(index.search("ny"), Vec::<String>::new());
    let seen = before.search("gammal", &Filters::default(), 10).unwrap();
    assert_eq!(numbers(&seen), ["1"], "an open reader sees what it saw");
}

#[test]
fn one_writer_at_a_time() {
    let index = Index::of(&[]);
    let first = Writer::open(index.path()).unwrap();
    assert!(matches!(Writer::open(index.path()), Err(Error::ArchiveBusy(_))));
    drop(first);
    assert!(Writer::open(index.path()).is_ok());
}

#[test]
fn an_index_that_cannot_be_trusted_asks_for_a_rebuild() {
    let is_damaged = |path: &Path| {
        let error = Reader::open(path).err().unwrap();
        assert!(matches!(error, Error::DamagedArchive { .. }), "{error}");
        assert!(error.hint().unwrap().contains("paragraf rebuild"));
        assert!(matches!(Writer::open(path), Err(Error::DamagedArchive { .. })));
    };
    let index = Index::of_items(vec![text("1", "plan")]);
    let marker = index.path().join("paragraf-index.json");
    let content = std::fs::read_to_string(&marker).unwrap();
    std::fs::write(&marker, content.replace("swedish", "danish")).unwrap();
    is_damaged(index.path());
    std::fs::write(&marker, "{").unwrap();
    is_damaged(index.path());
    std::fs::remove_file(&marker).unwrap();
    is_damaged(index.path());
    std::fs::write(&marker, content).unwrap();
    std::fs::write(index.path().join("meta.json"), "{}").unwrap();
    is_damaged(index.path());
    is_damaged(&index.path().join("nowhere"));
}
