//! paragraf's search beside PostgreSQL's Swedish full-text search and SQLite's FTS5, on the same synthetic items and the
//! same queries in one run:
//!
//! ```text
//! cargo bench --locked --profile release --bench engines -- --items 1000000
//! ```
//!
//! PostgreSQL takes part where `PARAGRAF_POSTGRES` names a server (`host=/run/postgresql user=postgres`); its table is
//! made in a schema of its own, which is dropped at the end.

// A benchmark reports on standard output, and may fail by panic.
#![allow(clippy::print_stdout, missing_docs)]

mod items;

use std::env;
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use items::{ITEMS, Random, case_of, record};
use paragraf::index::{Filters, Reader, Writer};
use paragraf::record::Item;
use rusqlite::Connection;

/// Items where nothing is said.
const USUAL_ITEMS: u32 = 20_000;

/// Queries that each engine answers.
const QUERIES: usize = 200;

/// Hits that a query asks for.
const HITS: usize = 10;

/// What somebody seeks, in a form that each engine can be asked for.
enum Query {
    /// All of these words, in any form that the engine knows.
    Words(Vec<String>),
    /// These words beside each other.
    Phrase(Vec<String>),
    /// A case number.
    Case(String),
}

/// What an engine took.
struct Measured {
    engine: &'static str,
    wall: Duration,
    /// Of this process, without the making of the items; nothing for an engine of its own process.
    processor: Option<Duration>,
    bytes: u64,
    /// For each query, sorted.
    answers: Vec<Duration>,
}

fn main() {
    let mut arguments = env::args().skip_while(|argument| argument != "--items").skip(1);
    let items: u32 = arguments
        .next()
        .map_or(USUAL_ITEMS, |items| items.parse().expect("a number of items"));
    let documents = items / ITEMS;
    let queries = queries(documents);
    let folder = tempfile::tempdir().expect("a folder");
    let (_, making) = timed(|| {
        (0..documents).for_each(|number| {
            black_box(record(number));
        });
    });
    let mut measured = vec![
        ours(&folder.path().join("index"), documents, &queries),
        sqlite(&folder.path().join("fts5.sqlite"), documents, &queries),
    ];
    for one in &mut measured {
        one.processor = one.processor.map(|processor| processor.saturating_sub(making));
    }
    match env::var("PARAGRAF_POSTGRES") {
        Ok(server) => measured.push(postgres(&server, documents, &queries)),
        Err(_) => println!("PostgreSQL is left out: PARAGRAF_POSTGRES names no server"),
    }
    report(items, &measured);
}

fn report(items: u32, measured: &[Measured]) {
    println!("{items} items, {QUERIES} queries of {HITS} hits\n");
    println!("| engine | items a second | a processor second | on disk | p50 | p99 |");
    println!("|---|---|---|---|---|---|");
    for one in measured {
        let rate = |time: Duration| format!("{:.0}", f64::from(items) / time.as_secs_f64());
        let at = |share: f64| {
            let index = ((one.answers.len() - 1) as f64 * share).round() as usize;
            format!("{:.2} ms", one.answers[index].as_secs_f64() * 1000.0)
        };
        println!(
            "| {} | {} | {} | {} MB | {} | {} |",
            one.engine,
            rate(one.wall),
            one.processor.map_or_else(|| "–".to_owned(), rate),
            one.bytes / 1_000_000,
            at(0.5),
            at(0.99)
        );
    }
}

/// The kinds that readers mix: words, names without diacritics, frequent words, phrases, case numbers.
fn queries(documents: u32) -> Vec<Query> {
    let mut random = Random::new(7);
    let folded = |word: String| word.replace(['å', 'ä'], "a").replace('ö', "o");
    let query = |index: usize| match index % 8 {
        0 | 1 => Query::Words(vec![random.compound()]),
        2 | 3 => Query::Words(vec![random.compound(), random.compound()]),
        4 => Query::Words(vec!["kommunen".to_owned(), random.compound()]),
        5 => Query::Words(vec![folded(random.compound())]),
        6 => Query::Phrase(vec!["enligt".to_owned(), "förslaget".to_owned()]),
        _ => Query::Case(case_of(random.below(documents as usize) as u32, 3)),
    };
    (0..QUERIES).map(query).collect()
}

/// Runs a part of the work, and tells how long it took by the clock and by the processor.
fn timed(work: impl FnOnce()) -> (Duration, Duration) {
    let (start, before) = (Instant::now(), processor_time());
    work();
    (start.elapsed(), processor_time() - before)
}

/// Processor time of this process, all threads, as Linux counts it: in hundredths of a second.
fn processor_time() -> Duration {
    let stat = fs::read_to_string("/proc/self/stat").expect("Linux");
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let fields = after_name.split_whitespace().skip(11).take(2);
    Duration::from_millis(10 * fields.filter_map(|ticks| ticks.parse::<u64>().ok()).sum::<u64>())
}

fn times(queries: &[Query], mut ask: impl FnMut(&Query)) -> Vec<Duration> {
    // The first round brings the files into memory.
    queries.iter().for_each(&mut ask);
    let mut times: Vec<Duration> = queries
        .iter()
        .map(|query| {
            let start = Instant::now();
            ask(query);
            start.elapsed()
        })
        .collect();
    times.sort();
    times
}

fn ours(folder: &Path, documents: u32, queries: &[Query]) -> Measured {
    let (wall, processor) = timed(|| {
        let mut writer = Writer::create(folder).expect("a writer");
        for number in 0..documents {
            writer.add(&record(number)).expect("adding");
        }
        writer.commit().expect("a commit");
        writer.finish().expect("merged parts");
    });
    let reader = Reader::open(folder).expect("the index");
    let answers = times(queries, |query| {
        let typed = match query {
            Query::Words(words) => words.join(" "),
            Query::Phrase(words) => format!("\"{}\"", words.join(" ")),
            Query::Case(number) => number.clone(),
        };
        black_box(reader.search(&typed, &Filters::default(), HITS).expect("an answer"));
    });
    let files = fs::read_dir(folder).expect("the index");
    Measured {
        engine: "paragraf",
        wall,
        processor: Some(processor),
        bytes: files
            .map(|file| {
                file.and_then(|file| file.metadata())
                    .map_or(0, |metadata| metadata.len())
            })
            .sum(),
        answers,
    }
}

/// Title, case number and all text of an item.
fn columns(item: &Item) -> (&str, &str, String) {
    let number = item.case_numbers.first().map_or("", |number| number.raw.as_str());
    let text: Vec<&str> = item.sections.iter().map(|section| section.text.as_str()).collect();
    (item.title.as_deref().unwrap_or_default(), number, text.join("\n"))
}

fn sqlite(file: &Path, documents: u32, queries: &[Query]) -> Measured {
    let mut database = Connection::open(file).expect("a database");
    let (wall, processor) = timed(|| {
        database
            .execute_batch(
                "PRAGMA journal_mode = OFF;
                 CREATE VIRTUAL TABLE items USING fts5(title, number UNINDEXED, text, tokenize = 'unicode61');
                 CREATE TABLE cases (number TEXT, item INTEGER);",
            )
            .expect("tables");
        let transaction = database.transaction().expect("a transaction");
        for number in 0..documents {
            for item in record(number).items() {
                let mut insert = transaction
                    .prepare_cached("INSERT INTO items VALUES (?1, ?2, ?3)")
                    .expect("SQL");
                let (title, number_of_case, text) = columns(item);
                let item = insert.insert((title, number_of_case, text)).expect("inserting");
                let mut insert = transaction
                    .prepare_cached("INSERT INTO cases VALUES (?1, ?2)")
                    .expect("SQL");
                insert.execute((number_of_case, item)).expect("inserting");
            }
        }
        transaction
            .execute_batch("CREATE INDEX by_number ON cases (number);")
            .expect("an index");
        transaction.commit().expect("a commit");
    });
    let answers = times(queries, |query| {
        let quoted = |words: &[String]| words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>();
        let (sql, value) = match query {
            Query::Words(words) => (MATCH, quoted(words).join(" ")),
            Query::Phrase(words) => (MATCH, format!("\"{}\"", words.join(" "))),
            Query::Case(number) => (
                "SELECT title, text FROM items WHERE rowid IN (SELECT item FROM cases WHERE number = ?1)",
                number.clone(),
            ),
        };
        let mut statement = database.prepare_cached(sql).expect("SQL");
        let rows = statement.query_map([value], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)));
        black_box(rows.expect("an answer").count());
    });
    Measured {
        engine: "SQLite FTS5",
        wall,
        processor: Some(processor),
        bytes: fs::metadata(file).map_or(0, |metadata| metadata.len()),
        answers,
    }
}

const MATCH: &str =
    "SELECT title, snippet(items, 2, '[', ']', '…', 30) FROM items WHERE items MATCH ?1 ORDER BY rank LIMIT 10";

fn postgres(server: &str, documents: u32, queries: &[Query]) -> Measured {
    /// Rows of one INSERT by COPY.
    const BATCH: u32 = 1000;
    let mut client = postgres::Client::connect(server, postgres::NoTls).expect("a server");
    let (wall, _) = timed(|| {
        client
            .batch_execute(
                "DROP SCHEMA IF EXISTS paragraf_bench CASCADE;
                 CREATE SCHEMA paragraf_bench;
                 SET search_path TO paragraf_bench;
                 CREATE UNLOGGED TABLE items (title text, number text, text text, words tsvector
                     GENERATED ALWAYS AS (to_tsvector('swedish', title || ' ' || text)) STORED);",
            )
            .expect("tables");
        for first in (0..documents).step_by(BATCH as usize) {
            let mut transaction = client.transaction().expect("a transaction");
            let insert = transaction
                .prepare("INSERT INTO items VALUES ($1, $2, $3)")
                .expect("SQL");
            for number in first..documents.min(first + BATCH) {
                for item in record(number).items() {
                    let (title, number, text) = columns(item);
                    transaction
                        .execute(&insert, &[&title, &number, &text])
                        .expect("inserting");
                }
            }
            transaction.commit().expect("a commit");
        }
        client
            .batch_execute(
                "SET maintenance_work_mem = '64MB';
                 CREATE INDEX by_words ON items USING gin (words);
                 CREATE INDEX by_number ON items (number);
                 ANALYZE items;",
            )
            .expect("indexes");
    });
    let size = "SELECT pg_total_relation_size('paragraf_bench.items')";
    let bytes: i64 = client.query_one(size, &[]).expect("a size").get(0);
    let by_words = "SELECT title, ts_headline('swedish', text, query, 'MaxFragments=1') FROM (
            SELECT title, text, query FROM items, websearch_to_tsquery('swedish', $1) query
            WHERE words @@ query ORDER BY ts_rank(words, query) DESC LIMIT 10) best";
    let by_words = client.prepare(by_words).expect("SQL");
    let by_number = client
        .prepare("SELECT title, text FROM items WHERE number = $1")
        .expect("SQL");
    let answers = times(queries, |query| {
        let (statement, value) = match query {
            Query::Words(words) => (&by_words, words.join(" ")),
            Query::Phrase(words) => (&by_words, format!("\"{}\"", words.join(" "))),
            Query::Case(number) => (&by_number, number.clone()),
        };
        black_box(client.query(statement, &[&value]).expect("an answer").len());
    });
    client
        .batch_execute("DROP SCHEMA paragraf_bench CASCADE")
        .expect("dropping");
    Measured {
        engine: "PostgreSQL",
        wall,
        processor: None,
        bytes: bytes.unsigned_abs(),
        answers,
    }
}
