//! The outcome of the MoRiLE assessment: `data/morile.yaml`.

use crate::compose::register::{Fact, Register};
use crate::compose::{Composer, Setting};
use crate::document::{Block, BlockKind};
use crate::parse::fields::{Fields, Findings};
use crate::parse::prose::Call;
use crate::parse::yaml::{Node, Text};

/// The issues with the highest scores.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Morile {
    /// The financial year of the assessment.
    pub year: Option<Text>,
    /// Whether the order of the issues is their rank.
    pub ranked: bool,
    /// The issues.
    pub issues: Vec<Text>,
}

impl Morile {
    /// Reads the file.
    pub fn read(node: &Node, findings: &mut Findings) -> Morile {
        let Some(mut fields) = Fields::of(node, "this file", findings) else { return Morile::default() };
        let year = fields.required_text("year", findings);
        let ranked = fields.flag("ranked", false, findings);
        let issues = fields.texts("issues", findings);
        fields.finish(findings);
        Morile { year, ranked, issues }
    }

    /// Makes the year and the number of issues known.
    pub fn register(&self, register: &mut Register) {
        if let Some(year) = &self.year {
            register.add_fact("morile.year", Fact::Words(year.words.clone()));
        }
        register.add_fact("count.morile", Fact::Count(self.issues.len()));
    }

    /// `{{ morile }}`: a list, since the published outcome has no scores; numbered if ranked.
    pub fn compose_morile(&self, call: &Call, composer: &mut Composer<'_>) -> Vec<Block> {
        composer.known_options(call, &[]);
        let items = self
            .issues
            .iter()
            .map(|issue| {
                let content = composer.text(issue, Setting::Running);
                composer.item(content, issue.span)
            })
            .collect();
        let list = BlockKind::List { start: self.ranked.then_some(1), columns: 2, items };
        vec![composer.plain(list, call.span)]
    }
}
