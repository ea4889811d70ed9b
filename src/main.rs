//! The `paragraf` command: reads the command line, runs the command, reports how it ended.

mod cli;

use std::io::{self, Write};
use std::panic;
use std::process::ExitCode;

use clap::Parser;

use cli::{Cli, Outcome};
use paragraf::error::Error;

fn main() -> ExitCode {
    panic::set_hook(Box::new(|fault| {
        let _ = writeln!(
            io::stderr(),
            "error: a fault in paragraf itself, please report it: {fault}"
        );
    }));
    match cli::run(Cli::parse()) {
        Ok(Outcome::AllWell) => ExitCode::SUCCESS,
        Ok(Outcome::SomeFailed) => ExitCode::from(1),
        Err(error) if is_closed_output(&error) => ExitCode::SUCCESS,
        Err(error) => {
            report(&error);
            ExitCode::from(error.exit_code())
        }
    }
}

/// Whoever read our output has seen enough (`paragraf export … | head`): no failure.
fn is_closed_output(error: &Error) -> bool {
    matches!(error, Error::Output { source, .. } if source.kind() == io::ErrorKind::BrokenPipe)
}

/// Says what happened and what to do. A closed standard error is nobody to tell.
fn report(error: &Error) {
    let mut text = format!("error: {error}\n");
    if let Some(hint) = error.hint() {
        text.push_str(&format!("hint: {hint}\n"));
    }
    let _ = io::stderr().write_all(text.as_bytes());
}
