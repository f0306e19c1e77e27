//! Why the operating system refused, in Chinese, and what helps.

use std::io::{Error, ErrorKind};

/// The reason behind an error of the file system; a rare one in the system's own words.
pub fn cause(error: &Error) -> String {
    let known = match error.kind() {
        ErrorKind::PermissionDenied => "没有权限",
        ErrorKind::NotFound => "没有这个文件，或者没有它上级的文件夹",
        ErrorKind::AddrInUse => "别的程序正用着",
        ErrorKind::IsADirectory => "这是文件夹，不是文件",
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => "路径中有一段是文件，不是文件夹",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "磁盘满了",
        ErrorKind::FileTooLarge => "文件太大，这里放不下",
        ErrorKind::ReadOnlyFilesystem => "磁盘是只读的",
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => "正被别的程序占用",
        _ => return error.to_string(),
    };
    known.to_owned()
}

/// What helps where a file cannot be written.
pub(crate) fn remedy_for_writing(error: &Error) -> &'static str {
    match error.kind() {
        // Windows says the same of a file that another program shows.
        ErrorKind::PermissionDenied => "请关掉正在看这个文件的程序，看看文件夹准不准写；或者用 -o 换一个文件夹",
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => "请关掉正在看这个文件的程序，再做一次",
        ErrorKind::IsADirectory => "请把这个文件夹移走或改名，它占了文件的名字",
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => {
            "请把占了文件夹名字的那个文件移走或改名；或者用 -o 换一个文件夹"
        }
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
            "请腾出磁盘空间再做一次；或者用 -o 换一个磁盘上的文件夹"
        }
        ErrorKind::ReadOnlyFilesystem => "请用 -o 换一个可以写的文件夹",
        _ => "请看看输出文件夹准不准写、磁盘满没满，关掉正在看这个文件的程序",
    }
}
