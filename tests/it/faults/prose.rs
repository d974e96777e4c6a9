//! Faults of prose: front matter, values, blocks, links, headings, tables, notes, characters.

use super::check;
use super::sources::Sources;

const FOREWORD: &str = "foreword.md";

fn prose(words: &str) -> Sources {
    Sources::sound().prose(words)
}

fn swap(path: &str, old: &str, new: &str) -> Sources {
    Sources::sound().swap(path, old, new)
}

#[test]
fn lengths() {
    let long = |letters: usize| "The tide turns. ".repeat(letters / 16 + 1);
    check(
        "lengths",
        &[
            ("a paragraph without end", prose(&long(20_000))),
            ("a heading without end", prose(&format!("## {}\n\nThe tide turns.", long(2_000)))),
            ("a note without end", prose(&format!("The tide turns.[^a]\n\n[^a]: {}", long(20_000)))),
            ("a cell without end", prose(&format!("Table: Tides\n\n| A | B |\n|---|---|\n| {} | B |", long(20_000)))),
            ("a title without end", swap(FOREWORD, "title: Foreword", &format!("title: {}", long(2_000)))),
        ],
    );
}

#[test]
fn front_matter() {
    check(
        "front_matter",
        &[
            ("a file without front matter", Sources::sound().put(FOREWORD, "The people look out for one another.\n")),
            ("an empty file", Sources::sound().put(FOREWORD, "")),
            (
                "front matter without an end",
                Sources::sound().put(FOREWORD, "---\ntitle: Foreword\n\nThe people look out.\n"),
            ),
            ("front matter with nothing in it", Sources::sound().put(FOREWORD, "---\n---\n\nThe people look out.\n")),
            (
                "an empty line before the front matter",
                Sources::sound().put(FOREWORD, "\n---\ntitle: Foreword\n---\n\nThe people look out.\n"),
            ),
            (
                "a title as a heading",
                Sources::sound().put(FOREWORD, "# Foreword\n\nThe people look out for one another.\n"),
            ),
            ("an unknown key", swap(FOREWORD, "title: Foreword", "title: Foreword\nauthor: A. Bittern")),
            ("a key near a known one", swap(FOREWORD, "signed-by", "signed_by")),
            (
                "a title that is missing",
                swap("chapters/01-introduction.md", "title: Introduction\n", "short-title: Intro\n"),
            ),
            ("a title that is empty", swap("chapters/01-introduction.md", "title: Introduction", "title:")),
            (
                "a title that is a list",
                swap("chapters/01-introduction.md", "title: Introduction", "title: [Introduction]"),
            ),
            (
                "a title with an unknown value",
                swap("chapters/01-introduction.md", "title: Introduction", "title: Introduction of {{ edition.mnth }}"),
            ),
            (
                "paragraphs neither numbered nor plain",
                swap(FOREWORD, "title: Foreword", "title: Foreword\nparagraphs: none"),
            ),
            (
                "numbered paragraphs in a foreword",
                swap(FOREWORD, "title: Foreword", "title: Foreword\nparagraphs: numbered"),
            ),
            ("three columns", swap(FOREWORD, "title: Foreword", "title: Foreword\ncolumns: 3")),
            (
                "signed by words",
                Sources::sound().put(FOREWORD, "---\ntitle: Foreword\nsigned-by: A. Bittern\n---\n\nWords.\n"),
            ),
            (
                "signed without offices",
                swap(FOREWORD, "  offices: [Chair of the partnership, Member for the Sluices]\n", ""),
            ),
            (
                "signed with an office that is words",
                swap(FOREWORD, "[Chair of the partnership, Member for the Sluices]", "Chair"),
            ),
            ("front matter that is a list", Sources::sound().put(FOREWORD, "---\n- title\n---\n\nWords.\n")),
        ],
    );
}

#[test]
fn values_and_blocks() {
    check(
        "values",
        &[
            ("an unknown value", prose("In {{ edition.mnth }}.")),
            ("an unknown value near none", prose("In {{ weather.today }}.")),
            ("an unknown body", prose("The {{ body.marsh-polise }}.")),
            ("an unknown body near none", prose("The {{ body.xyz }}.")),
            ("an unknown plan", prose("The {{ plan.reed }}.")),
            ("an unknown term", prose("The {{ term.mas }}.")),
            ("an unknown priority", prose("On {{ priority.floods }}.")),
            ("an unknown theme", prose("On {{ theme.young }}.")),
            ("an unknown Act", prose("The {{ legislation.safety-acts }}.")),
            ("a kind without a name", prose("The {{ body }} and more.")),
            ("an unknown kind", prose("The {{ bodies.msp }}.")),
            ("a short form where there is none", prose("The {{ body.marsh-police.short }}.")),
            ("an unknown fact of a plan", prose("The {{ plan.calm-waters.year }}.")),
            ("an unknown count", prose("All {{ count.boats }}.")),
            ("an unknown role to count", prose("All {{ count.bodies.partners }}.")),
            ("words of a text", prose("In {{ edition.month | words }}.")),
            ("words of an unknown value", prose("All {{ count.boats | words }}.")),
            ("an unknown filter", prose("All {{ count.plans | upper }}.")),
            ("an expression", prose("In {{ edition.year + 1 }}.")),
            ("a sum", prose("So {{ 7*7 }}.")),
            ("a call", prose("So {{ range(3) }}.")),
            ("a name with capitals", prose("The {{ Body.MSP }}.")),
            ("a name with an underscore", prose("On {{ priority.boat_theft }}.")),
            ("braces that are not closed", prose("In {{ edition.month and on.")),
            ("braces that are closed on the next line", prose("In {{ edition.month\n}} and on.")),
            ("braces with one brace at the end", prose("In {{ edition.month } and on.")),
            ("braces that were not opened", prose("In edition.month }} and on.")),
            ("braces with nothing in them", prose("In {{ }} and {{}}.")),
            ("a tag of a template language", prose("{% include \"x\" %} and {# remark #}")),
            ("an unknown block", prose("{{ lead }}")),
            ("an unknown block near none", prose("{{ weather-map }}")),
            ("a value alone on its line that is unknown", prose("{{ edition.mnth }}")),
            ("a block among words", prose("These are {{ leads }} of ours.")),
            ("a block among words with a setting", prose("These are {{ bodies role=partner }} of ours.")),
            ("a block of a file that is not there", Sources::sound().without("data/morile.yaml")),
            ("a block of a file that is damaged", Sources::sound().put("data/morile.yaml", "year: [\n")),
            ("a block without the role that it needs", prose("{{ bodies }}")),
            ("a block with an unknown role", prose("{{ bodies role=partners }}")),
            ("a block with an unknown style", prose("{{ bodies role=partner style=table }}")),
            ("a block with an unknown setting", prose("{{ bodies role=partner columns=2 }}")),
            ("a block without settings that is given one", prose("{{ horizon-scanning columns=2 }}")),
            ("a block with a word", prose("{{ horizon-scanning short }}")),
            ("a setting given twice", prose("{{ bodies role=partner role=other }}")),
            ("a caption whose quotation mark is not closed", prose("{{ horizon-scanning \"Weather }}")),
            ("two captions", prose("{{ strategic-assessments \"One\" \"Two\" }}")),
            ("a part of the plan that is none", prose("{{ police-and-crime-plan part=crime }}")),
            (
                "the matrix without names of partnerships",
                prose("{{ assessment-matrix }}")
                    .swap("data/assessments.yaml", "partnerships: [north-group, south-group]", "partnership-count: 2")
                    .swap("data/assessments.yaml", "marks: { north-group: main, south-group: main }", "count: 2")
                    .swap("data/assessments.yaml", "marks: { south-group: cross-cutting }", "count: 1"),
            ),
            (
                "a contact that the settings lack",
                swap(
                    "agreement.yaml",
                    "contact:\n  body: marsh-council\n  address: [Heron House, Sluice Lane, Marshton]\n  email: safety@marshland.example\n  telephone: \"01632 960001\"\n",
                    "",
                ),
            ),
            ("a block twice", prose("{{ leads }}")),
            (
                "values in an address and in code",
                prose("[x](https://example.org/{{ edition.year }}) and `{{ edition.year }}`"),
            ),
        ],
    );
}

#[test]
fn references_and_links() {
    check(
        "links",
        &[
            ("an unknown reference", prose("See [](#step).")),
            ("an unknown reference near none", prose("See [the plan](#xyz-xyz-xyz).")),
            ("a reference to what has no name", prose("Some words. {#here}\n\nSee [](#here).")),
            (
                "two references to what has no name",
                prose("Some words. {#here}\n\nSee [](#here).\n\nAgain, see [](#here)."),
            ),
            ("a reference with a capital", prose("See [](#Steps).")),
            ("an id used twice in a part", prose("## One {#one}\n\nWords.\n\n## Two {#one}\n\nWords.")),
            ("an id used in two parts", prose("## Tides {#tides}\n\nWords.")),
            ("an id that is the name of a part", prose("## Intro {#introduction}\n\nWords.")),
            ("an id that is the name of a block", prose("## The leads {#leads}\n\nWords.")),
            ("an id with capitals", prose("## Tides {#High_Tides}\n\nWords.")),
            ("an id in the middle", prose("Some {#here} words.")),
            ("two ids", prose("## Tides {#a #b}\n\nWords.")),
            ("an id alone", prose("{#alone}")),
            ("a link that runs a program", prose("[x](javascript:alert(1))")),
            ("a link that is data", prose("[x](data:text/html,x)")),
            ("a link to a disk", prose("[x](file:///etc/passwd)")),
            (
                "a disguised link",
                prose("[x](JaVa&#x53;cript:alert(1)) and [y](java&#x0A;script:alert(1)) and <vbscript:x>"),
            ),
            ("a link to a file beside it", prose("[x](b-priorities.md)")),
            ("a link to a folder", prose("[x](../images)")),
            ("a link without https", prose("[x](www.example.org)")),
            ("a link with a space", prose("[x](<https://example.org/a b>)")),
            ("a link without an address", prose("[x]()")),
            ("a link without words", prose("[](https://example.org)")),
            ("a link with a title", prose("[x](https://example.org \"title\")")),
            ("an address that no link uses", prose("[unused]: https://example.org\n\nWords.")),
            ("a link whose address is missing", prose("See [the plan][plan].")),
            ("HTML of its own", prose("<div class=\"x\">\nWords.\n</div>")),
            ("HTML among words", prose("Some <b>bold</b> words.")),
            ("a comment", prose("<!-- to do -->\n\nSome <!-- hidden --> words.")),
            ("a script", prose("<script>alert(1)</script>")),
            ("a less-than sign", prose("If a<b and c > d, or a < b.")),
        ],
    );
}

#[test]
fn blocks_of_prose() {
    check(
        "prose",
        &[
            ("a heading of the first level", prose("# Tides\n\nWords.")),
            ("a heading underlined with equals signs", prose("Tides\n=====\n\nWords.")),
            ("a heading that skips a level", prose("### Tides\n\nWords.")),
            ("a heading that skips a level later", prose("## Tides\n\n#### High\n\nWords.")),
            ("a heading that is too deep", prose("## A\n\n### B\n\n#### C\n\n##### D\n\nWords.")),
            ("a heading without a space", prose("##Tides\n\nWords.")),
            ("a heading without words", prose("##\n\nWords.")),
            ("a heading in a box", prose("> ## Tides\n>\n> Words.")),
            ("a table without a caption", prose("| A | B |\n| --- | --- |\n| 1 | 2 |")),
            ("a caption without a table", prose("Table: Tides\n\nWords.")),
            ("a caption without words", prose("Table: {#x}\n\n| A | B |\n| --- | --- |\n| 1 | 2 |")),
            ("a caption after its table", prose("| A | B |\n| --- | --- |\n| 1 | 2 |\n\nTable: Tides")),
            ("a row with too many cells", prose("Table: Tides\n\n| A | B |\n| --- | --- |\n| 1 | 2 | 3 |")),
            ("a row with too few cells", prose("Table: Tides\n\n| A | B |\n| --- | --- |\n| 1 |")),
            ("a header row with too few cells", prose("Table: Tides\n\n| A |\n| --- | --- |\n| 1 | 2 |")),
            ("a table without rows", prose("Table: Tides\n\n| A | B |\n| --- | --- |")),
            ("a header cell without words", prose("Table: Tides\n\n| A | |\n| --- | --- |\n| 1 | 2 |")),
            (
                "an unknown word in a caption",
                prose("Table: Tides {#tide rowheaders}\n\n| A | B |\n| --- | --- |\n| 1 | 2 |"),
            ),
            ("a mark without its note", prose("Words.[^1]")),
            ("a note without a mark", prose("Words.\n\n[^1]: The note.")),
            ("a note given twice", prose("Words.[^1]\n\n[^1]: The note.\n\n[^1]: Another.")),
            ("a note without words", prose("Words.[^1]\n\n[^1]:")),
            ("a note with a list", prose("Words.[^1]\n\n[^1]: The note.\n\n    - a\n    - b")),
            ("a note in a note", prose("Words.[^1] More.[^2]\n\n[^1]: The note.[^2]\n\n[^2]: Another.")),
            ("a note that is its own mark", prose("Words.[^1]\n\n[^1]: The note.[^1]")),
            ("words after a fence", prose("```python\nprint()\n```")),
            (
                "lists forty deep",
                prose(&(0..40).map(|depth| format!("{}- a\n", "  ".repeat(depth))).collect::<String>()),
            ),
            ("boxes a thousand deep", prose(&format!("{} a", ">".repeat(1000)))),
            ("nothing but spaces", prose("   \n\n")),
        ],
    );
}

#[test]
fn characters() {
    check(
        "characters",
        &[
            ("an emoji in prose", prose("Well done \u{1f600}!")),
            ("an emoji twice in a paragraph", prose("Well \u{1f600} done \u{1f600}!")),
            ("Arabic in prose", prose("Welcome \u{645}\u{631}\u{62d}\u{628}\u{627} here.")),
            ("Chinese in prose", prose("Welcome 中文 here.")),
            ("an emoji in code", prose("Type `\u{1f600}` here.")),
            ("an emoji as an entity", prose("Well &#x1F600; done.")),
            ("an emoji in data", swap("data/horizon.yaml", "on boats", "on boats \u{1f6a3}")),
            ("an emoji in a key", swap("data/plans.yaml", "status: draft", "\u{1f600}: draft")),
            (
                "an emoji in a title",
                swap("chapters/01-introduction.md", "title: Introduction", "title: Introduction \u{1f600}"),
            ),
            (
                "an emoji in an alternative text",
                swap("chapters/02-how-we-work.md", "A wooden sluice gate", "A \u{1f600} gate"),
            ),
            (
                "an emoji in a caption of a picture",
                swap("chapters/02-how-we-work.md", "The North Sluice in spring", "The \u{1f600} Sluice"),
            ),
            ("an emoji in a caption of a block", prose("{{ strategic-assessments \"Issues \u{1f600}\" }}")),
            ("an emoji in a table", swap("chapters/02-how-we-work.md", "06:10", "06:10 \u{1f600}")),
            ("an emoji in a CSV file", swap("data/boats.csv", "April", "April \u{1f600}")),
            ("an emoji in the alternative text of a logo", swap("agreement.yaml", "The heron of", "The \u{1f600} of")),
            (
                "an emoji in the title of the agreement",
                swap("agreement.yaml", "title: Marshland Safety", "title: \u{1f600} Safety"),
            ),
            (
                "an emoji written with an escape",
                swap("version-control.yaml", "summary: New agreement", "summary: \"New \\U0001F600 agreement\""),
            ),
            ("a control character in prose", prose("Words\u{7}here.")),
            ("a control character in data", swap("data/horizon.yaml", "on boats", "\"on \\u0007 boats\"")),
            ("a zero in prose", prose("Words\0here.")),
            ("a bidirectional override in prose", prose("Words \u{202e}here\u{202c}.")),
            ("a bidirectional override in data", swap("data/horizon.yaml", "on boats", "on \u{202e}boats")),
            ("a bidirectional override in an id", swap("data/plans.yaml", "id: reed-plan", "id: reed\u{202e}-plan")),
            (
                "a bidirectional override in front matter",
                swap("chapters/01-introduction.md", "title: Introduction", "title: Intro\u{202e}duction"),
            ),
            ("a bidirectional override as an entity", prose("Words &#x202e;here.")),
            ("a bidirectional override in an address", prose("[x](https://example.org/\u{202e}x)")),
            ("a zero-width space", prose("Words\u{200b}here.")),
            ("a line separator", prose("Words\u{2028}here.")),
            ("a private character", prose("Words \u{e000} here.")),
        ],
    );
}

#[test]
fn template_languages_in_every_field_are_words() {
    let code = "#panic() {% include x %} $x$ @ref #{1+1}";
    let quoted = "\"#panic() {% include x %} $x$ @ref #let x = 1\"";
    check(
        "code",
        &[
            (
                "a sum in the name of a body",
                swap("data/bodies.yaml", "name: Marshland Police", "name: \"Police {{ 7*7 }}\""),
            ),
            (
                "a sum in the title of the agreement",
                swap("agreement.yaml", "title: Marshland Safety Agreement", "title: \"Safety {{ 7*7 }}\""),
            ),
            (
                "a sum in the name of a priority",
                swap("data/priorities.yaml", "name: Boat Theft", "name: \"Boats {{ 7*7 }}\""),
            ),
            (
                "a value in the name of a body",
                swap("data/bodies.yaml", "name: Marshland Police", "name: \"Police {{ edition.year }}\""),
            ),
            (
                "a script in the name of a body",
                swap("data/bodies.yaml", "name: Marshland Police", "name: <script>alert(1)</script>"),
            ),
            (
                "a script in the description",
                swap("agreement.yaml", "description: How", "description: </title><script>alert(1)</script> How"),
            ),
            (
                "commands in names",
                swap("data/bodies.yaml", "name: Marshland Police", &format!("name: {quoted}")).swap(
                    "agreement.yaml",
                    "title: Marshland Safety Agreement",
                    &format!("title: {quoted}"),
                ),
            ),
            ("commands in prose", prose(code)),
        ],
    );
}

/// Fields that are not prose are printed as they are typed, whatever is in them.
#[test]
fn code_in_a_field_is_printed_and_never_run() {
    let code = "#panic(1) {{ 7*7 }} {% include %} $x$ *a* _b_ @ref <script>alert(1)</script> \\ & ' ` ~ =x";
    let yaml = format!("\"{}\"", code.replace('\\', "\\\\"));
    let sources = swap("data/bodies.yaml", "name: Marshland Police", &format!("name: {yaml}"))
        .swap("agreement.yaml", "title: Marshland Safety Agreement", &format!("title: {yaml}"))
        .swap("agreement.yaml", "area: Marshland", &format!("area: {yaml}"))
        .swap(
            "agreement.yaml",
            "description: How the partners of Marshland keep its people safe together.",
            &format!("description: {yaml}"),
        )
        .swap("agreement.yaml", "Heron House", &yaml)
        .swap("agreement.yaml", "alt: The heron of Marshland Council", &format!("alt: {yaml}"))
        .swap("data/priorities.yaml", "post: Harbour Sergeant", &format!("post: {yaml}"))
        .swap("data/plans.yaml", "name: Plan for the Reeds", &format!("name: {yaml}"))
        .swap("data/legislation.yaml", "title: Marsh Safety Act", &format!("title: {yaml}"))
        .swap("data/glossary.yaml", "name: Marshland Safety Agreement", &format!("name: {yaml}"))
        .swap("foreword.md", "name: A. Bittern", &format!("name: {yaml}"))
        .add("data/boats.csv", &format!("\"{code}\",3\n"));
    let files = sources.files();
    let outcome = sources.publish(&files, true);
    assert_eq!(outcome.artefacts.len(), 2, "{}", super::telling::print(&files, &outcome));
    let html = String::from_utf8(outcome.artefacts[1].bytes.clone()).expect("a page in UTF-8");
    assert!(!html.contains("<script>alert"), "the page has a script");
    let shown = "{{ 7*7 }} {% include %} $x$";
    assert!(html.matches(shown).count() >= 9, "{} of the fields are printed", html.matches(shown).count());
}

#[test]
fn typed_numbers() {
    check(
        "typed_numbers",
        &[
            ("a page typed by hand", prose("The table is on page 4, as everybody knows.")),
            ("a paragraph typed by hand", prose("See paragraph 6.2 for the reasons.")),
            ("an appendix typed by hand, in bold", prose("It is **in Appendix B** that the tides stand.")),
            ("a section of an Act", prose("Section 17 of the Act applies, and paragraph 4 of the guidance.")),
            ("a page in code", prose("Write `page 4` into the form.")),
        ],
    );
}
