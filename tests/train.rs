//! The command `train`: the model is a function of its files.

use crate::sandbox::Sandbox;

/// Invented minutes, long enough for words and their sequences to recur.
const TEXT: &str = "\
Nämnden beslutar att återremittera ärendet för ytterligare beredning.
Ordföranden föreslår att nämnden bifaller förslaget och förklarar sammanträdet avslutat.
Förvaltningen har i tjänsteskrivelse redogjort för ärendet och för barnomsorgen på landsbygden.
";

#[test]
fn the_same_files_give_the_same_bytes() {
    let sandbox = Sandbox::new();
    sandbox.write("text.txt", TEXT.repeat(40));
    sandbox.write("names.tsv", "Åsa\t12000\nGranbacka\n");
    sandbox.write("words.txt", "ärendemening\narendemening\n");
    let pair = r#"{"ocr_line": "Ndmnden beslutar f6r arendet", "truth_line": "Nämnden beslutar för ärendet"}"#;
    sandbox.write("pairs.jsonl", format!("{pair}\n").repeat(3));
    // Tables in memory have another order in each run of the program.
    let models = ["first.bin", "second.bin"].map(|model| {
        let files = ["--text", "text.txt=4", "--names", "names.tsv", "--words", "words.txt"];
        let pairs = [
            "--pairs",
            "pairs.jsonl",
            "--swedish-pairs",
            "pairs.jsonl",
            "--output",
            model,
        ];
        let ended = sandbox.run(&[&["train"][..], &files, &pairs].concat());
        assert_eq!(ended.code, Some(0), "{}", ended.stderr);
        std::fs::read(sandbox.path(model)).unwrap()
    });
    assert_eq!(models[0], models[1]);
    assert!(paragraf::clean::restoration::Model::read(&models[0]).is_ok());
}
