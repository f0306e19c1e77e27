//! Reading the rules of scoring: packs in `templates/scoring/`, a project's own in `scoring/`.

mod entries;
mod fit;
mod form_pack;
mod report_pack;
mod settings;

pub(super) use entries::entries;
pub(super) use form_pack::form_pack;
pub(super) use report_pack::report_pack;
