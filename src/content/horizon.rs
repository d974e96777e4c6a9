//! The outcome of horizon scanning: `data/horizon.yaml`.

use crate::compose::register::{Fact, Register};
use crate::compose::{Composer, Setting};
use crate::document::{Block, BlockKind, plain_text};
use crate::id::slug;
use crate::parse::fields::{Fields, Findings};
use crate::parse::prose::Call;
use crate::parse::yaml::{Node, Text};
use crate::source::Span;

/// Items with the words that lead into them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The sentence before the items.
    pub lead_in: Option<Text>,
    /// The items.
    pub items: Vec<Text>,
    /// Where the group stands.
    pub span: Span,
}

/// One heading of the scan, such as Political.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The heading.
    pub heading: Text,
    /// What stands under it.
    pub groups: Vec<Group>,
}

/// The scan.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Horizon {
    /// The financial year of the scan.
    pub year: Option<Text>,
    /// The sections in order.
    pub sections: Vec<Section>,
}

impl Horizon {
    /// Reads the file.
    pub fn read(node: &Node, findings: &mut Findings) -> Horizon {
        let Some(mut fields) = Fields::of(node, "this file", findings) else { return Horizon::default() };
        let year = fields.required_text("year", findings);
        let items = fields.list("sections", findings);
        let sections = items.iter().filter_map(|item| section(item, findings)).collect();
        fields.finish(findings);
        Horizon { year, sections }
    }

    /// Makes the year known.
    pub fn register(&self, register: &mut Register) {
        if let Some(year) = &self.year {
            register.add_fact("horizon.year", Fact::Words(year.words.clone()));
        }
    }

    /// `{{ horizon-scanning }}`: a heading and a list for each section.
    pub fn compose_horizon(&self, call: &Call, composer: &mut Composer<'_>) -> Vec<Block> {
        composer.known_options(call, &[]);
        let mut blocks = Vec::new();
        for section in &self.sections {
            let content = composer.text(&section.heading, Setting::Heading);
            let title = plain_text(&content);
            let heading = BlockKind::Heading { level: 2, content };
            blocks.push(composer.block(heading, section.heading.span, None, Some(&slug(&title)), Some(title)));
            for group in &section.groups {
                if let Some(lead_in) = &group.lead_in {
                    let content = composer.text(lead_in, Setting::Running);
                    blocks.push(composer.plain(BlockKind::Paragraph(content), lead_in.span));
                }
                let items = group.items.iter().map(|item| (composer.text(item, Setting::Running), item.span)).collect();
                blocks.push(composer.bullets(items, 1, group.span));
            }
        }
        blocks
    }
}

fn section(node: &Node, findings: &mut Findings) -> Option<Section> {
    let mut fields = Fields::of(node, "a section", findings)?;
    let heading = fields.required_text("heading", findings);
    fields.required("groups", findings);
    let groups = fields.list("groups", findings);
    let groups = groups.iter().filter_map(|item| group(item, findings)).collect();
    fields.finish(findings);
    Some(Section { heading: heading?, groups })
}

fn group(node: &Node, findings: &mut Findings) -> Option<Group> {
    let mut fields = Fields::of(node, "a group of items", findings)?;
    let lead_in = fields.text("lead-in", findings);
    fields.required("items", findings);
    let items = fields.texts("items", findings);
    fields.finish(findings);
    Some(Group { lead_in, items, span: node.span })
}
