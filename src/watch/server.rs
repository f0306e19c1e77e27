//! Shows the board to browsers on this machine, and to nobody else.

use super::Board;
use std::io::{self, Cursor};
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;
use tiny_http::{Header, Request, Response, Server};

/// Browsers ask again after this time; until then a question waits for news.
const PATIENCE: Duration = Duration::from_secs(20);

/// Questions that may wait at once, and pictures asked for beside them.
const THREADS: usize = 12;

type Answer = Response<Cursor<Vec<u8>>>;

/// Begins to serve. Gives the address.
pub(super) fn serve(board: Arc<Board>, face: &[u8], port: u16) -> io::Result<SocketAddr> {
    let server = Server::http((Ipv4Addr::LOCALHOST, port)).map_err(|error| match error.downcast::<io::Error>() {
        Ok(error) => *error,
        Err(other) => io::Error::other(other),
    })?;
    let address = server.server_addr().to_ip().ok_or_else(|| io::Error::other("no address"))?;
    let (server, face) = (Arc::new(server), Arc::<[u8]>::from(face));
    for _ in 0..THREADS {
        let (server, board, face) = (server.clone(), board.clone(), face.clone());
        std::thread::spawn(move || {
            while let Ok(request) = server.recv() {
                let answer = answer(&request, &board, &face, address.port());
                // Who has gone away needs no answer.
                let _ = request.respond(answer);
            }
        });
    }
    Ok(address)
}

fn answer(request: &Request, board: &Board, face: &[u8], port: u16) -> Answer {
    if !is_from_here(request, port) {
        return plain("只给本机看：请在这台机器的浏览器里打开 http://127.0.0.1 开头的地址").with_status_code(403);
    }
    let (path, query) = request.url().split_once('?').unwrap_or((request.url(), ""));
    match path {
        "/" => of_type(include_str!("page.html").to_owned(), "text/html; charset=utf-8"),
        // The words around the pages need a face too, and the machine may have none.
        "/face.otf" => Response::from_data(face).with_header(header("Content-Type", "font/otf")),
        "/state" => {
            let version = query.strip_prefix("after=").and_then(|version| version.parse().ok()).unwrap_or(0);
            of_type(board.after(version, PATIENCE).to_string(), "application/json; charset=utf-8")
        }
        "/choose" => {
            let number = query.strip_prefix("document=").and_then(|number| number.parse().ok());
            if let Some(number) = number {
                board.choose(number);
            }
            plain("")
        }
        _ => match path.strip_prefix("/page/").and_then(|print| board.picture(print)) {
            // The name says what is in it: it never changes.
            Some(svg) => of_type(svg, "image/svg+xml").with_header(header("Cache-Control", "max-age=3600, immutable")),
            None => plain("没有这一页").with_status_code(404),
        },
    }
}

/// A page of another site could send a browser here, under another name too; it sees nothing and changes nothing.
fn is_from_here(request: &Request, port: u16) -> bool {
    let host = request.headers().iter().find(|header| header.field.equiv("Host"));
    let known = [format!("127.0.0.1:{port}"), format!("localhost:{port}")];
    let site = request.headers().iter().find(|header| header.field.equiv("Sec-Fetch-Site"));
    let is_own = site.is_none_or(|site| ["same-origin", "none"].contains(&site.value.as_str()));
    is_own && host.is_some_and(|host| known.iter().any(|known| known == host.value.as_str()))
}

fn plain(text: &str) -> Answer {
    of_type(text.to_owned(), "text/plain; charset=utf-8")
}

fn of_type(text: String, kind: &str) -> Answer {
    Response::from_data(text).with_header(header("Content-Type", kind))
}

fn header(name: &str, value: &str) -> Header {
    Header::from_bytes(name, value).expect("the header's name and value are constants of ASCII")
}
