//! How much a drawing may ask of whoever shows it, since a small file can ask for very much.
//!
//! A drawing may use a part of itself again, and that part another one: ten steps of ten uses
//! are ten thousand million shapes. Programs that show drawings follow such steps blindly, each
//! in its own stack, so they are counted here before any of them sees the drawing.

use std::collections::HashMap;
use std::ops::Range;

use roxmltree::{Document, Node, NodeId};

/// The most attributes of one element; each is compared with all others when it is read.
const MOST_ATTRIBUTES: usize = 500;
/// The most steps from the whole drawing to a part, elements in elements and uses of uses.
const MOST_STEPS: usize = 150;
/// The most shapes when every use is drawn.
const MOST_SHAPES: usize = 500_000;
/// The most letters of words.
const MOST_LETTERS: usize = 20_000;
/// The most elements times rules of style sheets, each of which is tried on each.
const MOST_TRIES: usize = 2_000_000;

/// The first element with more attributes than any drawing needs, before the drawing is parsed.
pub(super) fn too_many_attributes(text: &str) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let after = |from: usize, sign: &str| text.get(from..)?.find(sign).map(|at| from + at + sign.len());
    let mut at = 0;
    while let Some(open) = text.get(at..)?.find('<').map(|found| at + found) {
        let rest = &text[open..];
        let skipped = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")];
        if let Some((_, end)) = skipped.iter().find(|(begin, _)| rest.starts_with(begin)) {
            at = after(open, end)?;
            continue;
        }
        let (mut count, mut quote, mut end) = (0, None, open + 1);
        while let Some(&byte) = bytes.get(end) {
            match (byte, quote) {
                (b'"' | b'\'', None) => quote = Some(byte),
                (_, Some(open)) if byte == open => quote = None,
                (b'=', None) => count += 1,
                (b'>', None) => break,
                _ => {}
            }
            end += 1;
        }
        if count > MOST_ATTRIBUTES {
            return Some(open..end);
        }
        at = end;
    }
    None
}

/// What a drawing asks too much of, in the words of a message, and the element at fault.
pub(super) fn excess<'d>(tree: &'d Document<'d>) -> Option<(&'static str, Node<'d, 'd>)> {
    let root = tree.root_element();
    let mut ids: HashMap<&str, Node<'_, '_>> = HashMap::new();
    let (mut letters, mut rules, mut elements) = (0, 0, 0);
    for node in tree.descendants() {
        if let Some(text) = node.text().filter(|_| node.is_text()) {
            match node.parent_element().map(|parent| parent.tag_name().name()) {
                Some("style") => rules += text.matches('{').count(),
                Some("text" | "tspan" | "textPath" | "a") => letters += text.len(),
                _ => {}
            }
        }
        if node.is_element() {
            elements += 1;
            if let Some(id) = node.attribute("id") {
                ids.entry(id).or_insert(node);
            }
        }
    }
    if letters > MOST_LETTERS {
        return Some(("more words than a reader can find in a picture", root));
    }
    if elements * rules > MOST_TRIES {
        return Some(("too many rules in its style sheet for so many shapes", root));
    }
    let points = tree.descendants().map(|node| points(&node)).sum();
    let mut counting = Counting { ids, points, known: HashMap::new() };
    match counting.count(root, 0) {
        Err(node) => Some(("parts that use one another in too many steps", node)),
        Ok(Count { shapes, .. }) if shapes > MOST_SHAPES => Some(("parts that are used too many times over", root)),
        Ok(_) => None,
    }
}

#[derive(Clone, Copy)]
struct Count {
    /// How many shapes are drawn.
    shapes: usize,
    /// How many steps it is to the furthest of them.
    steps: usize,
}

struct Counting<'d> {
    ids: HashMap<&'d str, Node<'d, 'd>>,
    /// The points of all lines, each of which may have a marker.
    points: usize,
    /// What was counted; `None` while an element is being counted.
    known: HashMap<NodeId, Option<Count>>,
}

impl<'d> Counting<'d> {
    /// Counts an element; an error is the one at which it is too many steps, or without end.
    fn count(&mut self, node: Node<'d, 'd>, step: usize) -> Result<Count, Node<'d, 'd>> {
        if step > MOST_STEPS {
            return Err(node);
        }
        match self.known.get(&node.id()) {
            Some(Some(count)) if step + count.steps > MOST_STEPS => return Err(node),
            Some(Some(count)) => return Ok(*count),
            Some(None) => return Err(node),
            None => {}
        }
        self.known.insert(node.id(), None);
        let mut total = Count { shapes: 1, steps: 0 };
        let mut add = |count: Count, times: usize| {
            total.shapes = total.shapes.saturating_add(count.shapes.saturating_mul(times));
            total.steps = total.steps.max(count.steps + 1);
        };
        for child in node.children().filter(Node::is_element) {
            add(self.count(child, step + 1)?, 1);
        }
        for (id, times) in self.uses(&node) {
            if let Some(&used) = self.ids.get(id) {
                add(self.count(used, step + 1)?, times);
            }
        }
        self.known.insert(node.id(), Some(total));
        Ok(total)
    }

    /// The ids of the parts that an element uses, each with the number of times.
    fn uses(&self, node: &Node<'d, 'd>) -> Vec<(&'d str, usize)> {
        let name = node.tag_name().name();
        // A link shows nothing, and an animation changes what is there.
        let shows = !matches!(name, "a" | "animate" | "animateMotion" | "animateTransform" | "set");
        let mut found = Vec::new();
        let mut add = |key: &str, value: &'d str| {
            let times = match (key.contains("marker"), points(node)) {
                (false, _) => 1,
                (true, 0) => self.points.max(1),
                (true, own) => own,
            };
            for (at, _) in value.match_indices("url(") {
                let id = value[at + 4..].trim_start_matches([' ', '"', '\'', '\t', '\n', '\r']);
                if let Some(id) = id.strip_prefix('#') {
                    found.push((id.split([')', '"', '\'', ' ']).next().unwrap_or(id), times));
                }
            }
        };
        for attribute in node.attributes() {
            match attribute.name() {
                "style" => attribute.value().split(';').for_each(|rule| add(rule, rule)),
                key => add(key, attribute.value()),
            }
        }
        if name == "style" {
            let sheets = node.descendants().filter(Node::is_text).filter_map(|text| text.text());
            sheets.flat_map(|sheet| sheet.split([';', '{', '}'])).for_each(|rule| add(rule, rule));
        }
        let links = node.attributes().filter(|attribute| shows && attribute.name() == "href");
        found.extend(links.filter_map(|link| link.value().trim().strip_prefix('#')).map(|id| (id, 1)));
        found
    }
}

/// About how many points the line of an element has.
fn points(node: &Node<'_, '_>) -> usize {
    let line = node.attribute("d").or_else(|| node.attribute("points")).unwrap_or_default();
    line.len() / 2
}
