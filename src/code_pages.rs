//! The tables of signs that Swedish text was written with: which bytes stand for a character, and which characters for bytes.

use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252, WINDOWS_1253};
use yore::code_pages::{CP437, CP850};

/// A table of signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodePage {
    /// Of today.
    Utf8,
    /// ISO 8859-1, with the control characters that nothing but a mistake brings about.
    Latin1,
    /// Of Windows in western Europe.
    Windows1252,
    /// Of Windows in central Europe.
    Windows1250,
    /// Of Windows, Cyrillic.
    Windows1251,
    /// Of Windows, Greek.
    Windows1253,
    /// Of DOS in western Europe.
    Cp850,
    /// Of DOS, the first of all.
    Cp437,
    /// Of the Macintosh.
    MacRoman,
    /// ASCII with Swedish letters in the place of braces (SEN 850200): of typesetters, terminals and computers without an eighth bit.
    Iso646,
}

/// The letters of the Swedish ISO 646, and the signs of ASCII in whose place they stand.
const ISO_646: [(char, u8); 8] = [
    ('å', b'}'),
    ('ä', b'{'),
    ('ö', b'|'),
    ('Å', b']'),
    ('Ä', b'['),
    ('Ö', b'\\'),
    ('é', b'`'),
    ('ü', b'~'),
];

/// DOS shows these control characters as signs; it has no other paragraph sign in CP437.
const DOS_SIGNS: [(char, u8); 2] = [('§', 0x15), ('¶', 0x14)];

impl CodePage {
    /// The name that people know it by.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Latin1 => "ISO 8859-1",
            Self::Windows1252 => "Windows-1252",
            Self::Windows1250 => "Windows-1250",
            Self::Windows1251 => "Windows-1251",
            Self::Windows1253 => "Windows-1253",
            Self::Cp850 => "CP850 (DOS)",
            Self::Cp437 => "CP437 (DOS)",
            Self::MacRoman => "Mac Roman",
            Self::Iso646 => "the Swedish 7-bit table (ISO 646)",
        }
    }

    /// What the bytes stand for; what stands for nothing is U+FFFD.
    pub fn decode(self, bytes: &[u8]) -> String {
        match self {
            Self::Utf8 => String::from_utf8_lossy(bytes).into_owned(),
            Self::Latin1 => bytes.iter().map(|&byte| char::from(byte)).collect(),
            Self::Cp850 => with_dos_signs(&CP850.decode(bytes)),
            Self::Cp437 => with_dos_signs(&CP437.decode(bytes)),
            Self::Iso646 => bytes.iter().map(|&byte| swedish_letter(byte)).collect(),
            Self::Windows1252 => whole(WINDOWS_1252, bytes),
            Self::Windows1250 => whole(WINDOWS_1250, bytes),
            Self::Windows1251 => whole(WINDOWS_1251, bytes),
            Self::Windows1253 => whole(WINDOWS_1253, bytes),
            Self::MacRoman => whole(MACINTOSH, bytes),
        }
    }

    /// The bytes that stand for a character; `None` where the table lacks it.
    pub fn encode(self, c: char) -> Option<Vec<u8>> {
        match self {
            Self::Utf8 => Some(c.to_string().into_bytes()),
            Self::Latin1 => Some(vec![u8::try_from(c).ok()?]),
            Self::Cp850 => of_dos(c, CP850.encode(c.encode_utf8(&mut [0; 4])).ok().as_deref()),
            Self::Cp437 => of_dos(c, CP437.encode(c.encode_utf8(&mut [0; 4])).ok().as_deref()),
            Self::Iso646 => {
                let letter = ISO_646.iter().find(|(letter, _)| *letter == c);
                let ascii = || u8::try_from(c).ok().filter(|byte| byte.is_ascii());
                Some(vec![letter.map(|(_, byte)| *byte).or_else(ascii)?])
            }
            Self::Windows1252 => single(WINDOWS_1252, c),
            Self::Windows1250 => single(WINDOWS_1250, c),
            Self::Windows1251 => single(WINDOWS_1251, c),
            Self::Windows1253 => single(WINDOWS_1253, c),
            Self::MacRoman => single(MACINTOSH, c),
        }
    }

    /// What becomes of a character that was written by this table and read by another; `None` where this table lacks it.
    pub fn misread(self, c: char, read: Self) -> Option<String> {
        Some(read.decode(&self.encode(c)?))
    }
}

fn whole(encoding: &'static Encoding, bytes: &[u8]) -> String {
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

fn single(encoding: &'static Encoding, c: char) -> Option<Vec<u8>> {
    let text = c.to_string();
    let (bytes, _, unmapped) = encoding.encode(&text);
    (!unmapped).then(|| bytes.into_owned())
}

fn swedish_letter(byte: u8) -> char {
    let letter = ISO_646.iter().find(|(_, sign)| *sign == byte);
    letter.map_or(char::from(byte), |(letter, _)| *letter)
}

fn with_dos_signs(text: &str) -> String {
    let shown = |c: char| {
        let sign = DOS_SIGNS.iter().find(|(_, byte)| char::from(*byte) == c);
        sign.map_or(c, |(sign, _)| *sign)
    };
    text.chars().map(shown).collect()
}

fn of_dos(c: char, bytes: Option<&[u8]>) -> Option<Vec<u8>> {
    let shown = || DOS_SIGNS.iter().find(|(sign, _)| *sign == c);
    bytes
        .map(<[u8]>::to_vec)
        .or_else(|| shown().map(|(_, byte)| vec![*byte]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn swedish_letters_have_their_bytes() {
        for (page, bytes) in [
            (CodePage::Utf8, "åäöÅÄÖ§".as_bytes()),
            (CodePage::Windows1252, b"\xe5\xe4\xf6\xc5\xc4\xd6\xa7"),
            (CodePage::Cp850, b"\x86\x84\x94\x8f\x8e\x99\xf5"),
            (CodePage::Cp437, b"\x86\x84\x94\x8f\x8e\x99\x15"),
            (CodePage::MacRoman, b"\x8c\x8a\x9a\x81\x80\x85\xa4"),
        ] {
            assert_eq!(page.decode(bytes), "åäöÅÄÖ§", "{page:?}");
            let encoded: Vec<u8> = "åäöÅÄÖ§".chars().filter_map(|c| page.encode(c)).flatten().collect();
            assert_eq!(encoded, bytes, "{page:?}");
        }
        assert_eq!(CodePage::Iso646.decode(b"[rende f|r }r"), "Ärende för år");
        assert_eq!(CodePage::Cp850.decode(b"\x15 4"), "§ 4");
    }

    #[test]
    fn what_a_table_lacks_has_no_bytes() {
        assert_eq!(CodePage::Iso646.encode('§'), None);
        assert_eq!(CodePage::Windows1252.encode('≈'), None);
        assert_eq!(CodePage::Cp850.encode('–'), None);
    }

    #[test]
    fn letters_are_misread_by_another_table() {
        let misread = |text: &str, written: CodePage, read| -> String {
            text.chars().filter_map(|c| written.misread(c, read)).collect()
        };
        for (written, read, text) in [
            (CodePage::Utf8, CodePage::Windows1252, "nÃ¤mnd"),
            (CodePage::Cp850, CodePage::Windows1252, "n„mnd"),
            (CodePage::MacRoman, CodePage::Windows1252, "nŠmnd"),
            (CodePage::Windows1252, CodePage::MacRoman, "n‰mnd"),
            (CodePage::Windows1252, CodePage::Cp850, "nõmnd"),
            (CodePage::Windows1252, CodePage::Windows1251, "nдmnd"),
            (CodePage::Iso646, CodePage::Windows1252, "n{mnd"),
        ] {
            assert_eq!(misread("nämnd", written, read), text);
        }
    }
}
