//! How fast items are indexed and found. Absolute times say little on another machine, so a bare tantivy index of the
//! same texts (one field, its default analysis) runs beside: the ratio holds.

// A benchmark reports on standard output, and may fail by panic.
#![allow(clippy::print_stdout, missing_docs)]

mod items;

use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use criterion::{Criterion, Throughput};
use items::{ITEMS, Random, case_of, record};
use paragraf::case_number;
use paragraf::index::{Filters, Reader, Writer};
use paragraf::record::{Item, Record};
use tantivy::collector::TopDocs;
use tantivy::query::QueryParser;
use tantivy::schema::{STORED, Schema, TEXT};
use tantivy::{Index, TantivyDocument};

/// Documents that are indexed in one go, and searched.
const DOCUMENTS: u32 = 500;

/// As many queries of each kind.
const QUERIES: u32 = 20;

fn main() {
    let records: Vec<Record> = (0..DOCUMENTS).map(record).collect();
    let folder = tempfile::tempdir().expect("a folder");
    let (ours, bare) = (folder.path().join("ours"), folder.path().join("bare"));
    let mut criterion = Criterion::default().sample_size(10).configure_from_args();

    let mut group = criterion.benchmark_group("index");
    group.throughput(Throughput::Elements(u64::from(DOCUMENTS * ITEMS)));
    group.bench_function("paragraf", |bencher| bencher.iter(|| index(&ours, &records)));
    group.bench_function("bare tantivy", |bencher| bencher.iter(|| index_bare(&bare, &records)));
    group.finish();

    index(&ours, &records);
    index_bare(&bare, &records);
    let reader = Reader::open(&ours).expect("the index");
    let queries = queries();
    let mut group = criterion.benchmark_group("search");
    for (kind, queries) in &queries {
        group.throughput(Throughput::Elements(u64::from(QUERIES)));
        group.bench_function(*kind, |bencher| bencher.iter(|| search(&reader, queries)));
    }
    let words = &queries[0].1;
    group.bench_function("words, bare tantivy", |bencher| {
        bencher.iter(|| search_bare(&bare, words))
    });
    group.finish();

    let indexing = ratio(|| index(&ours, &records), || index_bare(&bare, &records));
    let searching = ratio(|| search(&reader, words), || search_bare(&bare, words));
    println!("time as a multiple of bare tantivy: index {indexing:.2}, search for words {searching:.2}");
}

/// How many times longer the first takes than the second: the best of five, in turns.
fn ratio(first: impl Fn(), second: impl Fn()) -> f64 {
    let time = |run: &dyn Fn()| {
        let start = Instant::now();
        run();
        start.elapsed()
    };
    let mut best = [Duration::MAX; 2];
    for _ in 0..5 {
        best = [best[0].min(time(&first)), best[1].min(time(&second))];
    }
    best[0].as_secs_f64() / best[1].as_secs_f64()
}

fn index(folder: &Path, records: &[Record]) {
    let mut writer = Writer::create(folder).expect("a writer");
    for record in records {
        writer.add(record).expect("adding");
    }
    writer.commit().expect("a commit");
    writer.finish().expect("merged parts");
}

fn index_bare(folder: &Path, records: &[Record]) {
    let _ = std::fs::remove_dir_all(folder);
    std::fs::create_dir_all(folder).expect("a folder");
    let mut schema = Schema::builder();
    let field = schema.add_text_field("text", TEXT | STORED);
    let index = Index::create_in_dir(folder, schema.build()).expect("an index");
    let mut writer = index
        .writer_with_num_threads(1, paragraf::index::MEMORY_BUDGET)
        .expect("a writer");
    for item in records.iter().flat_map(|record| &record.meetings[0].items) {
        let mut document = TantivyDocument::new();
        document.add_text(field, all_text(item));
        writer.add_document(document).expect("adding");
    }
    writer.commit().expect("a commit");
    writer.wait_merging_threads().expect("merged parts");
}

fn all_text(item: &Item) -> String {
    let sections = item.sections.iter().map(|section| section.text.as_str());
    let decisions = item.decisions.iter().map(|decision| decision.text.as_str());
    item.title
        .as_deref()
        .into_iter()
        .chain(sections)
        .chain(decisions)
        .collect::<Vec<_>>()
        .join("\n")
}

/// Queries of each kind; the first are words alone.
fn queries() -> Vec<(&'static str, Vec<String>)> {
    let mut random = Random::new(2);
    let mut of_kind = |kind, make: fn(&mut Random) -> String| (kind, (0..QUERIES).map(|_| make(&mut random)).collect());
    vec![
        of_kind("words", |random| format!("{} {}", random.compound(), random.compound())),
        of_kind("one word", Random::compound),
        of_kind("frequent words", |_| "kommunen beslutar enligt förslaget".to_owned()),
        of_kind("without diacritics", |random| {
            random.compound().replace(['å', 'ä'], "a").replace('ö', "o")
        }),
        of_kind("phrase", |_| "\"att och\" Ånäs".to_owned()),
        of_kind("case number", |random| {
            let written = case_of(random.below(DOCUMENTS as usize) as u32, 3);
            case_number::parse(&written).map_or(written, |number| number.normalized)
        }),
    ]
}

fn search(reader: &Reader, queries: &[String]) {
    for query in queries {
        black_box(reader.search(query, &Filters::default(), 10).expect("an answer"));
    }
}

fn search_bare(folder: &Path, queries: &[String]) {
    let index = Index::open_in_dir(folder).expect("the index");
    let searcher = index.reader().expect("a reader").searcher();
    let parser = QueryParser::for_index(&index, index.schema().fields().map(|(field, _)| field).collect());
    for query in queries {
        let query = parser.parse_query(query).expect("a query");
        let top = searcher
            .search(&query, &TopDocs::with_limit(10).order_by_score())
            .expect("an answer");
        for (_, address) in top {
            black_box(searcher.doc::<TantivyDocument>(address).expect("a document"));
        }
    }
}
