//! Scores a record against gold, field by field.
//!
//! A field is scored in a file where the gold of that file has its key at all; there, an absent key or an empty list
//! means that there is none. Meetings are paired by date, body and the numbers of their items; items by their number
//! within the meeting. What hangs on an item that was not found counts as missing, what hangs on an invented one as
//! wrong. Meetings that the gold does not list are named, and their items are not scored.

mod keys;
mod things;

use std::collections::HashSet;

use serde::Serialize;
use serde_json::Value;

use self::keys::Keys;
use self::things::{Thing, attribute_expected, attribute_text, is_optional, things};
use super::agreement::{Agreement, Expected, Measure, Pair, Tally, align};
use super::comparable::{comparable, first_line, name_things, text};
use super::fields::{Field, OF_FILE, OF_ITEM, OF_MEETING};
use super::gold::{last_line, list, normalised};
use crate::record::Record;
use crate::scan::Scan;

/// The scores of one file.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Structure {
    /// In the order of [`field_order`]; only fields of which the gold or the reading has a value.
    pub fields: Vec<FieldScore>,
    /// Where gold and reading differ, in the order of the file.
    pub disagreements: Vec<Disagreement>,
    /// Meetings that the gold does not list.
    pub other_meetings: Vec<String>,
    /// Keys of the gold that are not scored.
    pub unscored: Vec<String>,
}

/// How well one field was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldScore {
    /// Path in the record.
    pub field: String,
    /// The counts.
    #[serde(flatten)]
    pub tally: Tally,
}

/// A value on which gold and reading do not agree strictly.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Disagreement {
    /// Meeting and item.
    pub place: String,
    /// Path in the record.
    pub field: String,
    /// What the gold states.
    pub gold: Option<String>,
    /// What was read.
    pub read: Option<String>,
    /// `wrong`, or `soft`.
    pub agreement: Agreement,
}

/// All fields in the order in which they are shown.
pub fn field_order() -> Vec<String> {
    let of = |prefix: &str, fields: &[Field]| -> Vec<String> {
        let paths = |field: &Field| {
            let attributes = field.attributes.iter().map(|(key, _)| field.attribute_path(key));
            std::iter::once(field.path()).chain(attributes).collect::<Vec<_>>()
        };
        fields
            .iter()
            .flat_map(paths)
            .map(|path| format!("{prefix}{path}"))
            .collect()
    };
    let heads = ["meetings".to_owned()];
    let items = ["items.number".to_owned()];
    [
        &heads[..],
        &of("", OF_MEETING),
        &items,
        &of("items.", OF_ITEM),
        &of("", OF_FILE),
    ]
    .concat()
}

/// Scores a record and the scan that it was read from against gold as it stands in its file.
pub fn score(gold: &Value, record: &Record, scan: &Scan) -> Structure {
    let last_line = last_line(gold);
    let mut gold = normalised(gold);
    name_things(&mut gold);
    let read = comparable(record, scan, last_line);
    let mut scorer = Scorer {
        spoken: Keys::of(&gold),
        fields: field_order()
            .into_iter()
            .map(|field| FieldScore {
                field,
                tally: Tally::default(),
            })
            .collect(),
        structure: Structure::default(),
        place: String::new(),
    };
    scorer.meetings(&gold, &read, last_line);
    scorer.place = "file".to_owned();
    scorer.fields_of(OF_FILE, "", "", Some(&gold), Some(&read));
    scorer.structure.fields = scorer
        .fields
        .into_iter()
        .filter(|field| field.tally.gold + field.tally.read > 0)
        .collect();
    scorer.structure.unscored = scorer.spoken.unscored();
    scorer.structure
}

struct Scorer {
    spoken: Keys,
    fields: Vec<FieldScore>,
    structure: Structure,
    place: String,
}

impl Scorer {
    fn meetings(&mut self, gold: &Value, read: &Value, last_line: Option<u64>) {
        let (gold, read) = (list(gold, "meetings"), list(read, "meetings"));
        let pairs = pair_meetings(gold, read);
        for (g, gold) in gold.iter().enumerate() {
            let found = pairs.iter().find(|pair| pair.0 == g).map(|pair| &read[pair.1]);
            if is_optional(gold) {
                continue;
            }
            self.place = meeting_name(gold);
            self.count(
                "meetings",
                Some(&meeting_name(gold)),
                found.map(meeting_name).as_deref(),
                agreement_if(found.is_some()),
            );
            self.fields_of(OF_MEETING, "meetings.", "", Some(gold), found);
            self.items(gold, found);
        }
        for (_, other) in read
            .iter()
            .enumerate()
            .filter(|(r, _)| !pairs.iter().any(|pair| pair.1 == *r))
        {
            let within = last_line.is_none_or(|last| first_line(other).is_none_or(|line| line <= last));
            self.place = meeting_name(other);
            if within {
                self.count("meetings", None, Some(&meeting_name(other)), Agreement::Wrong);
            }
            let numbers: Vec<String> = list(other, "items").iter().map(|item| text(&item["number"])).collect();
            self.structure
                .other_meetings
                .push(format!("{} (§ {})", meeting_name(other), numbers.join(", ")));
        }
    }

    fn items(&mut self, gold: &Value, read: Option<&Value>) {
        let (gold, read) = (list(gold, "items"), read.map_or(&[][..], |read| list(read, "items")));
        let numbers = |items: &[Value]| items.iter().map(|item| text(&item["number"])).collect::<Vec<_>>();
        let expected: Vec<Expected> = numbers(gold).into_iter().map(Expected::plainly).collect();
        let meeting = self.place.clone();
        for pair in align(&expected, &numbers(read), Measure::Code, |_, _| 0)
            .into_iter()
            .flat_map(split_if_wrong)
        {
            let (gold, read) = (pair.gold.map(|g| &gold[g]), pair.read.map(|r| &read[r]));
            if gold.is_some_and(is_optional) {
                continue;
            }
            let number = |item: Option<&Value>| item.map(|item| text(&item["number"]));
            self.place = format!("{meeting} § {}", number(gold.or(read)).unwrap_or_default());
            self.count(
                "items.number",
                number(gold).as_deref(),
                number(read).as_deref(),
                pair.agreement,
            );
            self.fields_of(OF_ITEM, "meetings.items.", "items.", gold, read);
        }
    }

    /// Scores fields of one scope. `keys` is the scope's path in the gold, `shown` what is put before the field's path.
    fn fields_of(&mut self, fields: &[Field], keys: &str, shown: &str, gold: Option<&Value>, read: Option<&Value>) {
        for field in fields {
            let main_is_spoken = self.spoken.speaks_of(&format!("{keys}{}", field.list), field.main);
            let attributes: Vec<_> = field
                .attributes
                .iter()
                .filter(|(key, _)| {
                    self.spoken
                        .speaks_of_attribute(&format!("{keys}{}", field.attribute_path(key)))
                })
                .collect();
            if !main_is_spoken && attributes.is_empty() {
                continue;
            }
            let gold: Vec<Thing> = gold.map(|scope| things(scope, field.list)).unwrap_or_default();
            let read: Vec<Thing> = read.map(|scope| things(scope, field.list)).unwrap_or_default();
            let expected: Vec<Expected> = gold.iter().map(|thing| thing.expected(field.main)).collect();
            let texts: Vec<String> = read.iter().map(|thing| thing.text(field.main)).collect();
            let kinship = |g: usize, r: usize| agreeing_attributes(field, gold[g].value, read[r].value);
            for pair in join_single(align(&expected, &texts, field.measure, kinship), field) {
                if pair.gold.is_some_and(|g| expected[g].optional) {
                    continue;
                }
                let (g, r) = (pair.gold.map(|g| &gold[g]), pair.read.map(|r| &read[r]));
                if main_is_spoken {
                    let stated = pair.gold.map(|g| expected[g].forms[0].as_str());
                    self.count(
                        &format!("{shown}{}", field.path()),
                        stated,
                        pair.read.map(|r| texts[r].as_str()),
                        pair.agreement,
                    );
                }
                for (key, measure) in &attributes {
                    self.attribute(&format!("{shown}{}", field.attribute_path(key)), key, *measure, g, r);
                }
            }
        }
    }

    fn attribute(&mut self, field: &str, key: &str, measure: Measure, gold: Option<&Thing>, read: Option<&Thing>) {
        if gold.is_some_and(|thing| thing.value.get(key).is_none()) {
            return;
        }
        let stated = gold.and_then(|thing| attribute_expected(thing.value, key));
        let found = read.and_then(|thing| attribute_text(thing.value, key));
        if stated.as_ref().is_some_and(|stated| stated.optional) || (stated.is_none() && found.is_none()) {
            return;
        }
        let agreement = match (&stated, &found) {
            (Some(stated), Some(found)) => stated.agreement(found, measure).0,
            _ => Agreement::Wrong,
        };
        self.count(
            field,
            stated.as_ref().map(|stated| stated.forms[0].as_str()),
            found.as_deref(),
            agreement,
        );
    }

    fn count(&mut self, field: &str, gold: Option<&str>, read: Option<&str>, agreement: Agreement) {
        let pair = Pair {
            gold: gold.map(|_| 0),
            read: read.map(|_| 0),
            agreement,
        };
        if let Some(score) = self.fields.iter_mut().find(|score| score.field == field) {
            score.tally.count(pair);
        }
        if agreement < Agreement::Strict {
            self.structure.disagreements.push(Disagreement {
                place: self.place.clone(),
                field: field.to_owned(),
                gold: gold.map(str::to_owned),
                read: read.map(str::to_owned),
                agreement,
            });
        }
    }
}

/// Where one value is missing and one is wrong, and nothing hangs on them, they are one disagreement.
fn join_single(mut pairs: Vec<Pair>, field: &Field) -> Vec<Pair> {
    let alone = |present: fn(&Pair) -> bool| {
        let mut places = (0..pairs.len()).filter(|&place| present(&pairs[place]));
        places.next().filter(|_| places.next().is_none())
    };
    let (missing, wrong) = (alone(|pair| pair.read.is_none()), alone(|pair| pair.gold.is_none()));
    if let (true, Some(missing), Some(wrong)) = (field.attributes.is_empty(), missing, wrong) {
        pairs[missing].read = pairs[wrong].read;
        pairs.remove(wrong);
    }
    pairs
}

/// How many attributes of two things agree strictly.
fn agreeing_attributes(field: &Field, gold: &Value, read: &Value) -> usize {
    let agrees = |(key, measure): &&(&str, Measure)| match (attribute_expected(gold, key), attribute_text(read, key)) {
        (Some(stated), Some(found)) => stated.agreement(&found, *measure).0 == Agreement::Strict,
        (stated, found) => stated.is_none() && found.is_none(),
    };
    field.attributes.iter().filter(agrees).count()
}

fn agreement_if(found: bool) -> Agreement {
    if found { Agreement::Strict } else { Agreement::Wrong }
}

/// Items are the same by their number alone: numbers that are merely similar are two items.
fn split_if_wrong(pair: Pair) -> Vec<Pair> {
    if pair.agreement > Agreement::Wrong {
        return vec![pair];
    }
    let alone = |gold, read| Pair {
        gold,
        read,
        agreement: Agreement::Wrong,
    };
    let gold = pair.gold.map(|g| alone(Some(g), None));
    let read = pair.read.map(|r| alone(None, Some(r)));
    gold.into_iter().chain(read).collect()
}

/// Pairs meetings one to one, the surest first.
fn pair_meetings(gold: &[Value], read: &[Value]) -> Vec<(usize, usize)> {
    let mut candidates: Vec<(f64, usize, usize)> = Vec::new();
    for (g, stated) in gold.iter().enumerate() {
        for (r, found) in read.iter().enumerate() {
            candidates.push((meeting_likeness(stated, found), g, r));
        }
    }
    candidates.retain(|candidate| candidate.0 >= 1.0);
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (_, g, r) in candidates {
        if !pairs.iter().any(|pair| pair.0 == g || pair.1 == r) {
            pairs.push((g, r));
        }
    }
    pairs
}

/// A point each for date and body, up to two for the part of the items that both have.
fn meeting_likeness(gold: &Value, read: &Value) -> f64 {
    let agrees = |key: &str, measure| match (attribute_expected(gold, key), attribute_text(read, key)) {
        (Some(stated), Some(found)) => f64::from(u8::from(stated.agreement(&found, measure).0 > Agreement::Wrong)),
        _ => 0.0,
    };
    let numbers = |meeting| {
        list(meeting, "items")
            .iter()
            .map(|item| text(&item["number"]))
            .collect::<HashSet<_>>()
    };
    let (stated, found) = (numbers(gold), numbers(read));
    let common = stated.intersection(&found).count() as f64 / stated.union(&found).count().max(1) as f64;
    agrees("date", Measure::Code) + agrees("body", Measure::Text) + 2.0 * common
}

fn meeting_name(meeting: &Value) -> String {
    let known = |key: &str| attribute_text(meeting, key).unwrap_or_else(|| "?".to_owned());
    format!("{} {}", known("body"), known("date"))
}

#[cfg(test)]
mod tests;
