//! `paragraf case`

use std::collections::BTreeSet;

use serde::Serialize;

use super::arguments::ArchiveArgs;
use super::terminal::{self, Style};
use super::{Outcome, item, output, search};
use paragraf::archive::Archive;
use paragraf::case_number;
use paragraf::error::{Error, Result};
use paragraf::index::{CaseItem, Reader, Relation};
use paragraf::lookup::{self, ItemView};
use paragraf::record::{CaseNumber, Record};

/// Show all that the archive holds on one case, in order of time
///
/// The number may be written in any of its ways: `2021/25`, `Dnr 2021/25-2.2.0.1`, `KS 2021/00025`.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Case number (diarienummer)
    #[arg(value_name = "NUMBER")]
    number: String,
    /// Print JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    archive: ArchiveArgs,
}

const EXAMPLES: &str = "\
Examples:
  paragraf case 2021/25
  paragraf case 'SLK 2024/78' --json";

pub fn run(args: Args) -> Result<Outcome> {
    let archive = Archive::open(&args.archive.archive)?;
    let unknown = || Error::NotInArchive(args.number.clone());
    let number = case_number::parse_query(&args.number).ok_or_else(unknown)?;
    let items = Reader::open(&archive.index_folder())?.case(&number)?;
    if items.is_empty() {
        return Err(unknown());
    }
    let store = archive.store();
    let records = items.iter().map(|found| store.read_record(&found.entry.document));
    let records: Vec<Record> = records.collect::<Result<_>>()?;
    let views = items.iter().zip(&records).map(|(found, record)| {
        let view = lookup::item(record, &found.entry.id);
        view.ok_or_else(|| search::out_of_date(&archive, &found.entry.id))
    });
    let views: Vec<ItemView<'_>> = views.collect::<Result<_>>()?;
    if args.json {
        let with_relation = items.iter().zip(views);
        output::json(&CaseJson {
            query: &args.number,
            case: &number.normalized,
            items: with_relation
                .map(|(found, item)| CaseItemJson {
                    relation: found.relation,
                    item,
                })
                .collect(),
        })?;
    } else {
        let cases = cases_of(&number, &items);
        if cases.len() > 1 {
            let cases: Vec<_> = cases.into_iter().collect();
            terminal::note(&format!(
                "cases of several registers have this number: {}",
                cases.join("; ")
            ));
        }
        output::print(&text(&number, &items, &views, Style::of_stdout()))?;
    }
    Ok(Outcome::AllWell)
}

/// What `--json` prints.
#[derive(Serialize)]
struct CaseJson<'a> {
    /// As typed.
    query: &'a str,
    /// The number in its one form.
    case: &'a str,
    /// In order of time.
    items: Vec<CaseItemJson<'a>>,
}

#[derive(Serialize)]
struct CaseItemJson<'a> {
    /// `own`: it bears the number; `reference`: its text refers to the case.
    relation: Relation,
    #[serde(flatten)]
    item: ItemView<'a>,
}

/// The cases that bear the number, each with its organisation: the same number stands in many registers.
fn cases_of(number: &CaseNumber, items: &[CaseItem]) -> BTreeSet<String> {
    let own = items.iter().filter(|found| found.relation == Relation::Own);
    let same = |normalized: &&String| normalized.ends_with(number.normalized.rsplit(' ').next().unwrap_or_default());
    let named = |found: &CaseItem| {
        let number = found.entry.case_numbers.iter().find(same)?;
        let organisation = found.entry.organisation.as_deref().unwrap_or("okänd organisation");
        Some(format!("{number}, {organisation}"))
    };
    own.filter_map(named).collect()
}

/// The case for people.
fn text(number: &CaseNumber, items: &[CaseItem], views: &[ItemView<'_>], style: Style) -> String {
    let mut text = format!(
        "{}\n",
        style.bold(&terminal::printable(&format!("Ärende {}", number.normalized)))
    );
    let rows: Vec<Vec<String>> = items.iter().map(row).collect();
    for ((found, view), line) in items.iter().zip(views).zip(item::aligned(&rows)) {
        text.push_str(&format!("\n{line}\n"));
        let title = found.entry.title.as_deref().unwrap_or("(utan rubrik)");
        text.push_str(&format!("    {}\n", style.bold(&terminal::printable(title))));
        if found.relation == Relation::Reference {
            text.push_str("    hänvisar till ärendet\n");
        }
        for decision in &view.item.decisions {
            let lines = terminal::printable(&decision.text).replace('\n', "\n      ");
            text.push_str(&format!("    {}: {lines}\n", item::kind_in_swedish(decision.kind)));
        }
        text.push_str(&format!("    {}\n", terminal::printable(&found.entry.id)));
    }
    text
}

fn row(found: &CaseItem) -> Vec<String> {
    let entry = &found.entry;
    vec![
        item::day(entry.date),
        item::body_of(entry.body.as_deref(), entry.organisation.as_deref()),
        terminal::printable(&format!("§ {}", entry.number)),
        terminal::printable(&entry.case_numbers.join(", ")),
    ]
}
