//! Why the operating system refused, in Chinese.

use std::io::{Error, ErrorKind};

/// The reason behind an error of the file system; a rare one in the system's own words.
pub fn cause(error: &Error) -> String {
    let known = match error.kind() {
        ErrorKind::PermissionDenied => "没有权限",
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
