//! The `.typ.j2` files that order the parts of a document.

use super::text::literal;
use crate::diag::{Findings, Origin, Problem};
use crate::home::TemplateSet;
use minijinja::value::Value;
use minijinja::{AutoEscape, Environment, UndefinedBehavior};

/// Fills a document template. Every printed value becomes a Typst string literal.
pub(super) fn fill(templates: &TemplateSet, path: &str, context: Value, findings: &mut Findings) -> Option<Vec<u8>> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::SemiStrict);
    environment.set_auto_escape_callback(|_| AutoEscape::Custom("typst".into()));
    environment.set_formatter(|out, _, value| {
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        out.write_str(&literal(&text)).map_err(minijinja::Error::from)
    });
    let filled = match templates.get(path) {
        Some(source) => environment.render_named_str(path, source, context).map_err(|error| {
            let line = error.line().map(|line| format!("第{line}行，")).unwrap_or_default();
            format!("{line}{error}")
        }),
        None => Err("文件不存在".to_owned()),
    };
    match filled {
        Ok(text) => Some(text.into_bytes()),
        Err(cause) => {
            findings.add(Problem::TemplateFailed { cause }, Origin::file(format!("templates/{path}")));
            None
        }
    }
}
