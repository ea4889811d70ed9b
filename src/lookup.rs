//! One item or document of an archive, by its id, and how it is shown to programs.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use crate::archive::store::Store;
use crate::error::{Error, Result};
use crate::record::{Item, Meeting, Record};

/// What an id names.
#[derive(Debug, Clone, PartialEq)]
pub enum Found {
    /// One item of a document.
    Item(Box<Record>, ItemPlace),
    /// One meeting of a document: its index in the record.
    Meeting(Box<Record>, usize),
    /// A whole document.
    Document(Box<Record>),
}

/// Where in a record an item stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ItemPlace {
    meeting: usize,
    item: usize,
}

impl ItemPlace {
    /// The item in its record.
    pub fn view(self, record: &Record) -> Option<ItemView<'_>> {
        let meeting = record.meetings.get(self.meeting)?;
        Some(ItemView::new(record, meeting, meeting.items.get(self.item)?))
    }
}

/// An item as programs see it: its record, with the document and the meeting that it comes from.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct ItemView<'a> {
    /// The item, as in the record.
    #[serde(flatten)]
    pub item: &'a Item,
    /// The file that it was read in.
    pub document: DocumentView<'a>,
    /// The meeting that it was a matter of.
    pub meeting: MeetingView<'a>,
}

/// The file of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DocumentView<'a> {
    /// SHA-256 of the file.
    pub id: &'a str,
    /// Where it lay when it was brought in.
    pub path: &'a str,
}

/// The meeting of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MeetingView<'a> {
    /// The municipality or federation.
    pub organisation: Option<&'a str>,
    /// Organ.
    pub body: Option<&'a str>,
    /// The day of the meeting.
    pub date: Option<Date>,
}

impl<'a> DocumentView<'a> {
    /// The file of a record.
    pub fn new(record: &'a Record) -> Self {
        Self {
            id: &record.id,
            path: &record.source_file.path,
        }
    }
}

impl<'a> ItemView<'a> {
    fn new(record: &'a Record, meeting: &'a Meeting, item: &'a Item) -> Self {
        Self {
            item,
            document: DocumentView::new(record),
            meeting: MeetingView {
                organisation: meeting.organisation.as_deref(),
                body: meeting.body.as_deref(),
                date: meeting.date,
            },
        }
    }
}

/// What an id names, or the start of one that fits nothing else.
///
/// # Errors
/// [`Error::NotInArchive`]; [`Error::Usage`] where the start of an id fits several things; where the archive cannot be read.
pub fn find(store: &Store, id: &str) -> Result<Found> {
    let id = id.trim().to_lowercase();
    let of_document = id.split('.').next().unwrap_or_default();
    if of_document.is_empty() {
        return Err(Error::NotInArchive(id));
    }
    let fitting = store
        .ids()?
        .into_iter()
        .filter(|known| known.starts_with(of_document) && store.contains(known));
    let fitting: Vec<String> = fitting.collect();
    if !id.contains('.') {
        let document = the_one(&id, fitting)?;
        return Ok(Found::Document(Box::new(store.read_record(&document)?)));
    }
    let mut items = Vec::new();
    for document in fitting {
        let record = store.read_record(&document)?;
        let exact = items_of(&record).find_map(|(place, item)| (item.id == id).then_some(place));
        if let Some(place) = exact {
            return Ok(Found::Item(Box::new(record), place));
        }
        if let Some(meeting) = record.meetings.iter().position(|meeting| meeting.id == id) {
            return Ok(Found::Meeting(Box::new(record), meeting));
        }
        items.extend(
            items_of(&record)
                .map(|(_, item)| item.id.clone())
                .filter(|known| known.starts_with(&id)),
        );
    }
    find(store, &the_one(&id, items)?)
}

/// The item of this id in a record.
pub fn item<'a>(record: &'a Record, id: &str) -> Option<ItemView<'a>> {
    items_of(record)
        .find(|(_, item)| item.id == id)
        .and_then(|(place, _)| place.view(record))
}

fn items_of(record: &Record) -> impl Iterator<Item = (ItemPlace, &Item)> {
    record.meetings.iter().enumerate().flat_map(|(meeting, of)| {
        of.items
            .iter()
            .enumerate()
            .map(move |(item, found)| (ItemPlace { meeting, item }, found))
    })
}

fn the_one(id: &str, mut fitting: Vec<String>) -> Result<String> {
    match fitting.len() {
        0 => Err(Error::NotInArchive(id.to_owned())),
        1 => Ok(fitting.remove(0)),
        several => {
            fitting.truncate(10);
            Err(Error::Usage(format!(
                "{id} is the start of {several} ids: {}",
                fitting.join(", ")
            )))
        }
    }
}
