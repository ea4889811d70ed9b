//! What leads from an item to others: the case that it belongs to, and what texts refer to.

use std::collections::BTreeMap;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use tantivy::collector::{DocSetCollector, TopDocs};
use tantivy::query::{BooleanQuery, Occur, TermSetQuery};
use tantivy::schema::Field;
use tantivy::{DocAddress, Term};

use super::fault;
use super::fields::{Entry, day_number, item_key};
use super::matching::{Part, term_query};
use super::search::{Reader, tie};
use crate::case_number;
use crate::error::Result;
use crate::record::CaseNumber;

/// So many items are told that refer to one.
const MOST_REFERRING: usize = 50;

/// An item that has to do with a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseItem {
    /// The item.
    pub entry: Entry,
    /// What it has to do with the case.
    pub relation: Relation,
}

/// What an item has to do with a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// It bears the case's number.
    Own,
    /// Its text refers to the case.
    Reference,
}

impl Reader {
    /// All items that have to do with a case, in order of time, and within a day by file and position in it; those without
    /// a day come last.
    ///
    /// # Errors
    /// Where the index cannot be read, or is damaged.
    pub fn case(&self, number: &CaseNumber) -> Result<Vec<CaseItem>> {
        self.items_of_case(number)
            .map_err(|error| fault(&self.folder, "read", error))
    }

    /// The items of a number that an organisation dealt with on a day: what a text names by day and §.
    ///
    /// # Errors
    /// Where the index cannot be read, or is damaged.
    pub fn items_at(&self, organisation: Option<&str>, date: Date, number: &str) -> Result<Vec<Entry>> {
        let day = Term::from_field_u64(self.fields.date, day_number(date));
        let day: Part = (Occur::Must, Box::new(TermSetQuery::new([day])));
        self.items_with(organisation, self.fields.number, number, Some(day))
            .map_err(|error| fault(&self.folder, "read", error))
    }

    /// The items of the same organisation whose text names this one by its day and §.
    ///
    /// # Errors
    /// Where the index cannot be read, or is damaged.
    pub fn referring_to(&self, organisation: Option<&str>, date: Date, number: &str) -> Result<Vec<Entry>> {
        self.items_with(organisation, self.fields.reference, &item_key(date, number), None)
            .map_err(|error| fault(&self.folder, "read", error))
    }

    fn items_with(
        &self,
        organisation: Option<&str>,
        field: Field,
        value: &str,
        part: Option<Part>,
    ) -> tantivy::Result<Vec<Entry>> {
        let organisation = organisation.map(|name| term_query(self.fields.organisation, name, 1.0));
        let of_organisation = organisation.map(|query| (Occur::Must, query));
        let value = (Occur::Must, term_query(field, value, 1.0));
        let query = BooleanQuery::new([value].into_iter().chain(of_organisation).chain(part).collect());
        let listed = TopDocs::with_limit(MOST_REFERRING).order_by_fast_field::<u64>("date", tantivy::Order::Asc);
        let found = self.searcher.search(&query, &listed)?.into_iter();
        found
            .map(|(_, address)| self.entry(&self.searcher.doc(address)?))
            .collect()
    }

    fn items_of_case(&self, number: &CaseNumber) -> tantivy::Result<Vec<CaseItem>> {
        let keys = case_number::query_keys(number);
        let mut found: BTreeMap<DocAddress, Relation> = BTreeMap::new();
        for (field, relation) in [
            (self.fields.case, Relation::Own),
            (self.fields.reference, Relation::Reference),
        ] {
            let terms = keys.iter().map(|key| Term::from_field_text(field, key));
            let addresses = self.searcher.search(&TermSetQuery::new(terms), &DocSetCollector)?;
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
}
