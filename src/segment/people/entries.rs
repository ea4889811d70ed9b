//! Persons in lists: `Anna Berg (S), ordförande`, `Arne Lind, s`, `Bo Ek (S) ersätter Ida Lo (S), §§ 2–3`.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::{is_name_word, words};
use crate::record::Person;
use crate::vocabulary::find_phrase;
use crate::vocabulary::people::{self, PRESENCE, REPLACING};
use crate::vocabulary::politics::ABBREVIATIONS;

/// The items that a person took part in, with the words that limit them: `ej § 34`, `§§ 2–3, 7`, `fr.o.m. § 5`.
static ITEMS: LazyLock<Regex> = LazyLock::new(|| {
    #[allow(clippy::expect_used, reason = "the pattern is a constant, and covered by tests")]
    Regex::new(
        r"(?i)[,(]?\s*(?P<items>(?:(?:ej|inte|utom|endast|fr\.?\s?o\.?\s?m\.?|t\.?\s?o\.?\s?m\.?|från|till|under|del av|och|med|jäv)\s){0,4}(?:§§?|paragraf(?:erna)?)\s?\d+\s?[a-z]?\b(?:\s?(?:[-–—,]+|och|samt)\s?§?§?\s?\d+)*)\)?",
    )
    .expect("the pattern is well-formed")
});
/// Hours in which a person took part.
static HOURS: LazyLock<Regex> = LazyLock::new(|| {
    #[allow(clippy::expect_used, reason = "the pattern is a constant, and covered by tests")]
    Regex::new(r"(?i)[,(]?\s*(?:kl(?:ockan)?\.?\s?)?\d{1,2}[.:]\d\d(?:\s?[-–—]+\s?\d{1,2}[.:]\d\d)?\)?")
        .expect("the pattern is well-formed")
});

/// One person of a list.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::segment) struct Entry {
    /// Who.
    pub person: Person,
    /// Whom this person replaced.
    pub replaces: Option<String>,
    /// For which items, as written.
    pub items: Option<String>,
}

/// The persons that a part of a list names, in order. What is no person is left out.
pub(in crate::segment) fn entries(text: &str) -> Vec<Entry> {
    if let Some(titled) = super::titled::entries(text) {
        return titled;
    }
    let text = without_number(text);
    let mut found: Vec<Entry> = Vec::new();
    let mut items = Vec::new();
    // Most entries have no number: neither items nor hours.
    let plain = if text.contains(char::is_numeric) {
        let without_items = ITEMS.replace_all(text, |all: &regex::Captures<'_>| {
            items.push(all["items"].trim().to_owned());
            format!(", \u{1}{}", items.len() - 1)
        });
        Cow::Owned(HOURS.replace_all(&without_items, "").into_owned())
    } else {
        Cow::Borrowed(text)
    };
    for (part, listed) in parts(&plain) {
        for part in side_by_side(part) {
            add(role_of_last(part, listed, &mut found), &items, &mut found);
        }
    }
    found
}

/// An entry of a numbered list without its number: `12. Anna Berg (S)`.
fn without_number(text: &str) -> &str {
    let rest = text
        .trim_start_matches(|c: char| c.is_ascii_digit())
        .trim_start_matches(['.', ')']);
    let named = rest.starts_with(' ') && begins_person(rest) && rest.trim_start().starts_with(char::is_uppercase);
    if rest.len() < text.len() && named {
        rest.trim_start()
    } else {
        text
    }
}

/// Persons of two columns that became one line: `Anna Berg (S) Bo Ek (M)`.
fn side_by_side(part: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    for party in super::PARTY.find_iter(part) {
        let next = words(&part[party.end()..]).into_iter().next();
        let named = next.is_some_and(|next| is_name_word(&part[party.end()..][next]));
        if named && person(&part[party.end()..]).is_some() {
            parts.push(&part[start..party.end()]);
            start = party.end();
        }
    }
    parts.push(&part[start..]);
    parts
}

/// Gives the last person the role that a part begins with, where two columns became one line: `Anna Berg (S), ordförande
/// Bo Ek (M)`; and says what is left of the part.
fn role_of_last<'a>(part: &'a str, after_comma: bool, found: &mut [Entry]) -> &'a str {
    let lead = words(part)
        .into_iter()
        .take_while(|range| people::is_role_word(&part[range.clone()]))
        .last();
    let Some((role, last)) = lead.zip(found.last_mut()) else {
        return part;
    };
    let rest = part[role.end..].trim();
    let free = last.person.role.is_none() && last.person.party.is_some() && last.replaces.is_none();
    let lower = part
        .trim_start()
        .starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
    if after_comma && free && lower && person(rest).is_some() {
        last.person.role = Some(part[..role.end].trim().to_owned());
        return rest;
    }
    part
}

/// The parts between commas, "och" and "samt" (not inside `miljö- och hälsochef`), each with whether it follows a comma.
fn parts(text: &str) -> Vec<(&str, bool)> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut comma = false;
    for range in words(text) {
        let word = &text[range.clone()];
        if matches!(word, "och" | "samt" | "ävensom" | "&" | "/") {
            if begins_person(&text[range.end..]) && !text[..range.start].trim_end().ends_with('-') {
                parts.push((&text[start..range.start], comma));
                (start, comma) = (range.end, false);
            }
        } else if word.ends_with([',', ';']) || ends_sentence(word) && begins_person(&text[range.end..]) {
            parts.push((&text[start..range.end], comma));
            (start, comma) = (range.end, true);
        }
    }
    parts.push((&text[start..], comma));
    let trim = |part: &'_ str| {
        part.trim_matches(|c: char| c.is_whitespace() || ",;:•·*".contains(c))
            .len()
    };
    parts.retain(|(part, _)| trim(part) > 0);
    parts
}

/// Whether a text begins with a name, or with a role that a name follows: `nämndsekreteraren Eva By`.
fn begins_person(text: &str) -> bool {
    let mut words = words(text).into_iter().map(|range| &text[range]);
    let first = words.find(|word| {
        let role = people::is_role_word(word) && word.starts_with(char::is_lowercase);
        !role && !people::is_title(word)
    });
    first.is_some_and(is_name_word)
}

/// Whether a word ends a sentence, as roles do in a list told in sentences: `Bo Ek, kanslichef. Ida Lo, sekreterare.`
fn ends_sentence(word: &str) -> bool {
    word.ends_with('.')
        && word.starts_with(char::is_lowercase)
        && word.chars().filter(|c| c.is_alphabetic()).count() > 4
        && !ABBREVIATIONS.contains(&word)
}

/// Adds what one part says: a new person, or more of the last one.
fn add(part: &str, items: &[String], found: &mut Vec<Entry>) {
    let part = part.trim_matches(|c: char| c.is_whitespace() || ",;:•·*.°|".contains(c));
    if let Some(index) = part.strip_prefix('\u{1}') {
        if let (Some(last), Some(items)) = (
            found.last_mut(),
            index.parse::<usize>().ok().and_then(|at| items.get(at)),
        ) {
            last.items = Some(items.clone());
        }
        return;
    }
    if let Some((before, name)) = replaced(part) {
        if !before.is_empty() {
            add(before, items, found);
        }
        if let Some(last) = found.last_mut() {
            last.replaces = Some(name);
        }
        return;
    }
    if let Some(person) = person(part) {
        found.push(Entry {
            person,
            ..Entry::default()
        });
    } else if let Some(last) = found.last_mut() {
        if people::is_party(part) {
            if last.person.party.is_none() && last.replaces.is_none() {
                last.person.party = Some(part.to_owned());
            }
        } else if is_role(part) && last.replaces.is_none() {
            last.person.role = Some(match last.person.role.take() {
                Some(role) => format!("{role}, {part}"),
                None => part.to_owned(),
            });
        }
    }
}

/// Whether words are a role or title: they begin as one, or in lower case. How or when somebody was there is none.
fn is_role(part: &str) -> bool {
    let presence = find_phrase(part, &PRESENCE).is_some_and(|found| found.start == 0);
    !presence
        && (part.starts_with(char::is_lowercase) && part.chars().filter(|c| c.is_alphabetic()).count() > 2
            || part.split(' ').any(people::is_role_word))
}

/// The name of the person replaced, and what stands before the words that say so.
fn replaced(part: &str) -> Option<(&str, String)> {
    let ranges = words(part);
    (0..ranges.len()).find_map(|at| {
        let rest = part[ranges[at].start..].to_lowercase();
        let mut phrases = REPLACING.iter();
        let phrase = phrases.find(|phrase| rest.strip_prefix(**phrase).is_some_and(|rest| rest.starts_with(' ')))?;
        let after = part[ranges[at].start..].get(phrase.len()..)?;
        let name = person(after.trim())?.name;
        Some((part[..ranges[at].start].trim(), name))
    })
}

/// The person that a part names: role before, name, party, role after.
pub(in crate::segment) fn person(part: &str) -> Option<Person> {
    let (name_part, party, after) = split_party(part);
    let ranges = words(name_part);
    let lead = ranges
        .iter()
        .take_while(|range| people::is_role_word(&name_part[(*range).clone()]))
        .count();
    let rest = &ranges[lead..];
    let rest = &rest[before_name(name_part, rest, lead > 0)..];
    let is_part = |at: usize| {
        let word = &name_part[rest[at].clone()];
        is_name_word(word) && !people::is_role_word(word) || at > 0 && people::NAME_PARTICLES.contains(&word)
    };
    let length = (0..rest.len()).take_while(|&at| is_part(at)).count();
    let last = rest.get(length.checked_sub(1)?)?;
    let name = name_part[rest[0].start..last.end].trim_matches(['"', '(', ')', '”']);
    let (mut tail, mut party) = (name_part[last.end..].trim(), party);
    let mut name = name;
    if party.is_none()
        && let Some((before, letters)) = name.rsplit_once(' ')
        && people::is_party(letters)
        && before.contains(' ')
    {
        (name, party) = (before, Some(letters.to_owned()));
    }
    if party.is_none() {
        let (first, more) = tail.split_once(' ').unwrap_or((tail, ""));
        if people::is_party(first) {
            (tail, party) = (more, Some(first.to_owned()));
        }
    }
    let company = name.ends_with(" AB");
    let organisation = company || crate::clean::is_organisation(name) || vocabulary_body(name);
    if length < 2 && party.is_none() || organisation || !name.contains(' ') && lead == 0 {
        return None;
    }
    let before = (lead > 0).then(|| name_part[ranges[0].start..ranges[lead - 1].end].to_owned());
    let after = [tail, after]
        .into_iter()
        .map(|text| text.trim_matches([' ', ',', '.', '-', '–', '(', ')']))
        .find(|text| is_role(text));
    Some(Person {
        name: name.to_owned(),
        party,
        role: before.or_else(|| after.map(str::to_owned)),
    })
}

/// How many words between a role and a name are titles and trades: `ordföranden lantbrukaren Bo Ek`, `fru Ida Lo`.
fn before_name(text: &str, words: &[Range<usize>], after_role: bool) -> usize {
    let lower = |range: &&Range<usize>| {
        let word = &text[(*range).clone()];
        let trade = after_role && word.starts_with(char::is_lowercase) && word.chars().count() > 3;
        people::is_title(word) || trade
    };
    let count = words.iter().take_while(lower).count();
    let named = words.len() >= count + 2 && words[count..].iter().all(|range| is_name_word(&text[range.clone()]));
    if count <= 2 && named { count } else { 0 }
}

fn vocabulary_body(name: &str) -> bool {
    crate::vocabulary::is_body_name(name)
}

/// A part as what stands before the party in brackets, the party, and what stands after it.
fn split_party(part: &str) -> (&str, Option<String>, &str) {
    let found = super::PARTY
        .captures_iter(part)
        .find(|found| found.name("letters").is_some());
    let Some((whole, letters)) = found.and_then(|found| found.get(0).zip(found.name("letters"))) else {
        return (part, None, "");
    };
    if !people::is_party(letters.as_str()) && people::is_role_word(letters.as_str()) {
        return (part, None, letters.as_str());
    }
    let party = super::bracketed(letters.as_str()).map(str::to_owned);
    (&part[..whole.start()], party, part[whole.end()..].trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_leads_a_firm_is_no_person_of_its_name() {
        let found = entries("Bo Ek, VD Hamnens Energi AB, § 77");
        let [entry] = &found[..] else { panic!("{found:?}") };
        assert_eq!(entry.person.name, "Bo Ek");
        assert_eq!(entry.person.role.as_deref(), Some("VD Hamnens Energi AB"));
        assert_eq!(entry.items.as_deref(), Some("§ 77"));
    }

    fn found(text: &str) -> Vec<String> {
        let texts = entries(text).into_iter().map(|entry| {
            let Person { name, party, role } = entry.person;
            [
                Some(name),
                party,
                role,
                entry.replaces.map(|name| format!("< {name}")),
                entry.items,
            ]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join("|")
        });
        texts.collect()
    }

    #[test]
    fn entries_of_lists_of_participants() {
        for (text, expected) in [
            ("Birgitta Hög (S), ordförande", vec!["Birgitta Hög|S|ordförande"]),
            (
                "Anna Berg (s), ordförande §§ 1–4",
                vec!["Anna Berg|s|ordförande|§§ 1–4"],
            ),
            ("Anna Berg S", vec!["Anna Berg|S"]),
            ("12. Anna Berg (S)", vec!["Anna Berg|S"]),
            ("Anna Berg s ordf", vec!["Anna Berg|s|ordf"]),
            ("Arne Lind, s, ordförande", vec!["Arne Lind|s|ordförande"]),
            ("Olof Sten, s, för Maj Wide, s", vec!["Olof Sten|s|< Maj Wide"]),
            (
                "Karin Lid (C) ersätter Tomas Ek (C), §§ 10–11",
                vec!["Karin Lid|C|< Tomas Ek|§§ 10–11"],
            ),
            (
                "Alva Holm (V) tjänstgör för Ludvig Hake (MP), §§ 13-15",
                vec!["Alva Holm|V|< Ludvig Hake|§§ 13-15"],
            ),
            (
                "Vera Lant (S) tjg ers. för Kent-Ove Mår (S)",
                vec!["Vera Lant|S|< Kent-Ove Mår"],
            ),
            ("Mats Burman, controller, § 10", vec!["Mats Burman|controller|§ 10"]),
            (
                "Peter Uhl, miljö- och hälsochef § 71",
                vec!["Peter Uhl|miljö- och hälsochef|§ 71"],
            ),
            (
                "Jörgen Malm, förbundschef, och Evelina Skog, sekreterare",
                vec!["Jörgen Malm|förbundschef", "Evelina Skog|sekreterare"],
            ),
            (
                "Stadssekreterare Eva-Lena Holst",
                vec!["Eva-Lena Holst|Stadssekreterare"],
            ),
            ("Inger Torn (C) och Magnus Ek (M)", vec!["Inger Torn|C", "Magnus Ek|M"]),
            ("Inger Torn, Magnus Ek", vec!["Inger Torn", "Magnus Ek"]),
            ("Eva Mared (M), ej § 34", vec!["Eva Mared|M|ej § 34"]),
            ("Per Ek (M) kl. 09.00–10.15", vec!["Per Ek|M"]),
            ("Ålderspresident Bo von Ek (KD)", vec!["Bo von Ek|KD|Ålderspresident"]),
            (
                "Anna Berg (S), ordförande Bo Ek (M) Ida Lo (V)",
                vec!["Anna Berg|S|ordförande", "Bo Ek|M", "Ida Lo|V"],
            ),
            (
                "ordförande Anna Berg (S), sekreterare Bo Ek",
                vec!["Anna Berg|S|ordförande", "Bo Ek|sekreterare"],
            ),
            (
                "Bo Ek, kanslichef. Ida Lo, ekonom.",
                vec!["Bo Ek|kanslichef", "Ida Lo|ekonom"],
            ),
            (
                "avdelningscheferna Bo Ek och Ida Lo, § 6, samt sekreteraren Eva By",
                vec!["Bo Ek|avdelningscheferna", "Ida Lo|§ 6", "Eva By|sekreteraren"],
            ),
            (
                "ordföranden lantbrukare Bo Ek, vice ordföranden Per Al samt ledamöterna herrar J. E. Ros och Nils Mo ävensom fru Ida Lo",
                vec![
                    "Bo Ek|ordföranden",
                    "Per Al|vice ordföranden",
                    "J. E. Ros|ledamöterna",
                    "Nils Mo",
                    "Ida Lo",
                ],
            ),
            ("Enligt särskild närvarolista", vec![]),
            ("Se nästa sida", vec![]),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }
}
