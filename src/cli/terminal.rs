//! What stands on a terminal: text of strangers made harmless, what was sought in bold, what was changed in colours.

use std::env;
use std::io::{self, IsTerminal, Write};

use clap::ColorChoice;

/// Whether words may be set in bold and in colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// As they are: a file, a pipe, or a user who set `NO_COLOR`.
    Plain,
    /// With the terminal's own signs.
    Signs,
}

impl Style {
    /// The style that suits standard output.
    pub fn of_stdout() -> Self {
        let no_color = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        if io::stdout().is_terminal() && !no_color {
            Self::Signs
        } else {
            Self::Plain
        }
    }

    /// The style that a user chose; `auto` leaves it to standard output.
    pub fn chosen(choice: ColorChoice) -> Self {
        match choice {
            ColorChoice::Auto => Self::of_stdout(),
            ColorChoice::Always => Self::Signs,
            ColorChoice::Never => Self::Plain,
        }
    }

    /// A text that stands back.
    pub fn faint(self, text: &str) -> String {
        match self {
            Self::Plain => text.to_owned(),
            Self::Signs => format!("\x1b[2m{text}\x1b[0m"),
        }
    }

    /// A text that was put in the place of another: red and green, or between the marks of `git diff --word-diff`.
    pub fn changed(self, old: &str, new: &str) -> String {
        match self {
            Self::Plain => format!("[-{old}-]{{+{new}+}}"),
            Self::Signs => format!("\x1b[31m{old}\x1b[0m\x1b[32m{new}\x1b[0m"),
        }
    }

    /// A text that stayed and may be another: yellow, with the other in brackets.
    pub fn doubtful(self, text: &str, suggestion: &str) -> String {
        match self {
            Self::Plain => format!("[?{text}|{suggestion}?]"),
            Self::Signs => format!("\x1b[33m{text} [{suggestion}?]\x1b[0m"),
        }
    }

    /// A text in bold.
    pub fn bold(self, text: &str) -> String {
        match self {
            Self::Plain => text.to_owned(),
            Self::Signs => format!("\x1b[1m{text}\x1b[0m"),
        }
    }

    /// A text made harmless, with some of it in bold: from a first to one past a last character, counted from 0.
    pub fn mark(self, text: &str, highlights: &[[usize; 2]]) -> String {
        let mut marked = String::new();
        let mut characters = text.chars();
        let mut at = 0;
        for [first, end] in highlights {
            let between: String = characters.by_ref().take(first.saturating_sub(at)).collect();
            let sought: String = characters.by_ref().take(end.saturating_sub(*first)).collect();
            marked.push_str(&printable(&between));
            marked.push_str(&self.bold(&printable(&sought)));
            at = *end;
        }
        let rest: String = characters.collect();
        marked.push_str(&printable(&rest));
        marked
    }
}

/// A text without what could steer a terminal or turn the direction of writing: what OCR makes of dirt, or worse.
pub fn printable(text: &str) -> String {
    let harmless = |c: char| match c {
        '\n' => '\n',
        '\t' => ' ',
        c if c.is_control() => '\u{fffd}',
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        c => c,
    };
    text.chars().map(harmless).collect()
}

/// Tells the user something beside the result. A closed standard error is nobody to tell.
pub fn note(text: &str) {
    let _ = writeln!(io::stderr(), "note: {}", printable(text));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_steers_the_terminal() {
        assert_eq!(
            printable("a\x1b[31m\u{9b}b\u{202e}c\r\n"),
            "a\u{fffd}[31m\u{fffd}b\u{fffd}c\u{fffd}\n"
        );
    }

    #[test]
    fn marks_count_characters() {
        assert_eq!(
            Style::Signs.mark("på ön i sjön", &[[3, 5], [8, 12]]),
            "på \x1b[1mön\x1b[0m i \x1b[1msjön\x1b[0m"
        );
        assert_eq!(Style::Plain.mark("på ön", &[[3, 5]]), "på ön");
    }
}
