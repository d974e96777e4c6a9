//! Whether each stream of a file is as long as it says.
//!
//! The validator takes a carriage return that is the last byte of compressed data for a part of the
//! line break after it, and then finds the data one byte short (ISO 19005-2, 6.1.7.1). One stream in
//! 256 ends so. What it says about lengths is therefore looked at once more here.

const LENGTH: &[u8] = b"/Length ";
const STREAM: &[u8] = b"stream\n";
const END: &[u8] = b"\nendstream";

/// Whether the line break before `endstream` follows each stream where its length says.
pub fn end_where_they_say(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    while let Some(at) = position(rest, LENGTH) {
        let from = &rest[at + LENGTH.len()..];
        let digits = from.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let length = std::str::from_utf8(&from[..digits]).ok().and_then(|digits| digits.parse::<usize>().ok());
        let (Some(length), Some(start)) = (length, position(from, STREAM)) else { return false };
        match from.get(start + STREAM.len() + length..) {
            Some(after) if after.starts_with(END) => rest = after,
            _ => return false,
        }
    }
    true
}

fn position(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}

#[test]
fn a_stream_may_end_in_a_carriage_return_and_has_to_be_as_long_as_it_says() {
    let file = |length: usize| format!("1 0 obj\n<</Length {length}>>\nstream\nab\r\nendstream\nendobj");
    assert!(end_where_they_say(file(3).as_bytes()));
    assert!(!end_where_they_say(file(2).as_bytes()));
    assert!(!end_where_they_say(file(400).as_bytes()));
}
