//! Who does something in a sentence: persons, parties, or an office.

use std::ops::Range;

use super::people;
use crate::record::Person;
use crate::vocabulary::politics::{
    AFTER_NAMES, ENTERED, LETTERED_GROUPS, OFFICES, OFFICES_FOLDED, PARTY_GROUPS, PARTY_NAMES,
};
use crate::vocabulary::{self, find_phrase, people::PARTIES, worded};

/// Who does what the verb at a place of a sentence says: the list that ends at the verb (`A (S) och B (M) yrkar`), or the one
/// that begins right after it (`Mot beslutet reserverar sig A (S)`), or whoever is named before it.
///
/// A group of a party is one person a party: its name is the words as written (`Ledamöterna från SD`), its party the
/// letters. An office without its holder's name (`ordföranden`) is a person of that name and role.
pub(super) fn authors(sentence: &str, verb: Range<usize>) -> Vec<Person> {
    // "Mot beslutet reserverar sig (s)-gruppen genom Bo Ek": the speaker of a group is named.
    if let Some((_, speaker)) = sentence[verb.end..].split_once("gruppen genom ")
        && let Some(persons) = plain_after(&format!(" {speaker}"))
    {
        return persons;
    }
    let persons = people::persons(sentence);
    let (before, after): (Vec<_>, Vec<_>) = persons.into_iter().partition(|(range, _)| range.end <= verb.start);
    let adjacent = before
        .last()
        .is_some_and(|(range, _)| few_words(&sentence[range.end..verb.start]));
    if adjacent {
        return last_list(sentence, before);
    }
    if let Some((first, _)) = after.first()
        && sentence
            .get(verb.end..first.start)
            .is_some_and(|gap| gap.split_whitespace().count() <= 2)
    {
        return first_list(sentence, after);
    }
    if !before.is_empty() {
        return last_list(sentence, before);
    }
    let subject = without_home(sentence[..verb.start].trim());
    let named = people::from_end(subject).map(|name| Person {
        name: subject[name].to_owned(),
        ..Person::default()
    });
    let groups = groups(subject);
    if !groups.is_empty() {
        return groups;
    }
    if let Some(persons) = people::plain_list(subject) {
        return persons;
    }
    named.or_else(|| office(subject)).map_or_else(
        || plain_after(&sentence[verb.end..]).unwrap_or_else(|| groups_after(&sentence[verb.end..])),
        |person| vec![person],
    )
}

/// A subject without the farm or village that stands behind a name: `Peter Ek i Storgården`.
fn without_home(subject: &str) -> &str {
    let home = [" i ", " å ", " på "]
        .iter()
        .filter_map(|word| subject.rsplit_once(word));
    let named = home
        .into_iter()
        .find(|(name, home)| people::is_name_word(home) && people::from_end(name).is_some());
    named.map_or(subject, |(name, _)| name)
}

/// The names without parties that stand right after a verb: `Mot beslutet reserverar sig Bo Ek till förmån för …`.
fn plain_after(rest: &str) -> Option<Vec<Person>> {
    let ends = AFTER_NAMES.iter().filter_map(|word| rest.find(word));
    let end = ends.min().unwrap_or(rest.trim_end_matches('.').len());
    let list = rest[..end].trim();
    people::plain_list(list).or_else(|| {
        // "Häremot anmälde Ek missnöje": one family name without a title.
        let object = ENTERED.iter().any(|word| rest[end..].starts_with(word));
        (object && people::is_name_word(list)).then(|| {
            vec![Person {
                name: list.to_owned(),
                ..Person::default()
            }]
        })
    })
}

/// Those whom the subject of a sentence names by their family names: `Ledamöterna av nämnden Ek, Lo och Al`, `herrar Ek och
/// Lo, vilka voro ledamöter`.
pub(super) fn family_names(subject: &str) -> Vec<Person> {
    let relative = [", som", ", vilk", ", hvilk"];
    let end = relative.iter().filter_map(|word| subject.find(word)).min();
    let subject = subject[..end.unwrap_or(subject.len())].trim();
    if let Some(persons) = people::plain_list(subject) {
        return persons;
    }
    let words: Vec<&str> = subject.split(' ').collect();
    let listed = |word: &&&str| people::is_name_word(word.trim_end_matches(',')) || matches!(**word, "och" | "samt");
    let from = words.len() - words.iter().rev().take_while(listed).count();
    let names = words[from..].join(" ");
    let pieces = names
        .split(", ")
        .flat_map(|piece| piece.split(" och "))
        .flat_map(|piece| piece.split(" samt "));
    let persons: Vec<Person> = pieces
        .filter(|name| !name.is_empty())
        .map(|name| Person {
            name: name.to_owned(),
            ..Person::default()
        })
        .collect();
    if from > 0 && persons.len() >= 2 {
        persons
    } else {
        Vec::new()
    }
}

/// Everybody whom a text names, or the parties where it names nobody.
pub(super) fn named(text: &str) -> Vec<Person> {
    let persons: Vec<Person> = people::persons(text).into_iter().map(|(_, person)| person).collect();
    if persons.is_empty() { groups(text) } else { persons }
}

/// Whether what stands between two persons, or a person and a verb, leaves them together.
fn few_words(gap: &str) -> bool {
    gap.split_whitespace().count() <= 4 && !gap.contains(['.', ':', ';'])
        || gap.trim().trim_end_matches('.').eq_ignore_ascii_case("m.fl")
}

fn first_list(sentence: &str, persons: Vec<(Range<usize>, Person)>) -> Vec<Person> {
    let count = 1 + persons
        .windows(2)
        .take_while(|pair| is_list(&sentence[pair[0].0.end..pair[1].0.start]))
        .count();
    persons.into_iter().take(count).map(|(_, person)| person).collect()
}

fn last_list(sentence: &str, persons: Vec<(Range<usize>, Person)>) -> Vec<Person> {
    let count = 1 + persons
        .windows(2)
        .rev()
        .take_while(|pair| few_words(&sentence[pair[0].0.end..pair[1].0.start]))
        .count();
    let skipped = persons.len().saturating_sub(count);
    persons.into_iter().skip(skipped).map(|(_, person)| person).collect()
}

/// Whether only signs and an "och" stand between two names of a list.
fn is_list(gap: &str) -> bool {
    gap.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .all(|word| matches!(word, "och" | "samt"))
}

/// The parties that a text names as acting: `Ledamöterna från M och KD`, `SD`, `Vänsterpartiet`.
fn groups(text: &str) -> Vec<Person> {
    let text = text.trim();
    let lettered = lettered_groups(text);
    if !lettered.is_empty() {
        return lettered;
    }
    let from = find_phrase(text, &PARTY_GROUPS);
    let list = from.as_ref().map_or(text, |range| &text[range.end..]);
    let words: Vec<&str> = list
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let letters = |word: &&str| {
        let known = PARTIES.contains(&word.to_lowercase().as_str());
        let capitals = word.chars().count() <= 4 && word.chars().all(char::is_uppercase);
        capitals && (known || from.is_some())
    };
    let parties: Vec<String> = words
        .iter()
        .filter(|word| letters(word))
        .map(|word| (*word).to_owned())
        .collect();
    let other = words
        .iter()
        .any(|word| !letters(word) && !matches!(*word, "och" | "samt"));
    if parties.is_empty() || from.is_none() && other {
        let named = |(name, letters): &(&str, &str)| {
            let found = find_phrase(text, &worded(&[name]))?;
            let begins = from.as_ref().map_or(found.start, |group| group.start);
            Some(Person {
                name: text[begins..found.end].to_owned(),
                party: Some((*letters).to_owned()),
                role: None,
            })
        };
        return PARTY_NAMES.iter().filter_map(named).collect();
    }
    let name = from
        .map_or(text, |range| &text[range.start..])
        .trim_end_matches([',', '.', ':']);
    let group = |party| Person {
        name: name.to_owned(),
        party: Some(party),
        role: None,
    };
    parties.into_iter().map(group).collect()
}

/// Groups that are named by their parties' letters in one word, of the first such words: `M-gruppen`, `S- och V-grupperna`,
/// `(S)-ledamöterna`.
fn lettered_groups(text: &str) -> Vec<Person> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let letters = |word: &str| {
        let (letters, _) = word.rsplit_once('-')?;
        let letters = letters.trim_matches(['(', ')']);
        let party = PARTIES.contains(&letters.to_lowercase().as_str());
        (party || (1..=4).contains(&letters.chars().count()) && letters.chars().all(char::is_uppercase))
            .then(|| letters.to_owned())
    };
    let is_group = |word: &str| {
        let noun = word
            .trim_end_matches(['.', ',', ':'])
            .rsplit_once('-')
            .map(|(_, noun)| noun);
        noun.is_some_and(|noun| LETTERED_GROUPS.contains(&noun)) && letters(word).is_some()
    };
    let Some(end) = words.iter().position(|word| is_group(word)) else {
        return Vec::new();
    };
    let goes_on = |word: &&&str| matches!(**word, "och" | "samt") || word.trim_end_matches(',').ends_with('-');
    let start = end - words[..end].iter().rev().take_while(goes_on).count();
    let name = words[start..=end]
        .join(" ")
        .trim_end_matches(['.', ',', ':'])
        .to_owned();
    let group = |party| Person {
        name: name.clone(),
        party: Some(party),
        role: None,
    };
    words[start..=end]
        .iter()
        .filter_map(|word| letters(word))
        .map(group)
        .collect()
}

/// The parties that stand right after a verb: `Mot beslutet reserverar sig ledamöterna från SD`.
fn groups_after(rest: &str) -> Vec<Person> {
    let end = rest.find([',', '.', ':']).unwrap_or(rest.len());
    let words: Vec<&str> = rest[..end].split_whitespace().take(6).collect();
    if find_phrase(&words.join(" "), &PARTY_GROUPS).is_some_and(|range| range.start == 0) {
        groups(&words.join(" "))
    } else {
        lettered_groups(&words[..words.len().min(3)].join(" "))
    }
}

/// The office that a sentence begins with.
fn office(subject: &str) -> Option<Person> {
    let folded = vocabulary::fold(subject);
    let (office, _) = OFFICES
        .iter()
        .zip(OFFICES_FOLDED.iter())
        .find(|(_, office)| office.is(&folded))?;
    Some(Person {
        name: subject.to_owned(),
        party: None,
        role: Some((*office).to_owned()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn who(sentence: &str, verb: &str) -> Vec<String> {
        let verb = find_phrase(sentence, &worded(&[verb])).unwrap();
        let person = |person: Person| format!("{}/{}", person.name, person.party.unwrap_or_default());
        authors(sentence, verb).into_iter().map(person).collect()
    }

    #[test]
    fn the_doers_stand_before_or_right_after_the_verb() {
        for (sentence, verb, expected) in [
            (
                "Bo Ek (M) och Ida Lo (KD) yrkar avslag på Åsa Bys (S) yrkande.",
                "yrkar",
                vec!["Bo Ek/M", "Ida Lo/KD"],
            ),
            (
                "Mot beslutet reserverar sig Bo Ek (m).",
                "reserverar sig",
                vec!["Bo Ek/m"],
            ),
            (
                "Ledamöterna från socialdemokraterna reserverar sig.",
                "reserverar sig",
                vec!["Ledamöterna från socialdemokraterna/S"],
            ),
            (
                "Ledamöterna från M och KD reserverar sig.",
                "reserverar sig",
                vec!["Ledamöterna från M och KD/M", "Ledamöterna från M och KD/KD"],
            ),
            ("M-gruppen reserverar sig.", "reserverar sig", vec!["M-gruppen/M"]),
            (
                "Mot beslutet reserverar sig samtliga ledamöter i S- och V-grupperna till förmån för eget yrkande.",
                "reserverar sig",
                vec!["S- och V-grupperna/S", "S- och V-grupperna/V"],
            ),
            (
                "Samtliga (S)-ledamöter reserverar sig.",
                "reserverar sig",
                vec!["(S)-ledamöter/S"],
            ),
            (
                "Samtliga ledamöter för M och SD reserverar sig.",
                "reserverar sig",
                vec![
                    "Samtliga ledamöter för M och SD/M",
                    "Samtliga ledamöter för M och SD/SD",
                ],
            ),
            ("SD reserverar sig mot beslutet.", "reserverar sig", vec!["SD/SD"]),
            ("Vänsterpartiet yrkar bifall.", "yrkar", vec!["Vänsterpartiet/V"]),
            ("Bo Ek yrkade att avgiften sänks.", "yrkade", vec!["Bo Ek/"]),
            (
                "Ordföranden yrkar bifall till förslaget.",
                "yrkar",
                vec!["Ordföranden/"],
            ),
            ("Förvaltningen yrkar ersättning.", "yrkar", vec![]),
            (
                "Mot beslutet reserverade sig herrar Ek och Lund.",
                "reserverade sig",
                vec!["Ek/", "Lund/"],
            ),
            (
                "Mot beslutet reserverar sig Bo Ek till förmån för sitt yrkande.",
                "reserverar sig",
                vec!["Bo Ek/"],
            ),
            ("Fru Wik yrkade, att anslaget höjs.", "yrkade", vec!["Wik/"]),
        ] {
            assert_eq!(who(sentence, verb), expected, "{sentence}");
        }
    }
}
