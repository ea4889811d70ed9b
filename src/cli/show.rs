//! `paragraf show`

use serde::Serialize;

use super::arguments::ArchiveArgs;
use super::terminal::{Style, printable};
use super::{Outcome, item, output};
use paragraf::archive::Archive;
use paragraf::error::Result;
use paragraf::lookup::{self, DocumentView, Found};
use paragraf::record::{Meeting, Record};

/// Show one item or document, and where it was read
///
/// Ids come from `search`, `case`, `status` and the export. The start of an id is enough where it names one thing only.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Id of an item (`5f0c3a9b21de.1.35`), a meeting or a document
    #[arg(value_name = "ID")]
    id: String,
    /// Print JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    archive: ArchiveArgs,
}

const EXAMPLES: &str = "\
Examples:
  paragraf show 5f0c3a9b21de.1.35
  paragraf show 5f0c3a9b21de --json";

pub fn run(args: Args) -> Result<Outcome> {
    let store = Archive::open(&args.archive.archive)?.store();
    let style = Style::of_stdout();
    match lookup::find(&store, &args.id)? {
        Found::Item(record, place) => match place.view(&record) {
            Some(view) if args.json => output::json(&view)?,
            Some(view) => output::print(&item::text(&view, style))?,
            None => {}
        },
        Found::Meeting(record, index) => match record.meetings.get(index) {
            Some(meeting) if args.json => output::json(&MeetingJson::new(&record, meeting))?,
            Some(meeting) => output::print(&(document_text(&record, style) + &meeting_text(meeting, style)))?,
            None => {}
        },
        Found::Document(record) if args.json => output::json(&record)?,
        Found::Document(record) => {
            let meetings = record.meetings.iter().map(|meeting| meeting_text(meeting, style));
            output::print(&(document_text(&record, style) + &meetings.collect::<String>()))?;
        }
    }
    Ok(Outcome::AllWell)
}

/// What `--json` prints of a meeting: the meeting as in the record, and its document.
#[derive(Serialize)]
struct MeetingJson<'a> {
    #[serde(flatten)]
    meeting: &'a Meeting,
    document: DocumentView<'a>,
}

impl<'a> MeetingJson<'a> {
    fn new(record: &'a Record, meeting: &'a Meeting) -> Self {
        Self {
            meeting,
            document: DocumentView::new(record),
        }
    }
}

/// A document for people: the file, how its pages were read, and what went wrong.
fn document_text(record: &Record, style: Style) -> String {
    let file = &record.source_file;
    let mut text = format!("{}\n\n", style.bold(&printable(&file.path)));
    let mut engines: Vec<String> = Vec::new();
    for page in &record.pages {
        let engine = format!("{} {}", page.engine, page.model).trim().to_owned();
        if !engines.contains(&engine) {
            engines.push(engine);
        }
    }
    let rows = [
        ("document", record.id.clone()),
        ("kind", format!("{}, {} bytes", file.media_type, file.bytes)),
        ("pages", file.pages.to_string()),
        ("read by", engines.join(", ")),
    ];
    for (name, value) in rows {
        text.push_str(&format!("{name:<12}{}\n", printable(&value)));
    }
    let of_pages = record
        .pages
        .iter()
        .flat_map(|page| page.warnings.iter().map(|warning| (Some(page.number), warning)));
    for (page, warning) in record
        .warnings
        .iter()
        .map(|warning| (warning.page, warning))
        .chain(of_pages)
    {
        let place = warning
            .page
            .or(page)
            .map_or_else(String::new, |page| format!("page {page}: "));
        text.push_str(&format!("{:<12}{place}{}\n", "warning", printable(&warning.message)));
    }
    text
}

/// A meeting for people, an item a line.
fn meeting_text(meeting: &Meeting, style: Style) -> String {
    let body = item::body_of(meeting.body.as_deref(), meeting.organisation.as_deref());
    let mut text = format!("\n{}\n", style.bold(&format!("{body}  {}", item::day(meeting.date))));
    let rows: Vec<Vec<String>> = meeting
        .items
        .iter()
        .map(|item| {
            let cases = item.case_numbers.iter().map(|number| number.normalized.as_str());
            let cells = [
                format!("  § {}", item.number),
                cases.collect::<Vec<_>>().join(", "),
                item.title.clone().unwrap_or_else(|| "(utan rubrik)".to_owned()),
            ];
            cells.iter().map(|cell| printable(cell)).collect()
        })
        .collect();
    for line in item::aligned(&rows) {
        text.push_str(&line);
        text.push('\n');
    }
    text
}
