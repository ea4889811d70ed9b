use proptest::prelude::*;

use super::*;

/// Checks what a string that stands for a case number is read as: normalised form, authority, year, serial, document,
/// class code, with `-` for a part that is not known.
fn check(raw: &str, expected: &str) {
    let shown = |part: Option<String>| part.unwrap_or("-".into());
    let read = parse(raw).map(|number| {
        [
            number.normalized,
            shown(number.authority),
            shown(number.year.map(|year| year.to_string())),
            shown(number.serial.map(|serial| serial.to_string())),
            shown(number.document.map(|document| document.to_string())),
            shown(number.classification),
        ]
        .join(" | ")
    });
    assert_eq!(read.as_deref().unwrap_or("nothing"), expected, "{raw}");
}

#[test]
fn every_form_is_taken_apart() {
    for (raw, expected) in [
        ("2021/35-2.2.0.1", "2021/35 | - | 2021 | 35 | - | 2.2.0.1"),
        ("KS 99/71 Dpl 04", "KS 1999/71 | KS | 1999 | 71 | - | 04"),
        ("Ärendenr 2021/35-2.2.0.1", "2021/35 | - | 2021 | 35 | - | 2.2.0.1"),
        ("2021/35–2.2.0.1", "2021/35 | - | 2021 | 35 | - | 2.2.0.1"),
        ("KS.2012.19.102", "KS 2012/19 | KS | 2012 | 19 | - | 102"),
        ("2012KS0513 107", "KS 2012/513 | KS | 2012 | 513 | - | 107"),
        ("E2014-00871", "E 2014/871 | E | 2014 | 871 | - | -"),
        ("KS/2019:112-041", "KS 2019/112 | KS | 2019 | 112 | - | 041"),
        ("Dnr KS 2014/12-042", "KS 2014/12 | KS | 2014 | 12 | - | 042"),
        ("2017/0416 214", "2017/416 | - | 2017 | 416 | - | 214"),
        ("2021/1173", "2021/1173 | - | 2021 | 1173 | - | -"),
        ("SLK-2024-00145", "SLK 2024/145 | SLK | 2024 | 145 | - | -"),
        ("SLK-2023-00027:58", "SLK 2023/27 | SLK | 2023 | 27 | 58 | -"),
        ("SLK:16342", "SLK:16342 | SLK | - | 16342 | - | -"),
        ("0509/23", "2023/509 | - | 2023 | 509 | - | -"),
        ("1379/22", "2022/1379 | - | 2022 | 1379 | - | -"),
        ("0509/97", "1997/509 | - | 1997 | 509 | - | -"),
        ("Dnr 14/08", "2008/14 | - | 2008 | 14 | - | -"),
        ("00326/2024", "2024/326 | - | 2024 | 326 | - | -"),
        ("00326/20241.1.1.", "2024/326 | - | 2024 | 326 | - | 1.1.1"),
        ("00326/2024 1.1.1", "2024/326 | - | 2024 | 326 | - | 1.1.1"),
        ("Diarienummer 00513/20241.1.2", "2024/513 | - | 2024 | 513 | - | 1.1.2"),
        ("Diarienummer 96145", "96145 | - | - | 96145 | - | -"),
        ("BUN/2023:25", "BUN 2023/25 | BUN | 2023 | 25 | - | -"),
        ("KS KF/2023:29", "KS KF 2023/29 | KS KF | 2023 | 29 | - | -"),
        ("KS/2011:286", "KS 2011/286 | KS | 2011 | 286 | - | -"),
        ("Dnr KS 2018/14", "KS 2018/14 | KS | 2018 | 14 | - | -"),
        ("Dnr. KS 2018/14", "KS 2018/14 | KS | 2018 | 14 | - | -"),
        ("Ks 2018/14", "KS 2018/14 | KS | 2018 | 14 | - | -"),
        ("Dnr KS 2018:14", "KS 2018/14 | KS | 2018 | 14 | - | -"),
        ("KS 2018-14", "KS 2018/14 | KS | 2018 | 14 | - | -"),
        ("KS  2018/14", "KS 2018/14 | KS | 2018 | 14 | - | -"),
        ("Dnr KS/2014/0073", "KS 2014/73 | KS | 2014 | 73 | - | -"),
        ("SN-2017/104", "SN 2017/104 | SN | 2017 | 104 | - | -"),
        ("Kst/2012:214", "KST 2012/214 | KST | 2012 | 214 | - | -"),
        ("KS/2019/0001/0009", "KS 2019/1 | KS | 2019 | 1 | 9 | -"),
        ("KS 353/2008", "KS 2008/353 | KS | 2008 | 353 | - | -"),
        ("Dnr KS 353/08", "KS 2008/353 | KS | 2008 | 353 | - | -"),
        ("2008:16:2", "2008/16 | - | 2008 | 16 | 2 | -"),
        ("KS 2017-000118 042", "KS 2017/118 | KS | 2017 | 118 | - | 042"),
        ("RS/15/2020", "RS 2020/15 | RS | 2020 | 15 | - | -"),
        ("PLAN.2014.1102", "PLAN 2014/1102 | PLAN | 2014 | 1102 | - | -"),
        ("Dnr Bygg 2010-0123", "BYGG 2010/123 | BYGG | 2010 | 123 | - | -"),
        ("KS2018/0940-22", "KS 2018/940 | KS | 2018 | 940 | 22 | -"),
        ("12UN/118", "UN 2012/118 | UN | 2012 | 118 | - | -"),
        ("Diarienummer RV220094", "RV 2022/94 | RV | 2022 | 94 | - | -"),
        ("Änr KS 2015/212", "KS 2015/212 | KS | 2015 | 212 | - | -"),
        ("Anr KS 2015/212", "KS 2015/212 | KS | 2015 | 212 | - | -"),
        ("2007/555", "2007/555 | - | 2007 | 555 | - | -"),
        ("Diarienummer 2023/BUN 0214", "BUN 2023/214 | BUN | 2023 | 214 | - | -"),
        ("Ärendenummer 2023-01041", "2023/1041 | - | 2023 | 1041 | - | -"),
        ("dnr 2023-199", "2023/199 | - | 2023 | 199 | - | -"),
        ("dnr 3497-1999", "1999/3497 | - | 1999 | 3497 | - | -"),
        ("KN2023/04578", "KN 2023/4578 | KN | 2023 | 4578 | - | -"),
        ("S2008/2827/HS", "S 2008/2827 | S | 2008 | 2827 | - | -"),
        ("2021-POL000123", "POL 2021/123 | POL | 2021 | 123 | - | -"),
        ("RS2021-0123", "RS 2021/123 | RS | 2021 | 123 | - | -"),
        ("KS2019.0123", "KS 2019/123 | KS | 2019 | 123 | - | -"),
        ("KS 2019.123", "KS 2019/123 | KS | 2019 | 123 | - | -"),
        ("KS-0123/2019", "KS 2019/123 | KS | 2019 | 123 | - | -"),
        ("KS-2019/123.109", "KS 2019/123 | KS | 2019 | 123 | - | 109"),
        ("Dnr 1.5.1-102/2017", "2017/102 | - | 2017 | 102 | - | 1.5.1"),
        ("Ks/2012:7 102", "KS 2012/7 | KS | 2012 | 7 | - | 102"),
        ("2019/0123 KS-041", "KS 2019/123 | KS | 2019 | 123 | - | 041"),
        ("KS-2019-123 Dpl 01", "KS 2019/123 | KS | 2019 | 123 | - | 01"),
        ("KS 19/123", "KS 2019/123 | KS | 2019 | 123 | - | -"),
        ("KS0123/19", "KS 2019/123 | KS | 2019 | 123 | - | -"),
        ("KK16/421", "KK 2016/421 | KK | 2016 | 421 | - | -"),
        ("KS13.104", "KS 2013/104 | KS | 2013 | 104 | - | -"),
        ("Dnr 2015/12 – 04", "2015/12 | - | 2015 | 12 | - | 04"),
        ("Dnr 19KS123", "KS 2019/123 | KS | 2019 | 123 | - | -"),
        ("PLAN 2018-4", "PLAN 2018/4 | PLAN | 2018 | 4 | - | -"),
        ("Dnr 2003-000041 042", "2003/41 | - | 2003 | 41 | - | 042"),
        ("Sn 2003:12", "SN 2003/12 | SN | 2003 | 12 | - | -"),
        ("2016/KS0712 042", "KS 2016/712 | KS | 2016 | 712 | - | 042"),
        ("Dnr KS 95.204-315", "KS 1995/204 | KS | 1995 | 204 | - | 315"),
        ("Dnr 98.0187 045", "1998/187 | - | 1998 | 187 | - | 045"),
        ("Dnr 74/123.041", "1974/123 | - | 1974 | 123 | - | 041"),
        ("Dnr 51/2003 045", "2003/51 | - | 2003 | 51 | - | 045"),
        ("Dnr 2009.62.042", "2009/62 | - | 2009 | 62 | - | 042"),
        ("Dnr 2005/61.04", "2005/61 | - | 2005 | 61 | - | 04"),
        ("08/KS0041", "KS 2008/41 | KS | 2008 | 41 | - | -"),
    ] {
        check(raw, expected);
    }
}

#[test]
fn unclear_parts_stay_unread() {
    for (raw, expected) in [
        ("Dnr. 2011/KS 0206 001", "2011/KS 0206 001 | KS | 2011 | - | - | -"),
        ("1985/17", "1985/17 | - | - | - | - | -"),
        ("2012/2013", "2012/2013 | - | - | - | - | -"),
        ("Dnr 2010-2012", "2010-2012 | - | - | - | - | -"),
        ("Dnr 312-1871-2000", "312-1871-2000 | - | - | - | - | -"),
        ("Ärendenr NV-06215-15", "NV-06215-15 | - | - | - | - | -"),
        ("Dnr 2O21/255", "2O21/255 | - | - | - | - | -"),
    ] {
        check(raw, expected);
    }
}

#[test]
fn other_numbers_are_no_case_numbers() {
    for raw in [
        "",
        "96145",
        "35",
        "2021",
        "Dnr",
        "Dnr 2016",
        "Dnr 2016/",
        "Dnr 2012-KS",
        "Dnr 35",
        "2021-09-27",
        "Dnr 2021-09-27",
        "2021/09/27",
        "15/12",
        "1/2",
        "15/12-2021",
        "E-NÄMND 2021.82",
        "Hid: 2021.88",
        "KLF Hid: 2021.5626",
        "SFS 2017:725",
        "2017:725",
        "(2017:725)",
        "SOU 2018:14",
        "SOU 2018/14",
        "prop. 2017/18:12",
        "(EU) 2016/679",
        "0920-45 30 00",
        "961 45",
        "1 234 567",
        "§ 35",
        "8.30-12.00",
        "Dnr 19121212-1212",
        "Dnr 556000-1234",
        "KS 2021-09-27",
        "VT 2018/19",
        "0/23",
        "000/23",
        "Diarienummer Se bilaga",
        "2021/25 och 2021/26",
    ] {
        assert_eq!(parse(raw), None, "{raw}");
    }
}

/// Checks what is found in a running text: the raw forms, in order.
fn check_found(text: &str, expected: &[&str]) {
    let found = find(text);
    let raw: Vec<&str> = found.iter().map(|(_, number)| number.raw.as_str()).collect();
    assert_eq!(raw, expected, "{text}");
    for (range, number) in &found {
        assert_eq!(&text[range.clone()], number.raw, "{text}");
    }
}

#[test]
fn case_numbers_are_found_in_running_text() {
    for (text, expected) in [
        ("Ärendenr 2021/35-2.2.0.1", &["2021/35-2.2.0.1"][..]),
        ("Arendenr 2021/35-2.2.0.1", &["2021/35-2.2.0.1"]),
        ("drendenr 2021/35.", &["2021/35"]),
        ("Ärendenr2021/35-2.2.0.1", &["2021/35-2.2.0.1"]),
        ("Ärende nr: 2021/35", &["2021/35"]),
        ("Diarienr. KS 2018/14, Information", &["KS 2018/14"]),
        ("26 Dnr KS 2018/14 Information", &["KS 2018/14"]),
        ("Diarienummer\n   96145\nGodkännande", &["96145"]),
        ("§ 2 Ärendenummer SLK-2024-00078", &["SLK-2024-00078"]),
        ("beslutet (SLK-2024-00078) gäller", &["SLK-2024-00078"]),
        ("BUN § 1    BUN/2023:25", &["BUN/2023:25"]),
        (
            "dnr 1859/17, 1544/20 och 12/21 avslutas",
            &["1859/17", "1544/20", "12/21"],
        ),
        ("dnr 1859/17, 2021-09-27 och 35", &["1859/17"]),
        (
            "Dnr 2021/35, 2021/36-1.2.3; KS/2020:4.",
            &["2021/35", "2021/36-1.2.3", "KS/2020:4"],
        ),
        ("enligt 0211/21 ska", &["0211/21"]),
        ("remissen S2008/2827/HS besvaras", &["S2008/2827/HS"]),
        ("Dnr. 2011/KS 0206 001", &["2011/KS 0206 001"]),
        ("(Dnr 312-1871-2000)", &["312-1871-2000"]),
        ("KS/2019/0001/0009 Budget", &["KS/2019/0001/0009"]),
    ] {
        check_found(text, expected);
    }
}

#[test]
fn nothing_else_is_found_in_running_text() {
    for text in [
        "budget 2021/22 och plan 2023/2024",
        "VT 2018/19, HT 2018/19, KS 2018/19",
        "AVTAL 2021/2023 gäller, UF 1984/85:39",
        "E-NÄMND 2021.82, E-NÄMND 2021/82, Hid: 2021.88",
        "den 15/12, senast 2021-09-27, KF 2021-09-27 § 197",
        "kommunallagen (2017:725), SFS 2017:725, SOU 2018:14, prop. 2017/18:12",
        "förordning (EU) 2016/679, direktiv 2001/83/EG, nr 1308/2013",
        "ring 0920/12 34 56 eller 0920-45 30 00, 961 45 Byn, 1 234 567 kronor",
        "§ 0509/23, § 12/2021, Vid 2020/25, 1/2, 96145, Gården 2:15",
        "se www.exempel.se/KS/2011:286 och a-KS/2011:286",
        "Ärendenummer och datum 2021, Ärendenr 35",
    ] {
        check_found(text, &[]);
    }
}

#[test]
fn a_heading_gives_its_case_number_and_the_rest() {
    for (text, raw, rest) in [
        ("0509/23 forts.", "0509/23", " forts."),
        (
            "KS/2011:286 6 Ändring i avgiften",
            "KS/2011:286",
            " 6 Ändring i avgiften",
        ),
        ("KS 353/2008 Tillkommande ärende", "KS 353/2008", " Tillkommande ärende"),
        ("Dnr KS 2018/14 Information", "KS 2018/14", " Information"),
        ("Diarienummer 96145", "96145", ""),
    ] {
        let (length, number) = parse_start(text).unwrap();
        assert_eq!((number.raw.as_str(), &text[length..]), (raw, rest));
    }
    for text in [
        "2021/22 års budget",
        "2023/2024 års plan",
        "96145 Boden",
        "Val av ledamot",
        "",
        "15/12 möte",
    ] {
        assert_eq!(parse_start(text), None, "{text}");
    }
}

proptest! {
    #[test]
    fn no_text_is_too_strange(text in any::<String>()) {
        for (range, number) in find(&text) {
            prop_assert_eq!(&text[range], number.raw.as_str());
        }
        parse(&text);
        parse_start(&text);
        parse_query(&text);
    }

    #[test]
    fn digits_are_kept(text in "(Dnr |Ärendenr )?[A-ZÅa-z]{0,4}[ /:–-]?[0-9]{1,6}[ /:.–-][0-9]{1,6}([ /:.–-][0-9.]{1,9})?") {
        for (range, number) in find(&text) {
            prop_assert_eq!(&text[range], number.raw.as_str());
            let keys = search_keys(&number);
            prop_assert!(query_keys(&number).iter().any(|key| keys.contains(key)));
        }
    }

    #[test]
    fn every_part_comes_back(year in 1900i16..2100, serial in 1u32..1_000_000, authority in "[A-ZÅÄÖ]{3}") {
        // `Änr` is a label, also without its marks.
        prop_assume!(!starts_with_label(&authority) && !look_alikes::NOT_AUTHORITIES.contains(&authority.as_str()));
        for raw in [format!("{authority}-{year}-{serial:05}"), format!("{authority}/{year}:{serial}"), format!("Dnr {authority} {year}/{serial}")] {
            let number = parse(&raw).unwrap();
            prop_assert_eq!(number.normalized, format!("{authority} {year}/{serial}"));
        }
    }
}
