//! Bringing a project's files into the output folder so that nobody ever sees half of one, or files of two
//! runs beside each other.
//!
//! Files are written into a folder of their own beside the output, and take their places together when all
//! are done. Only one run at a time delivers a project, wherever the disk knows locks.

use crate::diag::{Diagnostic, Origin, Problem, cause, remedy_for_writing};
use std::collections::BTreeSet;
use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use walkdir::WalkDir;

/// The folder in the output folder where files wait.
const WAITING_ROOM: &str = ".jixiao";

/// The folder beside the waiting files for what they replace, until all of them are in their places.
const BEFORE: &str = ".before";

/// Where files wait now, in all runs of this process. Whoever moves files to their places holds it.
static OPEN: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// The files of one project on their way.
#[derive(Debug)]
pub struct Delivery {
    folder: PathBuf,
    waiting: PathBuf,
    names: Mutex<Vec<String>>,
    /// Held until the files are in place.
    _lock: File,
}

impl Delivery {
    /// Begins a delivery into `folder`. If another run delivers the same project, `wait` is called and then
    /// waited for.
    ///
    /// # Errors
    ///
    /// The folder cannot be made or written.
    pub fn open(folder: &Path, project: &str, wait: &dyn Fn()) -> io::Result<Self> {
        let room = folder.join(WAITING_ROOM);
        fs::create_dir_all(&room)?;
        let lock = File::create(room.join(format!("{project}.lock")))?;
        let waiting = match lock.try_lock() {
            Err(TryLockError::WouldBlock) => {
                wait();
                lock.lock()?;
                room.join(project)
            }
            Ok(()) => room.join(project),
            // Some network drives know no locks: then each run has a folder of its own, and people must see to it
            // that there is one run at a time.
            Err(TryLockError::Error(_)) => room.join(format!("{project}.{}", std::process::id())),
        };
        // A run that was killed could not clean up, nor bring back what it had already replaced.
        restore(&waiting.join(BEFORE), folder)?;
        remove(&waiting)?;
        fs::create_dir(&waiting)?;
        open().insert(waiting.clone());
        Ok(Self { folder: folder.to_owned(), waiting, names: Mutex::default(), _lock: lock })
    }

    /// Writes a file; it waits.
    ///
    /// # Errors
    ///
    /// The disk is full, or the file cannot be written for another reason.
    pub fn put(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let path = self.waiting.join(name);
        if let Some(parent) = path.parent().filter(|parent| *parent != self.waiting) {
            fs::create_dir_all(parent)?;
        }
        let mut file = File::create(path)?;
        file.write_all(bytes)?;
        // A full network drive tells only now.
        file.sync_all()?;
        self.names.lock().unwrap_or_else(PoisonError::into_inner).push(name.to_owned());
        Ok(())
    }

    /// Moves the files that `is_wanted` to their places, all or none, then the one named `last`. Gives them by
    /// name.
    ///
    /// # Errors
    ///
    /// The first file that cannot take its place, and why; then everything is as it was.
    pub fn publish(self, is_wanted: &dyn Fn(&str) -> bool, last: &str) -> Result<Vec<String>, (String, io::Error)> {
        let _moving = open();
        let mut names = std::mem::take(&mut *self.names.lock().unwrap_or_else(PoisonError::into_inner));
        names.retain(|name| name != last && is_wanted(name));
        // They were done in any order.
        names.sort();
        names.push(last.to_owned());
        for (index, name) in names.iter().enumerate() {
            if let Err(error) = self.take_place(name) {
                for moved in names[..index].iter().rev() {
                    self.give_back(moved);
                }
                return Err((name.clone(), error));
            }
        }
        // From here on nothing is brought back any more: one step, so that it is all or nothing too.
        let kept = self.waiting.join(BEFORE);
        if kept.exists() {
            fs::rename(&kept, self.waiting.join(".replaced")).map_err(|error| (last.to_owned(), error))?;
        }
        Ok(names)
    }

    /// Moves one file to its place; what was there is kept until all have moved.
    fn take_place(&self, name: &str) -> io::Result<()> {
        let (target, kept) = (self.folder.join(name), self.kept(name));
        if target.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        for folder in [&target, &kept].into_iter().filter_map(|path| path.parent()) {
            fs::create_dir_all(folder)?;
        }
        let is_kept = target.exists();
        if is_kept {
            fs::rename(&target, &kept)?;
        }
        let moved = fs::rename(self.waiting.join(name), &target);
        if moved.is_err() && is_kept {
            // It was there a moment ago.
            let _ = fs::rename(&kept, &target);
        }
        moved
    }

    /// Brings back what was there before.
    fn give_back(&self, name: &str) {
        let (target, kept) = (self.folder.join(name), self.kept(name));
        // Where this fails too, the record tells the next run that the file is not what it was.
        let _ = if kept.exists() { fs::rename(kept, target) } else { fs::remove_file(target) };
    }

    fn kept(&self, name: &str) -> PathBuf {
        self.waiting.join(BEFORE).join(name)
    }
}

impl Drop for Delivery {
    fn drop(&mut self) {
        open().remove(&self.waiting);
        // What is left over is removed by the next run at the latest.
        let _ = remove(&self.waiting);
    }
}

/// Gives up all deliveries: what waits is removed, what is being moved is moved to the end, and nothing is
/// moved any more. The process must end after this. Gives whether there was anything to give up.
pub fn abandon() -> bool {
    let open = open();
    let is_any = !open.is_empty();
    for waiting in open.iter() {
        // What is left over is removed by the next run.
        let _ = remove(waiting);
    }
    std::mem::forget(open);
    is_any
}

/// The finding that a file or folder cannot be written.
pub fn unwritable(path: &Path, error: &io::Error) -> Diagnostic {
    let (cause, remedy) = (cause(error), remedy_for_writing(error));
    let problem = Problem::OutputUnwritable { path: path.display().to_string(), cause, remedy };
    Diagnostic::new(problem, Origin::file("project.toml"))
}

fn open() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    OPEN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Brings back what a killed run had replaced before all its files were in their places.
fn restore(kept: &Path, folder: &Path) -> io::Result<()> {
    for entry in WalkDir::new(kept).into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_file()) {
        if let Ok(name) = entry.path().strip_prefix(kept) {
            fs::rename(entry.path(), folder.join(name))?;
        }
    }
    Ok(())
}

fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        result => result,
    }
}
