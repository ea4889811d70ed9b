//! How many pages a TIFF claims to have. The image library counts those that it can reach, and says nothing of a file
//! that breaks off: the directory of each page names the place of the next one, also where that place was never copied.

use std::collections::HashSet;
use std::io::{self, Read, Seek, SeekFrom};

/// Counts the directories of a TIFF or BigTIFF. One that lies outside the file counts as a page, and is the last.
///
/// # Errors
/// Where not even the header can be read.
pub fn count(mut file: impl Read + Seek) -> io::Result<u32> {
    let mut header = [0; 4];
    file.read_exact(&mut header)?;
    let layout = Layout {
        big_endian: header[0] == b'M',
        big: header.contains(&43),
    };
    if layout.big {
        // The size of offsets, which is always 8.
        file.read_exact(&mut [0; 4])?;
    }
    let mut next = layout.offset(&mut file)?;
    let mut seen = HashSet::new();
    while next != 0 && seen.insert(next) {
        next = layout.next_directory(&mut file, next).unwrap_or(0);
    }
    Ok(u32::try_from(seen.len()).unwrap_or(u32::MAX))
}

#[derive(Debug, Clone, Copy)]
struct Layout {
    big_endian: bool,
    /// BigTIFF, whose numbers are longer.
    big: bool,
}

impl Layout {
    /// Where the directory after the one at `place` lies; 0 after the last.
    fn next_directory(self, file: &mut (impl Read + Seek), place: u64) -> io::Result<u64> {
        file.seek(SeekFrom::Start(place))?;
        let (entries, size) = if self.big {
            (self.number::<8>(file)?, 20)
        } else {
            (self.number::<2>(file)?, 12)
        };
        let length = entries.checked_mul(size).and_then(|length| i64::try_from(length).ok());
        file.seek(SeekFrom::Current(length.ok_or(io::ErrorKind::InvalidData)?))?;
        self.offset(file)
    }

    fn offset(self, file: &mut impl Read) -> io::Result<u64> {
        if self.big {
            self.number::<8>(file)
        } else {
            self.number::<4>(file)
        }
    }

    fn number<const LENGTH: usize>(self, file: &mut impl Read) -> io::Result<u64> {
        let mut bytes = [0; LENGTH];
        file.read_exact(&mut bytes)?;
        if !self.big_endian {
            bytes.reverse();
        }
        Ok(bytes.iter().fold(0, |number, &byte| number << 8 | u64::from(byte)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    /// A little-endian TIFF of empty directories at 8, 14, …, of which the last names `after` as its successor.
    fn tiff(directories: u32, after: u32) -> Vec<u8> {
        let mut file = b"II*\0\x08\0\0\0".to_vec();
        for index in 1..=directories {
            let next = if index == directories { after } else { 8 + 6 * index };
            file.extend_from_slice(&[0, 0]);
            file.extend_from_slice(&next.to_le_bytes());
        }
        file
    }

    #[test]
    fn directories_are_counted_to_the_last() {
        assert_eq!(count(Cursor::new(tiff(3, 0))).unwrap(), 3);
    }

    #[test]
    fn a_directory_outside_the_file_counts_and_a_circle_ends() {
        assert_eq!(count(Cursor::new(tiff(2, 5000))).unwrap(), 3);
        assert_eq!(count(Cursor::new(tiff(2, 8))).unwrap(), 2);
    }

    #[test]
    fn bigtiff_has_longer_numbers() {
        let mut file = b"MM\0+\0\x08\0\0".to_vec();
        for next in [32_u64, 0] {
            if next == 32 {
                file.extend_from_slice(&16_u64.to_be_bytes());
            }
            file.extend_from_slice(&0_u64.to_be_bytes());
            file.extend_from_slice(&next.to_be_bytes());
        }
        assert_eq!(count(Cursor::new(file)).unwrap(), 2);
    }
}
