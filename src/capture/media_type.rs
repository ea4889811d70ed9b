//! What kind of file it is, by its content. Names lie: shares are full of web pages called `.pdf`.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::encoding::utf_16_without_mark;
use crate::error::SourceFault;

/// How many bytes from the start of a file are needed to tell its kind.
pub const SNIFFED_BYTES: usize = 8192;

/// The kinds of source files that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum MediaType {
    /// A PDF, perhaps with junk before its header.
    Pdf,
    /// A TIFF or BigTIFF of one or more pages.
    Tiff,
    /// A PNG.
    Png,
    /// A JPEG.
    Jpeg,
    /// Text that OCR or a person has written.
    Text,
}

impl MediaType {
    /// The IANA media type.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Tiff => "image/tiff",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Text => "text/plain",
        }
    }

    /// The kind that has this media type.
    pub fn of_name(name: &str) -> Option<Self> {
        let all = [Self::Pdf, Self::Tiff, Self::Png, Self::Jpeg, Self::Text];
        all.into_iter().find(|kind| kind.name() == name)
    }

    /// The ending that other programs expect of such a file, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Tiff => "tif",
            Self::Png => "png",
            Self::Jpeg => "jpg",
            Self::Text => "txt",
        }
    }
}

/// The endings of files that a folder is searched for; files of other names are read where the user names them.
const ENDINGS: [&str; 7] = ["pdf", "tif", "tiff", "png", "jpg", "jpeg", "txt"];

/// True where the name of a file promises one of the kinds that are read.
pub fn has_known_ending(path: &Path) -> bool {
    extension(path).is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}

/// Tells the kind of a file from its first bytes ([`SNIFFED_BYTES`] are enough).
///
/// # Errors
/// [`SourceFault::Empty`], [`SourceFault::UnknownKind`], and [`SourceFault::WrongExtension`] where the content is text or
/// unknown and the name promises an image or a PDF. An image or PDF under another name is simply read.
pub fn detect(path: &Path, start: &[u8]) -> Result<MediaType, SourceFault> {
    if start.is_empty() {
        return Err(SourceFault::Empty);
    }
    if [b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"]
        .iter()
        .any(|magic| start.starts_with(*magic))
    {
        return Ok(MediaType::Tiff);
    }
    let found = match infer::get(start).map(|kind| (kind.mime_type(), kind.extension())) {
        Some(("application/pdf", _)) => return Ok(MediaType::Pdf),
        Some(("image/tiff", _)) => return Ok(MediaType::Tiff),
        Some(("image/png", _)) => return Ok(MediaType::Png),
        Some(("image/jpeg", _)) => return Ok(MediaType::Jpeg),
        Some((_, "html")) => "a web page (HTML)".to_owned(),
        Some((mime, _)) => format!("of the kind {mime}"),
        None if is_text(start) => {
            match extension(path).filter(|ending| ending != "txt" && ENDINGS.contains(&&**ending)) {
                Some(_) => "text".to_owned(),
                None => return Ok(MediaType::Text),
            }
        }
        None => "unknown".to_owned(),
    };
    match extension(path).filter(|ending| ENDINGS.contains(&ending.as_str())) {
        Some(extension) => Err(SourceFault::WrongExtension { extension, found }),
        None => Err(SourceFault::UnknownKind { found }),
    }
}

fn extension(path: &Path) -> Option<String> {
    path.extension().map(|ending| ending.to_string_lossy().to_lowercase())
}

/// Text has no NUL, except as UTF-16, and hardly any control characters.
fn is_text(start: &[u8]) -> bool {
    if encoding_rs::Encoding::for_bom(start).is_some() || utf_16_without_mark(start).is_some() {
        return true;
    }
    // DOS has its paragraph sign among them.
    let control = start
        .iter()
        .filter(|&&byte| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x15))
        .count();
    !start.contains(&0) && control * 100 <= start.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, start: &[u8], expected: Result<MediaType, &str>) {
        let found = detect(Path::new(name), start).map_err(|fault| fault.to_string());
        assert_eq!(found, expected.map_err(str::to_owned), "{name}");
    }

    #[test]
    fn content_decides() {
        check("a.pdf", b"%PDF-1.4\n", Ok(MediaType::Pdf));
        check(
            "a.dat",
            b"\r\n\r\njunk of a mail program %PDF-1.4\n",
            Ok(MediaType::Pdf),
        );
        check("a.tif", b"II*\0\x08\0\0\0", Ok(MediaType::Tiff));
        check("a.tif", b"MM\0*\0\0\0\x08", Ok(MediaType::Tiff));
        check("big.tif", b"II+\0\x08\0\0\0", Ok(MediaType::Tiff));
        check("a", b"\x89PNG\r\n\x1a\n", Ok(MediaType::Png));
        check("a.pdf", b"\xff\xd8\xff\xe0\0\x10JFIF", Ok(MediaType::Jpeg));
        check("a.txt", "§ 41 Ärendet".as_bytes(), Ok(MediaType::Text));
        check("a.ocr", b"\xa7 41 \xc4rendet", Ok(MediaType::Text));
        check("a.txt", b"\xff\xfe\xa7\0 \x004\0", Ok(MediaType::Text));
        check("a.txt", b"\xa7\0 \x004\0", Ok(MediaType::Text));
        check("a.txt", b"\x15 4\r\n\x99rnen\r\n", Ok(MediaType::Text));
    }

    #[test]
    fn what_is_not_read_is_named() {
        check("a.txt", b"", Err("the file is empty"));
        check(
            "a.pdf",
            b"\xa7 41",
            Err("its name ends in .pdf, but its content is text"),
        );
        check(
            "a.PDF",
            b"<!DOCTYPE html><html><body>404</body></html>",
            Err("its name ends in .pdf, but its content is a web page (HTML)"),
        );
        check(
            "a.zip",
            b"PK\x03\x04\x14\0\0\0",
            Err("its content is of the kind application/zip, not a PDF, TIFF, PNG, JPEG or text"),
        );
        check(
            "a.bin",
            &[0, 1, 2, 3, 4, 5, 6, 7, 250, 251],
            Err("its content is unknown, not a PDF, TIFF, PNG, JPEG or text"),
        );
    }

    #[test]
    fn folders_are_searched_by_ending() {
        assert!(has_known_ending(Path::new("a/B.TIFF")));
        assert!(!has_known_ending(Path::new("a/README.md")));
    }
}
