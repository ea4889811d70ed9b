//! A page as a picture for people, drawn in a child process for the reasons that [`super`] gives.

use std::io::{self, Read, Write};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::child::{limit_memory, passwords};
use super::leptonica::{self, Pix};
use super::media_type::MediaType;
use super::{CaptureOptions, confinement, pdf};
use crate::error::SourceFault;

/// Quality of the picture as JPEG, 1 to 100: letters stay free of halos.
const QUALITY: u8 = 80;

/// A page to be drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageView {
    /// The source file.
    pub path: PathBuf,
    /// What kind of file it is; not text.
    pub media_type: MediaType,
    /// Position of the page in the file, from 1.
    pub page: u32,
    /// Degrees clockwise to turn it by: those of its [`crate::scan::Page::rotation`].
    pub rotation: u16,
    /// Pixels of the picture's longer side.
    pub long_side: u32,
}

/// What the child is given on its command line.
#[derive(Serialize, Deserialize)]
struct Task {
    view: PageView,
    options: CaptureOptions,
}

/// Draws a page as it was read, upright, in grey, as a JPEG. A box on the page image stands on the picture in the same
/// proportion.
///
/// # Errors
/// Why it cannot be drawn.
pub fn view(view: PageView, options: &CaptureOptions) -> Result<Vec<u8>, SourceFault> {
    let crashed = |detail: String| SourceFault::Crashed { detail };
    let limit = options.page_seconds;
    let task = Task {
        view,
        options: options.clone(),
    };
    let argument = serde_json::to_string(&task).map_err(|error| crashed(error.to_string()))?;
    let child = Command::new(options.program())
        .args(["scan", "--view", &argument])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .process_group(0)
        .spawn()
        .map_err(|error| crashed(error.to_string()))?;
    let picture = answer(child, Duration::from_secs(limit)).ok_or(SourceFault::TimedOut { seconds: limit })?;
    if picture.starts_with(&[0xff, 0xd8]) {
        Ok(picture)
    } else {
        Err(SourceFault::Damaged {
            detail: "the page cannot be drawn".to_owned(),
        })
    }
}

/// All that a child writes, if it ends within the limit; it is stopped then.
fn answer(mut child: Child, limit: Duration) -> Option<Vec<u8>> {
    let (sender, receiver) = mpsc::channel();
    if let Some(mut stdout) = child.stdout.take() {
        thread::spawn(move || {
            let mut bytes = Vec::new();
            // What breaks off is no picture, and is found out by that.
            let _ = stdout.read_to_end(&mut bytes);
            sender.send(bytes)
        });
    }
    let bytes = receiver.recv_timeout(limit).ok();
    // It may have ended by itself in the meantime.
    let _ = child.kill();
    let _ = child.wait();
    bytes
}

/// Runs a child that draws one page, to its end. What cannot be drawn gives no output.
///
/// # Errors
/// Where standard output fails, which is when the parent is gone.
pub fn run(task: &str) -> io::Result<()> {
    let Task { view, options } = serde_json::from_str(task)?;
    limit_memory(options.child_megabytes);
    confinement::confine();
    leptonica::silence();
    let Some(picture) = draw(&view, &options) else {
        return Ok(());
    };
    let mut stdout = io::stdout().lock();
    stdout.write_all(&picture)?;
    stdout.flush()
}

fn draw(view: &PageView, options: &CaptureOptions) -> Option<Vec<u8>> {
    let path: &Path = &view.path;
    let index = view.page.checked_sub(1)?;
    let most_pixels = u64::from(options.megapixels) * 1_000_000;
    let fits = |header: leptonica::Header| u64::from(header.width) * u64::from(header.height) <= most_pixels;
    let image = match view.media_type {
        MediaType::Pdf => {
            let library = pdf::Library::load().ok()?;
            let file = library.open(path, &passwords(options).ok()?).ok()?;
            file.picture(view.page, view.long_side).ok()?
        }
        MediaType::Tiff if fits(leptonica::tiff_header(path, index).ok()?) => Pix::read_tiff(path, index).ok()?,
        MediaType::Png if fits(leptonica::image_header(path).ok()?) => Pix::read_png(path).ok()?,
        MediaType::Jpeg if fits(leptonica::image_header(path).ok()?) => Pix::read_jpeg(path).ok()?.0,
        _ => return None,
    };
    let image = image.into_grey().ok()?.within(view.long_side).ok()?;
    let quarters = u8::try_from(view.rotation / 90 % 4).ok()?;
    image.turned(quarters).ok()?.to_jpeg(QUALITY).ok()
}
