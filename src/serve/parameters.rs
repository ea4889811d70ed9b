//! What a request asks for: the part of its address after the question mark, read strictly for programs and leniently for
//! people, and written again for links.

use std::fmt::Write;
use std::str::FromStr;

use axum::extract::Query;
use axum::http::Uri;
use jiff::civil::Date;

use super::refusal::Refusal;
use crate::case_number;
use crate::index::{Filters, Has, Listing, Order, kind_of_name};

/// Most characters of a value. A longer query costs more than it finds.
pub const LONGEST_VALUE: usize = 400;

/// Most items on a page of results.
pub const LARGEST_PAGE: usize = 100;

/// Items on a page of results where nothing is said.
const USUAL_PAGE: usize = 20;

/// No page of results begins after so many items: what comes late is found by filters.
const DEEPEST: usize = 10_000;

/// The name of a parameter, what it means, and its form as JSON Schema.
pub struct Parameter {
    /// Its name.
    pub name: &'static str,
    /// What it means.
    pub meaning: &'static str,
    /// JSON Schema of its value.
    pub schema: &'static str,
}

/// What a search can be asked for.
pub const SEARCH: &[Parameter] = &[
    Parameter {
        name: "q",
        meaning: "words; \"phrases\" in quotes; -word to leave out; field:word, with the fields titel, beslut, organ, kommun, år; a case number in any of its ways",
        schema: r#"{"type":"string","maxLength":400}"#,
    },
    Parameter {
        name: "case",
        meaning: "only items of this case",
        schema: r#"{"type":"string","maxLength":400}"#,
    },
    Parameter {
        name: "organisation",
        meaning: "only items of this municipality or federation",
        schema: r#"{"type":"string","maxLength":400}"#,
    },
    Parameter {
        name: "body",
        meaning: "only items of the body of this name, or else of all that have it in their name",
        schema: r#"{"type":"string","maxLength":400}"#,
    },
    Parameter {
        name: "year",
        meaning: "only meetings of this year",
        schema: r#"{"type":"integer","minimum":1000,"maximum":9999}"#,
    },
    Parameter {
        name: "from",
        meaning: "only meetings on this day or later",
        schema: r#"{"type":"string","format":"date"}"#,
    },
    Parameter {
        name: "to",
        meaning: "only meetings on this day or earlier",
        schema: r#"{"type":"string","format":"date"}"#,
    },
    Parameter {
        name: "decision",
        meaning: "only items with a decision of this kind",
        schema: r##"{"$ref":"#/components/schemas/DecisionKind"}"##,
    },
    Parameter {
        name: "has",
        meaning: "only items that have this",
        schema: r##"{"$ref":"#/components/schemas/Has"}"##,
    },
    Parameter {
        name: "document",
        meaning: "only items of the document with this id",
        schema: r#"{"type":"string","pattern":"^[0-9a-f]{64}$"}"#,
    },
    Parameter {
        name: "sort",
        meaning: "order of the items",
        schema: r##"{"$ref":"#/components/schemas/Order"}"##,
    },
    Parameter {
        name: "page",
        meaning: "page of the result, from 1",
        schema: r#"{"type":"integer","minimum":1,"default":1}"#,
    },
    Parameter {
        name: "size",
        meaning: "items on a page",
        schema: r#"{"type":"integer","minimum":1,"maximum":100,"default":20}"#,
    },
];

/// The parameters of a request, by name; those without a value are left out, as forms send them for empty fields.
pub fn pairs(uri: &Uri) -> Result<Vec<(String, String)>, Refusal> {
    let Query(pairs) = Query::<Vec<(String, String)>>::try_from_uri(uri)
        .map_err(|_| Refusal::BadRequest("the parameters are not encoded as those of a web address".to_owned()))?;
    if let Some((name, _)) = pairs.iter().find(|(_, value)| value.chars().count() > LONGEST_VALUE) {
        return Err(bad(name, &format!("at most {LONGEST_VALUE} characters")));
    }
    Ok(pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect())
}

/// The parameters of a program's request, each of them one of those that are known, once.
pub fn strict(uri: &Uri, known: &[Parameter]) -> Result<Vec<(String, String)>, Refusal> {
    let pairs = pairs(uri)?;
    for (index, (name, _)) in pairs.iter().enumerate() {
        if !known.iter().any(|parameter| parameter.name == name) {
            let known: Vec<&str> = known.iter().map(|parameter| parameter.name).collect();
            let known = if known.is_empty() {
                "none".to_owned()
            } else {
                known.join(", ")
            };
            return Err(Refusal::BadRequest(format!(
                "there is no parameter {name:?}; known here: {known}"
            )));
        }
        if pairs[..index].iter().any(|(earlier, _)| earlier == name) {
            return Err(bad(name, "one value only"));
        }
    }
    Ok(pairs)
}

/// The value of a parameter that was given.
pub fn value<'a>(pairs: &'a [(String, String)], name: &str) -> Option<&'a str> {
    pairs
        .iter()
        .find(|(known, _)| known == name)
        .map(|(_, value)| value.as_str())
}

/// A value in the form that a parameter asks for.
pub fn parsed<T: FromStr>(pairs: &[(String, String)], name: &str, form: &str) -> Result<Option<T>, Refusal> {
    let parse = |value: &str| value.parse().map_err(|_| bad(name, form));
    value(pairs, name).map(parse).transpose()
}

fn bad(name: &str, form: &str) -> Refusal {
    Refusal::BadRequest(format!("the parameter {name:?} takes {form}"))
}

/// A search as it was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Search {
    /// The parameters that were given, as given: what links repeat.
    given: Vec<(String, String)>,
    /// What was typed.
    pub typed: String,
    /// What items must be.
    pub filters: Filters,
    /// In which order.
    pub order: Order,
    /// Page of the result, from 1.
    pub page: usize,
    /// Items on a page.
    pub size: usize,
}

impl Search {
    /// Reads the parameters in [`SEARCH`]; others are passed over.
    pub fn read(mut pairs: Vec<(String, String)>) -> Result<Self, Refusal> {
        pairs.retain(|(name, _)| SEARCH.iter().any(|parameter| parameter.name == name));
        let text = |name| value(&pairs, name).map(str::to_owned);
        let day = |name| parsed::<Date>(&pairs, name, "a day like 2021-12-16");
        let named = |name: &str, form: &str, read: &dyn Fn(&str) -> bool| match value(&pairs, name) {
            Some(value) if !read(value) => Err(bad(name, form)),
            _ => Ok(()),
        };
        named("decision", "the name of a kind of decision, as approved", &|name| {
            kind_of_name(name).is_some()
        })?;
        named("has", "vote or dissent", &|name| has(name).is_some())?;
        named("sort", "relevance, newest or oldest", &|name| order(name).is_some())?;
        named("case", "a case number like 2021/25 or KS 2021/25", &|number| {
            case_number::parse_query(number).is_some()
        })?;
        let page: usize = parsed(&pairs, "page", "a number from 1")?.unwrap_or(1);
        let size: usize = parsed(&pairs, "size", "a number from 1 to 100")?.unwrap_or(USUAL_PAGE);
        if page == 0 || page.saturating_mul(size) > DEEPEST {
            return Err(bad("page", &format!("a number from 1, up to the {DEEPEST}th item")));
        }
        if size == 0 || size > LARGEST_PAGE {
            return Err(bad("size", "a number from 1 to 100"));
        }
        Ok(Self {
            typed: text("q").unwrap_or_default(),
            filters: Filters {
                case: value(&pairs, "case").and_then(case_number::parse_query),
                organisation: text("organisation"),
                body: text("body"),
                year: parsed(&pairs, "year", "a year like 2021")?,
                from: day("from")?,
                to: day("to")?,
                decision: value(&pairs, "decision").and_then(kind_of_name),
                has: value(&pairs, "has").and_then(has),
                document: text("document"),
            },
            order: value(&pairs, "sort").and_then(order).unwrap_or_default(),
            page,
            size,
            given: pairs,
        })
    }

    /// The part of the list that was asked for, counted.
    pub fn listing(&self) -> Listing {
        Listing {
            order: self.order,
            offset: (self.page - 1) * self.size,
            limit: self.size,
            facets: true,
        }
    }

    /// What was given for a parameter.
    pub fn given(&self, name: &str) -> Option<&str> {
        value(&self.given, name)
    }

    /// The filters that were given, by name.
    pub fn filters_given(&self) -> impl Iterator<Item = (&str, &str)> {
        let of_list = ["q", "sort", "page", "size"];
        let given = self.given.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        given.filter(move |(name, _)| !of_list.contains(name))
    }

    /// The query part of an address that asks for the same with one parameter changed, or left out; from the first page on,
    /// unless the page is what changes.
    pub fn link(&self, name: &str, value: Option<&str>) -> String {
        let kept = self.given.iter().filter(|(given, _)| given != name && given != "page");
        let kept = kept.map(|(name, value)| (name.as_str(), value.as_str()));
        query(kept.chain(value.map(|value| (name, value))))
    }
}

fn has(name: &str) -> Option<Has> {
    Has::ALL.into_iter().find(|has| has.name() == name)
}

fn order(name: &str) -> Option<Order> {
    serde_json::from_value(name.into()).ok()
}

/// The query part of an address, with its question mark; nothing where there is no parameter.
pub fn query<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut query = String::new();
    for (name, value) in pairs {
        query.push(if query.is_empty() { '?' } else { '&' });
        query.push_str(name);
        query.push('=');
        query.push_str(&encoded(value));
    }
    query
}

/// A text as a part of an address: everything but letters and digits of ASCII and `-._~` in percent signs.
pub fn encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &str) -> Result<Search, String> {
        let uri: Uri = format!("/sok?{query}").parse().unwrap();
        let read = strict(&uri, SEARCH).and_then(Search::read);
        read.map_err(|refusal| refusal.message())
    }

    #[test]
    fn a_search_is_read_and_linked_to() {
        let search = read("q=ny+bro&body=Tekniska%20n%C3%A4mnden&from=&year=2021&sort=newest&page=3").unwrap();
        assert_eq!(search.typed, "ny bro");
        assert_eq!(search.filters.body.as_deref(), Some("Tekniska nämnden"));
        assert_eq!(search.filters.year, Some(2021));
        assert_eq!(search.listing().offset, 40);
        assert_eq!(
            search.link("year", None),
            "?q=ny%20bro&body=Tekniska%20n%C3%A4mnden&sort=newest"
        );
        assert_eq!(
            search.link("page", Some("2")),
            "?q=ny%20bro&body=Tekniska%20n%C3%A4mnden&year=2021&sort=newest&page=2"
        );
        assert_eq!(search.filters_given().count(), 2);
    }

    #[test]
    fn what_cannot_be_asked_for_is_said() {
        for (query, message) in [
            ("colour=red", "there is no parameter \"colour\"; known here: q, case,"),
            ("q=a&q=b", "one value only"),
            ("from=igår", "a day like"),
            ("year=many", "a year like"),
            ("size=1000", "a number from 1 to 100"),
            ("page=0", "a number from 1"),
            ("page=99999999999", "a number from 1"),
            ("decision=maybe", "kind of decision"),
            ("has=cake", "vote or dissent"),
            ("sort=size", "relevance, newest or oldest"),
            ("case=budget", "a case number like"),
        ] {
            let refused = read(query).unwrap_err();
            assert!(refused.contains(message), "{query}: {refused}");
        }
        assert!(
            read(&format!("q={}", "a".repeat(401)))
                .unwrap_err()
                .contains("at most 400")
        );
    }
}
