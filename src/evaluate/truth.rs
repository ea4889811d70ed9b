//! Finds gold files, what they are, and which source file they tell the truth about.
//!
//! | gold | tells | source |
//! |---|---|---|
//! | `NAME.gold.json` with `"source"` and `"meetings"` | structure; with `"truth"` also the text | what `source` names |
//! | `NAME.json` with `"paragraphs"` | structure | `NAME.txt` beside it |
//! | `NAME_pN.gt.txt` | the text of page N | `NAME.pdf` or the like beside it |
//! | `NAME.truth-lines-A-B.txt` | the text of lines A to B | `NAME.ocr.txt` or `NAME.txt` beside it |
//! | `NAME.txt` beside `NAME.gold.json` | the text of all pages, form feeds between them | as the gold's |
//! | `NAME.jsonl`, `NAME.jsonl.xz` | lines of OCR beside their truth | itself |

use std::fs;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

use lzma_rust2::XzReader;
use serde_json::Value;
use walkdir::WalkDir;

use super::gold;
use super::lines::{self, Line};
use crate::capture::has_known_ending;
use crate::error::{Error, Result, SourceFault};

/// The truth about one source file, or a part of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Truth {
    /// The file that holds it.
    pub path: PathBuf,
    /// The file that it is about.
    pub source: PathBuf,
    /// What it says.
    pub content: Content,
}

/// What a gold file says.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// The text of parts of the source.
    Text(Vec<Part>),
    /// What a perfect reading gives.
    Structure {
        /// The gold as it stands in its file.
        gold: Value,
        /// The true text of the source, where there is one.
        text: Option<PathBuf>,
    },
    /// Lines of OCR beside their truth.
    Lines(Vec<Line>),
}

/// A part of a source and its true text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Which part.
    pub extent: Extent,
    /// What stands there.
    pub text: String,
}

/// A part of a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// A page, from 1.
    Page(u32),
    /// Lines of a text file, from 1, both included.
    Lines(u32, u32),
}

impl Extent {
    /// Whether a line of a page belongs to it.
    pub fn holds(self, page: u32, line: u32) -> bool {
        match self {
            Self::Page(number) => number == page,
            Self::Lines(first, last) => (first..=last).contains(&line),
        }
    }
}

/// The truths that a path names: those of a gold file, or of all gold files in a folder, in order of their paths.
///
/// # Errors
/// [`Error::Usage`] where a file that is named is no gold, or a folder holds none; [`Error::Source`] where it or its
/// source cannot be read.
pub fn find(path: &Path) -> Result<Vec<Truth>> {
    if !path.exists() {
        return Err(source_fault(path, SourceFault::NotFound));
    }
    if path.is_dir() {
        return find_in_folder(path);
    }
    let truths = of_file(path)?;
    if truths.is_empty() {
        return Err(Error::Usage(format!(
            "{} is no gold: see `paragraf evaluate --help` for what gold looks like",
            path.display()
        )));
    }
    Ok(truths)
}

fn find_in_folder(folder: &Path) -> Result<Vec<Truth>> {
    let mut truths = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(|error| unreadable(folder, &error))?;
        // The text beside a gold file comes with it.
        if entry.file_type().is_file() && gold_beside(entry.path()).is_none() {
            truths.extend(of_file(entry.path())?);
        }
    }
    if truths.is_empty() {
        return Err(Error::Usage(format!("there is no gold in {}", folder.display())));
    }
    Ok(truths)
}

fn of_file(path: &Path) -> Result<Vec<Truth>> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    if name.ends_with(".json") {
        return of_json(path);
    }
    if name.ends_with(".jsonl") || name.ends_with(".jsonl.xz") {
        return of_pairs(path);
    }
    if let Some((stem, extent)) = named_part(&name) {
        return Ok(vec![of_text(path, beside(path, stem)?, |text| {
            vec![part(extent, text)]
        })?]);
    }
    match gold_beside(path) {
        Some(gold) => Ok(of_json(&gold)?.into_iter().filter(|truth| truth.path == path).collect()),
        None => Ok(Vec::new()),
    }
}

/// The stem and the part in `NAME_pN.gt.txt` and `NAME.truth-lines-A-B.txt`.
fn named_part(name: &str) -> Option<(&str, Extent)> {
    if let Some((stem, page)) = name.strip_suffix(".gt.txt").and_then(|name| name.rsplit_once("_p")) {
        return Some((stem, Extent::Page(page.parse().ok()?)));
    }
    let (stem, lines) = name.strip_suffix(".txt")?.split_once(".truth-lines-")?;
    let (first, last) = lines.split_once('-')?;
    Some((stem, Extent::Lines(first.parse().ok()?, last.parse().ok()?)))
}

fn part(extent: Extent, text: &str) -> Part {
    Part {
        extent,
        text: text.to_owned(),
    }
}

/// The gold file of the same stem, for a text file that it names as its truth.
fn gold_beside(path: &Path) -> Option<PathBuf> {
    let gold = path.with_extension("gold.json");
    let json: Value = serde_json::from_slice(&fs::read(&gold).ok()?).ok()?;
    let named = gold.parent()?.join(json["truth"].as_str()?);
    (named == path).then_some(gold)
}

fn of_pairs(path: &Path) -> Result<Vec<Truth>> {
    let text = read_packed(path)?;
    Ok(vec![Truth {
        path: path.to_owned(),
        source: path.to_owned(),
        content: Content::Lines(lines::parse(&path.display().to_string(), &text)?),
    }])
}

fn of_json(path: &Path) -> Result<Vec<Truth>> {
    let Ok(json) = serde_json::from_str::<Value>(&read(path)?) else {
        return Ok(Vec::new());
    };
    let folder = path.parent().unwrap_or(Path::new(""));
    let text = json["truth"].as_str().map(|name| folder.join(name));
    let structure = |source| Truth {
        path: path.to_owned(),
        source,
        content: Content::Structure {
            gold: json.clone(),
            text: text.clone(),
        },
    };
    if gold::is_paragraphs_form(&json) {
        return Ok(vec![structure(path.with_extension("txt"))]);
    }
    let Some(source) = json["source"].as_str().filter(|_| gold::is_record_form(&json)) else {
        return Ok(Vec::new());
    };
    let source = folder.join(source);
    let mut truths = vec![structure(source.clone())];
    if let Some(text) = &text {
        truths.push(of_text(text, source, pages)?);
    }
    Ok(truths)
}

fn of_text(path: &Path, source: PathBuf, parts: impl FnOnce(&str) -> Vec<Part>) -> Result<Truth> {
    Ok(Truth {
        path: path.to_owned(),
        source,
        content: Content::Text(parts(&read(path)?)),
    })
}

fn pages(text: &str) -> Vec<Part> {
    text.split('\u{c}')
        .zip(1..)
        .map(|(text, page)| part(Extent::Page(page), text))
        .collect()
}

/// The source file with this stem in the folder of a gold file.
fn beside(gold: &Path, stem: &str) -> Result<PathBuf> {
    let folder = gold.parent().unwrap_or(Path::new(""));
    let is_source = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let ending = name.strip_prefix(stem).and_then(|rest| rest.strip_prefix('.'));
        ending.is_some_and(|ending| ending == "ocr.txt" || !ending.contains('.')) && has_known_ending(path)
    };
    let entries = fs::read_dir(if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    });
    let entries = entries.map_err(|error| unreadable(folder, &error))?;
    let mut sources: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| folder.join(entry.file_name()))
        .filter(is_source)
        .collect();
    sources.sort();
    sources
        .into_iter()
        .next()
        .ok_or_else(|| source_fault(&folder.join(stem), SourceFault::NotFound))
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(|error| unreadable(path, &error))
}

/// The text of a file that may be packed (`.xz`).
pub(super) fn read_packed(path: &Path) -> Result<String> {
    if path.extension().is_none_or(|ending| ending != "xz") {
        return read(path);
    }
    let mut text = String::new();
    let file = fs::File::open(path).map_err(|error| unreadable(path, &error))?;
    XzReader::new(BufReader::new(file), true)
        .read_to_string(&mut text)
        .map_err(|error| unreadable(path, &error))?;
    Ok(text)
}

pub(super) fn unreadable(path: &Path, error: &dyn ToString) -> Error {
    let detail = error.to_string();
    source_fault(path, SourceFault::Unreadable { detail })
}

fn source_fault(path: &Path, fault: SourceFault) -> Error {
    Error::Source {
        path: path.to_owned(),
        fault,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, content) in files {
            fs::write(folder.path().join(name), content).unwrap();
        }
        folder
    }

    #[test]
    fn gold_names_its_source_and_its_text() {
        let folder = folder(&[
            (
                "a.gold.json",
                r#"{"source": "a.pdf", "truth": "a.txt", "meetings": []}"#,
            ),
            ("a.txt", "sida ett\u{c}sida två"),
            ("a.pdf", ""),
        ]);
        let truths = find(folder.path()).unwrap();
        assert_eq!(truths.len(), 2);
        assert!(truths.iter().all(|truth| truth.source == folder.path().join("a.pdf")));
        let pages = vec![part(Extent::Page(1), "sida ett"), part(Extent::Page(2), "sida två")];
        assert_eq!(truths[1].content, Content::Text(pages));
        let alone = find(&folder.path().join("a.txt")).unwrap();
        assert_eq!(alone, truths[1..]);
    }

    #[test]
    fn text_of_a_page_or_of_lines_belongs_to_the_file_of_the_same_stem() {
        let folder = folder(&[
            ("b_2014_p2.gt.txt", "sida två"),
            ("b_2014.pdf", ""),
            ("c.truth-lines-3-9.txt", "rader"),
            ("c.ocr.txt", "rader"),
            ("c.gold.json", "{}"),
        ]);
        let truths = find(folder.path()).unwrap();
        let found: Vec<_> = truths
            .iter()
            .map(|truth| (truth.source.clone(), truth.content.clone()))
            .collect();
        assert_eq!(
            found,
            [
                (
                    folder.path().join("b_2014.pdf"),
                    Content::Text(vec![part(Extent::Page(2), "sida två")])
                ),
                (
                    folder.path().join("c.ocr.txt"),
                    Content::Text(vec![part(Extent::Lines(3, 9), "rader")])
                ),
            ]
        );
    }

    #[test]
    fn paragraphs_lie_beside_their_text() {
        let folder = folder(&[("d.json", r#"{"paragraphs": []}"#), ("d.txt", "§ 1")]);
        let truths = find(folder.path()).unwrap();
        assert_eq!(truths.len(), 1);
        assert_eq!(truths[0].source, folder.path().join("d.txt"));
    }

    #[test]
    fn what_is_no_gold_is_refused() {
        let folder = folder(&[("e.txt", "§ 1"), ("f.json", "{}")]);
        assert!(matches!(find(&folder.path().join("e.txt")), Err(Error::Usage(_))));
        assert!(matches!(find(&folder.path().join("f.json")), Err(Error::Usage(_))));
        assert!(matches!(find(folder.path()), Err(Error::Usage(_))));
        assert!(matches!(find(&folder.path().join("g.txt")), Err(Error::Source { .. })));
    }
}
