//! The extract for the minutes of a meeting: item, title and what was recommended, and nothing else.

use super::Companion;
use crate::document::{Block, BlockKind, Document, Inline, Opening, Part, Role, plain_text};
use crate::source::Span;

/// What the name of the extract's file ends in.
pub const MINUTES: &str = "minutes";

/// The label of what a report is about.
const SUBJECT: &str = "Subject";

impl Companion {
    /// The extract from the document as it was composed; none without a place on an agenda.
    pub fn minutes(&self, document: &Document) -> Option<Document> {
        let agenda = self.minutes.as_ref()?;
        let recommendation = self.recommendation.as_ref()?;
        // What was composed is taken over, so that the two cannot differ.
        let stands = |block: &&Block| block.origin == recommendation.lead_in.span;
        let all = document.walk();
        let at = all.iter().position(|block| stands(block) && matches!(block.kind, BlockKind::Paragraph(_)))?;
        let mut blocks: Vec<Block> = all.get(at).map(|block| (*block).clone()).into_iter().collect();
        if let Some(list) = all.get(at + 1).filter(|block| matches!(block.kind, BlockKind::List { .. })) {
            blocks.push((*list).clone());
        }
        let plain = |id: &str, kind: BlockKind, origin: Span| Block { id: id.to_owned(), named: false, origin, kind };
        if let Some(code) = &agenda.code {
            let words = vec![Inline::Text(format!("(Item {})", code.words))];
            blocks.insert(0, plain("minutes--code", BlockKind::Paragraph(words), code.span));
        }
        let facts = document.meta.opening.facts();
        let subject = facts.iter().find(|fact| plain_text(&fact.term) == SUBJECT).and_then(|fact| fact.lines.first());
        let subject = subject.map_or_else(|| document.meta.title.clone(), |line| plain_text(line));
        let title = format!("{}. {subject}", agenda.item.value);
        let part = Part {
            id: "item".to_owned(),
            role: Role::Section,
            number: None,
            title: vec![Inline::Text(title)],
            short_title: None,
            numbered: false,
            blocks,
            origin: agenda.item.span,
        };
        let mut meta = document.meta.clone();
        meta.description = format!("The item for the minutes: {}", meta.description);
        meta.opening = Opening::Head(Vec::new());
        Some(Document { meta, parts: vec![part], footnotes: Vec::new(), ..document.clone() })
    }
}
