//! Lines of text in a page image, and which of them a text layer knows nothing of.
//!
//! Letters are found as what they are in a small image: dark spots of a letter's height that stand side by side. Photographs, rules,
//! stamps and dirt rarely stand in lines.

use super::leptonica::Pix;
use super::text_layer::Area;

/// Resolution of the image to look at, in dots per inch: the smallest at which letters of 6 points can be told from dirt.
pub const DPI: u32 = 100;

/// How much text an image shows, as the length of its lines in pixels.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ShownText {
    /// All lines together.
    pub length: u32,
    /// What of it lies under no sign of the text layer.
    pub without_layer: u32,
}

impl ShownText {
    /// True where so much text has no signs that it is no logotype, stamp or signature.
    pub fn lacks_lines(&self) -> bool {
        /// Pixels: a line of a page of A4.
        const LEAST_LENGTH: u32 = 500;
        self.without_layer >= LEAST_LENGTH && self.without_layer * 5 > self.length
    }

    /// What of the text has no signs, in per cent.
    pub fn share_without(&self) -> u32 {
        100 * self.without_layer / self.length.max(1)
    }
}

/// A grey image, row by row.
pub struct Grey {
    /// Pixels in a row.
    pub width: usize,
    /// 0 (black) to 255.
    pub values: Vec<u8>,
}

impl Grey {
    /// Of an image with 8 bits a pixel.
    pub fn of(image: &Pix) -> Self {
        Self {
            width: image.width() as usize,
            values: (0..image.height()).flat_map(|y| image.row(y)).collect(),
        }
    }

    /// With black ink on white paper, where its ink is pale.
    #[must_use]
    pub fn in_contrast(mut self) -> Self {
        let levels = Levels::of(self.values.iter().copied());
        if levels.are_pale() {
            self.values
                .iter_mut()
                .for_each(|value| *value = levels.stretched(*value));
        }
        self
    }
}

/// How dark the ink of an image is, and how light its paper.
#[derive(Debug, Clone, Copy)]
pub struct Levels {
    ink: u8,
    paper: u8,
}

impl Levels {
    /// Of the grey values of all pixels.
    pub fn of(values: impl Iterator<Item = u8>) -> Self {
        /// The darkest pixels, one in so many, are ink even on a page of a few lines.
        const INK: usize = 2000;
        let mut counts = [0_usize; 256];
        values.for_each(|value| counts[usize::from(value)] += 1);
        let all: usize = counts.iter().sum();
        let at = |rank: usize| {
            let mut sum = 0;
            let found = counts.iter().position(|count| {
                sum += count;
                sum > rank
            });
            found.and_then(|value| u8::try_from(value).ok()).unwrap_or(u8::MAX)
        };
        Self {
            ink: at(all / INK),
            paper: at(all / 2),
        }
    }

    /// Whether the ink is so pale that a threshold for usual pages passes it over. A page without ink is not pale: what is darker on
    /// it is grain.
    pub fn are_pale(self) -> bool {
        const GRAIN: u8 = 20;
        const PALE: u8 = 80;
        (GRAIN..PALE).contains(&(self.paper.saturating_sub(self.ink)))
    }

    /// The value between ink and paper.
    pub fn middle(self) -> u8 {
        self.ink.midpoint(self.paper)
    }

    /// With paper that is lighter than its grain, and ink that is as dark in thin strokes: one pixel in many is as dark as the darkest.
    pub fn without_grain(self) -> Self {
        let range = self.paper.saturating_sub(self.ink);
        Self {
            ink: self.ink + range / 10,
            paper: self.paper - range / 7,
        }
    }

    /// The value with these levels as black and white.
    pub fn stretched(self, value: u8) -> u8 {
        let range = u32::from(self.paper.saturating_sub(self.ink).max(1));
        let above = u32::from(value.saturating_sub(self.ink));
        u8::try_from(above * u32::from(u8::MAX) / range).unwrap_or(u8::MAX)
    }
}

/// The pixels of an image of [`DPI`] that are clearly darker than the paper around them, row by row.
#[derive(Clone)]
pub struct Ink {
    /// Pixels in a row, at least 1.
    pub width: usize,
    /// True for ink.
    pub dark: Vec<bool>,
}

/// Half the side of the square that is the paper around a pixel: wider than a line of text is high.
const AROUND: usize = 16;

impl Ink {
    /// Of a grey image.
    pub fn of(image: &Grey) -> Self {
        let width = image.width.max(1);
        let rows: Vec<&[u8]> = image.values.chunks_exact(width).collect();
        // The light of each column in the rows around.
        let mut light: Vec<u32> = vec![0; width];
        for row in rows.iter().take(AROUND) {
            light
                .iter_mut()
                .zip(*row)
                .for_each(|(sum, &value)| *sum += u32::from(value));
        }
        let mut dark = Vec::with_capacity(image.values.len());
        for (y, row) in rows.iter().enumerate() {
            if let Some(below) = rows.get(y + AROUND) {
                light
                    .iter_mut()
                    .zip(*below)
                    .for_each(|(sum, &value)| *sum += u32::from(value));
            }
            if let Some(above) = y.checked_sub(AROUND + 1) {
                light
                    .iter_mut()
                    .zip(rows[above])
                    .for_each(|(sum, &value)| *sum -= u32::from(value));
            }
            let height = (y + AROUND + 1).min(rows.len()) - y.saturating_sub(AROUND);
            dark_in_row(row, &light, height as u32, &mut dark);
        }
        Self { width, dark }
    }

    /// How many rows of pixels there are.
    pub fn height(&self) -> usize {
        self.dark.len() / self.width
    }

    /// The part of each row that lies in an area in points.
    pub(super) fn rows_in(&mut self, area: Area) -> impl Iterator<Item = &mut [bool]> {
        let pixel = |points: f32| (points * DPI as f32 / super::pdf::POINTS_PER_INCH).max(0.0) as usize;
        let (x0, x1) = (pixel(area.x0).min(self.width), pixel(area.x1).min(self.width));
        let (y0, y1) = (pixel(area.y0), pixel(area.y1));
        let rows = self.dark.chunks_exact_mut(self.width);
        rows.take(y1).skip(y0).map(move |row| &mut row[x0..x1.max(x0)])
    }
}

/// Which pixels of a row are dark, by the light of each column in `height` rows around it.
fn dark_in_row(row: &[u8], light: &[u32], height: u32, dark: &mut Vec<bool>) {
    /// The share of the paper's light above which a pixel is paper, in per cent.
    const PAPER: u32 = 78;
    let mut total: u32 = light.iter().take(AROUND).sum();
    let mut columns = light.len().min(AROUND) as u32;
    for (x, &value) in row.iter().enumerate() {
        if let Some(right) = light.get(x + AROUND) {
            total += right;
            columns += 1;
        }
        if let Some(left) = x.checked_sub(AROUND + 1) {
            total -= light[left];
            columns -= 1;
        }
        dark.push(u32::from(value) * columns * height * 100 < total * PAPER);
    }
}

/// A dark spot, in pixels; the far edges are exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spot {
    pub x0: usize,
    pub y0: usize,
    pub x1: usize,
    pub y1: usize,
    /// How many of its pixels are dark.
    pub dark: usize,
}

impl Spot {
    pub fn width(&self) -> usize {
        self.x1 - self.x0
    }

    pub fn height(&self) -> usize {
        self.y1 - self.y0
    }

    /// Whether no more pixels than this lie between two spots, across and down.
    pub fn is_within(&self, other: &Self, pixels: usize) -> bool {
        self.x0 <= other.x1 + pixels
            && other.x0 <= self.x1 + pixels
            && self.y0 <= other.y1 + pixels
            && other.y0 <= self.y1 + pixels
    }

    /// Both as one.
    pub fn union(self, other: Self) -> Self {
        Self {
            x0: self.x0.min(other.x0),
            y0: self.y0.min(other.y0),
            x1: self.x1.max(other.x1),
            y1: self.y1.max(other.y1),
            dark: self.dark + other.dark,
        }
    }

    /// As high as letters of 6 to 24 points, and no rule, nor the frame of a field in a form.
    fn may_be_letters(&self) -> bool {
        let is_filled = self.dark * 4 >= self.width() * self.height();
        is_filled && (4..=36).contains(&self.height()) && self.width() >= 2 && self.width() <= 25 * self.height()
    }

    /// True for a spot that stands beside this one in a line of text.
    fn is_followed_by(&self, next: &Self) -> bool {
        let (low, high) = (self.height().min(next.height()), self.height().max(next.height()));
        let shared = self.y1.min(next.y1).saturating_sub(self.y0.max(next.y0));
        shared * 2 >= low && high <= 4 * low && next.x0 <= self.x1 + 3 * high
    }
}

/// Looks for lines of text; `signs` are those of the text layer, in points.
pub fn shown_text(ink: &Ink, signs: impl Iterator<Item = Area>) -> ShownText {
    /// Lines of fewer spots, or shorter than so many times their height, may be anything.
    const LEAST_SPOTS: usize = 3;
    const LEAST_LENGTH: usize = 6;
    let known = Known::new(ink, signs);
    let mut text = ShownText::default();
    for line in lines(spots(ink)) {
        let length: usize = line.iter().map(Spot::width).sum();
        let height = line.iter().map(Spot::height).max().unwrap_or(0);
        if line.len() < LEAST_SPOTS || length < LEAST_LENGTH * height {
            continue;
        }
        let without: usize = line.iter().filter(|spot| !known.holds(spot)).map(Spot::width).sum();
        text.length += u32::try_from(length).unwrap_or(u32::MAX);
        text.without_layer += u32::try_from(without).unwrap_or(u32::MAX);
    }
    text
}

/// The lines of text, or parts of lines, on which no sign lies, as areas in points: two letters or more that are about as high as the
/// `usual` sign, in points.
pub fn lines_without_signs(ink: &Ink, signs: impl Iterator<Item = Area>, usual: f32) -> Vec<Area> {
    let known = Known::new(ink, signs);
    let points = |pixels: usize| pixels as f32 * super::pdf::POINTS_PER_INCH / DPI as f32;
    let usual_height = |spot: &Spot| (0.6..1.6).contains(&(points(spot.height()) / usual));
    let parts = lines(spots(ink)).into_iter().flat_map(|line| {
        let parts = line.chunk_by(|a, b| known.holds(a) == known.holds(b));
        let unknown = parts.filter(|part| !known.holds(&part[0]));
        let whole = unknown.filter_map(|part| part.iter().copied().reduce(Spot::union));
        // Two letters or more, which may have run together.
        let letters = whole.filter(|part| usual_height(part) && part.width() > part.height());
        letters.collect::<Vec<_>>()
    });
    parts
        .map(|part| Area {
            x0: points(part.x0),
            y0: points(part.y0),
            x1: points(part.x1),
            y1: points(part.y1),
        })
        .collect()
}

/// The pixels on which the text layer has signs.
struct Known(Ink);

impl Known {
    fn new(ink: &Ink, signs: impl Iterator<Item = Area>) -> Self {
        /// Points by which a sign may lie beside its picture.
        const TOLERANCE: f32 = 3.0;
        let mut known = Ink {
            width: ink.width,
            dark: vec![false; ink.dark.len()],
        };
        for sign in signs {
            let around = Area {
                x0: sign.x0 - TOLERANCE,
                y0: sign.y0 - TOLERANCE,
                x1: sign.x1 + TOLERANCE,
                y1: sign.y1 + TOLERANCE,
            };
            known.rows_in(around).for_each(|row| row.fill(true));
        }
        Self(known)
    }

    /// True where the middle row of the spot lies under signs for at least half of its length.
    fn holds(&self, spot: &Spot) -> bool {
        let row = &self.0.dark[(spot.y0 + spot.y1) / 2 * self.0.width..][spot.x0..spot.x1];
        row.iter().filter(|&&known| known).count() * 2 >= row.len()
    }
}

/// Puts spots that stand side by side together.
fn lines(mut spots: Vec<Spot>) -> Vec<Vec<Spot>> {
    spots.retain(Spot::may_be_letters);
    spots.sort_by_key(|spot| (spot.x0, spot.y0));
    let mut lines: Vec<Vec<Spot>> = Vec::new();
    for spot in spots {
        let follows = |line: &&mut Vec<Spot>| line.last().is_some_and(|last| last.is_followed_by(&spot));
        match lines.iter_mut().rev().find(follows) {
            Some(line) => line.push(spot),
            None => lines.push(vec![spot]),
        }
    }
    lines
}

/// The connected spots of dark pixels, row by row, also over corners.
pub(super) fn spots(ink: &Ink) -> Vec<Spot> {
    let mut spots: Vec<Spot> = Vec::new();
    // Where a spot went when it was found to be a part of another.
    let mut parents: Vec<usize> = Vec::new();
    let mut above: Vec<(usize, usize, usize)> = Vec::new();
    for (y, row) in ink.dark.chunks_exact(ink.width).enumerate() {
        let mut runs = Vec::new();
        let mut first_above = 0;
        for (x0, x1) in runs_of(row) {
            let mut own = None;
            while above.get(first_above).is_some_and(|&(_, end, _)| end < x0) {
                first_above += 1;
            }
            for &(_, _, other) in above[first_above..].iter().take_while(|&&(start, ..)| start <= x1) {
                let other = root(&mut parents, other);
                match own {
                    Some(own) if own != other => {
                        parents[other] = own;
                        spots[own] = spots[own].union(spots[other]);
                    }
                    _ => own = Some(other),
                }
            }
            let run = Spot {
                x0,
                y0: y,
                x1,
                y1: y + 1,
                dark: x1 - x0,
            };
            let own = own.unwrap_or_else(|| {
                spots.push(Spot { dark: 0, ..run });
                parents.push(parents.len());
                parents.len() - 1
            });
            spots[own] = spots[own].union(run);
            runs.push((x0, x1, own));
        }
        above = runs;
    }
    let is_whole = |index: &usize| parents[*index] == *index;
    (0..spots.len()).filter(is_whole).map(|index| spots[index]).collect()
}

fn root(parents: &mut [usize], mut index: usize) -> usize {
    while parents[index] != index {
        parents[index] = parents[parents[index]];
        index = parents[index];
    }
    index
}

/// The runs of dark pixels of a row, as first and one past the last.
fn runs_of(row: &[bool]) -> impl Iterator<Item = (usize, usize)> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + row[at..].iter().position(|&dark| dark)?;
        let length = row[start..].iter().position(|&dark| !dark);
        at = length.map_or(row.len(), |length| start + length);
        Some((start, at))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const WIDTH: usize = 400;

    /// A page of lines of letters at these heights: blocks of 6 × 8 pixels, two apart, eight a word.
    fn page(lines: &[usize]) -> Grey {
        let mut values = vec![230; WIDTH * 300];
        for &top in lines {
            for letter in (0..40).filter(|letter| letter % 9 != 8) {
                for y in top..top + 8 {
                    values[y * WIDTH + 20 + letter * 8..][..6].fill(30);
                }
            }
        }
        Grey { width: WIDTH, values }
    }

    /// The sign of a text layer that covers these rows of pixels.
    fn rows(y0: usize, y1: usize) -> Area {
        let points = |pixels: usize| pixels as f32 * 72.0 / DPI as f32;
        Area {
            x0: 0.0,
            y0: points(y0),
            x1: points(WIDTH),
            y1: points(y1),
        }
    }

    #[test]
    fn lines_without_signs_are_found() {
        let ink = Ink::of(&page(&[20, 50, 80, 110]));
        let all = shown_text(&ink, [rows(10, 130)].into_iter());
        assert!(all.length > 600 && all.without_layer == 0, "{all:?}");
        let half = shown_text(&ink, [rows(10, 65)].into_iter());
        assert_eq!(half.without_layer * 2, half.length);
    }

    #[test]
    fn a_line_without_signs_is_told_where_it_stands() {
        let ink = Ink::of(&page(&[20, 50]));
        let usual = 8.0 * 72.0 / DPI as f32;
        let found = lines_without_signs(&ink, [rows(10, 40)].into_iter(), usual);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!((35.0..37.0).contains(&found[0].y0), "{found:?}");
        assert!(lines_without_signs(&ink, [rows(10, 70)].into_iter(), usual).is_empty());
    }

    #[test]
    fn pale_ink_becomes_black_and_grain_stays() {
        let mut pale = page(&[20, 50]);
        pale.values.iter_mut().for_each(|value| *value = 200 + *value / 8);
        assert!(shown_text(&Ink::of(&pale), std::iter::empty()).length == 0);
        assert!(shown_text(&Ink::of(&pale.in_contrast()), std::iter::empty()).length > 300);
        let grain = (0..WIDTH * 300)
            .map(|at| 225 + u8::try_from(at % 10).unwrap())
            .collect();
        let empty = Grey {
            width: WIDTH,
            values: grain,
        };
        let before = empty.values.clone();
        assert_eq!(empty.in_contrast().values, before);
    }

    #[test]
    fn rules_frames_spots_and_shades_are_no_text() {
        let mut image = page(&[]);
        // Three fields of a form, side by side.
        for left in [30, 140, 250] {
            for y in 200..214 {
                let is_edge = y == 200 || y == 213;
                image.values[y * WIDTH + left..][..90].fill(if is_edge { 0 } else { 230 });
                image.values[y * WIDTH + left] = 0;
                image.values[y * WIDTH + left + 89] = 0;
            }
        }
        image.values[100 * WIDTH..101 * WIDTH].fill(0);
        for at in (0..200).step_by(7) {
            image.values[(at + 3) * WIDTH + at] = 0;
        }
        for (index, value) in image.values.iter_mut().enumerate() {
            *value = value.saturating_sub(u8::try_from(index % WIDTH / 4).unwrap());
        }
        assert_eq!(shown_text(&Ink::of(&image), std::iter::empty()), ShownText::default());
    }
}
