use crate::clean::lines_after;
use crate::scan::Scan;

/// The texts of lines after mending, as read on a page image.
fn mended_lines(lines: &[&str]) -> Vec<String> {
    let scan = Scan::of_lines(lines).on_image();
    lines_after(&scan, |text| super::mend(&scan, text))
}

/// The text of a line after mending, as read on a page image.
fn mended(line: &str) -> String {
    last(&[line])
}

#[test]
fn signs_are_mended() {
    for (read, truth) in [
        (
            "Bo Ek (MP}, Ida Lo (V})} och Nils Ås {m)",
            "Bo Ek (MP), Ida Lo (V) och Nils Ås (m)",
        ),
        ("Bo Ek (S5) yrkar", "Bo Ek (S) yrkar"),
        ("Paragrafer §8 60-64", "Paragrafer §§ 60-64"),
        ("§8§ 60 - 64", "§§ 60 - 64"),
        ("Bo Ek (M), 88 188-195", "Bo Ek (M), §§ 188-195"),
        ("Ida Lo, ekonomichef, SS 112 - 119", "Ida Lo, ekonomichef, §§ 112 - 119"),
        ("för Bo Ek (M), 8 46", "för Bo Ek (M), § 46"),
        ("Bo Ek, 88 95-90, samt ägg, 8 46", "Bo Ek, 88 95-90, samt ägg, 8 46"),
        ("se 7 §8 och §8 60 kr", "se 7 §8 och §8 60 kr"),
        ("Ks § 50 2010/87 -042", "Ks § 50 2010/87-042"),
        ("§ 43 KTN/2016:57 dpi 351", "§ 43 KTN/2016:57 dpl 351"),
        ("§ 63 KS 99/71 Dpl04", "§ 63 KS 99/71 Dpl 04"),
        ("en bild av 300 dpi, 50 dpi", "en bild av 300 dpi, 50 dpi"),
        (
            "enligt 5 kap. 27 8 plan- och bygglagen",
            "enligt 5 kap. 27 § plan- och bygglagen",
        ),
        (
            "avgift 1 420 -229 kr (se 8 kap. 4 §)",
            "avgift 1 420 -229 kr (se 8 kap. 4 §)",
        ),
    ] {
        assert_eq!(mended(read), truth);
    }
}

#[test]
fn small_words_signs_and_letters_are_mended_where_nothing_else_is_meant() {
    for (read, truth) in [
        (
            "Svar p motion om 4 300 m?, varav 20 m”",
            "Svar på motion om 4 300 m², varav 20 m²",
        ),
        ("se p 4 och A p b", "se p 4 och A p b"),
        (
            "Chefen fr i uppdrag att se hur 2015 rs stöd",
            "Chefen får i uppdrag att se hur 2015 års stöd",
        ),
        ("se fr sidan och rs stöd", "se fr sidan och rs stöd"),
        ("-Dnr 2005.0117 .042", "Dnr 2005.0117.042"),
        ("enligt § 14i arbetsordningen", "enligt § 14 i arbetsordningen"),
        (
            "enligt §14i arbetsordningen 2020 -POL000487",
            "enligt § 14 i arbetsordningen 2020-POL000487",
        ),
        ("med Bygg AB och Skog A8. I A8", "med Bygg AB och Skog AB. I AB"),
        ("på papper A8", "på papper A8"),
        (
            "av Skog & Mark A8 enligt bilaga 8 135 och bilaga 8",
            "av Skog & Mark AB enligt bilaga § 135 och bilaga 8",
        ),
        ("punkt a)—b) och maj ~— juni", "punkt a)–b) och maj – juni"),
        (
            "maj – juni, 1–2, maj ~— juni a)—b) —— ord",
            "maj – juni, 1–2, maj – juni a)–b) —— ord",
        ),
        ("maj — juni", "maj — juni"),
        ("2021-08-01—-2025-07-31", "2021-08-01–2025-07-31"),
        ("gäller fr om 2003-01-01 om 5 år", "gäller fr o m 2003-01-01 om 5 år"),
        (
            "Utskottets protokoll 2017-04-24 8 88",
            "Utskottets protokoll 2017-04-24 § 88",
        ),
        ("Betalning 2017-04-24 8 880", "Betalning 2017-04-24 8 880"),
        (
            "antaget 1998-11-26, 8 140, och 8 140",
            "antaget 1998-11-26, § 140, och 8 140",
        ),
        (
            "den 5 maj Kl. 10.00, ki. 18.30 och ki 4",
            "den 5 maj kl. 10.00, kl. 18.30 och ki 4",
        ),
        (
            "Kl. 10.00 öppnas mötet 2017 -11-30. KS/2007 :290",
            "Kl. 10.00 öppnas mötet 2017-11-30. KS/2007:290",
        ),
        ("BOKSLUT FÖR ÄR 2002", "BOKSLUT FÖR ÅR 2002"),
        ("DET ÄR BRA. ÄR 2002", "DET ÄR BRA. ÄR 2002"),
    ] {
        assert_eq!(mended(read), truth);
    }
}

#[test]
fn upright_lines_between_words_are_letters() {
    for (read, truth) in [
        ("SKOLSKJUTS | ÖSTRA BYN", "SKOLSKJUTS I ÖSTRA BYN"),
        ("de | Östra byn", "de i Östra byn"),
        ("Ja | 7", "Ja 7"),
        ("Ja       |       nej", "Ja nej"),
    ] {
        assert_eq!(mended(read), truth);
    }
}

#[test]
fn labels_of_case_numbers_are_known_where_others_were_read() {
    let heads = |label: &str| format!("Dnr 2008/12 och Dnr Bygg 2009-0031 samt {label} Bygg 2008-1410");
    assert_eq!(mended(&heads("Dr")), heads("Dnr"));
    assert_eq!(mended(&heads("Onr")), heads("Dnr"));
    assert_eq!(mended(&heads("Per")), heads("Per"));
    let glued = |label: &str| format!("Dnr Ks/2010:3 och Dnr Ks/2010:4 samt {label} Ks/2010:61 003");
    for label in ["Dm", "Dmr", "Dmw"] {
        assert_eq!(mended(&glued(label)), glued("Dnr"));
    }
    assert_eq!(mended(&glued("Dom")), glued("Dom"));
    assert_eq!(mended("Dr Bygg 2008-1410"), "Dr Bygg 2008-1410");
    assert_eq!(
        mended("Dnr 2008/12 och Dnr 2009/4 av Dr Ek"),
        "Dnr 2008/12 och Dnr 2009/4 av Dr Ek"
    );
}

#[test]
fn case_numbers_are_made_as_others_of_the_document() {
    let others = "14KS41, 14KS7, KS2018.0401 och KS2018.0399";
    let read = |number: &str| mended(&format!("{others} samt {number}"));
    assert_eq!(read("14K544"), format!("{others} samt 14KS44"));
    assert_eq!(read("KS52018.0402"), format!("{others} samt KS2018.0402"));
    assert_eq!(read("K2015.0402"), format!("{others} samt K2015.0402"));
    assert_eq!(mended("14KS41 samt 14K544"), "14KS41 samt 14K544");
    let spaced = "RS-LED20-1873 och RS-LED19-2215 samt KS.2012.27 och KS.2012.52";
    let joined = |number: &str| mended(&format!("{spaced}, {number}"));
    assert_eq!(joined("SBN- RUN20-0317"), format!("{spaced}, SBN-RUN20-0317"));
    assert_eq!(joined("RS- LED18-3120-17"), format!("{spaced}, RS-LED18-3120-17"));
    assert_eq!(joined("KS .2011.344"), format!("{spaced}, KS.2011.344"));
    assert_eq!(joined("KS. 2011-02-03"), format!("{spaced}, KS. 2011-02-03"));
    assert_eq!(joined("KS 2011.344"), format!("{spaced}, KS 2011.344"));
    let years = "KS2009/254 och KS2009/266, KS52009/131, K52009/88, K52009/19 samt KS52009/17";
    assert_eq!(
        mended(years),
        "KS2009/254 och KS2009/266, KS2009/131, KS2009/88, KS2009/19 samt KS2009/17"
    );
    let short = "KS19/101, KS19/8, KS18/211, K519/62, K519/15 och K519/33";
    assert_eq!(
        mended(short),
        "KS19/101, KS19/8, KS18/211, KS19/62, KS19/15 och KS19/33"
    );
    assert_eq!(mended("K519/62 och K519/15"), "K519/62 och K519/15");
    let signs = "2017-KS0064, 2016-KS0291, 2017-K$S0118 och 2015-K80333";
    assert_eq!(mended(signs), "2017-KS0064, 2016-KS0291, 2017-KS0118 och 2015-KS0333");
    let serials = "KS/2009:70 och KS/2009:71 samt KS/2009: 66 och KS/2008 401";
    assert_eq!(
        mended(serials),
        "KS/2009:70 och KS/2009:71 samt KS/2009:66 och KS/2008 401"
    );
    assert_eq!(mended("KS/2009:70 och KS/2008: 401"), "KS/2009:70 och KS/2008: 401");
    let dotted = [
        "KS. 2010.0077 .042",
        "KS. 2009 . 0412.219",
        "KS 2008 0260.822",
        "KS 2010 0088. 003",
    ];
    assert_eq!(
        mended_lines(&dotted),
        [
            "KS.2010.0077.042",
            "KS.2009.0412.219",
            "KS.2008.0260.822",
            "KS.2010.0088.003"
        ]
    );
    assert_eq!(mended_lines(&dotted[1..])[1], "KS 2008 0260.822");
    let dashes = "12/90-511, 7/90-042 och";
    assert_eq!(mended(&format!("{dashes} 66/907823")), format!("{dashes} 66/90-823"));
    assert_eq!(mended("12/90-511 och 66/907823"), "12/90-511 och 66/907823");
    // A year of three digits is none; its zero was read as two.
    let years = "98/08-253, 7/08-111 och";
    assert_eq!(mended(&format!("{years} 241/908-042")), format!("{years} 241/08-042"));
    assert_eq!(mended("98/08-253 och 241/908-042"), "98/08-253 och 241/908-042");
    // Else a digit is never dropped, though one seems to have been read twice.
    let classes = "22/85-612, 148/84-612, 3/85-102 och 98/83-1102";
    assert_eq!(mended(classes), classes);
}

#[test]
fn what_a_class_code_was_misread_as_is_no_title() {
    let read = |confidence: f32| {
        let lines = ["§ 8 Dnr 2007/140 214", "§ 9 Dnr 2007/9 111", "§ 10 Dnr 2006/214 Sell"];
        let mut scan = Scan::of_lines(&lines).on_image();
        scan.pages[0].words.last_mut().unwrap().confidence = Some(confidence);
        lines_after(&scan, |text| super::mend(&scan, text)).pop().unwrap()
    };
    assert_eq!(read(0.4), "§ 10 Dnr 2006/214");
    assert_eq!(read(0.9), "§ 10 Dnr 2006/214 Sell");
}

/// The text of the last of some lines after mending, as read on a page image.
fn last(lines: &[&str]) -> String {
    mended_lines(lines).pop().unwrap()
}

#[test]
fn a_number_that_was_passed_over_stands_between_its_neighbours() {
    let list = [
        "1. Skatten är 18 kr.",
        "Ramar för nästa år fastställs",
        "enligt bilaga.",
        "3. Mål antas.",
    ];
    let read = |lines: &[&str]| mended_lines(lines).swap_remove(1);
    assert_eq!(read(&list), "2. Ramar för nästa år fastställs");
    assert_eq!(
        read(&["1. Skatten är 18 kr", "Ramar", "och mer.", "3. Mål antas."]),
        "Ramar"
    );
    assert_eq!(
        read(&["1. Skatten är 18 kr.", "Ramar.", "Och mer.", "3. Mål antas."]),
        "Ramar."
    );
}

#[test]
fn dirt_beside_lines_is_none_of_theirs() {
    let read = mended_lines;
    assert_eq!(read(&["Beslut -", "Planen antas."])[0], "Beslut");
    assert_eq!(read(&["Väg 7 -", "ny sträckning"])[0], "Väg 7 -");
    assert_eq!(
        read(&["Den gäller från 2015. i", "2. Bron byggs."])[0],
        "Den gäller från 2015."
    );
    assert_eq!(read(&["Den gäller t.ex. i", "Byn."])[0], "Den gäller t.ex. i");
    assert_eq!(
        read(&["att välja Bo Ek till ombud vid", "- stämman i maj."])[1],
        "stämman i maj."
    );
    assert_eq!(
        read(&["Nämnden lämnar följande.", "- stämman i maj."])[1],
        "- stämman i maj."
    );
    assert_eq!(
        read(&["4. Ekonomi", "- uppföljning av fakturor", "- avstämning mot konto"])[1],
        "- uppföljning av fakturor"
    );
    let names = ["Bo Ek (s) Ekby", "-Ida Lo (c) Alby"];
    assert_eq!(read(&names)[1], "Ida Lo (c) Alby");
    assert_eq!(read(&["Ombud:", names[1]])[1], names[1]);
    let clauses = [
        "att anta planen",
        "att bygga bron",
        "att riva",
        "att måla",
        "-att sälja",
    ];
    assert_eq!(read(&clauses)[4], "att sälja");
    assert_eq!(read(&["-att anta planen", "-att sälja"])[1], "-att sälja");
}

#[test]
fn a_first_number_that_was_misread_stands_above_the_second() {
    let read = |lines: &[&str]| mended_lines(lines).swap_remove(1);
    let second = "2. att bygga bron.";
    assert_eq!(read(&["Beslut", "t  att anslå medel,", second]), "1. att anslå medel,");
    assert_eq!(
        read(&["Beslut", "   att anslå medel,", "   och bygga", second]),
        "1. att anslå medel,"
    );
    assert_eq!(
        read(&["Beslut", "  att anslå medel,", "2 att bygga bron."]),
        "1 att anslå medel,"
    );
    assert_eq!(read(&["Beslut", "att anslå medel,", second]), "att anslå medel,");
    assert_eq!(read(&["Beslut", "-  att anslå medel,", second]), "- att anslå medel,");
    assert_eq!(read(&["1. Bron byggs", "   I norra byn.", second]), "I norra byn.");
}

#[test]
fn signs_of_bodies_stand_before_their_numbers() {
    assert_eq!(mended("Bun § 59 Au§50 Dnr 2012/88"), "Bun § 59 Au § 50 Dnr 2012/88");
    let above = "Arbetsutskottet § 35 2014-02-24";
    let read = "Tekniska nämnden 89 2014-01-30";
    assert_eq!(last(&[above, read]), "Tekniska nämnden § 9 2014-01-30");
    assert_eq!(last(&["Arbetsutskottet 2014-02-24", read]), read);
}

#[test]
fn numbers_of_entries_have_a_full_stop() {
    assert_eq!(
        last(&["3. Till huvudmän utses:", "Bo Ek", "4, Val bordläggs."]),
        "4. Val bordläggs."
    );
    assert_eq!(
        last(&["1. Till huvudmän utses:", "Bo Ek", "4, Val bordläggs."]),
        "4, Val bordläggs."
    );
    assert_eq!(last(&["3. Se paragraferna", "4, 5 och 6"]), "4, 5 och 6");
    assert_eq!(last(&["Beslut", "", "1, Ärendet bordläggs."]), "1. Ärendet bordläggs.");
    assert_eq!(last(&["Beslut", "1, Ärendet bordläggs."]), "1. Ärendet bordläggs.");
    assert_eq!(last(&["Se kapitel", "1, Allmänt"]), "1, Allmänt");
    let first = |last: &str| mended_lines(&["I. frågan får ställas, samt", last]).swap_remove(0);
    assert_eq!(first("2. frågan är besvarad."), "1. frågan får ställas, samt");
    assert_eq!(first("Frågan är besvarad."), "I. frågan får ställas, samt");
}

#[test]
fn what_has_ended_ends_with_a_full_stop() {
    let read = |below: &[&str]| mended_lines(&[&["Nämnden får en budget i balans,"], below].concat()).swap_remove(0);
    assert_eq!(read(&["", "Bakgrund"]), "Nämnden får en budget i balans.");
    assert_eq!(read(&["", "§ 45 Övrigt"]), "Nämnden får en budget i balans.");
    assert_eq!(read(&["Bakgrund"]), "Nämnden får en budget i balans,");
    assert_eq!(read(&["", "och kommunen"]), "Nämnden får en budget i balans,");
}

#[test]
fn quotes_are_set_as_the_document_sets_them() {
    for (read, truth) in [
        ("ärendet \"Ny väg”, „om än sent", "ärendet ”Ny väg”, om än sent"),
        ("ärendet \"Ny väg\" och ”Ny bro”", "ärendet \"Ny väg\" och ”Ny bro”"),
        ("ärendet \"Ny väg", "ärendet \"Ny väg"),
        ("der „Weg“ ist", "der „Weg“ ist"),
    ] {
        assert_eq!(mended(read), truth);
    }
}

#[test]
fn text_that_was_written_stays() {
    let scan = Scan::of_lines(&["mängden {a, b}"]);
    let mut text = super::super::lines::lines(&scan);
    super::mend(&scan, &mut text);
    assert_eq!(text.lines[0].text, "mängden {a, b}");
}
