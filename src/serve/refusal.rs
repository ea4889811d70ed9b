//! Why a request is not answered as asked.

use axum::http::StatusCode;

use crate::error::Error;

/// Why a request is not answered as asked.
#[derive(Debug)]
pub enum Refusal {
    /// It asks for something that cannot be; the message says what, in English.
    BadRequest(String),
    /// There is no such thing here.
    NotFound,
    /// It may be there, but is not shown to the public.
    Withheld,
    /// Too much is asked for at once.
    Busy,
    /// The archive cannot be read.
    Fault(Error),
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        match error {
            Error::NotInArchive(_) => Self::NotFound,
            error => Self::Fault(error),
        }
    }
}

impl Refusal {
    /// The status that says the same.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::BadRequest(_) => StatusCode::BAD_REQUEST,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Withheld => StatusCode::FORBIDDEN,
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::Fault(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// What happened, in a sentence for programs. Where the archive lies is nobody's business.
    pub fn message(&self) -> String {
        match self {
            Self::BadRequest(message) => message.clone(),
            Self::NotFound => "nothing here has this id or number".to_owned(),
            Self::Withheld => "the page holds a personal identity number, and is not shown in public".to_owned(),
            Self::Busy => "too many pages are being drawn; try again in a few seconds".to_owned(),
            Self::Fault(_) => "the archive cannot be read; its keeper finds the reason in the log".to_owned(),
        }
    }
}
