//! Damage of a known kind, done to true text: what is lost then is lost by the damage, and nothing else.

use std::path::{Path, PathBuf};

use serde::Serialize;
use walkdir::WalkDir;

use super::lines::Line;
use super::truth::{self, Content};
use crate::code_pages::CodePage;
use crate::error::{Error, Result};

/// What is done to true text before it is restored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, clap::ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum Damage {
    /// å, ä and ö lose their marks, as in text that went through a system without them
    Strip,
    /// Nothing: restoration must not change it
    None,
    /// `?` in the place of each å, ä and ö
    Question,
    /// U+FFFD, the replacement character, in the place of each
    Replacement,
    /// `_` in the place of each
    Underscore,
    /// `*` in the place of each
    Asterisk,
    /// `.` in the place of each
    Dot,
    /// `^` in the place of each
    Caret,
    /// ä in the place of å, as OCR for German gives it
    German,
    /// æ and ø in the place of ä and ö, as Danish and Norwegian have them
    Danish,
    /// å in the place of all three, as OCR for Danish mostly gives it
    Ring,
    /// à, â and ô
    French,
    /// aa, ae and oe, as in telegrams
    Digraphs,
    /// Nothing in the place of each
    Dropped,
    /// UTF-8 is read as Windows-1252 (`nÃ¤mnd`)
    Mojibake,
    /// Text of DOS, in CP850, is read as Windows-1252 (`n„mnd`)
    Cp850,
    /// Text of the Macintosh is read as Windows-1252 (`nŠmnd`)
    Mac,
    /// Text of Windows is read as that of the Macintosh (`n‰mnd`)
    ReadAsMac,
    /// Text of Windows is read as that of DOS (`nõmnd`)
    ReadAsCp850,
    /// The Swedish 7-bit table, ISO 646, is read as ASCII (`n{mnd`)
    Iso646,
}

impl Damage {
    /// A line of true text, damaged.
    pub fn of(self, line: &str) -> String {
        if let Some((written, read)) = self.tables() {
            return misread(line, written, read);
        }
        let Some(letters) = self.letters() else {
            return line.to_owned();
        };
        let mut damaged = String::with_capacity(line.len());
        let mut in_capitals = false;
        let mut rest = line.chars().peekable();
        while let Some(c) = rest.next() {
            let small = SWEDISH.iter().position(|&letter| letter == c);
            let capital = || SWEDISH_CAPITALS.iter().position(|&letter| letter == c);
            if let Some(letter) = small {
                damaged.push_str(letters[letter]);
            } else if let Some(letter) = capital() {
                let all = in_capitals || rest.peek().is_some_and(|next| next.is_uppercase());
                damaged.push_str(&with_capital(letters[letter], all));
            } else {
                damaged.push(c);
            }
            in_capitals = c.is_uppercase();
        }
        damaged
    }

    /// What stands in the place of å, ä and ö.
    fn letters(self) -> Option<[&'static str; 3]> {
        match self {
            Self::Strip => Some(["a", "a", "o"]),
            Self::Question => Some(["?"; 3]),
            Self::Replacement => Some(["\u{fffd}"; 3]),
            Self::Underscore => Some(["_"; 3]),
            Self::Asterisk => Some(["*"; 3]),
            Self::Dot => Some(["."; 3]),
            Self::Caret => Some(["^"; 3]),
            Self::German => Some(["ä", "ä", "ö"]),
            Self::Danish => Some(["å", "æ", "ø"]),
            Self::Ring => Some(["å"; 3]),
            Self::French => Some(["à", "â", "ô"]),
            Self::Digraphs => Some(["aa", "ae", "oe"]),
            Self::Dropped => Some([""; 3]),
            _ => None,
        }
    }

    /// By which table of signs text was written, and by which it is read.
    fn tables(self) -> Option<(CodePage, CodePage)> {
        match self {
            Self::Mojibake => Some((CodePage::Utf8, CodePage::Windows1252)),
            Self::Cp850 => Some((CodePage::Cp850, CodePage::Windows1252)),
            Self::Mac => Some((CodePage::MacRoman, CodePage::Windows1252)),
            Self::ReadAsMac => Some((CodePage::Windows1252, CodePage::MacRoman)),
            Self::ReadAsCp850 => Some((CodePage::Windows1252, CodePage::Cp850)),
            Self::Iso646 => Some((CodePage::Iso646, CodePage::Windows1252)),
            _ => None,
        }
    }

    /// What was done, as tables tell it behind the name of a text.
    pub fn told(self) -> String {
        if let Some((written, read)) = self.tables() {
            return format!("{} read as {}", written.name(), read.name());
        }
        match (self, self.letters()) {
            (Self::Strip, _) => "åäö stripped".to_owned(),
            (Self::Dropped, _) => "åäö dropped".to_owned(),
            (_, None) => "undamaged".to_owned(),
            (_, Some([å, ä, ö])) if å == ä && ä == ö => format!("{å} for åäö"),
            (_, Some(letters)) => format!("{} for åäö", letters.join(" ")),
        }
    }
}

/// What becomes of a line that was written by one table and is read by another; characters that the first lacks stay.
fn misread(line: &str, written: CodePage, read: CodePage) -> String {
    let misread = |c: char| written.misread(c, read).unwrap_or_else(|| c.to_string());
    line.chars().map(misread).collect()
}

const SWEDISH: [char; 3] = ['å', 'ä', 'ö'];
const SWEDISH_CAPITALS: [char; 3] = ['Å', 'Ä', 'Ö'];

/// Letters, the first of them a capital, or all.
fn with_capital(letters: &str, all: bool) -> String {
    if all {
        return letters.to_uppercase();
    }
    let mut letters = letters.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// Letters of a line, lines of a page, pages of a document that running text is set in: about those of minutes.
const LINE: usize = 80;
const PAGE: usize = 40;
const DOCUMENT: usize = 20;

/// The true text that a path names, damaged line for line: a text file (`.txt`, `.txt.xz`), the truth of a file of pairs, or all of
/// them in a folder. Text that is told to be OCR (`.ocr.txt`) is not true.
///
/// # Errors
/// [`Error::Usage`] where nothing there is true text, [`Error::Source`] where it cannot be read.
pub fn damaged(path: &Path, damage: Damage) -> Result<Vec<(PathBuf, Vec<Line>)>> {
    let mut found = Vec::new();
    for entry in WalkDir::new(path).sort_by_file_name() {
        let entry = entry.map_err(|error| truth::unreadable(path, &error))?;
        let file = entry.path();
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        if !entry.file_type().is_file() || name.ends_with(".ocr.txt") {
            continue;
        }
        if name.ends_with(".txt") || name.ends_with(".txt.xz") {
            found.push((file.to_owned(), set(&truth::read_packed(file)?, damage)));
        } else if name.ends_with(".jsonl") || name.ends_with(".jsonl.xz") {
            found.push((file.to_owned(), of_pairs(file, damage)?));
        }
    }
    if found.is_empty() {
        let message = format!("there is no true text in {}: name .txt files or pairs", path.display());
        return Err(Error::Usage(message));
    }
    Ok(found)
}

/// The true lines of pairs, each line of a page once, however often it was set and scanned.
fn of_pairs(path: &Path, damage: Damage) -> Result<Vec<Line>> {
    let pairs = truth::find(path)?.into_iter().filter_map(|truth| match truth.content {
        Content::Lines(pairs) => Some(pairs),
        _ => None,
    });
    let line = |pair: Line| Line {
        read: damage.of(&pair.truth),
        confidence: Vec::new(),
        ..pair
    };
    Ok(pairs.flatten().map(line).collect())
}

/// Sets running text in lines, pages and documents, and damages it.
fn set(text: &str, damage: Damage) -> Vec<Line> {
    let mut lines = Vec::new();
    for paragraph in text.split(['\n', '\u{c}']) {
        let mut line = String::new();
        for word in paragraph.split_whitespace() {
            if !line.is_empty() && line.len() + word.len() >= LINE {
                lines.push(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line += word;
        }
        lines.extend(Some(line).filter(|line| !line.is_empty()));
    }
    let line = |(number, truth): (usize, String)| Line {
        read: damage.of(&truth),
        truth,
        confidence: Vec::new(),
        doc: (number / (PAGE * DOCUMENT)).to_string(),
        page: (number / PAGE).to_string(),
    };
    lines.into_iter().enumerate().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_lost_and_nothing_else() {
        assert_eq!(
            Damage::Strip.of("Återställd ränta på Öna, 5 é §"),
            "Aterstalld ranta pa Ona, 5 é §"
        );
        assert_eq!(Damage::None.of("På ön"), "På ön");
    }

    #[test]
    fn tables_of_signs_break_letters_and_leave_numbers() {
        for (damage, broken) in [
            (Damage::Mojibake, "Â§ 5 NÃ¤mnd pÃ¥ Ã¶n â€“"),
            (Damage::Cp850, "õ 5 N„mnd p† ”n –"),
            (Damage::Mac, "¤ 5 NŠmnd pŒ šn Ð"),
            (Damage::ReadAsMac, "ß 5 N‰mnd pÂ ˆn ñ"),
            (Damage::ReadAsCp850, "º 5 Nõmnd pÕ ÷n û"),
            (Damage::Iso646, "§ 5 N{mnd p} |n –"),
        ] {
            assert_eq!(damage.of("§ 5 Nämnd på ön –"), broken);
        }
    }

    #[test]
    fn other_signs_and_letters_stand_for_each_letter() {
        let of = |damage: Damage| damage.of("Återställd ö");
        assert_eq!(of(Damage::Question), "?terst?lld ?");
        assert_eq!(of(Damage::German), "Äterställd ö");
        assert_eq!(of(Damage::Danish), "Återstælld ø");
        assert_eq!(of(Damage::French), "Àterstâlld ô");
        assert_eq!(of(Damage::Digraphs), "Aaterstaelld oe");
        assert_eq!(Damage::Digraphs.of("ÄRENDE, NÄ"), "AERENDE, NAE");
        assert_eq!(of(Damage::Dropped), "terstlld ");
    }

    #[test]
    fn text_is_set_in_lines_and_pages() {
        let paragraph = "ordföranden ".repeat(20);
        let lines = set(&format!("{paragraph}\n\n").repeat(30), Damage::Strip);
        assert!(
            lines
                .iter()
                .all(|line| line.truth.len() < LINE + 4 && line.read.is_ascii())
        );
        assert_eq!(
            lines.iter().map(|line| line.truth.split(' ').count()).sum::<usize>(),
            600
        );
        assert_eq!((lines[PAGE - 1].page.as_str(), lines[PAGE].page.as_str()), ("0", "1"));
    }

    #[test]
    fn ocr_text_is_not_true_text() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.ocr.txt"), "namnd").unwrap();
        assert!(matches!(damaged(folder.path(), Damage::None), Err(Error::Usage(_))));
        std::fs::write(folder.path().join("b.txt"), "nämnd").unwrap();
        let found = damaged(folder.path(), Damage::Strip).unwrap();
        assert_eq!((found.len(), found[0].1[0].read.as_str()), (1, "namnd"));
    }
}
