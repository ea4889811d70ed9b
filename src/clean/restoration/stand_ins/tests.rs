use super::*;
use crate::clean::restoration::{Verdict, restore};

const TRUTH: &str = "Nämnden beslutar att återremittera ärendet för ytterligare beredning. Ordföranden frågar om nämnden kan bifalla förslaget.\n\
    Åke Bergström och Stina Sjölund yrkar avslag på förslaget, så som det står i handlingarna. Åtgärden föreslås i år.\n\
    ÖVRIGA FRÅGOR OCH ÄRENDEN\n\
    Sammanträdet avslutas klockan 15. Kostnaden täcks av årets överskott. Frågan ställs därför på nytt när tiden är inne.";

fn restoration(text: &str) -> Restoration {
    let line = |line| {
        let tokens = str::split_whitespace(line).map(|text| RawToken { text, confidence: None });
        tokens.collect::<Vec<_>>()
    };
    restore(&[text.lines().map(line).collect()])
}

/// The text after restoration.
fn restored(text: &str) -> String {
    let mut lines: Vec<Vec<String>> = text
        .lines()
        .map(|line| line.split_whitespace().map(str::to_owned).collect())
        .collect();
    let changes = restoration(text).changes.into_iter().rev();
    for change in changes.filter(|change| change.verdict == Verdict::Applied) {
        lines[change.line].splice(change.tokens, [change.text]);
    }
    lines.iter().map(|line| line.join(" ")).collect::<Vec<_>>().join("\n")
}

fn with(text: &str, letters: [(char, &str); 6]) -> String {
    letters
        .iter()
        .fold(text.to_owned(), |text, (letter, read)| text.replace(*letter, read))
}

#[test]
fn one_sign_stands_for_all_three() {
    for sign in ["?", "\u{fffd}", "_", "*", "^", "~", "¤", "□"] {
        let read = with(TRUTH, ['å', 'ä', 'ö', 'Å', 'Ä', 'Ö'].map(|letter| (letter, sign)));
        assert_eq!(restored(&read), TRUTH, "{sign}");
        assert!(restoration(&read).pages[0].reason.contains("have lost å, ä, ö"));
    }
}

#[test]
fn signs_that_stand_for_themselves_stay() {
    let read = with(TRUTH, ['å', 'ä', 'ö', 'Å', 'Ä', 'Ö'].map(|letter| (letter, "?")));
    let last = "\nVad kostar det? Se www.kommun.se/?id=3 och 12? kr samt KS?2021/25.";
    assert_eq!(restored(&(read + last)), TRUTH.to_owned() + last);
}

#[test]
fn letters_of_other_languages_stand_for_them() {
    let danish = [('å', "å"), ('ä', "æ"), ('ö', "ø"), ('Å', "Å"), ('Ä', "Æ"), ('Ö', "Ø")];
    let french = [('å', "à"), ('ä', "â"), ('ö', "ô"), ('Å', "À"), ('Ä', "Â"), ('Ö', "Ô")];
    for letters in [danish, french] {
        assert_eq!(restored(&with(TRUTH, letters)), TRUTH);
    }
}

#[test]
fn one_of_them_stands_for_others() {
    let german = [('å', "ä"), ('ä', "ä"), ('ö', "ö"), ('Å', "Ä"), ('Ä', "Ä"), ('Ö', "Ö")];
    let plain = [('å', "a"), ('ä', "ä"), ('ö', "ö"), ('Å', "A"), ('Ä', "Ä"), ('Ö', "Ö")];
    let norwegian = [('å', "å"), ('ä', "å"), ('ö', "ö"), ('Å', "Å"), ('Ä', "Ä"), ('Ö', "Ö")];
    for letters in [german, plain, norwegian] {
        assert_eq!(restored(&with(TRUTH, letters)), TRUTH);
    }
}

#[test]
fn two_letters_stand_for_one() {
    // A list has the name Aake.
    let truth = TRUTH.replace("Åke", "Sven");
    let read = with(
        &truth,
        [
            ('å', "aa"),
            ('ä', "ae"),
            ('ö', "oe"),
            ('Å', "Aa"),
            ('Ä', "Ae"),
            ('Ö', "Oe"),
        ],
    );
    let read = read.replace("OeVRIGA FRAaGOR OCH AeRENDEN", "OEVRIGA FRAAGOR OCH AERENDEN");
    assert_eq!(restored(&read), truth);
}

#[test]
fn dropped_letters_come_back_where_a_list_has_the_word() {
    let truth = TRUTH.to_owned()
        + "\nKommunstyrelsen noterar att detaljplanen omfattar hela kvarteret och att kontoret redovisar kostnaderna. \
        Kontoret hade inga invändningar mot den ändring som ordföranden och ledamöterna hade föreslagit.";
    let read = with(&truth, ['å', 'ä', 'ö', 'Å', 'Ä', 'Ö'].map(|letter| (letter, "")));
    let found = restored(&read);
    assert!(found.starts_with(
        "Nämnden beslutar att återremittera ärendet för ytterligare beredning. Ordföranden frågar om nämnden"
    ));
    assert!(found.contains("\nSammanträdet avslutas klockan 15."), "{found}");
    let parted = with(&truth, ['å', 'ä', 'ö', 'Å', 'Ä', 'Ö'].map(|letter| (letter, " ")));
    assert_eq!(restoration(&parted).changes, []);
    let names = "\nNrvarande var Brg Krst, BN och Bjrn Hglund.";
    assert!(restored(&(read + names)).contains("Brg Krst, BN och "));
}

#[test]
fn sound_text_and_other_languages_stay() {
    let danish = "Byrådet godkendte dagsordenen for mødet og besluttede at følge indstillingen fra udvalget. Kørsel af elever til og \
        fra skole sker efter de gældende regler, og udgiften dækkes af den afsatte ramme. Ældrerådet ønskede en nærmere redegørelse.";
    let german = "Die Gemeinde erklärte, daß für die Fläche vor dem Rathaus eine Lösung gefunden werden müsse. Über die Höhe der \
        Gebühren wird später entschieden. Künftig können Anträge auch schriftlich gestellt werden.";
    let names = "\nNärvarande: André Müller, Søren Møller, Zoë Hernández. Vad händer nu? Idé från Québec*, se sid_3.";
    for text in [danish, german, &(TRUTH.to_owned() + names)] {
        assert_eq!(restoration(text).changes, []);
    }
}

#[test]
fn a_sound_page_beside_others_stays() {
    let read = with(TRUTH, ['å', 'ä', 'ö', 'Å', 'Ä', 'Ö'].map(|letter| (letter, "?")));
    let page = |text: &'static str| -> Vec<Vec<RawToken<'static>>> {
        let tokens = text.split_whitespace().map(|text| RawToken { text, confidence: None });
        vec![tokens.collect()]
    };
    let pages = [page(TRUTH), page(read.leak()), page(TRUTH)];
    let restoration = restore(&pages);
    assert!(restoration.changes.len() > 20);
    assert!(restoration.changes.iter().all(|change| change.page == 1));
    let conditions: Vec<TextCondition> = restoration.pages.iter().map(|page| page.condition).collect();
    assert_eq!(
        conditions,
        [TextCondition::Clean, TextCondition::WrongLanguage, TextCondition::Clean]
    );
}
