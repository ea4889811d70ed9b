//! Headings of the minutes' own, which are in no table: short lines that stand alone above running text, in the same words in
//! several items.

use std::collections::{BTreeSet, HashMap};

use crate::clean::{Line, Role, Text};
use crate::vocabulary;

/// A heading of the minutes' own stands so often in them at least.
const LEAST: usize = 3;
/// And has no more words.
const MOST_WORDS: usize = 5;

/// The lines that are such headings.
pub(super) fn find(text: &Text) -> BTreeSet<usize> {
    let body: Vec<(usize, &Line)> = (text.lines.iter().enumerate())
        .filter(|(_, line)| line.role == Role::Body)
        .collect();
    let mut alike: HashMap<String, Vec<usize>> = HashMap::new();
    let mut above = None;
    for pair in body.windows(2) {
        let (at, line) = pair[0];
        if stands_as_heading(above, line, pair[1].1) {
            let words = vocabulary::fold(&line.text);
            alike.entry(words).or_default().push(at);
        }
        above = Some(line);
    }
    let often = alike.into_values().filter(|lines| lines.len() >= LEAST);
    often.flatten().collect()
}

/// Whether a line is short, of letters alone, no name, and has running text below it.
fn stands_as_heading(above: Option<&Line>, line: &Line, below: &Line) -> bool {
    let ended = above.is_none_or(|above| above.text.ends_with(['.', ':', '!', '?']));
    let apart = ended || line.gap >= 0.5 || line.starts_sheet;
    if !apart || line.width >= 0.6 || below.width <= 0.7 {
        return false;
    }
    let words: Vec<&str> = line.text.split(' ').collect();
    let letters = words
        .iter()
        .all(|word| word.chars().all(|c| c.is_alphabetic() || c == '-'));
    let begins_upper = |word: &str| word.starts_with(char::is_uppercase);
    let sentence = words.len() <= MOST_WORDS && begins_upper(words[0]) && line.text.chars().any(char::is_lowercase);
    let name = words.len() > 1 && words.iter().all(|word| begins_upper(word));
    letters && sentence && !name && below.text.starts_with(char::is_uppercase) && !vocabulary::is_body_name(&line.text)
}

#[cfg(test)]
mod tests {
    use crate::scan::Scan;

    #[test]
    fn short_lines_that_recur_above_running_text_are_headings() {
        let item = |number: u32| {
            [
                format!("§ {number} Vägen till {number}"),
                String::new(),
                "Beslut".to_owned(),
                "Vägen lagas.".to_owned(),
                String::new(),
                "Så här ligger det till".to_owned(),
                "Vägen har varit i dåligt skick ända sedan vintern, och byn har skrivit om den.".to_owned(),
                String::new(),
            ]
        };
        let lines: Vec<String> = (1..=3).flat_map(item).collect();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let record = crate::read(&Scan::of_lines(&lines));
        for item in record.items() {
            let decisions: Vec<&str> = item.decisions.iter().map(|decision| decision.text.as_str()).collect();
            assert_eq!(decisions, ["Vägen lagas."]);
            let headings: Vec<Option<&str>> = item.sections.iter().map(|section| section.heading.as_deref()).collect();
            assert_eq!(headings, [Some("Beslut"), Some("Så här ligger det till")]);
        }
        assert_eq!(record.items().count(), 3);
    }
}
