//! `§` signs that OCR read as something else, put right where the sequence of numbers tells.
//!
//! A candidate is the beginning of a line: `$ 41`, `&10`, `8 42`, `812` (for § 12), `36 Val` (for § 6). What was read as a
//! sign is certain, what was read as a digit is not: a candidate counts only where its number goes on from the number
//! before it, or leads up to the number after it. The letters of a body may stand before the sign (`Kf § 41`, `KF842`); the
//! numbers with the same letters are one sequence.

mod candidates;
mod gaps;
mod lost;
mod replaced;

use std::collections::{BTreeMap, BTreeSet};

use super::{Edit, Text};
use crate::scan::Scan;
use crate::vocabulary;
use candidates::{Candidate, Sign, candidates};
use gaps::{lost_numbers, lost_signs};

/// How sure a repair is that rests on the sequence of numbers.
const BY_SEQUENCE: f32 = 0.97;
/// How sure a repair is that rests on the sign alone.
const BY_SIGN: f32 = 0.9;
/// How sure a repair is that rests on its place alone.
const BY_PLACE: f32 = 0.8;

/// Repairs the signs at the beginning of lines, and `$` before a number elsewhere.
pub(super) fn repair(scan: &Scan, text: &mut Text) {
    lost::drop_dirt(text);
    replaced::restore(text);
    let bodies = bodies(text);
    lost::restore_letters(text, &bodies);
    let year = year(text);
    let mut sequences: BTreeMap<String, Vec<Candidate>> = BTreeMap::new();
    for candidate in (0..text.lines.len()).flat_map(|line| candidates(text, line, &bodies, &year)) {
        sequences.entry(candidate.letters.clone()).or_default().push(candidate);
    }
    let mut edits: Vec<Edit> = sequences
        .values()
        .flat_map(|sequence| {
            let edits = repairs(text, sequence);
            let more = lost::unsigned_runs(text, sequence, &edits);
            edits.into_iter().chain(more)
        })
        .collect();
    edits.sort_by_key(|edit| edit.tokens.start);
    mark_read_by_ocr(text, &edits);
    let lost: Vec<Edit> = sequences
        .values()
        .flat_map(|sequence| {
            lost_numbers(scan, text, sequence, &edits)
                .into_iter()
                .chain(lost_signs(text, sequence, &edits))
        })
        .collect();
    edits.extend(lost);
    edits.sort_by_key(|edit| edit.tokens.start);
    edits.dedup_by_key(|edit| edit.tokens.start);
    text.edit(edits);
}

/// Pages whose signs were misread are read by OCR, also where all else on them is sound: a text layer may be somebody's OCR.
fn mark_read_by_ocr(text: &mut Text, repaired: &[Edit]) {
    let misread = repaired.iter().filter(|edit| {
        text.tokens[edit.tokens.clone()]
            .iter()
            .all(|token| !token.text.contains('§'))
    });
    let misread: Vec<usize> = misread.map(|edit| edit.tokens.start).collect();
    for line in &text.lines {
        if misread.binary_search(&line.tokens.start).is_ok() {
            text.pages[line.page].read_by_ocr = true;
        }
    }
}

/// The letters or names of bodies that stand before two signs or more that were read as such.
fn bodies(text: &Text) -> BTreeSet<String> {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for line in &text.lines {
        let letters = line.text.split_once('§').map_or("", |(before, _)| before.trim_end());
        if is_letters(letters) || vocabulary::is_body_name(letters) {
            *seen.entry(letters).or_default() += 1;
        }
    }
    let often = seen.into_iter().filter(|(_, times)| *times >= 2);
    often.map(|(letters, _)| letters.to_owned()).collect()
}

/// The year that stands behind two signs or more that were read as such, with its stroke: `§ 58/17`; empty where none does.
fn year(text: &Text) -> String {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for line in &text.lines {
        let number = line.text.split_once('§').map_or("", |(_, behind)| behind.trim_start());
        let number = number.split(' ').next().unwrap_or_default();
        let year = number.trim_start_matches(|c: char| c.is_ascii_digit());
        let digits = year.strip_prefix('/').unwrap_or_default();
        let whole = matches!(digits.len(), 2 | 4) && digits.bytes().all(|b| b.is_ascii_digit());
        if whole && year.len() < number.len() {
            *seen.entry(year).or_default() += 1;
        }
    }
    let most = seen.into_iter().max_by_key(|(_, times)| *times);
    most.filter(|(_, times)| *times >= 2)
        .map_or_else(String::new, |(year, _)| year.to_owned())
}

/// Whether a word may be the letters of a body: `Kf`, `MBN`.
fn is_letters(word: &str) -> bool {
    (2..=5).contains(&word.chars().count())
        && word.chars().all(char::is_alphabetic)
        && word.starts_with(char::is_uppercase)
}

/// The repairs in one sequence of numbers.
fn repairs(text: &Text, candidates: &[Candidate]) -> Vec<Edit> {
    let mut edits: Vec<Edit> = Vec::new();
    let mut before: Option<u32> = None;
    let mut done = None;
    let mut told: BTreeSet<u32> = BTreeSet::new();
    for (candidate, leads) in candidates.iter().zip(leading(candidates)) {
        if done == Some(candidate.line) {
            continue;
        }
        let after = candidates
            .iter()
            .find(|c| c.line > candidate.line && c.sign == Sign::True)
            .map(|c| c.number);
        let confidence = match candidate.sign {
            Sign::True => candidate.stained.then_some(BY_SIGN),
            _ if before.is_some_and(|n| n + 1 == candidate.number) || leads => Some(BY_SEQUENCE),
            // Behind one that was lost, where a list of matters has told the number.
            _ if before.is_some_and(|n| n + 2 == candidate.number)
                && told.contains(&candidate.number)
                && text.lines[candidate.line].gap >= 0.5 =>
            {
                Some(BY_PLACE)
            }
            Sign::Likely if fits(before, candidate.number, after) => Some(BY_SIGN),
            _ => continue,
        };
        done = Some(candidate.line);
        before = Some(candidate.number);
        told.insert(candidate.number);
        if let Some(confidence) = confidence {
            let start = text.lines[candidate.line].tokens.start;
            let number = format!("{} § {}{}", candidate.letters, candidate.number, candidate.tail);
            edits.push(Edit {
                tokens: start..start + candidate.tokens,
                text: number.trim_start().to_owned(),
                confidence,
            });
        }
    }
    edits
}

/// Whether each candidate leads up to the number after it: one that was read with its sign, or that leads up to another.
fn leading(candidates: &[Candidate]) -> Vec<bool> {
    let mut leads = vec![false; candidates.len()];
    let mut after = None;
    let lines: Vec<&[Candidate]> = candidates.chunk_by(|a, b| a.line == b.line).collect();
    let mut end = candidates.len();
    for line in lines.into_iter().rev() {
        let start = end - line.len();
        for (at, candidate) in line.iter().enumerate() {
            leads[start + at] = after == Some(candidate.number + 1);
        }
        let sure = (start..end).find(|&at| leads[at]);
        let sign = (start..end).find(|&at| candidates[at].sign == Sign::True);
        after = sure.or(sign).map(|at| candidates[at].number).or(after);
        end = start;
    }
    leads
}

/// Whether a number may stand between two others. § numbers run through a year, so a far jump is another thing.
fn fits(before: Option<u32>, number: u32, after: Option<u32>) -> bool {
    let follows = before.is_none_or(|before| number > before && number - before <= 20);
    let leads = after.is_none_or(|after| after > number && after - number <= 20);
    follows && leads
}

#[cfg(test)]
mod tests;
