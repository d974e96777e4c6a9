//! Any files of a content folder, the whole way to the page.

#![no_main]

use agreement_fuzz::harness;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| harness::pipeline(bytes));
