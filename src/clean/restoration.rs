//! stub
use std::ops::Range;

use crate::record::TextCondition;

/// One token as read off the page.
#[derive(Debug, Clone, Copy)]
pub struct RawToken<'a> {
    /// The characters.
    pub text: &'a str,
    /// The engine's confidence.
    pub confidence: Option<f32>,
}
/// stub
pub struct Restoration {
    /// stub
    pub pages: Vec<PageCondition>,
    /// stub
    pub changes: Vec<Change>,
}
/// stub
pub struct PageCondition {
    /// stub
    pub condition: TextCondition,
    /// stub
    pub reason: String,
}
/// stub
pub struct Change {
    /// stub
    pub page: usize,
    /// stub
    pub line: usize,
    /// stub
    pub tokens: Range<usize>,
    /// stub
    pub text: String,
    /// stub
    pub confidence: f32,
    /// stub
    pub verdict: Verdict,
}
/// stub
#[derive(PartialEq, Eq)]
pub enum Verdict {
    /// stub
    Applied,
    /// stub
    Doubtful,
}
/// stub
pub fn restore(pages: &[Vec<Vec<RawToken<'_>>>]) -> Restoration {
    let condition = || PageCondition {
        condition: TextCondition::Clean,
        reason: String::new(),
    };
    Restoration {
        pages: pages.iter().map(|_| condition()).collect(),
        changes: Vec::new(),
    }
}
