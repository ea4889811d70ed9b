//! What is said to people, in each of their languages, as data.
//!
//! A language is one value of [`Language`]: the compiler sees to it that no sentence is missing in one of them.

mod english;
mod swedish;

pub use english::ENGLISH;
pub use swedish::SWEDISH;

use crate::index::{Has, Note, Order};
use crate::record::{CompletenessState, DecisionKind, MotionKind, SectionKind, SignatureKind};

/// The words of one language.
pub struct Language {
    /// IETF tag: `sv`.
    pub tag: &'static str,
    /// Its name in itself.
    pub name: &'static str,
    pub(crate) site: &'static str,
    pub(crate) tagline: &'static str,
    pub(crate) skip_to_content: &'static str,
    pub(crate) search: &'static str,
    pub(crate) search_label: &'static str,
    pub(crate) search_hint: &'static str,
    pub(crate) how_to_search: &'static str,
    pub(crate) search_help: &'static [(&'static str, &'static str)],
    pub(crate) in_the_archive: &'static str,
    pub(crate) documents: &'static str,
    pub(crate) pages: &'static str,
    pub(crate) meetings: &'static str,
    pub(crate) items: &'static str,
    pub(crate) organisations: &'static str,
    pub(crate) bodies: &'static str,
    pub(crate) years: &'static str,
    pub(crate) decisions: &'static str,
    pub(crate) has: &'static str,
    pub(crate) document: &'static str,
    pub(crate) latest: &'static str,
    pub(crate) being_indexed: &'static str,
    pub(crate) empty_archive: &'static str,
    pub(crate) hits_one: &'static str,
    pub(crate) hits_many: &'static str,
    pub(crate) no_hits: &'static str,
    pub(crate) did_you_mean: &'static str,
    pub(crate) narrow: &'static str,
    pub(crate) remove_filter: &'static str,
    pub(crate) clear_filters: &'static str,
    pub(crate) sort: &'static str,
    pub(crate) previous_page: &'static str,
    pub(crate) next_page: &'static str,
    pub(crate) page_of_results: &'static str,
    pub(crate) show_case: &'static str,
    pub(crate) from_day: &'static str,
    pub(crate) to_day: &'static str,
    pub(crate) apply: &'static str,
    pub(crate) case: &'static str,
    pub(crate) case_over_time: &'static str,
    pub(crate) refers_to_case: &'static str,
    pub(crate) same_number: &'static str,
    pub(crate) untitled: &'static str,
    pub(crate) unknown_body: &'static str,
    pub(crate) unknown_day: &'static str,
    pub(crate) decision: &'static str,
    pub(crate) see_on_page: &'static str,
    pub(crate) votes: &'static str,
    pub(crate) yes: &'static str,
    pub(crate) no: &'static str,
    pub(crate) abstain: &'static str,
    pub(crate) absent: &'static str,
    pub(crate) ballots: &'static str,
    pub(crate) ballots_agree: &'static str,
    pub(crate) ballots_differ: &'static str,
    pub(crate) motions: &'static str,
    pub(crate) dissents: &'static str,
    pub(crate) statements: &'static str,
    pub(crate) recusals: &'static str,
    pub(crate) basis: &'static str,
    pub(crate) recipients: &'static str,
    pub(crate) references: &'static str,
    pub(crate) referred_from: &'static str,
    pub(crate) tables: &'static str,
    pub(crate) adds_up: &'static str,
    pub(crate) does_not_add_up: &'static str,
    pub(crate) column: &'static str,
    pub(crate) stated: &'static str,
    pub(crate) computed: &'static str,
    pub(crate) whole_text: &'static str,
    pub(crate) as_read: &'static str,
    pub(crate) as_read_help: &'static str,
    pub(crate) original: &'static str,
    pub(crate) corrected: &'static str,
    pub(crate) corrections: &'static str,
    pub(crate) no_corrections: &'static str,
    pub(crate) page: &'static str,
    pub(crate) page_picture: &'static str,
    pub(crate) legend_item: &'static str,
    pub(crate) legend_decision: &'static str,
    pub(crate) legend_hit: &'static str,
    pub(crate) no_picture: &'static str,
    pub(crate) no_picture_of_text: &'static str,
    pub(crate) withheld: &'static str,
    pub(crate) locked: &'static str,
    pub(crate) source: &'static str,
    pub(crate) file: &'static str,
    pub(crate) sha256: &'static str,
    pub(crate) engine: &'static str,
    pub(crate) confidence: &'static str,
    pub(crate) lines: &'static str,
    pub(crate) cite: &'static str,
    pub(crate) copy_citation: &'static str,
    pub(crate) copy_link: &'static str,
    pub(crate) copied: &'static str,
    pub(crate) as_json: &'static str,
    pub(crate) as_csv: &'static str,
    pub(crate) previous_item: &'static str,
    pub(crate) next_item: &'static str,
    pub(crate) completeness: &'static str,
    pub(crate) signatures: &'static str,
    pub(crate) digest_whole: &'static str,
    pub(crate) digest_broken: &'static str,
    pub(crate) participants: &'static str,
    pub(crate) attachments: &'static str,
    pub(crate) warnings: &'static str,
    pub(crate) not_found: &'static str,
    pub(crate) not_found_help: &'static str,
    pub(crate) bad_request: &'static str,
    pub(crate) fault: &'static str,
    pub(crate) busy: &'static str,
    pub(crate) for_programs: &'static str,
    pub(crate) public_note: &'static str,
    pub(crate) decision_kinds: &'static [(DecisionKind, &'static str)],
    pub(crate) section_kinds: &'static [(SectionKind, &'static str)],
    pub(crate) motion_kinds: &'static [(MotionKind, &'static str)],
    pub(crate) features: &'static [(Has, &'static str)],
    pub(crate) orders: &'static [(Order, &'static str)],
    pub(crate) rules: &'static [(&'static str, &'static str)],
    pub(crate) states: &'static [(CompletenessState, &'static str)],
    pub(crate) signature_kinds: &'static [(SignatureKind, &'static str)],
    pub(crate) open_quote: &'static str,
    pub(crate) no_word: &'static str,
    pub(crate) no_such_case: &'static str,
    pub(crate) no_such_name: &'static str,
    pub(crate) some_only: &'static str,
    pub(crate) identity_number: &'static str,
}

/// All languages, the first one for those who do not choose.
pub const LANGUAGES: [&Language; 2] = [&SWEDISH, &ENGLISH];

impl Language {
    /// The language of a tag.
    pub fn of_tag(tag: &str) -> Option<&'static Self> {
        LANGUAGES.into_iter().find(|language| language.tag == tag)
    }

    /// A kind of decision.
    pub fn decision_kind(&self, kind: DecisionKind) -> &'static str {
        named(self.decision_kinds, &kind)
    }

    /// How a query was read; nothing where there is nothing to wonder about.
    pub fn note(&self, note: &Note) -> Option<String> {
        Some(match note {
            Note::OpenQuote => self.open_quote.to_owned(),
            Note::NoWord { typed } => self.no_word.replace("{}", typed),
            Note::NoSuchCase { number } => self.no_such_case.replace("{}", number),
            Note::NoSuchName { typed, .. } => self.no_such_name.replace("{}", typed),
            Note::SomeOnly => self.some_only.to_owned(),
            Note::IdentityNumber => self.identity_number.to_owned(),
            Note::EveryItem => return None,
        })
    }
}

/// What a value is called in a table; nothing, where it is not in there.
pub(crate) fn named<T: PartialEq>(names: &[(T, &'static str)], value: &T) -> &'static str {
    names
        .iter()
        .find(|(known, _)| known == value)
        .map_or("", |(_, name)| name)
}
