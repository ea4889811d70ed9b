//! The reading process: opens one file after another, and reads the pages that its parent asks for. Native code runs nowhere else, so
//! what crashes, hangs or eats memory is one page in one process.
//!
//! The parent gives the options on the command line, and writes [`Request`]s to standard input, one a line, as JSON; the child
//! answers each but the last about a file with one [`Message`] as a line of JSON. When standard input ends, the parent is done or
//! dead, and the child ends.

use std::fs::{self, File};
use std::io::{self, BufRead, Write};
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::mpsc;
use std::thread;

use serde::{Deserialize, Serialize};

use super::examination::{self, Examined};
use super::leptonica::{self, Pix};
use super::media_type::MediaType;
use super::ocr::Engine;
use super::page_image::{self, PageImage, ReadingFault};
use super::pdf::{self, Content, PdfFile, View};
use super::tiff_directories;
use super::{CaptureOptions, confinement, unread_page};
use crate::error::SourceFault;
use crate::scan::{Page, TextFrom, Warning, WarningCode};

/// A file to read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Task {
    /// Where it is.
    pub path: PathBuf,
    /// What kind of file it is.
    pub media_type: MediaType,
}

/// What a parent asks for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Request {
    /// To open a file.
    Open(Task),
    /// To read the page with this number.
    Page(u32),
    /// To read it at half of its resolution.
    PageCoarsely(u32),
    /// To search a PDF for damage, and those of its pages that have these numbers.
    Examine(RangeInclusive<u32>),
    /// To close the file. There is no answer.
    Close,
}

/// What a child says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Message {
    /// The file is open and has this many pages.
    Opened(u32),
    /// The file cannot be read.
    Fault(SourceFault),
    /// One page, as asked.
    Page(Box<Page>),
    /// What was found in a PDF that was to be searched for damage.
    Examined(Box<Examined>),
    /// The page that was asked for is not read yet, but a step of it is done.
    Progress,
}

/// Runs a child to its end.
///
/// # Errors
/// Where standard input or output fails, which is when the parent is gone.
pub fn run(options: &str) -> io::Result<()> {
    let options: CaptureOptions = serde_json::from_str(options)?;
    limit_memory(options.child_megabytes);
    // Before any other thread is started, so that it holds for all.
    confinement::confine();
    leptonica::silence();
    let requests = requests();
    let mut native = Native {
        options,
        library: None,
        engine: None,
    };
    while let Ok(request) = requests.recv() {
        // A page that is asked for of no file gets no answer: such a parent is not ours.
        if let Request::Open(task) = request {
            match native.serve(&task, &requests) {
                Ok(result) => result?,
                Err(fault) => say(&Message::Fault(fault))?,
            }
        }
    }
    Ok(())
}

/// The address space is limited, since that is the limit on Linux that also holds for native code. Where the system refuses
/// even that, the file is read without.
pub fn limit_memory(megabytes: u64) {
    let bytes = megabytes * 1024 * 1024;
    let _ = rlimit::setrlimit(rlimit::Resource::AS, bytes, bytes);
    // A crash is reported by the parent; a core file would only fill the disk.
    let _ = rlimit::setrlimit(rlimit::Resource::CORE, 0, 0);
}

/// What the parent asks for. A thread listens, so that the child also ends when its parent dies while a
/// page is being read.
fn requests() -> mpsc::Receiver<Request> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        for line in io::stdin().lock().lines().map_while(Result::ok) {
            let request = serde_json::from_str(&line).ok();
            if request.is_none_or(|request| sender.send(request).is_err()) {
                break;
            }
        }
        process::exit(0);
    });
    receiver
}

fn say(message: &Message) -> io::Result<()> {
    let mut line = serde_json::to_vec(message)?;
    line.push(b'\n');
    let mut stdout = io::stdout().lock();
    stdout.write_all(&line)?;
    stdout.flush()
}

/// The libraries, kept from file to file. Each is loaded for the first file or page that needs it.
struct Native {
    options: CaptureOptions,
    library: Option<pdf::Library>,
    engine: Option<Engine>,
}

impl Native {
    /// Opens a file and does what is asked of it until it is to be closed.
    fn serve(&mut self, task: &Task, requests: &mpsc::Receiver<Request>) -> Result<io::Result<()>, SourceFault> {
        let source = match task.media_type {
            MediaType::Pdf => {
                let library = match &self.library {
                    Some(library) => library,
                    None => self.library.insert(pdf::Library::load()?),
                };
                Source::Pdf(library.open(&task.path, &passwords(&self.options)?)?)
            }
            MediaType::Tiff => Source::Tiff(&task.path),
            MediaType::Png => Source::Png(&task.path),
            MediaType::Jpeg => Source::Jpeg(&task.path),
            MediaType::Text => return Err(SourceFault::UnknownKind { found: "text".into() }),
        };
        let opened = Message::Opened(source.page_count()?);
        let reader = Reader {
            source,
            options: &self.options,
            engine: &mut self.engine,
        };
        Ok(say(&opened).and_then(|()| reader.answer(task, requests)))
    }
}

/// The passwords to try, one a line of their file.
pub fn passwords(options: &CaptureOptions) -> Result<Vec<String>, SourceFault> {
    let Some(file) = &options.password_file else {
        return Ok(Vec::new());
    };
    let text = fs::read_to_string(file).map_err(|error| SourceFault::Unreadable {
        detail: format!("the passwords in {}: {error}", file.display()),
    })?;
    Ok(text
        .lines()
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect())
}

/// An open source file.
#[expect(clippy::large_enum_variant, reason = "there is one value a process")]
enum Source<'a> {
    Pdf(PdfFile<'a>),
    Tiff(&'a Path),
    Png(&'a Path),
    Jpeg(&'a Path),
}

impl Source<'_> {
    fn page_count(&self) -> Result<u32, SourceFault> {
        let damaged = |_| SourceFault::Damaged {
            detail: "its header cannot be read".to_owned(),
        };
        match self {
            Self::Pdf(file) => Ok(file.page_count()),
            Self::Tiff(path) => {
                let reached = leptonica::tiff_page_count(path).map_err(damaged)?;
                // A page that the file names and does not hold is to be accounted for.
                let named = File::open(path).and_then(tiff_directories::count).unwrap_or(0);
                Ok(reached.max(named))
            }
            Self::Png(path) | Self::Jpeg(path) => leptonica::image_header(path).map(|_| 1).map_err(damaged),
        }
    }
}

struct Reader<'a> {
    source: Source<'a>,
    options: &'a CaptureOptions,
    engine: &'a mut Option<Engine>,
}

/// A page that is ready, or an image to be read.
enum Opened {
    Page(Page),
    Image(PageImage),
}

impl Reader<'_> {
    /// Answers what is asked of the file, until it is to be closed or nothing more can be read of it.
    fn answer(mut self, task: &Task, requests: &mpsc::Receiver<Request>) -> io::Result<()> {
        for request in requests {
            let is_coarse = matches!(request, Request::PageCoarsely(_));
            match request {
                Request::Page(number) | Request::PageCoarsely(number) => match self.page(number, is_coarse) {
                    Ok(page) => say(&Message::Page(Box::new(page)))?,
                    Err(fault) => return say(&Message::Fault(fault)),
                },
                Request::Examine(pages) => {
                    let passwords = passwords(self.options).unwrap_or_default();
                    let examined = examination::examine(&task.path, &passwords, pages);
                    say(&Message::Examined(Box::new(examined)))?;
                }
                Request::Open(_) | Request::Close => break,
            }
        }
        Ok(())
    }

    /// Reads a page. What is wrong with the page alone is a warning; an error ends the file.
    fn page(&mut self, number: u32, is_coarse: bool) -> Result<Page, SourceFault> {
        let image = match self.open(number) {
            Opened::Page(page) => return Ok(page),
            Opened::Image(image) if is_coarse => image.coarser(),
            Opened::Image(image) => image,
        };
        let engine = match &mut *self.engine {
            Some(engine) => engine,
            none => none.insert(Engine::new(&self.options.model)?),
        };
        // A parent that is gone ends this process by itself.
        let progress = || drop(say(&Message::Progress));
        progress();
        match page_image::read(engine, number, image, &progress) {
            Ok(page) => Ok(page),
            Err(ReadingFault::Source(fault)) => Err(fault),
            Err(fault) => Ok(unreadable(number, &fault.to_string())),
        }
    }

    fn open(&self, number: u32) -> Opened {
        match &self.source {
            Source::Pdf(file) => self.open_pdf(file, number),
            Source::Tiff(path) => {
                let index = number - 1;
                self.open_image(number, leptonica::tiff_header(path, index), || {
                    Pix::read_tiff(path, index).map(|pix| (pix, false))
                })
            }
            Source::Png(path) => self.open_image(number, leptonica::image_header(path), || {
                Pix::read_png(path).map(|pix| (pix, false))
            }),
            Source::Jpeg(path) => self.open_image(number, leptonica::image_header(path), || Pix::read_jpeg(path)),
        }
    }

    fn most_pixels(&self) -> u64 {
        u64::from(self.options.megapixels) * 1_000_000
    }

    fn open_image(
        &self,
        number: u32,
        header: Result<leptonica::Header, leptonica::Undecodable>,
        read: impl FnOnce() -> Result<(Pix, bool), leptonica::Undecodable>,
    ) -> Opened {
        let header = match header {
            Ok(header) => header,
            Err(fault) => return Opened::Page(unreadable(number, &fault.to_string())),
        };
        if u64::from(header.width) * u64::from(header.height) > self.most_pixels() {
            let size = format!("{} × {} pixels", header.width, header.height);
            return Opened::Page(too_large(number, &size, self.options.megapixels));
        }
        match read() {
            Ok((image, damaged)) => {
                let dpi = stated_or_likely_dpi(&image);
                let warning = damaged.then(|| Warning {
                    code: WarningCode::PageUnreadable,
                    message: "the image data is damaged, and a part of the page is missing".to_owned(),
                    page: Some(number),
                });
                Opened::Image(PageImage {
                    image,
                    dpi,
                    reason: "the file is an image".to_owned(),
                    warnings: warning.into_iter().collect(),
                })
            }
            Err(fault) => Opened::Page(unreadable(number, &fault.to_string())),
        }
    }

    fn open_pdf(&self, file: &PdfFile, number: u32) -> Opened {
        let view = View {
            text_layer: self.options.text_layer,
            dpi: self.options.dpi,
            most_pixels: self.most_pixels(),
        };
        match file.content(number, view) {
            Ok(Content::Text {
                words,
                strokes,
                size,
                quarters,
                reason,
            }) => Opened::Page(Page {
                number,
                width: size.0,
                height: size.1,
                dpi: self.options.dpi,
                rotation: u16::from(quarters) * 90,
                text_from: TextFrom::TextLayer,
                text_from_reason: reason,
                engine: pdf::ENGINE.to_owned(),
                model: String::new(),
                words,
                strokes,
                dashes: Vec::new(),
                warnings: Vec::new(),
            }),
            Ok(Content::Image {
                image,
                dpi,
                reason,
                reduced,
            }) => Opened::Image(PageImage {
                image,
                dpi,
                reason,
                warnings: reduced
                    .then(|| reduced_warning(number, dpi, self.options.megapixels))
                    .into_iter()
                    .collect(),
            }),
            Ok(Content::TooLarge { inches }) => {
                let size = format!("{:.0} × {:.0} inches", inches.0, inches.1);
                Opened::Page(too_large(number, &size, self.options.megapixels))
            }
            Err(fault) => Opened::Page(unreadable(number, &fault.to_string())),
        }
    }
}

/// The resolution that the file states where it can be true, else the one at which the page would be of size A4.
fn stated_or_likely_dpi(image: &Pix) -> u32 {
    const BELIEVABLE: RangeInclusive<u32> = 100..=2400;
    const A4_INCHES: (f32, f32) = (8.27, 11.69);
    let (x, y) = image.resolution();
    if BELIEVABLE.contains(&x) && x == y {
        return x;
    }
    let (short, long) = (image.width().min(image.height()), image.width().max(image.height()));
    let likely = (short as f32 / A4_INCHES.0).min(long as f32 / A4_INCHES.1);
    (likely.round() as u32).clamp(*BELIEVABLE.start(), *BELIEVABLE.end())
}

fn unreadable(number: u32, detail: &str) -> Page {
    unread_page(
        number,
        WarningCode::PageUnreadable,
        format!("the page could not be read: {detail}; open the file in another program and save it anew"),
    )
}

fn too_large(number: u32, size: &str, megapixels: u32) -> Page {
    unread_page(
        number,
        WarningCode::PageTooLarge,
        format!("the page measures {size}, more than the limit of {megapixels} million pixels allows; it was not read"),
    )
}

fn reduced_warning(number: u32, dpi: u32, megapixels: u32) -> Warning {
    Warning {
        code: WarningCode::PageTooLarge,
        message: format!(
            "the page is so large that it was read at {dpi} dpi, within the limit of {megapixels} million pixels"
        ),
        page: Some(number),
    }
}
