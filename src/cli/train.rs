//! `paragraf train`

use std::fs;
use std::path::{Path, PathBuf};

use super::Outcome;
use paragraf::error::{Error, Result};
use paragraf::train::{Material, Pair, train};

/// Make the model of Swedish for `clean` anew, from text of your own
///
/// The same files give the same model. Only counts go into it, no text.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Clean running text, a paragraph a line; behind `=` how often each of its words counts
    #[arg(long, required = true, num_args = 1.., value_name = "FILE[=WEIGHT]")]
    text: Vec<String>,
    /// Names and places, one a line, with a tab and the number of bearers behind them
    #[arg(long, num_args = 1.., value_name = "FILE")]
    names: Vec<PathBuf>,
    /// Parts of names, with a hyphen where they go on: `ek-` stands first, `-häll` behind it
    #[arg(long, num_args = 1.., value_name = "FILE")]
    name_parts: Vec<PathBuf>,
    /// Words without frequency, one a line
    #[arg(long, num_args = 1.., value_name = "FILE")]
    words: Vec<PathBuf>,
    /// Lines of OCR made without a Swedish model beside their truth (JSON lines with ocr_line and truth_line)
    #[arg(long, required = true, num_args = 1.., value_name = "FILE")]
    pairs: Vec<PathBuf>,
    /// Lines of OCR made with a Swedish model beside their truth
    #[arg(long, num_args = 1.., value_name = "FILE")]
    swedish_pairs: Vec<PathBuf>,
    /// Where the model goes
    #[arg(long, value_name = "FILE")]
    output: PathBuf,
}

const EXAMPLES: &str = "\
Example:
  paragraf train --text protocols.txt=4 laws.txt --names names.tsv --pairs ocr-pairs.jsonl --output swedish.bin";

pub fn run(args: Args) -> Result<Outcome> {
    let texts = args
        .text
        .iter()
        .map(|text| weighted(text))
        .collect::<Result<Vec<_>>>()?;
    let names = read_all(&args.names)?;
    let name_parts = read_all(&args.name_parts)?;
    let words = read_all(&args.words)?;
    let material = Material {
        texts: texts.iter().map(|(text, weight)| (text.as_str(), *weight)).collect(),
        names: names.iter().flat_map(|text| text.lines()).map(bearers).collect(),
        name_parts: name_parts.iter().flat_map(|text| text.lines()).collect(),
        words: words.iter().flat_map(|text| text.lines()).collect(),
        pairs: pairs(&args.pairs)?,
        swedish_pairs: pairs(&args.swedish_pairs)?,
    };
    let model = train(&material).map_err(|error| broken(&args.output, &error.to_string()))?;
    fs::write(&args.output, model).map_err(|error| broken(&args.output, &error.to_string()))?;
    Ok(Outcome::AllWell)
}

/// `FILE=4`: the text of the file and its weight.
fn weighted(argument: &str) -> Result<(String, u32)> {
    let (path, weight) = match argument.rsplit_once('=') {
        Some((path, weight)) => match weight.parse() {
            Ok(weight) => (path, weight),
            Err(_) => {
                return Err(Error::Usage(format!(
                    "`{argument}`: the weight behind = is a whole number"
                )));
            }
        },
        None => (argument, 1),
    };
    Ok((read(Path::new(path))?, weight))
}

fn bearers(line: &str) -> (&str, u32) {
    let (name, bearers) = line.split_once('\t').unwrap_or((line, ""));
    (name, bearers.trim().parse().unwrap_or(PLACE_BEARERS))
}

/// A name without number, such as a place, counts as one with so many bearers.
const PLACE_BEARERS: u32 = 2_000;

fn pairs(paths: &[PathBuf]) -> Result<Vec<Pair>> {
    let mut pairs = Vec::new();
    for path in paths {
        for (number, line) in read(path)?.lines().enumerate() {
            let pair = serde_json::from_str(line)
                .map_err(|error| Error::Usage(format!("{}, line {}: {error}", path.display(), number + 1)))?;
            pairs.push(pair);
        }
    }
    Ok(pairs)
}

fn read_all(paths: &[PathBuf]) -> Result<Vec<String>> {
    paths.iter().map(|path| read(path)).collect()
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(|error| broken(path, &error.to_string()))
}

fn broken(path: &Path, why: &str) -> Error {
    Error::Usage(format!("{}: {why}", path.display()))
}
