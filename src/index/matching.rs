//! What was read in a query, as a query of tantivy's: which fields each part is looked up in, and how much it counts there.

use std::collections::BTreeSet;

use tantivy::Term;
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, Occur, PhraseQuery, Query, TermQuery, TermSetQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

use super::forms;
use super::query::{Clause, Note, Place, Reading, Sought};
use super::search::Reader;
use crate::case_number;
use crate::record::CaseNumber;

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

/// Score of a word that stands in a compound only: below any match of the word itself.
const COMPOUND_SCORE: f32 = 0.2;

/// So many names are told where none of them was meant.
const MOST_NAMES: usize = 50;

/// A query and whether it must be met.
pub type Part = (Occur, Box<dyn Query>);

impl Reader {
    /// The clauses, and the case that they may be as a whole.
    pub(super) fn words_query(&self, reading: &Reading, occur: Occur) -> tantivy::Result<Box<dyn Query>> {
        let excluded = |excluded: bool| reading.clauses.iter().filter(move |clause| clause.excluded == excluded);
        let parts = excluded(false).map(|clause| Ok((occur, self.clause_query(clause)?)));
        let mut parts: Vec<Part> = parts.collect::<tantivy::Result<_>>()?;
        if parts.is_empty() {
            parts.push((Occur::Must, Box::new(ConstScoreQuery::new(Box::new(AllQuery), 1.0))));
        }
        if let Some(number) = &reading.case {
            let words: Box<dyn Query> = Box::new(BooleanQuery::new(parts));
            parts = vec![(Occur::Must, union([self.case_query(number), words]))];
        }
        for clause in excluded(true) {
            parts.push((Occur::MustNot, self.clause_query(clause)?));
        }
        Ok(Box::new(BooleanQuery::new(parts)))
    }

    fn clause_query(&self, clause: &Clause) -> tantivy::Result<Box<dyn Query>> {
        let places = match clause.place {
            None => &self.places()[..],
            Some(Place::Title) => &[(self.fields.title, TITLE_WEIGHT)],
            Some(Place::Decision) => &[(self.fields.decision, DECISION_WEIGHT)],
        };
        Ok(match &clause.sought {
            Sought::Word(word) => self.word_query(word, places),
            Sought::Phrase(words) => self.phrase_query(words, places),
            Sought::Case(number) => self.case_query(number),
            Sought::Number(number) => term_query(self.fields.number, number, 1.0),
            Sought::Year(year) => term_query(self.fields.year, year, 1.0),
            Sought::Body(name) => self.name_query(self.fields.body, name)?.0,
            Sought::Organisation(name) => self.name_query(self.fields.organisation, name)?.0,
        })
    }

    /// The fields that hold words, and how much a word counts in each.
    pub(super) fn places(&self) -> [(Field, f32); 4] {
        [
            (self.fields.title, TITLE_WEIGHT),
            (self.fields.decision, DECISION_WEIGHT),
            (self.fields.text, TEXT_WEIGHT),
            (self.fields.meeting, MEETING_WEIGHT),
        ]
    }

    /// A word in all its forms, and in compounds.
    fn word_query(&self, word: &str, places: &[(Field, f32)]) -> Box<dyn Query> {
        let mut forms = forms::looked_up(word, &self.stemmer);
        forms.retain(|(form, _)| self.may_seek(form));
        let queries = places.iter().flat_map(|(field, place)| {
            forms
                .iter()
                .map(move |(form, weight)| term_query(*field, form, place * weight))
        });
        let compounds = self.compounds(word);
        if compounds.is_empty() {
            return union(queries);
        }
        let in_compounds = places.iter().map(|(field, place)| -> Box<dyn Query> {
            let forms = compounds.iter().flat_map(|stem| forms::of_stem(stem));
            let terms = forms.map(|form| Term::from_field_text(*field, &form));
            let terms = Box::new(TermSetQuery::new(terms));
            Box::new(ConstScoreQuery::new(terms, place * COMPOUND_SCORE))
        });
        union(queries.chain(in_compounds))
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

    /// Items whose body or organisation has the name that was typed, or else has that in its name; a note where none has.
    pub(super) fn name_query(&self, field: Field, typed: &str) -> tantivy::Result<(Box<dyn Query>, Option<Note>)> {
        let names = self.values(field)?;
        let typed = typed.trim().to_lowercase();
        let folded = forms::fold(&typed) == typed;
        let fits = |name: &str| name.contains(&typed) || (folded && forms::fold(name).contains(&typed));
        let same = names.iter().filter(|name| name.to_lowercase() == typed);
        let mut fitting: Vec<&String> = same.collect();
        if fitting.is_empty() {
            fitting.extend(names.iter().filter(|name| fits(&name.to_lowercase())));
        }
        if fitting.is_empty() {
            let note = Note::NoSuchName {
                typed,
                known: names.into_iter().take(MOST_NAMES).collect(),
            };
            return Ok((Box::new(EmptyQuery), Some(note)));
        }
        let terms = fitting.into_iter().map(|name| Term::from_field_text(field, name));
        Ok((Box::new(TermSetQuery::new(terms)), None))
    }

    /// All values that a field has in the index.
    fn values(&self, field: Field) -> tantivy::Result<BTreeSet<String>> {
        let mut values = BTreeSet::new();
        for segment in self.searcher.segment_readers() {
            let index = segment.inverted_index(field)?;
            let mut terms = index.terms().stream()?;
            while terms.advance() {
                values.insert(String::from_utf8_lossy(terms.key()).into_owned());
            }
        }
        Ok(values)
    }
}

impl Reader {
    /// Words beside each other; a word without diacritics also stands for one with them, for less.
    fn phrase_query(&self, words: &[String], places: &[(Field, f32)]) -> Box<dyn Query> {
        let in_phrase = |word: &String| {
            let mut forms = forms::in_phrase(word);
            forms.retain(|form| self.may_seek(form));
            forms
        };
        if let [word] = words {
            let forms = in_phrase(word);
            return union(places.iter().flat_map(|(field, place)| {
                forms
                    .iter()
                    .zip([1.0, forms::FOLDED_WEIGHT])
                    .map(move |(form, weight)| term_query(*field, form, place * weight))
            }));
        }
        let mut phrases = vec![(Vec::new(), 1.0)];
        let foldable = words.iter().filter(|word| in_phrase(word).len() > 1).count();
        let fold = u32::try_from(foldable).is_ok_and(|foldable| foldable <= MOST_FOLDED_WORDS);
        for word in words {
            let forms = in_phrase(word);
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
        union(places.iter().flat_map(|(field, place)| {
            phrases.iter().map(move |(phrase, weight)| {
                let terms = phrase.iter().map(|form| Term::from_field_text(*field, form)).collect();
                weighted(Box::new(PhraseQuery::new(terms)), place * weight)
            })
        }))
    }
}

fn union(queries: impl IntoIterator<Item = Box<dyn Query>>) -> Box<dyn Query> {
    Box::new(BooleanQuery::union(queries.into_iter().collect()))
}

fn weighted(query: Box<dyn Query>, weight: f32) -> Box<dyn Query> {
    Box::new(BoostQuery::new(query, weight))
}

/// Items that have this term in a field.
pub fn term_query(field: Field, text: &str, weight: f32) -> Box<dyn Query> {
    let term = Term::from_field_text(field, text);
    weighted(Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)), weight)
}
