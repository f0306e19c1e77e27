//! The behaviours of jixiao, one module each; see `tests/README.md`.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

mod bound_values;
mod changed_projects;
mod command_line;
mod corpus;
mod deliveries;
mod encodings;
mod exported_data;
mod filled_forms;
mod findings;
mod fonts;
mod forms;
mod gallery;
mod hostile_text;
mod layout;
mod limits;
mod long_tables;
mod manual;
mod missing_items;
mod mutations;
mod new_projects;
mod notices;
mod own_layouts;
mod page_pictures;
mod pdf_standards;
mod reports;
mod review_reports;
mod rule_manual;
mod same_bytes;
mod samples;
mod sarif;
mod scores;
mod sheets;
mod waivers;
mod watching;
mod workbook_input;
mod workbooks;
