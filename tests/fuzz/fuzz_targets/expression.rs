//! An expression of any characters: in a sentence, as a value of the project, as a computed column.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    jixiao_fuzz::check_with("narrative/02-基本情况.md", format!("# 基本情况\n\n共{{{{ {text} }}}}元。\n").as_bytes());
    let literal = text.replace('\'', " ").replace(['\n', '\r'], " ");
    let settings = include_str!("../../projects/ok-small-report/project.toml");
    jixiao_fuzz::check_with("project.toml", format!("{settings}\n\"新\" = '{literal}'\n").as_bytes());
    let table = include_str!("../../projects/ok-small-report/tables/预算执行.toml");
    let computed = table.replace("执行率(实际执行, 预算金额)", "")
        .replace("compute = \"\"", &format!("compute = '{literal}'"));
    jixiao_fuzz::check_with("tables/预算执行.toml", computed.as_bytes());
});
