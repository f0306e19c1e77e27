//! 说增长，其实是下降；说下降，其实是增长。
//!
//! # 查什么
//!
//! “由A提高到B”而B比A小；“B比A增长r%”而B比A小；“下降-3%”“增长-5%”这样正负和词打架的；“降幅由2.10%收窄到3.60%”；
//! “88.60%，高于90%的目标值”“95.10%，高于全市96.30%的平均水平”“计划20场，实际18场，超额完成”“91.20%，未达到90%的目标”。
//! 精度、等级、排名、频次提升，数本来变小的，不查。
//!
//! # 为什么
//!
//! 方向写反，比数写错更要紧，专家一眼就看见。
//!
//! # 例子
//!
//! “合格率由94.72%提高到92.56%”，是降低，不是提高。
//!
//! # 怎么改
//!
//! 核对两个数的先后，再改动词；变化写成正数，方向由动词来说。

mod moved;
mod opposed;
mod signs;
mod target;

use super::pattern::Direction;
use crate::diag::Severity;
use crate::review::reading::Reading;
use crate::review::remarks::Remarks;
use crate::review::rules::{Family, Rule};

pub(in crate::review::rules) static RULE: Rule = Rule {
    id: "direction-wrong",
    title: "增减的方向写反了",
    family: Family::Claims,
    severity: Severity::Error,
    remedy: "请核对两个数的先后，再改动词；变化写成正数，方向由动词来说",
    find,
};

fn find(reading: &Reading<'_>, remarks: &mut Remarks) {
    for sentence in reading.prose() {
        let before = reading.before(sentence);
        moved::moved(sentence, before, remarks);
        moved::claimed(sentence, before, remarks);
        signs::signed(sentence, remarks);
        target::compared(sentence, remarks);
        target::attained(sentence, remarks);
        target::ahead(sentence, remarks);
        opposed::opposed(sentence, remarks);
        moved::chained(sentence, remarks);
        moved::narrowed(sentence, remarks);
        signs::beyond_all(sentence, remarks);
    }
}

fn name(direction: Direction) -> &'static str {
    match direction {
        Direction::Up => "上升",
        Direction::Down => "下降",
    }
}
