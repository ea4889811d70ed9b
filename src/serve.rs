//! The reading room: web pages and a JSON API over one archive, which it only reads.
//!
//! A request becomes plain values ([`parameters`]), the archive answers them ([`room`]), and the answer becomes a page
//! ([`pages`]) or JSON ([`api`]). No part of an address is ever a path: ids are looked up in the catalogue. Only the files
//! under this one know axum.

mod api;
mod citation;
mod masking;
mod openapi;
mod pages;
mod parameters;
mod pictures;
mod refusal;
mod room;

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tower::ServiceBuilder;
use tower::limit::GlobalConcurrencyLimitLayer;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::timeout::TimeoutLayer;

use crate::archive::Archive;
use crate::capture::CaptureOptions;
use crate::error::{Error, Result};
use refusal::Refusal;
use room::Room;

/// Requests that are answered at the same time; others wait.
const MOST_REQUESTS: usize = 64;

/// How long an answer may take before it is given up. A stream that has begun may take longer.
const PATIENCE: Duration = Duration::from_secs(90);

/// What every answer says to the browser: load nothing from elsewhere, run no script but our own, stand in no frame, tell
/// nobody where the reader comes from.
const HEADERS: [(HeaderName, &str); 6] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; form-action 'self'; \
         base-uri 'none'; frame-ancestors 'none'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "no-referrer"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=()",
    ),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// How the reading room is opened.
#[derive(Debug, Clone)]
pub struct ServeOptions {
    /// Address and port to answer at.
    pub listen: SocketAddr,
    /// Whether identity numbers are masked, and pages that hold one are not shown.
    pub public: bool,
    /// How pages are drawn.
    pub capture: CaptureOptions,
}

impl Default for ServeOptions {
    fn default() -> Self {
        Self {
            listen: (Ipv4Addr::LOCALHOST, 8080).into(),
            public: false,
            capture: CaptureOptions::default(),
        }
    }
}

/// What happens while the room is open.
#[derive(Debug)]
pub enum Event<'a> {
    /// It is open, at this address.
    Opened(SocketAddr),
    /// A request could not be answered, since the archive cannot be read.
    Fault(&'a Error),
}

/// Hears what happens, from several threads.
pub type Tell = Box<dyn Fn(Event<'_>) + Send + Sync>;

/// Answers requests until the process is asked to end.
///
/// # Errors
/// [`Error::Listen`]; where index or catalogue of the archive cannot be read at the start.
pub fn serve(archive: Archive, options: &ServeOptions, tell: Tell) -> Result<()> {
    let room = Room::new(archive, options.public, options.capture.clone(), tell);
    room.reader()?;
    room.catalogue()?;
    let cannot_listen = |source| Error::Listen {
        address: options.listen,
        source,
    };
    let runtime = tokio::runtime::Runtime::new().map_err(cannot_listen)?;
    runtime.block_on(async {
        let listener = TcpListener::bind(options.listen).await.map_err(cannot_listen)?;
        let mut terminate = signal(SignalKind::terminate()).map_err(cannot_listen)?;
        room.tell(Event::Opened(listener.local_addr().map_err(cannot_listen)?));
        let answering = axum::serve(listener, router(room)).into_future();
        // Who asks to end does not want to wait for slow readers.
        tokio::select! {
            ended = answering => ended.map_err(cannot_listen),
            _ = tokio::signal::ctrl_c() => Ok(()),
            _ = terminate.recv() => Ok(()),
        }
    })
}

/// All that can be asked for.
fn router(room: Room) -> Router {
    let worth_compressing = SizeAbove::new(1024).and(NotForContentType::IMAGES);
    let mut router = Router::new()
        .merge(pages::routes())
        .merge(api::routes())
        .fallback(pages::no_such_page)
        .with_state(Arc::new(room))
        .layer(
            ServiceBuilder::new()
                .layer(GlobalConcurrencyLimitLayer::new(MOST_REQUESTS))
                .layer(TimeoutLayer::with_status_code(
                    StatusCode::SERVICE_UNAVAILABLE,
                    PATIENCE,
                ))
                .layer(RequestBodyLimitLayer::new(1024))
                .layer(CompressionLayer::new().compress_when(worth_compressing)),
        )
        .layer(CatchPanicLayer::new());
    for (name, value) in HEADERS {
        router = router.layer(SetResponseHeaderLayer::overriding(
            name,
            HeaderValue::from_static(value),
        ));
    }
    router
}

/// Does what touches the disk on a thread that may wait for it.
async fn work<T: Send + 'static>(
    room: Arc<Room>,
    work: impl FnOnce(&Room) -> std::result::Result<T, Refusal> + Send + 'static,
) -> std::result::Result<T, Refusal> {
    let working = Arc::clone(&room);
    let done = tokio::task::spawn_blocking(move || work(&working)).await;
    let done = done.unwrap_or(Err(Refusal::NotFound));
    if let Err(Refusal::Fault(error)) = &done {
        room.tell(Event::Fault(error));
    }
    done
}
