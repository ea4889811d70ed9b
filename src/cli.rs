//! The command line: one file a command, each a struct of arguments and a short function that runs it.

mod arguments;
mod case;
mod clean;
mod evaluate;
mod export;
mod extract;
mod import;
mod interrupt;
mod item;
mod language_model;
mod output;
mod progress;
mod rebuild;
mod scan;
mod schema;
mod search;
mod serve;
mod show;
mod status;
mod terminal;
mod train;
mod verify;
mod watch;

use clap::{Parser, Subcommand};

use paragraf::error::Result;

/// Turns scanned Swedish municipal protocols into structured data
///
/// Bring files in with `import`; find a decision with `search`, `case` and `show`; take the data out with `export`.
/// One file can be read without an archive: `extract`.
#[derive(Parser)]
#[command(version, max_term_width = 100, after_help = EXAMPLES)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  paragraf import protocols/
  paragraf search 'antagande av detaljplan' --from 2021-01-01
  paragraf case 2021/25
  paragraf extract minutes.pdf > minutes.json

Exit codes: 0 all well; 1 finished, but some documents failed; 2 bad usage; 3 a native part or
language model is missing; 4 the archive cannot be read or written; 130 interrupted.";

#[derive(Subcommand)]
enum Command {
    Import(import::Args),
    Watch(watch::Args),
    Status(status::Args),
    Search(search::Args),
    Case(case::Args),
    Show(show::Args),
    Serve(serve::Args),
    Export(export::Args),
    Extract(extract::Args),
    Scan(scan::Args),
    Clean(clean::Args),
    Rebuild(rebuild::Args),
    Verify(verify::Args),
    Evaluate(evaluate::Args),
    Schema(schema::Args),
    Train(train::Args),
}

/// How a command that did not fail ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Everything that was asked for is done.
    AllWell,
    /// It came to its end, but some documents failed; each is named.
    SomeFailed,
}

/// Runs the command that the user asked for.
pub fn run(cli: Cli) -> Result<Outcome> {
    match cli.command {
        Command::Import(args) => import::run(args),
        Command::Watch(args) => watch::run(args),
        Command::Status(args) => status::run(args),
        Command::Search(args) => search::run(args),
        Command::Case(args) => case::run(args),
        Command::Show(args) => show::run(args),
        Command::Serve(args) => serve::run(args),
        Command::Export(args) => export::run(args),
        Command::Extract(args) => extract::run(args),
        Command::Scan(args) => scan::run(args),
        Command::Clean(args) => clean::run(args),
        Command::Rebuild(args) => rebuild::run(args),
        Command::Verify(args) => verify::run(args),
        Command::Evaluate(args) => evaluate::run(args),
        Command::Schema(args) => schema::run(args),
        Command::Train(args) => train::run(args),
    }
}
