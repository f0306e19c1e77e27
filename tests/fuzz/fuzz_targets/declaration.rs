//! The declaration of a table, of any bytes.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    jixiao_fuzz::check_with("tables/预算执行.toml", bytes);
});
