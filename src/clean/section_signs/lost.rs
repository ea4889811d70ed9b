//! Heads of items whose signs OCR misread throughout, or of whose number next to nothing is left: told by how the numbers go on, or by
//! where the heads beside them stand.

use std::collections::BTreeSet;

use super::BY_SEQUENCE;
use super::candidates::{Candidate, Sign, begins_title};
use super::gaps::LIKE_SIGN;
use crate::clean::{Edit, Text, Token};
use crate::scan::Scan;

/// From this gap on a line stands apart from the one above, in lines.
const APART: f32 = 0.5;
/// So many heads in a row, one number after the other, tell that their signs were misread.
const LEAST_RUN: usize = 4;

/// Dirt before a sign that begins a line: `- §39 Dnr 2014-KS-11`.
pub(super) fn drop_dirt(text: &mut Text) {
    let edits = text.lines.iter().filter_map(|line| {
        let [dirt, sign, number, ..] = &text.tokens[line.tokens.clone()] else {
            return None;
        };
        let dirty =
            dirt.text.chars().count() <= 2 && !dirt.text.contains(|c: char| c.is_alphanumeric() || "§$&(".contains(c));
        let digit = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
        let signed = sign
            .text
            .strip_prefix('§')
            .is_some_and(|rest| digit(rest) || rest.is_empty() && digit(&number.text));
        let apart = line.gap >= APART || line.starts_sheet;
        let read = text.pages[line.page].read_by_ocr;
        (dirty && signed && apart && read).then(|| Edit {
            tokens: line.tokens.start..line.tokens.start + 2,
            text: sign.text.clone(),
            confidence: BY_SEQUENCE,
        })
    });
    let edits = edits.collect();
    text.edit(edits);
}

/// Letters of a body before a sign, as the others of the document have them: `kf § 82` is `KF § 82`.
pub(super) fn restore_letters(text: &mut Text, bodies: &BTreeSet<String>) {
    let edits = text.lines.iter().filter_map(|line| {
        let start = line.tokens.start;
        let word = text.tokens[start].text.as_str();
        let signed = line.tokens.contains(&(start + 1)) && text.tokens[start + 1].text.starts_with('§');
        let small = word.starts_with(char::is_lowercase) && text.pages[line.page].read_by_ocr;
        let same = |body: &&String| body.to_lowercase() == word.to_lowercase();
        let body = bodies.iter().find(same).filter(|_| signed && small)?;
        Some(Edit {
            tokens: start..start + 1,
            text: body.clone(),
            confidence: BY_SEQUENCE,
        })
    });
    let edits = edits.collect();
    text.edit(edits);
}

/// Signs that were misread in all heads (`857`, `858 KS 87/2011`, `859`), so that none leads to another: they rise one by one, and the
/// document speaks of one of their numbers elsewhere.
pub(super) fn unsigned_runs(text: &Text, candidates: &[Candidate], repaired: &[Edit]) -> Vec<Edit> {
    let free: Vec<&Candidate> = candidates
        .iter()
        .filter(|candidate| {
            let line = &text.lines[candidate.line];
            let apart = line.gap >= APART || line.starts_sheet;
            let open = repaired.iter().all(|edit| edit.tokens.start != line.tokens.start);
            candidate.sign == Sign::Lookalike && apart && open && text.pages[line.page].read_by_ocr
        })
        .collect();
    // Of each, how long the longest run is that ends with it, and the one before it there. One head may be lost between two.
    let mut best: Vec<(usize, Option<usize>)> = Vec::with_capacity(free.len());
    for (at, candidate) in free.iter().enumerate() {
        let goes_on = |other: &usize| {
            let step = candidate.number.checked_sub(free[*other].number);
            free[*other].line < candidate.line && matches!(step, Some(1 | 2))
        };
        let before = (0..at).filter(goes_on).max_by_key(|&other| best[other].0);
        best.push((1 + before.map_or(0, |other| best[other].0), before));
    }
    let mut run: Vec<&Candidate> = Vec::new();
    let mut at = (0..best.len()).max_by_key(|&at| best[at].0);
    while let Some(last) = at {
        run.insert(0, free[last]);
        at = best[last].1;
    }
    let steps = run.windows(2).filter(|pair| pair[0].number + 1 == pair[1].number);
    let told = run.len() >= LEAST_RUN && steps.count() + 1 >= LEAST_RUN;
    let named = |token: &[Token]| {
        let number = token[1]
            .text
            .split(|c: char| !c.is_ascii_digit())
            .next()
            .unwrap_or_default();
        let number = number
            .parse::<u32>()
            .ok()
            .filter(|_| matches!(token[0].text.as_str(), "§" | "§§"));
        let within = |number: u32| run[0].number <= number && number <= run[run.len() - 1].number;
        number.is_some_and(within)
    };
    if !told || !text.tokens.windows(2).any(named) {
        return Vec::new();
    }
    let edit = |candidate: &&Candidate| {
        let start = text.lines[candidate.line].tokens.start;
        let number = format!("{} § {}{}", candidate.letters, candidate.number, candidate.tail);
        Edit {
            tokens: start..start + candidate.tokens,
            text: number.trim_start().to_owned(),
            confidence: BY_SEQUENCE,
        }
    };
    run.iter().map(edit).collect()
}

/// How many tokens at the beginning of a line stand for a number that is missing between two heads, if the line stands as these do, apart
/// from the text above: something short before a title or a case number in the column of theirs (`Si  Plan för skolan`) or before the label
/// of one (`sa  Dnr 2015/118`), or alone with the digits of the number at its end (`433`).
pub(super) fn stands_as_heads(
    scan: &Scan,
    text: &Text,
    line: usize,
    number: u32,
    beside: [&Candidate; 2],
) -> Option<usize> {
    let own = |candidate: &Candidate| candidate.letters.is_empty();
    if !text.pages[text.lines[line].page].read_by_ocr || !beside.into_iter().all(own) {
        return None;
    }
    match &text.tokens[text.lines[line].tokens.clone()] {
        [only] => ends_as_heads(scan, text, (line, &only.text), number, beside).then_some(1),
        tokens => before_title(scan, text, (line, tokens), beside),
    }
}

/// Left and right edge of a token, in shares of the width of its page.
type Edges = Option<(f32, f32)>;

fn edges(scan: &Scan, text: &Text, line: usize, token: usize) -> Edges {
    let token = text.tokens[text.lines.get(line)?.tokens.clone()].get(token)?;
    let word = token.words.first()?;
    let page = &scan.pages[word.page];
    let bbox = page.words[word.word].bbox?;
    let share = |x: u32| x as f32 / page.width as f32;
    Some((share(bbox.x0), share(bbox.x1)))
}

/// Whether two tokens begin at one edge.
fn left(a: Edges, b: Edges, most: f32) -> bool {
    a.zip(b).is_some_and(|(a, b)| (a.0 - b.0).abs() <= most)
}

/// Whether two tokens end at one edge.
fn right(a: Edges, b: Edges, most: f32) -> bool {
    a.zip(b).is_some_and(|(a, b)| (a.1 - b.1).abs() <= most)
}

/// Whether a line stands clearly apart from the one above.
fn is_head_apart(text: &Text, line: usize) -> bool {
    text.lines[line].starts_sheet || text.lines[line].gap >= 0.8
}

/// Whether a line of one token ends in a number and stands where the heads do.
fn ends_as_heads(scan: &Scan, text: &Text, (line, only): (usize, &str), number: u32, beside: [&Candidate; 2]) -> bool {
    /// A number alone on its line stands where the others do.
    const EDGE: f32 = 0.02;
    let wanted = number.to_string();
    let digits = only.trim_end_matches(|c: char| !c.is_ascii_digit());
    let before = digits.strip_suffix(&wanted).map(|before| before.chars().count());
    // Where the sign is gone, the number ends where theirs do.
    let whole = before == Some(0);
    let here = edges(scan, text, line, 0);
    let stands = |head: &Candidate| {
        if whole {
            right(here, edges(scan, text, head.line, head.tokens - 1), EDGE / 2.0)
        } else {
            left(here, edges(scan, text, head.line, 0), EDGE)
        }
    };
    let told = wanted.len() >= 2 && before.is_some_and(|before| before <= 2) && (!whole || is_head_apart(text, line));
    told && beside.into_iter().all(stands)
}

/// How many short tokens stand before the title or the case number of a line that stands where the heads do.
fn before_title(scan: &Scan, text: &Text, (line, tokens): (usize, &[Token]), beside: [&Candidate; 2]) -> Option<usize> {
    /// So much of the width of a page two words may stand apart in one column.
    const COLUMN: f32 = 0.008;
    /// What is read for a sign and a number is no longer.
    const LONGEST: usize = 4;
    // What stands behind the number of a head, be it that the number stands in the margin, on a line of its own.
    let behind = |head: &Candidate| {
        let beside = || edges(scan, text, head.line + 1, 0).filter(|_| text.lines[head.line].in_margin);
        edges(scan, text, head.line, head.tokens).or_else(beside)
    };
    let title = (1..=2).find(|&at| {
        let Some(token) = tokens.get(at) else { return false };
        let coded = token.text.contains('/') && token.text.contains(|c: char| c.is_ascii_digit());
        let titled = token.text.chars().count() > 1 && begins_title(&token.text);
        let labelled = is_case_label(&token.text) && tokens.len() > at + 1;
        let length = |tokens: &[Token]| tokens.iter().map(|token| token.text.chars().count()).sum::<usize>();
        let columns = |head: &Candidate| {
            let (here, there) = (edges(scan, text, line, at), behind(head));
            left(edges(scan, text, line, 0), edges(scan, text, head.line, 0), COLUMN)
                && is_head_apart(text, head.line)
                && (labelled || left(here, there, COLUMN) || right(here, there, COLUMN))
        };
        length(&tokens[..at]) <= LONGEST
            && (coded || labelled || titled && tokens[0].text.starts_with(LIKE_SIGN))
            && beside.into_iter().all(columns)
    })?;
    is_head_apart(text, line).then_some(title)
}

/// Whether a word is the label of a case number.
pub(super) fn is_case_label(word: &str) -> bool {
    word.trim_end_matches(['.', ':']) == "Dnr"
}

#[cfg(test)]
mod tests {
    use super::super::super::lines::lines;
    use crate::scan::Scan;

    fn repaired(read: &[&str]) -> Vec<String> {
        let scan = Scan::of_lines(read).on_image();
        let mut text = lines(&scan);
        super::super::repair(&scan, &mut text);
        text.lines.into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn signs_that_were_misread_throughout_are_told_by_their_run() {
        let heads = |cover: &'static str| {
            let heads = ["857", "858 KS 87/2011", "859 Budget", "860 Val", "862 Motion"];
            let lines = heads.iter().flat_map(|head| ["", head, "Förslaget godkänns."]);
            let lines: Vec<&str> = [cover].into_iter().chain(lines).collect();
            repaired(&lines)
        };
        let read = heads("Ekonomichef Bo Ek, §§ 57–60");
        assert_eq!(
            [&read[1], &read[3], &read[9]],
            ["§ 57", "§ 58 KS 87/2011", "§ 62 Motion"]
        );
        assert_eq!(heads("Ekonomichef Bo Ek, §§ 7–10")[3], "858 KS 87/2011");
    }

    #[test]
    fn heads_after_a_list_of_matters_begin_anew() {
        let list = ["§ 71 Dagordning", "§ 72 Budget", "§ 73 Motion", "§ 74 Val"];
        let items = ["8 71", "8 72 Dnr KS 2017/48", "8 73", "8 74"]
            .iter()
            .flat_map(|head| ["", head, "Godkänns."]);
        let lines: Vec<&str> = list.into_iter().chain(items).collect();
        assert_eq!(repaired(&lines)[6], "§ 72 Dnr KS 2017/48");
    }

    #[test]
    fn a_head_is_known_by_its_place_where_its_number_is_gone() {
        let read = |between: &'static str| {
            let lines = [
                "§ 116   Vägen",
                "Den lagas.",
                "",
                between,
                "Bo yrkar bifall.",
                "",
                "§ 118   Budget",
            ];
            repaired(&lines)[2].clone()
        };
        assert_eq!(read("Si      Plan för skolan"), "§ 117 Plan för skolan");
        assert_eq!(read("gi      KS/2014/60"), "§ 117 KS/2014/60");
        assert_eq!(read("sa                  Dnr 2014/60"), "§ 117 Dnr 2014/60");
        assert_eq!(read("   sa               Dnr 2014/60"), "sa Dnr 2014/60");
        assert_eq!(read("4117-"), "§ 117");
        assert_eq!(read("  117"), "§ 117");
        assert_eq!(read("        117"), "117");
        assert_eq!(read("2 500 117"), "2 500 117");
        assert_eq!(read("Si   Plan för skolan"), "Si Plan för skolan");
        assert_eq!(read("Av      Plan för skolan"), "Av Plan för skolan");
    }

    #[test]
    fn heads_beside_may_stand_in_the_margin() {
        let read = repaired(&[
            "§ 116   Vägen",
            "        Den lagas av kommunen.",
            "",
            "Si      Plan för skolan",
            "        Bo yrkar bifall till planen.",
            "        Planen antas av nämnden.",
            "",
            "§ 118   Budget",
            "        Budgeten antas av nämnden.",
            "        Bo reserverar sig mot beslutet.",
        ]);
        assert!(read.contains(&"§ 117 Plan för skolan".to_owned()), "{read:?}");
    }

    #[test]
    fn dirt_before_a_head_is_none_of_it() {
        let lines = ["§ 38 Val", "Bo väljs.", "", "- §39 Dnr 2014-11", "• § 3 i stadgan"];
        assert_eq!(repaired(&lines)[2..], ["§39 Dnr 2014-11", "• § 3 i stadgan"]);
    }

    #[test]
    fn letters_of_a_body_are_written_as_the_others() {
        let lines = ["KF § 80 Val", "KF § 81 Budget", "kf § 82 Motion", "ur § 83"];
        assert_eq!(repaired(&lines)[2..], ["KF § 82 Motion", "ur § 83"]);
    }
}
