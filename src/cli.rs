//! The command line.

use clap::{Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// 把评价数据和文字排成报告、自评表和公文。
#[derive(Debug, Parser)]
#[command(name = "jixiao", version, about, disable_help_subcommand = true)]
pub struct Arguments {
    /// 程序自带文件（templates、fonts）所在的文件夹
    #[arg(long, global = true, value_name = "文件夹")]
    pub home: Option<PathBuf>,
    /// 要做的事
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// 检查项目，列出全部问题，不生成文件
    Check {
        /// 项目文件夹；省略就是 data 下面的全部
        #[arg(value_name = "项目")]
        projects: Vec<PathBuf>,
        /// 结果的格式
        #[arg(long, value_enum, default_value_t = Format::Human, value_name = "格式")]
        format: Format,
    },
    /// 检查项目，然后生成 PDF
    Build {
        /// 项目文件夹；省略就是 data 下面的全部
        #[arg(value_name = "项目")]
        projects: Vec<PathBuf>,
        /// PDF 放到哪里
        #[arg(long, short, default_value = "output", value_name = "文件夹")]
        output: PathBuf,
        /// 结果的格式
        #[arg(long, value_enum, default_value_t = Format::Human, value_name = "格式")]
        format: Format,
    },
}

/// How findings are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// 给人看，写到标准错误
    Human,
    /// 给程序看，JSON 写到标准输出
    Json,
}
