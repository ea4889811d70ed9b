//! Shows a report as tables, on a terminal or in Markdown, so that no figure is ever typed by hand.

use std::collections::BTreeMap;
use std::path::Path;

use comfy_table::{Cell, CellAlignment, LineStyle, Table, TableStyle, presets};

use super::agreement::{Agreement, Ratios, Tally};
use super::residue;
use super::restoration::Score;
use super::structure::Disagreement;
use super::text::TextScore;
use super::{FileRestored, FileStructure, FileText, Report, Stage, sum_of_fields};
use crate::scan::TextFrom;

/// How tables are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// For people at a terminal.
    Terminal,
    /// For a README.
    Markdown,
}

/// A line under the head, and none between rows.
const TERMINAL: TableStyle = presets::NOTHING.header_separator(LineStyle::none().fill('─').junction('─'));

/// Fields of which each file's F1 is shown in a table of its own.
const OF_EACH_FILE: &[(&str, &str)] = &[
    ("items.number", "items"),
    ("items.title", "titles"),
    ("items.case_numbers.raw", "case numbers"),
    ("items.decisions.text", "decisions"),
    ("items.decisions.kind", "their kinds"),
    ("items.decision_class", "class"),
    ("items.documents.title", "documents"),
    ("items.recipients", "recipients"),
    ("items.votes.count", "votes"),
    ("items.tables.cells.value", "cells"),
];

/// All tables of a report, each under a line that says what it shows.
pub fn render(report: &Report, style: Style) -> String {
    let mut parts = Vec::new();
    if !report.text.is_empty() {
        parts.push(TEXT_LEGEND.to_owned());
        parts.push(text_table(&report.text, style));
    }
    if !report.restoration.is_empty() {
        parts.push(RESTORATION_LEGEND.to_owned());
        parts.push(restoration_table(&report.restoration, style));
    }
    if !report.structure.is_empty() {
        parts.push(STRUCTURE_LEGEND.to_owned());
        parts.push(field_table(report, style));
        parts.push(FILE_LEGEND.to_owned());
        parts.push(file_table(&report.structure, style));
        parts.extend(notes(&report.structure));
    }
    if !report.failures.is_empty() {
        parts.push(format!("Not read:\n{}", bullets(&report.failures)));
    }
    parts.join("\n\n") + "\n"
}

const TEXT_LEGEND: &str = "\
Text: Unicode normal form C, white space folded, nothing else changed. CER, WER: edit distance ÷ length of the truth;
words, åäö words: part of the truth's words that was read, in whatever order. Cleaned: what is taken for debris is left out.";

const RESTORATION_LEGEND: &str = "\
Restoration, line for line: words of the truth that are right as read and as cleaned, åäö words that are right, right words
that cleaning made wrong (of the words that were right), and among them words with digits.";

const STRUCTURE_LEGEND: &str = "\
Structure: a field is scored in the files whose gold has it. Strict: equal after folding white space. Soft: equal but for
case, punctuation and white space, or, for texts and names, at least 0.8 similar (1 − edit distance ÷ longer length).";

const FILE_LEGEND: &str = "F1 of each file, strict / soft; all: over all fields of the file.";

fn text_table(files: &[FileText], style: Style) -> String {
    let head = ["truth", "model", "text", "CER", "WER", "words", "åäö words", "§ found"];
    let mut table = new_table(&head, 3, style);
    for file in files {
        table.add_row(text_row(&stem(&file.gold), &file.model, file.stage, &file.score));
    }
    for ((model, stage), (count, score)) in text_totals(files) {
        if count > 1 {
            table.add_row(text_row(&format!("all {count}"), &model, stage, &score));
        }
    }
    table.to_string()
}

/// Sums over the files that were read with the same model, and how many there are; in order of the models.
fn text_totals(files: &[FileText]) -> Vec<((String, Stage), (usize, TextScore))> {
    let mut totals: Vec<((String, Stage), (usize, TextScore))> = Vec::new();
    for file in files {
        let key = (file.model.clone(), file.stage);
        if !totals.iter().any(|(known, _)| *known == key) {
            totals.push((key.clone(), Default::default()));
        }
        for (_, (count, sum)) in totals.iter_mut().filter(|(known, _)| *known == key) {
            *count += 1;
            *sum += file.score;
        }
    }
    totals
}

fn text_row(truth: &str, model: &str, stage: Stage, score: &TextScore) -> Vec<Cell> {
    let figures = [
        percent(score.cer()),
        percent(score.wer()),
        percent(score.word_recall()),
        percent(score.swedish_recall()),
        format!("{} of {}", score.section_signs_found, score.section_signs),
    ];
    [truth, model, stage_name(stage)]
        .into_iter()
        .map(Cell::new)
        .chain(figures.into_iter().map(figure))
        .collect()
}

/// A row on restoration.
pub struct Restored {
    /// What was restored, and the like.
    pub names: Vec<String>,
    /// How many lines.
    pub lines: usize,
    /// The counts.
    pub score: Score,
}

fn restoration_table(files: &[FileRestored], style: Style) -> String {
    let row = |file: &FileRestored| Restored {
        names: vec![name_of(file)],
        lines: file.lines,
        score: file.score,
    };
    let mut rows: Vec<Restored> = files.iter().map(row).collect();
    if files.len() > 1 {
        let mut score = Score::default();
        files.iter().for_each(|file| score += file.score);
        rows.push(Restored {
            names: vec![format!("all {}", files.len())],
            lines: files.iter().map(|file| file.lines).sum(),
            score,
        });
    }
    restored_table(&["text"], &rows, style)
}

/// The table of some rows on restoration, whose first columns have these names.
pub fn restored_table(names: &[&str], rows: &[Restored], style: Style) -> String {
    let figures = [
        "lines",
        "words",
        "right as read",
        "right",
        "åäö right",
        "made wrong",
        "digits made wrong",
    ];
    let mut table = new_table(&[names, &figures].concat(), names.len(), style);
    for Restored { names, lines, score } in rows {
        let before = (score.words > 0).then(|| score.right_before as f64 / score.words as f64);
        let figures = [
            lines.to_string(),
            score.words.to_string(),
            percent(before),
            percent(Some(score.accuracy())),
            percent((score.swedish > 0).then(|| score.swedish_accuracy())),
            format!("{} ({:.3} %)", score.harmed, score.harm() * 100.0),
            score.digits_harmed.to_string(),
        ];
        table.add_row(names.iter().map(Cell::new).chain(figures.into_iter().map(figure)));
    }
    table.to_string()
}

/// The name of a text, and what was done to it.
fn name_of(file: &FileRestored) -> String {
    let stem = stem(&file.gold);
    match file.damage {
        None => stem,
        Some(damage) => format!("{stem}, {}", damage.told()),
    }
}

/// What is still wrong in a text: how much of each class, and the first `limit` words.
fn residue_tables(file: &FileRestored, limit: usize, style: Style) -> String {
    let classes = residue::by_class(&file.errors);
    let wrong: usize = classes.iter().map(|(_, count)| count).sum();
    let mut by_class = new_table(&["class", "words", "of all errors"], 1, style);
    for (class, count) in classes {
        let share = count as f64 / wrong.max(1) as f64;
        by_class.add_row([
            Cell::new(class.name()),
            figure(count.to_string()),
            figure(percent(Some(share))),
        ]);
    }
    let mut words = new_table(&["truth", "read", "cleaned", "class", "times"], 4, style);
    for error in file.errors.iter().take(limit) {
        let texts = [&error.truth, &error.read, &error.restored].map(|text| Cell::new(in_cell(text, style)));
        let row = texts
            .into_iter()
            .chain([Cell::new(error.class.name()), figure(error.count.to_string())]);
        words.add_row(row);
    }
    let shown = limit.min(file.errors.len());
    let name = name_of(file);
    format!(
        "{name}: {wrong} words wrong after cleaning, by class:\n\n{by_class}\n\n{name}: the {shown} most frequent:\n\n{words}"
    )
}

/// A word as it may stand in a table; nothing where it was lost.
fn in_cell(word: &str, style: Style) -> String {
    match style {
        Style::Markdown => word.replace('|', "\\|"),
        Style::Terminal => word.to_owned(),
    }
}

fn stage_name(stage: Stage) -> &'static str {
    match stage {
        Stage::AsRead => "as read",
        Stage::Cleaned => "cleaned",
    }
}

fn field_table(report: &Report, style: Style) -> String {
    let head = [
        "field",
        "gold",
        "read",
        "precision",
        "recall",
        "F1",
        "soft precision",
        "soft recall",
        "soft F1",
    ];
    let mut table = new_table(&head, 1, style);
    for score in &report.fields {
        let counts = [score.tally.gold.to_string(), score.tally.read.to_string()];
        let ratios = [score.tally.strictly(), score.tally.softly()]
            .into_iter()
            .flat_map(ratio_cells);
        let row = counts.into_iter().chain(ratios).map(figure);
        table.add_row(std::iter::once(Cell::new(&score.field)).chain(row));
    }
    table.to_string()
}

fn ratio_cells(ratios: Option<Ratios>) -> [String; 3] {
    let shown = [
        ratios.and_then(|ratios| ratios.precision),
        ratios.and_then(|ratios| ratios.recall),
        ratios.map(|ratios| ratios.f1),
    ];
    shown.map(ratio)
}

fn ratio(ratio: Option<f64>) -> String {
    ratio.map_or_else(|| "–".to_owned(), |ratio| format!("{ratio:.3}"))
}

fn file_table(files: &[FileStructure], style: Style) -> String {
    let shown: Vec<_> = OF_EACH_FILE
        .iter()
        .filter(|(field, _)| {
            files
                .iter()
                .any(|file| file.scores.fields.iter().any(|score| score.field == *field))
        })
        .collect();
    let head: Vec<&str> = ["gold", "text from"]
        .into_iter()
        .chain(shown.iter().map(|(_, name)| *name))
        .chain(["all"])
        .collect();
    let mut table = new_table(&head, 2, style);
    let row = |name: &str, from: &str, files: &[&FileStructure]| -> Vec<Cell> {
        let sums = sum_of_fields(files.iter().copied());
        let of = |field: &str| {
            sums.iter()
                .find(|score| score.field == field)
                .map(|score| score.tally)
                .unwrap_or_default()
        };
        let mut all = Tally::default();
        sums.iter().for_each(|score| all += score.tally);
        let figures = shown
            .iter()
            .map(|(field, _)| of(field))
            .chain([all])
            .map(|tally| figure(both_f1(tally)));
        [name, from].into_iter().map(Cell::new).chain(figures).collect()
    };
    for file in files {
        table.add_row(row(&stem(&file.gold), origin(file.text_from), &[file]));
    }
    for from in [TextFrom::PlainText, TextFrom::TextLayer, TextFrom::Ocr] {
        let group: Vec<_> = files.iter().filter(|file| file.text_from == from).collect();
        if group.len() > 1 {
            table.add_row(row(&format!("all {}", group.len()), origin(from), &group));
        }
    }
    table.to_string()
}

fn both_f1(tally: Tally) -> String {
    match (tally.strictly(), tally.softly()) {
        (Some(strict), Some(soft)) => format!("{} / {}", ratio(Some(strict.f1)), ratio(Some(soft.f1))),
        _ => "–".to_owned(),
    }
}

fn origin(from: TextFrom) -> &'static str {
    match from {
        TextFrom::Ocr => "OCR",
        TextFrom::TextLayer => "text layer",
        TextFrom::PlainText => "plain text",
    }
}

/// What the tables do not show: meetings and keys that were not scored.
fn notes(files: &[FileStructure]) -> Vec<String> {
    let mut notes = Vec::new();
    let others: Vec<String> = files
        .iter()
        .flat_map(|file| {
            file.scores
                .other_meetings
                .iter()
                .map(|meeting| format!("{}: {meeting}", stem(&file.gold)))
        })
        .collect();
    if !others.is_empty() {
        notes.push(format!(
            "Meetings that the gold does not list (their items are not scored):\n{}",
            bullets(&others)
        ));
    }
    let mut unscored: BTreeMap<&str, usize> = BTreeMap::new();
    for key in files.iter().flat_map(|file| &file.scores.unscored) {
        *unscored.entry(key).or_default() += 1;
    }
    if !unscored.is_empty() {
        let keys: Vec<String> = unscored.into_keys().map(|key| format!("`{key}`")).collect();
        notes.push(format!("Keys of the gold that are not scored: {}", keys.join(", ")));
    }
    notes
}

/// The first `limit` disagreements of each field, the first `limit` words of each text that were missed or invented, and what is still
/// wrong after restoration.
pub fn disagreements(report: &Report, limit: usize, style: Style) -> String {
    if limit == 0 {
        return String::new();
    }
    let mut lines = vec![String::new()];
    for file in &report.text {
        for (what, words) in [("not read", &file.missed), ("read instead", &file.invented)] {
            if !words.is_empty() {
                lines.push(format!(
                    "{} ({}, {}), {what}, {} words: {}",
                    stem(&file.gold),
                    file.model,
                    stage_name(file.stage),
                    words.len(),
                    words.iter().take(limit).cloned().collect::<Vec<_>>().join(" ")
                ));
            }
        }
    }
    for file in report.restoration.iter().filter(|file| !file.errors.is_empty()) {
        lines.push(residue_tables(file, limit, style) + "\n");
    }
    for score in &report.fields {
        let of_field: Vec<(&FileStructure, &Disagreement)> = report
            .structure
            .iter()
            .flat_map(|file| file.scores.disagreements.iter().map(move |found| (file, found)))
            .filter(|(_, found)| found.field == score.field)
            .collect();
        if !of_field.is_empty() {
            lines.push(format!("{}: {} disagreements", score.field, of_field.len()));
        }
        for (file, found) in of_field.into_iter().take(limit) {
            let mark = if found.agreement == Agreement::Soft {
                " (soft)"
            } else {
                ""
            };
            lines.push(format!("  {}: {}{mark}", stem(&file.gold), found.place));
            lines.push(format!("    gold  {}", shown(found.gold.as_deref())));
            lines.push(format!("    read  {}", shown(found.read.as_deref())));
        }
    }
    lines.join("\n") + "\n"
}

fn shown(value: Option<&str>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value:?}"))
}

fn bullets(lines: &[String]) -> String {
    lines
        .iter()
        .map(|line| format!("- {line}"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// Name of a gold file without what all gold files are called.
fn stem(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let endings = [
        ".gold.json",
        ".gt.txt",
        ".json",
        ".txt",
        ".txt.xz",
        ".jsonl",
        ".jsonl.xz",
    ];
    endings
        .iter()
        .find_map(|ending| name.strip_suffix(ending))
        .unwrap_or(&name)
        .to_owned()
}

fn new_table(head: &[&str], words: usize, style: Style) -> Table {
    let mut table = Table::new();
    table.load_style(match style {
        Style::Terminal => TERMINAL,
        Style::Markdown => presets::ASCII_MARKDOWN,
    });
    let cells = head.iter().enumerate().map(|(place, name)| {
        if place < words {
            Cell::new(name)
        } else {
            figure((*name).to_owned())
        }
    });
    table.set_header(cells);
    table
}

fn figure(text: String) -> Cell {
    Cell::new(text).set_alignment(CellAlignment::Right)
}

fn percent(rate: Option<f64>) -> String {
    rate.map_or_else(|| "–".to_owned(), |rate| format!("{:.2} %", rate * 100.0))
}
