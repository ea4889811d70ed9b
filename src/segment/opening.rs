//! The sentence that minutes of old open with: `Protokoll, hållet vid sammanträde med stadsfullmäktige i Mårby å rådhuset
//! torsdagen den 27 mars 1919, kl. 7 e. m.`

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::Reading;
use crate::vocabulary;

/// Of a file, no more lines are looked at.
const FIRST_LINES: usize = 10;

/// What the sentence says of the meeting.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Opening {
    pub body: Option<String>,
    pub organisation: Option<String>,
    pub place: Option<String>,
    /// The hour, as `HH:MM`.
    pub opened: Option<String>,
    /// The hour when it ended.
    pub closed: Option<String>,
}

/// Up to the body and the organisation.
static MEETING: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:hållet|fört|fördt|hållen|hållna|fördes|förda)\b.{0,40}?\b(?:s?amm?anträdet?|möte|(?P<assembly>\p{Ll}*stämma))\s(?:med|för|inför)\s(?P<rest>.+)",
    )
});
/// The same, with the body before its meeting: `fört vid kommunstyrelsens sammanträde onsdagen den 13 april 2016`.
static OWN_MEETING: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"(?:hållet|fört|hållen|förda)\s(?:vid|under)\s(?P<body>.{3,60}?)s\s(?:sammanträde|möte)\b(?P<rest>.+)")
});
/// The name of the organisation, and what follows it.
static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?P<name>\p{Lu}[\p{L}-]+(?:\s(?:och\s)?\p{Lu}[\p{L}-]+)*(?:\s(?:landskommun|kommun|socken|stad|köping|municipalsamhälle|landsting|församling|län)s?\b)?)(?P<rest>.*)$",
    )
});
/// The place, up to the day or the hour.
static PLACE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:^|\s)(?:å|uti|i|på|hos)\s(?P<place>.+?)(?:\s\p{Ll}+dagen\b|\sden\s\d|\s?,?\skl\b|,\s(?:\p{Ll}|\d)|\.(?:\s|$)|$)",
    )
});
/// The hour, by half of the day: `kl. 7 e. m.`
static HOUR: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)\bkl(?:ockan)?\.?\s?(?P<hour>\d{1,2})(?:[.:,](?P<minute>[0-5]\d))?(?:\s?(?P<half>[ef])\.?\s?m\b)?(?:\s?[–-]\s?(?P<until>\d{1,2}[.:][0-5]\d))?",
    )
});

fn regex(pattern: &str) -> Regex {
    #[allow(clippy::expect_used, reason = "the pattern is a constant, and covered by tests")]
    Regex::new(pattern).expect("the pattern is well-formed")
}

/// Reads the sentence, if some lines hold it among their first.
pub(super) fn opening(reading: Reading<'_>, lines: Range<usize>) -> Option<Opening> {
    let first: Vec<usize> = lines.take(FIRST_LINES).collect();
    // The sentence ends with its paragraph, unless the head of a page stands in it.
    let paragraphs = first.chunk_by(|_, &line| reading.text.lines[line].gap < 0.5);
    let mut paragraphs = paragraphs.map(|lines| reading.text.flow(reading.tokens(lines)));
    paragraphs
        .find_map(|text| sentence(&text).filter(|told| told.place.is_some()))
        .or_else(|| sentence(&reading.text.flow(reading.tokens(&first))))
}

/// Takes the sentence apart.
fn sentence(text: &str) -> Option<Opening> {
    let rest_of = |found: &regex::Captures<'_>| found.name("rest").map_or(0..0, |rest| rest.range());
    if let Some(found) = OWN_MEETING
        .captures(text)
        .filter(|found| vocabulary::is_body_name(&found["body"]))
    {
        return Some(told(Some(capitalised(&found["body"])), &text[rest_of(&found)]));
    }
    let found = MEETING.captures(text)?;
    let rest = &text[rest_of(&found)];
    let (body, rest) = match found.name("assembly") {
        Some(assembly) => (Some(assembly.as_str().to_owned()), rest),
        None => named_body(rest)?,
    };
    Some(told(body, rest))
}

/// What stands behind the body: the organisation, the day, the hour and the place.
fn told(body: Option<String>, rest: &str) -> Opening {
    let named = NAMED.captures(rest);
    let organisation = named.as_ref().map(|named| named["name"].to_owned());
    let rest = named
        .as_ref()
        .map_or(rest, |named| named.name("rest").map_or("", |rest| rest.as_str()));
    let hour = HOUR.captures(rest);
    let upto = hour.as_ref().and_then(|hour| hour.get(0)).map_or(0, |hour| hour.end());
    let place = PLACE.captures(rest).filter(|place| {
        let near = place.get(0).is_some_and(|place| place.start() <= upto + 3);
        near || upto == 0
    });
    Opening {
        body,
        organisation,
        place: place.map(|place| place["place"].trim_end_matches([',', '.']).to_owned()),
        closed: hour
            .as_ref()
            .and_then(|hour| Some(hour.name("until")?.as_str().replace('.', ":"))),
        opened: hour.and_then(|hour| clock(&hour)),
    }
}

/// A name as it begins a sentence.
fn capitalised(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    first.map_or_else(String::new, |first| first + letters.as_str())
}

/// The body that a text begins with, and what follows the word behind it: `stadsfullmäktige i Mårby`.
fn named_body(text: &str) -> Option<(Option<String>, &str)> {
    let mut places = text.match_indices(' ').map(|(at, _)| at).take(6);
    places.find_map(|at| {
        let name = &text[..at];
        let rest = ["i ", "uti ", "för ", "inom "]
            .iter()
            .find_map(|word| text[at + 1..].strip_prefix(word))?;
        vocabulary::is_body_name(name).then(|| (Some(capitalised(name)), rest))
    })
}

/// An hour as `HH:MM`.
fn clock(found: &regex::Captures<'_>) -> Option<String> {
    let hour: u32 = found["hour"].parse().ok()?;
    let afternoon = found
        .name("half")
        .is_some_and(|half| half.as_str().eq_ignore_ascii_case("e"));
    let hour = if afternoon && hour < 12 { hour + 12 } else { hour };
    let minute = found.name("minute").map_or("00", |minute| minute.as_str());
    (hour < 24).then(|| format!("{hour:02}:{minute}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_sentence_says_who_met_where_and_when() {
        for (text, body, organisation, place, opened) in [
            (
                "PROTOKOLL, hållet vid sammanträde med Stadsfullmäktige i Mårby å rådhuset torsdagen den 27 mars 1919, kl. 7 e. m.",
                "Stadsfullmäktige",
                "Mårby",
                "rådhuset",
                "19:00",
            ),
            (
                "P r o t o k o l l fört vid sammanträde med kommunalfullmäktige i Mårby kommun fredagen den 30 april 1965 kl. 18.30 i Folkets hus, Byn. Närvarande: Bo Ek",
                "Kommunalfullmäktige",
                "Mårby kommun",
                "Folkets hus, Byn",
                "18:30",
            ),
            (
                "Protokoll, fördt vid ordinarie kommunalstämma med Mårby socken, hållen uti sockenstugan lördagen den 8 oktober 1887 kl. 10 f. m., under ledning af undertecknad.",
                "kommunalstämma",
                "Mårby socken",
                "sockenstugan",
                "10:00",
            ),
        ] {
            let read = sentence(text).unwrap();
            let fields = [&read.body, &read.organisation, &read.place, &read.opened];
            let expected = [body, organisation, place, opened];
            assert_eq!(fields.map(|field| field.as_deref().unwrap_or("–")), expected, "{text}");
        }
        let own = "fört vid kommunstyrelsens sammanträde onsdagen den 13 april 2016 kl. 15.00–15.50 i Östra salen, Stadshuset";
        let own = sentence(own).unwrap();
        let fields = [own.body, own.place, own.opened, own.closed].map(Option::unwrap_or_default);
        assert_eq!(fields, ["Kommunstyrelsen", "Östra salen, Stadshuset", "15:00", "15:50"]);
        assert_eq!(sentence("Sammanträdesprotokoll Kommunstyrelsen 2014-03-04"), None);
    }
}
