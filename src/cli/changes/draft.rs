//! The words of a drafted item: "three paragraphs added, two updated".

use agreement::content::version_control::Entry;
use agreement::document::Role;
use agreement::reading::in_words;
use agreement::redline::{Change, Comparison, Fate, Kind, PartChanges, Sort};

/// An item for a part that has changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The id of the part, or the name of one that is gone.
    pub part: String,
    /// Whether it is gone.
    pub gone: bool,
    /// What changed.
    pub note: String,
}

/// What is said of changes, in the order of the words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Done {
    Added,
    Updated,
    Moved,
    Removed,
}

const DONE: [(Done, &str); 4] =
    [(Done::Added, "added"), (Done::Updated, "updated"), (Done::Moved, "moved"), (Done::Removed, "removed")];

/// What is counted, with the words for one and for several.
const THINGS: [(&[Sort], &str, &str); 7] = [
    (&[Sort::Title], "title", "titles"),
    (&[Sort::Heading], "heading", "headings"),
    (&[Sort::Paragraph, Sort::Signature, Sort::Details], "paragraph", "paragraphs"),
    (&[Sort::Item], "list item", "list items"),
    (&[Sort::Row], "table row", "table rows"),
    (&[Sort::Figure], "picture", "pictures"),
    (&[Sort::Node], "part of the diagram", "parts of the diagram"),
];

/// The items for every changed part that none of the entries names.
pub fn items(comparison: &Comparison, entries: &[Entry]) -> Vec<Item> {
    let named = |part: &PartChanges| {
        entries.iter().flat_map(|entry| &entry.changes).any(|change| {
            change.part.as_ref().is_some_and(|named| named.words == part.id)
                || change.label.as_ref().is_some_and(|label| label.words == part.name)
        })
    };
    // The table of editions is where the items stand.
    let parts = comparison.parts.iter().filter(|part| part.id != "version-control" && !named(part));
    parts.filter_map(item).collect()
}

fn item(part: &PartChanges) -> Option<Item> {
    let kind = match part.role {
        Role::Chapter => "chapter",
        Role::Appendix => "appendix",
        Role::Front | Role::Back | Role::Contents | Role::Section => "part",
    };
    let (gone, note) = match part.fate {
        Some(Fate::Added) => (false, format!("new {kind} added")),
        Some(Fate::Removed) => (true, format!("{kind} removed")),
        None => (false, note(&part.changes)?),
    };
    Some(Item { part: if gone { part.name.clone() } else { part.id.clone() }, gone, note })
}

/// "three paragraphs added, two updated; title updated"; `None` where nothing is worth a word.
fn note(changes: &[Change]) -> Option<String> {
    let mut told = Vec::new();
    for (sorts, one, many) in THINGS {
        let of =
            |done: Done| changes.iter().filter(move |change| sorts.contains(&change.sort) && is(change.kind) == done);
        let counts = DONE.map(|(done, word)| (of(done).count(), word));
        let counts = counts.iter().filter(|(count, _)| *count > 0);
        let words = counts.enumerate().map(|(at, (count, word))| match (at, *count) {
            (0, 1) if one == "title" => format!("{one} {word}"),
            (0, 1) => format!("one {one} {word}"),
            (0, count) => format!("{} {many} {word}", in_words(count)),
            (_, count) => format!("{} {word}", in_words(count)),
        });
        let words: Vec<String> = words.collect();
        if !words.is_empty() {
            told.push(words.join(", "));
        }
    }
    if told.is_empty() && !changes.is_empty() {
        // Captions and names of columns alone.
        told.push("captions updated".to_owned());
    }
    (!told.is_empty()).then(|| told.join("; "))
}

fn is(kind: Kind) -> Done {
    match kind {
        Kind::Added | Kind::Split => Done::Added,
        Kind::Removed | Kind::Merged => Done::Removed,
        Kind::Changed | Kind::Reworded | Kind::MovedAndChanged => Done::Updated,
        Kind::Moved => Done::Moved,
    }
}

/// The items as they stand in the file, each line with this indent.
pub fn written(items: &[Item], indent: &str) -> String {
    let quoted = |text: &str| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
    let line = |item: &Item| {
        let name = if item.gone { format!("label: {}", quoted(&item.part)) } else { format!("part: {}", item.part) };
        format!("{indent}- {name}\n{indent}  note: {}\n", quoted(&item.note))
    };
    items.iter().map(line).collect()
}
