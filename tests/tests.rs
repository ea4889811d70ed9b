//! All integration tests in one binary, so that they are linked once.

// The functions that tests share may fail by panic as the tests themselves may.
#![allow(clippy::unwrap_used, missing_docs)]

mod accuracy;
mod archive;
mod browser;
mod capture;
mod clean;
mod cli;
mod faults;
mod fuzz;
mod import;
mod mutants;
mod sandbox;
mod schema;
mod search;
mod search_cli;
mod serve;
mod train;
mod watch;
