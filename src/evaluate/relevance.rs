//! How well the search ranks: questions with the items that answer them, asked of an archive.
//!
//! A file of questions is a table with tabs between its columns: the question as somebody would type it, and the items that
//! answer it, each as `file:§` with the name of the source file up to its first dot. The first line names the columns.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use serde::Serialize;

use crate::archive::Archive;
use crate::error::{Error, Result, SourceFault};
use crate::index::{Filters, Reader};

/// Answers are looked for among so many of the best items.
const DEPTH: usize = 20;

/// How well the search answered.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Relevance {
    /// How many questions were asked.
    pub questions: usize,
    /// Mean over the questions of 1 / the rank of the first right item; 0 where none is among the first 20.
    pub mean_reciprocal_rank: f64,
    /// Share of the questions whose first item is right.
    pub first_is_right: f64,
    /// The questions whose first item is wrong, with the rank of the first right one.
    pub missed: Vec<(String, Option<usize>)>,
}

/// Asks an archive the questions in a file.
///
/// # Errors
/// Where the file or the archive cannot be read; [`Error::Usage`] where a line is no question.
pub fn relevance(archive: &Archive, questions: &Path) -> Result<Relevance> {
    let text = fs::read_to_string(questions).map_err(|error| Error::Source {
        path: questions.to_owned(),
        fault: SourceFault::of(&error),
    })?;
    let names = names(archive)?;
    let reader = Reader::open(&archive.index_folder())?;
    let mut ranks = Vec::new();
    for line in text.lines().skip(1) {
        let Some((question, items)) = line.split_once('\t') else {
            return Err(Error::Usage(format!(
                "{}: no tab in the line {line:?}",
                questions.display()
            )));
        };
        let right: Vec<&str> = items.split_whitespace().collect();
        let answer = reader.search(question, &Filters::default(), DEPTH)?;
        let is_right = |name: &str| right.contains(&name);
        let rank = answer.hits.iter().position(|hit| {
            let file = names.get(&hit.entry.document).map_or("", String::as_str);
            is_right(&format!("{file}:{}", hit.entry.number))
        });
        ranks.push((question.to_owned(), rank.map(|index| index + 1)));
    }
    let count = ranks.len().max(1) as f64;
    let reciprocal = |rank: Option<usize>| rank.map_or(0.0, |rank| 1.0 / rank as f64);
    let first = ranks.iter().filter(|(_, rank)| *rank == Some(1)).count();
    Ok(Relevance {
        questions: ranks.len(),
        mean_reciprocal_rank: ranks.iter().map(|(_, rank)| reciprocal(*rank)).sum::<f64>() / count,
        first_is_right: first as f64 / count,
        missed: ranks.into_iter().filter(|(_, rank)| *rank != Some(1)).collect(),
    })
}

/// The names of the archive's source files up to their first dot, by document.
fn names(archive: &Archive) -> Result<HashMap<String, String>> {
    let catalogue = archive.catalogue()?;
    let named = catalogue.ids()?.into_iter().map(|id| {
        let path = catalogue.paths_of(&id)?.into_iter().next().unwrap_or_default();
        let name = Path::new(&path).file_name().unwrap_or_default().to_string_lossy();
        let stem = name.split('.').next().unwrap_or_default().to_owned();
        Ok((id, stem))
    });
    named.collect()
}

/// The result for people.
pub fn render(relevance: &Relevance) -> String {
    let mut text = format!(
        "{} questions: mean reciprocal rank {:.3}, the first item is right for {:.1} %\n",
        relevance.questions,
        relevance.mean_reciprocal_rank,
        relevance.first_is_right * 100.0
    );
    for (question, rank) in &relevance.missed {
        let rank = rank.map_or_else(
            || format!("not among the first {DEPTH}"),
            |rank| format!("first right item: {rank}"),
        );
        text.push_str(&format!("  {question}  ({rank})\n"));
    }
    text
}
