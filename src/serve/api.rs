//! The API for programs, under `/api/v1`. [`OPERATIONS`] is all of it: the routes and the OpenAPI document are made of it.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get};
use axum::{Json, Router};
use futures_util::stream;
use jiff::Timestamp;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;
use tokio::sync::mpsc;

use super::citation::citation;
use super::masking::file_name;
use super::openapi;
use super::parameters::{self, Parameter, SEARCH, Search};
use super::refusal::Refusal;
use super::room::Room;
use super::work;
use crate::case_number;
use crate::error::Error;
use crate::identity_numbers;
use crate::index::{Entry, Facets, Hit, Relation, Snippet};
use crate::lookup::{self, ItemView};
use crate::record::{DecisionKind, Record};

/// Documents in a list where nothing is said, and at most.
const USUAL_DOCUMENTS: usize = 100;
const MOST_DOCUMENTS: usize = 1000;

/// Records that wait in memory for a reader of the export.
const WAITING_RECORDS: usize = 4;

/// Something that can be asked for.
pub struct Operation {
    /// Its name in programs.
    pub name: &'static str,
    /// Its address, as axum writes it.
    pub path: &'static str,
    /// What it gives.
    pub summary: &'static str,
    /// What stands in the address.
    pub in_path: &'static [Parameter],
    /// What may stand after the question mark.
    pub parameters: &'static [Parameter],
    /// What the answer is.
    pub content: Content,
    answer: fn() -> MethodRouter<Arc<Room>>,
}

/// What an answer is.
pub enum Content {
    /// One JSON value.
    Json(fn(&mut SchemaGenerator) -> Schema),
    /// JSON values, one a line.
    Lines(fn(&mut SchemaGenerator) -> Schema),
    /// A table.
    Csv,
}

const ITEM_ID: Parameter = Parameter {
    name: "id",
    meaning: "id of an item, as a search gives it",
    schema: r#"{"type":"string"}"#,
};
const DOCUMENT_ID: Parameter = Parameter {
    name: "id",
    meaning: "id of a document: the SHA-256 of its source file",
    schema: r#"{"type":"string","pattern":"^[0-9a-f]{12,64}$"}"#,
};
const CASE: Parameter = Parameter {
    name: "number",
    meaning: "a case number (diarienummer) in any of its ways, its slash as %2F",
    schema: r#"{"type":"string"}"#,
};
const AFTER: Parameter = Parameter {
    name: "after",
    meaning: "only documents whose id comes after this one: the next of the list before",
    schema: r#"{"type":"string"}"#,
};
const LIMIT: Parameter = Parameter {
    name: "limit",
    meaning: "documents at most",
    schema: r#"{"type":"integer","minimum":1,"maximum":1000,"default":100}"#,
};
const SINCE: Parameter = Parameter {
    name: "since",
    meaning: "only documents read at this time or later: the until of the list before",
    schema: r#"{"type":"string","format":"date-time"}"#,
};

/// All that can be asked for.
pub const OPERATIONS: &[Operation] = &[
    Operation {
        name: "search",
        path: "/api/v1/search",
        summary: "§ items that match, with the counts of all that match",
        in_path: &[],
        parameters: SEARCH,
        content: Content::Json(SchemaGenerator::subschema_for::<SearchAnswer>),
        answer: || get(search),
    },
    Operation {
        name: "searchCsv",
        path: "/api/v1/search.csv",
        summary: "the same list of items as a table",
        in_path: &[],
        parameters: SEARCH,
        content: Content::Csv,
        answer: || get(search_csv),
    },
    Operation {
        name: "item",
        path: "/api/v1/items/{id}",
        summary: "one item, with its document and meeting",
        in_path: &[ITEM_ID],
        parameters: &[],
        content: Content::Json(SchemaGenerator::subschema_for::<ItemAnswer<'_>>),
        answer: || get(item),
    },
    Operation {
        name: "case",
        path: "/api/v1/cases/{*number}",
        summary: "all items of a case, and those that refer to it, in order of time",
        in_path: &[CASE],
        parameters: &[],
        content: Content::Json(SchemaGenerator::subschema_for::<CaseAnswer<'_>>),
        answer: || get(case),
    },
    Operation {
        name: "documents",
        path: "/api/v1/documents",
        summary: "the documents of the archive, in the order of ids",
        in_path: &[],
        parameters: &[AFTER, LIMIT],
        content: Content::Json(SchemaGenerator::subschema_for::<Documents>),
        answer: || get(documents),
    },
    Operation {
        name: "document",
        path: "/api/v1/documents/{id}",
        summary: "the record of one document, as `paragraf schema` describes it",
        in_path: &[DOCUMENT_ID],
        parameters: &[],
        content: Content::Json(SchemaGenerator::subschema_for::<Record>),
        answer: || get(document),
    },
    Operation {
        name: "export",
        path: "/api/v1/export",
        summary: "the records of all documents, one a line",
        in_path: &[],
        parameters: &[],
        content: Content::Lines(SchemaGenerator::subschema_for::<Record>),
        answer: || get(export),
    },
    Operation {
        name: "changes",
        path: "/api/v1/changes",
        summary: "the documents that were read, or read anew, since a time",
        in_path: &[],
        parameters: &[SINCE],
        content: Content::Json(SchemaGenerator::subschema_for::<Changes>),
        answer: || get(changes),
    },
];

/// The routes of [`OPERATIONS`], and the document that describes them.
pub fn routes() -> Router<Arc<Room>> {
    let described = Router::new().route("/api/v1/openapi.json", get(async || Json(openapi::document())));
    OPERATIONS.iter().fold(described, |router, operation| {
        router.route(operation.path, (operation.answer)())
    })
}

/// Why a request is not answered.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Problem {
    /// The HTTP status.
    status: u16,
    /// What is wrong, for people.
    message: String,
}

/// The answer to a request that is refused.
pub fn refused(refusal: &Refusal) -> Response {
    let problem = Problem {
        status: refusal.status().as_u16(),
        message: refusal.message(),
    };
    (refusal.status(), Json(problem)).into_response()
}

/// What `search` gives.
#[derive(Debug, Serialize, JsonSchema)]
struct SearchAnswer {
    /// The query, as typed.
    query: String,
    /// The case number that it was read as.
    case: Option<String>,
    /// How it was read, where that is not plain.
    notes: Vec<String>,
    /// The query that was perhaps meant.
    suggestion: Option<String>,
    /// How many items match.
    total: usize,
    /// Page of the result, from 1.
    page: usize,
    /// Items on a page.
    size: usize,
    /// The items of this page, in order.
    hits: Vec<SearchHit>,
    /// All items that match, counted.
    facets: Facets,
}

/// An item that matches.
#[derive(Debug, Serialize, JsonSchema)]
struct SearchHit {
    #[serde(flatten)]
    entry: Entry,
    /// How well it matches; to be compared within one answer only.
    score: f32,
    /// Pieces that hold what was sought.
    snippets: Vec<Snippet>,
}

impl From<Hit> for SearchHit {
    fn from(hit: Hit) -> Self {
        Self {
            entry: hit.entry,
            score: hit.score,
            snippets: hit.snippets,
        }
    }
}

async fn search(State(room): State<Arc<Room>>, uri: Uri) -> Response {
    let asked = parameters::strict(&uri, SEARCH).and_then(Search::read);
    json(room, move |room| {
        let search = asked?;
        let answer = room.search(&search.typed, &search.filters, search.listing())?;
        Ok(SearchAnswer {
            query: search.typed,
            case: answer.case.map(|number| number.normalized),
            notes: answer.notes.iter().map(ToString::to_string).collect(),
            suggestion: answer.suggestion,
            total: answer.total,
            page: search.page,
            size: search.size,
            hits: answer.hits.into_iter().map(SearchHit::from).collect(),
            facets: answer.facets,
        })
    })
    .await
}

async fn search_csv(State(room): State<Arc<Room>>, uri: Uri) -> Response {
    let asked = parameters::strict(&uri, SEARCH).and_then(Search::read);
    let table = work(room, move |room| {
        let search = asked?;
        let answer = room.search(&search.typed, &search.filters, search.listing())?;
        table(&answer.hits).map_err(|error| Refusal::BadRequest(error.to_string()))
    });
    match table.await {
        Ok(table) => {
            let headers = [
                (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
                (header::CONTENT_DISPOSITION, "attachment; filename=\"paragrafer.csv\""),
            ];
            (headers, table).into_response()
        }
        Err(refusal) => refused(&refusal),
    }
}

fn table(hits: &[Hit]) -> csv::Result<Vec<u8>> {
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record([
        "id",
        "organisation",
        "body",
        "date",
        "number",
        "title",
        "case_numbers",
        "decisions",
        "page",
    ])?;
    for entry in hits.iter().map(|hit| &hit.entry) {
        let kinds: Vec<String> = entry.decision_kinds.iter().map(|kind| name_of(*kind)).collect();
        table.write_record([
            &entry.id,
            &plain(entry.organisation.as_deref()),
            &plain(entry.body.as_deref()),
            &entry.date.map(|date| date.to_string()).unwrap_or_default(),
            &plain(Some(&entry.number)),
            &plain(entry.title.as_deref()),
            &plain(Some(&entry.case_numbers.join("; "))),
            &kinds.join("; "),
            &entry.page.map(|page| page.to_string()).unwrap_or_default(),
        ])?;
    }
    table.into_inner().map_err(|error| csv::Error::from(error.into_error()))
}

fn name_of(kind: DecisionKind) -> String {
    crate::index::kind_name(kind)
}

/// A text that no spreadsheet takes for a formula.
fn plain(text: Option<&str>) -> String {
    let text = text.unwrap_or_default();
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

async fn item(State(room): State<Arc<Room>>, Path(id): Path<String>, uri: Uri) -> Response {
    json(room, move |room| {
        parameters::strict(&uri, &[])?;
        let record = room.record_of(&id)?;
        let view = lookup::item(&record, &id).ok_or(Refusal::NotFound)?;
        to_value(&ItemAnswer {
            citation: citation(&view),
            view,
        })
    })
    .await
}

/// An item, its document and meeting.
#[derive(Debug, Serialize, JsonSchema)]
struct ItemAnswer<'a> {
    /// How it is cited: `KF 2021-09-27 § 197, dnr 2021/1173`.
    citation: String,
    #[serde(flatten)]
    view: ItemView<'a>,
}

/// What `case` gives.
#[derive(Debug, Serialize, JsonSchema)]
struct CaseAnswer<'a> {
    /// The number in its one form.
    case: String,
    /// In order of time.
    items: Vec<CaseItem<'a>>,
}

/// An item that has to do with a case.
#[derive(Debug, Serialize, JsonSchema)]
struct CaseItem<'a> {
    /// What it has to do with the case.
    relation: Relation,
    #[serde(flatten)]
    item: ItemView<'a>,
}

async fn case(State(room): State<Arc<Room>>, Path(number): Path<String>, uri: Uri) -> Response {
    json(room, move |room| {
        parameters::strict(&uri, &[])?;
        let number = case_number::parse_query(&number).ok_or(Refusal::NotFound)?;
        let found = room.reader()?.case(&number)?;
        if found.is_empty() {
            return Err(Refusal::NotFound);
        }
        let records = found.iter().map(|one| room.record(&one.entry.document));
        let records: Vec<Record> = records.collect::<Result<_, Error>>()?;
        let items = found.iter().zip(&records).filter_map(|(one, record)| {
            let item = lookup::item(record, &one.entry.id)?;
            let relation = one.relation;
            Some(CaseItem { relation, item })
        });
        to_value(&CaseAnswer {
            case: number.normalized,
            items: items.collect(),
        })
    })
    .await
}

/// A document in a list.
#[derive(Debug, Serialize, JsonSchema)]
struct Listed {
    /// SHA-256 of its source file.
    id: String,
    /// The name of its source file.
    file: Option<String>,
    /// When it was read last.
    written: String,
}

impl Listed {
    fn new(room: &Room, id: String) -> Result<Self, Refusal> {
        let name = room.catalogue()?.paths_of(&id)?.into_iter().next();
        let name = name.map(|path| file_name(&path).to_owned());
        let name = name.map(|name| {
            if room.is_public {
                identity_numbers::masked(&name)
            } else {
                name
            }
        });
        let written = room.archive().store().written(&id)?;
        let written = Timestamp::try_from(written).unwrap_or(Timestamp::UNIX_EPOCH);
        Ok(Self {
            id,
            file: name,
            written: written.to_string(),
        })
    }
}

/// What `documents` gives.
#[derive(Debug, Serialize, JsonSchema)]
struct Documents {
    /// In the order of ids.
    documents: Vec<Listed>,
    /// Where the next list goes on, if there is more.
    next: Option<String>,
}

async fn documents(State(room): State<Arc<Room>>, uri: Uri) -> Response {
    json(room, move |room| {
        let asked = parameters::strict(&uri, &[AFTER, LIMIT])?;
        let after = parameters::value(&asked, "after").unwrap_or_default();
        let form = "a number from 1 to 1000";
        let limit = parameters::parsed(&asked, "limit", form)?.unwrap_or(USUAL_DOCUMENTS);
        if limit == 0 || limit > MOST_DOCUMENTS {
            return Err(Refusal::BadRequest(format!("the parameter \"limit\" takes {form}")));
        }
        let mut ids = room.catalogue()?.ids()?;
        ids.retain(|id| id.as_str() > after);
        let next = (ids.len() > limit).then(|| ids[limit - 1].clone());
        ids.truncate(limit);
        let documents = ids.into_iter().map(|id| Listed::new(room, id));
        Ok(Documents {
            documents: documents.collect::<Result<_, Refusal>>()?,
            next,
        })
    })
    .await
}

async fn document(State(room): State<Arc<Room>>, Path(id): Path<String>, uri: Uri) -> Response {
    json(room, move |room| {
        parameters::strict(&uri, &[])?;
        if id.contains('.') {
            return Err(Refusal::NotFound);
        }
        room.record_of(&id)
    })
    .await
}

/// What `changes` gives.
#[derive(Debug, Serialize, JsonSchema)]
struct Changes {
    /// When this list was made: the next one's `since`.
    until: String,
    /// In the order of time.
    documents: Vec<Listed>,
}

async fn changes(State(room): State<Arc<Room>>, uri: Uri) -> Response {
    json(room, move |room| {
        let asked = parameters::strict(&uri, &[SINCE])?;
        let since: Option<Timestamp> = parameters::parsed(&asked, "since", "a time like 2026-01-31T12:00:00Z")?;
        let until = Timestamp::now();
        let store = room.archive().store();
        let mut changed = Vec::new();
        for id in room.catalogue()?.ids()? {
            let written = Timestamp::try_from(store.written(&id)?).unwrap_or(until);
            if since.is_none_or(|since| written >= since) {
                changed.push((written, id));
            }
        }
        changed.sort();
        let documents = changed.into_iter().map(|(_, id)| Listed::new(room, id));
        Ok(Changes {
            until: until.to_string(),
            documents: documents.collect::<Result<_, Refusal>>()?,
        })
    })
    .await
}

/// Sends record after record, each read when the one before has found its reader.
async fn export(State(room): State<Arc<Room>>, uri: Uri) -> Response {
    let ids = work(Arc::clone(&room), move |room| {
        parameters::strict(&uri, &[])?;
        Ok(room.catalogue()?.ids()?)
    });
    let ids = match ids.await {
        Ok(ids) => ids,
        Err(refusal) => return refused(&refusal),
    };
    let (sender, receiver) = mpsc::channel::<std::io::Result<Vec<u8>>>(WAITING_RECORDS);
    tokio::task::spawn_blocking(move || {
        for id in ids {
            // What breaks the list off must be seen by who reads it, so the connection ends without an end.
            let line = room.record(&id).map_err(std::io::Error::other).and_then(|record| {
                let mut line = serde_json::to_vec(&record)?;
                line.push(b'\n');
                Ok(line)
            });
            let is_broken = line.is_err();
            if sender.blocking_send(line).is_err() || is_broken {
                break;
            }
        }
    });
    let lines = stream::unfold(receiver, async |mut receiver| {
        receiver.recv().await.map(|line| (line, receiver))
    });
    (
        [(header::CONTENT_TYPE, "application/x-ndjson")],
        Body::from_stream(lines),
    )
        .into_response()
}

fn to_value(value: &impl Serialize) -> Result<serde_json::Value, Refusal> {
    serde_json::to_value(value).map_err(|error| Refusal::BadRequest(error.to_string()))
}

/// An answer in JSON.
async fn json<T: Serialize + Send + 'static>(
    room: Arc<Room>,
    make: impl FnOnce(&Room) -> Result<T, Refusal> + Send + 'static,
) -> Response {
    match work(room, make).await {
        Ok(answer) => Json(answer).into_response(),
        Err(refusal) => refused(&refusal),
    }
}
