//! Votes (omröstningar): what Ja and Nej meant, the stated count, who voted what, and whether the two agree.
//!
//! An item may hold several votes, each under its own heading or all in one run of text. What the text tells stands in
//! order (meaning, count, names), so a new vote begins where something is told anew that is known already, and differs.

mod annex;
mod ballots;
mod grid;
mod result;

use std::ops::Range;

use super::Reading;
use super::flow::Flow;
use super::sections::Part;
use crate::record::{Ballot, BallotVote, SectionKind, Vote};
use crate::vocabulary;
pub(super) use annex::{VoteList, vote_lists};
pub(super) use grid::present;

/// Something that a text tells of a vote.
struct Told {
    /// Where, in the text of its part.
    at: Range<usize>,
    what: What,
}

enum What {
    /// What Ja and Nej mean.
    Means { yes: String, no: String },
    /// Numbers that one sentence states.
    Count(Vec<(BallotVote, u32)>),
    /// Numbers of those for and against what was decided.
    Majority(Majority),
    /// Who voted what.
    Ballots(Vec<Ballot>),
    /// The attachment that lists who voted what: `2`.
    Annex(String),
}

/// Numbers that one sentence states without saying which are Ja: `med sju röster mot fem bifaller nämnden förslaget`.
#[derive(Clone, PartialEq)]
struct Majority {
    carried: u32,
    lost: u32,
    /// What the sentence says was decided.
    decided: String,
}

impl Majority {
    /// Whether Ja and Nej may be these numbers, one way or the other.
    fn fits(&self, yes: Option<u32>, no: Option<u32>) -> bool {
        let (carried, lost) = (Some(self.carried), Some(self.lost));
        (yes, no) == (carried, lost) || (yes, no) == (lost, carried)
    }

    /// Whether those who voted Ja carried the decision: as the names say, or what Ja and Nej mean.
    fn yes_carried(&self, vote: &Vote) -> Option<bool> {
        let listed = (
            count(&vote.ballots, BallotVote::Yes),
            count(&vote.ballots, BallotVote::No),
        );
        if listed == (self.carried, self.lost) || listed == (self.lost, self.carried) {
            return Some(listed.0 == self.carried);
        }
        let shared = |means: &Option<String>| {
            let means = vocabulary::fold(means.as_deref().unwrap_or_default());
            let decided = vocabulary::fold(&self.decided);
            let stems = means.split(' ').filter_map(|word| word.get(..6));
            stems.filter(|stem| decided.contains(stem)).count()
        };
        let (yes, no) = (shared(&vote.yes_means), shared(&vote.no_means));
        (yes != no).then_some(yes > no)
    }
}

/// A vote as far as it has been told.
#[derive(Default)]
struct Draft {
    vote: Vote,
    majority: Option<Majority>,
    annex: Option<String>,
    tokens: Option<Range<usize>>,
}

/// The votes of an item. `lists` are the lists of names that are attached to the minutes.
pub(super) fn votes(reading: Reading<'_>, parts: &[Part], number: &str, lists: &[VoteList]) -> Vec<Vote> {
    let of_other = |part: &Part| {
        part.heading
            .as_deref()
            .and_then(annex::item_of)
            .is_some_and(|item| item != number)
    };
    let telling = parts.iter().filter(|part| may_tell_of_votes(part.kind));
    let of_item: Vec<&Part> = telling.filter(|part| !of_other(part)).collect();
    let mut drafts = drafts(reading, &of_item);
    drafts.retain(Draft::has_result);
    merge_repeated(&mut drafts);
    merge_listed(&mut drafts);
    // A grid for several items has one column an item: which of two votes it is of, nothing says.
    if let [draft] = drafts.as_mut_slice() {
        draft.annex = draft.annex.take().or_else(|| Some(format!("§ {number}")));
    }
    // One list may hold the votes of an item that only the last of them names.
    let named = drafts.iter().find_map(|draft| draft.annex.clone());
    let shared = |label: &String| lists.iter().any(|list| list.label == *label && list.votes.len() > 1);
    let headed = || {
        of_item
            .iter()
            .filter_map(|part| part.heading.as_deref().map(vocabulary::fold))
    };
    if let Some(label) = named.filter(shared).or_else(|| headed().find(shared)) {
        for draft in drafts.iter_mut().filter(|draft| draft.vote.ballots.is_empty()) {
            draft.annex.get_or_insert_with(|| label.clone());
        }
    }
    let of = drafts.len();
    let drafts = drafts.into_iter().enumerate();
    drafts
        .map(|(index, draft)| draft.finish(reading, lists, index, of))
        .collect()
}

/// The votes that some parts tell of, each as far as they do.
fn drafts(reading: Reading<'_>, parts: &[&Part]) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    for &part in parts {
        let flow = Flow::of(reading, part);
        let report = !tells_of_votes(part.kind);
        if report && !result::may_tell(&flow) {
            continue;
        }
        let told = told(reading, part, &flow);
        if report && !takes_place(&told) {
            continue;
        }
        let mut new = part.kind == SectionKind::Vote && drafts.last().is_some_and(Draft::has_result);
        for told in told {
            let tokens = flow.tokens(told.at.clone());
            if new || drafts.last().is_none_or(|draft| draft.contradicts(&told.what)) {
                drafts.push(Draft::default());
                new = false;
            }
            if let Some(draft) = drafts.last_mut() {
                draft.take(told.what, tokens);
            }
        }
    }
    drafts
}

/// How the numbers of a vote disagree with the names, in a sentence.
pub(super) fn disagreement(vote: &Vote) -> Option<String> {
    let (yes, no) = (
        count(&vote.ballots, BallotVote::Yes),
        count(&vote.ballots, BallotVote::No),
    );
    let stated = |number: Option<u32>| number.map_or_else(|| "no number of".to_owned(), |number| number.to_string());
    (vote.verified == Some(false)).then(|| {
        format!(
            "{} Ja and {} Nej are stated, but {yes} and {no} names are listed: look which is right",
            stated(vote.yes),
            stated(vote.no)
        )
    })
}

/// Whether a report tells of a vote that takes place: it says what Ja and Nej mean, which nobody tells of earlier meetings.
fn takes_place(told: &[Told]) -> bool {
    let means = told.iter().any(|told| matches!(told.what, What::Means { .. }));
    means && told.iter().any(|told| matches!(told.what, What::Count(_)))
}

/// Votes are told in all sections but lists.
fn may_tell_of_votes(kind: SectionKind) -> bool {
    !matches!(kind, SectionKind::Basis | SectionKind::Recipients)
}

/// What was voted at an earlier meeting is told in other sections.
fn tells_of_votes(kind: SectionKind) -> bool {
    use SectionKind::{Background, Basis, Recipients, Statement, Summary};
    !matches!(kind, Background | Basis | Recipients | Statement | Summary)
}

/// Where a part first tells a count, or who voted what.
pub(super) fn first_result(reading: Reading<'_>, part: &Part, flow: &Flow) -> Option<usize> {
    let told = told(reading, part, flow).into_iter();
    let result = |told: &Told| matches!(told.what, What::Count(_) | What::Ballots(_) | What::Majority(_));
    told.filter(result).map(|told| told.at.start).min()
}

/// All that a part tells of votes, in order.
fn told(reading: Reading<'_>, part: &Part, flow: &Flow) -> Vec<Told> {
    let grid = grid::grid(reading, &part.lines);
    let may_tell = result::may_tell(flow);
    let mut all = if may_tell {
        let rows = grid.as_ref().map(|grid| {
            let (from, to) = (*grid.tokens.start(), *grid.tokens.end());
            flow.place_of(from)..flow.place_of(to + 1)
        });
        // A grid of several votes is read as a list, whose rows are no sentences either.
        let named = |list: &grid::Several| list.votes.iter().all(|ballots| !ballots.is_empty());
        let list = || grid::several(reading, &part.lines).filter(named);
        let listed = || list().map(|list| flow.place_of(list.first_token)..flow.text.len());
        told_in_words(flow, rows.or_else(listed))
    } else {
        Vec::new()
    };
    if let Some(grid) = grid {
        let at = flow.place_of(*grid.tokens.start());
        if !grid.totals.is_empty() {
            let what = What::Count(grid.totals);
            all.push(Told { at: at..at, what });
        }
        let what = What::Ballots(grid.ballots);
        all.push(Told { at: at..at, what });
    }
    if may_tell {
        all.extend(result::majorities(flow));
    }
    if part.kind == SectionKind::Vote || !all.is_empty() {
        all.extend(result::annexes(flow));
    }
    all.sort_by_key(|told| told.at.start);
    all
}

/// What the sentences of a part tell of votes; what the rows of a grid hold is no sentence.
fn told_in_words(flow: &Flow, grid: Option<Range<usize>>) -> Vec<Told> {
    let mut all = result::meanings(flow);
    let meanings: Vec<Range<usize>> = all.iter().map(|told| told.at.clone()).collect();
    let counts = result::counts(flow);
    match grid {
        Some(rows) => all.extend(counts.into_iter().filter(|told| !rows.contains(&told.at.start))),
        None => {
            all.extend(counts);
            all.extend(ballots::ballots(flow, &meanings));
        }
    }
    all
}

impl Draft {
    /// Whether a count or names are known.
    fn has_result(&self) -> bool {
        self.vote.yes.is_some() || self.vote.no.is_some() || !self.vote.ballots.is_empty() || self.majority.is_some()
    }

    /// Whether something cannot be told of this vote, since it has another meaning, count or choice by then.
    fn contradicts(&self, what: &What) -> bool {
        match what {
            What::Means { .. } => self.has_result(),
            What::Count(counts) => counts
                .iter()
                .any(|(kind, number)| stated(&self.vote, *kind).is_some_and(|known| known != *number)),
            What::Majority(majority) => {
                self.vote.yes.is_some() && !majority.fits(self.vote.yes, self.vote.no)
                    || self
                        .majority
                        .as_ref()
                        .is_some_and(|known| known.carried != majority.carried)
            }
            What::Ballots(ballots) => {
                let again = ballots.iter().filter(|ballot| self.voted(ballot)).count();
                2 * again > ballots.len()
            }
            What::Annex(annex) => self.annex.as_ref().is_some_and(|known| known != annex),
        }
    }

    /// Whether the numbers of this vote may be those of another one.
    fn repeats(&self, other: &Self) -> bool {
        let (yes, no) = (other.vote.yes, other.vote.no);
        let unknown = yes.is_none() && no.is_none() && other.majority.is_none();
        match &self.majority {
            Some(majority) if self.vote.yes.is_none() => {
                unknown || majority.fits(yes, no) || other.majority.as_ref() == Some(majority)
            }
            _ => (self.vote.yes, self.vote.no) == (yes, no) || unknown && self.counts_names_of(other),
        }
    }

    /// Whether this vote states the numbers of those whom another one names.
    fn counts_names_of(&self, other: &Self) -> bool {
        let named = |kind| Some(count(&other.vote.ballots, kind));
        let stated = (self.vote.yes, self.vote.no);
        !other.vote.ballots.is_empty() && stated == (named(BallotVote::Yes), named(BallotVote::No))
    }

    fn voted(&self, ballot: &Ballot) -> bool {
        self.vote
            .ballots
            .iter()
            .any(|known| known.name == ballot.name && known.party == ballot.party)
    }

    fn take(&mut self, what: What, tokens: Range<usize>) {
        match what {
            What::Means { yes, no } => {
                self.vote.yes_means = Some(yes);
                self.vote.no_means = Some(no).filter(|no| !no.is_empty());
            }
            What::Count(counts) => {
                for (kind, number) in counts {
                    *stated_mut(&mut self.vote, kind) = Some(number);
                }
            }
            What::Majority(majority) => self.majority = Some(majority),
            What::Ballots(ballots) => {
                let new: Vec<Ballot> = ballots.into_iter().filter(|ballot| !self.voted(ballot)).collect();
                self.vote.ballots.extend(new);
            }
            What::Annex(annex) => self.annex = Some(annex),
        }
        let all = self.tokens.take().unwrap_or_else(|| tokens.clone());
        self.tokens = Some(all.start.min(tokens.start)..all.end.max(tokens.end));
    }

    /// The vote, the first, second … of so many in its item.
    fn finish(self, reading: Reading<'_>, lists: &[VoteList], index: usize, of: usize) -> Vote {
        let mut vote = self.vote;
        let named = self
            .annex
            .and_then(|annex| lists.iter().find(|list| list.label == annex));
        let ballots = named.and_then(|list| Some((list, list.ballots(vote.yes, vote.no, index, of)?)));
        let ballots = ballots.or_else(|| annex::only_fitting(lists, vote.yes?, vote.no?));
        if let Some((list, ballots)) = ballots.filter(|_| vote.ballots.is_empty()) {
            vote.ballots.clone_from(ballots);
            vote.absent = vote.absent.or(list.absent);
        }
        if let Some(majority) = self.majority.filter(|_| vote.yes.is_none() && vote.no.is_none()) {
            (vote.yes, vote.no) = match majority.yes_carried(&vote) {
                Some(true) => (Some(majority.carried), Some(majority.lost)),
                Some(false) => (Some(majority.lost), Some(majority.carried)),
                None => (None, None),
            };
        }
        // A count that names Ja and Nej names all that were given.
        let full = vote.yes.is_some() && vote.no.is_some();
        if full && vote.abstain.is_none() {
            vote.abstain = Some(count(&vote.ballots, BallotVote::Abstain));
        }
        if is_remnant(&vote) {
            vote.ballots.clear();
        }
        vote.verified = verified(&vote);
        vote.source = self.tokens.and_then(|tokens| reading.source(tokens));
        vote
    }
}

/// Whether the names are what OCR has left of a grid: some of both sides, and fewer than a quarter of those who voted. What is left would
/// tell another vote.
fn is_remnant(vote: &Vote) -> bool {
    let listed = [BallotVote::Yes, BallotVote::No].map(|kind| count(&vote.ballots, kind));
    let stated = vote.yes.zip(vote.no).map_or(0, |(yes, no)| yes + no);
    listed.iter().all(|listed| *listed > 0) && 4 * listed.iter().sum::<u32>() < stated
}

/// Whether the names add up to the stated numbers; `None` where one of the two is missing.
fn verified(vote: &Vote) -> Option<bool> {
    let (yes, no) = (vote.yes?, vote.no?);
    let listed = |kind| count(&vote.ballots, kind);
    let missing = |stated: u32, kind| stated > 0 && listed(kind) == 0;
    if vote.ballots.is_empty() || missing(yes, BallotVote::Yes) || missing(no, BallotVote::No) {
        return None;
    }
    let agrees = |stated: Option<u32>, kind| listed(kind) == 0 || stated.is_none_or(|stated| stated == listed(kind));
    Some(
        yes == listed(BallotVote::Yes)
            && no == listed(BallotVote::No)
            && agrees(vote.abstain, BallotVote::Abstain)
            && agrees(vote.absent, BallotVote::Absent),
    )
}

/// How many ballots were given for something.
fn count(ballots: &[Ballot], kind: BallotVote) -> u32 {
    u32::try_from(ballots.iter().filter(|ballot| ballot.vote == kind).count()).unwrap_or(u32::MAX)
}

fn stated(vote: &Vote, kind: BallotVote) -> Option<u32> {
    match kind {
        BallotVote::Yes => vote.yes,
        BallotVote::No => vote.no,
        BallotVote::Abstain => vote.abstain,
        BallotVote::Absent => vote.absent,
    }
}

fn stated_mut(vote: &mut Vote, kind: BallotVote) -> &mut Option<u32> {
    match kind {
        BallotVote::Yes => &mut vote.yes,
        BallotVote::No => &mut vote.no,
        BallotVote::Abstain => &mut vote.abstain,
        BallotVote::Absent => &mut vote.absent,
    }
}

/// A count that a decision only repeats (`Med 7 ja-röster mot 5 beslutar …`) is the vote that is told elsewhere.
fn merge_repeated(drafts: &mut Vec<Draft>) {
    let bare = |draft: &Draft| draft.vote.ballots.is_empty() && draft.vote.yes_means.is_none() && draft.annex.is_none();
    let mut index = 0;
    while index < drafts.len() {
        let twin = (0..drafts.len()).find(|&other| other != index && drafts[index].repeats(&drafts[other]));
        match twin.filter(|&twin| bare(&drafts[index]) && !bare(&drafts[twin])) {
            Some(twin) => {
                let repeated = drafts.remove(index);
                let twin = &mut drafts[if index < twin { twin - 1 } else { twin }];
                twin.majority = twin.majority.take().or(repeated.majority);
                for kind in [BallotVote::Yes, BallotVote::No, BallotVote::Abstain, BallotVote::Absent] {
                    let counted = stated_mut(&mut twin.vote, kind);
                    *counted = counted.or(stated(&repeated.vote, kind));
                }
            }
            None => index += 1,
        }
    }
}

/// A list of names under a heading of its own is that of the one vote told before whose numbers it has.
fn merge_listed(drafts: &mut Vec<Draft>) {
    let named = |draft: &Draft, kind| Some(count(&draft.vote.ballots, kind)).filter(|count| *count > 0);
    let mut index = 0;
    while index < drafts.len() {
        let list = &drafts[index];
        let bare = list.majority.is_none();
        let of_list = |other: &&usize| {
            let told = &drafts[**other];
            let counted = told.vote.ballots.is_empty() && told.vote.yes.is_some();
            // The sums below a list repeat its numbers.
            let sums = (list.vote.yes, list.vote.no);
            let same = sums == (None, None) || sums == (told.vote.yes, told.vote.no);
            counted
                && same
                && told.vote.yes == named(list, BallotVote::Yes)
                && told.vote.no == named(list, BallotVote::No)
        };
        let before: Vec<usize> = (0..index).collect();
        let told: Vec<&usize> = before.iter().filter(of_list).collect();
        match told[..] {
            [&told] if bare && list.vote.yes_means.is_none() => {
                let ballots = std::mem::take(&mut drafts[index].vote.ballots);
                drafts[told].vote.ballots = ballots;
                drafts.remove(index);
            }
            _ => index += 1,
        }
    }
}

#[cfg(test)]
mod tests;
