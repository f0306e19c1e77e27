//! Reading TOML settings so that every mistake is told in Chinese, with its line.

use crate::diag::{Diagnostic, Findings, Origin, Problem, nearest};
use serde::de::DeserializeOwned;

/// Reads `text` as settings of type `T`; on a mistake gives a finding and nothing.
pub(super) fn read<T: DeserializeOwned>(file: &str, text: &str, findings: &mut Findings) -> Option<T> {
    match toml::from_str(text) {
        Ok(settings) => Some(settings),
        Err(error) => {
            let offset = error.span().map_or(0, |span| span.start);
            let origin = Origin::at_offset(file, text, offset);
            let line = origin.line_number().unwrap_or(1);
            let excerpt = text.lines().nth(line - 1).unwrap_or_default().trim();
            let problem = problem(error.message(), excerpt);
            findings.push(match problem {
                // What is missing from the file as a whole stands on no line of it.
                Problem::SettingMissing { .. } if offset == 0 => Diagnostic::new(problem, Origin::file(file)),
                _ => Diagnostic::new(problem, origin).excerpt(excerpt),
            });
            None
        }
    }
}

/// The finding for a message of the TOML reader.
fn problem(message: &str, line: &str) -> Problem {
    let names: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    match names.split_first() {
        Some((name, known)) if message.starts_with("unknown field") => {
            Problem::SettingUnknown { name: (*name).to_owned(), nearest: nearest(name, known.iter().copied()) }
        }
        Some((name, _)) if message.starts_with("missing field") => Problem::SettingMissing { name: (*name).to_owned() },
        // The keys of some sections are words to choose from.
        Some((name, known))
            if message.starts_with("unknown variant") && setting_name(line).trim_matches('"') == *name =>
        {
            Problem::SettingUnknown { name: (*name).to_owned(), nearest: nearest(name, known.iter().copied()) }
        }
        Some((value, known)) if message.starts_with("unknown variant") => {
            Problem::SettingInvalid { name: setting_name(line), value: (*value).to_owned(), allowed: known.join("、") }
        }
        _ if message.starts_with("invalid type") || message.starts_with("invalid value") => Problem::SettingInvalid {
            name: setting_name(line),
            value: line.split_once('=').map_or(line, |(_, value)| without_remark(value)).to_owned(),
            allowed: expected(message),
        },
        _ if is_slashed_date(line) => Problem::TomlBroken { cause: "日期要写成 2025-06-10 这样".to_owned() },
        _ => Problem::TomlBroken { cause: cause(message) },
    }
}

/// The value without the remark behind it.
fn without_remark(value: &str) -> &str {
    value.split(" #").next().unwrap_or(value).trim()
}

/// `date = 2025/06/10`
fn is_slashed_date(line: &str) -> bool {
    let value = line.split_once('=').map_or("", |(_, value)| value.trim());
    let digits = value.split(['/', '.', '年']).next().unwrap_or_default();
    digits.len() == 4 && digits.len() < value.len() && digits.chars().all(|c| c.is_ascii_digit())
}

fn setting_name(line: &str) -> String {
    line.split('=').next().unwrap_or(line).trim().to_owned()
}

/// What the reader expected, in Chinese.
fn expected(message: &str) -> String {
    let wanted = message.rsplit("expected ").next().unwrap_or_default();
    let chinese = [
        ("string", "带引号的文字"),
        ("boolean", "true 或 false"),
        ("bool", "true 或 false"),
        ("sequence", "方括号括起来的一组值"),
        ("map", "一节设置"),
        ("atetime", "2025-06-10 这样的日期，不加引号"),
        ("struct", "一节设置"),
    ];
    let known = chinese.iter().find(|(english, _)| wanted.contains(english));
    known.map_or("一个整数", |(_, chinese)| chinese).to_owned()
}

/// The reader's commonest complaints, in Chinese.
fn cause(message: &str) -> String {
    let chinese = [
        ("duplicate key", "同一项写了两次"),
        ("string", "文字没有用引号括好"),
        ("date", "日期写法不对"),
        ("array", "方括号没有成对，或者各项之间少了逗号"),
        ("table", "方括号里的节名写法不对"),
        ("key", "等号左边的名字写法不对（中文名字要加引号，如 \"评价对象\" = …）"),
    ];
    let lower = message.to_lowercase();
    let known = chinese.iter().find(|(english, _)| lower.contains(english));
    known.map_or("这一行不合 TOML 的写法", |(_, chinese)| chinese).to_owned()
}
