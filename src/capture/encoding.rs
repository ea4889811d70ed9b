//! Which encoding a text file is in, where nothing in it says so: the one that makes Swedish words of its bytes.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};
use unicode_normalization::UnicodeNormalization;

use crate::clean::restoration;
use crate::code_pages::CodePage;

/// A text file's bytes as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, in normal form C.
    pub text: String,
    /// How its bytes were read, where that is a guess.
    pub guess: Option<String>,
}

/// The encodings that bytes are tried by, the likeliest first.
const SINGLE_BYTE: [CodePage; 4] = [
    CodePage::Windows1252,
    CodePage::Cp850,
    CodePage::Cp437,
    CodePage::MacRoman,
];

/// So many words must be Swedish by an encoding that is not Windows-1252, and so many times as many as by that one.
const LEAST_WORDS: usize = 3;
const TIMES: usize = 3;

/// Reads the bytes of a text file. It cannot fail.
pub fn decode(bytes: &[u8]) -> Decoded {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return decoded(&encoding.decode(bytes).0, None);
    }
    if let Some(encoding) = utf_16_without_mark(bytes) {
        let name = encoding.name();
        let guess = format!("the file does not say its encoding; it was read as {name}");
        return decoded(&encoding.decode_without_bom_handling(bytes).0, Some(guess));
    }
    let read = match std::str::from_utf8(bytes) {
        Ok(text) => return decoded(text, None),
        Err(_) => likeliest(bytes),
    };
    let (name, broken) = (read.name(), BrokenUtf8::of(bytes));
    if broken.is_utf8() {
        let count = broken.odd;
        let guess = format!("{count} bytes of the file are not UTF-8; they were read as {name}");
        return decoded(&mended(bytes, read), Some(guess));
    }
    let guess = format!("the file is not UTF-8; it was read as {name}");
    decoded(&read.decode(bytes), Some(guess))
}

/// Control characters of ISO 8859-1 are what is left of Windows-1252 where a program took it for that. The one that ends lines does so,
/// but for what is half a letter of UTF-8.
fn decoded(text: &str, guess: Option<String>) -> Decoded {
    let (mut before, mut count) = ('\0', 0);
    let meant = |c: char| {
        let is_half = matches!(before, 'Ã' | 'Â');
        before = c;
        match c {
            '\u{85}' if !is_half => c,
            '\u{80}'..='\u{9f}' => {
                count += 1;
                CodePage::Windows1252.decode(&[c as u8]).chars().next().unwrap_or(c)
            }
            c => c,
        }
    };
    let text = text.chars().map(meant).nfc().collect();
    let controls = || format!("{count} control characters of the file were read as signs of Windows-1252");
    let guess = guess.or_else(|| (count > 0).then(controls));
    Decoded { text, guess }
}

/// What of some bytes is UTF-8.
struct BrokenUtf8 {
    /// Characters of more than one byte.
    whole: usize,
    /// Bytes that belong to no character.
    odd: usize,
}

impl BrokenUtf8 {
    fn of(bytes: &[u8]) -> Self {
        let (mut whole, mut odd) = (0, 0);
        for chunk in bytes.utf8_chunks() {
            whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
            odd += chunk.invalid().len();
        }
        Self { whole, odd }
    }

    /// Whether text is UTF-8 of which some bytes were broken: others than those hardly ever make a character of it.
    fn is_utf8(&self) -> bool {
        self.whole >= self.odd.max(1)
    }
}

/// UTF-8 with its odd bytes read by another encoding.
fn mended(bytes: &[u8], odd: CodePage) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.push_str(&odd.decode(chunk.invalid()));
    }
    text
}

/// The encoding by which the words with bytes beyond ASCII are Swedish; Windows-1252 where that does not show.
fn likeliest(bytes: &[u8]) -> CodePage {
    let words: Vec<&[u8]> = bytes
        .split(u8::is_ascii_whitespace)
        .filter(|word| !word.is_ascii() && std::str::from_utf8(word).is_err())
        .collect();
    let [usual, others @ ..] = SINGLE_BYTE.map(|page| (page, Evidence::of(&words, page)));
    let mut best = &usual;
    for other in &others {
        let (evidence, found) = (&best.1, &other.1);
        let better = found.words > evidence.words || found.words == evidence.words && found.odd < evidence.odd;
        let enough = found.words >= LEAST_WORDS && found.words >= TIMES * usual.1.words;
        if better && enough {
            best = other;
        }
    }
    best.0
}

/// What speaks for an encoding and against it.
struct Evidence {
    /// Words with å, ä or ö that are Swedish.
    words: usize,
    /// Signs that are strange in Swedish text.
    odd: usize,
}

impl Evidence {
    fn of(words: &[&[u8]], page: CodePage) -> Self {
        let (mut swedish, mut odd) = (0, 0);
        for word in words {
            let text = page.decode(word);
            odd += text.chars().filter(|c| is_odd(*c)).count();
            let word = text.trim_matches(|c: char| !c.is_alphabetic());
            let marked = word.contains(['å', 'ä', 'ö', 'Å', 'Ä', 'Ö']);
            swedish += usize::from(marked && restoration::is_word(word));
        }
        Self { words: swedish, odd }
    }
}

/// Beyond ASCII, what is no letter that Swedish text has, nor a common sign, nor one that tables are drawn with.
fn is_odd(c: char) -> bool {
    !c.is_ascii() && !"åäöÅÄÖéÉüÜ§–—”’…•·½°´«»".contains(c) && !('\u{2500}'..='\u{259f}').contains(&c)
}

/// UTF-16 of which the mark at its beginning was lost.
pub fn utf_16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    /// So many bytes tell.
    const START: usize = 4096;
    let pairs = || bytes[..bytes.len().min(START)].chunks_exact(2);
    if pairs().len() < 2 {
        return None;
    }
    // Three of four characters of a text in Latin letters at least are of the first 256, and none of them is a control character.
    let is_written = |low: u8, high: u8| high == 0 && (low >= b' ' || low.is_ascii_whitespace());
    let mostly = |written: usize| 4 * written >= 3 * pairs().len();
    let little = pairs().filter(|pair| is_written(pair[0], pair[1])).count();
    let big = pairs().filter(|pair| is_written(pair[1], pair[0])).count();
    match pairs().any(|pair| pair == [0, 0]) {
        false if mostly(little) => Some(UTF_16LE),
        false if mostly(big) => Some(UTF_16BE),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Invented.
    const TEXT: &str =
        "§ 12 Ändring av översiktsplanen för Granö\r\nNämnden föreslår att ärendet återremitteras. Älgå är en ö.\r\n";

    fn written(text: &str, page: CodePage) -> Vec<u8> {
        text.chars().filter_map(|c| page.encode(c)).flatten().collect()
    }

    fn check(bytes: &[u8], text: &str, guess: Option<&str>) {
        let guess = guess.map(str::to_owned);
        let text = text.to_owned();
        assert_eq!(decode(bytes), Decoded { text, guess });
    }

    #[test]
    fn encodings_are_told_apart_by_the_words_that_they_give() {
        for page in SINGLE_BYTE {
            let name = match page {
                // Both give the same here, and it was the later one.
                CodePage::Cp437 => CodePage::Cp850.name(),
                page => page.name(),
            };
            let guess = format!("the file is not UTF-8; it was read as {name}");
            check(&written(TEXT, page), TEXT, Some(&guess));
        }
    }

    #[test]
    fn lines_of_tables_tell_the_tables_of_dos_apart() {
        let text = format!("{TEXT}╞═══╤═══╡\r\n");
        let guess = "the file is not UTF-8; it was read as CP437 (DOS)";
        check(&written(&text, CodePage::Cp437), &text, Some(guess));
        let text = format!("{TEXT}Ola Sørensen\r\n");
        let guess = "the file is not UTF-8; it was read as CP850 (DOS)";
        check(&written(&text, CodePage::Cp850), &text, Some(guess));
    }

    #[test]
    fn too_little_to_tell_is_windows() {
        let guess = "the file is not UTF-8; it was read as Windows-1252";
        check(b"p\x86 v\x84g", "p† v„g", Some(guess));
        // What quotation marks and dashes would be by others.
        let text = "”det” – ”och” – ”som” – ”av” … it’s";
        check(&written(text, CodePage::Windows1252), text, Some(guess));
    }

    #[test]
    fn one_broken_byte_does_not_break_all() {
        let guess = |count| format!("{count} bytes of the file are not UTF-8; they were read as Windows-1252");
        let mut bytes = TEXT.as_bytes().to_vec();
        bytes.extend(b"p\xe5");
        check(&bytes, &format!("{TEXT}på"), Some(&guess(1)));
        let cut = &TEXT.as_bytes()[..TEXT.find('ö').unwrap() + 1];
        let text = String::from_utf8_lossy(cut).replace('\u{fffd}', "Ã");
        check(cut, &text, Some(&guess(1)));
        let mut bytes = TEXT.as_bytes().to_vec();
        bytes.extend(written("på år får är då", CodePage::Cp850));
        let guess = "5 bytes of the file are not UTF-8; they were read as CP850 (DOS)";
        check(&bytes, &format!("{TEXT}på år får är då"), Some(guess));
    }

    #[test]
    fn utf_16_needs_no_mark() {
        let bytes: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
        check(
            &bytes,
            TEXT,
            Some("the file does not say its encoding; it was read as UTF-16LE"),
        );
        let bytes: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_be_bytes).collect();
        check(
            &bytes,
            TEXT,
            Some("the file does not say its encoding; it was read as UTF-16BE"),
        );
        for bytes in [&[0, 0, 0, 0][..], b"\x01\0\x02\0\x03\0", b"a\0b\0\0\0\0\0", b"abcd"] {
            assert_eq!(utf_16_without_mark(bytes), None);
        }
    }

    #[test]
    fn control_characters_are_windows_signs() {
        let guess = "3 control characters of the file were read as signs of Windows-1252";
        check(
            "Ã\u{84}rende Ã\u{85}r \u{96} nu".as_bytes(),
            "Ã„rende Ã…r – nu",
            Some(guess),
        );
        check("ett\u{85}två".as_bytes(), "ett\u{85}två", None);
    }
}
