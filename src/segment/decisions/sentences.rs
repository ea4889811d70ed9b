//! Decisions that are sentences, each on lines of its own without a gap: `Förslaget godkänns.` above `Avtalet sägs upp.`

use super::kind::kind;
use super::told::is_passive;
use crate::record::DecisionKind;
use crate::segment::Reading;
use crate::segment::flow::ends_sentence;
use crate::segment::paragraphs::{Mark, Paragraph};
use crate::vocabulary::{self, FEES, ORDERING};

/// A sentence that decides has no more words.
const LONGEST: usize = 40;

/// The paragraphs of a decision section, those apart that are sentences which each begin a line and each decide.
pub(in crate::segment) fn sentences_apart(reading: Reading<'_>, paragraphs: Vec<Paragraph>) -> Vec<Paragraph> {
    let apart = |paragraph: Paragraph| match sentences(reading, &paragraph) {
        Some(sentences) => sentences,
        None => vec![paragraph],
    };
    paragraphs.into_iter().flat_map(apart).collect()
}

fn sentences(reading: Reading<'_>, paragraph: &Paragraph) -> Option<Vec<Paragraph>> {
    let tokens = &reading.text.tokens;
    let whole = paragraph.tokens.clone();
    let begins = |&at: &usize| ends_sentence(&tokens[at - 1].text, &tokens[at].text);
    let starts: Vec<usize> = (whole.start + 1..whole.end).filter(begins).collect();
    let begins_line = |&start: &usize| {
        let lines = &reading.text.lines;
        let at = lines.partition_point(|line| line.tokens.start < start);
        lines.get(at).is_some_and(|line| line.tokens.start == start)
    };
    if paragraph.mark != Mark::None || starts.is_empty() || !starts.iter().all(begins_line) {
        return None;
    }
    let starts: Vec<usize> = std::iter::once(whole.start).chain(starts).collect();
    let ends = starts.iter().skip(1).copied().chain([whole.end]);
    let apart: Vec<Paragraph> = starts
        .iter()
        .zip(ends)
        .map(|(&start, end)| Paragraph {
            text: reading.text.flow(start..end),
            tokens: start..end,
            mark: Mark::None,
        })
        .collect();
    apart.iter().all(|sentence| decides(&sentence.text)).then_some(apart)
}

/// Whether a text is one sentence that says with a verb of decisions, or in the passive voice, what is to be.
pub(super) fn decides(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    let orders = |word: &&str| {
        let folded = vocabulary::fold(word);
        // "Beloppen överförs" and "godtas", but not "kommunernas".
        let passive = folded.ends_with("as") && !folded.ends_with("nas") && folded.len() > 4;
        word.starts_with(char::is_lowercase) && (passive || ORDERING.contains(&folded.as_str()) || is_passive(&folded))
    };
    let one = text.ends_with('.') && words.len() <= LONGEST && !vocabulary::ends_sentence_inside(text);
    // "Avgiften för bygglovet är 9 568 kronor."
    let fee = || FEES.contains(&vocabulary::fold(words[0]).as_str()) && text.contains(|c: char| c.is_ascii_digit());
    one && (kind(text) != DecisionKind::Other || words.iter().any(orders) || fee())
}
