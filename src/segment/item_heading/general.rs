//! Heads of items in a form that no rule knows: `41 §`, `KS/AU § 41`, `2013-05-06 § 41`, `§ nr 41`, `§ 41 – Val`,
//! `41. Val av justerare`. What stands around the number is not known beforehand, but it looks alike at all items of the
//! minutes, and their numbers rise one by one.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Captures;

use super::{ItemStart, Reading, Sheet, Sieved, candidate, chains, numbered, rest, same_beside};
use crate::vocabulary;

/// The number, what may stand beside it in the same cell (a year, the numbers with other bodies), and what follows.
const NUMBER: &str = r"(?P<number>(?P<value>\d{1,4})(?:\s?[a-z]\b)?)(?:[/:-](?:19|20)?\d\d)?(?:\s?[/,]\s?\p{Lu}[\p{L}.]{0,7}\s?§\s?\d{1,4})*";
/// … and the title, perhaps behind a dash or a stroke.
const REST: &str = r"[.:),;|]?(?:\s+(?:[–—|/-]\s+)?(?P<rest>.*))?$";

/// The number stands behind the sign, and before it dates, bodies and whatever else.
static BEHIND_SIGN: LazyLock<Sieved> = LazyLock::new(|| {
    let before =
        r"^(?P<before>[^§]{0,60}§{1,2}[.:–-]?\s?(?:nr\.?\s?)?(?:\p{Lu}[\p{L}/-]{0,6}\s)?(?:(?:19|20)\d\d[/:-])?)";
    Sieved::of(&[before, NUMBER, REST].concat())
});
/// The sign stands behind the number, as it is spoken.
static BEFORE_SIGN: LazyLock<Sieved> = LazyLock::new(|| Sieved::of(&["^(?P<before>)", NUMBER, r"\s?§", REST].concat()));
/// There is no sign, but a word for it, or nothing.
static WITHOUT_SIGN: LazyLock<Sieved> = LazyLock::new(|| {
    let before = r"^(?P<before>(?:\p{Lu}\p{L}{1,8}\.?\s?(?:nr\.?)?\s?:?\s?)?)";
    Sieved::of(&[before, NUMBER, REST].concat())
});

/// So many steps from a number to the next at least make a chain of items.
const LEAST_STEPS: usize = 2;

/// The items of minutes whose heads are in a form of their own, if the usual forms found none or next to none.
pub(super) fn better(
    reading: Reading<'_>,
    sheets: &[Sheet],
    body: &[usize],
    usual: &[ItemStart],
) -> Option<Vec<ItemStart>> {
    let known = steps(usual);
    if known > LEAST_STEPS && 2 * known >= usual.len() {
        return None;
    }
    let mut alike: BTreeMap<(bool, String), Vec<(usize, Captures<'_>)>> = BTreeMap::new();
    for (at, &line) in body.iter().enumerate() {
        let found = captures(&reading.text.lines[line].text).filter(|_| at == 0 || stands_apart(reading, line));
        if let Some((signed, found)) = found {
            alike
                .entry((signed, shape(&found["before"])))
                .or_default()
                .push((at, found));
        }
    }
    let chains = alike.into_iter().map(|((signed, _), found)| {
        let same = same_beside(found.iter().map(|(at, found)| rest(reading, body[*at], found)));
        let starts = found
            .iter()
            .filter_map(|(at, found)| candidate(reading, body, *at, found, same));
        (signed, chains(reading, sheets, body, starts.collect()))
    });
    let plausible = chains.filter(|(signed, chain)| *signed || have_headings(reading, body, chain));
    let best = plausible
        .max_by_key(|(signed, chain)| (steps(chain), *signed))
        .map(|(_, best)| best)
        .filter(|best| steps(best) >= LEAST_STEPS.max(2 * known + 1));
    best.or_else(|| numbered::minutes(reading, sheets, body).filter(|_| usual.is_empty()))
}

/// A number at the beginning of a line, and whether the sign stands before it: numbers before the sign are those of the
/// sections of a statute too.
fn captures(text: &str) -> Option<(bool, Captures<'_>)> {
    if text.contains('§') {
        let behind = BEHIND_SIGN.captures(text).map(|found| (true, found));
        return behind.or_else(|| Some((false, BEFORE_SIGN.captures(text)?)));
    }
    let found = WITHOUT_SIGN.captures(text)?;
    let label = vocabulary::fold(found["before"].trim_end_matches([' ', ':', '.']));
    let labelled = vocabulary::NUMBER_LABELS.contains(&label.as_str());
    let titled = label.is_empty()
        && found
            .name("rest")
            .is_some_and(|rest| rest.as_str().starts_with(char::is_uppercase));
    (labelled || titled).then_some((false, found))
}

/// Whether a line begins a block.
fn stands_apart(reading: Reading<'_>, line: usize) -> bool {
    let line = &reading.text.lines[line];
    line.gap >= 0.5 || line.starts_sheet
}

/// What stands before the number, whatever the digits in it (a date) are.
fn shape(before: &str) -> String {
    let mut shape = String::with_capacity(before.len());
    for c in before.chars() {
        let c = if c.is_ascii_digit() { '0' } else { c };
        if !(c.is_whitespace() && shape.ends_with(' ')) {
            shape.push(if c.is_whitespace() { ' ' } else { c });
        }
    }
    shape
}

/// How many of some items have the number after the one before.
pub(super) fn steps(chain: &[ItemStart]) -> usize {
    chain
        .windows(2)
        .filter(|pair| pair[1].value == pair[0].value + 1)
        .count()
}

/// Whether half of some items or more have a heading of a section: numbered clauses of a decision, or the articles of
/// a statute, have none.
fn have_headings(reading: Reading<'_>, body: &[usize], chain: &[ItemStart]) -> bool {
    let end = reading.text.lines.len();
    let nexts = chain.iter().skip(1).map(|start| start.line).chain([end]);
    let with = chain.iter().zip(nexts).filter(|(start, next)| {
        let first = body.partition_point(|line| *line < start.text_from);
        let mut inside = body[first..].iter().take_while(|line| *line < next);
        inside.any(|&line| vocabulary::whole_heading(&reading.words(line)).is_some())
    });
    2 * with.count() >= chain.len()
}

#[cfg(test)]
mod tests {
    use crate::record::Item;
    use crate::scan::Scan;

    const TITLES: [&str; 3] = ["Val av justerare", "Svar på motion om cykelväg", "Årsredovisning"];

    /// Minutes with heads as a function of number and title makes them.
    fn minutes(head: impl Fn(usize, &str) -> String, heading: &str) -> Vec<String> {
        let item = |(at, title): (usize, &&str)| {
            let head = head(41 + at, title);
            let text = "Förvaltningen har enligt § 12 i reglementet lämnat ett förslag.";
            [head.split('\n').collect(), vec!["", heading, "", text, "", ""]]
                .concat()
                .into_iter()
                .map(str::to_owned)
                .collect::<Vec<String>>()
        };
        TITLES.iter().enumerate().flat_map(item).collect()
    }

    fn items(lines: &[String]) -> Vec<Item> {
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let meetings = crate::read(&Scan::of_lines(&lines)).meetings;
        meetings.into_iter().flat_map(|meeting| meeting.items).collect()
    }

    #[test]
    fn heads_of_any_form_are_found_where_they_look_alike() {
        let heads: [fn(usize, &str) -> String; 24] = [
            |number, title| format!("§ {number}    Kommunstyrelsen    2013-05-06\n{title}"),
            |number, title| format!("Ks. § {number}    Beslut\n{title}"),
            |number, title| format!("{number} §\n{title}"),
            |number, title| format!("{number} §. {title}"),
            |number, title| format!("§ {number} – {title}"),
            |number, title| format!("§ nr {number}\n{title}"),
            |number, title| format!("§ KS {number}\n{title}"),
            |number, title| format!("KS/AU § {number}\n{title}"),
            |number, title| format!("BUN/AU-§ {number}\n{title}"),
            |number, title| format!("Ks. § {number}/2013\n{title}"),
            |number, title| format!("Kf § {number}, Ks § {}\n{title}", number + 30),
            |number, title| format!("Kommunstyrelsen    2013-05-06    § {number}\n{title}"),
            |number, title| format!("Paragraf: {number}\n{title}"),
            |number, title| format!("Ärende {number}\n{title}"),
            |number, title| format!("{number}. {title}"),
            |number, title| format!("{number}   {title}"),
            |number, title| format!("§ {number}/Dnr KS 2013/41\n{title}"),
            |number, title| format!("§ {number} / KS 2013/41\n{title}"),
            |number, title| format!("§ {number} | {title}"),
            |number, title| format!("§ {number}, {title}"),
            |number, title| format!("§ {number} (KS 2013/41)\n{title}"),
            |number, title| format!("§ {number} (Au § 61)\n{title}"),
            |number, title| format!("§ {number}\nÄrende: {title}"),
            |number, title| format!("{title}\n§ {number}"),
        ];
        // A list of matters has the usual form, and is no item.
        let list = |title: &str, number: usize| format!("§ {number}   {title} ........ 3");
        let matters: Vec<String> = std::iter::once("Ärendelista".to_owned())
            .chain(TITLES.iter().zip(41..).map(|(title, number)| list(title, number)))
            .chain([String::new(), String::new()])
            .collect();
        let both = |head| {
            let lines = minutes(head, "Beslut");
            [[matters.clone(), lines.clone()].concat(), lines]
        };
        for lines in heads.into_iter().flat_map(both) {
            let found = items(&lines);
            let found: Vec<_> = found
                .iter()
                .map(|item| (item.number.as_str(), item.title.as_deref().unwrap_or_default()))
                .collect();
            let wanted: Vec<_> = ["41", "42", "43"].into_iter().zip(TITLES).collect();
            assert_eq!(found, wanted, "{}", lines.join("\n"));
        }
    }

    #[test]
    fn lists_and_statutes_are_no_items() {
        assert_eq!(
            items(&minutes(|number, title| format!("{number}. {title}"), "Om byvägar")),
            []
        );
        assert_eq!(
            items(&minutes(|number, title| format!("{number} § {title}"), "Om byvägar")),
            []
        );
    }
}
