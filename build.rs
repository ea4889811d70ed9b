//! Finds Leptonica, the image library under Tesseract, whose functions `src/capture/leptonica.rs` declares by hand.

fn main() -> Result<(), pkg_config::Error> {
    println!("cargo:rerun-if-changed=build.rs");
    pkg_config::Config::new()
        .atleast_version("1.79")
        .probe("lept")
        .map(|_| ())
}
