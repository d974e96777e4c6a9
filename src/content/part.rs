//! A chapter, an appendix or another part in prose: its front matter and its text.

use crate::compose::prose::Numbering;
use crate::compose::{Composer, Setting, in_columns};
use crate::diagnostic::Diagnostic;
use crate::document::{Block, BlockKind, Part, Role};
use crate::id::{is_id, slug};
use crate::parse::fields::{Fields, Findings};
use crate::parse::markdown;
use crate::parse::prose::Prose;
use crate::parse::yaml::{self, Node, Text, Value};
use crate::source::{FileId, Files, MAX_TEXT_BYTES, Span, Spanned};

/// Who signs a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// The name, where it is to be published.
    pub name: Option<Text>,
    /// The offices held.
    pub offices: Vec<Text>,
    /// Where the entry stands.
    pub span: Span,
}

/// A part as its author wrote it.
#[derive(Debug, Clone, PartialEq)]
pub struct PartSource {
    /// The file.
    pub file: FileId,
    /// The stable id, from the name of the file.
    pub id: String,
    /// What it is in the order of the document.
    pub role: Role,
    /// The number of a chapter or the letter of an appendix.
    pub number: Option<String>,
    /// What is printed after the number, such as `.0`.
    pub number_ending: &'static str,
    /// The title.
    pub title: Text,
    /// A shorter title.
    pub short_title: Option<Text>,
    /// Whether its paragraphs are numbered.
    pub numbered: bool,
    /// How many columns its text is set in.
    pub columns: u8,
    /// Who signs it.
    pub signature: Option<Signature>,
    /// Who looks after it, for colleagues.
    pub owner: Option<Text>,
    /// The checks whose findings are in order here, by their codes, each with the reason.
    pub allow: Vec<(Spanned<String>, Text)>,
    /// The text.
    pub prose: Prose,
    /// The front matter as a tree, for checks of its words.
    pub front_matter: Node,
}

impl PartSource {
    /// Reads a part; `None` if it is not text. A title that is missing is told, and blank.
    pub fn read(
        files: &Files,
        file: FileId,
        id: &str,
        role: Role,
        number: Option<String>,
        findings: &mut Findings,
    ) -> Option<PartSource> {
        let text = read_text(files, file, findings)?;
        let (front, body) = markdown::split_front_matter(text);
        let (prose, mut found) = markdown::parse(text, body, file);
        let may_be_numbered = matches!(role, Role::Chapter | Role::Section) && number.is_some();
        let blank = |front_matter: Node, prose: Prose| PartSource {
            file,
            id: id.to_owned(),
            role,
            number: number.clone(),
            number_ending: "",
            title: Text::blank(Span::whole(file)),
            short_title: None,
            numbered: may_be_numbered,
            columns: 1,
            signature: None,
            owner: None,
            allow: Vec::new(),
            prose,
            front_matter,
        };
        let nothing = || Node { span: Span::whole(file), value: Value::Empty };
        if let Some(open) = found.iter().position(|finding| finding.code == "open-front-matter") {
            // Nobody knows where the text would begin, so nothing is said of it.
            findings.push(found.swap_remove(open));
            return Some(blank(nothing(), Prose::default()));
        }
        let Some(front) = front else {
            let title = found.iter().position(|finding| finding.code == "title-in-body");
            let title = title.filter(|at| {
                text[..found[*at].primary.span.start].trim_matches(['\u{feff}', ' ', '\n', '\r']).is_empty()
            });
            let span = title.map_or(Span::whole(file), |at| found.swap_remove(at).primary.span);
            findings.append(&mut found);
            let help = if text.trim_start_matches(['\u{feff}', ' ', '\n', '\r']).starts_with("---") {
                "delete what stands before the first line of `---`, empty lines too"
            } else {
                "begin it with three lines: `---`, then `title:` with the title, then `---`"
            };
            findings.push(
                Diagnostic::error("missing-front-matter", span, "this file does not begin with its front matter")
                    .help(help),
            );
            return Some(blank(nothing(), prose));
        };
        let is_empty = prose.blocks.is_empty() && found.is_empty();
        findings.append(&mut found);
        let (node, mut found) = yaml::parse(&text[front.clone()], file, front.start);
        findings.append(&mut found);
        let Some(front_matter) = node else { return Some(blank(nothing(), prose)) };
        let empty = Node { span: Span::new(file, front.start, front.start), value: Value::Map(Vec::new()) };
        let of = if front_matter.value == Value::Empty { &empty } else { &front_matter };
        let Some(mut fields) = Fields::of(of, "the front matter", findings) else {
            return Some(blank(front_matter, prose));
        };
        let title = fields.required_text("title", findings);
        let short_title = fields.text("short-title", findings);
        let numbered = fields.choice("paragraphs", &[("numbered", true), ("plain", false)], findings);
        let columns = fields.choice("columns", &[("1", 1), ("2", 2)], findings);
        let signature = fields.node("signed-by").and_then(|node| Signature::read(node, findings));
        let owner = fields.text("owner", findings);
        let allow = fields.pairs("allow", findings);
        fields.finish(findings);
        let numbered = match numbered {
            Some(wanted) if wanted.value && !may_be_numbered => {
                findings.push(
                    Diagnostic::error("unknown-word", wanted.span, "only chapters can have numbered paragraphs")
                        .help("delete this line"),
                );
                false
            }
            Some(wanted) => wanted.value,
            None => may_be_numbered,
        };
        let columns = columns.map_or(1, |columns| columns.value);
        if let Some(title) = title.as_ref().filter(|_| is_empty) {
            findings.push(
                Diagnostic::error("nothing-to-show", title.span, "this part has a title and no text")
                    .help("write its text below the second line of `---`, or take the file away"),
            );
        }
        Some(PartSource {
            file,
            id: id.to_owned(),
            role,
            number,
            number_ending: "",
            title: title.unwrap_or_else(|| Text::blank(Span::whole(file))),
            short_title,
            numbered,
            columns,
            signature,
            owner,
            allow,
            prose,
            front_matter,
        })
    }

    /// The part without its blocks.
    pub fn outline(&self, composer: &mut Composer<'_>) -> Part {
        Part {
            id: self.id.clone(),
            role: self.role,
            number: self.number.as_ref().map(|number| format!("{number}{}", self.number_ending)),
            title: composer.text(&self.title, Setting::Heading),
            short_title: self.short_title.as_ref().map(|title| composer.text(title, Setting::Heading)),
            numbered: self.numbered,
            blocks: Vec::new(),
            origin: self.title.span,
        }
    }

    /// The blocks of the part.
    pub fn compose(&self, composer: &mut Composer<'_>) -> Vec<Block> {
        composer.begin_part(&self.id);
        let numbering = match (&self.number, self.numbered) {
            (Some(number), true) => Numbering::Chapter(number.clone()),
            _ => Numbering::Plain,
        };
        let mut blocks = composer.prose(&self.prose, &numbering);
        if self.columns == 2 {
            blocks = in_columns(composer, blocks);
        }
        if let Some(signature) = &self.signature {
            let kind = BlockKind::Signature {
                name: signature.name.as_ref().map(|name| name.words.clone()),
                offices: signature.offices.iter().map(|office| composer.text(office, Setting::Heading)).collect(),
            };
            blocks.push(composer.plain(kind, signature.span));
        }
        blocks
    }
}

impl Signature {
    fn read(node: &Node, findings: &mut Findings) -> Option<Signature> {
        let mut fields = Fields::of(node, "the signature", findings)?;
        let name = fields.text("name", findings);
        fields.required("offices", findings);
        let offices = fields.texts("offices", findings);
        let span = fields.span;
        fields.finish(findings);
        Some(Signature { name, offices, span })
    }
}

/// The text of a file, or a finding.
pub fn read_text<'a>(files: &'a Files, file: FileId, findings: &mut Findings) -> Option<&'a str> {
    let size = files.bytes(file).len();
    if size > MAX_TEXT_BYTES {
        let message = format!("this file is larger than {} MB", MAX_TEXT_BYTES >> 20);
        findings
            .push(Diagnostic::error("file-too-large", Span::whole(file), message).help("split it into several files"));
        return None;
    }
    let bytes = files.bytes(file);
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) || bytes.get(1) == Some(&0) {
        findings.push(
            Diagnostic::error("not-utf-8", Span::whole(file), "this file is saved as UTF-16, and it must be UTF-8")
                .help("open it in a text editor and save it with the encoding UTF-8"),
        );
        return None;
    }
    match files.text(file) {
        Ok(text) => Some(text),
        Err(at) => {
            findings.push(
                Diagnostic::error(
                    "not-utf-8",
                    Span::new(file, at, at + 1),
                    "this character is not in UTF-8, as the whole file must be",
                )
                .help("open it in a text editor and save it with the encoding UTF-8"),
            );
            None
        }
    }
}

/// Where a file of a numbered shelf stands, or what is wrong with its name.
///
/// `01-introduction.md` is chapter 1 with the id `introduction`; `a-…` is appendix A.
pub fn place(name: &str, role: Role, index: usize) -> Result<(String, String), (String, String)> {
    let stem = name.strip_suffix(".md").unwrap_or(name);
    let (wanted, number) = match role {
        Role::Appendix => {
            let letter =
                u8::try_from(index).ok().filter(|index| *index < 26).map_or('?', |index| char::from(b'a' + index));
            (letter.to_string(), letter.to_uppercase().to_string())
        }
        Role::Chapter | Role::Section | Role::Contents | Role::Front | Role::Back => {
            (format!("{:02}", index + 1), (index + 1).to_string())
        }
    };
    let (prefix, id) =
        stem.split_once(['-', ' ', '_', '.']).filter(|(prefix, _)| is_prefix(prefix)).unwrap_or(("", stem));
    let same = match role {
        Role::Appendix => prefix == wanted,
        Role::Chapter | Role::Section | Role::Contents | Role::Front | Role::Back => {
            prefix.len() <= 3 && prefix.bytes().all(|byte| byte.is_ascii_digit()) && prefix.parse() == Ok(index + 1)
        }
    };
    if same && is_id(id) && stem.get(prefix.len()..).is_some_and(|rest| rest.starts_with('-')) {
        return Ok((number, id.to_owned()));
    }
    let id = if is_id(id) { id.to_owned() } else { slug(id) };
    let id = if id.is_empty() { "title".to_owned() } else { id };
    Err((format!("{wanted}-{id}.md"), number))
}

/// Whether the beginning of a file name is meant as a number or a letter.
fn is_prefix(text: &str) -> bool {
    let digits = text.len() <= 3 && text.bytes().all(|byte| byte.is_ascii_digit());
    !text.is_empty() && (digits || text.len() == 1 && text.bytes().all(|byte| byte.is_ascii_alphabetic()))
}

#[cfg(test)]
mod tests {
    use super::place;
    use crate::document::Role;

    #[test]
    fn a_file_name_gives_number_and_id() {
        assert_eq!(place("03-key-changes.md", Role::Chapter, 2), Ok(("3".into(), "key-changes".into())));
        assert_eq!(place("b-morile.md", Role::Appendix, 1), Ok(("B".into(), "morile".into())));
    }

    #[test]
    fn a_file_out_of_place_is_told_its_right_name() {
        assert_eq!(place("05-leads.md", Role::Chapter, 3), Err(("04-leads.md".into(), "4".into())));
        assert_eq!(place("Leads.md", Role::Appendix, 0), Err(("a-leads.md".into(), "A".into())));
        assert_eq!(place("how-we-work.md", Role::Chapter, 1), Err(("02-how-we-work.md".into(), "2".into())));
        assert_eq!(place("02 how we work.md", Role::Chapter, 1), Err(("02-how-we-work.md".into(), "2".into())));
    }
}
