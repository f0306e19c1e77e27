//! `docs/checks.md`: its list of rules is generated from the rules' own module texts.

use crate::support::{below, root};
use jixiao::review::{Family, Rule, known_rules, on_request, rules};
use std::collections::BTreeMap;
use std::fmt::Write;

/// What follows this line is generated.
const MARK: &str = "<!-- 以下由程序从 src/review/rules 生成：UPDATE_DOCS=1 cargo test --test suite rule_manual -->\n";

/// What the text of every rule says, in this order.
const HEADINGS: [&str; 4] = ["查什么", "为什么", "例子", "怎么改"];

#[test]
fn the_manual_lists_every_rule_as_its_file_describes_it() {
    let path = root().join("docs/checks.md");
    let manual = std::fs::read_to_string(&path).unwrap();
    let (by_hand, generated) = manual.split_once(MARK).expect("docs/checks.md has the mark of the generated part");
    let expected = list();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, format!("{by_hand}{MARK}{expected}")).unwrap();
    } else {
        assert!(generated == expected, "docs/checks.md is not up to date; run with UPDATE_DOCS=1");
    }
}

#[test]
fn every_rule_says_what_it_looks_for_why_with_an_example_and_what_to_do() {
    let texts = texts();
    for rule in known_rules() {
        let text = &texts[rule.id];
        let headings: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("# ")).collect();
        assert_eq!(headings, HEADINGS, "the headings of {}", rule.id);
        for heading in HEADINGS {
            assert!(!section(text, heading).is_empty(), "{}: nothing under {heading}", rule.id);
        }
    }
}

#[test]
fn every_file_of_a_rule_is_in_the_list_of_rules() {
    let known: Vec<&str> = known_rules().map(|rule| rule.id).collect();
    for id in texts().keys() {
        assert!(known.contains(&id.as_str()), "{id} is not in the list of rules");
    }
}

/// The generated part: families, and their rules in the order of the list.
fn list() -> String {
    let texts = texts();
    let mut out = String::new();
    let mut family = None;
    for rule in rules() {
        if family != Some(rule.family) {
            family = Some(rule.family);
            writeln!(out, "\n### {}", title(rule.family)).unwrap();
        }
        out.push_str(&entry(rule, &texts[rule.id]));
    }
    let mut asked = on_request().peekable();
    if asked.peek().is_some() {
        out.push_str("\n### 要查才列的\n");
    }
    asked.for_each(|rule| out.push_str(&entry(rule, &texts[rule.id])));
    out
}

fn entry(rule: &Rule, text: &str) -> String {
    let summary = text.lines().next().unwrap_or_default();
    let mut out = format!("\n#### {} `{}`（{}）\n\n{summary}\n", rule.title, rule.id, rule.severity.word());
    for heading in HEADINGS {
        write!(out, "\n**{heading}** {}\n", section(text, heading)).unwrap();
    }
    out
}

/// The paragraphs under a heading; lines of one paragraph are joined.
fn section(text: &str, heading: &str) -> String {
    let from = text.lines().skip_while(|line| *line != format!("# {heading}")).skip(1);
    let lines: Vec<&str> = from.take_while(|line| !line.starts_with("# ")).collect();
    let paragraphs = lines.split(|line| line.is_empty()).filter(|lines| !lines.is_empty());
    paragraphs.map(paragraph).collect::<Vec<_>>().join("\n\n")
}

/// Lists keep their lines; between Han characters a line break is no space.
fn paragraph(lines: &[&str]) -> String {
    let is_list = lines.iter().any(|line| line.starts_with("- "));
    lines.join(if is_list { "\n" } else { "" })
}

fn title(family: Family) -> &'static str {
    match family {
        Family::Tables => "表",
        Family::Claims => "句子里的说法",
        Family::Data => "正文和表",
        Family::Document => "文件本身",
        Family::Scores => "得分",
    }
}

/// The module text of every file that declares a rule, by the rule's id.
fn texts() -> BTreeMap<String, String> {
    let folder = root().join("src/review/rules");
    let sources = below(&folder).into_iter().map(|file| std::fs::read_to_string(folder.join(file)).unwrap());
    sources
        .filter_map(|source| {
            let (_, rest) = source.split_once("static RULE: Rule = Rule {")?;
            let id = rest.split('"').nth(1).unwrap().to_owned();
            let lines = source.lines().map_while(|line| line.strip_prefix("//!"));
            let text: Vec<&str> = lines.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
            Some((id, text.join("\n")))
        })
        .collect()
}
