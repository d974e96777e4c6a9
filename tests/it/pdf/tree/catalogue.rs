//! The facts of the file as a whole: language, title, pages, bookmarks and destinations.

use std::collections::{BTreeMap, HashSet};

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::{Destination, Page, Pdf};

/// A bookmark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its words.
    pub title: String,
    /// Where it leads.
    pub destination: Destination,
    /// Those below it.
    pub entries: Vec<Entry>,
}

impl Entry {
    /// The bookmarks and all below them, in order, with their level counted from 1.
    pub fn flat(entries: &[Entry]) -> Vec<(usize, &Entry)> {
        fn collect<'a>(entries: &'a [Entry], level: usize, found: &mut Vec<(usize, &'a Entry)>) {
            for entry in entries {
                found.push((level, entry));
                collect(&entry.entries, level + 1, found);
            }
        }
        let mut found = Vec::new();
        collect(entries, 1, &mut found);
        found
    }
}

/// The pages with their numbers, counted from 1.
pub fn page_numbers(file: &Document) -> BTreeMap<ObjectId, usize> {
    file.page_iter().enumerate().map(|(index, id)| (id, index + 1)).collect()
}

/// Reads the catalogue.
pub fn read(file: &Document, pages: &BTreeMap<ObjectId, usize>, pdf: &mut Pdf) {
    let catalogue = file.catalog().expect("the PDF has a catalogue");
    let flag = |dictionary: &[u8], key: &[u8]| {
        file.get_dict_in_dict(catalogue, dictionary)
            .ok()
            .and_then(|all| all.get_deref(key, file).ok()?.as_bool().ok())
            .unwrap_or_default()
    };
    pdf.language = string(file, catalogue, b"Lang");
    pdf.marked = flag(b"MarkInfo", b"Marked");
    pdf.shows_title = flag(b"ViewerPreferences", b"DisplayDocTitle");
    pdf.title = xmp_title(file, catalogue);
    if let Ok(outlines) = file.get_dict_in_dict(catalogue, b"Outlines") {
        pdf.outline = entries(file, pages, outlines, &mut HashSet::new());
    }
    let labels = page_labels(file, catalogue, pages.len());
    pdf.pages = labels.into_iter().map(|label| Page { label, ..Page::default() }).collect();
}

/// A string of a dictionary as text.
pub fn string(file: &Document, dictionary: &Dictionary, key: &[u8]) -> Option<String> {
    lopdf::decode_text_string(dictionary.get_deref(key, file).ok()?).ok()
}

fn xmp_title(file: &Document, catalogue: &Dictionary) -> Option<String> {
    let stream = catalogue.get_deref(b"Metadata", file).ok()?.as_stream().ok()?;
    let xmp = String::from_utf8(stream.get_plain_content().ok()?).ok()?;
    let (_, rest) = xmp.split_once("<dc:title>")?;
    let (title, _) = rest.split_once("</dc:title>")?;
    let (_, item) = title.split_once("<rdf:li")?;
    let (_, text) = item.split_once('>')?;
    let (text, _) = text.split_once("</rdf:li>")?;
    Some(text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&"))
}

fn entries(
    file: &Document,
    pages: &BTreeMap<ObjectId, usize>,
    parent: &Dictionary,
    seen: &mut HashSet<ObjectId>,
) -> Vec<Entry> {
    let mut found = Vec::new();
    let mut next = parent.get(b"First").and_then(Object::as_reference).ok();
    while let Some(id) = next {
        assert!(seen.insert(id), "the bookmarks run in a circle at {id:?}");
        let Ok(item) = file.get_dictionary(id) else { break };
        found.push(Entry {
            title: string(file, item, b"Title").unwrap_or_default(),
            destination: destination(file, pages, item)
                .unwrap_or_else(|| Destination::Missing("no destination".to_owned())),
            entries: entries(file, pages, item, seen),
        });
        next = item.get(b"Next").and_then(Object::as_reference).ok();
    }
    found
}

/// Where a link annotation or a bookmark leads, if it says so.
pub fn destination(file: &Document, pages: &BTreeMap<ObjectId, usize>, from: &Dictionary) -> Option<Destination> {
    if let Ok(place) = from.get_deref(b"Dest", file) {
        return Some(place_of(file, pages, place));
    }
    let action = from.get_deref(b"A", file).ok()?.as_dict().ok()?;
    match action.get(b"S").and_then(Object::as_name).unwrap_or_default() {
        b"URI" => Some(Destination::Address(string(file, action, b"URI").unwrap_or_default())),
        b"GoTo" => Some(place_of(file, pages, action.get_deref(b"D", file).ok()?)),
        other => Some(Destination::Missing(format!("action {}", String::from_utf8_lossy(other)))),
    }
}

fn place_of(file: &Document, pages: &BTreeMap<ObjectId, usize>, place: &Object) -> Destination {
    let named = match place {
        Object::String(name, _) | Object::Name(name) => match named_destination(file, name) {
            Some(found) => found,
            None => return Destination::Missing(String::from_utf8_lossy(name).into_owned()),
        },
        other => other,
    };
    let array = match named {
        Object::Dictionary(dictionary) => dictionary.get_deref(b"D", file).ok().and_then(|d| d.as_array().ok()),
        other => other.as_array().ok(),
    };
    let page = array.and_then(|array| array.first()?.as_reference().ok()).and_then(|id| pages.get(&id));
    page.map_or_else(|| Destination::Missing("a page that is not there".to_owned()), |page| Destination::Page(*page))
}

fn named_destination<'a>(file: &'a Document, name: &[u8]) -> Option<&'a Object> {
    let catalogue = file.catalog().ok()?;
    let root = file.get_dict_in_dict(catalogue, b"Names").and_then(|names| file.get_dict_in_dict(names, b"Dests"));
    leaves(file, root.ok()?, b"Names", 0)
        .into_iter()
        .find(|(key, _)| matches!(key, Object::String(text, _) if text == name))
        .and_then(|(_, value)| file.dereference(value).ok())
        .map(|(_, object)| object)
}

/// The pairs of a name tree or number tree, in order.
fn leaves<'a>(file: &'a Document, node: &'a Dictionary, key: &[u8], depth: usize) -> Vec<(&'a Object, &'a Object)> {
    let mut found = Vec::new();
    if let Ok(pairs) = node.get_deref(key, file).and_then(Object::as_array) {
        found.extend(pairs.chunks_exact(2).map(|pair| (&pair[0], &pair[1])));
    }
    if let Ok(kids) = node.get_deref(b"Kids", file).and_then(Object::as_array)
        && depth < 32
    {
        for kid in kids {
            if let Ok((_, Object::Dictionary(kid))) = file.dereference(kid) {
                found.extend(leaves(file, kid, key, depth + 1));
            }
        }
    }
    found
}

fn page_labels(file: &Document, catalogue: &Dictionary, count: usize) -> Vec<String> {
    let ranges = match file.get_dict_in_dict(catalogue, b"PageLabels") {
        Ok(tree) => leaves(file, tree, b"Nums", 0),
        Err(_) => Vec::new(),
    };
    let mut labels: Vec<String> = (1..=count).map(|number| number.to_string()).collect();
    for (start, range) in ranges {
        let Ok((_, Object::Dictionary(range))) = file.dereference(range) else { continue };
        let from = start.as_i64().ok().and_then(|start| usize::try_from(start).ok()).unwrap_or(usize::MAX);
        let first = range.get(b"St").and_then(Object::as_i64).unwrap_or(1);
        let prefix = string(file, range, b"P").unwrap_or_default();
        let numbered = range.has(b"S");
        for (offset, label) in labels.iter_mut().skip(from).enumerate() {
            let number = first + i64::try_from(offset).unwrap_or_default();
            *label = if numbered { format!("{prefix}{number}") } else { prefix.clone() };
        }
    }
    labels
}
