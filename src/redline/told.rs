//! The words for changes, the same in every format that people read.

use super::{Change, Comparison, Fate, Kind, PartChanges, Place, Sort};
use crate::document::Edition;
use crate::tally::{listed, number};

/// "version 5.0 (April 2021)".
pub fn edition(edition: &Edition) -> String {
    if edition.version.is_empty() {
        return format!("the edition of {}", edition.effective);
    }
    format!("version {} ({})", edition.version, edition.month)
}

/// "April 2021, version 5.0", as a cover says it.
pub fn edition_with_month(edition: &Edition) -> String {
    edition.line()
}

/// What has changed in one line: "101 added, 31 removed and 2 moved".
pub fn counts(comparison: &Comparison) -> String {
    let words = [
        (Kind::Added, "added"),
        (Kind::Removed, "removed"),
        (Kind::Changed, "changed"),
        (Kind::Reworded, "reworded"),
        (Kind::Moved, "moved"),
        (Kind::MovedAndChanged, "moved and changed"),
        (Kind::Split, "split off"),
        (Kind::Merged, "merged"),
    ];
    let counts = comparison.counts();
    let told = words.iter().filter_map(|(kind, word)| Some(format!("{} {word}", number(*counts.get(kind)?))));
    listed(&told.collect::<Vec<_>>()).unwrap_or_else(|| "No words have changed".to_owned())
}

/// "Ch. 3: Key Changes", with what became of the part.
pub fn part(part: &PartChanges) -> String {
    let name = if part.name == part.title { part.title.clone() } else { format!("{}: {}", part.name, part.title) };
    match part.fate {
        Some(Fate::Added) => format!("{name} (new)"),
        Some(Fate::Removed) => format!("{name} (no longer in the agreement)"),
        None => name,
    }
}

/// What has not changed in a part, if there is anything.
pub fn rest(part: &PartChanges) -> Option<String> {
    let same = (part.same > 0).then(|| format!("{} the same", number(part.same)));
    let renumbered = (part.renumbered > 0).then(|| format!("{} only renumbered", number(part.renumbered)));
    let told: Vec<String> = same.into_iter().chain(renumbered).collect();
    (!told.is_empty()).then(|| told.join(", "))
}

/// Which thing changed: "3.2", "Row “Road Safety”", "Heading".
pub fn thing(change: &Change) -> String {
    // What was merged is told by its old name, since the new one is that of something else.
    let place = if change.kind == Kind::Merged { change.old.as_ref() } else { change.place() };
    let label = place.map_or("", |place| place.label.as_str());
    match change.sort {
        Sort::Paragraph | Sort::Item if !label.is_empty() => label.to_owned(),
        Sort::Row if !label.is_empty() => format!("Row “{label}”"),
        Sort::Node if !label.is_empty() => format!("“{label}” in the diagram"),
        sort => match place.map(|place| place.heading.as_str()).filter(|heading| !heading.is_empty()) {
            Some(heading) => format!("{} below “{heading}”", sort_word(sort)),
            None => sort_word(sort).to_owned(),
        },
    }
}

fn sort_word(sort: Sort) -> &'static str {
    match sort {
        Sort::Title => "Title",
        Sort::Heading => "Heading",
        Sort::Paragraph => "Paragraph",
        Sort::Item => "Item",
        Sort::Caption => "Caption",
        Sort::Columns => "Column names",
        Sort::Row => "Row",
        Sort::Figure => "Picture",
        Sort::Node => "Part of the diagram",
        Sort::Signature => "Signature",
        Sort::Details => "Details",
    }
}

/// What happened to which thing: "3.2 changed".
pub fn change(change: &Change) -> String {
    format!("{} {}", thing(change), fate(change))
}

/// The older of two editions in as few words as tell it from the newer one.
pub fn since(old: &Edition, new: &Edition) -> String {
    match (old.month == new.month, old.version == new.version) {
        (false, _) => old.month.clone(),
        (true, false) => edition(old),
        (true, true) => format!("an earlier state of {}", edition(old)),
    }
}

/// What happened to it: "moved from 3.1 and changed".
pub fn fate(change: &Change) -> String {
    let from = |word: &str| match &change.old {
        Some(old) => format!("{word} from {}", place(old, change.new.as_ref())),
        None => word.to_owned(),
    };
    match change.kind {
        Kind::Added => "added".to_owned(),
        Kind::Removed => "removed".to_owned(),
        Kind::Changed | Kind::Reworded => {
            let word = if change.kind == Kind::Changed { "changed" } else { "reworded" };
            match (&change.old, &change.new) {
                (Some(old), Some(new)) if matches!(change.sort, Sort::Row | Sort::Node) && is_renamed(old, new) => {
                    format!("renamed, was “{}”", old.label)
                }
                (Some(old), Some(new))
                    if !old.label.is_empty()
                        && old.label != new.label
                        && !matches!(change.sort, Sort::Row | Sort::Node) =>
                {
                    format!("{word} (was {})", old.label)
                }
                _ => word.to_owned(),
            }
        }
        Kind::Moved => from("moved"),
        Kind::MovedAndChanged => format!("{} and changed", from("moved")),
        Kind::Split => from("split off"),
        Kind::Merged => match &change.new {
            Some(new) => format!("merged into {}", place(new, change.old.as_ref())),
            None => "merged".to_owned(),
        },
    }
}

/// Whether something that is known by its id has another name.
fn is_renamed(old: &Place, new: &Place) -> bool {
    !old.label.is_empty() && !new.label.is_empty() && old.label != new.label
}

/// "3.1", or "Ch. 3" where it has no number and the part is another one.
fn place(place: &Place, beside: Option<&Place>) -> String {
    let elsewhere = beside.is_none_or(|beside| beside.part != place.part);
    match (place.label.is_empty(), elsewhere) {
        (false, _) if place.label.contains('.') => place.label.clone(),
        (true, true) => place.part.clone(),
        (true, false) => "another place in this part".to_owned(),
        (false, true) => format!("“{}” in {}", place.label, place.part),
        (false, false) => format!("“{}”", place.label),
    }
}

/// The names of the parts in which nothing has changed, and from which nothing has moved: "Ch. 7 and Contact".
pub fn unchanged(comparison: &Comparison) -> Option<String> {
    let left = |part: &PartChanges| {
        comparison.changes().any(|change| {
            matches!(change.kind, Kind::Moved | Kind::MovedAndChanged)
                && change.old.as_ref().is_some_and(|old| old.part == part.name)
        })
    };
    let same = comparison.parts.iter().filter(|part| part.fate.is_none() && part.changes.is_empty() && !left(part));
    let names: Vec<&str> = same.map(|part| part.name.as_str()).collect();
    listed(&names)
}
