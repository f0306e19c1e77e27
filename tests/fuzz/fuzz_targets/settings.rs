//! The settings of a project, of any bytes.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    jixiao_fuzz::check_with("project.toml", bytes);
});
