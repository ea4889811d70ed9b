//! The things that stand at a path of gold or reading, and the forms of their values that are right.

use serde_json::Value;

use crate::evaluate::agreement::Expected;
use crate::evaluate::comparable::text;
use crate::evaluate::gold::list;

/// One thing of a list, or a single value.
pub(super) struct Thing<'a> {
    pub(super) value: &'a Value,
    /// Of a plain value: what is equally right.
    alternatives: Vec<&'a Value>,
    /// Whether it, or something that it hangs on, is optional.
    optional: bool,
}

impl Thing<'_> {
    pub(super) fn expected(&self, main: &str) -> Expected {
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

    pub(super) fn text(&self, main: &str) -> String {
        text(if self.value.is_object() {
            &self.value[main]
        } else {
            self.value
        })
    }
}

/// The things at a path; what is null is not there.
pub(super) fn things<'a>(scope: &'a Value, path: &str) -> Vec<Thing<'a>> {
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
pub(super) fn attribute_expected(owner: &Value, key: &str) -> Option<Expected> {
    let alternatives: Vec<&Value> = list(owner, &format!("{key}_alternatives")).iter().collect();
    expected(&owner[key], &alternatives)
}

/// A null that is right, alone or among others, makes the value optional.
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
        optional: value.is_null() || alternatives.iter().any(|form| form.is_null()),
    })
}

pub(super) fn attribute_text(owner: &Value, key: &str) -> Option<String> {
    match &owner[key] {
        Value::Null => None,
        Value::Array(values) if values.is_empty() => None,
        value => Some(text(value)),
    }
}

/// Neither its presence nor its absence counts.
pub(super) fn is_optional(value: &Value) -> bool {
    value["optional"] == true
}
