//! paragraf turns scanned Swedish municipal protocols into structured data that people can search and build on.

pub mod error;
pub mod scan;
