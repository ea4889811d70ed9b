//! `paragraf scan` on what it will meet: sound files of every kind, broken ones, and reading processes that die.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};

use paragraf::capture::{self, CaptureOptions, Readers, Watch};
use paragraf::error::Error;
use paragraf::scan::{Page, Scan, TextFrom};

const PROGRAM: &str = env!("CARGO_BIN_EXE_paragraf");

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)
}

fn options() -> CaptureOptions {
    CaptureOptions {
        program: Some(PROGRAM.into()),
        ..CaptureOptions::default()
    }
}

fn scan(path: &Path) -> Result<Scan, Error> {
    capture::capture(path, None, &Readers::new(&options()), &Watch::idle())
}

fn text(page: &Page) -> String {
    let words: Vec<&str> = page.words.iter().map(|word| word.text.as_str()).collect();
    words.join(" ")
}

/// What became of a file: each page as its words' number and the codes of its warnings, or the fault.
fn outcome(path: &Path) -> String {
    let page = |page: &Page| {
        let codes = page
            .warnings
            .iter()
            .map(|warning| serde_json::to_string(&warning.code).unwrap());
        let codes = codes.collect::<Vec<_>>().join(" ").replace('"', "");
        let words = if page.words.is_empty() { "no words" } else { "words" };
        format!("{}: {words} {codes}", page.number).trim_end().to_owned()
    };
    match scan(path) {
        Ok(scan) => scan.pages.iter().map(page).collect::<Vec<_>>().join(", "),
        Err(Error::Source { fault, .. }) => fault.to_string(),
        Err(error) => error.to_string(),
    }
}

#[test]
fn every_bad_file_is_read_or_named_with_its_reason() {
    for (name, expected) in [
        ("empty.pdf", "the file is empty"),
        ("text-named.pdf", "its name ends in .pdf, but its content is text"),
        ("encrypted.pdf", "the file is protected by a password"),
        ("no-pages.pdf", "the file has no pages"),
        ("nul-bytes.txt", "its name ends in .txt, but its content is unknown"),
        ("blank-page.pdf", "1: no words page-empty"),
        ("huge-page.pdf", "1: words"),
        ("truncated.tif", "1: words, 2: no words page-unreadable"),
        ("pixel-bomb.png", "1: no words page-too-large"),
        ("missing.pdf", "there is no such file or folder"),
        ("", "it is a folder, not a file"),
    ] {
        assert_eq!(outcome(&fixture("bad").join(name)), expected, "{name}");
    }
}

#[test]
fn doubtful_words_are_read_again_by_another_model() {
    let image = fixture("protocols/fagernas-socialnamnden_2009-05-13.jpg");
    let read_by = |model: &str| {
        let options = CaptureOptions {
            model: model.to_owned(),
            ..options()
        };
        let scan = capture::capture(&image, None, &Readers::new(&options), &Watch::idle()).unwrap();
        scan.pages.into_iter().next().unwrap()
    };
    let page = read_by("paragraf");
    assert!(page.model.contains(" + swe "), "{}", page.model);
    let again: Vec<_> = page.words.iter().filter(|word| word.second.is_some()).collect();
    assert!(
        !again.is_empty() && again.len() * 4 < page.words.len(),
        "{}",
        again.len()
    );
    assert!(again.iter().all(|word| !word.text.contains(char::is_numeric)));
    // Who names a model sees what it reads by itself.
    assert!(read_by("swe").words.iter().all(|word| word.second.is_none()));
}

#[test]
fn a_protected_file_opens_with_one_of_the_passwords() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("passwords.txt");
    let protected = fixture("bad/encrypted.pdf");
    let with = |passwords: &str| {
        fs::write(&file, passwords).unwrap();
        let options = CaptureOptions {
            password_file: Some(file.clone()),
            ..options()
        };
        capture::capture(&protected, None, &Readers::new(&options), &Watch::idle())
    };
    assert!(!with("fel\n\nhemligt\n").unwrap().pages[0].words.is_empty());
    let error = with("fel\n").unwrap_err();
    assert!(
        error.to_string().ends_with("the file is protected by a password"),
        "{error}"
    );
}

#[test]
fn a_missing_model_ends_the_command_with_its_own_code() {
    let output = Command::new(PROGRAM)
        .arg("scan")
        .arg(fixture("protocols/sandhamra-kommunfullmaktige_2019-04-25.tif"))
        .env("PARAGRAF_NATIVE", "/nowhere")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(3));
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(
        message.contains("the OCR model paragraf is missing (looked in /nowhere)"),
        "{message}"
    );
    assert!(output.stdout.is_empty());
}

/// What a program wrote is taken word for word: the text layer gives what the typesetter set.
#[test]
fn the_text_of_a_born_digital_file_is_complete_and_in_order() {
    let name = "kvarnaker-kommunfullmaktige_2023-05-22";
    let scan = scan(&fixture(&format!("protocols/{name}.pdf"))).unwrap();
    let truth = fs::read_to_string(fixture(&format!("truth/{name}.txt"))).unwrap();
    let pages: Vec<&str> = truth.split('\x0c').collect();
    assert_eq!(scan.pages.len(), pages.len());
    for (page, truth) in scan.pages.iter().zip(pages) {
        assert_eq!(page.text_from, TextFrom::TextLayer);
        assert_eq!(text(page), truth.split_whitespace().collect::<Vec<_>>().join(" "));
    }
}

#[test]
fn a_page_does_not_depend_on_the_pages_read_before_it() {
    let path = fixture("protocols/sandhamra-kommunfullmaktige_2019-04-25.tif");
    let all = scan(&path).unwrap();
    let alone = capture::capture(&path, Some(3..=3), &Readers::new(&options()), &Watch::idle()).unwrap();
    assert_eq!(all.pages.len(), 4);
    assert_eq!(alone.pages, all.pages[2..3]);
    assert_eq!(alone.source, all.source);
}

/// A PDF of one page, a JPEG placed by `matrix` on a sheet of `sheet` points that a viewer turns by `rotate` degrees.
fn pdf_of_image(jpeg: &[u8], (width, height): (u32, u32), sheet: (u32, u32), matrix: &str, rotate: u32) -> Vec<u8> {
    let content = format!("q {matrix} cm /I Do Q");
    let mut pdf = b"%PDF-1.4\n".to_vec();
    let mut offsets = Vec::new();
    let mut add = |pdf: &mut Vec<u8>, dictionary: String, stream: &[u8]| {
        offsets.push(pdf.len());
        write!(pdf, "{} 0 obj <<{dictionary}>>", offsets.len()).unwrap();
        if !stream.is_empty() {
            pdf.extend_from_slice(b" stream\n");
            pdf.extend_from_slice(stream);
            pdf.extend_from_slice(b"\nendstream");
        }
        pdf.extend_from_slice(b" endobj\n");
    };
    add(&mut pdf, "/Type/Catalog/Pages 2 0 R".into(), b"");
    add(&mut pdf, "/Type/Pages/Count 1/Kids[3 0 R]".into(), b"");
    let media_box = format!("[0 0 {} {}]", sheet.0, sheet.1);
    let page = format!(
        "/Type/Page/Parent 2 0 R/MediaBox{media_box}/Rotate {rotate}/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>"
    );
    add(&mut pdf, page, b"");
    add(&mut pdf, format!("/Length {}", content.len()), content.as_bytes());
    let image = format!(
        "/Type/XObject/Subtype/Image/Width {width}/Height {height}/ColorSpace/DeviceGray/BitsPerComponent 8\
         /Filter/DCTDecode/Length {}",
        jpeg.len()
    );
    add(&mut pdf, image, jpeg);
    let start = pdf.len();
    write!(pdf, "xref\n0 {}\n0000000000 65535 f \n", offsets.len() + 1).unwrap();
    for offset in &offsets {
        writeln!(pdf, "{offset:010} 00000 n ").unwrap();
    }
    write!(
        pdf,
        "trailer <</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n",
        offsets.len() + 1
    )
    .unwrap();
    pdf
}

/// However the file turns and mirrors the image, the page is read as a viewer shows it, from the image's own pixels.
#[test]
fn a_scan_in_a_pdf_is_read_from_its_own_image_as_the_viewer_shows_it() {
    let path = fixture("protocols/fagernas-socialnamnden_2009-05-13.jpg");
    let jpeg = fs::read(&path).unwrap();
    let expected = scan(&path).unwrap();
    let page = &expected.pages[0];
    let size = (page.width, page.height);
    let folder = tempfile::tempdir().unwrap();
    for (sheet, matrix, rotate) in [
        ((595, 842), "595 0 0 842 0 0", 0),
        // The image lies on its side, and the viewer turns the sheet back.
        ((842, 595), "0 595 -842 0 842 0", 90),
        ((595, 842), "-595 0 0 -842 595 842", 180),
    ] {
        let file = folder.path().join("page.pdf");
        fs::write(&file, pdf_of_image(&jpeg, size, sheet, matrix, rotate)).unwrap();
        let read = scan(&file).unwrap();
        let reason = &read.pages[0].text_from_reason;
        assert!(reason.contains("at its own resolution"), "{matrix}: {reason}");
        assert_eq!((read.pages[0].width, read.pages[0].height), size, "{matrix}");
        let words = |page: &Page| page.words.len() as f32;
        let ratio = words(&read.pages[0]) / words(page);
        assert!((0.9..1.1).contains(&ratio), "{matrix}: {ratio}");
    }
}

/// A reading process as a script: opens a file of four pages, reads the first, dies on the second, hangs on the third, and reads the
/// fourth only at a lower resolution.
fn failing_program(folder: &Path) -> PathBuf {
    let page = |number: u32, dpi: u32| {
        serde_json::json!({
            "number": number, "width": 10, "height": 10, "dpi": dpi, "rotation": 0, "text_from": "ocr",
            "text_from_reason": "", "engine": "script", "model": "", "words": [], "warnings": [],
        })
    };
    let script = format!(
        "#!/bin/sh\nwhile read -r asked; do\ncase $asked in\n'{{\"open\"'*) echo '{{\"opened\":4}}' ;;\n\
         '{{\"page\":1}}') echo '{{\"page\":{}}}' ;;\n'{{\"page\":2}}') kill -SEGV $$ ;;\n\
         '{{\"page-coarsely\":4}}') echo '{{\"page\":{}}}' ;;\n'{{\"page'*) sleep 1000 ;;\nesac\ndone\n",
        page(1, 300),
        page(4, 150)
    );
    let path = folder.join("failing");
    fs::write(&path, script).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    path
}

fn failing_options(folder: &Path) -> CaptureOptions {
    CaptureOptions {
        program: Some(failing_program(folder)),
        page_seconds: 1,
        ..CaptureOptions::default()
    }
}

#[test]
fn a_page_that_crashes_or_hangs_costs_itself_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = fixture("bad/blank-page.pdf");
    let scan = capture::capture(
        &path,
        None,
        &Readers::new(&failing_options(folder.path())),
        &Watch::idle(),
    )
    .unwrap();
    let shown: Vec<String> = scan
        .pages
        .iter()
        .map(|page| {
            let messages: Vec<&str> = page.warnings.iter().map(|warning| warning.message.as_str()).collect();
            format!("{} {} {}", page.number, page.engine, messages.join(" "))
        })
        .collect();
    assert_eq!(
        shown,
        [
            "1 script ",
            "2  reading the page ended the reading process, by a wrong memory access (SIGSEGV); its text is missing",
            "3  reading the page made no progress for 1 seconds, nor at a lower resolution, and was stopped; its text is missing",
            "4 script reading the page made no progress for 1 seconds, so it was read at 150 dpi: small print may be wrong",
        ]
    );
}

/// A reading process as a script: it reads the first file that it opens and tells of it how many it has opened. After that it dies on
/// a file b, gives a page of c without words, and reads all others.
fn tiring_program(folder: &Path) -> PathBuf {
    let page = |engine: &str, warnings: serde_json::Value| {
        let page = serde_json::json!({"page": {
            "number": 1, "width": 10, "height": 10, "dpi": 300, "rotation": 0, "text_from": "ocr",
            "text_from_reason": "", "engine": engine, "model": "", "words": [], "warnings": warnings,
        }});
        page.to_string().replace("OPENED", "'$opened'")
    };
    let unreadable = serde_json::json!([{ "code": "page-unreadable", "message": "no memory", "page": 1 }]);
    let script = format!(
        "#!/bin/sh\nopened=0\nwhile read -r asked; do\ncase $asked in\n\
         '{{\"open\"'*) opened=$((opened + 1)); file=$asked; echo '{{\"opened\":1}}' ;;\n\
         '{{\"page\"'*) case $opened$file in\n1*) ;;\n*/b.png*) kill -SEGV $$ ;;\n\
         */c.png*) echo '{}'; continue ;;\nesac\necho '{}' ;;\nesac\ndone\n",
        page("tired", unreadable),
        page("OPENED", serde_json::json!([])),
    );
    let path = folder.join("tiring");
    fs::write(&path, script).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    path
}

#[test]
fn a_reading_process_goes_from_file_to_file_and_no_file_suffers_from_those_before() {
    let folder = tempfile::tempdir().unwrap();
    let options = CaptureOptions {
        program: Some(tiring_program(folder.path())),
        ..CaptureOptions::default()
    };
    let readers = Readers::new(&options);
    let read = |name: &str| {
        let path = folder.path().join(name);
        fs::copy(fixture("protocols/ljusvattnet-kommunstyrelsen_2017-10-03.png"), &path).unwrap();
        let scan = capture::capture(&path, None, &readers, &Watch::idle()).unwrap();
        (scan.pages[0].engine.clone(), scan.pages[0].warnings.len())
    };
    let pages = ["a.png", "b.png", "c.png", "d.png"].map(read);
    let by_new_child = || ("1".to_owned(), 0);
    assert_eq!(
        pages,
        [by_new_child(), by_new_child(), by_new_child(), ("2".to_owned(), 0)]
    );
}

/// A reading process as a script that, while it reads, adds to the file.
#[test]
fn a_file_that_changes_while_it_is_read_is_not_taken() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("growing.pdf");
    fs::copy(fixture("bad/blank-page.pdf"), &path).unwrap();
    let program = folder.path().join("slow");
    let answer = "{\"page\":{\"number\":1,\"width\":1,\"height\":1,\"dpi\":1,\"rotation\":0,\"text_from\":\"ocr\",\
        \"text_from_reason\":\"\",\"engine\":\"\",\"model\":\"\",\"words\":[],\"warnings\":[]}}";
    let script = format!(
        "#!/bin/sh\nread -r open\necho '{{\"opened\":1}}'\nread -r number\necho more >> {}\necho '{answer}'\nread -r end\n",
        path.display()
    );
    fs::write(&program, script).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    let options = CaptureOptions {
        program: Some(program),
        ..CaptureOptions::default()
    };
    let error = capture::capture(&path, None, &Readers::new(&options), &Watch::idle()).unwrap_err();
    assert!(
        error.to_string().ends_with("the file changed while it was read"),
        "{error}"
    );
    // What it is now is another file, and is read as it is.
    assert_eq!(outcome(&path), "1: no words page-empty");
}

#[test]
fn an_interrupted_reading_stops() {
    let folder = tempfile::tempdir().unwrap();
    let interrupted = AtomicBool::new(false);
    let watch = Watch {
        on_open: &|_| {},
        on_page: &|_, _| interrupted.store(true, Ordering::Relaxed),
        interrupted: &interrupted,
    };
    let path = fixture("bad/blank-page.pdf");
    let result = capture::capture(&path, None, &Readers::new(&failing_options(folder.path())), &watch);
    assert!(matches!(result, Err(Error::Interrupted)), "{result:?}");
}

#[test]
fn a_reading_process_ends_when_its_parent_is_gone() {
    let options = serde_json::to_string(&CaptureOptions::default()).unwrap();
    let task = serde_json::json!({"open": { "path": fixture("bad/blank-page.pdf"), "media_type": "Pdf" }});
    let mut child = Command::new(PROGRAM)
        .args(["scan", "--child", &options])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    writeln!(child.stdin.as_mut().unwrap(), "{task}").unwrap();
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap())
        .read_line(&mut first)
        .unwrap();
    assert_eq!(first, "{\"opened\":1}\n");
    drop(child.stdin.take());
    assert!(child.wait().unwrap().success());
}

#[test]
fn pages_that_the_file_does_not_have_are_said() {
    let path = fixture("bad/blank-page.pdf");
    let error = capture::capture(&path, Some(5..=7), &Readers::new(&options()), &Watch::idle()).unwrap_err();
    assert_eq!(error.exit_code(), 2);
    assert!(
        error
            .to_string()
            .ends_with("has 1 pages, and none of them was asked for"),
        "{error}"
    );
}
