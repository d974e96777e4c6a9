//! Any files of the documents beside the agreement, the whole way to their pages.

#![no_main]

use agreement_fuzz::harness;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| harness::family(bytes));
