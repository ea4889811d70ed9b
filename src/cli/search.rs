//! `paragraf search`

use jiff::civil::Date;

use serde::Serialize;

use super::arguments::ArchiveArgs;
use super::terminal::{self, Style};
use super::{Outcome, item, output};
use paragraf::archive::Archive;
use paragraf::case_number;
use paragraf::error::{Error, Result};
use paragraf::index::{self, Answer, Filters, Hit, Reader, Snippet, SnippetField};
use paragraf::lookup::{self, ItemView};
use paragraf::record::{DecisionKind, Record};

/// Find § items, best match first
///
/// Looks in title, decision and the whole text. å, ä and ö count, yet `Lulea` finds Luleå, below the exact matches.
/// A case number is found in whatever way it is written.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Words; "in quotes" for a phrase; -word to leave out
    #[arg(value_name = "QUERY", allow_hyphen_values = true)]
    query: String,
    /// Only items of this case
    #[arg(long, value_name = "NUMBER")]
    case: Option<String>,
    /// Only items of this body: kommunstyrelsen
    #[arg(long)]
    body: Option<String>,
    /// Only meetings on this day or later: 2021-12-16
    #[arg(long, value_name = "DATE")]
    from: Option<Date>,
    /// Only meetings on this day or earlier
    #[arg(long, value_name = "DATE")]
    to: Option<Date>,
    /// Only decisions of this kind: approved, adopted, rejected, noted, referred-back, postponed, elected, tasked,
    /// proposed, answered, other
    #[arg(long, value_name = "KIND", value_parser = decision_kind)]
    decision: Option<DecisionKind>,
    /// How many items to print at most
    #[arg(long, value_name = "N", default_value_t = 10)]
    limit: usize,
    /// Print JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    archive: ArchiveArgs,
}

const EXAMPLES: &str = "\
Examples:
  paragraf search detaljplan
  paragraf search '\"antagande av detaljplan\" -Vallen' --body kommunfullmäktige --from 2021-01-01
  paragraf search reservation --decision referred-back --json";

pub fn run(args: Args) -> Result<Outcome> {
    let archive = Archive::open(&args.archive.archive)?;
    let filters = Filters {
        case: args.case.as_deref().map(case_of).transpose()?,
        body: args.body,
        from: args.from,
        to: args.to,
        decision: args.decision,
        ..Filters::default()
    };
    let answer = Reader::open(&archive.index_folder())?.search(&args.query, &filters, args.limit)?;
    if args.json {
        print_json(&archive, &args.query, &answer)?;
    } else {
        answer.notes.iter().for_each(|note| terminal::note(&note.to_string()));
        if let Some(suggestion) = &answer.suggestion {
            terminal::note(&format!("did you mean: {}", terminal::printable(suggestion)));
        }
        output::print(&text(&answer, Style::of_stdout()))?;
    }
    Ok(Outcome::AllWell)
}

/// Reads the name of a kind of decision.
fn decision_kind(name: &str) -> std::result::Result<DecisionKind, String> {
    index::kind_of_name(name).ok_or_else(|| "no such kind of decision; --help lists them".to_owned())
}

/// Reads what stands for a case number.
fn case_of(typed: &str) -> Result<paragraf::record::CaseNumber> {
    case_number::parse_query(typed).ok_or_else(|| {
        Error::Usage(format!(
            "{typed:?} is no case number; they are written like 2021/25, KS 2021/25 or SLK-2024-00078"
        ))
    })
}

/// What `--json` prints.
#[derive(Serialize)]
struct AnswerJson<'a> {
    /// As typed.
    query: &'a str,
    /// The case number that the query was read as, in its one form.
    case: Option<&'a str>,
    /// How it was read, where that is not plain.
    notes: Vec<String>,
    /// The query that was perhaps meant.
    suggestion: Option<&'a str>,
    /// How many items match.
    total: usize,
    /// The best of them.
    hits: Vec<HitJson<'a>>,
}

#[derive(Serialize)]
struct HitJson<'a> {
    /// From 1.
    rank: usize,
    score: f32,
    snippets: &'a [Snippet],
    #[serde(flatten)]
    item: ItemView<'a>,
}

fn print_json(archive: &Archive, query: &str, answer: &Answer) -> Result<()> {
    let store = archive.store();
    let records = answer.hits.iter().map(|hit| store.read_record(&hit.entry.document));
    let records: Vec<Record> = records.collect::<Result<_>>()?;
    let hits = answer.hits.iter().zip(&records).zip(1..).map(|((hit, record), rank)| {
        let item = lookup::item(record, &hit.entry.id).ok_or_else(|| out_of_date(archive, &hit.entry.id))?;
        Ok(HitJson {
            rank,
            score: hit.score,
            snippets: &hit.snippets,
            item,
        })
    });
    output::json(&AnswerJson {
        query,
        case: answer.case.as_ref().map(|number| number.normalized.as_str()),
        notes: answer.notes.iter().map(ToString::to_string).collect(),
        suggestion: answer.suggestion.as_deref(),
        total: answer.total,
        hits: hits.collect::<Result<_>>()?,
    })
}

/// The index names an item that the record does not have.
pub fn out_of_date(archive: &Archive, id: &str) -> Error {
    Error::DamagedArchive {
        path: archive.index_folder(),
        part: "index".to_owned(),
        detail: format!("it names the item {id}, which its document does not have"),
    }
}

/// The answer for people.
fn text(answer: &Answer, style: Style) -> String {
    let matching = match answer.total {
        1 => "1 item matches".to_owned(),
        total => format!("{total} items match"),
    };
    let mut text = match answer.hits.len() {
        0 => format!("{matching}\n"),
        shown if shown < answer.total => format!("{matching}; the best {shown}:\n"),
        _ => format!("{matching}:\n"),
    };
    let rows: Vec<Vec<String>> = answer.hits.iter().zip(1..).map(|(hit, rank)| row(hit, rank)).collect();
    for (hit, line) in answer.hits.iter().zip(item::aligned(&rows)) {
        text.push_str(&format!("\n{line}\n"));
        let indent = "    ";
        text.push_str(&format!("{indent}{}\n", title(hit, style)));
        if let Some(snippet) = hit.snippets.iter().find(|snippet| snippet.field != SnippetField::Title) {
            text.push_str(&format!("{indent}{}\n", style.mark(&snippet.text, &snippet.highlights)));
        }
        let page = hit.entry.page.map_or_else(String::new, |page| format!("  page {page}"));
        text.push_str(&format!("{indent}{}{page}\n", terminal::printable(&hit.entry.id)));
    }
    text
}

fn row(hit: &Hit, rank: usize) -> Vec<String> {
    let entry = &hit.entry;
    vec![
        format!("{rank:>2}"),
        item::body_of(entry.body.as_deref(), entry.organisation.as_deref()),
        item::day(entry.date),
        terminal::printable(&format!("§ {}", entry.number)),
        terminal::printable(&entry.case_numbers.join(", ")),
        item::kinds_in_swedish(&entry.decision_kinds),
    ]
}

fn title(hit: &Hit, style: Style) -> String {
    match hit.snippets.iter().find(|snippet| snippet.field == SnippetField::Title) {
        Some(snippet) => style.mark(&snippet.text, &snippet.highlights),
        None => terminal::printable(hit.entry.title.as_deref().unwrap_or("(utan rubrik)")),
    }
}
