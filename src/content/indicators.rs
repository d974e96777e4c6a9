//! What stands for a priority in numbers: `data/indicators.yaml`, with a CSV file of values for each.
//!
//! The change from the first period to the last is worked out and worded here, and nowhere typed.

mod blocks;
mod values;

use crate::compose::register::{Fact, Register};
use crate::diagnostic::Diagnostic;
use crate::parse::fields::{Fields, Findings, entries};
use crate::parse::listed::check_ids;
use crate::parse::yaml::{Node, Text};
use crate::source::{Files, Root, Span, Spanned};

pub use values::{Change, Value, change};

/// The file that they are read from, as it is called below the content folder.
pub const INDICATORS: &str = "data/indicators.yaml";

/// How values are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A bar for each period.
    Bar,
    /// A line through all of them.
    Line,
}

/// Something that is counted period by period.
#[derive(Debug, Clone, PartialEq)]
pub struct Indicator {
    /// Its id.
    pub id: Spanned<String>,
    /// What is counted, as a title.
    pub name: Text,
    /// What one of it is called, in the plural.
    pub unit: Text,
    /// Where it was counted.
    pub area: Text,
    /// How it is drawn.
    pub shape: Shape,
    /// The file of its values.
    pub path: Text,
    /// The id of its source.
    pub source: Text,
    /// A remark below the table.
    pub note: Option<Text>,
    /// The values in the order of the file; none until they are read.
    pub values: Vec<Value>,
    /// Where its entry stands.
    pub span: Span,
}

/// Every indicator.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Indicators {
    /// In the order of the file.
    pub indicators: Vec<Indicator>,
}

impl Indicators {
    /// Reads the file; the values are read by [`Indicators::read_values`].
    pub fn read(node: &Node, findings: &mut Findings) -> Indicators {
        let indicators: Vec<Indicator> = entries(node, "indicators", findings, Indicator::read);
        check_ids(indicators.iter().map(|indicator| &indicator.id), "indicators", findings);
        Indicators { indicators }
    }

    /// Reads the CSV file of each.
    pub fn read_values(&mut self, files: &Files, findings: &mut Findings) {
        for indicator in &mut self.indicators {
            match files.find(Root::Content, &indicator.path.words) {
                Some(file) => indicator.values = values::read(files, file, findings),
                None => {
                    let message = format!("there is no file `{}`", indicator.path.words);
                    findings
                        .push(Diagnostic::error("missing-file", indicator.path.span, message).help(
                            "write its path below the content folder, such as data/indicators/violent-crime.csv",
                        ));
                }
            }
        }
    }

    /// Makes the change and the first and last value of each known, and refuses unknown sources.
    pub fn register(&self, register: &mut Register, findings: &mut Findings) {
        for indicator in &self.indicators {
            let path = |fact: &str| format!("indicator.{}.{fact}", indicator.id.value);
            register.expect_source(&indicator.source.spanned(), findings);
            register.add_fact(path("name"), Fact::Words(indicator.name.words.clone()));
            let (Some(first), Some(last)) = (indicator.values.first(), indicator.values.last()) else {
                // Why it has none is told, so that nothing need be said of those who ask for them.
                for fact in ["change", "first", "last", "percent"] {
                    register.add_fact(path(fact), Fact::Words(String::new()));
                }
                continue;
            };
            register.add_fact(path("first"), Fact::Words(first.words.clone()));
            register.add_fact(path("last"), Fact::Words(last.words.clone()));
            let change = change(first, last);
            register.add_fact(path("percent"), Fact::Words(change.percent_words()));
            register.add_fact(path("change"), Fact::Words(change.words(first, last)));
        }
    }
}

impl Indicator {
    fn read(node: &Node, findings: &mut Findings) -> Option<Indicator> {
        let mut fields = Fields::of(node, "an indicator", findings)?;
        let id = fields.id(findings);
        let name = fields.required_text("name", findings);
        let unit = fields.required_text("unit", findings);
        let area = fields.required_text("area", findings);
        let shape = fields.choice("chart", &[("bar", Shape::Bar), ("line", Shape::Line)], findings);
        let path = fields.required_text("values", findings);
        let source = fields.required_text("source", findings);
        let note = fields.text("note", findings);
        let span = fields.span;
        fields.finish(findings);
        Some(Indicator {
            id: id?,
            name: name?,
            unit: unit?,
            area: area?,
            shape: shape.map_or(Shape::Bar, |shape| shape.value),
            path: path?,
            source: source?,
            note,
            values: Vec::new(),
            span,
        })
    }
}

#[cfg(test)]
mod tests;
