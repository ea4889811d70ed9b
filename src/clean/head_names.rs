//! The names in running heads: of the organisation and of its body.

use super::page_labels::{is_bare_number, without_labels};
use crate::dates;
use crate::vocabulary::{self, BODY_LABELS, ORGANISATION_BEGINNINGS, ORGANISATION_ENDINGS, RUNNING_PHRASES};

/// A line without the date, the page label and the running phrases in it.
pub(super) fn without_furniture(text: &str) -> String {
    let text = without_labels(text);
    let mut rest = text.to_string();
    let dates = dates::find(&text);
    for found in dates.iter().rev() {
        rest.replace_range(found.0.clone(), " ");
    }
    let kept = rest.split_whitespace().filter(|word| {
        let folded = vocabulary::fold(word);
        (!folded.is_empty() || *word == "&") && !RUNNING_PHRASES.iter().any(|phrase| phrase.is(&folded))
    });
    let mut kept: Vec<&str> = kept.collect();
    if kept.len() > 1 || !dates.is_empty() {
        // A bare page number may stand beside the names, or the date.
        kept.pop_if(|last| is_bare_number(last));
    }
    kept.join(" ")
}

/// What a line of a running head names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Names {
    /// `Luleå kommun`.
    pub organisation: Option<String>,
    /// `Kommunstyrelsen`.
    pub body: Option<String>,
    /// The words that are neither.
    rest: String,
}

/// The names in a line of a running head.
pub(crate) fn head_names(text: &str) -> Names {
    names(&without_furniture(text))
}

fn names(words: &str) -> Names {
    let mut words: Vec<&str> = words.split_whitespace().collect();
    let organisation_in = |words: &[&str]| (2..=words.len().min(4)).find(|&n| is_organisation(&words[..n].join(" ")));
    // `Organ      Mårby kommun, kommunfullmäktige`
    let labelled = words.len() > 1 && BODY_LABELS.contains(&vocabulary::fold(words[0]).as_str());
    if labelled && organisation_in(&words[1..]).is_some() {
        words.remove(0);
    }
    let prefix = organisation_in(&words).map(|n| {
        // "Räddningstjänsten Ekdalen Mitt" goes on, "Region Ekdalen Regionstyrelsen" does not.
        let goes_on = |&end: &usize| {
            let name = &words[..end];
            let last = name[end - 1];
            let named = !last.contains(|c: char| c.is_ascii_digit()) && !vocabulary::is_body_name(last);
            named && is_organisation(&name.join(" "))
        };
        (n + 1..=words.len()).take_while(goes_on).last().unwrap_or(n)
    });
    let organisation = prefix.map(|n| words[..n].join(" ").trim_end_matches(',').to_owned());
    let rest = words[prefix.unwrap_or(0)..].join(" ");
    // In running text a body is written in lower case, in a head never.
    let capital = rest.starts_with(char::is_uppercase);
    // "ORGAN  Regionfullmäktige": the name stands behind a word of the form.
    let (first, behind) = rest.split_once(' ').unwrap_or((&rest, ""));
    if BODY_LABELS.contains(&vocabulary::fold(first).as_str()) {
        let body =
            (behind.starts_with(char::is_uppercase) && vocabulary::is_body_name(behind)).then(|| behind.to_owned());
        return Names {
            organisation,
            rest: if body.is_some() { String::new() } else { rest },
            body,
        };
    }
    if capital && vocabulary::is_body_name(&rest) {
        return Names {
            organisation,
            body: Some(rest),
            rest: String::new(),
        };
    }
    // A letterhead may stand beside the name: `STYRELSEN  KOMMUNER`.
    let first = words.get(prefix.unwrap_or(0)).filter(|word| {
        let nominative = !word.to_lowercase().ends_with('s');
        capital && nominative && word.len() > 4 && vocabulary::is_body_name(word)
    });
    Names {
        organisation,
        body: first.map(|word| (*word).to_owned()),
        rest,
    }
}

/// Whether words are the name of a municipality or federation: `Luleå kommun`, `LULEÅ KOMMUN`.
pub(crate) fn is_organisation(words: &str) -> bool {
    let folded = vocabulary::fold(words);
    let mut parts = folded.rsplit(' ');
    let last = parts.next().unwrap_or_default();
    let named = ORGANISATION_ENDINGS.iter().any(|ending| ending.is(last));
    let capital = words
        .chars()
        .find(|c| c.is_alphabetic())
        .is_some_and(char::is_uppercase);
    let begins = folded.split_once(' ').is_some_and(|(first, rest)| {
        ORGANISATION_BEGINNINGS.iter().any(|beginning| beginning.is(first)) && rest.split(' ').count() <= 4
    });
    // "Förvaringsplats  Kanslihuset, Luleå kommun" names more.
    // So does a label before the name.
    let whole = !words.trim_end_matches([',', ':']).contains([',', ':']);
    capital && whole && (named && (1..=3).contains(&parts.count()) || begins)
}
