//! The reading room, as a browser and as a program see it.

use std::io::BufRead;
use std::process::Child;

use jiff::civil::date;
use paragraf::record::{Item, Record, Section, SectionKind};
use serde_json::Value;
use ureq::Agent;

use crate::sandbox::Sandbox;
use crate::search::{item, meeting, record, with_case};
use crate::search_cli;

/// A reading room that is open as long as this lives.
pub struct ReadingRoom {
    program: Child,
    pub address: String,
    agent: Agent,
    _sandbox: Sandbox,
}

impl Drop for ReadingRoom {
    fn drop(&mut self) {
        self.program.kill().unwrap();
        self.program.wait().unwrap();
    }
}

/// What the room answers.
struct Answer {
    status: u16,
    headers: ureq::http::HeaderMap,
    body: Vec<u8>,
}

impl Answer {
    fn text(&self) -> &str {
        str::from_utf8(&self.body).unwrap()
    }

    fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

impl ReadingRoom {
    /// Over the archive of a sandbox.
    pub fn open(sandbox: Sandbox, arguments: &[&str]) -> Self {
        let arguments = [&["serve", "--listen", "127.0.0.1:0"], arguments].concat();
        let (program, mut told) = sandbox.start(&arguments, 0);
        let mut line = String::new();
        told.read_line(&mut line).unwrap();
        let address = line.split_whitespace().find(|word| word.starts_with("http://"));
        let address = address
            .unwrap_or_else(|| panic!("{line}"))
            .trim_end_matches('/')
            .to_owned();
        let agent = Agent::config_builder().http_status_as_error(false).build().into();
        Self {
            program,
            address,
            agent,
            _sandbox: sandbox,
        }
    }

    fn of(records: Vec<Record>, arguments: &[&str]) -> Self {
        Self::open(search_cli::sandbox(records), arguments)
    }

    fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = self.agent.get(format!("{}{path}", self.address));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut response = request.call().unwrap();
        Answer {
            status: response.status().as_u16(),
            headers: response.headers().clone(),
            body: response.body_mut().read_to_vec().unwrap(),
        }
    }

    #[track_caller]
    fn expect(&self, status: u16, path: &str) -> Answer {
        let answer = self.get_with(path, &[]);
        assert_eq!(
            answer.status,
            status,
            "{path}: {}",
            String::from_utf8_lossy(&answer.body)
        );
        answer
    }
}

fn bridge() -> ReadingRoom {
    ReadingRoom::open(search_cli::bridge(), &[])
}

#[test]
fn the_first_page_shows_what_is_in_the_archive() {
    let room = bridge();
    let page = room.expect(200, "/");
    for shown in [
        "Norrvikens kommun",
        "Kommunstyrelsen",
        "2023",
        "<strong>3</strong> paragrafer",
        "lang=\"sv\"",
    ] {
        assert!(page.text().contains(shown), "{shown}");
    }
}

#[test]
fn results_are_listed_narrowed_and_marked() {
    let room = bridge();
    let page = room.expect(200, "/sok?q=bro");
    assert!(page.text().contains("2 träffar"));
    assert!(page.text().contains("Ny <mark>bro</mark> över Ån"));
    let narrowed = room.expect(200, "/sok?q=bro&body=Kommunstyrelsen");
    assert!(narrowed.text().contains("1 träff<"));
    assert!(
        room.expect(200, "/sok?q=br%C3%A5dska")
            .text()
            .contains("Inget i arkivet svarar")
    );
    assert!(
        room.expect(200, "/sok?q=rapprten")
            .text()
            .contains("Menade du <a href=\"/sok?q=rapporten\">")
    );
    let case = room.expect(200, "/sok?q=ks%202023%207");
    assert!(case.text().contains("href=\"/arende/KS%202023/7\""));
    assert!(
        room.expect(200, "/sok?q=bro&fbclid=1").text().contains("2 träffar"),
        "strangers' marks are passed over"
    );
}

#[test]
fn an_item_and_its_case_lead_to_each_other() {
    let room = bridge();
    let item = room.expect(200, "/paragraf/bbbbbbbbbbbb.1.12");
    for shown in [
        "KS 2023-05-02 § 12, dnr KS 2023/7",
        "href=\"/arende/KS%202023/7\"",
        "Kommunstyrelsen föreslår en ny bro.",
    ] {
        assert!(item.text().contains(shown), "{shown}");
    }
    let case = room.expect(200, "/arende/KS%202023/7");
    let order: Vec<usize> = ["bbbbbbbbbbbb.1.12", "cccccccccccc.1.40", "cccccccccccc.1.9"]
        .iter()
        .map(|id| case.text().find(id).unwrap())
        .collect();
    assert!(order.is_sorted());
    assert!(case.text().contains("hänvisar till ärendet"));
    assert!(
        room.expect(200, &format!("/dokument/{}", "c".repeat(64)))
            .text()
            .contains("§ 40")
    );
}

#[test]
fn english_is_a_switch_that_is_remembered() {
    let room = bridge();
    let page = room.expect(200, "/sok?q=bro&lang=en");
    assert!(page.text().contains("2 results") && page.text().contains("lang=\"en\""));
    let cookie = page.header("set-cookie").split(';').next().unwrap().to_owned();
    let next = room.get_with("/", &[("cookie", &cookie)]);
    assert!(next.text().contains("Search the minutes"));
    assert_eq!(next.header("set-cookie"), "");
    let back = room.get_with("/?lang=sv", &[("cookie", &cookie)]);
    assert!(back.text().contains("Sök i protokollen"));
}

#[test]
fn what_is_not_here_is_said_and_leaks_nothing() {
    let room = bridge();
    for path in [
        "/nowhere",
        "/paragraf/bbbbbbbbbbbb.1.99",
        "/paragraf/..%2F..%2Fetc%2Fpasswd",
        "/paragraf/b",
        "/paragraf/%00",
        "/dokument/..%2F..",
        "/dokument/zzzzzzzzzzzz",
        "/arende/KS%201999/1",
        "/arende/bro",
        "/sida/bbbbbbbbbbbb/1",
        "/sida/..%2F../1",
    ] {
        let answer = room.expect(404, path);
        assert!(answer.text().contains("Finns inte här"), "{path}");
    }
    assert_eq!(room.get_with("/sida/bbbbbbbbbbbb/x", &[]).status, 400);
    assert_eq!(
        room.expect(400, "/sok?year=many").header("content-type"),
        "text/html; charset=utf-8"
    );
    let long = format!("/sok?q={}", "a".repeat(401));
    assert!(room.expect(400, &long).text().contains("at most 400"));
}

#[test]
fn every_answer_is_safe_in_a_browser() {
    let room = bridge();
    for path in ["/", "/sok?q=bro", "/nowhere", "/api/v1/search", "/style.css"] {
        let answer = room.get_with(path, &[]);
        assert!(
            answer
                .header("content-security-policy")
                .starts_with("default-src 'none'"),
            "{path}"
        );
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("referrer-policy"), "no-referrer");
    }
    let page = room.expect(200, "/sok?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E");
    assert!(!page.text().contains("<script>alert"));
    assert!(
        !page.text().contains(" style="),
        "the policy forbids styles in the page"
    );
    let evil = Item {
        title: Some("<img src=x onerror=alert(1)>".to_owned()),
        ..item("1", "", "<b>Bifall</b>", "</p><script>bro</script>")
    };
    let room = ReadingRoom::of(
        vec![record('e', vec![meeting("<i>", date(2023, 1, 1), vec![evil])])],
        &[],
    );
    for path in [
        "/",
        "/sok?q=bro",
        "/paragraf/eeeeeeeeeeee.1.1",
        "/dokument/eeeeeeeeeeee",
    ] {
        let page = room.expect(200, path);
        for tag in ["<img src=x", "<b>Bifall", "<script>bro", "<i>"] {
            assert!(!page.text().contains(tag), "{path} lets through {tag}");
        }
    }
}

#[test]
fn the_api_is_as_its_document_says() {
    let room = bridge();
    let described = room.expect(200, "/api/v1/openapi.json").json();
    let examples = [
        ("/api/v1/search", "/api/v1/search?q=sliten+bro&size=1&page=2"),
        ("/api/v1/search.csv", "/api/v1/search.csv?q=bro"),
        ("/api/v1/items/{id}", "/api/v1/items/cccccccccccc.1.9"),
        ("/api/v1/cases/{number}", "/api/v1/cases/KS%202023%2F7"),
        ("/api/v1/documents", "/api/v1/documents?limit=1"),
        ("/api/v1/documents/{id}", "/api/v1/documents/bbbbbbbbbbbb"),
        ("/api/v1/export", "/api/v1/export"),
        ("/api/v1/changes", "/api/v1/changes?since=2020-01-01T00:00:00Z"),
    ];
    let paths = described["paths"].as_object().unwrap();
    assert_eq!(paths.len(), examples.len());
    for (path, example) in examples {
        let content = paths[path]["get"]["responses"]["200"]["content"].as_object().unwrap();
        let (media_type, content) = content.iter().next().unwrap();
        let answer = room.expect(200, example);
        assert!(answer.header("content-type").starts_with(media_type.as_str()), "{path}");
        let mut schema = content["schema"].clone();
        schema["components"] = described["components"].clone();
        let schema = jsonschema::validator_for(&schema).unwrap();
        let values: Vec<Value> = match media_type.as_str() {
            "application/json" => vec![answer.json()],
            "application/x-ndjson" => answer
                .text()
                .lines()
                .map(|line| serde_json::from_str(line).unwrap())
                .collect(),
            _ => vec![answer.text().into()],
        };
        assert!(!values.is_empty());
        for value in values {
            let errors: Vec<String> = schema.iter_errors(&value).map(|error| error.to_string()).collect();
            assert!(errors.is_empty(), "{path}: {errors:?}");
        }
        let refused = room.expect(
            400,
            &format!("{example}{}colour=red", if example.contains('?') { '&' } else { '?' }),
        );
        assert!(
            refused.json()["message"]
                .as_str()
                .unwrap()
                .contains("no parameter \"colour\""),
            "{path}"
        );
    }
    let of_search = paths["/api/v1/search"]["get"]["parameters"].as_array().unwrap();
    let values = [
        ("case", "2023/7"),
        ("year", "2023"),
        ("from", "2023-01-01"),
        ("to", "2023-12-31"),
        ("decision", "approved"),
        ("has", "vote"),
        ("sort", "newest"),
        ("page", "1"),
        ("size", "5"),
        ("document", "b"),
    ];
    for parameter in of_search {
        let name = parameter["name"].as_str().unwrap();
        let value = values
            .iter()
            .find(|(known, _)| *known == name)
            .map_or("bro", |(_, value)| value);
        room.expect(200, &format!("/api/v1/search?{name}={value}"));
    }
}

#[test]
fn programs_get_counts_pages_and_tables() {
    let room = bridge();
    let answer = room
        .expect(200, "/api/v1/search?q=bro&sort=oldest&size=1&page=2")
        .json();
    assert_eq!(
        (&answer["total"], &answer["hits"][0]["number"]),
        (&2.into(), &"40".into())
    );
    assert_eq!(answer["facets"]["body"][0]["items"], 1);
    let table = room.expect(200, "/api/v1/search.csv?q=bro&sort=oldest");
    let lines: Vec<&str> = table.text().lines().collect();
    assert_eq!(
        lines[1],
        "bbbbbbbbbbbb.1.12,Norrvikens kommun,Kommunstyrelsen,2023-05-02,12,Ny bro över Ån,KS 2023/7,approved,"
    );
    let listed = room.expect(200, "/api/v1/documents?limit=1").json();
    let next = listed["next"].as_str().unwrap();
    let rest = room.expect(200, &format!("/api/v1/documents?after={next}")).json();
    assert_eq!(
        (&rest["documents"][0]["file"], &rest["next"]),
        (&"c.txt".into(), &Value::Null)
    );
    let until = room.expect(200, "/api/v1/changes").json()["until"]
        .as_str()
        .unwrap()
        .to_owned();
    let later = room.expect(200, &format!("/api/v1/changes?since={until}")).json();
    assert_eq!(later["documents"].as_array().unwrap().len(), 0);
}

#[test]
fn the_room_sees_what_an_import_brings() {
    let sandbox = Sandbox::with_protocols(2);
    sandbox.expect(0, &["import", "in/protocol-001.txt"]);
    let room = ReadingRoom::open(sandbox, &[]);
    let total = || room.expect(200, "/api/v1/search?q=remiss").json()["total"].as_u64();
    assert_eq!(total(), Some(1));
    room._sandbox.expect(0, &["import", "in/protocol-002.txt"]);
    assert_eq!(total(), Some(2));
    room._sandbox.expect(0, &["rebuild"]);
    assert_eq!(total(), Some(2));
}

#[test]
fn the_public_sees_no_identity_number() {
    // A number that Skatteverket gives out for tests.
    let number = "640823-3234";
    let said = Item {
        sections: vec![Section {
            kind: SectionKind::Other,
            heading: None,
            text: format!("Sökanden, {number}, bor i Norrviken."),
            source: None,
        }],
        ..item(
            "1",
            &format!("Bygglov för {number}"),
            &format!("{number} får bygga."),
            "",
        )
    };
    let records = || {
        vec![record(
            'a',
            vec![meeting("Byggnadsnämnden", date(2023, 1, 1), vec![said.clone()])],
        )]
    };
    let paths = [
        "/",
        "/sok?q=bygglov",
        "/sok?q=norrviken",
        "/paragraf/aaaaaaaaaaaa.1.1",
        "/dokument/aaaaaaaaaaaa",
        "/api/v1/search?q=bygga",
        "/api/v1/search.csv?q=bygga",
        "/api/v1/items/aaaaaaaaaaaa.1.1",
        "/api/v1/documents/aaaaaaaaaaaa",
        "/api/v1/export",
    ];
    let public = ReadingRoom::of(records(), &["--public"]);
    for path in paths {
        let answer = public.expect(200, path);
        assert!(!answer.text().contains("3234"), "{path}: {}", answer.text());
    }
    assert_eq!(
        public.expect(200, "/api/v1/documents/aaaaaaaaaaaa").json()["source_file"]["path"],
        "a.txt"
    );
    let asked = public.expect(200, &format!("/sok?q={number}"));
    assert!(asked.text().contains("Personnummer går inte att söka på"));
    // No part of it tells that somebody has it, and none is put right to it.
    let within = ReadingRoom::of(records(), &[]);
    for part in [
        "3234",
        "640823",
        "%22s%C3%B6kanden%20640823%22",
        "bygglov%203234",
        "-3234%20norrviken",
    ] {
        let found = |room: &ReadingRoom| room.expect(200, &format!("/api/v1/search?q={part}")).json();
        let as_if_absent = found(&public);
        let elsewhere = found(&ReadingRoom::of(vec![record('a', vec![])], &["--public"]));
        assert_eq!(as_if_absent["suggestion"], elsewhere["suggestion"], "{part}");
        match part {
            // What all items lack excludes none; and one word of two finds what has the other.
            "-3234%20norrviken" | "bygglov%203234" => assert_eq!(as_if_absent["total"], 1, "{part}"),
            _ => assert_eq!(as_if_absent["total"], 0, "{part}"),
        }
        let total = if part.starts_with('-') { 0 } else { 1 };
        assert_eq!(found(&within)["total"], total, "{part}");
    }
    assert!(within.expect(200, "/paragraf/aaaaaaaaaaaa.1.1").text().contains(number));
    assert_eq!(
        within.expect(200, &format!("/api/v1/search?q={number}")).json()["total"],
        1
    );
}

#[test]
fn a_page_of_a_protected_file_says_why_it_is_not_drawn() {
    let open = |arguments: &[&str]| {
        let sandbox = Sandbox::new();
        let protected = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/bad/encrypted.pdf");
        sandbox.write("passwords.txt", "hemligt\n");
        sandbox.expect(0, &["import", protected, "--password-file", "passwords.txt"]);
        ReadingRoom::open(sandbox, arguments)
    };
    let locked = open(&[]);
    let item = locked.expect(200, "/api/v1/search").json()["hits"][0].clone();
    let (id, document) = (item["id"].as_str().unwrap(), item["document"].as_str().unwrap());
    let page = locked.expect(200, &format!("/paragraf/{id}"));
    assert!(
        page.text().contains("källfilen är skyddad med lösenord"),
        "{}",
        page.text()
    );
    assert!(!page.text().contains("<img"));
    locked.expect(404, &format!("/sida/{document}/1"));
    let opened = open(&["--password-file", "passwords.txt"]);
    assert!(opened.expect(200, &format!("/paragraf/{id}")).text().contains("<img"));
    opened.expect(200, &format!("/sida/{document}/1"));
}

#[test]
fn a_picture_of_a_page_is_drawn_with_its_frames_unless_it_holds_an_identity_number() {
    let fixture = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/fixtures/protocols/ljusvattnet-kommunstyrelsen_2017-10-03.png"
    );
    let open = |arguments: &[&str]| {
        let sandbox = Sandbox::new();
        sandbox.expect(0, &["import", fixture]);
        ReadingRoom::open(sandbox, arguments)
    };
    let room = open(&[]);
    let items = room.expect(200, "/api/v1/search").json();
    let (id, document) = (
        items["hits"][0]["id"].as_str().unwrap(),
        items["hits"][0]["document"].as_str().unwrap(),
    );
    let page = room.expect(200, &format!("/paragraf/{id}?q=kommunstyrelsen"));
    for frame in ["frame-item", "frame-decision", "frame-hit"] {
        assert!(page.text().contains(frame), "{frame}");
    }
    let picture = room.expect(200, &format!("/sida/{document}/1"));
    assert_eq!(picture.header("content-type"), "image/jpeg");
    assert!(picture.body.starts_with(&[0xff, 0xd8]) && picture.body.len() > 50_000);
    room.expect(404, &format!("/sida/{document}/2"));
    assert_eq!(
        open(&["--public"]).expect(200, &format!("/sida/{document}/1")).body,
        picture.body
    );
}

#[test]
fn an_address_that_is_taken_is_said() {
    let room = bridge();
    let taken = room.address.trim_start_matches("http://");
    let ended = room._sandbox.run(&["serve", "--listen", taken]);
    assert_eq!(ended.code, Some(1));
    assert!(
        ended.stderr.contains("nothing can listen on") && ended.stderr.contains("hint: "),
        "{}",
        ended.stderr
    );
    room._sandbox.expect(4, &["serve", "--archive", "nowhere"]);
}

/// The case of an item decides what it is cited by.
#[test]
fn an_item_is_cited_as_registers_do() {
    let items = vec![with_case("197", "2021/1173"), item("198", "Val", "Val görs.", "")];
    let room = ReadingRoom::of(
        vec![record(
            'f',
            vec![meeting("Kommunfullmäktige", date(2021, 9, 27), items)],
        )],
        &[],
    );
    let citation = |id: &str| room.expect(200, &format!("/api/v1/items/{id}")).json()["citation"].clone();
    assert_eq!(citation("ffffffffffff.1.197"), "KF 2021-09-27 § 197, dnr 2021/1173");
    assert_eq!(citation("ffffffffffff.1.198"), "KF 2021-09-27 § 198");
}
