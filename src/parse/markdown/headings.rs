//! Headings: their words, ids and levels.

use std::ops::Range;

use super::atoms::Atoms;
use super::blocks::Blocks;
use crate::diagnostic::Diagnostic;
use crate::parse::prose::{Node, NodeKind};

impl Blocks {
    /// Ends a heading whose atoms are trimmed.
    pub fn end_heading(&mut self, level: u8, range: Range<usize>, mut atoms: Atoms) {
        let range = range.start..range.start + self.source.slice(range).trim_end().len();
        let span = self.source.span(range);
        let id = self.take_id(&mut atoms);
        let content = atoms.pieces(&mut self.source);
        let finding = if content.is_empty() {
            Some(
                Diagnostic::error("empty-heading", span, "This heading has no words")
                    .help("Write the words after the signs #, or take the line out."),
            )
        } else if self.frames.len() > 1 {
            Some(Diagnostic::error("heading-in-block", span, "A heading stands inside a box, list or note here").help(
                "Start the line with ##, not indented and without >. The title of a box is a first line in **bold**.",
            ))
        } else if level == 1 {
            Some(
                Diagnostic::error("title-in-body", span, "A heading of the first level stands in the text")
                    .help("The title is in the front matter; start headings with ##."),
            )
        } else if level > 4 {
            Some(
                Diagnostic::error("heading-too-deep", span, "This heading is too deep")
                    .help("Headings start with ##, ### or ####; a bold title that ends in a colon can go further."),
            )
        } else if level > self.heading + 1 {
            let signs = "#".repeat(usize::from(self.heading) + 1);
            Some(
                Diagnostic::error("heading-skip", span, "This heading skips a level")
                    .help(format!("Start it with {signs}, one level below the heading before it.")),
            )
        } else {
            None
        };
        if let Some(finding) = finding {
            self.source.report(finding);
        }
        let level = level.clamp(2, 4);
        self.heading = level;
        self.push(Node { span, id, kind: NodeKind::Heading { level, content } });
    }
}
