//! OCR text files: bytes to pages of words that keep their lines and columns.

use super::encoding::{Decoded, decode};
use crate::scan::{Page, TextFrom, Warning, WarningCode, Word};

/// Reads a text file. It cannot fail: where its encoding is a guess, a warning says so.
///
/// Pages are separated by form feeds, or else by lines that begin with a single space, where that is the file's
/// convention ([`page_starts`]). Lines are counted over the whole file.
pub fn pages(bytes: &[u8]) -> Vec<Page> {
    let Decoded { text, guess } = decode(bytes);
    let mut pages = if text.contains('\x0c') {
        pages_at_form_feeds(&text)
    } else {
        pages_at_lines(&text)
    };
    if let (Some(guess), Some(first)) = (guess, pages.first_mut()) {
        first.warnings.push(Warning {
            code: WarningCode::Encoding,
            message: format!("{guess}: look whether å, ä, ö and § are right"),
            page: Some(1),
        });
    }
    pages
}

fn pages_at_form_feeds(text: &str) -> Vec<Page> {
    // OCR programs end every page with a form feed, the last one too; typists put it between pages.
    let text = text.strip_suffix('\x0c').unwrap_or(text);
    let mut line = 1;
    text.split('\x0c')
        .zip(1..)
        .map(|(page, number)| {
            let words = page
                .split('\n')
                .zip(line..)
                .flat_map(|(row, line)| words_of_line(row, line))
                .collect();
            // A form feed does not end a line, but the text after it often stands in the line that it began.
            line += u32::try_from(page.matches('\n').count()).unwrap_or(0);
            page_of(number, words)
        })
        .collect()
}

fn pages_at_lines(text: &str) -> Vec<Page> {
    let lines: Vec<&str> = text.lines().collect();
    let mut starts = page_starts(&lines);
    if starts.first() != Some(&0) {
        starts.insert(0, 0);
    }
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    starts
        .iter()
        .zip(ends)
        .zip(1..)
        .map(|((&start, end), number)| {
            let words = (start..end)
                .zip(u32::try_from(start).unwrap_or(0) + 1..)
                .flat_map(|(index, line)| words_of_line(lines[index], line))
                .collect();
            page_of(number, words)
        })
        .collect()
}

/// The lines that begin a page by the convention of a single leading space.
///
/// The convention holds only where the file begins with such a line, no line is indented deeper, and such lines are
/// rare: otherwise leading spaces are the page's own layout.
fn page_starts(lines: &[&str]) -> Vec<usize> {
    /// A page of OCR text has more lines than this, but for the odd separator sheet.
    const LINES_A_PAGE: usize = 8;
    let indented: Vec<usize> = (0..lines.len())
        .filter(|&index| lines[index].starts_with(' ') && !lines[index].trim().is_empty())
        .collect();
    let written = lines.iter().filter(|line| !line.trim().is_empty()).count();
    let first = lines.iter().position(|line| !line.trim().is_empty());
    let holds = indented.first().copied() == first
        && indented
            .iter()
            .all(|&index| !lines[index][1..].starts_with([' ', '\t']))
        && indented.len() * LINES_A_PAGE <= written.max(LINES_A_PAGE);
    if holds { indented } else { Vec::new() }
}

fn words_of_line(line: &str, number: u32) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut after_space = true;
    let mut next_column = 0;
    for character in line.chars() {
        let column = next_column;
        next_column = after(character, column);
        let space = character.is_whitespace() || character == '\u{feff}';
        match words.last_mut() {
            _ if space => {}
            Some(word) if !after_space => word.text.push(character),
            _ => words.push(Word {
                text: character.to_string(),
                bbox: None,
                line: number,
                block: 1,
                column: Some(column),
                confidence: None,
                second: None,
            }),
        }
        after_space = space;
    }
    words
}

/// The column behind a character. A tab reaches to the next stop, and parts columns wherever that is.
fn after(character: char, column: u32) -> u32 {
    /// Distance of the stops.
    const STOP: u32 = 8;
    /// What is nearer than this may be words of one sentence.
    const APART: u32 = 3;
    match character {
        '\t' => (column + APART).next_multiple_of(STOP),
        _ => column + 1,
    }
}

/// Gives each run of lines without a blank line between them a block of its own.
fn number_blocks(words: &mut [Word]) {
    let mut block = 1;
    let mut previous = None;
    for word in words {
        if previous.is_some_and(|line| word.line > line + 1) {
            block += 1;
        }
        previous = Some(word.line);
        word.block = block;
    }
}

fn page_of(number: u32, mut words: Vec<Word>) -> Page {
    number_blocks(&mut words);
    let warnings = if words.is_empty() {
        vec![super::empty_page_warning(number, "it holds nothing but white space")]
    } else {
        Vec::new()
    };
    Page {
        number,
        width: 0,
        height: 0,
        dpi: 0,
        rotation: 0,
        text_from: TextFrom::PlainText,
        text_from_reason: "the file is text".to_owned(),
        engine: "plain text".to_owned(),
        model: String::new(),
        words,
        strokes: Vec::new(),
        dashes: Vec::new(),
        warnings,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each page as its words with line and column.
    fn shown(bytes: &[u8]) -> Vec<String> {
        pages(bytes)
            .iter()
            .map(|page| {
                let word = |w: &Word| format!("{}:{}:{}", w.line, w.column.unwrap(), w.text);
                page.words.iter().map(word).collect::<Vec<_>>().join(" ")
            })
            .collect()
    }

    #[test]
    fn words_keep_line_and_column() {
        assert_eq!(
            shown("§ 41\tDnr 7\r\n\r\n  Ärendet\n".as_bytes()),
            ["1:0:§ 1:2:41 1:8:Dnr 1:12:7 3:2:Ärendet"]
        );
    }

    #[test]
    fn form_feeds_separate_pages_and_lines_go_on_counting() {
        assert_eq!(
            shown(b"one\ntwo\n\x0cthree\nfour\n\x0c"),
            ["1:0:one 2:0:two", "3:0:three 4:0:four"]
        );
        assert_eq!(shown(b"one\n\x0c\n\x0cthree"), ["1:0:one", "", "3:0:three"]);
    }

    #[test]
    fn a_single_leading_space_begins_a_page_where_that_is_the_convention() {
        let body = "a\nb\nc\nd\ne\nf\ng\nh\ni\n";
        let text = format!(" Sida 1\n{body} Sida 2\n{body}");
        let pages = shown(text.as_bytes());
        assert_eq!(pages.len(), 2);
        assert!(pages[1].starts_with("11:1:Sida 11:6:2 12:0:a"), "{}", pages[1]);
    }

    #[test]
    fn other_leading_spaces_are_layout() {
        let body = "a\nb\nc\nd\ne\nf\ng\nh\ni\n";
        for text in [
            format!("Sida 1\n{body} Sida 2\n{body}"),
            format!(" Sida 1\n{body} Sida 2\n   deeper\n{body}"),
            " a\n b\n c\n d\n".to_owned(),
            String::new(),
        ] {
            assert_eq!(pages(text.as_bytes()).len(), 1, "{text}");
        }
    }

    #[test]
    fn encodings_are_told_apart() {
        for bytes in [
            "\u{feff}Äå".as_bytes(),
            b"\xff\xfe\xc4\0\xe5\0",
            b"\xfe\xff\0\xc4\0\xe5",
            "A\u{308}a\u{30a}".as_bytes(),
        ] {
            let pages = pages(bytes);
            assert_eq!(pages[0].words[0].text, "Äå");
            assert!(pages[0].warnings.is_empty());
        }
        let guessed = pages(b"\xc4\xe5");
        assert_eq!(guessed[0].words[0].text, "Äå");
        assert_eq!(guessed[0].warnings[0].code, WarningCode::Encoding);
    }

    #[test]
    fn blank_lines_separate_blocks() {
        let blocks: Vec<u32> = pages(b"a b\nc\n\nd")[0].words.iter().map(|w| w.block).collect();
        assert_eq!(blocks, [1, 1, 1, 2]);
    }

    #[test]
    fn a_page_without_words_says_so() {
        let pages = pages(b"a\x0c \n\x0cb");
        assert_eq!(pages[1].warnings[0].code, WarningCode::PageEmpty);
    }
}
