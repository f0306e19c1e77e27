//! A chapter of any bytes.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    jixiao_fuzz::check_with("narrative/02-基本情况.md", bytes);
});
