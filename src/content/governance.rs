//! Who reports to, supports or scrutinises whom: `data/governance.yaml`.

use std::collections::BTreeMap;

use crate::compose::register::{Kind, Name};
use crate::compose::{Composer, Setting, words};
use crate::diagnostic::Diagnostic;
use crate::document::{Block, Inline, Picture, plain_text};
use crate::drawing::governance::{self as drawing, Misfit, Relation, Tie};
use crate::drawing::{Drawing, Group};
use crate::parse::fields::{Fields, Findings, as_text, entries, wrong_type};
use crate::parse::listed::check_ids;
use crate::parse::prose::Call;
use crate::parse::yaml::{Node, Text, Value};
use crate::source::{Span, Spanned};

/// One body's tie to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TieTo {
    /// What kind of tie it is.
    pub tie: Tie,
    /// The id of the other node.
    pub node: Text,
    /// The words beside the arrow, where the usual ones do not serve.
    pub words: Option<Text>,
}

/// A body in the arrangement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GovernanceNode {
    /// Its id in this file.
    pub id: Spanned<String>,
    /// The id of a body in `bodies.yaml`.
    pub body: Option<Text>,
    /// A name, where it is not one of the bodies.
    pub name: Option<Text>,
    /// What it does.
    pub text: Vec<Text>,
    /// The role of the bodies that it stands for.
    pub many: Option<Text>,
    /// Its ties.
    pub ties: Vec<TieTo>,
}

/// The arrangement.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Governance {
    /// The nodes in order.
    pub nodes: Vec<GovernanceNode>,
}

const TIES: [(&str, Tie); 4] = [
    ("scrutinises", Tie::Scrutinises),
    ("supports", Tie::Supports),
    ("reports-to", Tie::ReportsTo),
    ("works-with", Tie::WorksWith),
];

impl Governance {
    /// Reads the file.
    pub fn read(node: &Node, findings: &mut Findings) -> Governance {
        let nodes = entries(node, "nodes", findings, GovernanceNode::read);
        check_ids(nodes.iter().map(|node: &GovernanceNode| &node.id), "entries", findings);
        Governance { nodes }
    }

    /// `{{ governance-diagram }}`.
    pub fn compose_diagram(&self, call: &Call, composer: &mut Composer<'_>) -> Vec<Block> {
        composer.known_options(call, &[]);
        let nodes: Vec<drawing::Node> = self.nodes.iter().map(|node| node.drawn(composer)).collect();
        let places: BTreeMap<&str, usize> =
            self.nodes.iter().enumerate().rev().map(|(place, node)| (node.id.value.as_str(), place)).collect();
        let mut relations = Vec::new();
        let mut written = Vec::new();
        for (from, node) in self.nodes.iter().enumerate() {
            for tie in &node.ties {
                let Some(&to) = places.get(tie.node.words.as_str()) else {
                    let finding = Diagnostic::error(
                        "unknown-name",
                        tie.node.span,
                        format!("no entry of this file has the id `{}`", tie.node.words),
                    );
                    let known = self.nodes.iter().map(|node| node.id.value.as_str());
                    composer.findings.push(match crate::diagnostic::nearest(&tie.node.words, known) {
                        Some(near) => {
                            finding.help(format!("did you mean `{near}`?")).suggest(tie.node.span, near, false)
                        }
                        None => finding.help("write the id of another entry of this file"),
                    });
                    continue;
                };
                let words = tie.words.as_ref().map(|words| words_of(words, composer));
                relations.push(Relation { from, to, tie: tie.tie, words });
                written.push(tie);
            }
        }
        let drawing = match drawing::draw(&nodes, &relations, composer.typefaces) {
            Ok(drawing) => drawing,
            Err(misfits) => {
                for misfit in misfits {
                    let finding = self.misfit(&misfit, &written, call);
                    composer.findings.push(finding);
                }
                return Vec::new();
            }
        };
        let caption = composer.call_caption(call, |_| words("Who delivers, supports and scrutinises the agreement."));
        let alternative = format!(
            "Diagram of {} bodies and how they work together.",
            crate::compose::register::in_words(self.nodes.len())
        );
        let description = describe(&drawing);
        let picture = Picture::Drawing(Box::new(drawing));
        let id = composer.call_id(call);
        vec![composer.figure(id.as_ref(), call.span, caption, picture, Some(alternative), description)]
    }

    fn misfit(&self, misfit: &Misfit, ties: &[&TieTo], call: &Call) -> Diagnostic {
        let node = |index: usize| self.nodes.get(index).map_or(call.span, |node| node.id.span);
        let tie = |index: usize| ties.get(index).map_or(call.span, |tie| tie.node.span);
        let finding = match misfit {
            Misfit::Count { found, most } => Diagnostic::error(
                "diagram-does-not-fit",
                call.span,
                format!("the diagram shows 1 to {most} bodies, and there are {found}"),
            )
            .help("bring the list to a number that can be read on one page"),
            Misfit::Word { node: index, word } => {
                let place = self.nodes.get(*index).and_then(|node| node.place_of(word)).unwrap_or_else(|| node(*index));
                Diagnostic::error("diagram-does-not-fit", place, "this word is too long for its box in the diagram")
                    .help("write it shorter")
            }
            Misfit::Itself { relation } => {
                Diagnostic::error("bad-relation", tie(*relation), "a body cannot stand in this relation to itself")
                    .help("write the id of the other body")
            }
            Misfit::Nobody { relation } => {
                Diagnostic::error("bad-relation", tie(*relation), "this relation leads to nobody")
                    .help("write the id of another entry of this file")
            }
            Misfit::TooTall => Diagnostic::error(
                "diagram-does-not-fit",
                call.span,
                "the diagram has more words than one page holds, even in letters of 9 pt",
            )
            .help("shorten the texts in data/governance.yaml"),
        };
        if finding.primary.span == call.span { finding } else { finding.also(call.span, "the diagram is drawn here") }
    }
}

impl GovernanceNode {
    fn read(node: &Node, findings: &mut Findings) -> Option<GovernanceNode> {
        let mut fields = Fields::of(node, "an entry of the diagram", findings)?;
        let id = fields.id(findings);
        let body = fields.text("body", findings);
        let name = fields.text("name", findings);
        let text = match fields.node("text") {
            None => Vec::new(),
            Some(Node { value: Value::List(items), .. }) => {
                items.iter().filter_map(|item| as_text(item, "an item of `text`", findings)).collect()
            }
            Some(node) => as_text(node, "`text`", findings).into_iter().collect(),
        };
        let many = fields.text("many", findings);
        let mut ties = Vec::new();
        for (key, tie) in TIES {
            match fields.node(key) {
                None => {}
                Some(Node { value: Value::List(items), .. }) => {
                    ties.extend(items.iter().filter_map(|item| TieTo::read(item, key, tie, findings)));
                }
                Some(node) => ties.extend(TieTo::read(node, key, tie, findings)),
            }
        }
        let given = fields.has("body") || fields.has("name");
        let span = fields.span;
        fields.finish(findings);
        match (&body, &name) {
            (Some(_), None) | (None, Some(_)) => {}
            (Some(_), Some(name)) => {
                let message = "this entry of the diagram has both a body and a name";
                findings.push(
                    Diagnostic::error("too-many-fields", name.span, message)
                        .help("keep `body:`, which brings its name from bodies.yaml, or keep `name:`"),
                );
            }
            (None, None) if given => {}
            (None, None) => {
                let place = id.as_ref().map_or(span, |id| id.span);
                findings.push(
                    Diagnostic::error("missing-field", place, "an entry of the diagram needs `body` or `name`")
                        .help("write `body:` with an id from bodies.yaml, or `name:` with words"),
                );
            }
        }
        Some(GovernanceNode { id: id?, body, name, text, many, ties })
    }

    /// The place of a word that is too long.
    fn place_of(&self, word: &str) -> Option<Span> {
        let texts = self.name.iter().chain(&self.text);
        texts.into_iter().find(|text| text.words.contains(word)).map(|text| text.place_of(word))
    }

    fn drawn(&self, composer: &mut Composer<'_>) -> drawing::Node {
        let name = match (&self.body, &self.name) {
            (Some(body), _) => {
                let register = composer.register;
                register
                    .expect(Kind::Body, &body.spanned(), &mut composer.findings)
                    .map_or_else(|| body.words.clone(), Name::spelled_out)
            }
            (None, Some(name)) => words_of(name, composer),
            (None, None) => String::new(),
        };
        let duties = self.text.iter().map(|text| words_of(text, composer)).collect();
        drawing::Node { id: self.id.value.clone(), name, duties, many: self.many.is_some() }
    }
}

/// The words of a text as a diagram shows them; nothing in a diagram can be followed.
fn words_of(text: &Text, composer: &mut Composer<'_>) -> String {
    let content = composer.text(text, Setting::Heading);
    if let Some(target) = nameless(&content) {
        composer.findings.push(
            Diagnostic::error("reference-in-diagram", text.place_of(target), "a diagram cannot print this reference")
                .help("write the words between the square brackets yourself, or leave the reference out"),
        );
    }
    plain_text(&content)
}

/// The target of a reference without words of its own.
fn nameless(content: &[Inline]) -> Option<&str> {
    content.iter().find_map(|inline| match inline {
        Inline::Reference { target, content } if content.is_empty() => Some(target.as_str()),
        other => nameless(other.inner()),
    })
}

impl TieTo {
    fn read(node: &Node, key: &'static str, tie: Tie, findings: &mut Findings) -> Option<TieTo> {
        match &node.value {
            Value::Text(text) => Some(TieTo { tie, node: text.clone(), words: None }),
            Value::Map(_) => {
                let mut fields = Fields::of(node, "a relation", findings)?;
                let to = fields.required_text("node", findings);
                let words = fields.text("words", findings);
                fields.finish(findings);
                Some(TieTo { tie, node: to?, words })
            }
            Value::Empty | Value::List(_) => {
                findings.push(wrong_type(node, &format!("`{key}`"), "must be the id of another entry"));
                None
            }
        }
    }
}

/// The outline of the drawing in sentences.
fn describe(drawing: &Drawing) -> String {
    let mut sentences = Vec::new();
    for member in drawing.outline.iter().flat_map(|group: &Group| &group.members) {
        let mut told: Vec<String> = member.duties.clone();
        told.extend(member.relations.iter().cloned());
        let told: Vec<String> = told.iter().map(|text| text.trim_end_matches('.').to_owned()).collect();
        sentences.push(if told.is_empty() {
            format!("{}.", member.name)
        } else {
            format!("{}: {}.", member.name, told.join("; "))
        });
    }
    sentences.join(" ")
}
