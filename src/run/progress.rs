//! Telling how far the work is: a moving line on a terminal, few and lasting ones elsewhere.

use super::pace::Pace;
use crate::build::Event;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};
use std::collections::BTreeMap;
use std::fmt;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Of so many files in one folder each is named; the others are counted.
const NAMED: usize = 10;

/// So many documents are enough for a word at every tenth.
const LONG: usize = 100;

/// The progress of one run.
pub(super) struct Progress<'a, W> {
    output: &'a Path,
    bar: ProgressBar,
    told: Mutex<Told<'a, W>>,
}

struct Told<'a, W> {
    notes: &'a mut W,
    documents: usize,
    made: usize,
    pace: Arc<Mutex<Pace>>,
    files: BTreeMap<PathBuf, usize>,
}

impl<'a, W: Write + Send> Progress<'a, W> {
    /// Of a run that writes into `output`.
    pub(super) fn new(output: &'a Path, notes: &'a mut W) -> Self {
        let told = Told { notes, documents: 0, made: 0, pace: Arc::default(), files: BTreeMap::new() };
        Self { output, bar: ProgressBar::hidden(), told: Mutex::new(told) }
    }

    /// Shows what happens. What cannot be shown must not stop the work.
    pub(super) fn tell(&self, event: Event<'_>) {
        let told = &mut *locked(&self.told);
        match event {
            Event::Waiting { project } => {
                self.line(told, &format!("另一个 jixiao 正在做「{project}」，等它做完"));
            }
            Event::Begun { documents, cost } => self.begun(told, documents, cost),
            Event::Gathering { file, forms } => self.gathering(told, file, forms),
            Event::Made { cost } => self.made(told, cost),
            Event::Written { file } => self.written(told, file),
        }
    }

    fn begun(&self, told: &mut Told<'_, W>, documents: usize, cost: usize) {
        if told.documents == 0 {
            self.bar.reset_elapsed();
        }
        told.documents += documents;
        let cost = locked(&told.pace).add(cost);
        self.bar.set_length(cost as u64);
        if std::io::stderr().is_terminal() && self.bar.is_hidden() && told.documents > 1 {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
            self.bar.set_style(style(&told.pace));
            self.bar.set_message(format!("{}/{} 份", told.made, told.documents));
            // One document that gathers all takes long, and the time left goes on.
            self.bar.enable_steady_tick(Duration::from_secs(1));
        }
    }

    fn gathering(&self, told: &mut Told<'_, W>, file: &str, forms: usize) {
        let (made, documents) = (told.made, told.documents);
        self.bar.set_message(format!("{made}/{documents} 份 · 正在排 {file}（{forms}张）"));
        if self.bar.is_hidden() {
            self.line(told, &format!("正在排 {file}（{forms}张排在一起，要些时间）"));
        }
    }

    fn made(&self, told: &mut Told<'_, W>, cost: usize) {
        // The bar's own lock first, as its ticker takes them.
        let elapsed = self.bar.elapsed();
        locked(&told.pace).step(cost, elapsed);
        self.bar.inc(cost as u64);
        told.made += 1;
        let rate = told.made as f64 / elapsed.as_secs_f64().max(0.001);
        self.bar.set_message(format!("{}/{} 份 · 每秒{rate:.1}份", told.made, told.documents));
        let is_tenth = told.made * 10 / told.documents.max(1) > (told.made - 1) * 10 / told.documents.max(1);
        if self.bar.is_hidden() && told.documents >= LONG && is_tenth {
            let line = format!("排好 {}/{}", told.made, told.documents);
            self.line(told, &line);
        }
    }

    fn written(&self, told: &mut Told<'_, W>, file: &str) {
        let path = self.output.join(file);
        let folder = path.parent().unwrap_or(self.output).to_owned();
        let count = told.files.entry(folder).or_default();
        *count += 1;
        if *count <= NAMED {
            self.line(told, &format!("完成 {}", path.display()));
        }
    }

    fn line(&self, told: &mut Told<'_, W>, line: &str) {
        self.bar.suspend(|| {
            let _ = writeln!(told.notes, "{line}");
        });
    }

    /// Takes the moving line away and counts the files that were not named.
    pub(super) fn finish(self) {
        self.bar.finish_and_clear();
        let told = self.told.into_inner().unwrap_or_else(PoisonError::into_inner);
        for (folder, count) in told.files.iter().filter(|(_, count)| **count > NAMED) {
            let _ = writeln!(told.notes, "完成 {} 里另外{}个文件", folder.display(), count - NAMED);
        }
    }
}

/// How many of how many, how fast, how long still.
fn style(pace: &Arc<Mutex<Pace>>) -> ProgressStyle {
    let template = "{bar:30} {msg}{left}";
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    let pace = Arc::clone(pace);
    style.with_key("left", move |state: &ProgressState, out: &mut dyn fmt::Write| {
        if let Some(time) = locked(&pace).left(state.elapsed()) {
            let _ = write!(out, " · 还要{}", left(time.as_secs()));
        }
    })
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn left(seconds: u64) -> String {
    match seconds {
        0..60 => format!("{seconds}秒"),
        60..3600 => format!("{}分{}秒", seconds / 60, seconds % 60),
        _ => format!("{}小时{}分", seconds / 3600, seconds % 3600 / 60),
    }
}

#[cfg(test)]
mod tests {
    use super::left;

    #[test]
    fn the_time_left_is_told_in_two_units_at_most() {
        assert_eq!([left(5), left(65), left(7_380)], ["5秒", "1分5秒", "2小时3分"]);
    }
}
