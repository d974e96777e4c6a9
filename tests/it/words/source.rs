//! A simple reader of the sources that shares nothing with the program's own.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::output::level;

/// Words between two places whose words are not known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The words with single spaces.
    pub words: String,
    /// Whether more may stand directly before the first letter.
    pub open_before: bool,
    /// Whether more may stand directly after the last.
    pub open_after: bool,
}

impl Piece {
    /// Whether the words at a place of a text are not only a part of longer words.
    pub fn stands_whole(&self, text: &str, begin: usize, end: usize) -> bool {
        let part = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        (self.open_before || !part(text[..begin].chars().next_back()))
            && (self.open_after || !part(text[end..].chars().next()))
    }
}

/// A paragraph, heading, item, caption or cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The file, for messages.
    pub file: String,
    /// The line that it begins on; 0 where that is not known.
    pub line: usize,
    /// Whether it is the text of a footnote.
    pub footnote: bool,
    /// Its words.
    pub pieces: Vec<Piece>,
}

impl Passage {
    fn new(file: &str, line: usize, text: &str) -> Passage {
        Passage { file: file.to_owned(), line, footnote: false, pieces: pieces(text) }
    }

    /// The same without capital letters.
    pub fn lower(&self) -> Passage {
        let lower = |piece: &Piece| Piece { words: piece.words.to_lowercase(), ..piece.clone() };
        Passage { pieces: self.pieces.iter().map(lower).collect(), ..self.clone() }
    }

    /// Where it is and what it says.
    pub fn shown(&self) -> String {
        let words: Vec<String> = self
            .pieces
            .iter()
            .map(|piece| if piece.open_before { format!("… {}", piece.words) } else { piece.words.clone() })
            .collect();
        format!("{}:{} “{}”", self.file, self.line, words.join(" "))
    }
}

/// The Markdown files below a folder, in the order of their paths; those of other documents are left out.
pub fn markdown_files(folder: &Path) -> Vec<PathBuf> {
    walkdir::WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !entry.path().join("document.yaml").exists())
        .map(|entry| entry.expect("a folder that can be read").into_path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .filter(|path| path.file_name().is_some_and(|name| name != "README.md"))
        .collect()
}

/// The passages of one file.
pub fn prose(content: &Path, file: &Path) -> Vec<Passage> {
    let name = file.strip_prefix(content).unwrap_or(file).to_string_lossy().into_owned();
    let text = std::fs::read_to_string(file).expect("a Markdown file that can be read");
    passages(&name, &text)
}

/// The passages of a text: its title first, then line by line, then who signs it.
pub fn passages(file: &str, text: &str) -> Vec<Passage> {
    let mut lines = text.lines().enumerate().map(|(index, line)| (index + 1, line)).peekable();
    let mut found = Vec::new();
    let mut signature = Vec::new();
    if lines.next_if(|(_, line)| *line == "---").is_some() {
        let front: Vec<&str> = lines.by_ref().map(|(_, line)| line).take_while(|line| *line != "---").collect();
        let front: Value = serde_yaml::from_str(&front.join("\n")).expect("front matter that can be read");
        found.extend(strings(&front, &["title"]).iter().map(|title| Passage::new(file, 1, title)));
        signature.extend(strings(&front, &["signed-by", "name"]));
        signature.extend(strings(&front, &["signed-by", "offices"]));
    }
    let mut open: Option<(usize, bool, String)> = None;
    let mut fenced = false;
    for (number, line) in lines {
        let mut close = |open: &mut Option<(usize, bool, String)>| {
            if let Some((line, footnote, text)) = open.take() {
                found.push(Passage { footnote, ..Passage::new(file, line, &text) });
            }
        };
        let bare = line.trim_start_matches([' ', '>']);
        if bare.starts_with("```") {
            close(&mut open);
            fenced = !fenced;
        } else if fenced {
            close(&mut open);
            open = Some((number, false, bare.replace('*', "\\*")));
        } else if bare.is_empty() || bare.bytes().all(|byte| matches!(byte, b'-' | b'*' | b'_' | b' ')) {
            close(&mut open);
        } else if bare.starts_with('|') {
            close(&mut open);
            if !bare.bytes().all(|byte| matches!(byte, b'|' | b'-' | b':' | b' ')) {
                for cell in bare.trim().trim_matches('|').split('|') {
                    open = Some((number, false, cell.to_owned()));
                    close(&mut open);
                }
            }
        } else if let Some(words) = opening(bare) {
            close(&mut open);
            open = Some((number, footnote_text(bare).is_some(), words.to_owned()));
            if bare.starts_with('#') {
                close(&mut open);
            }
        } else if let Some((_, _, text)) = &mut open {
            text.push('\n');
            text.push_str(bare);
        } else {
            open = Some((number, false, bare.to_owned()));
        }
    }
    if let Some((line, footnote, text)) = open {
        found.push(Passage { footnote, ..Passage::new(file, line, &text) });
    }
    found.extend(signature.iter().map(|words| Passage::new(file, 1, words)));
    found
}

/// The words after a mark that begins a passage of its own.
fn opening(line: &str) -> Option<&str> {
    if line.starts_with('#') {
        return Some(line.trim_start_matches('#'));
    }
    if let Some(caption) = line.strip_prefix("Table:") {
        return Some(caption);
    }
    for bullet in ["- ", "* ", "+ "] {
        if let Some(item) = line.strip_prefix(bullet) {
            return Some(item);
        }
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0
        && let Some(item) = line[digits..].strip_prefix(". ")
    {
        return Some(item);
    }
    footnote_text(line)
}

fn footnote_text(line: &str) -> Option<&str> {
    line.strip_prefix("[^")?.split_once("]:").map(|(_, text)| text)
}

/// The words of a passage without its markup.
fn pieces(text: &str) -> Vec<Piece> {
    const OPEN: char = '\u{1}';
    let mut plain = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        if let Some((_, end)) = rest.strip_prefix("{{").and_then(|inner| inner.split_once("}}")) {
            plain.push(OPEN);
            rest = end;
        } else if let Some((_, end)) = rest.strip_prefix("[^").and_then(|inner| inner.split_once(']')) {
            rest = end;
        } else if rest.starts_with("{#") || rest.starts_with("{row-headers") || rest.starts_with("{decorative") {
            rest = rest.split_once('}').map_or("", |(_, end)| end);
        } else if let Some(inner) = rest.strip_prefix("![") {
            // Of a picture the caption is read; its alternative text is no visible word.
            let (_, target) = inner.split_once("](").unwrap_or_default();
            let (target, end) = target.split_once(')').unwrap_or_default();
            plain.push_str(target.split_once('"').map_or("", |(_, caption)| caption.trim_end_matches('"')));
            rest = end;
        } else if let Some((words, end)) = rest.strip_prefix('[').and_then(|inner| inner.split_once("](")) {
            let (_, end) = end.split_once(')').unwrap_or_default();
            if words.is_empty() {
                plain.push(OPEN);
            }
            plain.push_str(&words.replace("**", ""));
            rest = end;
        } else if c == '\\' {
            let mut kept = after.chars();
            plain.extend(kept.next());
            rest = kept.as_str();
        } else {
            if !matches!(c, '*' | '`' | '<' | '>') {
                plain.push(c);
            }
            rest = after;
        }
    }
    let mut found = Vec::new();
    let count = plain.split(OPEN).count();
    for (index, words) in plain.split(OPEN).enumerate() {
        let spaced = level(words);
        if !spaced.is_empty() {
            found.push(Piece {
                words: spaced,
                open_before: index > 0 && !words.starts_with(char::is_whitespace),
                open_after: index + 1 < count && !words.ends_with(char::is_whitespace),
            });
        }
    }
    found
}

/// What a report asks for, with the title of the item in the minutes.
pub fn minutes(folder: &Path) -> Vec<Passage> {
    const FILE: &str = "document.yaml";
    let value = yaml(folder, FILE);
    let paths: [&[&str]; 3] = [&["head", "subject"], &["recommendation", "lead-in"], &["recommendation", "options"]];
    paths.iter().flat_map(|path| strings(&value, path)).map(|words| written(FILE, &words)).collect()
}

fn yaml(content: &Path, file: &str) -> Value {
    let path = content.join(file);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A file of the data with the records that stand at the date of the newest edition.
fn data(content: &Path, file: &str) -> Value {
    let editions = strings(&yaml(content, "version-control.yaml"), &["*", "effective"]);
    let mut value = yaml(content, file);
    if let Some(date) = editions.iter().max() {
        keep_standing(&mut value, date);
    }
    value
}

/// Takes out the records that begin after a date or have ended before it.
fn keep_standing(value: &mut Value, date: &str) {
    match value {
        Value::Array(all) => {
            let stands = |one: &Value| {
                one["from"].as_str().is_none_or(|from| from <= date)
                    && one["until"].as_str().is_none_or(|until| date <= until)
            };
            all.retain(stands);
            all.iter_mut().for_each(|one| keep_standing(one, date));
        }
        Value::Object(named) => named.values_mut().for_each(|one| keep_standing(one, date)),
        _ => {}
    }
}

/// The strings at a path of keys; `*` stands for each entry of a list.
fn strings(value: &Value, path: &[&str]) -> Vec<String> {
    match (path.split_first(), value) {
        (None, Value::String(words)) => vec![level(words)],
        (None, Value::Array(all)) => all.iter().flat_map(|one| strings(one, &[])).collect(),
        (None, Value::Object(named)) => named.get("name").into_iter().flat_map(|name| strings(name, &[])).collect(),
        (Some((&"*", rest)), Value::Array(all)) => all.iter().flat_map(|one| strings(one, rest)).collect(),
        (Some((key, rest)), Value::Object(named)) => {
            named.get(*key).into_iter().flat_map(|inner| strings(inner, rest)).collect()
        }
        _ => Vec::new(),
    }
}

/// Every list of words in the data that is printed as a list, a table or a diagram.
pub fn data_lists(content: &Path) -> Vec<Vec<Passage>> {
    const LISTS: [(&str, &[&str]); 15] = [
        ("version-control.yaml", &["*", "summary"]),
        ("agreement.yaml", &["contact", "address"]),
        ("agreement.yaml", &["contact", "email"]),
        ("agreement.yaml", &["contact", "telephone"]),
        ("data/priorities.yaml", &["priorities"]),
        ("data/priorities.yaml", &["priorities", "*", "includes"]),
        ("data/priorities.yaml", &["cross-cutting-themes"]),
        ("data/police-and-crime-plan.yaml", &["guiding-principles"]),
        ("data/police-and-crime-plan.yaml", &["chief-constable"]),
        ("data/police-and-crime-plan.yaml", &["commissioner"]),
        ("data/governance.yaml", &["nodes", "*", "name"]),
        ("data/governance.yaml", &["nodes", "*", "text"]),
        ("data/assessments.yaml", &["other-issues"]),
        ("data/morile.yaml", &["issues"]),
        ("data/assessments.yaml", &["issues", "*", "note"]),
    ];
    let mut found: Vec<Vec<Passage>> = Vec::new();
    for (file, path) in LISTS {
        let names = strings(&data(content, file), path);
        // Duties and notes stand beside their names: each is looked for on its own.
        if matches!(path.last(), Some(&"text" | &"note" | &"includes")) {
            found.extend(names.iter().map(|name| vec![written(file, name)]));
        } else {
            found.push(names.iter().map(|name| written(file, name)).collect());
        }
    }
    let versions = yaml(content, "version-control.yaml");
    found.extend(
        strings(&versions, &["*", "changes", "*", "note"])
            .iter()
            .map(|note| vec![written("version-control.yaml", note)]),
    );
    for (file, key) in [("data/plans.yaml", "plans"), ("data/bodies.yaml", "bodies")] {
        let all = data(content, file);
        let printed =
            |entry: &&Value| entry["listed"] != Value::Bool(false) && (key == "plans" || entry.get("roles").is_some());
        let names = all[key].as_array().into_iter().flatten().filter(printed).flat_map(|one| strings(one, &["name"]));
        found.extend(names.map(|name| vec![written(file, &name)]));
    }
    found.push(horizon(content));
    found.push(issues(content));
    found.retain(|list| !list.is_empty());
    found
}

fn written(file: &str, text: &str) -> Passage {
    Passage::new(file, 0, text)
}

/// Sections of horizon scanning in order, each with its lead-ins and items in order.
fn horizon(content: &Path) -> Vec<Passage> {
    const FILE: &str = "data/horizon.yaml";
    let value = data(content, FILE);
    let mut found = Vec::new();
    for section in value["sections"].as_array().into_iter().flatten() {
        found.extend(strings(section, &["heading"]));
        for group in section["groups"].as_array().into_iter().flatten() {
            found.extend(strings(group, &["lead-in"]));
            found.extend(strings(group, &["items"]));
        }
    }
    found.iter().map(|words| written(FILE, words)).collect()
}

/// The issues of the assessments, those of most partnerships first.
fn issues(content: &Path) -> Vec<Passage> {
    const FILE: &str = "data/assessments.yaml";
    let value = data(content, FILE);
    let mut rows: Vec<(u64, String)> = value["issues"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|issue| {
            let marks = issue["marks"].as_object().map_or(0, |marks| marks.len() as u64);
            (issue["count"].as_u64().unwrap_or(marks), strings(issue, &["name"]).concat())
        })
        .collect();
    rows.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    rows.iter().map(|(_, name)| written(FILE, name)).collect()
}

/// The names of the priority diagram: priorities, themes, police priorities.
pub fn diagram_names(content: &Path) -> Vec<Vec<String>> {
    let priorities = data(content, "data/priorities.yaml");
    let plan = data(content, "data/police-and-crime-plan.yaml");
    vec![
        strings(&priorities, &["priorities"]),
        strings(&priorities, &["cross-cutting-themes"]),
        strings(&plan, &["chief-constable"]),
    ]
}
