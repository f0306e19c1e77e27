//! The command line.

use crate::record::Shard;
use crate::starter::StarterKind;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{ArgAction, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use std::error::Error;
use std::path::PathBuf;

/// The order of the help text, with Chinese headings.
const HELP: &str = "{about}\n\n用法：{usage}\n\n{all-args}{after-help}";

/// 把评价数据和文字排成报告、自评表和公文。
#[derive(Debug, Parser)]
#[command(
    name = "jixiao",
    version,
    about = "把评价数据和文字排成报告、自评表和公文",
    override_usage = "jixiao <命令> [项目]… [选项]",
    disable_help_subcommand = true,
    disable_help_flag = true,
    disable_version_flag = true,
    help_template = HELP,
    subcommand_help_heading = "命令",
    next_help_heading = "选项",
    after_help = "例子：\n  jixiao new 助餐评价           新建一个报告项目\n  jixiao check 助餐评价         列出其中的问题\n  jixiao build 助餐评价         生成 PDF，放在 output 里\n  jixiao build 甲 乙 -o 成果    两个项目一起，放在“成果”里\n  jixiao export 助餐评价        全部的表和得分，写成一个 Excel 工作簿\n\n每个命令的选项：jixiao <命令> --help"
)]
pub struct Arguments {
    /// 显示这份说明
    #[arg(long, short, global = true, action = ArgAction::Help)]
    help: Option<bool>,
    /// 显示版本
    #[arg(long, short = 'V', action = ArgAction::Version)]
    version: Option<bool>,
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
    /// 新建一个项目：样样都有说明，马上就能生成
    #[command(
        help_template = HELP,
        override_usage = "jixiao new <文件夹> [--kind 种类]",
        next_help_heading = "选项",
        after_help = "例子：\n  jixiao new 助餐评价                      新建报告\n  jixiao new 自评2024 --kind self-assessment  新建自评表，带填报用的工作簿"
    )]
    New {
        /// 新建的文件夹
        #[arg(value_name = "文件夹", help_heading = "项目")]
        folder: PathBuf,
        /// 种类：report 报告（省略就是它）、self-assessment 自评表、notice 公文
        #[arg(long, value_enum, default_value_t = StarterKind::Report, value_name = "种类", hide_possible_values = true, hide_default_value = true)]
        kind: StarterKind,
    },
    /// 检查项目，列出全部问题；加 --report 另出核查报告
    #[command(help_template = HELP, override_usage = "jixiao check [项目]… [选项]", next_help_heading = "选项")]
    Check {
        /// 项目文件夹；省略就是 data 下面的全部
        #[arg(value_name = "项目", help_heading = "项目")]
        projects: Vec<PathBuf>,
        /// 连在表里找不到出处的数也列出来
        #[arg(long)]
        unsourced: bool,
        /// 把问题排成核查报告（PDF），供三级复核签字
        #[arg(long)]
        report: bool,
        /// 核查报告放到哪里；省略就是 output
        #[arg(
            long,
            short,
            requires = "report",
            default_value = "output",
            value_name = "文件夹",
            hide_default_value = true
        )]
        output: PathBuf,
        /// 结果的格式：human 给人看，写到标准错误；json、sarif 给程序看，写到标准输出
        #[arg(long, value_enum, default_value_t = Format::Human, value_name = "格式", hide_possible_values = true, hide_default_value = true)]
        format: Format,
    },
    /// 检查项目，然后生成 PDF
    #[command(help_template = HELP, override_usage = "jixiao build [项目]… [选项]", next_help_heading = "选项")]
    Build {
        /// 项目文件夹；省略就是 data 下面的全部
        #[arg(value_name = "项目", help_heading = "项目")]
        projects: Vec<PathBuf>,
        /// PDF 放到哪里；省略就是 output
        #[arg(long, short, default_value = "output", value_name = "文件夹", hide_default_value = true)]
        output: PathBuf,
        /// 没有变化的也重做
        #[arg(long)]
        force: bool,
        /// 几台机器分着做：3/8 是分成8份，做第3份；做完用 merge 合起来
        #[arg(long, value_name = "第几份/几份", value_parser = clap::value_parser!(Shard))]
        shard: Option<Shard>,
        /// 把每个 PDF 由哪些文件得来写成 make 认得的清单
        #[arg(long, value_name = "文件")]
        deps: Option<PathBuf>,
        /// 结果的格式：human 给人看，写到标准错误；json、sarif 给程序看，写到标准输出
        #[arg(long, value_enum, default_value_t = Format::Human, value_name = "格式", hide_possible_values = true, hide_default_value = true)]
        format: Format,
    },
    /// 看着一个项目：一存盘就重排，页面在浏览器里更新
    #[command(help_template = HELP, override_usage = "jixiao watch <项目> [选项]", next_help_heading = "选项")]
    Watch {
        /// 项目文件夹
        #[arg(value_name = "项目", help_heading = "项目")]
        project: PathBuf,
        /// 浏览器地址里的端口；省略就由系统挑一个
        #[arg(long, default_value_t = 0, value_name = "端口", hide_default_value = true)]
        port: u16,
    },
    /// 把几台机器用 --shard 做的合起来，补上合订本、汇总表和记录
    #[command(
        help_template = HELP,
        override_usage = "jixiao merge [项目]… [选项]",
        next_help_heading = "选项",
        after_help = "例子：\n  jixiao build 全省自评 --shard 1/2 -o 片1   在第一台机器上\n  jixiao build 全省自评 --shard 2/2 -o 片2   在第二台机器上\n  jixiao merge 全省自评 --from 片1 片2"
    )]
    Merge {
        /// 项目文件夹；省略就是 data 下面的全部
        #[arg(value_name = "项目", help_heading = "项目")]
        projects: Vec<PathBuf>,
        /// 各台机器做的放在哪里，几个文件夹接着写
        #[arg(long, required = true, num_args = 1.., value_name = "文件夹")]
        from: Vec<PathBuf>,
        /// 合起来放到哪里；省略就是 output
        #[arg(long, short, default_value = "output", value_name = "文件夹", hide_default_value = true)]
        output: PathBuf,
    },
    /// 把项目的表、算出来的数、得分和问题写成一个 Excel 工作簿
    #[command(help_template = HELP, override_usage = "jixiao export [项目]… [选项]", next_help_heading = "选项")]
    Export {
        /// 项目文件夹；省略就是 data 下面的全部
        #[arg(value_name = "项目", help_heading = "项目")]
        projects: Vec<PathBuf>,
        /// 工作簿放到哪里；省略就是 output
        #[arg(long, short, default_value = "output", value_name = "文件夹", hide_default_value = true)]
        output: PathBuf,
    },
    /// 把命令行的补全脚本写到标准输出
    #[command(
        help_template = HELP,
        override_usage = "jixiao completions <壳>",
        next_help_heading = "选项",
        after_help = "例子：\n  jixiao completions bash > ~/.local/share/bash-completion/completions/jixiao\n  jixiao completions powershell >> $PROFILE"
    )]
    Completions {
        /// bash、zsh、fish、powershell、elvish
        #[arg(value_enum, value_name = "壳", help_heading = "壳", hide_possible_values = true)]
        shell: Shell,
    },
}

/// How findings are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// 给人看，写到标准错误
    Human,
    /// 给程序看，JSON 写到标准输出
    Json,
    /// 给持续集成看，SARIF 2.1.0 写到标准输出
    Sarif,
}

/// What is wrong with a command line, in Chinese.
pub fn mistake(error: &clap::Error) -> String {
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join("、"),
        _ => String::new(),
    };
    let cause = match error.kind() {
        ErrorKind::UnknownArgument => format!("没有「{}」这个选项", context(ContextKind::InvalidArg)),
        ErrorKind::InvalidSubcommand => format!("没有「{}」这个命令", context(ContextKind::InvalidSubcommand)),
        ErrorKind::InvalidValue if context(ContextKind::InvalidValue).is_empty() => {
            format!("「{}」后面少了值", context(ContextKind::InvalidArg))
        }
        ErrorKind::ValueValidation => {
            let (value, option) = (context(ContextKind::InvalidValue), context(ContextKind::InvalidArg));
            // Our own types say how they are written; others say it in English.
            let own = error.source().map(ToString::to_string).filter(|cause| !cause.is_ascii());
            format!("「{option}」不能是「{value}」{}", own.map(|cause| format!("，{cause}")).unwrap_or_default())
        }
        ErrorKind::InvalidValue => {
            let (value, known) = (context(ContextKind::InvalidValue), context(ContextKind::ValidValue));
            format!("「{value}」不能用，可以写：{known}")
        }
        ErrorKind::MissingRequiredArgument => format!("还要写「{}」", context(ContextKind::InvalidArg)),
        ErrorKind::ArgumentConflict => format!("「{}」写了两次", context(ContextKind::InvalidArg)),
        _ => "要写一个命令：new、check、build、watch、merge、export、completions".to_owned(),
    };
    format!("命令写法不对：{cause}。用 jixiao --help 看写法")
}
