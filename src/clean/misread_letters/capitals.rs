//! Capitals that were read as small letters, since both are alike but for their size: at the beginning of sentences, titles and
//! entries of lists, as far as the document begins them so, and of the names of properties.

use super::WHOLE;
use super::letters::Words;
use crate::clean::{Line, Text, bare, restoration};
use crate::record::SectionKind;
use crate::vocabulary::{self, ALIKE_IN_BOTH_SIZES, PREPOSITIONS, TITLE_WORDS};

/// A shorter word is none that begins a sentence or a title.
const SHORT: usize = 3;
/// From this gap on a line begins a paragraph, in lines.
const PARAGRAPH: f32 = 0.5;
/// A heading has no more words.
const HEADING: usize = 6;
/// So many sentences show how they begin.
const LEAST_SENTENCES: usize = 8;

/// What a document begins with capitals.
pub(super) struct Capitals {
    /// Whether sentences do.
    sentences: bool,
    /// Which lines are entries of lists; `None` where entries begin with small letters.
    entries: Option<Vec<bool>>,
}

impl Capitals {
    /// Looks at all beginnings of a document.
    pub(super) fn of(text: &Text) -> Self {
        let entries = entries(text);
        let capital = begin_with_capitals(text, |_, line| entries[line]);
        Self {
            sentences: begin_with_capitals(text, begins_sentence),
            entries: capital.then_some(entries),
        }
    }

    /// A word of a line with the capital that it begins with by its place.
    pub(super) fn mend(&self, text: &Text, index: usize, at: usize) -> Option<String> {
        let line = &text.lines[index];
        let is_entry = || self.entries.as_ref().is_some_and(|entries| entries[index]);
        let begins = || self.sentences && begins_sentence(text, index) || is_entry();
        let word = with_capital(&text.tokens[at].text)?;
        (at == line.tokens.start && begins() || begins_title(text, line, at)).then_some(word)
    }
}

/// Which lines are entries of a list of those who get an extract, below another one, or rows of a table below another one.
fn entries(text: &Text) -> Vec<bool> {
    /// Entries are shorter, in parts of the text's width.
    const SHORT_LINE: f32 = 0.55;
    let mut entries = vec![false; text.lines.len()];
    let counted = |line: &Line| {
        let last = line.text.rsplit(' ').next().unwrap_or_default();
        let number = last.trim_start_matches(['-', '–', '+']);
        number.starts_with(|c: char| c.is_ascii_digit()) && number.chars().all(|c| c.is_ascii_digit() || c == ',')
    };
    let (mut recipients, mut below_heading) = (false, false);
    for (at, line) in text.lines.iter().enumerate().skip(1) {
        let (above, short) = (&text.lines[at - 1], line.width < SHORT_LINE);
        let words: Vec<&str> = line.text.split(' ').collect();
        let heading = (short && words.len() <= HEADING)
            .then(|| vocabulary::whole_heading(&words))
            .flatten();
        let last = above.text.rsplit(' ').next().unwrap_or_default();
        let open = above.text.ends_with([',', '-'])
            || PREPOSITIONS.contains(&last)
            || matches!(last, "och" | "samt" | "eller");
        recipients &= line.gap < PARAGRAPH || below_heading;
        below_heading = heading.is_some();
        let alike = counted(above) && counted(line) || short && recipients && !open;
        entries[at] = alike && heading.is_none() && above.page == line.page && line.gap < PARAGRAPH;
        recipients = heading.map_or(short && recipients, |kind| kind == SectionKind::Recipients);
    }
    entries
}

/// Whether such lines of a document begin with capitals, as far as letters tell that are not alike in both sizes: clauses may begin
/// with `att`.
fn begin_with_capitals(text: &Text, such: impl Fn(&Text, usize) -> bool) -> bool {
    let firsts = (0..text.lines.len()).filter(|line| such(text, *line));
    let firsts = firsts.filter_map(|line| text.lines[line].text.chars().next());
    let (mut capital, mut small) = (0, 0);
    for first in firsts.filter(|c| c.is_alphabetic() && !ALIKE_IN_BOTH_SIZES.contains(*c)) {
        *if first.is_uppercase() { &mut capital } else { &mut small } += 1;
    }
    capital >= LEAST_SENTENCES && small * LEAST_SENTENCES <= capital
}

/// Whether a line begins a sentence: it stands below a heading, or apart from a sentence that has ended.
fn begins_sentence(text: &Text, line: usize) -> bool {
    let Some(above) = line.checked_sub(1).map(|above| &text.lines[above]) else {
        return false;
    };
    let words: Vec<&str> = above.text.split(' ').collect();
    let ended = above.text.ends_with('.') && text.lines[line].gap >= PARAGRAPH;
    ended || words.len() <= HEADING && vocabulary::whole_heading(&words).is_some()
}

/// Whether a word stands right behind the number of an item, on a line apart: `§ 125 val`.
fn begins_title(text: &Text, line: &Line, at: usize) -> bool {
    let before = text.tokens[line.tokens.start..at]
        .iter()
        .map(|token| token.text.as_str());
    let before = before.collect::<Vec<_>>().join(" ");
    let number = before.strip_prefix('§').map_or("", |number| number.trim_start());
    let number = number.trim_end_matches('.');
    let apart = line.gap >= PARAGRAPH || line.starts_sheet;
    let title = TITLE_WORDS.contains(&bare(&text.tokens[at].text));
    title && apart && (1..=4).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit())
}

/// `Informationen` for `informationen`, at the beginning of a sentence.
fn with_capital(word: &str) -> Option<String> {
    let mended = capitalized(word)?;
    let core = bare(word);
    let whole = core.chars().count() >= SHORT && core.chars().all(char::is_lowercase) && restoration::is_word(core);
    whole.then_some(mended)
}

/// A word with a capital, where its first letter is alike in both sizes and was read as a small one.
fn capitalized(word: &str) -> Option<String> {
    let mut chars = word.chars();
    let first = chars
        .next()
        .filter(|c| c.is_lowercase() && ALIKE_IN_BOTH_SIZES.contains(*c))?;
    Some(first.to_uppercase().chain(chars).collect())
}

/// `vårbylund 1:44`: what bears such a number is a property, and has a name.
pub(super) fn property(word: &str, after: &str) -> Option<String> {
    let (block, unit) = after.trim_end_matches([',', '.', ';', ')']).split_once(':')?;
    let number = |text: &str| (1..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    let name = word.chars().count() >= WHOLE && word.chars().all(char::is_alphabetic) && !restoration::is_word(word);
    capitalized(word).filter(|_| number(block) && number(unit) && name)
}

/// `kvarteret vävstolen 3`, where the document has it with a capital elsewhere.
pub(super) fn property_elsewhere(words: &Words<'_>, word: &str, before: &str, after: &str) -> Option<String> {
    let name = capitalized(word)?;
    let property = matches!(before, "kvarteret" | "kv" | "kv." | "fastigheten" | "fastigheterna");
    // A thing with a number behind its block is a name, as `vilka 3` is not.
    let thing = || {
        let number = after.trim_end_matches([',', '.']);
        let unit = (1..=2).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
        unit && before.starts_with("kv")
            && word.chars().count() > WHOLE
            && ["en", "et"].iter().any(|end| word.ends_with(end))
    };
    (property && after.starts_with(|c: char| c.is_ascii_digit()) && (words.times(&name) > 0 || thing())).then_some(name)
}

/// `ingrid Ek`, `Sten-inge Ek`, `ulla-Britt Ek`: a first name before another, which the document has with its capital elsewhere, or whose halves are names.
pub(super) fn first_name_elsewhere(words: &Words<'_>, word: &str, after: &str) -> Option<String> {
    let surname = after.starts_with(char::is_uppercase) && after.chars().nth(1).is_some_and(char::is_lowercase);
    let small = |name: &str| name.chars().count() >= WHOLE && name.chars().all(char::is_lowercase);
    if !surname {
        return None;
    }
    if let Some((first, second)) = word.split_once('-') {
        if second.starts_with(char::is_uppercase) {
            let names = small(first) && restoration::is_name(first) && restoration::is_name(second);
            return capitalized(word).filter(|_| names);
        }
        let names =
            first.starts_with(char::is_uppercase) && restoration::is_name(first) && restoration::is_name(second);
        return Some(format!("{first}-{}", capitalized(second)?)).filter(|_| names && small(second));
    }
    let name = capitalized(word)?;
    (small(word) && restoration::is_name(word) && words.times(&name) > 0).then_some(name)
}
