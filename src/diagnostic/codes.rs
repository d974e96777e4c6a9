//! The codes of everything that is told and is no lint, with how much it can weigh.
//!
//! A lint has a page of its own, and a level that a county can change; these have neither. The
//! shell's are among them, so that one list answers "what is this code?". Tests hold the list
//! against the code and against every finding that they provoke.

use super::Severity;

const ERROR: &[Severity] = &[Severity::Error];
const WARNING: &[Severity] = &[Severity::Warning];
const HINT: &[Severity] = &[Severity::Hint];
const BOTH: &[Severity] = &[Severity::Warning, Severity::Error];

/// Every code that is no lint's, in the order of the alphabet, with the weights that it comes with.
pub const CODES: [(&str, &[Severity]); 124] = [
    ("bad-address", ERROR),
    ("bad-colour", ERROR),
    ("bad-csv", ERROR),
    ("bad-date", ERROR),
    ("bad-id", ERROR),
    ("bad-language", ERROR),
    ("bad-period", ERROR),
    ("bad-picture", ERROR),
    ("bad-relation", ERROR),
    ("bad-version", ERROR),
    ("block-in-text", ERROR),
    ("broken-font", ERROR),
    ("broken-template", ERROR),
    ("caption-without-table", ERROR),
    ("column-without-name", ERROR),
    ("control-character", ERROR),
    ("damaged-font", ERROR),
    ("decorative-with-words", ERROR),
    ("deep-folder", ERROR),
    ("diagram-does-not-fit", ERROR),
    ("direction-character", ERROR),
    ("document-too-large", ERROR),
    ("duplicate-id", ERROR),
    ("duplicate-key", ERROR),
    ("editions-out-of-order", ERROR),
    ("empty-attributes", ERROR),
    ("empty-caption", ERROR),
    ("empty-heading", ERROR),
    ("empty-note", ERROR),
    ("empty-value", ERROR),
    ("file-ending", ERROR),
    ("file-name", ERROR),
    ("file-too-large", ERROR),
    ("heading-in-block", ERROR),
    ("heading-skip", ERROR),
    ("heading-too-deep", ERROR),
    ("heading-without-space", ERROR),
    ("html-comment", ERROR),
    ("large-file", ERROR),
    ("large-folder", ERROR),
    ("layout-failed", ERROR),
    ("left-out", ERROR),
    ("link-scheme", ERROR),
    ("link-title", ERROR),
    ("link-to-file", ERROR),
    ("link-without-address", ERROR),
    ("link-without-words", ERROR),
    ("linked-file", ERROR),
    ("long-note", ERROR),
    ("long-word", ERROR),
    ("lost-words", ERROR),
    ("low-contrast", ERROR),
    ("malformed-address", ERROR),
    ("malformed-id", ERROR),
    ("malformed-path", ERROR),
    ("malformed-value", ERROR),
    ("mark-missing", ERROR),
    ("misnamed-file", ERROR),
    ("misplaced-attributes", ERROR),
    ("missing-caption", ERROR),
    ("missing-definition", ERROR),
    ("missing-field", ERROR),
    ("missing-file", ERROR),
    ("missing-front-matter", ERROR),
    ("missing-id", ERROR),
    ("missing-picture", ERROR),
    ("missing-setting", ERROR),
    ("nameless-reference", ERROR),
    ("nested-too-deep", ERROR),
    ("no-glyph", ERROR),
    ("not-utf-8", ERROR),
    ("note-in-note", ERROR),
    ("note-missing", ERROR),
    ("nothing-to-show", ERROR),
    ("open-front-matter", ERROR),
    ("picture-from-network", ERROR),
    ("picture-in-text", ERROR),
    ("picture-outside", ERROR),
    ("picture-without-alternative", ERROR),
    ("picture-without-file", ERROR),
    ("raw-html", ERROR),
    ("reference-in-diagram", ERROR),
    ("row-without-name", ERROR),
    ("second-caption", ERROR),
    ("second-id", ERROR),
    ("second-note", ERROR),
    ("second-option", ERROR),
    ("special-file", ERROR),
    ("stray-file", BOTH),
    ("table-too-large", ERROR),
    ("table-without-caption", ERROR),
    ("table-without-rows", ERROR),
    ("template", ERROR),
    ("text-too-large", ERROR),
    ("title-in-body", ERROR),
    ("too-deep", ERROR),
    ("too-many-cells", ERROR),
    ("too-many-fields", ERROR),
    ("too-many-files", ERROR),
    ("too-many-findings", ERROR),
    ("uneven-row", ERROR),
    ("unknown-attribute", ERROR),
    ("unknown-block", ERROR),
    ("unknown-check", ERROR),
    ("unknown-filter", ERROR),
    ("unknown-format", ERROR),
    ("unknown-key", ERROR),
    ("unknown-name", ERROR),
    ("unknown-part", ERROR),
    ("unknown-reference", ERROR),
    ("unknown-role", ERROR),
    ("unknown-setting", ERROR),
    ("unknown-template", WARNING),
    ("unknown-value", ERROR),
    ("unknown-word", ERROR),
    ("unread-file", WARNING),
    ("unused-allow", HINT),
    ("unused-definition", ERROR),
    ("value-in-address", ERROR),
    ("value-in-alternative", ERROR),
    ("words-after-fence", ERROR),
    ("wrong-total", ERROR),
    ("wrong-type", ERROR),
    ("yaml-syntax", ERROR),
];

#[cfg(test)]
mod tests {
    use super::CODES;
    use crate::lint::LINTS;

    #[test]
    fn codes_are_in_order_and_none_is_a_lints() {
        assert!(CODES.is_sorted_by(|(a, _), (b, _)| a < b));
        for lint in LINTS {
            assert!(CODES.iter().all(|(code, _)| *code != lint.code), "{}", lint.code);
        }
    }
}
