//! What the fuzz targets call. It stands among the tests, which replay the committed inputs with it.

#[path = "../../tests/fuzz/harness.rs"]
pub mod harness;
