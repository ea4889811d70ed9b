//! Dissents (reservationer), statements (särskilda yttranden, protokollsanteckningar) and recusals (jäv), below their own
//! headings or inside another section.

use std::ops::Range;

use super::flow::Flow;
use super::sections::Part;
use super::{Reading, authors, people};
use crate::record::{Dissent, Person, SectionKind, Source, Statement};
use crate::vocabulary::politics::{
    ADJOURNS, AGAINST, AGREES, DECLARED_FOR, DISSENT_OBJECTS, DISSENT_VERBS, DISSENTS, HANDLING, IS_PARTIAL, LEAVES,
    RECUSED, STATEMENT_HEADINGS, STATES,
};
use crate::vocabulary::{Spoken, contains_phrase};

/// What members say beside the decision of an item, and who did not take part in it.
pub(super) struct Beside {
    /// Dissents.
    pub dissents: Vec<Dissent>,
    /// Statements.
    pub statements: Vec<Statement>,
    /// Who left the matter for partiality.
    pub recusals: Vec<Person>,
}

/// Dissents, statements and recusals of an item.
pub(super) fn read(reading: Reading<'_>, parts: &[Part]) -> Beside {
    let telling = parts
        .iter()
        .filter(|part| !matches!(part.kind, SectionKind::Basis | SectionKind::Recipients));
    let told: Vec<Told<'_>> = telling.map(|part| Told::of(reading, part)).collect();
    let own = |part: &Part| part.kind == SectionKind::Dissent;
    let stating = |_: &str, spoken: &Spoken| spoken.find(&STATES);
    let dissents = utterances(reading, &told, dissenting_in, stating, own).into_iter();
    let statements = utterances(reading, &told, stating, dissenting_in, is_for_statements).into_iter();
    Beside {
        dissents: dissents
            .map(|Utterance { by, text, source }| Dissent { by, text, source })
            .collect(),
        statements: statements
            .map(|Utterance { by, text, source }| Statement { by, text, source })
            .collect(),
        recusals: recusals(&told),
    }
}

/// How a sentence says that somebody dissents: in one phrase, or in a verb with its object at the end (`Mot beslutet anmälde
/// herrar Ek och Lo reservation`).
pub(super) fn dissenting(text: &str) -> Option<Range<usize>> {
    dissenting_in(text, &Spoken::of(text))
}

fn dissenting_in(text: &str, spoken: &Spoken) -> Option<Range<usize>> {
    spoken.find(&DISSENTS).or_else(|| {
        let verb = spoken.find(&DISSENT_VERBS)?;
        // "Bo Ek (M) lämnar följande skriftliga reservation:"
        let mut object = text[verb.end..].split_whitespace().take(FAR_OBJECT);
        if object.any(|word| contains_phrase(word, &DISSENT_OBJECTS)) {
            return Some(verb);
        }
        let against = contains_phrase(&text[..verb.start], &AGAINST);
        let rest = &text[verb.end..text[verb.end..].find(". ").map_or(text.len(), |end| verb.end + end)];
        (against && contains_phrase(rest, &DISSENT_OBJECTS)).then_some(verb)
    })
}

/// The word for a dissent stands so many words behind its verb at most.
const FAR_OBJECT: usize = 4;

/// A part with its sentences, to be looked through for several tables of phrases.
struct Told<'a> {
    part: &'a Part,
    flow: Flow,
    sentences: Vec<(Range<usize>, Spoken)>,
}

impl<'a> Told<'a> {
    fn of(reading: Reading<'_>, part: &'a Part) -> Self {
        let flow = Flow::of(reading, part);
        let sentences = flow.sentences().into_iter();
        let spoken = |sentence: Range<usize>| {
            let spoken = Spoken::of(&flow.text[sentence.clone()]);
            (sentence, spoken)
        };
        let sentences = sentences.map(spoken).collect();
        Self { part, flow, sentences }
    }
}

/// Whether a section holds statements alone. Below a mere "Yttranden" may stand who spoke, or what others answered.
fn is_for_statements(part: &Part) -> bool {
    let plain = |heading: &str| contains_phrase(heading, &STATEMENT_HEADINGS);
    part.kind == SectionKind::Statement && part.heading.as_deref().is_some_and(plain)
}

/// What members say against, or beside, a decision.
struct Utterance {
    by: Vec<Person>,
    text: String,
    source: Option<Source>,
}

/// The sentences in which somebody does what some phrases say. In a section of their own, what follows belongs to each, and
/// what stands before the first is the head of a page; where such a section holds none of the phrases, all of it is one. What somebody
/// does by the phrases of `other` is another utterance.
fn utterances(
    reading: Reading<'_>,
    told: &[Told<'_>],
    says: impl Fn(&str, &Spoken) -> Option<Range<usize>>,
    other: impl Fn(&str, &Spoken) -> Option<Range<usize>>,
    own: impl Fn(&Part) -> bool,
) -> Vec<Utterance> {
    let mut found = Vec::new();
    for Told { part, flow, sentences } in told.iter().filter(|told| own(told.part) || tells(told.part.kind)) {
        let mut here: Vec<(Range<usize>, Utterance)> = Vec::new();
        for (sentence, spoken) in sentences {
            let text = &flow.text[sentence.clone()];
            let by = says(text, spoken).map(|verb| authors::authors(text, verb));
            let begins = by.as_ref().is_some_and(|by| !by.is_empty());
            let alone = own(part) && here.is_empty() && {
                let rest = &flow.text[sentence.end..];
                says(rest, &Spoken::of(rest)).is_none()
            };
            let ends = || other(text, spoken).is_some_and(|verb| !authors::authors(text, verb).is_empty());
            match here.last_mut() {
                Some(_) if spoken.holds(&ADJOURNS) || !begins && own(part) && ends() => {}
                Some((range, last)) if !begins && own(part) && is_sentence(text) => {
                    *range = range.start..sentence.end;
                    last.text = format!("{} {text}", last.text);
                }
                _ if begins || alone => {
                    let agrees = || spoken.find(&AGREES).map(|verb| authors::authors(text, verb));
                    let by = by.filter(|by| !by.is_empty()).or_else(agrees);
                    let by = by.unwrap_or_else(|| authors::named(text));
                    let text = text.to_owned();
                    let source = None;
                    here.push((sentence.clone(), Utterance { by, text, source }));
                }
                _ => {}
            }
        }
        found.extend(here.into_iter().map(|(range, utterance)| Utterance {
            source: flow.source(reading, range),
            ..utterance
        }));
    }
    found
}

/// Whether a piece of text ends as sentences do. What does not is the foot of a page, or the end of a list.
fn is_sentence(text: &str) -> bool {
    text.ends_with(['.', '!', '?', '"', '”', ':', ';', ','])
}

/// What was said at an earlier meeting is told in other sections.
fn tells(kind: SectionKind) -> bool {
    use SectionKind::{Background, Basis, Proposal, Recipients, Summary};
    !matches!(kind, Background | Basis | Proposal | Recipients | Summary)
}

/// Who left the matter for partiality.
fn recusals(told: &[Told<'_>]) -> Vec<Person> {
    let mut found: Vec<Person> = Vec::new();
    for Told { part, flow, sentences } in told {
        let own = part.kind == SectionKind::Recusal;
        let mut before = "";
        for (sentence, spoken) in sentences {
            let text = &flow.text[sentence.clone()];
            let mut recused = recused(text, spoken, own);
            // "Eva By (S) är ledamot i styrelsen. Hon anmäler jäv."
            if recused.is_empty() && spoken.holds(&RECUSED) {
                let named = people::persons(before).into_iter().map(|(_, person)| person);
                recused = named.take(same_persons(text)).collect();
            }
            before = text;
            for person in recused {
                if !found.iter().any(|known| known.name == person.name) {
                    found.push(person);
                }
            }
        }
    }
    found
}

/// How many of those whom the sentence before it names a sentence goes on about.
fn same_persons(sentence: &str) -> usize {
    match sentence.split(' ').next() {
        Some("Hon" | "Han" | "Hen") => 1,
        Some("De" | "Dessa" | "Båda" | "Bägge" | "Samtliga") => usize::MAX,
        _ => 0,
    }
}

/// Whether words behind a declaration of partiality say by its number which item it is for: `anmäler jäv i § 86`.
fn is_of_item(rest: &str) -> bool {
    let mut words = rest.split_whitespace();
    let short = words.next().is_some_and(|word| word.chars().count() <= 5);
    short && words.next().is_some_and(|word| word.starts_with('§'))
}

/// Whom a sentence names as leaving the matter. Who declares partiality for other items (`anmäler jäv under § 17`) does not
/// leave this one.
fn recused(sentence: &str, spoken: &Spoken, own: bool) -> Vec<Person> {
    let leaves = spoken.find(&LEAVES);
    let word = spoken.find(&RECUSED);
    let takes_no_part = || leaves.is_some() && (own || spoken.holds(&HANDLING));
    let elsewhere = || {
        let declared = spoken.find(&DECLARED_FOR);
        // "deltar inte under paragrafen" says this one.
        declared.is_some_and(|found| !sentence[found].ends_with("en"))
            || word.as_ref().is_some_and(|word| is_of_item(&sentence[word.end..]))
    };
    if word.is_none() && !takes_no_part() || elsewhere() {
        return Vec::new();
    }
    let is_partial = spoken.find(&IS_PARTIAL);
    let nearest = is_partial.filter(|_| leaves.is_none()).and_then(|phrase| {
        let before = people::persons(&sentence[..phrase.start]);
        before.into_iter().next_back().map(|(_, person)| vec![person])
    });
    let verb = match (leaves, word) {
        (Some(leaves), Some(word)) if word.start < leaves.start && word.len() > 4 => Some(word),
        (leaves, word) => leaves.or(word),
    };
    let named = nearest.or_else(|| verb.clone().map(|verb| authors::authors(sentence, verb)));
    let named = named.filter(|named| !named.is_empty());
    // "Följande anmäler jäv och deltar inte: Eva By (S) och Bo Ek (M)."
    let listed = || {
        let (told, list) = sentence.split_once(": ")?;
        let behind = verb.as_ref().is_some_and(|verb| verb.end <= told.len());
        let listed: Vec<Person> = people::persons(list).into_iter().map(|(_, person)| person).collect();
        (behind && !listed.is_empty()).then_some(listed)
    };
    let family = || {
        let verb = verb.as_ref()?;
        Some(authors::family_names(&sentence[..verb.start]))
    };
    named.or_else(listed).or_else(family).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::segment::decided_item as item;

    fn recused(lines: &[&str]) -> Vec<String> {
        item(lines).recusals.into_iter().map(|person| person.name).collect()
    }

    #[test]
    fn partiality_in_another_item_is_none_here() {
        assert!(recused(&["Det antecknas att Bo Ek (C) anmäler jäv i § 86."]).is_empty());
        assert_eq!(recused(&["Bo Ek (C) anmäler jäv i ärendet."]), ["Bo Ek"]);
        assert!(recused(&["Bo Ek (C) anmäler jäv och deltar inte under paragraf 86."]).is_empty());
        assert_eq!(
            recused(&["Bo Ek (C) har anmält jäv och deltar inte under paragrafen."]),
            ["Bo Ek"]
        );
    }

    #[test]
    fn dissents_and_statements_below_one_heading_are_told_apart() {
        let item = item(&[
            "Reservationer och särskilda yttranden",
            "",
            "Bo Ek (C) reserverar sig mot beslutet.",
            "",
            "Siv Ro (M) lämnar följande skriftliga reservation: Badet är för dyrt.",
            "",
            "Ida Lo (L) avser inkomma med ett särskilt yttrande.",
        ]);
        let dissents: Vec<&str> = item.dissents.iter().map(|dissent| dissent.text.as_str()).collect();
        let written = "Siv Ro (M) lämnar följande skriftliga reservation: Badet är för dyrt.";
        assert_eq!(dissents, ["Bo Ek (C) reserverar sig mot beslutet.", written]);
        assert_eq!(item.statements[0].by[0].name, "Ida Lo");
    }

    #[test]
    fn a_heading_in_the_margin_may_be_broken_over_two_lines() {
        let item = item(&[
            "Beslut          Nämnden beslutar",
            "",
            "                att höja avgiften.",
            "",
            "Särskilt",
            "yttrande        Ida Lo (L) lämnar följande yttrande: Avgiften borde ha sänkts.",
        ]);
        assert_eq!(item.statements[0].by[0].name, "Ida Lo");
        assert!(item.statements[0].text.starts_with("Ida Lo (L) lämnar"));
        let last = item.decisions.last().map(|decision| decision.text.as_str());
        assert_eq!(last, Some("att höja avgiften."));
    }

    #[test]
    fn those_who_are_partial_may_be_listed_behind_the_sentence() {
        let text = "Följande anmäler jäv såvitt avser skolan och deltar inte: Bo Ek (C), Eva By (M) och Åsa Lo (S).";
        assert_eq!(recused(&[text]), ["Bo Ek", "Eva By", "Åsa Lo"]);
    }

    #[test]
    fn a_party_may_be_that_of_all_and_breaks_are_no_reasons() {
        let item = item(&[
            "Reservationer",
            "",
            "Reservation anfördes av vice ordföranden Ida Lo samt borgarrådet Bo Ek och Per Al (alla M).",
            "",
            "Reservation anfördes av borgarrådet Eva By (V). Sammanträdet ajourneras kl. 14.",
        ]);
        let names = |at: usize| -> Vec<&str> { item.dissents[at].by.iter().map(|by| by.name.as_str()).collect() };
        assert_eq!(names(0), ["Ida Lo", "Bo Ek", "Per Al"]);
        assert_eq!(names(1), ["Eva By"]);
        assert!(item.dissents[1].text.ends_with("(V)."));
    }

    #[test]
    fn each_dissent_keeps_its_reasons() {
        let item = item(&[
            "Reservationer",
            "",
            "Bo Ek (M) reserverar sig mot beslutet. Badet är för dyrt.",
            "Ledamöterna från KD reserverar sig skriftligt.",
        ]);
        assert_eq!(item.dissents.len(), 2);
        assert!(item.dissents[0].text.ends_with("Badet är för dyrt."));
        assert_eq!(item.dissents[1].by[0].party.as_deref(), Some("KD"));
    }

    #[test]
    fn dissents_and_statements_stand_in_other_sections_too() {
        let item = item(&[
            "Propositionsordning",
            "",
            "Mot beslutet reserverar sig Bo Ek (m) och Ida Lo (kd).",
            "Åsa By (s) lämnar ett särskilt yttrande.",
        ]);
        assert_eq!(item.dissents[0].by.len(), 2);
        assert_eq!(item.statements[0].by[0].name, "Åsa By");
    }

    #[test]
    fn dissents_are_told_with_titles_and_for_lists() {
        for (text, expected) in [
            (
                "Mot beslutet anmälde herrar Lo och Ros reservation.",
                ["Lo", "Ros"].as_slice(),
            ),
            ("Häremot anmälde Lo missnöje.", &["Lo"]),
            (
                "Bo Ek, Ida Lo och Eva By, samtliga (s), reserverar sig mot beslutet.",
                &["Bo Ek", "Ida Lo", "Eva By"],
            ),
            ("Mot beslutet reserverar sig (s)-gruppen genom Bo Ek.", &["Bo Ek"]),
        ] {
            let item = item(&[text]);
            let by: Vec<&str> = item.dissents[0].by.iter().map(|person| person.name.as_str()).collect();
            assert_eq!(by, expected, "{text}");
        }
    }

    #[test]
    fn who_spoke_made_no_statement() {
        assert!(
            item(&["Yttranden", "", "I ärendet yttrar sig Bo Ek (M)."])
                .statements
                .is_empty()
        );
        assert!(
            item(&["Beslut", "", "Informationen antecknas till protokollet."])
                .statements
                .is_empty()
        );
    }

    #[test]
    fn a_statement_may_only_agree() {
        let item = item(&[
            "Ersättaryttrande",
            "",
            "Bo Ek m.fl. (M) instämmer i Ida Los (M) förslag.",
        ]);
        let by: Vec<&str> = item.statements[0]
            .by
            .iter()
            .map(|person| person.name.as_str())
            .collect();
        assert_eq!(by, ["Bo Ek"]);
    }

    #[test]
    fn recusals_are_found_in_their_forms() {
        for lines in [
            &[
                "Jäv",
                "",
                "Bo Ek (M) deltar inte i handläggningen. Ida Lo (M) tjänstgör i hans ställe.",
            ][..],
            &["Bo Ek (M) anmäler jäv och lämnar lokalen."],
            &["Bo Ek anmäler jäv och deltar inte i handläggningen av ärendet."],
            &["På grund av jäv deltar inte Bo Ek (M) i handläggningen."],
            &["Ida Lo (M) ersätter Bo Ek (M) som är jävig."],
            &["Bo Ek (M) sitter i bolagets styrelse. Han anmäler jäv och lämnar lokalen."],
            &["Herr Bo Ek, som var delägare i bolaget, deltog icke i handläggningen."],
        ] {
            assert_eq!(recused(lines), ["Bo Ek"], "{lines:?}");
        }
    }

    #[test]
    fn partiality_declared_for_other_items_is_no_recusal_here() {
        assert!(recused(&["Bo Ek (M) anmäler jäv under följande paragrafer: § 9 och § 12."]).is_empty());
        assert!(recused(&["Ingen anmäler jäv."]).is_empty());
    }
}
