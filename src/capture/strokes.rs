//! Ink on a page image that was not read as text: signatures, stamps, drawings. What it means is for segmenting to say.

use super::ink::{DPI, Ink, Spot, spots};
use super::pdf::POINTS_PER_INCH;
use super::text_layer::Area;

/// A straight run of dark pixels that is longer is a rule, or belongs to a picture.
const RULE: usize = DPI as usize / 2;
/// Strokes that lie no further apart belong together.
const APART: usize = DPI as usize / 8;
/// The sizes of what may be a signature or a stamp.
const WIDTHS: std::ops::RangeInclusive<usize> = DPI as usize * 3 / 10..=DPI as usize * 5;
const HEIGHTS: std::ops::RangeInclusive<usize> = DPI as usize * 18 / 100..=DPI as usize * 2;
/// Fewer dark pixels than this are dirt.
const LEAST_DARK: usize = 60;
/// A dark spot of fewer pixels is dirt, and joins nothing.
const LEAST_SPOT: usize = 5;
/// A page with more is a picture, or was read badly: nothing is said of it.
const MOST: usize = 60;

/// The strokes in an image of [`DPI`], as areas in points; `words` are those that were surely read, in points.
pub fn strokes(mut ink: Ink, words: impl Iterator<Item = Area>) -> Vec<Area> {
    erase_rules(&mut ink);
    for word in words {
        let whole = Area {
            x1: word.x1 + 1.0,
            y1: word.y1 + 1.0,
            ..word
        };
        ink.rows_in(whole).for_each(|row| row.fill(false));
    }
    let spots = spots(&ink);
    let groups = joined(spots.into_iter().filter(|spot| spot.dark >= LEAST_SPOT).collect());
    let may_be_written = |group: &&Spot| {
        WIDTHS.contains(&group.width())
            && HEIGHTS.contains(&group.height())
            && group.dark >= LEAST_DARK
            && group.dark * 2 < group.width() * group.height()
    };
    let points = |pixels: usize| pixels as f32 * POINTS_PER_INCH / DPI as f32;
    let found: Vec<Area> = groups
        .iter()
        .filter(may_be_written)
        .map(|group| Area {
            x0: points(group.x0),
            y0: points(group.y0),
            x1: points(group.x1),
            y1: points(group.y1),
        })
        .collect();
    if found.len() > MOST { Vec::new() } else { found }
}

/// Takes out the long straight runs, along and down the page.
fn erase_rules(ink: &mut Ink) {
    let (width, height) = (ink.width, ink.height());
    let mut rules = Vec::new();
    for y in 0..height {
        long_runs(width, |x| ink.dark[y * width + x], |x| rules.push(y * width + x));
    }
    for x in 0..width {
        long_runs(height, |y| ink.dark[y * width + x], |y| rules.push(y * width + x));
    }
    for pixel in rules {
        ink.dark[pixel] = false;
    }
}

/// Tells all positions in the runs of dark pixels of a row or column of this length that are too long for a letter.
fn long_runs(length: usize, is_dark: impl Fn(usize) -> bool, mut tell: impl FnMut(usize)) {
    let mut start = 0;
    for at in 0..=length {
        if at == length || !is_dark(at) {
            if at - start >= RULE {
                (start..at).for_each(&mut tell);
            }
            start = at + 1;
        }
    }
}

/// Spots that lie near each other, as one.
fn joined(mut spots: Vec<Spot>) -> Vec<Spot> {
    spots.sort_by_key(|spot| spot.x0);
    let mut groups: Vec<Spot> = Vec::new();
    for spot in spots {
        let mut whole = spot;
        // What the spot brings together may reach further groups.
        while let Some(at) = groups.iter().rposition(|group| group.is_within(&whole, APART)) {
            whole = whole.union(groups.swap_remove(at));
        }
        groups.push(whole);
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::super::ink::Grey;
    use super::*;

    const WIDTH: usize = 600;

    fn page() -> Grey {
        Grey {
            width: WIDTH,
            values: vec![230; WIDTH * 400],
        }
    }

    /// A wavy line, one pixel and a half thick, from the left edge `x0` on.
    fn sign(image: &mut Grey, x0: usize, y0: usize) {
        for step in 0..1200 {
            let x = x0 + step / 10;
            let y = y0 + (12.0 + 11.0 * (step as f32 / 40.0).sin()) as usize;
            image.values[y * WIDTH + x..][..2].fill(20);
        }
    }

    #[test]
    fn a_signature_on_a_rule_is_found_and_words_are_not() {
        let mut image = page();
        image.values[130 * WIDTH + 80..][..400].fill(0);
        sign(&mut image, 100, 112);
        // A word that was read, and one pixel of dirt.
        for y in 200..212 {
            image.values[y * WIDTH + 100..][..60].fill(if y % 3 == 0 { 230 } else { 20 });
        }
        image.values[300 * WIDTH + 300] = 0;
        let points = |pixels: usize| pixels as f32 * 72.0 / DPI as f32;
        let word = Area {
            x0: points(98),
            y0: points(198),
            x1: points(162),
            y1: points(214),
        };
        let found = strokes(Ink::of(&image), [word].into_iter());
        assert_eq!(found.len(), 1, "{found:?}");
        let stroke = found[0];
        assert!(
            (points(95)..points(105)).contains(&stroke.x0) && (points(215)..points(225)).contains(&stroke.x1),
            "{stroke:?}"
        );
        assert_eq!(strokes(Ink::of(&page()), std::iter::empty()), Vec::new());
    }
}
