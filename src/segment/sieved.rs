//! Patterns with `\b`, looked for fast.

use std::iter;

use regex::{Captures, Regex};

/// A pattern with a sieve before it: the same without its `\b`, which is searched fast. Beside å, ä and ö the pattern is not:
/// it is asked only from where the sieve finds something, and no more where the sieve does not.
pub(super) struct Sieved {
    sieve: Regex,
    pattern: Regex,
}

impl Sieved {
    /// Takes a pattern that matches no empty text.
    pub fn of(pattern: &str) -> Self {
        Self {
            sieve: regex(&pattern.replace(r"\b", "")),
            pattern: regex(pattern),
        }
    }

    /// As [`Regex::captures`].
    pub fn captures<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        self.captures_at(text, 0)
    }

    /// As [`Regex::is_match`].
    pub fn is_match(&self, text: &str) -> bool {
        self.sieve.is_match(text) && self.pattern.is_match(text)
    }

    /// As [`Regex::captures_iter`].
    pub fn captures_iter<'t>(&self, text: &'t str) -> impl Iterator<Item = Captures<'t>> {
        let mut done = 0;
        iter::from_fn(move || {
            let found = self.captures_at(text, done)?;
            done = found.get(0)?.end();
            Some(found)
        })
    }

    fn captures_at<'t>(&self, text: &'t str, at: usize) -> Option<Captures<'t>> {
        let from = self.sieve.find_at(text, at)?.start();
        self.pattern.captures_at(text, from)
    }
}

fn regex(pattern: &str) -> Regex {
    #[allow(clippy::expect_used, reason = "the patterns are constants, and covered by tests")]
    Regex::new(pattern).expect("the pattern is well-formed")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_sieve_loses_nothing(text in "[ja1ö ]{0,24}") {
            for pattern in [r"\bja\s(?P<n>1{1,2})\b", r"(?:^|\s)j?a(?:\b|ö)", r"1\b"] {
                let found = |captures: Captures<'_>| captures.get(0).map(|whole| whole.range());
                let sieved = Sieved::of(pattern);
                let found_by_sieve: Vec<_> = sieved.captures_iter(&text).map(found).collect();
                let all: Vec<_> = regex(pattern).captures_iter(&text).map(found).collect();
                prop_assert_eq!(found_by_sieve, all);
            }
        }
    }
}
