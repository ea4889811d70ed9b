//! The fields that are scored, as data. Paths are those of the record's JSON, but for a few that [`comparable`] adds.
//!
//! [`comparable`]: super::comparable

use super::agreement::Measure::{self, Code, Text};

/// A list of things, or a single value, and what is compared of each.
#[derive(Debug)]
pub struct Field {
    /// Path from the scope; lists on the way are walked through.
    pub list: &'static str,
    /// The key by which the things of gold and reading are paired; empty where the things are plain values.
    pub main: &'static str,
    /// How the main values agree.
    pub measure: Measure,
    /// Keys that are compared between paired things.
    pub attributes: &'static [(&'static str, Measure)],
}

impl Field {
    /// Path of the main value from the scope.
    pub fn path(&self) -> String {
        if self.main.is_empty() {
            self.list.to_owned()
        } else {
            self.attribute_path(self.main)
        }
    }

    /// Path of an attribute from the scope.
    pub fn attribute_path(&self, key: &str) -> String {
        format!("{}.{key}", self.list)
    }
}

const fn value(list: &'static str, measure: Measure) -> Field {
    things(list, "", measure, &[])
}

const fn things(
    list: &'static str,
    main: &'static str,
    measure: Measure,
    attributes: &'static [(&'static str, Measure)],
) -> Field {
    Field {
        list,
        main,
        measure,
        attributes,
    }
}

const PARTY: &[(&str, Measure)] = &[("party", Code)];
const PARTY_AND_ROLE: &[(&str, Measure)] = &[("party", Code), ("role", Text)];

/// What is scored once a file.
pub const OF_FILE: &[Field] = &[
    things("page_labels", "label", Code, &[("source_page", Code)]),
    things(
        "signatures",
        "mark",
        Code,
        &[
            ("page", Code),
            ("provider", Text),
            ("algorithm", Code),
            ("digest_valid", Code),
        ],
    ),
    things("attachments", "title", Text, &[("pages", Code), ("text", Text)]),
    things("attachments.tables.cells", "value", Code, &[("row", Text)]),
];

/// What is scored of each meeting.
pub const OF_MEETING: &[Field] = &[
    value("organisation", Text),
    value("body", Text),
    value("date", Code),
    value("place", Text),
    value("opened", Code),
    value("closed", Code),
    value("adjournments", Text),
    value("paragraph_range", Code),
    things("chair", "name", Text, PARTY),
    things("secretary", "name", Text, PARTY),
    things("approvers", "name", Text, PARTY),
    things(
        "participants",
        "name",
        Text,
        &[
            ("party", Code),
            ("role", Text),
            ("capacity", Code),
            ("replaces", Text),
            ("items", Code),
        ],
    ),
    value("approval.place", Text),
    value("approval.date", Code),
    value("approval.digital", Code),
    value("notice.posted", Code),
    value("notice.removed", Code),
    value("notice.kept_at", Text),
];

/// What is scored of each item.
pub const OF_ITEM: &[Field] = &[
    value("title", Text),
    things("case_numbers", "raw", Code, &[]),
    things("sections", "heading", Text, &[("kind", Code), ("text", Text)]),
    things("decisions", "text", Text, &[("kind", Code), ("body", Text)]),
    value("decision_class", Code),
    things("motions", "text", Text, &[("kind", Code)]),
    things("motions.by", "name", Text, PARTY),
    value("proposition_order", Text),
    things(
        "votes",
        "count",
        Code,
        &[
            ("abstain", Code),
            ("absent", Code),
            ("yes_means", Text),
            ("no_means", Text),
            ("verified", Code),
            ("ballots_yes", Code),
            ("ballots_no", Code),
            ("ballots_abstain", Code),
        ],
    ),
    things("votes.ballots", "name", Text, &[("party", Code), ("vote", Code)]),
    things("dissents", "text", Text, &[]),
    things("dissents.by", "name", Text, PARTY),
    things("statements", "text", Text, &[]),
    things("statements.by", "name", Text, PARTY),
    things("recusals", "name", Text, PARTY_AND_ROLE),
    things("documents", "title", Text, &[("reference", Code), ("date", Code)]),
    value("recipients", Text),
    things("references", "text", Text, &[("kind", Code), ("target", Code)]),
    things("tables", "title", Text, &[("header", Text), ("total_row", Code)]),
    things("tables.cells", "value", Code, &[("row", Text)]),
    things("tables.totals_check", "stated", Code, &[("adds_up", Code)]),
];
