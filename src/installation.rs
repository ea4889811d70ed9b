//! Where the native parts lie that set-up brings: libpdfium and the OCR models.
//!
//! They are together in one folder, which holds `lib/libpdfium.so` and `tessdata/*.traineddata`. `make setup` fills
//! `native/` in the project's folder, `make install` copies it to `lib/paragraf/` beside `bin/`. The folder is found from
//! the place of the running program, so that neither a variable nor a path of the building machine is needed.

use std::env;
use std::path::{Path, PathBuf};

use crate::error::SourceFault;

/// The environment variable that names the folder of native parts; no other place is looked in where it is set.
pub const OVERRIDE: &str = "PARAGRAF_NATIVE";

/// A native part that is nowhere to be found: nothing can be read before set-up has brought it (exit code 3).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{part} is missing (looked in {looked})")]
pub struct MissingPart {
    /// Which part, in words.
    pub part: String,
    /// The folders where it was looked for.
    pub looked: String,
}

impl From<MissingPart> for SourceFault {
    fn from(MissingPart { part, looked }: MissingPart) -> Self {
        Self::MissingPart { part, looked }
    }
}

/// The file of the PDF library.
///
/// # Errors
/// [`MissingPart`] where set-up has not brought it.
pub fn pdfium_library() -> Result<PathBuf, MissingPart> {
    let folders = candidates();
    find(&folders, Path::new("lib/libpdfium.so"))
        .ok_or_else(|| missing("the PDF library libpdfium.so".into(), &folders))
}

/// The folder that holds the OCR model called `model`: `paragraf` (made at set-up), `osd` (which way up a page is), or one
/// of the system's that set-up has linked there, such as `swe`.
///
/// # Errors
/// [`MissingPart`] where no such model is there.
pub fn tessdata_folder(model: &str) -> Result<PathBuf, MissingPart> {
    let folders = candidates();
    let file = Path::new("tessdata").join(format!("{model}.traineddata"));
    find(&folders, &file)
        .and_then(|path| path.parent().map(Path::to_owned))
        .ok_or_else(|| missing(format!("the OCR model {model}"), &folders))
}

/// The folders that may hold the native parts, the nearest first.
fn candidates() -> Vec<PathBuf> {
    match env::var_os(OVERRIDE) {
        Some(folder) => vec![folder.into()],
        None => env::current_exe().map(|program| around(&program)).unwrap_or_default(),
    }
}

/// The folders that belong to a program: `lib/paragraf` of an installation, then `native` in each folder above, since a
/// program that was built and not installed lies under the project's `target`.
fn around(program: &Path) -> Vec<PathBuf> {
    let above = program.ancestors().skip(1);
    let installed = above.clone().nth(1).map(|prefix| prefix.join("lib").join("paragraf"));
    installed
        .into_iter()
        .chain(above.map(|folder| folder.join("native")))
        .collect()
}

fn find(folders: &[PathBuf], part: &Path) -> Option<PathBuf> {
    folders
        .iter()
        .map(|folder| folder.join(part))
        .find(|path| path.is_file())
}

/// Says where `part` was looked for; of the folders above the program only the nearest, to keep the sentence short.
fn missing(part: String, folders: &[PathBuf]) -> MissingPart {
    let looked = match folders {
        [] => "no folder, since the place of the program is unknown".into(),
        [only] => only.display().to_string(),
        [installed, nearest, ..] => {
            format!(
                "{}, and in {} and the same in every folder above",
                installed.display(),
                nearest.display()
            )
        }
    };
    MissingPart { part, looked }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn an_installation_comes_before_a_project() {
        let found = around(Path::new("/opt/project/target/release/paragraf"));
        let expected = [
            "/opt/project/target/lib/paragraf",
            "/opt/project/target/release/native",
            "/opt/project/target/native",
            "/opt/project/native",
            "/opt/native",
            "/native",
        ];
        assert_eq!(found, expected.map(PathBuf::from));
    }

    #[test]
    fn the_nearest_folder_that_has_the_part_wins() {
        let root = tempfile::tempdir().unwrap();
        let far = root.path().join("native");
        let near = root.path().join("project/native");
        fs::create_dir_all(far.join("tessdata")).unwrap();
        fs::create_dir_all(near.join("lib")).unwrap();
        fs::write(far.join("tessdata/paragraf.traineddata"), "").unwrap();
        let folders = around(&root.path().join("project/target/release/deps/tests-0123"));

        let model = Path::new("tessdata/paragraf.traineddata");
        assert_eq!(find(&folders, model), Some(far.join(model)));
        assert_eq!(find(&folders, Path::new("lib/libpdfium.so")), None);

        fs::create_dir_all(near.join("tessdata")).unwrap();
        fs::write(near.join(model), "").unwrap();
        assert_eq!(find(&folders, model), Some(near.join(model)));
    }

    #[test]
    fn a_missing_part_is_named_with_the_places() {
        let fault = missing("the OCR model nynorn".into(), &around(Path::new("/opt/bin/paragraf")));
        assert_eq!(
            fault.to_string(),
            "the OCR model nynorn is missing \
             (looked in /opt/lib/paragraf, and in /opt/bin/native and the same in every folder above)"
        );
        assert_eq!(tessdata_folder("nynorn").unwrap_err().part, fault.part);
    }

    #[test]
    fn set_up_has_brought_the_parts() {
        assert!(pdfium_library().is_ok());
        for model in ["paragraf", "osd"] {
            assert!(tessdata_folder(model).is_ok(), "{model}");
        }
    }
}
