//! Decisions of invented items.

/// The decisions of the items that some lines hold, an item each.
fn decided(lines: &[&str]) -> Vec<Vec<String>> {
    let record = crate::read(&crate::scan::Scan::of_lines(lines));
    let items = record.meetings.into_iter().flat_map(|meeting| meeting.items);
    items
        .map(|item| item.decisions.into_iter().map(|decision| decision.text).collect())
        .collect()
}

#[test]
fn what_is_told_behind_a_decision_is_none() {
    let found = decided(&[
        "§ 1",
        "Vägarna",
        "",
        "Beslut",
        "",
        "• Redovisningen godkänns.",
        "• Nämnden får i uppdrag att laga bron.",
        "",
        "Väg               2019      2020",
        "Storgatan          120       140",
        "Ågatan              80        75",
        "",
        "Gatuchefen berättar om vintern och om hur snön har röjts i byarna.",
        "",
        "§ 2",
        "Anmälningar",
        "",
        "Beslut",
        "",
        "att lägga skrivelserna till handlingarna",
        "",
        "- Brev från länsstyrelsen om bron",
        "- Brev från bygdegården",
        "",
        "§ 3",
        "Dagordning",
        "",
        "Beslut",
        "",
        "Dagordningen godkänns med dessa ändringar:",
        "- Ärende 4 utgår.",
        "- Ärende 7 tillkommer.",
    ]);
    assert_eq!(
        found,
        [
            vec!["Redovisningen godkänns.", "Nämnden får i uppdrag att laga bron."],
            vec!["att lägga skrivelserna till handlingarna"],
            vec!["Dagordningen godkänns med dessa ändringar:\n- Ärende 4 utgår.\n- Ärende 7 tillkommer."],
        ]
    );
}

#[test]
fn leads_stand_above_their_clauses_and_reports_behind_them() {
    let found = decided(&[
        "§ 1 Budget",
        "",
        "Beslut",
        "Kommunstyrelsen",
        "- godkänner budgeten.",
        "- uppmanar nämnden att spara.",
        "",
        "§ 2 Val",
        "",
        "Beslut",
        "Till och med 2014 väljs",
        "1. Bo Ek (S) till ledamot i skolnämnden",
        "2. Ida Lo (M) till ersättare i skolnämnden",
        "",
        "§ 3 Stämma",
        "",
        "Beslut",
        "Kommunstyrelsen ger ombudet i uppdrag",
        "",
        "att rösta för förslaget, samt",
        "att återkomma.",
        "",
        "§ 4 Vägen",
        "",
        "Beslut",
        "Kommunstyrelsen beslutar att laga vägen.",
        "",
        "Vägen har varit i dåligt skick ända sedan vintern, och byn har skrivit till kommunen om den.",
        "",
        "Beslutsunderlag",
        "Brev från byn",
    ]);
    let expected: [&[&str]; 4] = [
        &["godkänner budgeten.", "uppmanar nämnden att spara."],
        &[
            "Bo Ek (S) till ledamot i skolnämnden",
            "Ida Lo (M) till ersättare i skolnämnden",
        ],
        &["att rösta för förslaget, samt", "att återkomma."],
        &["Kommunstyrelsen beslutar att laga vägen."],
    ];
    assert_eq!(found, expected);
}

#[test]
fn clauses_follow_a_full_stop_and_what_was_notified_is_none() {
    let found = decided(&[
        "§ 1 Bron",
        "",
        "Kommunstyrelsens beslut",
        "",
        "Kommunstyrelsen beslutade för egen del, under förutsättning av medel, följande.",
        "",
        "1. Bron lagas.",
        "2. Vägen stängs.",
        "",
        "§ 2 Anmälningar",
        "",
        "Kommunstyrelsens beslut",
        "",
        "Anmälningarna läggs till handlingarna.",
        "",
        "Följande ärenden anmäls:",
        "",
        "1. Brev från byn.",
        "2. Beslut om bidrag, gatuchefen.",
        "",
        "§ 3 Rapport",
        "",
        "Gatuchefen lämnade en rapport.",
        "",
        "Kommunstyrelsen tackade för rapporten.",
    ]);
    let expected: [&[&str]; 3] = [
        &["Bron lagas.", "Vägen stängs."],
        &["Anmälningarna läggs till handlingarna."],
        &["Kommunstyrelsen tackade för rapporten."],
    ];
    assert_eq!(found, expected);
}

#[test]
fn text_among_numbered_decisions_belongs_to_the_one_before() {
    let found = decided(&[
        "§ 1",
        "Uppdrag",
        "",
        "Beslut",
        "",
        "1. Uppdragen förklaras fullgjorda.",
        "a. Skolan vid ån.",
        "b. Bron i byn.",
        "2. Kommunstyrelsen tilldelas 5 000 kronor.",
        "Resten fördelas så här:",
        "3. Skolnämnden tilldelas 7 000 kronor.",
        "",
        "Ärendet",
        "",
        "Frågan har utretts länge, och det har kommit många yttranden från byarna om den, av",
        "vilka de flesta har gällt bron över ån och skolan, men några också vägen till kyrkan.",
    ]);
    assert_eq!(
        found[0],
        [
            "Uppdragen förklaras fullgjorda.\na. Skolan vid ån.\nb. Bron i byn.",
            "Kommunstyrelsen tilldelas 5 000 kronor.\nResten fördelas så här:",
            "Skolnämnden tilldelas 7 000 kronor.",
        ]
    );
}

#[test]
fn decisions_are_told_without_naming_who_decides() {
    let found = decided(&[
        "Protokoll, fört vid sammanträde med kommunalfullmäktige i Mårby den 3 maj 1938.",
        "",
        "§ 1. Att jämte ordföranden justera dagens protokoll utsågos herrar Ek och Lo.",
        "",
        "§ 2. Skrivelse från länsstyrelsen. Lades till handlingarna.",
        "",
        "§ 3. Föredrogs en ansökan från Mårby sångkör om bidrag till inköp av noter.",
        "     På yrkande av herr Ek blev ärendet bordlagt till nästa sammanträde.",
        "",
        "     Mot beslutet anmälde herr Lo reservation.",
        "",
        "§ 4. Väcktes fråga om väg till kyrkan. Efter en längre överläggning medgåvo kommunalfullmäktige,",
        "att vägen finge läggas om.",
        "",
        "§ 5. Till gode män valdes:",
        "",
        "     Lantbrukaren Per Al, Storbyn",
        "     Smeden Nils Ros, Lillbyn",
        "",
        "§ 6. Herr Ek upplyste, att motionen den 3 april 1937, § 9, remitterades till nämnden.",
    ]);
    let expected: [&[&str]; 6] = [
        &["Att jämte ordföranden justera dagens protokoll utsågos herrar Ek och Lo."],
        &["Lades till handlingarna."],
        &["På yrkande av herr Ek blev ärendet bordlagt till nästa sammanträde."],
        &["Efter en längre överläggning medgåvo kommunalfullmäktige, att vägen finge läggas om."],
        &["Till gode män valdes: Lantbrukaren Per Al, Storbyn Smeden Nils Ros, Lillbyn"],
        &[],
    ];
    assert_eq!(found, expected);
}

#[test]
fn decisions_are_told_in_the_forms_of_old() {
    let found = decided(&[
        "Protokoll, fört vid sammanträde med kommunalfullmäktige i Mårby den 3 maj 1938.",
        "",
        "§ 1. Föredrogs en från Mårby sångkör inkommen skrivelse med anhållan om bidrag",
        "för inköp av noter.",
        "     Med bifall till kommunalnämndens förslag beslöto kommunalfullmäktige",
        "dels att bevilja 50 kronor,",
        "dels ock att medlen skulle utgå ur kassan.",
        "",
        "§ 2. Ansökan från skytteföreningen upplästes, varom kommunalfullmäktige beslutade",
        "den 4 juni 1937, § 9, att frågan skulle vila.",
        "     Ärendet hänsköts till kommunalnämnden för yttrande.",
    ]);
    assert_eq!(
        found,
        [
            vec!["att bevilja 50 kronor,", "att medlen skulle utgå ur kassan."],
            vec!["Ärendet hänsköts till kommunalnämnden för yttrande."],
        ]
    );
}

#[test]
fn sentences_and_numbers_without_a_stop_are_decisions_of_their_own() {
    let found = decided(&[
        "§ 1 Budget",
        "",
        "Beslut",
        "Kultur-, fritids- och tekniknämnden beslutar",
        "1  godkänna budgeten,",
        "2  uppdra åt förvaltningschefen att senast i augusti redovisa hur badet ska",
        "   kunna öppnas.",
        "",
        "§ 2 Bron",
        "",
        "Beslut",
        "Förslaget till bro, som tekniska kontoret har tagit fram tillsammans med länet, godkänns.",
        "Medel om 50 000 kronor förs över från vägen.",
        "Förvaltningen får i uppdrag att bygga.",
        "",
        "Kommunstyrelsens beslut för egen del, under förutsättning av fullmäktiges beslut:",
        "1. Medlen betalas ut i förskott.",
        "",
        "§ 3 Val",
        "",
        "Kommunfullmäktige utser",
        "",
        "till ledamot i skolnämnden efter Bo Ek (S)",
        "    Ida Lo (S), Storgatan 4",
        "",
        "till ersättare i valnämnden",
        "    Per Al (M)",
        "",
        "§ 4 Val till vattenrådet",
        "",
        "Beslut",
        "Kommunstyrelsen utser för tiden intill 2010-12-31",
        "-  Bo Ek (S) till ledamot efter Ida Lo (S)",
        "-  Per Al (M) till ersättare.",
        "",
        "§ 5 Vägen",
        "",
        "Det beslutas",
        "",
        "att laga vägen.",
    ]);
    let expected: [&[&str]; 5] = [
        &[
            "godkänna budgeten,",
            "uppdra åt förvaltningschefen att senast i augusti redovisa hur badet ska kunna öppnas.",
        ],
        &[
            "Förslaget till bro, som tekniska kontoret har tagit fram tillsammans med länet, godkänns.",
            "Medel om 50 000 kronor förs över från vägen.",
            "Förvaltningen får i uppdrag att bygga.",
            "Medlen betalas ut i förskott.",
        ],
        &[
            "till ledamot i skolnämnden efter Bo Ek (S) Ida Lo (S), Storgatan 4",
            "till ersättare i valnämnden Per Al (M)",
        ],
        &["Bo Ek (S) till ledamot efter Ida Lo (S)", "Per Al (M) till ersättare."],
        &["att laga vägen."],
    ];
    assert_eq!(found, expected);
}

#[test]
fn clauses_may_be_infinitives_without_att() {
    let found = decided(&[
        "Kommunstyrelsen        Sammanträdesprotokoll        2015-05-06",
        "",
        "§ 1 Dagordning",
        "",
        "Kommunstyrelsen beslutar",
        "",
        "Fastställa dagordningen med följande ändringar:",
        "",
        "– ärendet om bron utgår",
        "– ärendet om badet tillkommer.",
        "",
        "§ 2 Direktiv för bolaget",
        "",
        "Kommunstyrelsen föreslår kommunfullmäktige besluta",
        "",
        "Anta direktiv för bolaget.",
        "",
        "För egen del beslutar kommunstyrelsen under förutsättning av kommunfullmäktiges beslut i samma ärende",
        "",
        "Uppdra åt direktören att teckna avtal med bolaget.",
        "",
        "§ 3 Taxa för torget",
        "",
        "Kommunstyrelsens förslag till kommunfullmäktige",
        "",
        "1. Kommunfullmäktige antar taxan.",
        "",
        "Kommunstyrelsens eget beslut",
        "",
        "Kansliet får i uppdrag att ta fram förslag till föreskrifter.",
    ]);
    let expected: [&[&str]; 3] = [
        &["Fastställa dagordningen med följande ändringar:\n– ärendet om bron utgår\n– ärendet om badet tillkommer."],
        &[
            "Anta direktiv för bolaget.",
            "Uppdra åt direktören att teckna avtal med bolaget.",
        ],
        &[
            "Kommunfullmäktige antar taxan.",
            "Kansliet får i uppdrag att ta fram förslag till föreskrifter.",
        ],
    ];
    assert_eq!(found, expected);
}

#[test]
fn what_has_come_in_is_no_decision() {
    let found = decided(&[
        "§ 1 Nya motioner",
        "",
        "Beslut",
        "Fullmäktige beslutar att motionerna remitteras till styrelsen.",
        "",
        "Följande har lämnats in:",
        "a)    Motion om laddstolpar, Ida Lo (MP)",
        "b)    Motion om hundgård, Bo Ek (SD)",
    ]);
    assert_eq!(
        found,
        [["Fullmäktige beslutar att motionerna remitteras till styrelsen."]]
    );
}

#[test]
fn decisions_are_told_without_the_name_of_who_decides() {
    let found = decided(&[
        "§ 1 Vägen",
        "",
        "Kontoret har lämnat ett förslag.",
        "",
        "Beslutas att laga vägen.",
        "",
        "§ 2 Bron",
        "",
        "Kontoret har lämnat ett förslag.",
        "",
        "Det beslöts att bordlägga ärendet.",
    ]);
    assert_eq!(
        found,
        [["Beslutas att laga vägen."], ["Det beslöts att bordlägga ärendet."]]
    );
}

#[test]
fn leads_may_stand_between_bullets_and_elect_by_them() {
    let found = decided(&[
        "Kommunstyrelsen        Sammanträdesprotokoll        2015-05-06",
        "",
        "§ 1 Årsredovisning",
        "",
        "Beslut",
        "Kommunstyrelsen beslutar föreslå kommunfullmäktige besluta att",
        "",
        "•   fastställa årsredovisningen",
        "",
        "Kommunstyrelsen beslutar för egen del att",
        "",
        "•   uppdra åt kommundirektören att återkomma.",
        "",
        "§ 2 Ombud",
        "",
        "Beslut",
        "Kommunstyrelsen utser följande ombud",
        "",
        "•   Ekbolaget AB: Bo Ek (S), ersättare Ida Lo (M)",
        "•   Stiftelsen Lunden: Eva By (C)",
        "",
        "§ 3 Anmälningar",
        "",
        "Beslut",
        "Kommunstyrelsen noterar att följande handlingar har anmälts:",
        "",
        "•   Rapport om kommunens beredskap",
    ]);
    let expected: [&[&str]; 3] = [
        &[
            "fastställa årsredovisningen",
            "uppdra åt kommundirektören att återkomma.",
        ],
        &[
            "Ekbolaget AB: Bo Ek (S), ersättare Ida Lo (M)",
            "Stiftelsen Lunden: Eva By (C)",
        ],
        &["Kommunstyrelsen noterar att följande handlingar har anmälts:"],
    ];
    assert_eq!(found, expected);
}

#[test]
fn elections_without_marks_and_what_can_be_appealed() {
    let found = decided(&[
        "§ 1 Val",
        "",
        "Beslut",
        "",
        "Socialnämnden utser",
        "",
        "Bo Ek (C) till kontaktpolitiker för Lunden, och",
        "",
        "Ida Lo (S) till kontaktpolitiker för Solhaga.",
        "",
        "§ 2 Tillstånd",
        "",
        "Beslut",
        "",
        "Socialnämnden beslutar",
        "",
        "att avslå ansökan.",
        "",
        "Beslutet kan överklagas hos länsrätten.",
        "",
        "§ 3 Överskott",
        "",
        "Beslut",
        "",
        "Nämndens överskott förs över till nästa år.",
        "",
        "Skolans underskott avskrivs.",
    ]);
    let expected: [&[&str]; 3] = [
        &[
            "Bo Ek (C) till kontaktpolitiker för Lunden, och",
            "Ida Lo (S) till kontaktpolitiker för Solhaga.",
        ],
        &["att avslå ansökan."],
        &[
            "Nämndens överskott förs över till nästa år.",
            "Skolans underskott avskrivs.",
        ],
    ];
    assert_eq!(found, expected);
}

#[test]
fn fees_and_orders_on_lines_of_their_own_are_decisions() {
    let found = decided(&[
        "§ 1 Förhandsbesked",
        "",
        "Beslut",
        "",
        "Ansökan om förhandsbesked avslås med stöd av 9 kap. 17 § PBL.",
        "",
        "Avgiften för beslutet är 4 884 kronor.",
        "",
        "§ 2 Skylt",
        "",
        "Beslut",
        "",
        "Bygglov för skylten avslås.",
        "",
        "Handelsbolaget föreläggs vid vite att ta bort skylten senast den 31 december 2014.",
    ]);
    let expected: [&[&str]; 2] = [
        &[
            "Ansökan om förhandsbesked avslås med stöd av 9 kap. 17 § PBL.",
            "Avgiften för beslutet är 4 884 kronor.",
        ],
        &[
            "Bygglov för skylten avslås.",
            "Handelsbolaget föreläggs vid vite att ta bort skylten senast den 31 december 2014.",
        ],
    ];
    assert_eq!(found, expected);
}

#[test]
fn an_own_proposal_may_name_its_receiver_in_the_text_alone() {
    let found = decided(&[
        "Kommunstyrelsen 2019-03-04",
        "",
        "§ 1",
        "Årsredovisning",
        "",
        "Kommunstyrelsens förslag till beslut",
        "Kommunfullmäktige beslutar",
        "att godkänna årsredovisningen.",
        "",
        "Sammanfattning",
        "Resultatet uppgår till 4 mkr.",
        "",
        "§ 2",
        "Detaljplan",
        "",
        "Kommunstyrelsens förslag till beslut",
        "Kommunfullmäktige antar detaljplanen.",
        "",
        "Sammanfattning",
        "Planen ger nya bostäder.",
        "",
        "§ 3",
        "Val av justerare",
        "",
        "Sedan upprop förrättats utses Bo Ek (C) att jämte ordföranden justera dagens protokoll.",
        "",
        "§ 4",
        "Information",
        "",
        "Kommunstyrelsens beslut",
        "",
        "Kommunstyrelsen noterar informationen.",
        "",
        "Mark- och miljödomstolen avslår överklagandet av bygglov på Ekbacken 6.",
    ]);
    assert_eq!(
        found,
        [
            ["att godkänna årsredovisningen."],
            ["Kommunfullmäktige antar detaljplanen."],
            ["Sedan upprop förrättats utses Bo Ek (C) att jämte ordföranden justera dagens protokoll."],
            ["Kommunstyrelsen noterar informationen."],
        ]
    );
}

#[test]
fn who_took_part_is_no_decision_and_approval_at_once_may_go_with_one() {
    let found = decided(&[
        "§ 1 Remiss",
        "",
        "Beslut",
        "",
        "Nämnden avger yttrande och paragrafen justeras omedelbart.",
        "",
        "§ 2 Väg",
        "",
        "Beslut",
        "",
        "Planen antas.",
        "",
        "Anna Berg, Bo Ek och Siv Lo deltog i beslutet.",
        "",
        "§ 3 Bad",
        "",
        "Beslut",
        "",
        "Taxan antas.",
        "Utskottet justerar paragrafen omedelbart.",
    ]);
    let expected: [&[&str]; 3] = [
        &["Nämnden avger yttrande och paragrafen justeras omedelbart."],
        &["Planen antas."],
        &["Taxan antas."],
    ];
    assert_eq!(found, expected);
}

#[test]
fn what_is_noted_of_a_list_is_one_decision_and_numbered_proposals_are_another_bodys() {
    let text = [
        "Protokoll från kommunstyrelsen i Mårby",
        "",
        "§ 1 Delgivningar",
        "",
        "Beslut",
        "",
        "Kommunstyrelsen har tagit del av följande:",
        "1. Protokoll från kommunalförbundet 2015-03-06",
        "2. Cirkulär 15:9",
        "",
        "§ 2 Ägardirektiv",
        "",
        "Kommunstyrelsens förslag till beslut",
        "1. Kommunfullmäktige antar reviderade ägardirektiv.",
        "",
        "Sammanfattning",
        "Direktiven är från 2018.",
    ];
    let found = decided(&text);
    let expected: [&[&str]; 2] = [
        &["Kommunstyrelsen har tagit del av följande:"],
        &["Kommunfullmäktige antar reviderade ägardirektiv."],
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_table_between_numbered_decisions_belongs_to_none() {
    let found = decided(&[
        "§ 1 Ramar",
        "",
        "Beslut",
        "",
        "1  Ramarna för 2010 fastställs enligt följande tabell.",
        "",
        "   Nämnd                   2009        2010",
        "   Skolnämnden           48 210      47 650",
        "   Vägnämnden            31 940      31 120",
        "",
        "2  Skattesatsen fastställs till 22:16 kronor.",
        "",
        "Nämndens skäl till beslut",
        "",
        "Skatteunderlaget minskar.",
        "",
        "§ 2 Interpellation",
        "",
        "Bo Ek (S) besvarar interpellationen. Interpellationen anses därmed besvarad.",
    ]);
    let expected: [&[&str]; 2] = [
        &[
            "Ramarna för 2010 fastställs enligt följande tabell.",
            "Skattesatsen fastställs till 22:16 kronor.",
        ],
        &["Interpellationen anses därmed besvarad."],
    ];
    assert_eq!(found, expected);
}

#[test]
fn who_is_elected_may_stand_below_the_office() {
    let found = decided(&[
        "§ 1 Valärenden",
        "",
        "Kommunfullmäktige väljer för tiden t.o.m. den 31 december 2018",
        "",
        "till ersättare i socialnämnden",
        "Bo Ek (S) efter Ulrika By (S)",
        "",
        "till ombud vid Ekbolaget AB:s stämma",
        "Åsa Lo (KD)",
        "",
        "Val av nämndeman bordlägges.",
    ]);
    let expected = [
        "till ersättare i socialnämnden Bo Ek (S) efter Ulrika By (S)",
        "till ombud vid Ekbolaget AB:s stämma Åsa Lo (KD)",
        "Val av nämndeman bordlägges.",
    ];
    assert_eq!(found, [expected]);
}

#[test]
fn the_numbers_of_own_decisions_go_on_behind_those_proposed() {
    let found = decided(&[
        "§ 1",
        "Vaccin",
        "",
        "Beslut",
        "",
        "Nämnden föreslår fullmäktige besluta följande.",
        "",
        "1. Taxan fastställs.",
        "",
        "Nämnden beslutar för egen del följande, under förutsättning av fullmäktiges beslut.",
        "",
        "2. Underlaget fastställs.",
        "",
        "3. Chefen får i uppdrag att teckna avtal.",
        "",
        "§ 2",
        "Simhall",
        "",
        "Beslut",
        "",
        "För egen del beslutar nämnden, under förutsättning av fullmäktiges beslut, att",
        "3. uppdra åt chefen att teckna avtal.",
    ]);
    assert_eq!(
        found[0],
        [
            "Taxan fastställs.",
            "Underlaget fastställs.",
            "Chefen får i uppdrag att teckna avtal."
        ]
    );
    assert_eq!(found[1], ["uppdra åt chefen att teckna avtal."]);
}

#[test]
fn each_office_of_a_list_of_elections_is_a_decision() {
    let found = decided(&[
        "§ 1",
        "Val",
        "",
        "På förslag av valberedningen väljer kommunfullmäktige följande:",
        "",
        "Ersättare i socialnämnden efter Siv Ro",
        "           Bo Ek (v), Storbyn",
        "",
        "Nämndeman i tingsrätten",
        "           Ida Lo (s), Lillbyn",
    ]);
    assert_eq!(
        found[0],
        [
            "Ersättare i socialnämnden efter Siv Ro Bo Ek (v), Storbyn",
            "Nämndeman i tingsrätten Ida Lo (s), Lillbyn"
        ]
    );
}

#[test]
fn a_sentence_below_clauses_may_decide_more_but_no_answer_does() {
    let found = decided(&[
        "§ 1",
        "Bidrag",
        "",
        "Beslut",
        "",
        "att bevilja bidrag med 40 000 kronor.",
        "",
        "Medel anvisas ur anslaget för kultur.",
        "",
        "§ 2",
        "Fråga",
        "",
        "Beslut",
        "",
        "att frågan får ställas.",
        "",
        "Nämndens ordförande besvarar frågan muntligt.",
        "",
        "§ 3",
        "Delegationsbeslut",
        "",
        "Beslut",
        "",
        "Nämnden har tagit del av följande delegationsbeslut:",
        "",
        "- Kommundirektören, beslut nr 11, lån",
    ]);
    assert_eq!(found[0].len(), 2);
    assert_eq!(found[1].len(), 1);
    assert_eq!(found[2], ["Nämnden har tagit del av följande delegationsbeslut:"]);
}

#[test]
fn what_is_decided_as_proposed_is_no_part_of_the_proposal_above_it() {
    let found = decided(&[
        "§ 1",
        "Yttrande",
        "",
        "Arbetsutskottets förslag till kommunstyrelsen:",
        "",
        "att   avge yttrande enligt förslaget.",
        "",
        "Kommunstyrelsen beslutar i enlighet med arbetsutskottets förslag",
        "",
        "att   avge yttrande enligt förslaget.",
    ]);
    assert_eq!(found[0], ["att avge yttrande enligt förslaget."]);
}

#[test]
fn a_sentence_for_the_own_part_decides_where_it_says_what() {
    let found = decided(&[
        "§ 1",
        "Plan",
        "",
        "Beslut",
        "",
        "Nämnden godkänner planen för egen del.",
        "",
        "Nämnden föreslår kommunfullmäktige",
        "",
        "att   anta planen.",
    ]);
    assert_eq!(found[0], ["Nämnden godkänner planen för egen del.", "att anta planen."]);
}

#[test]
fn what_the_body_has_noted_is_its_decision_where_it_decides_nothing_else() {
    let lines = [
        "§ 1",
        "Rapporter",
        "",
        "Ekonomen har skrivit en rapport.",
        "",
        "Nämnden har tagit del av rapporten.",
        "",
        "Badet             120",
        "",
        "§ 2",
        "Plan",
        "",
        "Nämnden har tagit del av förslaget.",
        "",
        "Nämnden beslutar att anta planen.",
    ];
    let found = decided(&lines);
    assert_eq!(found[0], ["Nämnden har tagit del av rapporten."]);
    assert_eq!(found[1], ["Nämnden beslutar att anta planen."]);
}
