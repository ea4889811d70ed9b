//! What a person typed into the search, taken apart. Nothing that is typed is an error: what cannot be read as meant is
//! read in the nearest way, and a note says how.

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
    pub notes: Vec<String>,
}

/// One thing that is sought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// True where items that have it are left out.
    pub excluded: bool,
    /// What it is.
    pub sought: Sought,
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
}

/// Reads a query: words, `"phrases"`, `-word`, `§ 35`, case numbers.
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
        let (length, sought) = match case {
            Some((length, number)) => (length, Some(Sought::Case(number))),
            None => read_one(rest, &mut reading.notes),
        };
        match sought {
            Some(sought) => reading.clauses.push(Clause { excluded, sought }),
            None => reading
                .notes
                .push(format!("{:?} has no letter or digit: left out", rest[..length].trim())),
        }
        at = begin + length;
    }
    reading
}

/// Reads the thing that a text begins with, and how many bytes it takes (one at least).
fn read_one(text: &str, notes: &mut Vec<String>) -> (usize, Option<Sought>) {
    let mut characters = text.chars();
    match characters.next() {
        Some(quote) if is_quote(quote) => {
            let inside = characters.as_str();
            let closing = inside.find(is_quote);
            if closing.is_none() {
                notes.push("the quotation mark is not closed: all after it is read as one phrase".to_owned());
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
                };
                format!("{}{sought}", if clause.excluded { "-" } else { "" })
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
            ("& - *", &[]),
            ("", &[]),
        ] {
            check(typed, expected);
        }
    }

    #[test]
    fn what_is_not_plain_is_said() {
        assert_eq!(read("plan").notes, Vec::<String>::new());
        assert_eq!(read("\"plan").notes.len(), 1);
        assert_eq!(read("plan &").notes, ["\"&\" has no letter or digit: left out"]);
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
