//! The shape of the code: which part may use which, held against the source tree.

use std::fs;
use std::path::{Path, PathBuf};

use agreement::diagnostic::CODES;
use agreement::lint::LINTS;

/// Every Rust file below a folder of the package, with its text.
fn sources(folder: &str) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![root.join(folder)];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the folder can be read") {
            let path: PathBuf = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let name = path.strip_prefix(root).expect("below the root").to_string_lossy().into_owned();
                found.push((name, fs::read_to_string(&path).expect("a text")));
            }
        }
    }
    assert!(!found.is_empty(), "{folder} has Rust files");
    found.sort();
    found
}

/// The code of a file without comments and without its tests.
fn code(text: &str) -> String {
    let before_tests = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or(text);
    before_tests.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn is_test(name: &str) -> bool {
    name.ends_with("/tests.rs") || name.ends_with("/sample.rs") || name.contains("/tests/")
}

/// Complains of every file of `folder`, tests apart, that holds one of `words`.
fn never(folder: &str, words: &[&str], why: &str, except: &[&str]) {
    let mut broken = Vec::new();
    for (name, text) in sources(folder) {
        if is_test(&name) || except.iter().any(|place| name.starts_with(place)) {
            continue;
        }
        let code = code(&text);
        broken.extend(words.iter().filter(|word| code.contains(**word)).map(|word| format!("{name} holds `{word}`")));
    }
    assert!(broken.is_empty(), "{why}:\n{}", broken.join("\n"));
}

#[test]
fn the_core_touches_no_disk_clock_environment_network_or_terminal() {
    let outside = [
        "std::fs",
        "std::env",
        "std::net",
        "std::process",
        "std::io::std",
        "SystemTime",
        "Instant::now",
        "println!",
        "eprintln!",
        "print!(",
    ];
    never("src", &outside, "the core is pure, so that the same sources give the same bytes", &["src/cli/"]);
}

#[test]
fn each_heavy_library_has_one_room() {
    for (words, room) in [
        (&["serde_yaml"][..], "src/parse/yaml"),
        (&["pulldown_cmark"], "src/parse/markdown"),
        (&["ttf_parser"], "src/typeface"),
        (&["foldhash"], "src/lookup.rs"),
        (&["regex::", "regex_automata::"], "src/reading/pattern.rs"),
        (&["similar::"], "src/redline/wording.rs"),
        (&["csv::ReaderBuilder"], "src/parse/csv.rs"),
        (&["tera::"], "src/render/html"),
        (&["typst::", "typst_pdf", "typst_kit", "typst_layout", "comemo"], "src/render/pdf"),
        (&["gix::"], "src/cli/history"),
        (&["clap::", "anyhow", "indicatif", "annotate_snippets", "anstream"], "src/cli/"),
    ] {
        never("src", words, "a library is used in one place, so that it can be replaced there", &[room]);
    }
}

#[test]
fn imports_point_one_way() {
    let layers = [
        ("src/source.rs", &["crate::"][..]),
        ("src/date.rs", &["crate::"]),
        (
            "src/diagnostic.rs",
            &["crate::document", "crate::drawing", "crate::parse", "crate::compose", "crate::content", "crate::render"],
        ),
        ("src/drawing", &["crate::document", "crate::parse", "crate::compose", "crate::content", "crate::render"]),
        ("src/document.rs", &["crate::parse", "crate::compose", "crate::content", "crate::agreement", "crate::render"]),
        ("src/parse", &["crate::compose", "crate::content", "crate::agreement", "crate::render", "crate::document"]),
        ("src/compose", &["crate::content", "crate::agreement", "crate::render", "crate::publish"]),
        ("src/content", &["crate::content::", "crate::agreement", "crate::render", "crate::publish"]),
        ("src/kinds", &["crate::"]),
        ("src/agreement", &["crate::family", "crate::render", "crate::publish"]),
        ("src/family", &["crate::lint", "crate::redline", "crate::render", "crate::publish"]),
        ("src/reading", &["crate::lint", "crate::render", "crate::publish"]),
        ("src/lint", &["crate::lint::", "crate::compose", "crate::render", "crate::publish"]),
        ("src/refresh", &["crate::compose", "crate::redline", "crate::render", "crate::publish"]),
        (
            "src/redline",
            &["crate::parse", "crate::compose", "crate::content", "crate::agreement", "crate::lint", "crate::render"],
        ),
        (
            "src/render",
            &[
                "crate::redline",
                "crate::parse",
                "crate::compose",
                "crate::content",
                "crate::agreement",
                "crate::publish",
            ],
        ),
    ];
    let mut broken = Vec::new();
    let all = sources("src");
    for (place, words) in layers {
        let mut some = false;
        for (name, text) in all.iter().filter(|(name, _)| name.starts_with(place) && !is_test(name)) {
            some = true;
            let code = code(text);
            broken.extend(words.iter().filter(|word| code.contains(**word)).map(|word| format!("{name} uses {word}")));
        }
        assert!(some, "{place} is in the tree");
    }
    assert!(broken.is_empty(), "each part knows only what stands below it:\n{}", broken.join("\n"));
}

#[test]
fn one_format_never_uses_another() {
    never("src/render/html", &["render::pdf"], "formats are siblings", &[]);
    never("src/render/pdf", &["render::html"], "formats are siblings", &[]);
}

#[test]
fn every_file_opens_with_what_it_is_for() {
    let without: Vec<String> = ["src", "tests", "benches"]
        .into_iter()
        .flat_map(sources)
        .filter(|(_, text)| !text.starts_with("//! "))
        .map(|(name, _)| name)
        .collect();
    assert!(without.is_empty(), "the first line says what the file is for:\n{}", without.join("\n"));
}

#[test]
fn nothing_is_left_unfinished_or_switched_off() {
    let marks = ["todo!(", "unimplemented!(", "FIXME", "XXX", "#[ignore"];
    for folder in ["src", "tests/it", "benches"] {
        never(folder, &marks, "finish it, or leave it out", &["tests/it/tidy.rs"]);
    }
}

/// What stands before the code of a finding, where it is written into the source.
const BEFORE_CODES: [&str; 7] = [
    "Diagnostic::error(",
    "Diagnostic::warning(",
    "self.refuse(below,",
    "Address::Refused(",
    " refused(",
    "code:",
    "const CODE: &str =",
];

#[test]
fn every_code_of_a_finding_is_on_the_list_and_the_list_has_no_other() {
    let listed = "src/diagnostic/codes.rs";
    let texts: Vec<String> = sources("src")
        .into_iter()
        .filter(|(name, _)| !is_test(name) && name != listed)
        .map(|(_, text)| code(&text))
        .collect();
    for (code, _) in CODES {
        assert!(texts.iter().any(|text| text.contains(&format!("\"{code}\""))), "{code} is listed, but never told");
    }
    let known =
        |code: &str| CODES.iter().any(|(known, _)| *known == code) || LINTS.iter().any(|lint| lint.code == code);
    let after = |text: &str, before: &str| -> Vec<String> {
        let places = text.split(before).skip(1);
        let literals = places.filter_map(|rest| rest.trim_start().strip_prefix('"')?.split_once('"'));
        literals.map(|(code, _)| code.to_owned()).collect()
    };
    for before in BEFORE_CODES {
        let told: Vec<String> = texts.iter().flat_map(|text| after(text, before)).collect();
        assert!(!told.is_empty(), "nothing follows {before}");
        let unknown: Vec<&String> = told.iter().filter(|code| !known(code)).collect();
        assert!(unknown.is_empty(), "add these to {listed}: {unknown:?}");
    }
}

/// Libraries by which programs speak to the network, or to other programs that do.
const NETWORK: [&str; 14] = [
    "async-std",
    "attohttpc",
    "curl",
    "hyper",
    "isahc",
    "mio",
    "native-tls",
    "openssl",
    "quinn",
    "reqwest",
    "rustls",
    "socket2",
    "tokio",
    "ureq",
];

#[test]
fn nothing_speaks_to_the_network() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let lock = fs::read_to_string(root.join("Cargo.lock")).expect("the list of libraries");
    let names: Vec<&str> = lock.lines().filter_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"')).collect();
    assert!(names.contains(&"typst"), "the list names the libraries");
    let found: Vec<&&str> = names.iter().filter(|name| NETWORK.contains(name)).collect();
    assert!(found.is_empty(), "these libraries can reach the network: {found:?}");
    let words = ["std::net", "std::os::unix::net", "TcpStream", "UdpSocket", "UnixStream", "UnixListener"];
    never("src", &words, "what is published asks the network for nothing", &[]);
}
