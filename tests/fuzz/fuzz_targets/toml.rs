//! Settings of any bytes: those of the project, then those of a table.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    match bytes.split_first() {
        Some((first, rest)) if first % 2 == 0 => jixiao_fuzz::check_with("project.toml", rest),
        Some((_, rest)) => jixiao_fuzz::check_with("tables/预算执行.toml", rest),
        None => {}
    }
});
