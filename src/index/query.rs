//! What a person typed into the search, taken apart. Nothing that is typed is an error: what cannot be read as meant is
//! read in the nearest way, and a note says how.

use std::fmt;

use crate::case_number;
use crate::record::CaseNumber;

use super::forms;

/// A query as it was read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reading {
    /// The case number that the whole query is, if it can be read as one.
    pub case: Option<CaseNumber>,
    /// What an item must have, or must not have.
    pub clauses: Vec<Clause>,
    /// How it was read, where that is not plain.
    pub notes: Vec<Note>,
}

/// One thing that is sought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// True where items that have it are left out.
    pub excluded: bool,
    /// Where it must stand; anywhere, if absent.
    pub place: Option<Place>,
    /// What it is.
    pub sought: Sought,
}

/// A part of an item that a query can name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Ärendemening.
    Title,
    /// Beslut.
    Decision,
}

/// What is sought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sought {
    /// A word, in any of its forms.
    Word(String),
    /// Words that stand beside each other, as typed.
    Phrase(Vec<String>),
    /// A case, the item's own or one that it refers to.
    Case(CaseNumber),
    /// A § number.
    Number(String),
    /// A body whose name has this in it.
    Body(String),
    /// An organisation whose name has this in it.
    Organisation(String),
    /// A year.
    Year(String),
}

/// How a query was read, where that is not plain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// A quotation mark has no second one: all after it is one phrase.
    OpenQuote,
    /// This has no letter or digit, and is left out.
    NoWord {
        /// As typed.
        typed: String,
    },
    /// It reads as a case number, but no item has or names it.
    NoSuchCase {
        /// The number in its one form.
        number: String,
    },
    /// No body, or organisation, has this in its name.
    NoSuchName {
        /// As typed.
        typed: String,
        /// Those that the archive has.
        known: Vec<String>,
    },
    /// Nothing is sought, so every item is found.
    EveryItem,
    /// No item has all that was sought: these have some of it.
    SomeOnly,
    /// A personal identity number was typed, which is not searched for in public.
    IdentityNumber,
}

/// In English, for terminals.
impl fmt::Display for Note {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OpenQuote => {
                formatter.write_str("the quotation mark is not closed: all after it is read as one phrase")
            }
            Self::NoWord { typed } => write!(formatter, "{typed:?} has no letter or digit: left out"),
            Self::NoSuchCase { number } => write!(formatter, "no case has the number {number}"),
            Self::NoSuchName { typed, known } => {
                write!(
                    formatter,
                    "nothing is called {typed:?}; the archive has: {}",
                    known.join(", ")
                )
            }
            Self::EveryItem => formatter.write_str("no word is sought: every item is a match"),
            Self::IdentityNumber => formatter.write_str("personal identity numbers are not searched for"),
            Self::SomeOnly => formatter.write_str("no item has all of the words: these have some of them"),
        }
    }
}

/// What stands before a colon, in Swedish or English, and what it makes of the word or phrase after it.
const FIELDS: &[(&str, Field)] = &[
    ("titel", Field::Of(Place::Title)),
    ("title", Field::Of(Place::Title)),
    ("beslut", Field::Of(Place::Decision)),
    ("decision", Field::Of(Place::Decision)),
    ("organ", Field::Body),
    ("body", Field::Body),
    ("kommun", Field::Organisation),
    ("organisation", Field::Organisation),
    ("år", Field::Year),
    ("year", Field::Year),
];

/// What a query can name with a colon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Of(Place),
    Body,
    Organisation,
    Year,
}

/// The field that a text begins with, and how many bytes its name and the colon take.
fn field(text: &str) -> Option<(usize, Field)> {
    let (name, rest) = text.split_once(':')?;
    let has_value = rest.starts_with(|c: char| c.is_alphanumeric() || is_quote(c));
    let name = name.to_lowercase();
    let known = FIELDS.iter().find(|(known, _)| *known == name && has_value);
    known.map(|(_, field)| (text.len() - rest.len(), *field))
}

impl Field {
    /// What is sought by a word or phrase after this field's name.
    fn sought(self, value: Sought) -> (Option<Place>, Sought) {
        let words = match &value {
            Sought::Word(word) => word.clone(),
            Sought::Phrase(words) => words.join(" "),
            _ => return (None, value),
        };
        match self {
            Self::Of(place) => (Some(place), value),
            Self::Body => (None, Sought::Body(words)),
            Self::Organisation => (None, Sought::Organisation(words)),
            Self::Year => (None, Sought::Year(words)),
        }
    }
}

/// Reads a query: words, `"phrases"`, `-word`, `§ 35`, `organ:kommunstyrelsen`, case numbers.
pub fn read(typed: &str) -> Reading {
    let mut reading = Reading {
        case: case_number::parse_query(typed),
        ..Reading::default()
    };
    let sure: Vec<_> = case_number::find(typed).into_iter().map(|(range, _)| range).collect();
    let mut at = 0;
    while let Some(start) = typed[at..]
        .find(|c: char| !c.is_whitespace())
        .map(|skipped| at + skipped)
    {
        let sign = typed[start..].strip_prefix(['-', '–', '−']);
        let excluded = sign.is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric() || is_quote(c)));
        let rest = if excluded {
            sign.unwrap_or_default()
        } else {
            &typed[start..]
        };
        let begin = typed.len() - rest.len();
        let case = case_number::parse_start(rest).filter(|(length, _)| {
            sure.iter()
                .any(|range| begin <= range.start && range.end <= begin + length)
        });
        let (length, sought) = match (case, field(rest)) {
            (Some((length, number)), _) => (length, Some((None, Sought::Case(number)))),
            (None, Some((name, field))) => {
                let (length, value) = read_one(&rest[name..], &mut reading.notes);
                (name + length, value.map(|value| field.sought(value)))
            }
            (None, None) => {
                let (length, value) = read_one(rest, &mut reading.notes);
                (length, value.map(|value| (None, value)))
            }
        };
        match sought {
            Some((place, sought)) => reading.clauses.push(Clause {
                excluded,
                place,
                sought,
            }),
            None => reading.notes.push(Note::NoWord {
                typed: rest[..length].trim().to_owned(),
            }),
        }
        at = begin + length;
    }
    reading
}

/// Reads the thing that a text begins with, and how many bytes it takes (one at least).
fn read_one(text: &str, notes: &mut Vec<Note>) -> (usize, Option<Sought>) {
    let mut characters = text.chars();
    match characters.next() {
        Some(quote) if is_quote(quote) => {
            let inside = characters.as_str();
            let closing = inside.find(is_quote);
            if closing.is_none() {
                notes.push(Note::OpenQuote);
            }
            let inside = &inside[..closing.unwrap_or(inside.len())];
            let closing = text[quote.len_utf8() + inside.len()..]
                .chars()
                .next()
                .map_or(0, char::len_utf8);
            (quote.len_utf8() + inside.len() + closing, phrase(inside))
        }
        Some('§') => {
            let after = text.trim_start_matches('§').trim_start();
            let digits = after.find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len());
            let number = Some(after[..digits].to_owned()).filter(|number| !number.is_empty());
            (text.len() - after.len() + digits, number.map(Sought::Number))
        }
        _ => {
            let length = text
                .find(|c: char| c.is_whitespace() || is_quote(c))
                .unwrap_or(text.len());
            let sought = match phrase(&text[..length]) {
                Some(Sought::Phrase(words)) if words.len() == 1 => words.into_iter().next().map(Sought::Word),
                sought => sought,
            };
            (length, sought)
        }
    }
}

/// The words of a text as a phrase; a word with signs inside (`e-nämnd`) is one too.
fn phrase(text: &str) -> Option<Sought> {
    let words: Vec<_> = forms::words(text).map(|(_, word)| word).collect();
    (!words.is_empty()).then_some(Sought::Phrase(words))
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '”' | '“' | '„' | '«' | '»')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(typed: &str, expected: &[&str]) {
        let shown: Vec<String> = read(typed)
            .clauses
            .iter()
            .map(|clause| {
                let sought = match &clause.sought {
                    Sought::Word(word) => word.clone(),
                    Sought::Phrase(words) => format!("{words:?}"),
                    Sought::Case(number) => format!("case {}", number.normalized),
                    Sought::Number(number) => format!("§ {number}"),
                    Sought::Body(name) => format!("body {name}"),
                    Sought::Organisation(name) => format!("organisation {name}"),
                    Sought::Year(year) => format!("year {year}"),
                };
                let place = clause.place.map_or_else(String::new, |place| format!("{place:?} "));
                format!("{}{place}{sought}", if clause.excluded { "-" } else { "" })
            })
            .collect();
        assert_eq!(shown, expected, "{typed}");
    }

    #[test]
    fn queries_are_taken_apart() {
        for (typed, expected) in [
            ("Budget 2022", &["budget", "2022"][..]),
            (
                "\"Antagande av detaljplan\" -Vallen",
                &["[\"antagande\", \"av\", \"detaljplan\"]", "-vallen"],
            ),
            (
                "-\"nya vägen\" e-nämnd",
                &["-[\"nya\", \"vägen\"]", "[\"e\", \"nämnd\"]"],
            ),
            ("\"utan slut", &["[\"utan\", \"slut\"]"]),
            ("budget dnr 2021/29 -Vallen", &["budget", "case 2021/29", "-vallen"]),
            ("SLK-2024-00078 § 35", &["case SLK 2024/78", "§ 35"]),
            ("§35", &["§ 35"]),
            (
                "titel:budget -organ:\"tekniska nämnden\" År:2021",
                &["Title budget", "-body tekniska nämnden", "year 2021"],
            ),
            ("plan: titel: okänt:fält", &["plan", "titel", "[\"okänt\", \"fält\"]"]),
            ("& - *", &[]),
            ("", &[]),
        ] {
            check(typed, expected);
        }
    }

    #[test]
    fn what_is_not_plain_is_said() {
        assert_eq!(read("plan").notes, Vec::new());
        assert_eq!(read("\"plan").notes, [Note::OpenQuote]);
        let left_out: Vec<String> = read("plan &").notes.iter().map(Note::to_string).collect();
        assert_eq!(left_out, ["\"&\" has no letter or digit: left out"]);
        assert_eq!(
            read("slk 2024 78").case.map(|number| number.normalized).as_deref(),
            Some("SLK 2024/78")
        );
        assert_eq!(read("budget 2022").case, None);
    }

    proptest! {
        #[test]
        fn no_query_is_too_strange(typed in "[a-zå\"”§\\- 0-9/&*]{0,20}|.{0,20}") {
            read(&typed);
        }
    }
}
