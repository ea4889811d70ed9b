//! Standard output, which carries a command's result and nothing else.

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use serde::Serialize;

use paragraf::error::{Error, Result};

/// Lets `write` write to standard output. A reader that has gone away ends the command quietly (see `main`).
pub fn write(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<()> {
    let mut stdout = BufWriter::new(io::stdout().lock());
    write(&mut stdout).and_then(|()| stdout.flush()).map_err(fault)
}

/// Standard output could not be written.
pub fn fault(source: io::Error) -> Error {
    Error::Output {
        path: PathBuf::from("standard output"),
        source,
    }
}

/// Prints a text as it is.
pub fn print(text: &str) -> Result<()> {
    write(|out| out.write_all(text.as_bytes()))
}

/// Prints a value as indented JSON.
pub fn json(value: &impl Serialize) -> Result<()> {
    write(|out| {
        serde_json::to_writer_pretty(&mut *out, value)?;
        out.write_all(b"\n")
    })
}
