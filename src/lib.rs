//! paragraf turns scanned Swedish municipal protocols into structured data.
