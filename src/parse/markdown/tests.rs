//! One test for each rule of the notation, seen from outside.

use proptest::prelude::*;

use super::*;
use crate::parse::prose::{Call, Cell, ListItem, Node, NodeKind, PieceKind, plain_text};
use crate::source::{Files, Root};

fn file() -> FileId {
    Files::new().add(Root::Content, "a.md", "a.md", Vec::new())
}

fn read(text: &str) -> (Prose, Vec<Diagnostic>) {
    parse(text, 0, file())
}

/// The prose of a text without faults, one line for each block.
fn shown(text: &str) -> String {
    let (prose, findings) = read(text);
    assert_eq!(findings, vec![], "{text}");
    let mut lines = String::new();
    show_blocks(&prose.blocks, 0, &mut lines);
    for note in &prose.footnotes {
        lines.push_str(&format!("note {}: {}\n", note.label.value, show(&note.content)));
    }
    lines
}

/// The findings of a text: code, the words at fault, message and help.
fn faults(text: &str) -> String {
    listed(text, &read(text).1)
}

fn listed(text: &str, findings: &[Diagnostic]) -> String {
    let lines = findings.iter().map(|found| {
        let span = found.primary.span;
        let help = found.help.as_deref().unwrap_or("NO HELP");
        format!("{} {:?}\n  {}\n  {help}\n", found.code, &text[span.start..span.end], found.message)
    });
    lines.collect()
}

fn show_blocks(blocks: &[Node], depth: usize, lines: &mut String) {
    for block in blocks {
        let id = block.id.as_ref().map(|id| format!(" #{}", id.value)).unwrap_or_default();
        lines.push_str(&"  ".repeat(depth));
        match &block.kind {
            NodeKind::Heading { level, content } => lines.push_str(&format!("h{level}{id} {}\n", show(content))),
            NodeKind::Paragraph(content) => lines.push_str(&format!("p{id} {}\n", show(content))),
            NodeKind::List { start, items } => {
                lines.push_str(&format!("list {start:?}\n"));
                for ListItem { id, blocks, .. } in items {
                    let id = id.as_ref().map(|id| format!(" #{}", id.value)).unwrap_or_default();
                    lines.push_str(&format!("{}item{id}\n", "  ".repeat(depth + 1)));
                    show_blocks(blocks, depth + 2, lines);
                }
            }
            NodeKind::Table { caption, row_headers, header, right_aligned, rows, .. } => {
                let caption = caption.as_deref().map(show);
                lines.push_str(&format!("table{id} {caption:?} row_headers={row_headers} {right_aligned:?}\n"));
                for row in std::iter::once(header).chain(rows) {
                    let cells: Vec<String> = row.iter().map(|Cell { content, .. }| show(content)).collect();
                    lines.push_str(&format!("  | {}\n", cells.join(" | ")));
                }
            }
            NodeKind::Callout { title, blocks } => {
                lines.push_str(&format!("box{id} {:?}\n", show(title)));
                show_blocks(blocks, depth + 1, lines);
            }
            NodeKind::Picture { path, alternative, caption, decorative } => lines.push_str(&format!(
                "picture{id} {:?} {:?} {:?} decorative={decorative}\n",
                path.value,
                alternative.value,
                caption.as_ref().map(|caption| &caption.value)
            )),
            NodeKind::DataBlock(Call { name, words, options, caption, .. }) => lines.push_str(&format!(
                "block{id} {} {:?} {:?} {:?}\n",
                name.value,
                words.iter().map(|word| &word.value).collect::<Vec<_>>(),
                options.iter().map(|(key, value)| format!("{}={}", key.value, value.value)).collect::<Vec<_>>(),
                caption.as_ref().map(|caption| &caption.value)
            )),
            NodeKind::Preformatted(text) => lines.push_str(&format!("pre {text:?}\n")),
            NodeKind::Rule => lines.push_str("rule\n"),
        }
    }
}

fn show(pieces: &[Piece]) -> String {
    let show_one = |piece: &Piece| match &piece.kind {
        PieceKind::Text(text) => text.clone(),
        PieceKind::Emphasis(inner) => format!("<em {}>", show(inner)),
        PieceKind::Strong(inner) => format!("<strong {}>", show(inner)),
        PieceKind::RunIn(inner) => format!("<run-in {}>", show(inner)),
        PieceKind::Code(text) => format!("<code {text}>"),
        PieceKind::Link { url, content } => format!("<link {} {}>", url.value, show(content)),
        PieceKind::Reference { document: None, target, content } => format!("<ref {} {}>", target.value, show(content)),
        PieceKind::Reference { document: Some(document), target, content } => {
            format!("<ref {}#{} {}>", document.value, target.value, show(content))
        }
        PieceKind::Value { path, filter: None } => format!("<value {}>", path.value),
        PieceKind::Value { path, filter: Some(filter) } => format!("<value {} {}>", path.value, filter.value),
        PieceKind::FootnoteMark { label } => format!("<note {}>", label.value),
        PieceKind::LineBreak => "<br>".to_owned(),
    };
    pieces.iter().map(show_one).collect()
}

#[test]
fn numbered_paragraphs_with_ids_and_lists() {
    let text = "## Law {#law}\n\n1. **Crime:** The Act. {#act}\n   - one\n   - two\n1. Second\n   line {#dhr}\n\n   More words. {#more}\n\n*Plain* words\\\nend.\n";
    insta::assert_snapshot!(shown(text), @r"
    h2 #law Law
    list Some(1)
      item #act
        p <run-in Crime:> The Act.
        list None
          item
            p one
          item
            p two
      item #dhr
        p Second line
        p #more More words.
    p <em Plain> words<br>end.
    ");
}

#[test]
fn tables_take_the_caption_before_them() {
    let text = "Table: Leads in {{ edition.year }} {#leads row-headers}\n| A | {{ count.plans | words }} |\n|---|--:|\n| {{ body.kcsp }}'s | **b** \\| c |\n| d\n\nTable: Other\n\n| A |\n|---|\n| e |\n";
    insta::assert_snapshot!(shown(text), @r########"
    table #leads Some("Leads in <value edition.year>") row_headers=true [false, true]
      | A | <value count.plans words>
      | <value body.kcsp>'s | <strong b> | c
      | d | 
    table Some("Other") row_headers=false [false]
      | A
      | e
    "########);
}

#[test]
fn boxes_pictures_and_data_blocks() {
    let text = "> **The duty** {#duty}\n> Words of it. {#words}\n>\n> {{ leads }}\n\n> No title **here**.\n\n> **Note:** words\n\n![A map](../images/x.svg \"Where *it* is {{ agreement.area }}\"){#map}\n\n![](x.svg) {decorative}\n\n{{ leads #who-leads \"Lead officers\" }}\n\n- {{ bodies role=responsible-authority style=list }}\n\n{{ table data/burglary.csv “Burglary – 2020” }}\n\n{{ morile }} {#risk}\n\n{{ body.kcsp }}\n\n---\n";
    insta::assert_snapshot!(shown(text), @r########"
    box #duty "The duty"
      p #words Words of it.
      block leads [] [] None
    box ""
      p No title <strong here>.
    box ""
      p <run-in Note:> words
    picture #map "../images/x.svg" "A map" Some("Where *it* is {{ agreement.area }}") decorative=false
    picture "x.svg" "" None decorative=true
    block #who-leads leads [] [] Some("Lead officers")
    list None
      item
        block bodies [] ["role=responsible-authority", "style=list"] None
    block table ["data/burglary.csv"] [] Some("Burglary – 2020")
    block #risk morile [] [] None
    p <value body.kcsp>
    rule
    "########);
}

#[test]
fn links_values_and_notes() {
    let text = "See [](#dhr), [the **diagram**](#priority-diagram), <https://x.y/z>, <a@b.c>, [tel](tel:+44123) and [w][h].[^a]\n\n**{{ term.asb }}**s `{{ code }}` &amp; \\{\\{ b }} [text] \\{#x}\n\n[^a]: Note with {{ plan.a.short }}.\n\n[h]: https://handbook.example\n\n```\na {{ b }}\n```\n";
    insta::assert_snapshot!(shown(text), @r########"
    p See <ref dhr >, <ref priority-diagram the <strong diagram>>, <link https://x.y/z https://x.y/z>, <link mailto:a@b.c a@b.c>, <link tel:+44123 tel> and <link https://handbook.example w>.<note a>
    p <strong <value term.asb>>s <code {{ code }}> & {{ b }} [text] {#x}
    pre "a {{ b }}\n"
    note a: Note with <value plan.a.short>.
    "########);
}

#[test]
fn html_and_addresses_are_refused() {
    let text = "<div>\nx\n</div>\n\n<!-- note -->\n\na <b>c</b> <!-- d -->\n\n[a](javascript:x) [b](chapters/02-law.md) [c](&#106;avascript:x) <javascript:alert(1)> [](https://x.y) [d](https://x.y \"t\") [e](https://x/{{ a.b }}) [f](#Not_Id) [g]()\n\n[h][k]\n\n[k]: data:text/html,x\n";
    insta::assert_snapshot!(faults(text), @r########"
    raw-html "<div>\nx\n</div>"
      HTML is not published
      Write it in Markdown. To print the sign <, put a backslash before it.
    html-comment "<!-- note -->"
      A comment stands in the text
      Notes to colleagues belong in the pull request, or after # in the front matter.
    raw-html "<b>"
      HTML is not published
      Write **words** for bold.
    html-comment "<!-- d -->"
      A comment stands in the text
      Notes to colleagues belong in the pull request, or after # in the front matter.
    link-scheme "javascript:x"
      Links that start with “javascript:” are not published
      Only links that start with https:, http:, mailto: or tel:, or with # and an id of this document, are published.
    link-to-file "chapters/02-law.md"
      This link leads to a file, which readers of the document do not have
      Lead to the part by its id: [](#law).
    link-scheme "[c](&#106;avascript:x)"
      Links that start with “javascript:” are not published
      Only links that start with https:, http:, mailto: or tel:, or with # and an id of this document, are published.
    link-scheme "<javascript:alert(1)>"
      Links that start with “javascript:” are not published
      Only links that start with https:, http:, mailto: or tel:, or with # and an id of this document, are published.
    link-without-words "[](https://x.y)"
      This link has no words
      Write between the square brackets what the link leads to.
    link-title "[d](https://x.y \"t\")"
      The words in quotation marks would not be published
      Links have no title here: put the words into the text or leave them out.
    value-in-address "[e](https://x/{{ a.b }})"
      A value cannot stand in an address
      Write the address in full.
    malformed-id "Not_Id"
      “Not_Id” cannot be an id
      An id has small letters, digits and hyphens, and starts with a letter, such as “not-id”.
    link-without-address "[g]()"
      This link leads nowhere
      Only links that start with https:, http:, mailto: or tel:, or with # and an id of this document, are published.
    link-scheme "data:text/html,x"
      Links that start with “data:” are not published
      Only links that start with https:, http:, mailto: or tel:, or with # and an id of this document, are published.
    "########);
}

#[test]
fn pictures_are_refused() {
    let text = "![a](https://x.y/z.png)\n\n![](x.svg)\n\nwords ![b](y.svg)\n\n![c](/y.svg){decorative}\n\n![d {{ a.b }}](z.svg){wide}\n\n| ![e](z.svg) |\n|-|\n";
    insta::assert_snapshot!(faults(text), @r########"
    picture-from-network "https://x.y/z.png"
      This picture would be fetched from somewhere else
      Put the file into content/images/ and write its path from this file, such as ../images/map.svg.
    picture-without-alternative "![](x.svg)"
      This picture says nothing to a reader who cannot see it
      Describe it in the square brackets: ![what it shows](path). If it is there only for the look, write {decorative} after it.
    picture-in-text "![b](y.svg)"
      A picture stands among words here
      Give the picture a paragraph of its own, with an empty line before and after it.
    decorative-with-words "![c](/y.svg)"
      A decorative picture has words here that would not be published
      Leave out “decorative”, or else the words in square brackets and the caption.
    picture-outside "/y.svg"
      The path of this picture does not start from this file
      Put the file into content/images/ and write its path from this file, such as ../images/map.svg.
    value-in-alternative "d {{ a.b }}"
      A value cannot stand in the description of a picture
      Write the words in full; values may stand in the caption.
    unknown-attribute "wide"
      “wide” is not an attribute
      An id starts with #: {#wide}. To print the braces, write \{ and \}.
    table-without-rows "| ![e](z.svg) |\n|-|"
      This table has no rows
      Add a row below the line of hyphens, or take the table out.
    picture-in-text "![e](z.svg)"
      A picture stands among words here
      Give the picture a paragraph of its own, with an empty line before and after it.
    table-without-caption "![e](z.svg)"
      This table has no caption
      Write a line before it that starts with “Table:”, such as Table: Leads by priority {#leads}.
    "########);
}

#[test]
fn tables_are_refused() {
    let text =
        "| A | B |\n|---|---|\n| 1 | 2 | 3 *x* |\n\nTable: None\n\nwords\n\nTable: {#x}\n\n| A |\n|---|\n| {#b} |\n";
    insta::assert_snapshot!(faults(text), @r########"
    table-without-caption "A | B"
      This table has no caption
      Write a line before it that starts with “Table:”, such as Table: Leads by priority {#leads}.
    too-many-cells "| 3 *x* |"
      This row has more cells than the table has columns (2)
      Add a column to the first two lines of the table, or put a backslash before a | that is text.
    caption-without-table "Table: None"
      There is no table directly after this caption
      Put the table below it. A table starts with a row such as | Priority | Lead | and a line with as many cells, | --- | --- |.
    empty-caption "Table: {#x}"
      This caption has no words
      Say after “Table:” what the table shows.
    misplaced-attributes "{#b}"
      An id cannot stand here
      An id such as {#domestic-abuse} stands at the very end of a heading, paragraph, list item, caption or picture. Put a backslash before { to print it.
    "########);
}

#[test]
fn broken_references_and_notes_are_refused() {
    let text = "[a][missing] [b][] [c] [^none] [^two]\n\n[^two]: A\n[^two]: B\n[^unmarked]: C\n[^three]: D [^two]\n\n    E\n\nx[^three]\n\n[q]: first\n[q]: second\n";
    insta::assert_snapshot!(faults(text), @r########"
    missing-definition "[a][missing]"
      There is no address for the second pair of brackets
      Write the address in round brackets, [words](https://example.org), or the id of a place in this document, [words](#id). To print the brackets, put a backslash before each [.
    missing-definition "[b]"
      There is no address for the second pair of brackets
      Write the address in round brackets, [words](https://example.org), or the id of a place in this document, [words](#id). To print the brackets, put a backslash before each [.
    note-missing "[^none]"
      There is no note for this mark
      Write the note on a line of its own, such as [^label]: The words of the note.
    second-note "[^two]:"
      There are two notes with this label
      Give one of them another label, here and at its mark.
    mark-missing "[^unmarked]:"
      No place in the text has a mark for this note
      Write [^unmarked] after the words that it explains, or take the note out.
    note-in-note "[^two]"
      A note has a note of its own
      Put the words of the second note into the first.
    long-note "E"
      A note has one paragraph of words, and this is more
      Put it into the text, or into the note's first paragraph.
    unused-definition "[q]: first"
      No link uses this address, so the line would not be published
      Take the line out, or use it in a link such as [words][label]. If it is text, put a backslash before [.
    lost-words "q]: second"
      These words would not be published
      This label has an address already. Take the line out or give it another label.
    "########);
}

#[test]
fn braces_are_refused() {
    let text = "a {{ 7*7 }} {{ }} {{}} {{ open\nb }} {{ Body.KCSP }} {{ a.b | two words }} {{ leads x=1 }} {{ a.b c }} {#mid} x {wide}\n\n{{ leads #A \"x\" \"y\" a=1 a=2 \"z }}\n\n{#alone}\n\nwords {#a #b}\n\nwords {row-header}\n\nTable: x {row-header}\n\n|a|\n|-|\n";
    insta::assert_snapshot!(faults(text), @r########"
    malformed-value "7*7"
      Only names can stand here
      Write the name of a value, such as {{ edition.month }}, or of a block on a line of its own, such as {{ leads }}. Nothing is calculated here.
    empty-value "{{ }}"
      There is no name between these braces
      Write the name of a value, such as {{ edition.month }}, or of a block on a line of its own, such as {{ leads }}. Nothing is calculated here.
    empty-value "{{}}"
      There is no name between these braces
      Write a name, such as {{ edition.month }}, or put a backslash before each brace.
    malformed-value "{{"
      These braces are not closed on the same line
      Close them with }}, or put a backslash before each brace to print them. Only a name can stand between them.
    malformed-value "Body.KCSP"
      “Body.KCSP” is not a name
      Names have small letters and hyphens: “body.kcsp”.
    malformed-value "| two words"
      After | there can be one word, such as “words”
      Write it as in {{ count.plans | words }}.
    block-in-text "{{ leads x=1 }}"
      The block “leads” stands among words here
      Give the block a paragraph of its own, with an empty line before and after it.
    malformed-value "c"
      Only names can stand here
      Write the name of a value, such as {{ edition.month }}, or of a block on a line of its own, such as {{ leads }}. Nothing is calculated here.
    misplaced-attributes "{#mid}"
      An id cannot stand here
      An id such as {#domestic-abuse} stands at the very end of a heading, paragraph, list item, caption or picture. Put a backslash before { to print it.
    unknown-attribute "wide"
      “wide” is not an attribute
      An id starts with #: {#wide}. To print the braces, write \{ and \}.
    malformed-id "A"
      “A” cannot be an id
      An id has small letters, digits and hyphens, and starts with a letter, such as “a”.
    second-caption "y"
      This block has two captions
      Leave one of them out.
    second-option "a=2"
      “a” is given twice
      Leave one of them out.
    malformed-value "\"z "
      This quotation mark is not closed
      Put the caption between two quotation marks, inside the braces.
    misplaced-attributes "{#alone}"
      There are no words before this id
      Write it at the end of the block that it names, on the same line.
    second-id "#b"
      This has two ids
      Keep the one that is used elsewhere.
    unknown-attribute "row-header"
      “row-header” is not an attribute
      An id starts with #: {#row-header}. To print the braces, write \{ and \}.
    unknown-attribute "row-header"
      “row-header” is not an attribute
      Did you mean “row-headers”?
    table-without-rows "|a|\n|-|"
      This table has no rows
      Add a row below the line of hyphens, or take the table out.
    "########);
}

#[test]
fn headings_are_refused() {
    let text = "# Title\n\n#### Deep\n\n##### Deeper\n\n##No space\n\n##\n\n> ## In box\n\nSetext\n===\n";
    insta::assert_snapshot!(faults(text), @r########"
    title-in-body "# Title"
      A heading of the first level stands in the text
      The title is in the front matter; start headings with ##.
    heading-skip "#### Deep"
      This heading skips a level
      Start it with ###, one level below the heading before it.
    heading-too-deep "##### Deeper"
      This heading is too deep
      Headings start with ##, ### or ####; a bold title that ends in a colon can go further.
    heading-without-space "##No space"
      This heading would be printed as words
      Write a space after the signs #; there can be two to four of them.
    empty-heading "##"
      This heading has no words
      Write the words after the signs #, or take the line out.
    heading-in-block "## In box"
      A heading stands inside a box, list or note here
      Start the line with ##, not indented and without >. The title of a box is a first line in **bold**.
    title-in-body "Setext\n==="
      A heading of the first level stands in the text
      The title is in the front matter; start headings with ##.
    "########);
}

#[test]
fn hidden_characters_and_lost_words_are_refused() {
    let text = "a\u{202e}b &#x202e; c\u{7}\n\n```rust\nx\n```\n\n[Note]: important\n";
    insta::assert_snapshot!(faults(text).replace('\u{202e}', "RLO"), @r########"
    direction-character "\u{202e}"
      There is a hidden character here that changes the order of the words (U+202E)
      Delete it, or type the words around it again.
    direction-character "&#x202e;"
      There is a hidden character here that changes the order of the words (U+202E)
      Delete it, or type the words around it again.
    words-after-fence "```rust"
      The words after this fence would not be published
      Leave the line with the three signs empty otherwise.
    unused-definition "[Note]: important"
      No link uses this address, so the line would not be published
      Take the line out, or use it in a link such as [words][label]. If it is text, put a backslash before [.
    "########);
}

#[test]
fn front_matter_must_be_closed() {
    insta::assert_snapshot!(faults("---\ntitle: A\n"), @r########"
    open-front-matter "---"
      The front matter is not closed
      Write a line of --- after its last line.
    "########);
}

#[test]
fn data_strings_have_no_blocks() {
    let file = file();
    for text in
        ["1. a", "# a #", "- a", "> a", "| a |\n|---|", "[a]: b", "    a", "a\n===", "***", "`` ` ``", "{body} a"]
    {
        let (pieces, findings) = parse_inline(text, Place::At { file, offset: 0 });
        assert_eq!(findings, vec![], "{text}");
        let expected = text.replace('\n', " ").replace("`` ` ``", "<code `>");
        assert_eq!(show(&pieces), expected.trim(), "{text}");
    }
    let text = "_a_ **\"b\"** [](#c) {{ body.d }}\n  e";
    let (pieces, findings) = parse_inline(text, Place::At { file, offset: 0 });
    assert_eq!(findings, vec![]);
    assert_eq!(show(&pieces), "<em a> <strong \"b\"> <ref c > <value body.d> e");
    let spans: Vec<&str> = pieces.iter().map(|piece| &text[piece.span.start..piece.span.end]).collect();
    assert_eq!(spans, ["_a_", " ", "**\"b\"**", " ", "[](#c)", " ", "{{ body.d }}", "\n  e"]);
}

#[test]
fn data_strings_are_refused_what_belongs_to_parts() {
    let text = "a[^b] ![c](d.svg) <b> {#e} [f][g] [h](javascript:i) {{ leads x=1 }}";
    let (_, findings) = parse_inline(text, Place::At { file: file(), offset: 0 });
    insta::assert_snapshot!(listed(text, &findings), @r########"
    note-missing "[^b]"
      A note cannot be marked here
      Notes belong to the text of a part: put the words into the sentence, or a backslash before [ to print it.
    picture-in-text "![c](d.svg)"
      A picture stands among words here
      Pictures belong to the text of a part, in a paragraph of their own.
    raw-html "<b>"
      HTML is not published
      Write **words** for bold.
    misplaced-attributes "{#e}"
      An id cannot stand here
      Words in a data file have no id: delete it, or put a backslash before { to print it.
    missing-definition "[f][g]"
      There is no address for the second pair of brackets
      Write the address in round brackets, [words](https://example.org), or the id of a place in this document, [words](#id). To print the brackets, put a backslash before each [.
    link-scheme "javascript:i"
      Links that start with “javascript:” are not published
      Only links that start with https:, http:, mailto: or tel:, or with # and an id of this document, are published.
    block-in-text "{{ leads x=1 }}"
      The block “leads” stands among words here
      Blocks belong to the text of a part, in a paragraph of their own.
    "########);
    let whole = Span::new(file(), 7, 9);
    let (pieces, findings) = parse_inline(text, Place::Within(whole));
    assert!(findings.iter().all(|found| found.primary.span == whole));
    assert!(pieces.iter().all(|piece| piece.span == whole));
}

#[test]
fn byte_order_mark_and_windows_line_ends_do_not_move_spans() {
    let text = "\u{feff}---\r\ntitle: é\r\n---\r\nWörds\r\n\r\n1. a {{ x.y }} {#id}\r\n   b\r\n\r\n> **T**\r\n> c\r\n";
    let (_, body) = split_front_matter(text);
    let (prose, findings) = parse(text, body, file());
    assert_eq!(
        listed(text, &findings),
        "misplaced-attributes \"{#id}\"\n  An id cannot stand here\n  An id such as {#domestic-abuse} stands at the very end of a heading, paragraph, list item, caption or picture. Put a backslash before { to print it.\n"
    );
    let NodeKind::Paragraph(words) = &prose.blocks[0].kind else { panic!() };
    let slice = |span: Span| &text[span.start..span.end];
    assert_eq!(slice(words[0].span), "Wörds");
    let NodeKind::List { items, .. } = &prose.blocks[1].kind else { panic!() };
    assert_eq!(slice(items[0].span), "1. a {{ x.y }} {#id}\r\n   b");
    let NodeKind::Paragraph(words) = &items[0].blocks[0].kind else { panic!() };
    let PieceKind::Value { path, .. } = &words[1].kind else { panic!() };
    assert_eq!(slice(path.span), "x.y");
    let NodeKind::Callout { title, .. } = &prose.blocks[2].kind else { panic!() };
    assert_eq!(slice(title[0].span), "T");
}

#[test]
fn every_span_of_a_part_is_exact() {
    let text = "## A {#a}\n\n[](#bcd) [x](https://e.f) ![z](q.svg)\n\n![alt](p.svg \"cap\") {#pic}\n\n{{ table d/e.csv k=v #i \"C\" }}\n\nTable: Cap {#t}\n\n|H|\n|-|\n";
    let (prose, _) = read(text);
    let slice = |span: Span| &text[span.start..span.end];
    let ids: Vec<&str> = prose.blocks.iter().filter_map(|node| node.id.as_ref()).map(|id| slice(id.span)).collect();
    assert_eq!(ids, ["a", "pic", "i", "t"]);
    let NodeKind::Paragraph(words) = &prose.blocks[1].kind else { panic!() };
    let PieceKind::Reference { target, .. } = &words[0].kind else { panic!() };
    assert_eq!(slice(target.span), "bcd");
    let PieceKind::Link { url, .. } = &words[2].kind else { panic!() };
    assert_eq!(slice(url.span), "https://e.f");
    let NodeKind::Picture { path, alternative, caption: Some(caption), .. } = &prose.blocks[2].kind else { panic!() };
    assert_eq!([slice(path.span), slice(alternative.span), slice(caption.span)], ["p.svg", "alt", "cap"]);
    assert_eq!(Place::of(caption), Place::At { file: caption.span.file, offset: caption.span.start });
    let NodeKind::DataBlock(call) = &prose.blocks[3].kind else { panic!() };
    assert_eq!(slice(call.words[0].span), "d/e.csv");
    assert_eq!(slice(call.options[0].1.span), "v");
    assert_eq!(slice(call.caption.as_ref().unwrap().span), "C");
    let NodeKind::Table { caption_span: Some(caption), header, .. } = &prose.blocks[4].kind else { panic!() };
    assert_eq!([slice(*caption), slice(header[0].span)], ["Table: Cap {#t}", "H"]);
}

#[test]
fn depth_and_size_are_limited() {
    let codes = |text: &str| read(text).1.iter().map(|found| found.code).collect::<Vec<_>>();
    assert_eq!(codes(&(">".repeat(32) + " a")), Vec::<&str>::new());
    assert_eq!(codes(&(">".repeat(33) + " a")), ["too-deep"]);
    assert_eq!(codes(&("1. ".repeat(2_000) + "a")), ["too-deep"]);
    assert_eq!(codes(&("*a _b ".repeat(40) + &"_*".repeat(40))), ["too-deep"]);
    assert_eq!(codes(&"a".repeat(MAX_TEXT_BYTES + 1)), ["text-too-large"]);
    assert_eq!(codes(&"<b>\n\n".repeat(2_000)).len(), 501);
    assert_eq!(codes(&"a\n\n".repeat(20_000)), Vec::<&str>::new());
    assert_eq!(codes(&"a\n\n".repeat(20_002)), ["text-too-large"]);
}

#[test]
fn a_table_is_as_large_as_a_page_and_its_reader_can_bear() {
    let table = |columns: usize, rows: usize| {
        let row = |cell: &str| format!("|{}\n", format!("{cell}|").repeat(columns));
        format!("Table: C {{#c}}\n\n{}{}{}", row("a"), row("-"), row("b").repeat(rows))
    };
    let codes = |text: &str| read(text).1.iter().map(|found| found.code).collect::<Vec<_>>();
    assert_eq!(codes(&table(12, 2_000)), Vec::<&str>::new());
    assert_eq!(codes(&table(2, 2_001)), ["table-too-large"]);
    assert_eq!(codes(&table(13, 1)), ["table-too-large"]);
    assert_eq!(codes(&table(5_000, 2)), ["table-too-large"], "and it is told once");
    assert_eq!(read(&table(13, 1)).0.blocks[0].id.as_ref().map(|id| id.value.as_str()), Some("c"));
}

#[test]
fn a_block_begins_and_ends_with_its_words() {
    let text = "- \\*a\n\nb\n";
    let NodeKind::List { items, .. } = &read(text).0.blocks[0].kind else { panic!() };
    let place = items[0].blocks[0].span;
    assert_eq!(&text[place.start..place.end], "\\*a", "an escape begins at its backslash");

    let text = "- a\n\n  ---\n\n  ```\n  b\n  ```\n\nTable: C\n\n| a | b |\n| --- | --- |\n| c\n\nd\n";
    let (prose, findings) = read(text);
    assert_eq!(findings, vec![]);
    let slice = |span: Span| &text[span.start..span.end];
    let NodeKind::List { items, .. } = &prose.blocks[0].kind else { panic!() };
    assert_eq!(slice(items[0].blocks[1].span), "---");
    assert_eq!(slice(items[0].blocks[2].span), "```\n  b\n  ```");
    let NodeKind::Table { rows, .. } = &prose.blocks[1].kind else { panic!() };
    let place = rows[0][1].span;
    assert_eq!(&text[..place.start], &text[..text.find("| c").unwrap() + 3], "a cell that its row lacks");
    assert_eq!(slice(prose.blocks[1].span), "Table: C\n\n| a | b |\n| --- | --- |\n| c");
}

#[test]
fn spaces_of_word_and_of_entities_are_spaces() {
    assert_eq!(shown("\u{a0}\n\n&nbsp;\n\na"), "p a\n");
    assert_eq!(shown("{{ leads }}\u{a0}\n\n{{ leads }}\n\u{a0}"), shown("{{ leads }}\n\n{{ leads }}"));
    assert_eq!(shown("\u{a0}a {#b}\u{a0}"), "p #b a\n");
    assert_eq!(shown("a\u{a0}b"), "p a\u{a0}b\n");
}

/// All spans of findings and pieces, for the checks that hold for any text.
fn spans(prose: &Prose) -> Vec<Span> {
    fn pieces(content: &[Piece], found: &mut Vec<Span>) {
        for piece in content {
            found.push(piece.span);
            match &piece.kind {
                PieceKind::Emphasis(inner) | PieceKind::Strong(inner) | PieceKind::RunIn(inner) => pieces(inner, found),
                PieceKind::Link { url: name, content } | PieceKind::Reference { target: name, content, .. } => {
                    found.push(name.span);
                    pieces(content, found);
                }
                PieceKind::Value { path, .. } => found.push(path.span),
                PieceKind::FootnoteMark { label } => found.push(label.span),
                PieceKind::Text(_) | PieceKind::Code(_) | PieceKind::LineBreak => {}
            }
        }
    }
    fn blocks(nodes: &[Node], found: &mut Vec<Span>) {
        for node in nodes {
            found.push(node.span);
            found.extend(node.id.iter().map(|id| id.span));
            match &node.kind {
                NodeKind::Heading { content, .. } | NodeKind::Paragraph(content) => pieces(content, found),
                NodeKind::List { items, .. } => items.iter().for_each(|item| {
                    found.push(item.span);
                    blocks(&item.blocks, found);
                }),
                NodeKind::Table { caption, header, rows, .. } => {
                    caption.iter().for_each(|content| pieces(content, found));
                    for cell in header.iter().chain(rows.iter().flatten()) {
                        found.push(cell.span);
                        pieces(&cell.content, found);
                    }
                }
                NodeKind::Callout { title, blocks: inner } => {
                    pieces(title, found);
                    blocks(inner, found);
                }
                NodeKind::Picture { path, alternative, caption, .. } => {
                    found.extend([path.span, alternative.span]);
                    found.extend(caption.iter().map(|caption| caption.span));
                }
                NodeKind::DataBlock(call) => found.extend([call.span, call.name.span]),
                NodeKind::Preformatted(_) | NodeKind::Rule => {}
            }
        }
    }
    let mut found = Vec::new();
    blocks(&prose.blocks, &mut found);
    for note in &prose.footnotes {
        found.extend([note.span, note.label.span]);
        pieces(&note.content, &mut found);
    }
    found
}

/// Texts made of the signs that mean something, so that they meet in every order.
fn hostile() -> impl Strategy<Value = String> {
    let signs = prop::sample::select(vec![
        "a",
        "é",
        " ",
        "\n",
        "\n\n",
        "\r\n",
        "# ",
        "## ",
        "> ",
        "- ",
        "1. ",
        "    ",
        "*",
        "**",
        "_",
        "`",
        "```",
        "[",
        "]",
        "(",
        ")",
        "](",
        "![",
        "](#a)",
        "{{",
        "}}",
        "{{ a.b }}",
        "{{ leads }}",
        "{#a}",
        "{",
        "}",
        "|",
        "|-|\n",
        "Table: ",
        "[^a]",
        "[^a]: ",
        "[a]: b",
        "<",
        "<b>",
        "<!--",
        "-->",
        "&amp;",
        "\\",
        "\"",
        "---\n",
        "===\n",
        "\u{202e}",
        "\u{fdd0}",
        "\u{378}",
        "\u{0}",
        "\u{feff}",
        "~",
    ]);
    prop::collection::vec(signs, 0..60).prop_map(|signs| signs.concat())
}

fn sound(text: &str, prose: &Prose, findings: &[Diagnostic]) {
    let all = spans(prose).into_iter().chain(findings.iter().map(|found| found.primary.span));
    for span in all {
        assert!(text.get(span.start..span.end).is_some(), "{span:?} in {text:?}");
    }
}

proptest! {
    #[test]
    fn any_text_is_read_without_panic(text in "\\PC*") {
        let (prose, findings) = read(&text);
        sound(&text, &prose, &findings);
    }

    #[test]
    fn any_marks_are_read_and_no_word_is_lost(text in hostile()) {
        let (prose, findings) = read(&text);
        sound(&text, &prose, &findings);
        if findings.is_empty() {
            let mut lines = String::new();
            show_blocks(&prose.blocks, 0, &mut lines);
            for note in &prose.footnotes {
                lines.push_str(&show(&note.content));
            }
            let bare = text.replace("&amp;", "").replace("Table: ", "");
            let accents = bare.matches('é').count();
            prop_assert!(lines.matches('é').count() >= accents, "{text:?}\n{lines}");
        }
        let (pieces, findings) = parse_inline(&text, Place::At { file: file(), offset: 0 });
        let prose = Prose { blocks: vec![Node { span: Span::new(file(), 0, 0), id: None, kind: NodeKind::Paragraph(pieces) }], footnotes: vec![] };
        sound(&text, &prose, &findings);
    }

    #[test]
    fn plain_paragraphs_keep_their_words(paragraphs in prop::collection::vec(prop::collection::vec("[a-zà-ÿA-Z0-9]{1,9}", 1..12), 1..8)) {
        let text = paragraphs.iter().map(|words| words.join(" ")).collect::<Vec<_>>().join("\n\n");
        let (prose, findings) = read(&text);
        prop_assert_eq!(findings, vec![]);
        let read: Vec<String> = prose.blocks.iter().map(|node| match &node.kind {
            NodeKind::Paragraph(content) => plain_text(content),
            _ => String::new(),
        }).collect();
        prop_assert_eq!(read.join("\n\n"), text);
    }
}
