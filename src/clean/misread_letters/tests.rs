use super::mend;
use crate::clean::lines_after;
use crate::scan::Scan;

fn mended(lines: &[&str]) -> String {
    let scan = Scan::of_lines(lines).on_image();
    lines_after(&scan, |text| mend(&scan, text)).pop().unwrap()
}

#[test]
fn letters_that_were_lost_come_back_where_one_word_is_meant() {
    for (read, truth) in [
        ("Arets budget och Overskridandet", "Årets budget och Överskridandet"),
        ("Sven-Ake Berg och Anna Ake", "Sven-Åke Berg och Anna Ake"),
        ("Berga-Ora 2:11", "Berga-Ora 2:11"),
        ("att avsl ansökan, avsl. motion", "att avslå ansökan, avsl. motion"),
        ("i skoiorna", "i skolorna"),
        ("om kKultur", "om Kultur"),
        (
            "av keimmunen, kkimmunstyrelsen och Kosmunchefen",
            "av kommunen, kommunstyrelsen och Kommunchefen",
        ),
        ("kanslimunnen och komminister", "kanslimunnen och komminister"),
        ("i förvalmingen och vattmen", "i förvaltningen och vattmen"),
        ("Abel, Arne och Olle Ordkvist", "Abel, Arne och Olle Ordkvist"),
    ] {
        assert_eq!(mended(&[read]), truth);
    }
}

#[test]
fn words_of_the_document_tell_what_was_meant() {
    let known = "Rönnhamns Regionfullmäktige regionfullmäktige Rönnhamns regionfullmäktige Rönnhamns Ådqvist";
    for (read, truth) in [
        ("Röünnhamns regionfuillmäktige", "Rönnhamns regionfullmäktige"),
        ("Bo Adqvist i Rännhamns", "Bo Ådqvist i Rännhamns"),
        (
            "beslutar ätt besluta i ätt och Atorp",
            "beslutar att besluta i ätt och Atorp",
        ),
        ("regionfullmäktigen", "regionfullmäktigen"),
        ("regionsfullmäktige", "regionsfullmäktige"),
    ] {
        assert_eq!(mended(&[known, read]), truth);
    }
}

#[test]
fn sentences_begin_with_capitals_where_the_others_do() {
    let others = ["Beslut", "Ärendet bordläggs."].repeat(8);
    let read = |last: &[&str]| mended(&[&others[..], last].concat());
    assert_eq!(read(&["Beslut", "informationen noteras."]), "Informationen noteras.");
    assert_eq!(read(&["Beslut om", "informationen noteras."]), "informationen noteras.");
    assert_eq!(
        read(&[
            "Beslut",
            "att bifalla",
            "Beslut",
            "att avslå",
            "Beslut",
            "informationen noteras."
        ]),
        "informationen noteras."
    );
    let title = |first: &'static str, last: &'static str| read(&[first, "", last]);
    assert_eq!(title("Vägen är smal", "§ 125 val"), "§ 125 Val");
    assert_eq!(title("Vägen är smal", "§ 125 och § 126"), "§ 125 och § 126");
}

#[test]
fn entries_begin_with_capitals_where_the_others_do() {
    let names = ["Ekonomienheten", "Barnnämnden", "Kommunfullmäktige", "Tekniska nämnden"].repeat(3);
    let read = |entries: &[&str]| {
        mended(
            &[
                &["Planen antas av nämnden och sänds till alla dem som den på något sätt berör"; 4],
                &["Skickas till"][..],
                entries,
            ]
            .concat(),
        )
    };
    assert_eq!(
        read(&[&names[..], &["vård- och omsorgsnämnden"]].concat()),
        "Vård- och omsorgsnämnden"
    );
    assert_eq!(
        read(&[&names[..2], &["vård- och omsorgsnämnden"]].concat()),
        "vård- och omsorgsnämnden"
    );
    assert_eq!(
        read(&[&names[..], &["Nämnden för", "vård och omsorg"]].concat()),
        "vård och omsorg"
    );
    let rows = ["Gator 10", "Barnomsorg 20", "Bibliotek 30"].repeat(4);
    assert_eq!(read(&[&rows[..], &["vatten 40"]].concat()), "Vatten 40");
}

#[test]
fn words_of_one_letter_alone_are_compared_to_their_end() {
    let debris = "nnnnnnnnn nnnnnnnnn nnnnnnnnn nnnnnnnn";
    assert_eq!(mended(&[debris]), debris);
}

#[test]
fn properties_are_names() {
    assert_eq!(
        mended(&[
            "del av vårbylund 1:44, bilaga 2:1 och kvarteret vävaren 3 vid Vävaren, kvarteret vävstolen 2 och väven 3"
        ]),
        "del av Vårbylund 1:44, bilaga 2:1 och kvarteret Vävaren 3 vid Vävaren, kvarteret Vävstolen 2 och väven 3"
    );
}

#[test]
fn dirt_beside_words_is_none_of_theirs() {
    for (read, truth) in [
        (
            "Valav ombud, Svarpå motion, Valborg",
            "Val av ombud, Svar på motion, Valborg",
        ),
        (
            "Val.av justerare, t.ex. bl.a. org.nr",
            "Val av justerare, t.ex. bl.a. org.nr",
        ),
        ("uppdrag att’ pröva", "uppdrag att pröva"),
        ("ordet ’att’ och ‘upp och’", "ordet ’att’ och ‘upp och’"),
        ("Hammarby 4:61.. Ansökan... och", "Hammarby 4:61. Ansökan... och"),
        ("med personal.: t.o.m.:", "med personal. t.o.m.:"),
    ] {
        assert_eq!(mended(&[read]), truth);
    }
}

#[test]
fn text_that_was_written_stays() {
    let line = "Arets avsl Val.av";
    let scan = Scan::of_lines(&[line]);
    assert_eq!(lines_after(&scan, |text| mend(&scan, text)), [line]);
}

#[test]
fn marks_and_capitals_come_back_where_the_document_or_the_list_has_them() {
    for (known, read, truth) in [
        (
            "på enskilda vägar",
            "UNDERHÅLL AV ENSKILDA VAGAR",
            "UNDERHÅLL AV ENSKILDA VÄGAR",
        ),
        ("Bo Ek", "UNDERHÅLL AV ENSKILDA VAGAR", "UNDERHÅLL AV ENSKILDA VAGAR"),
        ("Bo Ek", "ALLMANNA VAL", "ALLMÄNNA VAL"),
        (
            "Ingrid Ek",
            "av ingrid Ek och Sten-inge Ek",
            "av Ingrid Ek och Sten-Inge Ek",
        ),
        ("Ingrid Ek", "av ingrid och många", "av ingrid och många"),
        (
            "Hjåggman",
            "ÅAtgärder av HWjåggman i Awvikelse",
            "Åtgärder av Hjåggman i Avvikelse",
        ),
        ("Bo Ek", "SKRsamråd med KDgruppen", "SKRsamråd med KDgruppen"),
        ("Älmeboda", "Almeboda och Almeboda", "Älmeboda och Älmeboda"),
    ] {
        assert_eq!(mended(&[known, read]), truth);
    }
}

#[test]
fn long_words_that_ocr_was_not_sure_of_are_known_by_more_letters() {
    let read = |confidence: f32, word: &str| {
        let mut scan = Scan::of_lines(&["till utbildningskontoret av utbildningskontoret", word]).on_image();
        let last = scan.pages[0].words.last_mut().unwrap();
        last.confidence = Some(confidence);
        lines_after(&scan, |text| mend(&scan, text)).pop().unwrap()
    };
    assert_eq!(read(0.3, "utbitdningskantoret."), "utbildningskontoret.");
    assert_eq!(read(0.9, "utbitdningskantoret."), "utbitdningskantoret.");
    assert_eq!(read(0.3, "Budgetuppföljnig"), "Budgetuppföljning");
    for right in [
        "Ekvardsson",
        "Månadsrapport",
        "brandförsvarsförbundet",
        "slamavskiljaren",
    ] {
        assert_eq!(read(0.3, right), right);
    }
}
