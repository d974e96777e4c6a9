//! The tree as indented lines, as a screen reader would go through it.

use std::fmt::Write;

use super::{Annotation, Destination, Kid, Node, Pdf};

/// The attributes that say something to a reader; where things stand is left out.
const SPOKEN: [&str; 6] = ["Scope", "ColSpan", "RowSpan", "Headers", "ListNumbering", "Summary"];

impl Pdf {
    /// The whole tree.
    pub fn print(&self) -> String {
        let mut out = String::new();
        for kid in &self.tree {
            print_kid(kid, 0, &mut out);
        }
        out
    }

    /// The headings, each with its level.
    pub fn print_headings(&self) -> String {
        let mut out = String::new();
        for (level, heading) in self.headings() {
            let _ = writeln!(out, "{}H{level} {}", "  ".repeat(level - 1), heading.words());
        }
        out
    }
}

impl Node {
    fn write(&self, depth: usize, out: &mut String) {
        let _ = write!(out, "{}{}", "  ".repeat(depth), self.role);
        let spoken: Vec<String> = SPOKEN
            .iter()
            .filter_map(|name| Some((name, self.attributes.get(*name)?)))
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| match *name {
                "Scope" => value.clone(),
                other => format!("{other}={value}"),
            })
            .collect();
        if !spoken.is_empty() {
            let _ = write!(out, "[{}]", spoken.join(", "));
        }
        for (name, value) in [
            ("id", &self.id),
            ("lang", &self.language),
            ("alt", &self.alternative),
            ("actual", &self.actual),
            ("expansion", &self.expansion),
        ] {
            if let Some(value) = value {
                let _ = write!(out, " {name}='{value}'");
            }
        }
        let flat = self.kids.iter().all(|kid| matches!(kid, Kid::Text(_) | Kid::Annotation(_)));
        if flat {
            let words = self.words_inside();
            if !words.is_empty() {
                let _ = write!(out, " '{words}'");
            }
            for annotation in self.annotations() {
                let _ = write!(out, " {}", shown(annotation));
            }
            out.push('\n');
            return;
        }
        out.push('\n');
        let mut run = Node { role: "Span".to_owned(), ..Node::default() };
        for kid in &self.kids {
            if let Kid::Text(_) = kid {
                run.kids.push(kid.clone());
                continue;
            }
            print_run(&mut run, depth + 1, out);
            print_kid(kid, depth + 1, out);
        }
        print_run(&mut run, depth + 1, out);
    }

    fn words_inside(&self) -> String {
        let inside = Node { alternative: None, actual: None, ..self.clone() };
        inside.words()
    }
}

fn print_run(run: &mut Node, depth: usize, out: &mut String) {
    let words = run.words();
    if !words.is_empty() {
        let _ = writeln!(out, "{}'{words}'", "  ".repeat(depth));
    }
    run.kids.clear();
}

fn print_kid(kid: &Kid, depth: usize, out: &mut String) {
    match kid {
        Kid::Node(node) => node.write(depth, out),
        Kid::Text(chunk) => {
            let _ = writeln!(out, "{}'{}'", "  ".repeat(depth), chunk.words);
        }
        Kid::Annotation(annotation) => {
            let _ = writeln!(out, "{}{}", "  ".repeat(depth), shown(annotation));
        }
    }
}

fn shown(annotation: &Annotation) -> String {
    format!("{} (says '{}')", annotation.destination, annotation.contents)
}

impl std::fmt::Display for Destination {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Destination::Address(address) => write!(f, "→ {address}"),
            Destination::Page(page) => write!(f, "→ p. {page}"),
            Destination::Missing(name) => write!(f, "→ nowhere ({name})"),
        }
    }
}
