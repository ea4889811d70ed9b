//! How many of the items that match are of each organisation, body, year, …

use std::cmp::Reverse;
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

use super::fields::COUNTED;

/// More values of one field than this are not told.
const MOST_VALUES: usize = 200;

/// The items of a result, counted.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct Facets {
    /// Municipalities and federations, the most frequent first, as all others.
    pub organisation: Vec<Count>,
    /// Bodies.
    pub body: Vec<Count>,
    /// Years, the latest first.
    pub year: Vec<Count>,
    /// Kinds of decisions; an item with several counts in each.
    pub decision: Vec<Count>,
    /// What items have: `vote`, `dissent`.
    pub has: Vec<Count>,
    /// Documents, by id.
    pub document: Vec<Count>,
}

/// How many items have a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Count {
    /// The value, as a filter takes it.
    pub value: String,
    /// How many items.
    pub items: u64,
}

/// Counts of one field by value.
type Counts = BTreeMap<String, u64>;

/// Counts the values of the fields in [`COUNTED`].
pub struct FacetCollector;

/// Counts them in one segment of the index.
pub struct SegmentFacets {
    fields: Vec<Option<SegmentField>>,
}

/// One field in one segment.
struct SegmentField {
    values: StrColumn,
    /// The numbers of the values that each document has.
    ords: Column<u64>,
    /// How many documents have each value.
    counts: Vec<u64>,
}

impl Collector for FacetCollector {
    type Fruit = Facets;
    type Child = SegmentFacets;

    fn for_segment(&self, _: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<SegmentFacets> {
        let fields = COUNTED.iter().map(|name| {
            let column = segment.fast_fields().str(name)?;
            Ok(column.map(|values| SegmentField {
                ords: values.ords().clone(),
                counts: vec![0; values.num_terms()],
                values,
            }))
        });
        Ok(SegmentFacets {
            fields: fields.collect::<tantivy::Result<_>>()?,
        })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, segments: Vec<Vec<Counts>>) -> tantivy::Result<Facets> {
        let mut all = vec![Counts::new(); COUNTED.len()];
        for segment in segments {
            for (all, counts) in all.iter_mut().zip(segment) {
                for (value, items) in counts {
                    *all.entry(value).or_default() += items;
                }
            }
        }
        let mut all = all.into_iter().map(|counts| {
            let counts = counts.into_iter().map(|(value, items)| Count { value, items });
            counts.collect::<Vec<_>>()
        });
        let mut next = |by_value: bool| {
            let mut counts = all.next().unwrap_or_default();
            if by_value {
                counts.reverse();
            } else {
                counts.sort_by_key(|count| Reverse(count.items));
            }
            counts.truncate(MOST_VALUES);
            counts
        };
        Ok(Facets {
            organisation: next(false),
            body: next(false),
            year: next(true),
            decision: next(false),
            has: next(false),
            document: next(false),
        })
    }
}

impl SegmentCollector for SegmentFacets {
    type Fruit = Vec<Counts>;

    fn collect(&mut self, document: DocId, _: Score) {
        for field in self.fields.iter_mut().flatten() {
            for ord in field.ords.values_for_doc(document) {
                if let Some(count) = usize::try_from(ord).ok().and_then(|ord| field.counts.get_mut(ord)) {
                    *count += 1;
                }
            }
        }
    }

    fn harvest(self) -> Vec<Counts> {
        let harvest = |field: SegmentField| {
            let mut by_value = Counts::new();
            for (ord, items) in (0..).zip(field.counts).filter(|(_, items)| *items > 0) {
                let mut value = String::new();
                if field.values.ord_to_str(ord, &mut value).is_ok_and(|known| known) {
                    by_value.insert(value, items);
                }
            }
            by_value
        };
        let fields = self.fields.into_iter();
        fields.map(|field| field.map(harvest).unwrap_or_default()).collect()
    }
}
