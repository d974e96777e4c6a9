//! Faults of YAML: grammar, keys and the kinds of values.

use super::check;
use super::sources::Sources;

const BODIES: &str = "data/bodies.yaml";
const PLANS: &str = "data/plans.yaml";

/// The file of plans with these lines, which a slip of the keyboard has spoilt.
fn plans(lines: &str) -> Sources {
    Sources::sound().put(PLANS, lines)
}

/// A plan in lines of its own, then the words in question.
fn after_a_plan(lines: &str) -> Sources {
    plans(&format!("plans:\n  - id: calm-waters\n    name: Calm Waters Plan\n    short: Calm Waters\n{lines}"))
}

#[test]
fn slips_of_the_keyboard() {
    check(
        "yaml_slips",
        &[
            ("a colon is missing", after_a_plan("  - id: reed-plan\n    name Plan for the Reeds\n    status: draft\n")),
            ("a colon is missing in the last line", after_a_plan("  - id: reed-plan\n    name Plan for the Reeds\n")),
            ("a colon is missing in the first line", plans("plans\n  - id: calm-waters\n    name: Calm Waters Plan\n")),
            ("a colon is missing after a key of lists", plans("plans\n")),
            (
                "no space after the colon",
                after_a_plan("  - id: reed-plan\n    name:Plan for the Reeds\n    status: draft\n"),
            ),
            ("no space after the first colon", after_a_plan("  - id:reed-plan\n    name: Plan for the Reeds\n")),
            ("no space after the only colon", after_a_plan("  - id:reed-plan\n")),
            ("a line begins with a tab", after_a_plan("  - id: reed-plan\n\tname: Plan for the Reeds\n")),
            ("a tab among spaces", after_a_plan("  - id: reed-plan\n  \tname: Plan for the Reeds\n")),
            ("a list is indented with a tab", plans("plans:\n\t- id: calm-waters\n\t  name: Calm Waters Plan\n")),
            (
                "a double quotation mark is not closed",
                after_a_plan("  - id: reed-plan\n    name: \"Plan for the Reeds\n    status: draft\n"),
            ),
            (
                "a single quotation mark is not closed",
                after_a_plan("  - id: reed-plan\n    name: 'Plan for the Reeds\n    status: draft\n"),
            ),
            (
                "the quotation mark is closed by chance",
                after_a_plan("    revision: \"Spring 2020\n  - id: reed-plan\n    name: \"Plan for the Reeds\"\n"),
            ),
            (
                "an apostrophe in single quotation marks",
                after_a_plan("  - id: reed-plan\n    name: 'The county's Plan for the Reeds'\n"),
            ),
            ("words after a quotation", after_a_plan("  - id: reed-plan\n    name: \"Plan\" for the Reeds\n")),
            ("a backslash in double quotation marks", after_a_plan("  - id: reed-plan\n    name: \"C:\\Plan\"\n")),
            (
                "a curly bracket is not closed",
                plans(
                    "plans:\n  - { id: calm-waters, name: Calm Waters Plan\n  - { id: reed-plan, name: Plan for the Reeds }\n",
                ),
            ),
            ("the last curly bracket is not closed", plans("plans:\n  - { id: calm-waters, name: Calm Waters Plan\n")),
            ("a square bracket is not closed", Sources::sound().swap("data/morile.yaml", "Fog]", "Fog")),
            ("a bracket too many", Sources::sound().swap("data/morile.yaml", "Fog]", "Fog]]")),
            ("the wrong bracket", Sources::sound().swap("data/morile.yaml", "Fog]", "Fog}")),
            ("a comma is missing between two keys", plans("plans:\n  - { id: calm-waters name: Calm Waters Plan }\n")),
            ("a value begins with a bracket", after_a_plan("    revision: [draft] Spring 2020\n")),
            ("a colon inside a value", after_a_plan("  - id: reed-plan\n    name: Reeds: a plan\n")),
            (
                "a colon at the end of a value",
                after_a_plan("  - id: reed-plan\n    name: Plan for the Reeds:\n    status: draft\n"),
            ),
            ("a colon inside a value with quotation marks", after_a_plan("    revision: The \"new\" plan: Spring\n")),
            (
                "a colon inside an item",
                Sources::sound().put("data/morile.yaml", "year: 2030-31\nissues:\n  - Flooding: the worst: again\n"),
            ),
            ("a line too far to the right", after_a_plan("      revision: Spring 2020\n")),
            ("a line too far to the left", plans("plans:\n  - id: calm-waters\n   name: Calm Waters Plan\n")),
            ("an entry too far to the right", after_a_plan("    - id: reed-plan\n      name: Plan for the Reeds\n")),
            ("an entry too far to the left", after_a_plan(" - id: reed-plan\n   name: Plan for the Reeds\n")),
            ("a key at the margin", plans("plans:\n  - id: calm-waters\nname: Calm Waters Plan\n")),
            ("a hyphen on the line of the key", plans("plans: - id: calm-waters\n    name: Calm Waters Plan\n")),
            ("no space after the hyphen", plans("plans:\n  -id: calm-waters\n   name: Calm Waters Plan\n")),
            ("a hyphen in the middle of an entry", after_a_plan("    - status: draft\n")),
            ("a hyphen before a key of an entry", plans("plans:\n  - id: calm-waters\n  - name: Calm Waters Plan\n")),
            ("a value with a star", after_a_plan("    revision: *new* plan\n")),
            ("a value with an ampersand", after_a_plan("    revision: &new plan\n")),
            (
                "an anchor and its alias",
                after_a_plan("  - &reeds { id: reed-plan, name: Plan for the Reeds }\n  - *reeds\n"),
            ),
            ("a value with an exclamation mark", after_a_plan("    revision: !new plan\n")),
            ("a value with a percent sign", after_a_plan("    revision: %new\n")),
            ("a value with an at sign", after_a_plan("    revision: @new\n")),
            ("a value with a backquote", after_a_plan("    revision: `new`\n")),
            ("a question mark as a key", after_a_plan("  - ? id\n    : reed-plan\n")),
            (
                "a merge key",
                after_a_plan("  - <<: { status: draft }\n    id: reed-plan\n    name: Plan for the Reeds\n"),
            ),
            ("a merge key with an alias", after_a_plan("  - <<: *reeds\n    id: reed-plan\n")),
            ("a colour without quotation marks", Sources::sound().swap("agreement.yaml", "\"#1f5a4c\"", "#1f5a4c")),
            ("two documents", after_a_plan("---\nplans: []\n")),
            ("a rule at the end", after_a_plan("---\n")),
            ("three points at the end", after_a_plan("...\nmore: 1\n")),
            ("Markdown in a data file", plans("# Plans\n\nThese are **our** plans:\n\n* Calm Waters\n* Reeds\n")),
            ("a key that is a list", plans("plans:\n  - [id, name]: x\n")),
            ("lists forty deep", plans(&format!("plans: {}{}\n", "[".repeat(40), "]".repeat(40)))),
            ("lines forty deep", plans(&(0..40).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect::<String>())),
            ("a hundred thousand brackets", plans(&format!("plans: {}\n", "[".repeat(100_000)))),
            ("a zero byte", plans("plans:\n  - id: calm\0waters\n    name: Calm\n")),
            (
                "words before the first key",
                plans("Our plans\nplans:\n  - id: calm-waters\n    name: Calm Waters Plan\n"),
            ),
            (
                "front matter: a colon inside the title",
                Sources::sound().swap("foreword.md", "title: Foreword", "title: Foreword: by the chair"),
            ),
            ("front matter: a tab", Sources::sound().swap("foreword.md", "  name:", "\tname:")),
            (
                "front matter: a quotation mark",
                Sources::sound().swap("foreword.md", "title: Foreword", "title: \"Foreword"),
            ),
            (
                "a mark of byte order and Windows line ends do no harm to places",
                plans(
                    "\u{feff}plans:\r\n  - id: calm-waters\r\n    nam: Calm Waters Plan\r\n    short: Calm: Waters: x\r\n",
                ),
            ),
        ],
    );
}

#[test]
fn keys_and_values() {
    check(
        "yaml_keys",
        &[
            ("an unknown key near a known one", Sources::sound().swap(BODIES, "short: MSP", "shrot: MSP")),
            ("an unknown key near none", Sources::sound().swap(BODIES, "short: MSP", "twitter: msp")),
            ("a key with a capital", Sources::sound().swap(BODIES, "short: MSP", "Short: MSP")),
            ("an underscore for a hyphen", Sources::sound().swap("agreement.yaml", "short-title", "short_title")),
            (
                "an unknown key at the top",
                Sources::sound().swap("agreement.yaml", "area: Marshland", "area: Marshland\nregion: South"),
            ),
            ("an unknown key of a list", Sources::sound().swap(PLANS, "plans:", "plan:")),
            (
                "a key given twice",
                Sources::sound().swap("agreement.yaml", "area: Marshland", "area: Marshland\narea: Fenland"),
            ),
            (
                "a key given twice in brackets",
                Sources::sound().swap(BODIES, "short: MSP }", "short: MSP, short: SMP }"),
            ),
            (
                "a key given three times",
                Sources::sound().swap(
                    "agreement.yaml",
                    "area: Marshland",
                    "area: Marshland\narea: Fenland\narea: Kent",
                ),
            ),
            (
                "a key given twice in front matter",
                Sources::sound().swap("foreword.md", "title: Foreword", "title: Foreword\ntitle: Preface"),
            ),
            (
                "a key given twice inside front matter",
                Sources::sound().swap("foreword.md", "  name: A. Bittern", "  name: A. Bittern\n  name: B. Bittern"),
            ),
            ("the file is a list", Sources::sound().put(PLANS, "- id: calm-waters\n  name: Calm Waters Plan\n")),
            ("the file is words", Sources::sound().put(PLANS, "calm waters\n")),
            ("the list is words", Sources::sound().put(PLANS, "plans: none\n")),
            ("the list has keys", Sources::sound().put(PLANS, "plans:\n  calm-waters:\n    name: Calm Waters Plan\n")),
            ("an entry is words", Sources::sound().put(PLANS, "plans:\n  - Calm Waters Plan\n")),
            (
                "an entry is empty",
                Sources::sound()
                    .put(PLANS, "plans:\n  - { id: calm-waters, name: Calm Waters Plan, short: Calm Waters }\n  -\n"),
            ),
            ("a name is a list", Sources::sound().swap(BODIES, "name: Marshland Police", "name: [Marshland, Police]")),
            ("a list of words is words", Sources::sound().swap(BODIES, "roles: [partner]", "roles: partner")),
            (
                "an item of words has keys",
                Sources::sound().swap("data/morile.yaml", "[Flooding, Fog]", "[Flooding, { name: Fog }]"),
            ),
            ("a flag is neither true nor false", Sources::sound().swap("data/morile.yaml", "true", "yes")),
            ("a number is in words", Sources::sound().swap("data/legislation.yaml", "2019", "nineteen")),
            ("a number is negative", Sources::sound().swap("data/legislation.yaml", "2019", "-2019")),
            ("a number is huge", Sources::sound().swap("data/legislation.yaml", "2019", "20190000000000000000")),
            ("a number has a point", Sources::sound().swap("agreement.yaml", "format: 1", "format: 1.0")),
            ("a field is missing", Sources::sound().swap("agreement.yaml", "area: Marshland\n", "")),
            (
                "three fields are missing",
                Sources::sound().swap("agreement.yaml", "area: Marshland\nlanguage: en-GB\n", "").swap(
                    "agreement.yaml",
                    "description: How the partners of Marshland keep its people safe together.\n",
                    "",
                ),
            ),
            ("a field of an entry is missing", Sources::sound().swap(BODIES, "name: Marshland Police, ", "")),
            ("the id of an entry is missing", Sources::sound().swap(BODIES, "id: marsh-police, ", "")),
            ("a needed value is empty", Sources::sound().swap("agreement.yaml", "area: Marshland", "area:")),
            (
                "a needed value is empty quotation marks",
                Sources::sound().swap("agreement.yaml", "area: Marshland", "area: \"\""),
            ),
            ("a needed value is spaces", Sources::sound().swap("agreement.yaml", "area: Marshland", "area: '  '")),
            ("a value in an entry is empty", Sources::sound().swap(BODIES, "name: Marshland Police", "name: ")),
            ("a value that may be left out is empty", Sources::sound().swap(BODIES, "short: MSP", "short: \"\"")),
            ("the list that a file is for is missing", Sources::sound().put(PLANS, "")),
            ("the list that a file is for is empty", Sources::sound().put("data/priorities.yaml", "priorities: []\n")),
            ("no edition", Sources::sound().put("version-control.yaml", "")),
            ("an id with a capital", Sources::sound().swap(BODIES, "id: marsh-police", "id: Marsh-Police")),
            ("an id with spaces", Sources::sound().swap(BODIES, "id: marsh-police", "id: marsh police")),
            ("an id that is a number", Sources::sound().swap(BODIES, "id: marsh-police", "id: 12")),
            (
                "an id that nobody refers to, with an underscore",
                Sources::sound().swap(
                    "data/legislation.yaml",
                    "legislation:",
                    "legislation:\n  - { id: old_act, title: Old Act, kind: act }",
                ),
            ),
        ],
    );
}
