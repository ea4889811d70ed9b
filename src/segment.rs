//! Segmenting: text → record. It finds the meetings in a file, their items, and what each item says. It is pure and cannot
//! fail; what could not be decided stays `null` and is a warning.
//!
//! The order of things: sheets of paper and what their running heads name → the lines where items begin, by the sequence
//! of their numbers → meetings → the parts of each item under its headings → decisions, documents, recipients; what is
//! left over is an attachment.

mod attachments;
mod authors;
mod closing;
mod completeness;
mod consensus;
mod decisions;
mod dissents;
mod documents;
mod field;
mod first_page;
mod flow;
mod item_heading;
mod items;
mod matters;
mod meetings;
mod motions;
mod opening;
mod own_headings;
mod paragraphs;
mod people;
mod references;
mod sections;
mod sheets;
mod sieved;
mod signatures;
mod tables;
mod votes;

use std::collections::BTreeSet;
use std::ops::Range;

use crate::clean::{Role, Text};
use crate::record::{PageRecord, Record, SCHEMA_VERSION, Source};
use crate::scan::{Page, Scan, Warning, WarningCode};

/// What every part of segmenting looks at: the text, and the evidence below it.
#[derive(Clone, Copy)]
struct Reading<'a> {
    scan: &'a Scan,
    text: &'a Text,
    /// The lines that are headings of the minutes' own.
    own_headings: &'a BTreeSet<usize>,
}

impl<'a> Reading<'a> {
    /// Where a range of tokens stands.
    fn source(self, tokens: Range<usize>) -> Option<Source> {
        (!tokens.is_empty()).then(|| self.text.source(self.scan, tokens))
    }

    /// The body lines among a range of lines.
    fn body(self, lines: Range<usize>) -> Vec<usize> {
        lines.filter(|&line| self.text.lines[line].role == Role::Body).collect()
    }

    /// The tokens from the first to the last of some lines.
    fn tokens(self, lines: &[usize]) -> Range<usize> {
        match (lines.first(), lines.last()) {
            (Some(&first), Some(&last)) => self.text.lines[first].tokens.start..self.text.lines[last].tokens.end,
            _ => 0..0,
        }
    }

    /// The page number, from 1, that a line stands on.
    fn page(self, line: usize) -> u32 {
        self.scan.pages[self.text.lines[line].page].number
    }

    /// The words of a line.
    fn words(self, line: usize) -> Vec<&'a str> {
        self.text.tokens[self.text.lines[line].tokens.clone()]
            .iter()
            .map(|token| token.text.as_str())
            .collect()
    }
}

/// Takes the cleaned text of a scan apart.
pub fn segment(scan: &Scan, text: &Text) -> Record {
    let own_headings = own_headings::find(text);
    let reading = Reading {
        scan,
        text,
        own_headings: &own_headings,
    };
    let sheets = sheets::sheets(reading);
    let starts = item_heading::find(reading, &sheets);
    let plan = meetings::plan(reading, &sheets, &starts);
    let mut warnings = Vec::new();
    let meetings = plan
        .meetings
        .iter()
        .map(|part| meetings::read(reading, &scan.source.sha256, part, &mut warnings))
        .collect();
    let attachments = attachments::read(reading, &sheets, &plan, &mut warnings);
    let mut pages: Vec<PageRecord> = scan.pages.iter().map(page_record).collect();
    for (page, found) in pages.iter_mut().zip(&text.pages) {
        page.label.clone_from(&found.label);
        page.text_condition = found.condition;
        page.text_condition_reason.clone_from(&found.condition_reason);
    }
    if plan.meetings.is_empty() && !text.lines.is_empty() {
        warnings.push(no_meeting());
    }
    warnings.extend(scan.warnings.iter().cloned());
    warnings.extend(page_warnings(scan));
    Record {
        schema_version: SCHEMA_VERSION.to_owned(),
        id: scan.source.sha256.clone(),
        source_file: scan.source.clone(),
        pages,
        meetings,
        attachments,
        warnings,
    }
}

/// Said of a file in which nothing was read as minutes.
fn no_meeting() -> Warning {
    Warning {
        code: WarningCode::MeetingUnknown,
        message: "no meeting and no § item was found: all text of the file is kept as attachments".to_owned(),
        page: None,
    }
}

fn page_record(page: &Page) -> PageRecord {
    let confidences: Vec<f32> = page.words.iter().filter_map(|word| word.confidence).collect();
    let mean = confidences.iter().sum::<f32>() / confidences.len().max(1) as f32;
    PageRecord {
        number: page.number,
        label: None,
        width: page.width,
        height: page.height,
        dpi: page.dpi,
        rotation: page.rotation,
        text_from: page.text_from,
        text_from_reason: page.text_from_reason.clone(),
        text_condition: crate::record::TextCondition::Clean,
        text_condition_reason: String::new(),
        engine: page.engine.clone(),
        model: page.model.clone(),
        confidence: (!confidences.is_empty()).then_some((mean * 1000.0).round() / 1000.0),
        warnings: page.warnings.clone(),
    }
}

/// The warnings of pages that lost text, once more for the whole file: an archivist reads these first.
fn page_warnings(scan: &Scan) -> impl Iterator<Item = Warning> {
    scan.pages.iter().flat_map(|page| {
        page.warnings
            .iter()
            .filter(|warning| warning.code.loses_text())
            .map(|warning| Warning {
                code: warning.code,
                message: warning.message.clone(),
                page: Some(page.number),
            })
    })
}

/// Adds to where a value stands what stands after it.
fn extend_source(source: &mut Source, more: Source) {
    source.regions.extend(more.regions);
    source.lines = match (source.lines, more.lines) {
        (Some([first, _]), Some([_, last])) => Some([first, last]),
        (lines, others) => lines.or(others),
    };
    source.corrections.extend(more.corrections);
    source.doubts.extend(more.doubts);
}

/// A warning about a line.
fn warning(reading: Reading<'_>, code: WarningCode, line: usize, message: String) -> Warning {
    Warning {
        code,
        message,
        page: Some(reading.page(line)),
    }
}

/// The item of minutes in which some lines stand below a decision, for the tests of what stands there.
#[cfg(test)]
fn decided_item(lines: &[&str]) -> crate::record::Item {
    let decided = ["§ 7 Avgift för bad", "", "Beslut", "", "Avgiften höjs.", ""];
    let all = [&decided[..], lines].concat();
    crate::read(&Scan::of_lines(&all)).meetings.remove(0).items.remove(0)
}
