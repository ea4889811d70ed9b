//! The heads of invented items.

use crate::record::Item;
use crate::scan::Scan;

fn items(lines: &[&str]) -> Vec<Item> {
    crate::read(&Scan::of_lines(lines)).meetings.remove(0).items
}

/// Number, title and case numbers.
fn head_of(item: &Item) -> (&str, &str, Vec<&str>) {
    let numbers = item.case_numbers.iter().map(|number| number.raw.as_str());
    let title = item.title.as_deref().unwrap_or_default();
    (item.number.as_str(), title, numbers.collect())
}

fn heads_of(items: &[Item]) -> Vec<(&str, &str, Vec<&str>)> {
    items.iter().map(head_of).collect()
}

#[test]
fn numbers_of_another_body_below_the_own_ones_are_no_items() {
    let mut lines = Vec::new();
    let own: Vec<String> = (41..=46)
        .map(|number| format!("§ {number}  Ärende med nummer {number}"))
        .collect();
    let other: Vec<String> = (41..=46).map(|number| format!("Ks § {}", 2 * number)).collect();
    for (own, other) in own.iter().zip(&other) {
        let text = [
            "",
            "Skolan har begärt bidrag.",
            "",
            "Kommunfullmäktige beslutar",
            "",
            "att bevilja bidraget.",
            "",
            "",
        ];
        lines.extend([own.as_str(), "", "", other.as_str()].iter().chain(&text).copied());
    }
    let found = items(&lines);
    let numbers: Vec<&str> = found.iter().map(|item| item.number.as_str()).collect();
    assert_eq!(numbers, ["41", "42", "43", "44", "45", "46"]);
}

#[test]
fn matters_of_another_body_that_are_reported_are_no_items() {
    let decided = ["", "Kommunstyrelsen beslutar", "", "att godkänna förslaget.", ""];
    let heads = [["Ks § 41", "Au § 84"], ["Ks § 42", "Au § 85"], ["Ks § 43", ""]];
    let mut lines = Vec::new();
    for (head, title) in heads
        .iter()
        .zip(["Plan för Ekvik", "Delårsbokslut", "Delegationsbeslut"])
    {
        lines.extend(head.iter().chain(&["", title]));
        if title == "Delegationsbeslut" {
            lines.extend([
                "",
                "Au § 94     Bidrag till spelet, 15 000 kronor",
                "Au § 95     Yttrande över ansökan",
            ]);
        }
        lines.extend(decided);
    }
    let numbers: Vec<String> = items(&lines).into_iter().map(|item| item.number).collect();
    assert_eq!(numbers, ["41", "42", "43"]);
}

#[test]
fn the_number_of_another_body_may_stand_first() {
    let text = [
        "",
        "Skolan har begärt bidrag.",
        "",
        "Kommunstyrelsens beslut",
        "",
        "Bidraget beviljas.",
        "",
        "",
    ];
    let heads = [
        "Ks § 41                         Dnr KK 08-0301-106",
        "Au § 87     Ks § 42             Dnr KK 07-0419-214",
        "Au § 91     Ks § 43",
        "Ks § 44",
        "Au § 92     Ks § 45             Dnr KK 08-0255-822",
    ];
    let titles = [
        "Information",
        "Plan för Ekvik",
        "Delårsbokslut",
        "Motion om kaffe",
        "Taxa för bad",
    ];
    let lines: Vec<&str> = heads
        .iter()
        .zip(&titles)
        .flat_map(|(head, title)| [&[*head, "", *title], &text[..]].concat())
        .collect();
    let found = items(&lines);
    let expected = [
        ("41", "Information", vec!["KK 08-0301-106"]),
        ("42", "Plan för Ekvik", vec!["KK 07-0419-214"]),
        ("43", "Delårsbokslut", vec![]),
        ("44", "Motion om kaffe", vec![]),
        ("45", "Taxa för bad", vec!["KK 08-0255-822"]),
    ];
    assert_eq!(heads_of(&found), expected);
}

#[test]
fn class_codes_stand_in_a_column_of_their_own() {
    let items = items(&[
        "§ 11   Borgen för Stiftelsen Ekbostäder            Dnr 2014-00301   045",
        "",
        "Borgen beviljas.",
        "",
        "§ 12   Remiss om vattenförvaltning i",
        "       Sjövikens distrikt                          Dnr 2014-00277   400",
        "",
        "Yttrande avges.",
        "",
        "§ 13   Dnr: KS 2000.0344, TN 2002.0107      352",
        "",
        "Ändrad VA-taxa",
        "",
        "Taxan antas.",
    ]);
    let expected = [
        ("11", "Borgen för Stiftelsen Ekbostäder", vec!["2014-00301 045"]),
        (
            "12",
            "Remiss om vattenförvaltning i Sjövikens distrikt",
            vec!["2014-00277 400"],
        ),
        ("13", "Ändrad VA-taxa", vec!["KS 2000.0344", "TN 2002.0107 352"]),
    ];
    assert_eq!(heads_of(&items), expected);
}

#[test]
fn case_numbers_stand_in_brackets_and_behind_titles() {
    let heads = [
        "§ 11 (KS 2013/41, KS 2013/42)",
        "Taxa för vatten",
        "§ 12 Taxa för avlopp, dnr KS 2013/43",
        "",
        "§ 13 Taxa för sopor - KS 2013/44",
        "",
        "§ 14 Plan för åren 2013-2014 / 2015-2016",
        "",
    ];
    let text = ["", "Beslut", "", "Taxan antas.", ""];
    let lines: Vec<&str> = heads.chunks(2).flat_map(|head| [head, &text[..]].concat()).collect();
    let expected = [
        ("11", "Taxa för vatten", vec!["KS 2013/41", "KS 2013/42"]),
        ("12", "Taxa för avlopp", vec!["KS 2013/43"]),
        ("13", "Taxa för sopor", vec!["KS 2013/44"]),
        ("14", "Plan för åren 2013-2014 / 2015-2016", vec![]),
    ];
    assert_eq!(heads_of(&items(&lines)), expected);
}

#[test]
fn a_list_below_the_title_is_none_of_it() {
    let items = items(&[
        "§ 11   Delgivningar",
        "",
        "       1.  Kommunförbundet, protokoll 2014-09-12",
        "       2.  Landstingets beslut om ambulanser",
        "",
        "Kommunstyrelsens beslut",
        "",
        "Delgivningarna läggs till handlingarna.",
    ]);
    assert_eq!(head_of(&items[0]), ("11", "Delgivningar", vec![]));
}

#[test]
fn a_property_stands_above_what_is_asked_for_it() {
    let items = items(&[
        "Mbn § 91                         Dnr 2014.0388-233",
        "",
        "Västra Ekvik 3:17, Storgatan 6",
        "Ansökan om bygglov",
        "",
        "Sökande: Ekvik Fritid AB",
        "",
        "Beslut",
        "",
        "Bygglov beviljas.",
    ]);
    let title = "Västra Ekvik 3:17, Storgatan 6 Ansökan om bygglov";
    assert_eq!(head_of(&items[0]), ("91", title, vec!["2014.0388-233"]));
}

#[test]
fn numbers_of_other_bodies_that_are_far_away_do_not_end_the_minutes() {
    let decided = ["", "Beslut", "", "Vägen lagas.", ""];
    let heads = [
        &["§ 41 Val"][..],
        &[
            "§ 42 Broar",
            "",
            "Ks § 277 Bo Ek (s) anmäler jäv.",
            "Bn § 318",
            "Dnr 59/76 Nämnden har hört alla.",
        ],
        &["§ 46 Vägar"],
    ];
    let lines: Vec<&str> = heads
        .iter()
        .flat_map(|head| head.iter().chain(&decided))
        .copied()
        .collect();
    let found = items(&lines);
    let numbers: Vec<&str> = found.iter().map(|item| item.number.as_str()).collect();
    assert_eq!(numbers, ["41", "42", "46"]);
}

#[test]
fn a_title_may_end_behind_the_case_number_in_the_margin() {
    let read = |second: &'static str| {
        let lines = [
            "§ 35. Yttrande om sammanläggning av kommunerna inom Hälltorps",
            second,
            "",
            "           Länsstyrelsen har bett om yttrande.",
        ];
        crate::read(&Scan::of_lines(&lines).on_image())
            .meetings
            .remove(0)
            .items
            .remove(0)
            .title
    };
    let whole = "Yttrande om sammanläggning av kommunerna inom Hälltorps kommunblock";
    assert_eq!(read("Dnr 12/65 kommunblock").as_deref(), Some(whole));
    assert_ne!(read("Dnr 12/65 kommunblocket bildas.").as_deref(), Some(whole));
}

#[test]
fn a_case_number_beside_a_title_may_look_like_years() {
    let items = items(&[
        "§ 11          Bygglov för båthus                    2014/311",
        "",
        "Nämnden beviljar bygglov.",
        "",
        "§ 12          Plan för Ekviks strand                2014/2019",
        "              och hamn",
        "",
        "Nämnden antar planen.",
    ]);
    assert_eq!(
        head_of(&items[1]),
        ("12", "Plan för Ekviks strand och hamn", vec!["2014/2019"])
    );
}

#[test]
fn a_dash_between_number_and_case_number_is_no_text() {
    let found = items(&[
        "KSSU § 104  — KS 2020/00002",
        "",
        "Anmälan av beslut",
        "",
        "Beslut",
        "Anmälan godkänns.",
    ]);
    assert_eq!(heads_of(&found), [("104", "Anmälan av beslut", vec!["KS 2020/00002"])]);
}

#[test]
fn the_sign_may_stand_behind_labels_or_be_spelled() {
    let named = items(&[
        "Kommunstyrelsen § 54          Dnr KS 2019/33",
        "",
        "Vägen till hamnen",
        "",
        "Beslut",
        "Vägen lagas. Kostnaden bärs av hamnen enligt",
        "Kommunfullmäktige § 12 den 3 maj.",
        "",
        "Kommunstyrelsen § 55",
        "",
        "Skolans tak",
        "",
        "Beslut",
        "Taket lagas.",
    ]);
    assert_eq!(
        heads_of(&named),
        [
            ("54", "Vägen till hamnen", vec!["KS 2019/33"]),
            ("55", "Skolans tak", vec![])
        ]
    );
    for (first, second) in [
        ("Dnr KS 2019/33          § 54", "Dnr KS 2019/34          § 55"),
        ("Paragraf 54      Dnr KS 2019/33", "Paragraf 55      Dnr KS 2019/34"),
    ] {
        let found = items(&[
            first,
            "",
            "Vägen till hamnen",
            "",
            "Beslut",
            "Vägen lagas.",
            "",
            second,
            "",
            "Skolans tak",
            "",
            "Beslut",
            "Taket lagas.",
        ]);
        assert_eq!(
            heads_of(&found),
            [
                ("54", "Vägen till hamnen", vec!["KS 2019/33"]),
                ("55", "Skolans tak", vec!["KS 2019/34"])
            ]
        );
    }
}

#[test]
fn a_title_of_its_own_may_say_what_becomes_of_its_matter() {
    let found = items(&[
        "§ 4",
        "",
        "Kyrkogatan 14 - bygglov för nytt hus, ärendet återremitteras",
        "",
        "Beslut",
        "Ärendet återremitteras.",
        "",
        "§ 5                                 KS/2015:71 , KS/2015:12",
        "",
        "Försäljning av mark, del av fastigheten",
        "Norra Byn 3:1",
        "",
        "Beslut",
        "Marken säljs till den som har lämnat det högsta budet på den före årets slut.",
    ]);
    assert_eq!(
        head_of(&found[1]),
        (
            "5",
            "Försäljning av mark, del av fastigheten Norra Byn 3:1",
            vec!["KS/2015:71", "KS/2015:12"]
        )
    );
    assert!(head_of(&found[0]).1.starts_with("Kyrkogatan"));
}

#[test]
fn the_day_beside_a_number_and_recipients_below_it_are_no_title() {
    let found = items(&[
        "Kommunfullmäktige         § 58           2014-03-31",
        "",
        "Val av justerare",
        "",
        "KF beslutar",
        "",
        "att välja Ida Lo (M).",
        "",
        "Kommunfullmäktige         § 59           2014-03-31",
        "Tekniska nämnden          § 47           2014-03-10",
        "",
        "                                         Dnr 2014/118.042",
        "",
        "Bron över ån",
        "",
        "KF beslutar",
        "",
        "att bron lagas.",
        "",
        "Kommunfullmäktige         § 60           2014-03-31   KS.2012.19.102",
        "                                                      KS.2012.57.102",
        "Akten",
        "Hamnkontoret",
        "",
        "Hamnens djup",
        "",
        "Kommunfullmäktiges beslut",
        "",
        "Hamnen muddras.",
    ]);
    let heads = heads_of(&found);
    assert_eq!(heads[0], ("58", "Val av justerare", vec![]));
    assert_eq!(heads[1], ("59", "Bron över ån", vec!["2014/118.042"]));
    assert_eq!(heads[2].1, "Hamnens djup");
    assert_eq!(found[2].recipients, ["Akten", "Hamnkontoret"]);
    assert_eq!(found[1].decisions[0].body.as_deref(), Some("Kommunfullmäktige"));
}

#[test]
fn case_numbers_of_unknown_forms_stand_beside_the_number_and_other_numbers_in_brackets_below() {
    let found = items(&[
        "Ks § 54   2015.104 KS 042",
        "(Au § 38)",
        "",
        "Vägen till hamnen",
        "",
        "Beslut",
        "Vägen lagas.",
        "",
        "Ks § 55",
        "",
        "Taket",
        "",
        "Beslut",
        "Taket lagas.",
    ]);
    assert_eq!(
        heads_of(&found),
        [
            ("54", "Vägen till hamnen", vec!["2015.104 KS 042"]),
            ("55", "Taket", vec![])
        ]
    );
}

#[test]
fn numbers_have_years_and_items_go_on_behind_recipients() {
    let found = items(&[
        "KS § 96/19                              Dnr 14KS3",
        "Delges: Revisorerna",
        "",
        "Om vägen mellan kyrkan och      Dnr 14KS4",
        "hamnen",
        "",
        "Beslut",
        "Vägen lagas.",
        "",
        "Forts. § 96",
        "",
        "Kostnaden bärs av hamnen.",
        "",
        "KS § 97/19",
        "Taket",
        "",
        "Beslut",
        "Taket lagas.",
    ]);
    assert_eq!(
        heads_of(&found),
        [
            ("96", "Om vägen mellan kyrkan och hamnen", vec!["14KS3", "14KS4"]),
            ("97", "Taket", vec![])
        ]
    );
    assert_eq!(found[0].recipients, ["Revisorerna"]);
    assert!(found[0].sections.iter().all(|section| !section.text.contains("Forts")));
}

#[test]
fn a_case_number_may_stand_before_the_number() {
    let items = items(&[
        "KS/2011:286 6 Ändring i reglementet",
        "",
        "Kommunstyrelsen beslutar att anta ändringen.",
        "",
        "7 Kommunchefen informerar",
        "",
        "Kommunchefen informerar om badet.",
        "",
        "KS/2011:290 8 Bidrag till hembygdsföreningen",
        "",
        "Kommunstyrelsen beslutar att bevilja 5 000 kronor.",
    ]);
    assert_eq!(
        heads_of(&items),
        [
            ("6", "Ändring i reglementet", vec!["KS/2011:286"]),
            ("7", "Kommunchefen informerar", vec![]),
            ("8", "Bidrag till hembygdsföreningen", vec!["KS/2011:290"]),
        ]
    );
}

#[test]
fn titles_in_the_middle_and_numbers_below_one_another() {
    let items = items(&[
        "                                   § 1.",
        "",
        "               Angående reglering av Nygatan mellan kvarnen och",
        "                                  Prästbron.",
        "",
        "     Ärendet, som förut varit föremål för stadsfullmäktiges prövning, togs upp.",
        "Herr Ek erinrade om att gatan redan nu vore alltför trång för körande, och att",
        "tomterna invid bron borde förvärvas, innan någon byggnad å dem uppfördes, samt",
        "ansåg, att byggnadsnämnden måtte inkomma med ritningar till den nya sträckan.",
        "     Ärendet bordlades.",
        "",
        "Ks § 2                                           Dnr 1979.0417-313",
        "Au § 98                                              1980.0588-314",
        "",
        "FÖRSLAG TILL PLAN FÖR ÅREN 1982 -",
        "1991",
        "",
        "Kommunstyrelsen beslutar",
        "",
        "att anta planen.",
    ]);
    assert_eq!(
        heads_of(&items),
        [
            (
                "1",
                "Angående reglering av Nygatan mellan kvarnen och Prästbron.",
                vec![]
            ),
            (
                "2",
                "FÖRSLAG TILL PLAN FÖR ÅREN 1982 - 1991",
                vec!["1979.0417-313", "1980.0588-314"]
            ),
        ]
    );
}

#[test]
fn the_number_is_that_of_the_body_whose_letters_stand_at_every_item() {
    let items = items(&[
        "Kst § 40",
        "",
        "Föredragningslistan",
        "",
        "Beslut",
        "Föredragningslistan fastställs.",
        "",
        "Kst § 41",
        "Au § 38                Dnr 2016-00031 042",
        "",
        "Bron",
        "",
        "Beslut",
        "Bron lagas.",
        "",
        "Kst § 42",
        "Au § 39                Dnr 2016-00044 007",
        "",
        "Vägen",
        "",
        "Beslut",
        "Vägen lagas.",
    ]);
    assert_eq!(
        heads_of(&items),
        [
            ("40", "Föredragningslistan", vec![]),
            ("41", "Bron", vec!["2016-00031 042"]),
            ("42", "Vägen", vec!["2016-00044 007"]),
        ]
    );
}

#[test]
fn a_title_ends_where_its_capitals_or_its_sentence_do() {
    let items = items(&[
        "§ 1 UPPHANDLING AV SKOLMAT",
        "Nämnden har begärt in anbud från tre företag i länet, och det billigaste",
        "kom från Bygdens Kök.",
        "",
        "Beslut",
        "",
        "Anbudet antas.",
        "",
        "§ 2",
        "Försäljning av mejeriet",
        "Mejeriet är till salu för 900 000 kronor. Fastigheten har värderats av två mäklare",
        "",
        "Beslut",
        "",
        "Mejeriet säljs.",
    ]);
    assert_eq!(items[0].title.as_deref(), Some("UPPHANDLING AV SKOLMAT"));
    assert_eq!(items[1].title.as_deref(), Some("Försäljning av mejeriet"));
}

#[test]
fn heads_hold_numbers_of_other_bodies_columns_and_labels() {
    let items = items(&[
        "KS § 9                                              KS 2015/211",
        "AU § 64",
        "",
        "Uppföljning av vägarna",
        "",
        "Beslut",
        "",
        "Uppföljningen godkänns.",
        "",
        "KS § 10   Taxa för färjan          KS 2015/7, KS 2015/9",
        "",
        "Beslut",
        "",
        "Taxan antas.",
        "",
        "KS § 11",
        "",
        "VIKEN 3:18, bygglov för",
        "fritidshus",
        "KS/2012:7 102  KS/2011:390 102",
        "Sökande          Bo Ek",
        "Fastighet        VIKEN 3:18",
        "",
        "Beslut",
        "",
        "Bygglov beviljas.",
    ]);
    assert_eq!(
        heads_of(&items),
        [
            ("9", "Uppföljning av vägarna", vec!["KS 2015/211"]),
            ("10", "Taxa för färjan", vec!["KS 2015/7", "KS 2015/9"]),
            (
                "11",
                "VIKEN 3:18, bygglov för fritidshus",
                vec!["KS/2012:7 102", "KS/2011:390 102"]
            ),
        ]
    );
}

#[test]
fn titles_may_name_a_kind_of_document_first_or_end_in_an_abbreviation() {
    let items = items(&[
        "§ 1",
        "Remissvar: God vård (SOU 2019:29)",
        "RS190390, NH190033",
        "",
        "Beslut",
        "Yttrandet godkänns.",
        "",
        "§ 2      BN 2014-001108 / BN 2015-000077",
        "",
        "Val av nämndemän för tiden t.o.m.",
        "2011-12-31",
        "",
        "Beslut",
        "Valet bordläggs.",
    ]);
    let expected = [
        ("1", "Remissvar: God vård (SOU 2019:29)", vec!["RS190390", "NH190033"]),
        (
            "2",
            "Val av nämndemän för tiden t.o.m. 2011-12-31",
            vec!["BN 2014-001108", "BN 2015-000077"],
        ),
    ];
    assert_eq!(heads_of(&items), expected);
}

#[test]
fn a_class_code_may_stand_apart_behind_a_full_stop() {
    let items = items(&[
        "§ 67                                     2009/0387. 312",
        "                                         2008/0214. 511",
        "",
        "Väg till Ekvik",
        "",
        "Beslut",
        "Vägen byggs.",
    ]);
    assert_eq!(
        head_of(&items[0]),
        ("67", "Väg till Ekvik", vec!["2009/0387. 312", "2008/0214. 511"])
    );
}

#[test]
fn a_case_number_of_no_known_form_is_written_as_the_one_above() {
    let items = items(&[
        "Kf § 44        Dnr 98.0412.042, 99.0031.214",
        "                   99.0035.001",
        "",
        "DETALJPLAN FÖR KVARTERET SMEDEN",
        "",
        "Beslut",
        "Planen antas.",
    ]);
    let (_, title, numbers) = head_of(&items[0]);
    assert_eq!(
        (title, numbers),
        (
            "DETALJPLAN FÖR KVARTERET SMEDEN",
            vec!["98.0412.042", "99.0031.214", "99.0035.001"]
        )
    );
}

#[test]
fn below_a_title_that_may_be_a_heading_stands_a_list() {
    let items = items(&[
        "KF § 52     Dnr KS/2018:6",
        "",
        "Delgivningar",
        "",
        "Granskning av kommunens krisberedskap",
        "Beslut om schablonersättning",
        "",
        "Kommunfullmäktiges beslut",
        "",
        "Delgivningarna läggs till handlingarna.",
    ]);
    assert_eq!(heads_of(&items), [("52", "Delgivningar", vec!["KS/2018:6"])]);
}

#[test]
fn numbers_with_other_bodies_and_case_numbers_of_rare_forms_are_no_titles() {
    let items = items(&[
        "Ks § 37     Au § 41/2002     Dnr 2002.038.042",
        "",
        "BOKSLUT FÖR ÅR 2001",
        "",
        "Bokslutet har upprättats.",
        "",
        "Ks § 38                      08/KS0041",
        "Årsredovisning för år 2007",
        "",
        "Kommunstyrelsen har upprättat den.",
    ]);
    assert_eq!(
        heads_of(&items),
        [
            ("37", "BOKSLUT FÖR ÅR 2001", vec!["2002.038.042"]),
            ("38", "Årsredovisning för år 2007", vec!["08/KS0041"]),
        ]
    );
}

#[test]
fn what_belongs_to_a_case_number_may_stand_apart_behind_it() {
    let heads = [
        ("Dnr 2014/45-042 KS", vec!["2014/45-042 KS"]),
        (
            "Dnr 2012/217-287 KS, 2014/18-253 KS",
            vec!["2012/217-287 KS", "2014/18-253 KS"],
        ),
        ("KS101-16 042, KS307-15 041", vec!["KS101-16 042", "KS307-15 041"]),
        ("KS/2017:118 - 042", vec!["KS/2017:118 - 042"]),
        (
            "Dnr KS.2018.288 / 1.2.6, KS.2021.84",
            vec!["KS.2018.288 / 1.2.6", "KS.2021.84"],
        ),
        (
            "Au § 64, Ks § 86     Dnr 311/10.610, 45/11.610",
            vec!["311/10.610", "45/11.610"],
        ),
    ];
    for (numbers, expected) in heads {
        let head = format!("§ 12                    {numbers}");
        let found = items(&[
            head.as_str(),
            "",
            "Taxa för vatten (2013KS44)",
            "",
            "Beslut",
            "",
            "Taxan antas.",
        ]);
        let expected = [expected, vec!["2013KS44"]].concat();
        assert_eq!(head_of(&found[0]), ("12", "Taxa för vatten", expected));
    }
}

/// Items with a head each, and some text below.
fn with_heads<'a>(heads: &[&'a str]) -> Vec<&'a str> {
    let text = [
        "",
        "Skolan har begärt bidrag.",
        "",
        "Beslut",
        "",
        "Bidraget beviljas.",
        "",
        "",
    ];
    let heads = heads.iter().flat_map(|head| [&[*head, ""][..], &text].concat());
    heads.collect()
}

#[test]
fn a_case_number_may_end_the_line_of_the_title_without_a_gap() {
    let heads = [
        "§ 44 Anmälan av motioner Dnr 2016/0004 KS-3",
        "§ 45 Val av ombud Diarienummer RV220118",
        "§ 46 Yttrande om dnr",
    ];
    let found = items(&with_heads(&heads));
    let expected = [
        ("44", "Anmälan av motioner", vec!["2016/0004 KS-3"]),
        ("45", "Val av ombud", vec!["RV220118"]),
        ("46", "Yttrande om dnr", vec![]),
    ];
    assert_eq!(heads_of(&found), expected);
}

#[test]
fn a_number_without_label_ends_titles_where_it_ends_half_of_them() {
    let heads = [
        "§ 44 Anmälan av motioner KS13.104",
        "§ 45 Val av ombud i Vatten AB KS13.87",
        "§ 46 Taxa för vatten KS12.533",
    ];
    let found = items(&with_heads(&heads));
    let titles: Vec<&str> = heads_of(&found).iter().map(|head| head.1).collect();
    assert_eq!(
        titles,
        ["Anmälan av motioner", "Val av ombud i Vatten AB", "Taxa för vatten"]
    );
    let alone = [
        "§ 44 Anmälan av motioner",
        "§ 45 Val av ombud",
        "§ 46 Rapport PL15-0013",
    ];
    let found = items(&with_heads(&alone));
    assert_eq!(found[2].title.as_deref(), Some("Rapport PL15-0013"));
}

#[test]
fn class_codes_may_have_a_label_and_numbers_be_joined_by_och() {
    let heads = [
        "§ 41                              KTN/2016:12   dpl 042",
        "§ 42               Dnr 110/2009-107 och 187/2008-107",
        "§ 43               Dnr KS2014-102, KS2014-105 och\n                       KS2014-119",
    ];
    let titles = [
        "Uppföljning per april",
        "Ansökan om borgen",
        "Remissvar: God och\nHållbar vård",
    ];
    let lines: Vec<&str> = heads
        .iter()
        .zip(&titles)
        .flat_map(|(head, title)| [*head, "", *title, "", "Beslut", "", "Bidraget beviljas.", "", ""])
        .flat_map(|text| text.split('\n'))
        .collect();
    let three = vec!["KS2014-102", "KS2014-105", "KS2014-119"];
    let expected = [
        ("41", "Uppföljning per april", vec!["KTN/2016:12 dpl 042"]),
        ("42", "Ansökan om borgen", vec!["110/2009-107", "187/2008-107"]),
        ("43", "Remissvar: God och Hållbar vård", three),
    ];
    assert_eq!(heads_of(&items(&lines)), expected);
}

#[test]
fn what_stands_beside_a_number_may_be_no_title() {
    let found = items(&[
        "Sn § 88                                      SEKRETESS",
        "",
        "Övervägande enligt 13 § LVU",
        "",
        "Beslutet förvaras i personakt.",
        "",
        "Sn § 89    Au § 36 - 53",
        "",
        "Delegationsbeslut",
        "",
        "Nämnden beslutar att notera besluten.",
        "",
        "Sn § 90    KS-AU § 61",
        "",
        "Dagordning",
        "",
        "Dagordningen godkänns.",
        "",
        "Sn § 91    Ärende nr 4      Dnr 2014-0087",
        "",
        "STORBYN 3:17",
        "Ansökan om bygglov",
        "",
        "Bygglov beviljas.",
    ]);
    let expected = [
        ("88", "Övervägande enligt 13 § LVU", vec![]),
        ("89", "Delegationsbeslut", vec![]),
        ("90", "Dagordning", vec![]),
        ("91", "STORBYN 3:17 Ansökan om bygglov", vec!["2014-0087"]),
    ];
    assert_eq!(heads_of(&found), expected);
}
