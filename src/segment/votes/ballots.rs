//! Who voted what, in running text: lists below a word (`Ja: A (S), B (M)`), sentences (`A (S) och B (M) röstar Nej (4)`), and
//! roll calls (`A (M) – JA`).

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::{Told, What};
use crate::record::{Ballot, BallotVote, Person};
use crate::segment::flow::Flow;
use crate::segment::people;
use crate::vocabulary::{self, politics::BALLOT_WORDS};

/// The word for a vote.
static MARKER: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?i)\b(?P<word>ja|nej|avst[åa]r|avstod|frånvarande|kvittade?|nedlagda?)\b"));
/// What may follow the word at the head of a list, up to the first name.
static HEAD: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)^(?:[- ]?r[öo]st(?:er)?\b)?(?:\s+(?:har\s+)?r[öo]sta[rdet]+)?(?:\s+från\s+att\s+rösta)?(?:\s+(?:har\s+)?(?:avg[ae][vs]s?|avgivits|lämna[ts]s?|lämnade?s)\s+av)?\s*(?:\(\d{1,3}(?:\s+st)?\)|\d{1,3}(?:\s+st)?)?\s*(?P<sign>[:–(-])?\s*",
    )
});
/// What may stand between the word and names in brackets: what the vote was for.
static FOR: LazyLock<Regex> = LazyLock::new(|| regex(r"(?i)^[- ]?r[öo]st(?:er)?\s+för\s[^.():;]{1,90}\("));
/// The verb behind the word.
static VOTES: LazyLock<Regex> = LazyLock::new(|| regex(r"(?i)^\s+r[öo]sta(?:r|de)\b"));
/// What stands before the word where it ends a sentence about somebody.
static VERB: LazyLock<Regex> = LazyLock::new(|| regex(r"(?i)\br[öo]sta[rdet]+\s+[”\x22]?$"));

fn regex(pattern: &str) -> Regex {
    #[allow(clippy::expect_used, reason = "the pattern is a constant, and covered by tests")]
    Regex::new(pattern).expect("the pattern is well-formed")
}

/// The letters that words for a vote begin with.
static FIRST_LETTERS: LazyLock<String> = LazyLock::new(|| {
    let words = BALLOT_WORDS.iter().flat_map(|(_, words)| *words);
    words.filter_map(|word| word.chars().next()).collect()
});

/// The words for a vote, folded.
static FOLDED: LazyLock<Vec<(String, BallotVote)>> = LazyLock::new(|| {
    let folded = |(kind, words): &(BallotVote, &'static [&str])| {
        let kind = *kind;
        words.iter().map(move |word| (vocabulary::fold(word), kind))
    };
    BALLOT_WORDS.iter().flat_map(folded).collect()
});

/// What a word says that somebody voted.
pub(super) fn kind(word: &str) -> Option<BallotVote> {
    // Every word of a file is asked; most are told by their first letter.
    let first = word.chars().find(|c| c.is_alphabetic())?;
    if !FIRST_LETTERS.contains(first.to_ascii_lowercase()) {
        return None;
    }
    let folded = vocabulary::fold(word);
    FOLDED.iter().find(|(known, _)| *known == folded).map(|(_, kind)| *kind)
}

/// The ballots that a text tells, a list or name at a time. Whoever is named where Ja and Nej are explained did not vote by
/// that.
pub(super) fn ballots(flow: &Flow, meanings: &[Range<usize>]) -> Vec<Told> {
    let text = flow.text.as_str();
    let markers: Vec<(Range<usize>, BallotVote)> = MARKER
        .captures_iter(text)
        .filter_map(|found| Some((found.get(0)?.range(), kind(&found["word"])?)))
        .filter(|(marker, _)| !meanings.iter().any(|means| means.contains(&marker.start)))
        .collect();
    if markers.is_empty() {
        return Vec::new();
    }
    let persons = people::persons(text);
    let mut found: Vec<Told> = Vec::new();
    let mut done = 0;
    for (index, (marker, vote)) in markers.iter().enumerate() {
        let next = markers.get(index + 1).map_or(text.len(), |(next, _)| next.start);
        let context = Context {
            flow,
            persons: &persons,
            markers: &markers,
            done,
            next,
        };
        let Some((at, who)) = context.list(marker, *vote) else {
            continue;
        };
        done = at.end.max(marker.end);
        let ballot = |person: Person| Ballot {
            name: person.name,
            party: person.party,
            vote: *vote,
        };
        found.push(Told {
            at,
            what: What::Ballots(who.into_iter().map(ballot).collect()),
        });
    }
    found
}

/// What stands around the word for a vote.
struct Context<'a> {
    flow: &'a Flow,
    persons: &'a [(Range<usize>, Person)],
    markers: &'a [(Range<usize>, BallotVote)],
    /// Up to here the text has been read.
    done: usize,
    /// Where the next word for a vote stands.
    next: usize,
}

impl Context<'_> {
    /// Those whose vote a word tells, and where that is said.
    fn list(&self, marker: &Range<usize>, vote: BallotVote) -> Option<(Range<usize>, Vec<Person>)> {
        let text = &self.flow.text;
        let (colon, from) = list_head(&text[marker.end..]);
        let from = marker.end + from;
        let verb = VERB.is_match(&text[..marker.start]) || matches!(vote, BallotVote::Abstain | BallotVote::Absent);
        // Alone on its line, a word is the head of a list.
        let head = self.flow.begins_line(marker.start) && self.flow.ends_line(marker.end);
        if verb && !colon && !head {
            let told = self.before(marker);
            if told.is_some() {
                return told;
            }
        }
        self.roll_call(marker)
            .or_else(|| self.after(marker, from))
            .or_else(|| self.plain_names(marker, from).filter(|_| colon))
            .or_else(|| self.plain_sentence(marker, from, verb))
    }

    /// `A (S), B (V) och C (M) röstar`.
    fn before(&self, marker: &Range<usize>) -> Option<(Range<usize>, Vec<Person>)> {
        let text = &self.flow.text;
        let until: Vec<_> = self
            .persons
            .iter()
            .filter(|(range, _)| range.end <= marker.start && range.start >= self.done)
            .collect();
        let joined = until
            .windows(2)
            .rev()
            .take_while(|pair| is_list(&text[pair[0].0.end..pair[1].0.start]))
            .count();
        let last = until.last()?;
        let near = text[last.0.end..marker.start].split_whitespace().count() <= 3
            && !text[last.0.end..marker.start].contains('.');
        let list = &until[until.len() - 1 - joined..];
        near.then(|| {
            (
                list[0].0.start..marker.end,
                list.iter().map(|(_, person)| person.clone()).collect(),
            )
        })
    }

    /// `A (M) – JA` on a line of its own, or beside others: `A (M)  Ja   B (S)  Nej`.
    fn roll_call(&self, marker: &Range<usize>) -> Option<(Range<usize>, Vec<Person>)> {
        let (range, person) = self.persons.iter().rev().find(|(range, _)| range.end <= marker.start)?;
        let gap = &self.flow.text[range.end..marker.start];
        let beside = gap
            .chars()
            .all(|c| c.is_whitespace() || matches!(c, '-' | '–' | '—' | ':' | '.' | '_' | '=' | '…'));
        let line_end = self.flow.line_end(marker.start);
        let of_line = self.markers.iter().rev().find(|(other, _)| other.end <= line_end);
        let ends =
            of_line.is_some_and(|(last, _)| self.flow.ends_line(last.end)) && !self.flow.begins_line(marker.start);
        (beside && ends && range.start >= self.done).then(|| (range.start..marker.end, vec![person.clone()]))
    }

    /// `Ja (2): A (S), B (V)`.
    fn after(&self, marker: &Range<usize>, from: usize) -> Option<(Range<usize>, Vec<Person>)> {
        let text = &self.flow.text;
        let within: Vec<_> = self
            .persons
            .iter()
            .filter(|(range, _)| range.start >= from && range.end <= self.next)
            .collect();
        let first = within.first().filter(|(range, _)| range.start <= from + 1)?;
        let joined = within
            .windows(2)
            .take_while(|pair| is_list(&text[pair[0].0.end..pair[1].0.start]))
            .count();
        // "Ja: A (S), B (S) och C (S) röstar nej" gives the last list to the word that follows it.
        let list = &within[..=joined];
        let end = list.last().map_or(first.0.end, |(range, _)| range.end);
        Some((
            marker.start..end,
            list.iter().map(|(_, person)| person.clone()).collect(),
        ))
    }

    /// `Ja röstar Anna Berg, Bo Ek och ordföranden.`, `Ida Lo avstår från att rösta`: a sentence that holds nothing but names
    /// without a party.
    fn plain_sentence(&self, marker: &Range<usize>, from: usize, verb: bool) -> Option<(Range<usize>, Vec<Person>)> {
        let text = &self.flow.text;
        let sentence = self
            .flow
            .sentences()
            .into_iter()
            .find(|sentence| sentence.contains(&marker.start))?;
        let before = VERB.replace(&text[sentence.start..marker.start], "").trim().len();
        let heads = sentence.start == marker.start && VOTES.is_match(&text[marker.end..from]);
        let list = if heads {
            // Behind `Ja röstar` at its end, a sentence holds no names.
            from.min(sentence.end)..sentence.end
        } else if verb && before > 0 && text[marker.start..].starts_with(char::is_lowercase) {
            sentence.start..sentence.start + before
        } else {
            return None;
        };
        let who = people::plain_list(text[list].trim_end_matches('.'))?;
        Some((sentence, who))
    }

    /// `Ja: Anna Berg, Bo Ek och Ida Lo`: names without a party.
    fn plain_names(&self, marker: &Range<usize>, from: usize) -> Option<(Range<usize>, Vec<Person>)> {
        let mut end = self.flow.line_end(from).min(self.next).max(from);
        while end < self.next && self.flow.text[..end].trim_end().ends_with([',', '-']) {
            end = self.flow.line_end(end).min(self.next);
        }
        // A line may end inside a name: the list goes on as long as it holds nothing else.
        let mut longer = end;
        while longer < self.next {
            longer = self.flow.line_end(longer).min(self.next);
            let pieces = name_pieces(&self.flow.text[from..longer]);
            if pieces.iter().all(|piece| plain_person(piece).is_some()) {
                end = longer;
            }
        }
        let list = self.flow.text[from..end].split(['.', ')']).next().unwrap_or_default();
        let who: Vec<Person> = name_pieces(list).into_iter().map_while(plain_person).collect();
        (!who.is_empty()).then(|| (marker.start..from + list.len(), who))
    }
}

/// Whether a sign opens the list behind a word for a vote, and where it begins.
fn list_head(behind: &str) -> (bool, usize) {
    if let Some(bracket) = FOR.find(behind) {
        return (true, bracket.end());
    }
    let head = HEAD.captures(behind);
    let sign = head.as_ref().is_some_and(|head| head.name("sign").is_some());
    (sign, head.and_then(|head| head.get(0)).map_or(0, |head| head.end()))
}

/// What stands between the commas of a list of names, up to its full stop.
fn name_pieces(list: &str) -> Vec<&str> {
    let list = list.split(['.', ')']).next().unwrap_or_default();
    let pieces = list.split(',').flat_map(|piece| piece.split(" och "));
    pieces.map(str::trim).filter(|piece| !piece.is_empty()).collect()
}

/// The person whose name without a party is all of a text.
fn plain_person(piece: &str) -> Option<Person> {
    let whole = people::from_end(piece).filter(|name| *name == (0..piece.len()))?;
    Some(Person {
        name: piece[whole].to_owned(),
        ..Person::default()
    })
}

/// Whether only signs and an "och" stand between two names, or a word for an office.
fn is_list(gap: &str) -> bool {
    let words = gap
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .count();
    words <= 2 && !gap.contains(['.', ';', ':'])
}
