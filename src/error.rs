//! Everything that can go wrong, what the user can do about it, and the exit code that says so.
//!
//! There is a variant for each thing that a user can act on, and none for "other". Reading (cleaning and segmenting)
//! cannot fail: it gives a value and warnings.

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// The result of everything that touches files, native code or an archive.
pub type Result<T> = std::result::Result<T, Error>;

/// What stops a command.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A source file cannot be read; a batch goes on with the next one.
    #[error("{}: {fault}", path.display())]
    Source {
        /// The file, as the user named it.
        path: PathBuf,
        /// What is wrong with it.
        fault: SourceFault,
    },
    /// A command was given a value that cannot be used.
    #[error("{0}")]
    Usage(String),
    /// The archive folder, or a file in it, cannot be read or written.
    #[error("the archive {} cannot be {action}: {source}", path.display())]
    Archive {
        /// The file or folder.
        path: PathBuf,
        /// `read` or `written`.
        action: &'static str,
        /// What the system says.
        source: io::Error,
    },
    /// The folder holds no archive.
    #[error("there is no archive in {}", .0.display())]
    NoArchive(PathBuf),
    /// The archive was written by a later version of the program.
    #[error("the archive {} has format {found}, and this program knows formats up to {known}", path.display())]
    NewerArchive {
        /// The archive folder.
        path: PathBuf,
        /// The format that the archive states.
        found: u32,
        /// The newest format that this program can read.
        known: u32,
    },
    /// Another process is writing to the archive.
    #[error("another paragraf is writing to the archive {}", .0.display())]
    ArchiveBusy(PathBuf),
    /// The catalogue or the index is damaged or does not match the stored documents.
    #[error("the {part} of the archive {} is damaged: {detail}", path.display())]
    DamagedArchive {
        /// The archive folder.
        path: PathBuf,
        /// `catalogue`, `index`, `record …` or `scan …`.
        part: String,
        /// What was found.
        detail: String,
    },
    /// An item, document or case that was asked for is not in the archive.
    #[error("nothing in the archive has the id or number {0:?}")]
    NotInArchive(String),
    /// An output file cannot be written.
    #[error("{} cannot be written: {source}", path.display())]
    Output {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The reading room cannot be opened at this address.
    #[error("nothing can listen on {address}: {source}")]
    Listen {
        /// Address and port.
        address: SocketAddr,
        /// What the system says.
        source: io::Error,
    },
    /// The user interrupted the command; what was done so far is kept.
    #[error("interrupted; what was finished is in the archive, and the same command goes on from there")]
    Interrupted,
}

impl Error {
    /// What the user can do about it, where there is something to do.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Source { fault, .. } => fault.hint().map(str::to_owned),
            Self::Archive { .. } => {
                Some("check that the folder exists, that you may write to it, and that the disk is not full".into())
            }
            Self::NoArchive(_) => Some(
                "make one with `paragraf import PATH…`, or name another folder with --archive or PARAGRAF_ARCHIVE"
                    .into(),
            ),
            Self::NewerArchive { .. } => Some("use the version of paragraf that wrote it, or a newer one".into()),
            Self::ArchiveBusy(_) => {
                Some("wait until the other import or rebuild is done, then run the command again".into())
            }
            Self::DamagedArchive { .. } => {
                Some("`paragraf rebuild` makes catalogue and index anew from the stored documents".into())
            }
            Self::NotInArchive(_) => {
                Some("`paragraf search` finds ids; `paragraf status` tells what is in the archive".into())
            }
            Self::Listen { .. } => Some(
                "another program may have the port, or the address is not this machine's; name another with --listen"
                    .into(),
            ),
            Self::Usage(_) | Self::Output { .. } | Self::Interrupted => None,
        }
    }

    /// The exit code that the contract gives to this kind of failure.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Source {
                fault: SourceFault::MissingPart { .. },
                ..
            } => 3,
            Self::Source { .. } | Self::NotInArchive(_) | Self::Output { .. } | Self::Listen { .. } => 1,
            Self::Usage(_) => 2,
            Self::Archive { .. }
            | Self::NoArchive(_)
            | Self::NewerArchive { .. }
            | Self::ArchiveBusy(_)
            | Self::DamagedArchive { .. } => 4,
            Self::Interrupted => 130,
        }
    }
}

/// Why a source file could not be read. It travels from the reading process to the importing one, and stays in the
/// catalogue, so it is plain data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum SourceFault {
    /// No file has this name.
    #[error("there is no such file or folder")]
    NotFound,
    /// The system refuses to read the file or folder.
    #[error("it cannot be read: {detail}")]
    Unreadable {
        /// What the system says.
        detail: String,
    },
    /// What has the name is no file.
    #[error("it is {found}, not a file")]
    NotAFile {
        /// What it is.
        found: String,
    },
    /// The file has no bytes.
    #[error("the file is empty")]
    Empty,
    /// The content is none of the kinds that are read here.
    #[error("its content is {found}, not a PDF, TIFF, PNG, JPEG or text")]
    UnknownKind {
        /// What the content looks like.
        found: String,
    },
    /// The file name promises one kind and the content is another.
    #[error("its name ends in .{extension}, but its content is {found}")]
    WrongExtension {
        /// The ending, lower case.
        extension: String,
        /// What the content is.
        found: String,
    },
    /// The PDF is encrypted and needs a password.
    #[error("the file is protected by a password")]
    PasswordProtected,
    /// The file is broken so that not even its pages can be counted.
    #[error("the file is damaged: {detail}")]
    Damaged {
        /// What the decoder says.
        detail: String,
    },
    /// The file can be opened but has no pages.
    #[error("the file has no pages")]
    NoPages,
    /// The reading process died before it could count the pages.
    #[error("reading the file stopped the reading process: {detail}")]
    Crashed {
        /// How it ended.
        detail: String,
    },
    /// The reading process made no progress before it could count the pages.
    #[error("opening the file took more than {seconds} seconds")]
    TimedOut {
        /// The limit.
        seconds: u64,
    },
    /// The file changed while it was read.
    #[error("the file changed while it was read")]
    Changed,
    /// A native part or a language model is missing: nothing can be read, this file or another.
    #[error("{part} is missing (looked in {looked})")]
    MissingPart {
        /// What is missing.
        part: String,
        /// Where it was looked for.
        looked: String,
    },
}

impl SourceFault {
    /// The fault of a file that the system does not let be read.
    pub fn of(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::NotFound,
            _ => Self::Unreadable {
                detail: error.to_string(),
            },
        }
    }

    /// The name of the fault, as scripts see it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::Unreadable { .. } => "unreadable",
            Self::NotAFile { .. } => "not-a-file",
            Self::Empty => "empty",
            Self::UnknownKind { .. } => "unknown-kind",
            Self::WrongExtension { .. } => "wrong-extension",
            Self::PasswordProtected => "password-protected",
            Self::Damaged { .. } => "damaged",
            Self::NoPages => "no-pages",
            Self::Crashed { .. } => "crashed",
            Self::TimedOut { .. } => "timed-out",
            Self::Changed => "changed",
            Self::MissingPart { .. } => "missing-part",
        }
    }

    /// True where trying the same bytes again is in vain, false where the disk, or the moment, may be at fault.
    pub fn lies_in_content(&self) -> bool {
        !matches!(
            self,
            Self::NotFound | Self::Unreadable { .. } | Self::NotAFile { .. } | Self::Changed | Self::MissingPart { .. }
        )
    }

    /// What the user can do about it, where there is something to do.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::NotFound => Some("check the path"),
            Self::Unreadable { .. } => Some("check that you may read it, and that the disk or share is reachable"),
            Self::NotAFile { .. } => Some("name the file itself; links in folders are not followed"),
            Self::Empty => Some("copy or scan it again: nothing of it arrived"),
            Self::UnknownKind { .. } => Some("convert it to PDF or TIFF first"),
            Self::WrongExtension { .. } => Some("give it the right ending, or copy it again from where it came"),
            Self::PasswordProtected => {
                Some("name a file of passwords with --password-file, or save a copy without the password")
            }
            Self::Damaged { .. } | Self::NoPages => {
                Some("copy or scan it again; a PDF program may be able to repair it")
            }
            Self::Crashed { .. } | Self::TimedOut { .. } => {
                Some("open it in another program and save it anew, then import that")
            }
            Self::Changed => Some("wait until it is copied, then run the same command again"),
            Self::MissingPart { .. } => Some("run `make setup` in the project's folder, or `make install` again"),
        }
    }
}
