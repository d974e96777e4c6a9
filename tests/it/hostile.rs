//! What strangers may send in a pull request: `check` and `build` end with findings, in ten
//! seconds of the processor and half a gigabyte, whatever stands in the content folder.
//!
//! The system holds the program to both limits and kills it beyond them; nothing is timed here.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::faults::sources::Sources;

/// Seconds of the processor.
const SECONDS: usize = 10;
/// Kilobytes of memory that may be written to.
const KILOBYTES: usize = 512 * 1024;

fn folder_of(sources: &Sources) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    sources.write(folder.path());
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new("sh")
        .args(["-c", &format!("ulimit -t {SECONDS} && ulimit -d {KILOBYTES} && exec \"$0\" \"$@\"")])
        .arg(env!("CARGO_BIN_EXE_agreement"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("the program runs")
}

/// Both commands must end by themselves: nothing to report, findings, or a sentence.
fn ends(what: &str, folder: &Path) -> String {
    let mut told = String::new();
    for arguments in ["check", "build"] {
        let output = run(folder, &[arguments]);
        let words = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        let code = output.status.code();
        assert!(matches!(code, Some(0 | 1)), "{what}: {arguments:?} ended with {:?}: {words}", output.status);
        assert!(!words.contains("fault in the program"), "{what}: {words}");
        told.push_str(&words);
    }
    told
}

fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).fold(String::new(), |mut text, index| {
        let _ = write!(text, "{}", line(index));
        text
    })
}

/// A sound agreement with this text in an appendix.
fn prose(text: &str) -> Sources {
    Sources::sound().prose(text)
}

#[test]
fn pathological_markdown_comes_to_an_end() {
    let deep = lines(2_000, |depth| format!("{}- a\n", "  ".repeat(depth.min(400))));
    for (what, text) in [
        ("deep quotes", "> ".repeat(100_000)),
        ("deep lists", deep),
        ("brackets", "[".repeat(100_000)),
        ("closed brackets", format!("{}{}", "[".repeat(50_000), "]".repeat(50_000))),
        ("open links", "[a](".repeat(50_000)),
        ("link definitions", lines(30_000, |n| format!("[a{n}]: https://example.org/{n}\n"))),
        ("references to one definition", format!("[a]: https://example.org/\n\n{}", "[a] ".repeat(50_000))),
        ("stars", "*a **b ".repeat(50_000)),
        ("accents", "`".repeat(100_000)),
        ("braces", "{{ ".repeat(50_000)),
        ("notes", lines(5_000, |n| format!("A[^{n}]\n\n[^{n}]: B\n\n"))),
        (
            "a wide table",
            format!("Table: A\n\n|{}\n|{}\n|{}\n", "a|".repeat(5_000), "-|".repeat(5_000), "b|".repeat(5_000)),
        ),
        ("a long table", format!("Table: A\n\n|a|b|\n|-|-|\n{}", "|c|d|\n".repeat(50_000))),
        ("a paragraph of a megabyte", "The partners work with the KCSP in 2020-21 (see page 4). ".repeat(18_000)),
        ("a word of a megabyte", "a".repeat(1_000_000)),
        ("paragraphs of a megabyte", format!("{}\n\n", "word ".repeat(3_900)).repeat(30)),
        ("sentences of two words", format!("{}\n\n", "Hello there. ".repeat(1_500)).repeat(52)),
        ("letters that lean on each other", format!("{}\n\n", "AVAVAVAV ".repeat(2_000)).repeat(55)),
        ("emphasis", format!("{}\n\n", "*a* ".repeat(4_000)).repeat(60)),
        ("links", format!("[a]: https://example.org/\n\n{}", format!("{}\n\n", "[a] ".repeat(500)).repeat(100))),
        ("line breaks", "a\\\n".repeat(200_000)),
        ("headings", lines(3_000, |n| format!("## A{n}\n\nb\n\n"))),
        ("values", format!("{}\n\n", "{{ edition.version }} ".repeat(900)).repeat(50)),
        ("dates", "1 April 2021, 2020/21, April 2017 – ".repeat(25_000)),
    ] {
        ends(what, folder_of(&prose(&text)).path());
    }
}

#[test]
fn pathological_yaml_comes_to_an_end() {
    let bomb = format!("a: &a [x]\n{}", lines(40, |n| format!("b{n}: &b{n} [*a, *a, *a]\n")));
    for (what, text) in [
        ("aliases", bomb),
        ("brackets", "[".repeat(100_000)),
        ("braces", "{a: ".repeat(100_000)),
        ("deep keys", lines(1_000, |depth| format!("{}a:\n", " ".repeat(depth)))),
        (
            "names",
            format!("bodies:\n{}", lines(15_000, |n| format!("  - {{ id: b{n}, name: Kent Board of Safety {n} }}\n"))),
        ),
        ("one long name", format!("bodies:\n  - {{ id: a, name: \"{}\" }}\n", "Kent ".repeat(100_000))),
    ] {
        ends(what, folder_of(&Sources::sound().put("data/bodies.yaml", text)).path());
    }
}

#[test]
fn bytes_that_are_no_text_are_told() {
    for bytes in [&b"---\ntitle: A\n---\n\n\0\0\0"[..], b"\xff\xfe\0a\0b", b"---\ntitle: \xc3\x28\n---\n", &[0; 4096]] {
        let told = ends("bytes", folder_of(&Sources::sound().put("foreword.md", bytes)).path());
        assert!(told.contains("content/foreword.md"), "{told}");
    }
}

/// A PNG that says how large it is, and how many bits each colour has, before its first pixel.
fn png(width: u32, height: u32, chunks: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut head = [width.to_be_bytes(), height.to_be_bytes()].concat();
    head.extend([8, 2, 0, 0, 0]);
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    for (name, data) in [(b"IHDR", head)].iter().chain(chunks) {
        bytes.extend(u32::try_from(data.len()).expect("a short chunk").to_be_bytes());
        let named = [&name[..], data].concat();
        bytes.extend(&named);
        bytes.extend(checksum(&named).to_be_bytes());
    }
    bytes
}

/// The sum at the end of a chunk of a PNG (ISO/IEC 15948, annex D).
fn checksum(bytes: &[u8]) -> u32 {
    let step = |sum: u32| if sum & 1 == 1 { 0xedb8_8320 ^ (sum >> 1) } else { sum >> 1 };
    !bytes.iter().fold(u32::MAX, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), |sum, _| step(sum)))
}

#[test]
fn pictures_that_ask_for_very_much_are_told_or_shown() {
    let svg = |inner: &str| {
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"100\" height=\"100\">{inner}</svg>").into_bytes()
    };
    let chain = |kind: &str, by: &str| {
        let link =
            |n| format!("<{kind} id=\"m{n}\" {by}=\"url(#m{})\"><rect width=\"9\" height=\"9\"/></{kind}>", n + 1);
        svg(&format!("{}<rect width=\"9\" height=\"9\" {by}=\"url(#m0)\"/>", lines(3_000, link)))
    };
    let tens = |n: usize| format!("<g id=\"a{}\">{}</g>", n + 1, format!("<use href=\"#a{n}\"/>").repeat(10));
    let stops = "<stop offset=\"0.5\" stop-color=\"red\"/>".repeat(50_000);
    for (what, refused, name, bytes) in [
        ("a huge PNG", true, "x.png", png(20_000, 20_000, &[(b"IDAT", vec![0; 64])])),
        ("a packed profile", true, "x.png", png(9, 9, &[(b"iCCP", [&b"a\0\0"[..], &[7; 99_000]].concat())])),
        ("packed notes", true, "x.png", png(9, 9, &[(b"zTXt", vec![7; 99_000])])),
        ("masks of masks", true, "x.svg", chain("mask", "mask")),
        ("paths that cut paths", true, "x.svg", chain("clipPath", "clip-path")),
        ("uses of uses", true, "x.svg", svg(&format!("<rect id=\"a0\"/>{}", lines(9, tens)))),
        (
            "groups in groups",
            true,
            "x.svg",
            svg(&format!("{}{}", "<g opacity=\"0.5\">".repeat(5_000), "</g>".repeat(5_000))),
        ),
        ("a script", true, "x.svg", svg("<script>alert(1)</script>")),
        ("a picture of the network", true, "x.svg", svg("<image href=\"https://example.org/a.png\"/>")),
        ("a file outside", true, "x.svg", svg("<use href=\"../../secret.svg#a\"/>")),
        (
            "an entity",
            true,
            "x.svg",
            [&b"<!DOCTYPE svg [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>"[..], &svg("&a;")].concat(),
        ),
        ("many shapes", false, "x.svg", svg(&"<rect width=\"9\" height=\"9\"/>".repeat(100_000))),
        ("a long path", false, "x.svg", svg(&format!("<path d=\"M0 0{}\"/>", "L9 9".repeat(500_000)))),
        (
            "a long gradient",
            false,
            "x.svg",
            svg(&format!(
                "<linearGradient id=\"g\">{stops}</linearGradient><rect width=\"9\" height=\"9\" fill=\"url(#g)\"/>"
            )),
        ),
    ] {
        let sources = prose(&format!("![A gate](../images/{name} \"A\")")).put(&format!("images/{name}"), bytes);
        let told = ends(what, folder_of(&sources).path());
        assert_eq!(told.contains("bad-picture"), refused, "{what}: {told}");
    }
}

#[test]
fn too_many_files_and_too_large_ones_are_told() {
    let mut sources = Sources::sound();
    for n in 0..1_000 {
        sources = sources.put(&format!("chapters/x{n:04}.md"), "---\ntitle: A\n---\n\nWords.\n");
    }
    assert!(ends("files", folder_of(&sources).path()).contains("misnamed-file"));
    let large = vec![b'a'; 50_000_000];
    let told = ends("a large file", folder_of(&Sources::sound().put("foreword.md", large)).path());
    assert!(told.contains("large"), "{told}");
}

#[test]
fn nothing_outside_the_folder_is_read() {
    let folder =
        folder_of(&Sources::sound().prose("![A](../../secret.png \"B\")\n\n{{ table ../../secret.csv \"C\" }}"));
    fs::write(folder.path().join("secret.csv"), "a,TOP-SECRET\nb,c\n").expect("written");
    fs::write(folder.path().join("secret.md"), "---\ntitle: TOP-SECRET\n---\n\nTOP-SECRET\n").expect("written");
    std::os::unix::fs::symlink(folder.path().join("secret.md"), folder.path().join("content/chapters/09-link.md"))
        .expect("a link");
    std::os::unix::fs::symlink("/etc", folder.path().join("content/images/etc")).expect("a link");
    let told = ends("links", folder.path());
    assert!(told.contains("linked-file") && !told.contains("TOP-SECRET"), "{told}");
}

#[test]
fn templates_in_the_words_of_an_author_stay_words() {
    let code =
        "#read(\"/etc/passwd\") $x$ #panic() \\#set {% include 'x' %} {%- for a in b %} <script>alert(1)</script>";
    let every = Sources::sound().swap("data/bodies.yaml", "name: ", "name: \"#panic() {% raw %}\" #").put(
        "chapters/02-how-we-work.md",
        format!("---\ntitle: \"{{{{ 7*7 }}}} #panic()\"\n---\n\n{code}\n\n{{{{ 7*7 }}}}\n"),
    );
    let told = ends("templates", folder_of(&every).path());
    assert!(told.contains("7*7") && !told.contains("root:"), "{told}");
}
