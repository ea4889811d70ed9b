//! What an item refers to: items of other meetings, laws, other cases; each with a target in one form.
//!
//! - item: `2023-05-02 § 72`, with the body before the date where it is cited so (`Kommunfullmäktige 2021-09-27 § 197`);
//! - law: number in the collection of laws (SFS) where the item states it, or else its name, then chapter and section:
//!   `SFS 2010:900 9 kap. 31 b §`, `miljöbalken 7 kap. 18 c §`;
//! - case: the normalised case number.

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::Reading;
use super::flow::Flow;
use super::sections::Part;
use super::sieved::Sieved;
use crate::record::{CaseNumber, Reference, ReferenceKind, SectionKind};
use crate::{case_number, dates, vocabulary};

/// A § after a date.
static AFTER_DATE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)^,?\s?\(?(?:protokoll(?:et)?,?\s)?(?P<sign>§§?)\s?(?P<number>\d{1,4}(?:\s?[a-z]\b)?(?:\s?[–-]\s?\d{1,4}\b)?)",
    )
});
/// A § before a date.
static BEFORE_DATE: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"(?P<sign>§§?)\s?(?P<number>\d{1,4}(?:\s?[a-z]\b)?(?:\s?[–-]\s?\d{1,4})?)\s?[,(]?\s?(?:den\s)?$")
});

/// Ways to cite a law, with groups `law`, `sfs`, `chapter` and `section`; and a sign that each of them holds.
static LAWS: LazyLock<[(char, Sieved); 4]> = LazyLock::new(|| {
    let law = r"(?P<law>(?:[\p{L}-]+-\s(?:och|eller)\s)?[\p{L}-]*(?:lagen|lag|balken|balk|förordningen|förordning))";
    let sfs = r"(?:\s?\((?:SFS\s)?(?P<sfs>\d{4}:\d{1,4})\))";
    let chapter = r"(?:(?P<chapter>\d{1,2}(?:\s?[a-z])?)\skap\.?,?\s)?";
    let section = r"(?P<section>\d{1,3}(?:\s?[a-z]\b)?(?:(?:\s?[–-]\s?|,\s|\soch\s)\d{1,3}(?:\s?[a-z]\b)?)*)\s?§§?";
    [
        (
            '§',
            Sieved::of(&format!(r"(?i){chapter}{section}\s(?:i\s)?{law}\b{sfs}?")),
        ),
        ('§', Sieved::of(&format!(r"(?i)\b{law}{sfs}?,?\s{chapter}{section}"))),
        (':', Sieved::of(&format!(r"(?i)\b{law}{sfs}"))),
        (':', Sieved::of(r"\bSFS\s(?P<sfs>\d{4}:\d{1,4})\b")),
    ]
});

fn regex(pattern: &str) -> Regex {
    #[allow(clippy::expect_used, reason = "the patterns are constants, and covered by tests")]
    Regex::new(pattern).expect("the pattern is well-formed")
}

/// What the text of an item refers to, each target once, where it first stands.
pub(super) fn references(reading: Reading<'_>, parts: &[Part], own: &[CaseNumber]) -> Vec<Reference> {
    let mut found: Vec<Reference> = Vec::new();
    let mut laws = Laws::default();
    for part in parts.iter().filter(|part| part.kind != SectionKind::Recipients) {
        let flow = Flow::of(reading, part);
        let mut here = items(&flow.text);
        here.extend(laws.cited(&flow.text));
        here.extend(cases(&flow.text, own));
        here.sort_by_key(|cited| cited.at.start);
        for Cited { at, kind, target } in here {
            let known = found
                .iter()
                .any(|known| known.kind == kind && known.target.as_deref() == Some(&target));
            if !known {
                found.push(Reference {
                    kind,
                    text: flow.text[at.clone()].to_owned(),
                    target: Some(target),
                    source: flow.source(reading, at),
                });
            }
        }
    }
    found
}

/// Something that a text cites.
struct Cited {
    at: Range<usize>,
    kind: ReferenceKind,
    target: String,
}

/// Items of other meetings: a date with a § beside it.
fn items(text: &str) -> Vec<Cited> {
    let mut found: Vec<Cited> = Vec::new();
    for (range, date) in dates::find(text) {
        let start = text[..range.start].strip_suffix("den ").map_or(range.start, str::len);
        let after = AFTER_DATE
            .captures(&text[range.end..])
            .map(|found| (found, start, range.end));
        let done = found.last().map_or(0, |last| last.at.end);
        let before = BEFORE_DATE
            .captures(&text[done..range.start])
            .map(|found| (found, done, done));
        let Some((captures, from, offset)) = after.or(before) else {
            continue;
        };
        let Some(whole) = captures.get(0).map(|whole| whole.range()) else {
            continue;
        };
        let at = if from == offset {
            from + whole.start..range.end
        } else {
            from..offset + whole.end
        };
        let number: String = captures["number"].split_whitespace().collect();
        let (start, body) = body_before(text, at.start).unwrap_or((at.start, String::new()));
        found.push(Cited {
            at: start..at.end,
            kind: ReferenceKind::Item,
            target: format!("{body}{date} {} {number}", &captures["sign"]),
        });
    }
    found
}

/// The body that stands right before a citation in numbers: `KF 2021-09-27 § 197`.
fn body_before(text: &str, at: usize) -> Option<(usize, String)> {
    let before = text[..at]
        .strip_suffix(' ')
        .filter(|_| text[at..].starts_with(|c: char| c.is_ascii_digit() || c == '§'))?;
    let start = before.rfind([' ', '(']).map_or(0, |space| space + 1);
    let word = &before[start..];
    let letters = vocabulary::named_by_letters(word).map(str::to_owned);
    let named = Some(word)
        .filter(|word| !vocabulary::is_body_letters(word) && !word.ends_with('s') && vocabulary::is_body_name(word))
        .map(str::to_owned);
    letters.or(named).map(|name| (start, format!("{name} ")))
}

/// Cases other than the item's own.
fn cases(text: &str, own: &[CaseNumber]) -> Vec<Cited> {
    let others = case_number::find(text).into_iter();
    others
        .filter(|(_, number)| own.iter().all(|own| own.normalized != number.normalized))
        .map(|(at, number)| Cited {
            at,
            kind: ReferenceKind::Case,
            target: number.normalized,
        })
        .collect()
}

/// The laws that an item has cited by name and number: later it often leaves the number out.
#[derive(Default)]
struct Laws(Vec<(String, String)>);

impl Laws {
    fn cited(&mut self, text: &str) -> Vec<Cited> {
        let mut found: Vec<Cited> = Vec::new();
        let possible = LAWS.iter().filter(|(sign, _)| text.contains(*sign));
        for captures in possible.flat_map(|(_, form)| form.captures_iter(text)) {
            let Some(at) = captures.get(0).map(|whole| whole.range()) else {
                continue;
            };
            if found
                .iter()
                .any(|other| at.start < other.at.end && other.at.start < at.end)
            {
                continue;
            }
            found.push(Cited {
                target: self.target(&captures),
                kind: ReferenceKind::Law,
                at,
            });
        }
        found
    }

    fn target(&mut self, captures: &Captures<'_>) -> String {
        let law = captures.name("law").map(|law| law.as_str().to_lowercase());
        let stated = captures.name("sfs").map(|sfs| format!("SFS {}", sfs.as_str()));
        if let (Some(law), Some(sfs)) = (&law, &stated) {
            self.0.push((law.clone(), sfs.clone()));
        }
        let known = law.as_ref().and_then(|law| self.0.iter().find(|(name, _)| name == law));
        let name = stated.or(known.map(|(_, sfs)| sfs.clone())).or(law).unwrap_or_default();
        let chapter = captures
            .name("chapter")
            .map(|chapter| format!(" {} kap.", chapter.as_str()));
        let section = captures
            .name("section")
            .map(|section| format!(" {} §", section.as_str()));
        format!("{name}{}{}", chapter.unwrap_or_default(), section.unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn targets(cited: Vec<Cited>) -> Vec<String> {
        cited.into_iter().map(|cited| cited.target).collect()
    }

    #[test]
    fn items_of_other_meetings_have_a_date_and_a_number() {
        for (text, expected) in [
            ("Bordlagt den 24 april 2025, § 216.", "2025-04-24 § 216"),
            ("i KF 2021-09-27 § 197 beslutades", "Kommunfullmäktige 2021-09-27 § 197"),
            ("Kommunstyrelsens beslut 2023-05-02 § 72", "2023-05-02 § 72"),
            ("enligt § 45 den 11 april 2023", "2023-04-11 § 45"),
            ("den 2 maj 2023, §§ 72–75", "2023-05-02 §§ 72–75"),
        ] {
            assert_eq!(targets(items(text)), [expected], "{text}");
        }
        assert!(items("den 2 maj 2023 och enligt § 7").is_empty());
        assert_eq!(
            targets(items("2024-01-09 § 3, 2024-02-06 § 5")),
            ["2024-01-09 § 3", "2024-02-06 § 5"]
        );
    }

    #[test]
    fn laws_are_named_by_number_where_the_item_states_it() {
        let mut laws = Laws::default();
        for (text, expected) in [
            (
                "enligt 9 kap. 31 b § plan- och bygglagen (2010:900).",
                "SFS 2010:900 9 kap. 31 b §",
            ),
            (
                "med stöd av 9 kap. 31 b § plan- och bygglagen",
                "SFS 2010:900 9 kap. 31 b §",
            ),
            ("kommunallagen 5 kap. 65 §", "kommunallagen 5 kap. 65 §"),
            ("7 kap. 18 c § miljöbalken", "miljöbalken 7 kap. 18 c §"),
            ("i SFS 2017:725 sägs", "SFS 2017:725"),
            ("kommunallagen (2017:725)", "SFS 2017:725"),
        ] {
            assert_eq!(targets(laws.cited(text)), [expected], "{text}");
        }
        assert!(laws.cited("ett balkongförslag, § 7").is_empty());
    }

    #[test]
    fn other_cases_are_references() {
        let own = case_number::parse("KS/2023:118").unwrap();
        assert_eq!(targets(cases("se KS/2023:118 och BUN/2022:7", &[own])).len(), 1);
    }
}
