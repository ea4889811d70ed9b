//! The pages that people read. Every one of them works without a script.

mod case;
mod document;
mod home;
mod item;
mod parts;
mod results;
mod sheet;
mod text;

use std::convert::Infallible;
use std::sync::Arc;

use axum::Router;
use axum::extract::{FromRequestParts, Path, State};
use axum::http::{HeaderValue, StatusCode, Uri, header, request};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use maud::{DOCTYPE, Markup, html};

use super::parameters::{self, Search};
use super::refusal::Refusal;
use super::room::Room;
use super::work;
use crate::language::{LANGUAGES, Language, SWEDISH};

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");
const ICON: &str = include_str!("icon.svg");

/// The addresses of pages, in Swedish.
pub fn routes() -> Router<Arc<Room>> {
    Router::new()
        .route("/", get(home_page))
        .route("/sok", get(results_page))
        .route("/paragraf/{id}", get(item_page))
        .route("/arende/{*number}", get(case_page))
        .route("/dokument/{id}", get(document_page))
        .route("/sida/{id}/{page}", get(picture))
        .route("/style.css", get(|| file("text/css; charset=utf-8", STYLE)))
        .route("/script.js", get(|| file("text/javascript; charset=utf-8", SCRIPT)))
        .route("/icon.svg", get(|| file("image/svg+xml", ICON)))
}

/// A file that changes with the program only.
async fn file(media_type: &'static str, content: &'static str) -> Response {
    let headers = [
        (header::CONTENT_TYPE, media_type),
        (header::CACHE_CONTROL, "max-age=300"),
    ];
    (headers, content).into_response()
}

/// Who reads, and what: the language, and the address of the page.
#[derive(Clone)]
pub struct Visit {
    /// The language that was chosen.
    pub words: &'static Language,
    /// Whether it was chosen with this request, to be remembered.
    chosen: bool,
    uri: Uri,
}

impl<S: Sync> FromRequestParts<S> for Visit {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut request::Parts, _: &S) -> Result<Self, Infallible> {
        let pairs = parameters::pairs(&parts.uri).unwrap_or_default();
        let asked = parameters::value(&pairs, "lang").and_then(Language::of_tag);
        let cookies = parts.headers.get(header::COOKIE).and_then(|value| value.to_str().ok());
        let mut cookies = cookies.into_iter().flat_map(|cookies| cookies.split(';'));
        let remembered = cookies.find_map(|cookie| Language::of_tag(cookie.trim().strip_prefix("lang=")?));
        Ok(Self {
            words: asked.or(remembered).unwrap_or(&SWEDISH),
            chosen: asked.is_some(),
            uri: parts.uri.clone(),
        })
    }
}

impl Visit {
    /// The address of this page in another language.
    fn address_in(&self, language: &Language) -> String {
        let pairs = parameters::pairs(&self.uri).unwrap_or_default();
        let kept = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let kept = kept.filter(|(name, _)| *name != "lang");
        let query = parameters::query(kept.chain([("lang", language.tag)]));
        format!("{}{query}", self.uri.path())
    }

    /// The search that the address asks for.
    fn search(&self) -> Result<Search, Refusal> {
        Search::read(parameters::pairs(&self.uri)?)
    }

    /// A page, or the page that says why there is none.
    fn answer(&self, room: &Room, page: Result<Page, Refusal>) -> Response {
        let (status, page) = match page {
            Ok(page) => (StatusCode::OK, page),
            Err(refusal) => (refusal.status(), refused(&refusal, self.words)),
        };
        let mut response = (status, self.whole(room, page)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::VARY, HeaderValue::from_static("cookie"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        if self.chosen
            && let Ok(cookie) =
                format!("lang={}; Path=/; Max-Age=31536000; SameSite=Lax", self.words.tag).parse::<HeaderValue>()
        {
            headers.insert(header::SET_COOKIE, cookie);
        }
        response
    }

    /// A page with all that is around it.
    fn whole(&self, room: &Room, page: Page) -> Markup {
        let words = self.words;
        html! {
            (DOCTYPE)
            html lang=(words.tag) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    title { (page.title) " – " (words.site) }
                    link rel="icon" href="/icon.svg" type="image/svg+xml";
                    link rel="stylesheet" href="/style.css";
                    link rel="search" href="/sok";
                    script src="/script.js" defer {}
                }
                body data-copied=(words.copied) {
                    a.skip href="#innehall" { (words.skip_to_content) }
                    header.top {
                        div.bar {
                            a.brand href="/" { (words.site) }
                            @if let Some(typed) = &page.search {
                                (parts::search_form(words, typed, &page.filters))
                            }
                            nav.languages aria-label="Språk / Language" {
                                @for language in LANGUAGES {
                                    @if language.tag == words.tag {
                                        span aria-current="true" lang=(language.tag) { (language.name) }
                                    } @else {
                                        a href=(self.address_in(language)) lang=(language.tag) hreflang=(language.tag) { (language.name) }
                                    }
                                }
                            }
                        }
                    }
                    main #innehall tabindex="-1" { (page.content) }
                    footer {
                        p {
                            @if room.is_public { (words.public_note) " · " }
                            a href="/api/v1/openapi.json" { (words.for_programs) }
                            " · paragraf " (env!("CARGO_PKG_VERSION"))
                        }
                    }
                }
            }
        }
    }
}

/// What a page says of its own.
pub struct Page {
    /// Its title.
    title: String,
    /// What stands in the search field at the top; no field, if absent.
    search: Option<String>,
    /// Filters that a new search keeps.
    filters: Vec<(String, String)>,
    /// All between top and foot.
    content: Markup,
}

impl Page {
    /// A page with an empty search field at the top.
    fn new(title: impl Into<String>, content: Markup) -> Self {
        Self {
            title: title.into(),
            search: Some(String::new()),
            filters: Vec::new(),
            content,
        }
    }
}

fn refused(refusal: &Refusal, words: &Language) -> Page {
    let (title, help) = match refusal {
        Refusal::BadRequest(message) => (words.bad_request, message.as_str()),
        Refusal::NotFound => (words.not_found, words.not_found_help),
        Refusal::Withheld => (words.not_found, words.withheld),
        Refusal::Busy => (words.busy, ""),
        Refusal::Fault(_) => (words.fault, ""),
    };
    let content = html! {
        div.narrow {
            h1 { (title) }
            p { (help) }
            (parts::search_form(words, "", &[]))
        }
    };
    Page {
        search: None,
        ..Page::new(title, content)
    }
}

/// A page that is made of what the archive says.
async fn page(
    room: Arc<Room>,
    visit: Visit,
    make: impl FnOnce(&Room, &Visit) -> Result<Page, Refusal> + Send + 'static,
) -> Response {
    let (asked, answering) = (visit.clone(), Arc::clone(&room));
    let made = work(answering, move |room| make(room, &asked)).await;
    visit.answer(&room, made)
}

async fn home_page(State(room): State<Arc<Room>>, visit: Visit) -> Response {
    page(room, visit, home::home).await
}

async fn results_page(State(room): State<Arc<Room>>, visit: Visit) -> Response {
    page(room, visit, results::results).await
}

async fn item_page(State(room): State<Arc<Room>>, visit: Visit, Path(id): Path<String>) -> Response {
    page(room, visit, move |room, visit| item::item(room, visit, &id)).await
}

async fn case_page(State(room): State<Arc<Room>>, visit: Visit, Path(number): Path<String>) -> Response {
    page(room, visit, move |room, visit| case::case(room, visit, &number)).await
}

async fn document_page(State(room): State<Arc<Room>>, visit: Visit, Path(id): Path<String>) -> Response {
    page(room, visit, move |room, visit| document::document(room, visit, &id)).await
}

/// Where there is no page.
pub async fn no_such_page(State(room): State<Arc<Room>>, visit: Visit) -> Response {
    if visit.uri.path().starts_with("/api/") {
        return super::api::refused(&Refusal::NotFound);
    }
    visit.answer(&room, Err(Refusal::NotFound))
}

/// The picture of a page of a document.
async fn picture(State(room): State<Arc<Room>>, visit: Visit, Path((id, number)): Path<(String, u32)>) -> Response {
    let drawn = async {
        let view = work(Arc::clone(&room), move |room| {
            let record = room.record_of(&id)?;
            if room.withheld(&record)?.contains(&number) {
                return Err(Refusal::Withheld);
            }
            room.views(&record)?.remove(&number).ok_or(Refusal::NotFound)
        });
        room.pictures.picture(view.await?).await
    };
    match drawn.await {
        Ok(picture) => {
            let headers = [
                (header::CONTENT_TYPE, "image/jpeg"),
                (header::CACHE_CONTROL, "private, max-age=86400"),
            ];
            (headers, picture.to_vec()).into_response()
        }
        Err(refusal) => visit.answer(&room, Err(refusal)),
    }
}
