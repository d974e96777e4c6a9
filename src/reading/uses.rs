//! Which names of its data the texts of an agreement ask for by their values.

use std::collections::BTreeSet;

use super::Pattern;

use super::{Origin, Reading};
use crate::agreement::Agreement;

static VALUE: Pattern = Pattern::new(r"(?-u)\{\{\s*(?P<path>[a-z-]+(?:\.[A-Za-z0-9-]+)*)");

/// The paths of every value that is written in a text of a part or of the data.
pub fn values(agreement: &Agreement, reading: &Reading<'_>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for run in reading.passages.iter().flat_map(|passage| &passage.runs) {
        if let Origin::Value(path) = &run.origin {
            found.insert(path.clone());
        }
    }
    // Some texts of the data are printed by other means than as a passage.
    for (_, tree) in agreement.printed_trees() {
        tree.for_each_text(&mut |text| {
            if text.words.contains("{{") {
                let paths = VALUE.captures_iter(&text.words).filter_map(|captures| captures.name("path"));
                found.extend(paths.map(|path| path.as_str().to_owned()));
            }
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Files, Root};

    #[test]
    fn values_and_blocks_are_found_wherever_they_stand() {
        let mut files = Files::new();
        let mut add = |path: &str, text: &str| {
            files.add(Root::Content, path, path, text.as_bytes());
        };
        add(
            "chapters/01-a.md",
            "---\ntitle: \"{{ edition.year }}\"\n---\n\n- **{{ body.a }}** [b]({{ x }})\n\n  {{ leads }}\n\n> {{ plan.b.short }}\n>\n> {{ plans }}\n",
        );
        add("data/horizon.yaml", "year: \"2020\"\nsections: [{ heading: \"{{ term.c | words }}\", groups: [] }]\n");
        let (agreement, _) = Agreement::read(&files);
        let register = agreement.register(&mut Vec::new());
        let reading = Reading::of(&agreement, &register, &files);
        let found: Vec<String> = values(&agreement, &reading).into_iter().collect();
        assert_eq!(found, ["body.a", "edition.year", "plan.b.short", "term.c"]);
        let names: Vec<&str> = agreement.calls().iter().map(|call| call.name.value.as_str()).collect();
        assert_eq!(names, ["leads", "plans"]);
    }
}
