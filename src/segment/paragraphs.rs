//! Lines → paragraphs: what belongs together in running text, and the items of lists.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::{Reading, decisions, field, people};
use crate::clean::{Join, Line, Token};
use crate::vocabulary;

/// A paragraph, or one item of a list.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Paragraph {
    /// Its text on one line, with its mark.
    pub text: String,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What it begins with.
    pub mark: Mark,
}

/// What a paragraph begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// Nothing: running text.
    None,
    /// A bullet or a dash.
    Bullet,
    /// A number of a list: `1.`, `2)`.
    Number,
    /// A letter of a list: `a)`, `b.`
    Letter,
    /// An "att"-clause, as decisions are written.
    Att,
}

impl Paragraph {
    /// The text without its bullet, number or "dels"; an "att" stays.
    pub fn unmarked(&self) -> &str {
        match self.mark {
            Mark::Bullet if glued_dash(&self.text).is_some() => glued_dash(&self.text).unwrap_or_default(),
            Mark::Bullet if !self.text.split(' ').next().is_some_and(is_sign) => &self.text,
            Mark::Bullet | Mark::Number | Mark::Letter => self.text.split_once(' ').map_or("", |(_, rest)| rest),
            Mark::Att => {
                let before = words_before_att(&self.text).unwrap_or(0);
                let lead: usize = self.text.split_inclusive(' ').take(before).map(str::len).sum();
                &self.text[lead..]
            }
            Mark::None => &self.text,
        }
    }
}

/// The paragraphs that some body lines make.
pub(super) fn paragraphs(reading: Reading<'_>, lines: &[usize]) -> Vec<Paragraph> {
    let mut groups: Vec<(Mark, Vec<usize>)> = Vec::new();
    let mut counted = 0;
    let margin = right_margin(reading, lines);
    let lost = lost_bullets(reading, lines, margin);
    for &line in lines {
        let above = groups.last().and_then(|(mark, group)| Some((*mark, *group.last()?)));
        let mark = match mark(reading, above, line, counted + 1) {
            Mark::None if lost.contains(&line) => Mark::Bullet,
            mark => mark,
        };
        match groups.last_mut() {
            Some((of_group, group))
                if !breaks(
                    reading,
                    group[group.len() - 1],
                    line,
                    &Begins {
                        mark,
                        of_group: *of_group,
                        counted,
                        margin,
                        office_below: reading.text.lines[line].text.starts_with("till ")
                            && elects(reading, group, line),
                    },
                ) =>
            {
                group.push(line);
            }
            _ => {
                if mark == Mark::Number {
                    counted = number(reading.words(line)[0]).unwrap_or(counted);
                }
                groups.push((mark, vec![line]));
            }
        }
    }
    let paragraph = |(mark, group): (Mark, Vec<usize>)| {
        let tokens = reading.tokens(&group);
        Paragraph {
            text: reading.text.flow(tokens.clone()),
            tokens,
            mark,
        }
    };
    groups.into_iter().map(paragraph).collect()
}

/// Lines on page images that OCR read without their bullets: they stand among entries with a bullet, at the edge of these entries'
/// words, and what stands above them had ended. The first of them may hold its bullet in the box of its first word: then it decides
/// something, and two more entries follow.
fn lost_bullets(reading: Reading<'_>, lines: &[usize], margin: f32) -> Vec<usize> {
    let all = &reading.text.lines;
    let first_token = |line: usize| all[line].tokens.start;
    let bullets: Vec<usize> = lines
        .iter()
        .copied()
        .filter(|&line| mark(reading, None, line, 0) == Mark::Bullet)
        .collect();
    let edges = |behind: usize| -> Vec<[f32; 3]> {
        let edges = bullets
            .iter()
            .filter_map(|&line| edge(reading, line, first_token(line) + behind));
        edges.collect()
    };
    if bullets.is_empty() {
        return clauses_set_in(reading, lines);
    }
    let at_edge = |line: usize, edges: &[[f32; 3]]| {
        edge(reading, line, first_token(line)).is_some_and(|[page, left, height]| {
            edges
                .iter()
                .any(|other| other[0] == page && (other[1] - left).abs() <= SAME_EDGE * height)
        })
    };
    let words = edges(1);
    let begins = |line: usize| reading.words(line)[0].starts_with(char::is_uppercase);
    let is_lost = |at: usize, line: usize| {
        let ended = at.checked_sub(1).is_none_or(|above| {
            let above = &all[lines[above]];
            above.text.ends_with('.') && had_room(above, &all[line], margin)
        });
        begins(line) && ended && at_edge(line, &words)
    };
    let mut lost: Vec<usize> = (0..lines.len())
        .filter(|&at| is_lost(at, lines[at]))
        .map(|at| lines[at])
        .collect();
    if let [first, second, ..] = *lines
        && (lost.contains(&second) || bullets.contains(&second))
        && lost.len() + bullets.len() >= 2
        && begins(first)
        && decisions::is_whole(&all[first].text)
        && at_edge(first, &edges(0))
        && holds_bullet(reading, first)
    {
        lost.push(first);
    }
    lost
}

/// Lines that OCR read without the bullets of all of them: below a line that ends in `att` they stand set in, begin in small letters, and
/// each begins where the one above had room for its first word.
fn clauses_set_in(reading: Reading<'_>, lines: &[usize]) -> Vec<usize> {
    let all = &reading.text.lines;
    let read = |line: usize| reading.text.pages[all[line].page].read_by_ocr;
    let mut found = Vec::new();
    for (at, &line) in lines.iter().enumerate() {
        if !all[line].text.ends_with(" att") || !read(line) {
            continue;
        }
        let set_in = |below: &&usize| all[**below].indent > all[line].indent + BULLET && !all[**below].starts_sheet;
        let below: Vec<usize> = lines[at + 1..].iter().take_while(set_in).copied().collect();
        let Some(&first) = below.first() else { continue };
        let plain = |line: &usize| mark(reading, None, *line, 0) == Mark::None;
        let edge = |line: &usize| (all[*line].indent - all[first].indent).abs() <= HANGING;
        if all[first].text.starts_with(char::is_lowercase) && below.iter().all(|line| plain(line) && edge(line)) {
            found.push(first);
            let begun = below
                .windows(2)
                .filter(|pair| had_room(&all[pair[0]], &all[pair[1]], 1.0));
            found.extend(begun.map(|pair| pair[1]));
        }
    }
    found
}

/// Text behind a bullet stands at least so much further in, in parts of the page's text width.
const BULLET: f32 = 0.03;

/// Whether the box of a line's first word is wider than its letters, by the other words of the line: a bullet is in it.
fn holds_bullet(reading: Reading<'_>, line: usize) -> bool {
    /// In letters.
    const WIDER: f32 = 1.2;
    let measured = |token: &Token| {
        let word = token.words.first()?;
        let bbox = reading.scan.pages[word.page].words[word.word].bbox?;
        Some((bbox.width() as f32, token.text.chars().count() as f32))
    };
    let tokens = &reading.text.tokens[reading.text.lines[line].tokens.clone()];
    let Some((first, letters)) = tokens.first().and_then(measured) else {
        return false;
    };
    let others = tokens[1..].iter().filter_map(measured);
    let (width, of) = others.fold((0.0, 0.0), |(width, of), (w, letters)| (width + w, of + letters));
    of > 0.0 && first > width / of * (letters + WIDER)
}

/// The page of a token on the page image, its left edge and its height.
fn edge(reading: Reading<'_>, line: usize, token: usize) -> Option<[f32; 3]> {
    let tokens = &reading.text.lines[line].tokens;
    let word = tokens
        .contains(&token)
        .then(|| reading.text.tokens[token].words.first())??;
    let bbox = reading.scan.pages[word.page].words[word.word].bbox?;
    Some([word.page as f32, bbox.x0 as f32, bbox.height() as f32])
}

/// Words begin at the same edge if they lie no further apart, in heights of a word.
const SAME_EDGE: f32 = 0.4;

/// The texts of paragraphs, one a line.
pub(super) fn joined(paragraphs: &[Paragraph]) -> String {
    paragraphs
        .iter()
        .map(|paragraph| paragraph.text.as_str())
        .collect::<Vec<_>>()
        .join("\n")
}

/// `1 200 000 kronor`
static AMOUNT: LazyLock<Regex> = LazyLock::new(|| {
    #[allow(clippy::expect_used, reason = "the pattern is a constant, and covered by tests")]
    Regex::new(r"^\d{1,3}(?: \d{3})+\b").expect("the pattern is well-formed")
});

/// Lines fewer than this do not show where the right margin is.
const SHOW_MARGIN: usize = 4;
/// The right margin of some lines: where the longest of them ends, in parts of the page's text width.
pub(super) fn right_margin(reading: Reading<'_>, lines: &[usize]) -> f32 {
    let longest = lines
        .iter()
        .map(|&line| right_end(&reading.text.lines[line]))
        .fold(0.0, f32::max);
    if lines.len() < SHOW_MARGIN {
        longest.max(1.0)
    } else {
        longest.min(1.0)
    }
}

/// Where a line ends, in parts of the page's text width.
fn right_end(line: &Line) -> f32 {
    line.indent + line.width
}

/// Whether the first word of a line would have stood on the line above, had the text gone on: then something new begins.
pub(super) fn had_room(above: &Line, line: &Line, margin: f32) -> bool {
    let first = line.text.split(' ').next().unwrap_or_default().chars().count() as f32;
    let letter = above.width / above.text.chars().count().max(1) as f32;
    right_end(above) + letter * (first + SLACK) < margin
}

/// Letters by which lines of running text fall short of the margin, besides the word that did not fit.
const SLACK: f32 = 2.5;

/// How a line begins, and below what.
struct Begins {
    mark: Mark,
    /// The mark of the paragraph that the line may belong to.
    of_group: Mark,
    /// The number of the list's last entry.
    counted: u32,
    /// Where long lines end.
    margin: f32,
    /// Whether the line begins with an office, and the paragraph elects, or is an office with who is elected to it.
    office_below: bool,
}

/// Whether a new paragraph begins with a line.
fn breaks(reading: Reading<'_>, above: usize, line: usize, begins: &Begins) -> bool {
    let (before, here) = (&reading.text.lines[above], &reading.text.lines[line]);
    if reading.text.tokens[before.tokens.end - 1].join != Join::Space {
        return false;
    }
    let first = here.text.chars().next();
    let upper = first.is_some_and(|c| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '"' | '”' | '§' | '('));
    let ended = before.text.ends_with(['.', ':', '!', '?', ';', '”', '"']);
    let gap = here.gap >= 0.5;
    match begins.mark {
        Mark::Bullet | Mark::Letter => true,
        Mark::Number => {
            let label = reading.words(line)[0];
            gap || !is_bare_number(label) || number(label) == Some(begins.counted + 1)
        }
        Mark::Att => {
            // In running text hardly two lines in a row begin with "att"; what goes on hangs further in.
            let clauses =
                begins.of_group == Mark::Att && (starts_with_att(before) || before.indent > here.indent + HANGING);
            ended
                || gap
                || clauses && !goes_on_with_infinitive(here)
                || before.text.ends_with(',') && begins.of_group != Mark::None
                || before.text.ends_with(" samt")
                || before.text.ends_with(" dels")
                || had_room(before, here, begins.margin)
                || leads_to_clauses(before)
        }
        Mark::None if ended => gap || before.width < 0.85 || upper && here.indent > before.indent + INDENTED,
        Mark::None if upper && below_rows(reading, above, line) => true,
        // "till ersättare i nämnden" above "Bo Ek (S)".
        Mark::None if !gap && before.text.starts_with("till ") && begins_with_member(here) => false,
        Mark::None if !gap && below_office(before, here) => false,
        Mark::None if begins.office_below => gap || before.width < 0.55,
        // An amount goes on at the head of a page.
        Mark::None if before.page != here.page && !ended && AMOUNT.is_match(&here.text) => false,
        Mark::None => {
            let clause = begins.of_group != Mark::None && gap;
            let decides = || {
                decisions::leading(&reading.words(line)).is_some()
                    || decisions::begins_with_infinitive(&here.text)
                    || decisions::names_elected(&here.text)
            };
            let apart = || gap && (before.width < 0.75 || decides());
            upper && (before.width < 0.55 || clause || apart())
        }
    }
}

/// Whether lines end in the verb of an election (`Kommunfullmäktige utser`) or have it behind who elects (`Kommunfullmäktige väljer
/// för tiden till och med 2018`), or begin with an office below it, or have it anywhere (`Efter Bo Ek, som flyttat, väljer nämnden`)
/// above a gap.
fn elects(reading: Reading<'_>, group: &[usize], below: usize) -> bool {
    let electing = |word: &str| vocabulary::ELECTING.contains(&vocabulary::fold(word).as_str());
    let (first, last) = (reading.words(group[0]), reading.words(group[group.len() - 1]));
    let behind_body = || decisions::leading(&first).and_then(|(_, verb)| first.get(verb).copied());
    let anywhere = || first.iter().any(|word| electing(word)) && reading.text.lines[below].gap >= 0.5;
    last.last().is_some_and(|word| electing(word))
        || anywhere()
        || first.first() == Some(&"till")
        || behind_body().is_some_and(electing)
}

/// Whether a line set in further names who is elected to the office above it.
fn below_office(above: &Line, line: &Line) -> bool {
    line.indent > above.indent + HANGING
        && decisions::begins_with_elected_office(&above.text)
        && begins_with_member(line)
}

/// Whether a line begins with a person whose party stands behind the name.
fn begins_with_member(line: &Line) -> bool {
    let name = line.text.split_once(" (").map(|(name, _)| name);
    name.is_some_and(|name| people::person(name).is_some())
}

/// Whether a line stands below the rows of a table that is set in further, or of one with numbers above a gap, and is none itself.
fn below_rows(reading: Reading<'_>, above: usize, line: usize) -> bool {
    let lines = &reading.text.lines;
    let set_in = lines[line].indent + HANGING < lines[above].indent;
    let counted = lines[line].gap >= 0.5 && lines[above].text.ends_with(|c: char| c.is_ascii_digit());
    (set_in || counted)
        && !starts_with_att(&lines[above])
        && field::cells(reading, above).len() >= 2
        && field::cells(reading, line).len() == 1
}

/// How much further in a paragraph begins that is set without a gap above, in parts of the page's text width.
const INDENTED: f32 = 0.04;
/// How much further in the lines of a clause hang than its first, in parts of the page's text width.
const HANGING: f32 = 0.01;

/// Whether a line begins with what no clause does, but the end of one: `att gälla från 1 juli`, `att finansieras ur …`
fn goes_on_with_infinitive(line: &Line) -> bool {
    let verb = line.text.strip_prefix("att ").and_then(|rest| rest.split(' ').next());
    verb.is_some_and(|verb| verb == "gälla" || verb.ends_with("as") && verb.starts_with(char::is_lowercase))
}

fn starts_with_att(line: &Line) -> bool {
    words_before_att(&line.text).is_some()
}

/// How many words stand before the "att" that a clause begins with: none, `dels`, or `dels ock`.
pub(super) fn words_before_att(text: &str) -> Option<usize> {
    let words: Vec<String> = text.split(' ').take(3).map(str::to_lowercase).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["att", ..] => Some(0),
        ["dels", "att", ..] => Some(1),
        ["dels", "ock" | "även", "att"] => Some(2),
        _ => None,
    }
}

/// Whether a line ends as lines do above a list of "att"-clauses: in the verb, or in the body that decides right behind it.
fn leads_to_clauses(line: &Line) -> bool {
    let last = line.text.rsplit(' ').take(3);
    let mut words = last.map(|word| word.trim_end_matches([':', ',']).to_lowercase());
    words.any(|word| ["besluta", "beslutar", "beslutat", "beslutade", "beslöt", "beslöto"].contains(&word.as_str()))
}

/// What a line begins with. A bare number counts where it is the `next` one of a list, or stands apart; before a small letter only
/// where a list has been opened or the last entry ended. `above` is the line above, and how its paragraph begins.
fn mark(reading: Reading<'_>, above: Option<(Mark, usize)>, line: usize, next: u32) -> Mark {
    let words = reading.words(line);
    let first = words[0];
    let more = words.len() > 1;
    let label = first.strip_suffix(['.', ')', ':']).unwrap_or_default();
    let numbered = (1..=2).contains(&label.len()) && label.bytes().all(|b| b.is_ascii_digit());
    let listed = || {
        number(first) == Some(next)
            && above.is_some_and(|(mark, above)| {
                let above = &reading.text.lines[above];
                match mark {
                    Mark::Number => above.text.ends_with([',', '.', ';']) || above.text.ends_with(" samt"),
                    _ => next == 1 && leads_to_clauses(above),
                }
            })
    };
    let bare = is_bare_number(first)
        && words.get(1).is_some_and(|word| {
            is_capitalised(word) || *word == "att" || word.starts_with(char::is_lowercase) && listed()
        });
    let letter = label.len() == 1 && label.bytes().all(|b| b.is_ascii_lowercase());
    let opens = words
        .get(1)
        .is_some_and(|word| word.starts_with(|c: char| c.is_uppercase() || c == '(') || *word == "att");
    let lettered = letter && (first.ends_with(')') || first.ends_with('.') && opens);
    let like_sign = LIKE_BULLETS.contains(&first) && words.get(1).is_some_and(|word| is_capitalised(word));
    let sign = is_sign(first) && !LIKE_BULLETS.contains(&first);
    if more && (sign || like_sign || glued_dash(first).is_some()) {
        Mark::Bullet
    } else if more && (numbered || bare && (number(first) == Some(next) || reading.text.lines[line].gap >= 0.5)) {
        Mark::Number
    } else if more && lettered {
        Mark::Letter
    } else if starts_with_att(&reading.text.lines[line]) {
        Mark::Att
    } else {
        Mark::None
    }
}

/// What OCR makes of a bullet.
const LIKE_BULLETS: [&str; 3] = ["+", "=", "~"];

/// Whether a word is a bullet, or what OCR makes of one.
fn is_sign(word: &str) -> bool {
    matches!(word, "•" | "·" | "-" | "–" | "—" | "*" | "▪" | "◦" | "●" | "\u{f0b7}") || LIKE_BULLETS.contains(&word)
}

/// What follows a dash that stands right before a word with a capital, as OCR sets it: `-Till ersättare väljs …`
fn glued_dash(text: &str) -> Option<&str> {
    let rest = text.strip_prefix(['-', '–', '•'])?;
    is_capitalised(rest).then_some(rest)
}

/// The number that a list's entry begins with.
fn number(label: &str) -> Option<u32> {
    label.trim_end_matches(['.', ')', ':']).parse().ok()
}

/// A number of a list without a full stop, as in `2  Kommundirektören får i uppdrag …`.
fn is_bare_number(word: &str) -> bool {
    (1..=2).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit())
}

fn is_capitalised(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next().is_some_and(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use crate::scan::Scan;

    #[test]
    fn entries_whose_bullets_were_lost_stand_at_the_edge_of_the_others() {
        let decisions = |lines: &[&str]| -> Vec<String> {
            let all = [&["§ 7  Hamnen", "", "Beslut", ""], lines].concat();
            let record = crate::read(&Scan::of_lines(&all).on_image());
            let found = record.meetings[0].items[0].decisions.iter();
            found.map(|decision| decision.text.clone()).collect()
        };
        let wide = "    Bron lagas före hösten så som gatukontoret har räknat ut i sin plan.";
        let lost = ["    Planen antas.", wide, "*   Vägen till hamnen stängs."];
        assert_eq!(
            decisions(&lost),
            ["Planen antas.", wide.trim(), "Vägen till hamnen stängs."]
        );
        // What goes on from the line above, or begins at another edge, is no entry.
        let goes_on = [
            "*   Vägen till hamnen stängs för all trafik, och planen",
            "    Bro 7 antas.",
        ];
        assert_eq!(decisions(&goes_on).len(), 1);
        let elsewhere = ["Planen är klar.", "Bron är ny.", "*   Vägen är stängd."];
        assert_eq!(decisions(&elsewhere).len(), 1);
    }

    #[test]
    fn clauses_set_in_below_att_are_entries_though_no_bullet_was_read() {
        let decisions = |lines: &[&str]| -> Vec<String> {
            let text = ["Byalaget har begärt bidrag till en brygga."; 6];
            let all = [&["§ 7  Hamnen", "", "Bakgrund"], &text[..], &["", "Beslut", ""], lines].concat();
            let record = crate::read(&Scan::of_lines(&all).on_image());
            let found = record.meetings[0].items[0].decisions.iter();
            found.map(|decision| decision.text.clone()).collect()
        };
        let set_in = [
            "Regionstyrelsen beslutar att",
            "    bevilja byalaget trettio tusen kronor till en ny brygga vid södra",
            "    hamnen",
            "    avslå ansökan i övrigt",
        ];
        let first = "bevilja byalaget trettio tusen kronor till en ny brygga vid södra hamnen";
        assert_eq!(decisions(&set_in), [first, "avslå ansökan i övrigt"]);
        let flush = set_in.map(str::trim);
        assert_eq!(decisions(&flush).len(), 1);
    }
}
