//! What is read, and where each letter of it stands.

use super::*;
use crate::source::Root;

fn with_passages(body: &str, see: impl FnOnce(&Files, &[Passage<'_>])) {
    let mut files = Files::new();
    let mut add = |path: &str, text: &str| {
        files.add(Root::Content, path, path, text.as_bytes());
    };
    add("chapters/01-a.md", &format!("---\ntitle: A\n---\n\n{body}\n"));
    add("data/bodies.yaml", "bodies:\n  - { id: kcsp, name: Kent Partnership, short: KCSP }\n");
    let (agreement, _) = Agreement::read(&files);
    let register = agreement.register(&mut Vec::new());
    see(&files, &Reading::of(&agreement, &register, &files).passages);
}

#[test]
fn values_are_printed_in_full_and_references_are_one_sign() {
    with_passages("The {{ body.kcsp }} in [](#a), **bold** [words](#a)[^n].\n\n[^n]: A note.", |_, passages| {
        let texts: Vec<&str> = passages.iter().map(|passage| passage.text.as_str()).collect();
        assert_eq!(
            texts,
            ["A", "The Kent Partnership in \u{fffc}, bold words.", "A note.", "Kent Partnership", "KCSP"]
        );
        assert_eq!(passages[1].form, Form::Paragraph);
        assert_eq!(passages[3].data(), Some(("data/bodies.yaml", "name")));
    });
}

#[test]
fn every_letter_knows_where_it_was_typed() {
    let body = "> one & two\n>   three \\*four\\* &amp; five\n> {{ body.kcsp }} s&#101;ven é eight";
    with_passages(body, |files, passages| {
        let passage = passages.iter().find(|passage| passage.text.starts_with("one")).expect("the paragraph");
        assert_eq!(passage.text, "one & two three *four* & five Kent Partnership seven é eight");
        for word in ["one", "two", "three", "four", "five", "eight", "é"] {
            let at = passage.text.find(word).expect("the word");
            assert_eq!(files.written(passage.place(&(at..at + word.len()))), word);
        }
        let at = passage.text.find("Kent").expect("the value");
        assert_eq!(files.written(passage.place(&(at..at + 4))), "{{ body.kcsp }}");
        assert!(!passage.is_typed(&(at..at + 4)) && passage.is_typed(&(0..3)));
        let at = passage.text.find("two three").expect("the words");
        assert_eq!(files.written(passage.place(&(at..at + 9))), "two\n>   three");
    });
}

#[test]
fn a_letter_that_is_written_by_its_name_has_a_place() {
    with_passages("one&nbsp;&#160;two *three* four\nfive", |files, passages| {
        let text = &passages[1].text;
        assert_eq!(text, "one\u{a0}\u{a0}two three four five");
        assert_eq!(files.written(passages[1].place(&(3..7))), "&nbsp;&#160;");
        assert_eq!(files.written(passages[1].place(&(5..7))), "&#160;");
        let exact = |words: &str| {
            let at = text.find(words).expect("the words");
            passages[1].exact_place(&(at..at + words.len())).map(|place| files.written(place))
        };
        assert_eq!(exact("four five"), Some("four\nfive"));
        assert_eq!((exact("three four"), exact("e\u{a0}")), (None, None));
    });
}

#[test]
fn cells_of_a_csv_file_are_read_where_they_are_shown() {
    let mut files = Files::new();
    let chapter = "---\ntitle: A\n---\n\n{{ table data/a.csv \"B\" }}\n";
    files.add(Root::Content, "chapters/01-a.md", "chapters/01-a.md", chapter.as_bytes());
    files.add(Root::Content, "data/a.csv", "data/a.csv", "C,D\n\"e, \"\"f\"\"\",g\n".as_bytes());
    let (agreement, _) = Agreement::read(&files);
    let register = agreement.register(&mut Vec::new());
    let reading = Reading::of(&agreement, &register, &files);
    let cells: Vec<(&str, Form<'_>)> = reading.passages[2..].iter().map(|one| (one.text.as_str(), one.form)).collect();
    let header = Form::ColumnHeader;
    assert_eq!(cells, [("C", header), ("D", header), ("e, \"f\"", Form::Cell), ("g", Form::Cell)]);
    let cell = &reading.passages[4];
    assert_eq!(files.written(cell.place(&(4..5))), "f");
}

#[test]
fn a_paragraph_knows_the_list_that_it_announces() {
    with_passages("Three aims:\n\n- one\n- two\n\n  more", |_, passages| {
        assert!(
            matches!(passages[1].next.map(|node| &node.kind), Some(NodeKind::List { items, .. }) if items.len() == 2)
        );
        let forms: Vec<Form<'_>> = passages[1..5].iter().map(|passage| passage.form).collect();
        assert_eq!(forms, [Form::Paragraph, Form::Item, Form::Item, Form::Paragraph]);
    });
}

#[test]
fn sentences_end_where_the_next_begins() {
    with_passages("Mr. A. Smith spoke (on 1.5 acres). “It ended.” Then e.g. this began! No stop", |_, passages| {
        let passage = &passages[1];
        let sentences: Vec<&str> = passage.sentences().into_iter().map(|range| &passage.text[range]).collect();
        assert_eq!(
            sentences,
            ["Mr. A. Smith spoke (on 1.5 acres).", "“It ended.”", "Then e.g. this began!", "No stop"]
        );
    });
}
