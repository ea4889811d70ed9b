//! Looking things up in the index.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;
use std::path::{Path, PathBuf};

use frostem::Stemmer;
use jiff::civil::Date;
use serde::Serialize;
use tantivy::collector::{Count, TopDocs};
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, Occur, PhraseQuery, Query, RangeQuery, TermQuery,
    TermSetQuery,
};
use tantivy::schema::{Field, IndexRecordOption, Value};
use tantivy::{DocAddress, ReloadPolicy, Searcher, TantivyDocument, TantivyError, Term};

use super::fields::{Entry, Fields, day_number, kind_name};
use super::forms;
use super::query::{self, Clause, Reading, Sought};
use super::snippet::{Highlighter, Snippet, SnippetField};
use super::{fault, open};
use crate::case_number;
use crate::error::Result;
use crate::record::{CaseNumber, DecisionKind};

/// How much a word counts by where it stands.
const TITLE_WEIGHT: f32 = 3.0;
const DECISION_WEIGHT: f32 = 2.0;
const TEXT_WEIGHT: f32 = 1.0;
const MEETING_WEIGHT: f32 = 0.5;

/// Score of an item of the case that was asked for; above all that words can reach.
const CASE_SCORE: f32 = 10_000.0;
/// Score of an item that refers to the case.
const REFERENCE_SCORE: f32 = 1_000.0;

/// More words of a phrase than this are not also tried without diacritics: each doubles the number of phrases.
const MOST_FOLDED_WORDS: u32 = 4;

/// What items must be, beside matching the query.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filters {
    /// Of this case.
    pub case: Option<CaseNumber>,
    /// Of a body whose name has this in it, in any case of letters.
    pub body: Option<String>,
    /// On this day or later.
    pub from: Option<Date>,
    /// On this day or earlier.
    pub to: Option<Date>,
    /// With a decision of this kind.
    pub decision: Option<DecisionKind>,
}

/// What a search gives.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The case number that the query was read as.
    pub case: Option<CaseNumber>,
    /// How the query was read, where that is not plain.
    pub notes: Vec<String>,
    /// How many items match.
    pub total: usize,
    /// The best of them, best first.
    pub hits: Vec<Hit>,
}

/// An item that matches.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// How well; to be compared within one answer only.
    pub score: f32,
    /// The item.
    pub entry: Entry,
    /// Why it matches: pieces of title, decision and text that hold what was sought, in this order. Where neither decision
    /// nor text does, the beginning of the decision, or of the text.
    pub snippets: Vec<Snippet>,
}

/// An item that has to do with a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseItem {
    /// The item.
    pub entry: Entry,
    /// What it has to do with the case.
    pub relation: Relation,
}

/// What an item has to do with a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// It bears the case's number.
    Own,
    /// Its text refers to the case.
    Reference,
}

/// An index as it was when it was opened.
pub struct Reader {
    searcher: Searcher,
    fields: Fields,
    folder: PathBuf,
    stemmer: Stemmer,
}

impl Reader {
    /// Opens the index in a folder.
    ///
    /// # Errors
    /// [`crate::error::Error::DamagedArchive`] where it is missing, damaged or of another version.
    pub fn open(folder: &Path) -> Result<Self> {
        let reader = open(folder)?
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into();
        let reader: tantivy::IndexReader = reader.map_err(|error| fault(folder, "read", error))?;
        let (_, fields) = Fields::new();
        Ok(Self {
            searcher: reader.searcher(),
            fields,
            folder: folder.to_owned(),
            stemmer: forms::stemmer(),
        })
    }

    /// The items that match what was typed, best first, `limit` of them at most. Every query has an answer.
    ///
    /// # Errors
    /// Where the index cannot be read, or is damaged.
    pub fn search(&self, typed: &str, filters: &Filters, limit: usize) -> Result<Answer> {
        self.answer(typed, filters, limit)
            .map_err(|error| fault(&self.folder, "read", error))
    }

    /// All items that have to do with a case, in order of time, and within a day by file and position in it; those without
    /// a day come last.
    ///
    /// # Errors
    /// Where the index cannot be read, or is damaged.
    pub fn case(&self, number: &CaseNumber) -> Result<Vec<CaseItem>> {
        self.items_of_case(number)
            .map_err(|error| fault(&self.folder, "read", error))
    }

    fn answer(&self, typed: &str, filters: &Filters, limit: usize) -> tantivy::Result<Answer> {
        let mut reading = query::read(typed);
        let filter = self.filter(filters, &mut reading.notes)?;
        if let Some(number) = reading.case.take() {
            if self.exists(&number)? {
                reading.case = Some(number);
            } else if reading
                .clauses
                .iter()
                .any(|clause| matches!(clause.sought, Sought::Case(_)))
            {
                reading
                    .notes
                    .push(format!("no case has the number {}", number.normalized));
            }
        }
        let (total, top) = self.best(&mut reading, &filter, limit)?;
        let highlighter = Highlighter::new(&highlighted(&reading));
        let hits = top
            .into_iter()
            .map(|(score, address)| self.hit(score, address, &highlighter));
        let mut hits = hits.collect::<tantivy::Result<Vec<_>>>()?;
        hits.sort_by(|a, b| {
            b.score
                .total_cmp(&a.score)
                .then_with(|| tie(&a.entry).cmp(&tie(&b.entry)))
        });
        Ok(Answer {
            case: reading.case,
            notes: reading.notes,
            total,
            hits,
        })
    }

    /// The items that have all that is sought; where none has all of it, those that have some.
    fn best(&self, reading: &mut Reading, filter: &[Part], limit: usize) -> tantivy::Result<Matches> {
        let sought = reading.clauses.iter().filter(|clause| !clause.excluded).count();
        if sought == 0 && reading.case.is_none() {
            reading
                .notes
                .push("no word is sought: every item is a match".to_owned());
        }
        let all = self.matches(reading, Occur::Must, filter, limit)?;
        if all.0 > 0 || sought < 2 {
            return Ok(all);
        }
        let some = self.matches(reading, Occur::Should, filter, limit)?;
        if some.0 > 0 {
            reading
                .notes
                .push("no item has all of the words: these have some of them".to_owned());
        }
        Ok(some)
    }

    fn matches(&self, reading: &Reading, occur: Occur, filter: &[Part], limit: usize) -> tantivy::Result<Matches> {
        let filter = filter.iter().map(|(occur, query)| (*occur, query.box_clone()));
        let words = (Occur::Must, self.words_query(reading, occur));
        let query = BooleanQuery::new(std::iter::once(words).chain(filter).collect());
        let most = usize::try_from(self.searcher.num_docs()).unwrap_or(usize::MAX);
        let best = TopDocs::with_limit(limit.clamp(1, most.max(1))).order_by_score();
        let (total, mut top) = self.searcher.search(&query, &(Count, best))?;
        top.truncate(limit);
        Ok((total, top))
    }

    /// The clauses, and the case that they may be as a whole.
    fn words_query(&self, reading: &Reading, occur: Occur) -> Box<dyn Query> {
        let excluded = |excluded: bool| reading.clauses.iter().filter(move |clause| clause.excluded == excluded);
        let mut parts: Vec<Part> = excluded(false)
            .map(|clause| (occur, self.clause_query(clause)))
            .collect();
        if parts.is_empty() {
            parts.push((Occur::Must, Box::new(ConstScoreQuery::new(Box::new(AllQuery), 1.0))));
        }
        if let Some(number) = &reading.case {
            let words: Box<dyn Query> = Box::new(BooleanQuery::new(parts));
            parts = vec![(Occur::Must, union([self.case_query(number), words]))];
        }
        parts.extend(excluded(true).map(|clause| (Occur::MustNot, self.clause_query(clause))));
        Box::new(BooleanQuery::new(parts))
    }

    fn clause_query(&self, clause: &Clause) -> Box<dyn Query> {
        match &clause.sought {
            Sought::Word(word) => self.word_query(word),
            Sought::Phrase(words) => self.phrase_query(words),
            Sought::Case(number) => self.case_query(number),
            Sought::Number(number) => term_query(self.fields.number, number, 1.0),
        }
    }

    fn places(&self) -> [(Field, f32); 4] {
        [
            (self.fields.title, TITLE_WEIGHT),
            (self.fields.decision, DECISION_WEIGHT),
            (self.fields.text, TEXT_WEIGHT),
            (self.fields.meeting, MEETING_WEIGHT),
        ]
    }

    /// A word in all its forms, wherever it stands.
    fn word_query(&self, word: &str) -> Box<dyn Query> {
        let forms = forms::looked_up(word, &self.stemmer);
        let places = self.places();
        let queries = places.iter().flat_map(|(field, place)| {
            forms
                .iter()
                .map(move |(form, weight)| term_query(*field, form, place * weight))
        });
        union(queries)
    }

    /// Words beside each other; a word without diacritics also stands for one with them, for less.
    fn phrase_query(&self, words: &[String]) -> Box<dyn Query> {
        if let [word] = words {
            let forms = forms::in_phrase(word);
            let places = self.places();
            return union(places.iter().flat_map(|(field, place)| {
                forms
                    .iter()
                    .zip([1.0, forms::FOLDED_WEIGHT])
                    .map(move |(form, weight)| term_query(*field, form, place * weight))
            }));
        }
        let mut phrases = vec![(Vec::new(), 1.0)];
        let foldable = words.iter().filter(|word| forms::in_phrase(word).len() > 1).count();
        let fold = u32::try_from(foldable).is_ok_and(|foldable| foldable <= MOST_FOLDED_WORDS);
        for word in words {
            let forms = forms::in_phrase(word);
            let forms = if fold { &forms[..] } else { &forms[..1] };
            phrases = phrases
                .iter()
                .flat_map(|(phrase, weight): &(Vec<String>, f32)| {
                    forms.iter().enumerate().map(move |(index, form)| {
                        let longer = [phrase.as_slice(), std::slice::from_ref(form)].concat();
                        (longer, if index == 0 { *weight } else { forms::FOLDED_WEIGHT })
                    })
                })
                .collect();
        }
        let places = self.places();
        union(places.iter().flat_map(|(field, place)| {
            phrases.iter().map(move |(phrase, weight)| {
                let terms = phrase.iter().map(|form| Term::from_field_text(*field, form)).collect();
                weighted(Box::new(PhraseQuery::new(terms)), place * weight)
            })
        }))
    }

    /// The items of a case, the more exactly numbered first, then those that refer to it.
    fn case_query(&self, number: &CaseNumber) -> Box<dyn Query> {
        let keys = case_number::query_keys(number);
        let scored = |field: Field, score: f32| {
            keys.iter().zip(1u8..).map(move |(key, rank)| {
                let term = Box::new(TermQuery::new(
                    Term::from_field_text(field, key),
                    IndexRecordOption::Basic,
                ));
                let query: Box<dyn Query> = Box::new(ConstScoreQuery::new(term, score / f32::from(rank)));
                query
            })
        };
        union(scored(self.fields.case, CASE_SCORE).chain(scored(self.fields.reference, REFERENCE_SCORE)))
    }

    fn exists(&self, number: &CaseNumber) -> tantivy::Result<bool> {
        for key in case_number::query_keys(number) {
            for field in [self.fields.case, self.fields.reference] {
                if self.searcher.doc_freq(&Term::from_field_text(field, &key))? > 0 {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    fn filter(&self, filters: &Filters, notes: &mut Vec<String>) -> tantivy::Result<Vec<Part>> {
        let mut parts: Vec<Box<dyn Query>> = Vec::new();
        if let Some(number) = &filters.case {
            let keys = case_number::query_keys(number);
            parts.push(Box::new(TermSetQuery::new(
                keys.iter().map(|key| Term::from_field_text(self.fields.case, key)),
            )));
        }
        if let Some(typed) = &filters.body {
            parts.push(self.body_query(typed, notes)?);
        }
        if filters.from.is_some() || filters.to.is_some() {
            let bound = |date: Option<Date>| {
                let term = |date| Term::from_field_u64(self.fields.date, day_number(date));
                date.map_or(Bound::Unbounded, |date| Bound::Included(term(date)))
            };
            parts.push(Box::new(RangeQuery::new(bound(filters.from), bound(filters.to))));
        }
        if let Some(kind) = filters.decision {
            parts.push(term_query(self.fields.kind, &kind_name(kind), 1.0));
        }
        let silent = |query| -> Part { (Occur::Must, Box::new(ConstScoreQuery::new(query, 0.0))) };
        Ok(parts.into_iter().map(silent).collect())
    }

    /// Items of the bodies whose name has in it what was typed.
    fn body_query(&self, typed: &str, notes: &mut Vec<String>) -> tantivy::Result<Box<dyn Query>> {
        let bodies = self.bodies()?;
        let typed = typed.trim().to_lowercase();
        let folded = forms::fold(&typed) == typed;
        let fits = |body: &String| {
            let body = body.to_lowercase();
            body.contains(&typed) || (folded && forms::fold(&body).contains(&typed))
        };
        let fitting: Vec<&String> = bodies.iter().filter(|body| fits(body)).collect();
        if fitting.is_empty() {
            let known: Vec<&str> = bodies.iter().map(String::as_str).collect();
            notes.push(format!(
                "no body is called {typed:?}; the archive has: {}",
                known.join(", ")
            ));
            return Ok(Box::new(EmptyQuery));
        }
        let terms = fitting
            .into_iter()
            .map(|body| Term::from_field_text(self.fields.body, body));
        Ok(Box::new(TermSetQuery::new(terms)))
    }

    /// The names of all bodies that have items.
    pub(super) fn bodies(&self) -> tantivy::Result<BTreeSet<String>> {
        let mut bodies = BTreeSet::new();
        for segment in self.searcher.segment_readers() {
            let index = segment.inverted_index(self.fields.body)?;
            let mut terms = index.terms().stream()?;
            while terms.advance() {
                bodies.insert(String::from_utf8_lossy(terms.key()).into_owned());
            }
        }
        Ok(bodies)
    }

    fn items_of_case(&self, number: &CaseNumber) -> tantivy::Result<Vec<CaseItem>> {
        let keys = case_number::query_keys(number);
        let mut found: BTreeMap<DocAddress, Relation> = BTreeMap::new();
        for (field, relation) in [
            (self.fields.case, Relation::Own),
            (self.fields.reference, Relation::Reference),
        ] {
            let terms = keys.iter().map(|key| Term::from_field_text(field, key));
            let addresses = self
                .searcher
                .search(&TermSetQuery::new(terms), &tantivy::collector::DocSetCollector)?;
            for address in addresses {
                found.entry(address).or_insert(relation);
            }
        }
        let items = found.into_iter().map(|(address, relation)| {
            let entry = self.entry(&self.searcher.doc(address)?)?;
            Ok(CaseItem { entry, relation })
        });
        let mut items = items.collect::<tantivy::Result<Vec<_>>>()?;
        items.sort_by(|a, b| {
            let time = |entry: &Entry| (entry.date.is_none(), entry.date);
            time(&a.entry)
                .cmp(&time(&b.entry))
                .then_with(|| tie(&a.entry).cmp(&tie(&b.entry)))
        });
        Ok(items)
    }

    fn hit(&self, score: f32, address: DocAddress, highlighter: &Highlighter) -> tantivy::Result<Hit> {
        let document: TantivyDocument = self.searcher.doc(address)?;
        let entry = self.entry(&document)?;
        let text = |field| {
            document
                .get_first(field)
                .and_then(|value| value.as_str())
                .unwrap_or_default()
        };
        let title = entry.title.as_deref().unwrap_or_default();
        let decision = text(self.fields.decision);
        let whole = text(self.fields.text);
        let mut snippets = Vec::new();
        let in_title = highlighter.find(title);
        if !in_title.is_empty() {
            snippets.push(Snippet::whole(SnippetField::Title, title, &in_title));
        }
        for (field, text) in [(SnippetField::Decision, decision), (SnippetField::Text, whole)] {
            let found = highlighter.find(text);
            if !found.is_empty() {
                snippets.push(Snippet::best(field, text, &found));
            }
        }
        if snippets.iter().all(|snippet| snippet.field == SnippetField::Title) {
            let beginning = [(SnippetField::Decision, decision), (SnippetField::Text, whole)];
            let first = beginning.into_iter().find(|(_, text)| !text.is_empty());
            snippets.extend(first.map(|(field, text)| Snippet::best(field, text, &[])));
        }
        Ok(Hit { score, entry, snippets })
    }

    fn entry(&self, document: &TantivyDocument) -> tantivy::Result<Entry> {
        let json = document
            .get_first(self.fields.entry)
            .and_then(|value| value.as_str())
            .unwrap_or_default();
        serde_json::from_str(json).map_err(|error| TantivyError::InternalError(format!("an entry is damaged: {error}")))
    }
}

/// How many items match, and the best of them with their scores.
type Matches = (usize, Vec<(f32, DocAddress)>);

/// A query and whether it must be met.
type Part = (Occur, Box<dyn Query>);

/// What to mark in the results: the clauses, and the case that the query is as a whole.
fn highlighted(reading: &Reading) -> Vec<Clause> {
    let case = reading.case.clone().map(|number| Clause {
        excluded: false,
        sought: Sought::Case(number),
    });
    case.map_or_else(|| reading.clauses.clone(), |case| vec![case])
}

/// What orders items that are otherwise equal.
fn tie(entry: &Entry) -> (std::cmp::Reverse<Option<Date>>, &str, u32) {
    (std::cmp::Reverse(entry.date), &entry.document, entry.position)
}

fn union(queries: impl IntoIterator<Item = Box<dyn Query>>) -> Box<dyn Query> {
    Box::new(BooleanQuery::union(queries.into_iter().collect()))
}

fn weighted(query: Box<dyn Query>, weight: f32) -> Box<dyn Query> {
    Box::new(BoostQuery::new(query, weight))
}

fn term_query(field: Field, text: &str, weight: f32) -> Box<dyn Query> {
    let term = Term::from_field_text(field, text);
    weighted(Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)), weight)
}
