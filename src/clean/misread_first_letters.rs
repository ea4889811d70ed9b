//! First letters that OCR read as small ones: titles, and sentences right below a heading, begin with a capital where nearly all of a
//! document do.

use std::sync::LazyLock;

use regex::Regex;

use super::{Edit, Line, Role, Text};
use crate::record::SectionKind;
use crate::vocabulary;

/// How sure a repair is that rests on the other places of its kind.
const BY_OTHERS: f32 = 0.9;
/// So many places of a kind begin with a capital at least, and so many for each that does not.
const LEAST: usize = 4;
const FOR_EACH: usize = 3;
/// No heading is wider, in parts of the text's width.
const WIDE: f32 = 0.8;
/// Clauses begin with these, not sentences.
const CLAUSES: [&str; 5] = ["att", "till", "dels", "samt", "och"];

/// The head of an item.
static HEAD: LazyLock<Regex> = LazyLock::new(|| {
    #[allow(clippy::expect_used, reason = "the pattern is a constant, and covered by tests")]
    Regex::new(r"^(?:\p{Lu}\p{L}{0,5}\s)?§\s?\d{1,4}[.:]?(?:\s|$)").expect("the pattern is well-formed")
});

/// A place where texts begin.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Behind the number of an item, on its line.
    BesideNumber,
    /// Below the number of an item.
    BelowNumber,
    /// Below the heading of a section.
    BelowHeading,
}

/// Gives the words at the beginnings of titles and sections their capitals back.
pub(super) fn mend(text: &mut Text) {
    if !text.pages.iter().any(|page| page.read_by_ocr) {
        return;
    }
    let begins = begins(text);
    let mut edits: Vec<Edit> = Vec::new();
    for place in [Place::BesideNumber, Place::BelowNumber, Place::BelowHeading] {
        let words = || begins.iter().filter(|(of, _)| *of == place).map(|(_, at)| *at);
        let first = |at: usize| text.tokens[at].text.chars().next();
        let capitals = words().filter(|at| first(*at).is_some_and(char::is_uppercase)).count();
        let small: Vec<usize> = words().filter(|at| is_small_word(&text.tokens[*at].text)).collect();
        if capitals >= LEAST && small.len() * FOR_EACH <= capitals {
            edits.extend(small.into_iter().filter_map(|at| with_capital(text, at)));
        }
    }
    edits.sort_by_key(|edit| edit.tokens.start);
    edits.dedup_by_key(|edit| edit.tokens.start);
    text.edit(edits);
}

/// The first tokens of titles, and of what stands below headings.
fn begins(text: &Text) -> Vec<(Place, usize)> {
    let body: Vec<&Line> = text.lines.iter().filter(|line| line.role == Role::Body).collect();
    let mut found = Vec::new();
    for (at, line) in body.iter().enumerate() {
        let below = body.get(at + 1).map(|below| below.tokens.start);
        if let Some(head) = HEAD.find(&line.text) {
            let behind = line.tokens.start + head.as_str().trim_end().split(' ').count();
            let rest = &text.tokens[behind.min(line.tokens.end)..line.tokens.end];
            match rest.first() {
                Some(first) if is_word(&first.text) => found.push((Place::BesideNumber, behind)),
                _ if rest.iter().any(|token| is_word(&token.text)) => {}
                _ => found.extend(below.map(|below| (Place::BelowNumber, below))),
            }
        } else if heads_text(line) {
            found.extend(below.map(|below| (Place::BelowHeading, below)));
        }
    }
    found
}

/// Whether a line is the heading of text, not of a list.
fn heads_text(line: &Line) -> bool {
    let words: Vec<&str> = line.text.split(' ').collect();
    let may_be = line.width < WIDE && line.text.starts_with(char::is_uppercase);
    may_be
        && vocabulary::whole_heading(&words)
            .is_some_and(|kind| !matches!(kind, SectionKind::Recipients | SectionKind::Basis))
}

/// Whether a token is a word of a title, and no label or register of a case number.
fn is_word(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_lowercase()).count();
    letters >= 4 && text.chars().next().is_some_and(char::is_alphabetic) && !vocabulary::is_body_name(text)
}

/// Whether a token is a word in small letters that begins no clause.
fn is_small_word(text: &str) -> bool {
    let core = super::bare(text);
    core.chars().count() >= 3 && core.chars().all(char::is_lowercase) && !CLAUSES.contains(&core)
}

fn with_capital(text: &Text, at: usize) -> Option<Edit> {
    let token = &text.tokens[at];
    let mut letters = token.text.chars();
    let first = letters.next().filter(|c| c.is_lowercase() && text.read_by_ocr(token))?;
    Some(Edit {
        tokens: at..at + 1,
        text: first.to_uppercase().chain(letters).collect(),
        confidence: BY_OTHERS,
    })
}

#[cfg(test)]
mod tests {
    use crate::scan::Scan;

    /// The titles and decisions of invented items, one title and one decision of which begin with a small letter.
    fn read(scan: &Scan) -> Vec<(String, String)> {
        let items = crate::read(scan).meetings.remove(0).items;
        let told = |item: crate::record::Item| (item.title.unwrap_or_default(), item.decisions[0].text.clone());
        items.into_iter().map(told).collect()
    }

    fn lines(titles: &[&str]) -> Vec<String> {
        let item = |(at, title): (usize, &&str)| {
            let decision = if at == 2 { "planen antas." } else { "Planen antas." };
            let lines = [&format!("§ {}", 41 + at), "", title, "", "Beslut", "", decision, ""];
            lines.map(str::to_owned)
        };
        titles.iter().enumerate().flat_map(item).collect()
    }

    #[test]
    fn titles_and_sentences_begin_as_nearly_all_do() {
        let lines = lines(&["Vägen", "Bron", "försäljning av mark", "Hamnen", "Skolan", "Badet"]);
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let found = read(&Scan::of_lines(&lines).on_image());
        assert_eq!(found[2], ("Försäljning av mark".to_owned(), "Planen antas.".to_owned()));
        // What nobody misread stays.
        assert_eq!(read(&Scan::of_lines(&lines))[2].0, "försäljning av mark");
    }

    #[test]
    fn where_others_begin_so_too_small_letters_stay() {
        let lines = lines(&[
            "vägen till byn",
            "Bron",
            "försäljning av mark",
            "hamnen i söder",
            "Skolan",
            "Badet",
        ]);
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        assert_eq!(read(&Scan::of_lines(&lines).on_image())[2].0, "försäljning av mark");
    }
}
