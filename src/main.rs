//! The `paragraf` command.

fn main() {}
