use crate::clean;
use crate::record::{Meeting, Record};
use crate::scan::{Scan, WarningCode};

fn record(lines: &[&str]) -> Record {
    let item = [
        "",
        "§ 26",
        "Val av kommittéer",
        "",
        "Beslut",
        "Förslaget antas.",
        "",
        "§ 27",
        "Rapport",
        "",
        "Beslut",
        "Antecknas.",
    ];
    let lines: Vec<&str> = lines.iter().copied().chain(item).collect();
    let scan = Scan::of_lines(&lines);
    crate::segment::segment(&scan, &clean::clean(&scan))
}

fn meeting(lines: &[&str]) -> Meeting {
    record(lines).meetings.swap_remove(0)
}

fn names(persons: &[crate::record::Person]) -> Vec<&str> {
    persons.iter().map(|person| person.name.as_str()).collect()
}

fn listed(meeting: &Meeting) -> Vec<String> {
    let all = meeting.participants.iter().map(|person| {
        let capacity = serde_json::to_value(person.capacity).ok();
        let capacity = capacity.and_then(|value| value.as_str().map(str::to_owned));
        let fields = [
            Some(person.name.clone()),
            person.party.clone(),
            person.role.clone(),
            capacity,
            person.replaces.clone(),
            person.items.clone(),
        ];
        fields.into_iter().flatten().collect::<Vec<_>>().join("|")
    });
    all.collect()
}

#[test]
fn values_beside_their_labels() {
    let meeting = meeting(&[
        "Tid och plats       Stadshuset, sal 3, måndagen den 6 mars 2017, kl 8.15 -- 11",
        "Beslutande          Anna Berg, s, ordförande",
        "                    Bo Ek, fp",
        "                    Siv Lo, s, för Maj Ro, s",
        "Icke tjänstgörande  Ida Ny, c",
        "ersättare",
        "Övriga deltagande   Jan Palm, kommunchef, §§ 26-27",
        "Utses att justera   Bo Ek",
        "Justeringens        Kommunkansliet 2017-03-10",
        "plats och tid",
        "Underskrifter       Sekreterare  Jan Palm   Paragrafer 26 -- 27",
        "                    Ordförande   Anna Berg",
        "                    Justerande   Bo Ek",
        "ANSLAG/BEVIS",
        "Anslaget uppsättes  2017-03-13   Anslaget nedtages  2017-04-04",
        "Förvaringsplats     Kommunkansliet",
    ]);
    assert_eq!(meeting.place.as_deref(), Some("Stadshuset, sal 3"));
    assert_eq!(
        (meeting.opened.as_deref(), meeting.closed.as_deref()),
        (Some("08:15"), Some("11:00"))
    );
    assert_eq!(
        listed(&meeting),
        [
            "Anna Berg|s|ordförande|member",
            "Bo Ek|fp|member",
            "Siv Lo|s|serving-substitute|Maj Ro",
            "Ida Ny|c|substitute",
            "Jan Palm|kommunchef|official|§§ 26-27"
        ]
    );
    assert_eq!(meeting.paragraph_range.as_deref(), Some("26 -- 27"));
    assert_eq!(
        (names(&meeting.chair), names(&meeting.secretary)),
        (vec!["Anna Berg"], vec!["Jan Palm"])
    );
    assert_eq!(meeting.approvers[0].party.as_deref(), Some("fp"));
    let approval = meeting.approval.unwrap_or_default();
    assert_eq!(
        (approval.place.as_deref(), approval.digital),
        (Some("Kommunkansliet"), false)
    );
    let notice = meeting.notice.unwrap_or_default();
    assert_eq!(
        notice.posted.map(|date| date.to_string()).as_deref(),
        Some("2017-03-13")
    );
    assert_eq!(
        notice.removed.map(|date| date.to_string()).as_deref(),
        Some("2017-04-04")
    );
    assert_eq!(notice.kept_at.as_deref(), Some("Kommunkansliet"));
}

#[test]
fn values_below_their_labels() {
    let meeting = meeting(&[
        "Plats och tid",
        "Folkets hus, kl. 18.00–20.30",
        "",
        "Ajournering",
        "19.10–19.20",
        "",
        "Ledamöter",
        "Anna Berg (S), ordförande §§ 26",
        "Bo Ek (M), 1:e vice ordförande",
        "",
        "Tjänstgörande ersättare",
        "Siv Lo (V) tjänstgör för Maj Ro (V), §§ 2–3",
        "",
        "Närvarorätt",
        "Ida Ny (C), ersättare",
        "",
        "Ålderspresident",
        "Ove Storm (KD)",
        "",
        "Utses att justera",
        "Bo Ek (M) och Siv Lo (V)",
        "",
        "Justeringens plats och datum",
        "Digital justering, 2019-05-02",
        "",
        "Omfattning",
        "§ 26 - § 27",
    ]);
    assert_eq!(meeting.adjournments, ["19.10–19.20"]);
    assert_eq!(
        listed(&meeting),
        [
            "Anna Berg|S|ordförande|member|§§ 26",
            "Bo Ek|M|1:e vice ordförande|member",
            "Siv Lo|V|serving-substitute|Maj Ro|§§ 2–3",
            "Ida Ny|C|ersättare|substitute",
            "Ove Storm|KD|ålderspresident|member"
        ]
    );
    assert_eq!(names(&meeting.approvers), ["Bo Ek", "Siv Lo"]);
    let approval = meeting.approval.unwrap_or_default();
    assert_eq!((approval.place, approval.digital), (None, true));
    assert_eq!(meeting.paragraph_range.as_deref(), Some("§ 26 - § 27"));
}

#[test]
fn lists_side_by_side_stand_under_their_labels() {
    let meeting = meeting(&[
        "Ledamöter            Ersättare",
        "Anna Berg (C)        Bo Ek (C)",
        "Siv Lo (S)           Ida Ny (M)",
    ]);
    assert_eq!(
        listed(&meeting),
        [
            "Anna Berg|C|member",
            "Siv Lo|S|member",
            "Bo Ek|C|substitute",
            "Ida Ny|M|substitute"
        ]
    );
}

#[test]
fn a_list_that_stands_elsewhere_is_a_warning() {
    let record = record(&[
        "Beslutande    Enligt särskild närvarolista",
        "",
        "Paragrafer    §§ 26–30",
    ]);
    assert_eq!(record.meetings[0].participants, []);
    let codes: Vec<WarningCode> = record.warnings.iter().map(|warning| warning.code).collect();
    assert!(codes.contains(&WarningCode::Ambiguous), "{codes:?}");
    assert!(
        codes.contains(&WarningCode::ItemSequence),
        "§§ 28–30 were not found: {codes:?}"
    );
}

#[test]
fn an_item_may_elect_the_approvers() {
    let scan = Scan::of_lines(&[
        "Närvarande   Anna Berg (S), Bo Ek (M)",
        "",
        "§ 1",
        "Val av justerare",
        "",
        "Styrelsen beslutade att utse Bo Ek att jämte ordföranden justera protokollet.",
        "",
        "§ 2",
        "Tid för justering",
        "",
        "Protokollet justeras på Rådhuset, Torget 1, torsdagen den 30 november 2023, klockan 15.00.",
    ]);
    let record = crate::segment::segment(&scan, &clean::clean(&scan));
    assert_eq!(names(&record.meetings[0].approvers), ["Bo Ek"]);
    assert_eq!(record.meetings[0].approvers[0].party.as_deref(), Some("M"));
    let approval = record.meetings[0].approval.clone().unwrap_or_default();
    assert_eq!(approval.place.as_deref(), Some("Rådhuset, Torget 1"));
    let passive = Scan::of_lines(&[
        "Närvarande   Anna Berg (S), Bo Ek (M)",
        "",
        "§ 1",
        "Val av justerare",
        "",
        "Kommunalrådet Bo Ek (M) utsågs att jämte ordföranden justera dagens protokoll.",
    ]);
    let record = crate::segment::segment(&passive, &clean::clean(&passive));
    assert_eq!(names(&record.meetings[0].approvers), ["Bo Ek"]);
}

#[test]
fn names_may_stand_above_their_offices() {
    let meeting = meeting(&[
        "Närvarande  Anna Berg (S), Bo Ek (M), Siv",
        "            Lo (V) och Ida Ny (C)",
        "",
        "Paragrafer  §§ 26–27",
        "",
        "Jan Palm",
        "Sekreterare",
        "",
        "Anna Berg",
        "Ordförande",
        "",
        "Bo Ek",
        "Justerande",
        "",
        "Anslagstid 2021-03-02 – 2021-03-24",
    ]);
    assert_eq!(listed(&meeting).len(), 4, "{:?}", listed(&meeting));
    assert_eq!(
        (names(&meeting.secretary), names(&meeting.chair)),
        (vec!["Jan Palm"], vec!["Anna Berg"])
    );
    assert_eq!(names(&meeting.approvers), ["Bo Ek"]);
    let notice = meeting.notice.unwrap_or_default();
    assert_eq!(
        notice.removed.map(|date| date.to_string()).as_deref(),
        Some("2021-03-24")
    );
}

#[test]
fn offices_keep_their_ranges() {
    let meeting = meeting(&[
        "Ledamöter     Anna Berg (S), Bo Ek (M)",
        "Paragrafer    § 26 - § 27",
        "Underskrifter",
        "Ålderspresident  § 26      Bo Ek",
        "Ordförande       § 27      Anna Berg",
    ]);
    let roles: Vec<Option<&str>> = meeting.chair.iter().map(|person| person.role.as_deref()).collect();
    assert_eq!(roles, [Some("ålderspresident § 26"), Some("ordförande § 27")]);
}

/// How Tesseract writes a page of two columns as text.
const COLUMN_BY_COLUMN: [&str; 16] = [
    "Plats och tid",
    "",
    "Beslutande",
    "",
    "Övriga närvarande",
    "",
    "Utses att justera",
    "",
    "Kommunkontoret, kl 09.00-12.05",
    "",
    "Anna Berg (S), ordf",
    "Bo Ek (M)",
    "",
    "Jan Palm, kommunchef",
    "",
    "Bo Ek",
];

#[test]
fn a_column_of_labels_is_matched_with_the_column_of_values() {
    let meeting = meeting(&COLUMN_BY_COLUMN);
    assert_eq!(meeting.place.as_deref(), Some("Kommunkontoret"));
    assert_eq!(
        listed(&meeting),
        [
            "Anna Berg|S|ordf|member",
            "Bo Ek|M|member",
            "Jan Palm|kommunchef|official"
        ]
    );
    assert_eq!(names(&meeting.approvers), ["Bo Ek"]);
}

#[test]
fn values_that_cannot_be_shared_out_stay_unread() {
    let lines: Vec<&str> = COLUMN_BY_COLUMN
        .into_iter()
        .filter(|line| !line.starts_with("Jan"))
        .collect();
    let record = record(&lines);
    let meeting = &record.meetings[0];
    assert_eq!((&meeting.place, names(&meeting.approvers)), (&None, vec![]));
    assert!(meeting.participants.is_empty(), "{:?}", listed(meeting));
    assert!(
        record
            .warnings
            .iter()
            .any(|warning| warning.code == WarningCode::Ambiguous)
    );
}

#[test]
fn the_name_of_a_union_is_not_half_a_name() {
    let meeting = meeting(&[
        "Sammanträde        Barnnämnden 2007-09-11",
        "Övriga närvarande  Anna Berg, sekreterare",
        "                   Lena Ek, Lärarförbundet",
        "                   Bo Lund (kd), ersättare",
    ]);
    let named: Vec<&str> = meeting.participants.iter().map(|who| who.name.as_str()).collect();
    assert_eq!(named, ["Anna Berg", "Lena Ek", "Bo Lund"]);
}

#[test]
fn labels_over_two_lines_where_columns_were_lost() {
    let meeting = meeting(&[
        "Närvarande Ledamöter",
        "Anna Berg (S), ordförande Bo Ek (M), förste vice",
        "ordförande",
        "Tjänstgörande Siv Lo (V) för Maj Ro (V)",
        "ersättare",
        "Utses att justera Bo Ek",
        "Justeringens Kommunalhuset 1998-09-22",
        "plats och tid",
        "Paragrafer 26 - 27",
    ]);
    assert_eq!(
        listed(&meeting),
        [
            "Anna Berg|S|ordförande|member",
            "Bo Ek|M|förste vice ordförande|member",
            "Siv Lo|V|serving-substitute|Maj Ro"
        ]
    );
    let approval = meeting.approval.unwrap_or_default();
    assert_eq!(approval.place.as_deref(), Some("Kommunalhuset"));
    assert_eq!(meeting.paragraph_range.as_deref(), Some("26 - 27"));
}

#[test]
fn members_stand_below_the_names_of_their_parties_also_side_by_side() {
    let meeting = meeting(&[
        "Ledamöter",
        "Socialdemokraterna        Moderata samlingspartiet",
        "  Anna Berg, ordförande     Bo Ek",
        "  Per Al                    Siv Lo",
        "Kommunlistan",
        "  Ida Ny",
    ]);
    assert_eq!(
        listed(&meeting),
        [
            "Anna Berg|S|ordförande|member",
            "Bo Ek|M|member",
            "Per Al|S|member",
            "Siv Lo|M|member",
            "Ida Ny|member"
        ]
    );
}

#[test]
fn roles_and_parties_may_stand_in_columns_of_their_own() {
    let meeting = meeting(&[
        "Beslutande ledamöter",
        "                Anna Berg (S)         Ordförande, ej § 26",
        "                Bo Ek                 M",
        "Övriga          Siv Lo, sökanden, § 26",
        "                Jan Palm, kommunchef",
    ]);
    assert_eq!(
        listed(&meeting),
        [
            "Anna Berg|S|Ordförande|member|ej § 26",
            "Bo Ek|M|member",
            "Siv Lo|sökanden|other|§ 26",
            "Jan Palm|kommunchef|official"
        ]
    );
}

#[test]
fn names_and_offices_below_lines_to_sign_on() {
    let meeting = meeting(&[
        "Justerat          2017-03-10",
        "",
        "______________________      ______________________",
        "Anna Berg                   Bo Ek",
        "Ordförande                  Justerare",
        "",
        "______________________",
        "Siv Lo",
        "Sekreterare                 §§ 26–27",
        "",
        "Närvarande",
        "",
        "Ledamöter",
        "Ordföranden       Anna Berg (S)",
        "                  Bo Ek (M)",
    ]);
    assert_eq!(
        (
            names(&meeting.chair),
            names(&meeting.secretary),
            names(&meeting.approvers)
        ),
        (vec!["Anna Berg"], vec!["Siv Lo"], vec!["Bo Ek"])
    );
    assert_eq!(meeting.paragraph_range.as_deref(), Some("§§ 26–27"));
    assert_eq!(meeting.participants.len(), 2);
    let approval = meeting.approval.unwrap_or_default();
    assert_eq!(
        approval.date.map(|date| date.to_string()).as_deref(),
        Some("2017-03-10")
    );
}

#[test]
fn members_told_in_a_sentence() {
    let meeting = meeting(&[
        "     Närvarande voro ordföranden lantbrukare Bo Ek, vice ordfö-",
        "randen Per Al samt ledamöterna herrar J. E. Ros och Nils Mo även-",
        "som fru Ida Lo och fröken",
        "Siv Wik.",
    ]);
    let names: Vec<&str> = meeting.participants.iter().map(|person| person.name.as_str()).collect();
    assert_eq!(names, ["Bo Ek", "Per Al", "J. E. Ros", "Nils Mo", "Ida Lo", "Siv Wik"]);
    assert_eq!(meeting.chair[0].name, "Bo Ek");
}

#[test]
fn a_notice_on_a_digital_board_is_no_digital_approval() {
    let meeting = meeting(&[
        "Justeringens tid   2017-03-10",
        "Justeringen har tillkännagivits på kommunens digitala anslagstavla.",
    ]);
    assert!(meeting.approval.is_some_and(|approval| !approval.digital));
}

#[test]
fn members_stand_in_the_list_of_those_present() {
    let meeting = meeting(&[
        "Beslutande         Enligt närvarolista",
        "Övriga deltagare   Jan Palm, kommunchef",
        "Underskrifter",
        "",
        "NÄRVAROLISTA",
        "",
        "Nr   Ledamot          Parti    Närv    Tjg ers",
        " 1   Anna Berg        S        x",
        " 2   Bo Ek            M                Eva By",
        " 3   Siv Lo           C        x",
    ]);
    assert_eq!(
        listed(&meeting),
        ["Anna Berg|S|member", "Siv Lo|C|member", "Jan Palm|kommunchef|official"]
    );
}

#[test]
fn lists_side_by_side_go_on_beside_new_labels() {
    let meeting = meeting(&[
        "Beslutande ledamöter              Tjänstgörande ersättare",
        "Anna Berg (S), ordförande         Per Al (M) för Siv Ro (M)",
        "Bo Ek (M)",
        "Ida Lo (V), §§ 26-27              Övriga deltagande",
        "Eva By (C)                        Jan Palm, kommunchef",
        "",
        "Utses att justera                 Bo Ek",
    ]);
    assert_eq!(
        listed(&meeting),
        [
            "Anna Berg|S|ordförande|member",
            "Bo Ek|M|member",
            "Ida Lo|V|member|§§ 26-27",
            "Eva By|C|member",
            "Per Al|M|serving-substitute|Siv Ro",
            "Jan Palm|kommunchef|official",
        ]
    );
}

#[test]
fn chairs_head_the_list_of_those_present_below_the_signatures() {
    let meeting = meeting(&[
        "Beslutande          Enligt närvarolista",
        "",
        "Utses att justera   Bo Ek",
        "",
        "Ordförande          ....................",
        "                    Anna Berg",
        "",
        "NÄRVAROLISTA",
        "",
        "Ordförande          Anna Berg (S)",
        "1:e vice ordf.      Ida Lo (V)",
        "",
        "Ledamöter",
        "",
        "Bo Ek (M)",
        "Eva By (C)",
    ]);
    assert_eq!(
        listed(&meeting),
        [
            "Anna Berg|S|ordförande|member",
            "Ida Lo|V|1:e vice ordf.|member",
            "Bo Ek|M|member",
            "Eva By|C|member",
        ]
    );
}

#[test]
fn labels_break_inside_words_and_chairs_sign_in_turn() {
    let meeting = meeting(&[
        "Beslutande            Anna Berg (S)",
        "                      Bo Ek (M)",
        "",
        "Icke tjänst-          Ida Ny (C)",
        "görande ersättare     Siv Lo (V)",
        "",
        "Utses att justera     Bo Ek (M)",
        "",
        "Ordförande",
        "                      ____________________________",
        "                      Anna Berg (S) § 26",
        "",
        "                      ____________________________",
        "                      Bo Ek (M) § 27",
    ]);
    assert_eq!(
        listed(&meeting)[2..],
        ["Ida Ny|C|substitute".to_owned(), "Siv Lo|V|substitute".to_owned()]
    );
    assert_eq!(names(&meeting.chair), ["Anna Berg", "Bo Ek"]);
}

#[test]
fn a_line_of_dashes_names_nobody() {
    let meeting = meeting(&[
        "Beslutande    Enligt närvarolista",
        "",
        "Sekreterare   -------------------------",
        "              Ida Ny",
        "",
        "Ordförande    -------------------------",
        "              Anna Berg",
    ]);
    assert_eq!(names(&meeting.chair), ["Anna Berg"]);
    assert_eq!(names(&meeting.secretary), ["Ida Ny"]);
}

#[test]
fn a_list_may_begin_in_the_column_beside_another() {
    let meeting = meeting(&[
        "Ledamöter                         Tjänstgörande ersättare",
        "Anna Berg (S), ordförande         Per Al (M) för Ida Ny (M)",
        "Bo Ek (M)                         Ersättare",
        "Siv Lo (C)                        Jan Palm (S)",
    ]);
    assert_eq!(
        listed(&meeting),
        [
            "Anna Berg|S|ordförande|member",
            "Bo Ek|M|member",
            "Siv Lo|C|member",
            "Per Al|M|serving-substitute|Ida Ny",
            "Jan Palm|S|substitute"
        ]
    );
}
