//! Folders that mean no good, and folders that merely hold what does not belong.

use std::fs;

use tempfile::TempDir;

use super::*;
use crate::intake::Limits;

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder above")).expect("made");
        fs::write(path, text).expect("written");
    }
    folder
}

fn read(folder: &Path) -> (Files, Vec<Diagnostic>) {
    let mut files = Files::new();
    let findings = read_content(folder, &mut files).expect("read");
    (files, findings)
}

/// The paths that the core can find.
fn paths(files: &Files, root: Root) -> Vec<String> {
    files.below(root, "").map(|id| files.path(id).to_owned()).filter(|path| !path.starts_with('\0')).collect()
}

fn told(files: &Files, findings: &[Diagnostic]) -> Vec<String> {
    let below = |id| files.shown(id).rsplit_once("content/").map_or(files.shown(id), |(_, path)| path).to_owned();
    findings.iter().map(|finding| format!("{} {}", below(finding.file()), finding.code)).collect()
}

fn limited(folder: &Path, limits: Limits) -> (Files, Vec<Diagnostic>) {
    let mut files = Files::new();
    let place = folder.canonicalize().expect("a place");
    let mut intake = Intake::new(&mut files, Root::Content, Path::new("content"), None, limits);
    walk(&place, &mut intake).expect("read");
    let findings = intake.findings();
    (files, findings)
}

#[test]
fn content_is_read_and_what_is_left_behind_is_not() {
    let folder = folder(&[
        ("agreement.yaml", "format: 1"),
        ("chapters/01-a.md", "x"),
        ("data/burglary.csv", "a,b"),
        ("images/logo.svg", "<svg/>"),
        (".git/config", "x"),
        (".DS_Store", "x"),
        ("chapters/.01-a.md.swp", "x"),
        ("chapters/01-a.md~", "x"),
        ("~$notes.docx", "x"),
        ("Thumbs.db", "x"),
        ("README", "x"),
        ("LICENSE.txt", "x"),
    ]);
    let (files, findings) = read(folder.path());
    assert_eq!(
        paths(&files, Root::Content),
        ["agreement.yaml", "chapters/01-a.md", "data/burglary.csv", "images/logo.svg"]
    );
    assert_eq!(told(&files, &findings), [""; 0]);
}

#[test]
fn an_ending_that_is_not_read_is_told() {
    let folder = folder(&[
        ("data/bodies.yml", "x"),
        ("a.MD", "x"),
        ("b.markdown", "x"),
        ("c.docx", "x"),
        ("images/d.webp", "x"),
        ("Makefile", "x"),
    ]);
    let (files, findings) = read(folder.path());
    let name = |path: &str| format!("{}/{path}", folder.path().display());
    let told: Vec<_> = findings.iter().map(|finding| (files.shown(finding.file()).to_owned(), finding.code)).collect();
    let expected = [
        ("Makefile", "unread-file"),
        ("a.MD", "file-ending"),
        ("b.markdown", "file-ending"),
        ("c.docx", "unread-file"),
        ("data/bodies.yml", "file-ending"),
        ("images/d.webp", "unread-file"),
    ];
    assert_eq!(told, expected.map(|(path, code)| (name(path), code)));
    assert!(findings[4].help.as_ref().is_some_and(|help| help.ends_with("data/bodies.yaml.")), "{:?}", findings[4]);
    assert!(paths(&files, Root::Content).is_empty());
}

#[cfg(unix)]
#[test]
fn links_pipes_and_odd_names_are_refused_unread() {
    use std::os::unix::ffi::OsStrExt as _;
    use std::os::unix::fs::symlink;
    let outside = folder(&[("secret.md", "secret"), ("folder/more.md", "secret")]);
    let folder = folder(&[("content/a.md", "x")]);
    let content = folder.path().join("content");
    symlink(outside.path().join("secret.md"), content.join("b.md")).expect("linked");
    symlink(outside.path().join("folder"), content.join("chapters")).expect("linked");
    symlink("/dev/zero", content.join("c.md")).expect("linked");
    symlink("loop.md", content.join("loop.md")).expect("linked");
    let socket = std::os::unix::net::UnixListener::bind(content.join("d.md")).expect("bound");
    rustix::fs::mknodat(rustix::fs::CWD, content.join("e.md"), rustix::fs::FileType::Fifo, 0o600.into(), 0)
        .expect("made");
    fs::write(content.join(std::ffi::OsStr::from_bytes(b"f\xff.md")), "x").expect("written");
    let (files, findings) = read(&content);
    drop(socket);
    let expected = [
        "b.md linked-file",
        "c.md linked-file",
        "chapters linked-file",
        "d.md special-file",
        "e.md special-file",
        "f\u{fffd}.md file-name",
        "loop.md linked-file",
    ];
    assert_eq!(told(&files, &findings), expected);
    assert_eq!(paths(&files, Root::Content), ["a.md"]);
}

#[cfg(unix)]
#[test]
fn a_folder_that_becomes_a_link_while_it_is_read_is_refused() {
    use std::os::unix::fs::symlink;
    let outside = folder(&[("a.md", "secret")]);
    let folder = folder(&[("b.md", "x")]);
    symlink(outside.path(), folder.path().join("chapters")).expect("linked");
    symlink(outside.path().join("a.md"), folder.path().join("c.md")).expect("linked");
    for path in ["chapters/a.md", "c.md", "../b.md", "/etc/passwd", "."] {
        assert!(open_without_links(folder.path(), Path::new(path)).is_err(), "{path}");
    }
    open_without_links(folder.path(), Path::new("b.md")).expect("opened");
}

#[cfg(unix)]
#[test]
fn a_pipe_in_the_place_of_a_file_does_not_block() {
    let folder = folder(&[]);
    let pipe = folder.path().join("a.md");
    rustix::fs::mknodat(rustix::fs::CWD, &pipe, rustix::fs::FileType::Fifo, 0o600.into(), 0).expect("made");
    assert!(open_without_links(folder.path(), Path::new("a.md")).is_err());
}

#[test]
fn every_limit_is_told_with_the_file_that_breaks_it() {
    let folder =
        folder(&[("a.md", "12345"), ("b.svg", "1234567890"), ("c/d/e/f.md", "x"), ("g.md", "x"), ("h.md", "x")]);
    let open = Limits { file: 100, text: 100, texts: 1000, total: 1000, files: 100, depth: 8 };
    let cases = [
        (Limits { text: 4, ..open }, "a.md large-file"),
        (Limits { file: 9, ..open }, "b.svg large-file"),
        (Limits { texts: 7, ..open }, "h.md large-folder"),
        (Limits { total: 14, ..open }, "b.svg large-folder"),
        (Limits { files: 4, ..open }, "h.md too-many-files"),
        (Limits { depth: 2, ..open }, "c/d/e deep-folder"),
    ];
    for (limits, expected) in cases {
        let (files, findings) = limited(folder.path(), limits);
        assert_eq!(told(&files, &findings), [expected]);
    }
    let exact = Limits { file: 10, text: 5, texts: 8, total: 18, files: 5, depth: 3 };
    assert!(limited(folder.path(), exact).1.is_empty(), "a limit itself is within it");
}

#[test]
fn a_folder_that_is_not_there_or_is_none_is_a_failure_that_says_what_to_do() {
    let folder = folder(&[("file", "x"), ("real/a.md", "x")]);
    let fails = |name: &str| {
        let error = read_content(&folder.path().join(name), &mut Files::new()).expect_err(name);
        format!("{error:#}")
    };
    assert!(fails("content").contains("there is no folder") && fails("content").contains("--content DIR"));
    assert!(fails("file").contains("is a file, not a folder"));
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(folder.path().join("real"), folder.path().join("link")).expect("linked");
        assert!(fails("link").contains("is a link"));
        assert!(fails("link/").contains("is a link"));
        assert!(fails("link/.").contains("is a link"));
    }
}

#[test]
fn templates_replace_built_in_ones_and_a_mistyped_name_is_told() {
    let mut files = Files::new();
    files.add(Root::Templates, "html/page.html", "built-in templates/html/page.html", b"built in".as_slice());
    files.add(Root::Templates, "html/style.css", "built-in templates/html/style.css", b"built in".as_slice());
    let folder = folder(&[("html/page.html", "own"), ("html/stlye.css", "own"), ("zzz.txt", "x"), ("README.md", "x")]);
    let findings = read_templates(folder.path(), &mut files).expect("read");
    let text = |path| files.text(files.find(Root::Templates, path).expect("there")).expect("text");
    assert_eq!((text("html/page.html"), text("html/style.css")), ("own", "built in"));
    let helps: Vec<_> = findings.iter().map(|finding| finding.help.as_deref().unwrap_or_default()).collect();
    assert_eq!(helps.len(), 2);
    assert!(findings.iter().all(|finding| finding.code == "unknown-template" && !finding.is_error()));
    assert_eq!(helps[0], "The nearest built-in name is html/style.css.");
    assert!(files.find(Root::Templates, "README.md").is_none());
}
