//! Lists of votes that are attached to the minutes: `Bilaga 2`, and below it a row a member with name, party and vote, or the
//! cells of such a table one below the other.

use std::sync::LazyLock;

use regex::Regex;

use super::grid;
use crate::record::{Ballot, BallotVote};
use crate::segment::Reading;
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
    /// Who voted what.
    pub ballots: Vec<Ballot>,
    /// The stated number of absent members.
    pub absent: Option<u32>,
}

/// The lists of votes among the attachments from a line on. A cell with a single letter looks like debris, and one line of a
/// column like a running head, so all lines are read.
pub(in crate::segment) fn vote_lists(reading: Reading<'_>, from: usize) -> Vec<VoteList> {
    let all: Vec<usize> = (from..reading.text.lines.len()).collect();
    let heads: Vec<(usize, String)> = all
        .iter()
        .enumerate()
        .filter_map(|(at, &line)| {
            let label = LABEL.captures(&reading.text.lines[line].text)?["label"].to_lowercase();
            Some((at, label))
        })
        .collect();
    let ends = heads.iter().skip(1).map(|(at, _)| *at).chain([all.len()]);
    let by_item = grid::ballots_by_item(reading, &all)
        .into_iter()
        .map(|(item, ballots)| VoteList {
            label: format!("§ {item}"),
            ballots,
            absent: None,
        });
    let attached = heads.iter().zip(ends).filter_map(|((at, label), end)| {
        let lines = &all[at + 1..end];
        let grid = grid::grid(reading, lines).map(|grid| grid.ballots);
        let ballots = grid.unwrap_or_else(|| rows(reading, lines));
        let absent = lines
            .iter()
            .take(40)
            .find_map(|&line| absent(&reading.text.lines[line].text));
        (ballots.len() >= 3).then(|| VoteList {
            label: label.clone(),
            ballots,
            absent,
        })
    });
    by_item.chain(attached).collect()
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
