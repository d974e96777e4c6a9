//! The list of all changes, each with a link to its place.

use std::collections::HashMap;

use super::id;
use super::struck::made;
use crate::document::{BlockKind, Inline, Item, Part, Role};
use crate::redline::{Change, Comparison, Kind, Said, Show, Sort, TracedPart, told};
use crate::source::Span;

/// How many words of something without a name of its own are shown.
const WORDS: usize = 10;
/// The id of the part; no author can give it to another.
const ID: &str = "changes_list";

/// The part with the list; `numbers` are those of the marks, by the change.
pub(super) fn part(
    show: Show,
    parts: &[TracedPart],
    comparison: &Comparison,
    numbers: &HashMap<usize, usize>,
    origin: Span,
) -> Part {
    let block = |kind| made(kind, origin);
    let (old, new) = (told::edition(&comparison.old), told::edition(&comparison.new));
    let counts = told::counts(comparison);
    let head = if comparison.is_empty() {
        format!("{counts} from {old} to {new}.")
    } else {
        format!("What has changed from {old} to {new}: {counts}. New numbers for what stays the same are not told.")
    };
    let mut blocks = vec![block(paragraph(head))];
    if show == Show::Words && !comparison.is_empty() {
        blocks.push(block(paragraph(
            "Each change in the text begins with words that say what has happened. Inside a paragraph, words that are \
             gone are struck through, and words that are new are underlined; a screen reader says “removed” and \
             “added”."
                .to_owned(),
        )));
    }
    let mut index = 0;
    for traced in parts {
        let first = index;
        index += traced.traced.len();
        if traced.traced.is_empty() && traced.part.fate.is_none() {
            continue;
        }
        blocks.push(block(BlockKind::Heading { level: 2, content: vec![Inline::Text(told::part(&traced.part))] }));
        let items = traced.traced.iter().enumerate().map(|(at, traced)| Item {
            id: String::new(),
            origin,
            blocks: vec![block(BlockKind::Paragraph(line(
                numbers.get(&(first + at)).copied().map(id),
                &traced.change,
            )))],
        });
        let items: Vec<Item> = items.collect();
        if !items.is_empty() {
            blocks.push(block(BlockKind::List { start: None, columns: 1, items }));
        }
    }
    if let Some(same) = told::unchanged(comparison) {
        blocks.push(block(BlockKind::Heading { level: 2, content: vec![Inline::Text("Unchanged".to_owned())] }));
        blocks.push(block(paragraph(format!("The words are the same in {same}."))));
    }
    Part {
        id: ID.to_owned(),
        role: if show == Show::Words { Role::Front } else { Role::Back },
        number: None,
        title: vec![Inline::Text(match show {
            Show::Words => "What has changed".to_owned(),
            Show::Marks => "Changes in this edition".to_owned(),
        })],
        short_title: None,
        numbered: false,
        blocks,
        origin,
    }
}

fn paragraph(words: String) -> BlockKind {
    BlockKind::Paragraph(vec![Inline::Text(words)])
}

/// "3.2 changed", and what it says where it has no name.
fn line(target: Option<String>, change: &Change) -> Vec<Inline> {
    let words = Inline::Text(told::change(change));
    let mut line = match target {
        Some(target) => vec![Inline::Reference { target, content: vec![words] }],
        None => vec![words],
    };
    let named = change.place().is_some_and(|place| !place.label.is_empty()) || change.sort == Sort::Title;
    if !named && let Some(words) = first_words(change) {
        line.push(Inline::Text(format!(": “{words}”")));
    }
    line
}

/// How the newer text begins, or the older one of what is gone.
fn first_words(change: &Change) -> Option<String> {
    let gone = matches!(change.kind, Kind::Removed | Kind::Merged);
    let shown = change.words.iter().filter(|run| gone || run.said != Said::Removed).map(|run| run.text.as_str());
    let text: String = shown.collect();
    let words: Vec<&str> = text.split_whitespace().collect();
    let cut = words.len() > WORDS;
    let first = words.get(..WORDS.min(words.len())).filter(|words| !words.is_empty())?.join(" ");
    Some(if cut { format!("{} …", first.trim_end_matches([',', ';', ':', '.'])) } else { first })
}
