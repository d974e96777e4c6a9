//! Runs of text as safe HTML.
//!
//! Everything that an author wrote passes through [`escape`]; nothing else in this folder
//! writes words into a page. Blocks are left to [`super::blocks`].

use super::joints::{self, Join};
use super::notes::Notes;
use crate::document::{Inline, Revision, Sign, SignShape, plain_text};
use crate::drawing::sign;

/// HTML that is safe to put into a page: tags of ours, words escaped.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Html(pub(super) String);

/// How the address of a link may begin; with any other it is printed as words only.
const BEGINNINGS: [&str; 5] = ["https:", "http:", "mailto:", "tel:", "./"];

/// Words as HTML text or as the value of an attribute in double quotes.
///
/// Control characters, which HTML forbids, become U+FFFD.
pub(super) fn escape(words: &str) -> String {
    let mut safe = String::with_capacity(words.len() + 8);
    for c in words.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\n' | '\t' => safe.push(c),
            '\r' => safe.push('\n'),
            c if c.is_control() || is_noncharacter(c) => safe.push('\u{fffd}'),
            c => safe.push(c),
        }
    }
    safe
}

fn is_noncharacter(c: char) -> bool {
    let point = u32::from(c);
    (0xfdd0..=0xfdef).contains(&point) || point & 0xfffe == 0xfffe
}

/// An id as the address of its place: `#` and the id, with what an address may not hold encoded.
pub(super) fn fragment(id: &str) -> String {
    format!("#{}", percent_encode(id))
}

/// Text in which only letters, digits and `-._~` stand as they are (RFC 3986, unreserved).
pub(super) fn percent_encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

/// Words without marks or links, for lists of contents and for names.
pub(super) fn words(content: &[Inline], join: Join) -> Html {
    Html(joints::html(&plain_text(content), join))
}

/// Writes runs of text; footnote marks are told to `notes`.
pub(super) struct Writer<'a> {
    html: String,
    join: Join,
    notes: &'a mut Notes,
    /// Footnote marks found inside a link, which may not hold another link.
    waiting: Option<Vec<usize>>,
}

/// Runs of text as HTML.
pub(super) fn write(content: &[Inline], join: Join, notes: &mut Notes) -> Html {
    let mut writer = Writer { html: String::new(), join, notes, waiting: None };
    writer.all(content);
    Html(writer.html)
}

impl Writer<'_> {
    fn all(&mut self, content: &[Inline]) {
        for inline in content {
            self.one(inline);
        }
    }

    fn one(&mut self, inline: &Inline) {
        match inline {
            Inline::Text(words) => self.html.push_str(&joints::html(words, self.join)),
            Inline::Emphasis(inner) => self.wrapped("<em>", inner, "</em>"),
            Inline::Strong(inner) => self.wrapped("<strong>", inner, "</strong>"),
            Inline::RunIn(inner) => self.wrapped("<strong class=\"run-in\">", inner, "</strong>"),
            Inline::Code(words) => {
                self.html.push_str("<code>");
                self.html.push_str(&escape(words));
                self.html.push_str("</code>");
            }
            Inline::Link { url, content } => {
                let beginning = url.trim_start().to_ascii_lowercase();
                if BEGINNINGS.iter().any(|known| beginning.starts_with(known)) {
                    self.link(url.trim(), content);
                } else {
                    self.all(content);
                }
            }
            Inline::Reference { target, content } => self.link(&fragment(target), content),
            Inline::Elsewhere { document, target, content } => {
                let place = if target.is_empty() { String::new() } else { fragment(target) };
                self.link(&format!("./{}.html{place}", percent_encode(document)), content);
            }
            Inline::ShortForm { short, long } => {
                self.html.push_str(&format!("<abbr title=\"{}\">{}</abbr>", escape(long), escape(short)));
            }
            Inline::Sign(sign) => self.sign(sign),
            Inline::Mark { target, number } => self.html.push_str(&format!(
                "<sup><a class=\"mark\" href=\"{}\" role=\"doc-noteref\" aria-label=\"Note {number}\">{number}</a></sup>",
                escape(&fragment(target)),
            )),
            Inline::FootnoteMark(index) => match &mut self.waiting {
                Some(waiting) => waiting.push(*index),
                None => self.mark(*index),
            },
            Inline::LineBreak => self.html.push_str("<br>"),
            // Screen readers say nothing of `ins` and `del`, so that words do.
            Inline::Revised { revision, content } => {
                let tag = match revision {
                    Revision::Added => "ins",
                    Revision::Removed => "del",
                };
                let word = revision.word();
                self.html.push_str(&format!("<{tag}><span class=\"said\">[{word}: </span>"));
                self.all(content);
                self.html.push_str(&format!("<span class=\"said\">]</span></{tag}>"));
            }
        }
    }

    /// A sign in the colour of the words around it; the style sheet may give it another.
    fn sign(&mut self, sign: &Sign) {
        if sign.shape == SignShape::Nothing {
            return self.html.push_str(&format!("<span class=\"said\">{}</span>", escape(&sign.words)));
        }
        let read = match sign.words.as_str() {
            "" => "aria-hidden=\"true\"".to_owned(),
            words => format!("role=\"img\" aria-label=\"{}\"", escape(words)),
        };
        let (class, size) = if sign.letter.is_some() { ("sign lettered", "1.3em") } else { ("sign", "1em") };
        let marks = sign::marks(sign.shape, sign.letter, "currentColor", "#ffffff");
        self.html.push_str(&format!(
            "<svg class=\"{class}\" {read} viewBox=\"0 0 {SIDE} {SIDE}\" width=\"{size}\" height=\"{size}\">{marks}</svg>",
            SIDE = sign::SIDE
        ));
    }

    fn wrapped(&mut self, open: &str, inner: &[Inline], close: &str) {
        self.html.push_str(open);
        self.all(inner);
        self.html.push_str(close);
    }

    /// A link; inside another link only its words.
    fn link(&mut self, address: &str, content: &[Inline]) {
        if self.waiting.is_some() {
            return self.all(content);
        }
        self.waiting = Some(Vec::new());
        self.html.push_str(&format!("<a href=\"{}\">", escape(address)));
        let join = self.join;
        if address.starts_with("tel:") {
            self.join = Join::Telephone;
        } else if !address.starts_with('#') {
            self.join = Join::Address;
        }
        self.all(content);
        self.join = join;
        self.html.push_str("</a>");
        for index in self.waiting.take().unwrap_or_default() {
            self.mark(index);
        }
    }

    fn mark(&mut self, index: usize) {
        if let Some((own, note)) = self.notes.mark(index) {
            let number = index + 1;
            self.html.push_str(&format!(
                "<sup><a class=\"mark\" id=\"{}\" href=\"{}\" role=\"doc-noteref\" aria-label=\"Footnote {number}\">{number}</a></sup>",
                escape(&own),
                escape(&fragment(&note)),
            ));
        }
    }
}
