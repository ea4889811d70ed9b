//! What OCR makes of letters: the cost of reading some symbols where a letter stands.

use std::collections::BTreeMap;
use std::fmt::Write;

/// One thing that OCR does: these symbols are read where these letters stand.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// What is read; never empty.
    pub read: Vec<u8>,
    /// What stands there.
    pub letters: Vec<u8>,
    /// Negative logarithm of the probability that it is read so.
    pub cost: f32,
}

/// The rules of one kind of OCR.
#[derive(Debug, Clone, PartialEq)]
pub struct Channel {
    /// By the first symbol read.
    by_symbol: Vec<Vec<Rule>>,
}

impl Channel {
    /// A channel of these rules. A symbol that is a letter and has no rule is read where it stands, at no cost.
    pub fn new(rules: impl IntoIterator<Item = Rule>) -> Self {
        let mut by_symbol = vec![Vec::new(); 256];
        for rule in rules {
            if let Some(&first) = rule.read.first() {
                by_symbol[usize::from(first)].push(rule);
            }
        }
        for symbol in 0..=255u8 {
            let rules: &mut Vec<Rule> = &mut by_symbol[usize::from(symbol)];
            if symbol.is_ascii_lowercase() || symbol >= 0xDF {
                if !rules
                    .iter()
                    .any(|rule| rule.read == [symbol] && rule.letters == [symbol])
                {
                    rules.push(Rule {
                        read: vec![symbol],
                        letters: vec![symbol],
                        cost: 0.0,
                    });
                }
            }
            rules.sort_by(|a, b| a.cost.total_cmp(&b.cost));
        }
        Self { by_symbol }
    }

    /// What may stand where `symbols` begins, the likeliest first.
    pub fn rules(&self, symbols: &[u8]) -> impl Iterator<Item = &Rule> {
        let first = symbols.first().map_or(0, |&first| usize::from(first));
        self.by_symbol[first]
            .iter()
            .filter(move |rule| symbols.starts_with(&rule.read))
    }

    /// All rules.
    pub fn iter(&self) -> impl Iterator<Item = &Rule> {
        self.by_symbol.iter().flatten()
    }
}

/// The channels of a model file, by name: a line is `NAME read letters cost`, symbols and letters in hexadecimal.
pub fn read(text: &str) -> BTreeMap<String, Channel> {
    let mut rules: BTreeMap<String, Vec<Rule>> = BTreeMap::new();
    for line in text.lines() {
        let mut cells = line.split(' ');
        if let (Some(name), Some(read), Some(letters), Some(cost)) =
            (cells.next(), cells.next(), cells.next(), cells.next())
        {
            if let (Ok(read), Ok(letters), Ok(cost)) = (hex::decode(read), hex::decode(letters), cost.parse()) {
                rules
                    .entry(name.to_owned())
                    .or_default()
                    .push(Rule { read, letters, cost });
            }
        }
    }
    rules
        .into_iter()
        .map(|(name, rules)| (name, Channel::new(rules)))
        .collect()
}

/// The lines of a channel, for a model file.
pub fn write(name: &str, rules: &[Rule]) -> String {
    let mut text = String::new();
    for rule in rules {
        let _ = writeln!(
            text,
            "{name} {} {} {:.2}",
            hex::encode(&rule.read),
            hex::encode(&rule.letters),
            rule.cost
        );
    }
    text
}
