//! Small numbers under 64-bit keys, packed bit by bit: a minimal perfect hash function tells the cell, a few bits of the key in it tell
//! strangers apart.

use std::io;

use ph::fmph::{BuildConf, Function};

/// How many bits of a cell hold what: 25 at most in all, which four bytes hold wherever they begin.
#[derive(Debug, Clone, Copy)]
pub struct Layout {
    /// Bits of the value.
    pub value: u32,
    /// Bits of the key.
    pub check: u32,
}

impl Layout {
    const fn cell(self) -> usize {
        (self.value + self.check) as usize
    }

    /// Bytes of so many cells, with room to read four at the last one.
    const fn bytes(self, cells: usize) -> usize {
        (cells * self.cell()).div_ceil(8) + 3
    }

    fn checked(self, key: u64) -> u32 {
        (key >> (64 - self.check)) as u32
    }
}

/// A table that is read only, over the bytes of the model.
pub struct Table<'a> {
    layout: Layout,
    function: Function,
    cells: &'a [u8],
}

impl<'a> Table<'a> {
    /// Reads what [`write()`] wrote.
    pub fn read(bytes: &'a [u8], layout: Layout) -> io::Result<Self> {
        let mut rest = bytes;
        let function = Function::read(&mut rest)?;
        Ok(Self {
            layout,
            function,
            cells: rest,
        })
    }

    /// The value of a key. A few of the keys that are not in the table get a value all the same, one in two to the power of the bits
    /// of the key in a cell.
    pub fn get(&self, key: u64) -> Option<u32> {
        let at = self.function.get(&key)? as usize * self.layout.cell();
        let bytes = self.cells.get(at / 8..)?.first_chunk::<4>()?;
        let cell = u32::from_le_bytes(*bytes) >> (at % 8);
        let check = cell >> self.layout.value & ((1 << self.layout.check) - 1);
        (check == self.layout.checked(key)).then_some(cell & ((1 << self.layout.value) - 1))
    }
}

/// The table of these keys, each once, and their values.
pub fn write(entries: &[(u64, u32)], layout: Layout) -> io::Result<Vec<u8>> {
    let keys: Vec<u64> = entries.iter().map(|&(key, _)| key).collect();
    let function = Function::with_conf(keys, BuildConf::mt(false));
    let mut bytes = Vec::new();
    function.write(&mut bytes)?;
    let start = bytes.len();
    bytes.resize(start + layout.bytes(entries.len()), 0);
    for &(key, value) in entries {
        if let Some(index) = function.get(&key) {
            let at = index as usize * layout.cell();
            let cell = (layout.checked(key) << layout.value | value) << (at % 8);
            for (byte, bits) in bytes[start + at / 8..].iter_mut().zip(cell.to_le_bytes()) {
                *byte |= bits;
            }
        }
    }
    Ok(bytes)
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
        for layout in [
            Layout { value: 12, check: 12 },
            Layout { value: 7, check: 9 },
            Layout { value: 7, check: 14 },
        ] {
            let keys = (0..10_000u32).map(|i| (key(&[i, 7]), i % (1 << layout.value)));
            let entries: Vec<(u64, u32)> = keys.collect();
            let bytes = write(&entries, layout).unwrap();
            let table = Table::read(&bytes, layout).unwrap();
            assert!(entries.iter().all(|&(key, value)| table.get(key) == Some(value)));
            let strangers = (0..10_000u32).filter(|&i| table.get(key(&[i, 8])).is_some()).count();
            assert!(strangers < 20_000 >> layout.check.min(10), "{strangers}");
        }
    }
}
