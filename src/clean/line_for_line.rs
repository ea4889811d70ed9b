//! A text file, cleaned with its lines and its spaces kept.

use std::ops::Range;

use serde::Serialize;

use super::letter_spacing::as_set;
use super::{Text, Token};
use crate::record::TextCondition;
use crate::scan::{Scan, WordRef};

/// A text file after cleaning, and all that was changed in it: the text as it was can be had again.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CleanedFile {
    /// What kind of text each page holds.
    pub pages: Vec<PageCondition>,
    /// What was changed, in order.
    pub changes: Vec<PlacedChange>,
    /// What may be wrong and was left as it was, in order.
    pub doubts: Vec<PlacedDoubt>,
    /// The cleaned text: as many lines as before.
    pub text: String,
}

/// What kind of text a page holds, in the names of the record.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PageCondition {
    /// Page, from 1.
    pub number: u32,
    /// The kind, which decides how the page was restored.
    pub text_condition: TextCondition,
    /// Why it was taken for that.
    pub text_condition_reason: String,
}

/// A change, and where it stands in the text as it was.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PlacedChange {
    /// The place.
    #[serde(flatten)]
    pub place: Place,
    /// What stood there, with the spaces between its words.
    pub original: String,
    /// What stands there now.
    pub text: String,
    /// How sure that is, 0 to 1.
    pub confidence: f32,
}

/// A doubt, and where it stands in the text as it was.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PlacedDoubt {
    /// The place.
    #[serde(flatten)]
    pub place: Place,
    /// What stands there, before and now.
    pub text: String,
    /// What may stand there in truth.
    pub suggestion: String,
    /// How sure that is, 0 to 1.
    pub confidence: f32,
}

/// A place in the text as it was (decoded, in Unicode normal form C).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Place {
    /// Page, from 1.
    pub page: u32,
    /// Line of the file, from 1.
    pub line: usize,
    /// The first character in its line, from 1.
    pub column: usize,
    /// Bytes of the text.
    #[serde(skip)]
    pub bytes: Range<usize>,
}

/// The text of a scan of a text file, with the cleaned text of that scan put in its place: as many lines out as in, each word in
/// its place. `raw` is what the scan was read from, decoded.
pub fn line_for_line(raw: &str, scan: &Scan, cleaned: &Text) -> CleanedFile {
    let words = Words::of(raw, scan);
    let mut file = CleanedFile {
        pages: pages(scan, cleaned),
        changes: Vec::new(),
        doubts: Vec::new(),
        text: String::with_capacity(raw.len() + raw.len() / 16),
    };
    let mut end = 0;
    let mut place = Cursor {
        raw,
        at: 0,
        line: 1,
        column: 1,
    };
    // The tokens that a word was split into have the same words. Notes in the margin are read before the text beside them.
    let chunks = cleaned.tokens.chunk_by(|a, b| a.words == b.words);
    let mut placed: Vec<_> = chunks
        .filter_map(|tokens| Some((words.bytes(&tokens[0].words)?, tokens)))
        .collect();
    placed.sort_by_key(|(bytes, _)| bytes.start);
    for (bytes, tokens) in placed {
        let original = &raw[bytes.clone()];
        let text = new_text(tokens, original);
        let (line, column) = place.advance(bytes.start);
        let page = scan.pages[tokens[0].words[0].page].number;
        let place = Place {
            page,
            line,
            column,
            bytes: bytes.clone(),
        };
        file.text.push_str(&raw[end..bytes.start]);
        file.text.push_str(&text);
        end = bytes.end;
        if text != original {
            let confidence = tokens
                .iter()
                .filter_map(|token| Some(token.correction.as_ref()?.confidence));
            file.changes.push(PlacedChange {
                place,
                original: original.to_owned(),
                text,
                confidence: confidence.reduce(f32::min).unwrap_or(1.0),
            });
        } else if let Some(doubt) = &tokens[0].doubt {
            file.doubts.push(PlacedDoubt {
                place,
                text: doubt.text.clone(),
                suggestion: doubt.suggestion.clone(),
                confidence: doubt.confidence,
            });
        }
    }
    file.text.push_str(&raw[end..]);
    file
}

fn pages(scan: &Scan, cleaned: &Text) -> Vec<PageCondition> {
    let page = |(page, found): (&crate::scan::Page, &super::PageText)| PageCondition {
        number: page.number,
        text_condition: found.condition,
        text_condition_reason: found.condition_reason.clone(),
    };
    scan.pages.iter().zip(&cleaned.pages).map(page).collect()
}

/// What stands for some words after cleaning. Where a word is drawn to the one before it, the space between them goes; the end
/// of a line never, and a word set with a space between its letters stays so.
fn new_text(tokens: &[Token], original: &str) -> String {
    let mut text = super::join_texts(tokens);
    if let Some(set) = as_set(original, &text) {
        return set;
    }
    text.extend(original.chars().filter(|&c| ends_line(c)));
    text
}

/// The words of a text as its scan counts them.
struct Words {
    /// Where each stands, in order.
    bytes: Vec<Range<usize>>,
    /// For each page, how many words lie on those before it.
    before_page: Vec<usize>,
}

impl Words {
    fn of(raw: &str, scan: &Scan) -> Self {
        let mut bytes = Vec::new();
        let mut start = 0;
        for piece in raw.split_inclusive(is_space) {
            let word = piece.trim_end_matches(is_space).len();
            if word > 0 {
                bytes.push(start..start + word);
            }
            start += piece.len();
        }
        let before_page = scan.pages.iter().scan(0, |before, page| {
            let here = *before;
            *before += page.words.len();
            Some(here)
        });
        Self {
            bytes,
            before_page: before_page.collect(),
        }
    }

    /// From the first to the last of some words, where no other word stands between them: a word parted over two lines
    /// with a note in the margin between its halves stays as it is.
    fn bytes(&self, words: &[WordRef]) -> Option<Range<usize>> {
        let number = |place: &WordRef| Some(self.before_page.get(place.page)? + place.word);
        let first = number(words.first()?)?;
        let one_by_one = words.iter().zip(first..).all(|(place, at)| number(place) == Some(at));
        one_by_one.then_some(self.bytes.get(first)?.start..self.bytes.get(first + words.len() - 1)?.end)
    }
}

/// Counts lines and columns on the way through a text.
struct Cursor<'a> {
    raw: &'a str,
    at: usize,
    line: usize,
    column: usize,
}

impl Cursor<'_> {
    /// Goes on to a byte further on, and tells its line and column.
    fn advance(&mut self, to: usize) -> (usize, usize) {
        for c in self.raw[self.at..to].chars() {
            if c == '\n' {
                self.line += 1;
                self.column = 1;
            } else {
                self.column += 1;
            }
        }
        self.at = to;
        (self.line, self.column)
    }
}

/// As [`crate::capture::plain_text`] tells words apart.
fn is_space(c: char) -> bool {
    c.is_whitespace() || c == '\u{feff}'
}

/// What some program or other takes for the end of a line.
fn ends_line(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\x0b' | '\x0c' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::capture::{encoding, plain_text};
    use crate::clean::clean;
    use crate::scan::SourceFile;

    fn cleaned(bytes: &[u8]) -> CleanedFile {
        let source = SourceFile {
            path: "text".to_owned(),
            media_type: "text/plain".to_owned(),
            bytes: 0,
            sha256: String::new(),
            pages: 1,
        };
        let pages = plain_text::pages(bytes);
        let scan = Scan {
            source,
            pages,
            warnings: Vec::new(),
        };
        line_for_line(&encoding::decode(bytes).text, &scan, &clean(&scan))
    }

    #[test]
    fn lines_and_spaces_stay() {
        let text = "§ 40   Val\n\n  Nämnden väljer\tordförande.  \n$ 41\x0c§ 42\nSlut";
        assert_eq!(cleaned(text.as_bytes()).text, text.replace("$ 41", "§ 41"));
    }

    #[test]
    fn spaces_between_the_letters_of_a_word_stay() {
        let text = "P r o t o k o l l  fört vid sammanträde. Nämnden b e s l u t a r att";
        assert_eq!(cleaned(text.as_bytes()).text, text);
    }

    #[test]
    fn notes_in_the_margin_stay_where_they_stand() {
        let text = "\0\n § 12\n NamndenNamndenNamndenNamnden";
        assert_eq!(cleaned(text.as_bytes()).text, text);
        let text = "§ 12      Namnden valjer for ny-\n          byggnad en ord-\nVal       forande som leder\n          namndens arbete for\n          alla.\n";
        let whole = "§ 12      Nämnden väljer för ny-\n          byggnad en ord-\nVal       förande som leder\n          nämndens arbete för\n          alla.\n";
        assert_eq!(cleaned(text.as_bytes()).text, whole);
    }

    #[test]
    fn a_section_sign_read_as_a_digit_gets_its_space() {
        assert_eq!(cleaned(b"\xc2\xa7 11\n812\n\xc2\xa7 13\n").text, "§ 11\n§ 12\n§ 13\n");
    }

    #[test]
    fn changes_tell_line_and_column_as_editors_count_them() {
        let file = cleaned("Beslut\r\n  Namnden beslutar att bifalla forslaget fran forvaltningen.".as_bytes());
        let places: Vec<_> = file
            .changes
            .iter()
            .map(|change| (change.place.line, change.place.column))
            .collect();
        let texts: Vec<_> = file.changes.iter().map(|change| change.text.as_str()).collect();
        assert_eq!(texts, ["Nämnden", "förslaget", "från", "förvaltningen."]);
        assert_eq!(places, [(2, 3), (2, 32), (2, 42), (2, 47)]);
    }

    /// Text as files hold it: damaged Swedish, line ends and pages of all kinds, bytes of no encoding.
    fn bytes() -> impl Strategy<Value = Vec<u8>> {
        let words = prop::sample::select(
            &[
                "Namnden",
                "f6r",
                "drendet",
                "beslutar",
                "att",
                "813",
                "§ 12",
                "$ 14",
                "KS 2021/ 25",
                "ars-",
                "\n",
                "\r\n",
                "\r",
                "\x0c",
                "\0",
                "\u{2028}",
                "\t",
                "  ",
                "\u{feff}",
                "o\u{308}",
                "Över",
                "|",
                "{6r",
                "nÃ¤mnden",
                "Ã\u{85}r",
                "1Â\u{a0}250Â\u{a0}000",
                "2Ã\u{a0}",
                "f&ouml;r&nbsp;oss",
                "=C3=A5r=20",
                "f|r",
                "n{mnden",
                "f|rslag",
                "ï»¿",
            ][..],
        );
        let pieces = prop_oneof![
            8 => words.prop_map(|word| word.as_bytes().to_vec()),
            1 => prop::collection::vec(any::<u8>(), 0..4),
        ];
        prop::collection::vec((pieces, prop::sample::select(&["", " ", " ", "\n"][..])), 0..60).prop_map(|parts| {
            parts
                .into_iter()
                .flat_map(|(piece, space)| [piece, space.into()].concat())
                .collect()
        })
    }

    proptest! {
        #[test]
        fn as_many_lines_come_out_as_go_in_and_the_raw_text_can_be_had_again(bytes in bytes()) {
            let raw = encoding::decode(&bytes).text;
            let file = cleaned(&bytes);
            let ends = |text: &str| text.chars().filter(|&c| ends_line(c)).collect::<String>();
            prop_assert_eq!(ends(&file.text), ends(&raw));
            let mut again = raw.clone();
            for change in file.changes.iter().rev() {
                prop_assert_eq!(&raw[change.place.bytes.clone()], &change.original);
                again.replace_range(change.place.bytes.clone(), &change.text);
            }
            prop_assert_eq!(again, file.text);
        }
    }
}
