//! PDF pages as what they are: text that a program wrote, or an image of paper. The only file that knows pdfium-render.

use std::collections::BTreeSet;
use std::path::Path;

use pdfium_render::prelude::{
    PdfBitmap, PdfBitmapFormat, PdfDocument, PdfMatrix, PdfPage, PdfPageAnnotationType, PdfPageImageObject,
    PdfPageObject, PdfPageObjectsCommon, PdfPageRenderRotation, PdfPageText, PdfPageTextRenderMode, PdfRenderConfig,
    Pdfium, PdfiumError, PdfiumInternalError,
};

use super::ink::{self, Grey, Ink, ShownText};
use super::leptonica::{Pix, Undecodable};
use super::strokes;
use super::text_choice::{self, Layer, TextLayer};
use super::text_layer::{self, Area, Glyph};
use crate::clean::restoration::{self, legibility::Legibility};
use crate::error::SourceFault;
use crate::installation;
use crate::scan::{BoundingBox, Word};

mod placement;

pub use placement::POINTS_PER_INCH;
use placement::{Affine, PageFrame, Placement};

/// The version of pdfium that set-up brings; the library cannot tell it.
pub const ENGINE: &str = "pdfium 8149";

/// A page whose long side has at least this many pixels in its own image is read from that image; a coarser one is
/// rendered larger, which the OCR engine reads better.
const LEAST_LONG_SIDE: u32 = 1600;

/// An image that covers this share of the page is the page.
const COVERS_PAGE: f32 = 0.85;

/// On a page that images cover to this share, text may lie behind them as OCR programs put it there.
const MAY_BE_SCAN: f32 = 0.5;

/// Images that cover less of the page are logotypes and stamps.
const MAY_SHOW_TEXT: f32 = 0.05;

/// The PDF library.
pub struct Library(Pdfium);

/// An open PDF.
pub struct PdfFile<'a>(PdfDocument<'a>);

/// What a page of a PDF gives.
pub enum Content {
    /// Text with no need of OCR.
    Text {
        /// In reading order.
        words: Vec<Word>,
        /// Ink of a scan that the words say nothing of.
        strokes: Vec<BoundingBox>,
        /// Width and height of the page in pixels at the resolution asked for.
        size: (u32, u32),
        /// Quarters of a circle that the page was turned by clockwise.
        quarters: u8,
        /// Why the text layer was taken.
        reason: String,
    },
    /// An image, to be read by OCR.
    Image {
        /// The page as a viewer shows it, in grey.
        image: Pix,
        /// Resolution of the image in dots per inch.
        dpi: u32,
        /// Why it is read by OCR.
        reason: String,
        /// True where the page had to be rendered at a lower resolution than asked for.
        reduced: bool,
    },
    /// The page is so large that nothing on it could be read within the pixel limit.
    TooLarge {
        /// Width and height in inches.
        inches: (f32, f32),
    },
}

/// How a page is looked at.
#[derive(Debug, Clone, Copy)]
pub struct View {
    /// Whether its text layer is taken.
    pub text_layer: TextLayer,
    /// Dots per inch for rendering and for the boxes of text layers.
    pub dpi: u32,
    /// Most pixels that an image may have.
    pub most_pixels: u64,
}

/// The page cannot be opened, decoded or rendered.
#[derive(Debug, thiserror::Error)]
pub enum PageFault {
    /// The page's description is damaged.
    #[error("the PDF library cannot open it")]
    Unopenable,
    /// Drawing the page failed.
    #[error("the PDF library cannot draw it")]
    Undrawable,
}

impl From<Undecodable> for PageFault {
    fn from(_: Undecodable) -> Self {
        Self::Undrawable
    }
}

impl Library {
    /// Loads libpdfium.
    ///
    /// # Errors
    /// [`SourceFault::MissingPart`].
    pub fn load() -> Result<Self, SourceFault> {
        let file = installation::pdfium_library()?;
        let bindings = Pdfium::bind_to_library(&file).map_err(|error| SourceFault::MissingPart {
            part: "a usable PDF library libpdfium.so".to_owned(),
            looked: format!("{}: {error:?}", file.display()),
        })?;
        Ok(Self(Pdfium::new(bindings)))
    }

    /// Opens a PDF, with the first of the passwords that fits where it needs one.
    ///
    /// # Errors
    /// [`SourceFault::PasswordProtected`], [`SourceFault::Damaged`], [`SourceFault::NoPages`].
    pub fn open(&self, path: &Path, passwords: &[String]) -> Result<PdfFile<'_>, SourceFault> {
        let open = |password| self.0.load_pdf_from_file(path, password).map_err(open_fault);
        let mut document = open(None);
        for password in passwords {
            if document.as_ref().err() != Some(&SourceFault::PasswordProtected) {
                break;
            }
            document = open(Some(password.as_str()));
        }
        let document = document?;
        if document.pages().is_empty() {
            return Err(SourceFault::NoPages);
        }
        Ok(PdfFile(document))
    }
}

fn open_fault(error: PdfiumError) -> SourceFault {
    let detail = match error {
        PdfiumError::PdfiumLibraryInternalError(PdfiumInternalError::PasswordError) => {
            return SourceFault::PasswordProtected;
        }
        PdfiumError::PdfiumLibraryInternalError(PdfiumInternalError::SecurityError) => {
            return SourceFault::PasswordProtected;
        }
        PdfiumError::IoError(error) => {
            return SourceFault::Unreadable {
                detail: error.to_string(),
            };
        }
        PdfiumError::PdfiumLibraryInternalError(PdfiumInternalError::FormatError) => {
            "it begins as a PDF, but its parts cannot be found"
        }
        _ => "the PDF library cannot open it",
    };
    SourceFault::Damaged {
        detail: detail.to_owned(),
    }
}

impl PdfFile<'_> {
    /// How many pages the file has, at least 1.
    pub fn page_count(&self) -> u32 {
        u32::try_from(self.0.pages().len()).unwrap_or(0)
    }

    /// What page `number` (from 1) gives.
    ///
    /// # Errors
    /// [`PageFault`] where nothing of the page can be seen.
    pub fn content(&self, number: u32, view: View) -> Result<Content, PageFault> {
        let index = i32::try_from(number - 1).map_err(|_| PageFault::Unopenable)?;
        let mut page = self.0.pages().get(index).map_err(|_| PageFault::Unopenable)?;
        let frame = frame(&page);
        let (placements, drawings) = images(&page, &frame);
        let covered: f32 = placements.iter().map(|placement| placement.coverage).sum();
        let glyphs = page_glyphs(&page, &frame);
        let taken = layer_glyphs(&glyphs, covered);
        let layer = layer(&taken, &frame, covered >= COVERS_PAGE);
        let choice = text_choice::choose(view.text_layer, &layer, || {
            let may_lack = layer.hidden > 0 || covered >= MAY_SHOW_TEXT || drawings * 5 > layer.signs;
            may_lack.then(|| shown_text(&page, &frame, &taken).ok()).flatten()
        });
        match choice {
            Ok(reason) => {
                let taken = if layer.hidden == 0 {
                    with_annotations(&mut page, &frame, taken)
                } else {
                    taken
                };
                let mut content = text_content(&taken, &frame, view.dpi, reason);
                if let Content::Text {
                    strokes, quarters: 0, ..
                } = &mut content
                    && layer.hidden > 0
                {
                    *strokes = strokes_of(&page, &frame, &taken, view.dpi);
                }
                Ok(content)
            }
            Err(reason) => image_content(&page, &frame, &placements, &glyphs, view, reason),
        }
    }

    /// Page `number` (from 1) as a viewer shows it, in grey, with a longer side of so many pixels.
    ///
    /// # Errors
    /// [`PageFault`] where it cannot be drawn.
    pub fn picture(&self, number: u32, long_side: u32) -> Result<Pix, PageFault> {
        let index = i32::try_from(number - 1).map_err(|_| PageFault::Unopenable)?;
        let page = self.0.pages().get(index).map_err(|_| PageFault::Unopenable)?;
        let (width, height) = frame(&page).size();
        let scale = long_side as f32 / width.max(height).max(1.0);
        render(&page, (width * scale) as u32, (height * scale) as u32)
    }
}

/// A character of the text layer in the page's own space, and whether a viewer shows it.
#[derive(Clone, Copy)]
struct PlacedGlyph {
    character: char,
    /// Corners on the page as a viewer shows it, in points from its top left corner.
    area: Area,
    /// Quarters of a circle by which the page as shown must be turned clockwise for the character to be upright.
    quarters: u8,
    shown: bool,
    /// Tells the fonts of the page apart.
    font: u32,
}

fn page_glyphs(page: &PdfPage, frame: &PageFrame) -> Vec<PlacedGlyph> {
    page.text().map(|text| glyphs(&text, frame)).unwrap_or_default()
}

/// The characters of the page together with those that stand in form fields, stamps and notes on it, which viewers show
/// and which belong to no text layer.
fn with_annotations(page: &mut PdfPage, frame: &PageFrame, glyphs: Vec<PlacedGlyph>) -> Vec<PlacedGlyph> {
    let has_text = page.annotations().iter().any(|annotation| {
        matches!(
            annotation.annotation_type(),
            PdfPageAnnotationType::Widget | PdfPageAnnotationType::FreeText | PdfPageAnnotationType::Stamp
        )
    });
    if !has_text || page.flatten().is_err() {
        return glyphs;
    }
    let mut flattened = page_glyphs(page, frame);
    flattened.retain(|glyph| glyph.shown);
    // Flattening rewrites the page, and a damaged one may come out poorer.
    if flattened.len() > glyphs.len() {
        flattened
    } else {
        glyphs
    }
}

/// The characters that may be the page's text: all where they may lie behind a scan, else those that viewers show.
fn layer_glyphs(glyphs: &[PlacedGlyph], covered: f32) -> Vec<PlacedGlyph> {
    let shows_any = glyphs.iter().any(|glyph| glyph.shown && is_sign(glyph));
    let may_lie_behind = covered >= MAY_BE_SCAN || !shows_any;
    let taken = glyphs.iter().filter(|glyph| glyph.shown || may_lie_behind);
    taken.copied().collect()
}

fn is_sign(glyph: &PlacedGlyph) -> bool {
    !glyph.character.is_whitespace()
}

/// What there is to know of the characters before they are taken for the page's text.
fn layer(glyphs: &[PlacedGlyph], frame: &PageFrame, is_under_image: bool) -> Layer {
    let signs = || glyphs.iter().filter(|glyph| is_sign(glyph));
    Layer {
        signs: signs().count(),
        unmapped: signs().filter(|glyph| is_unmapped(glyph.character)).count(),
        hidden: signs().filter(|glyph| !glyph.shown).count(),
        is_under_image,
        words: legibility(glyphs, frame),
        worst_font: worst_font(glyphs, frame),
    }
}

fn legibility(glyphs: &[PlacedGlyph], frame: &PageFrame) -> Legibility {
    // Any resolution tells the words apart.
    let words = page_words(glyphs, frame, POINTS_PER_INCH as u32);
    restoration::legibility_of(words.iter().map(|word| word.text.as_str()))
}

/// The words in the font whose words are most often none: one font may state wrong letters, or none, where the others are sound.
fn worst_font(glyphs: &[PlacedGlyph], frame: &PageFrame) -> Legibility {
    let fonts: BTreeSet<u32> = glyphs
        .iter()
        .filter(|glyph| is_sign(glyph))
        .map(|glyph| glyph.font)
        .collect();
    let of_font = |font: u32| {
        let own: Vec<PlacedGlyph> = glyphs.iter().filter(|glyph| glyph.font == font).copied().collect();
        legibility(&own, frame)
    };
    let share = |words: &Legibility| words.illegible * 1000 / words.words.max(1);
    let is_telling = |words: &Legibility| words.is_of_no_language();
    let all = fonts.into_iter().map(of_font).filter(is_telling);
    all.max_by_key(share).unwrap_or_default()
}

/// The text that a viewer shows, and what of it has no characters.
fn shown_text(page: &PdfPage, frame: &PageFrame, glyphs: &[PlacedGlyph]) -> Result<ShownText, PageFault> {
    let ink = ink_of(page, frame)?;
    Ok(ink::shown_text(&ink, glyphs.iter().map(|glyph| glyph.area)))
}

/// The ink of the page, drawn small.
fn ink_of(page: &PdfPage, frame: &PageFrame) -> Result<Ink, PageFault> {
    let (width, height) = in_pixels(frame.size(), ink::DPI);
    // A page too large to be looked at is judged by its words alone.
    if u64::from(width) * u64::from(height) > 20_000_000 {
        return Err(PageFault::Undrawable);
    }
    Ok(Ink::of(&Grey::of(&render(page, width, height)?)))
}

/// The ink of a scan on which no sign of its text layer lies; none where the page cannot be looked at.
fn strokes_of(page: &PdfPage, frame: &PageFrame, glyphs: &[PlacedGlyph], dpi: u32) -> Vec<BoundingBox> {
    let signs = glyphs.iter().filter(|glyph| is_sign(glyph)).map(|glyph| glyph.area);
    let found = ink_of(page, frame).map(|ink| strokes::strokes(ink, signs));
    found.map_or_else(
        |_| Vec::new(),
        |areas| areas.into_iter().map(|area| area.in_pixels(dpi)).collect(),
    )
}

/// Characters that stand for no letter: the font says how they look, but not what they mean.
fn is_unmapped(character: char) -> bool {
    matches!(character, '\u{fffd}' | '\u{e000}'..='\u{f8ff}' | '\0'..='\u{1}' | '\u{3}'..='\u{8}')
}

fn text_content(glyphs: &[PlacedGlyph], frame: &PageFrame, dpi: u32, reason: String) -> Content {
    let quarters = text_direction(glyphs);
    Content::Text {
        words: page_words(glyphs, frame, dpi),
        strokes: Vec::new(),
        size: in_pixels(placement::turned_size(frame.size(), quarters), dpi),
        quarters,
        reason,
    }
}

/// All words of the page, with their boxes on the page turned so that most of them are upright.
fn page_words(glyphs: &[PlacedGlyph], frame: &PageFrame, dpi: u32) -> Vec<Word> {
    let quarters = text_direction(glyphs);
    let mut words = Vec::new();
    // Text that runs another way, such as a mark of signing along the margin, comes after the rest.
    for turn in 0..4 {
        let direction = (quarters + turn) % 4;
        append(&mut words, words_in_direction(glyphs, frame, dpi, direction), |area| {
            let from = in_pixels(placement::turned_size(frame.size(), direction), dpi);
            placement::turned_box(area, from, 4 - turn)
        });
    }
    words
}

fn in_pixels((width, height): (f32, f32), dpi: u32) -> (u32, u32) {
    (placement::pixels(width, dpi), placement::pixels(height, dpi))
}

/// The words of the characters that are upright after turning the page clockwise, with their boxes on the turned page.
fn words_in_direction(glyphs: &[PlacedGlyph], frame: &PageFrame, dpi: u32, quarters: u8) -> Vec<Word> {
    let scale = dpi as f32 / POINTS_PER_INCH;
    let glyphs: Vec<Glyph> = glyphs
        .iter()
        .filter(|glyph| glyph.quarters == quarters)
        .map(|glyph| Glyph {
            character: glyph.character,
            area: placement::scaled(placement::turned_area(glyph.area, frame.size(), quarters), scale),
        })
        .collect();
    text_layer::words(&glyphs, in_pixels(placement::turned_size(frame.size(), quarters), dpi))
}

/// Adds words after those that are there, with lines and blocks that go on counting.
fn append(words: &mut Vec<Word>, more: Vec<Word>, place: impl Fn(BoundingBox) -> BoundingBox) {
    let (line, block) = words.last().map_or((0, 0), |word| (word.line, word.block));
    words.extend(more.into_iter().map(|word| Word {
        line: line + word.line,
        block: block + word.block,
        bbox: word.bbox.map(&place),
        ..word
    }));
}

/// By how many quarters the page, as a viewer shows it, must be turned clockwise for most of its text to be upright.
fn text_direction(glyphs: &[PlacedGlyph]) -> u8 {
    let mut votes = [0_usize; 4];
    for glyph in glyphs {
        votes[usize::from(glyph.quarters)] += 1;
    }
    (0..4)
        .rev()
        .max_by_key(|&quarters| votes[usize::from(quarters)])
        .unwrap_or(0)
}

fn image_content(
    page: &PdfPage,
    frame: &PageFrame,
    placements: &[Placement],
    glyphs: &[PlacedGlyph],
    view: View,
    reason: String,
) -> Result<Content, PageFault> {
    let text_is_shown = glyphs.iter().any(|glyph| glyph.shown && is_sign(glyph));
    let own = placements.iter().find(|placement| {
        placement.coverage >= COVERS_PAGE
            && placement.pixels() <= view.most_pixels
            && placement.long_side() >= LEAST_LONG_SIDE
    });
    if let Some(own) = own
        && !text_is_shown
        && let Some(image) = own_image(page, frame, own)?
    {
        return Ok(Content::Image {
            image,
            dpi: own.dpi().round() as u32,
            reason: format!("{reason}; the page is one scanned image, read at its own resolution"),
            reduced: false,
        });
    }
    rendered(page, frame, view, reason)
}

/// Draws the page at the resolution asked for, or at the highest that the pixel limit allows.
fn rendered(page: &PdfPage, frame: &PageFrame, view: View, reason: String) -> Result<Content, PageFault> {
    /// Below this not even headlines can be read.
    const LEAST_DPI: f32 = 70.0;
    let (width, height) = frame.size();
    let inches = (width / POINTS_PER_INCH, height / POINTS_PER_INCH);
    let highest = (view.most_pixels as f32 / (inches.0 * inches.1)).sqrt();
    let dpi = (view.dpi as f32).min(highest).floor();
    if dpi < LEAST_DPI.min(view.dpi as f32) {
        return Ok(Content::TooLarge { inches });
    }
    let dpi = dpi as u32;
    let image = render(page, placement::pixels(width, dpi), placement::pixels(height, dpi))?;
    Ok(Content::Image {
        image,
        dpi,
        reason: format!("{reason}; the page was drawn at {dpi} dpi"),
        reduced: dpi < view.dpi,
    })
}

fn render(page: &PdfPage, width: u32, height: u32) -> Result<Pix, PageFault> {
    let pixels = |length: u32| i32::try_from(length.max(1)).map_err(|_| PageFault::Undrawable);
    let config = PdfRenderConfig::new()
        .set_fixed_size(pixels(width)?, pixels(height)?)
        .set_format(PdfBitmapFormat::Gray)
        // pdfium-render reverses the bytes of colours by default, and fails on a format that has none.
        .set_reverse_byte_order(false);
    let bitmap = page.render_with_config(&config).map_err(|_| PageFault::Undrawable)?;
    grey(&bitmap)
}

/// The page's own image, placed on the page as a viewer shows it; nothing where a drawing of the page looks different
/// (masks, colour spaces, other drawings over it).
fn own_image(page: &PdfPage, frame: &PageFrame, placement: &Placement) -> Result<Option<Pix>, PageFault> {
    let Some(turn) = placement.turn() else {
        return Ok(None);
    };
    let mut bitmap = None;
    visit_images(page, frame, &mut |ordinal, image, _| {
        if ordinal == placement.ordinal {
            bitmap = image.get_raw_bitmap().ok().and_then(|bitmap| grey(&bitmap).ok());
        }
    });
    let Some(mut image) = bitmap else {
        return Ok(None);
    };
    if turn.quarters != 0 {
        image = image.turned(turn.quarters)?;
    }
    if turn.mirrored {
        image = image.mirrored()?;
    }
    let image = on_page(image, frame, placement)?;
    Ok(looks_like(&image, page)?.then_some(image))
}

/// Cuts off what lies outside the page and fills up what the image does not cover.
fn on_page(image: Pix, frame: &PageFrame, placement: &Placement) -> Result<Pix, PageFault> {
    /// Rounding in the file; a page is not copied for less.
    const TOLERANCE: i64 = 2;
    let pixels_per_point = placement.dpi() / POINTS_PER_INCH;
    let in_pixels = |points: f32| (points * pixels_per_point).round();
    let (width, height) = frame.size();
    let (width, height) = (in_pixels(width) as u32, in_pixels(height) as u32);
    let (x, y) = (in_pixels(placement.area.x0) as i32, in_pixels(placement.area.y0) as i32);
    let near = |a: u32, b: u32| (i64::from(a) - i64::from(b)).abs() <= TOLERANCE;
    if near(width, image.width()) && near(height, image.height()) && x.abs() <= 2 && y.abs() <= 2 {
        return Ok(image);
    }
    let mut page = Pix::white(width, height)?;
    page.paste(&image, (x, y))?;
    Ok(page)
}

/// Compares the image with a small drawing of the page.
fn looks_like(image: &Pix, page: &PdfPage) -> Result<bool, PageFault> {
    /// Wide enough to show the lines of text as grey bars.
    const WIDTH: u32 = 240;
    let height = (image.height() * WIDTH / image.width().max(1)).max(1);
    let small = image.scaled_to(WIDTH, height)?;
    let drawn = render(page, WIDTH, height)?;
    let pairs = || (0..height).flat_map(|y| small.row(y).zip(drawn.row(y)).collect::<Vec<_>>());
    Ok(placement::alike(pairs))
}

fn grey(bitmap: &PdfBitmap) -> Result<Pix, PageFault> {
    let size = (u32::try_from(bitmap.width()), u32::try_from(bitmap.height()));
    let (Ok(width @ 1..), Ok(height @ 1..)) = size else {
        return Err(PageFault::Undrawable);
    };
    let format = bitmap.format().map_err(|_| PageFault::Undrawable)?;
    let bytes = bitmap.as_raw_bytes();
    let stride = bytes.len() / height as usize;
    let luminance = |bytes: &[u8]| match *bytes {
        [blue, green, red, ..] => {
            let weighted = 29 * u32::from(blue) + 150 * u32::from(green) + 77 * u32::from(red);
            u8::try_from(weighted >> 8).unwrap_or(u8::MAX)
        }
        _ => u8::MAX,
    };
    let image = match format {
        PdfBitmapFormat::Gray => Pix::from_rows((width, height), &bytes, stride, |row, x| row[x]),
        PdfBitmapFormat::BGR => Pix::from_rows((width, height), &bytes, stride, |row, x| luminance(&row[x * 3..])),
        PdfBitmapFormat::BGRx | PdfBitmapFormat::BGRA => {
            Pix::from_rows((width, height), &bytes, stride, |row, x| luminance(&row[x * 4..]))
        }
    };
    Ok(image?)
}

fn frame(page: &PdfPage) -> PageFrame {
    let quarters = match page.rotation() {
        Ok(PdfPageRenderRotation::Degrees90) => 1,
        Ok(PdfPageRenderRotation::Degrees180) => 2,
        Ok(PdfPageRenderRotation::Degrees270) => 3,
        _ => 0,
    };
    let (shown_width, shown_height) = (page.width().value, page.height().value);
    let (width, height) = placement::turned_size((shown_width, shown_height), quarters);
    let corner = page.boundaries().bounding().ok();
    let (left, top) = corner.map_or((0.0, height), |boundary| {
        (boundary.bounds.left().value, boundary.bounds.top().value)
    });
    PageFrame {
        left,
        top,
        width,
        height,
        quarters,
    }
}

fn glyphs(text: &PdfPageText, frame: &PageFrame) -> Vec<PlacedGlyph> {
    let mut quarters = 0;
    let mut fonts: Vec<String> = Vec::new();
    let mut font = 0;
    text.chars()
        .iter()
        .filter_map(|glyph| {
            let character = glyph.unicode_char()?;
            let bounds = glyph.loose_bounds().ok()?;
            // Spaces and line ends that the library adds by itself lie as the character before them.
            let added = glyph.is_generated().unwrap_or(false);
            if !added {
                quarters = upright_after(glyph.angle_degrees().unwrap_or(0.0), frame);
                let name = glyph.font_name();
                font = fonts.iter().position(|known| *known == name).unwrap_or_else(|| {
                    fonts.push(name);
                    fonts.len() - 1
                });
            }
            Some(PlacedGlyph {
                character,
                area: frame.area(
                    (bounds.left().value, bounds.bottom().value),
                    (bounds.right().value, bounds.top().value),
                ),
                quarters,
                shown: added || glyph.render_mode().is_ok_and(is_shown),
                font: u32::try_from(font).unwrap_or(u32::MAX),
            })
        })
        .collect()
}

/// The turn that sets a character upright which lies turned by `angle` degrees clockwise on the sheet.
fn upright_after(angle: f32, frame: &PageFrame) -> u8 {
    let turned = (angle / 90.0).round() as i32 + i32::from(frame.quarters);
    u8::try_from((-turned).rem_euclid(4)).unwrap_or(0)
}

fn is_shown(mode: PdfPageTextRenderMode) -> bool {
    !matches!(
        mode,
        PdfPageTextRenderMode::Invisible | PdfPageTextRenderMode::InvisibleClipping
    )
}

/// Where the images of the page lie, and how many drawings of lines there are: letters may be drawn too.
fn images(page: &PdfPage, frame: &PageFrame) -> (Vec<Placement>, usize) {
    let mut placements = Vec::new();
    visit_images(page, frame, &mut |ordinal, image, matrix| {
        if let (Ok(width), Ok(height)) = (image.width(), image.height())
            && let (Ok(width), Ok(height)) = (u32::try_from(width), u32::try_from(height))
        {
            placements.push(Placement::new(ordinal, (width, height), matrix, frame));
        }
    });
    let is_drawing = |object: &PdfPageObject| object.as_path_object().is_some();
    (placements, page.objects().iter().filter(is_drawing).count())
}

/// Calls `visit` for each image on the page, also in form objects, with its number and its place on the page.
fn visit_images(page: &PdfPage, frame: &PageFrame, visit: &mut dyn FnMut(usize, &PdfPageImageObject, Affine)) {
    let mut ordinal = 0;
    for object in page.objects().iter() {
        visit_object(&object, frame.affine(), 0, &mut ordinal, visit);
    }
}

fn visit_object(
    object: &PdfPageObject,
    to_page: Affine,
    depth: usize,
    ordinal: &mut usize,
    visit: &mut dyn FnMut(usize, &PdfPageImageObject, Affine),
) {
    /// Forms in forms deeper than this are no scans.
    const DEEPEST: usize = 4;
    if let Some(image) = object.as_image_object() {
        let matrix = image.matrix().map(affine).unwrap_or(Affine::IDENTITY);
        visit(*ordinal, image, matrix.then(to_page));
        *ordinal += 1;
    } else if let Some(form) = object.as_x_object_form_object()
        && depth < DEEPEST
    {
        let matrix = form.matrix().map(affine).unwrap_or(Affine::IDENTITY);
        for child in form.iter() {
            visit_object(&child, matrix.then(to_page), depth + 1, ordinal, visit);
        }
    }
}

fn affine(matrix: PdfMatrix) -> Affine {
    Affine([matrix.a(), matrix.b(), matrix.c(), matrix.d(), matrix.e(), matrix.f()])
}
