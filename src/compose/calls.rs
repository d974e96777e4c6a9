//! The blocks that an author calls by name: their ids, captions and settings.

use super::{Composer, MOST_PLACES, NOTES, Setting};
use crate::diagnostic::{Diagnostic, nearest};
use crate::document::{Block, BlockKind, Inline};
use crate::parse::markdown::{Place, parse_inline};
use crate::parse::prose::Call;
use crate::source::Spanned;

impl Composer<'_> {
    /// The id of a table or figure made from data: what the author gave, else the block's
    /// name where that is still free.
    pub fn call_id(&self, call: &Call) -> Option<Spanned<String>> {
        call.id.clone().or_else(|| (!self.anchors.contains_key(&call.name.value)).then(|| call.name.clone()))
    }

    /// The caption that the author gave with a data block, else `standard`.
    pub fn call_caption(&mut self, call: &Call, standard: impl FnOnce(&mut Self) -> Vec<Inline>) -> Vec<Inline> {
        match &call.caption {
            Some(caption) => {
                let (pieces, findings) = parse_inline(&caption.value, Place::of(caption));
                self.findings.extend(findings);
                self.inlines(&pieces, Setting::Heading)
            }
            None => standard(self),
        }
    }

    /// The blocks of a data block; an unknown name is a finding.
    pub fn data_block(&mut self, call: &Call) -> Vec<Block> {
        let blocks = self.blocks;
        if self.anchors.len() > MOST_PLACES {
            self.tell_too_large(call.span);
            return Vec::new();
        }
        if call.name.value == NOTES {
            let mut made = self.place_notes(call);
            self.keep_id_and_caption(call, &mut made);
            return made;
        }
        let before = self.findings.len();
        if let Some(mut made) = blocks.compose(call, self) {
            if self.findings.len() == before && self.register.is_sound() && shows_nothing(&made) {
                let message = format!("`{}` has nothing to show", call.name.value);
                self.findings.push(
                    Diagnostic::error("nothing-to-show", call.span, message)
                        .help("add to the data that it is made from, or take this block out"),
                );
            }
            if made.is_empty() {
                self.declare_unmade(call.id.as_ref().unwrap_or(&call.name));
            }
            self.keep_id_and_caption(call, &mut made);
            return made;
        }
        let finding = Diagnostic::error(
            "unknown-block",
            call.name.span,
            format!("there is no block called `{}`", call.name.value),
        );
        self.declare_unmade(call.id.as_ref().unwrap_or(&call.name));
        self.findings.push(match nearest(&call.name.value, blocks.names()) {
            Some(near) => finding.help(format!("did you mean `{near}`?")).suggest(call.name.span, near, false),
            None => finding.help(format!("the blocks are {}", blocks.names().join(", "))),
        });
        Vec::new()
    }

    /// Sees to it that neither the id nor the caption of a call is lost, whatever was made of it.
    fn keep_id_and_caption(&mut self, call: &Call, made: &mut [Block]) {
        let Some(first) = made.first_mut() else { return };
        if let Some(id) = call.id.as_ref().filter(|id| first.id != id.value) {
            let name = self.anchors.remove(&first.id).and_then(|anchor| anchor.name);
            self.declare(&id.value, name, id.span);
            id.value.clone_into(&mut first.id);
            first.named = true;
        }
        let has_caption = matches!(first.kind, BlockKind::Table(_) | BlockKind::Figure(_) | BlockKind::Callout { .. });
        if let Some(caption) = call.caption.as_ref().filter(|_| !has_caption) {
            let message = format!("`{}` has no caption", call.name.value);
            self.findings.push(
                Diagnostic::error("unknown-setting", caption.span, message)
                    .help("write these words in a paragraph or a heading before the block"),
            );
        }
    }

    /// Refuses options and words of a call that its block does not know.
    pub fn known_options(&mut self, call: &Call, known: &[&str]) {
        for (key, value) in &call.options {
            if known.contains(&key.value.as_str()) {
                continue;
            }
            let message = format!("`{}` has no setting `{}`", call.name.value, key.value);
            let finding = Diagnostic::error("unknown-setting", key.span.to(value.span), message);
            self.findings.push(if known.is_empty() {
                finding.help("this block has no settings: delete it")
            } else {
                finding.help(format!("it has {}", known.join(", ")))
            });
        }
        if call.name.value == "table" {
            return;
        }
        for word in &call.words {
            let message = format!("`{}` does not know the word `{}`", call.name.value, word.value);
            self.findings.push(
                Diagnostic::error("unknown-setting", word.span, message)
                    .help("settings are written name=value, captions in quotation marks, ids with a #"),
            );
        }
    }

    /// The value of a setting of a call.
    pub fn option<'c>(&self, call: &'c Call, key: &str) -> Option<&'c Spanned<String>> {
        call.options.iter().find(|(name, _)| name.value == key).map(|(_, value)| value)
    }
}

/// Whether some blocks, or a list or table among them, have nothing in them.
fn shows_nothing(blocks: &[Block]) -> bool {
    let holds_nothing = |block: &Block| match &block.kind {
        BlockKind::List { items, .. } => items.is_empty(),
        BlockKind::Table(table) => table.rows.is_empty(),
        BlockKind::Callout { blocks, .. } => shows_nothing(blocks),
        _ => false,
    };
    blocks.is_empty() || blocks.iter().any(holds_nothing)
}
