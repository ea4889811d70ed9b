use super::*;
use crate::scan::Scan;

#[test]
fn a_name_that_a_line_goes_on_with_is_no_running_foot() {
    let page = |end: &str| format!("§ 1\nVal\n\nBeslutsunderlag\n{end}\nEkviks e-nämnd\nE-nämnden 2021-12-16\n");
    let roles = |end: &str| {
        let other = page("Bo Ek väljs till ombud.");
        let text = [page(end), other.clone(), other].join("\u{c}");
        let scan = Scan {
            pages: crate::capture::plain_text::pages(text.as_bytes()),
            ..Scan::of_lines(&[])
        };
        let text = crate::clean::clean(&scan);
        let name = |line: &&Line| line.text == "Ekviks e-nämnd";
        text.lines.iter().filter(name).map(|line| line.role).collect::<Vec<_>>()
    };
    let foot = Role::RunningFoot;
    assert_eq!(roles("Beslut om anställning i"), [Role::Body, foot, foot]);
    assert_eq!(roles("Beslut om anställning."), [foot, foot, foot]);
}

#[test]
fn another_day_on_a_line_of_its_own_is_no_head() {
    let page =
        |text: &str| format!("Ekstad kommun   PROTOKOLL\nNämnden   Datum\n          2019-04-10\n\n{text}\n\n\u{c}");
    let text = [
        page("Text."),
        page("Nämnden antar förslaget, som är daterat\n2019-03-25\noch mera text."),
        page("Text."),
    ]
    .concat();
    let scan = Scan {
        pages: crate::capture::plain_text::pages(text.as_bytes()),
        ..Scan::of_lines(&[])
    };
    let cleaned = crate::clean::clean(&scan);
    let role = |day: &str| cleaned.lines.iter().find(|line| line.text == day).map(|line| line.role);
    assert_eq!(role("2019-04-10"), Some(Role::RunningHead));
    assert_eq!(role("2019-03-25"), Some(Role::Body));
}

#[test]
fn a_name_below_the_fields_for_signatures_is_no_recipient() {
    let page = |number: u32, recipient: &'static str| {
        [
            String::new(),
            String::new(),
            format!("Sida {number}"),
            "Texten på sidan handlar om vägen till hamnen och om bron.".to_owned(),
            "Beslutet skickas till".to_owned(),
            recipient.to_owned(),
            "Justerandes sign          Utdragsbestyrkande".to_owned(),
            "ALVMORA KOMMUN".to_owned(),
        ]
    };
    let lines = [page(1, "Byalaget"), page(2, "Skolan"), page(3, "Hamnkontoret")].concat();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let text = crate::clean::clean(&Scan::of_lines(&lines));
    for line in text.lines.iter().filter(|line| line.text == "ALVMORA KOMMUN") {
        assert_eq!(line.role, Role::RunningFoot);
    }
    assert!(
        text.lines
            .iter()
            .any(|line| line.text == "Skolan" && line.role == Role::Body)
    );
}

#[test]
fn the_name_in_the_heads_of_other_sheets_ends_a_list_of_recipients() {
    let page = |number: usize, last: &'static str| {
        let mut scan = Scan::of_lines(&[
            &format!("Räddningstjänsten Ekvik         Protokoll         {number} (4)"),
            "",
            "                                Direktionen",
            "",
            &format!("Texten på sidan {number} handlar om vägen till hamnen."),
            "Beslutet skickas till",
            "",
            last,
            "",
            "Ordf. sign ..........   Justerandes sign ..........   Utdragsbestyrkande ..........",
        ]);
        scan.pages.remove(0)
    };
    let mut scan = Scan::of_lines(&[]);
    let recipients = ["Byalaget", "Skolan", "Hamnkontoret", "Revisorerna"];
    scan.pages = (1..).zip(recipients).map(|(number, last)| page(number, last)).collect();
    let text = crate::clean::clean(&scan);
    let is_body = |line: &&Line| line.role == Role::Body;
    let body: Vec<&str> = text
        .lines
        .iter()
        .filter(is_body)
        .map(|line| line.text.as_str())
        .collect();
    assert!(
        !body
            .iter()
            .any(|line| line.contains("Direktionen") || line.contains("sign")),
        "{body:?}"
    );
    assert!(recipients.iter().all(|name| body.contains(name)), "{body:?}");
}

#[test]
fn what_stands_alone_in_the_middle_above_several_sheets_is_a_page_number() {
    let page = |number: &'static str| {
        let head = format!("{}{number}", " ".repeat(30));
        let text = ["", "Texten på sidan handlar om vägen till hamnen och om bron i byn."];
        let mut scan = Scan::of_lines(&[&head, text[0], text[1]]).on_image();
        scan.pages.remove(0)
    };
    let roles = |numbers: &[&'static str]| -> Vec<Role> {
        let mut scan = Scan::of_lines(&[]);
        scan.pages = numbers.iter().map(|number| page(number)).collect();
        let text = crate::clean::clean(&scan);
        text.lines.iter().step_by(2).map(|line| line.role).collect()
    };
    assert_eq!(roles(&["23.", "a."]), [Role::RunningHead; 2]);
    assert_eq!(roles(&["a."]), [Role::Body]);
}

#[test]
fn heads_that_count_on_part_the_pages_of_a_file_without_breaks() {
    let page = |number: u32| {
        let head = [format!("NORRA KOMMUN Protokoll {number} (3)"), String::new()];
        let text = (1..=29).map(move |line| format!("Skolan i by {number}{line} har begärt bidrag."));
        head.into_iter().chain(text)
    };
    let lines: Vec<String> = (1..=3).flat_map(page).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let text = crate::clean::clean(&Scan::of_lines(&lines));
    let heads: Vec<bool> = text.lines.iter().map(|line| line.role == Role::RunningHead).collect();
    assert_eq!(heads.iter().filter(|head| **head).count(), 3);
    assert!(heads[0] && heads[30] && heads[60]);
}
