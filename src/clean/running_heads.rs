//! Running heads and feet, told from the body by repetition and by vocabulary; page labels; debris.
//!
//! The lines stay where they are, with another [`Role`]: body, date and page number often stand only there.

mod furniture;
mod repetition;
mod sheets;
#[cfg(test)]
mod tests;

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};
use std::ops::{Range, RangeInclusive};

use regex::Regex;

use self::furniture::{
    ends_open, has_running_phrase, has_section_sign, is_clause, is_debris, is_everywhere_furniture, is_foot,
    is_furniture, is_head, is_letterhead, may_be_name, names_member,
};
use self::repetition::{key, repeats, thrice};
pub(crate) use self::sheets::sheets;
use self::sheets::split_at_labels;
use super::page_labels::{LABEL, dash_or_space, is_bare_number, label_pages};
use super::{Line, Role, Text};
use crate::dates;
use crate::record::SectionKind;
use crate::vocabulary;

/// How many lines at the head and at the foot of a sheet may be furniture.
const ZONE: usize = 10;
/// A name that the heads of so many sheets near have stands in the head of this one, too.
const MANY: usize = 3;
/// How many sheets before and after are looked at for a repetition.
const NEIGHBOURS: usize = 3;
/// How many lines a body's name may lie from a line that is surely a running head.
const BESIDE: usize = 3;

/// Marks the lines that are not body text, and takes the page labels from them.
pub(super) fn mark(text: &mut Text) {
    split_at_labels(&mut text.lines);
    let sheets = sheets(&text.lines);
    let keys: Vec<String> = text.lines.iter().map(|line| key(&line.text)).collect();
    let headings = Headings(vec![OnceCell::new(); text.lines.len()]);
    for (index, sheet) in sheets.iter().enumerate() {
        let from = index.saturating_sub(NEIGHBOURS);
        let to = (index + NEIGHBOURS + 1).min(sheets.len());
        let heads = neighbours(&sheets, from..to, index, |sheet| {
            sheet.start..(sheet.start + ZONE).min(sheet.end)
        });
        let feet = neighbours(&sheets, from..to, index, |sheet| {
            sheet.end.saturating_sub(ZONE).max(sheet.start)..sheet.end
        });
        mark_head(&mut text.lines, sheet.clone(), &headings, |line, times| {
            repeats(&keys[line], times, &heads, &keys)
        });
        mark_foot(&mut text.lines, sheet.clone(), &headings, |line| {
            repeats(&keys[line], 1, &feet, &keys)
        });
    }
    mark_repeated_heads(&mut text.lines, &keys, &headings);
    mark_page_numbers(&mut text.lines, &sheets);
    for line in &mut text.lines {
        if line.role == Role::Body && is_everywhere_furniture(&line.text) {
            line.role = Role::RunningFoot;
        } else if line.role == Role::Body && !line.text.chars().any(char::is_alphanumeric) {
            line.role = Role::Debris;
        }
    }
    label_pages(text);
}

/// What stands below each line that is the heading of a section of an item: found when it is asked for, since most lines
/// lie in the middle of their sheet, and those at its ends are asked for more than once.
struct Headings(Vec<OnceCell<Option<SectionKind>>>);

impl Headings {
    fn of(&self, lines: &[Line], index: usize) -> Option<SectionKind> {
        *self.0[index].get_or_init(|| {
            let words: Vec<&str> = lines[index].text.split(' ').collect();
            vocabulary::whole_heading(&words)
        })
    }

    /// Whether a line may belong to the recipients named above it: names of bodies stand there as they do in running feet.
    fn list_recipients(&self, lines: &[Line], sheet_start: usize, index: usize) -> bool {
        let mut before = index.saturating_sub(ZONE).max(sheet_start)..index;
        before.any(|line| self.of(lines, line) == Some(SectionKind::Recipients))
    }
}

/// Whether most sheets, by their first lines, have a head in common with another: all sheets but the first, whose letterhead may
/// differ.
pub(super) fn begin_alike(first_lines: &[&str]) -> bool {
    let keys: Vec<String> = first_lines.iter().skip(1).map(|line| key(line)).collect();
    let others: Vec<usize> = (0..keys.len()).collect();
    let alike = |&at: &usize| repeats(&keys[at], 2, &others, &keys);
    keys.len() >= 2 && 2 * others.iter().filter(|at| alike(at)).count() > keys.len()
}

/// The lines in the head or foot zones of the sheets around one.
fn neighbours(
    sheets: &[Range<usize>],
    around: Range<usize>,
    without: usize,
    zone: impl Fn(&Range<usize>) -> Range<usize>,
) -> Vec<usize> {
    around
        .filter(|&other| other != without)
        .flat_map(|other| zone(&sheets[other]))
        .collect()
}

/// Marks running heads where the page breaks of a text file were lost: lines that hold nothing but date, body and
/// running phrases, with the same words at least three times; and the body's name beside them.
fn mark_repeated_heads(lines: &mut [Line], keys: &[String], headings: &Headings) {
    let mut repeated = thrice((0..lines.len()).collect(), keys);
    repeated.retain(|&i| {
        let text = &lines[i].text;
        headings.of(lines, i).is_none() && !has_section_sign(text) && is_head(text)
    });
    // The day of a meeting is the same in all heads: another one on a line of its own belongs to the text.
    let days: HashSet<jiff::civil::Date> = {
        let repeated = thrice(repeated.clone(), keys);
        let mut count: HashMap<jiff::civil::Date, usize> = HashMap::new();
        for (_, day) in repeated.iter().flat_map(|&i| dates::find(&lines[i].text)) {
            *count.entry(day).or_default() += 1;
        }
        count
            .into_iter()
            .filter(|(_, count)| *count >= 3)
            .map(|(day, _)| day)
            .collect()
    };
    repeated.retain(|&i| dates::find(&lines[i].text).iter().all(|(_, day)| days.contains(day)));
    let repeated = thrice(repeated, keys);
    let sure: Vec<usize> = repeated
        .iter()
        .copied()
        .filter(|&i| has_running_phrase(&lines[i].text))
        .collect();
    for index in repeated {
        let near = sure.partition_point(|&other| other + BESIDE < index);
        let beside = sure.get(near).is_some_and(|&other| other <= index + BESIDE);
        // A name alone may also end a sentence or be a recipient.
        let first_of_list = || {
            let above = index.checked_sub(1).and_then(|above| headings.of(lines, above));
            above == Some(SectionKind::Recipients) && lines[index].gap < 0.5
        };
        let apart = has_running_phrase(&lines[index].text) && !first_of_list()
            || lines[index].gap >= 0.8 && !headings.list_recipients(lines, 0, index);
        if beside && apart && lines[index].role == Role::Body {
            lines[index].role = Role::RunningHead;
        }
    }
}

/// Marks what stands alone in the middle above the text of several sheets: a page number, whatever it was read as.
fn mark_page_numbers(lines: &mut [Line], sheets: &[Range<usize>]) {
    let lonely = |sheet: &&Range<usize>| {
        let [first, second, ..] = &lines[(*sheet).clone()] else {
            return false;
        };
        let middle = first.indent + first.width / 2.0;
        let short = first.text.chars().count() <= LONELY && !first.text.contains(['§', ' ']);
        short && MIDDLE.contains(&middle) && second.gap >= 0.5 && second.indent < first.indent
    };
    let found: Vec<usize> = sheets.iter().filter(lonely).map(|sheet| sheet.start).collect();
    if found.len() >= 2 {
        for line in found {
            if lines[line].role == Role::Body {
                lines[line].role = Role::RunningHead;
            }
        }
    }
}

/// Characters of a page number with its full stop.
const LONELY: usize = 3;
/// Where the middle of the page is, in parts of the text's width.
const MIDDLE: RangeInclusive<f32> = 0.35..=0.65;

/// Marks from the top down, as long as the lines are furniture or debris.
fn mark_head(lines: &mut [Line], sheet: Range<usize>, headings: &Headings, repeats: impl Fn(usize, usize) -> bool) {
    let furniture = head_lines(lines, sheet.clone(), headings, repeats);
    let Some(last) = furniture.iter().rposition(|furniture| *furniture) else {
        return;
    };
    for (line, furniture) in lines[sheet].iter_mut().zip(&furniture[..=last]) {
        line.role = if *furniture { Role::RunningHead } else { Role::Debris };
    }
}

/// Which of the lines at the head of a sheet are furniture, as far down as a head may reach; a few short lines among them are
/// part of a letterhead.
fn head_lines(
    lines: &[Line],
    sheet: Range<usize>,
    headings: &Headings,
    repeats: impl Fn(usize, usize) -> bool,
) -> Vec<bool> {
    let list_goes_on = sheet.start > 0 && headings.list_recipients(lines, 0, sheet.start);
    let zone = sheet.start..(sheet.start + ZONE).min(sheet.end);
    let is_furniture = |index: usize| {
        let text = &lines[index].text;
        // A name alone, apart from the head, may be the first line of the text.
        let apart = || index > zone.start && lines[index].gap >= 0.8 && !has_running_phrase(text);
        headings.of(lines, index).is_none() && is_furniture(text, || repeats(index, 1))
            || is_letterhead(text)
            || is_head(text) && !apart()
    };
    let mut furniture = Vec::new();
    let mut begun = false;
    let mut unknown = 0;
    for index in zone.clone() {
        let apart = begun && lines[index].gap >= 0.5;
        let name_apart = || apart && may_be_name(&lines[index].text);
        // What stands below the heading of a section belongs to it, though other pages have the same lines.
        let heading = headings.of(lines, index);
        let opens = heading.is_some_and(|kind| apart || kind == SectionKind::Recipients);
        // A list goes on with a name, but not with one that other sheets have at their heads, many of them or above the day
        // of the meeting.
        let above_day = || {
            let next = lines[..zone.end].get(index + 1);
            next.is_some_and(|next| next.gap < 0.5 && has_running_phrase(&next.text)) && repeats(index, 1)
        };
        let listed = || list_goes_on && name_apart() && !above_day() && !repeats(index, MANY);
        if has_section_sign(&lines[index].text) || opens || listed() {
            break;
        }
        // A number below other words is no page label: it stands in a table or a list.
        let below = unknown > 0 && is_bare_number(lines[index].text.trim_matches(dash_or_space));
        let is_furniture = !below && is_furniture(index);
        furniture.push(is_furniture);
        if is_furniture {
            begun = true;
            unknown = 0;
        } else if !is_debris(&lines[index].text) {
            unknown += 1;
            let short = lines[index].text.split(' ').count() <= 4;
            if !begun || unknown > 2 || !short {
                break;
            }
        }
    }
    furniture
}

/// Marks from the bottom up, as long as the lines are furniture or debris.
fn mark_foot(lines: &mut [Line], sheet: Range<usize>, headings: &Headings, repeats: impl Fn(usize) -> bool) {
    let zone = sheet.end.saturating_sub(ZONE).max(sheet.start)..sheet.end;
    let mut marked = Vec::new();
    for index in zone.rev() {
        if lines[index].role != Role::Body {
            break;
        }
        let unsure = may_be_name(&lines[index].text);
        // The same few words may be decided, or the same kind of document be listed, on page after page.
        let below_heading = index > sheet.start && headings.of(lines, index - 1).is_some();
        let dated = !dates::find(&lines[index].text).is_empty() && !LABEL.is_match(&lines[index].text);
        // Below the fields for signatures no list goes on.
        let foot_above = index > sheet.start && is_everywhere_furniture(&lines[index - 1].text);
        let recipient = unsure && !foot_above && headings.list_recipients(lines, sheet.start, index);
        // "… anställning i" goes on with a name.
        let goes_on = index > sheet.start && lines[index].gap < 0.5 && ends_open(&lines[index - 1].text);
        if below_heading && (unsure || dated)
            || unsure && goes_on
            || recipient
            || is_clause(&lines[index].text)
            || names_member(&lines[index].text)
        {
            break;
        }
        let furniture = headings.of(lines, index).is_none() && is_furniture(&lines[index].text, || repeats(index));
        if furniture || is_foot(&lines[index].text) {
            marked.push((index, Role::RunningFoot));
        } else if is_debris(&lines[index].text) {
            marked.push((index, Role::Debris));
        } else {
            break;
        }
    }
    for (index, role) in marked {
        lines[index].role = role;
    }
}

/// A pattern of this part of the program; each of them is covered by a test.
pub(super) fn regex(pattern: &str) -> Regex {
    #[allow(clippy::expect_used, reason = "the pattern is a constant")]
    Regex::new(pattern).expect("the pattern is well-formed")
}
