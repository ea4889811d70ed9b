//! What of an item goes into the index, and under which field.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tantivy::TantivyDocument;
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};

use crate::case_number;
use crate::record::{CaseNumber, DecisionKind, Item, Meeting, Record, Reference, ReferenceKind};

/// Version of these fields: an index that has others is not read.
pub const VERSION: u32 = 2;

/// Name under which tantivy knows [`super::forms::FormTokenizer`].
pub const TOKENIZER: &str = "forms";

/// The fields whose values are counted in a result, in the order of [`super::Facets`].
pub const COUNTED: [&str; 6] = ["organisation", "body", "year", "kind", "has", "document"];

/// The fields of the index.
#[derive(Debug, Clone)]
pub struct Fields {
    /// SHA-256 of the source file: all items of a document go together.
    pub document: Field,
    /// Organisation, body and day, for words of the query that name the meeting.
    pub meeting: Field,
    /// The municipality or federation, as written: for the filter.
    pub organisation: Field,
    /// Organ, as written: for the filter.
    pub body: Field,
    /// The year of the meeting.
    pub year: Field,
    /// What the item has that is sought: `vote`, `dissent`.
    pub has: Field,
    /// The day as a number, 20210927.
    pub date: Field,
    /// The § number.
    pub number: Field,
    /// Kinds of the decisions.
    pub kind: Field,
    /// Keys of the item's own case numbers.
    pub case: Field,
    /// Keys of the case numbers, and days and §§ of the items, that the text refers to.
    pub reference: Field,
    /// Words of the title.
    pub title: Field,
    /// Words of the decisions.
    pub decision: Field,
    /// Words of the whole text.
    pub text: Field,
    /// The [`Entry`], as JSON.
    pub entry: Field,
}

impl Fields {
    /// The schema, and the fields in it.
    pub fn new() -> (Schema, Self) {
        let mut schema = Schema::builder();
        let forms = TextFieldIndexing::default()
            .set_tokenizer(TOKENIZER)
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        let words = TextOptions::default().set_indexing_options(forms);
        let fields = Self {
            document: schema.add_text_field("document", STRING | FAST),
            meeting: schema.add_text_field("meeting", words.clone()),
            organisation: schema.add_text_field("organisation", STRING | FAST),
            body: schema.add_text_field("body", STRING | FAST),
            year: schema.add_text_field("year", STRING | FAST),
            has: schema.add_text_field("has", STRING | FAST),
            date: schema.add_u64_field("date", INDEXED | FAST),
            number: schema.add_text_field("number", STRING),
            kind: schema.add_text_field("kind", STRING | FAST),
            case: schema.add_text_field("case", STRING),
            reference: schema.add_text_field("reference", STRING),
            title: schema.add_text_field("title", words.clone()),
            decision: schema.add_text_field("decision", words.clone() | STORED),
            text: schema.add_text_field("text", words | STORED),
            entry: schema.add_text_field("entry", STORED),
        };
        (schema.build(), fields)
    }

    /// The index documents of a record, one an item.
    pub fn documents(&self, record: &Record) -> serde_json::Result<Vec<TantivyDocument>> {
        let items = record
            .meetings
            .iter()
            .flat_map(|meeting| meeting.items.iter().map(move |item| (meeting, item)));
        (0..)
            .zip(items)
            .map(|(position, (meeting, item))| self.document(record, meeting, item, position))
            .collect()
    }

    fn document(
        &self,
        record: &Record,
        meeting: &Meeting,
        item: &Item,
        position: u32,
    ) -> serde_json::Result<TantivyDocument> {
        let entry = Entry::new(record, meeting, item, position);
        let mut document = TantivyDocument::new();
        document.add_text(self.document, &record.id);
        document.add_text(self.number, &item.number);
        document.add_text(self.title, entry.title.as_deref().unwrap_or_default());
        document.add_text(self.decision, decision_text(item));
        document.add_text(self.text, whole_text(item));
        let day = entry.date.map(|date| date.to_string());
        let of_meeting = [&entry.organisation, &entry.body, &day];
        document.add_text(
            self.meeting,
            of_meeting.into_iter().flatten().cloned().collect::<Vec<_>>().join("\n"),
        );
        if let Some(organisation) = &entry.organisation {
            document.add_text(self.organisation, organisation);
        }
        if let Some(body) = &entry.body {
            document.add_text(self.body, body);
        }
        if let Some(date) = entry.date {
            document.add_u64(self.date, day_number(date));
            document.add_text(self.year, date.year().to_string());
        }
        for has in &entry.has {
            document.add_text(self.has, has.name());
        }
        for kind in &entry.decision_kinds {
            document.add_text(self.kind, kind_name(*kind));
        }
        for key in item.case_numbers.iter().flat_map(case_number::search_keys) {
            document.add_text(self.case, key);
        }
        for key in referred_to(item).iter().flat_map(case_number::search_keys) {
            document.add_text(self.reference, key);
        }
        for key in item.references.iter().filter_map(key_of_item_referred_to) {
            document.add_text(self.reference, key);
        }
        document.add_text(self.entry, serde_json::to_string(&entry)?);
        Ok(document)
    }
}

/// What a list of results says of an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Entry {
    /// Id of the item.
    pub id: String,
    /// SHA-256 of the source file.
    pub document: String,
    /// Position of the item in its file, from 0.
    pub position: u32,
    /// The municipality or federation.
    pub organisation: Option<String>,
    /// Organ.
    pub body: Option<String>,
    /// The day of the meeting.
    pub date: Option<Date>,
    /// The § number, without the sign.
    pub number: String,
    /// Ärendemening.
    pub title: Option<String>,
    /// The item's own case numbers, in their one form.
    pub case_numbers: Vec<String>,
    /// The kinds of its decisions, each once.
    pub decision_kinds: Vec<DecisionKind>,
    /// What else it has.
    pub has: Vec<Has>,
    /// The page that it begins on, from 1.
    pub page: Option<u32>,
}

/// Something that a reader may look for, and that not all items have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Has {
    /// Omröstning.
    Vote,
    /// Reservation.
    Dissent,
}

impl Has {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Vote, Self::Dissent];

    /// Its name in the index and in filters.
    pub fn name(self) -> &'static str {
        match self {
            Self::Vote => "vote",
            Self::Dissent => "dissent",
        }
    }

    fn of(item: &Item) -> Vec<Self> {
        let there = |has: &Self| match has {
            Self::Vote => !item.votes.is_empty(),
            Self::Dissent => !item.dissents.is_empty(),
        };
        Self::ALL.into_iter().filter(there).collect()
    }
}

impl Entry {
    fn new(record: &Record, meeting: &Meeting, item: &Item, position: u32) -> Self {
        let mut decision_kinds = Vec::new();
        for decision in &item.decisions {
            if !decision_kinds.contains(&decision.kind) {
                decision_kinds.push(decision.kind);
            }
        }
        Self {
            id: item.id.clone(),
            document: record.id.clone(),
            position,
            organisation: meeting.organisation.clone(),
            body: meeting.body.clone(),
            date: meeting.date,
            number: item.number.clone(),
            title: item.title.clone(),
            case_numbers: item
                .case_numbers
                .iter()
                .map(|number| number.normalized.clone())
                .collect(),
            decision_kinds,
            has: Has::of(item),
            page: first_page(item),
        }
    }
}

/// The page that an item begins on, from 1.
pub fn first_page(item: &Item) -> Option<u32> {
    let source = item.source.as_ref().or(item.title_source.as_ref())?;
    source.regions.first().map(|region| region.page)
}

/// The day as a number whose order is that of the days: 20210927.
pub fn day_number(date: Date) -> u64 {
    let part = |number: i16| u64::from(number.unsigned_abs());
    part(date.year()) * 10_000 + part(date.month().into()) * 100 + part(date.day().into())
}

/// The name of a kind of decision in the contract: `referred-back`.
pub fn kind_name(kind: DecisionKind) -> String {
    match serde_json::to_value(kind) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

/// The kind of decision that has this name in the contract.
pub fn kind_of_name(name: &str) -> Option<DecisionKind> {
    serde_json::from_value(serde_json::Value::String(name.to_owned())).ok()
}

/// What an item is named by in texts of its organisation: its day and §.
pub fn item_key(date: Date, number: &str) -> String {
    format!("{date} § {number}")
}

/// The day and § of the item that a text refers to.
pub fn item_referred_to(reference: &Reference) -> Option<(Date, &str)> {
    let target = reference
        .target
        .as_deref()
        .filter(|_| reference.kind == ReferenceKind::Item)?;
    let (before, number) = target.rsplit_once(" § ")?;
    Some((before.split(' ').next_back()?.parse().ok()?, number))
}

fn key_of_item_referred_to(reference: &Reference) -> Option<String> {
    item_referred_to(reference).map(|(date, number)| item_key(date, number))
}

fn decision_text(item: &Item) -> String {
    item.decisions
        .iter()
        .map(|decision| decision.text.as_str())
        .collect::<Vec<_>>()
        .join("\n")
}

fn whole_text(item: &Item) -> String {
    let parts = item
        .sections
        .iter()
        .flat_map(|section| [section.heading.as_deref(), Some(section.text.as_str())]);
    parts.flatten().collect::<Vec<_>>().join("\n")
}

/// The cases that the text refers to, without the item's own.
pub fn referred_to(item: &Item) -> Vec<CaseNumber> {
    let of_cases = item
        .references
        .iter()
        .filter(|reference| reference.kind == ReferenceKind::Case);
    let read = |reference: &Reference| {
        let target = reference.target.as_deref().and_then(case_number::parse_query);
        target.or_else(|| case_number::parse_query(&reference.text))
    };
    let is_own = |number: &CaseNumber| item.case_numbers.iter().any(|own| own.normalized == number.normalized);
    of_cases.filter_map(read).filter(|number| !is_own(number)).collect()
}
