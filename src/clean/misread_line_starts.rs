//! What OCR makes of the beginnings of lines: the dashes that entries begin with, dirt before headings, and the word for a vote.

use super::{Edit, Line, Text};
use crate::vocabulary;

/// How sure a repair is: what it mends begins no line of Swedish text.
const SURE: f32 = 0.95;
/// Entries begin at one edge, in parts of the text's width.
const EDGE: f32 = 0.01;
/// No entry has more lines.
const LONGEST: usize = 6;
/// From this gap on a line stands apart, in lines.
const APART: f32 = 0.5;

/// Mends the beginnings of lines that OCR has read.
pub(super) fn mend(text: &mut Text) {
    let mut edits: Vec<Edit> = (0..text.lines.len())
        .filter(|&line| text.pages[text.lines[line].page].read_by_ocr)
        .filter_map(|line| {
            dash(text, line)
                .or_else(|| before_heading(text, line))
                .or_else(|| votes(text, line))
        })
        .collect();
    edits.sort_by_key(|edit| edit.tokens.start);
    text.edit(edits);
}

/// `—- Protokoll` and `— Protokoll` above `- Skrivelse`: entries of one list begin with one dash, which is as long as an n where it was
/// read as a longer one and a shorter one.
fn dash(text: &Text, line: usize) -> Option<Edit> {
    let here = &text.lines[line];
    let first = first_word(text, here);
    if !is_dash(first) || here.tokens.len() < 2 {
        return None;
    }
    let beside = |other: &usize| {
        let other = &text.lines[*other];
        other.page == here.page && (other.indent - here.indent).abs() <= EDGE && is_dash(first_word(text, other))
    };
    let above = (line.saturating_sub(LONGEST)..line).rev().find(beside);
    let below = (line + 1..text.lines.len().min(line + 1 + LONGEST)).find(beside);
    let mut others = [above, below].into_iter().flatten();
    let twice = first.chars().count() > 1;
    let differ = others.any(|other| first_word(text, &text.lines[other]) != first);
    (first != "–" && (twice || differ)).then(|| edit(here, 1, "–".to_owned()))
}

/// `“Reservation`, `- Expedieras till: Revisorn`: dirt before a heading or its label, where no entry stands beside it.
fn before_heading(text: &Text, line: usize) -> Option<Edit> {
    let here = &text.lines[line];
    let words: Vec<&str> = here.text.split(' ').collect();
    let dirt = |c: char| !c.is_alphanumeric() && !matches!(c, '§' | '(' | '[');
    let glued = words[0].trim_start_matches(dirt);
    if glued.is_empty() {
        let entry = |at: Option<usize>| {
            at.and_then(|at| text.lines.get(at))
                .is_some_and(|other| first_word(text, other).chars().all(dirt))
        };
        let apart = here.gap >= APART || here.starts_sheet;
        let label = words
            .iter()
            .position(|word| word.ends_with(':'))
            .map(|at| &words[1..=at]);
        let heading = label
            .filter(|label| !label.is_empty())
            .or_else(|| words.get(1..))
            .filter(|heading| names_heading(heading))?;
        let beside = entry(line.checked_sub(1)) || entry(Some(line + 1));
        return (apart && !beside && words[0].chars().count() <= 2).then(|| edit(here, 2, heading[0].to_owned()));
    }
    let own = [&[glued], &words[1..]].concat();
    let closed = here.text.ends_with(['”', '"', '’', '\'']);
    (glued.len() < words[0].len() && !closed && names_heading(&own)).then(|| edit(here, 1, glued.to_owned()))
}

/// `la: Bo Ek (S)` above `Nej: Ida Lo (M)`: what is told of those who voted Ja stands above those who voted Nej.
fn votes(text: &Text, line: usize) -> Option<Edit> {
    let here = &text.lines[line];
    let named = matches!(first_word(text, here), "la:" | "Ia:" | "ja:" | "Ta:" | "1a:" | "|a:");
    let below = text.lines.iter().skip(line + 1).take(LONGEST);
    let no = below.filter(|other| (other.indent - here.indent).abs() <= EDGE);
    let no = no.into_iter().any(|other| first_word(text, other) == "Nej:");
    (named && no).then(|| edit(here, 1, "Ja:".to_owned()))
}

/// Whether words are a heading and begin as one.
fn names_heading(words: &[&str]) -> bool {
    words.first().is_some_and(|word| word.starts_with(char::is_uppercase)) && vocabulary::whole_heading(words).is_some()
}

fn first_word<'a>(text: &'a Text, line: &Line) -> &'a str {
    &text.tokens[line.tokens.start].text
}

/// Whether a word is a dash, or what OCR makes of one.
fn is_dash(word: &str) -> bool {
    (1..=2).contains(&word.chars().count()) && word.chars().all(|c| matches!(c, '-' | '–' | '—'))
}

/// Puts a word in the place of the first ones of a line.
fn edit(line: &Line, words: usize, text: String) -> Edit {
    Edit {
        tokens: line.tokens.start..line.tokens.start + words,
        text,
        confidence: SURE,
    }
}

#[cfg(test)]
mod tests {
    use crate::clean::lines_after;
    use crate::scan::Scan;

    fn mended(lines: &[&str]) -> Vec<String> {
        lines_after(&Scan::of_lines(lines).on_image(), super::mend)
    }

    #[test]
    fn entries_of_one_list_begin_with_one_dash() {
        assert_eq!(
            mended(&["— Skrivelse", "—- Yttrande", "- Protokoll"]),
            ["– Skrivelse", "– Yttrande", "– Protokoll"]
        );
        let one = ["- Skrivelse", "- Yttrande", "   — Protokoll"];
        assert_eq!(mended(&one), ["- Skrivelse", "- Yttrande", "— Protokoll"]);
    }

    #[test]
    fn ja_stands_above_nej() {
        let read = ["la: Bo Ek (S),", "Ida Lo (M)", "Nej: Ulf By (V)"];
        assert_eq!(mended(&read)[0], "Ja: Bo Ek (S),");
        assert_eq!(mended(&read[..2])[0], read[0]);
    }

    #[test]
    fn dirt_before_headings_is_none_of_theirs() {
        assert_eq!(mended(&["“Reservation", "Bo Ek reserverar sig."])[0], "Reservation");
        assert_eq!(
            mended(&["Planen antas.", "", "- Expedieras till: Revisorn", "", "Val"])[1],
            "Expedieras till: Revisorn"
        );
        assert_eq!(mended(&["- Beslut", "- Yttrande"])[0], "- Beslut");
        assert_eq!(mended(&["”Reservation”"])[0], "”Reservation”");
    }
}
