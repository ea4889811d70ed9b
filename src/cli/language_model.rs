//! The model of Swedish that a command restores text with.

use std::fs;
use std::path::{Path, PathBuf};

use paragraf::clean::restoration::{Model, model};
use paragraf::error::{Error, Result, SourceFault};

/// Does something with the model in a file, or with the built-in one where no file is named.
pub fn with<T>(file: Option<&Path>, work: impl FnOnce(&Model<'_>) -> Result<T>) -> Result<T> {
    let Some(path) = file else {
        return work(model().ok_or_else(no_model)?);
    };
    let bytes = fs::read(path).map_err(|error| Error::Source {
        path: path.to_owned(),
        fault: SourceFault::of(&error),
    })?;
    let model = Model::read(&bytes)
        .map_err(|error| Error::Usage(format!("{} is no model of `paragraf train`: {error}", path.display())))?;
    work(&model)
}

fn no_model() -> Error {
    Error::Source {
        path: PathBuf::from("paragraf"),
        fault: SourceFault::MissingPart {
            part: "the built-in model of Swedish".to_owned(),
            looked: "the program itself".to_owned(),
        },
    }
}
