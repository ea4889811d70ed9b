//! Persons in running text: name, party and role.

mod entries;
mod titled;

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

pub(super) use entries::{Entry, entries, person};

use crate::record::Person;
use crate::vocabulary::{self, people, politics::OFFICES_FOLDED};

/// What a name ends with where a party follows: `(S)`, `(fp)`, `(-)`, with the brackets that OCR makes of them, and `, s,`;
/// and what ends a list of names of one party: `(alla s)`.
static PARTY: LazyLock<Regex> = LazyLock::new(|| {
    #[allow(clippy::expect_used, reason = "the pattern is a constant, and covered by tests")]
    Regex::new(r"\s?[(\[{]\s?(?P<all>(?i:alla|båda|bägge|samtliga)\s)?(?P<letters>[\p{L}$5][\p{L}-]{0,5}|[-–])\s?[)\]}]|,\s(?P<plain>\p{L}{1,3})")
        .expect("the pattern is well-formed")
});

/// Longest name, in words.
const NAME_WORDS: usize = 5;

/// The persons that a text names with their party, and those in one list with them, in order. The range of bytes that
/// each takes holds the role before the name, the name, and the party.
pub(super) fn persons(text: &str) -> Vec<(Range<usize>, Person)> {
    let mut found: Vec<(Range<usize>, Person)> = Vec::new();
    if !may_name_party(text) {
        return found;
    }
    for party in PARTY.captures_iter(text) {
        let Some(whole) = party.get(0) else { continue };
        let letters = match (party.name("letters"), party.name("plain")) {
            (Some(letters), _) => bracketed(letters.as_str()),
            (_, Some(letters)) if ends_plain(letters.as_str(), &text[whole.end()..]) => Some(letters.as_str()),
            _ => continue,
        };
        let from = found.last().map_or(0, |(range, _)| range.end);
        let (before, all) = without_each(without_others(&text[from..whole.start().max(from)]));
        let Some(name) = from_end(before).map(|name| from + name.start..from + name.end) else {
            continue;
        };
        if all || party.name("all").is_some() {
            of_one_party(text, from, name.start, letters, &mut found);
        } else {
            without_party(text, from, name.start, &mut found);
        }
        let role = role_before(&text[from..name.start]).map(|role| from + role.start..from + role.end);
        let start = role.as_ref().map_or(name.start, |role| role.start);
        let person = Person {
            name: text[name].to_owned(),
            party: letters.map(str::to_owned),
            role: role.map(|role| text[role].to_owned()),
        };
        found.push((start..whole.end(), person));
    }
    found
}

/// Whether a text holds a bracket, or the letters of a party behind a comma: most sentences do not.
fn may_name_party(text: &str) -> bool {
    let first_word = |rest: &'_ str| {
        let word = rest.trim_start().split(|c: char| !c.is_alphabetic()).next();
        word.is_some_and(people::is_party)
    };
    text.contains(['(', '[', '{']) || text.split(',').skip(1).any(first_word)
}

/// The party that letters in brackets stand for, as OCR may have read them; `None` for one who belongs to none.
fn bracketed(letters: &str) -> Option<&str> {
    match letters {
        "5" | "$" => Some("S"),
        "-" | "–" => None,
        _ => Some(letters),
    }
}

/// Whether letters after a comma are a party: known ones, with the end of a list entry behind them.
fn ends_plain(letters: &str, rest: &str) -> bool {
    let ended = rest.is_empty()
        || rest.starts_with([',', ';', ':'])
        || rest == "."
        || [" för ", " och ", " samt "].iter().any(|word| rest.starts_with(word));
    ended && people::is_party(letters)
}

/// A text without the words at its end that say that others did the same: `Bo Ek m.fl.`
fn without_others(text: &str) -> &str {
    let end = [" m.fl.", " m. fl.", " m fl", " m.fl", " med flera"];
    end.iter()
        .find_map(|end| text.trim_end().strip_suffix(end))
        .unwrap_or(text)
}

/// A text without the word at its end that gives a party to all of a list: `Axel Ek och Bo Lo, samtliga (S)`.
fn without_each(text: &str) -> (&str, bool) {
    let each = [", samtliga", " samtliga", ", alla", ", båda", ", bägge"];
    let rest = each.iter().find_map(|each| text.trim_end().strip_suffix(each));
    (rest.unwrap_or(text), rest.is_some())
}

/// Adds the names that stand before another in one list and have no party: `Axel Ek och Maj Lind (S)`. Says whether there
/// are any.
fn without_party(text: &str, from: usize, to: usize, found: &mut Vec<(Range<usize>, Person)>) -> bool {
    let before = &text[from..to];
    let list = [" och ", ", ", " samt "]
        .iter()
        .find_map(|word| before.strip_suffix(word));
    let Some(name) = list.and_then(from_end).map(|name| from + name.start..from + name.end) else {
        return false;
    };
    let linked = from > 0 && matches!(text[from..name.start].trim(), "," | "och" | "samt");
    let first = text[from..name.start].trim().is_empty() || text[..name.start].trim_end().ends_with(['.', ':']);
    let listed = without_party(text, from, name.start, found) || linked || first;
    if listed {
        let person = Person {
            name: text[name.clone()].to_owned(),
            ..Person::default()
        };
        found.push((name, person));
    }
    listed
}

/// Adds the names of a list before its last one, all of one party: `Axel Ek, Bo Lo och Maj Lind (alla S)`.
fn of_one_party(text: &str, from: usize, to: usize, party: Option<&str>, found: &mut Vec<(Range<usize>, Person)>) {
    let before = &text[from..to];
    let before = role_before(before).map_or(before, |role| &before[..role.start]);
    let list = [" och ", ", ", " samt "]
        .iter()
        .find_map(|word| before.strip_suffix(word));
    let Some(name) = list.and_then(from_end).map(|name| from + name.start..from + name.end) else {
        return;
    };
    of_one_party(text, from, name.start, party, found);
    let role = role_before(&text[from..name.start]).map_or(name.start, |role| from + role.start);
    let person = Person {
        name: text[name.clone()].to_owned(),
        party: party.map(str::to_owned),
        role: None,
    };
    found.push((role..name.end, person));
}

/// The persons of a list that holds nothing but names without parties, as old minutes have it: `Bo Ek, Ida Lo och
/// ordföranden`, `fru Wik och herr Ros`. One who is named by title and family name has the family name alone.
pub(super) fn plain_list(list: &str) -> Option<Vec<Person>> {
    let pieces = list
        .split(',')
        .flat_map(|piece| piece.split(" och "))
        .flat_map(|piece| piece.split(" samt "));
    let mut plural = false;
    let mut found = Vec::new();
    for piece in pieces.map(str::trim).filter(|piece| !piece.is_empty()) {
        let (title, name) = match piece.split_once(' ') {
            Some((first, rest)) if people::is_title(first) || people::is_trade(first) => (Some(first), rest),
            _ => (None, piece),
        };
        // "herrar Ek och Lund": the title is of all that follow.
        plural = title.map_or(plural, |title| title.to_lowercase().ends_with("ar"));
        let words: Vec<&str> = name.split(' ').collect();
        let named = words
            .iter()
            .all(|word| is_name_word(word) || people::NAME_PARTICLES.contains(word));
        let whole = words.len() >= 2 || title.is_some() || plural;
        let folded = vocabulary::fold(name);
        let office = OFFICES_FOLDED.iter().any(|office| office.is(&folded));
        if !(named && whole && words.len() <= NAME_WORDS && !vocabulary::is_body_name(name) || office) {
            return None;
        }
        found.push(Person {
            name: name.to_owned(),
            ..Person::default()
        });
    }
    (!found.is_empty()).then_some(found)
}

/// The name that a text ends with, of two words at least.
pub(super) fn from_end(text: &str) -> Option<Range<usize>> {
    let words = words(text);
    let end = words.last()?.end;
    let mut first = words.len();
    for (index, range) in words.iter().enumerate().rev().take(NAME_WORDS) {
        let word = &text[range.clone()];
        let last = index + 1 == words.len();
        if !(is_name_word(word) || !last && people::NAME_PARTICLES.contains(&word)) {
            break;
        }
        first = index;
        if word.starts_with(['"', '”', '“', '(']) {
            break;
        }
    }
    let leads = |range: &Range<usize>| {
        let word = &text[range.clone()];
        let lower = word.to_lowercase();
        people::BEFORE_NAMES.contains(&lower.as_str())
            || people::is_role_word(word)
            || word.starts_with(char::is_lowercase) && !people::NAME_PARTICLES.contains(&word)
            || vocabulary::is_body_name(word)
    };
    let name = &words[first..];
    let name = &name[name.iter().take_while(|range| leads(range)).count()..];
    // "Rusthållaren Peter Ek": a trade that begins a sentence is no first name.
    let trade = name.len() >= 3 && people::is_trade(&text[name[0].clone()]);
    let name = &name[usize::from(trade)..];
    let start = name.first()?.start;
    let start = start + text[start..].find(char::is_alphabetic)?;
    (name.len() >= 2 && !is_party_name(&text[name.last()?.clone()])).then_some(start..end)
}

/// Whether a word may be part of a name: `Sten-Åke`, `M.`, `O'Hara`, `al-Khatib`.
pub(super) fn is_name_word(word: &str) -> bool {
    let word = word.trim_start_matches(['"', '”', '“', '(']);
    let particle = word
        .split_once('-')
        .filter(|(first, _)| people::NAME_PARTICLES.contains(first));
    let word = particle.map_or(word, |(_, rest)| rest);
    let initials = word.split(['-', '.']).all(|part| part.chars().count() <= 1);
    let letters = word.strip_suffix('.').filter(|_| initials).unwrap_or(word);
    let plain = |c: char| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '´') || initials && c == '.';
    word.starts_with(char::is_uppercase) && letters.chars().all(plain) && !letters.ends_with('-')
}

/// Whether a word is, or ends, the full name of a party.
fn is_party_name(word: &str) -> bool {
    let folded = vocabulary::fold(word);
    people::PARTY_NAME_ENDINGS
        .iter()
        .any(|ending| folded.ends_with(ending.folded()))
}

/// The role that a text before a name ends with: `kommunstyrelsens ordförande`, `tjänstgörande ersättaren`.
fn role_before(text: &str) -> Option<Range<usize>> {
    let words = words(text);
    let mut first = words.len();
    for (index, range) in words.iter().enumerate().rev() {
        let word = &text[range.clone()];
        let of_body = index + 1 < words.len() && word.ends_with('s') && vocabulary::is_body_name(word);
        if !(people::is_role_word(word) || of_body) || word.ends_with([',', ':', ';', '.']) && index + 1 == words.len()
        {
            break;
        }
        first = index;
    }
    Some(words.get(first)?.start..words.last()?.end)
}

/// The words of a text, as ranges of bytes.
pub(super) fn words(text: &str) -> Vec<Range<usize>> {
    text.split_whitespace()
        .map(|word| {
            let start = word.as_ptr() as usize - text.as_ptr() as usize;
            start..start + word.len()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let persons = persons(text).into_iter().map(|(_, person)| {
            let parts = [Some(person.name), person.party, person.role];
            parts.into_iter().flatten().collect::<Vec<_>>().join("/")
        });
        persons.collect()
    }

    #[test]
    fn lists_in_running_text() {
        assert_eq!(
            found("Karin Almgren (MP), Axel Darin (L) och Martin Wahl (D) yrkar avslag."),
            ["Karin Almgren/MP", "Axel Darin/L", "Martin Wahl/D"]
        );
        assert_eq!(
            found("Bo Ek och Maj-Lis von Rönn (S) yrkar"),
            ["Bo Ek", "Maj-Lis von Rönn/S"]
        );
        assert_eq!(
            found("Ordföranden Eva By m.fl. (S) och Bo Ek m. fl. (M) föreslår"),
            ["Eva By/S/Ordföranden", "Bo Ek/M"]
        );
        assert_eq!(found("Arne Lind, s, yrkar bifall, v 12."), ["Arne Lind/s"]);
        assert_eq!(
            found("Mot beslutet reserverar sig Gösta Hamrin (m)."),
            ["Gösta Hamrin/m"]
        );
        assert_eq!(
            found("Även K-E. Nord (Ba-p) och A. Ek (-)"),
            ["K-E. Nord/Ba-p", "A. Ek"]
        );
    }

    #[test]
    fn one_party_may_be_of_all_names_before_it() {
        assert_eq!(
            found("Ja röstar Bo Ek, Ida Lo och Maj Lind (alla s), Axel Ask (mp) och ordföranden Eva By (s)."),
            [
                "Bo Ek/s",
                "Ida Lo/s",
                "Maj Lind/s",
                "Axel Ask/mp",
                "Eva By/s/ordföranden"
            ]
        );
        assert_eq!(
            found("Åsa Ros (V), Bo Ek samt Ida Lo (båda M) reserverar sig."),
            ["Åsa Ros/V", "Bo Ek/M", "Ida Lo/M"]
        );
    }

    #[test]
    fn roles_stand_apart() {
        assert_eq!(
            found("På förslag av ordföranden Jonas Attling (S):"),
            ["Jonas Attling/S/ordföranden"]
        );
        assert_eq!(
            found(
                "Kommunstyrelsens ordförande Jonas Attling (S) svarar. Förste vice ordföranden Håkan Erik (V) tackar."
            ),
            [
                "Jonas Attling/S/Kommunstyrelsens ordförande",
                "Håkan Erik/V/Förste vice ordföranden"
            ]
        );
        assert_eq!(
            found("tjänstgörande ersättaren Nina Malm (M)"),
            ["Nina Malm/M/tjänstgörande ersättaren"]
        );
    }

    #[test]
    fn damage_of_brackets_is_forgiven() {
        assert_eq!(
            found("Anna Berg (S}, Ove Ek {5) och Ida Lo[SD]"),
            ["Anna Berg/S", "Ove Ek/S", "Ida Lo/SD"]
        );
    }

    #[test]
    fn lists_without_parties_hold_nothing_but_names() {
        let names = |text: &str| {
            let found = plain_list(text).unwrap_or_default().into_iter();
            found.map(|person| person.name).collect::<Vec<_>>()
        };
        assert_eq!(
            names("Bo Ek, Ida von Lo och ordföranden"),
            ["Bo Ek", "Ida von Lo", "ordföranden"]
        );
        assert_eq!(names("fru Wik och herr J. E. Ros"), ["Wik", "J. E. Ros"]);
        assert_eq!(names("Herrar Ek och Lund"), ["Ek", "Lund"]);
        assert!(names("Bo Ek och tre ledamöter").is_empty());
        assert!(names("Kommunstyrelsen och Bo Ek").is_empty());
    }

    #[test]
    fn other_brackets_are_no_parties() {
        for text in [
            "Göteborgs Stadshus AB (556537–0888)",
            "Representanterna för Socialdemokraterna (S) och Svenska Vänsterpartiet (V)",
            "enligt bilagan (se nedan)",
            "fastigheten Tången 2:41 (bilaga)",
        ] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
    }
}
