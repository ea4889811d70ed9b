//! How fast text is restored, in words a second: `cargo bench --profile release --bench clean`. The text is written for it.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use paragraf::clean::restoration::{RawToken, restore};

/// As OCR without Swedish letters reads it.
const BENT: &str = "\
Ndmnden beslutar att aterremittera drendet f6r ytterligare beredning.
Ordforanden foreslar att nimnden bifaller forslaget och finner att
namnden beslutar i enlighet med arbetsutskottets forslag till beslut.
Forvaltningen har i tjansteskrivelse redogjort for arendet och de
ekonomiska foljderna av en utokad barnomsorg pa landsbygden.";

/// As it stands on the page.
const WHOLE: &str = "\
Nämnden beslutar att återremittera ärendet för ytterligare beredning.
Ordföranden föreslår att nämnden bifaller förslaget och finner att
nämnden beslutar i enlighet med arbetsutskottets förslag till beslut.
Förvaltningen har i tjänsteskrivelse redogjort för ärendet och de
ekonomiska följderna av en utökad barnomsorg på landsbygden.";

/// Twenty pages of eight times the text.
fn pages(text: &str) -> Vec<Vec<Vec<RawToken<'_>>>> {
    let line = |line| {
        str::split_whitespace(line)
            .map(|text| RawToken { text, confidence: None })
            .collect()
    };
    let page: Vec<Vec<RawToken<'_>>> = text.lines().cycle().take(8 * 5).map(line).collect();
    vec![page; 20]
}

fn bench(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("restore");
    for (name, text) in [("wrong language", BENT), ("clean", WHOLE)] {
        let pages = pages(text);
        let words: usize = pages.iter().flatten().map(Vec::len).sum();
        group.throughput(Throughput::Elements(words as u64));
        group.bench_function(name, |bencher| bencher.iter(|| restore(black_box(&pages))));
    }
    group.finish();
}

criterion_group!(benches, bench);
criterion_main!(benches);
