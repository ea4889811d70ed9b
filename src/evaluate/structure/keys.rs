//! Which keys a gold speaks of: only they are scored, and those that no field covers are named.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::evaluate::fields::{OF_FILE, OF_ITEM, OF_MEETING};

/// Which keys a gold speaks of, as paths from the file.
pub(super) struct Keys {
    /// Paths that hold a plain value, or null, somewhere.
    values: BTreeSet<String>,
    /// Paths that hold an object somewhere.
    objects: BTreeSet<String>,
    /// Paths that hold an empty list somewhere.
    empty: BTreeSet<String>,
}

impl Keys {
    pub(super) fn of(gold: &Value) -> Self {
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
    pub(super) fn speaks_of(&self, list: &str, main: &str) -> bool {
        self.values.contains(list)
            || self.values.contains(&format!("{list}.{main}"))
            || (self.empty.contains(list) && !self.objects.contains(list))
    }

    pub(super) fn speaks_of_attribute(&self, path: &str) -> bool {
        self.values.contains(path) || self.empty.contains(path)
    }

    /// The gold's paths that no field covers, each cut where it leaves what is scored. What only explains is left out.
    pub(super) fn unscored(&self) -> Vec<String> {
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

/// Whether the value at a path is scored under another name, which is made of it before scoring.
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
