//! Words of the sources in Markdown of ours, where they must mean nothing.

use crate::terminal::safe;

/// Words that mean nothing in Markdown or HTML, and call nobody.
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in safe(text).chars() {
        match c {
            '&' => plain.push_str("&amp;"),
            '<' => plain.push_str("&lt;"),
            '>' => plain.push_str("&gt;"),
            '@' => plain.push_str("&#64;"),
            '\n' | '\r' => plain.push(' '),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '#' | '|' | '~' | '!' | '$' => {
                plain.push('\\');
                plain.push(c);
            }
            c => plain.push(c),
        }
    }
    plain
}
