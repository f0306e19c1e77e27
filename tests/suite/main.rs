//! The behaviours of jixiao, one module each; see `tests/README.md`.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

mod findings;
