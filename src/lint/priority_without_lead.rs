//! A priority for which the data names no lead.
//!
//! Residents and partners need to know whom to ask, and scrutiny whom to hold to account. Where
//! the table of leads is drawn the build asks for each of them; this check asks where it is not.
//! That a lead names its body is asked for in either case.
//!
//! Before:
//!
//! ```yaml data/priorities.yaml
//! priorities:
//!   - id: roads
//!     name: Road Safety
//! ```
//!
//! ```md chapters/02-partners.md
//! ---
//! title: Partners
//! ---
//!
//! {{ priority-tables }}
//! ```
//!
//! After:
//!
//! ```yaml data/priorities.yaml
//! priorities:
//!   - id: roads
//!     name: Road Safety
//!     lead: { post: Director of Safety, body: kfrs }
//! ```
//!
//! ```md chapters/02-partners.md
//! ---
//! title: Partners
//! ---
//!
//! {{ priority-tables }}
//! ```
//!
//! Source: the published edition of April 2021; the source format of this tool.

use super::{Case, Level, Lint, Report};

/// A priority that nobody leads.
pub(super) const LINT: Lint = Lint {
    code: "priority-without-lead",
    level: Level::Warning,
    file: include_str!("priority_without_lead.rs"),
    check,
};

fn check(case: &Case<'_>, report: &mut Report) {
    let Some(data) = &case.agreement.priorities else { return };
    if case.agreement.calls().iter().any(|call| call.name.value == "leads") {
        return;
    }
    for priority in data.value.priorities.iter().filter(|priority| !priority.has_lead) {
        let message = format!("nobody leads the priority `{}`", priority.name.words);
        report
            .add(priority.name.span, message, |finding| finding.help("add `lead: { post: …, body: … }` to its entry"));
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{files, found_with};
    use crate::agreement::Agreement;

    const CODE: &str = "priority-without-lead";
    const PLAIN: (&str, &str) = ("chapters/02-partners.md", "---\ntitle: Partners\n---\n\n{{ priority-tables }}\n");

    #[test]
    fn a_priority_without_a_lead_is_found() {
        let data = "priorities:\n  - { id: a, name: A, lead: { post: Chair, body: kfrs } }\n  - { id: b, name: B }\n";
        assert_eq!(found_with(CODE, &[("data/priorities.yaml", data), PLAIN], None), ["B"]);
    }

    #[test]
    fn a_priority_of_other_days_needs_no_lead() {
        let data = "priorities:\n  - { id: a, name: A, lead: { post: Chair, body: kfrs } }\n  \
                    - { id: b, name: B, until: 2021-03-31 }\n  - { id: c, name: C, from: 2021-04-02 }\n";
        assert_eq!(found_with(CODE, &[("data/priorities.yaml", data), PLAIN], None), [""; 0]);
    }

    #[test]
    fn where_the_table_is_drawn_the_build_tells() {
        let data = "priorities:\n  - { id: b, name: B }\n";
        assert_eq!(found_with(CODE, &[("data/priorities.yaml", data)], None), [""; 0]);
    }

    #[test]
    fn a_lead_without_its_body_is_refused_when_it_is_read() {
        let data = "priorities:\n  - { id: b, name: B, lead: { post: Chair } }\n";
        let (_, findings) = Agreement::read(&files(&[("data/priorities.yaml", data)]));
        let told: Vec<&str> = findings.iter().filter(|one| one.is_error()).map(|one| one.message.as_str()).collect();
        assert_eq!(told, ["A lead needs \u{201c}body\u{201d}"]);
    }

    #[test]
    fn a_lead_with_a_fault_is_told_by_the_build() {
        let data = "priorities:\n  - { id: b, name: B, lead: { post: Chair } }\n";
        assert_eq!(found_with(CODE, &[("data/priorities.yaml", data), PLAIN], None), [""; 0]);
        assert_eq!(found_with(CODE, &[PLAIN], None), [""; 0]);
    }
}
