//! The reading room in a real browser: headless Chromium, driven through ChromeDriver.
//!
//! `setup/browser.sh` brings Chromium and axe-core. Where they are missing, the test says that it was left out; where
//! `PARAGRAF_BROWSER` is set to `required`, as in CI, it fails then.

mod driver;

use std::path::Path;
use std::sync::LazyLock;

use serde_json::json;

use crate::sandbox::Sandbox;
use crate::serve::ReadingRoom;
use driver::{Browser, Script};

/// One matter of a municipality that does not exist, through three bodies, in two scans and a PDF that a program wrote.
const PROTOCOLS: [&str; 4] = [
    "kvarnaker-arbetsutskottet_2023-04-11.pdf",
    "kvarnaker-kommunstyrelsen_2023-05-02.pdf",
    "kvarnaker-kommunfullmaktige_2023-05-22.pdf",
    "tallviken-kommunfullmaktige_2021-06-14.ocr.txt",
];

/// All tests look at the same room.
static ROOM: LazyLock<ReadingRoom> = LazyLock::new(|| {
    let fixtures = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/protocols");
    let paths = PROTOCOLS.map(|name| format!("{fixtures}/{name}"));
    let sandbox = Sandbox::new();
    let arguments: Vec<&str> = ["import"].into_iter().chain(paths.iter().map(String::as_str)).collect();
    sandbox.expect(0, &arguments);
    ReadingRoom::open(sandbox, &[])
});

/// Goes through the room with a browser, if there is one.
fn visit(script: Script, tour: impl Fn(&Browser)) {
    match Browser::start(script) {
        Ok(browser) => tour(&browser),
        Err(missing) => leave_out(&missing),
    }
}

/// Says that a test is left out for what is missing; where it is required, the test fails.
#[allow(clippy::print_stderr)]
fn leave_out(missing: &str) {
    let required = std::env::var("PARAGRAF_BROWSER").is_ok_and(|value| value == "required");
    assert!(!required, "{missing}");
    eprintln!("not tested: {missing}; setup/browser.sh brings it");
}

/// What researchers do, each way with and without scripts.
fn research(browser: &Browser) {
    let room = &ROOM.address;
    // By case number, in another spelling; then the case over time.
    browser.go(&format!("{room}/"));
    browser.type_into("input[type=search]", "ks-2023-00118\n");
    assert_eq!(browser.count("article.hit"), 3);
    browser.click(".to-case a");
    assert!(browser.text("h1").contains("Ärende KS 2023/118"));
    assert_eq!(browser.count(".timeline > li"), 3);
    browser.click(".timeline > li:last-child h2 a");
    assert!(browser.text("h1").contains("§ 38"));
    // From the text of an item to another one, and back.
    browser.click_link("den 2 maj 2023, § 72");
    assert!(browser.text("h1").contains("§ 72"));
    // By a word without its diacritics.
    browser.go(&format!("{room}/sok?q=hundrastgard"));
    assert!(browser.text("article.hit h2").contains("hundrastgård"));
    // Narrowed down, and wide again.
    browser.go(&format!("{room}/sok?q=mejeriet"));
    browser.open_details(".narrowing details");
    browser.click_link("Kommunfullmäktige");
    assert_eq!(browser.count("article.hit"), 1);
    browser.click(".narrowing .set a");
    assert_eq!(browser.count("article.hit"), 3);
    // The page itself, with its frames.
    browser.go(&format!("{room}/sok?q=mejeriet&body=Kommunfullm%C3%A4ktige"));
    browser.click("article.hit h2 a");
    browser.wait_for_pictures();
    assert!(browser.count(".picture img") >= 1);
    for frame in [".frame-item", ".frame-decision", ".frame-hit"] {
        assert!(browser.count(frame) >= 1, "{frame}");
    }
    // In English, and it stays so.
    browser.click_link("English");
    assert!(browser.text(".cite").contains("Cite"));
    browser.go(&format!("{room}/"));
    assert_eq!(browser.text("h1"), "Search the minutes");
    browser.click_link("Svenska");
    assert_eq!(browser.text("h1"), "Sök i protokollen");
}

#[test]
fn researchers_find_decisions_with_scripts() {
    visit(Script::On, |browser| {
        research(browser);
        browser.go(&format!("{}/sok?q=mejeriet", ROOM.address));
        browser.click("article.hit h2 a");
        assert_eq!(
            browser.count(".cite button:not([hidden])"),
            2,
            "copying needs a script, and has it"
        );
        browser.press("/");
        assert_eq!(browser.run("return document.activeElement.name", json!([])), "q");
    });
}

#[test]
fn researchers_find_decisions_without_scripts() {
    visit(Script::Off, research);
}

/// axe-core tells what keeps people out who hear, magnify or tab through pages.
#[test]
fn nobody_is_kept_out() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("native/browser/axe.min.js");
    // A machine may have a browser of its own.
    let Ok(axe) = std::fs::read_to_string(&file) else {
        return leave_out(&format!("{} is missing", file.display()));
    };
    visit(Script::On, |browser| {
        for dark in [false, true] {
            browser.prefer(if dark { "dark" } else { "light" });
            for path in [
                "/",
                "/sok?q=mejeriet&year=2023",
                "/arende/KS%202023/118",
                "/nowhere",
                "/?lang=en",
            ] {
                browser.go(&format!("{}{path}", ROOM.address));
                assert_eq!(browser.axe(&axe), Vec::<String>::new(), "{path}, dark: {dark}");
            }
            browser.go(&format!("{}/sok?q=mejeriet&lang=sv", ROOM.address));
            browser.click("article.hit h2 a");
            assert_eq!(browser.axe(&axe), Vec::<String>::new(), "an item, dark: {dark}");
            browser.click(".place a");
            assert_eq!(browser.axe(&axe), Vec::<String>::new(), "a document, dark: {dark}");
        }
    });
}

#[test]
fn a_phone_shows_it_all() {
    visit(Script::On, |browser| {
        browser.resize(360, 740);
        for path in ["/", "/sok?q=mejeriet", "/arende/KS%202023/118"] {
            browser.go(&format!("{}{path}", ROOM.address));
            let wide = browser.run("return document.documentElement.scrollWidth - innerWidth", json!([]));
            assert!(wide.as_i64().unwrap() <= 0, "{path} is {wide} pixels too wide");
        }
    });
}
