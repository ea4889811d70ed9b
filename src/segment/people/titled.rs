//! Persons in lists that are told in sentences, with the titles of old before the names, which then may be but family names:
//! `herr ordföranden, konsul A. F. Ek, samt herrar Lo, Berg och O. Sten ävensom fru By`.

use super::entries::Entry;
use super::is_name_word;
use crate::record::Person;
use crate::vocabulary::people::{self, NAME_PARTICLES};

/// The persons of such a list; `None` where no title says that it is one.
pub(super) fn entries(text: &str) -> Option<Vec<Entry>> {
    let titled = text.split([' ', ':']).any(people::is_title);
    if !titled || text.contains('(') {
        return None;
    }
    let mut list = List::default();
    let text = [" samt ", " ävensom ", " jämte "]
        .iter()
        .fold(text.to_owned(), |text, word| text.replace(word, ", "));
    for piece in text.split([',', ';', ':']).flat_map(|piece| piece.split(" och ")) {
        list.take(piece.trim());
    }
    Some(list.found)
}

/// The list as far as it has been read.
#[derive(Default)]
struct List {
    found: Vec<Entry>,
    /// The office whose holder comes next.
    office: Option<String>,
    /// Whether offices stand before their holders in this list.
    offices_first: bool,
    /// Whether a title stands for all that follow: `herrar`.
    plural: bool,
}

impl List {
    fn take(&mut self, piece: &str) {
        let piece = piece.strip_prefix("samt ").unwrap_or(piece);
        let words: Vec<&str> = piece.split_whitespace().map(without_stop).collect();
        let named = words
            .iter()
            .position(|word| is_name_word(word) && !people::is_title(word));
        let (lead, name) = words.split_at(named.unwrap_or(words.len()));
        let title = lead.iter().rev().find(|word| people::is_title(word));
        if let Some(title) = title {
            self.plural = title.to_lowercase().trim_end_matches("na").ends_with("ar");
        }
        let offices: Vec<&str> = lead.iter().copied().filter(|word| people::is_role_word(word)).collect();
        let office = (!offices.is_empty()).then(|| offices.join(" "));
        let length = name
            .iter()
            .take_while(|word| is_name_word(word) || NAME_PARTICLES.contains(word))
            .count();
        if length == 0 {
            // "som anmält förfall" ends what "herrar" stood for.
            self.plural &= office.is_some();
            // "Bo Ek, ordförande" gives its office to the one before, where no office stands first.
            match self.found.last_mut().filter(|_| !self.offices_first) {
                Some(last) => last.person.role = last.person.role.take().or(office),
                None => {
                    self.offices_first |= office.is_some();
                    self.office = office.or(self.office.take());
                }
            }
        } else if length >= 2 || !lead.is_empty() || self.plural {
            let person = Person {
                name: name[..length].join(" "),
                party: None,
                role: self.office.take().or(office),
            };
            self.found.push(Entry {
                person,
                ..Entry::default()
            });
        }
    }
}

/// A word without the full stop that ends a sentence; an initial keeps its own.
fn without_stop(word: &str) -> &str {
    word.strip_suffix('.')
        .filter(|word| word.chars().count() > 1)
        .unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_stand_before_family_names() {
        let read = |text| -> Option<Vec<String>> {
            let entries = entries(text)?.into_iter();
            Some(
                entries
                    .map(|entry| format!("{}|{}", entry.person.name, entry.person.role.unwrap_or_default()))
                    .collect(),
            )
        };
        assert_eq!(
            read("herr ordföranden, konsul A. F. Ek, vice ordföranden, rektor H. Al, samt herrar Lo, O. Sten och Berg samt fru By.").unwrap(),
            ["A. F. Ek|ordföranden", "H. Al|vice ordföranden", "Lo|", "O. Sten|", "Berg|", "By|"]
        );
        assert_eq!(
            read("herrar Lo och Al, vilka anmält förfall, samt herr Ros").unwrap(),
            ["Lo|", "Al|", "Ros|"]
        );
        assert_eq!(
            read("Bo Ek, ordförande, Ida Lo, Fru Eva By").unwrap(),
            ["Bo Ek|ordförande", "Ida Lo|", "Eva By|"]
        );
        assert_eq!(read("Anna Berg, Bo Ek"), None);
    }
}
