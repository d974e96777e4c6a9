//! That no word is lost, and none is marked that stayed.

use proptest::prelude::*;

use super::*;
use crate::document::{Document, Edition, Meta, Motif, Sign, SignShape};
use crate::redline::words::Vocabulary;

fn nothing() -> Document {
    let date = crate::date::Date { year: 2021, month: 4, day: 1 };
    let edition = Edition { version: String::new(), month: String::new(), effective: String::new(), date };
    let palette = crate::palette::Palette::from_theme(crate::palette::Colour(75, 42, 123)).expect("a dark theme");
    let meta = Meta {
        title: String::new(),
        short_title: String::new(),
        files_named: "Kent Community Safety Agreement".to_owned(),
        description: String::new(),
        language: "en-GB".to_owned(),
        area: String::new(),
        partnership: String::new(),
        partners: Vec::new(),
        edition,
        palette,
        motif: Motif::default(),
        opening: crate::document::Opening::Cover,
    };
    Document {
        meta,
        parts: Vec::new(),
        footnotes: Vec::new(),
        since: None,
        superseded: None,
        sought: std::collections::BTreeSet::new(),
    }
}

/// The words of one edition: all but those that stand only in the other.
fn words(content: &[Inline], without: Revision, into: &mut Vec<String>) {
    for inline in content {
        match inline {
            Inline::Revised { revision, .. } if *revision == without => {}
            Inline::Revised { content, .. }
            | Inline::Emphasis(content)
            | Inline::Strong(content)
            | Inline::RunIn(content)
            | Inline::Reference { content, .. }
            | Inline::Elsewhere { content, .. }
            | Inline::Link { content, .. } => words(content, without, into),
            Inline::Text(text) | Inline::Code(text) => {
                // Addresses are shown beside links that differ; marks at the ends of words are words.
                let spaced = text
                    .replace("<https://example.org>", " ")
                    .replace('.', " . ")
                    .replace(',', " , ")
                    .replace('•', " ");
                into.extend(spaced.split_whitespace().map(str::to_owned));
            }
            Inline::ShortForm { short, .. } => into.push(short.clone()),
            Inline::Sign(sign) => into.extend(sign.words.split_whitespace().map(str::to_owned)),
            Inline::FootnoteMark(_) | Inline::Mark { .. } | Inline::LineBreak => {}
        }
    }
}

fn words_of(blocks: &[Block], without: Revision) -> Vec<String> {
    let mut found = Vec::new();
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph(content) => words(content, without, &mut found),
            BlockKind::List { items, .. } => {
                items.iter().for_each(|item| found.extend(words_of(&item.blocks, without)));
            }
            other => panic!("no test makes {other:?}"),
        }
    }
    found
}

fn revise(old: &[Block], new: &[Block]) -> Vec<Block> {
    let document = nothing();
    let mut vocabulary = Vocabulary::default();
    let mut read = |blocks: &[Block]| {
        let mut words = Words::default();
        vocabulary.blocks(blocks, &document, &mut words);
        words
    };
    let (old, new_words) = (read(old), read(new));
    Reviser::new(&old, &new_words).blocks(new.to_vec())
}

fn sign(words: &str) -> Inline {
    Inline::Sign(Sign { shape: SignShape::Square, letter: None, words: words.to_owned() })
}

fn runs() -> impl Strategy<Value = Vec<Inline>> {
    let text = prop::collection::vec(prop::sample::select(vec!["the", "bell", "rings", "at", "sea", ".", ","]), 1..7)
        .prop_map(|words| Inline::Text(format!(" {} ", words.join(" "))));
    let sign = prop::sample::select(vec!["", "at sea", "the bell"]).prop_map(sign);
    let one = prop_oneof![4 => text, 1 => sign].prop_recursive(2, 8, 2, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..3).prop_map(Inline::Strong),
            prop::collection::vec(inner, 1..3)
                .prop_map(|content| Inline::Link { url: "https://example.org".to_owned(), content }),
        ]
    });
    prop::collection::vec(one, 1..4)
}

fn blocks() -> impl Strategy<Value = Vec<Block>> {
    let mut files = crate::source::Files::new();
    let file = files.add(crate::source::Root::Content, "a.md", "a.md", Vec::new());
    let origin = Span::whole(file);
    let made = move |kind| struck::made(kind, origin);
    let para = move || runs().prop_map(move |content| made(BlockKind::Paragraph(content)));
    let item = para().prop_map(move |block| Item { id: String::new(), origin, blocks: vec![block] });
    let list = prop::collection::vec(item, 1..4)
        .prop_map(move |items| made(BlockKind::List { start: None, columns: 1, items }));
    prop::collection::vec(prop_oneof![2 => para(), 1 => list], 1..4)
}

proptest! {
    #[test]
    fn no_word_of_either_edition_is_lost(old in blocks(), new in blocks()) {
        let revised = revise(&old, &new);
        prop_assert_eq!(words_of(&revised, Revision::Removed), words_of(&new, Revision::Removed));
        let sorted = |mut words: Vec<String>| { words.sort_unstable(); words };
        prop_assert_eq!(sorted(words_of(&revised, Revision::Added)), sorted(words_of(&old, Revision::Added)));
    }

    #[test]
    fn what_is_the_same_is_not_marked(blocks in blocks()) {
        prop_assert_eq!(revise(&blocks, &blocks), blocks);
    }
}

#[test]
fn a_sign_that_means_something_else_is_new_and_the_old_one_is_told_in_words() {
    let mut files = crate::source::Files::new();
    let file = files.add(crate::source::Root::Content, "a.md", "a.md", Vec::new());
    let one = |words| vec![struck::made(BlockKind::Paragraph(vec![sign(words)]), Span::whole(file))];
    let revised = |revision, inline| Inline::Revised { revision, content: vec![inline] };
    assert_eq!(
        revise(&one("Main priority"), &one("Part of a theme"))[0].kind,
        BlockKind::Paragraph(vec![
            revised(Revision::Removed, Inline::Text("Main priority".to_owned())),
            Inline::Text(" ".to_owned()),
            revised(Revision::Added, sign("Part of a theme")),
        ])
    );
}
