//! 同一件事，两处的数不一样。
//!
//! # 查什么
//!
//! 摘要和正文、结论和分析里，用同样的话说同一个数（“消费者满意率达83.33%”），数却不同。说的年份不同、
//! 一处是目标一处是实际、两个数在表里各有出处的，不报。话不完全一样，而一个数像是另一个抄错的（颠倒两位、差一位）：话越像、位数越多，
//! 越有把握。同一个数、同一个幅度，一处说增长一处说下降的，也报。
//!
//! # 为什么
//!
//! 一份报告几个人写、几处重复，改一处漏一处。
//!
//! # 例子
//!
//! 摘要写“消费者满意率达83.33%”，正文写“消费者满意率达83.50%”。
//!
//! # 怎么改
//!
//! 核对后两处改成一样；最好都写成绑定的值。

mod same_words;
mod seen;
mod slips;
mod ways;

use crate::diag::Severity;
use crate::review::reading::{Amount, Reading, Sentence};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::{Family, Rule};
use same_words::same_words;
use slips::slips;
use ways::ways;

pub(in crate::review::rules) static RULE: Rule = Rule {
    id: "said-twice",
    title: "同一件事两处的数不同",
    family: Family::Data,
    severity: Severity::Error,
    remedy: "请核对后把两处改成一样；最好都写成绑定的值",
    find,
};

/// A number and where it is said.
type Said<'a> = (&'a Sentence, &'a Amount);

fn find(reading: &Reading<'_>, remarks: &mut Remarks) {
    same_words(reading, remarks);
    slips(reading, remarks);
    ways(reading, remarks);
}

fn tell(subject: &str, one: &Said<'_>, other: &Said<'_>, remarks: &mut Remarks) {
    let message = format!("「{subject}」这里是{}，另一处是{}", one.0.written(one.1), other.0.written(other.1));
    remarks.add(
        Remark::new(&one.0.origin, message)
            .at(one.0, &one.1.range)
            .related(&other.0.origin, format!("另一处“{}”", other.0.around(&other.1.range))),
    );
}
