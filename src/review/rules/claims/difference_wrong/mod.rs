//! 超出、相差、结余、倍数、平均数，和句子里的数不符。
//!
//! # 查什么
//!
//! “计划200组，完成340组，超出计划150组”“85.83%，与90%的目标相差4.71个百分点”“为目标的4.52倍”“4期、627本，平均每期168本”：
//! “36.00万元，惠及240人，人均1,500元”“日均”“户均”“应整改86处，已整改79处，尚有7处未整改”“计划180天，实际162天，提前18天”：
//! 用同一句话里的数算，任何两个都得不到写的数，才报。
//!
//! # 为什么
//!
//! 差额和倍数是心算的多，改了原数就更没有人重算。
//!
//! # 例子
//!
//! “用户6500人，为1200人目标的4.52倍”，应当是5.42倍。
//!
//! # 怎么改
//!
//! 核对两个原数和差额（倍数、平均数）。

mod average;
mod from_before;
mod gap;
mod subtraction;
mod times;

use crate::diag::Severity;
use crate::review::reading::{Amount, Reading, Sentence};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::{Family, Rule};

pub(in crate::review::rules) static RULE: Rule = Rule {
    id: "difference-wrong",
    title: "差额、倍数或平均数不符",
    family: Family::Claims,
    severity: Severity::Error,
    remedy: "请核对两个原数和差额（倍数、平均数）",
    find,
};

fn find(reading: &Reading<'_>, remarks: &mut Remarks) {
    for sentence in reading.prose() {
        gap::gaps(sentence, remarks);
        gap::beyond(sentence, remarks);
        from_before::from_before(reading, sentence, remarks);
        subtraction::subtractions(sentence, remarks);
        times::all_times(sentence, remarks);
        average::averages(sentence, remarks);
    }
}

fn tell(sentence: &Sentence, amount: &Amount, message: String, arithmetic: String, remarks: &mut Remarks) {
    remarks.add(Remark::new(&sentence.origin, message).at(sentence, &amount.range).arithmetic(arithmetic));
}
