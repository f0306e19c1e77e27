//! Fingerprints of files.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::fmt;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

/// A SHA-256 sum, written as 64 hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Digest(String);

impl Digest {
    /// The sum of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        let mut parts = Parts::default();
        parts.0.update(bytes);
        parts.sum()
    }

    /// The sum of a file, however large, up to where it ends now.
    ///
    /// # Errors
    ///
    /// The file cannot be read.
    pub fn of_file(path: &Path) -> io::Result<Self> {
        let mut parts = Parts::default();
        let file = File::open(path)?;
        let length = file.metadata()?.len();
        let mut file = BufReader::with_capacity(1 << 16, file.take(length));
        loop {
            let piece = file.fill_buf()?;
            if piece.is_empty() {
                return Ok(parts.sum());
            }
            parts.0.update(piece);
            let read = piece.len();
            file.consume(read);
        }
    }

    /// A number below `of` that follows from the sum alone.
    pub fn among(&self, of: u64) -> u64 {
        let head = self.0.get(..15).unwrap_or_default();
        u64::from_str_radix(head, 16).unwrap_or_default() % of.max(1)
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A sum over several parts; where one ends and the next begins is part of it.
#[derive(Default)]
pub(super) struct Parts(Sha256);

impl Parts {
    pub(super) fn add(&mut self, part: &[u8]) {
        self.0.update((part.len() as u64).to_le_bytes());
        self.0.update(part);
    }

    pub(super) fn sum(self) -> Digest {
        let sum = self.0.finalize();
        Digest(sum.iter().map(|byte| format!("{byte:02x}")).collect())
    }
}
