//! Page images in Leptonica's own form, which Tesseract reads without a copy. The only file with `unsafe` code: Leptonica
//! has no maintained Rust binding, and what is needed of it are these two dozen functions of its stable C interface.
#![allow(unsafe_code)]

use std::ffi::{CString, c_char, c_float, c_int, c_void};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::ptr::{self, NonNull};

/// A raster image, upright or not, of 1, 2, 4, 8, 16 or 32 bits a pixel.
#[derive(Debug)]
pub struct Pix(NonNull<Raw>);

/// What an image file says about one of its pages before anything of it is decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Header {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

/// The image could not be decoded, or there was no memory for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the image cannot be decoded")]
pub struct Undecodable;

/// Keeps Leptonica from writing its own messages to standard error; failures are reported through results.
pub fn silence() {
    const SEVERITY_NONE: c_int = 6;
    // SAFETY: sets a number.
    unsafe { setMsgSeverity(SEVERITY_NONE) };
}

/// How many pages a TIFF has.
pub fn tiff_page_count(path: &Path) -> Result<u32, Undecodable> {
    let name = c_path(path)?;
    let mut count = 0;
    // SAFETY: both strings end with NUL; the stream is checked before use and closed once.
    let failed = unsafe {
        let stream = lept_fopen(name.as_ptr(), c"rb".as_ptr());
        if stream.is_null() {
            return Err(Undecodable);
        }
        let failed = tiffGetCount(stream, &mut count);
        lept_fclose(stream);
        failed
    };
    if failed != 0 {
        return Err(Undecodable);
    }
    u32::try_from(count).map_err(|_| Undecodable)
}

/// The size of page `index` (from 0) of a TIFF.
pub fn tiff_header(path: &Path, index: u32) -> Result<Header, Undecodable> {
    let name = c_path(path)?;
    let (mut width, mut height) = (0, 0);
    // SAFETY: the name ends with NUL, the pointers are to live integers, and null is allowed for what is not asked.
    let failed = unsafe {
        readHeaderTiff(
            name.as_ptr(),
            c_index(index)?,
            &mut width,
            &mut height,
            ptr::null_mut(),
            ptr::null_mut(),
            ptr::null_mut(),
            ptr::null_mut(),
            ptr::null_mut(),
        )
    };
    header(failed, width, height)
}

/// The size of a PNG or JPEG.
pub fn image_header(path: &Path) -> Result<Header, Undecodable> {
    let name = c_path(path)?;
    let (mut width, mut height) = (0, 0);
    // SAFETY: as in `tiff_header`.
    let failed = unsafe {
        pixReadHeader(
            name.as_ptr(),
            ptr::null_mut(),
            &mut width,
            &mut height,
            ptr::null_mut(),
            ptr::null_mut(),
            ptr::null_mut(),
        )
    };
    header(failed, width, height)
}

/// True where parts of the data of a JPEG are damaged or missing: they come out grey, and nobody says so.
pub fn jpeg_is_damaged(jpeg: &[u8]) -> bool {
    /// All data are looked at, but only every eighth pixel is made.
    const REDUCTION: c_int = 8;
    let mut warnings = 0;
    // SAFETY: Leptonica reads so many bytes, and `warnings` lives through the call.
    let decoded = Pix::own(unsafe { pixReadMemJpeg(jpeg.as_ptr(), jpeg.len(), 0, REDUCTION, &mut warnings, 0) });
    decoded.is_err() || warnings > 0
}

fn header(failed: c_int, width: c_int, height: c_int) -> Result<Header, Undecodable> {
    match (failed, u32::try_from(width), u32::try_from(height)) {
        (0, Ok(width), Ok(height)) if width > 0 && height > 0 => Ok(Header { width, height }),
        _ => Err(Undecodable),
    }
}

impl Pix {
    /// Decodes page `index` (from 0) of a TIFF, turned as its orientation tag says.
    pub fn read_tiff(path: &Path, index: u32) -> Result<Self, Undecodable> {
        let name = c_path(path)?;
        // SAFETY: the name ends with NUL.
        Self::own(unsafe { pixReadTiff(name.as_ptr(), c_index(index)?) })
    }

    /// Decodes a PNG.
    pub fn read_png(path: &Path) -> Result<Self, Undecodable> {
        let name = c_path(path)?;
        // SAFETY: the name ends with NUL.
        Self::own(unsafe { pixRead(name.as_ptr()) })
    }

    /// Decodes a JPEG, and says whether parts of its data are damaged (those parts are grey then).
    pub fn read_jpeg(path: &Path) -> Result<(Self, bool), Undecodable> {
        const LUMINANCE_ONLY: c_int = 1;
        const ALL_COLOURS: c_int = 0;
        let name = c_path(path)?;
        let mut warnings = 0;
        // SAFETY: the name ends with NUL, and `warnings` lives through the call.
        let mut read = |hint| Self::own(unsafe { pixReadJpeg(name.as_ptr(), 0, 1, &mut warnings, hint) });
        // Decoding the luminance alone takes a quarter of the memory; the decoder cannot do it for CMYK.
        let pix = read(LUMINANCE_ONLY).or_else(|_| read(ALL_COLOURS))?;
        Ok((pix, warnings > 0))
    }

    /// A grey image of `height` rows of `stride` bytes that `grey_row` turns into `width` grey values each.
    pub fn from_rows(
        (width, height): (u32, u32),
        rows: &[u8],
        stride: usize,
        grey: impl Fn(&[u8], usize) -> u8,
    ) -> Result<Self, Undecodable> {
        if rows.len() < stride * height as usize {
            return Err(Undecodable);
        }
        let mut pix = Self::white(width, height)?;
        let words_per_line = pix.words_per_line();
        let words = pix.words_mut();
        for (line, row) in words.chunks_exact_mut(words_per_line).zip(rows.chunks(stride)) {
            for (index, word) in line.iter_mut().enumerate() {
                let value = |offset: usize| {
                    let x = index * 4 + offset;
                    if x < width as usize { grey(row, x) } else { u8::MAX }
                };
                // The first pixel is in the highest byte, whatever the machine's byte order.
                *word = u32::from_be_bytes([value(0), value(1), value(2), value(3)]);
            }
        }
        Ok(pix)
    }

    /// The image with another grey value in the place of each; for 8 bits a pixel.
    pub fn with_values(&self, value: impl Fn(u8) -> u8) -> Result<Self, Undecodable> {
        let rows: Vec<u8> = (0..self.height()).flat_map(|y| self.row(y)).collect();
        let (width, height) = (self.width(), self.height());
        Self::from_rows((width, height), &rows, width as usize, |row, x| value(row[x]))
    }

    /// A white grey image.
    pub fn white(width: u32, height: u32) -> Result<Self, Undecodable> {
        let (width, height) = (c_index(width)?, c_index(height)?);
        // SAFETY: makes an image of zeros, or null.
        let mut pix = Self::own(unsafe { pixCreate(width, height, 8) })?;
        pix.words_mut().fill(u32::MAX);
        Ok(pix)
    }

    /// Width in pixels.
    pub fn width(&self) -> u32 {
        self.dimensions().0
    }

    /// Height in pixels.
    pub fn height(&self) -> u32 {
        self.dimensions().1
    }

    /// Bits a pixel.
    pub fn depth(&self) -> u32 {
        self.dimensions().2
    }

    /// The resolution that the file states, across and down, in dots per inch; 0 where it states none.
    pub fn resolution(&self) -> (u32, u32) {
        // SAFETY: reads two fields of a live image.
        let (x, y) = unsafe { (pixGetXRes(self.as_ptr()), pixGetYRes(self.as_ptr())) };
        (u32::try_from(x).unwrap_or(0), u32::try_from(y).unwrap_or(0))
    }

    /// The image in black and white (1 bit) where it is so, else in grey (8 bits); what is transparent is white.
    pub fn into_grey(self) -> Result<Self, Undecodable> {
        const WHITE: u32 = 0xffff_ff00;
        // SAFETY: each call makes a new image of a live one, or gives null.
        unsafe {
            let opaque = if pixGetSpp(self.as_ptr()) == 4 {
                Self::own(pixAlphaBlendUniform(self.as_ptr(), WHITE))?
            } else {
                self
            };
            let has_palette = !pixGetColormap(opaque.as_ptr()).is_null();
            match opaque.depth() {
                1 | 8 if !has_palette => Ok(opaque),
                _ => Self::own(pixConvertTo8(opaque.as_ptr(), 0)),
            }
        }
    }

    /// The image turned clockwise by `quarters` of a circle.
    pub fn turned(&self, quarters: u8) -> Result<Self, Undecodable> {
        // SAFETY: makes a new image of a live one, or gives null.
        Self::own(unsafe { pixRotateOrth(self.as_ptr(), c_int::from(quarters % 4)) })
    }

    /// The image mirrored left to right.
    pub fn mirrored(&self) -> Result<Self, Undecodable> {
        // SAFETY: makes a new image of a live one, or gives null.
        Self::own(unsafe { pixFlipLR(ptr::null_mut(), self.as_ptr()) })
    }

    /// The image scaled to a size, each new pixel the mean of the area that it covers.
    pub fn scaled_to(&self, width: u32, height: u32) -> Result<Self, Undecodable> {
        // SAFETY: makes a new image of a live one, or gives null.
        Self::own(unsafe { pixScaleToSize(self.as_ptr(), c_index(width)?, c_index(height)?) })
    }

    /// The image with 8 bits a pixel, scaled down so that neither side is longer than this, or by a pixel only.
    pub fn within(&self, long_side: u32) -> Result<Self, Undecodable> {
        let longer = self.width().max(self.height()).max(1);
        if self.depth() == 1 && long_side < longer {
            let factor = long_side as f32 / longer as f32;
            // SAFETY: makes a new image of a live one, or gives null.
            return Self::own(unsafe { pixScaleToGray(self.as_ptr(), factor) });
        }
        // SAFETY: makes a new image of a live one, or gives null.
        let grey = Self::own(unsafe { pixConvertTo8(self.as_ptr(), 0) })?;
        let (width, height) = (grey.width(), grey.height());
        let longer = width.max(height).max(1);
        if longer <= long_side {
            return Ok(grey);
        }
        let scaled = |length: u32| {
            let length = u64::from(length) * u64::from(long_side) / u64::from(longer);
            u32::try_from(length).unwrap_or(long_side).max(1)
        };
        grey.scaled_to(scaled(width), scaled(height))
    }

    /// The image as the bytes of a JPEG file, of a quality from 1 to 100; for 8 bits a pixel.
    pub fn to_jpeg(&self, quality: u8) -> Result<Vec<u8>, Undecodable> {
        let (mut data, mut size) = (ptr::null_mut(), 0);
        // SAFETY: Leptonica gives a buffer of its own of `size` bytes, which is copied and then given back.
        unsafe {
            let failed = pixWriteMemJpeg(&mut data, &mut size, self.as_ptr(), c_int::from(quality), 0);
            if failed != 0 || data.is_null() {
                return Err(Undecodable);
            }
            let bytes = std::slice::from_raw_parts(data, size).to_vec();
            lept_free(data.cast());
            Ok(bytes)
        }
    }

    /// Copies `other` over this image with its top left corner at `(x, y)`; what lies outside is cut off. Both are grey.
    pub fn paste(&mut self, other: &Self, (x, y): (i32, i32)) -> Result<(), Undecodable> {
        const SOURCE: c_int = 0xc;
        let (width, height, _) = other.dimensions();
        // SAFETY: Leptonica clips the rectangle to both images.
        let failed = unsafe {
            pixRasterop(
                self.as_ptr(),
                x,
                y,
                c_index(width)?,
                c_index(height)?,
                SOURCE,
                other.as_ptr(),
                0,
                0,
            )
        };
        if failed == 0 { Ok(()) } else { Err(Undecodable) }
    }

    /// With each pixel as the mean of those around it, which takes off the grain of a noisy scan.
    pub fn blurred(&self) -> Result<Self, Undecodable> {
        // SAFETY: this image lives through the call, which gives a new one.
        unsafe { Self::own(pixBlockconv(self.as_ptr(), 1, 1)) }
    }

    /// Black and white by Sauvola's local threshold after a light blur, which takes off the grain of a noisy scan.
    ///
    /// The window and the factor were found by measuring on noisy pages (CER 0.6 % where the raw grey page had 3.5 %).
    pub fn binarised(&self) -> Result<Self, Undecodable> {
        const HALF_WINDOW: c_int = 20;
        const FACTOR: c_float = 0.30;
        /// Tiles keep the sums of squares small; smaller ones cost time for their overlap.
        const TILE: u32 = 500;
        let tiles = |length: u32| c_int::try_from((length / TILE).max(1)).map_err(|_| Undecodable);
        let (across, down) = (tiles(self.width())?, tiles(self.height())?);
        let mut result = ptr::null_mut();
        let blurred = self.blurred()?;
        // SAFETY: `blurred` lives through the call, which gives its result through a live pointer.
        let failed = unsafe {
            pixSauvolaBinarizeTiled(
                blurred.as_ptr(),
                HALF_WINDOW,
                FACTOR,
                across,
                down,
                ptr::null_mut(),
                &mut result,
            )
        };
        if failed == 0 {
            Self::own(result)
        } else {
            Err(Undecodable)
        }
    }

    /// The grey value of each pixel of a row, 0 (black) to 255; for 8 bits a pixel.
    pub fn row(&self, y: u32) -> impl Iterator<Item = u8> + '_ {
        let words = self.words_per_line();
        self.words()
            .chunks_exact(words)
            .skip(y as usize)
            .take(1)
            .flatten()
            .flat_map(|word| word.to_be_bytes())
            .take(self.width() as usize)
    }

    /// The grey value of each pixel in some columns of a row; for 1 bit a pixel, or 8.
    pub fn part_of_row(&self, y: u32, columns: std::ops::Range<u32>) -> impl Iterator<Item = u8> + '_ {
        let line = self.words().chunks_exact(self.words_per_line()).nth(y as usize);
        let pixels_in_word = 32 / self.depth().clamp(1, 32);
        columns.filter_map(move |x| {
            let word = *line?.get((x / pixels_in_word) as usize)?;
            // The first pixel is in the highest bits.
            let place = x % pixels_in_word;
            Some(match pixels_in_word {
                32 if word << place >> 31 == 1 => 0,
                32 => u8::MAX,
                _ => word.to_be_bytes()[place as usize % 4],
            })
        })
    }

    /// The image as Tesseract takes it; valid as long as this value lives.
    pub fn as_tesseract(&self) -> *mut c_void {
        self.as_ptr().cast()
    }

    fn own(raw: *mut Raw) -> Result<Self, Undecodable> {
        NonNull::new(raw).map(Self).ok_or(Undecodable)
    }

    fn as_ptr(&self) -> *mut Raw {
        self.0.as_ptr()
    }

    fn dimensions(&self) -> (u32, u32, u32) {
        let (mut width, mut height, mut depth) = (0, 0, 0);
        // SAFETY: reads three fields of a live image into live integers.
        unsafe { pixGetDimensions(self.as_ptr(), &mut width, &mut height, &mut depth) };
        let number = |n| u32::try_from(n).unwrap_or(0);
        (number(width), number(height), number(depth))
    }

    fn words_per_line(&self) -> usize {
        // SAFETY: reads a field of a live image.
        usize::try_from(unsafe { pixGetWpl(self.as_ptr()) }).unwrap_or(0).max(1)
    }

    fn words(&self) -> &[u32] {
        let length = self.words_per_line() * self.height() as usize;
        // SAFETY: an image owns `words per line * height` words, and nothing changes them while it is borrowed.
        unsafe { std::slice::from_raw_parts(pixGetData(self.as_ptr()), length) }
    }

    fn words_mut(&mut self) -> &mut [u32] {
        let length = self.words_per_line() * self.height() as usize;
        // SAFETY: as in `words`, and the image is borrowed mutably.
        unsafe { std::slice::from_raw_parts_mut(pixGetData(self.as_ptr()), length) }
    }
}

impl Drop for Pix {
    fn drop(&mut self) {
        let mut raw = self.as_ptr();
        // SAFETY: the image is owned by this value alone and not used after.
        unsafe { pixDestroy(&mut raw) };
    }
}

fn c_path(path: &Path) -> Result<CString, Undecodable> {
    CString::new(path.as_os_str().as_bytes()).map_err(|_| Undecodable)
}

fn c_index(number: u32) -> Result<c_int, Undecodable> {
    c_int::try_from(number).map_err(|_| Undecodable)
}

/// Leptonica's `PIX`.
#[repr(C)]
struct Raw {
    _private: [u8; 0],
}

/// C's `FILE`.
#[repr(C)]
struct Stream {
    _private: [u8; 0],
}

// As declared in Leptonica's `allheaders.h`; `l_ok` and `l_int32` are `int`, 0 is success.
unsafe extern "C" {
    fn setMsgSeverity(severity: c_int) -> c_int;
    fn lept_fopen(name: *const c_char, mode: *const c_char) -> *mut Stream;
    fn lept_fclose(stream: *mut Stream) -> c_int;
    fn tiffGetCount(stream: *mut Stream, count: *mut c_int) -> c_int;
    fn readHeaderTiff(
        name: *const c_char,
        index: c_int,
        width: *mut c_int,
        height: *mut c_int,
        bits: *mut c_int,
        samples: *mut c_int,
        resolution: *mut c_int,
        palette: *mut c_int,
        format: *mut c_int,
    ) -> c_int;
    fn pixReadHeader(
        name: *const c_char,
        format: *mut c_int,
        width: *mut c_int,
        height: *mut c_int,
        bits: *mut c_int,
        samples: *mut c_int,
        palette: *mut c_int,
    ) -> c_int;
    fn pixReadTiff(name: *const c_char, index: c_int) -> *mut Raw;
    fn pixReadJpeg(
        name: *const c_char,
        palette: c_int,
        reduction: c_int,
        warnings: *mut c_int,
        hint: c_int,
    ) -> *mut Raw;
    fn pixReadMemJpeg(
        data: *const u8,
        size: usize,
        palette: c_int,
        reduction: c_int,
        warnings: *mut c_int,
        hint: c_int,
    ) -> *mut Raw;
    fn pixRead(name: *const c_char) -> *mut Raw;
    fn pixWriteMemJpeg(
        data: *mut *mut u8,
        size: *mut usize,
        pix: *mut Raw,
        quality: c_int,
        progressive: c_int,
    ) -> c_int;
    fn lept_free(memory: *mut c_void);
    fn pixCreate(width: c_int, height: c_int, depth: c_int) -> *mut Raw;
    fn pixDestroy(pix: *mut *mut Raw);
    fn pixGetDimensions(pix: *const Raw, width: *mut c_int, height: *mut c_int, depth: *mut c_int) -> c_int;
    fn pixGetSpp(pix: *const Raw) -> c_int;
    fn pixGetColormap(pix: *const Raw) -> *mut c_void;
    fn pixGetXRes(pix: *const Raw) -> c_int;
    fn pixGetYRes(pix: *const Raw) -> c_int;
    fn pixGetWpl(pix: *const Raw) -> c_int;
    fn pixGetData(pix: *const Raw) -> *mut u32;
    fn pixConvertTo8(pix: *mut Raw, palette: c_int) -> *mut Raw;
    fn pixAlphaBlendUniform(pix: *mut Raw, colour: u32) -> *mut Raw;
    fn pixRotateOrth(pix: *mut Raw, quarters: c_int) -> *mut Raw;
    fn pixFlipLR(destination: *mut Raw, pix: *mut Raw) -> *mut Raw;
    fn pixScaleToGray(pix: *mut Raw, factor: c_float) -> *mut Raw;
    fn pixScaleToSize(pix: *mut Raw, width: c_int, height: c_int) -> *mut Raw;
    fn pixRasterop(
        destination: *mut Raw,
        x: c_int,
        y: c_int,
        width: c_int,
        height: c_int,
        operation: c_int,
        source: *mut Raw,
        source_x: c_int,
        source_y: c_int,
    ) -> c_int;
    fn pixBlockconv(pix: *mut Raw, half_width: c_int, half_height: c_int) -> *mut Raw;
    fn pixSauvolaBinarizeTiled(
        pix: *mut Raw,
        half_window: c_int,
        factor: c_float,
        across: c_int,
        down: c_int,
        thresholds: *mut *mut Raw,
        result: *mut *mut Raw,
    ) -> c_int;
}
