//! Where things lie on a page: from a PDF's coordinates to the page as a viewer shows it, in points from its top left
//! corner, `y` downwards.

use crate::capture::text_layer::Area;
use crate::scan::BoundingBox;

/// PDF's unit of length.
pub const POINTS_PER_INCH: f32 = 72.0;

/// The part of the sheet that is shown, and how it is turned.
#[derive(Debug, Clone, Copy)]
pub struct PageFrame {
    /// Left edge in the PDF's coordinates.
    pub left: f32,
    /// Top edge in the PDF's coordinates.
    pub top: f32,
    /// Width in points before turning.
    pub width: f32,
    /// Height in points before turning.
    pub height: f32,
    /// Quarters of a circle that the viewer turns the page by, clockwise.
    pub quarters: u8,
}

impl PageFrame {
    /// Width and height in points as shown.
    pub fn size(&self) -> (f32, f32) {
        turned_size((self.width, self.height), self.quarters)
    }

    /// From the PDF's coordinates to the page as shown.
    pub fn affine(&self) -> Affine {
        let upright = Affine([1.0, 0.0, 0.0, -1.0, -self.left, self.top]);
        let (width, height) = (self.width, self.height);
        upright.then(match self.quarters {
            1 => Affine([0.0, 1.0, -1.0, 0.0, height, 0.0]),
            2 => Affine([-1.0, 0.0, 0.0, -1.0, width, height]),
            3 => Affine([0.0, -1.0, 1.0, 0.0, 0.0, width]),
            _ => Affine::IDENTITY,
        })
    }

    /// A rectangle given by two opposite corners in the PDF's coordinates.
    pub fn area(&self, a: (f32, f32), b: (f32, f32)) -> Area {
        let affine = self.affine();
        corners(affine.apply(a), affine.apply(b))
    }
}

/// An affine map as PDF writes it: `x' = a x + c y + e`, `y' = b x + d y + f`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Affine(pub [f32; 6]);

impl Affine {
    /// Leaves everything where it is.
    pub const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// This map, and `next` after it.
    pub fn then(self, next: Self) -> Self {
        let [a, b, c, d, ..] = self.0;
        let [na, nb, nc, nd, ..] = next.0;
        let (e, f) = next.apply((self.0[4], self.0[5]));
        Self([na * a + nc * b, nb * a + nd * b, na * c + nc * d, nb * c + nd * d, e, f])
    }

    /// Where a point comes to lie.
    pub fn apply(self, (x, y): (f32, f32)) -> (f32, f32) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }
}

/// How an image is to be turned to lie as the page shows it: clockwise first, then mirrored left to right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turn {
    /// Quarters of a circle, clockwise.
    pub quarters: u8,
    /// Mirrored left to right after turning.
    pub mirrored: bool,
}

/// An image and its place on the page.
#[derive(Debug, Clone, Copy)]
pub struct Placement {
    /// Which image of the page it is, in the order of drawing.
    pub ordinal: usize,
    /// Where it lies on the page, also where that is outside.
    pub area: Area,
    /// The share of the page that it covers.
    pub coverage: f32,
    /// Width and height of the image itself in pixels.
    size: (u32, u32),
    /// The image's right and down on the page.
    right: (f32, f32),
    down: (f32, f32),
}

impl Placement {
    /// Places an image whose unit square `matrix` puts on the page.
    pub fn new(ordinal: usize, size: (u32, u32), matrix: Affine, frame: &PageFrame) -> Self {
        let top_left = matrix.apply((0.0, 1.0));
        let difference = |(x, y): (f32, f32)| (x - top_left.0, y - top_left.1);
        let area = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0)]
            .map(|corner| matrix.apply(corner))
            .iter()
            .fold(corners(top_left, top_left), |area, &corner| {
                let point = corners(corner, corner);
                Area {
                    x0: area.x0.min(point.x0),
                    y0: area.y0.min(point.y0),
                    x1: area.x1.max(point.x1),
                    y1: area.y1.max(point.y1),
                }
            });
        let (width, height) = frame.size();
        let seen = (area.x1.min(width) - area.x0.max(0.0)).max(0.0) * (area.y1.min(height) - area.y0.max(0.0)).max(0.0);
        Self {
            ordinal,
            area,
            coverage: seen / (width * height).max(1.0),
            size,
            right: difference(matrix.apply((1.0, 1.0))),
            down: difference(matrix.apply((0.0, 0.0))),
        }
    }

    /// How many pixels the image has.
    pub fn pixels(&self) -> u64 {
        u64::from(self.size.0) * u64::from(self.size.1)
    }

    /// The longer side of the image in pixels.
    pub fn long_side(&self) -> u32 {
        self.size.0.max(self.size.1)
    }

    /// The image's resolution on the page.
    pub fn dpi(&self) -> f32 {
        self.size.0 as f32 / self.right.0.hypot(self.right.1).max(0.01) * POINTS_PER_INCH
    }

    /// How the image is to be turned; nothing where it lies askew or its pixels are not square.
    pub fn turn(&self) -> Option<Turn> {
        /// Less than half a pixel in a line of text, and pixels that no eye sees as oblong.
        const ASKEW: f32 = 0.002;
        const OBLONG: f32 = 0.02;
        let down_dpi = self.size.1 as f32 / self.down.0.hypot(self.down.1).max(0.01) * POINTS_PER_INCH;
        if (down_dpi / self.dpi() - 1.0).abs() > OBLONG {
            return None;
        }
        let quarter = |(x, y): (f32, f32)| {
            let along = x.abs().max(y.abs()) * ASKEW;
            match (x.abs() <= along, y.abs() <= along) {
                (false, true) => Some(if x > 0.0 { 0 } else { 2 }),
                (true, false) => Some(if y > 0.0 { 1 } else { 3 }),
                _ => None,
            }
        };
        let (right, down) = (quarter(self.right)?, quarter(self.down)?);
        match (down + 4 - right) % 4 {
            1 => Some(Turn {
                quarters: right,
                mirrored: false,
            }),
            // Mirroring afterwards leaves what points up or down, and swaps left and right.
            3 => Some(Turn {
                quarters: if down % 2 == 1 { (down + 3) % 4 } else { (down + 1) % 4 },
                mirrored: true,
            }),
            _ => None,
        }
    }
}

/// Width and height after turning by quarters of a circle.
pub fn turned_size((width, height): (f32, f32), quarters: u8) -> (f32, f32) {
    if quarters.is_multiple_of(2) {
        (width, height)
    } else {
        (height, width)
    }
}

/// Where a rectangle on a page of `size` lies after turning the page clockwise.
pub fn turned_area(area: Area, (width, height): (f32, f32), quarters: u8) -> Area {
    let turn = |(x, y): (f32, f32)| match quarters % 4 {
        1 => (height - y, x),
        2 => (width - x, height - y),
        3 => (y, width - x),
        _ => (x, y),
    };
    corners(turn((area.x0, area.y0)), turn((area.x1, area.y1)))
}

/// Where a box on an image of `size` lies after turning the image clockwise.
pub fn turned_box(area: BoundingBox, (width, height): (u32, u32), quarters: u8) -> BoundingBox {
    let turn = |(x, y): (u32, u32)| match quarters % 4 {
        1 => (height.saturating_sub(y), x),
        2 => (width.saturating_sub(x), height.saturating_sub(y)),
        3 => (y, width.saturating_sub(x)),
        _ => (x, y),
    };
    let (a, b) = (turn((area.x0, area.y0)), turn((area.x1, area.y1)));
    BoundingBox {
        x0: a.0.min(b.0),
        y0: a.1.min(b.1),
        x1: a.0.max(b.0),
        y1: a.1.max(b.1),
    }
}

/// The rectangle in other units.
pub fn scaled(area: Area, scale: f32) -> Area {
    Area {
        x0: area.x0 * scale,
        y0: area.y0 * scale,
        x1: area.x1 * scale,
        y1: area.y1 * scale,
    }
}

/// A length in points as whole pixels, at least one.
pub fn pixels(points: f32, dpi: u32) -> u32 {
    ((points * dpi as f32 / POINTS_PER_INCH).round() as u32).max(1)
}

fn corners(a: (f32, f32), b: (f32, f32)) -> Area {
    Area {
        x0: a.0.min(b.0),
        y0: a.1.min(b.1),
        x1: a.0.max(b.0),
        y1: a.1.max(b.1),
    }
}

/// True where two small images show the same, but for sharpness: their pixels differ little, or go up and down together.
pub fn alike<I: Iterator<Item = (u8, u8)>>(pairs: impl Fn() -> I) -> bool {
    /// Mean difference in grey values that two ways of scaling down can make.
    const DIFFERENCE: f64 = 3.0;
    const CORRELATION: f64 = 0.9;
    let count = pairs().count().max(1) as f64;
    let mean =
        |of: &dyn Fn((f64, f64)) -> f64| pairs().map(|(a, b)| of((f64::from(a), f64::from(b)))).sum::<f64>() / count;
    let (mean_a, mean_b) = (mean(&|(a, _)| a), mean(&|(_, b)| b));
    let covariance = mean(&|(a, b)| (a - mean_a) * (b - mean_b));
    let spread_a = mean(&|(a, _)| (a - mean_a).powi(2)).sqrt();
    let spread_b = mean(&|(_, b)| (b - mean_b).powi(2)).sqrt();
    let difference = mean(&|(a, b)| (a - b).abs());
    let offset = (mean_a - mean_b).abs();
    difference <= DIFFERENCE || (offset < 16.0 && covariance >= CORRELATION * spread_a * spread_b)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: PageFrame = PageFrame {
        left: 10.0,
        top: 110.0,
        width: 50.0,
        height: 100.0,
        quarters: 0,
    };

    fn frame(quarters: u8) -> PageFrame {
        PageFrame { quarters, ..FRAME }
    }

    /// The matrix of an image that fills the sheet, as a scanner writes it.
    const FILLS: Affine = Affine([50.0, 0.0, 0.0, 100.0, 10.0, 10.0]);

    fn place(matrix: Affine, frame: PageFrame) -> Placement {
        Placement::new(0, (500, 1000), matrix.then(frame.affine()), &frame)
    }

    #[test]
    fn the_viewer_turns_the_page() {
        for (quarters, corner) in [(0, (0.0, 0.0)), (1, (100.0, 0.0)), (2, (50.0, 100.0)), (3, (0.0, 50.0))] {
            assert_eq!(frame(quarters).affine().apply((10.0, 110.0)), corner, "{quarters}");
        }
    }

    #[test]
    fn an_image_that_fills_the_page_is_turned_with_it() {
        for quarters in 0..4 {
            let placement = place(FILLS, frame(quarters));
            assert!((placement.coverage - 1.0).abs() < 1e-3);
            assert!((placement.dpi() - 720.0).abs() < 0.5);
            let turn = Turn {
                quarters,
                mirrored: false,
            };
            assert_eq!(placement.turn(), Some(turn));
        }
    }

    #[test]
    fn flips_are_told_from_turns() {
        let upside_down = Affine([-50.0, 0.0, 0.0, -100.0, 60.0, 110.0]);
        let mirrored = Affine([-50.0, 0.0, 0.0, 100.0, 60.0, 10.0]);
        let flipped = Affine([50.0, 0.0, 0.0, -100.0, 10.0, 110.0]);
        for (matrix, quarters, is_mirrored) in [(upside_down, 2, false), (mirrored, 0, true), (flipped, 2, true)] {
            let turn = Turn {
                quarters,
                mirrored: is_mirrored,
            };
            assert_eq!(place(matrix, FRAME).turn(), Some(turn), "{matrix:?}");
        }
    }

    #[test]
    fn askew_or_oblong_images_are_left_to_the_renderer() {
        let askew = Affine([50.0, 1.0, -1.0, 100.0, 10.0, 10.0]);
        assert_eq!(place(askew, FRAME).turn(), None);
        let oblong = Affine([50.0, 0.0, 0.0, 50.0, 10.0, 10.0]);
        assert_eq!(place(oblong, FRAME).turn(), None);
    }

    #[test]
    fn what_lies_outside_the_page_covers_nothing() {
        let half_outside = Affine([50.0, 0.0, 0.0, 100.0, 35.0, 10.0]);
        assert!((place(half_outside, FRAME).coverage - 0.5).abs() < 1e-3);
    }

    #[test]
    fn areas_turn_with_the_page() {
        let area = corners((1.0, 2.0), (3.0, 4.0));
        assert_eq!(turned_area(area, (50.0, 100.0), 1), corners((98.0, 1.0), (96.0, 3.0)));
        assert_eq!(turned_area(area, (50.0, 100.0), 2), corners((49.0, 98.0), (47.0, 96.0)));
        assert_eq!(turned_area(area, (50.0, 100.0), 3), corners((2.0, 49.0), (4.0, 47.0)));
    }

    #[test]
    fn boxes_turn_there_and_back() {
        let area = BoundingBox::from([1, 2, 3, 5]);
        assert_eq!(turned_box(area, (50, 100), 1), BoundingBox::from([95, 1, 98, 3]));
        for quarters in 0..4_u8 {
            let size = if quarters.is_multiple_of(2) {
                (50, 100)
            } else {
                (100, 50)
            };
            assert_eq!(
                turned_box(turned_box(area, (50, 100), quarters), size, 4 - quarters),
                area
            );
        }
    }

    #[test]
    fn sameness_allows_for_sharpness_and_not_for_other_content() {
        let bars: Vec<u8> = (0..900).map(|i| if i / 30 % 2 == 0 { 250 } else { 120 }).collect();
        let blurred: Vec<u8> = bars.iter().map(|value| value / 2 + 90).collect();
        let shifted: Vec<u8> = bars.iter().rev().copied().collect();
        let negative: Vec<u8> = bars.iter().map(|value| 255 - value).collect();
        let same = |other: &[u8]| alike(|| bars.iter().copied().zip(other.iter().copied()));
        assert!(same(&bars) && same(&blurred));
        assert!(!same(&shifted) && !same(&negative));
    }
}
