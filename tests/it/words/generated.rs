//! Agreements that nobody wrote: whatever an author puts together, every word comes out.

use proptest::prelude::*;

use super::output;
use crate::faults::sources::Sources;
use crate::pdf::tree::Pdf;

/// A run of words and how it is marked.
#[derive(Debug, Clone)]
enum Run {
    Plain(usize),
    Emphasis(usize),
    Strong(usize),
    Link(usize),
    Value,
    Break,
    Escaped,
    Note(usize),
}

#[derive(Debug, Clone)]
enum Block {
    Paragraph(Vec<Run>),
    Heading(usize),
    Bullets(Vec<(Vec<Run>, Vec<Vec<Run>>)>),
    Steps(Vec<Vec<Run>>),
    Box(Option<usize>, Vec<Vec<Run>>),
    Table(usize, usize, usize),
    Verbatim(usize),
}

fn runs() -> impl Strategy<Value = Vec<Run>> {
    let run = prop_oneof![
        4 => (1..9_usize).prop_map(Run::Plain),
        1 => (1..4_usize).prop_map(Run::Emphasis),
        1 => (1..4_usize).prop_map(Run::Strong),
        1 => (1..4_usize).prop_map(Run::Link),
        1 => Just(Run::Value),
        1 => Just(Run::Break),
        1 => Just(Run::Escaped),
        1 => (1..6_usize).prop_map(Run::Note),
    ];
    prop::collection::vec(run, 0..6)
}

fn block() -> impl Strategy<Value = Block> {
    let several = || prop::collection::vec(runs(), 1..4);
    prop_oneof![
        3 => runs().prop_map(Block::Paragraph),
        1 => (1..5_usize).prop_map(Block::Heading),
        1 => prop::collection::vec((runs(), prop::collection::vec(runs(), 0..3)), 1..4).prop_map(Block::Bullets),
        1 => several().prop_map(Block::Steps),
        1 => (prop::option::of(1..4_usize), several()).prop_map(|(title, inner)| Block::Box(title, inner)),
        1 => (1..4_usize, 2..5_usize, 1..5_usize).prop_map(|(caption, columns, rows)| Block::Table(caption, columns, rows)),
        1 => (1..6_usize).prop_map(Block::Verbatim),
    ]
}

/// The Markdown of blocks, the words of its text in order, and those of its notes.
#[derive(Default)]
struct Written {
    markdown: String,
    words: Vec<String>,
    notes: Vec<Vec<String>>,
    count: usize,
}

impl Written {
    fn of(blocks: &[Block]) -> Written {
        let mut written = Written::default();
        for block in blocks {
            written.block(block);
            written.markdown.push_str("\n\n");
        }
        let notes = written.notes.iter().enumerate();
        let notes: String = notes.map(|(at, words)| format!("[^n{at}]: {}\n\n", words.join(" "))).collect();
        written.markdown.push_str(&notes);
        written
    }

    /// A word that stands nowhere else: syllables that no language puts together.
    fn word(&mut self) -> String {
        const SYLLABLES: [&str; 8] = ["zu", "kva", "dro", "mib", "fex", "gol", "pyn", "tah"];
        self.count += 1;
        let digit = |place: u32| SYLLABLES[self.count / 8_usize.pow(place) % 8];
        format!("{}{}{}{}x", digit(3), digit(2), digit(1), digit(0))
    }

    fn words(&mut self, count: usize) -> String {
        let words: Vec<String> = (0..count).map(|_| self.word()).collect();
        self.words.extend(words.iter().cloned());
        words.join(" ")
    }

    fn runs(&mut self, runs: &[Run], between: &str) -> String {
        // Something stands in every place, and it begins and ends with a word.
        let mut text = self.words(1);
        for run in runs {
            let piece = match run {
                Run::Plain(count) => self.words(*count),
                Run::Emphasis(count) => format!("*{}*", self.words(*count)),
                Run::Strong(count) => format!("**{}**", self.words(*count)),
                Run::Link(count) => format!("[{}](https://example.org/a)", self.words(*count)),
                Run::Value => "{{ edition.version }}".to_owned(),
                Run::Break if between == "\n" => format!("{}\\", self.words(1)),
                Run::Break => self.words(1),
                Run::Escaped => "\\* 1\\. &amp; \\{\\{ \\[".to_owned(),
                Run::Note(count) => {
                    let words = (0..*count).map(|_| self.word()).collect();
                    self.notes.push(words);
                    format!("{}[^n{}]", self.words(1), self.notes.len() - 1)
                }
            };
            text.push_str(if piece.ends_with('\\') { " " } else { between });
            text.push_str(&piece);
            if piece.ends_with('\\') {
                text.push('\n');
                text.push_str(&self.words(1));
            }
        }
        format!("{text}{between}{}", self.words(1))
    }

    fn block(&mut self, block: &Block) {
        let text = match block {
            Block::Paragraph(runs) => self.runs(runs, "\n"),
            Block::Heading(count) => format!("## {}", self.words(*count)),
            Block::Bullets(items) => {
                let mut lines = Vec::new();
                for (runs, inner) in items {
                    lines.push(format!("- {}", self.runs(runs, " ")));
                    for runs in inner {
                        lines.push(format!("  - {}", self.runs(runs, " ")));
                    }
                }
                lines.join("\n")
            }
            Block::Steps(items) => {
                let lines: Vec<String> = items.iter().map(|runs| format!("1. {}", self.runs(runs, " "))).collect();
                lines.join("\n")
            }
            Block::Box(title, inner) => {
                let title = title.map(|count| format!("> **{}**\n>\n", self.words(count))).unwrap_or_default();
                let inner: Vec<String> = inner.iter().map(|runs| format!("> {}", self.runs(runs, " "))).collect();
                format!("{title}{}", inner.join("\n>\n"))
            }
            Block::Table(caption, columns, rows) => {
                let caption = format!("Table: {}\n\n", self.words(*caption));
                let mut row = || {
                    let cells: Vec<String> = (0..*columns).map(|at| self.words(1 + at % 2)).collect();
                    format!("| {} |\n", cells.join(" | "))
                };
                let head = row();
                let body: String = (0..*rows).map(|_| row()).collect();
                format!("{caption}{head}|{}\n{body}", "---|".repeat(*columns))
            }
            Block::Verbatim(lines) => {
                let lines: Vec<String> = (0..*lines).map(|at| self.words(1 + at)).collect();
                format!("```\n{}\n```", lines.join("\n"))
            }
        };
        self.markdown.push_str(&text);
        // Two lists after each other are one, and a list takes a fence that follows it.
        let words = self.words(2);
        self.markdown.push_str(&format!("\n\n{words}"));
    }

    /// What a text lacks, or has in another order.
    fn lost_in(&self, text: &str) -> Vec<String> {
        let mut lost = Vec::new();
        let mut look = |words: &[String], mut at: usize| {
            for word in words {
                match text.get(at..).and_then(|rest| rest.find(word.as_str())) {
                    Some(found) => at += found + word.len(),
                    None => lost.push(word.clone()),
                }
            }
        };
        look(&self.words, 0);
        self.notes.iter().for_each(|words| look(words, 0));
        lost
    }
}

/// Publishes an appendix made of blocks, and looks for its words.
fn nothing_is_lost(blocks: &[Block], pdf: bool) -> Result<(), TestCaseError> {
    let written = Written::of(blocks);
    let sources = Sources::sound().prose(&written.markdown);
    let files = sources.files();
    let outcome = sources.publish(&files, pdf);
    let errors: Vec<_> = outcome.findings.iter().filter(|finding| finding.is_error()).collect();
    prop_assert!(errors.is_empty(), "{errors:?}\n{}", written.markdown);
    for artefact in &outcome.artefacts {
        let text = if artefact.name.ends_with(".pdf") {
            let file = lopdf::Document::load_mem(&artefact.bytes).expect("the PDF can be parsed");
            output::of_pdf(&Pdf::read(&file))
        } else {
            output::of_html(&String::from_utf8_lossy(&artefact.bytes))
        };
        prop_assert_eq!(written.lost_in(&text), Vec::<String>::new(), "{}\n{}", artefact.name, written.markdown);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn every_word_that_can_be_written_is_on_the_page(blocks in prop::collection::vec(block(), 1..8)) {
        nothing_is_lost(&blocks, false)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(12) })]

    #[test]
    fn every_word_that_can_be_written_is_in_the_pdf(blocks in prop::collection::vec(block(), 4..16)) {
        nothing_is_lost(&blocks, true)?;
    }
}

#[test]
fn a_word_that_is_lost_is_noticed() {
    let written = Written::of(&[Block::Paragraph(vec![Run::Plain(3), Run::Note(2)])]);
    let text = format!("{} {}", written.words.join(" "), written.notes[0].join(" "));
    assert_eq!(written.lost_in(&text), Vec::<String>::new());
    assert_eq!(written.lost_in(&text.replace(&written.words[1], "")), [written.words[1].clone()]);
    assert_eq!(written.lost_in(&text.replace(&written.notes[0][1], "")), [written.notes[0][1].clone()]);
}
