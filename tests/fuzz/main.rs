//! Every input that the fuzzers kept, and every one that broke something, through the same functions.

#[cfg(test)]
mod harness;
#[cfg(test)]
mod replay;
