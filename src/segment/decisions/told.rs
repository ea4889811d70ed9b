//! What becomes of a matter, where minutes tell it in running text without naming who decides: `Ärendet bordlades.`

use super::decider::{decider, leading};
use super::kind::{VERBS, kind};
use super::preamble::Preamble;
use super::{End, approves_at_once, decision, of_paragraphs};
use crate::record::{Decision, DecisionKind, SectionKind};
use crate::segment::flow::ends_sentence;
use crate::segment::paragraphs::{Mark, Paragraph};
use crate::segment::sections::Part;
use crate::segment::{Reading, dissents, people, sheets};
use crate::vocabulary::politics::{IS_PARTIAL, LEAVES, MOVES, NOTES};
use crate::vocabulary::{
    self, APPROVING, BECOMES, BEHIND_DECISIONS, DECIDED, DECIDED_NOW, DUMMY_SUBJECT, ELECTION_LEADS, FINDING,
    FoldedWords, NOTIFIED, PASSIVE_ENDS, PASSIVE_STEMS, SETTLES, SUBORDINATES, SURE_VERBS, TAKEN_NOTE, TAKES_NOTE,
    TOOK_PART, contains_phrase, find_phrase,
};

/// The decisions that an item without a heading for them tells: from the first paragraph on in which the meeting's own body
/// decides; else the last paragraph, where it says in one sentence what becomes of the matter.
pub(super) fn told(reading: Reading<'_>, parts: &[Part], body: Option<&str>) -> Vec<Decision> {
    let telling: Vec<&Part> = parts.iter().filter(|part| may_tell(part.kind)).collect();
    let mut found = Vec::new();
    for part in &telling {
        let first = part.paragraphs.iter().enumerate().find_map(|(at, paragraph)| {
            let words: Vec<&str> = paragraph.text.split(' ').collect();
            let told = paragraph.mark == Mark::None && decider(&words).is_some_and(|decider| decider.is_of(body));
            let next = part.paragraphs.get(at + 1);
            let alone = || {
                let own = body.is_none_or(|body| sheets::same_body(&paragraph.text, body));
                own && names_doer_alone(paragraph, next)
            };
            let lead = || Preamble::of(paragraph, next).is_some_and(|lead| lead.kind.is_some() && lead.is_of(body));
            (told || alone() || lead() || decides_without_name(paragraph, &words))
                .then_some(at)
                .or_else(|| opens_clauses(paragraph, next, body).then_some(at + 1))
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
        let mut told = telling.iter().flat_map(|part| &part.paragraphs);
        let noted = told.rfind(|paragraph| notes(paragraph, body));
        found.extend(noted.map(|paragraph| decision(reading, paragraph, &Preamble::none(), body)));
    }
    if found.is_empty() {
        let last = telling.last().and_then(|part| ending(reading, &part.paragraphs, body));
        found.extend(last.map(|paragraph| decision(reading, &paragraph, &Preamble::none(), body)));
    }
    found
}

/// Whether a paragraph decides without saying who does: `Beslutas att bordlägga ärendet.`, `Det beslöts att …`
fn decides_without_name(paragraph: &Paragraph, words: &[&str]) -> bool {
    let words = if vocabulary::fold(words[0]) == DUMMY_SUBJECT {
        &words[1..]
    } else {
        words
    };
    let verb = words.first().is_some_and(|verb| contains_phrase(verb, &DECIDED));
    paragraph.mark == Mark::None && verb && words.get(1) == Some(&"att")
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
        !contains_phrase(&paragraph.text, &DECIDED_NOW)
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

/// Whether a paragraph says in one sentence that the meeting's own body has noted something: `Nämnden har tagit del av rapporten.`
fn notes(paragraph: &Paragraph, body: Option<&str>) -> bool {
    let text = &paragraph.text;
    let own = || {
        let noted = find_phrase(text, &TAKEN_NOTE).filter(|found| found.start > 0)?;
        let name = text[..noted.start].trim_end();
        Some(vocabulary::is_body_name(name) && body.is_none_or(|body| sheets::same_body(name, body)))
    };
    let sentence = text.ends_with('.') && !vocabulary::ends_sentence_inside(text);
    paragraph.mark == Mark::None && sentence && own().unwrap_or(false)
}

/// Most words of a sentence that says what becomes of a matter.
const LONGEST_END: usize = 25;

/// Whether a folded word is a verb of decisions in the passive voice: `godkanns`, `laggs`.
pub(super) fn is_passive(folded: &str) -> bool {
    PASSIVE_ENDS.iter().any(|end| folded.ends_with(end))
        && (PASSIVE_STEMS.iter().any(|stem| folded.starts_with(stem)) || VERBS.iter().any(|verb| verb.begins(folded)))
}

/// Whether a text is one sentence in the passive voice that says what becomes of the matter: `Ärendet bordläggs.`
pub(in crate::segment) fn ends_matter(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    let sentence = text.ends_with(['.', ':']) && !vocabulary::ends_sentence_inside(text);
    let passive = words.iter().any(|word| is_passive(&vocabulary::fold(word)));
    let elected = vocabulary::fold(words[0]) == "valda";
    let sent_on = words.iter().any(|word| vocabulary::fold(word).starts_with("hanskot"));
    let done = kind(text) != DecisionKind::Other || sent_on;
    sentence && words.len() <= LONGEST_END && (passive || elected) && done
}

/// Most words of a sentence that says in a form of old what becomes of the matter.
const LONGEST: usize = 60;
/// Behind the sentence that does so, a paragraph has no more.
const MOST_BEHIND: usize = 2;

/// The end of a narrative that says what becomes of the matter: a sentence of its last paragraph and what follows it, or one
/// that opens the list it ends with.
pub(super) fn ending(reading: Reading<'_>, paragraphs: &[Paragraph], body: Option<&str>) -> Option<Paragraph> {
    let behind = paragraphs.iter().rev().take_while(|paragraph| is_behind(paragraph));
    let told = &paragraphs[..paragraphs.len() - behind.count()];
    let (last, before) = told.split_last()?;
    let unlisted = matches!(last.mark, Mark::None | Mark::Att);
    let settled = unlisted.then(|| settled_in(reading, last, body)).flatten();
    settled.or_else(|| {
        let opens = |paragraph: &Paragraph| paragraph.mark == Mark::None && !ends_closed(paragraph);
        let (lead, opening) = before.iter().enumerate().rev().find_map(|(at, paragraph)| {
            Some((at, settled_in(reading, paragraph, body).filter(|_| opens(paragraph))?))
        })?;
        told[lead + 1..]
            .iter()
            .all(|entry| entry.mark != Mark::None || !is_prose(entry))
            .then_some(())?;
        let numbered = told[lead + 1..].iter().any(|entry| entry.mark != Mark::None);
        Some(if numbered {
            opening
        } else {
            with_list(reading, &opening, last)
        })
    })
}

/// What opens clauses without a colon has no more words, if it names nobody.
const SHORTEST_LEAD: usize = 3;

/// Whether a paragraph opens the clauses of a decision without saying whose, or with the verb before the body that decides:
/// `Efter slutad överläggning beslöts:`, `Med 4 ja-röster mot 3 nej-röster har kommunstyrelsen beslutat`.
pub(super) fn opens_clauses(paragraph: &Paragraph, next: Option<&Paragraph>, body: Option<&str>) -> bool {
    let words: Vec<&str> = paragraph.text.split(' ').collect();
    let last = &words[words.len().saturating_sub(3)..];
    let decided = last.iter().any(|word| contains_phrase(word, &DECIDED));
    let own = || {
        let sure = last
            .iter()
            .any(|word| SURE_VERBS.iter().any(|verb| verb.is(&vocabulary::fold(word))));
        let clauses = next.is_some_and(|next| next.mark == Mark::Att);
        let deciding = || {
            words
                .iter()
                .any(|word| body.is_some_and(|body| sheets::same_body(word, body)))
        };
        sure && clauses && deciding()
    };
    // "Det beslutas" above "att …".
    let lead = words.len() <= SHORTEST_LEAD && next.is_some_and(|next| next.mark == Mark::Att);
    paragraph.mark == Mark::None && (decided && (paragraph.text.ends_with(':') || lead) || own())
}

/// Whether a paragraph is but the name of the body, and the next one says what it does: `Kommunstyrelsen` above `- väljer …`.
pub(super) fn names_doer_alone(paragraph: &Paragraph, next: Option<&Paragraph>) -> bool {
    let does = |next: &Paragraph| next.mark != Mark::None && next.unmarked().starts_with(char::is_lowercase);
    paragraph.mark == Mark::None && vocabulary::is_body_name(&paragraph.text) && next.is_some_and(does)
}

/// Whether a text opens a list of what has come in or been reported, as stands behind the decision that it is noted:
/// `Följande ärenden anmäls:`.
pub(super) fn lists_notified(text: &str) -> bool {
    text.ends_with(':') && (contains_phrase(text, &NOTIFIED) || takes_note(&vocabulary::fold(text)))
}

/// Whether a folded sentence says that what is listed below has been noted: `Nämnden har tagit del av följande delegationsbeslut`.
pub(super) fn takes_note(folded: &str) -> bool {
    const NAMED: usize = 2;
    TAKES_NOTE.iter().any(|phrase| {
        let behind = folded.rsplit_once(phrase).map(|(_, behind)| behind);
        behind.is_some_and(|behind| behind.split_whitespace().count() <= NAMED)
    })
}

/// Whether a paragraph ends as sentences do, and opens nothing.
fn ends_closed(paragraph: &Paragraph) -> bool {
    paragraph.text.ends_with(['.', '!', '?', ',', ';'])
}

/// Whether a paragraph is running text, not an entry of a list.
fn is_prose(paragraph: &Paragraph) -> bool {
    paragraph.text.ends_with('.') && vocabulary::ends_sentence_inside(&paragraph.text)
}

/// A paragraph together with the list that it opens.
fn with_list(reading: Reading<'_>, opening: &Paragraph, last: &Paragraph) -> Paragraph {
    let tokens = opening.tokens.start..last.tokens.end;
    Paragraph {
        text: reading.text.flow(tokens.clone()),
        tokens,
        mark: Mark::None,
    }
}

/// Whether a paragraph stands behind what was decided: who moves or dissents, that the item is approved at once, who gets an extract.
pub(super) fn is_behind(paragraph: &Paragraph) -> bool {
    let text = &paragraph.text;
    let begins = find_phrase(text, &BEHIND_DECISIONS).is_some_and(|found| found.start == 0);
    let apart = [&LEAVES, &NOTES, &IS_PARTIAL]
        .into_iter()
        .any(|phrases| contains_phrase(text, phrases));
    let at_once = approves_at_once(text);
    let attended = text.contains("delt") && {
        let folded = vocabulary::fold(text);
        TOOK_PART.iter().any(|end| folded.ends_with(end))
    };
    let moved = || {
        let verb = find_phrase(text, &MOVES);
        verb.is_some_and(|verb| {
            people::persons(&text[..verb.start])
                .first()
                .is_some_and(|(at, _)| at.start == 0)
        })
    };
    let dissents = || dissents::dissenting(text).is_some();
    paragraph.mark == Mark::None && (begins || attended || at_once || apart || dissents() || moved())
}

/// A paragraph from the sentence on that says what becomes of the matter: its first one, or one of its last.
fn settled_in(reading: Reading<'_>, paragraph: &Paragraph, body: Option<&str>) -> Option<Paragraph> {
    let starts = sentence_starts(reading, paragraph);
    let end = paragraph.tokens.end;
    let ends = starts.iter().skip(1).copied().chain([end]);
    let texts: Vec<String> = starts
        .iter()
        .zip(ends)
        .map(|(&start, end)| reading.text.flow(start..end))
        .collect();
    let ends = texts.len() - 1;
    let mut all = texts.iter().enumerate();
    let own = |text: &str| {
        let words: Vec<&str> = text.split(' ').collect();
        decider(&words).is_some_and(|decider| decider.is_of(body))
    };
    let (at, _) = all.find(|(at, text)| settles(text) || own(text) || *at == ends && ends_matter(text))?;
    (texts.len() - at <= MOST_BEHIND || at == 0 && texts.len() <= MOST_BEHIND + 1).then(|| Paragraph {
        text: texts[at..].join(" "),
        tokens: starts[at]..end,
        mark: if at == 0 { paragraph.mark } else { Mark::None },
    })
}

/// The tokens that the sentences of a paragraph begin with.
fn sentence_starts(reading: Reading<'_>, paragraph: &Paragraph) -> Vec<usize> {
    let tokens = &reading.text.tokens;
    let range = paragraph.tokens.clone();
    let begins = |&at: &usize| at == range.start || ends_sentence(&tokens[at - 1].text, &tokens[at].text);
    range.clone().filter(begins).collect()
}

/// Whether a sentence says in a form of old what becomes of the matter, and not what became of it at an earlier meeting.
pub(in crate::segment) fn settles(sentence: &str) -> bool {
    let words = sentence.split(' ').count();
    // "Överlämnande av" is no verb.
    let verb = find_phrase(sentence, &SETTLES)
        .filter(|found| !sentence[found.clone()].ends_with('e'))
        .map(|found| found.start)
        .or_else(|| becomes(sentence));
    let Some(verb) = verb.filter(|_| words <= LONGEST && !sentence.contains('§')) else {
        return false;
    };
    let before = &sentence[..verb];
    // "Sedan upprop förrättats utses Bo Ek att justera dagens protokoll" is told of now.
    let election = contains_phrase(before, &ELECTION_LEADS) || contains_phrase(&sentence[verb..], &APPROVING);
    election || !contains_phrase(before, &SUBORDINATES)
}

/// Whether the last of several sentences says so: `Skrivelse från länsstyrelsen. Lades till handlingarna.`
pub(in crate::segment) fn ends_settled(text: &str) -> bool {
    let last = text.rfind(". ").map(|at| at + 2);
    last.is_some_and(|last| {
        vocabulary::ends_sentence_inside(text) && (settles(&text[last..]) || ends_matter(&text[last..]))
    })
}

/// Where the verb stands that makes of a participle behind it what becomes of a matter: `blev ärendet bordlagt`.
fn becomes(sentence: &str) -> Option<usize> {
    let verb = find_phrase(sentence, &BECOMES)?;
    let behind = vocabulary::fold(&sentence[verb.end..]);
    let spaces = behind.match_indices(' ').map(|(at, _)| at + 1);
    let mut words = std::iter::once(0).chain(spaces);
    let decides = words.any(|at| VERBS.iter().any(|known| known.stands_at(&behind, at)));
    decides.then_some(verb.start)
}
