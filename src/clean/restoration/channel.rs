//! What OCR makes of letters: the cost of reading some symbols where a letter stands.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::alphabet;

/// The channel of text that was read without Swedish letters.
pub const WRONG_LANGUAGE: &str = "wrong-language";
/// The channel of text that was read with them.
pub const SWEDISH: &str = "swedish";

/// One thing that OCR does: these symbols are read where these letters stand.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// What is read; never empty.
    pub read: Vec<u8>,
    /// What stands there.
    pub letters: Vec<u8>,
    /// What the list of words has for it: the same, but for older spelling.
    pub listed: Vec<u8>,
    /// Negative logarithm of the probability that it is read so.
    pub cost: f32,
}

impl Rule {
    /// The rule that some letters are read so.
    pub fn new(read: Vec<u8>, letters: Vec<u8>, cost: f32) -> Self {
        let listed = letters.clone();
        Self {
            read,
            letters,
            listed,
            cost,
        }
    }
}

/// The rules of one kind of OCR.
#[derive(Debug, Clone, PartialEq)]
pub struct Channel {
    /// By the first symbol read.
    by_symbol: Vec<Vec<Rule>>,
    /// What of a page it is for.
    pub scope: Scope,
    /// Digits that letters of the document are read as.
    digits: Vec<u8>,
    /// Whether letters lose nothing but their marks.
    only_marks: bool,
    /// Whether å, ä and ö are dropped, and nothing else happens to letters.
    drops_letters: bool,
    /// What stands for å, ä and ö in the document, beside letters without their marks.
    stand_ins: Vec<Vec<u8>>,
}

/// Which words a channel may change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// All: a word may stand for another.
    AllWords,
    /// Only what is no word of the list: a word is taken for right.
    UnlistedWords,
}

/// Symbols that are no letters, the letters whose shape they have, and what that costs where no pair shows it.
const LOOK_ALIKES: &[(u8, &str, f32)] = &[
    (b'{', "fö", 6.0),
    (b'}', "j", 7.0),
    (b'|', "li", 6.0),
    (b'1', "li", 6.0),
    (b'0', "o", 5.0),
    (b'&', "åäe", 6.0),
    (0xA2, "eé", 7.0),
    (0xA3, "f", 6.0),
    (0x80, "c", 7.0),
    (b'9', "öå", 5.0),
    (b'I', "l", 4.0),
    (b'O', "oö", 5.0),
];

/// How Swedish was spelled before 1906, and how it is now.
const OLDER_SPELLING: &[(&str, &str)] = &[
    ("fv", "v"),
    ("f", "v"),
    ("hv", "v"),
    ("w", "v"),
    ("qv", "kv"),
    ("e", "ä"),
    ("dt", "tt"),
    ("gt", "kt"),
    ("rne", "rna"),
];
/// What it costs a word to be spelled in the older way, in a document that is.
const OLDER: f32 = 1.0;

/// What it costs a letter to be dropped, in a document that drops them all.
const DROPPED: f32 = 1.0;

/// Letters of a document that weigh as much as all pairs together.
const PRIOR_WEIGHT: f32 = 20.0;

/// Letters that must be read as a digit inside words before it is taken for a letter where it may be a number.
const LEAST_DIGITS: u32 = 3;

/// Letters of a document that show whether they lose nothing but their marks.
const LEAST_LETTERS: u32 = 1_000;
/// Letters for each word with one that is read in another shape, in a document whose letters lose nothing but their marks: a typist's
/// slips.
const LETTERS_FOR_SHAPE: u32 = 1_000;

impl Channel {
    /// A channel of these rules. A symbol that is a letter and has no rule is read where it stands, at no cost.
    pub fn new(rules: impl IntoIterator<Item = Rule>, scope: Scope) -> Self {
        let mut by_symbol = vec![Vec::new(); 256];
        for rule in rules {
            if let Some(&first) = rule.read.first() {
                by_symbol[usize::from(first)].push(rule);
            }
        }
        for &(symbol, letters, cost) in LOOK_ALIKES {
            for letter in letters.chars() {
                let (read, letters) = (vec![symbol], vec![letter as u8]);
                let rules: &mut Vec<Rule> = &mut by_symbol[usize::from(symbol)];
                if !rules.iter().any(|rule| rule.read == read && rule.letters == letters) {
                    rules.push(Rule::new(read, letters, cost));
                }
            }
        }
        for symbol in 0..=255u8 {
            let rules: &mut Vec<Rule> = &mut by_symbol[usize::from(symbol)];
            if (symbol.is_ascii_lowercase() || symbol >= 0xDF)
                && !rules
                    .iter()
                    .any(|rule| rule.read == [symbol] && rule.letters == [symbol])
            {
                rules.push(Rule::new(vec![symbol], vec![symbol], 0.0));
            }
            rules.sort_by(|a, b| a.cost.total_cmp(&b.cost));
        }
        Self {
            by_symbol,
            scope,
            digits: Vec::new(),
            only_marks: false,
            drops_letters: false,
            stand_ins: Vec::new(),
        }
    }

    /// The channel of a document where other letters or signs stand for å, ä and ö: what was read, and what stands there. It costs this
    /// much where the channel has no rule for it. OCR bends other letters, too: there it tells nothing against that.
    pub fn with_stand_ins<'r>(
        mut self,
        readings: impl Iterator<Item = &'r (Vec<u8>, Vec<u8>)>,
        cost: f32,
        is_ocr: bool,
    ) -> Self {
        for (read, letters) in readings {
            let Some(&first) = read.first() else { continue };
            let rules = &mut self.by_symbol[usize::from(first)];
            if !rules.iter().any(|rule| rule.read == *read && rule.letters == *letters) {
                rules.push(Rule::new(read.clone(), letters.clone(), cost));
            }
            if !is_ocr {
                self.stand_ins.push(read.clone());
            }
        }
        self
    }

    /// The channel of a document that dropped å, ä and ö and bends nothing else: before a letter, or behind it, one may be missing.
    pub fn of_dropped_letters(&self) -> Self {
        let mut by_symbol = self.by_symbol.clone();
        for rules in &mut by_symbol {
            rules.retain(|rule| rule.read == rule.letters);
            rules.iter_mut().for_each(|rule| rule.cost = 0.0);
        }
        for symbol in b'a'..=b'z' {
            for letter in [0xE5, 0xE4, 0xF6] {
                for letters in [vec![letter, symbol], vec![symbol, letter]] {
                    by_symbol[usize::from(symbol)].push(Rule::new(vec![symbol], letters, DROPPED));
                }
            }
        }
        Self {
            by_symbol,
            scope: self.scope,
            digits: Vec::new(),
            only_marks: true,
            drops_letters: true,
            stand_ins: Vec::new(),
        }
    }

    /// The channel as counts of its letters bend it; what it was weighs as much as `prior` letters.
    pub fn bent(mut self, counts: &Counts, prior: f32) -> Self {
        let mut totals = [0u32; 256];
        for ((_, letters), count) in counts {
            if let Some(&letter) = letters.first() {
                totals[usize::from(letter)] += count;
            }
        }
        for rules in &mut self.by_symbol {
            for rule in rules.iter_mut() {
                if let Some(&letter) = rule.letters.first() {
                    let key = (rule.read.clone(), rule.letters.clone());
                    let count = counts.get(&key).copied().unwrap_or(0);
                    let total = totals[usize::from(letter)] as f32;
                    rule.cost = -((prior * (-rule.cost).exp() + count as f32) / (prior + total)).ln();
                }
            }
            rules.sort_by(|a, b| a.cost.total_cmp(&b.cost));
        }
        self
    }

    /// The channel as a document bends it: the counts of its letters outweigh what pairs showed, the more of them there are.
    pub fn adapted(&self, Readings { counts, bent_words }: &Readings) -> Self {
        if self.drops_letters {
            return self.clone();
        }
        let mut adapted = self.clone().bent(counts, PRIOR_WEIGHT);
        adapted.only_marks = self.scope == Scope::AllWords && loses_only_marks(counts, *bent_words);
        let only_marks = adapted.only_marks;
        for rules in &mut adapted.by_symbol {
            rules.retain(|rule| !only_marks || self.loses_a_mark(rule));
        }
        adapted.digits = (b'0'..=b'9')
            .filter(|&digit| {
                let read = counts.iter().filter(|((read, _), _)| *read == [digit]);
                read.map(|(_, count)| count).sum::<u32>() >= LEAST_DIGITS
            })
            .collect();
        adapted
    }

    /// The channel for a document in older spelling: its letters stay, and the list is asked for the newer ones.
    pub fn in_older_spelling(mut self) -> Self {
        for &(older, newer) in OLDER_SPELLING {
            let (older, listed) = (alphabet::symbols(older), alphabet::symbols(newer));
            self.by_symbol[usize::from(older[0])].push(Rule {
                read: older.clone(),
                letters: older,
                listed,
                cost: OLDER,
            });
        }
        for rules in &mut self.by_symbol {
            rules.sort_by(|a, b| a.cost.total_cmp(&b.cost));
        }
        self
    }

    /// Whether the document shows that letters are read as this digit.
    pub fn reads_letters_as(&self, digit: u8) -> bool {
        self.digits.contains(&digit)
    }

    /// Whether the document shows that letters lose nothing but their marks: then no other letters are sought.
    pub fn loses_only_marks(&self) -> bool {
        self.only_marks
    }

    /// Whether letters are read in their shape, or as what stands for them in the document: nothing is bent there.
    pub fn keeps_shape(&self, read: &[u8], letters: &[u8]) -> bool {
        alphabet::same_skeleton(read, letters) || self.stand_ins.iter().any(|stand_in| stand_in == read)
    }

    /// Whether a letter is read as it is, or has lost a mark that text may lose alone: no other is than those of å, ä and ö.
    fn loses_a_mark(&self, rule: &Rule) -> bool {
        rule.read == rule.letters
            || self.keeps_shape(&rule.read, &rule.letters)
                && rule.letters.iter().any(|&letter| alphabet::is_swedish(letter))
    }

    /// Whether å, ä and ö are dropped: then any may stand anywhere, and only words of the list tell where.
    pub fn drops_letters(&self) -> bool {
        self.drops_letters
    }

    /// Whether a rule may make letters of what no list has.
    pub fn may_spell(&self, rule: &Rule) -> bool {
        !self.drops_letters || rule.read == rule.letters
    }

    /// What may stand where `symbols` begins, the likeliest first.
    pub fn rules(&self, symbols: &[u8]) -> impl Iterator<Item = &Rule> {
        let first = symbols.first().map_or(0, |&first| usize::from(first));
        self.by_symbol[first]
            .iter()
            .filter(move |rule| rule.read.len() == 1 || symbols.starts_with(&rule.read))
    }

    /// What it costs that these letters are read so; infinite where no rule has it.
    pub fn cost(&self, read: &[u8], letters: &[u8]) -> f32 {
        self.rules(read)
            .find(|rule| rule.read == read && rule.letters == letters)
            .map_or(f32::INFINITY, |rule| rule.cost)
    }
}

/// How often letters were read how: what was read, what stands there.
pub type Counts = BTreeMap<(Vec<u8>, Vec<u8>), u32>;

/// How the sure words of a document were read.
#[derive(Debug, Default)]
pub struct Readings {
    /// How often letters were read how.
    pub counts: Counts,
    /// Different words that were read with a letter in another shape: one that stands in many places, as the abbreviation of a board
    /// does, shows no more than in one.
    pub bent_words: u32,
}

/// Whether the letters of a document lose nothing but their marks.
fn loses_only_marks(counts: &Counts, bent_words: u32) -> bool {
    let all: u32 = counts.values().sum();
    all >= LEAST_LETTERS && bent_words * LETTERS_FOR_SHAPE <= all
}

/// The channels of a model file, by name: a line is `NAME read letters cost`, symbols and letters in hexadecimal.
pub fn read(text: &str) -> BTreeMap<String, Channel> {
    let mut rules: BTreeMap<String, Vec<Rule>> = BTreeMap::new();
    for line in text.lines() {
        let mut cells = line.split(' ');
        if let (Some(name), Some(read), Some(letters), Some(cost)) =
            (cells.next(), cells.next(), cells.next(), cells.next())
            && let (Ok(read), Ok(letters), Ok(cost)) = (hex::decode(read), hex::decode(letters), cost.parse())
        {
            rules
                .entry(name.to_owned())
                .or_default()
                .push(Rule::new(read, letters, cost));
        }
    }
    rules
        .into_iter()
        .map(|(name, rules)| {
            let scope = if name == SWEDISH {
                Scope::UnlistedWords
            } else {
                Scope::AllWords
            };
            (name, Channel::new(rules, scope))
        })
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

#[cfg(test)]
mod tests {
    use super::*;

    fn letters_for_n(counts: &[(&str, &str, u32)], bent_words: u32) -> Vec<Vec<u8>> {
        let rules = [("n", "m", 4.0), ("ii", "ä", 5.0), ("a", "å", 0.1)];
        let rules =
            rules.map(|(read, letters, cost)| Rule::new(alphabet::symbols(read), alphabet::symbols(letters), cost));
        let counts = counts
            .iter()
            .map(|(read, letters, count)| ((alphabet::symbols(read), alphabet::symbols(letters)), *count));
        let counts = counts.collect();
        let adapted = Channel::new(rules, Scope::AllWords).adapted(&Readings { counts, bent_words });
        adapted.rules(b"n").map(|rule| rule.letters.clone()).collect()
    }

    #[test]
    fn a_document_that_loses_marks_alone_has_no_other_shapes() {
        let marks = [("a", "å", 500), ("n", "n", 1_500)];
        assert_eq!(letters_for_n(&marks, 0), [b"n"]);
        assert_eq!(letters_for_n(&[marks[0], marks[1], ("n", "m", 20)], 2), [b"n"]);
        assert_eq!(letters_for_n(&[marks[0], marks[1], ("n", "m", 3)], 3), [b"n", b"m"]);
        assert_eq!(letters_for_n(&marks[..1], 0), [b"n", b"m"]);
    }
}
