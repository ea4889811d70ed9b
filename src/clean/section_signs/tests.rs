use crate::clean::lines_after;
use crate::scan::Scan;

fn repaired(lines: &[&str]) -> Vec<String> {
    let scan = Scan::of_lines(lines);
    lines_after(&scan, |text| super::repair(&scan, text))
}

#[test]
fn the_sequence_tells_what_was_a_section_sign() {
    assert_eq!(
        repaired(&["§ 40", "Text", "$ 41", "8 42", "&43", "844 Val av ombud", "§ 45"]),
        ["§ 40", "Text", "§ 41", "§ 42", "§ 43", "§ 44 Val av ombud", "§ 45"]
    );
}

#[test]
fn a_sign_may_be_read_as_two_characters_before_its_number() {
    let lines = ["§ 95 Val", "Text", "8596", "Text", ":597", "Text", "8599 stolar"];
    let read = repaired(&lines);
    assert_eq!([&read[2], &read[4], &read[6]], ["§ 96", "§ 97", "8599 stolar"]);
}

#[test]
fn a_character_before_rising_numbers_stands_for_every_sign() {
    let heads = |sign: &str| {
        let text = |number: u32| {
            let head = format!("{sign} {number} Val av ombud");
            [head, String::new(), format!("Se {sign} 12 i planen."), String::new()]
        };
        let lines: Vec<String> = (41..=44).flat_map(text).collect();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let found = repaired(&lines);
        (found[2].clone(), found[3].clone())
    };
    let both = |head: &str, text: &str| (head.to_owned(), text.to_owned());
    assert_eq!(heads("?"), both("§ 42 Val av ombud", "Se § 12 i planen."));
    assert_eq!(heads("8"), both("§ 42 Val av ombud", "Se 8 12 i planen."));
    assert_eq!(heads("•"), both("• 42 Val av ombud", "Se • 12 i planen."));
}

#[test]
fn the_year_stands_behind_the_numbers_of_a_document_that_has_it() {
    assert_eq!(
        repaired(&[
            "SN 858/17",
            "SN §59/17",
            "SN 860/17 Dnr SN 2017/3",
            "SN § 61/17",
            "SN 97/17",
            "SN 862/16"
        ]),
        [
            "SN § 58/17",
            "SN §59/17",
            "SN § 60/17 Dnr SN 2017/3",
            "SN § 61/17",
            "SN 97/17",
            "SN 862/16"
        ]
    );
    assert_eq!(repaired(&["SN § 59/17", "SN 860/17"]), ["SN § 59/17", "SN 860/17"]);
}

#[test]
fn a_list_of_matters_tells_the_number_behind_a_lost_one() {
    let heads = [
        "",
        "§ 78 Dnr 2013/2",
        "Text",
        "",
        "57 Dnr 2014/3",
        "Text",
        "",
        "580",
        "Val",
    ];
    let list = ["§ 78", "579", "580"];
    assert_eq!(
        repaired(&[&list[..], &heads].concat())[5..],
        ["§ 79 Dnr 2014/3", "Text", "§ 80", "Val"]
    );
    assert_eq!(repaired(&heads)[2..], ["57 Dnr 2014/3", "Text", "580", "Val"]);
}

#[test]
fn one_sign_may_be_read_as_two_characters() {
    let head = |head: &'static str| [head, "Vägen lagas."];
    let lines = [
        head("KS § 89 Dnr 2007/8"),
        head("KS § 90 Dnr 2007/9"),
        head("KS S191"),
        head("KS $§ 92 Val"),
        head("KS 8$ 953 Dnr 2007/3"),
        head("KS § 94 Dnr 2007/4"),
        head("KS 8195"),
        head("KS 8197"),
    ];
    let read = repaired(lines.as_flattened());
    let heads: Vec<&str> = read.iter().step_by(2).map(String::as_str).collect();
    let expected = [
        "KS § 91",
        "KS § 92 Val",
        "KS § 93 Dnr 2007/3",
        "KS § 94 Dnr 2007/4",
        "KS § 95",
        "KS 8197",
    ];
    assert_eq!(heads[2..], expected);
    // Without letters before it, a number may be any.
    assert_eq!(repaired(&["§ 90 Val", "8191 Bord"]), ["§ 90 Val", "8191 Bord"]);
}

#[test]
fn numbers_out_of_sequence_are_left_alone() {
    let lines = ["§ 40", "8 ledamöter", "83 200 kr", "5 12", "§ 41"];
    assert_eq!(repaired(&lines), lines);
}

#[test]
fn a_glued_digit_is_a_sign_only_where_the_number_fits() {
    assert_eq!(repaired(&["§ 11", "812"]), ["§ 11", "§ 12"]);
    assert_eq!(
        repaired(&["§ 2", "§8 3 Val", "§ 8 kap."]),
        ["§ 2", "§ 3 Val", "§ 8 kap."]
    );
    assert_eq!(repaired(&["§ 5", "36 Val", "§ 7"]), ["§ 5", "§ 6 Val", "§ 7"]);
    assert_eq!(repaired(&["§ 5", "36 Val"]), ["§ 5", "§ 6 Val"]);
    assert_eq!(repaired(&["§ 20", "36 Val"]), ["§ 20", "36 Val"]);
}

#[test]
fn lost_signs_in_a_row_lead_up_to_one_that_was_read() {
    assert_eq!(
        repaired(&[
            "8 38 Val av justerare",
            "Text",
            "839 Motion",
            "8§ 40 Taxa",
            "§ 41 Meddelanden"
        ]),
        [
            "§ 38 Val av justerare",
            "Text",
            "§ 39 Motion",
            "§ 40 Taxa",
            "§ 41 Meddelanden"
        ]
    );
}

#[test]
fn a_number_may_have_lost_its_sign_and_its_first_digit() {
    let lines = [
        "§ 10 Val",
        "Bo väljs.",
        "",
        "1 Beslut om resultat",
        "Ida föreslår.",
        "§ 12 Avgift",
    ];
    let read = |lines: &[&str]| {
        let scan = Scan::of_lines(lines).on_image();
        let mut text = super::super::lines::lines(&scan);
        super::repair(&scan, &mut text);
        text.lines.into_iter().map(|line| line.text).collect::<Vec<_>>()
    };
    assert_eq!(read(&lines)[2], "§ 11 Beslut om resultat");
    assert_eq!(repaired(&lines)[2], "1 Beslut om resultat");
    // A sign that was misread tells that OCR made the text.
    let misread = [
        "$ 10 Val",
        "Bo väljs.",
        "",
        "1 Beslut om resultat",
        "Ida föreslår.",
        "$ 12 Avgift",
    ];
    assert_eq!(repaired(&misread)[2], "§ 11 Beslut om resultat");
    let list = [
        "§ 10 Val",
        "",
        "1 Beslut om resultat",
        "2 Beslut om avgift",
        "§ 12 Avgift",
    ];
    assert_eq!(read(&list)[1], "1 Beslut om resultat");
}

#[test]
fn names_of_bodies_may_stand_before_the_sign() {
    assert_eq!(
        repaired(&[
            "Kommunfullmäktige 858",
            "Text.",
            "Kommunfullmäktige § 59 2014-03-31",
            "Tekniska nämnden § 4",
            "Kommunfullmäktige § 60 2014-03-31",
            "Tekniska nämnden 85",
            "Kommunfullmäktige 861 2014-03-31",
            "Tekniska nämnden § 6",
            "Kommunfullmäktige 2014-03-31",
        ]),
        [
            "Kommunfullmäktige § 58",
            "Text.",
            "Kommunfullmäktige § 59 2014-03-31",
            "Tekniska nämnden § 4",
            "Kommunfullmäktige § 60 2014-03-31",
            "Tekniska nämnden § 5",
            "Kommunfullmäktige § 61 2014-03-31",
            "Tekniska nämnden § 6",
            "Kommunfullmäktige 2014-03-31",
        ]
    );
}

#[test]
fn a_number_misread_with_its_sign_is_known_by_its_place() {
    let head = |before: &'static str| [before, "Vägen lagas."];
    let lines = [
        head("§ 55 Dnr 2017/149"),
        head("5596 Dnr 2017/8"),
        head("§ 57 Dnr 2017/201"),
    ];
    assert_eq!(repaired(lines.as_flattened())[2], "§ 56 Dnr 2017/8");
    let lines = [head("§ 4. Val"), head("B9 Till stämmans yttrande"), head("§ 6. Bron")];
    assert_eq!(repaired(lines.as_flattened())[2], "§ 5. Till stämmans yttrande");
    let lines = [head("KF § 94 Motion"), head("KF ] 75 Frågestund"), head("KF § 96 Val")];
    assert_eq!(repaired(lines.as_flattened())[2], "KF § 95 Frågestund");
    let lines = [head("§ 75 Motion"), head("§ 96 Frågestund"), head("§ 77 Val")];
    assert_eq!(repaired(lines.as_flattened())[2], "§ 76 Frågestund");
    let glued = [
        "Kf § 61 Dnr 2017/7",
        "Text.",
        "K562 Dnr 2017/8",
        "Text.",
        "Kf § 63 Dnr 2017/9",
    ];
    assert_eq!(repaired(&glued)[2], "Kf § 62 Dnr 2017/8");
    let other = [
        "Kf § 61 Dnr 2017/7",
        "Text.",
        "K552 Dnr 2017/8",
        "Text.",
        "Kf § 63 Dnr 2017/9",
    ];
    assert_eq!(repaired(&other)[2], other[2]);
    let lines = ["§ 75 Motion", "§ 96 Frågestund", "§ 76 Val", "§ 77 Val"];
    assert_eq!(repaired(&lines), lines);
    let lines = [
        ["§ 14 Val", ""],
        ["15 Val av revisor", "Bo Ek väljs."],
        head("I 16 Val av kommitté"),
        head("§ 17 Val"),
    ];
    let read = repaired(lines.as_flattened());
    assert_eq!(
        (read[1].as_str(), read[3].as_str()),
        ("§ 15 Val av revisor", "§ 16 Val av kommitté")
    );
    let lines = [
        "§ 14 Val",
        "",
        "15 Kronor",
        "",
        "15 Kronor",
        "§ 16 Val",
        "",
        "17 kronor",
        "§ 18 Val",
        "Text.",
        "19 Bord",
        "§ 20 Val",
    ];
    let whole: Vec<&str> = lines.iter().copied().filter(|line| !line.is_empty()).collect();
    assert_eq!(repaired(&lines), whole);
    // Nothing is told where two lines may be it, or the text above goes on.
    for between in [["53 Vägar", "56 Broar"], ["kostar", "53 Kronor"], ["Vägen.", "2 Bord"]] {
        let lines = ["§ 4 Val", between[0], between[1], "§ 6 Bron"];
        assert_eq!(repaired(&lines), lines);
    }
}

#[test]
fn a_number_misread_with_the_year_behind_it_is_known_by_its_place() {
    let read = |between: &'static str| {
        let lines = [
            "§ 90/2019 Dnr KS 2018-000240",
            "Förslaget godkänns.",
            "",
            between,
            "Förslaget avslås.",
            "",
            "§ 92/2019 Dnr KS 2019-000201",
        ];
        repaired(&lines)[2].clone()
    };
    assert_eq!(read("§19 12019 Dnr KS 2019-000198"), "§ 91/2019 Dnr KS 2019-000198");
    assert_eq!(read("§19 1409 Dnr KS 2019-000198"), "§19 1409 Dnr KS 2019-000198");
}

#[test]
fn letters_of_a_body_may_stand_before_the_sign() {
    assert_eq!(
        repaired(&[
            "KF§88 Bokslut",
            "KF8§89 Ansvarsfrihet",
            "KF § 90 Motion",
            "Au § 12",
            "KF891 Skolan",
            "KF§897 Utgår",
            "KF § 98`",
            "KF 8 99 Val",
            "KF ] 100 Taxa",
        ]),
        [
            "KF§88 Bokslut",
            "KF § 89 Ansvarsfrihet",
            "KF § 90 Motion",
            "Au § 12",
            "KF § 91 Skolan",
            "KF § 97 Utgår",
            "KF § 98",
            "KF § 99 Val",
            "KF § 100 Taxa"
        ]
    );
}
