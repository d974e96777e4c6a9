//! What an author is told when something is wrong: one fault after another, each with its words.
//!
//! Every case changes the files of a sound agreement in memory and has it published. The
//! findings are kept as snapshots, and every one of them must keep to the rules of `telling`.

mod any;
mod data;
mod folder;
mod pictures;
mod prose;
pub mod sources;
pub mod telling;
mod templates;
mod yaml;

use sources::Sources;

/// Compares what is told in each case with the snapshot of that name.
fn check(name: &str, cases: &[(&str, Sources)]) {
    let mut text = String::new();
    let mut broken = Vec::new();
    for (case, sources) in cases {
        let (told, rules) = sources.told();
        text.push_str(&format!("=== {case}\n{told}\n"));
        broken.extend(rules.iter().map(|rule| format!("{case}: {rule}")));
    }
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(format!("faults_{name}"), text);
    });
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}
