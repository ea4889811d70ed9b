//! The ink of single words, at the resolution of the page image.

use super::ink::{Ink, Levels, Spot, spots};
use super::leptonica::Pix;
use crate::scan::BoundingBox;

/// The ink in the box of a word, or another small part of a page image.
pub fn ink_in(image: &Pix, area: BoundingBox) -> Ink {
    let (x1, y1) = (area.x1.min(image.width()), area.y1.min(image.height()));
    let columns = area.x0.min(x1)..x1;
    let row = |y| image.part_of_row(y, columns.clone());
    let grey: Vec<u8> = (area.y0..y1).flat_map(row).collect();
    let threshold = Levels::of(grey.iter().copied()).middle();
    Ink {
        width: columns.len().max(1),
        dark: grey.iter().map(|value| *value < threshold).collect(),
    }
}

/// The signs in a part of a page image, from left to right: spots that stand above each other as one, with how many they are.
pub fn signs(image: &Pix, area: BoundingBox) -> Vec<(Spot, usize)> {
    let mut spots = spots(&ink_in(image, area));
    spots.sort_by_key(|spot| spot.x0);
    let mut signs: Vec<(Spot, usize)> = Vec::new();
    for spot in spots {
        match signs.last_mut() {
            Some((sign, parts)) if 2 * sign.x1.saturating_sub(spot.x0) > spot.width().min(sign.width()) => {
                *sign = sign.union(spot);
                *parts += 1;
            }
            _ => signs.push((spot, 1)),
        }
    }
    signs
}

/// Where a spot of the ink of a part of a page image stands on the page.
pub fn area_of(spot: Spot, part: BoundingBox) -> BoundingBox {
    let at = |from: u32, pixels: usize| from + u32::try_from(pixels).unwrap_or(0);
    BoundingBox {
        x0: at(part.x0, spot.x0),
        y0: at(part.y0, spot.y0),
        x1: at(part.x0, spot.x1),
        y1: at(part.y0, spot.y1),
    }
}
