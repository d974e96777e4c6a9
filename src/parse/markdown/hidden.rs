//! Characters that nobody can see but that change what is read.

use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// Why a character is refused, or `None` for one that may stand in a text.
///
/// Bidirectional controls can show words in an order that differs from the one that is
/// spoken or copied (CVE-2021-42574, "Trojan Source").
pub(super) fn refused(c: char) -> Option<Reason> {
    match c {
        '\t' | '\n' | '\r' => None,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}' => {
            Some(Reason::Direction)
        }
        '\u{feff}' | '\u{2028}' | '\u{2029}' | '\u{e0000}'..='\u{e007f}' => Some(Reason::Invisible),
        '\u{378}' | '\u{fdd0}'..='\u{fdef}' => Some(Reason::Control),
        c if c.is_control() || u32::from(c) & 0xfffe == 0xfffe => Some(Reason::Control),
        _ => None,
    }
}

/// What is wrong with a refused character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reason {
    /// It changes the direction of the words around it.
    Direction,
    /// It is not shown.
    Invisible,
    /// It is a command to a machine, or no character at all.
    Control,
}

impl Reason {
    /// The code of the finding.
    pub fn code(self) -> &'static str {
        match self {
            Reason::Direction => "direction-character",
            Reason::Invisible | Reason::Control => "control-character",
        }
    }

    /// What the finding says of the character.
    pub fn message(self, c: char) -> String {
        let number = u32::from(c);
        match self {
            Reason::Direction => {
                format!("There is a hidden character here that changes the order of the words (U+{number:04X})")
            }
            Reason::Invisible => format!("There is a hidden character here (U+{number:04X})"),
            Reason::Control => format!("There is a control character here (U+{number:04X})"),
        }
    }
}

/// The finding that a character may not stand in a text, if it may not.
pub fn finding(c: char, span: Span) -> Option<Diagnostic> {
    let reason = refused(c)?;
    let finding = Diagnostic::error(reason.code(), span, reason.message(c));
    Some(finding.help("Delete it, or type the words around it again."))
}

/// The first refused character of each line, with its place in the text.
pub(super) fn find(text: &str) -> Vec<(usize, char, Reason)> {
    let mut found = Vec::new();
    let mut in_line = false;
    for (at, c) in text.char_indices() {
        if c == '\n' {
            in_line = false;
        } else if let (false, Some(reason)) = (in_line, refused(c)) {
            in_line = true;
            found.push((at, c, reason));
            if found.len() > super::source::MAX_FINDINGS {
                break;
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_any_language_are_fine() {
        assert_eq!(find("Cymraeg – naïve “Łódź” ԱԲ שלום 中文 👩\u{200d}🚒\u{a0}\t\r\n"), vec![]);
    }

    #[test]
    fn each_line_names_its_first() {
        let found = find("a\u{202e}b\u{202c}\nb\u{7f}\n\u{feff}\u{0}");
        assert_eq!(
            found,
            vec![
                (1, '\u{202e}', Reason::Direction),
                (10, '\u{7f}', Reason::Control),
                (12, '\u{feff}', Reason::Invisible)
            ]
        );
    }
}
