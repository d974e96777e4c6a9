//! The words of each page, sorted by the mark that they carry in the content stream.

use std::collections::{BTreeMap, HashMap};

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};

use super::{Artifact, Chunk, Place, break_line, new_line};

/// What is painted, by mark.
#[derive(Default)]
pub struct Painted {
    /// Marked content: by the stream it is in (a page or a form) and its number there.
    pub marked: BTreeMap<(ObjectId, i64), Chunk>,
    /// Artifacts by page.
    pub artifacts: BTreeMap<usize, Vec<Artifact>>,
    /// Words without a mark, by page.
    pub unmarked: BTreeMap<usize, Vec<String>>,
}

/// Reads the content streams of every page, with the forms that they use.
pub fn read(file: &Document, pages: &BTreeMap<ObjectId, usize>) -> Painted {
    let mut painted = Painted::default();
    let mut fonts = HashMap::new();
    for (&id, &number) in pages {
        let resources = inherited(file, id, b"Resources").and_then(|object| object.as_dict().ok()).cloned();
        let mut painter = Painter {
            file,
            page: number,
            painted: &mut painted,
            fonts: &mut fonts,
            matrix: IDENTITY,
            marks: Vec::new(),
            fresh: true,
            depth: 0,
        };
        painter.run(id, &file.get_page_content(id), &resources.unwrap_or_default());
    }
    painted
}

fn inherited<'a>(file: &'a Document, page: ObjectId, key: &[u8]) -> Option<&'a Object> {
    let mut dictionary = file.get_dictionary(page).ok()?;
    for _ in 0..64 {
        if let Ok(found) = dictionary.get_deref(key, file) {
            return Some(found);
        }
        dictionary = dictionary.get_deref(b"Parent", file).ok()?.as_dict().ok()?;
    }
    None
}

type Matrix = [f32; 6];
const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

fn times(a: Matrix, b: Matrix) -> Matrix {
    [
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    ]
}

/// How high the base line is, seen along the letters: those of a turned head stand on its side.
fn base_line(placed: Matrix) -> f32 {
    let length = placed[0].hypot(placed[1]);
    if length == 0.0 { placed[5] } else { (placed[0] * placed[5] - placed[1] * placed[4]) / length }
}

fn matrix(operands: &[Object]) -> Matrix {
    let mut out = IDENTITY;
    for (slot, operand) in out.iter_mut().zip(operands) {
        *slot = operand.as_float().unwrap_or(0.0);
    }
    out
}

/// An open `BMC` or `BDC`.
#[derive(Debug, Clone)]
enum Mark {
    Text(ObjectId, i64),
    Artifact(Option<String>),
    /// Words in place of those inside; taken once, by the first that would be shown.
    Instead(Option<String>),
    Other,
}

struct Painter<'a, 'b> {
    file: &'a Document,
    page: usize,
    painted: &'b mut Painted,
    fonts: &'b mut HashMap<ObjectId, Option<lopdf::Encoding<'a>>>,
    matrix: Matrix,
    marks: Vec<Mark>,
    /// Whether a text object has begun since words were last shown.
    fresh: bool,
    depth: usize,
}

impl<'a> Painter<'a, '_> {
    fn run(&mut self, stream: ObjectId, content: &[u8], resources: &Dictionary) {
        let operations = Content::decode(content).expect("a content stream can be parsed").operations;
        let outer_marks = self.marks.len();
        let mut saved = Vec::new();
        let (mut text, mut line) = (IDENTITY, IDENTITY);
        let (mut font, mut size, mut leading) = (None, 0.0, 0.0);
        for Operation { operator, operands } in &operations {
            let number = |index: usize| operands.get(index).and_then(|o| o.as_float().ok()).unwrap_or(0.0);
            match operator.as_str() {
                "q" => saved.push((self.matrix, font, size, leading)),
                "Q" => {
                    if let Some(state) = saved.pop() {
                        (self.matrix, font, size, leading) = state;
                    }
                }
                "cm" => self.matrix = times(matrix(operands), self.matrix),
                "BT" => {
                    (text, line) = (IDENTITY, IDENTITY);
                    self.fresh = true;
                }
                "Tf" => {
                    font = operands.first().and_then(|name| self.font(resources, name.as_name().ok()?));
                    size = number(1);
                }
                "TL" => leading = number(0),
                "Tm" => {
                    line = matrix(operands);
                    text = line;
                }
                "Td" | "TD" | "T*" | "'" | "\"" => {
                    if operator == "TD" {
                        leading = -number(1);
                    }
                    let step = if operator.starts_with("T") && operator != "T*" {
                        [1.0, 0.0, 0.0, 1.0, number(0), number(1)]
                    } else {
                        [1.0, 0.0, 0.0, 1.0, 0.0, -leading]
                    };
                    line = times(step, line);
                    text = line;
                    if matches!(operator.as_str(), "'" | "\"") {
                        self.show(font, size, text, operands.last());
                    }
                }
                "Tj" => self.show(font, size, text, operands.first()),
                "TJ" => {
                    for piece in operands.first().and_then(|o| o.as_array().ok()).into_iter().flatten() {
                        self.show(font, size, text, Some(piece));
                    }
                }
                "BMC" | "BDC" => {
                    let mark = self.mark(stream, operands, resources);
                    self.marks.push(mark);
                }
                "EMC" => self.marks.truncate(outer_marks.max(self.marks.len().saturating_sub(1))),
                "Do" => self.form(stream, operands, resources),
                _ => {}
            }
        }
        self.marks.truncate(outer_marks);
    }

    fn mark(&self, stream: ObjectId, operands: &[Object], resources: &Dictionary) -> Mark {
        let properties = match operands.get(1) {
            Some(Object::Dictionary(inline)) => Some(inline),
            Some(Object::Name(name)) => self
                .file
                .get_dict_in_dict(resources, b"Properties")
                .ok()
                .and_then(|all| all.get_deref(name, self.file).ok()?.as_dict().ok()),
            _ => None,
        };
        let tag = operands.first().and_then(|tag| tag.as_name().ok()).unwrap_or_default();
        if tag == b"Artifact" {
            let kind =
                properties.and_then(|all| all.get(b"Subtype").or_else(|_| all.get(b"Type")).ok()?.as_name().ok());
            return Mark::Artifact(kind.map(|name| String::from_utf8_lossy(name).into_owned()));
        }
        if let Some(id) = properties.and_then(|all| all.get(b"MCID").ok()?.as_i64().ok()) {
            return Mark::Text(stream, id);
        }
        match properties.and_then(|all| lopdf::decode_text_string(all.get(b"ActualText").ok()?).ok()) {
            Some(words) => Mark::Instead(Some(words)),
            None => Mark::Other,
        }
    }

    fn font(&mut self, resources: &Dictionary, name: &[u8]) -> Option<ObjectId> {
        let id = self.file.get_dict_in_dict(resources, b"Font").ok()?.get(name).ok()?.as_reference().ok()?;
        let file = self.file;
        self.fonts.entry(id).or_insert_with(|| file.get_dictionary(id).ok()?.get_font_encoding(file).ok());
        Some(id)
    }

    fn form(&mut self, stream: ObjectId, operands: &[Object], resources: &Dictionary) {
        let found = operands.first().and_then(|name| {
            let name = name.as_name().ok()?;
            let id = self.file.get_dict_in_dict(resources, b"XObject").ok()?.get(name).ok()?.as_reference().ok()?;
            Some((id, self.file.get_object(id).ok()?.as_stream().ok()?))
        });
        let Some((id, form)) = found else { return };
        let is_form = form.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Form");
        if !is_form || self.depth > 16 {
            return;
        }
        let own = form.dict.get_deref(b"Resources", self.file).ok().and_then(|object| object.as_dict().ok());
        let before = self.matrix;
        if let Ok(placed) = form.dict.get_deref(b"Matrix", self.file).and_then(Object::as_array) {
            self.matrix = times(matrix(placed), self.matrix);
        }
        // Marks of a form with structure of its own are numbered in it, all others on the page.
        let numbered_in = if form.dict.has(b"StructParents") { id } else { stream };
        self.depth += 1;
        let content = form.get_plain_content().expect("a form can be decompressed");
        self.run(numbered_in, &content, own.unwrap_or(resources));
        self.depth -= 1;
        self.matrix = before;
    }

    fn show(&mut self, font: Option<ObjectId>, size: f32, text: Matrix, string: Option<&Object>) {
        let Some(Object::String(bytes, _)) = string else { return };
        let encoding = font.and_then(|id| self.fonts.get(&id)?.as_ref());
        let mut words = match encoding {
            Some(encoding) => encoding.bytes_to_string(bytes).unwrap_or_else(|_| "\u{fffd}".to_owned()),
            None => "\u{fffd}".to_owned(),
        };
        if let Some(instead) = self.marks.iter_mut().rev().find_map(|mark| match mark {
            Mark::Instead(words) => Some(words),
            Mark::Text(..) | Mark::Artifact(_) | Mark::Other => None,
        }) {
            words = instead.take().unwrap_or_default();
        }
        let placed = times(text, self.matrix);
        let size = (size * placed[0].hypot(placed[1])).abs();
        let line = base_line(placed);
        let at = Place { first: line, last: line, size };
        let owner = self.marks.iter().rev().find(|mark| matches!(mark, Mark::Text(..) | Mark::Artifact(_)));
        match owner {
            Some(&Mark::Text(stream, id)) => {
                let chunk = self.painted.marked.entry((stream, id)).or_default();
                chunk.page = self.page;
                if let Some(place) = &mut chunk.place {
                    if new_line(place.last, at.first, size) {
                        break_line(&mut chunk.words);
                    }
                    place.last = at.last;
                } else {
                    chunk.place = Some(at);
                }
                chunk.words.push_str(&words);
            }
            Some(Mark::Artifact(kind)) => {
                let artifacts = self.painted.artifacts.entry(self.page).or_default();
                match artifacts.last_mut() {
                    Some(last) if last.kind == *kind => {
                        if self.fresh {
                            last.words.push(' ');
                        }
                        last.words.push_str(&words);
                    }
                    _ => artifacts.push(Artifact { kind: kind.clone(), words }),
                }
            }
            Some(Mark::Instead(_) | Mark::Other) | None => {
                if !words.trim().is_empty() {
                    self.painted.unmarked.entry(self.page).or_default().push(words);
                }
            }
        }
        self.fresh = false;
    }
}
