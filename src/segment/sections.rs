//! The parts of an item under its headings.

use std::ops::Range;

use super::paragraphs::{self, Paragraph};
use super::{Reading, authors, consensus, decisions, dissents, field};
use crate::clean::Line;
use crate::record::{Section, SectionKind};
use crate::vocabulary::{self, ALIKE_IN_BOTH_SIZES, FoundHeading, MEANS, TELLING};

/// A section with all that the readers of decisions and lists need.
pub(super) struct Part {
    /// What it is.
    pub kind: SectionKind,
    /// The heading as written.
    pub heading: Option<String>,
    /// The body that the heading names.
    pub body: Option<String>,
    /// The paragraphs below the heading.
    pub paragraphs: Vec<Paragraph>,
    /// The lines below the heading.
    pub lines: Vec<usize>,
    /// Heading and text.
    pub tokens: Range<usize>,
}

impl Part {
    /// The part as it stands in the record.
    pub fn section(&self, reading: Reading<'_>) -> Section {
        let mut heading = self.heading.clone();
        let mut source = reading.source(self.tokens.clone());
        // A heading that begins with a small letter is one whose capital was misread.
        if let Some(correction) = heading.as_mut().and_then(consensus::with_capital)
            && let Some(source) = source.as_mut()
        {
            source.corrections.push(correction);
        }
        Section {
            kind: self.kind,
            heading,
            text: paragraphs::joined(&self.paragraphs),
            source,
        }
    }
}

impl Part {
    /// Leaves out what stands before a token of the first line.
    fn begin_at(&mut self, reading: Reading<'_>, token: usize) {
        self.tokens.start = token;
        if let Some(first) = self
            .paragraphs
            .first_mut()
            .filter(|first| first.tokens.contains(&token))
        {
            first.tokens.start = token;
            first.text = reading.text.flow(first.tokens.clone());
        }
    }
}

/// A heading, and the line that it stands on.
type HeadingLine = (FoundHeading, usize);

/// The heading that a line stands below.
#[derive(Clone, Copy)]
struct Open<'a> {
    found: &'a FoundHeading,
    /// Whether no line stands below it yet.
    empty: bool,
}

/// The parts that the body lines of an item make. `from` is the first token of their text, where another than that of the first line.
pub(super) fn parts(reading: Reading<'_>, lines: &[usize], from: Option<usize>) -> Vec<Part> {
    let mut parts: Vec<(Option<HeadingLine>, Vec<usize>)> = vec![(None, Vec::new())];
    for (at, &line) in lines.iter().enumerate() {
        let above = at.checked_sub(1).map(|above| lines[above]);
        let open = parts.last().and_then(|(heading, below)| {
            heading.as_ref().map(|(found, _)| Open {
                found,
                empty: below.is_empty(),
            })
        });
        match heading(reading, above, line, lines.get(at + 1).copied(), open) {
            Some(found) => parts.push((Some((found, line)), Vec::new())),
            None => {
                if let Some((_, below)) = parts.last_mut() {
                    below.push(line);
                }
            }
        }
    }
    let mut parts: Vec<Part> = parts
        .into_iter()
        .filter_map(|(heading, lines)| part(reading, heading, lines))
        .collect();
    if let Some((from, first)) = from.zip(parts.first_mut()) {
        first.begin_at(reading, from);
    }
    part_report(reading, &mut parts);
    parts
}

/// Where nothing else tells of the matter, the report stands without a heading behind the decision: it becomes a part of
/// its own.
fn part_report(reading: Reading<'_>, parts: &mut Vec<Part>) {
    let tells = |part: &Part| {
        let telling = matches!(part.kind, SectionKind::Summary | SectionKind::Background);
        (telling || part.heading.is_none()) && !part.paragraphs.is_empty()
    };
    if parts.iter().any(tells) {
        return;
    }
    let found = parts.iter().enumerate().find_map(|(at, part)| {
        let decision = part.kind == SectionKind::Decision;
        let first = decision.then(|| decisions::report_behind(&part.paragraphs)).flatten()?;
        Some((at, first))
    });
    let Some((at, first)) = found else { return };
    let part = &mut parts[at];
    let paragraphs = part.paragraphs.split_off(first);
    let start = paragraphs[0].tokens.start;
    let end = part.tokens.end;
    part.tokens.end = start;
    let above = part
        .lines
        .partition_point(|&line| reading.text.lines[line].tokens.start < start);
    let report = Part {
        kind: SectionKind::Other,
        heading: None,
        body: None,
        lines: part.lines.split_off(above),
        paragraphs,
        tokens: start..end,
    };
    parts.insert(at + 1, report);
}

fn part(reading: Reading<'_>, heading: Option<HeadingLine>, lines: Vec<usize>) -> Option<Part> {
    let below = paragraphs::paragraphs(reading, &lines);
    let Some((found, line)) = heading else {
        return (!lines.is_empty()).then(|| Part {
            kind: SectionKind::Other,
            heading: None,
            body: None,
            tokens: reading.tokens(&lines),
            paragraphs: below,
            lines,
        });
    };
    let on_line = reading.text.lines[line].tokens.clone();
    let split = on_line.start + found.words;
    let end = if lines.is_empty() {
        on_line.end
    } else {
        reading.tokens(&lines).end
    };
    let mut all = below;
    if split < on_line.end {
        all = run_in(reading, line, split, lines.first().copied(), &lines);
    }
    if found.kind == SectionKind::Decision {
        all = decisions::sentences_apart(reading, all);
    }
    let mut part = Part {
        kind: found.kind,
        heading: (split > on_line.start).then(|| reading.text.flow(on_line.start..split)),
        body: found.body,
        paragraphs: all,
        lines: if split < on_line.end {
            [line].into_iter().chain(lines).collect()
        } else {
            lines
        },
        tokens: on_line.start..end,
    };
    if split > on_line.end {
        part.begin_at(reading, split);
    }
    Some(part)
}

/// The paragraphs of a section whose text begins on the line of its heading.
fn run_in(reading: Reading<'_>, line: usize, split: usize, next: Option<usize>, lines: &[usize]) -> Vec<Paragraph> {
    let all: Vec<usize> = [line].into_iter().chain(lines.iter().copied()).collect();
    let mut paragraphs = paragraphs::paragraphs(reading, &all);
    debug_assert!(next.is_none_or(|next| next > line));
    if let Some(first) = paragraphs.first_mut() {
        first.tokens.start = split;
        first.text = reading.text.flow(first.tokens.clone());
        let att = first
            .text
            .split(' ')
            .next()
            .is_some_and(|word| word.eq_ignore_ascii_case("att"));
        first.mark = if att {
            paragraphs::Mark::Att
        } else {
            paragraphs::Mark::None
        };
    }
    paragraphs
}

/// The heading that a line is, or begins with.
fn heading(
    reading: Reading<'_>,
    above: Option<usize>,
    line: usize,
    below: Option<usize>,
    open: Option<Open<'_>>,
) -> Option<FoundHeading> {
    let words = reading.words(line);
    let here = &reading.text.lines[line];
    if !begins_heading(reading, line, &words) || goes_on(reading, above, line) {
        return None;
    }
    if let Some(found) = in_margin(reading, line) {
        return Some(found);
    }
    if let Some(found) = on_two_lines(reading, line, below).or_else(|| as_proposed(reading, line, below)) {
        return Some(found);
    }
    let Some(found) = vocabulary::find_heading(&words).or_else(|| fallen_apart(&words)) else {
        return dissent_below(reading, line, below, open)
            .or_else(|| unknown_heading(reading, above, line, below, open));
    };
    if belongs_to_open(&found, here, open) {
        return None;
    }
    let naming = Naming::of(&found, here, &words);
    // "Kommunstyrelsen beslutar" below the heading "Beslut" opens its clauses, not a section; likewise "Kommunstyrelsen
    // föreslår kommunfullmäktige besluta" right below "Arbetsutskottets förslag".
    let in_decision = open.is_some_and(|open| {
        let whose = open.empty && open.found.body.is_some();
        open.found.kind == SectionKind::Decision || open.found.kind == SectionKind::Proposal && whose
    });
    let decides = matches!(found.kind, SectionKind::Decision | SectionKind::Proposal);
    if in_decision && naming.verb && decides {
        return None;
    }
    if decides && naming.owner && has_remark(&found, here, &words) {
        return Some(FoundHeading {
            words: words.len(),
            colon: true,
            ..found
        });
    }
    let whole = found.words == words.len() || is_dash(words[found.words]) && words.len() <= found.words + 3;
    let ends = whole && (!here.text.ends_with('.') || stained(reading, here, &found, &words));
    let run_in = found.colon
        || tells_recipients(reading, above, here, &found, &words)
        || naming.verb && opens_clause(&found, &words);
    (ends || run_in).then_some(found)
}

/// Whether OCR read dirt behind a heading as a full stop: all of a line that stands apart is a heading that no sentence is made of.
fn stained(reading: Reading<'_>, here: &Line, found: &FoundHeading, words: &[&str]) -> bool {
    use SectionKind::{Decision, Dissent, Motions, Proposal, Recipients};
    let of_doing = matches!(found.kind, Decision | Proposal | Motions | Dissent | Recipients);
    let apart = here.gap >= 0.5 || here.starts_sheet;
    found.words == words.len() && of_doing && apart && reading.text.pages[here.page].read_by_ocr
}

/// Whether a line right below a heading is no heading, but what that one is of: below "Expedieras", "Remissinstanserna" are who gets
/// the decision; among the documents of a matter, "Barnkonsekvensanalys" is one.
fn belongs_to_open(found: &FoundHeading, here: &Line, open: Option<Open<'_>>) -> bool {
    let Some(open) = open.filter(|_| here.gap < 0.5 && !here.starts_sheet && !found.colon) else {
        return false;
    };
    let first_recipient = open.found.kind == SectionKind::Recipients && open.empty;
    let document = open.found.kind == SectionKind::Basis
        && vocabulary::DOCUMENT_HEADINGS.contains(&vocabulary::fold(&here.text).as_str());
    first_recipient && found.kind != SectionKind::Recipients || document
}

/// What the body does that a heading begins with: "Kommunstyrelsens" has something, "Kommunstyrelsen" does something, "Förslag till
/// kommunstyrelsen" gives it something.
struct Naming {
    /// It has what the heading names.
    owner: bool,
    /// It does what the heading says with a verb.
    verb: bool,
}

impl Naming {
    fn of(found: &FoundHeading, here: &Line, words: &[&str]) -> Self {
        let first = found.body.as_ref().filter(|body| here.text.starts_with(body.as_str()));
        let doer = first.is_some_and(|body| !vocabulary::is_genitive(body));
        let last = vocabulary::fold(words[found.words - 1]);
        Self {
            owner: first.is_some() && !doer,
            verb: doer && !["beslut", "forslag"].iter().any(|noun| last.ends_with(noun)),
        }
    }
}

/// Whether a remark stands behind a heading: "Kommunstyrelsens beslut för egen del, under förutsättning av fullmäktiges beslut:"
fn has_remark(found: &FoundHeading, here: &Line, words: &[&str]) -> bool {
    let comma = words[found.words - 1].ends_with(',');
    let remark = here.text.ends_with(':') || comma && !here.text.ends_with(['.', ',']);
    remark && words.len() <= LONGEST_WITH_REMARK
}

/// Whether the "att" of a clause follows a heading: all in capitals, or with the clauses below.
fn opens_clause(found: &FoundHeading, words: &[&str]) -> bool {
    let in_capitals = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    let next = words.get(found.words).map(|word| word.trim_end_matches(':'));
    let capitals = words[..found.words].iter().all(in_capitals);
    next.is_some_and(|next| next.eq_ignore_ascii_case("att")) && (capitals || found.words + 1 == words.len())
}

/// Whether a line names recipients behind its heading: "Utdrag härav till skytteföreningen." is a sentence of its own, "Utdrag till
/// ekonomienheten" a line; so is "Beslutet meddelas sökanden.", but not "Beslutet meddelas genom anslag."
fn tells_recipients(
    reading: Reading<'_>,
    above: Option<usize>,
    here: &Line,
    found: &FoundHeading,
    words: &[&str],
) -> bool {
    let last = words[found.words - 1];
    let told = || TELLING.contains(&last) && words.get(found.words).is_none_or(|next| !MEANS.contains(next));
    let names_recipients = found.kind == SectionKind::Recipients
        && found.words >= 2
        && (last == "till" || told())
        && words.len() <= found.words + LONGEST_RECIPIENTS;
    let apart = here.gap >= 0.5 && !here.text.ends_with('.');
    let ended = here.text.ends_with('.') && above.is_none_or(|above| reading.text.lines[above].text.ends_with('.'));
    names_recipients && (apart || ended)
}

/// A heading with a remark behind it has no more words.
const LONGEST_WITH_REMARK: usize = 15;

/// Whether a line may begin with a heading: with a capital, or all of it is one whose first letter OCR took for a small one.
pub(super) fn begins_heading(reading: Reading<'_>, line: usize, words: &[&str]) -> bool {
    let first = words[0].chars().next();
    let misread = || {
        let read = reading.text.pages[reading.text.lines[line].page].read_by_ocr;
        read && first.is_some_and(|c| ALIKE_IN_BOTH_SIZES.contains(c)) && vocabulary::whole_heading(words).is_some()
    };
    first.is_some_and(char::is_uppercase) || misread()
}

/// The heading of a decision that stands in the margin beside a sentence: `Beslut          Protokollet läggs till handlingarna.`
fn in_margin(reading: Reading<'_>, line: usize) -> Option<FoundHeading> {
    let here = &reading.text.lines[line];
    let [heading, text] = &field::cells(reading, line)[..] else {
        return None;
    };
    let begins = text.text.starts_with("att ") || text.text.starts_with(char::is_uppercase);
    if here.indent > LEFT_EDGE || text.tokens.len() < LEAST_BESIDE || !begins {
        return None;
    }
    let words: Vec<&str> = heading.text.split(' ').collect();
    let found = vocabulary::find_heading(&words)?;
    (found.words == words.len() && found.kind == SectionKind::Decision).then_some(found)
}

/// The heading in the margin that is broken over two lines, with its text beside the second: `Särskilt` above `yttrande
/// Doris Ek (fp) lämnar följande yttrande …`.
fn on_two_lines(reading: Reading<'_>, line: usize, below: Option<usize>) -> Option<FoundHeading> {
    let here = &reading.text.lines[line];
    let goes_on = |&below: &usize| {
        let below = &reading.text.lines[below];
        below.tokens.start == here.tokens.end && below.gap < 0.5 && below.text.starts_with(char::is_lowercase)
    };
    let below = below.filter(goes_on)?;
    let first = reading.words(line);
    if first.len() != 1 || here.indent > LEFT_EDGE || vocabulary::whole_heading(&first).is_some() {
        return None;
    }
    let cells = field::cells(reading, below);
    let [rest, text] = &cells[..] else { return None };
    if rest.tokens.len() != 1 || !text.text.starts_with(char::is_uppercase) {
        return None;
    }
    let words: Vec<&str> = first.into_iter().chain([rest.text.as_str()]).collect();
    vocabulary::find_heading(&words).filter(|found| found.words == words.len())
}

/// The sentence that opens the clauses of a decision which somebody else has proposed: `Kommunstyrelsen beslutar i enlighet med
/// arbetsutskottets förslag` above `att avge yttrandet.`
fn as_proposed(reading: Reading<'_>, line: usize, below: Option<usize>) -> Option<FoundHeading> {
    below.filter(|&below| reading.text.lines[below].text.starts_with("att "))?;
    let words = reading.words(line);
    (vocabulary::fold(words[words.len() - 1]) == "forslag").then_some(())?;
    let (name, verb) = decisions::leading(&words)?;
    let decides = vocabulary::contains_phrase(words[verb], &vocabulary::DECIDES);
    let by = vocabulary::contains_phrase(&words[verb..].join(" "), &vocabulary::ACCORDING);
    (decides && by).then_some(FoundHeading {
        kind: SectionKind::Decision,
        words: words.len(),
        body: Some(name),
        colon: false,
    })
}

/// A line that begins no further in, in parts of the text's width, begins at its edge.
const LEFT_EDGE: f32 = 0.02;
/// A sentence that goes on beside a heading has so many words on its first line.
const LEAST_BESIDE: usize = 3;

/// A sentence that names recipients has no more words behind "till".
const LONGEST_RECIPIENTS: usize = 10;

/// A heading without words: below a decision, a line that says who dissents begins a part of its own.
fn dissent_below(
    reading: Reading<'_>,
    line: usize,
    below: Option<usize>,
    open: Option<Open<'_>>,
) -> Option<FoundHeading> {
    open.filter(|open| matches!(open.found.kind, SectionKind::Decision | SectionKind::Proposal) && !open.empty)?;
    let here = &reading.text.lines[line];
    // Many names may fill the first line of a paragraph.
    let first = here.gap >= 0.5 && !here.text.ends_with('.');
    let rest = below
        .filter(|_| first)
        .map_or("", |below| reading.text.lines[below].text.as_str());
    let text = format!("{} {rest}", here.text);
    let verb = dissents::dissenting(&text)?;
    (!authors::authors(&text, verb).is_empty()).then_some(FoundHeading {
        kind: SectionKind::Dissent,
        words: 0,
        body: None,
        colon: false,
    })
}

fn is_dash(word: &str) -> bool {
    matches!(word, "-" | "–" | "—")
}

/// Whether a line goes on from the one above: no rule is drawn between them.
fn goes_on(reading: Reading<'_>, above: Option<usize>, line: usize) -> bool {
    let here = &reading.text.lines[line];
    let is_rule = |line: &Line| !line.text.contains(char::is_alphanumeric);
    above.is_some_and(|above| {
        if reading.text.lines[above + 1..line].iter().any(is_rule) {
            return false;
        }
        let above = &reading.text.lines[above];
        let open = !above.text.ends_with(['.', ':', '!', '?', ';', ')', '”', '"']);
        reading.text.tokens[above.tokens.end - 1].join != crate::clean::Join::Space
            || open && here.gap < 0.3 && above.width > 0.85 && !here.starts_sheet
    })
}

/// A heading of one word that OCR took for several: `Över läggning`.
fn fallen_apart(words: &[&str]) -> Option<FoundHeading> {
    let joined = words.concat();
    let word = vocabulary::find_heading(&[&joined]).filter(|_| (2..=3).contains(&words.len()))?;
    Some(FoundHeading {
        words: words.len(),
        ..word
    })
}

/// A heading that is in no table: one of the minutes' own, or a short line of its own above running text, inside a part that tells of
/// the matter.
fn unknown_heading(
    reading: Reading<'_>,
    above: Option<usize>,
    line: usize,
    below: Option<usize>,
    open: Option<Open<'_>>,
) -> Option<FoundHeading> {
    let here = &reading.text.lines[line];
    let words = here.text.split(' ').count();
    let other = FoundHeading {
        kind: SectionKind::Other,
        words,
        body: None,
        colon: false,
    };
    if reading.own_headings.contains(&line) {
        return Some(other);
    }
    let telling = matches!(
        open?.found.kind,
        SectionKind::Summary | SectionKind::Background | SectionKind::Other
    );
    let letters = here.text.chars().all(|c| c.is_alphabetic() || c == ' ' || c == '-');
    let below = &reading.text.lines[below?];
    let numbers = below
        .text
        .split(' ')
        .filter(|word| word.bytes().any(|b| b.is_ascii_digit()))
        .count();
    let running = below.width > 0.7 && below.text.starts_with(char::is_uppercase) && numbers < 2;
    let apart = above.is_none() || here.gap >= 0.8 || here.starts_sheet;
    (telling && words <= 5 && here.width < 0.6 && letters && running && apart).then_some(other)
}

#[cfg(test)]
mod tests {
    use crate::scan::Scan;

    #[test]
    fn a_heading_whose_capital_was_lost_is_one() {
        let lines = [
            "§ 7  Hamnen",
            "",
            "Beslut",
            "Planen antas.",
            "",
            "yrkanden",
            "Bo Ek (S) yrkar bifall till planen.",
        ];
        let headings = |scan: &Scan| -> Vec<String> {
            let record = crate::read(scan);
            let sections = record.meetings[0].items[0].sections.iter();
            sections.filter_map(|section| section.heading.clone()).collect()
        };
        assert_eq!(headings(&Scan::of_lines(&lines).on_image()), ["Beslut", "Yrkanden"]);
        assert_eq!(headings(&Scan::of_lines(&lines)), ["Beslut"]);
    }

    #[test]
    fn dirt_behind_a_heading_is_no_full_stop() {
        let lines = [
            "§ 7  Hamnen",
            "",
            "Planen är klar.",
            "",
            "Nämndens beslut.",
            "Planen antas.",
        ];
        let decided = |scan: &Scan| crate::read(scan).meetings[0].items[0].sections.len();
        assert_eq!(decided(&Scan::of_lines(&lines).on_image()), 2);
        assert_eq!(decided(&Scan::of_lines(&lines)), 1);
        let goes_on = [
            "§ 7  Hamnen",
            "",
            "Planen gäller efter",
            "Nämndens beslut.",
            "Planen antas.",
        ];
        assert_eq!(decided(&Scan::of_lines(&goes_on).on_image()), 1);
    }

    #[test]
    fn a_document_among_documents_is_no_heading() {
        let documents = |lines: &[&str]| {
            let record = crate::read(&Scan::of_lines(lines));
            record.meetings[0].items[0].documents.len()
        };
        let decided = "Skolan i Viken avvecklas från och med läsåret 2017/2018, och lokalerna erbjuds föreningslivet.";
        let head = ["§ 7  Skolan", "", "Beslut", decided, "", "Beslutsunderlag"];
        let close = [
            "Skrivelse 2016-03-16",
            "Barnkonsekvensanalys",
            "Arbetsutskottets protokoll 2016-04-26",
        ];
        let apart = [
            "Skrivelse 2016-03-16",
            "",
            "Barnkonsekvensanalys",
            "Förslaget är bra för barnen.",
        ];
        assert_eq!(documents(&[&head[..], &close].concat()), 3);
        assert_eq!(documents(&[&head[..], &apart].concat()), 1);
    }

    #[test]
    fn a_rule_ends_the_line_above_it() {
        let wide = "att utse Ida Lo (m) till ersättare i Stiftelsen Hamnhusets styrelse till och med år 2002";
        let lines = [
            "§ 7  Val",
            "",
            "Kommunfullmäktige beslutar",
            "",
            wide,
            "",
            "-----",
            "Delges: Tingsrätten",
        ];
        let record = crate::read(&Scan::of_lines(&lines));
        let item = &record.meetings[0].items[0];
        assert_eq!(item.decisions[0].text, wide);
        assert_eq!(item.recipients, ["Tingsrätten"]);
    }

    #[test]
    fn a_heading_may_stand_beside_its_text() {
        let lines = [
            "§ 7  Hamnen",
            "",
            "Gatukontoret har lagt fram en plan för hamnen.",
            "",
            "Beslut          Planen läggs till handlingarna.",
        ];
        let record = crate::read(&Scan::of_lines(&lines).on_image());
        let item = &record.meetings[0].items[0];
        assert_eq!(item.decisions[0].text, "Planen läggs till handlingarna.");
        let lines = ["§ 7  Hamnen", "", "Beslut om planen läggs till handlingarna."];
        let record = crate::read(&Scan::of_lines(&lines).on_image());
        assert!(
            record.meetings[0].items[0]
                .sections
                .iter()
                .all(|section| section.heading.is_none())
        );
    }
}
