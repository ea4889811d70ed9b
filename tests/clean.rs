//! `paragraf clean` as users and scripts see it.

use serde_json::Value;

use crate::sandbox::Sandbox;

/// OCR without Swedish letters of minutes of a body that does not exist.
const MINUTES: &str = "\
§ 12 Renovering av simhallen\n\
\n\
Kommunstyrelsen foreslar att fullmaktige godkanner f6rslaget.\r\n\
Ordforanden forklarar sammantradet avslutat 2021-03-04, dnr KS 2021/00012.\n";

const CLEANED: &str = "\
§ 12 Renovering av simhallen\n\
\n\
Kommunstyrelsen föreslår att fullmäktige godkänner förslaget.\r\n\
Ordföranden förklarar sammanträdet avslutat 2021-03-04, dnr KS 2021/00012.\n";

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("minutes.txt", MINUTES);
    sandbox
}

#[test]
fn the_text_comes_out_line_for_line() {
    assert_eq!(sandbox().expect(0, &["clean", "minutes.txt"]), CLEANED);
}

#[test]
fn json_tells_changes_and_kind_of_text_and_the_raw_text_can_be_had_again() {
    let json: Value = serde_json::from_str(&sandbox().expect(0, &["clean", "--json", "minutes.txt"])).unwrap();
    assert_eq!(json["text"], CLEANED);
    assert_eq!(json["pages"][0]["text_condition"], "wrong-language");
    assert!(
        json["pages"][0]["text_condition_reason"]
            .as_str()
            .unwrap()
            .contains("lost")
    );
    let changes = json["changes"].as_array().unwrap();
    let mut raw: Vec<Vec<char>> = CLEANED.split('\n').map(|line| line.chars().collect()).collect();
    for change in changes {
        let confidence = change["confidence"].as_f64().unwrap();
        assert!((0.5..=1.0).contains(&confidence), "{change}");
        // No word here changes its length, so that the columns of the cleaned text are those of the raw one.
        let at = |key: &str| usize::try_from(change[key].as_u64().unwrap()).unwrap() - 1;
        let original: Vec<char> = change["original"].as_str().unwrap().chars().collect();
        raw[at("line")].splice(at("column")..at("column") + original.len(), original);
    }
    let raw: Vec<String> = raw.into_iter().map(String::from_iter).collect();
    assert_eq!(raw.join("\n"), MINUTES);
}

#[test]
fn a_diff_shows_the_lines_that_change_in_colour_where_it_may() {
    let sandbox = sandbox();
    let diff = sandbox.expect(0, &["clean", "--diff", "minutes.txt"]);
    let lines: Vec<&str> = diff.lines().collect();
    assert_eq!(lines.len(), 3, "{diff}");
    assert!(lines[0].starts_with("page 1: read in the wrong language ("), "{diff}");
    assert_eq!(
        lines[1],
        "3  Kommunstyrelsen [-foreslar-]{+föreslår+} att [-fullmaktige-]{+fullmäktige+} [-godkanner-]{+godkänner+} [-f6rslaget.-]{+förslaget.+}"
    );
    let coloured = sandbox.expect(0, &["clean", "--diff", "--color", "always", "minutes.txt"]);
    assert!(
        coloured.contains("\x1b[31mforeslar\x1b[0m\x1b[32mföreslår\x1b[0m"),
        "{coloured}"
    );
}

#[test]
fn nothing_to_change_is_said_beside_the_empty_diff() {
    let sandbox = Sandbox::new();
    sandbox.write("clean.txt", CLEANED);
    let ended = sandbox.run(&["clean", "--diff", "clean.txt"]);
    assert_eq!((ended.code, ended.stdout.as_str()), (Some(0), ""));
    assert!(
        ended.stderr.contains("nothing is changed or doubtful"),
        "{}",
        ended.stderr
    );
}

#[test]
fn letters_that_an_encoding_broke_come_back_and_are_told() {
    let sandbox = Sandbox::new();
    let misread = |c: char| match c {
        'ä' => 'Ã'.to_string() + "¤",
        'ö' => 'Ã'.to_string() + "¶",
        '§' => 'Â'.to_string() + "§",
        c => c.to_string(),
    };
    sandbox.write("broken.txt", CLEANED.chars().map(misread).collect::<String>());
    let json: Value = serde_json::from_str(&sandbox.expect(0, &["clean", "--json", "broken.txt"])).unwrap();
    assert_eq!(json["text"], CLEANED);
    assert_eq!(json["pages"][0]["text_condition"], "clean");
    let reason = json["pages"][0]["text_condition_reason"].as_str().unwrap();
    assert!(
        reason.ends_with("; 8 words were put right before: UTF-8 read as Windows-1252"),
        "{reason}"
    );
    let first = &json["changes"][0];
    assert_eq!(
        (&first["original"], &first["text"], &first["line"], &first["column"]),
        (&"Â§".into(), &"§".into(), &1.into(), &1.into())
    );
}

#[test]
fn files_of_dos_are_read_with_their_letters() {
    let sandbox = Sandbox::new();
    let byte = |c: char| match c {
        'å' => 0x86,
        'ä' => 0x84,
        'ö' => 0x94,
        '§' => 0x15,
        c => c as u8,
    };
    sandbox.write("dos.txt", CLEANED.chars().map(byte).collect::<Vec<u8>>());
    assert_eq!(sandbox.expect(0, &["clean", "dos.txt"]), CLEANED);
    let scanned = sandbox.expect(0, &["scan", "dos.txt"]);
    assert!(
        scanned.contains("the file is not UTF-8; it was read as CP850 (DOS)"),
        "{scanned}"
    );
}

#[test]
fn a_file_that_is_no_model_is_bad_usage() {
    let sandbox = sandbox();
    let ended = sandbox.run(&["clean", "--language-model", "minutes.txt", "minutes.txt"]);
    assert_eq!(ended.code, Some(2));
    assert!(ended.stderr.contains("minutes.txt is no model"), "{}", ended.stderr);
}
