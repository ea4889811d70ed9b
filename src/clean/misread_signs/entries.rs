//! Entries of lists: dirt beside their lines, and their numbers where OCR misread them or passed them over.

use std::ops::Range;

use super::SURE;
use crate::clean::{Edit, Line, Text, Token};
use crate::scan::Scan;
use crate::vocabulary;

/// From this gap on a line stands apart from the one above, in lines.
const APART: f32 = 0.5;

/// Dirt that was read as a dash before or behind a line: behind a heading (`Beslut -`), before a line that goes on from the one above, and
/// before `att`, where the document begins its entries otherwise.
pub fn dirt_beside_lines(text: &Text) -> Vec<Edit> {
    /// A document with more lines that begin with a dash has entries with one.
    const FEW: usize = 2;
    /// So many clauses show that a document begins them with `att` alone.
    const CLAUSES: usize = 4;
    /// A shorter word before a full stop may be an abbreviation.
    const WHOLE_WORD: usize = 5;
    let begins = |line: &Line| text.tokens[line.tokens.start].text.as_str();
    let count = |is: fn(&str) -> bool| text.lines.iter().filter(|line| is(begins(line))).count();
    let dashes = count(|word| matches!(word, "-" | "–" | "—" | "•"));
    let clauses = count(|word| word == "att") >= CLAUSES && count(|word| word == "-att") <= FEW;
    let found = text.lines.iter().enumerate().filter_map(|(at, line)| {
        let tokens = &text.tokens[line.tokens.clone()];
        let Range { start, end } = line.tokens;
        if !text.pages[line.page].read_by_ocr || tokens.len() < 2 {
            return None;
        }
        let words: Vec<&str> = tokens.iter().map(|token| token.text.as_str()).collect();
        let (last, heading) = words.split_last()?;
        if matches!(*last, "-" | "–" | "—" | "." | "~") && vocabulary::whole_heading(heading).is_some() {
            return Some((end - 2..end, heading[heading.len() - 1].to_owned()));
        }
        // `den 1 juli 2015. i`: one letter behind a sentence, where the next line begins another.
        let stray = last.chars().count() == 1 && last.starts_with(char::is_lowercase);
        let sentence = heading
            .last()
            .and_then(|word| word.strip_suffix('.'))
            .is_some_and(|word| {
                word.chars().count() > WHOLE_WORD || word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit())
            });
        let next = text.lines.get(at + 1).filter(|next| next.page == line.page);
        if stray && sentence && next.is_some_and(|next| !next.text.starts_with(char::is_lowercase)) {
            return Some((end - 2..end, heading[heading.len() - 1].to_owned()));
        }
        // `-Gullan Ek (s)`, where no other line begins so: a name in a column of names.
        let name = |line: &Line| {
            let name = begins(line)
                .strip_prefix('-')
                .is_some_and(|name| name.starts_with(char::is_uppercase));
            name && names_party(line)
        };
        let below_name = at.checked_sub(1).is_some_and(|above| names_party(&text.lines[above]));
        if below_name && name(line) && text.lines.iter().filter(|line| name(line)).count() == 1 {
            return Some((start..start + 1, begins(line)[1..].to_owned()));
        }
        if begins(line) == "-att" && clauses {
            return Some((start..start + 1, "att".to_owned()));
        }
        goes_on_behind_dash(text, at, dashes <= FEW).then(|| (start..start + 2, words[1].to_owned()))
    });
    let edit = |(tokens, text)| Edit {
        tokens,
        text,
        confidence: SURE,
    };
    found.map(edit).collect()
}

/// Whether a line names a party in brackets: `Bo Ek (S) Storgatan 3`.
fn names_party(line: &Line) -> bool {
    line.text.split(' ').any(|word| {
        let letters = word.strip_prefix('(').and_then(|word| word.strip_suffix(')'));
        letters.is_some_and(vocabulary::people::is_party)
    })
}

/// Whether a line goes on from the one above it behind a dash that is dirt: in a document with `few` dashes at all, or behind a line
/// that ends in a preposition.
fn goes_on_behind_dash(text: &Text, at: usize, few: bool) -> bool {
    let words = |line: usize| text.lines[line].text.split(' ');
    let is_dash = |line: usize| words(line).next() == Some("-");
    let Some(above) = at.checked_sub(1).filter(|_| is_dash(at) && text.lines[at].gap < APART) else {
        return false;
    };
    let open = text.lines[above].text.ends_with(char::is_lowercase);
    let small = words(at)
        .nth(1)
        .is_some_and(|word| word.chars().all(char::is_lowercase) && word != "att");
    // Behind a preposition the sentence must go on. Two dashes below each other are of two entries.
    let leads = words(above)
        .next_back()
        .is_some_and(|last| vocabulary::PREPOSITIONS.contains(&last));
    let listed = is_dash(above) || at + 1 < text.lines.len() && is_dash(at + 1);
    open && small && (leads || few && !listed)
}

/// Entries whose numbers OCR passed over: between `1.` and `3.`, the one line that begins a sentence is `2.`.
pub fn uncounted(text: &Text) -> Vec<Edit> {
    /// No entry is longer, in lines.
    const LONGEST: usize = 12;
    let begins = |line: usize| text.tokens[text.lines[line].tokens.start].text.as_str();
    let capital = |word: Option<&Token>| word.is_some_and(|word| word.text.starts_with(char::is_uppercase));
    let entry = |line: usize| {
        let number = begins(line).strip_suffix('.').filter(|number| number.len() <= 2)?;
        let next = text.lines[line].tokens.start + 1;
        let title = next < text.lines[line].tokens.end && capital(text.tokens.get(next));
        number
            .parse::<u32>()
            .ok()
            .filter(|_| title)
            .map(|number| (line, number))
    };
    let entries: Vec<(usize, u32)> = (0..text.lines.len()).filter_map(entry).collect();
    let lost = entries.windows(2).filter_map(|pair| {
        let [(first, number), (last, after)] = *pair else {
            return None;
        };
        let read = text.pages[text.lines[first].page].read_by_ocr;
        if !read || after != number + 2 || last - first > LONGEST {
            return None;
        }
        let mut sentences = (first + 1..last).filter(|&line| {
            text.lines[line - 1].text.ends_with('.') && capital(text.tokens.get(text.lines[line].tokens.start))
        });
        let line = sentences.next().filter(|_| sentences.next().is_none())?;
        let start = text.lines[line].tokens.start;
        Some(Edit {
            tokens: start..start + 1,
            text: format!("{}. {}", number + 1, begins(line)),
            confidence: SURE,
        })
    });
    lost.collect()
}

/// First entries whose number OCR misread or took for dirt: the lines right above `2.` that begin where the words of its entry do, or
/// at the edge with one letter or sign before them.
pub fn first_uncounted(scan: &Scan, text: &Text) -> Vec<Edit> {
    /// No entry is longer, in lines.
    const LONGEST: usize = 8;
    /// Entries begin at one edge, in heights of a word.
    const EDGE: f32 = 0.5;
    let word = |at: usize| {
        text.tokens
            .get(at)?
            .words
            .first()
            .map(|word| &scan.pages[word.page].words[word.word])
    };
    let left = |at: usize| word(at)?.bbox.map(|bbox| (bbox.x0 as f32, bbox.height() as f32));
    let near = |a: usize, b: usize| {
        left(a)
            .zip(left(b))
            .is_some_and(|((a, height), (b, _))| (a - b).abs() <= EDGE * height)
    };
    let start = |line: usize| text.lines[line].tokens.start;
    let begins = |line: usize| text.tokens[start(line)].text.as_str();
    let more = |line: usize| text.lines[line].tokens.len() > 2;
    let word_behind = |line: usize| text.tokens[start(line) + 1].text.as_str();
    let found = (1..text.lines.len())
        .filter(|&line| more(line) && (begins(line) == "2." || begins(line) == "2" && word_behind(line) == "att"))
        .filter_map(|line| {
            let read = text.pages[text.lines[line].page].read_by_ocr;
            let here = |other: usize| text.lines[other].page == text.lines[line].page;
            let hangs = |other: &usize| here(*other) && near(start(*other), start(line) + 1);
            let above = (line.saturating_sub(LONGEST)..line).rev();
            let hanging = above.take_while(hangs).last();
            // The line above what hangs, if anything does, may begin with what the number was read as.
            let edge = hanging.unwrap_or(line).checked_sub(1).filter(|&other| {
                let sign = begins(other).trim_end_matches(['.', ',', ')', ':']);
                let strokes = sign.chars().count() <= 2 && sign.chars().all(|c| "1iIlLtf|!]".contains(c));
                let one = sign.chars().count() <= 1 && !matches!(begins(other), "-" | "–" | "•" | "*" | "§") || strokes;
                let one = one && !matches!(begins(other), "1" | "1.");
                one && more(other)
                    && here(other)
                    && near(start(other), start(line))
                    && near(start(other) + 1, start(line) + 1)
            });
            let counted = hanging
                .unwrap_or(line)
                .checked_sub(1)
                .is_some_and(|other| begins(other).starts_with('1'));
            let capital =
                |line: usize| text.tokens[start(line)].text.starts_with(char::is_uppercase) || begins(line) == "att";
            let number = begins(line).replace('2', "1");
            let found = match (edge, hanging) {
                (Some(edge), _) => (edge, number),
                (None, Some(first)) if !counted && capital(first) => (first, format!("{number} {}", begins(first))),
                _ => return None,
            };
            read.then_some(found)
        });
    let edit = |(line, text): (usize, String)| Edit {
        tokens: start(line)..start(line) + 1,
        text,
        confidence: SURE,
    };
    found.map(edit).collect()
}

/// `4, Val av ersättare`: the number of an entry, behind the one before it or before the next.
pub fn counted(text: &Text, line: &Line, at: usize) -> Option<String> {
    /// No entry is longer, in words.
    const LONGEST: usize = 120;
    let number = |word: &str, sign: char| word.strip_suffix(sign)?.parse::<u32>().ok().filter(|_| word.len() <= 3);
    if let Some(first) = first_letter(text, line, at) {
        return Some(first);
    }
    let own = number(&text.tokens[at].text, ',').filter(|_| at == line.tokens.start)?;
    let after = text.tokens.get(at + 1).filter(|_| line.tokens.contains(&(at + 1)))?;
    let around = &text.tokens[at.saturating_sub(LONGEST)..(at + LONGEST).min(text.tokens.len())];
    if text.tokens[at].text == "1," {
        // The first or only one stands below what has ended.
        let above = text.lines.iter().take_while(|above| above.tokens.end <= at).last();
        let heading = |above: &Line| vocabulary::whole_heading(&above.text.split(' ').collect::<Vec<_>>()).is_some();
        let ends = |above: &Line| above.text.ends_with(['.', ':']) || heading(above);
        let ended = line.gap >= APART || above.is_some_and(ends);
        return (ended && after.text.starts_with(char::is_uppercase)).then(|| "1.".to_owned());
    }
    let neighbour = around
        .iter()
        .filter_map(|token| number(&token.text, '.'))
        .any(|other| other.abs_diff(own) == 1);
    (neighbour && after.text.starts_with(char::is_uppercase)).then(|| format!("{own}."))
}

/// `I. interpellationen får ställas` above `2. interpellationen är besvarad`: the number of a first entry, which is no initial before a
/// word in small letters.
fn first_letter(text: &Text, line: &Line, at: usize) -> Option<String> {
    /// No entry is longer, in lines, with the foot and the head of a page within it.
    const LONGEST: usize = 12;
    let small = |at: usize| {
        text.tokens
            .get(at)
            .is_some_and(|word| word.text.starts_with(char::is_lowercase))
    };
    let first = matches!(text.tokens[at].text.as_str(), "I." | "l." | "|." | "!.") && at == line.tokens.start;
    if !first || !small(at + 1) {
        return None;
    }
    let below = text
        .lines
        .iter()
        .skip_while(|other| other.tokens.start <= at)
        .take(LONGEST);
    let second = |other: &Line| text.tokens[other.tokens.start].text == "2." && small(other.tokens.start + 1);
    below.into_iter().any(second).then(|| "1.".to_owned())
}

/// `en budget i balans,` above a heading or the next item: what has ended ends with a full stop.
pub fn last_stops(text: &Text) -> Vec<Edit> {
    let ends = text.lines.windows(2).filter(|pair| {
        let words: Vec<&str> = pair[1].text.split(' ').collect();
        let heading = pair[1].text.starts_with(char::is_uppercase) && vocabulary::whole_heading(&words).is_some();
        let heading = heading || pair[1].text.starts_with('§');
        let apart = pair[1].page == pair[0].page && pair[1].gap >= APART;
        pair[0].text.ends_with(',') && apart && heading && text.pages[pair[0].page].read_by_ocr
    });
    let edit = |pair: &[Line]| {
        let last = pair[0].tokens.end - 1;
        let word = text.tokens[last].text.trim_end_matches(',');
        word.ends_with(char::is_alphanumeric).then(|| Edit {
            tokens: last..last + 1,
            text: format!("{word}."),
            confidence: SURE,
        })
    };
    ends.filter_map(edit).collect()
}
