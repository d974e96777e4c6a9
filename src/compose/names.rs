//! Gives references their words once every place of the document has its name.

use std::collections::BTreeMap;

use super::Anchor;
use crate::document::Inline;

/// Fills in what references print once every place has its name.
pub(super) struct Namer<'n> {
    pub(super) anchors: &'n BTreeMap<String, Anchor>,
}

impl Namer<'_> {
    pub(super) fn inlines(&self, content: &mut [Inline]) {
        for inline in content {
            match inline {
                Inline::Reference { target, content } if content.is_empty() => {
                    let name = self.anchors.get(target.as_str()).and_then(|anchor| anchor.name.clone());
                    content.extend(name.map(Inline::Text));
                }
                other => self.inlines(other.inner_mut()),
            }
        }
    }
}
