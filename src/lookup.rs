//! Maps and sets that are asked for each letter or each word of a text.
//!
//! An answer costs a third of what it does from those of the standard library. Their seed is
//! another in each run, so that no author can choose words that slow them down. This is the one
//! room of foldhash.

use foldhash::fast::RandomState;

/// A map of the standard library that hashes fast.
pub type HashMap<K, V> = std::collections::HashMap<K, V, RandomState>;

/// A set of the standard library that hashes fast.
pub type HashSet<T> = std::collections::HashSet<T, RandomState>;
