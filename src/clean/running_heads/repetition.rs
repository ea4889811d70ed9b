//! Which lines of a document are the same, but for their numbers and a letter that was misread.

use std::collections::HashMap;

use crate::vocabulary;

/// Two lines are the same one, read twice, if they differ in no more than one letter of so many.
const SAME: usize = 5;

/// A line as it repeats: folded, its digits masked, since page numbers change.
pub(super) fn key(text: &str) -> String {
    vocabulary::fold(text).replace(|c: char| c.is_ascii_digit(), "#")
}

fn is_same(a: &str, b: &str) -> bool {
    vocabulary::edits_within(a.len().max(b.len()) / SAME, a, b).is_some()
}

/// Whether a line stands so many times, at least, among some lines.
pub(super) fn repeats(key: &str, times: usize, lines: &[usize], keys: &[String]) -> bool {
    let letters = key.chars().filter(|c| c.is_alphabetic()).count();
    let mut same = lines.iter().filter(|&&other| is_same(key, &keys[other]));
    letters >= 3 && same.nth(times - 1).is_some()
}

/// Those of some lines whose words stand among them at least three times.
pub(super) fn thrice(lines: Vec<usize>, keys: &[String]) -> Vec<usize> {
    let mut count: HashMap<&str, usize> = HashMap::new();
    for &index in &lines {
        *count.entry(&keys[index]).or_default() += 1;
    }
    let mut repeated = lines;
    repeated.retain(|&index| count[keys[index].as_str()] >= 3);
    repeated
}
