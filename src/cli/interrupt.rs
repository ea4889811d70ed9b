//! Ctrl-C, and the other signals that ask a program to end.

use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};

static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// From now on Ctrl-C sets what is returned to true, so that what is begun can be finished or undone; a second Ctrl-C ends
/// the program at once.
pub fn catch() -> &'static AtomicBool {
    let on_signal = || {
        if INTERRUPTED.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
        let _ = writeln!(io::stderr(), "stopping; once more to stop at once");
    };
    // It fails only where it is set already, and then it does what it should.
    let _ = ctrlc::set_handler(on_signal);
    &INTERRUPTED
}
