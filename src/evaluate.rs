//! Measures the pipeline against gold: its text against the truth, its records against structure, field by field.
//!
//! ```text
//! gold files → truth → capture → text      → rates of error
//!                         └────→ read      → precision, recall, F1 of each field
//! ```

pub mod agreement;
mod comparable;
pub mod damage;
mod fields;
mod gold;
pub mod lines;
pub mod relevance;
pub mod residue;
pub mod restoration;
pub mod structure;
pub mod table;
pub mod text;
pub mod truth;

use std::collections::HashMap;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::capture::{self, CaptureOptions, Readers, Watch};
use crate::clean::restoration::Model;
use crate::clean::{Role, Text, clean_with};
use crate::error::{Error, Result, SourceFault};
use crate::record::Record;
use crate::scan::{Scan, TextFrom};
use crate::segment;
use agreement::Tally;
use damage::Damage;
use lines::Compared;
use residue::WordError;
use restoration::Score;
use structure::{FieldScore, Structure};
use text::TextScore;
use truth::{Content, Extent, Part, Truth};

/// All scores of one run.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Report {
    /// One entry a gold text, model and stage.
    pub text: Vec<FileText>,
    /// One entry a gold structure.
    pub structure: Vec<FileStructure>,
    /// One entry a gold of lines.
    pub restoration: Vec<FileRestored>,
    /// The fields summed over all files.
    pub fields: Vec<FieldScore>,
    /// Sources that could not be read, in sentences.
    pub failures: Vec<String>,
}

/// How well the text of one file was read.
#[derive(Debug, Clone, Serialize)]
pub struct FileText {
    /// The file that holds the truth.
    pub gold: PathBuf,
    /// The OCR model; where the text is no OCR, its origin.
    pub model: String,
    /// Where the words come from.
    pub text_from: TextFrom,
    /// Which text was measured.
    pub stage: Stage,
    /// The counts over all pages with truth.
    #[serde(flatten)]
    pub score: TextScore,
    /// Words of the truth that were not found.
    pub missed: Vec<String>,
    /// Words that were read and are not in the truth.
    pub invented: Vec<String>,
}

/// Which text is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// The words of the scan.
    AsRead,
    /// The words after cleaning, running heads and all, but without what is taken for debris of logos and stamps.
    Cleaned,
}

/// How well the structure of one file was read.
#[derive(Debug, Clone, Serialize)]
pub struct FileStructure {
    /// The file that holds the gold.
    pub gold: PathBuf,
    /// What the gold says of its layout.
    pub layout: Option<String>,
    /// Where the words come from.
    pub text_from: TextFrom,
    /// The scores.
    #[serde(flatten)]
    pub scores: Structure,
}

/// How well the lines of one file were restored.
#[derive(Debug, Clone, Serialize)]
pub struct FileRestored {
    /// The file that holds the truth.
    pub gold: PathBuf,
    /// What was done to the truth to get what was restored; absent where it is real OCR.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub damage: Option<Damage>,
    /// How many lines there are.
    pub lines: usize,
    /// The counts.
    #[serde(flatten)]
    pub score: Score,
    /// What is wrong after restoration, the most frequent first.
    pub errors: Vec<WordError>,
    /// The lines themselves.
    #[serde(skip)]
    pub compared: Vec<Compared>,
}

impl FileRestored {
    fn new(gold: PathBuf, damage: Option<Damage>, language: &Model<'_>, compared: Vec<Compared>) -> Self {
        let lines = compared
            .iter()
            .map(|line| (line.truth.as_str(), line.read.as_str(), line.restored.as_str()));
        Self {
            gold,
            damage,
            lines: compared.len(),
            score: lines::count(&compared),
            errors: residue::errors(&language.language, lines),
            compared,
        }
    }
}

/// What is measured, and how sources are read for it.
#[derive(Debug, Clone)]
pub struct Options {
    /// OCR models: text is read with each, structure with the first.
    pub models: Vec<String>,
    /// Everything else about capture.
    pub capture: CaptureOptions,
    /// What the structure is read from.
    pub read_from: ReadFrom,
    /// Measure only restoration, of true text that is damaged in this way.
    pub damage: Option<Damage>,
}

/// What the structure of a file is read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadFrom {
    /// The source: the whole pipeline is measured.
    Source,
    /// The true text, where there is one: what reading loses, without what capture lost before. Text is not measured.
    TrueText,
}

/// Scores the pipeline against all gold that the paths name, with a model of Swedish that text is restored by. `on_file` hears of
/// each gold file before its source is read.
///
/// # Errors
/// Where a path is no gold, a native part or a model is missing, no model is given, or on interruption. A source that
/// cannot be read is one of [`Report::failures`].
pub fn evaluate(
    paths: &[PathBuf],
    options: &Options,
    language: &Model<'_>,
    watch: &Watch,
    on_file: &dyn Fn(&Path),
) -> Result<Report> {
    let Some(first_model) = options.models.first() else {
        return Err(Error::Usage("name at least one model".to_owned()));
    };
    if let Some(damage) = options.damage {
        return of_damaged_text(paths, damage, language, on_file);
    }
    let mut truths = Vec::new();
    for path in paths {
        truths.extend(truth::find(path)?);
    }
    let mut report = Report::default();
    let mut reader = Reader {
        options: &options.capture,
        watch,
        readers: HashMap::new(),
        scans: HashMap::new(),
    };
    for truth in &truths {
        on_file(&truth.path);
        let outcome = match &truth.content {
            Content::Text(_) if options.read_from == ReadFrom::TrueText => Ok(()),
            Content::Text(parts) => text_of_file(&mut reader, truth, parts, language, &options.models, &mut report),
            Content::Structure { gold, text } => {
                let true_text = text.as_ref().filter(|_| options.read_from == ReadFrom::TrueText);
                reader
                    .scan(true_text.unwrap_or(&truth.source), None, first_model)
                    .map(|scan| {
                        report.structure.push(FileStructure {
                            gold: truth.path.clone(),
                            layout: gold["layout"].as_str().map(str::to_owned),
                            text_from: text_from(scan),
                            scores: structure::score(gold, &read(scan, language), scan),
                        });
                    })
            }
            Content::Lines(pairs) => {
                let compared = lines::restore(pairs, |scan| clean_with(language, scan));
                report
                    .restoration
                    .push(FileRestored::new(truth.path.clone(), None, language, compared));
                Ok(())
            }
        };
        match outcome {
            Err(Error::Source { path, fault }) if !matches!(fault, SourceFault::MissingPart { .. }) => {
                report
                    .failures
                    .push(format!("{}: {}: {fault}", truth.path.display(), path.display()));
            }
            other => other?,
        }
    }
    report.fields = sum_of_fields(&report.structure);
    Ok(report)
}

/// Scores the restoration of all true text that the paths name, damaged.
fn of_damaged_text(paths: &[PathBuf], damage: Damage, language: &Model<'_>, on_file: &dyn Fn(&Path)) -> Result<Report> {
    let mut report = Report::default();
    for path in paths {
        for (file, lines) in damage::damaged(path, damage)? {
            on_file(&file);
            let compared = lines::restore(&lines, |scan| clean_with(language, scan));
            report
                .restoration
                .push(FileRestored::new(file, Some(damage), language, compared));
        }
    }
    Ok(report)
}

fn read(scan: &Scan, language: &Model<'_>) -> Record {
    segment::segment(scan, &clean_with(language, scan))
}

/// Sums the fields of several files, in the order in which fields are shown.
pub fn sum_of_fields<'a>(files: impl IntoIterator<Item = &'a FileStructure>) -> Vec<FieldScore> {
    let mut sums: HashMap<&str, Tally> = HashMap::new();
    for score in files.into_iter().flat_map(|file| &file.scores.fields) {
        *sums.entry(&score.field).or_default() += score.tally;
    }
    let sum = |field: String| {
        sums.get(field.as_str()).map(|&tally| FieldScore {
            field: field.clone(),
            tally,
        })
    };
    structure::field_order().into_iter().filter_map(sum).collect()
}

/// Reads sources, each part once a model.
struct Reader<'a> {
    options: &'a CaptureOptions,
    watch: &'a Watch<'a>,
    /// By the name of their OCR model.
    readers: HashMap<String, Readers>,
    scans: HashMap<(PathBuf, Option<RangeInclusive<u32>>, String), Scan>,
}

impl Reader<'_> {
    fn scan(&mut self, source: &Path, pages: Option<RangeInclusive<u32>>, model: &str) -> Result<&Scan> {
        let key = (source.to_owned(), pages.clone(), model.to_owned());
        if !self.scans.contains_key(&key) {
            let options = || CaptureOptions {
                model: model.to_owned(),
                ..self.options.clone()
            };
            let readers = self.readers.entry(model.to_owned());
            let readers = readers.or_insert_with(|| Readers::new(&options()));
            let scan = capture::capture(source, pages, readers, self.watch)?;
            self.scans.insert(key.clone(), scan);
        }
        Ok(&self.scans[&key])
    }
}

fn text_of_file(
    reader: &mut Reader,
    truth: &Truth,
    parts: &[Part],
    language: &Model<'_>,
    models: &[String],
    report: &mut Report,
) -> Result<()> {
    let pages = match parts {
        [
            Part {
                extent: Extent::Page(page),
                ..
            },
        ] => Some(*page..=*page),
        _ => None,
    };
    for model in models {
        let scan = reader.scan(&truth.source, pages.clone(), model)?;
        let text = clean_with(language, scan);
        let as_read = |extent| text_as_read(scan, extent);
        let cleaned = |extent| text_cleaned(scan, &text, extent);
        report
            .text
            .push(measure_file(truth, parts, scan, model, Stage::AsRead, as_read));
        report
            .text
            .push(measure_file(truth, parts, scan, model, Stage::Cleaned, cleaned));
        if text_from(scan) != TextFrom::Ocr {
            let compared = restored_lines(parts, scan, &text);
            if !compared.is_empty() {
                report
                    .restoration
                    .push(FileRestored::new(truth.path.clone(), None, language, compared));
            }
            break;
        }
    }
    Ok(())
}

/// What became of the lines whose truth is told line for line.
fn restored_lines(parts: &[Part], scan: &Scan, text: &Text) -> Vec<Compared> {
    let mut compared = Vec::new();
    for part in parts {
        let Extent::Lines(first, last) = part.extent else {
            continue;
        };
        for (number, truth) in (first..=last).zip(part.text.split('\n')) {
            let restored = text.lines.iter().find(|line| line.number == number);
            compared.push(Compared {
                truth: truth.to_owned(),
                read: text_as_read(scan, Extent::Lines(number, number)),
                restored: restored.map_or_else(String::new, |line| line.text.clone()),
            });
        }
    }
    compared
}

fn measure_file(
    truth: &Truth,
    parts: &[Part],
    scan: &Scan,
    model: &str,
    stage: Stage,
    text_of: impl Fn(Extent) -> String,
) -> FileText {
    let text_from = text_from(scan);
    let mut file = FileText {
        gold: truth.path.clone(),
        model: match text_from {
            TextFrom::Ocr => model.to_owned(),
            TextFrom::TextLayer => "text layer".to_owned(),
            TextFrom::PlainText => "plain text".to_owned(),
        },
        text_from,
        stage,
        score: TextScore::default(),
        missed: Vec::new(),
        invented: Vec::new(),
    };
    for part in parts {
        let read = text_of(part.extent);
        file.score += text::measure(&part.text, &read);
        let (missed, invented) = text::word_differences(&part.text, &read);
        file.missed.extend(missed);
        file.invented.extend(invented);
    }
    file
}

/// Where most pages have their words from.
fn text_from(scan: &Scan) -> TextFrom {
    let pages = |from| scan.pages.iter().filter(|page| page.text_from == from).count();
    [TextFrom::PlainText, TextFrom::TextLayer, TextFrom::Ocr]
        .into_iter()
        .max_by_key(|&from| pages(from))
        .unwrap_or(TextFrom::Ocr)
}

/// The words of a part of the scan.
fn text_as_read(scan: &Scan, extent: Extent) -> String {
    let words = scan
        .pages
        .iter()
        .flat_map(|page| page.words.iter().map(move |word| (page.number, word)));
    let texts = words
        .filter(|(page, word)| extent.holds(*page, word.line))
        .map(|(_, word)| word.text.as_str());
    texts.collect::<Vec<_>>().join(" ")
}

/// The lines of a part of the cleaned text.
fn text_cleaned(scan: &Scan, text: &Text, extent: Extent) -> String {
    let lines = text.lines.iter().filter(|line| line.role != Role::Debris);
    let texts = lines
        .filter(|line| extent.holds(scan.pages[line.page].number, line.number))
        .map(|line| line.text.as_str());
    texts.collect::<Vec<_>>().join("\n")
}
