//! Any text as Markdown: prose or findings, each with its place.

#![no_main]

use agreement_fuzz::harness;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| harness::markdown(bytes));
