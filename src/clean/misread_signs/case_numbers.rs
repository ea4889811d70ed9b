//! Case numbers, by how the document makes its others.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::Regex;

use super::regex;
use crate::clean::{Line, Text, Token, bare};
use crate::scan::Scan;

/// A case number with full stops, some of which may have a space beside them or in their place.
static DOTTED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?P<register>\p{Lu}{1,5})(?:\.| |\. | \.| \. )(?P<year>(?:19|20)\d\d)(?:\.| |\. | \.| \. )(?P<serial>\d{4})(?:\.| |\. | \.| \. )(?P<code>\d{3})$",
    )
});
/// A year and what stands behind one in a case number.
static YEAR_BEFORE_SIGN: LazyLock<Regex> = LazyLock::new(|| regex(r"^(?:(?:19|20)\d\d[-./:]|(?:[0-2]|[89])\d/)\d"));

/// A number, the last digits of its year, and a class code.
static CLASSED: LazyLock<Regex> = LazyLock::new(|| regex(r"^\d{1,4}/(?P<year>\d\d)-\d{3}$"));
/// The same, with a digit in the place of the dash.
static CLASSED_WITH_DIGIT: LazyLock<Regex> =
    LazyLock::new(|| regex(r"^(?P<number>\d{1,4})/(?P<year>\d\d)[17](?P<code>\d{3})$"));
/// The same, with a digit too many before the year.
static CLASSED_WITH_YEAR: LazyLock<Regex> =
    LazyLock::new(|| regex(r"^(?P<number>\d{1,4})/[689](?P<year>0\d)-(?P<code>\d{3})$"));

/// How the case numbers of a document are made, and how often each form stands, with its letters and with any.
pub struct Cases {
    forms: HashMap<String, usize>,
    of_any_letters: HashMap<String, usize>,
    /// How many have a full stop behind the register and a class code at the end.
    dotted: usize,
    /// How many of a year have a dash before the class code: `66/90-823`.
    classed: HashMap<String, usize>,
}

/// So many numbers of one form show how a document makes them.
const OF_ONE_FORM: usize = 2;

impl Cases {
    pub fn of(text: &Text) -> Self {
        let (mut forms, mut of_any_letters) = (HashMap::new(), HashMap::new());
        for form in text.tokens.iter().filter_map(|token| form_of_number(&token.text)) {
            *of_any_letters.entry(of_any_letters_as(&form)).or_default() += 1;
            *forms.entry(form).or_default() += 1;
        }
        let starts = text
            .lines
            .iter()
            .flat_map(|line| line.tokens.clone().map(|at| (at, line.tokens.end)));
        let dotted = starts.filter(|&(at, end)| {
            let register = text.tokens[at].text.split_once('.').map(|(register, _)| register);
            register.is_some_and(is_register) && dotted_parts(&text.tokens[at..end]).is_some()
        });
        let mut classed = HashMap::new();
        for found in text
            .tokens
            .iter()
            .filter_map(|token| CLASSED.captures(bare(&token.text)))
        {
            *classed.entry(found["year"].to_owned()).or_default() += 1;
        }
        Self {
            forms,
            of_any_letters,
            dotted: dotted.count(),
            classed,
        }
    }

    /// `KS. 2010 .0033.106` and `KS 2010 0088. 003`, where the document sets full stops between register, year, number and class code: how
    /// many tokens it takes, and the number without its spaces.
    pub fn dotted(&self, tokens: &[Token]) -> Option<(usize, String)> {
        if self.dotted < OF_ONE_FORM {
            return None;
        }
        let (taken, [register, year, serial, code]) = dotted_parts(tokens)?;
        (taken > 1).then(|| (taken, format!("{register}.{year}.{serial}.{code}")))
    }

    /// `RS- LED20-0044` and `KS .2011.344`, where others are made as `RS-LED20-1873` and `KS.2012.27`: a space beside the first sign.
    pub fn joined(&self, tokens: &[Token]) -> Option<String> {
        let [first, second, ..] = tokens else { return None };
        let letters = first.text.trim_end_matches(SIGNS_OF_NUMBERS);
        let sign_before = first.text.len() == letters.len() + 1;
        let sign_behind = second.text.starts_with(SIGNS_OF_NUMBERS);
        let of_register = (1..=5).contains(&letters.chars().count()) && letters.chars().all(char::is_uppercase);
        if !of_register || sign_before == sign_behind || !sign_before && first.text != letters {
            return None;
        }
        let joined = format!("{}{}", first.text, second.text);
        // A part more may stand behind.
        let form = of_any_letters_as(&form_of_number(&joined)?);
        let same = |other: &str| form.starts_with(other.trim_end_matches('#'));
        let others = self.of_any_letters.iter().filter(|(other, _)| same(other));
        (others.map(|(_, times)| times).sum::<usize>() >= OF_ONE_FORM).then_some(joined)
    }

    /// `14K544` and `KS52018.0402`, where others are made as `14KS44` and `KS2018.0402`: the 5, 8 or $ is an S, or the S was read twice.
    /// No year has a 5 before it, however often it was read so.
    pub fn mended(&self, word: &str) -> Option<String> {
        let times = |form: String| self.forms.get(&form).copied().unwrap_or(0);
        let own = form_of_number(word).map_or(0, times);
        let signs = word.match_indices(['5', '8', '$']).map(|(at, _)| at);
        let behind_letter = signs.filter(|at| word[..*at].ends_with(char::is_uppercase));
        let mut readings = behind_letter.flat_map(|at| {
            let (before, after) = (&word[..at], &word[at + 1..]);
            let before_year = YEAR_BEFORE_SIGN.is_match(after);
            let twice = before.ends_with('S') || after.starts_with('S');
            let twice = twice.then(|| (format!("{before}{after}"), before_year));
            [twice, Some((format!("{before}S{after}"), before_year))]
                .into_iter()
                .flatten()
        });
        let found = readings.find(|(reading, before_year)| {
            let others = form_of_number(reading).map_or(0, times);
            others >= OF_ONE_FORM && (others >= 2 * own || *before_year)
        });
        found.map(|(reading, _)| reading)
    }

    /// `66/907823`, where others are made as `66/90-823`: the dash was read as a digit. `241/908-042`, where others are of `/08-`: the
    /// zero was read as two.
    pub fn as_classed(&self, word: &str) -> Option<String> {
        let core = bare(word);
        let with_dash = CLASSED_WITH_DIGIT.captures(core);
        let found = with_dash.or_else(|| CLASSED_WITH_YEAR.captures(core))?;
        let usual = self
            .classed
            .get(&found["year"])
            .is_some_and(|times| *times >= OF_ONE_FORM);
        let classed = format!("{}/{}-{}", &found["number"], &found["year"], &found["code"]);
        usual.then(|| word.replacen(core, &classed, 1))
    }

    /// `KS/2009: 66`, where others are made as `KS/2009:70`: a space behind the last sign.
    pub fn with_serial(&self, tokens: &[Token]) -> Option<String> {
        let [first, second, ..] = tokens else { return None };
        let start = first.text.strip_suffix(':')?;
        let digits = bare(&second.text);
        let is_serial = (1..=5).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        if !is_serial || !second.text.starts_with(digits) || !super::CASE_YEAR.is_match(start) {
            return None;
        }
        let joined = format!("{start}:{}", second.text);
        let others = form_of_number(&joined).and_then(|form| self.forms.get(&form).copied());
        others.is_some_and(|others| others >= OF_ONE_FORM).then_some(joined)
    }
}

/// `Dnr 2006/214 Sell` at the end of a line, where others have a class code of three digits behind their numbers there: what OCR was not
/// sure of is none of the text.
pub fn without_misread_code(scan: &Scan, text: &Text, line: &Line, at: usize) -> Option<String> {
    /// OCR is not sure of words below this confidence.
    const UNSURE: f32 = 0.6;
    let ends_with_code = |line: &Line| match &text.tokens[line.tokens.clone()] {
        [.., number, code] => {
            super::CASE.is_match(&number.text) && code.text.len() == 3 && code.text.bytes().all(|b| b.is_ascii_digit())
        }
        _ => false,
    };
    let [number, misread] = &text.tokens[at..line.tokens.end] else {
        return None;
    };
    let letters = (3..=4).contains(&misread.text.len()) && misread.text.bytes().all(|b| b.is_ascii_alphabetic());
    if at == line.tokens.start || !letters || !super::CASE.is_match(&number.text) {
        return None;
    }
    let word = misread
        .words
        .first()
        .map(|word| &scan.pages[word.page].words[word.word])?;
    let unsure = word.confidence.is_some_and(|confidence| confidence < UNSURE);
    let usual = text.lines.iter().filter(|line| ends_with_code(line)).count() >= OF_ONE_FORM;
    (unsure && usual).then(|| number.text.clone())
}

/// `KTN/2016:57 dpi 351` and `KS 99/71 Dpl04`: the label of a class code behind a case number, whose last letter was read as another
/// stroke, or behind which a space was lost.
pub fn class_label(before: &[Token], tokens: &[Token]) -> Option<String> {
    let number = bare(&before.last()?.text);
    let of_case = number.ends_with(|c: char| c.is_ascii_digit()) && number.contains(SIGNS_OF_NUMBERS);
    let (label, glued) = tokens[0].text.split_at_checked(3)?;
    let start = label.strip_suffix(['l', 'i', 'I', '1', '!', '|', 't']);
    let start = start.filter(|start| of_case && matches!(*start, "dp" | "Dp"))?;
    let is_code = |word: &str| (2..=3).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit());
    if glued.is_empty() {
        let misread = !label.ends_with('l') && is_code(bare(&tokens.get(1)?.text));
        return misread.then(|| format!("{start}l"));
    }
    is_code(bare(glued)).then(|| format!("{start}l {glued}"))
}

/// The register, year, number and class code at the head of some tokens, with spaces or full stops between them, and how many tokens they take.
fn dotted_parts(tokens: &[Token]) -> Option<(usize, [String; 4])> {
    /// Every sign between the parts may have become a token.
    const MOST_TOKENS: usize = 7;
    if !tokens.first()?.text.starts_with(char::is_uppercase) {
        return None;
    }
    (1..=tokens.len().min(MOST_TOKENS)).find_map(|taken| {
        let texts = tokens[..taken].iter().map(|token| token.text.as_str());
        let text = texts.collect::<Vec<_>>().join(" ");
        let found = DOTTED.captures(&text)?;
        let part = |name: &str| found[name].to_owned();
        Some((taken, ["register", "year", "serial", "code"].map(part)))
    })
}

fn is_register(word: &str) -> bool {
    (1..=5).contains(&word.chars().count()) && word.chars().all(char::is_uppercase)
}

/// What stands between the parts of a case number.
const SIGNS_OF_NUMBERS: [char; 4] = ['-', '.', '/', ':'];

/// A form of numbers with one letter for those of each register, whichever they are.
fn of_any_letters_as(form: &str) -> String {
    let mut any = String::new();
    for c in form.chars().map(|c| if c.is_uppercase() { 'A' } else { c }) {
        if c != 'A' || !any.ends_with('A') {
            any.push(c);
        }
    }
    any
}

/// The form of a number with letters: each digit is a 0, but the last run of digits, which may be of any length, one `#`.
fn form_of_number(word: &str) -> Option<String> {
    let word = bare(word);
    let made = |c: char| c.is_ascii_digit() || c.is_uppercase() || matches!(c, '-' | '.' | '/' | ':');
    let serial = word.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = word.chars().filter(char::is_ascii_digit).count();
    if digits < 3 || serial.len() == word.len() || !word.contains(char::is_uppercase) || !word.chars().all(made) {
        return None;
    }
    let form = serial.chars().map(|c| if c.is_ascii_digit() { '0' } else { c });
    Some(form.chain(['#']).collect())
}
