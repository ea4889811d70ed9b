//! Looking things up in the index.

use std::ops::{Bound, Range};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use frostem::Stemmer;
use jiff::civil::Date;
use rayon::prelude::*;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tantivy::collector::{Collector, Count, TopDocs};
use tantivy::query::{BooleanQuery, ConstScoreQuery, Occur, Query, RangeQuery, TermSetQuery};
use tantivy::schema::Value;
use tantivy::{DocAddress, ReloadPolicy, Searcher, TantivyDocument, TantivyError, Term};

use super::facets::{FacetCollector, Facets};
use super::fields::{Entry, Fields, Has, day_number, kind_name};
use super::forms;
use super::matching::{Part, term_query};
use super::query::{self, Clause, Note, Reading, Sought};
use super::snippet::{Highlighter, Snippet, SnippetField};
use super::vocabulary::Vocabulary;
use super::{fault, open_to_read};
use crate::case_number;
use crate::error::Result;
use crate::record::{CaseNumber, DecisionKind};

/// What items must be, beside matching the query.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filters {
    /// Of this case.
    pub case: Option<CaseNumber>,
    /// Of the organisation of this name, or else of all whose name has this in it, in any case of letters.
    pub organisation: Option<String>,
    /// Of a body, as [`Self::organisation`].
    pub body: Option<String>,
    /// Of a meeting in this year.
    pub year: Option<i16>,
    /// On this day or later.
    pub from: Option<Date>,
    /// On this day or earlier.
    pub to: Option<Date>,
    /// With a decision of this kind.
    pub decision: Option<DecisionKind>,
    /// That have this.
    pub has: Option<Has>,
    /// In the document of this SHA-256.
    pub document: Option<String>,
}

/// In which order items are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Order {
    /// Best match first.
    #[default]
    Relevance,
    /// Latest meeting first.
    Newest,
    /// Earliest meeting first.
    Oldest,
}

/// A part of a list of items.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Listing {
    /// Its order.
    pub order: Order,
    /// How many items are left out before the first.
    pub offset: usize,
    /// How many items at most.
    pub limit: usize,
    /// Whether the values of all items that match are counted.
    pub facets: bool,
}

/// What a search gives.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The case number that the query was read as.
    pub case: Option<CaseNumber>,
    /// How the query was read, where that is not plain.
    pub notes: Vec<Note>,
    /// The query that was perhaps meant, where a word of it is in no item.
    pub suggestion: Option<String>,
    /// How many items match.
    pub total: usize,
    /// Those that were asked for, in order.
    pub hits: Vec<Hit>,
    /// All that match, counted; empty where that was not asked for.
    pub facets: Facets,
}

/// An item that matches.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// How well; to be compared within one answer only, and 0 in a list by date.
    pub score: f32,
    /// The item.
    pub entry: Entry,
    /// Why it matches: pieces of title, decision and text that hold what was sought, in this order. Where neither decision
    /// nor text does, the beginning of the decision, or of the text.
    pub snippets: Vec<Snippet>,
}

/// An index as it was when it was opened.
pub struct Reader {
    pub(super) searcher: Searcher,
    pub(super) fields: Fields,
    pub(super) stemmer: Stemmer,
    pub(super) folder: PathBuf,
    /// Whether the digits of personal identity numbers are sought.
    seeks_identity_numbers: bool,
    /// Made for the first query that needs it.
    vocabulary: OnceLock<Vocabulary>,
}

impl Reader {
    /// Opens the index in a folder.
    ///
    /// # Errors
    /// [`crate::error::Error::DamagedArchive`] where it is missing, damaged or of another version.
    pub fn open(folder: &Path) -> Result<Self> {
        let mut index = open_to_read(folder)?;
        // Parts of the index are searched beside each other: a phrase of words that most items have takes long.
        index
            .set_default_multithread_executor()
            .map_err(|error| fault(folder, "read", error))?;
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into();
        let reader: tantivy::IndexReader = reader.map_err(|error| fault(folder, "read", error))?;
        let (_, fields) = Fields::new();
        Ok(Self {
            searcher: reader.searcher(),
            fields,
            stemmer: forms::stemmer(),
            folder: folder.to_owned(),
            seeks_identity_numbers: true,
            vocabulary: OnceLock::new(),
        })
    }

    /// For the public: digits of personal identity numbers find nothing, so that no search can tell that an item has them.
    pub fn without_identity_numbers(self) -> Self {
        Self {
            seeks_identity_numbers: false,
            ..self
        }
    }

    pub(super) fn may_seek(&self, form: &str) -> bool {
        self.seeks_identity_numbers || !forms::is_of_identity_number(form)
    }

    /// The items that match what was typed, best first, `limit` of them at most. Every query has an answer.
    ///
    /// # Errors
    /// Where the index cannot be read, or is damaged.
    pub fn search(&self, typed: &str, filters: &Filters, limit: usize) -> Result<Answer> {
        let listing = Listing {
            limit,
            ..Listing::default()
        };
        self.list(typed, filters, listing)
    }

    /// As [`Self::search`], for any part of the list, in any order, and with its items counted.
    ///
    /// # Errors
    /// As [`Self::search`].
    pub fn list(&self, typed: &str, filters: &Filters, listing: Listing) -> Result<Answer> {
        self.answer(typed, filters, listing)
            .map_err(|error| fault(&self.folder, "read", error))
    }

    /// Where a text has what a query seeks, in bytes, in order: to mark it on a page.
    pub fn found_in(&self, typed: &str, text: &str) -> Vec<Range<usize>> {
        let reading = query::read(typed);
        Highlighter::new(&highlighted(&reading), |word| self.compounds(word)).find(text)
    }

    fn answer(&self, typed: &str, filters: &Filters, listing: Listing) -> tantivy::Result<Answer> {
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
                reading.notes.push(Note::NoSuchCase {
                    number: number.normalized,
                });
            }
        }
        let found = self.best(&mut reading, &filter, listing)?;
        let highlighter = Highlighter::new(&highlighted(&reading), |word| self.compounds(word));
        let hits = found
            .top
            .into_iter()
            .map(|(score, address)| self.hit(score, address, &highlighter));
        let mut hits = hits.collect::<tantivy::Result<Vec<_>>>()?;
        if listing.order == Order::Relevance {
            hits.sort_by(|a, b| {
                b.score
                    .total_cmp(&a.score)
                    .then_with(|| tie(&a.entry).cmp(&tie(&b.entry)))
            });
        }
        Ok(Answer {
            suggestion: self.suggestion(typed, &reading)?,
            case: reading.case,
            notes: reading.notes,
            total: found.total,
            hits,
            facets: found.facets,
        })
    }

    /// The items that have all that is sought; where none has all of it, those that have some.
    fn best(&self, reading: &mut Reading, filter: &[Part], listing: Listing) -> tantivy::Result<Matches> {
        let sought = reading.clauses.iter().filter(|clause| !clause.excluded).count();
        if reading.clauses.is_empty() && reading.case.is_none() {
            reading.notes.push(Note::EveryItem);
        }
        let all = self.matches(reading, Occur::Must, filter, listing)?;
        if all.total > 0 || sought < 2 {
            return Ok(all);
        }
        let some = self.matches(reading, Occur::Should, filter, listing)?;
        if some.total > 0 {
            reading.notes.push(Note::SomeOnly);
        }
        Ok(some)
    }

    fn matches(&self, reading: &Reading, occur: Occur, filter: &[Part], listing: Listing) -> tantivy::Result<Matches> {
        let filter = filter.iter().map(|(occur, query)| (*occur, query.box_clone()));
        let words = (Occur::Must, self.words_query(reading, occur)?);
        let query = BooleanQuery::new(std::iter::once(words).chain(filter).collect());
        let most = usize::try_from(self.searcher.num_docs()).unwrap_or(usize::MAX);
        let listed = || TopDocs::with_limit(listing.limit.clamp(1, most.max(1))).and_offset(listing.offset.min(most));
        let by_day = |order| listed().order_by_fast_field::<u64>("date", order);
        let unscored = |top: Vec<(Option<u64>, DocAddress)>| {
            let unscored = top.into_iter().map(|(_, address)| (0.0, address));
            unscored.collect::<Vec<_>>()
        };
        let (mut found, top) = match listing.order {
            Order::Relevance => self.collect(&query, listing, listed().order_by_score())?,
            Order::Newest => {
                let (found, top) = self.collect(&query, listing, by_day(tantivy::Order::Desc))?;
                (found, unscored(top))
            }
            Order::Oldest => {
                let (found, top) = self.collect(&query, listing, by_day(tantivy::Order::Asc))?;
                (found, unscored(top))
            }
        };
        found.top = top;
        found.top.truncate(listing.limit);
        Ok(found)
    }

    /// How many items a query finds, counted as the listing asks, and what a collector makes of them.
    fn collect<C: Collector>(
        &self,
        query: &BooleanQuery,
        listing: Listing,
        top: C,
    ) -> tantivy::Result<(Matches, C::Fruit)> {
        let facets = listing.facets.then_some(FacetCollector);
        let (total, top, facets) = self.searcher.search(query, &(Count, top, facets))?;
        let found = Matches {
            total,
            top: Vec::new(),
            facets: facets.unwrap_or_default(),
        };
        Ok((found, top))
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

    fn filter(&self, filters: &Filters, notes: &mut Vec<Note>) -> tantivy::Result<Vec<Part>> {
        let mut parts: Vec<Box<dyn Query>> = Vec::new();
        if let Some(number) = &filters.case {
            let keys = case_number::query_keys(number);
            parts.push(Box::new(TermSetQuery::new(
                keys.iter().map(|key| Term::from_field_text(self.fields.case, key)),
            )));
        }
        for (field, typed) in [
            (self.fields.organisation, &filters.organisation),
            (self.fields.body, &filters.body),
        ] {
            if let Some(typed) = typed {
                let (query, note) = self.name_query(field, typed)?;
                parts.push(query);
                notes.extend(note);
            }
        }
        if let Some(year) = filters.year {
            parts.push(term_query(self.fields.year, &year.to_string(), 1.0));
        }
        if let Some(has) = filters.has {
            parts.push(term_query(self.fields.has, has.name(), 1.0));
        }
        if let Some(document) = &filters.document {
            parts.push(term_query(self.fields.document, document, 1.0));
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

    /// The words of titles and texts; nothing of them where the index cannot be read.
    fn vocabulary(&self) -> &Vocabulary {
        self.vocabulary.get_or_init(|| {
            let words = self.written_words().unwrap_or_default();
            Vocabulary::new(words, &self.stemmer)
        })
    }

    /// The words as written, each as often as there are parts of the index that have it.
    fn written_words(&self) -> tantivy::Result<Vec<(String, u32)>> {
        let fields = [self.fields.title, self.fields.text];
        let segments = self.searcher.segment_readers().iter();
        let parts: Vec<_> = segments
            .flat_map(|segment| fields.map(|field| (segment, field)))
            .collect();
        let of_parts = parts.into_par_iter().map(|(segment, field)| {
            let index = segment.inverted_index(field)?;
            let mut words = Vec::new();
            for range in forms::ranges_of_written() {
                let mut terms = index.terms().range().ge(range.start).lt(range.end).into_stream()?;
                while terms.advance() {
                    let word = String::from_utf8_lossy(terms.key());
                    if word.chars().all(char::is_alphabetic) {
                        words.push((word.into_owned(), terms.value().doc_freq));
                    }
                }
            }
            Ok(words)
        });
        of_parts.try_reduce(Vec::new, |mut all, words| {
            all.extend(words);
            Ok(all)
        })
    }

    /// The stems of the compounds that a word is a part of.
    pub(super) fn compounds(&self, word: &str) -> Vec<String> {
        self.vocabulary().compounds(word, &forms::stem(word, &self.stemmer))
    }

    /// The query with the words that no item has put right.
    fn suggestion(&self, typed: &str, reading: &Reading) -> tantivy::Result<Option<String>> {
        let mut suggestion = typed.to_owned();
        for clause in reading.clauses.iter().filter(|clause| !clause.excluded) {
            let Sought::Word(word) = &clause.sought else {
                continue;
            };
            if !self.is_in_no_item(word)? {
                continue;
            }
            let place = forms::words(&suggestion)
                .find(|(_, typed)| typed == word)
                .map(|(range, _)| range);
            if let (Some(nearest), Some(range)) = (self.vocabulary().nearest(word), place) {
                suggestion.replace_range(range, nearest);
            }
        }
        Ok((suggestion != typed).then_some(suggestion))
    }

    fn is_in_no_item(&self, word: &str) -> tantivy::Result<bool> {
        let compounds = self.compounds(word).into_iter();
        let compounds = compounds.flat_map(|stem| forms::of_stem(&stem));
        let forms = forms::looked_up(word, &self.stemmer).into_iter().map(|(form, _)| form);
        for form in forms.filter(|form| self.may_seek(form)).chain(compounds) {
            for (field, _) in self.places() {
                if self.searcher.doc_freq(&Term::from_field_text(field, &form))? > 0 {
                    return Ok(false);
                }
            }
        }
        Ok(true)
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

    pub(super) fn entry(&self, document: &TantivyDocument) -> tantivy::Result<Entry> {
        let json = document
            .get_first(self.fields.entry)
            .and_then(|value| value.as_str())
            .unwrap_or_default();
        serde_json::from_str(json).map_err(|error| TantivyError::InternalError(format!("an entry is damaged: {error}")))
    }
}

/// What matches a query.
struct Matches {
    /// How many items.
    total: usize,
    /// Those that were asked for, with their scores.
    top: Vec<(f32, DocAddress)>,
    /// All of them, counted.
    facets: Facets,
}

/// What to mark in the results: the clauses, and the case that the query is as a whole.
fn highlighted(reading: &Reading) -> Vec<Clause> {
    let case = reading.case.clone().map(|number| Clause {
        excluded: false,
        place: None,
        sought: Sought::Case(number),
    });
    case.map_or_else(|| reading.clauses.clone(), |case| vec![case])
}

/// What orders items that are otherwise equal.
pub fn tie(entry: &Entry) -> (std::cmp::Reverse<Option<Date>>, &str, u32) {
    (std::cmp::Reverse(entry.date), &entry.document, entry.position)
}
