//! What a drawing may not do: reach for anything outside itself.
//!
//! A page shows a picture without asking anybody, so whatever a drawing fetches would tell
//! somebody else who reads the agreement. Drawings are read as a browser reads them: letters
//! of styles may be escaped, and animations and processing instructions count too.

use roxmltree::{Attribute, Node};

/// Kinds of picture that may stand inside a drawing: those that hold nothing but pixels.
const PIXELS: [&str; 4] = ["data:image/png", "data:image/jpeg", "data:image/jpg", "data:image/gif"];
/// Where a link in a drawing may lead, the same as a link in prose.
const SCHEMES: [&str; 5] = ["#", "http:", "https:", "mailto:", "tel:"];

/// Whether an attribute names something outside the drawing.
pub(super) fn attribute(node: &Node<'_, '_>, attribute: &Attribute<'_, '_>) -> bool {
    let (key, value) = (attribute.name().to_lowercase(), attribute.value().trim().to_lowercase());
    match key.as_str() {
        "href" if node.tag_name().name() == "a" => !SCHEMES.iter().any(|scheme| value.starts_with(scheme)),
        "href" | "src" => !is_inside(&value),
        // Every `#id` would be looked for there.
        "base" => attribute.namespace() == Some("http://www.w3.org/XML/1998/namespace"),
        // An animation of an address could put any in its place.
        "attributename" => value.ends_with("href"),
        "style" => style(&value),
        // Words, and not styles.
        _ if key.starts_with("aria-") || key.starts_with("data-") || attribute.namespace().is_some() => false,
        _ => fetches(&value) || value.contains('\\') && value.contains('('),
    }
}

/// Whether a style sheet names something outside the drawing.
pub(super) fn style(css: &str) -> bool {
    let css = css.to_lowercase();
    // A backslash can write any letter of `url(` and `@import` as a number.
    ["@import", "image-set(", "src(", "\\"].iter().any(|sign| css.contains(sign)) || fetches(&css)
}

/// Whether a processing instruction asks for a style sheet of its own.
pub(super) fn instruction(node: &Node<'_, '_>) -> bool {
    node.pi().is_some_and(|instruction| instruction.target.to_lowercase().starts_with("xml-"))
}

fn fetches(css: &str) -> bool {
    css.match_indices("url(").any(|(at, _)| {
        let target = css[at + 4..].trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\''));
        !is_inside(target)
    })
}

fn is_inside(address: &str) -> bool {
    address.starts_with('#') || PIXELS.iter().any(|kind| address.starts_with(kind))
}
