//! The catalogue: a table of what is in the archive, for speed. It holds nothing that the files do not hold.
//!
//! Only this file knows SQLite. The journal is of the kind that needs no shared memory, so the archive may lie on a
//! network share, and may be read from a medium that cannot be written to.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension, Row, params};
use serde::Serialize;

use super::failures::Failure;
use super::files;
use super::store::Manifest;
use crate::error::{Error, Result};
use crate::record::{PageRecord, Record};
use crate::scan::{Warning, WarningCode};

/// Version of the tables. A catalogue of another version is made anew.
const VERSION: i64 = 1;

/// How long a reader waits for the writer, and the other way round; each holds the file for milliseconds only.
const PATIENCE: Duration = Duration::from_secs(30);

const TABLES: &str = "
    CREATE TABLE documents (
        id TEXT PRIMARY KEY,
        media_type TEXT NOT NULL,
        bytes INTEGER NOT NULL,
        pages INTEGER NOT NULL,
        meetings INTEGER NOT NULL,
        items INTEGER NOT NULL,
        capture TEXT NOT NULL,
        indexed INTEGER NOT NULL DEFAULT 0
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE paths (
        path TEXT NOT NULL,
        id TEXT NOT NULL REFERENCES documents ON DELETE CASCADE,
        PRIMARY KEY (path, id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX paths_of_document ON paths (id);
    CREATE TABLE pages (
        id TEXT NOT NULL REFERENCES documents ON DELETE CASCADE,
        number INTEGER NOT NULL,
        label TEXT,
        text_from TEXT NOT NULL,
        engine TEXT NOT NULL,
        model TEXT NOT NULL,
        confidence REAL,
        PRIMARY KEY (id, number)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE warnings (
        id TEXT NOT NULL REFERENCES documents ON DELETE CASCADE,
        page INTEGER,
        code TEXT NOT NULL,
        message TEXT NOT NULL,
        loses_text INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX warnings_of_document ON warnings (id);
    CREATE TABLE failures (
        path TEXT PRIMARY KEY,
        skipped INTEGER NOT NULL,
        code TEXT NOT NULL,
        message TEXT NOT NULL,
        hint TEXT,
        sha256 TEXT,
        capture TEXT NOT NULL,
        time TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX failures_of_content ON failures (sha256);
";

/// An open catalogue.
#[derive(Debug)]
pub struct Catalogue {
    database: Connection,
    file: PathBuf,
}

/// How much is in the archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Counts {
    /// Documents that are in.
    pub documents: u64,
    /// Their pages.
    pub pages: u64,
    /// Meetings in them.
    pub meetings: u64,
    /// § items in them.
    pub items: u64,
    /// Size of the source files together, in bytes.
    pub bytes: u64,
    /// Documents that search does not find yet, because the import was stopped.
    pub not_indexed: u64,
}

/// A document of which text is missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NeedsLook {
    /// The document.
    pub id: String,
    /// Where its source file was found.
    pub paths: Vec<String>,
    /// What is missing and why.
    pub warnings: Vec<Warning>,
}

impl Catalogue {
    /// Opens the catalogue of an archive for reading.
    pub(super) fn open(archive: &Path) -> Result<Self> {
        let file = path(archive);
        if !file.is_file() {
            return Err(damaged(&file, "it is missing"));
        }
        // To read after a writer was killed, SQLite must first undo what that left half done. Where the file cannot be
        // written to, it falls back to reading alone.
        let catalogue = Self::connect(file, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        catalogue.read(|database| database.pragma_update(None, "query_only", true))?;
        if catalogue.version()? != VERSION {
            return Err(damaged(&catalogue.file, "another version of paragraf wrote it"));
        }
        Ok(catalogue)
    }

    /// Opens the catalogue of an archive for writing. One that is missing, damaged or of another version is replaced by
    /// an empty one, which the caller fills from the files.
    pub fn open_for_writing(archive: &Path) -> Result<Self> {
        let file = path(archive);
        if file.is_file()
            && let Ok(catalogue) = Self::connect(file.clone(), OpenFlags::SQLITE_OPEN_READ_WRITE)
            && catalogue.is_sound()
        {
            return Ok(catalogue);
        }
        Self::create(&file)
    }

    /// Makes an empty catalogue that nobody sees before [`Self::publish`].
    pub fn create_anew(archive: &Path) -> Result<Self> {
        Self::create(&path(archive).with_extension("new"))
    }

    /// Makes an empty catalogue that lies nowhere, to compare another with.
    pub fn in_memory() -> Result<Self> {
        let mut catalogue = Self::connect(PathBuf::from(":memory:"), OpenFlags::default())?;
        catalogue.write(|transaction| transaction.execute_batch(TABLES))?;
        Ok(catalogue)
    }

    /// Puts the catalogue in its place, if it is not there.
    pub fn publish(self, archive: &Path) -> Result<()> {
        let Self { database, file } = self;
        drop(database);
        let place = path(archive);
        if file == place {
            return Ok(());
        }
        std::fs::rename(&file, &place).map_err(|error| files::cannot_write(&place, error))
    }

    /// Makes an empty catalogue in `file`, in place of what is there.
    fn create(file: &Path) -> Result<Self> {
        for leftover in [file.to_owned(), journal(file)] {
            if leftover.exists() {
                std::fs::remove_file(&leftover).map_err(|error| files::cannot_write(&leftover, error))?;
            }
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        let mut catalogue = Self::connect(file.to_owned(), flags)?;
        catalogue.write(|transaction| {
            transaction.execute_batch(TABLES)?;
            transaction.pragma_update(None, "user_version", VERSION)
        })?;
        Ok(catalogue)
    }

    fn connect(file: PathBuf, flags: OpenFlags) -> Result<Self> {
        let open = || {
            let database = Connection::open_with_flags(&file, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
            database.busy_timeout(PATIENCE)?;
            database.pragma_update(None, "foreign_keys", true)?;
            Ok(database)
        };
        let database = open().map_err(|error| cannot(&file, "read", error))?;
        Ok(Self { database, file })
    }

    fn version(&self) -> Result<i64> {
        self.read(|database| database.pragma_query_value(None, "user_version", |row| row.get(0)))
    }

    /// Whether the catalogue can be used as it is: right version, no damage.
    fn is_sound(&self) -> bool {
        let check =
            self.read(|database| database.query_row("PRAGMA quick_check(1)", [], |row| row.get::<_, String>(0)));
        self.version().is_ok_and(|version| version == VERSION) && check.is_ok_and(|result| result == "ok")
    }

    /// Looks for damage in every page of the catalogue.
    pub fn verify(&self) -> Result<()> {
        let found: String =
            self.read(|database| database.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0)))?;
        if found == "ok" {
            Ok(())
        } else {
            Err(damaged(&self.file, &found))
        }
    }

    /// Compares what stands in two catalogues, but for what the index holds.
    ///
    /// # Errors
    /// [`Error::DamagedArchive`] where they differ.
    pub fn differs_from(&self, expected: &Self) -> Result<()> {
        for (table, columns) in COMPARED {
            let sql = format!("SELECT {columns} FROM {table} ORDER BY {columns}");
            let rows = |catalogue: &Self| catalogue.list(&sql, row_text);
            if rows(self)? != rows(expected)? {
                return Err(damaged(
                    &self.file,
                    &format!("its {table} are not those of the stored documents"),
                ));
            }
        }
        Ok(())
    }

    /// Documents that took part of their text with them by accident: the reading process was stopped, or died.
    pub fn lost_by_accident(&self, id: &str) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM warnings WHERE id = ?1 AND code IN ('page-timed-out', 'page-crashed'))";
        self.read(|database| database.prepare_cached(sql)?.query_row([id], |row| row.get(0)))
    }

    /// Enters documents, in place of what was known of them; search does not find them before [`Self::set_indexed`].
    pub fn put(&mut self, documents: &[(Record, Manifest)]) -> Result<()> {
        self.write(|database| {
            for (record, manifest) in documents {
                put_document(database, record, manifest)?;
            }
            Ok(())
        })
    }

    /// Takes a document out.
    pub fn remove(&mut self, id: &str) -> Result<()> {
        self.write(|database| database.execute("DELETE FROM documents WHERE id = ?1", [id]).map(drop))
    }

    /// Notes that the source file of a document was also found under `paths`.
    pub fn add_paths(&mut self, id: &str, paths: &[String]) -> Result<()> {
        self.write(|transaction| put_paths(transaction, id, paths))
    }

    /// Notes that search finds these documents, or does not.
    pub fn set_indexed(&mut self, ids: &[String], indexed: bool) -> Result<()> {
        self.write(|transaction| {
            for id in ids {
                transaction
                    .prepare_cached("UPDATE documents SET indexed = ?2 WHERE id = ?1")?
                    .execute(params![id, indexed])?;
            }
            Ok(())
        })
    }

    /// Notes failures, each in place of an earlier one of the same file.
    pub fn put_failures(&mut self, failures: &[Failure]) -> Result<()> {
        self.write(|database| {
            for failure in failures {
                put_failure(database, failure)?;
            }
            Ok(())
        })
    }

    /// Forgets the failures of these files.
    pub fn remove_failures(&mut self, paths: &[String]) -> Result<()> {
        self.write(|database| {
            for path in paths {
                database
                    .prepare_cached("DELETE FROM failures WHERE path = ?1")?
                    .execute([path])?;
            }
            Ok(())
        })
    }

    /// The ids of all documents, in order.
    pub fn ids(&self) -> Result<Vec<String>> {
        self.list("SELECT id FROM documents ORDER BY id", |row| row.get(0))
    }

    /// The ids of the documents that begin with some hex digits, in order.
    pub fn ids_beginning(&self, digits: &str) -> Result<Vec<String>> {
        // All digits of an id are smaller than g.
        let sql = "SELECT id FROM documents WHERE id >= ?1 AND id < ?1 || 'g' ORDER BY id";
        self.read(|database| {
            database
                .prepare_cached(sql)?
                .query_map([digits], |row| row.get(0))?
                .collect()
        })
    }

    /// The documents that search does not find yet, in order.
    pub fn not_indexed(&self) -> Result<Vec<String>> {
        self.list("SELECT id FROM documents WHERE NOT indexed ORDER BY id", |row| {
            row.get(0)
        })
    }

    /// What a document was scanned with: the identity of the capture; `None` where the document is not in.
    pub fn capture_of(&self, id: &str) -> Result<Option<String>> {
        self.read(|database| {
            database
                .prepare_cached("SELECT capture FROM documents WHERE id = ?1")?
                .query_row([id], |row| row.get(0))
                .optional()
        })
    }

    /// Where the source file of a document was found, in order.
    pub fn paths_of(&self, id: &str) -> Result<Vec<String>> {
        self.read(|database| {
            database
                .prepare_cached("SELECT path FROM paths WHERE id = ?1 ORDER BY path")?
                .query_map([id], |row| row.get(0))?
                .collect()
        })
    }

    /// How much is in the archive.
    pub fn counts(&self) -> Result<Counts> {
        let sql = "SELECT count(*), coalesce(sum(pages), 0), coalesce(sum(meetings), 0), coalesce(sum(items), 0),
                   coalesce(sum(bytes), 0), coalesce(sum(NOT indexed), 0) FROM documents";
        self.read(|database| {
            database.query_row(sql, [], |row| {
                Ok(Counts {
                    documents: count(row, 0)?,
                    pages: count(row, 1)?,
                    meetings: count(row, 2)?,
                    items: count(row, 3)?,
                    bytes: count(row, 4)?,
                    not_indexed: count(row, 5)?,
                })
            })
        })
    }

    /// What the documents were scanned with, and how many with each.
    pub fn captures(&self) -> Result<Vec<(String, u64)>> {
        self.list(
            "SELECT capture, count(*) FROM documents GROUP BY capture ORDER BY 2 DESC, 1",
            |row| Ok((row.get(0)?, count(row, 1)?)),
        )
    }

    /// The documents of which text is missing, in order.
    pub fn needs_look(&self) -> Result<Vec<NeedsLook>> {
        let mut documents: Vec<NeedsLook> = Vec::new();
        let sql = "SELECT id, page, code, message FROM warnings WHERE loses_text ORDER BY id, page, code, message";
        let rows = self.list(sql, |row| {
            let code: WarningCode = parse_name(row, 2)?;
            Ok((
                row.get::<_, String>(0)?,
                Warning {
                    page: row.get(1)?,
                    code,
                    message: row.get(3)?,
                },
            ))
        })?;
        for (id, warning) in rows {
            match documents.last_mut().filter(|last| last.id == id) {
                Some(last) => last.warnings.push(warning),
                None => documents.push(NeedsLook {
                    paths: self.paths_of(&id)?,
                    id,
                    warnings: vec![warning],
                }),
            }
        }
        Ok(documents)
    }

    /// The source files that are not in, in the order of paths.
    pub fn failures(&self) -> Result<Vec<Failure>> {
        self.list("SELECT * FROM failures ORDER BY path", failure)
    }

    /// The failure of one file.
    pub fn failure_at(&self, path: &str) -> Result<Option<Failure>> {
        let sql = "SELECT * FROM failures WHERE path = ?1";
        self.read(|database| database.prepare_cached(sql)?.query_row([path], failure).optional())
    }

    /// How an earlier try of this content with this capture failed.
    pub fn failure_of(&self, sha256: &str, capture: &str) -> Result<Option<Failure>> {
        let sql = "SELECT * FROM failures WHERE sha256 = ?1 AND capture = ?2";
        self.read(|database| {
            database
                .prepare_cached(sql)?
                .query_row([sha256, capture], failure)
                .optional()
        })
    }

    fn list<T>(&self, sql: &str, read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>) -> Result<Vec<T>> {
        self.read(|database| database.prepare_cached(sql)?.query_map([], read)?.collect())
    }

    fn read<T>(&self, query: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T> {
        query(&self.database).map_err(|error| cannot(&self.file, "read", error))
    }

    fn write<T>(&mut self, change: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T> {
        let attempt = || {
            let transaction = self.database.transaction()?;
            let value = change(&transaction)?;
            transaction.commit()?;
            Ok(value)
        };
        attempt().map_err(|error| cannot(&self.file, "written", error))
    }
}

/// All that the catalogue holds, by table.
const COMPARED: [(&str, &str); 5] = [
    ("documents", "id, media_type, bytes, pages, meetings, items, capture"),
    ("paths", "path, id"),
    ("pages", "id, number, label, text_from, engine, model, confidence"),
    ("warnings", "id, page, code, message, loses_text"),
    ("failures", "path, skipped, code, message, hint, sha256, capture, time"),
];

/// A row as a text that differs where the row does.
fn row_text(row: &Row<'_>) -> rusqlite::Result<String> {
    let columns = row.as_ref().column_count();
    let values: Vec<String> = (0..columns)
        .map(|column| row.get_ref(column).map(|value| format!("{value:?}")))
        .collect::<rusqlite::Result<_>>()?;
    Ok(values.join(" "))
}

fn put_document(database: &Connection, record: &Record, manifest: &Manifest) -> rusqlite::Result<()> {
    let items: usize = record.meetings.iter().map(|meeting| meeting.items.len()).sum();
    database.execute("DELETE FROM documents WHERE id = ?1", [&record.id])?;
    database
        .prepare_cached("INSERT INTO documents VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, FALSE)")?
        .execute(params![
            record.id,
            record.source_file.media_type,
            whole(record.source_file.bytes),
            whole(record.pages.len()),
            whole(record.meetings.len()),
            whole(items),
            manifest.capture,
        ])?;
    put_paths(database, &record.id, &manifest.paths)?;
    for page in &record.pages {
        put_page(database, &record.id, page)?;
    }
    // The record may say of the whole file again what it says of a page.
    let of_pages = record.pages.iter().flat_map(|page| &page.warnings);
    let mut warnings: Vec<&Warning> = Vec::new();
    for warning in of_pages.chain(&record.warnings) {
        if !warnings.contains(&warning) {
            warnings.push(warning);
        }
    }
    warnings
        .into_iter()
        .try_for_each(|warning| put_warning(database, &record.id, warning))
}

fn put_page(database: &Connection, id: &str, page: &PageRecord) -> rusqlite::Result<()> {
    database
        .prepare_cached("INSERT INTO pages VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?
        .execute(params![
            id,
            page.number,
            page.label,
            name_of(&page.text_from),
            page.engine,
            page.model,
            page.confidence,
        ])
        .map(drop)
}

fn put_warning(database: &Connection, id: &str, warning: &Warning) -> rusqlite::Result<()> {
    database
        .prepare_cached("INSERT INTO warnings VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![
            id,
            warning.page,
            name_of(&warning.code),
            warning.message,
            warning.code.loses_text(),
        ])
        .map(drop)
}

fn put_failure(database: &Connection, failure: &Failure) -> rusqlite::Result<()> {
    database
        .prepare_cached("INSERT OR REPLACE INTO failures VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")?
        .execute(params![
            failure.path,
            failure.skipped,
            failure.code,
            failure.message,
            failure.hint,
            failure.sha256,
            failure.capture,
            failure.time.to_string(),
        ])
        .map(drop)
}

fn failure(row: &Row<'_>) -> rusqlite::Result<Failure> {
    let time: String = row.get("time")?;
    Ok(Failure {
        path: row.get("path")?,
        skipped: row.get("skipped")?,
        code: row.get("code")?,
        message: row.get("message")?,
        hint: row.get("hint")?,
        sha256: row.get("sha256")?,
        capture: row.get("capture")?,
        time: time.parse().map_err(|error| conversion(0, Box::new(error)))?,
    })
}

fn put_paths(database: &Connection, id: &str, paths: &[String]) -> rusqlite::Result<()> {
    for path in paths {
        database
            .prepare_cached("INSERT OR REPLACE INTO paths VALUES (?1, ?2)")?
            .execute(params![path, id])?;
    }
    Ok(())
}

/// SQLite has signed numbers only; nothing here comes near their end.
fn whole(number: impl TryInto<i64>) -> i64 {
    number.try_into().unwrap_or(i64::MAX)
}

fn count(row: &Row<'_>, column: usize) -> rusqlite::Result<u64> {
    let number: i64 = row.get(column)?;
    Ok(number.try_into().unwrap_or_default())
}

/// The name of a value as JSON has it.
fn name_of(value: &impl Serialize) -> Option<String> {
    serde_json::to_value(value).ok()?.as_str().map(str::to_owned)
}

fn parse_name<T: serde::de::DeserializeOwned>(row: &Row<'_>, column: usize) -> rusqlite::Result<T> {
    let name: String = row.get(column)?;
    serde_json::from_value(name.into()).map_err(|error| conversion(column, Box::new(error)))
}

fn conversion(column: usize, error: Box<dyn std::error::Error + Send + Sync>) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, error)
}

fn path(archive: &Path) -> PathBuf {
    archive.join("catalogue.sqlite")
}

fn journal(file: &Path) -> PathBuf {
    let mut name = file.to_owned().into_os_string();
    name.push("-journal");
    name.into()
}

fn damaged(file: &Path, detail: &str) -> Error {
    Error::DamagedArchive {
        path: file.parent().unwrap_or(file).to_owned(),
        part: "catalogue".to_owned(),
        detail: detail.to_owned(),
    }
}

/// A failure of the medium is told from damage, since only damage is mended by `rebuild`.
fn cannot(file: &Path, action: &'static str, error: rusqlite::Error) -> Error {
    match error.sqlite_error_code() {
        Some(
            ErrorCode::CannotOpen
            | ErrorCode::DatabaseBusy
            | ErrorCode::DatabaseLocked
            | ErrorCode::DiskFull
            | ErrorCode::PermissionDenied
            | ErrorCode::ReadOnly
            | ErrorCode::SystemIoFailure,
        ) => Error::Archive {
            path: file.to_owned(),
            action,
            source: io::Error::other(error),
        },
        _ => damaged(file, &error.to_string()),
    }
}
