//! Lists of votes that are attached to the minutes: `Bilaga 2`, and below it a row a member with name, party and vote, or the
//! cells of such a table one below the other.

use std::sync::LazyLock;

use regex::Regex;

use super::grid;
use crate::record::{Ballot, BallotVote, SectionKind};
use crate::segment::flow::Flow;
use crate::segment::sections::Part;
use crate::segment::sieved::Sieved;
use crate::segment::{Reading, field, paragraphs};
use crate::vocabulary::{self, people::is_role_word};

/// The heading of an attachment: `Bilaga 2`, `Bilaga A till § 61`, `Voteringslista, bilaga 2`.
static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)^(?:(?:voterings|omröstnings|närvaro|upprops)\S*,?\s+\(?)?bilaga\s+(?:nr\s+)?(?P<label>\d{1,3}\p{L}?|[A-ZÅÄÖ])(?:[.:)]|(?:,|\s+till|\s+[–-]|\s+§|:\s).{0,60})?$",
    )
});
/// The word for an attachment.
static ATTACHED: LazyLock<Regex> = LazyLock::new(|| regex("(?i)bilaga"));
/// The heading of a list without the word for an attachment: `Voteringslista § 61`, `NÄRVARO- OCH OMRÖSTNINGSLISTA`.
static LIST: LazyLock<Sieved> = LazyLock::new(|| {
    Sieved::of(
        r"(?i)^(?:(?:närvaro|upprops)-?\s(?:och\s)?)?(?:voterings|omröstnings|närvaro|upprops)-?(?:lista|listor|protokoll|resultat|bilaga)\b[^.§]{0,40}(?:§\s?(?P<item>\d{1,4})\b[^.]{0,60})?$",
    )
});
/// The item of a list, on a line of its own below the heading.
static BARE_ITEM: LazyLock<Regex> = LazyLock::new(|| regex(r"^§ \d{1,4}$"));
/// So many lines below the heading it may stand.
const ITEM_BELOW: usize = 2;
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
    /// Those whose function is stated, with it: `Ordförande`, `Ersättare`.
    pub functions: Vec<(String, String)>,
}

impl VoteList {
    /// The ballots of a vote with these numbers, the first, second … of so many that name the list.
    pub fn ballots(&self, yes: Option<u32>, no: Option<u32>, index: usize, of: usize) -> Option<&Vec<Ballot>> {
        if let [only] = self.votes.as_slice() {
            return Some(only);
        }
        let away = |ballots: &&Vec<Ballot>| {
            let listed = |kind| super::count(ballots, kind);
            yes.unwrap_or_default().abs_diff(listed(BallotVote::Yes))
                + no.unwrap_or_default().abs_diff(listed(BallotVote::No))
        };
        let nearest = self.votes.iter().min_by_key(away)?;
        let least = away(&nearest);
        let alone = self.votes.iter().filter(|ballots| away(ballots) == least).count() == 1;
        // One member may be misread, or left out.
        match alone {
            true if least <= 1 => Some(nearest),
            false if least == 0 => self
                .votes
                .get(index)
                .filter(|ballots| of == self.votes.len() && away(ballots) == 0),
            _ => None,
        }
    }
}

/// The one list in a file in which just so many vote Ja and Nej; a few members may do so in any vote.
pub(super) fn only_fitting(lists: &[VoteList], yes: u32, no: u32) -> Option<(&VoteList, &Vec<Ballot>)> {
    let all = lists
        .iter()
        .flat_map(|list| list.votes.iter().map(move |ballots| (list, ballots)));
    let mut fitting = all.filter(|(_, ballots)| {
        yes == super::count(ballots, BallotVote::Yes) && no == super::count(ballots, BallotVote::No)
    });
    let first = fitting.next().filter(|_| yes + no >= MANY)?;
    let same = fitting.all(|(_, ballots)| ballots == first.1);
    same.then_some(first)
}

/// A vote with so many members is told from others by its numbers.
const MANY: u32 = 12;

/// The lists of votes among the attachments from a line on. A cell with a single letter looks like debris, and one line of a
/// column like a running head, so all lines are read.
pub(in crate::segment) fn vote_lists(reading: Reading<'_>, from: usize) -> Vec<VoteList> {
    let all: Vec<usize> = (from..reading.text.lines.len()).collect();
    let heads: Vec<(usize, String)> = all
        .iter()
        .enumerate()
        .filter_map(|(at, &line)| {
            let label = label(reading, line)?;
            let below = all[at + 1..].iter().take(ITEM_BELOW);
            let of_item = below
                .map(|&line| &reading.text.lines[line].text)
                .find(|text| BARE_ITEM.is_match(text));
            Some((at, of_item.filter(|_| !label.contains('§')).cloned().unwrap_or(label)))
        })
        .collect();
    let ends = heads.iter().skip(1).map(|(at, _)| *at).chain([all.len()]);
    let by_item = grid::several(reading, &all).into_iter().flat_map(|several| {
        let lists = several.items.into_iter().zip(several.votes);
        lists.map(|(item, ballots)| VoteList {
            label: format!("§ {item}"),
            votes: vec![ballots],
            absent: None,
            replaced: Vec::new(),
            functions: Vec::new(),
        })
    });
    let attached = heads.iter().zip(ends).filter_map(|((at, label), end)| {
        let lines = &all[at + 1..end];
        let (votes, replaced) = match grid::several(reading, lines) {
            Some(several) => (several.votes, several.replaced),
            None => (one_or_several(reading, lines), Vec::new()),
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
            functions: functions(reading, lines),
        })
    });
    by_item.chain(attached).collect()
}

/// Who voted what, in a list that is no grid of several votes.
fn one_or_several(reading: Reading<'_>, lines: &[usize]) -> Vec<Vec<Ballot>> {
    if let Some(grid) = grid::grid(reading, lines) {
        return vec![grid.ballots];
    }
    if let Some(several) = grid::words_in_columns(reading, lines) {
        return several.votes;
    }
    let rows = rows(reading, lines);
    vec![if rows.is_empty() {
        below_words(reading, lines)
    } else {
        rows
    }]
}

/// The names that stand below the word for a vote: `Ja-röster`, and a name a line.
fn below_words(reading: Reading<'_>, lines: &[usize]) -> Vec<Ballot> {
    let part = Part {
        kind: SectionKind::Vote,
        heading: None,
        body: None,
        paragraphs: paragraphs::paragraphs(reading, lines),
        lines: lines.to_vec(),
        tokens: reading.tokens(lines),
    };
    let told = super::ballots::ballots(&Flow::of(reading, &part), &[]);
    let ballots = told.into_iter().map(|told| match told.what {
        super::What::Ballots(ballots) => ballots,
        _ => Vec::new(),
    });
    ballots.flatten().collect()
}

/// What an attachment is called whose heading stands on a line, alone or among the names in a running head.
fn label(reading: Reading<'_>, line: usize) -> Option<String> {
    let text = &reading.text.lines[line].text;
    if !ATTACHED.is_match(text) {
        let item = |found: regex::Captures<'_>| found.name("item").map(|item| format!("§ {}", item.as_str()));
        return LIST
            .captures(text)
            .map(|found| item(found).unwrap_or_else(|| vocabulary::fold(text)));
    }
    let cells = field::rows(reading, &[line]).into_iter().flatten();
    let label = |text: &str| Some(LABEL.captures(text)?["label"].to_lowercase());
    label(text).or_else(|| cells.filter_map(|cell| label(&cell.text)).next())
}

/// The number of the item that the heading of a list names.
pub(super) fn item_of(heading: &str) -> Option<&str> {
    Some(LIST.captures(heading)?.name("item")?.as_str())
}

fn absent(line: &str) -> Option<u32> {
    ABSENT.captures(line)?["n"].parse().ok()
}

/// The ballots of a list whose rows state name, party and vote.
fn rows(reading: Reading<'_>, lines: &[usize]) -> Vec<Ballot> {
    let mut found = Vec::new();
    for_each_row(reading, lines, |row, vote| found.extend(ballot(row, vote)));
    found
}

/// The functions that the rows of a list state behind the party: `S  1  Ordförande`.
fn functions(reading: Reading<'_>, lines: &[usize]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for_each_row(reading, lines, |row, vote| {
        found.extend(ballot(row, vote).and_then(|ballot| function(row, ballot)))
    });
    found
}

fn function(row: &[&str], ballot: Ballot) -> Option<(String, String)> {
    let party = ballot.party?;
    let behind = row.iter().rposition(|word| grid::bare(word) == party)? + 1;
    let seat = usize::from(
        row.get(behind)
            .is_some_and(|word| word.bytes().all(|b| b.is_ascii_digit())),
    );
    let function = row
        .get(behind + seat..)
        .filter(|words| words.iter().any(|word| is_role_word(word)))?;
    Some((ballot.name, function.join(" ")))
}

/// Calls `tell` with the rows of a list: name, party, perhaps a seat and a function; and the vote that ends each.
fn for_each_row<'a>(reading: Reading<'a>, lines: &[usize], mut tell: impl FnMut(&[&'a str], BallotVote)) {
    let mut row: Vec<&str> = Vec::new();
    for word in lines.iter().flat_map(|&line| reading.words(line)) {
        let label = word.ends_with(':') || vocabulary::politics::LIST_HEADS.contains(&vocabulary::fold(word).as_str());
        if label || row.len() >= ROW_WORDS {
            row.clear();
        } else if let Some(vote) = super::ballots::kind(word) {
            tell(&row, vote);
            row.clear();
        } else {
            row.push(word);
        }
    }
}

fn ballot(row: &[&str], vote: BallotVote) -> Option<Ballot> {
    let (name, party) = grid::name_and_party(row)?;
    party.is_some().then_some(Ballot { name, party, vote })
}
