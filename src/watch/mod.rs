//! Watching one project: every saved edit is on the screen in a moment.
//!
//! A [`Session`] makes the pages, a [`Board`] holds the latest ones, the server shows them to browsers on this
//! machine, and the watcher tells when a file was saved.

mod board;
mod server;
mod session;
mod watcher;

pub use board::Board;
pub use session::{Draft, Seen, Session, Sheet};

use crate::build::beside;
use crate::diag::cause;
use crate::home::Home;
use std::io::Write;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

/// Watches a project until the program is stopped. `port` 0 is any that is free.
///
/// # Errors
///
/// The folder cannot be watched, or the port is taken; told in Chinese.
pub fn watch(root: &Path, home: &Home, port: u16, notes: &mut impl Write) -> Result<(), String> {
    let mut edits = watcher::edits(root)?;
    let board = Arc::new(Board::new(root));
    let address = server::serve(board.clone(), home.fonts.chart_face(), port)
        .map_err(|error| format!("端口{port}开不了（{}），用 --port 换一个", cause(&error)))?;
    // If this cannot be shown, nothing can.
    let _ = writeln!(notes, "在浏览器里打开 http://{address}/ 看页面；存盘就更新，按 Ctrl-C 结束");
    let mut session = Session::new(root, home);
    let turn = Arc::new(Mutex::new(()));
    loop {
        let draft = session.draft(&board.chosen());
        review(board.show(&draft.seen), draft, &board, &turn);
        if !edits.wait(&board) {
            return Ok(());
        }
    }
}

/// Reviews a draft beside the next edits, one at a time: the next edit needs the machine too.
fn review(number: u64, draft: Draft, board: &Arc<Board>, turn: &Arc<Mutex<()>>) {
    let (board, turn) = (board.clone(), turn.clone());
    std::thread::spawn(move || {
        let _turn = turn.lock().unwrap_or_else(PoisonError::into_inner);
        if board.shows(number) {
            board.show_review(number, &beside(|| draft.reviewed()));
        }
    });
}
