//! The shelf of lints: what a tired editor misses although everything builds.
//!
//! Each lint is a file of its own; a finding of one is a warning, and does not stop publication.

pub mod typed_number;
pub mod unprinted_value;

use crate::agreement::Agreement;
use crate::diagnostic::Diagnostic;
use crate::source::Files;

/// What every lint finds.
pub fn check(agreement: &Agreement, files: &Files) -> Vec<Diagnostic> {
    let mut findings = typed_number::check(agreement, files);
    findings.extend(unprinted_value::check(agreement, files));
    findings
}
