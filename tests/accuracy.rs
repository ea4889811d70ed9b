//! Accuracy as plain figures, so that every change of it is read as a diff. `UPDATE_EXPECT=1 cargo test accuracy` accepts.
//!
//! Only text that no OCR stands behind gives the same figures everywhere; what Tesseract reads changes with its version,
//! so for OCR there are floors.

use std::path::{Path, PathBuf};
use std::process::Command;

use expect_test::expect_file;
use serde_json::Value;

/// Fixtures whose source has text of its own: born digital, or a text file.
const WITH_TEXT: [&str; 5] = [
    "alvmora-servicenamnden_2022-03-17",
    "kvarnaker-kommunfullmaktige_2023-05-22",
    "slattmarken-direktionen_2024-09-19",
    "tallviken-kommunfullmaktige_2021-06-14",
    "vadero-samhallsbyggnadsnamnden_2025-02-11",
];

#[test]
fn of_reading_every_layout_from_its_true_text() {
    expect_file!["golden/accuracy-true-text.md"].assert_eq(&evaluate(&[
        "fixtures/truth",
        "--from-truth",
        "--markdown",
    ]));
}

/// The rules were changed with these layouts in view.
#[test]
fn of_reading_further_layouts() {
    expect_file!["golden/accuracy-layouts.md"].assert_eq(&evaluate(&["fixtures/layouts", "--markdown"]));
}

/// The rules were changed without these layouts in view: when a figure here falls, a rule has become a special case.
#[test]
fn of_reading_layouts_that_nobody_tunes_for() {
    expect_file!["golden/accuracy-held-out.md"].assert_eq(&evaluate(&["fixtures/held-out", "--markdown"]));
}

#[test]
fn of_reading_what_has_text_of_its_own() {
    let golds = WITH_TEXT.map(|name| format!("fixtures/truth/{name}.gold.json"));
    let mut arguments: Vec<&str> = golds.iter().map(String::as_str).collect();
    arguments.push("--markdown");
    expect_file!["golden/accuracy-with-text.md"].assert_eq(&evaluate(&arguments));
}

#[test]
fn of_reading_the_document_that_the_project_starts_from() {
    if let Some(folder) = shared("real/seed") {
        expect_file!["golden/accuracy-seed.md"].assert_eq(&evaluate(&[&folder, "--markdown"]));
    }
}

#[test]
fn of_reading_real_protocols_of_a_city() {
    if let Some(folder) = shared("real/goteborg") {
        expect_file!["golden/accuracy-goteborg.md"].assert_eq(&evaluate(&[&folder, "--markdown"]));
    }
}

/// A clean scan loses nothing that matters, with any Tesseract 5: the floors are a few hundredths below what 5.3.0 gives.
#[test]
fn of_a_clean_scan_is_above_its_floors() {
    let report = evaluate_to_json("fixtures/truth/sandhamra-kommunfullmaktige_2019-04-25.gold.json");
    let text = &report["text"][0];
    let recall = count(&text["words_found"]) / count(&text["words"]);
    assert!(recall >= 0.95, "word recall {recall}");
    assert_eq!(text["section_signs_found"], text["section_signs"], "§ signs");
    for (field, floor) in [
        ("items.number", 1.0),
        ("items.case_numbers.raw", 0.9),
        ("items.title", 0.7),
    ] {
        let f1 = strict_f1(&report, field);
        assert!(f1 >= floor, "F1 of {field}: {f1}, less than {floor}");
    }
}

fn strict_f1(report: &Value, field: &str) -> f64 {
    let fields = report["fields"].as_array().unwrap();
    let score = fields.iter().find(|score| score["field"] == field).unwrap();
    2.0 * count(&score["strict"]) / (count(&score["gold"]) + count(&score["read"]))
}

fn count(value: &Value) -> f64 {
    value.as_f64().unwrap()
}

fn evaluate_to_json(gold: &str) -> Value {
    serde_json::from_str(&evaluate(&[gold, "--json"])).unwrap()
}

/// Standard output of `paragraf evaluate`, run in the project's folder.
fn evaluate(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_paragraf"))
        .arg("evaluate")
        .args(arguments)
        .current_dir(project())
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {errors}");
    String::from_utf8(output.stdout).unwrap()
}

/// A folder of the real protocols that lie beside the project on some machines; says so where it is not there.
#[allow(clippy::print_stderr)]
fn shared(folder: &str) -> Option<String> {
    let path = Path::new("../shared").join(folder);
    if project().join(&path).is_dir() {
        return Some(path.display().to_string());
    }
    eprintln!("not tested: {} is not there", path.display());
    None
}

fn project() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
