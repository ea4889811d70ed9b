//! Lists of votes that are attached to the minutes: `Bilaga 2`, and below it a row a member with name, party and vote, or the
//! cells of such a table one below the other.

use std::sync::LazyLock;

use regex::Regex;

use super::grid;
use crate::record::{Ballot, BallotVote};
use crate::segment::{Reading, field};
use crate::vocabulary;

/// The heading of an attachment.
static LABEL: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?i)^bilaga\s+(?:nr\s+)?(?P<label>\d{1,3}\p{L}?|[A-ZÅÄÖ])[.:]?$"));
/// The stated number of absent members.
static ABSENT: LazyLock<Regex> = LazyLock::new(|| regex(r"(?i)\b(?:frånv\p{L}*|frv)\.?:?\s+(?P<n>\d{1,3})\b"));
/// How many words may belong to one row, with the running head of a page before it.
const ROW_WORDS: usize = 24;

fn regex(pattern: &str) -> Regex {
    #[allow(clippy::expect_used, reason = "the pattern is a constant, and covered by tests")]
    Regex::new(pattern).expect("the pattern is well-formed")
}

/// A list of votes.
pub(in crate::segment) struct VoteList {
    /// What the attachment is called after the word "Bilaga", in lower case; or the item that it is of: `§ 61`.
    pub label: String,
    /// Who voted what; some lists hold several votes.
    pub votes: Vec<Vec<Ballot>>,
    /// The stated number of absent members.
    pub absent: Option<u32>,
    /// Members with whom they stood in for.
    pub replaced: Vec<(String, String)>,
}

impl VoteList {
    /// The ballots of a vote with these numbers, the first, second … of so many that name the list.
    pub fn ballots(&self, yes: Option<u32>, no: Option<u32>, index: usize, of: usize) -> Option<&Vec<Ballot>> {
        if let [only] = self.votes.as_slice() {
            return Some(only);
        }
        let fits = |ballots: &&Vec<Ballot>| {
            yes == Some(super::count(ballots, BallotVote::Yes)) && no == Some(super::count(ballots, BallotVote::No))
        };
        let mut fitting = self.votes.iter().filter(fits);
        match (fitting.next(), fitting.next()) {
            (Some(one), None) => Some(one),
            _ => self
                .votes
                .get(index)
                .filter(|ballots| of == self.votes.len() && fits(ballots)),
        }
    }
}

/// The lists of votes among the attachments from a line on. A cell with a single letter looks like debris, and one line of a
/// column like a running head, so all lines are read.
pub(in crate::segment) fn vote_lists(reading: Reading<'_>, from: usize) -> Vec<VoteList> {
    let all: Vec<usize> = (from..reading.text.lines.len()).collect();
    let heads: Vec<(usize, String)> = all
        .iter()
        .enumerate()
        .filter_map(|(at, &line)| Some((at, label(reading, line)?)))
        .collect();
    let ends = heads.iter().skip(1).map(|(at, _)| *at).chain([all.len()]);
    let by_item = grid::several(reading, &all).into_iter().flat_map(|several| {
        let lists = several.items.into_iter().zip(several.votes);
        lists.map(|(item, ballots)| VoteList {
            label: format!("§ {item}"),
            votes: vec![ballots],
            absent: None,
            replaced: Vec::new(),
        })
    });
    let attached = heads.iter().zip(ends).filter_map(|((at, label), end)| {
        let lines = &all[at + 1..end];
        let several = grid::several(reading, lines);
        let (votes, replaced) = match several {
            Some(several) => (several.votes, several.replaced),
            None => {
                let grid = grid::grid(reading, lines).map(|grid| grid.ballots);
                (vec![grid.unwrap_or_else(|| rows(reading, lines))], Vec::new())
            }
        };
        let absent = lines
            .iter()
            .take(40)
            .find_map(|&line| absent(&reading.text.lines[line].text))
            .filter(|_| votes.len() == 1);
        votes.iter().all(|ballots| ballots.len() >= 3).then(|| VoteList {
            label: label.clone(),
            votes,
            absent,
            replaced,
        })
    });
    by_item.chain(attached).collect()
}

/// What an attachment is called whose heading stands on a line, alone or among the names in a running head.
fn label(reading: Reading<'_>, line: usize) -> Option<String> {
    let text = &reading.text.lines[line].text;
    if !vocabulary::fold(text).contains("bilaga") {
        return None;
    }
    let cells = field::rows(reading, &[line]).into_iter().flatten();
    let label = |text: &str| Some(LABEL.captures(text)?["label"].to_lowercase());
    label(text).or_else(|| cells.filter_map(|cell| label(&cell.text)).next())
}

fn absent(line: &str) -> Option<u32> {
    ABSENT.captures(line)?["n"].parse().ok()
}

/// The rows of a list: name, party, perhaps a seat and a function, and the word for the vote.
fn rows(reading: Reading<'_>, lines: &[usize]) -> Vec<Ballot> {
    let mut found = Vec::new();
    let mut row: Vec<&str> = Vec::new();
    for word in lines.iter().flat_map(|&line| reading.words(line)) {
        let label = word.ends_with(':') || vocabulary::politics::LIST_HEADS.contains(&vocabulary::fold(word).as_str());
        if label || row.len() >= ROW_WORDS {
            row.clear();
        } else if let Some(vote) = super::ballots::kind(word) {
            found.extend(ballot(&row, vote));
            row.clear();
        } else {
            row.push(word);
        }
    }
    found
}

fn ballot(row: &[&str], vote: BallotVote) -> Option<Ballot> {
    let (name, party) = grid::name_and_party(row)?;
    party.is_some().then_some(Ballot { name, party, vote })
}
