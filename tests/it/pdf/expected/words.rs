//! The words of runs and cells as they are read out.

use agreement::document::{Block, BlockKind, ChangeMark, Inline, Revision, SignShape, Tone, plain_text};

/// Single spaces between words, and none of the characters that only say where lines may break.
pub fn spaced(text: &str) -> String {
    let visible: String =
        text.chars().filter(|c| !matches!(c, '\u{2060}' | '\u{200b}' | '\u{ad}' | '\u{feff}')).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// "Change 7 of 9: 3.2 changed".
pub fn change_words(mark: &ChangeMark) -> String {
    spaced(&format!("Change {} of {}: {}", mark.number, mark.of, mark.words))
}

/// The words that say in which edition words stand, since lines along them are not read out.
pub fn said(revision: Revision, removed: bool) -> (&'static str, &'static str) {
    match revision {
        _ if removed => ("", ""),
        Revision::Added => ("[added ", "]"),
        Revision::Removed => ("[removed ", "]"),
    }
}

/// The words of a run as they are read out, with what is said of those of one edition; marks of
/// footnotes have none.
pub fn shown(content: &[Inline], removed: bool) -> String {
    let words = content.iter().map(|inline| match inline {
        Inline::Revised { revision, content } => {
            let (before, after) = said(*revision, removed);
            format!("{before}{}{after}", shown(content, removed))
        }
        Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::RunIn(inner) => shown(inner, removed),
        Inline::Link { content, .. } | Inline::Reference { content, .. } | Inline::Elsewhere { content, .. } => {
            shown(content, removed)
        }
        Inline::Mark { number, .. } => number.to_string(),
        Inline::Sign(sign) if sign.shape == SignShape::Nothing => String::new(),
        other => plain_text(std::slice::from_ref(other)),
    });
    words.collect()
}

/// The words of a cell, without marks of footnotes.
pub fn cell_words(cell: &[Block], removed: bool) -> String {
    let mut words = String::new();
    for block in cell {
        let mut removed = removed;
        match &block.kind {
            BlockKind::Paragraph(content) | BlockKind::Note(content) => {
                words.push_str(&shown(content, removed));
                words.push(' ');
            }
            BlockKind::Change { mark, .. } => {
                words.push_str(&change_words(mark));
                let steps = [(&mark.previous, " Previous"), (&mark.next, " Next")];
                steps.iter().filter(|(to, _)| to.is_some()).for_each(|(_, word)| words.push_str(word));
                words.push(' ');
                removed = mark.tone == Tone::Removed;
            }
            _ => {}
        }
        for group in block.kind.children() {
            words.push_str(&cell_words(group, removed));
        }
    }
    words
}
