//! `paragraf serve`

use std::net::SocketAddr;
use std::path::PathBuf;

use super::arguments::ArchiveArgs;
use super::{Outcome, terminal};
use paragraf::archive::Archive;
use paragraf::capture::CaptureOptions;
use paragraf::error::Result;
use paragraf::serve::{self, Event, ServeOptions};

/// Open the reading room: search and read the archive in a web browser
///
/// It reads the archive and changes nothing in it; an import may run meanwhile. Only this machine reaches it, unless
/// --listen names another address. The JSON API is under /api/v1.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Address and port to answer at; port 0 takes a free one
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// For strangers: mask personal identity numbers, and show no page that holds one
    #[arg(long)]
    public: bool,
    /// Try each line of a file as password of protected PDFs, to draw their pages
    #[arg(long, value_name = "FILE")]
    password_file: Option<PathBuf>,
    #[command(flatten)]
    archive: ArchiveArgs,
}

const EXAMPLES: &str = "\
Examples:
  paragraf serve
  paragraf serve --archive /srv/protocols --listen 0.0.0.0:80 --public";

pub fn run(args: Args) -> Result<Outcome> {
    let archive = Archive::open(&args.archive.archive)?;
    let options = ServeOptions {
        listen: args.listen,
        public: args.public,
        capture: CaptureOptions {
            password_file: args.password_file,
            ..CaptureOptions::default()
        },
    };
    let is_public = args.public;
    let tell = move |event: Event<'_>| match event {
        Event::Opened(address) => {
            terminal::note(&format!(
                "the reading room is open at http://{address}/ (Ctrl-C closes it)"
            ));
            if !address.ip().is_loopback() && !is_public {
                terminal::note("other machines can reach it, and identity numbers are not masked: see --public");
            }
        }
        Event::Fault(error) => terminal::note(&error.to_string()),
    };
    serve::serve(archive, &options, Box::new(tell)).map(|()| Outcome::AllWell)
}
