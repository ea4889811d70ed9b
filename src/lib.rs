//! paragraf turns scanned Swedish municipal protocols into structured data that people can search and build on.

pub mod archive;
pub mod capture;
pub mod case_number;
pub mod clean;
pub mod code_pages;
pub mod dates;
pub mod error;
pub mod evaluate;
pub mod export;
pub mod identity_numbers;
pub mod import;
pub mod index;
pub mod installation;
pub mod language;
pub mod lookup;
pub mod rebuild;
pub mod record;
pub mod scan;
pub mod segment;
pub mod serve;
pub mod train;
pub mod verify;
pub mod vocabulary;
pub mod watch;

use record::Record;
use scan::Scan;
use tikv_jemallocator::Jemalloc;

/// The allocator of the program, its tests and its benchmarks. Reading makes many small pieces, and the index frees on one
/// thread what another made: with the system's allocator both take about a tenth more processor time.
#[global_allocator]
static ALLOCATOR: Jemalloc = Jemalloc;

/// Reads a scan: cleans its text and takes the minutes in it apart. It cannot fail; what could not be read or decided
/// is a warning in the record.
pub fn read(scan: &Scan) -> Record {
    segment::segment(scan, &clean::clean(scan))
}
