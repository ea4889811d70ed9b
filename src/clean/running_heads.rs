//! Running heads and feet, told from the body by repetition and by vocabulary; page labels; debris.
//!
//! The lines stay where they are, with another [`Role`]: body, date and page number often stand only there.

use std::cell::OnceCell;
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::ops::{Range, RangeInclusive};
use std::sync::LazyLock;

use regex::Regex;

use super::head_names::{is_organisation, without_furniture};
use super::page_labels::{LABEL, dash_or_space, is_bare_number, is_label_only, label_pages, page_number};
use super::{Line, Role, Text};
use crate::dates;
use crate::record::SectionKind;
use crate::vocabulary::{self, FOOT_MARKS, Phrase, RUNNING_PHRASES, SIGNATURE_FIELDS, people::is_party};

/// How many lines at the head and at the foot of a sheet may be furniture.
const ZONE: usize = 10;
/// A name that the heads of so many sheets near have stands in the head of this one, too.
const MANY: usize = 3;
/// How many sheets before and after are looked at for a repetition.
const NEIGHBOURS: usize = 3;
/// How many lines a body's name may lie from a line that is surely a running head.
const BESIDE: usize = 3;
/// Two lines are the same one, read twice, if they differ in no more than one letter of so many.
const SAME: usize = 5;

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

/// In a text file without page breaks, lines that are only page labels show where they were, or heads with a label in them.
fn split_at_labels(lines: &mut [Line]) {
    for page in lines.chunk_by_mut(|a, b| a.page == b.page) {
        let alone = (0..page.len()).filter(|&i| is_label_only(&page[i].text) && page[i].gap >= 1.0);
        let alone: Vec<usize> = alone.collect();
        let breaks = page.iter().skip(1).filter(|line| line.starts_sheet).count();
        // Seats and years stand alone in the cells of a table, but do not count.
        let number =
            |&line: &usize| page_number(&page[line].text).or(page[line].text.trim_matches(dash_or_space).parse().ok());
        let counted = alone
            .windows(2)
            .filter(|pair| match (number(&pair[0]), number(&pair[1])) {
                (Some(a), Some(b)) => b == a.saturating_add(1),
                _ => true,
            });
        let usual = alone.len() >= 2 && 2 * counted.count() >= alone.len() - 1;
        let labels = match usual {
            true => alone,
            false if page.len() > SHEET => labelled_heads(page),
            false => Vec::new(),
        };
        if breaks * 2 < labels.len() {
            for index in labels {
                page[index].starts_sheet = true;
            }
        }
    }
}

/// A sheet has no more lines.
const SHEET: usize = 80;

/// The lines with a page label at their end that are the same but for its number, which goes on counting: `Norra kommun
/// Protokoll 3 (7)`.
fn labelled_heads(page: &[Line]) -> Vec<usize> {
    let mut heads: HashMap<String, Vec<(usize, u32)>> = HashMap::new();
    for (index, line) in page.iter().enumerate() {
        if LABEL
            .find(&line.text)
            .is_some_and(|label| label.end() == line.text.len())
            && let Some(number) = page_number(&line.text)
        {
            heads.entry(key(&line.text)).or_default().push((index, number));
        }
    }
    let counts = |lines: &&Vec<(usize, u32)>| lines.windows(2).all(|pair| pair[1].1 == pair[0].1.saturating_add(1));
    let most = heads
        .values()
        .filter(|lines| lines.len() >= 2)
        .filter(counts)
        .max_by_key(|lines| (lines.len(), Reverse(lines[0].0)));
    most.map_or_else(Vec::new, |lines| lines.iter().map(|&(line, _)| line).collect())
}

/// The sheets as ranges of lines.
fn sheets(lines: &[Line]) -> Vec<Range<usize>> {
    let starts: Vec<usize> = (0..lines.len()).filter(|&i| i == 0 || lines[i].starts_sheet).collect();
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    starts
        .iter()
        .copied()
        .zip(ends)
        .map(|(start, end)| start..end)
        .collect()
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

/// A line as it repeats: folded, its digits masked, since page numbers change.
fn key(text: &str) -> String {
    vocabulary::fold(text)
        .chars()
        .map(|c| if c.is_ascii_digit() { '#' } else { c })
        .collect()
}

/// Whether most sheets, by their first lines, have a head in common with another: all sheets but the first, whose letterhead may
/// differ.
pub(super) fn begin_alike(first_lines: &[&str]) -> bool {
    let keys: Vec<String> = first_lines.iter().skip(1).map(|line| key(line)).collect();
    let others: Vec<usize> = (0..keys.len()).collect();
    let alike = |&at: &usize| repeats(&keys[at], 2, &others, &keys);
    keys.len() >= 2 && 2 * others.iter().filter(|at| alike(at)).count() > keys.len()
}

fn is_same(a: &str, b: &str) -> bool {
    vocabulary::edits_within(a.len().max(b.len()) / SAME, a, b).is_some()
}

/// Whether a line stands so many times, at least, among some lines.
fn repeats(key: &str, times: usize, lines: &[usize], keys: &[String]) -> bool {
    let letters = key.chars().filter(|c| c.is_alphabetic()).count();
    let mut same = lines.iter().filter(|&&other| is_same(key, &keys[other]));
    letters >= 3 && same.nth(times - 1).is_some()
}

/// Marks running heads where the page breaks of a text file were lost: lines that hold nothing but date, body and
/// running phrases, with the same words at least three times; and the body's name beside them.
fn mark_repeated_heads(lines: &mut [Line], keys: &[String], headings: &Headings) {
    let repeated = thrice((0..lines.len()).collect(), keys).into_iter().filter(|&i| {
        let text = &lines[i].text;
        headings.of(lines, i).is_none() && !has_section_sign(text) && is_head(text)
    });
    // The day of a meeting is the same in all heads: another one on a line of its own belongs to the text.
    let days: HashSet<jiff::civil::Date> = {
        let repeated = thrice(repeated.clone().collect(), keys);
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
    let repeated = repeated.filter(|&i| dates::find(&lines[i].text).iter().all(|(_, day)| days.contains(day)));
    let repeated = thrice(repeated.collect(), keys);
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

/// Those of some lines whose words stand among them at least three times.
fn thrice(lines: Vec<usize>, keys: &[String]) -> Vec<usize> {
    let mut count: HashMap<&str, usize> = HashMap::new();
    for &index in &lines {
        *count.entry(&keys[index]).or_default() += 1;
    }
    let mut repeated = lines;
    repeated.retain(|&index| count[keys[index].as_str()] >= 3);
    repeated
}

/// Marks from the top down, as long as the lines are furniture or debris; a few short lines among them are part of a
/// letterhead.
fn mark_head(lines: &mut [Line], sheet: Range<usize>, headings: &Headings, repeats: impl Fn(usize, usize) -> bool) {
    let list_goes_on = sheet.start > 0 && headings.list_recipients(lines, 0, sheet.start);
    let zone = sheet.start..(sheet.start + ZONE).min(sheet.end);
    let is_furniture = |index: usize, lines: &[Line]| {
        let text = &lines[index].text;
        // A name alone, apart from the head, may be the first line of the text.
        let apart = || index > zone.start && lines[index].gap >= 0.8 && !has_running_phrase(text);
        headings.of(lines, index).is_none() && is_furniture(text, || repeats(index, 1))
            || is_letterhead(text)
            || is_head(text) && !apart()
    };
    let mut furniture = Vec::new();
    let mut last = None;
    let mut unknown = 0;
    for index in zone.clone() {
        let apart = last.is_some() && lines[index].gap >= 0.5;
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
        furniture.push(!below && is_furniture(index, lines));
        if furniture[index - zone.start] {
            last = Some(index);
            unknown = 0;
        } else if !is_debris(&lines[index].text) {
            unknown += 1;
            let short = lines[index].text.split(' ').count() <= 4;
            if last.is_none() || unknown > 2 || !short {
                break;
            }
        }
    }
    let Some(last) = last else { return };
    for index in zone.start..=last {
        lines[index].role = if furniture[index - zone.start] {
            Role::RunningHead
        } else {
            Role::Debris
        };
    }
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

/// Whether a line names a person with a party, as lists of those present and of votes do on page after page: `Bo Ek (S)`.
fn names_member(text: &str) -> bool {
    let party = |inside: &str| inside.split_once(')').is_some_and(|(letters, _)| is_party(letters));
    text.split('(').skip(1).any(party)
}

/// Whether a line is a clause of a decision, as `a) att lägga ärendet till handlingarna` or `2. Paragrafen justeras`: some are the
/// same in many decisions.
fn is_clause(text: &str) -> bool {
    let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
    let numbered = first
        .strip_suffix(['.', ')'])
        .is_some_and(|label| label.len() <= 2 && is_bare_number(label));
    text.split(' ').take(3).any(|word| word.eq_ignore_ascii_case("att"))
        || (numbered || first == "•") && rest.starts_with(char::is_alphabetic)
}

/// Whether a line ends in a word that what follows must go on from.
fn ends_open(text: &str) -> bool {
    let last = text.rsplit(' ').next().unwrap_or_default();
    vocabulary::PREPOSITIONS.contains(&last)
}

/// Whether a line may be a name among others in a list.
fn may_be_name(text: &str) -> bool {
    !text.contains(|c: char| c.is_ascii_digit()) && !has_running_phrase(text)
}

/// Whether a line at the foot of a sheet is the sender's address or the word of a signing service.
fn is_foot(text: &str) -> bool {
    let folded = format!(" {} ", vocabulary::fold(text));
    FOOT_MARKS
        .iter()
        .any(|mark| folded.contains(&format!(" {} ", mark.folded())))
}

/// Whether a line holds a section sign, or a word for it before a number (`Paragraf 41`): it may begin an item, and is never
/// furniture.
fn has_section_sign(text: &str) -> bool {
    let spelled = || {
        let (label, rest) = text.split_once(' ')?;
        let numbered = rest.starts_with(|c: char| c.is_ascii_digit());
        (numbered && vocabulary::NUMBER_LABELS.contains(&vocabulary::fold(label).as_str())).then_some(())
    };
    text.contains('§') || spelled().is_some()
}

/// Whether a line at the head or foot of a sheet, which is no heading of a section, is furniture: it repeats, or its words
/// stand nowhere else.
fn is_furniture(text: &str, repeats: impl Fn() -> bool) -> bool {
    if has_section_sign(text) {
        return false;
    }
    // Behind a label, full stops are a line to sign on.
    let sentence = text.ends_with('.') && !text.ends_with("..") && text.split(' ').count() >= 3;
    !sentence && repeats() || is_label_only(text) || is_running_phrase(text) || is_everywhere_furniture(text)
}

/// Whether a line holds a running phrase in capitals among a few other words, as letterheads do: `PROTOKOLL  O NORRBOTTENS`.
fn is_letterhead(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    let capitals = |word: &&&str| word.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    words.len() <= 5 && words.iter().filter(capitals).any(|word| is_running_phrase(word))
}

/// Whether a line holds a running phrase or a date.
fn has_running_phrase(text: &str) -> bool {
    !dates::find(text).is_empty() || text.split(' ').any(is_running_phrase)
}

/// Whether a line at the head of a sheet names the body, the date or the organisation, and nothing else.
fn is_head(text: &str) -> bool {
    // `Mårby stad 4 (4).`: a speck behind the page number.
    let bare = text.strip_suffix('.');
    let text = bare
        .filter(|bare| LABEL.find_iter(bare).any(|label| label.end() == bare.len()))
        .unwrap_or(text);
    if text.trim_end().ends_with(['.', ',']) {
        return false;
    }
    // `Protokoll nr 5`: the words are one phrase, which they are not without "Protokoll".
    if is_running_phrase(text) {
        return true;
    }
    let rest = without_furniture(text);
    let named =
        rest.is_empty() || vocabulary::is_body_name(&rest) || is_organisation(&rest) || is_running_phrase(&rest);
    named && rest.split(' ').count() <= 6
}

fn is_running_phrase(text: &str) -> bool {
    let letters: String = text.chars().filter(|c| !c.is_ascii_digit()).collect();
    let folded = vocabulary::fold(&letters);
    RUNNING_PHRASES.iter().any(|phrase| phrase.is(&folded))
}

/// Whether a line is furniture wherever it stands: a field for a signature, or a seal.
fn is_everywhere_furniture(text: &str) -> bool {
    if SEAL.is_match(text) {
        return true;
    }
    // "Justerandes sign  Justerandes sign  Justerandes sign  Rätt utdraget, sign"
    if text.split(' ').count() > 10 {
        return false;
    }
    let folded = vocabulary::fold(text);
    let begins = |field: &Phrase| {
        let end = folded
            .char_indices()
            .nth(field.letters())
            .map_or(folded.len(), |(at, _)| at);
        field.is(folded[..end].trim_end())
    };
    // "Ordf sign ....... Justerare ....... Utdragsbestyrkande .......": other fields stand first.
    let ends = |field: &Phrase| {
        let before = folded.char_indices().rev().nth(field.letters() - 1);
        before.is_some_and(|(start, _)| field.is(folded[start..].trim_start()))
    };
    let extract = folded.contains("utdrag");
    SIGNATURE_FIELDS
        .iter()
        .any(|field| begins(field) || extract && ends(field))
}

/// What OCR makes of a logo, a stamp or a line: hardly a letter.
fn is_debris(text: &str) -> bool {
    if has_section_sign(text) {
        return false;
    }
    let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
    let others = text
        .chars()
        .filter(|c| !c.is_alphanumeric() && !c.is_whitespace())
        .count();
    letters <= 1 || letters < others
}

/// The stamp of a digital signature.
static SEAL: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?i)(?-u:\b)sha-?\s?(1|256|384|512)(?-u:\b)|(?-u:\b)fingerprint(?-u:\b)|[0-9a-f]{32,}"));

/// A pattern of this file; each of them is covered by a test.
pub(super) fn regex(pattern: &str) -> Regex {
    #[allow(clippy::expect_used, reason = "the pattern is a constant")]
    Regex::new(pattern).expect("the pattern is well-formed")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scan::Scan;

    #[test]
    fn a_sign_glued_to_the_letters_of_a_body_is_no_furniture() {
        assert!(has_section_sign("KF§91 Skolan i Ekvik") && !has_section_sign("Kommunfullmäktige"));
    }

    #[test]
    fn a_running_phrase_with_a_number_is_a_head() {
        assert!(is_head("Protokoll nr 5"));
        assert!(is_head("2023-05-02          3"));
        assert!(!is_head("Handling 2025 nr 75"));
        assert!(is_head("Mårby stad 4 (4).") && !is_head("Mårby stad."));
    }

    #[test]
    fn clauses_that_end_pages_are_no_running_feet() {
        for line in [
            "att lägga ärendet till handlingarna",
            "2. Paragrafen justeras.",
            "• lägga till handlingarna",
        ] {
            assert!(is_clause(line), "{line}");
        }
        for line in ["Justerandes sign", "2 (14)", "12 maj 2014", "Attest"] {
            assert!(!is_clause(line), "{line}");
        }
    }

    #[test]
    fn a_name_that_a_line_goes_on_with_is_no_running_foot() {
        let page = |end: &str| format!("§ 1\nVal\n\nBeslutsunderlag\n{end}\nEkviks e-nämnd\nE-nämnden 2021-12-16\n");
        let roles = |end: &str| {
            let other = page("Bo Ek väljs till ombud.");
            let text = [page(end), other.clone(), other].join("\u{c}");
            let scan = Scan {
                pages: crate::capture::plain_text::pages(text.as_bytes()),
                ..Scan::of_lines(&[])
            };
            let text = crate::clean::clean(&scan);
            let name = |line: &&Line| line.text == "Ekviks e-nämnd";
            text.lines.iter().filter(name).map(|line| line.role).collect::<Vec<_>>()
        };
        let foot = Role::RunningFoot;
        assert_eq!(roles("Beslut om anställning i"), [Role::Body, foot, foot]);
        assert_eq!(roles("Beslut om anställning."), [foot, foot, foot]);
    }

    #[test]
    fn heads_hold_body_date_and_organisation_and_nothing_else() {
        for line in [
            "E-nimnden 2021-12-16",
            "& E-nimnden 2021-12-16",
            "LULEA KOMMUN SAMMANTRADESPROTOKOLL",
            "2021-06-03",
        ] {
            assert!(is_head(line), "{line}");
        }
        for line in [
            "Kommunfullmäktige beslutade 2021-06-03 att bifalla",
            "Information om budget",
            "E-nämnden godkänner.",
        ] {
            assert!(!is_head(line), "{line}");
        }
    }

    #[test]
    fn seals_and_signature_fields_are_furniture_everywhere() {
        for line in [
            "(Signerat, SHA-256 C9508DEEE8)",
            "Justerandes signatur/Beslutandes underskrift ‘ Utdragsbestyrkande",
        ] {
            assert!(is_everywhere_furniture(line), "{line}");
        }
        assert!(!is_everywhere_furniture(
            "Justerande är Anna Berg och Bo Ek som undertecknar protokollet digitalt"
        ));
    }

    #[test]
    fn another_day_on_a_line_of_its_own_is_no_head() {
        let page =
            |text: &str| format!("Ekstad kommun   PROTOKOLL\nNämnden   Datum\n          2019-04-10\n\n{text}\n\n\u{c}");
        let text = [
            page("Text."),
            page("Nämnden antar förslaget, som är daterat\n2019-03-25\noch mera text."),
            page("Text."),
        ]
        .concat();
        let scan = Scan {
            pages: crate::capture::plain_text::pages(text.as_bytes()),
            ..Scan::of_lines(&[])
        };
        let cleaned = crate::clean::clean(&scan);
        let role = |day: &str| cleaned.lines.iter().find(|line| line.text == day).map(|line| line.role);
        assert_eq!(role("2019-04-10"), Some(Role::RunningHead));
        assert_eq!(role("2019-03-25"), Some(Role::Body));
    }

    #[test]
    fn a_decision_that_every_page_repeats_is_no_foot() {
        assert!(!is_furniture("Valnämndens beslut antecknas.", || true));
        assert!(is_furniture("Alvmora kommun, kommunstyrelsen", || true));
    }

    #[test]
    fn a_name_below_the_fields_for_signatures_is_no_recipient() {
        let page = |number: u32, recipient: &'static str| {
            [
                String::new(),
                String::new(),
                format!("Sida {number}"),
                "Texten på sidan handlar om vägen till hamnen och om bron.".to_owned(),
                "Beslutet skickas till".to_owned(),
                recipient.to_owned(),
                "Justerandes sign          Utdragsbestyrkande".to_owned(),
                "ALVMORA KOMMUN".to_owned(),
            ]
        };
        let lines = [page(1, "Byalaget"), page(2, "Skolan"), page(3, "Hamnkontoret")].concat();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let text = crate::clean::clean(&Scan::of_lines(&lines));
        for line in text.lines.iter().filter(|line| line.text == "ALVMORA KOMMUN") {
            assert_eq!(line.role, Role::RunningFoot);
        }
        assert!(
            text.lines
                .iter()
                .any(|line| line.text == "Skolan" && line.role == Role::Body)
        );
    }

    #[test]
    fn the_name_in_the_heads_of_other_sheets_ends_a_list_of_recipients() {
        let page = |number: usize, last: &'static str| {
            let mut scan = Scan::of_lines(&[
                &format!("Räddningstjänsten Ekvik         Protokoll         {number} (4)"),
                "",
                "                                Direktionen",
                "",
                &format!("Texten på sidan {number} handlar om vägen till hamnen."),
                "Beslutet skickas till",
                "",
                last,
                "",
                "Ordf. sign ..........   Justerandes sign ..........   Utdragsbestyrkande ..........",
            ]);
            scan.pages.remove(0)
        };
        let mut scan = Scan::of_lines(&[]);
        let recipients = ["Byalaget", "Skolan", "Hamnkontoret", "Revisorerna"];
        scan.pages = (1..).zip(recipients).map(|(number, last)| page(number, last)).collect();
        let text = crate::clean::clean(&scan);
        let is_body = |line: &&Line| line.role == Role::Body;
        let body: Vec<&str> = text
            .lines
            .iter()
            .filter(is_body)
            .map(|line| line.text.as_str())
            .collect();
        assert!(
            !body
                .iter()
                .any(|line| line.contains("Direktionen") || line.contains("sign")),
            "{body:?}"
        );
        assert!(recipients.iter().all(|name| body.contains(name)), "{body:?}");
    }

    #[test]
    fn what_stands_alone_in_the_middle_above_several_sheets_is_a_page_number() {
        let page = |number: &'static str| {
            let head = format!("{}{number}", " ".repeat(30));
            let text = ["", "Texten på sidan handlar om vägen till hamnen och om bron i byn."];
            let mut scan = Scan::of_lines(&[&head, text[0], text[1]]).on_image();
            scan.pages.remove(0)
        };
        let roles = |numbers: &[&'static str]| -> Vec<Role> {
            let mut scan = Scan::of_lines(&[]);
            scan.pages = numbers.iter().map(|number| page(number)).collect();
            let text = crate::clean::clean(&scan);
            text.lines.iter().step_by(2).map(|line| line.role).collect()
        };
        assert_eq!(roles(&["23.", "a."]), [Role::RunningHead; 2]);
        assert_eq!(roles(&["a."]), [Role::Body]);
    }

    #[test]
    fn heads_that_count_on_part_the_pages_of_a_file_without_breaks() {
        let page = |number: u32| {
            let head = [format!("NORRA KOMMUN Protokoll {number} (3)"), String::new()];
            let text = (1..=29).map(move |line| format!("Skolan i by {number}{line} har begärt bidrag."));
            head.into_iter().chain(text)
        };
        let lines: Vec<String> = (1..=3).flat_map(page).collect();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let text = crate::clean::clean(&Scan::of_lines(&lines));
        let heads: Vec<bool> = text.lines.iter().map(|line| line.role == Role::RunningHead).collect();
        assert_eq!(heads.iter().filter(|head| **head).count(), 3);
        assert!(heads[0] && heads[30] && heads[60]);
    }
}
