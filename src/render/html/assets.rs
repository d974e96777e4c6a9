//! What a page carries with it: fonts, pictures and the style sheet.
//!
//! A page asks the network for nothing, so a style sheet that would is refused.

use super::engine::not_utf8;
use super::inlines::Html;
use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Files, Root, Span};

const STYLE: &str = "html/style.css";
const FONTS: &str = "fonts/";

/// The style sheet as it is put between `<style>` and `</style>`.
pub(super) fn style(files: &Files, fallback: Span) -> Result<Html, Diagnostic> {
    let Some(id) = files.find(Root::Templates, STYLE) else {
        return Err(Diagnostic::error("template", fallback, format!("the template `{STYLE}` is missing"))
            .help(format!("Put a file `{STYLE}` into the templates folder")));
    };
    let text = files.text(id).map_err(|at| not_utf8(id, at))?;
    match refused(text) {
        None => Ok(Html(text.trim_start_matches('\u{feff}').to_owned())),
        Some((at, length, message)) => Err(Diagnostic::error("template", Span::new(id, at, at + length), message)
            .help("Put it into the style sheet itself, a picture or font as a `data:` address")),
    }
}

/// The first thing in a style sheet that would end it, or fetch something: where, how long, why.
fn refused(text: &str) -> Option<(usize, usize, &'static str)> {
    let lower = text.to_ascii_lowercase();
    let end = lower.find("</").map(|at| (at, 2, "a style sheet may not hold a closing tag"));
    let import = lower.find("@import").map(|at| (at, 7, "the page may not fetch another style sheet"));
    let fetched = lower.match_indices("url(").map(|(at, _)| at).find(|at| {
        let address = lower[at + 4..].trim_start_matches([' ', '"', '\'', '\t', '\n', '\r']);
        !address.starts_with("data:") && !address.starts_with('#')
    });
    let fetched = fetched.map(|at| (at, 4, "the page may not fetch anything from the network"));
    [end, import, fetched].into_iter().flatten().min()
}

/// `@font-face` rules for every `fonts/Family-400.woff2` or `fonts/Family-400-italic.woff2`.
pub(super) fn fonts(files: &Files) -> Html {
    let mut css = String::new();
    for id in files.below(Root::Templates, FONTS) {
        if let Some((family, weight, style)) = face(files, id) {
            css.push_str(&format!(
                "@font-face{{font-family:\"{family}\";font-weight:{weight};font-style:{style};font-display:swap;src:url(\"{}\") format(\"woff2\")}}\n",
                data_address("font/woff2", files.bytes(id)),
            ));
        }
    }
    Html(css)
}

/// Family, weight and style as the name of a font file tells them.
fn face(files: &Files, id: FileId) -> Option<(String, u16, &'static str)> {
    let name = files.path(id).strip_prefix(FONTS)?.strip_suffix(".woff2")?;
    let (name, style) = name.strip_suffix("-italic").map_or((name, "normal"), |name| (name, "italic"));
    let (family, weight) = name.rsplit_once('-')?;
    let weight = weight.parse().ok().filter(|weight| (1..=1000).contains(weight))?;
    if !family.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return None;
    }
    let mut spaced = String::new();
    for c in family.chars() {
        if c.is_ascii_uppercase() && !spaced.is_empty() {
            spaced.push(' ');
        }
        spaced.push(c);
    }
    Some((spaced, weight, style))
}

/// Bytes as a `data:` address (RFC 2397).
pub(super) fn data_address(media_type: &str, bytes: &[u8]) -> String {
    format!("data:{media_type};base64,{}", base64(bytes))
}

/// Bytes in base 64 (RFC 4648, section 4).
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |at: usize| u32::from(chunk.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4 {
            if at <= chunk.len() {
                text.push(char::from(DIGITS[(bits >> (18 - 6 * at) & 63) as usize]));
            } else {
                text.push('=');
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_agrees_with_the_examples_of_the_standard() {
        for (plain, encoded) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("foobar", "Zm9vYmFy")]
        {
            assert_eq!(base64(plain.as_bytes()), encoded);
        }
    }

    #[test]
    fn a_style_sheet_may_not_reach_out() {
        assert_eq!(refused("a{background:url(data:image/png;base64,AA)}"), None);
        assert_eq!(refused("a{color:red}\nb{background:URL( 'https://x/y.png')}").map(|found| found.0), Some(26));
        assert_eq!(refused("@import 'x.css';").map(|found| found.0), Some(0));
        assert_eq!(refused("a{}</style><script>").map(|found| found.0), Some(3));
    }

    #[test]
    fn the_name_of_a_font_file_tells_its_face() {
        let mut files = Files::new();
        let id = files.add(Root::Templates, "fonts/OurOwnFont-400-italic.woff2", "x", b"".to_vec());
        assert_eq!(face(&files, id), Some(("Our Own Font".to_owned(), 400, "italic")));
        let other = files.add(Root::Templates, "fonts/a\"b-400.woff2", "x", b"".to_vec());
        assert_eq!(face(&files, other), None);
    }
}
