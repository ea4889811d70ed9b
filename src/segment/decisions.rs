//! Decisions, one by one, each with its kind and the body that decides.

mod told;

use std::sync::LazyLock;

pub(super) use told::{ends_settled, settles};

use super::Reading;
use super::paragraphs::{Mark, Paragraph};
use super::sections::Part;
use super::{field, people, sheets};
use crate::dates;
use crate::record::{Decision, DecisionKind, SectionKind};
use crate::vocabulary::{
    self, APPROVED_AT_ONCE, BODY_ENDINGS, CARRIED, DECIDED_NOW, DECIDES, DECIDING_VERBS, DECISION_VERBS, FINDING,
    FoldedWords, INVERTED_VERBS, PASSIVE_ENDS, PASSIVE_STEMS, PROPOSING, PhraseIndex, SURE_VERBS,
};

/// The decisions of an item: from its decision sections and from what its body proposes to another one; else from a
/// proposal that the text says was carried; else from the sentences of a narrative that decide.
pub(super) fn decisions(reading: Reading<'_>, parts: &[Part], body: Option<&str>) -> Vec<Decision> {
    let own = |part: &Part| part.kind == SectionKind::Decision || proposes_onward(part, body);
    let mut found = of_parts(reading, parts, body, own);
    if found.is_empty() && carried(parts) {
        let decided = of_parts(reading, parts, body, |part| part.kind == SectionKind::Proposal).into_iter();
        found = decided
            .filter(|decision| decision.kind != DecisionKind::Proposed || decides(&decision.text))
            .collect();
    }
    if found.is_empty() {
        found = told(reading, parts, body);
    }
    found
}

/// Whether a part holds what the meeting's own body proposes to another: `Kommunstyrelsen föreslår kommunfullmäktige`.
fn proposes_onward(part: &Part, meeting_body: Option<&str>) -> bool {
    let own = part.body.as_deref().zip(meeting_body).is_some_and(|(body, meeting)| {
        let nominative = body.trim_end_matches(['s', 'S']);
        [body, nominative].iter().any(|name| sheets::same_body(name, meeting))
    });
    // "Förslag till kommunfullmäktige" names but the other one.
    let to_another = !own && part.body.is_some() && meeting_body.is_some() && names_receiver_first(part);
    let from_own = own && !names_receiver_first(part) && (names_doer(part) || names_receiver(part));
    part.kind == SectionKind::Proposal && (from_own || to_another)
}

/// Whether the body that the heading of a part names is the one that something is proposed to.
fn names_receiver_first(part: &Part) -> bool {
    let heading = part.heading.as_deref().map(vocabulary::fold).unwrap_or_default();
    heading.starts_with("forslag till ")
}

/// Whether the heading of a part says for whom something is proposed: `Arbetsutskottets förslag till kommunstyrelsen`,
/// `Kommunstyrelsens förslag till kommunfullmäktiges beslut`.
fn names_receiver(part: &Part) -> bool {
    let heading = part.heading.as_deref().map(vocabulary::fold).unwrap_or_default();
    let heading = heading.trim_end_matches(':').trim_end_matches(" beslut");
    let receivers = [" till ", " i "]
        .into_iter()
        .filter_map(|word| heading.rsplit_once(word));
    receivers
        .into_iter()
        .any(|(_, receiver)| vocabulary::is_body_name(receiver))
}

/// Whether the heading of a part says who does something (`Kommunstyrelsen beslutar`), not whose something is
/// (`Kommunstyrelsens beslut`).
fn names_doer(part: &Part) -> bool {
    part.body.as_deref().is_some_and(|body| !vocabulary::is_genitive(body))
}

/// Whether the text says that a proposal was carried: `finner att nämnden bifaller förslaget`.
fn carried(parts: &[Part]) -> bool {
    let telling = |part: &&Part| {
        matches!(
            part.kind,
            SectionKind::Proceedings | SectionKind::PropositionOrder | SectionKind::Vote
        )
    };
    parts
        .iter()
        .filter(telling)
        .flat_map(|part| &part.paragraphs)
        .any(|paragraph| {
            let folded = vocabulary::fold(&paragraph.text);
            CARRIED.iter().any(|phrase| contains_phrase(&folded, phrase.folded()))
        })
}

/// Whether a text says of itself that it decides.
fn decides(text: &str) -> bool {
    let folded = vocabulary::fold(text);
    contains_phrase(&folded, "beslutar")
}

/// The decisions of those parts of an item that are of a kind.
fn of_parts(reading: Reading<'_>, parts: &[Part], body: Option<&str>, own: impl Fn(&Part) -> bool) -> Vec<Decision> {
    let chosen = parts.iter().enumerate().filter(|(_, part)| own(part));
    let found = chosen.flat_map(|(at, part)| {
        let end = if at + 1 < parts.len() { End::Heading } else { End::Item };
        of_part(reading, part, end, body)
    });
    found.collect()
}

/// What ends a part.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    /// The heading of the next one.
    Heading,
    /// The end of the item: what is told behind the decision has no heading of its own.
    Item,
}

fn of_part(reading: Reading<'_>, part: &Part, end: End, meeting_body: Option<&str>) -> Vec<Decision> {
    let doer = names_doer(part);
    let preamble = Preamble {
        body: part.body.clone().filter(|_| doer && !names_receiver_first(part)),
        proposed: (doer || names_receiver(part)) && part.kind == SectionKind::Proposal,
        kind: None,
        clauses: Clauses::Expected,
    };
    of_paragraphs(reading, part, 0, end, preamble, meeting_body)
}

/// The decisions of a part from one of its paragraphs on.
fn of_paragraphs(
    reading: Reading<'_>,
    part: &Part,
    first: usize,
    end: End,
    mut preamble: Preamble,
    meeting_body: Option<&str>,
) -> Vec<Decision> {
    let mut found: Vec<Decision> = Vec::new();
    for (at, paragraph) in part.paragraphs.iter().enumerate().skip(first) {
        // What stands among the numbers of a list belongs to the entry before it.
        let numbered = preamble.clauses == Clauses::Listed(Mark::Number) && paragraph.mark != Mark::Number;
        let more = part.paragraphs[at..].iter().any(|later| later.mark == Mark::Number);
        if numbered && more && !vocabulary::contains_phrase(&paragraph.text, &DECIDES) {
            append(reading, &mut found, paragraph);
            continue;
        }
        if !found.is_empty() && told::lists_notified(paragraph) {
            preamble.clauses = Clauses::Ended;
            continue;
        }
        if let Some(next) = Preamble::of(paragraph, part.paragraphs.get(at + 1)) {
            preamble = next;
            continue;
        }
        match place(reading, part, paragraph, &preamble, &found) {
            Place::New => {
                found.push(decision(reading, paragraph, &preamble, meeting_body));
                preamble.clauses = match paragraph.mark {
                    Mark::None => Clauses::Sentences,
                    mark => Clauses::Listed(mark),
                };
            }
            Place::InLast => {
                append(reading, &mut found, paragraph);
                if paragraph.mark != Mark::None {
                    preamble.clauses = Clauses::Inside(paragraph.mark);
                }
            }
            Place::Behind if end == End::Heading => append(reading, &mut found, paragraph),
            Place::Behind | Place::Outside => preamble.clauses = Clauses::Ended,
            Place::Beside => {}
        }
    }
    found
}

/// Adds a paragraph to the last decision.
fn append(reading: Reading<'_>, found: &mut [Decision], paragraph: &Paragraph) {
    let Some(last) = found.last_mut() else { return };
    last.text = format!("{}\n{}", last.text, paragraph.text);
    if let (Some(source), Some(more)) = (last.source.as_mut(), reading.source(paragraph.tokens.clone())) {
        super::extend_source(source, more);
    }
}

/// What a paragraph of a decision section is.
enum Place {
    /// A decision of its own.
    New,
    /// Part of the one before.
    InLast,
    /// Part of the one before, unless what comes behind the decision has no heading: a report.
    Behind,
    /// Something else, that ends the decisions: a list of what was noted.
    Outside,
    /// No decision, and nothing that ends them: a table, or that the item is approved at once.
    Beside,
}

fn place(reading: Reading<'_>, part: &Part, paragraph: &Paragraph, preamble: &Preamble, found: &[Decision]) -> Place {
    let listed = paragraph.mark != Mark::None;
    let sentences = preamble.clauses == Clauses::Sentences;
    let open = found
        .last()
        .is_some_and(|last| last.text.ends_with(':') || sentences && !last.text.ends_with('.'));
    if !listed && (is_tabular(reading, part, paragraph, open) || approves_at_once(paragraph)) {
        return Place::Beside;
    }
    let Some(last) = found.last() else { return Place::New };
    if told::is_behind(paragraph) {
        return Place::Outside;
    }
    if names_decider(paragraph) {
        return Place::New;
    }
    match preamble.clauses {
        Clauses::Ended => Place::Outside,
        Clauses::Expected => Place::New,
        Clauses::Listed(mark) if paragraph.mark == mark => Place::New,
        Clauses::Inside(mark) if paragraph.mark == mark => Place::InLast,
        _ if elects_to_office(paragraph) => Place::New,
        _ if open => Place::InLast,
        Clauses::Listed(_) if decides(&paragraph.text) => Place::New,
        // OCR may lose the bullet of one entry of a list.
        Clauses::Listed(Mark::Bullet) if !listed && more_bullets(part, paragraph) && decides_anew(found, paragraph) => {
            Place::New
        }
        Clauses::Sentences if paragraph.mark == Mark::Bullet || !listed => match decides_anew(found, paragraph) {
            true => Place::New,
            false if !last.text.ends_with('.') => Place::InLast,
            false => Place::Behind,
        },
        Clauses::Sentences if !last.text.ends_with('.') => Place::InLast,
        _ => Place::Behind,
    }
}

/// Whether a paragraph is a table or its caption. Below a colon (`utses:`) rows of words are what was decided.
fn is_tabular(reading: Reading<'_>, part: &Part, paragraph: &Paragraph, open: bool) -> bool {
    let inside = |line: &&usize| {
        let tokens = &reading.text.lines[**line].tokens;
        tokens.start >= paragraph.tokens.start && tokens.end <= paragraph.tokens.end
    };
    let rows: Vec<Vec<field::Cell>> = part
        .lines
        .iter()
        .filter(inside)
        .map(|&line| field::cells(reading, line))
        .collect();
    let parted = rows.iter().filter(|cells| cells.len() >= 2).count();
    let counted = rows
        .iter()
        .filter(|cells| {
            cells.last().is_some_and(|cell| {
                cell.text
                    .starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '–'))
            })
        })
        .count();
    let wide = rows.len() == 1 && rows[0].len() >= 3;
    let table = wide || rows.len() >= 2 && parted * 3 >= rows.len() * 2;
    // "Kommunfullmäktige utser" above rows of offices and names.
    let open = open || rows.len() >= 2 && rows[0].len() == 1 && names_decider(paragraph);
    table && (!open || counted * 2 >= rows.len()) || is_caption(&paragraph.text)
}

/// `Tabell 2 Ramar för nämnderna`
fn is_caption(text: &str) -> bool {
    let mut words = text.split(' ');
    let kind = words.next().is_some_and(|word| vocabulary::matches(word, "tabell"));
    kind && words
        .next()
        .is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether a sentence says but that the item is approved at once: `Paragrafen justeras omedelbart`.
fn approves_at_once(paragraph: &Paragraph) -> bool {
    paragraph.text.split(' ').count() <= 10 && vocabulary::contains_phrase(&paragraph.text, &APPROVED_AT_ONCE)
}

/// What stands above the clauses of a decision: `Kommunstyrelsen föreslår kommunfullmäktige besluta`.
struct Preamble {
    body: Option<String>,
    proposed: bool,
    /// What kind its clauses are, where it has their verb: `Till ledamöter väljs`.
    kind: Option<DecisionKind>,
    /// How far its clauses have come.
    clauses: Clauses,
}

/// How far the clauses below a preamble have come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Clauses {
    /// They begin with the next paragraph.
    Expected,
    /// They are entries of a list with such marks.
    Listed(Mark),
    /// The last one holds a list with such marks.
    Inside(Mark),
    /// They are sentences.
    Sentences,
    /// They have ended: something else is told.
    Ended,
}

impl Preamble {
    /// What stands above sentences that nothing leads to.
    fn none() -> Self {
        Self {
            body: None,
            proposed: false,
            kind: None,
            clauses: Clauses::Expected,
        }
    }

    fn of(paragraph: &Paragraph, next: Option<&Paragraph>) -> Option<Self> {
        let words: Vec<&str> = paragraph.text.split(' ').collect();
        let last = vocabulary::fold(&words[words.len().saturating_sub(2)..].join(" "));
        let folded = vocabulary::fold(&paragraph.text);
        let opens = [
            "besluta",
            "beslutar",
            "beslutat",
            "besluta att",
            "beslutar att",
            "beslutar foljande",
            "besluta foljande",
            "att besluta",
            "foljande beslut",
        ];
        // "Kommunstyrelsen beslutade för egen del, under förutsättning av kommunfullmäktiges beslut, följande."
        let opens = opens
            .iter()
            .any(|end| last == *end || last.ends_with(&format!(" {end}")))
            || folded.ends_with("foljande") && vocabulary::contains_phrase(&paragraph.text, &DECIDES);
        let clauses = next.is_some_and(|next| next.mark == Mark::Att);
        // "Till ledamöter utses:" is the decision, and the names below it are part of it.
        let colon = paragraph.text.ends_with(':')
            && !decided_before_colon(&folded)
            && (opens || !decides_with_verb(&words) && kind(&paragraph.text) != DecisionKind::Elected);
        // "Nämnden förelägger bolaget, med stöd av 26 kap. 9 § miljöbalken," above "a) att …".
        let leads = !paragraph.text.ends_with('.')
            && !folded.contains(" att ")
            && next.is_some_and(|next| ["att ", "till "].iter().any(|word| next.unmarked().starts_with(word)))
            && DECIDING_VERBS
                .iter()
                .any(|verb| contains_phrase(&folded, verb.folded()));
        // "Kommunstyrelsen" above "1. godkänner …".
        let body_alone = told::names_doer_alone(paragraph, next);
        // "Till och med 2014 väljs" above "1. Rut Ek (S) till ledamot i miljönämnden".
        let elects = ["valjs", "utses"].iter().any(|verb| last.ends_with(verb))
            && next.is_some_and(|next| next.mark == Mark::Number && next.text.contains(" till "));
        // "Kommunstyrelsen ger ombudet i uppdrag" above "att rösta för …".
        let tasks = folded.ends_with(" i uppdrag") && clauses;
        let clause = match paragraph.mark {
            Mark::None => words.len() <= 25,
            // "att föreslå kommunfullmäktige besluta" above "att anta planen".
            Mark::Att => opens && clauses,
            _ => false,
        };
        (clause && (opens || colon || leads || body_alone || elects || tasks)).then(|| Self {
            kind: (elects || tasks).then(|| kind(&paragraph.text)),
            body: leading_body(&words).or_else(|| body_alone.then(|| paragraph.text.clone())),
            proposed: PROPOSING.iter().any(|phrase| contains_phrase(&folded, phrase.folded())),
            clauses: Clauses::Expected,
        })
    }
}

/// Whether a sentence decides by its verb (`godkänns`, `utser`), not only by a noun (`med bifall till`, `avslag`).
fn decides_with_verb(words: &[&str]) -> bool {
    words.iter().take(8).any(|word| {
        let folded = vocabulary::fold(word);
        let finite = folded.ends_with(['r', 's']) && !folded.ends_with("beslutar");
        finite
            && VERBS
                .iter()
                .filter(|verb| !verb.folded.contains(' '))
                .any(|verb| verb.begins(&folded))
    })
}

/// Whether a sentence that ends in a colon has decided something already, and the list below it is part of that.
fn decided_before_colon(folded: &str) -> bool {
    let after = [
        "beslutar att",
        "besluta att",
        "beslutade att",
        "beslot att",
        "besloto att",
    ]
    .iter()
    .find_map(|verb| folded.split_once(verb).map(|(_, rest)| rest));
    after.is_some_and(|rest| rest.split_whitespace().count() > 2)
}

/// The verbs behind the name of a body.
static DECIDES_NEXT: LazyLock<PhraseIndex> = LazyLock::new(|| {
    let verbs = DECIDING_VERBS.iter().enumerate();
    PhraseIndex::of(verbs.map(|(at, verb)| (verb.folded(), at)))
});

/// The name of the body that a sentence says decides.
fn leading_body(words: &[&str]) -> Option<String> {
    leading(words).map(|(name, _)| name)
}

/// The body that a sentence begins with and says to decide, and the number of words of its name: there stands the verb.
pub(super) fn leading(words: &[&str]) -> Option<(String, usize)> {
    let folded = FoldedWords::of(&words[..words.len().min(7)]);
    let active = |count: usize| !words[count].trim_end_matches(['.', ':', ',']).ends_with('s');
    let count = (1..words.len().min(7))
        .find(|&count| active(count) && DECIDES_NEXT.standing_at(&folded, count).next().is_some())?;
    let name = words[..count].join(" ");
    (!vocabulary::is_genitive(&name) && vocabulary::is_body_name(&name)).then_some((name, count))
}

/// Whether a text is a decision in one sentence that names no body: `Ramarna fastställs enligt tabell 2.`
pub(super) fn is_whole(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    let sentence = text.ends_with('.') && !vocabulary::ends_sentence_inside(text);
    sentence && leading_body(&words).is_none() && following(&words).is_none() && kind(text) != DecisionKind::Other
}

/// Whether a paragraph begins with the body that decides: `Nämnden ger förvaltningen i uppdrag …`.
fn names_decider(paragraph: &Paragraph) -> bool {
    paragraph.mark == Mark::None && leading_body(&paragraph.text.split(' ').collect::<Vec<_>>()).is_some()
}

/// Whether a sentence below others does something of its own: `Kommundirektören får i uppdrag att …`. What a colon has
/// opened goes on.
fn decides_anew(found: &[Decision], paragraph: &Paragraph) -> bool {
    let closed = found.last().is_some_and(|last| last.text.ends_with('.'));
    let text = paragraph.unmarked();
    let sentence = text.ends_with('.') && text.starts_with(char::is_uppercase);
    let elected = || found.last().is_some_and(|last| last.kind == DecisionKind::Elected);
    // An entry of a list has a label: `Mål: Fler elever ska nå … med godkända betyg.`
    let labelled = text.split(' ').take(LABEL).any(|word| word.ends_with(':'));
    closed && sentence && !labelled && (kind(text) != DecisionKind::Other || elected() && names_elected(text))
}

/// Whether a sentence says who is elected to an office: `Till sammankallande utses Bo Ek (S).`
fn elects_to_office(paragraph: &Paragraph) -> bool {
    let folded = vocabulary::fold(paragraph.unmarked());
    let verb = [" utses ", " valjs "].iter().any(|verb| folded.contains(verb));
    folded.starts_with("till ") && verb && paragraph.text.ends_with('.')
}

/// Whether a text begins with who is elected: `Bo Ek (S) till ledamot i …`, as below `Kommunfullmäktige väljer`.
fn names_elected(text: &str) -> bool {
    let name = text.split_once(" till ").map(|(name, _)| name);
    name.is_some_and(|name| people::person(name).is_some())
}

/// The words of a label, at most.
const LABEL: usize = 4;

/// What kind of decision the beginning of a sentence is. Further on, such words tell of something else.
fn kind_at_beginning(text: &str) -> DecisionKind {
    kind(&text.split(' ').take(VERB_OF_ITS_OWN).collect::<Vec<_>>().join(" "))
}

/// A sentence that decides says so within so many words.
const VERB_OF_ITS_OWN: usize = 14;

/// Where below a heading for decisions the report of the matter begins: running text behind what was decided.
pub(super) fn report_behind(paragraphs: &[Paragraph]) -> Option<usize> {
    let told = |paragraph: &Paragraph| {
        let text = &paragraph.text;
        let decides = names_decider(paragraph) || names_elected(text) || kind_at_beginning(text) != DecisionKind::Other;
        paragraph.mark == Mark::None && text.starts_with(char::is_uppercase) && !decides && !told::is_behind(paragraph)
    };
    let prose = |paragraph: &Paragraph| paragraph.text.ends_with('.') && paragraph.text.split(' ').count() >= REPORT;
    let closed = |at: usize| paragraphs[at - 1].text.ends_with('.');
    let first = (1..paragraphs.len()).find(|&at| closed(at) && told(&paragraphs[at]))?;
    // Decisions that name nobody go on in sentences of any kind.
    let clause =
        |paragraph: &Paragraph| paragraph.mark != Mark::None || names_decider(paragraph) || told::is_behind(paragraph);
    (names_decider(&paragraphs[0]) && paragraphs[1..first].iter().all(clause)).then_some(())?;
    let mut report = paragraphs[first..].iter().take_while(|paragraph| told(paragraph));
    report.any(prose).then_some(first)
}

/// The report of a matter has a paragraph of so many words at least.
const REPORT: usize = 10;

/// Whether a list with bullets goes on behind one of its paragraphs.
fn more_bullets(part: &Part, paragraph: &Paragraph) -> bool {
    let later = part
        .paragraphs
        .iter()
        .filter(|later| later.tokens.start > paragraph.tokens.start);
    later.into_iter().any(|later| later.mark == Mark::Bullet)
}

/// The decisions that an item without a heading for them tells: from the first paragraph on in which the meeting's own body
/// decides; else the last paragraph, where it says in one sentence what becomes of the matter.
fn told(reading: Reading<'_>, parts: &[Part], body: Option<&str>) -> Vec<Decision> {
    let telling: Vec<&Part> = parts.iter().filter(|part| may_tell(part.kind)).collect();
    let mut found = Vec::new();
    for part in &telling {
        let first = part.paragraphs.iter().enumerate().find_map(|(at, paragraph)| {
            let words: Vec<&str> = paragraph.text.split(' ').collect();
            let told = paragraph.mark == Mark::None && decider(&words).is_some_and(|decider| decider.is_of(body));
            let next = part.paragraphs.get(at + 1);
            let alone = || {
                let own = body.is_none_or(|body| sheets::same_body(&paragraph.text, body));
                own && told::names_doer_alone(paragraph, next)
            };
            (told || alone())
                .then_some(at)
                .or_else(|| told::opens_clauses(paragraph, next, body).then_some(at + 1))
        });
        if let Some(first) = first {
            found.extend(of_paragraphs(reading, part, first, End::Item, Preamble::none(), body));
        }
    }
    if found.is_empty() {
        let mut told = telling.iter().flat_map(|part| &part.paragraphs);
        let by_chair = told.rfind(|paragraph| finds_decided(paragraph, body));
        found.extend(by_chair.map(|paragraph| decision(reading, paragraph, &Preamble::none(), body)));
    }
    if found.is_empty() {
        let last = telling
            .last()
            .and_then(|part| told::ending(reading, &part.paragraphs, body));
        found.extend(last.map(|paragraph| decision(reading, &paragraph, &Preamble::none(), body)));
    }
    found
}

/// Whether decisions may be told in a section of this kind.
fn may_tell(kind: SectionKind) -> bool {
    use SectionKind::{Basis, Dissent, Proposal, Recipients, Recusal, Statement};
    !matches!(kind, Basis | Dissent | Proposal | Recipients | Recusal | Statement)
}

/// Whether the chair finds that the meeting's own body decides: `finner att fullmäktige beslutar återremittera ärendet`.
fn finds_decided(paragraph: &Paragraph, body: Option<&str>) -> bool {
    let words: Vec<&str> = paragraph.text.split(' ').collect();
    let folded = FoldedWords::of(&words);
    (0..words.len()).any(|at| {
        !vocabulary::contains_phrase(&paragraph.text, &DECIDED_NOW)
            && FINDING.iter().any(|phrase| {
                let behind = at + phrase.words();
                phrase.stands_at(&folded, at)
                    && leading(&words[behind.min(words.len())..]).is_some_and(|(name, verb)| {
                        let sure = SURE_VERBS.iter().any(|known| known.stands_at(&folded, behind + verb));
                        sure && body.is_none_or(|body| sheets::same_body(&name, body))
                    })
            })
    })
}

/// Most words of a sentence that says what becomes of a matter.
const LONGEST_END: usize = 25;

/// Whether a text is one sentence in the passive voice that says what becomes of the matter: `Ärendet bordläggs.`
pub(super) fn ends_matter(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    let sentence = text.ends_with(['.', ':']) && !vocabulary::ends_sentence_inside(text);
    let passive = words.iter().any(|word| {
        let folded = vocabulary::fold(word);
        PASSIVE_ENDS.iter().any(|end| folded.ends_with(end))
            && (PASSIVE_STEMS.iter().any(|stem| folded.starts_with(stem))
                || VERBS.iter().any(|verb| verb.begins(&folded)))
    });
    let elected = vocabulary::fold(words[0]) == "valda";
    let sent_on = words.iter().any(|word| vocabulary::fold(word).starts_with("hanskot"));
    let done = kind(text) != DecisionKind::Other || sent_on;
    sentence && words.len() <= LONGEST_END && (passive || elected) && done
}

/// Who decides in a sentence.
struct Decider {
    /// As the sentence names it.
    name: String,
    /// Whether it tells of an earlier meeting: `Kommunfullmäktige beslutade 1995-06-26, § 71, att …`.
    earlier: bool,
}

impl Decider {
    /// Whether it is the meeting's own body, deciding now.
    fn is_of(&self, body: Option<&str>) -> bool {
        !self.earlier && body.is_none_or(|body| sheets::same_body(&self.name, body))
    }
}

/// Who decides by the words of a sentence: the body that it begins with, or one right behind the verb (`Härefter beslutar
/// kommunstyrelsen`).
fn decider(words: &[&str]) -> Option<Decider> {
    let (name, verb) = leading(words).map_or_else(|| following(words), |(name, count)| Some((name, count)))?;
    let around = words[..words.len().min(verb + EARLIER)].join(" ");
    // "Kommunfullmäktige utser för tiden 1978-01-01 – 1979-12-31 …" is of now.
    let present = words[verb].ends_with('r');
    let earlier = !present && (!dates::find(&around).is_empty() || around.contains('§'));
    Some(Decider { name, earlier })
}

/// A date or the sign of an item so many words behind the verb tells of an earlier decision.
const EARLIER: usize = 7;
/// A verb before its body stands no further from the beginning of the sentence, in words.
const LEAD: usize = 14;

/// The body that stands right behind a verb that surely decides, and where the verb stands.
fn following(words: &[&str]) -> Option<(String, usize)> {
    let words = &words[..words.len().min(LEAD)];
    let folded = FoldedWords::of(words);
    (1..words.len().saturating_sub(1)).find_map(|at| {
        let mut verbs = SURE_VERBS.iter().chain(INVERTED_VERBS.iter());
        let behind = at + verbs.find(|verb| verb.stands_at(&folded, at))?.words();
        (!vocabulary::ends_sentence_inside(&words[..=at].join(" "))).then_some(())?;
        (1..=4usize).find_map(|length| {
            let name = words.get(behind..behind + length)?.join(" ");
            let name = name.trim_end_matches([',', '.', ':']).to_owned();
            vocabulary::is_body_name(&name).then_some((name, at))
        })
    })
}

fn decision(reading: Reading<'_>, paragraph: &Paragraph, preamble: &Preamble, meeting_body: Option<&str>) -> Decision {
    let text = paragraph.unmarked();
    let words: Vec<&str> = text.split(' ').collect();
    // A proposal to another body is what the meeting's own body decides.
    let named = leading_body(&words)
        .filter(|_| !preamble.proposed)
        .or_else(|| preamble.body.clone());
    let body = named
        .map(|name| in_ordinary_writing(&name, meeting_body))
        .or_else(|| meeting_body.map(str::to_owned));
    let kind = if preamble.proposed {
        DecisionKind::Proposed
    } else {
        preamble.kind.unwrap_or_else(|| kind(text))
    };
    Decision {
        text: text.to_owned(),
        kind,
        body,
        source: reading.source(paragraph.tokens.clone()),
    }
}

/// A body's name as it is written elsewhere: the meeting's own name where it says but `Nämnden`, or stands in capitals.
fn in_ordinary_writing(name: &str, meeting_body: Option<&str>) -> String {
    if let Some(known) = vocabulary::named_by_letters(name) {
        return known.to_owned();
    }
    let general = BODY_ENDINGS
        .iter()
        .any(|ending| vocabulary::matches(name, ending.folded()));
    let capitals = !name.chars().any(char::is_lowercase);
    if !general && !capitals {
        return name.to_owned();
    }
    let own = meeting_body.filter(|meeting| sheets::same_body(name, meeting));
    own.map_or_else(|| sheets::ordinary(name), str::to_owned)
}

/// What kind of decision a text is: proposals to another body first, then what ends or delays the matter, then the verb
/// that stands first.
fn kind(text: &str) -> DecisionKind {
    let folded = vocabulary::fold(text);
    let begin: String = folded.split(' ').take(8).collect::<Vec<_>>().join(" ");
    if PROPOSING.iter().any(|phrase| contains_phrase(&begin, phrase.folded())) {
        return DecisionKind::Proposed;
    }
    let spaces = folded.match_indices(' ').map(|(at, _)| at + 1);
    let words: Vec<usize> = [0].into_iter().chain(spaces).collect();
    let found = VERBS.iter().filter_map(|verb| {
        let at = words.iter().find(|&&at| verb.stands_at(&folded, at))?;
        Some((rank(verb.kind), *at, verb.kind))
    });
    found
        .min_by_key(|(rank, at, _)| (*rank, *at))
        .map_or(DecisionKind::Other, |(.., kind)| kind)
}

/// What ends or delays a matter goes before what else the text says.
fn rank(kind: DecisionKind) -> u8 {
    use DecisionKind::{Answered, Postponed, ReferredBack};
    match kind {
        ReferredBack | Postponed => 0,
        Answered => 1,
        _ => 2,
    }
}

/// A verb of a decision, folded.
struct Verb {
    kind: DecisionKind,
    folded: String,
    /// Whether it is no mere beginning of a word.
    whole: bool,
}

/// All verbs of decisions.
static VERBS: LazyLock<Vec<Verb>> = LazyLock::new(|| {
    let all = DECISION_VERBS.iter().flat_map(|(kind, verbs)| {
        verbs.iter().map(|verb| Verb {
            kind: *kind,
            folded: vocabulary::fold(verb),
            whole: verb.ends_with('|'),
        })
    });
    all.collect()
});

impl Verb {
    /// Whether folded text begins with it.
    fn begins(&self, folded: &str) -> bool {
        self.stands_at(folded, 0)
    }

    /// Whether it stands in folded text where a word begins: `godkann` in `godkanner`.
    fn stands_at(&self, folded: &str, at: usize) -> bool {
        let behind = folded[at..].strip_prefix(self.folded.as_str());
        behind.is_some_and(|rest| !self.whole || rest.is_empty() || rest.starts_with(' '))
    }
}

/// Where words of folded text begin so.
fn starts_of<'a>(folded: &'a str, phrase: &'a str) -> impl Iterator<Item = usize> + 'a {
    let found = folded.match_indices(phrase).map(|(at, _)| at);
    found.filter(|&at| at == 0 || folded.as_bytes()[at - 1] == b' ')
}

fn contains_phrase(folded: &str, phrase: &str) -> bool {
    starts_of(folded, phrase).next().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kind_is_what_the_decision_does() {
        use DecisionKind::*;
        for (text, expected) in [
            ("e-nämnden beslutar att lägga informationen till handlingarna.", Noted),
            (
                "Nämnden godkänner redovisningen och lägger rapporten till handlingarna.",
                Approved,
            ),
            ("att fastställa sammanträdesordning för 2022", Adopted),
            (
                "Kommunfullmäktige beslutar att utse Anna Berg (S) till ordförande.",
                Elected,
            ),
            ("Ärendet bordläggs till sammanträdet den 20 mars 2024.", Postponed),
            (
                "Motionen anses besvarad med hänvisning till att den avslås i övrigt.",
                Answered,
            ),
            (
                "Kommunstyrelsen föreslår kommunfullmäktige besluta att anta planen.",
                Proposed,
            ),
            ("Motionen avslås.", Rejected),
            ("Ärendet återremitteras för att godkännas senare.", ReferredBack),
            ("Förvaltningen får i uppdrag att utreda frågan.", Tasked),
            ("Förstudien samordnas av nämnden.", Other),
        ] {
            assert_eq!(kind(text), expected, "{text}");
        }
    }

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
}
