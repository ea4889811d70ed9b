//! Sheets of paper, and what their running heads name. A sheet is a page of the file, or a page inside a text file.

use std::ops::Range;

use jiff::civil::Date;

use super::{Reading, field};
use crate::clean::{self, Role};
use crate::dates;
use crate::vocabulary;

/// One sheet.
pub(super) struct Sheet {
    /// Its lines.
    pub lines: Range<usize>,
    /// What its head names.
    pub head: Head,
}

/// What the head of a sheet names.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Head {
    /// The body, in ordinary writing.
    pub body: Option<String>,
    /// The organisation, in ordinary writing.
    pub organisation: Option<String>,
    /// The date.
    pub date: Option<Date>,
    /// The lines that say so.
    pub lines: Vec<usize>,
}

impl Head {
    /// Whether two heads may be of the same meeting: what both name is the same.
    pub fn agrees(&self, other: &Self) -> bool {
        let same_date = self.date.is_none() || other.date.is_none() || self.date == other.date;
        let same_body = match (&self.body, &other.body) {
            (Some(a), Some(b)) => same_body(a, b),
            _ => true,
        };
        same_date && same_body
    }

    /// Whether it names a body or a date.
    pub fn names_meeting(&self) -> bool {
        self.body.is_some() || self.date.is_some()
    }

    /// Takes over what only the other one names.
    pub fn complete(&mut self, other: &Self) {
        if self.body.is_none() {
            self.body.clone_from(&other.body);
        }
        if self.organisation.is_none() {
            self.organisation.clone_from(&other.organisation);
        }
        self.date = self.date.or(other.date);
        if self.lines.is_empty() {
            self.lines.clone_from(&other.lines);
        }
    }
}

/// Whether two names mean the same body: `E-nämnden`, `Norrbottens e-nämnd`.
pub(super) fn same_body(a: &str, b: &str) -> bool {
    let stem = |name: &str| {
        let folded = vocabulary::fold(name);
        ["en", "et", "n"]
            .iter()
            .find_map(|end| folded.strip_suffix(end))
            .unwrap_or(&folded)
            .to_owned()
    };
    let letters =
        |letters: &str, name: &str| vocabulary::is_body_letters(letters) && vocabulary::are_letters_of(letters, name);
    if letters(a, b) || letters(b, a) {
        return true;
    }
    let (a, b) = (stem(a), stem(b));
    let (letters_of_a, letters_of_b) = (a.chars().count(), b.chars().count());
    let (short, long) = if letters_of_a <= letters_of_b {
        (&a, &b)
    } else {
        (&b, &a)
    };
    let end: String = long.chars().skip(letters_of_a.abs_diff(letters_of_b)).collect();
    vocabulary::matches(short, &end)
}

/// The sheets of a text, in order.
pub(super) fn sheets(reading: Reading<'_>) -> Vec<Sheet> {
    let sheet = |lines: Range<usize>| Sheet {
        head: head(reading, lines.clone()),
        lines,
    };
    clean::sheets(&reading.text.lines).into_iter().map(sheet).collect()
}

fn head(reading: Reading<'_>, lines: Range<usize>) -> Head {
    let mut head = Head::default();
    for index in lines.clone() {
        let line = &reading.text.lines[index];
        if line.role != Role::RunningHead {
            continue;
        }
        let mut names = clean::head_names(&line.text);
        if let Some(whole) = name_on_two_lines(reading, index, lines.end) {
            names.body = Some(whole);
        }
        let date = dates::find(&line.text).first().map(|(_, date)| *date);
        if names.body.is_some() || names.organisation.is_some() || date.is_some() {
            head.lines.push(index);
        }
        head.body = head.body.or(names.body.map(|name| ordinary(&name)));
        head.organisation = head.organisation.or(names.organisation.map(|name| ordinary(&name)));
        head.date = head.date.or(date);
    }
    if head.organisation.is_none() {
        head.organisation = organisation_in_foot(reading, lines);
    }
    head
}

/// The name of a body that goes on in small letters on the next line, in the column where it began: `Kommunstyrelsens` over
/// `arbetsutskott`, `Miljö- och` over `byggnadsnämnden`.
fn name_on_two_lines(reading: Reading<'_>, line: usize, end: usize) -> Option<String> {
    let first = |line: usize| field::cells(reading, line).into_iter().next();
    let (upper, lower) = (first(line)?, first((line + 1..end).next()?)?);
    let below = reading.text.lines[line + 1].gap < 0.5 && lower.text.starts_with(char::is_lowercase);
    let open = vocabulary::is_genitive(&upper.text) || upper.text.ends_with(" och") || upper.text.ends_with('-');
    let whole = [upper.text, lower.text].join(" ");
    (open && below && vocabulary::is_body_name(&whole)).then_some(whole)
}

/// The organisation that the foot of a sheet names: `Göteborgs Stad Kommunfullmäktige, protokoll`.
fn organisation_in_foot(reading: Reading<'_>, lines: Range<usize>) -> Option<String> {
    let mut feet = reading.text.lines[lines]
        .iter()
        .filter(|line| line.role == Role::RunningFoot);
    let name = feet.find_map(|line| clean::head_names(&line.text).organisation)?;
    Some(ordinary(name.trim_end_matches([',', ':', '.'])))
}

/// A name in ordinary writing: one in capitals gets lower case, with a capital for the place and at the beginning.
pub(super) fn ordinary(name: &str) -> String {
    if name.chars().any(char::is_lowercase) {
        return name.to_owned();
    }
    let words: Vec<&str> = name.split(' ').collect();
    let last = words.len() - 1;
    let organisation = clean::is_organisation(name);
    // `REGION SKÅNE` ends in the name of the place, `LULEÅ KOMMUN` in what it is.
    let folded = vocabulary::fold(words[0]);
    let begins = vocabulary::ORGANISATION_BEGINNINGS
        .iter()
        .any(|beginning| beginning.is(&folded));
    let written = words.iter().enumerate().map(|(index, word)| {
        let capital = index == 0 || (organisation && (index < last || begins));
        let lower = word.to_lowercase();
        let mut chars = lower.chars();
        match chars.next() {
            Some(first) if capital => first.to_uppercase().chain(chars).collect(),
            _ => lower,
        }
    });
    written.collect::<Vec<String>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{ordinary, same_body};

    #[test]
    fn bodies_are_the_same_by_their_ends_in_any_script() {
        assert!(same_body("E-nämnden", "Norrbottens e-nämnd"));
        assert!(!same_body("漢字", "nämnd"));
    }

    #[test]
    fn the_name_of_a_body_may_take_two_lines_of_the_head() {
        let page = |number: u32| {
            [
                "NORRA KOMMUN             Sammanträdesprotokoll      Sida".to_owned(),
                format!("                                                    {number}(2)"),
                "Kommunstyrelsens         2021-05-11".to_owned(),
                "arbetsutskott".to_owned(),
                String::new(),
                format!("§ {number}   Val av ombud"),
                String::new(),
                "Arbetsutskottets förslag till kommunstyrelsen".to_owned(),
                String::new(),
                "Kommunstyrelsen utser Bo Ek (S).".to_owned(),
                String::new(),
            ]
        };
        let lines = [page(1), page(2)];
        let mut pages = lines
            .iter()
            .map(|page| crate::scan::Scan::of_lines(&page.iter().map(String::as_str).collect::<Vec<_>>()));
        let mut scan = pages.next().unwrap();
        scan.pages.extend(pages.flat_map(|scan| scan.pages));
        let meeting = crate::read(&scan).meetings.remove(0);
        assert_eq!(meeting.body.as_deref(), Some("Kommunstyrelsens arbetsutskott"));
        assert_eq!(meeting.items[0].decisions[0].text, "Kommunstyrelsen utser Bo Ek (S).");
    }

    #[test]
    fn names_in_capitals_keep_the_capital_of_the_place() {
        assert_eq!(ordinary("REGION NORRMARK"), "Region Norrmark");
        assert_eq!(ordinary("NORRA VIKENS KOMMUN"), "Norra Vikens kommun");
        assert_eq!(ordinary("TEKNISKA NÄMNDEN"), "Tekniska nämnden");
    }
}
