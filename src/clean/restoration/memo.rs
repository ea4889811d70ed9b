//! What was looked up before: costs under keys of 48 bits, each in one place, where the next key of that place replaces it.

use std::sync::atomic::{AtomicU64, Ordering};

/// Bits of a key that tell its place; the others are kept beside the cost.
const PLACE_BITS: u32 = 18;
/// Bits of a key.
const KEY_BITS: u32 = 48;
/// An odd number: times it, keys stay different from each other and are well spread.
const SPREAD: u64 = 0x9E37_79B9_7F4B;

/// Costs that threads share without waiting for each other: a place is read and written as a whole.
pub struct Memo {
    places: Vec<AtomicU64>,
}

impl Memo {
    /// An empty one.
    pub fn new() -> Self {
        let places = (0..1 << PLACE_BITS).map(|_| AtomicU64::new(0)).collect();
        Self { places }
    }

    /// The cost under a key, looked up where it is not known.
    pub fn get(&self, key: u64, look_up: impl FnOnce() -> f32) -> f32 {
        let spread = key.wrapping_mul(SPREAD) & ((1 << KEY_BITS) - 1);
        let place = &self.places[(spread >> (KEY_BITS - PLACE_BITS)) as usize];
        let rest = spread & ((1 << (KEY_BITS - PLACE_BITS)) - 1);
        let known = place.load(Ordering::Relaxed);
        // Costs are positive, so a place that holds something is not 0.
        if known != 0 && known >> u32::BITS == rest {
            return f32::from_bits(known as u32);
        }
        let cost = look_up();
        place.store(rest << u32::BITS | u64::from(cost.to_bits()), Ordering::Relaxed);
        cost
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_told_apart_and_kept() {
        let memo = Memo::new();
        for round in 0..2 {
            for key in 0..200_000u64 {
                let key = key * 977_777_777 % (1 << KEY_BITS);
                assert_eq!(memo.get(key, || key as f32 + 1.0), key as f32 + 1.0, "{round}");
            }
        }
        memo.get(7, || 1.0);
        assert_eq!(memo.get(7, || 2.0), 1.0);
    }
}
