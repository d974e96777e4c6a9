//! What becomes of a whole agreement in memory, where one kind of content meets another.

use std::fmt::Write as _;

use crate::document::{Block, BlockKind, Document, Inline, plain_text};
use crate::lint::Circumstances;
use crate::publish::compose;
use crate::source::{Files, Root};

const SETTINGS: &str = "format: 1\ntitle: Kent Community Safety Agreement\ndescription: What is done.\n\
partnership: kcsp\narea: Kent\nlanguage: en-GB\n";
const EDITIONS: &str = "- version: \"1.0\"\n  date: 2017-04\n  effective: 2017-04-01\n  summary: First edition\n";
const BODIES: &str = "bodies:\n  - { id: kcsp, name: Kent Community Safety Partnership, short: KCSP }\n";

/// A sound agreement with these files added or replaced.
fn files(more: &[(&str, &str)]) -> Files {
    let mut files = Files::new();
    crate::templates::add_built_in(&mut files);
    let sound = [("agreement.yaml", SETTINGS), ("version-control.yaml", EDITIONS), ("data/bodies.yaml", BODIES)];
    for (path, text) in sound.iter().chain(more) {
        files.add(Root::Content, path, path, text.as_bytes());
    }
    files
}

/// The document and the findings, each as its code with the words at fault.
fn composed(more: &[(&str, &str)]) -> (Document, Vec<(&'static str, String)>) {
    let files = files(more);
    let (document, mut findings) = compose(&files, &Circumstances::default(), &mut |_| {});
    crate::diagnostic::sort(&mut findings);
    // What the checks find in words and data that build is tested with each of them.
    let is_check = |code: &str| crate::lint::LINTS.iter().any(|lint| lint.code == code);
    let told = findings.iter().filter(|finding| !is_check(finding.code)).map(|finding| {
        let span = finding.primary.span;
        (finding.code, files.text(span.file).unwrap()[span.start..span.end].to_owned())
    });
    let told = told.collect();
    (document.unwrap(), told)
}

fn sound(more: &[(&str, &str)]) -> Document {
    let (document, findings) = composed(more);
    assert_eq!(findings, []);
    document
}

fn found(more: &[(&str, &str)]) -> Vec<(&'static str, String)> {
    composed(more).1
}

fn chapter(text: &str) -> String {
    format!("---\ntitle: One\n---\n{text}\n")
}

fn every_id(document: &Document) -> Vec<&str> {
    let mut ids: Vec<&str> = document.parts.iter().map(|part| part.id.as_str()).collect();
    ids.extend(document.footnotes.iter().map(|note| note.id.as_str()));
    for block in document.walk() {
        ids.push(&block.id);
        if let BlockKind::List { items, .. } = &block.kind {
            ids.extend(items.iter().map(|item| item.id.as_str()));
        }
    }
    ids
}

fn text_of(block: &Block) -> String {
    match &block.kind {
        BlockKind::Paragraph(content) => plain_text(content),
        _ => String::new(),
    }
}

#[test]
fn ids_that_are_made_are_never_the_same() {
    let text = "## 2\n\nA\n\nB[^a]\n\n## 3\n\n- C\n- D\n\n## 8\n\n[^a]: E\n";
    let document = sound(&[("chapters/01-note.md", &chapter(text))]);
    let mut ids = every_id(&document);
    ids.sort_unstable();
    let twice: Vec<_> = ids.windows(2).filter(|pair| pair[0] == pair[1]).collect();
    assert!(twice.is_empty(), "{twice:?}");
}

#[test]
fn a_nameless_place_is_told_at_each_reference_without_words() {
    let text = "[words](#x) first\n\n[](#x) then\n\n[](#x) again\n\nThe place. {#x}\n";
    let (document, findings) = {
        let files = files(&[("chapters/01-one.md", &chapter(text))]);
        let (document, findings) = compose(&files, &Circumstances::default(), &mut |_| {});
        (
            document,
            findings
                .iter()
                .map(|found| (found.code, files.line_column(found.file(), found.primary.span.start)))
                .collect::<Vec<_>>(),
        )
    };
    assert!(document.is_some());
    assert_eq!(findings, [("nameless-reference", (6, 5)), ("nameless-reference", (8, 5))]);
}

#[test]
fn a_reference_in_a_short_title_has_words() {
    let one = "---\ntitle: One\nshort-title: See [](#two)\n---\nA\n";
    let document = sound(&[("chapters/01-one.md", one), ("chapters/02-two.md", &chapter("B"))]);
    let part = document.parts.iter().find(|part| part.id == "one").unwrap();
    assert_eq!(plain_text(part.short_title.as_ref().unwrap()), "See Chapter 2");
}

#[test]
fn a_block_that_is_no_table_keeps_the_id_that_its_author_gave() {
    let morile = ("data/morile.yaml", "year: 2020-21\nissues: [Abuse]\n");
    let document =
        sound(&[morile, ("chapters/01-one.md", &chapter("See [the list](#most-harm).\n\n{{ morile #most-harm }}"))]);
    let list = document.walk().into_iter().find(|block| block.id == "most-harm").unwrap();
    assert!(list.named && matches!(list.kind, BlockKind::List { .. }));
}

#[test]
fn a_caption_that_would_not_be_printed_is_told() {
    let morile = ("data/morile.yaml", "year: 2020-21\nissues: [Abuse]\n");
    for block in ["{{ morile \"Most harm\" }}", "{{ contents \"Most harm\" }}"] {
        let found = found(&[morile, ("chapters/01-one.md", &chapter(block))]);
        assert_eq!(found, [("unknown-setting", "Most harm".to_owned())], "{block}");
    }
}

#[test]
fn the_table_of_editions_takes_the_id_and_the_caption_that_its_author_gave() {
    let text = "{{ version-control #editions \"All editions\" }}";
    let document = sound(&[("chapters/01-one.md", &chapter(text))]);
    let table = document.walk().into_iter().find(|block| block.id == "editions").unwrap();
    let BlockKind::Table(table) = &table.kind else { panic!("no table") };
    assert_eq!(plain_text(&table.caption), "All editions");
    let found = found(&[("chapters/01-one.md", &chapter("{{ version-control sort=up }}\n\n{{ contents up }}"))]);
    assert_eq!(found, [("unknown-setting", "sort=up".to_owned()), ("unknown-setting", "up".to_owned())]);
}

#[test]
fn a_block_with_nothing_to_show_is_told() {
    for (file, data, block) in [
        ("data/morile.yaml", "year: 2020-21\nissues: []\n", "{{ morile }}"),
        ("data/plans.yaml", "plans: []\n", "{{ plans }}"),
        ("data/priorities.yaml", "priorities: []\n", "{{ priority-tables }}"),
        ("data/priorities.yaml", "priorities: [{ id: a, name: A }]\n", "{{ priority-includes }}"),
        ("data/assessments.yaml", "year: 2020-21\npartnership-count: 2\nissues: []\n", "{{ strategic-assessments }}"),
        ("data/assessments.yaml", "year: 2020-21\npartnership-count: 2\nissues: []\n", "{{ other-issues }}"),
        (
            "data/horizon.yaml",
            "year: 2020-21\nsections: [{ heading: A, groups: [{ items: [] }] }]\n",
            "{{ horizon-scanning }}",
        ),
    ] {
        let found = found(&[(file, data), ("chapters/01-one.md", &chapter(block))]);
        assert_eq!(found, [("nothing-to-show", block.to_owned())], "{block}");
    }
}

#[test]
fn a_reference_that_a_diagram_could_not_print_is_told() {
    let governance = "nodes:\n  - { id: a, name: A, text: \"See [](#one) or [there](#one)\" }\n";
    let found =
        found(&[("data/governance.yaml", governance), ("chapters/01-one.md", &chapter("{{ governance-diagram }}"))]);
    assert_eq!(found, [("reference-in-diagram", "one".to_owned())]);
}

#[test]
fn a_partnership_that_is_listed_twice_is_told() {
    let data = "year: 2020-21\npartnerships: [kcsp, kcsp]\nissues: [{ name: A, count: 1 }]\n";
    assert_eq!(found(&[("data/assessments.yaml", data)]), [("duplicate-id", "kcsp".to_owned())]);
}

#[test]
fn the_words_beside_a_partner_need_a_logo_to_stand_for() {
    let settings = format!("{SETTINGS}partners: [{{ body: kcsp, alt: A shield }}]\n");
    assert_eq!(found(&[("agreement.yaml", &settings)]), [("missing-field", "A shield".to_owned())]);
}

#[test]
fn a_telephone_number_can_be_called_from_anywhere() {
    for number in ["03000 410234", "+44 (0)3000 410234", "0044 3000 410234", "+44 3000 410234", "(03000) 410-234"] {
        let settings = format!("{SETTINGS}contact: {{ body: kcsp, telephone: \"{number}\" }}\n");
        let document =
            sound(&[("agreement.yaml", &settings), ("chapters/01-one.md", &chapter("{{ contact.telephone }}"))]);
        let part = document.parts.iter().find(|part| part.id == "one").unwrap();
        let BlockKind::Paragraph(content) = &part.blocks[0].kind else { panic!("no paragraph") };
        let Inline::Link { url, .. } = &content[0] else { panic!("no link") };
        assert_eq!(url, "tel:+443000410234", "{number}");
    }
}

#[test]
fn the_place_of_a_fault_in_a_caption_with_escapes_lies_within_it() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"/>";
    let text = "![A map](../images/x.svg \"The \\\"map\\\" of [](#nowhere) and more\")";
    let found = found(&[("images/x.svg", svg), ("chapters/01-one.md", &chapter(text))]);
    assert_eq!(found.len(), 1);
    assert!(text.contains(&found[0].1) && found[0].1.contains("nowhere"), "{found:?}");
}

#[test]
fn a_heading_and_a_callout_of_a_data_block_do_not_change_the_numbers_of_paragraphs() {
    let morile = ("data/morile.yaml", "year: 2020-21\nissues: [Abuse]\n");
    let text = "1. A\n\n## B\n\n1. C\n\n{{ morile }}\n\n> D\n\n1. E {#e}\n\nSee [](#e).\n";
    let document = sound(&[morile, ("chapters/01-one.md", &chapter(text))]);
    let numbers = document.walk().into_iter().filter_map(|block| match &block.kind {
        BlockKind::Numbered { number, .. } => Some(number.clone()),
        _ => None,
    });
    assert_eq!(numbers.collect::<Vec<_>>(), ["1.1", "1.2", "1.3"]);
    assert!(document.walk().into_iter().any(|block| text_of(block) == "See paragraph 1.3."));
}

/// Composes sources so large that anything which grows with their square would not come to an end
/// while somebody waits; there must be a document, or findings that say why there is none.
fn ends(what: &str, more: &[(&str, &str)]) {
    let files = files(more);
    let (document, mut findings) = compose(&files, &Circumstances::default(), &mut |_| {});
    crate::diagnostic::sort(&mut findings);
    assert!(document.is_some() || !findings.is_empty(), "{what}");
}

fn repeated(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).fold(String::new(), |mut text, index| {
        let _ = write!(text, "{}", line(index));
        text
    })
}

#[test]
fn too_many_entries_are_not_told_as_too_deep() {
    let nodes = format!("nodes:\n{}", repeated(40_000, |_| "  - { id: a, name: A, works-with: b }\n".to_owned()));
    let codes: Vec<_> = found(&[("data/governance.yaml", &nodes)]).into_iter().map(|(code, _)| code).collect();
    assert_eq!(codes, ["file-too-large"]);
}

#[test]
fn hostile_sources_come_to_an_end() {
    let head = "---\ntitle: One\n---\n";
    let nodes = format!("nodes:\n{}", repeated(20_000, |_| "  - { id: a, name: A, works-with: b }\n".to_owned()));
    let keys = repeated(100_000, |index| format!("key-{index}: a\n"));
    let aims = format!("plan: a\nchief-constable:\n{}", repeated(60_000, |index| format!("  - Aim {index}\n")));
    let bodies = format!("bodies:\n{}", repeated(20_000, |index| format!("  - {{ id: body-{index:05}, name: A }}\n")));
    let values = repeated(20_000, |index| format!("{{{{ body.bady-{index:05} }}}}\n\n"));
    let ids = repeated(5_000, |index| format!("A {{#place-{index:05}}}\n\n[](#plaice-{index:05})\n\n"));
    let notes = repeated(30_000, |index| format!("A[^{index}]\n\n[^{index}]: B\n\n"));
    let smileys = "\u{1f600}a".repeat(150_000);
    let hidden = "\u{202e}a".repeat(150_000);
    let rows = repeated(500_000, |_| "a\n".to_owned());

    let partnerships = repeated(20_000, |index| format!("p{index}, "));
    let marks = repeated(20_000, |index| format!("p{index}: main, "));
    let marks =
        format!("year: 2020-21\npartnerships: [{partnerships}]\nissues: [{{ name: A, marks: {{ {marks} }} }}]\n");
    let page = |text: &str| format!("{head}{text}");
    for (what, path, text) in [
        ("nodes of one id", "data/governance.yaml", nodes),
        ("keys", "data/morile.yaml", keys),
        ("aims", "data/police-and-crime-plan.yaml", aims),
        ("bodies", "data/bodies.yaml", bodies.clone()),
        ("references", "chapters/01-one.md", page(&ids)),
        ("notes", "chapters/01-one.md", page(&notes)),
        ("smileys", "chapters/01-one.md", page(&smileys)),
        ("hidden characters", "data/plans.yaml", format!("plans:\n  - {{ id: a, name: \"{hidden}\" }}\n")),
        ("smileys in data", "data/plans.yaml", format!("plans:\n  - {{ id: a, name: \"{smileys}\" }}\n")),
        ("marks", "data/assessments.yaml", marks),
    ] {
        ends(what, &[(path, &text)]);
    }
    ends("values", &[("data/bodies.yaml", &bodies), ("chapters/01-one.md", &page(&values))]);
    let csv = format!("a,b\n{rows}");
    ends("rows", &[("data/a.csv", &csv), ("chapters/01-one.md", &page("{{ table data/a.csv \"A\" }}"))]);
}

#[test]
fn a_few_long_words_cannot_be_multiplied_without_end() {
    let long = "long ".repeat(100_000);
    let plans = format!("plans:\n  - {{ id: a, name: \"{long}\" }}\n");
    let value = chapter(&"{{ plan.a.name }}\n\n".repeat(5_000));
    let reference = chapter(&format!("## {long} {{#a}}\n\n{}", "[](#a)\n\n".repeat(5_000)));
    let rows = repeated(2_000, |index| format!("{index},b\n"));
    let rows = format!("a,b\n{rows}");
    let table = chapter(&"{{ table data/a.csv \"A\" }}\n\n".repeat(5_000));
    for text in [value, reference, table] {
        let found = found(&[("data/plans.yaml", &plans), ("data/a.csv", &rows), ("chapters/01-one.md", &text)]);
        let of_the_whole = found.iter().map(|(code, _)| *code).filter(|code| !code.starts_with("long-"));
        assert_eq!(of_the_whole.collect::<Vec<_>>(), ["document-too-large"]);
    }
}

#[test]
fn a_word_that_no_line_can_hold_is_told() {
    let long = "e\u{301}".repeat(251);
    let text = format!("A {} and {long} more {}", "a".repeat(500), "-".repeat(501));
    let told = found(&[("chapters/01-one.md", &chapter(&text))]);
    assert_eq!(told, [("long-word", long.clone())], "the first one of a run of words");
    let plans = format!("plans:\n  - {{ id: a, name: {long} }}\n");
    assert_eq!(found(&[("data/plans.yaml", &plans)]), [("long-word", long)]);
}

#[test]
fn references_that_lead_nowhere_are_told_up_to_a_number() {
    let text = format!("{}{}", "A\n\n".repeat(5_000), "[](#nowhere)\n\n".repeat(14_000));
    let told = found(&[("chapters/01-one.md", &chapter(&text))]);
    assert_eq!(told.len(), 501);
    assert!(told.iter().all(|(code, _)| *code == "unknown-reference"));
}

#[test]
fn notes_that_stand_for_one_another_without_end_are_refused() {
    let notes = repeated(30_000, |index| format!("[^{index}]: A[^{}]\n\n", index + 1));
    let text = format!("A[^0]\n\n{notes}[^30000]: B\n");
    let files = files(&[("chapters/01-one.md", &chapter(&text))]);
    let (_, findings) = compose(&files, &Circumstances::default(), &mut |_| {});
    assert!(findings.iter().any(|finding| finding.code == "note-in-note"));
}

const CHANGING: &str = "priorities:
  - { id: abuse, name: Domestic Abuse }
  - { id: violent, name: Violent Crime, until: 2017-03-31 }
  - { id: organised, name: Organised Crime, from: 2017-04-01 }
cross-cutting-themes:
  - { id: health, name: Mental Health }
";

#[test]
fn an_edition_has_the_priorities_of_its_own_day() {
    let text = chapter("{{ count.priorities }}: {{ priority.organised }}.\n\n{{ priority-list }}");
    let document = sound(&[("data/priorities.yaml", CHANGING), ("chapters/01-one.md", &text)]);
    let blocks: Vec<String> = document.parts.last().expect("a part").blocks.iter().map(text_of).collect();
    assert_eq!(blocks[0], "2: Organised Crime.");
    let items: Vec<String> = document
        .walk()
        .into_iter()
        .filter_map(|block| match &block.kind {
            BlockKind::List { items, .. } => {
                Some(items.iter().flat_map(|item| &item.blocks).map(text_of).collect::<Vec<_>>().join("; "))
            }
            _ => None,
        })
        .collect();
    assert_eq!(items, ["Domestic Abuse; Organised Crime"]);
    let before = EDITIONS.replace("2017-04", "2016-04");
    let changes =
        [("version-control.yaml", before.as_str()), ("data/priorities.yaml", CHANGING), ("chapters/01-one.md", &text)];
    let (document, found) = composed(&changes);
    assert_eq!(found, [("unknown-name", "organised".to_owned())]);
    assert_eq!(document.meta.motif.threads, 2);
}

#[test]
fn priorities_and_themes_stand_side_by_side_in_one_row() {
    let text = chapter("{{ priorities-and-themes }}");
    let document = sound(&[("data/priorities.yaml", CHANGING), ("chapters/01-one.md", &text)]);
    let table = document.walk().into_iter().find_map(|block| match &block.kind {
        BlockKind::Table(table) if table.columns.len() == 2 => Some(table),
        _ => None,
    });
    let table = table.expect("a table");
    assert!(!table.row_headers);
    assert_eq!(table.rows.len(), 1);
    let items = table.rows[0].cells.iter().map(|cell| match cell.as_slice() {
        [Block { kind: BlockKind::List { start: None, items, .. }, .. }] => items.len(),
        other => panic!("{other:?}"),
    });
    assert_eq!(items.collect::<Vec<_>>(), [2, 1]);
    let empty = [("data/priorities.yaml", "priorities: []\n"), ("chapters/01-one.md", text.as_str())];
    assert_eq!(found(&empty), [("nothing-to-show", "{{ priorities-and-themes }}".to_owned())]);
}
