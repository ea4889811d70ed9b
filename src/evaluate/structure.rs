//! Scores a record against gold, field by field.
//!
//! A field is scored in a file where the gold of that file has its key at all; there, an absent key or an empty list
//! means that there is none. Meetings are paired by date, body and the numbers of their items; items by their number
//! within the meeting. What hangs on an item that was not found counts as missing, what hangs on an invented one as
//! wrong. Meetings that the gold does not list are named, and their items are not scored.

use std::collections::{BTreeSet, HashSet};

use serde::Serialize;
use serde_json::Value;

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
        for pair in align(&expected, &numbers(read), Measure::Code)
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
            for pair in align(&expected, &texts, field.measure) {
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

fn is_optional(value: &Value) -> bool {
    value["optional"] == true
}

/// One thing of a list, or a single value.
struct Thing<'a> {
    value: &'a Value,
    /// Of a plain value: what is equally right.
    alternatives: Vec<&'a Value>,
    /// Whether it, or something that it hangs on, is optional.
    optional: bool,
}

impl Thing<'_> {
    fn expected(&self, main: &str) -> Expected {
        let found = if self.value.is_object() {
            attribute_expected(self.value, main)
        } else {
            expected(self.value, &self.alternatives)
        };
        let found = found.unwrap_or_else(|| Expected::plainly(""));
        Expected {
            optional: found.optional || self.optional,
            ..found
        }
    }

    fn text(&self, main: &str) -> String {
        text(if self.value.is_object() {
            &self.value[main]
        } else {
            self.value
        })
    }
}

/// The things at a path; what is null is not there.
fn things<'a>(scope: &'a Value, path: &str) -> Vec<Thing<'a>> {
    let (way, key) = path.rsplit_once('.').unwrap_or(("", path));
    let mut owners = vec![(scope, false)];
    for step in way.split('.').filter(|step| !step.is_empty()) {
        let next = |(owner, optional): (&'a Value, bool)| {
            each(&owner[step])
                .into_iter()
                .map(move |value| (value, optional || is_optional(value)))
        };
        owners = owners.into_iter().flat_map(next).collect();
    }
    owners
        .into_iter()
        .flat_map(|(owner, optional)| things_at(owner, key, optional))
        .collect()
}

fn things_at<'a>(owner: &'a Value, key: &str, optional: bool) -> Vec<Thing<'a>> {
    let all = each(&owner[key]);
    let alternatives = list(owner, &format!("{key}_alternatives"));
    let length = all.len();
    let of = |index: usize| -> Vec<&'a Value> {
        let at_index = |other: &'a Value| match other {
            Value::Array(others) => others.get(index).filter(|_| others.len() == length),
            single => Some(single),
        };
        alternatives.iter().filter_map(at_index).collect()
    };
    all.into_iter()
        .enumerate()
        .map(|(index, value)| Thing {
            value,
            alternatives: of(index),
            optional: optional || is_optional(value),
        })
        .collect()
}

fn each(value: &Value) -> Vec<&Value> {
    match value {
        Value::Null => Vec::new(),
        Value::Array(values) => values.iter().collect(),
        single => vec![single],
    }
}

/// The forms of the value at a key that are right; `None` where it states none.
fn attribute_expected(owner: &Value, key: &str) -> Option<Expected> {
    let alternatives: Vec<&Value> = list(owner, &format!("{key}_alternatives")).iter().collect();
    expected(&owner[key], &alternatives)
}

/// A null among the alternatives makes the value optional.
fn expected(value: &Value, alternatives: &[&Value]) -> Option<Expected> {
    let stated = |value: &&Value| !value.is_null() && value.as_array().is_none_or(|values| !values.is_empty());
    let forms: Vec<String> = [&value]
        .into_iter()
        .chain(alternatives)
        .copied()
        .filter(stated)
        .map(text)
        .collect();
    (!forms.is_empty()).then(|| Expected {
        forms,
        optional: alternatives.iter().any(|form| form.is_null()),
    })
}

fn attribute_text(owner: &Value, key: &str) -> Option<String> {
    match &owner[key] {
        Value::Null => None,
        Value::Array(values) if values.is_empty() => None,
        value => Some(text(value)),
    }
}

/// Which keys a gold speaks of, as paths from the file.
struct Keys {
    /// Paths that hold a plain value, or null, somewhere.
    values: BTreeSet<String>,
    /// Paths that hold an object somewhere.
    objects: BTreeSet<String>,
    /// Paths that hold an empty list somewhere.
    empty: BTreeSet<String>,
}

impl Keys {
    fn of(gold: &Value) -> Self {
        let mut keys = Self {
            values: BTreeSet::new(),
            objects: BTreeSet::new(),
            empty: BTreeSet::new(),
        };
        keys.walk(gold, "");
        keys
    }

    fn walk(&mut self, value: &Value, path: &str) {
        match value {
            Value::Object(members) => {
                self.objects.insert(path.to_owned());
                for (key, member) in members {
                    let way = if path.is_empty() {
                        key.clone()
                    } else {
                        format!("{path}.{key}")
                    };
                    self.walk(member, &way);
                }
            }
            Value::Array(values) if values.is_empty() => {
                self.empty.insert(path.to_owned());
            }
            Value::Array(values) => values.iter().for_each(|value| self.walk(value, path)),
            _ => {
                self.values.insert(path.to_owned());
            }
        }
    }

    /// Whether the gold says what things there are: by their main key, as plain values, or that there are none.
    fn speaks_of(&self, list: &str, main: &str) -> bool {
        self.values.contains(list)
            || self.values.contains(&format!("{list}.{main}"))
            || (self.empty.contains(list) && !self.objects.contains(list))
    }

    fn speaks_of_attribute(&self, path: &str) -> bool {
        self.values.contains(path) || self.empty.contains(path)
    }

    /// The gold's paths that no field covers, each cut where it leaves what is scored. What only explains is left out.
    fn unscored(&self) -> Vec<String> {
        let scopes = [("", OF_FILE), ("meetings.", OF_MEETING), ("meetings.items.", OF_ITEM)];
        let scored: BTreeSet<String> = scopes
            .into_iter()
            .flat_map(|(prefix, fields)| fields.iter().map(move |field| (prefix, field)))
            .flat_map(|(prefix, field)| {
                let attributes = field.attributes.iter().map(move |(key, _)| field.attribute_path(key));
                [field.list.to_owned(), field.path()]
                    .into_iter()
                    .chain(attributes)
                    .map(move |path| format!("{prefix}{path}"))
            })
            .chain(["meetings.items.number".to_owned()])
            .collect();
        let leads_to_scored = |path: &str| {
            scored
                .iter()
                .any(|known| known == path || known.starts_with(&format!("{path}.")))
        };
        let is_lost = |path: &&String| {
            !scored.contains(*path) && !path.split('.').any(only_explains) && !is_scored_by_another_name(path)
        };
        let mut unscored = BTreeSet::new();
        for path in self.values.iter().filter(is_lost) {
            let steps: Vec<&str> = path.split('.').collect();
            let cut = (1..=steps.len())
                .map(|length| steps[..length].join("."))
                .find(|part| !leads_to_scored(part));
            unscored.extend(cut);
        }
        unscored.into_iter().collect()
    }
}

/// Whether a key tells about the gold, not about the protocol.
fn only_explains(key: &str) -> bool {
    const EXPLANATIONS: &[&str] = &[
        "note",
        "optional",
        "source",
        "truth",
        "text_convention",
        "layout",
        "line",
        "lines",
        "source_lines",
        "header_note",
    ];
    EXPLANATIONS.contains(&key) || key.ends_with("_alternatives")
}

/// Whether the value at a path is scored under a name that [`name_things`] or [`normalised`] made of it.
fn is_scored_by_another_name(path: &str) -> bool {
    const PATHS: &[&str] = &[
        "signatures.kind",
        "signatures.digest",
        "signatures.label",
        "signatures.name",
        "signatures.valid_hex",
        "votes.yes",
        "votes.no",
        "tables.rows",
        "tables.values",
        "tables.stated_total",
        "tables.adds_up",
        "tables.item",
    ];
    PATHS.iter().any(|known| path.ends_with(known))
}

#[cfg(test)]
mod tests;
