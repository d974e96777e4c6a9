//! The guide shows every check as its file explains it.

use agreement::lint::LINTS;

/// What `guide/checks.md` has to say.
fn checks() -> String {
    let mut text = String::from(
        "# The checks\n\n\
         What `agreement check` looks for besides the faults that stop publication. This page is made from\n\
         the checks themselves, as `agreement check --explain` prints them.\n\n\
         | Check | Level | What it finds |\n|---|---|---|\n",
    );
    for lint in LINTS {
        text.push_str(&format!(
            "| [{0}](#{0}) | {1} | {2} |\n",
            lint.code,
            lint.level.word(),
            lint.summary().replace('|', "\\|")
        ));
    }
    for lint in LINTS {
        text.push_str(&format!("\n## {}\n\n{}\n", lint.code, lint.page().trim()));
    }
    text
}

#[test]
fn the_guide_shows_every_check_as_it_explains_itself() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/guide/checks.md");
    let expected = checks();
    if std::env::var_os("RENEW_THE_GUIDE").is_some() {
        std::fs::write(path, &expected).expect("the guide can be written");
    }
    let found = std::fs::read_to_string(path).unwrap_or_default();
    assert!(found == expected, "guide/checks.md is not up to date: run this test once with RENEW_THE_GUIDE=1");
}
