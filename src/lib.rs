//! jixiao (绩效): typesets 绩效评价报告, 自评表 and 公文 from data.
//!
//! The stages, in the order in which a project passes through them; each is a module with one
//! public function, and the next stage takes only what it gives:
//!
//! | stage | function | takes → gives |
//! |---|---|---|
//! | 1 | [`resolve::resolve`] | project folder → [`resolve::Plan`] |
//! | 2 | [`load::load`] | plan → [`load::RawProject`] |
//! | 3 | [`check::check`] | raw project → [`check::Dataset`] |
//! | 4 | [`analyze::analyze`] | dataset → [`analyze::Analysis`] |
//! | 5 | [`draw::draw`] | analysis → [`draw::Figures`] |
//! | 6 | [`compose::compose`] | all of these → [`compose::Products`] |
//! | 7 | [`review::review`] | manuscripts → findings |
//! | 8 | [`typeset::typeset`] | Typst project → pages |
//! | 9 | [`export::export`] | pages → PDF file; [`export::export_workbook`] writes workbooks |
//!
//! [`pipeline`] strings them together. What is wrong in the user's files travels beside the
//! results as [`diag::Findings`]. Only `home`, `resolve`, `load` and `export` read or write files;
//! [`run`] looks for project folders.

pub mod build;
pub mod cli;
pub mod pipeline;
pub mod record;
pub mod run;
pub mod starter;
pub mod watch;

pub mod analyze;
pub mod check;
pub mod compose;
pub mod draw;
pub mod export;
pub mod home;
pub mod load;
pub mod resolve;
pub mod review;
pub mod typeset;

pub mod diag;
pub(crate) mod encoding;
pub mod model;
pub mod narrative;
pub mod scoring;
