//! The hands that change a parsed PDF: elements, their kids and attributes, annotations and marks.

use lopdf::content::Operation;
use lopdf::{Dictionary, Document, Object, ObjectId};

/// The elements of the structure tree in order.
pub fn elements(file: &Document) -> Vec<ObjectId> {
    fn collect(file: &Document, kids: &Object, found: &mut Vec<ObjectId>) {
        match kids {
            Object::Array(all) => all.iter().for_each(|kid| collect(file, kid, found)),
            Object::Reference(id) => match file.get_object(*id) {
                Ok(Object::Dictionary(element)) if element.has(b"S") => {
                    found.push(*id);
                    if let Ok(kids) = element.get(b"K") {
                        collect(file, kids, found);
                    }
                }
                Ok(Object::Array(all)) => all.iter().for_each(|kid| collect(file, kid, found)),
                _ => {}
            },
            _ => {}
        }
    }
    let root = file.catalog().and_then(|all| file.get_dict_in_dict(all, b"StructTreeRoot")).expect("a structure tree");
    let mut found = Vec::new();
    collect(file, root.get(b"K").expect("a tree with something in it"), &mut found);
    found
}

/// The dictionary of an element or any other object.
pub fn element(file: &Document, id: ObjectId) -> &Dictionary {
    file.get_dictionary(id).expect("an element")
}

/// The same, to be changed.
pub fn element_mut(file: &mut Document, id: ObjectId) -> &mut Dictionary {
    file.get_dictionary_mut(id).expect("an element")
}

/// The elements with this role, in order.
pub fn with_role(file: &Document, role: &str) -> Vec<ObjectId> {
    let is = |id: &ObjectId| element(file, *id).get(b"S").and_then(Object::as_name).is_ok_and(|s| s == role.as_bytes());
    elements(file).into_iter().filter(is).collect()
}

/// The first element with this role.
pub fn first(file: &Document, role: &str) -> ObjectId {
    *with_role(file, role).first().unwrap_or_else(|| panic!("the fixture has no {role}"))
}

/// Gives an element another role.
pub fn rename(file: &mut Document, id: ObjectId, role: &str) {
    element_mut(file, id).set("S", Object::Name(role.as_bytes().to_vec()));
}

/// The kids of an element, to be changed; they may stand in an object of their own.
pub fn kids(file: &mut Document, id: ObjectId) -> &mut Vec<Object> {
    let place = match element(file, id).get(b"K").expect("an element with something in it") {
        Object::Reference(place) if file.get_object(*place).is_ok_and(|kids| kids.as_array().is_ok()) => Some(*place),
        _ => None,
    };
    let kids = match place {
        Some(place) => file.get_object_mut(place).expect("the kids"),
        None => element_mut(file, id).get_mut(b"K").expect("the kids"),
    };
    if !matches!(kids, Object::Array(_)) {
        *kids = Object::Array(vec![kids.clone()]);
    }
    kids.as_array_mut().expect("an array of kids")
}

/// Takes an element out of the one that holds it.
pub fn take_out(file: &mut Document, id: ObjectId) {
    let parent = element(file, id).get(b"P").and_then(Object::as_reference).expect("a parent");
    kids(file, parent).retain(|kid| *kid != Object::Reference(id));
}

/// The catalogue, to be changed.
pub fn catalogue(file: &mut Document) -> &mut Dictionary {
    file.catalog_mut().expect("a catalogue")
}

/// Changes an attribute such as `Scope`, wherever the element keeps it.
pub fn set_attribute(file: &mut Document, id: ObjectId, name: &str, value: &str) {
    fn change(attributes: &mut Object, name: &str, value: &str) -> bool {
        match attributes {
            Object::Dictionary(dictionary) if dictionary.has(name.as_bytes()) => {
                dictionary.set(name, Object::Name(value.as_bytes().to_vec()));
                true
            }
            Object::Array(all) => all.iter_mut().any(|one| change(one, name, value)),
            _ => false,
        }
    }
    let place = element(file, id).get(b"A").and_then(Object::as_reference).ok();
    let attributes = match place {
        Some(place) => file.get_object_mut(place).expect("attributes"),
        None => element_mut(file, id).get_mut(b"A").expect("attributes"),
    };
    assert!(change(attributes, name, value), "the element has no {name}");
}

/// The annotations of links, in order of their objects, with their ids.
pub fn link_annotations(file: &Document) -> Vec<ObjectId> {
    let is_link = |object: &Object| {
        object
            .as_dict()
            .is_ok_and(|all| all.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Link"))
    };
    file.objects.iter().filter(|(_, object)| is_link(object)).map(|(id, _)| *id).collect()
}

/// The element that holds this one and those beside it.
pub fn siblings(file: &Document, id: ObjectId) -> ObjectId {
    element(file, id).get(b"P").and_then(Object::as_reference).expect("a parent")
}

/// The first annotation inside an element.
pub fn annotation_below(file: &Document, id: ObjectId) -> Option<ObjectId> {
    let all = match element(file, id).get_deref(b"K", file).ok()? {
        Object::Array(all) => all.clone(),
        one => vec![one.clone()],
    };
    all.iter().find_map(|kid| {
        let (inner, dictionary) = match kid {
            Object::Reference(inner) => (Some(*inner), element(file, *inner)),
            Object::Dictionary(dictionary) => (None, dictionary),
            _ => return None,
        };
        match dictionary.get(b"Obj").and_then(Object::as_reference) {
            Ok(annotation) => Some(annotation),
            Err(_) => annotation_below(file, inner?),
        }
    })
}

/// Puts another mark on the first piece of text of the second page.
pub fn mark_anew(file: &mut Document, tag: &str) {
    let page = *file.get_pages().get(&2).expect("a second page");
    let mut content = file.get_and_decode_page_content(page).expect("the content of the page");
    let is_text = |operation: &&mut Operation| {
        operation.operator == "BDC" && operation.operands[1].as_dict().is_ok_and(|all| all.has(b"MCID"))
    };
    *content.operations.iter_mut().find(is_text).expect("a mark") = Operation::new("BMC", vec![tag.into()]);
    file.change_page_content(page, content.encode().expect("content")).expect("a page to change");
}
