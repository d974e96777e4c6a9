//! Faults of pictures and of tables in files.

use super::check;
use super::sources::Sources;

const PICTURE: &str = "images/sluice.svg";
const BOATS: &str = "data/boats.csv";

fn picture(path: &str) -> Sources {
    Sources::sound().prose(&format!("![A gate]({path} \"The gate\")"))
}

fn svg(inner: &str) -> Sources {
    let text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 9 9\">{inner}</svg>"
    );
    Sources::sound().put(PICTURE, text)
}

/// The head of a PNG that says it is so wide and so high, and no more.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    bytes.extend(width.to_be_bytes());
    bytes.extend(height.to_be_bytes());
    bytes.extend([8, 6, 0, 0, 0, 0, 0, 0, 0]);
    bytes
}

fn steps(count: usize, step: impl Fn(usize) -> String) -> String {
    (0..count).map(step).collect()
}

#[test]
fn pictures() {
    check(
        "pictures",
        &[
            ("a picture that is missing", picture("../images/sluise.svg")),
            ("a picture that is missing and like no other", picture("../images/x.png")),
            ("a picture in capitals", picture("../images/Sluice.svg")),
            ("a picture outside the content folder", picture("../../secret.png")),
            ("a picture by its place on the disk", picture("/etc/x.png")),
            ("a picture of the network", picture("https://example.org/x.png")),
            ("a picture in the address", picture("data:image/png;base64,AAAA")),
            ("a picture on a drive", picture("C:/x.png")),
            ("a picture with backslashes", picture("..\\images\\sluice.svg")),
            ("a picture without an address", Sources::sound().prose("![A gate]()")),
            ("a picture without an alternative text", Sources::sound().prose("![](../images/sluice.svg)")),
            ("a picture whose alternative text is a file name", Sources::sound().prose("![sluice.svg](../images/sluice.svg)")),
            ("a picture with words that is decorative", Sources::sound().prose("![A gate](../images/sluice.svg){decorative}")),
            ("a picture among words", Sources::sound().prose("The gate ![A gate](../images/sluice.svg) is open.")),
            ("a picture in a format that is not published", picture("../images/gate.gif").put("images/gate.gif", "GIF89a")),
            ("a PNG that is something else", picture("../images/gate.png").put("images/gate.png", "not a picture")),
            ("a PNG that is empty", picture("../images/gate.png").put("images/gate.png", "")),
            ("a PNG that breaks off", picture("../images/gate.png").put("images/gate.png", png(40, 40))),
            ("a PNG that is huge", picture("../images/gate.png").put("images/gate.png", png(100_000, 100_000))),
            ("a PNG without width", picture("../images/gate.png").put("images/gate.png", png(0, 10))),
            ("a JPEG that breaks off", picture("../images/gate.jpg").put("images/gate.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF")),
            ("a drawing of a mask in a mask", svg(&steps(200, |at| format!("<mask id=\"m{at}\" mask=\"url(#m{})\"><rect/></mask>", at + 1)))),
            ("a drawing of ten of ten of ten", svg(&steps(9, |at| {
                format!("<g id=\"a{}\">{}</g>", at + 1, format!("<use href=\"#a{at}\"/>").repeat(10))
            }))),
            ("a drawing with a filter", svg("<filter id=\"f\"><feGaussianBlur stdDeviation=\"9\"/></filter>")),
            ("a drawing with a script", svg("<script>alert(1)</script>")),
            ("a drawing with an event", svg("<rect width=\"9\" height=\"9\" onclick=\"alert(1)\"/>")),
            ("a drawing that fetches a picture", svg("<image href=\"https://example.org/x.png\"/>")),
            ("a drawing that fetches a picture by the old word", svg("<image xlink:href=\"x.png\"/>")),
            ("a drawing that fetches a font", svg("<style>@import url(https://example.org/x.css);</style>")),
            ("a drawing with HTML in it", svg("<foreignObject><p>x</p></foreignObject>")),
            ("a drawing with entities", Sources::sound().put(PICTURE, "<!DOCTYPE svg [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><text>&b;</text></svg>")),
            ("a drawing with an entity of another file", Sources::sound().put(PICTURE, "<!DOCTYPE svg [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><text>&a;</text></svg>")),
            ("a drawing that is not closed", Sources::sound().put(PICTURE, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><rect>")),
            ("a drawing that is something else", Sources::sound().put(PICTURE, "<html><p>x</p></html>")),
            ("a drawing without the name of its language", Sources::sound().put(PICTURE, "<svg viewBox=\"0 0 9 9\"><rect width=\"9\" height=\"9\"/></svg>")),
            ("a drawing without a size", Sources::sound().put(PICTURE, "<svg xmlns=\"http://www.w3.org/2000/svg\"><rect width=\"9\" height=\"9\"/></svg>")),
            ("a drawing that is not text", Sources::sound().put(PICTURE, b"<svg>\xff</svg>")),
            ("a drawing that is empty", Sources::sound().put(PICTURE, "")),
            ("a logo that is missing", Sources::sound().swap("agreement.yaml", "images/heron.svg", "images/herron.svg")),
            ("a logo without words", Sources::sound().swap("agreement.yaml", ", alt: The heron of Marshland Council", "")),
        ],
    );
}

#[test]
fn tables_in_files() {
    check(
        "tables",
        &[
            ("a file that is missing", Sources::sound().without(BOATS)),
            ("a name near a known one", Sources::sound().prose("{{ table data/boat.csv \"Boats\" }}")),
            ("a name without its folder", Sources::sound().prose("{{ table boats.csv \"Boats\" }}")),
            ("a table without a file", Sources::sound().prose("{{ table \"Boats\" }}")),
            ("a table of two files", Sources::sound().prose("{{ table data/boats.csv data/boats.csv \"Boats\" }}")),
            ("a table without a caption", Sources::sound().prose("{{ table data/boats.csv }}")),
            ("a table of something else", Sources::sound().prose("{{ table data/bodies.yaml \"Bodies\" }}")),
            ("a row with too many cells", Sources::sound().swap(BOATS, "May,3", "May,3,4")),
            ("a row with too few cells", Sources::sound().swap(BOATS, "May,3", "May")),
            ("a comma in a number", Sources::sound().swap(BOATS, "May,3", "May,3,000")),
            ("semicolons in the place of commas", Sources::sound().put(BOATS, "Month;Boats\nApril;3\nMay;3\n")),
            ("a quotation mark that is not closed", Sources::sound().put(BOATS, "Month,Boats\n\"April,3\nMay,3\n")),
            ("a file that is not UTF-8", Sources::sound().put(BOATS, b"Month,Boats\nApril,\xa33\n")),
            ("an empty file", Sources::sound().put(BOATS, "")),
            ("a file with one row", Sources::sound().put(BOATS, "Month,Boats\n")),
            (
                "a file with twenty columns",
                Sources::sound().put(BOATS, format!("{}\n{}\n", vec!["a"; 20].join(","), vec!["1"; 20].join(","))),
            ),
            ("a column without a name", Sources::sound().put(BOATS, "Month,\nApril,3\n")),
            ("a row without a name", Sources::sound().put(BOATS, "Month,Boats\n,3\n")),
            ("an Excel file", Sources::sound().put(BOATS, b"PK\x03\x04\x14\0\x06\0\x08\0\xff\xfe")),
        ],
    );
}
