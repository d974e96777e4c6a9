//! What is wrong with a text that is not YAML, said of the words at fault.
//!
//! The YAML crate tells only that a text cannot be read, and often far from the cause. So the
//! lines are read again here, by the few rules that authors break, until one is broken.

use std::ops::Range;

use super::MAX_DEPTH;
use super::lines::{key_of, lines, plain_end};

/// What the YAML crate said of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Its grammar is broken.
    Grammar,
    /// It has a name for a value (`&`) or a use of one (`*`).
    Name,
    /// It has a tag (`!`).
    Tag,
    /// It is nested too deep.
    Depth,
    /// It has more entries than can be read.
    Size,
    /// It holds more than one document.
    Documents,
}

/// A fault of grammar.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// A short name.
    pub code: &'static str,
    /// The words at fault, in bytes of the text.
    pub range: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
    /// What to write in the place of the words at fault.
    pub instead: Option<String>,
}

impl Fault {
    fn new(range: Range<usize>, message: impl Into<String>, help: impl Into<String>) -> Fault {
        Fault { code: "yaml-syntax", range, message: message.into(), help: help.into(), instead: None }
    }

    fn instead(mut self, words: impl Into<String>) -> Fault {
        self.instead = Some(words.into());
        self
    }
}

/// The fault of a text that cannot be read; `at` is where reading ended.
pub(super) fn find(text: &str, at: usize, kind: Kind) -> Fault {
    let at = at.min(text.len());
    if kind == Kind::Size {
        let message = "this file has more entries than any agreement needs, from here on";
        let fault = Fault::new(words_at(text, at), message, "take out what does not belong in the agreement");
        return Fault { code: "file-too-large", ..fault };
    }
    if kind == Kind::Depth || deep(text, at) {
        let fault = Fault::new(
            words_at(text, at),
            format!("lists and entries stand more than {MAX_DEPTH} deep inside each other"),
            "look for brackets that are not closed, and for lines that begin too far to the right",
        );
        return Fault { code: "too-deep", ..fault };
    }
    let hidden = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r') || matches!(c, '\u{fffe}' | '\u{ffff}');
    if let Some((start, c)) = text.char_indices().find(|(_, c)| hidden(*c)) {
        let message = format!("there is a control character here (U+{:04X})", u32::from(c));
        return Fault {
            code: "control-character",
            ..Fault::new(start..start + c.len_utf8(), message, "delete it, or type the words around it again")
        };
    }
    Reading { text, open: Vec::new(), loose: None, begun: false }.read().unwrap_or_else(|| general(text, at, kind))
}

fn deep(text: &str, at: usize) -> bool {
    let depth = text[..at].bytes().fold(0_usize, |depth, byte| match byte {
        b'[' | b'{' => depth + 1,
        b']' | b'}' => depth.saturating_sub(1),
        _ => depth,
    });
    depth >= MAX_DEPTH
}

/// What can be said where none of the rules is broken.
fn general(text: &str, at: usize, kind: Kind) -> Fault {
    let range = words_at(text, at);
    match kind {
        Kind::Name => sign(range, "&` or `*"),
        Kind::Tag => sign(range, "!"),
        Kind::Documents => second_part(range),
        Kind::Grammar | Kind::Depth | Kind::Size => Fault::new(
            range,
            "the file cannot be read from here on",
            "look at this line and the one before it: is there a colon, are all quotation marks and brackets closed, \
             and do the lines begin under each other?",
        ),
    }
}

fn sign(range: Range<usize>, sign: &str) -> Fault {
    let message = if sign == "`" {
        "a value cannot begin with ‘`’".to_owned()
    } else {
        format!("a value cannot begin with `{sign}`")
    };
    Fault::new(range, message, "put the whole value in quotation marks; items of a list begin with a hyphen")
}

fn second_part(range: Range<usize>) -> Fault {
    Fault::new(range, "this line would begin a second file inside this one", "delete this line")
}

/// The fault of a value that is taken for a remark.
pub(super) fn remark(range: Range<usize>, words: &str) -> Fault {
    let help = "put the value in quotation marks";
    Fault::new(range, "this is read as a remark, since it begins with #", help).instead(format!("\"{words}\""))
}

/// The fault of a value of the data that is taken for keys, since it begins with a brace.
pub(super) fn braces(range: Range<usize>, words: &str) -> Fault {
    let instead = quoted(words);
    let help = format!("put it in quotation marks: {instead}");
    Fault::new(range, format!("`{words}` stands without quotation marks"), help).instead(instead)
}

/// The rest of the line from a place on; of the last line that has words, where that is empty.
fn words_at(text: &str, at: usize) -> Range<usize> {
    let at = text.floor_char_boundary(at);
    let end = text[at..].find(['\n', '\r']).map_or(text.len(), |more| at + more);
    let rest = &text[at..end];
    let start = end - rest.trim_start().len();
    let end = start + text[start..end].trim_end().len();
    if start < end {
        return start..end;
    }
    let before = text[..at].trim_end();
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    let indent = before[line..].len() - before[line..].trim_start().len();
    line + indent..before.len()
}

/// A list or an entry that later lines can belong to.
#[derive(Debug)]
struct Open {
    column: usize,
    list: bool,
    /// Whether the last key or hyphen has its value already.
    given: bool,
}

struct Reading<'a> {
    text: &'a str,
    open: Vec<Open>,
    /// An item that is words, and might have been meant as a key with its value.
    loose: Option<Range<usize>>,
    begun: bool,
}

impl Reading<'_> {
    fn read(mut self) -> Option<Fault> {
        let lines = lines(self.text);
        let mut index = 0;
        while let Some(line) = lines.get(index) {
            index += 1;
            if let Some(tabs) = &line.tabs {
                let help = "delete it and type spaces; lines of one entry begin under each other";
                return Some(Fault::new(tabs.clone(), "there is a tab at the start of this line", help));
            }
            let words = &self.text[line.words.clone()];
            if matches!(words, "---" | "...") {
                if words == "---" && !self.begun {
                    continue;
                }
                return Some(second_part(line.words.clone()));
            }
            self.begun = true;
            match self.line(line.words.clone(), line.column) {
                Ok(end) => {
                    // A value that runs over several lines takes them all.
                    while lines.get(index).is_some_and(|next| next.words.start < end) {
                        index += 1;
                    }
                    if self.text[line.words.clone()].ends_with(['|', '>']) || ends_in_block_sign(words) {
                        while lines.get(index).is_some_and(|next| next.column > line.column) {
                            index += 1;
                        }
                    }
                }
                Err(fault) => return Some(fault),
            }
        }
        None
    }

    /// Reads a line whose first word stands in `column`; the answer is where its value ends.
    fn line(&mut self, words: Range<usize>, column: usize) -> Result<usize, Fault> {
        let text = &self.text[words.clone()];
        if text == "-" || text.starts_with("- ") {
            self.hyphen(&words, column)?;
            let rest = text[1..].trim_start();
            let skipped = text.len() - rest.len();
            if rest.is_empty() {
                return Ok(words.end);
            }
            return self.line(words.start + skipped..words.end, column + skipped);
        }
        if let Some(c) = text.chars().next().filter(|c| "&*!%@`".contains(*c)) {
            return Err(sign(words, &c.to_string()));
        }
        if text.starts_with("? ") {
            return Err(sign(words.start..words.start + 1, "?"));
        }
        let Some(key) = key_of(text) else { return self.without_key(words, column) };
        let name = words.start..words.start + key.name;
        if let Some(rest) = text[..key.name].strip_prefix('-').filter(|rest| !rest.starts_with('-')) {
            let fault = Fault::new(name, "there is no space after this hyphen", "write a hyphen, a space and the key");
            return Err(fault.instead(format!("- {rest}")));
        }
        self.place_key(name, column)?;
        let value = words.start + key.value..words.end;
        if value.is_empty() {
            return Ok(words.end);
        }
        self.given();
        if self.text[value.clone()].starts_with("- ") {
            let help =
                "begin the list on the next line, each item with a hyphen, or put the items in [square brackets]";
            return Err(Fault::new(value, "a list cannot begin on the line of its key", help));
        }
        self.value(value, true)
    }

    fn given(&mut self) {
        if let Some(open) = self.open.last_mut() {
            open.given = true;
        }
    }

    /// Checks that a new item stands where items of its list do.
    fn hyphen(&mut self, words: &Range<usize>, column: usize) -> Result<(), Fault> {
        let inner = self.close(column);
        let hyphen = words.start..words.start + 1;
        match self.open.last_mut() {
            Some(open) if open.list && open.column == column => {
                open.given = false;
                return Ok(());
            }
            Some(open) if open.given => {}
            Some(open) if open.list => {
                open.given = true;
                self.open.push(Open { column, list: true, given: false });
                return Ok(());
            }
            Some(open) => {
                open.given = true;
                self.open.push(Open { column, list: true, given: false });
                return Ok(());
            }
            None if !inner => {
                self.open.push(Open { column, list: true, given: false });
                return Ok(());
            }
            None => {}
        }
        let help = "to begin another entry, put the hyphen under the one of the entry before; a key of the same entry has no hyphen";
        Err(Fault::new(hyphen, "this hyphen does not stand under those of the other entries", help))
    }

    /// Checks that a key stands where the keys of its entry do.
    fn place_key(&mut self, name: Range<usize>, column: usize) -> Result<(), Fault> {
        let inner = self.close(column);
        let loose = self.loose.take();
        // A list may begin under its key; the next key ends it.
        if let [.., outer, Open { list: true, column: at, .. }] = self.open.as_slice()
            && !outer.list
            && outer.column == *at
            && *at == column
        {
            self.open.pop();
        }
        match self.open.last_mut() {
            Some(open) if !open.list && open.column == column => {
                open.given = false;
                return Ok(());
            }
            Some(open) if open.column < column && !open.given => {
                open.given = true;
                self.open.push(Open { column, list: false, given: false });
                return Ok(());
            }
            None if !inner => {
                self.open.push(Open { column, list: false, given: false });
                return Ok(());
            }
            _ => {}
        }
        if let Some(fault) = loose.and_then(|loose| self.no_space(&loose)) {
            return Err(fault);
        }
        let wanted = self.open.iter().rev().find(|open| !open.list && (inner || open.column < column));
        let side = if inner || wanted.is_none() { "left" } else { "right" };
        let message = format!("this line begins too far to the {side}");
        let help = "let the keys of one entry begin under each other, with the same number of spaces before them";
        Err(Fault::new(name, message, help))
    }

    /// Closes what begins to the right of a column; whether there was anything.
    fn close(&mut self, column: usize) -> bool {
        let before = self.open.len();
        self.open.retain(|open| open.column <= column);
        before > self.open.len()
    }

    fn without_key(&mut self, words: Range<usize>, column: usize) -> Result<usize, Fault> {
        let text = &self.text[words.clone()];
        let first = text.chars().next().unwrap_or(' ');
        let item = self.open.last().is_some_and(|open| open.list && open.column < column && !open.given);
        if item
            || self.open.last().is_some_and(|open| !open.given && open.column < column)
            || "\"'[{&*!%@`".contains(first)
        {
            let end = self.value(words.clone(), false)?;
            self.given();
            if item && end <= words.end {
                self.loose = Some(words);
            }
            return Ok(end);
        }
        self.close(column);
        let continued = self.open.last().is_some_and(|open| open.given && open.column < column);
        if continued {
            return Ok(words.end);
        }
        if let Some(fault) = self.no_space(&words) {
            return Err(fault);
        }
        let message = "there is no colon in this line";
        Err(Fault::new(words, message, "write a key, a colon, a space and its value, such as `name: Kent Police`"))
    }

    /// The fault of `name:Kent`, if words have that form.
    fn no_space(&self, words: &Range<usize>) -> Option<Fault> {
        let text = &self.text[words.clone()];
        let (key, rest) = text.split_once(':')?;
        let plain = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
        if !plain || rest.is_empty() || rest.starts_with("//") {
            return None;
        }
        let at = words.start..words.start + key.len() + 1;
        let help = "write a space between the colon and the value";
        Some(Fault::new(at, "there is no space after this colon", help).instead(format!("{key}: ")))
    }

    /// Checks a value that begins in a line; the answer is where it ends.
    fn value(&mut self, value: Range<usize>, after_key: bool) -> Result<usize, Fault> {
        let text = &self.text[value.clone()];
        match text.chars().next() {
            Some(quote @ ('"' | '\'')) => self.quoted(value, quote),
            Some('[' | '{') => self.brackets(value),
            Some(c @ ('&' | '*' | '!' | '%' | '@' | '`')) => Err(sign(value, &c.to_string())),
            Some('|' | '>') if after_key => Ok(value.end),
            _ if after_key && key_of(text).is_some() => {
                let fault =
                    Fault::new(value, "there is a colon inside this value", "put the whole value in quotation marks");
                Err(fault.instead(quoted(text)))
            }
            _ => Ok(value.end),
        }
    }

    fn quoted(&self, value: Range<usize>, quote: char) -> Result<usize, Fault> {
        let Some(end) = closing_quote(self.text, value.start, quote) else {
            let help = "write the same mark at the end of the value";
            return Err(Fault::new(value, "this quotation mark is not closed", help));
        };
        let inside = &self.text[value.start + 1..end - 1];
        let swallowed = inside.lines().skip(1).any(|line| {
            let line = line.trim_start();
            line.starts_with("- ") || key_of(line).is_some()
        });
        if swallowed {
            let help = "write the same mark at the end of the value";
            return Err(Fault::new(value, "this quotation mark is not closed on its line", help));
        }
        let line_end = self.text[end..].find('\n').map_or(self.text.len(), |at| end + at);
        let rest_end = end + plain_end(&self.text[end..line_end]);
        let rest = self.text[end..rest_end].trim();
        if rest.is_empty() {
            return Ok(end.max(value.end.min(end)));
        }
        let whole = &self.text[value.start..rest_end];
        if quote == '\'' && rest.starts_with(char::is_alphabetic) && !self.text[end..].starts_with(' ') {
            let inner = whole.trim().trim_matches('\'');
            let help = "an apostrophe ends a value in single quotation marks: use double ones, \"like this\"";
            let fault = Fault::new(value.start..rest_end, "this value ends at its apostrophe", help);
            return Err(fault.instead(format!("\"{inner}\"")));
        }
        let start = end + (self.text[end..].len() - self.text[end..].trim_start().len());
        let help = "put the whole value in quotation marks; inside, use ‘curly’ ones";
        Err(Fault::new(start..start + rest.len(), "there are words after the closing quotation mark", help))
    }

    /// Checks that brackets close each other, with commas between what they hold.
    fn brackets(&self, value: Range<usize>) -> Result<usize, Fault> {
        let bytes = self.text.as_bytes();
        let mut open: Vec<(usize, bool)> = Vec::new();
        let mut at = value.start;
        while at < bytes.len() {
            match bytes[at] {
                bracket @ (b'[' | b'{') => open.push((at, bracket == b'{')),
                bracket @ (b']' | b'}') => {
                    let Some((start, curly)) = open.pop() else { break };
                    if curly != (bracket == b'}') {
                        let right = if curly { "}" } else { "]" };
                        let help = format!("write `{right}`, or look for a bracket that is missing before it");
                        let message =
                            format!("this bracket does not close the `{}` before it", &self.text[start..=start]);
                        return Err(Fault::new(at..at + 1, message, help).instead(right));
                    }
                    if open.is_empty() {
                        return self.after_brackets(at + 1);
                    }
                }
                quote @ (b'"' | b'\'') if begins_value(&self.text[..at]) => {
                    match closing_quote(self.text, at, char::from(quote)) {
                        Some(end) => {
                            at = end;
                            continue;
                        }
                        None => {
                            let help = "write the same mark at the end of the value";
                            return Err(Fault::new(words_at(self.text, at), "this quotation mark is not closed", help));
                        }
                    }
                }
                b'#' if at > 0 && bytes[at - 1].is_ascii_whitespace() => {
                    if self.text[..at].trim_end_matches(' ').ends_with(':') {
                        let words = words_at(self.text, at);
                        let end =
                            self.text[at..words.end].find([' ', ',', '}', ']']).map_or(words.end, |more| at + more);
                        return Err(remark(at..end, &self.text[at..end]));
                    }
                    at = self.text[at..].find('\n').map_or(bytes.len(), |more| at + more);
                    continue;
                }
                b'\n' => {
                    let next = self.text[at + 1..].lines().next().unwrap_or_default();
                    let words = next.trim_start();
                    let comma = self.text[..at].trim_end().ends_with([',', '{', '[']);
                    if words.starts_with("- ") || !comma && key_of(words).is_some() {
                        break;
                    }
                }
                b':' if bytes.get(at + 1).is_none_or(u8::is_ascii_whitespace) => {
                    if let Some(fault) = self.second_colon(at, open.last().map_or(value.start, |open| open.0)) {
                        return Err(fault);
                    }
                }
                _ => {}
            }
            at += 1;
        }
        let (start, curly) = open.last().copied().unwrap_or((value.start, false));
        let line_end = self.text[start..].find('\n').map_or(self.text.len(), |at| start + at);
        let words = start..start + self.text[start..line_end].trim_end().len();
        let help = format!("write `{}` at the end", if curly { "}" } else { "]" });
        Err(Fault::new(words, "this bracket is not closed", help))
    }

    /// The fault of two keys with no comma between them.
    fn second_colon(&self, colon: usize, open: usize) -> Option<Fault> {
        let from = self.text[open..colon].rfind([',', '{', '[', '}', ']']).map_or(open, |at| open + at + 1);
        let before = &self.text[from..colon];
        let first = before.find(": ")?;
        if before.contains(['"', '\'']) {
            return None;
        }
        let key = before.rfind(' ').map_or(from, |at| from + at + 1);
        let start = from + (before.len() - before.trim_start().len());
        if key <= from + first {
            return None;
        }
        let help = "write a comma before the next key; a value that holds a colon goes in quotation marks";
        Some(Fault::new(start..colon + 1, "there are two colons here and no comma between them", help))
    }

    fn after_brackets(&self, end: usize) -> Result<usize, Fault> {
        let line_end = self.text[end..].find('\n').map_or(self.text.len(), |at| end + at);
        let rest = &self.text[end..end + plain_end(&self.text[end..line_end])];
        let start = end + (rest.len() - rest.trim_start().len());
        let words = start..start + rest.trim().len();
        match rest.trim().chars().next() {
            None => Ok(end),
            Some(']' | '}') => Err(Fault::new(words, "there is a bracket too many here", "delete it").instead("")),
            Some(_) => {
                let help = "put the whole value in quotation marks, or delete the brackets";
                Err(Fault::new(words, "there are words after the closing bracket", help))
            }
        }
    }
}

fn ends_in_block_sign(words: &str) -> bool {
    words.rsplit(": ").next().is_some_and(|value| matches!(value.trim_end_matches(['-', '+']), "|" | ">"))
}

/// Whether a quotation mark after these words would begin a value.
fn begins_value(before: &str) -> bool {
    before.trim_end().ends_with(['[', '{', ',', ':'])
}

/// The byte after the mark that closes the quotation that begins at `start`.
fn closing_quote(text: &str, start: usize, quote: char) -> Option<usize> {
    let mut characters = text[start + 1..].char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        if c == '\\' && quote == '"' {
            characters.next();
        } else if c == quote {
            if quote == '\'' && characters.peek().is_some_and(|(_, next)| *next == '\'') {
                characters.next();
                continue;
            }
            return Some(start + 1 + at + 1);
        }
    }
    None
}

/// A value in the quotation marks that it needs.
fn quoted(words: &str) -> String {
    if words.contains(['"', '\\']) { format!("'{}'", words.replace('\'', "''")) } else { format!("\"{words}\"") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> (&str, String) {
        let fault = find(text, text.len(), Kind::Grammar);
        (&text[fault.range.clone()], fault.message)
    }

    #[test]
    fn the_words_at_fault_are_named_however_far_the_reading_went() {
        let cases = [
            ("a: 1\nb 2\nc: 3\n", "b 2", "no colon"),
            ("a:1\nb: 2\n", "a:", "no space after this colon"),
            ("- a:1\n  b: 2\n", "a:", "no space after this colon"),
            ("a:\n\tb: 1\n", "\t", "tab"),
            ("a: \"x\nb: 2\n", "\"x", "not closed"),
            ("a: \"x\nb: \"y\"\n", "\"x", "not closed on its line"),
            ("a: 'it's'\n", "'it's'", "apostrophe"),
            ("a: \"x\" y\n", "y", "after the closing quotation mark"),
            ("a: { b: 1\nc: 2\n", "{ b: 1", "bracket is not closed"),
            ("a: [1]]\n", "]", "too many"),
            ("a: [1}\n", "}", "does not close"),
            ("a: { b: 1 c: 2 }\n", "b: 1 c:", "two colons"),
            ("a: b: c\n", "b: c", "colon inside"),
            ("a: 1\n  b: 2\n", "b", "too far to the right"),
            ("- a: 1\n b: 2\n", "b", "too far to the left"),
            ("- a: 1\n  - b: 2\n", "-", "does not stand under"),
            ("a: - b\n", "- b", "on the line of its key"),
            ("-a: 1\n", "-a", "no space after this hyphen"),
            ("a: *b\n", "*b", "cannot begin with `*`"),
            ("a: { b: #1f5a4c }\n", "#1f5a4c", "read as a remark"),
            ("- &b { c: 1 }\n", "&b { c: 1 }", "cannot begin with `&`"),
            ("a: 1\n---\nb: 1\n", "---", "second file"),
        ];
        for (text, words, message) in cases {
            let (at, told) = told(text);
            assert_eq!(at, words, "{text:?}: {told}");
            assert!(told.contains(message), "{text:?}: {told}");
        }
    }

    #[test]
    fn what_is_right_is_not_blamed() {
        let text = "# note\nplans:\n- id: a # x\n  name: 'it''s \"so\"'\n  text: |\n    a: b: c\n  long: one\n    two\n  \
                    list: [a, { b: 'c', d: \"e: f\" }]\nmore:\n  - x\n  -\n    y: 1\n  - url: https://a.b/c\nlast: \"a\n  b\"\n";
        assert_eq!(told(text).1, "the file cannot be read from here on");
    }
}
