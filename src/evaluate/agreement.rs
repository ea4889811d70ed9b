//! When a read value agrees with the gold, which values belong together, and what that makes in precision and recall.
//!
//! Strict and soft follow GROBID's end-to-end evaluation
//! (<https://grobid.readthedocs.io/en/latest/End-to-end-evaluation/>).

use std::ops::AddAssign;

use rapidfuzz::distance::levenshtein;
use serde::Serialize;
use unicode_normalization::UnicodeNormalization;

/// Similarity (1 − edit distance ÷ length of the longer text) from which two texts agree softly: GROBID's threshold.
pub const SOFT_SIMILARITY: f64 = 0.8;

/// Similarity from which two entries of a list are taken for the same thing, so that what hangs on them is compared.
const SAME_THING: f64 = 0.5;

/// What soft agreement means for a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Running text and names: alike but for case, punctuation and white space, or similar by [`SOFT_SIMILARITY`].
    Text,
    /// Numbers, dates, codes, kinds: alike but for case, punctuation and white space; nearly right is wrong.
    Code,
}

/// How well a read value agrees with the gold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Agreement {
    /// It does not.
    Wrong,
    /// By the field's [`Measure`].
    Soft,
    /// Character for character, white space folded.
    Strict,
}

/// A value that the gold states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    /// The forms that are equally right; the first is the gold's own.
    pub forms: Vec<String>,
    /// Neither its presence nor its absence counts.
    pub optional: bool,
}

/// Entries of gold and reading that belong together, by index; one is missing where there is no counterpart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair {
    /// Index in the gold.
    pub gold: Option<usize>,
    /// Index in the reading.
    pub read: Option<usize>,
    /// How well the two agree; `Wrong` where one is missing.
    pub agreement: Agreement,
}

/// How many values there are, and how many agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Tally {
    /// Values that the gold states.
    pub gold: usize,
    /// Values that were read.
    pub read: usize,
    /// Values that agree strictly.
    pub strict: usize,
    /// Values that agree softly or strictly.
    pub soft: usize,
}

/// Precision, recall and their harmonic mean, each 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Ratios {
    /// Right ÷ read; `None` where nothing was read.
    pub precision: Option<f64>,
    /// Right ÷ gold; `None` where the gold states nothing.
    pub recall: Option<f64>,
    /// 2 × right ÷ (gold + read).
    pub f1: f64,
}

impl Tally {
    /// Counts one pair.
    pub fn count(&mut self, pair: Pair) {
        self.gold += usize::from(pair.gold.is_some());
        self.read += usize::from(pair.read.is_some());
        self.strict += usize::from(pair.agreement == Agreement::Strict);
        self.soft += usize::from(pair.agreement >= Agreement::Soft);
    }

    /// The ratios by strict agreement; `None` where neither gold nor reading has a value.
    pub fn strictly(&self) -> Option<Ratios> {
        self.ratios(self.strict)
    }

    /// The ratios by soft agreement; `None` where neither gold nor reading has a value.
    pub fn softly(&self) -> Option<Ratios> {
        self.ratios(self.soft)
    }

    fn ratios(&self, right: usize) -> Option<Ratios> {
        let part = |whole: usize| (whole > 0).then(|| right as f64 / whole as f64);
        (self.gold + self.read > 0).then(|| Ratios {
            precision: part(self.read),
            recall: part(self.gold),
            f1: 2.0 * right as f64 / (self.gold + self.read) as f64,
        })
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.gold += other.gold;
        self.read += other.read;
        self.strict += other.strict;
        self.soft += other.soft;
    }
}

impl Expected {
    /// A value that must be there, in one form.
    pub fn plainly(form: impl Into<String>) -> Self {
        Self {
            forms: vec![form.into()],
            optional: false,
        }
    }

    /// How well a read value agrees with the best of the forms, and how similar it is to it (0 to 1).
    pub fn agreement(&self, read: &str, measure: Measure) -> (Agreement, f64) {
        self.forms
            .iter()
            .map(|form| agreement(form, read, measure))
            .max_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)))
            .unwrap_or((Agreement::Wrong, 0.0))
    }
}

fn agreement(gold: &str, read: &str, measure: Measure) -> (Agreement, f64) {
    let (gold, read) = (fold_space(gold), fold_space(read));
    if gold == read {
        return (Agreement::Strict, 1.0);
    }
    let similarity = levenshtein::normalized_similarity(gold.chars(), read.chars());
    let bare = bare(&gold);
    let alike = !bare.is_empty() && bare == self::bare(&read);
    if alike || (measure == Measure::Text && similarity >= SOFT_SIMILARITY) {
        return (Agreement::Soft, similarity);
    }
    (Agreement::Wrong, similarity)
}

/// The text in Unicode normal form C, each run of white space a single space, none at the ends.
pub fn fold_space(text: &str) -> String {
    text.nfc()
        .collect::<String>()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// Letters and digits alone, lower case.
fn bare(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Pairs what the gold states with what was read, one to one: the best agreement first, then the most similar, then those
/// for which `kinship` is greatest, then the nearest in order. What is less similar than half stays without counterpart. Pairs come in the order of the gold,
/// what is only in the reading last.
pub fn align(
    gold: &[Expected],
    read: &[String],
    measure: Measure,
    kinship: impl Fn(usize, usize) -> usize,
) -> Vec<Pair> {
    let mut candidates = Vec::new();
    for (g, expected) in gold.iter().enumerate() {
        for (r, text) in read.iter().enumerate() {
            let (agreement, similarity) = expected.agreement(text, measure);
            if agreement > Agreement::Wrong || similarity >= SAME_THING {
                candidates.push((agreement, similarity, kinship(g, r), g, r));
            }
        }
    }
    candidates.sort_by(|a, b| {
        let nearness = |g: usize, r: usize| (g.abs_diff(r), g);
        (b.0.cmp(&a.0))
            .then(b.1.total_cmp(&a.1))
            .then(b.2.cmp(&a.2))
            .then_with(|| nearness(a.3, a.4).cmp(&nearness(b.3, b.4)))
    });
    let mut of_gold: Vec<Option<(usize, Agreement)>> = vec![None; gold.len()];
    let mut taken = vec![false; read.len()];
    for (agreement, _, _, g, r) in candidates {
        if of_gold[g].is_none() && !taken[r] {
            of_gold[g] = Some((r, agreement));
            taken[r] = true;
        }
    }
    let of_gold = of_gold.into_iter().enumerate().map(|(g, found)| Pair {
        gold: Some(g),
        read: found.map(|(r, _)| r),
        agreement: found.map_or(Agreement::Wrong, |(_, agreement)| agreement),
    });
    let only_read = (0..read.len()).filter(|&r| !taken[r]).map(|r| Pair {
        gold: None,
        read: Some(r),
        agreement: Agreement::Wrong,
    });
    of_gold.chain(only_read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expected(forms: &[&str]) -> Expected {
        Expected {
            forms: forms.iter().map(|form| (*form).to_owned()).collect(),
            optional: false,
        }
    }

    fn tally(gold: &[&str], read: &[&str], measure: Measure) -> Tally {
        let gold: Vec<_> = gold.iter().map(|form| expected(&[form])).collect();
        let read: Vec<_> = read.iter().map(|text| (*text).to_owned()).collect();
        let mut tally = Tally::default();
        for pair in align(&gold, &read, measure, |_, _| 0) {
            tally.count(pair);
        }
        tally
    }

    fn counts(tally: Tally) -> [usize; 4] {
        [tally.gold, tally.read, tally.strict, tally.soft]
    }

    #[test]
    fn a_perfect_reading_has_ratios_of_one() {
        let tally = tally(&["2021/25", "2021/26"], &["2021/25", "2021/26"], Measure::Code);
        assert_eq!(counts(tally), [2, 2, 2, 2]);
        assert_eq!(
            tally.strictly().map(|r| (r.precision, r.recall, r.f1)),
            Some((Some(1.0), Some(1.0), 1.0))
        );
    }

    #[test]
    fn nothing_read_is_recall_zero_and_nothing_at_all_has_no_ratio() {
        let missed = tally(&["a"], &[], Measure::Code);
        assert_eq!(
            missed.strictly().map(|r| (r.precision, r.recall, r.f1)),
            Some((None, Some(0.0), 0.0))
        );
        let invented = tally(&[], &["a"], Measure::Code);
        assert_eq!(
            invented.strictly().map(|r| (r.precision, r.recall, r.f1)),
            Some((Some(0.0), None, 0.0))
        );
        assert_eq!(tally(&[], &[], Measure::Code).strictly(), None);
    }

    #[test]
    fn two_of_four_with_one_invented() {
        let tally = tally(&["a", "b", "c", "d"], &["a", "b", "x"], Measure::Code);
        let ratios = tally.strictly().map(|r| (r.precision, r.recall, r.f1));
        assert_eq!(ratios, Some((Some(2.0 / 3.0), Some(0.5), 4.0 / 7.0)));
    }

    #[test]
    fn order_does_not_matter() {
        assert_eq!(
            counts(tally(&["Anna Ek", "Bo Alm"], &["Bo Alm", "Anna Ek"], Measure::Text)),
            [2, 2, 2, 2]
        );
    }

    #[test]
    fn a_value_counts_once_however_often_it_is_read() {
        assert_eq!(
            counts(tally(&["Anna Ek"], &["Anna Ek", "Anna Ek"], Measure::Text)),
            [1, 2, 1, 1]
        );
    }

    #[test]
    fn the_better_agreement_is_paired_first() {
        let gold = [expected(&["Anders Lundkvist"]), expected(&["Anders Lundqvist"])];
        let pairs = align(&gold, &["Anders Lundqvist".to_owned()], Measure::Text, |_, _| 0);
        assert_eq!(pairs[0].read, None);
        assert_eq!((pairs[1].read, pairs[1].agreement), (Some(0), Agreement::Strict));
    }

    #[test]
    fn equal_values_are_paired_in_order() {
        let gold = [expected(&["Ja"]), expected(&["Ja"])];
        let pairs = align(&gold, &["Ja".to_owned(), "Ja".to_owned()], Measure::Text, |_, _| 0);
        assert_eq!(
            pairs.iter().map(|pair| pair.read).collect::<Vec<_>>(),
            [Some(0), Some(1)]
        );
    }

    #[test]
    fn equal_values_are_paired_with_their_kin() {
        let gold = [expected(&["Ja"]), expected(&["Ja"])];
        let kinship = |g: usize, _| usize::from(g == 1);
        let pairs = align(&gold, &["Ja".to_owned()], Measure::Text, kinship);
        assert_eq!(pairs.iter().map(|pair| pair.read).collect::<Vec<_>>(), [None, Some(0)]);
    }

    #[test]
    fn white_space_and_composition_are_folded_and_nothing_else() {
        let of = |gold: &str, read: &str, measure| expected(&[gold]).agreement(read, measure).0;
        assert_eq!(
            of("Val av\nledamot", " Val  av ledamot ", Measure::Text),
            Agreement::Strict
        );
        assert_eq!(of("ärendet", "a\u{308}rendet", Measure::Text), Agreement::Strict);
        assert_eq!(of("Val av ledamot", "val av ledamot.", Measure::Code), Agreement::Soft);
        assert_eq!(
            of("Byte av kontorslokaler", "Byte av kontorslokalen", Measure::Text),
            Agreement::Soft
        );
        assert_eq!(of("2021-09-27", "2021-09-28", Measure::Code), Agreement::Wrong);
        assert_eq!(of("§", "$", Measure::Code), Agreement::Wrong);
        assert_eq!(of("ärendet", "arendet", Measure::Code), Agreement::Wrong);
    }

    #[test]
    fn the_soft_threshold_is_at_eight_tenths() {
        let of = |gold: &str, read: &str| expected(&[gold]).agreement(read, Measure::Text).0;
        assert_eq!(of("abcdefghij", "abcdefghxx"), Agreement::Soft);
        assert_eq!(of("abcdefghij", "abcdefgxxx"), Agreement::Wrong);
    }

    #[test]
    fn alternatives_are_equally_right() {
        let gold = expected(&["Norrbygdens e-nämnd", "E-nämnden"]);
        assert_eq!(gold.agreement("E-nämnden", Measure::Text).0, Agreement::Strict);
        assert_eq!(gold.agreement("Byggnämnden", Measure::Text).0, Agreement::Wrong);
    }
}
