//! 全文的小数位数、千分撇前后不一。
//!
//! # 查什么
//!
//! 全文的表和文字里，五位以上的金额多数写千分撇、个别不写的（或者反过来），数量也是这样，各算各的；各表里百分数的列、同一单位的金额列，
//! 多数是两位小数，有一张表整列是一位的。四位以内的整数，GB/T 15835 允许不分节，不算；整列没有小数的不算。
//! 全文只报一条，列出前几处；一张表里自己就不一的列，由“小数位数或千分撇不一”一条来报。
//!
//! # 为什么
//!
//! 各章出自几个人的手，数的写法也就有几种；写法不一，读者不好比，专家会以为数是几处抄来的。
//!
//! # 例子
//!
//! 表2写“1,263,000”，表5写“1042700”；各表的执行率是94.07%，只有表6是94.1%。
//!
//! # 怎么改
//!
//! 全文用一种写法；在表的声明里写 decimals，程序就按一样的写法印。

mod decimals;
mod separators;

use crate::diag::{Origin, Severity};
use crate::review::reading::Reading;
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::{Family, Rule};

pub(in crate::review::rules) static RULE: Rule = Rule {
    id: "digits-differ",
    title: "全文的小数位数或千分撇不一",
    family: Family::Tables,
    severity: Severity::Advice,
    remedy: "请全文用一种写法；在表的声明里写明写法，程序就按一样的印",
    find,
};

/// How many places a finding names beside the first.
const NAMED: usize = 4;

fn find(reading: &Reading<'_>, remarks: &mut Remarks) {
    separators::differ(reading, remarks);
    decimals::differ(reading, remarks);
}

/// One finding for all places that are written another way than most.
fn tell(message: String, odd: &[&Origin], usual: &Origin, remarks: &mut Remarks) {
    let Some((first, others)) = odd.split_first() else { return };
    let remark = Remark::new(first, message).related(usual, "多数的写法");
    remarks.add(others.iter().take(NAMED).fold(remark, |remark, origin| remark.related(origin, "也是这样")));
}
