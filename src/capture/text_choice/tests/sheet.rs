//! PDFs written by hand: an image, and text over it or hidden behind it.

use std::io::Write;

use crate::capture::leptonica::Pix;
use crate::capture::pdf::POINTS_PER_INCH;
use crate::scan::Word;

/// Resolution of the pictures and of the words' boxes.
pub const DPI: u32 = 150;
/// A4 in points.
const SHEET: (f32, f32) = (595.0, 842.0);

/// A word at its place: in points from the lower left corner.
#[derive(Clone)]
pub struct Sign {
    pub text: String,
    pub x: f32,
    pub y: f32,
    pub size: f32,
    pub width: f32,
}

impl Sign {
    /// The word where it stands on its page.
    pub fn of(word: &Word) -> Self {
        let [x0, y0, x1, y1] = <[u32; 4]>::from(word.bbox.unwrap());
        let points = |pixels: u32| pixels as f32 * POINTS_PER_INCH / DPI as f32;
        Self {
            text: word.text.clone(),
            x: points(x0),
            y: SHEET.1 - points(y1) + points(y1 - y0) * 0.2,
            size: points(y1 - y0) * 0.85,
            width: points(x1 - x0),
        }
    }
}

/// A grey image and its place: left, bottom, width and height in points.
#[derive(Clone)]
pub struct Picture {
    width: usize,
    values: Vec<u8>,
    place: [f32; 4],
}

impl Picture {
    /// The whole sheet as it was drawn.
    pub fn of(image: &Pix) -> Self {
        Self {
            width: image.width() as usize,
            values: (0..image.height()).flat_map(|y| image.row(y)).collect(),
            place: [0.0, 0.0, SHEET.0, SHEET.1],
        }
    }

    /// What lies below a height above the foot of the sheet, in its place.
    pub fn below(&self, height: f32) -> Self {
        let rows = self.values.len() / self.width;
        let cut = ((1.0 - height / SHEET.1) * rows as f32) as usize;
        Self {
            width: self.width,
            values: self.values[cut * self.width..].to_vec(),
            place: [0.0, 0.0, SHEET.0, SHEET.1 * (rows - cut) as f32 / rows as f32],
        }
    }

    /// Paper that is darker at its foot.
    pub fn tint() -> Self {
        let (width, height) = (150, 210);
        let value = |index: usize| 250 - u8::try_from(index / width / 8).unwrap();
        Self {
            width,
            values: (0..width * height).map(value).collect(),
            place: [0.0, 0.0, SHEET.0, SHEET.1],
        }
    }

    /// Hills and grain on the lower half of the sheet.
    pub fn photograph() -> Self {
        let (width, height) = (620, 400);
        let mut seed = 1_u32;
        let mut value = |index: usize| {
            let (x, y) = ((index % width) as f32, (index / width) as f32);
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let hills = 128.0 + 60.0 * (x / 47.0).sin() + 50.0 * (y / 31.0 + x / 90.0).cos();
            (hills + (seed >> 27) as f32) as u8
        };
        Self {
            width,
            values: (0..width * height).map(&mut value).collect(),
            place: [40.0, 40.0, 515.0, 330.0],
        }
    }
}

/// What a font says of its letters.
#[derive(Clone, Copy, PartialEq)]
pub enum Font {
    /// What they are.
    Right,
    /// Each is the third after it in the alphabet.
    Shifted,
    /// They stand for nothing.
    Private,
}

/// How the signs of a page are drawn.
#[derive(Clone, Copy, PartialEq)]
enum Drawn {
    /// As text.
    Shown,
    /// As text that is not to be seen, as OCR programs write it.
    Hidden,
}

/// A page.
pub struct Sheet {
    signs: Vec<Sign>,
    outlines: Vec<Sign>,
    drawn: Drawn,
    picture: Option<Picture>,
    /// The picture lies over the text.
    is_under: bool,
    font: Font,
    /// Each nth sign is in this font.
    second_font: Option<(usize, Font)>,
    /// Degrees by which viewers turn the page.
    rotation: u32,
}

impl Sheet {
    /// Text to be seen.
    pub fn shown(signs: &[Sign]) -> Self {
        Self {
            signs: signs.to_vec(),
            outlines: Vec::new(),
            drawn: Drawn::Shown,
            picture: None,
            is_under: false,
            font: Font::Right,
            second_font: None,
            rotation: 0,
        }
    }

    /// Text as OCR programs write it.
    pub fn hidden(signs: &[Sign]) -> Self {
        Self {
            drawn: Drawn::Hidden,
            ..Self::shown(signs)
        }
    }

    /// The same with these signs drawn as lines and areas.
    pub fn with_outlines(self, signs: &[Sign]) -> Self {
        Self {
            outlines: signs.to_vec(),
            ..self
        }
    }

    /// The same with each nth sign in another font.
    pub fn with_second_font(self, nth: usize, font: Font) -> Self {
        Self {
            second_font: Some((nth, font)),
            ..self
        }
    }

    /// The same lying on its side.
    pub fn sideways(self) -> Self {
        Self { rotation: 90, ..self }
    }

    /// The same with an image that lies over its text.
    pub fn under(self, picture: Picture) -> Self {
        Self {
            is_under: true,
            ..self.over(picture)
        }
    }

    /// The same over an image.
    pub fn over(self, picture: Picture) -> Self {
        Self {
            picture: Some(picture),
            ..self
        }
    }

    /// The same in another font.
    pub fn in_font(self, font: Font) -> Self {
        Self { font, ..self }
    }

    fn content(&self) -> Vec<u8> {
        let picture = match self.picture {
            Some(Picture {
                place: [x, y, width, height],
                ..
            }) => format!("q {width} 0 0 {height} {x} {y} cm /I Do Q "),
            None => String::new(),
        };
        let mut content = Vec::new();
        if !self.is_under {
            content.extend_from_slice(picture.as_bytes());
        }
        write_outlines(&mut content, &self.outlines);
        let mode = if self.drawn == Drawn::Hidden { 3 } else { 0 };
        for (index, sign) in self.signs.iter().enumerate() {
            let Sign {
                text,
                x,
                y,
                size,
                width,
            } = sign;
            let font = match self.second_font {
                Some((nth, _)) if index % nth == 0 => "G",
                _ => "F",
            };
            // Helvetica's letters are about half as wide as high: the word is stretched over its picture as OCR programs do.
            let stretch = 100.0 * width / (0.53 * size * text.chars().count().max(1) as f32).max(0.1);
            write!(
                content,
                "BT /{font} {size:.1} Tf {stretch:.0} Tz {mode} Tr 1 0 0 1 {x:.1} {y:.1} Tm <"
            )
            .unwrap();
            for letter in text.chars() {
                let code = u8::try_from(u32::from(letter)).unwrap_or(b'-');
                write!(content, "{code:02x}").unwrap();
            }
            content.extend_from_slice(b"20> Tj ET\n");
        }
        if self.is_under {
            content.extend_from_slice(picture.as_bytes());
        }
        content
    }
}

/// An area for each letter, of its height and place.
fn write_outlines(content: &mut Vec<u8>, signs: &[Sign]) {
    for Sign {
        text,
        x,
        y,
        size,
        width,
    } in signs
    {
        let letters = text.chars().count().max(1) as f32;
        for letter in 0..text.chars().count() {
            let (left, wide) = (x + width * letter as f32 / letters, 0.7 * width / letters);
            let high = size * 0.5;
            writeln!(content, "{left:.1} {y:.1} {wide:.1} {high:.1} re f").unwrap();
        }
    }
}

impl Font {
    fn to_unicode(self) -> &'static str {
        match self {
            Self::Right => "<21> <ff> <0021>",
            Self::Shifted => "<21> <ff> <0024>",
            Self::Private => "<21> <ff> <e021>",
        }
    }
}

/// A PDF of these pages.
pub fn pdf(sheets: &[Sheet]) -> Vec<u8> {
    let mut file = File {
        bytes: b"%PDF-1.4\n".to_vec(),
        offsets: Vec::new(),
    };
    // Each page has seven objects: itself, its content, two fonts, the meaning of each font's letters, image.
    let page = |index: usize| 3 + 7 * index;
    let kids: String = (0..sheets.len()).map(|index| format!("{} 0 R ", page(index))).collect();
    file.add("/Type/Catalog/Pages 2 0 R", b"");
    file.add(&format!("/Type/Pages/Count {}/Kids[{kids}]", sheets.len()), b"");
    for (index, sheet) in sheets.iter().enumerate() {
        let [content, font, second, meaning, second_meaning, image] =
            [1, 2, 3, 4, 5, 6].map(|object| page(index) + object);
        file.add(
            &format!(
                "/Type/Page/Parent 2 0 R/MediaBox[0 0 {} {}]/Rotate {}/Contents {content} 0 R\
                 /Resources<</Font<</F {font} 0 R/G {second} 0 R>>/XObject<</I {image} 0 R>>>>",
                SHEET.0, SHEET.1, sheet.rotation
            ),
            b"",
        );
        file.add("", &sheet.content());
        let fonts = [sheet.font, sheet.second_font.map_or(sheet.font, |(_, font)| font)];
        for ((font, meaning), name) in fonts
            .iter()
            .zip([meaning, second_meaning])
            .zip(["Helvetica", "Helvetica-Bold"])
        {
            let to_unicode = match font {
                Font::Right => String::new(),
                _ => format!("/ToUnicode {meaning} 0 R"),
            };
            file.add(
                &format!("/Type/Font/Subtype/Type1/BaseFont/{name}/Encoding/WinAnsiEncoding{to_unicode}"),
                b"",
            );
        }
        for font in fonts {
            let map = format!(
                "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff> endcodespacerange \
                 1 beginbfrange {} endbfrange endcmap end",
                font.to_unicode()
            );
            file.add("", map.as_bytes());
        }
        let blank = Picture {
            width: 1,
            values: vec![255],
            place: [0.0; 4],
        };
        let picture = sheet.picture.as_ref().unwrap_or(&blank);
        file.add(
            &format!(
                "/Type/XObject/Subtype/Image/Width {}/Height {}/ColorSpace/DeviceGray/BitsPerComponent 8",
                picture.width,
                picture.values.len() / picture.width
            ),
            &picture.values,
        );
    }
    file.end()
}

struct File {
    bytes: Vec<u8>,
    offsets: Vec<usize>,
}

impl File {
    fn add(&mut self, dictionary: &str, stream: &[u8]) {
        self.offsets.push(self.bytes.len());
        write!(self.bytes, "{} 0 obj <<{dictionary}", self.offsets.len()).unwrap();
        if stream.is_empty() {
            self.bytes.extend_from_slice(b">>");
        } else {
            writeln!(self.bytes, "/Length {}>> stream", stream.len()).unwrap();
            self.bytes.extend_from_slice(stream);
            self.bytes.extend_from_slice(b"\nendstream");
        }
        self.bytes.extend_from_slice(b" endobj\n");
    }

    fn end(mut self) -> Vec<u8> {
        let start = self.bytes.len();
        let count = self.offsets.len() + 1;
        write!(self.bytes, "xref\n0 {count}\n0000000000 65535 f \n").unwrap();
        for offset in &self.offsets {
            writeln!(self.bytes, "{offset:010} 00000 n ").unwrap();
        }
        write!(
            self.bytes,
            "trailer <</Size {count}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n"
        )
        .unwrap();
        self.bytes
    }
}
