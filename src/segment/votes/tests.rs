use crate::record::{BallotVote, Capacity, Record, Vote};
use crate::scan::{BoundingBox, Scan, WarningCode};

fn record(lines: &[&str]) -> Record {
    let all: Vec<&str> = ["§ 7 Avgift för bad", "", "Beslut", "", "Avgiften höjs.", ""]
        .into_iter()
        .chain(lines.iter().copied())
        .collect();
    crate::read(&Scan::of_lines(&all))
}

fn votes(lines: &[&str]) -> Vec<Vote> {
    record(lines).meetings[0].items[0].votes.clone()
}

fn names(vote: &Vote, kind: BallotVote) -> Vec<&str> {
    let ballots = vote.ballots.iter().filter(|ballot| ballot.vote == kind);
    ballots.map(|ballot| ballot.name.as_str()).collect()
}

#[test]
fn sentences_with_lists_of_names_are_votes_by_name() {
    let found = votes(&[
        "Omröstning",
        "",
        "Godkänd voteringsproposition: \"Ja för avslag och Nej för bifall till yrkandet från SD.\"",
        "Daniel Berg (V), Viktoria Rolén (S) och ordföranden Jonas Atting (S) röstar Ja (3).",
        "Axel Josefsson (M) och tjänstgörande ersättaren Nina Misk (M) röstar Nej (2).",
        "Elisabet Lannér (KD) avstår från att rösta (1).",
    ]);
    let [vote] = &found[..] else { panic!("{found:?}") };
    assert_eq!((vote.yes, vote.no, vote.abstain), (Some(3), Some(2), Some(1)));
    assert_eq!(vote.yes_means.as_deref(), Some("avslag"));
    assert_eq!(vote.no_means.as_deref(), Some("bifall till yrkandet från SD"));
    assert_eq!(
        names(vote, BallotVote::Yes),
        ["Daniel Berg", "Viktoria Rolén", "Jonas Atting"]
    );
    assert_eq!(names(vote, BallotVote::No), ["Axel Josefsson", "Nina Misk"]);
    assert_eq!(names(vote, BallotVote::Abstain), ["Elisabet Lannér"]);
    assert_eq!(vote.verified, Some(true));
}

#[test]
fn each_section_is_a_vote_of_its_own_also_with_the_same_count() {
    let found = votes(&[
        "Omröstning",
        "",
        "Omröstningen utfaller med 43 Ja mot 38 Nej. 3 ledamöter avstår från att rösta.",
        "",
        "Propositionsordning",
        "",
        "Ordföranden ställer härefter propositioner på tilläggsyrkandet. Omröstning begärs.",
        "",
        "Omröstning",
        "",
        "Omröstningen utfaller med 43 Ja mot 38 Nej. 1 ledamot är frånvarande.",
    ]);
    assert_eq!(found.len(), 2);
    assert_eq!((found[0].abstain, found[0].absent), (Some(3), None));
    assert_eq!((found[1].abstain, found[1].absent), (Some(0), Some(1)));
    assert_eq!(found[0].verified, None);
}

#[test]
fn votes_in_one_run_of_text_are_told_apart_by_their_counts() {
    let found = votes(&[
        "Beslutsgång",
        "",
        "Votering begärs. Ja-röst innebär bifall till förslaget, nej-röst innebär avslag. Med tre ja-röster mot",
        "två nej-röster bifaller nämnden förslaget. Ny votering begärs. Den som vill bifalla tillägget röstar ja,",
        "den som vill avslå det röstar nej. Utfallet blir 3 ja och 1 nej. En ledamot avstår.",
    ]);
    let counts: Vec<_> = found.iter().map(|vote| (vote.yes, vote.no, vote.abstain)).collect();
    assert_eq!(counts, [(Some(3), Some(2), Some(0)), (Some(3), Some(1), Some(1))]);
    assert_eq!(found[1].yes_means.as_deref(), Some("bifalla tillägget"));
}

#[test]
fn lists_below_a_word_and_roll_calls_are_read() {
    let list = votes(&[
        "Votering",
        "",
        "Ja-röst för kontorets förslag, nej-röst för avslag. Med 2 ja-röster mot 1 nej-röst bifalls förslaget.",
        "",
        "Ja: Anna Berg (S), Bo Ek (C)",
        "",
        "Nej: Ida Lo (M)",
    ]);
    let roll = votes(&[
        "Votering",
        "",
        "JA för kontorets förslag, NEJ för avslag. Voteringen utfaller med 2 JA-röster mot 1 NEJ-röst.",
        "Anna Berg (S) – JA",
        "Ida Lo (M) – NEJ",
        "Bo Ek (C) – JA",
    ]);
    for vote in [&list[0], &roll[0]] {
        assert_eq!(names(vote, BallotVote::Yes), ["Anna Berg", "Bo Ek"]);
        assert_eq!(names(vote, BallotVote::No), ["Ida Lo"]);
        assert_eq!(vote.yes_means.as_deref(), Some("kontorets förslag"));
        assert_eq!(vote.verified, Some(true));
    }
}

#[test]
fn names_that_contradict_the_count_are_a_warning_and_stay() {
    let record = record(&[
        "Omröstning",
        "",
        "Med 3 ja-röster mot 1 nej-röst bifalls förslaget.",
        "",
        "Ja: Anna Berg (S), Bo Ek (C)",
        "",
        "Nej: Ida Lo (M)",
    ]);
    let vote = &record.meetings[0].items[0].votes[0];
    assert_eq!((vote.yes, vote.no, vote.verified), (Some(3), Some(1), Some(false)));
    assert!(
        record
            .warnings
            .iter()
            .any(|warning| warning.code == WarningCode::Ambiguous && warning.message.contains("§ 7"))
    );
}

#[test]
fn a_cross_belongs_to_the_column_that_it_stands_in() {
    let found = votes(&[
        "Votering",
        "",
        "Med 1 ja-röst mot 1 nej-röst och 1 nedlagd röst avslås förslaget.",
        "",
        "Namn          Parti   Tjg   Ej tjg   JA   NEJ   Avstår",
        "Anna Berg     S        X              X",
        "Ida Lo        M        X                    X",
        "Bo von Ek     C        X                          X",
        "Åsa By        L               X",
    ]);
    let vote = &found[0];
    assert_eq!(names(vote, BallotVote::Yes), ["Anna Berg"]);
    assert_eq!(names(vote, BallotVote::No), ["Ida Lo"]);
    assert_eq!(names(vote, BallotVote::Abstain), ["Bo von Ek"]);
    assert_eq!((vote.abstain, vote.verified), (Some(1), Some(true)));
}

/// OCR reads a grid column by column as often as row by row.
#[test]
fn a_grid_on_a_page_image_is_read_by_its_boxes() {
    let mut scan = Scan::of_lines(&[
        "§ 7 Avgift för bad",
        "",
        "Votering",
        "",
        "Med 1 ja-röst mot 1 nej-röst avslås förslaget.",
        "Namn Anna Berg S Ida Lo M",
        "JA X",
        "NEJ X",
    ]);
    let places = [
        (0, 0),
        (0, 1),
        (40, 1),
        (90, 1),
        (0, 2),
        (40, 2),
        (90, 2),
        (150, 0),
        (150, 1),
        (200, 0),
        (205, 2),
    ];
    let words = &mut scan.pages[0].words;
    let first = words.len() - places.len();
    for (word, (x, row)) in words[first..].iter_mut().zip(places) {
        let y = 300 + row * 30;
        word.bbox = Some(BoundingBox {
            x0: x,
            y0: y,
            x1: x + 30,
            y1: y + 20,
        });
    }
    for (index, word) in words[..first].iter_mut().enumerate() {
        let (x, y) = (index as u32 % 6 * 60, word.line * 30);
        word.bbox = Some(BoundingBox {
            x0: x,
            y0: y,
            x1: x + 50,
            y1: y + 20,
        });
    }
    let vote = crate::read(&scan).meetings[0].items[0].votes[0].clone();
    assert_eq!(names(&vote, BallotVote::Yes), ["Anna Berg"]);
    assert_eq!(names(&vote, BallotVote::No), ["Ida Lo"]);
}

#[test]
fn a_list_that_is_attached_gives_the_names() {
    let lines = [
        "Omröstning",
        "",
        "Omröstningen utfaller med 2 Ja mot 1 Nej. Hur var och en röstar framgår av bilaga 2.",
        "",
        "Bilaga 2",
        "",
        "Ärende: 6",
        "Antal Ja: 2",
        "Antal Nej: 1",
        "Antal Avstår: 0",
        "Antal Frånv: 1",
        "",
        "Namn",
        "Parti",
        "Anna Berg",
        "S",
        "1 Ordförande",
        "Ja",
        "Bo Ek Lind",
        "C",
        "12 Ersättare",
        "Ja",
        "Ida Lo",
        "M",
        "3 2:e v Ordf",
        "Nej",
        "Åsa By",
        "L",
        "4 Ledamot",
        "Frånvarande",
    ];
    let found = votes(&lines);
    let vote = &found[0];
    assert_eq!(names(vote, BallotVote::Yes), ["Anna Berg", "Bo Ek Lind"]);
    assert_eq!(
        (names(vote, BallotVote::Absent), vote.absent),
        (vec!["Åsa By"], Some(1))
    );
    assert_eq!(vote.verified, Some(true));
    // Where no list of participants is left, those who voted took part.
    let lines = [&["§ 35", "Skolskjuts", ""], &lines[..]].concat();
    let meeting = crate::read(&Scan::of_lines(&lines)).meetings.swap_remove(0);
    let participants: Vec<_> = meeting
        .participants
        .iter()
        .map(|person| (person.name.as_str(), person.role.as_deref(), person.capacity))
        .collect();
    let wanted = [
        ("Anna Berg", Some("Ordförande"), Capacity::Member),
        ("Bo Ek Lind", None, Capacity::ServingSubstitute),
        ("Ida Lo", Some("2:e v Ordf"), Capacity::Member),
    ];
    assert_eq!(participants, wanted);
    assert_eq!(meeting.chair[0].name, "Anna Berg");
}

#[test]
fn a_count_that_a_decision_repeats_is_one_vote() {
    let found = votes(&[
        "Med 2 ja-röster mot 1 nej-röst beslutar nämnden att badet stängs.",
        "",
        "Omröstning",
        "",
        "Ja för bifall, nej för avslag. Utfallet blir 2 ja och 1 nej.",
        "Ja: Anna Berg (S), Bo Ek (C)",
        "Nej: Ida Lo (M)",
    ]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].verified, Some(true));
}

#[test]
fn a_word_alone_on_its_line_heads_the_names_below() {
    let found = votes(&[
        "Omröstning",
        "",
        "Vid omröstning avges 2 ja-röster och 1 nej-röst. En ledamot avstår.",
        "Ja-röst",
        "Anna Berg (S)",
        "Bo Ek (C)",
        "Nej-röst",
        "Ida Lo (M)",
        "Avstår",
        "Per Al (V)",
    ]);
    assert_eq!(names(&found[0], BallotVote::Yes), ["Anna Berg", "Bo Ek"]);
    assert_eq!(names(&found[0], BallotVote::Abstain), ["Per Al"]);
    assert_eq!(found[0].verified, Some(true));
}

#[test]
fn names_without_parties_end_with_their_line() {
    let found = votes(&[
        "Votering",
        "",
        "Ja: bifall till förslaget",
        "Nej: avslag",
        "Ja: Anna Berg, Bo Ek",
        "Nej: Ida Lo och Ove Sand",
        "Avstår: Per Al",
        "Resultat: Ja 2, Nej 2, Avstår 1.",
    ]);
    assert_eq!(found[0].no_means.as_deref(), Some("avslag"));
    assert_eq!(names(&found[0], BallotVote::No), ["Ida Lo", "Ove Sand"]);
    assert_eq!((found[0].abstain, found[0].verified), (Some(1), Some(true)));
}

#[test]
fn one_grid_may_hold_the_votes_of_several_items() {
    let record = crate::read(&Scan::of_lines(&[
        "                          § 8            § 9",
        "Namn            Parti     JA   NEJ       JA   NEJ",
        "Anna Berg       S         X                   X",
        "Bo Ek           M              X              X",
        "Ida Lo          C         X              X",
        "",
        "§ 7 Frågestund",
        "",
        "Inga frågor ställs.",
        "",
        "§ 8 Avgift för bad",
        "",
        "Votering",
        "",
        "Med 2 ja-röster mot 1 nej-röst beslutar nämnden att avgiften höjs.",
        "",
        "§ 9 Val av ombud",
        "",
        "Votering",
        "",
        "Med 1 ja-röst mot 2 nej-röster beslutar nämnden att Ida Lo (C) väljs.",
    ]));
    let items = &record.meetings[0].items;
    let votes: Vec<&Vote> = items.iter().flat_map(|item| &item.votes).collect();
    let [eighth, ninth] = &votes[..] else {
        panic!("{votes:?}")
    };
    assert_eq!(names(eighth, BallotVote::Yes), ["Anna Berg", "Ida Lo"]);
    assert_eq!(names(ninth, BallotVote::No), ["Anna Berg", "Bo Ek"]);
    assert_eq!((eighth.verified, ninth.verified), (Some(true), Some(true)));
}

#[test]
fn numbers_without_ja_and_nej_are_of_those_who_carried_the_decision() {
    let named = votes(&[
        "Beslutsgång",
        "",
        "Votering begärs. Ja-röst innebär bifall till nämndens förslag, nej-röst bifall till motionen.",
        "",
        "Ja röstar Anna Berg (S).",
        "",
        "Nej röstar Ida Lo, Ove Sand (båda M) och ordföranden Per Al (C).",
        "",
        "Nämnden beslutar således med tre röster mot en att bifalla motionen.",
    ]);
    assert_eq!(
        (named[0].yes, named[0].no, named[0].verified),
        (Some(1), Some(3), Some(true))
    );
    assert_eq!(named[0].no_means.as_deref(), Some("bifall till motionen"));
    let told = votes(&[
        "Beslutsgång",
        "",
        "Den som röstar för förvaltningens förslag röstar ja. Den som röstar för Ida Los (M) yrkande röstar nej.",
        "",
        "Med 7 röster mot 5 beslutar nämnden enligt Ida Los (M) yrkande.",
    ]);
    assert_eq!((told[0].yes, told[0].no), (Some(5), Some(7)));
    assert_eq!(told[0].no_means.as_deref(), Some("Ida Los (M) yrkande"));
    assert!(told[0].ballots.is_empty(), "{:?}", told[0].ballots);
}

#[test]
fn what_nej_means_ends_with_its_paragraph() {
    let found = votes(&[
        "Beslutsgång",
        "",
        "Votering begärs enligt följande:",
        "",
        "Ja-röst för att ärendet avgörs i dag",
        "Nej-röst för återremiss",
        "",
        "Voteringen utfaller med 3 ja-röster och 2 nej-röster.",
    ]);
    assert_eq!(found[0].yes_means.as_deref(), Some("att ärendet avgörs i dag"));
    assert_eq!(found[0].no_means.as_deref(), Some("återremiss"));
    assert_eq!((found[0].yes, found[0].no), (Some(3), Some(2)));
}

#[test]
fn the_last_row_of_a_grid_states_the_numbers() {
    let found = votes(&[
        "Omröstning",
        "",
        "Den som vill höja avgiften röstar ja, den som vill behålla den röstar nej.",
        "",
        "Ledamot               Ja     Nej    Avstår",
        "Anna Berg (S)         x",
        "Ida Lo (M)                   x",
        "Bo von Ek (C)         x",
        "Resultat              2      1      0",
    ]);
    let [vote] = &found[..] else { panic!("{found:?}") };
    assert_eq!((vote.yes, vote.no, vote.verified), (Some(2), Some(1), Some(true)));
    assert_eq!(vote.yes_means.as_deref(), Some("höja avgiften"));
}

#[test]
fn numbers_below_a_grid_count_members_whose_crosses_were_lost() {
    let grid = |numbers: &'static str| {
        let found = votes(&[
            "Omröstning",
            "",
            "Ledamot               Ja     Nej    Avstår",
            "Anna Berg (S)         x",
            "Ida Lo (M)",
            "Bo von Ek (C)         x",
            numbers,
        ]);
        found.first().and_then(|vote| vote.yes.zip(vote.no))
    };
    assert_eq!(grid("                      2      1      0"), Some((2, 1)));
    assert_eq!(grid("                      2      2      0"), None);
    assert_eq!(grid("                      1      2      0"), None);
}

/// Two votes of one item whose names stand in an attachment; the lines of the attachment come behind the item.
fn votes_with_list(list: &[&str]) -> Vec<Vote> {
    let item = [
        "Omröstning",
        "",
        "Voteringen utfaller med 3 ja-röster och 1 nej-röst. 1 ledamot är frånvarande.",
        "",
        "Omröstning",
        "",
        "Voteringen utfaller med 2 ja-röster och 2 nej-röster. Hur var och en röstat framgår av bilaga 1.",
        "",
    ];
    votes(&item.iter().chain(list).copied().collect::<Vec<_>>())
}

#[test]
fn one_list_may_hold_several_votes_of_an_item() {
    let crosses = votes_with_list(&[
        "NORRA KOMMUN                 Bilaga 1                      10 (11)",
        "",
        "                                              Votering 1        Votering 2",
        "Plats  Ledamot       Parti  Tjänstgör för    Ja  Nej  Frånv.   Ja  Nej  Frånv.",
        "   1   Anna Berg     S                       X                 X",
        "   2   Ida Lo        M      Eva By           X                      X",
        "   3   Bo von Ek     C                            X                 X",
        "   4   Per Al        V                       X                 X",
        "   5   Siv Wik       L                                 X                X",
    ]);
    let words = votes_with_list(&[
        "Bilaga 1",
        "",
        "Anna Berg     S      Ja     Ja",
        "Ida Lo        M      Ja     Nej",
        "Bo von Ek     C      Nej    Nej",
        "Per Al        V      Ja     Ja",
        "Siv Wik       L      Frånvarande  Frånvarande",
    ]);
    for found in [crosses, words] {
        let [first, second] = &found[..] else {
            panic!("{found:?}")
        };
        assert_eq!(names(first, BallotVote::Yes), ["Anna Berg", "Ida Lo", "Per Al"]);
        assert_eq!(names(second, BallotVote::No), ["Ida Lo", "Bo von Ek"]);
        assert_eq!((first.verified, second.verified), (Some(true), Some(true)));
    }
}

#[test]
fn one_list_of_an_item_may_hold_its_votes_below_their_numbers() {
    let found = votes(&[
        "Omröstning 1",
        "Ja-röst för att ärendet avgörs i dag.",
        "Nej-röst för återremiss.",
        "Med 2 ja-röster mot 1 nej-röst beslutar nämnden att ärendet avgörs i dag.",
        "",
        "Omröstning 2",
        "Ja-röst för bifall till förslaget.",
        "Nej-röst för avslag.",
        "Med 1 ja-röst mot 1 nej-röst, och 1 som avstår, beslutar nämnden att avslå förslaget.",
        "",
        "Omröstningslista",
        "                    Omröstning 1    Omröstning 2",
        "Ledamot             Ja     Nej      Ja    Nej   Avst",
        "Bo Ek (S)           X               X",
        "Ida Lo (M)          X                     X",
        "Per Ask (V)                X                    X",
        "",
        "Reservation",
        "Per Ask (V) reserverar sig mot beslutet.",
    ]);
    let [first, second] = &found[..] else {
        panic!("{found:?}")
    };
    assert_eq!(names(first, BallotVote::Yes), ["Bo Ek", "Ida Lo"]);
    assert_eq!(names(second, BallotVote::Abstain), ["Per Ask"]);
    assert_eq!((first.verified, second.verified), (Some(true), Some(true)));
}

#[test]
fn names_and_count_below_headings_of_their_own_are_one_vote() {
    let found = votes(&[
        "Omröstning",
        "",
        "Ja-röst för bifall till förslaget.",
        "Nej-röst för avslag.",
        "",
        "Ja-röst: Bo Ek (S), Ida Lo (M) och Per Ask (V).",
        "",
        "Nej-röst: Eva By (C).",
        "",
        "Omröstningsresultat: 3 ja-röster och 1 nej-röst.",
    ]);
    let [vote] = &found[..] else { panic!("{found:?}") };
    assert_eq!((vote.yes, vote.no, vote.verified), (Some(3), Some(1), Some(true)));
}

#[test]
fn a_list_of_votes_of_another_item_is_no_vote_of_the_one_that_it_stands_behind() {
    let found = votes(&[
        "Omröstningslista KF § 3",
        "",
        "Ledamot             Ja     Nej",
        "Bo Ek (S)           X",
        "Ida Lo (M)          X",
        "Per Ask (V)                X",
    ]);
    assert_eq!(found, []);
}

#[test]
fn names_in_brackets_may_stand_behind_what_they_voted_for() {
    let found = votes(&[
        "Omröstning",
        "",
        "Med 2 ja-röster för att ansökan avslås (Bo Ek och Ida Lo) mot 1 nej-röst för Asks yrkande (Per Ask) beslutar",
        "nämnden att avslå ansökan.",
    ]);
    let [vote] = &found[..] else { panic!("{found:?}") };
    assert_eq!(names(vote, BallotVote::Yes), ["Bo Ek", "Ida Lo"]);
    assert_eq!(names(vote, BallotVote::No), ["Per Ask"]);
}

#[test]
fn a_cross_among_those_present_is_no_vote() {
    let found = votes(&[
        "Votering",
        "",
        "Med 2 ja-röster mot 1 nej-röst bifalls förslaget. Se bilaga 3.",
        "",
        "Bilaga 3",
        "",
        "Ledamot           Parti   Närv    § 7",
        "                                  Ja    Nej   Av",
        "Anna Berg         S       x       x",
        "Ida Lo tjg ers    M       x             x",
        "Bo von Ek         C       x       x",
        "Per Al            V       x                   x",
    ]);
    assert_eq!(names(&found[0], BallotVote::Yes), ["Anna Berg", "Bo von Ek"]);
    assert_eq!(names(&found[0], BallotVote::No), ["Ida Lo"]);
    assert_eq!(names(&found[0], BallotVote::Abstain), ["Per Al"]);
}

#[test]
fn the_count_may_stand_below_the_grid() {
    let found = votes(&[
        "Votering",
        "",
        "Ledamot                Ja      Nej     Avstår",
        "",
        "Anna Berg (s)          X",
        "Ida Lo (ns)                            X",
        "Per Al (m)                     X",
        "",
        "Med 1 ja-röst mot 1 nej-röst, 1 ledamot avstår, bifaller nämnden förslaget.",
    ]);
    assert_eq!(
        (found[0].yes, found[0].no, found[0].abstain),
        (Some(1), Some(1), Some(1))
    );
    assert_eq!(names(&found[0], BallotVote::Abstain), ["Ida Lo"]);
    assert_eq!(found[0].verified, Some(true));
}

#[test]
fn crosses_and_parties_may_be_misread() {
    let found = votes(&[
        "Votering",
        "",
        "Ledamot      Parti     Ja      Nej     Avstår",
        "",
        "Anna Berg    S         Xx",
        "Ida Lo       (0        ><",
        "Per Al       M                 XX",
        "",
        "Med 2 ja-röster mot 1 nej-röst bifaller nämnden förslaget.",
    ]);
    assert_eq!(names(&found[0], BallotVote::Yes), ["Anna Berg", "Ida Lo"]);
    assert_eq!(names(&found[0], BallotVote::No), ["Per Al"]);
}

#[test]
fn a_grid_of_which_little_is_left_names_nobody() {
    let found = votes(&[
        "Votering",
        "",
        "Ledamot      Parti     Ja      Nej     Avstår",
        "",
        "Anna Berg    S         X",
        "Per Al       M                 X",
        "mrjizizlolaj",
        "",
        "Med 5 ja-röster mot 4 nej-röster bifaller nämnden förslaget.",
    ]);
    assert_eq!((found[0].yes, found[0].no), (Some(5), Some(4)));
    assert_eq!((found[0].ballots.len(), found[0].verified), (0, None));
}

#[test]
fn a_roll_call_may_stand_in_two_columns() {
    let found = votes(&[
        "Votering",
        "",
        "Anna Berg (S)       Nej       Per Al (V)         Ja",
        "Ida Lo (M)          Ja        Siv Wik (L)        Frånvarande",
        "",
        "Med 2 ja-röster mot 1 nej-röst bifalls förslaget.",
    ]);
    assert_eq!(names(&found[0], BallotVote::Yes), ["Per Al", "Ida Lo"]);
    assert_eq!(names(&found[0], BallotVote::No), ["Anna Berg"]);
    assert_eq!(names(&found[0], BallotVote::Absent), ["Siv Wik"]);
}

#[test]
fn names_without_parties_vote_in_sentences() {
    let found = votes(&[
        "Den som bifaller Ida Los yrkande röstar ja. Den det ej vill röstar nej. Vinner nej har nämnden bifallit",
        "motionen.",
        "",
        "Ja röstar Anna Berg, Bo Ek och ordföranden. Nej röstar Ida Lo. Per Al avstår från att rösta. Voteringen",
        "utfaller sålunda med 3 ja-röster mot 1 nej-röst.",
    ]);
    assert_eq!(names(&found[0], BallotVote::Yes), ["Anna Berg", "Bo Ek", "ordföranden"]);
    assert_eq!(names(&found[0], BallotVote::Abstain), ["Per Al"]);
    assert_eq!((found[0].abstain, found[0].verified), (Some(1), Some(true)));
    assert_eq!(found[0].no_means.as_deref(), Some("bifallit motionen"));
    let secret = votes(&[
        "Vid sluten omröstning avges 7 röster för bifall till motionen och 9 röster för avslag, varjämte en sedel",
        "är blank.",
    ]);
    assert_eq!(
        (secret[0].yes, secret[0].no, secret[0].abstain),
        (Some(7), Some(9), Some(1))
    );
    assert_eq!(secret[0].yes_means.as_deref(), Some("bifall till motionen"));
}

#[test]
fn numbers_stand_for_crosses_and_counts_below_one_another() {
    let found = votes(&[
        "Omröstning",
        "",
        "Den som ville bifalla förslaget av Bo Ek m.fl. röstade ja och att den som ville avslå det",
        "röstade nej.",
        "",
        "Namn                  Ja    Nej    Avstår",
        "Anna Berg (S)         1",
        "Bo Ek (M)                   1",
        "Ida Lo (V)                         1",
        "",
        "Med 1 röst för ja, 1 röst för nej och 1 som avstår bifaller nämnden förslaget.",
        "",
        "Omröstning",
        "",
        "Ja-röster         29",
        "Nej-röster        20",
        "Avstår             1",
        "Frånvarande        2",
    ]);
    let [grid, counted] = &found[..] else {
        panic!("{found:?}")
    };
    assert_eq!(grid.yes_means.as_deref(), Some("bifalla förslaget av Bo Ek m.fl."));
    assert_eq!(grid.no_means.as_deref(), Some("avslå det"));
    assert_eq!((grid.yes, grid.no, grid.abstain), (Some(1), Some(1), Some(1)));
    assert_eq!(names(grid, BallotVote::Yes), ["Anna Berg"]);
    assert_eq!(names(grid, BallotVote::Abstain), ["Ida Lo"]);
    assert_eq!(
        (counted.yes, counted.no, counted.abstain, counted.absent),
        (Some(29), Some(20), Some(1), Some(2))
    );
}

#[test]
fn votes_stand_in_columns_of_names_in_brackets_and_behind_a_verb() {
    let columns = votes(&[
        "Beslutsgång",
        "Ordföranden ställer yrkandena mot varandra. Den som stöder förslaget röstar Ja.",
        "Den som stöder yrkandet röstar Nej.",
        "",
        "Med 2 ja-röster mot 1 nej-röst och 1 som avstår bifaller nämnden förslaget.",
        "",
        "Ja                     Nej                    Avstår",
        "Anna Ek (S)            Bo Lo (M)              Ida Alm (C)",
        "Per Ros (V)",
        "",
        "Ordföranden avslutar.",
    ]);
    let [vote] = &columns[..] else { panic!("{columns:?}") };
    assert_eq!(names(vote, BallotVote::Yes), ["Anna Ek", "Per Ros"]);
    assert_eq!(names(vote, BallotVote::No), ["Bo Lo"]);
    assert_eq!(names(vote, BallotVote::Abstain), ["Ida Alm"]);
    let headed = votes(&[
        "Omröstningsresultat",
        "",
        "Ja-röster                     Nej-röster",
        "Anna Ek (S)                   Bo Lo (M)",
        "Per Ros (V)                   Ida Alm (C)",
        "Siv Wik (V)",
        "",
        "Nämnden bifaller med 3 ja-röster mot 2 nej-röster förslaget.",
    ]);
    let [vote] = &headed[..] else { panic!("{headed:?}") };
    assert_eq!(names(vote, BallotVote::Yes), ["Anna Ek", "Per Ros", "Siv Wik"]);
    assert_eq!(names(vote, BallotVote::No), ["Bo Lo", "Ida Alm"]);
    let commas = votes(&[
        "Proposition",
        "Den som bifaller förslaget röstar ja. Den som bifaller motionen röstar nej.",
        "",
        "                       JA     NEJ    AVSTÅR",
        "Anna Ek, s             x",
        "Bo Lo, m                      x",
        "Per Ros, v             x",
        "",
        "Med 2 ja-röster och 1 nej-röst antar nämnden förslaget.",
    ]);
    let [vote] = &commas[..] else { panic!("{commas:?}") };
    assert_eq!(names(vote, BallotVote::Yes), ["Anna Ek", "Per Ros"]);
    assert_eq!(names(vote, BallotVote::No), ["Bo Lo"]);
    let grid = votes(&[
        "Beslutsgång",
        "Den som stöder förslaget röstar Ja. Den som stöder yrkandet röstar Nej.",
        "",
        "Ledamöter              Ja     Nej    Avstår",
        "Anna Ek (S)            X",
        "Bo Lo (M)                     X",
        "Per Ros (V)            X",
        "Summa                  2      1      0",
    ]);
    let [vote] = &grid[..] else { panic!("{grid:?}") };
    assert_eq!((vote.yes, vote.no), (Some(2), Some(1)));
    assert_eq!(names(vote, BallotVote::Yes), ["Anna Ek", "Per Ros"]);
    for told in [
        [
            "Ja-röster avges av Anna Ek (S) och Per Ros (V).",
            "Nej-röster avges av Bo Lo (M).",
        ],
        [
            "Vid omröstning avges 2 ja-röster (Anna Ek, Per Ros)",
            "och 1 nej-röst (Bo Lo).",
        ],
    ] {
        let found = votes(
            &[
                &["Omröstning", ""],
                &told[..],
                &["", "Med 2 ja-röster mot 1 nej-röst bifalls det."],
            ]
            .concat(),
        );
        let [vote] = &found[..] else { panic!("{found:?}") };
        assert_eq!(names(vote, BallotVote::Yes), ["Anna Ek", "Per Ros"], "{told:?}");
        assert_eq!(names(vote, BallotVote::No), ["Bo Lo"], "{told:?}");
    }
}

#[test]
fn a_report_may_tell_of_the_vote_itself_but_not_of_earlier_ones() {
    let report = |sentence: &str| {
        votes(&[
            "Ärendebeskrivning",
            "Byn har skrivit om badet, och yrkanden har framställts om att avgiften inte ska höjas.",
            sentence,
            "Vid omröstningen avgavs 9 ja-röster och 2 nej-röster.",
        ])
    };
    let here = report("Den som vill höja avgiften röstar ja. Den som vill behålla avgiften röstar nej.");
    assert_eq!(here.len(), 1, "{here:?}");
    assert_eq!((here[0].yes, here[0].no), (Some(9), Some(2)));
    assert!(report("Kommunstyrelsen behandlade saken den 3 maj 2001.").is_empty());
}

#[test]
fn what_no_means_may_go_without_saying() {
    let found = votes(&[
        "Omröstning",
        "",
        "Den som röstar för kontorets förslag röstar ja. Den det ej vill röstar nej.",
        "",
        "Följande röstade ja: Anna Berg (S) och Bo Ek (M). Följande röstade nej: Ida Lo (V).",
    ]);
    assert_eq!(found[0].yes_means.as_deref(), Some("kontorets förslag"));
    assert_eq!(found[0].no_means, None);
}

#[test]
fn a_list_of_names_belongs_to_the_vote_with_its_numbers() {
    let found = votes(&[
        "Propositionsordning",
        "",
        "Ja-röst för förslaget. Nej-röst för Ida Los yrkande.",
        "",
        "Med 2 ja-röster och 1 nej-röst bifalls förslaget. Hur var och en röstat framgår nedan.",
        "",
        "Omröstningslista",
        "Anna Berg (S)              Ja",
        "Ida Lo (M)                 Nej",
        "Bo Ek (S)                  Ja",
    ]);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].ballots.len(), found[0].verified), (3, Some(true)));
}

#[test]
fn numbers_of_votes_may_stand_with_a_dash() {
    let found = votes(&[
        "Omröstning",
        "",
        "Ja röstar Anna Berg (S). Nej röstar Ida Lo (M) och Bo Ek (S).",
        "Ärendet återremitteras därmed med röstsiffrorna 1-2.",
    ]);
    assert_eq!(
        (found[0].yes, found[0].no, found[0].verified),
        (Some(1), Some(2), Some(true))
    );
}

#[test]
fn a_list_of_votes_on_the_last_page_is_that_of_its_item() {
    let lines = [
        "§ 7 Avgift för bad",
        "",
        "Omröstningen utfaller med två (2) ja-röster och en (1) nej-röst. En (1) ledamot avstår.",
        "",
        "Fullmäktige beslutar",
        "",
        "att höja avgiften.",
        "",
        "§ 8 Nya motioner",
        "",
        "Fullmäktige beslutar",
        "",
        "att remittera motionen till styrelsen.",
        "",
        "\u{c}UPPROPS- OCH OMRÖSTNINGSLISTA",
        "",
        "                                        § 7",
        "Namn               Parti     Närv.      Ja    Nej    Avst",
        "Anna Berg          S         X          X",
        "Bo Ek              S         X          X",
        "Ida Lo             M         X                X",
        "Eva By             C         X                       X",
    ];
    let text = lines.join("\n");
    let scan = Scan {
        pages: crate::capture::plain_text::pages(text.as_bytes()),
        ..Scan::of_lines(&[])
    };
    let record = crate::read(&scan);
    let items = &record.meetings[0].items;
    let vote = &items[0].votes[0];
    assert_eq!(
        (vote.yes, vote.no, vote.abstain, vote.verified),
        (Some(2), Some(1), Some(1), Some(true))
    );
    assert!(items[1].votes.is_empty());
}

#[test]
fn a_sentence_that_ends_before_its_names_has_none() {
    let lines = ["Effekterna är svårbedömda.", "Ja röstar", "", "Samtliga nämnder"];
    assert!(votes(&lines).iter().all(|vote| vote.ballots.is_empty()));
}
