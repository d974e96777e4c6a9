//! The elements of an HTML page.
//!
//! The tokens are read by the rules of the standard. That tags nest is taken for granted here: the
//! Nu checker sees to it, and an end tag without its start fails.

use std::collections::BTreeMap;

use html5gum::{Token, Tokenizer};

/// Elements without an end tag.
const VOID: [&str; 13] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// An element with what is in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Element {
    /// Its name in lower case; empty for the page as a whole.
    pub name: String,
    /// Its attributes.
    pub attributes: BTreeMap<String, String>,
    /// What is in it, in order.
    pub inside: Vec<Inside>,
}

/// Something in an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inside {
    /// Words.
    Text(String),
    /// Another element.
    Element(Element),
}

impl Element {
    /// Reads a page.
    pub fn parse(html: &str) -> Element {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let mut open = vec![Element::default()];
        let mut tokens = html5gum::DefaultEmitter::default();
        tokens.naively_switch_states(true);
        for token in Tokenizer::new_with_emitter(html, tokens) {
            let Ok(token) = token;
            match token {
                Token::StartTag(tag) => {
                    let element = Element {
                        name: text(&tag.name),
                        attributes: tag.attributes.iter().map(|(name, value)| (text(name), text(value))).collect(),
                        inside: Vec::new(),
                    };
                    if tag.self_closing || VOID.contains(&element.name.as_str()) {
                        put(&mut open, element);
                    } else {
                        open.push(element);
                    }
                }
                Token::EndTag(tag) => {
                    let element = open.pop().expect("a start tag before each end tag");
                    assert_eq!(element.name, text(&tag.name), "tags are nested");
                    put(&mut open, element);
                }
                Token::String(words) => {
                    if let Some(parent) = open.last_mut() {
                        parent.inside.push(Inside::Text(text(&words)));
                    }
                }
                Token::Comment(_) | Token::Doctype(_) => {}
                Token::Error(error) => panic!("the page is not good HTML: {error:?}"),
            }
        }
        assert_eq!(open.len(), 1, "every element is closed");
        open.remove(0)
    }

    /// The elements in this one that have the name, in order.
    pub fn all(&self, name: &str) -> Vec<&Element> {
        self.every().into_iter().filter(|element| element.name == name).collect()
    }

    /// The elements in this one, in order, those that hold others before what they hold.
    pub fn every(&self) -> Vec<&Element> {
        let mut found = Vec::new();
        for inside in &self.inside {
            if let Inside::Element(element) = inside {
                found.push(element);
                found.extend(element.every());
            }
        }
        found
    }
}

fn put(open: &mut [Element], element: Element) {
    if let Some(parent) = open.last_mut() {
        parent.inside.push(Inside::Element(element));
    }
}
