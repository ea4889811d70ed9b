//! Small numbers under 64-bit keys, packed: a minimal perfect hash function tells the cell, a few bits of the key in it tell
//! strangers apart.

use std::io;

use ph::fmph::{BuildConf, Function};

/// Bytes in a cell.
const CELL: usize = 3;
/// Bits of a cell that hold the value; the others hold part of the key.
const VALUE_BITS: u32 = 12;
/// Greatest value and one.
pub const VALUES: u32 = 1 << VALUE_BITS;

/// A table that is read only, over the bytes of the model.
pub struct Table<'a> {
    function: Function,
    cells: &'a [u8],
}

impl<'a> Table<'a> {
    /// Reads what [`write()`] wrote.
    pub fn read(bytes: &'a [u8]) -> io::Result<Self> {
        let mut rest = bytes;
        let function = Function::read(&mut rest)?;
        Ok(Self { function, cells: rest })
    }

    /// The value of a key, below [`VALUES`]. One in 4,096 of the keys that are not in the table gets a value all the same.
    pub fn get(&self, key: u64) -> Option<u32> {
        let at = self.function.get(&key)? as usize * CELL;
        let cell = self.cells.get(at..at + CELL)?;
        let cell = u32::from_le_bytes([cell[0], cell[1], cell[2], 0]);
        (cell >> VALUE_BITS == check(key)).then_some(cell & (VALUES - 1))
    }
}

/// The table of these keys, each once, and their values below [`VALUES`].
pub fn write(entries: &[(u64, u32)]) -> io::Result<Vec<u8>> {
    let keys: Vec<u64> = entries.iter().map(|&(key, _)| key).collect();
    let function = Function::with_conf(keys, BuildConf::mt(false));
    let mut bytes = Vec::new();
    function.write(&mut bytes)?;
    let start = bytes.len();
    bytes.resize(start + entries.len() * CELL, 0);
    for &(key, value) in entries {
        if let Some(index) = function.get(&key) {
            let at = start + index as usize * CELL;
            let cell = (check(key) << VALUE_BITS | value).to_le_bytes();
            bytes[at..at + CELL].copy_from_slice(&cell[..CELL]);
        }
    }
    Ok(bytes)
}

fn check(key: u64) -> u32 {
    (key >> 52) as u32
}

/// A key from a sequence of numbers: well mixed, so that each of its bits may be used.
pub fn key(numbers: &[u32]) -> u64 {
    numbers.iter().fold(0x9E37_79B9_7F4A_7C15, |key, &number| {
        let mut x = (key ^ u64::from(number)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        x ^= x >> 29;
        x = x.wrapping_mul(0x94D0_49BB_1331_11EB);
        x ^ (x >> 32)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gives_back_what_was_put_in() {
        let entries: Vec<(u64, u32)> = (0..10_000u32).map(|i| (key(&[i, 7]), i % VALUES)).collect();
        let bytes = write(&entries).unwrap();
        let table = Table::read(&bytes).unwrap();
        assert!(entries.iter().all(|&(key, value)| table.get(key) == Some(value)));
        let strangers = (0..10_000u32).filter(|&i| table.get(key(&[i, 8])).is_some()).count();
        assert!(strangers < 20, "{strangers}");
    }
}
