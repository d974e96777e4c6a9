//! The structure tree of a PDF as plain data: what a screen reader meets, in its order.
//!
//! What the page looks like is left out, and so is every judgement: see [`super::assertions`].

mod catalogue;
mod print;
mod structure;
mod text;

use std::collections::BTreeMap;

pub use catalogue::Entry;

/// A PDF as it is read out, with the facts about it that reading software uses.
#[derive(Debug, Clone, Default)]
pub struct Pdf {
    /// What the structure tree holds, in order; usually one `Document`.
    pub tree: Vec<Kid>,
    /// The pages, in order; page 1 is the first.
    pub pages: Vec<Page>,
    /// The language of the whole, such as `en-GB`.
    pub language: Option<String>,
    /// Whether the file says that it is tagged.
    pub marked: bool,
    /// Whether the window is to show the title and not the name of the file.
    pub shows_title: bool,
    /// The title in the XMP metadata.
    pub title: Option<String>,
    /// The bookmarks, those of the first level.
    pub outline: Vec<Entry>,
}

/// A structure element.
#[derive(Debug, Clone, Default)]
pub struct Node {
    /// Its role as a standard name, such as `H2`.
    pub role: String,
    /// Its attributes by name, such as `Scope` → `Column`; several values stand with spaces between.
    pub attributes: BTreeMap<String, String>,
    /// Its own id, which `Headers` of other cells name.
    pub id: Option<String>,
    /// Its language, where it differs from what surrounds it.
    pub language: Option<String>,
    /// The alternative text.
    pub alternative: Option<String>,
    /// The words to be read in place of what is in it.
    pub actual: Option<String>,
    /// What a short form stands for.
    pub expansion: Option<String>,
    /// The page that it starts on, counted from 1.
    pub page: Option<usize>,
    /// What is in it, in reading order.
    pub kids: Vec<Kid>,
}

/// Something inside a structure element.
#[derive(Debug, Clone)]
pub enum Kid {
    /// Another element.
    Node(Node),
    /// Words on a page.
    Text(Chunk),
    /// An annotation, such as the area of a link.
    Annotation(Annotation),
}

/// Words of one marked piece of a page.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Chunk {
    /// The page that they stand on, counted from 1; 0 for words in a form used on any page.
    pub page: usize,
    /// The words; where a line ends without a space, there is a line break.
    pub words: String,
    /// Where the base line of the first and the last word is, and how large the letters are.
    pub place: Option<Place>,
}

/// Where a chunk begins and ends on its page, in points, measured across its lines.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// Base line of the first word.
    pub first: f32,
    /// Base line of the last word.
    pub last: f32,
    /// Size of the letters.
    pub size: f32,
}

/// An annotation that belongs to the tree.
#[derive(Debug, Clone, PartialEq)]
pub struct Annotation {
    /// What it is, such as `Link`.
    pub kind: String,
    /// The page that it is on.
    pub page: usize,
    /// The words that say what it does.
    pub contents: String,
    /// Where it leads.
    pub destination: Destination,
}

/// Where a link or a bookmark leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// An address on the web, for e-mail or for a telephone.
    Address(String),
    /// A page of this document, counted from 1.
    Page(usize),
    /// Nowhere; with what the file says instead.
    Missing(String),
}

/// What stands on a page outside the tree.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// What a reader's page box shows for it.
    pub label: String,
    /// Words that are marked as no part of the text, such as headers and footers.
    pub artifacts: Vec<Artifact>,
    /// Words that are neither marked as text nor as artifacts.
    pub unmarked: Vec<String>,
    /// Words that are marked as text, but that no element of the tree holds.
    pub unclaimed: Vec<String>,
}

/// Words that a screen reader passes over.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Artifact {
    /// What they are for, such as `Header` or `Footer`, where the file says so.
    pub kind: Option<String>,
    /// The words.
    pub words: String,
}

impl Pdf {
    /// Reads a PDF that is already parsed.
    pub fn read(file: &lopdf::Document) -> Pdf {
        let pages = catalogue::page_numbers(file);
        let mut painted = text::read(file, &pages);
        let mut pdf = Pdf::default();
        catalogue::read(file, &pages, &mut pdf);
        pdf.tree = structure::read(file, &pages, &mut painted);
        for (page, out) in pdf.pages.iter_mut().enumerate() {
            let number = page + 1;
            out.artifacts = painted.artifacts.remove(&number).unwrap_or_default();
            out.unmarked = painted.unmarked.remove(&number).unwrap_or_default();
        }
        for ((_, _), chunk) in painted.marked {
            if !chunk.words.trim().is_empty()
                && let Some(page) = pdf.pages.get_mut(chunk.page.saturating_sub(1))
            {
                page.unclaimed.push(chunk.words);
            }
        }
        pdf
    }

    /// Every element, those that hold others first.
    pub fn nodes(&self) -> Vec<&Node> {
        let mut found = Vec::new();
        for kid in &self.tree {
            if let Kid::Node(node) = kid {
                node.collect(&mut found);
            }
        }
        found
    }

    /// Every element with this role.
    pub fn with_role(&self, role: &str) -> Vec<&Node> {
        self.nodes().into_iter().filter(|node| node.role == role).collect()
    }

    /// The headings in order: level and words.
    pub fn headings(&self) -> Vec<(usize, &Node)> {
        self.nodes().into_iter().filter_map(|node| node.heading_level().map(|level| (level, node))).collect()
    }
}

impl Node {
    fn collect<'a>(&'a self, found: &mut Vec<&'a Node>) {
        found.push(self);
        for node in self.nodes() {
            node.collect(found);
        }
    }

    /// The elements directly in this one.
    pub fn nodes(&self) -> impl Iterator<Item = &Node> {
        self.kids.iter().filter_map(|kid| match kid {
            Kid::Node(node) => Some(node),
            Kid::Text(_) | Kid::Annotation(_) => None,
        })
    }

    /// This element and all that are inside it, in order.
    pub fn all(&self) -> Vec<&Node> {
        let mut found = Vec::new();
        self.collect(&mut found);
        found
    }

    /// The elements inside this one, at any depth, that have the role.
    pub fn below(&self, role: &str) -> Vec<&Node> {
        self.all().into_iter().skip(1).filter(|node| node.role == role).collect()
    }

    /// The annotations directly in this element.
    pub fn annotations(&self) -> impl Iterator<Item = &Annotation> {
        self.kids.iter().filter_map(|kid| match kid {
            Kid::Annotation(annotation) => Some(annotation),
            Kid::Text(_) | Kid::Node(_) => None,
        })
    }

    /// 1 to 6 for a heading.
    pub fn heading_level(&self) -> Option<usize> {
        self.role.strip_prefix('H').and_then(|level| level.parse().ok())
    }

    /// Whether it stands in a line of text, so that nothing parts it from the words beside it.
    pub fn is_inline(&self) -> bool {
        matches!(self.role.as_str(), "Span" | "Strong" | "Em" | "Link" | "Reference" | "Quote" | "Code" | "Annot")
    }

    /// The words as they are read out, with single spaces.
    pub fn words(&self) -> String {
        let mut spoken = Spoken::default();
        spoken.node(self, &mut |_| true);
        spoken.finish()
    }

    /// The words as they are read out, without those of the elements for which `keep` is false.
    pub fn words_where(&self, keep: &mut dyn FnMut(&Node) -> bool) -> String {
        let mut spoken = Spoken::default();
        spoken.node(self, keep);
        spoken.finish()
    }
}

/// Puts chunks together as reading software does: lines and elements part words, inlines do not.
#[derive(Default)]
struct Spoken {
    words: String,
    last: Option<(usize, Place)>,
}

impl Spoken {
    fn node(&mut self, node: &Node, keep: &mut dyn FnMut(&Node) -> bool) {
        if !keep(node) {
            return;
        }
        let apart = !node.is_inline() && node.role != "Lbl";
        if apart {
            self.part();
        }
        if let Some(instead) = node.actual.as_ref().or(node.alternative.as_ref()) {
            self.words.push_str(instead);
            self.last = None;
        } else {
            for kid in &node.kids {
                match kid {
                    Kid::Node(inner) => {
                        // The label of a list item stands apart; the mark of a footnote does not.
                        let label = inner.role == "Lbl" && node.role == "LI";
                        if label {
                            self.part();
                        }
                        self.node(inner, keep);
                        if label {
                            self.part();
                        }
                    }
                    Kid::Text(chunk) => self.chunk(chunk),
                    Kid::Annotation(_) => {}
                }
            }
        }
        if apart {
            self.part();
        }
    }

    fn part(&mut self) {
        if !self.words.is_empty() && !self.words.ends_with(char::is_whitespace) {
            self.words.push('\n');
        }
        self.last = None;
    }

    fn chunk(&mut self, chunk: &Chunk) {
        if let (Some((page, before)), Some(place)) = (self.last, chunk.place)
            && (page != chunk.page || new_line(before.last, place.first, before.size.max(place.size)))
        {
            break_line(&mut self.words);
        }
        self.words.push_str(&chunk.words);
        if let Some(place) = chunk.place {
            self.last = Some((chunk.page, place));
        }
    }

    fn finish(self) -> String {
        self.words.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Whether a step from one base line to another is a step to another line, not to a raised mark.
fn new_line(before: f32, after: f32, size: f32) -> bool {
    (before - after).abs() > 0.7 * size
}

/// Ends a line; a line that ends inside a hyphenated word or an address goes on in the next.
fn break_line(words: &mut String) {
    if !words.is_empty()
        && !words.ends_with(|c: char| c.is_whitespace() || matches!(c, '-' | '/' | '\u{2013}' | '\u{2014}'))
    {
        words.push('\n');
    }
}
