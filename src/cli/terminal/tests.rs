//! What is printed, letter for letter.

use agreement::diagnostic::Severity;
use agreement::source::{Root, Span};

use super::*;

/// A file, whose lines are as long as they are.
const FILE: Width = Width { excerpt: 70, sentence: None };

/// The findings as a file or a pipe would get them.
fn plain(files: &Files, findings: &[Diagnostic]) -> String {
    let findings: Vec<&Diagnostic> = findings.iter().collect();
    anstream::adapter::strip_str(&findings::render(files, &findings, FILE)).to_string()
}

/// The span of some words in a file.
fn at(files: &Files, id: agreement::source::FileId, words: &str) -> Span {
    let text = files.text(id).expect("text");
    let start = text.find(words).expect("the words are there");
    Span::new(id, start, start + words.len())
}

#[test]
fn a_finding_says_what_where_and_what_to_do() {
    let mut files = Files::new();
    let bodies = files.add(
        Root::Content,
        "data/bodies.yaml",
        "content/data/bodies.yaml",
        "\u{feff}bodies:\r\n  - id: kent-police\r\n    nmae: Kent Police\r\n  - id: kent-police\r\n    name: Kent Police\r\n".as_bytes(),
    );
    let long = format!("1. {} {{{{ leeds }}}} {}", "Partners meet each month.".repeat(20), "And so on. ".repeat(40));
    let chapter = files.add(Root::Content, "chapters/03-x.md", "content/chapters/03-x.md", long.as_bytes());
    let leads = at(&files, chapter, "leeds");
    let second = files.text(bodies).expect("text").rfind("kent-police").expect("there");
    let second = Span::new(bodies, second, second + 11);
    let findings = [
        Diagnostic::error("unknown-key", at(&files, bodies, "nmae"), "a body has no `nmae`")
            .help("The keys of a body are id, name, short, roles, from, until and succeeded-by.")
            .suggest(at(&files, bodies, "nmae"), "name", true),
        Diagnostic::error("duplicate-id", second, "two bodies have the id `kent-police`")
            .label("used again here")
            .also(at(&files, bodies, "kent-police"), "first used here"),
        Diagnostic::warning("unknown-block", leads, "there is no block `leeds`")
            .label("not a block")
            .also(at(&files, bodies, "bodies"), "from these")
            .suggest(leads, "leads", false),
        Diagnostic::warning("unread-file", Span::whole(chapter), "this file is not read").help("Move it."),
    ];
    insta::assert_snapshot!(plain(&files, &findings));
}

#[test]
fn a_file_without_text_is_named() {
    let mut files = Files::new();
    let id = files.add(Root::Content, "images/x.svg", "content/images/x.svg", Vec::new());
    let text = plain(&files, &[Diagnostic::error("linked-file", Span::whole(id), "this is a link").help("Copy it.")]);
    insta::assert_snapshot!(text, @r"
    error[linked-file]: This is a link
    --> content/images/x.svg
     = help: Copy it.
    ");
}

#[test]
fn hostile_words_are_shown_and_obeyed_by_nothing() {
    let mut files = Files::new();
    let id = files.add(Root::Content, "a.md", "content/\u{1b}]0;x\u{7}a.md", "x \u{1b}[2J\u{202e} y".as_bytes());
    let finding = Diagnostic::error("control", Span::new(id, 2, 3), "bad \u{1b}[31m words\nhere")
        .label("\u{202e}this\u{9b}")
        .help("\u{1b}]8;;http://x\u{7}click");
    let text = plain(&files, &[finding]);
    assert!(!text.chars().any(|c| (c.is_control() && c != '\n') || c == '\u{202e}'), "{text}");
    assert!(findings::render(&files, &[], FILE).is_empty());
}

#[test]
fn a_place_past_the_end_or_inside_a_letter_is_shown_as_near_as_can_be() {
    let mut files = Files::new();
    let id = files.add(Root::Content, "a.md", "content/a.md", "é\t日本".as_bytes());
    for (start, end) in [(1, 1), (1, 4), (900, 950), (3, 3), (9, 9), (0, 900)] {
        let span = Span::new(id, start, end);
        let text = plain(&files, &[Diagnostic::error("x", span, "wrong").label("here").suggest(span, "y", true)]);
        assert!(text.contains("content/a.md:1:"), "{text}");
    }
}

#[test]
fn past_fifty_findings_they_are_grouped_and_the_rest_is_counted_by_file() {
    let mut files = Files::new();
    let a = files.add(Root::Content, "a.md", "content/a.md", "words\n".repeat(2_000).as_bytes());
    let b = files.add(Root::Content, "b.md", "content/b.md", "words\n".repeat(80).as_bytes());
    let finding = |file, severity, code, line: usize| {
        let finding = Diagnostic::warning(code, Span::new(file, line * 6, line * 6 + 5), "odd");
        Diagnostic { severity, ..finding }
    };
    let mut findings: Vec<Diagnostic> = (0..1_600).map(|at| finding(a, Severity::Warning, "w", at)).collect();
    findings.extend((0..60).map(|at| finding(b, Severity::Warning, "w", at)));
    findings.extend((0..2).map(|at| finding(b, Severity::Hint, "h", at)));
    findings.push(finding(b, Severity::Error, "e", 70));
    let text = plain(&files, &findings);
    assert!(text.starts_with("error[e]"), "{text}");
    let counts = ["error[e]", "warning[w]", "hint[h]"].map(|heading| text.matches(heading).count());
    assert_eq!(counts, [1, 47, 2]);
    let (warnings, hints) = (text.find("warning[w]"), text.find("hint[h]"));
    let rest = text.find("\nand 1,613 more of w: content/a.md (1,553), content/b.md (60)\n\nhint[h]");
    assert!(warnings < rest && rest < hints && rest.is_some(), "{text}");
    let last = "50 of 1,663 findings are shown in full. To see those of one file or folder, name it: \
                agreement check content/a.md. To list them all: agreement check --format json.\n\n";
    assert!(text.ends_with(last), "{text}");
}

#[test]
fn on_a_terminal_sentences_fit_its_width() {
    let mut files = Files::new();
    let id = files.add(Root::Content, "a.md", "content/a.md", "words ".repeat(40).as_bytes());
    let long = "a sentence that has so many words that no line of a terminal could ever hold all of them at once";
    let findings: Vec<Diagnostic> = (0..80)
        .map(|at| Diagnostic::warning("some-code", Span::new(id, at, at + 2), long).help(long.repeat(2)))
        .collect();
    let findings: Vec<&Diagnostic> = findings.iter().collect();
    for width in [40, 80, 110] {
        let page = Width { excerpt: width - 10, sentence: Some(width) };
        let text = anstream::adapter::strip_str(&findings::render(&files, &findings, page)).to_string();
        let widest = text.lines().max_by_key(|line| line.chars().count()).expect("a line");
        assert!(widest.chars().count() <= width, "{width}: {widest}");
    }
}

#[test]
fn a_line_of_megabytes_costs_nothing() {
    let mut files = Files::new();
    let id = files.add(Root::Content, "a.md", "content/a.md", "é".repeat(1_000_000).as_bytes());
    let findings: Vec<Diagnostic> = (0..50)
        .map(|at| Diagnostic::error("x", Span::new(id, 1_000_000 + at * 2, 1_000_002 + at * 2), "wrong"))
        .collect();
    let start = std::time::Instant::now();
    assert!(plain(&files, &findings).len() < 50 * 1_000);
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
}
