//! Settings of any bytes: as those of the project, and as those of a table.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    jixiao_fuzz::check_with("project.toml", bytes);
    jixiao_fuzz::check_with("tables/预算执行.toml", bytes);
});
