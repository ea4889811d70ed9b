//! Signs that all were read, or written, as one other character: by OCR without a sign for paragraphs (`8 41`, `S 41`), or on the way
//! through a program that had none (`? 41`, `� 41`). No true sign is left to tell, but the numbers behind the character rise one by one
//! through the minutes, at the heads of items.

use std::collections::BTreeMap;

use super::candidates::{begins_title, number};
use super::{BY_SEQUENCE, is_letters};
use crate::clean::{Edit, Line, Text};

/// So many heads in a row prove what stands for their sign, if it is no letter or digit.
const ENOUGH: usize = 3;
/// Letters and digits stand before numbers in lists and tables, too.
const ENOUGH_LETTERS: usize = 4;
/// Letters and digits that OCR makes of the sign.
const LOOKALIKES: &str = "853690SBGgsß";
/// What begins the entries of lists, or belongs to a sentence.
const OTHER_SIGNS: &str = "§-–—•·*▪◦●(\"”'’.,;:/<>=+#[{«»";

/// A line that may be the head of an item: a character and a number behind it.
struct Head {
    line: usize,
    /// Tokens before the character: the letters of a body.
    before: usize,
    /// Tokens that the character and the number take.
    tokens: usize,
    number: u32,
    /// The number as it stands there.
    written: String,
}

/// Puts signs in the place of the character that stands for all of them.
pub(super) fn restore(text: &mut Text) {
    let begins_with_sign = |line: &&Line| line.text.split(' ').take(3).any(|word| word.starts_with('§'));
    let left = text.lines.iter().filter(begins_with_sign).count();
    let mut heads: BTreeMap<char, Vec<Head>> = BTreeMap::new();
    for line in 0..text.lines.len() {
        if let Some((sign, head)) = head(text, line) {
            heads.entry(sign).or_default().push(head);
        }
    }
    let chains = heads.into_iter().map(|(sign, heads)| (sign, longest_chain(heads)));
    let Some((sign, chain)) = chains.max_by_key(|(_, chain)| chain.len()) else {
        return;
    };
    let enough = if sign.is_alphanumeric() { ENOUGH_LETTERS } else { ENOUGH };
    if chain.len() < enough || chain.len() <= 2 * left {
        return;
    }
    let edits = chain.iter().map(|head| {
        let start = text.lines[head.line].tokens.start + head.before;
        Edit {
            tokens: start..start + head.tokens,
            text: format!("§ {}", head.written),
            confidence: BY_SEQUENCE,
        }
    });
    let mut edits: Vec<Edit> = edits.collect();
    if !sign.is_alphanumeric() {
        edits.extend(references(text, sign, &edits));
        edits.sort_by_key(|edit| edit.tokens.start);
    }
    text.edit(edits);
}

/// The head of an item that a line may be, and the character in the place of its sign.
fn head(text: &Text, line: usize) -> Option<(char, Head)> {
    let here = &text.lines[line];
    let tokens = &text.tokens[here.tokens.clone()];
    if here.gap < 0.5 && !here.starts_sheet && line > 0 {
        return None;
    }
    let lettered = usize::from(is_letters(&tokens[0].text) && tokens.len() > 1);
    [0, lettered].into_iter().find_map(|before| {
        let first = tokens[before].text.as_str();
        let sign = first.chars().next()?;
        let rest = &first[sign.len_utf8()..];
        let known = LOOKALIKES.contains(sign) && rest.is_empty();
        let other = !sign.is_alphanumeric() && !OTHER_SIGNS.contains(sign);
        let (written, taken) = if rest.is_empty() {
            (tokens.get(before + 1)?.text.as_str(), 2)
        } else {
            (rest, 1)
        };
        let year = written.find('/').map_or("", |stroke| &written[stroke..]);
        let number = number(written, year).filter(|found| !found.stained && (known || other))?;
        let next = tokens.get(before + taken);
        let title = next.is_none_or(|next| begins_title(&next.text) || next.text.starts_with("forts"));
        let head = Head {
            line,
            before,
            tokens: taken,
            number: number.value,
            written: written.to_owned(),
        };
        title.then_some((sign, head))
    })
}

/// The longest row of heads whose numbers rise one by one; a number may stand twice, where its item goes on behind a page break.
fn longest_chain(heads: Vec<Head>) -> Vec<Head> {
    let mut lengths: Vec<(usize, Option<usize>)> = Vec::new();
    for (at, head) in heads.iter().enumerate() {
        let follows = |before: &usize| matches!(head.number.wrapping_sub(heads[*before].number), 0 | 1);
        let best = (0..at).filter(follows).max_by_key(|&before| lengths[before].0);
        lengths.push((best.map_or(1, |before| lengths[before].0 + 1), best));
    }
    let mut at = (0..heads.len()).max_by_key(|&at| lengths[at].0);
    let mut chain = Vec::new();
    while let Some(index) = at {
        chain.push(index);
        at = lengths[index].1;
    }
    let numbers = |chain: &[usize]| {
        chain
            .windows(2)
            .any(|pair| heads[pair[0]].number != heads[pair[1]].number)
    };
    if !numbers(&chain) {
        return Vec::new();
    }
    let is_in = |index: usize| chain.contains(&index);
    let all = heads.into_iter().enumerate();
    all.filter(|(index, _)| is_in(*index)).map(|(_, head)| head).collect()
}

/// The character alone before a number elsewhere: `enligt kommunstyrelsens beslut ? 12`.
fn references(text: &Text, sign: char, heads: &[Edit]) -> Vec<Edit> {
    let all = text
        .lines
        .iter()
        .flat_map(|line| line.tokens.clone().zip(line.tokens.clone().skip(1)));
    let alone = |token: usize| text.tokens[token].text.strip_prefix(sign).is_some_and(str::is_empty);
    let numbered = |token: usize| text.tokens[token].text.starts_with(|c: char| c.is_ascii_digit());
    let free = |token: usize| !heads.iter().any(|head| head.tokens.contains(&token));
    all.filter(|&(token, next)| alone(token) && numbered(next) && free(token))
        .map(|(token, _)| Edit {
            tokens: token..token + 1,
            text: "§".to_owned(),
            confidence: BY_SEQUENCE,
        })
        .collect()
}
