//! Reading the rules of scoring: packs in `templates/scoring/`, a project's own in `scoring/`.

mod form_pack;

pub(super) use form_pack::form_pack;
