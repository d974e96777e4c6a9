//! The elements of the structure tree, with the words that belong to each.

use std::collections::{BTreeMap, HashSet};

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::catalogue::{destination, string};
use super::text::Painted;
use super::{Annotation, Chunk, Destination, Kid, Node};

/// Reads the tree; the words that an element holds are taken out of `painted`.
pub fn read(file: &Document, pages: &BTreeMap<ObjectId, usize>, painted: &mut Painted) -> Vec<Kid> {
    let Some(root) = file.catalog().ok().and_then(|all| all.get_deref(b"StructTreeRoot", file).ok()?.as_dict().ok())
    else {
        return Vec::new();
    };
    let roles = root.get_deref(b"RoleMap", file).and_then(Object::as_dict).ok();
    let mut reader = Reader { file, pages, painted, roles, seen: HashSet::new() };
    let mut kids = Vec::new();
    if let Ok(kid) = root.get(b"K") {
        reader.kids(kid, None, &mut kids);
    }
    kids
}

struct Reader<'a, 'b> {
    file: &'a Document,
    pages: &'b BTreeMap<ObjectId, usize>,
    painted: &'b mut Painted,
    roles: Option<&'a Dictionary>,
    seen: HashSet<ObjectId>,
}

impl<'a> Reader<'a, '_> {
    fn kids(&mut self, object: &'a Object, page: Option<ObjectId>, out: &mut Vec<Kid>) {
        let object = match object {
            Object::Reference(id) => {
                let Ok(found) = self.file.get_object(*id) else { return };
                let is_element = found.as_dict().is_ok_and(|dictionary| dictionary.has(b"S"));
                assert!(!is_element || self.seen.insert(*id), "the element {id:?} stands twice in the tree");
                found
            }
            direct => direct,
        };
        match object {
            Object::Array(kids) => kids.iter().for_each(|kid| self.kids(kid, page, out)),
            Object::Integer(id) => out.extend(page.map(|page| self.words(page, *id))),
            Object::Dictionary(dictionary) => {
                let page = dictionary.get(b"Pg").and_then(Object::as_reference).ok().or(page);
                match dictionary.get_type().unwrap_or_default() {
                    b"MCR" => {
                        let stream = dictionary.get(b"Stm").and_then(Object::as_reference).ok().or(page);
                        let id = dictionary.get(b"MCID").and_then(Object::as_i64).ok();
                        if let (Some(stream), Some(id)) = (stream, id) {
                            out.push(self.words(stream, id));
                        }
                    }
                    b"OBJR" => out.extend(self.annotation(dictionary, page).map(Kid::Annotation)),
                    _ => out.push(Kid::Node(self.node(dictionary, page))),
                }
            }
            _ => {}
        }
    }

    fn words(&mut self, stream: ObjectId, id: i64) -> Kid {
        let chunk = self.painted.marked.remove(&(stream, id)).unwrap_or_else(|| Chunk {
            page: self.pages.get(&stream).copied().unwrap_or_default(),
            ..Chunk::default()
        });
        Kid::Text(chunk)
    }

    fn annotation(&self, reference: &'a Dictionary, page: Option<ObjectId>) -> Option<Annotation> {
        let annotation = reference.get_deref(b"Obj", self.file).ok()?.as_dict().ok()?;
        let kind = annotation.get(b"Subtype").and_then(Object::as_name).unwrap_or_default();
        Some(Annotation {
            kind: String::from_utf8_lossy(kind).into_owned(),
            page: page.and_then(|page| self.pages.get(&page).copied()).unwrap_or_default(),
            contents: string(self.file, annotation, b"Contents").unwrap_or_default(),
            destination: destination(self.file, self.pages, annotation)
                .unwrap_or_else(|| Destination::Missing("no destination".to_owned())),
        })
    }

    fn node(&mut self, dictionary: &'a Dictionary, page: Option<ObjectId>) -> Node {
        let mut role = dictionary.get(b"S").and_then(Object::as_name).unwrap_or_default();
        for _ in 0..8 {
            match self.roles.and_then(|roles| roles.get(role).ok()?.as_name().ok()) {
                Some(standard) => role = standard,
                None => break,
            }
        }
        let mut node = Node {
            role: String::from_utf8_lossy(role).into_owned(),
            attributes: BTreeMap::new(),
            id: string(self.file, dictionary, b"ID"),
            language: string(self.file, dictionary, b"Lang"),
            alternative: string(self.file, dictionary, b"Alt"),
            actual: string(self.file, dictionary, b"ActualText"),
            expansion: string(self.file, dictionary, b"E"),
            page: page.and_then(|page| self.pages.get(&page).copied()),
            kids: Vec::new(),
        };
        if let Ok(attributes) = dictionary.get_deref(b"A", self.file) {
            self.attributes(attributes, &mut node.attributes);
        }
        if let Ok(kids) = dictionary.get(b"K") {
            self.kids(kids, page, &mut node.kids);
        }
        if node.page.is_none() {
            node.page = node.kids.iter().find_map(|kid| match kid {
                Kid::Node(inner) => inner.page,
                Kid::Text(chunk) => Some(chunk.page),
                Kid::Annotation(annotation) => Some(annotation.page),
            });
        }
        node
    }

    fn attributes(&self, object: &Object, out: &mut BTreeMap<String, String>) {
        match object {
            Object::Reference(id) => {
                if let Ok(found) = self.file.get_object(*id) {
                    self.attributes(found, out);
                }
            }
            Object::Array(all) => all.iter().for_each(|one| self.attributes(one, out)),
            Object::Dictionary(dictionary) => {
                for (name, value) in dictionary.iter().filter(|(name, _)| name.as_slice() != b"O") {
                    out.insert(String::from_utf8_lossy(name).into_owned(), self.value(value));
                }
            }
            _ => {}
        }
    }

    fn value(&self, object: &Object) -> String {
        match object {
            Object::Reference(id) => self.file.get_object(*id).map(|found| self.value(found)).unwrap_or_default(),
            Object::Name(name) => String::from_utf8_lossy(name).into_owned(),
            Object::String(..) => lopdf::decode_text_string(object).unwrap_or_default(),
            Object::Integer(number) => number.to_string(),
            Object::Real(number) => number.to_string(),
            Object::Array(all) => all.iter().map(|one| self.value(one)).collect::<Vec<_>>().join(" "),
            other => format!("{other:?}"),
        }
    }
}
