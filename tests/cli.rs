//! The command line as scripts see it: help, exit codes, messages, pipes.

use std::fs;
use std::path::Path;

use expect_test::expect_file;

use crate::sandbox::Sandbox;

/// The names of all commands, as the help lists them.
fn commands(sandbox: &Sandbox) -> Vec<String> {
    let help = sandbox.expect(0, &["--help"]);
    let list = help.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    list.lines()
        .filter_map(|line| line.strip_prefix("  ")?.split_whitespace().next())
        .filter(|name| *name != "help")
        .map(str::to_owned)
        .collect()
}

#[test]
fn help_is_as_accepted() {
    let sandbox = Sandbox::new();
    expect_file!["help/paragraf.txt"].assert_eq(&sandbox.expect(0, &["--help"]));
    for command in commands(&sandbox) {
        let help = sandbox.expect(0, &[&command, "--help"]);
        assert!(help.contains("Example"), "the help of {command} shows no example");
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/help/{command}.txt"));
        expect_file![file].assert_eq(&help);
    }
}

#[test]
fn version_is_that_of_the_package() {
    let version = Sandbox::new().expect(0, &["--version"]);
    assert_eq!(version, format!("paragraf {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn bad_usage_is_2() {
    let sandbox = Sandbox::with_protocols(1);
    sandbox.expect(2, &[]);
    sandbox.expect(2, &["no-such-command"]);
    sandbox.expect(2, &["import"]);
    sandbox.expect(2, &["extract", "in/protocol-001.txt", "--pages", "3-1"]);
    sandbox.expect(2, &["export", "--format", "no-such-format", "--output", "-"]);
    sandbox.expect(0, &["import", "in"]);
    sandbox.expect(2, &["export", "--format", "json", "--output", "-"]);
}

#[test]
fn a_folder_with_other_things_becomes_no_archive() {
    let sandbox = Sandbox::with_protocols(1);
    let ended = sandbox.run(&["import", "in", "--archive", "in"]);
    assert_eq!(ended.code, Some(2));
    assert!(
        ended.stderr.contains("holds other files and no archive"),
        "{}",
        ended.stderr
    );
    assert_eq!(sandbox.tree("in").len(), 1);
}

/// An error is a sentence, then what to do; never a backtrace or the `Debug` form of a value.
#[track_caller]
fn check_error(sandbox: &Sandbox, arguments: &[&str], code: i32, message: &str, hint: &str) {
    let ended = sandbox.run(arguments);
    assert_eq!(ended.code, Some(code), "{arguments:?}: {}", ended.stderr);
    let text = ended.stderr;
    assert!(text.contains(message), "{text}");
    assert!(text.contains(&format!("hint: {hint}")), "{text}");
    assert!(!text.contains("backtrace") && !text.contains(" { "), "{text}");
    assert_eq!(ended.stdout, "");
}

#[test]
fn no_archive_is_4() {
    let sandbox = Sandbox::new();
    for command in [
        &["status"][..],
        &["rebuild"],
        &["export", "--format", "ndjson", "--output", "-"],
    ] {
        check_error(&sandbox, command, 4, "there is no archive in archive", "make one with");
    }
}

#[test]
fn an_archive_of_a_newer_version_is_4_and_stays_as_it_is() {
    let sandbox = Sandbox::with_protocols(2);
    sandbox.write("archive/paragraf.json", r#"{"format": 999, "something": "new"}"#);
    let before = sandbox.tree("archive");
    for command in [
        &["import", "in"][..],
        &["status"],
        &["rebuild"],
        &["export", "--format", "ndjson", "--output", "-"],
    ] {
        check_error(&sandbox, command, 4, "has format 999", "use the version of paragraf");
    }
    assert_eq!(sandbox.tree("archive"), before);
}

#[test]
fn a_source_that_cannot_be_read_is_1() {
    let sandbox = Sandbox::new();
    sandbox.write("empty.pdf", "");
    sandbox.write("web.pdf", "<!DOCTYPE html><html><body>404</body></html>");
    sandbox.write("sheet.zip", b"PK\x03\x04\x14\0\0\0");
    check_error(
        &sandbox,
        &["extract", "none.pdf"],
        1,
        "none.pdf: there is no such file",
        "check the path",
    );
    check_error(
        &sandbox,
        &["extract", "empty.pdf"],
        1,
        "empty.pdf: the file is empty",
        "copy or scan it again",
    );
    check_error(
        &sandbox,
        &["extract", "web.pdf"],
        1,
        "its content is a web page",
        "give it the right ending",
    );
    check_error(
        &sandbox,
        &["extract", "sheet.zip"],
        1,
        "not a PDF, TIFF, PNG, JPEG or text",
        "convert it",
    );
    check_error(
        &sandbox,
        &["extract", "."],
        1,
        "it is a folder, not a file",
        "name the file itself",
    );
}

#[test]
fn a_missing_model_is_3() {
    let sandbox = Sandbox::new();
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/protocols/fagernas-socialnamnden_2009-05-13.jpg");
    let page = page.to_str().unwrap();
    for command in [
        &["import", page, "--model", "none"][..],
        &["extract", page, "--model", "none"],
    ] {
        check_error(
            &sandbox,
            command,
            3,
            "the OCR model none is missing",
            "run `make setup`",
        );
    }
}

#[test]
fn an_output_that_cannot_be_written_is_1() {
    let sandbox = Sandbox::with_protocols(1);
    sandbox.expect(0, &["import", "in"]);
    for output in ["no/such/folder/out.ndjson", "in/protocol-001.txt/out.ndjson"] {
        let ended = sandbox.run(&["export", "--format", "ndjson", "--output", output]);
        assert_eq!(ended.code, Some(1), "{}", ended.stderr);
        assert!(
            ended.stderr.contains("out.ndjson cannot be written"),
            "{}",
            ended.stderr
        );
    }
}

#[test]
fn a_reader_that_goes_away_ends_the_output_quietly() {
    let sandbox = Sandbox::new();
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_paragraf"))
        .arg("schema")
        .current_dir(sandbox.path(""))
        .stdout(writer)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}

#[test]
fn the_archive_may_be_named_by_the_environment() {
    let sandbox = Sandbox::with_protocols(1);
    sandbox.expect(0, &["import", "in", "--archive", "elsewhere"]);
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_paragraf"))
        .args(["status", "--json"])
        .current_dir(sandbox.path(""))
        .env("PARAGRAF_ARCHIVE", "elsewhere")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(!fs::exists(sandbox.path("archive")).unwrap());
}
