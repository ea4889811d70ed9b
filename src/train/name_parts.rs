//! Parts of names: how often each stands first and later in the names of the texts and lists.

use std::collections::BTreeMap;
use std::io;

use fst::raw::Builder;

use super::words::Counts;
use crate::clean::restoration::alphabet;
use crate::clean::restoration::name_parts::name_part;

/// What a part counts that no name has.
const UNSEEN: f64 = 0.5;
/// A name, in parts that any small number divides: sums of fractions would depend on their order.
const WHOLE: u32 = 60;

/// Where a part may stand in a name, and how often it does, in sixtieths.
#[derive(Default)]
struct Part {
    first: Option<u32>,
    later: Option<u32>,
}

type Parts = BTreeMap<Vec<u8>, Part>;

/// The list of parts with their costs, for the model file.
pub fn learn(lines: &[&str], counts: &Counts) -> io::Result<Vec<u8>> {
    let mut parts = listed(lines);
    count_all(&mut parts, counts);
    let total = |place: fn(&Part) -> Option<u32>| -> f64 { parts.values().filter_map(place).map(smoothed).sum() };
    let (firsts, laters) = (total(|part| part.first), total(|part| part.later));
    let cost = |count: Option<u32>, total: f64| count.map(|count| -(smoothed(count) / total).ln() as f32);
    let mut builder = Builder::memory();
    for (letters, part) in &parts {
        let value = name_part(cost(part.first, firsts), cost(part.later, laters));
        builder.insert(letters, value).map_err(io::Error::other)?;
    }
    builder.into_inner().map_err(io::Error::other)
}

/// Counts the parts in all names: each name once, for all its ways to be taken apart.
fn count_all(parts: &mut Parts, counts: &Counts) {
    let names = counts.iter().filter(|(_, count)| count.capital > count.small);
    for (name, _) in names {
        let ways = ways(parts, name);
        let share = WHOLE / (ways.len() as u32).max(1);
        for at in ways {
            count(parts, &name[..at], share, |part| &mut part.first);
            count(parts, &name[at..], share, |part| &mut part.later);
        }
    }
}

/// The parts as they are listed: `ek-` stands first, `-häll` later.
fn listed(lines: &[&str]) -> Parts {
    let mut parts = Parts::new();
    let words = lines.iter().filter(|line| !line.starts_with('#'));
    for word in words.flat_map(|line| line.split_whitespace()) {
        if let Some(letters) = word.strip_suffix('-').and_then(alphabet::word) {
            parts.entry(letters).or_default().first = Some(0);
        } else if let Some(letters) = word.strip_prefix('-').and_then(alphabet::word) {
            parts.entry(letters).or_default().later = Some(0);
        }
    }
    parts
}

/// Where a name may be taken apart.
fn ways(parts: &Parts, name: &[u8]) -> Vec<usize> {
    let first = |at: usize| parts.get(&name[..at]).is_some_and(|part| part.first.is_some());
    let later = |at: usize| parts.get(&name[at..]).is_some_and(|part| part.later.is_some());
    (1..name.len()).filter(|&at| first(at) && later(at)).collect()
}

fn count(parts: &mut Parts, letters: &[u8], share: u32, place: fn(&mut Part) -> &mut Option<u32>) {
    if let Some(count) = parts.get_mut(letters).and_then(|part| place(part).as_mut()) {
        *count += share;
    }
}

fn smoothed(count: u32) -> f64 {
    f64::from(count) / f64::from(WHOLE) + UNSEEN
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::train::words::Count;

    #[test]
    fn parts_count_where_they_may_stand() {
        let name = Count {
            capital: 1,
            ..Count::default()
        };
        let counts: Counts = ["ekström", "ekdal", "strömdal"]
            .iter()
            .filter_map(|word| Some((alphabet::word(word)?, name)))
            .collect();
        let mut parts = listed(&["# ek-holm is a comment", "ek- ström- -ström", "-dal"]);
        assert_eq!(parts.len(), 3);
        count_all(&mut parts, &counts);
        let counted = |part: &str| {
            let part = &parts[&alphabet::symbols(part)];
            (part.first, part.later)
        };
        assert_eq!(counted("ek"), (Some(2 * WHOLE), None));
        assert_eq!(counted("ström"), (Some(WHOLE), Some(WHOLE)));
        assert_eq!(counted("dal"), (None, Some(2 * WHOLE)));
    }
}
