//! The notes of a part in a list of their own, and their raised numbers.

use super::{Composer, Listed, NOTES, Setting};
use crate::diagnostic::Diagnostic;
use crate::document::{Block, BlockKind, Inline, Item};
use crate::id::slug;
use crate::parse::prose::{Call, NodeKind, Prose};
use crate::source::Spanned;

impl Composer<'_> {
    /// `{{ notes }}`: the place of the notes of this part; what they say is known at its end.
    pub(super) fn place_notes(&mut self, call: &Call) -> Vec<Block> {
        self.known_options(call, &[]);
        let kind = BlockKind::List { start: Some(1), columns: 1, items: Vec::new() };
        let block = self.block(kind, call.span, call.id.as_ref(), Some("notes"), None);
        match &mut self.listed {
            Some(Listed { block: Some(_), .. }) => self.findings.push(
                Diagnostic::error("second-list-of-notes", call.span, "the notes of this part have a place already")
                    .help("keep one `{{ notes }}` in each part"),
            ),
            Some(listed) => listed.block = Some(block.id.clone()),
            None => {}
        }
        vec![block]
    }

    /// The mark of a note in the list of the part; its number is its place there.
    pub(super) fn listed_note(&mut self, label: &Spanned<String>, prose: &Prose) -> Option<Inline> {
        let known = self.listed.as_ref()?.items.iter().position(|(other, _)| *other == label.value);
        let at = match known {
            Some(at) => at,
            None => {
                let note = prose.footnotes.get(*self.notes.get(&label.value)?)?;
                let content = self.inlines(&note.content, Setting::Running);
                let hint = format!("note-{}", slug(&label.value));
                let id = self.block(BlockKind::Rule, note.span, None, Some(&hint), None).id;
                let paragraph = self.plain(BlockKind::Paragraph(content), note.span);
                let item = Item { id, origin: note.span, blocks: vec![paragraph] };
                let listed = self.listed.as_mut()?;
                listed.items.push((label.value.clone(), item));
                listed.items.len() - 1
            }
        };
        let (_, item) = self.listed.as_ref()?.items.get(at)?;
        Some(Inline::Mark { target: item.id.clone(), number: at as u64 + 1 })
    }

    /// Puts the notes of a part into their place, once all of its marks are known.
    pub(super) fn fill_notes(&mut self, prose: &Prose, blocks: &mut [Block]) {
        let Some(Listed { items, block: Some(id) }) = self.listed.take() else { return };
        let mut items: Vec<Item> = items.into_iter().map(|(_, item)| item).collect();
        if let (true, Some(call)) = (items.is_empty() && prose.footnotes.is_empty(), placed(prose)) {
            self.findings.push(
                Diagnostic::error("nothing-to-show", call.span, "`notes` has nothing to show")
                    .help("mark in the text what the notes are for, as in [^1], or take this block out"),
            );
        }
        fill_list(blocks, &id, &mut items);
    }
}

/// Where a part places its notes in a list of its own, if it does.
pub(super) fn placed(prose: &Prose) -> Option<&Call> {
    let mut found = None;
    prose.for_each_node(&mut |node| {
        if let NodeKind::DataBlock(call) = &node.kind
            && call.name.value == NOTES
        {
            found.get_or_insert(call);
        }
    });
    found
}

/// Puts the items of a list into it, wherever it stands.
fn fill_list(blocks: &mut [Block], id: &str, items: &mut Vec<Item>) {
    for block in blocks {
        match &mut block.kind {
            BlockKind::List { items: place, .. } if block.id == id => *place = std::mem::take(items),
            kind => kind.children_mut().into_iter().for_each(|group| fill_list(group, id, items)),
        }
    }
}

#[cfg(test)]
mod tests;
