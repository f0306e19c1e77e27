//! 写出来的算式，两边不相等。
//!
//! # 查什么
//!
//! 文字和表格里的“3.44=5-(1-89.63%)*5*100*3%”“1367.75/1526=89.63%”：等号两边都是数的，算出来比较。
//! 数后可以带单位（“1,200元×86人=103,200元”“120.00万元+86.40万元=206.40万元”）；“≈”两边差得太远的也报。
//! 印出来的数四舍五入过的，末位之差不报；得分扣到0为止、最多得满分的不报；带文字的一边不算。
//!
//! # 为什么
//!
//! 评分的算式是给专家复核的，算式本身不等，分数就站不住。
//!
//! # 例子
//!
//! “2824/2736=102.32%”，应当是103.22%。
//!
//! # 怎么改
//!
//! 核对算式里的每一个数。

mod parser;
mod sides;
mod worked;

use crate::diag::{Origin, Severity};
use crate::review::interval::Interval;
use crate::review::reading::Reading;
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::{Family, Rule};
use parser::{Parser, Units};
use rust_decimal::Decimal;
use sides::{first_expression, has_operator, last_expression};

pub(in crate::review::rules) static RULE: Rule = Rule {
    id: "equation-wrong",
    title: "算式两边不等",
    family: Family::Claims,
    severity: Severity::Error,
    remedy: "请核对算式里的每一个数",
    find,
};

fn find(reading: &Reading<'_>, remarks: &mut Remarks) {
    for passage in &reading.manuscript.passages {
        text(&passage.text, &passage.origin, remarks);
    }
    for cell in reading.manuscript.grids.iter().flat_map(|grid| &grid.rows).flat_map(|row| &row.cells) {
        if !cell.computed {
            text(&cell.text, &cell.origin, remarks);
        }
    }
}

fn text(text: &str, origin: &Origin, remarks: &mut Remarks) {
    const EQUALS: [char; 3] = ['=', '＝', '≈'];
    if !text.contains(EQUALS) {
        return;
    }
    let stretches = text.split(|c: char| "，。；、【】：:“”\n".contains(c));
    for stretch in stretches.filter(|stretch| stretch.contains(EQUALS)) {
        let sides: Vec<&str> = stretch.split(EQUALS).map(|side| side.trim()).collect();
        for pair in sides.windows(2) {
            let (left, right) = (last_expression(pair[0]), first_expression(pair[1]));
            let (Some(left), Some(right)) = (left, right) else { continue };
            if has_operator(left) || has_operator(right) {
                compare(stretch, left, right, origin, remarks);
            }
        }
    }
}

fn compare(stretch: &str, left: &str, right: &str, origin: &Origin, remarks: &mut Remarks) {
    // Units may be told of some numbers and left out of others: either reading may be meant.
    let Some(plain) = values(left, right, Units::Ignored) else { return };
    let scaled = values(left, right, Units::Counted);
    let readings = || [Some(plain), scaled].into_iter().flatten();
    if readings().any(|(one, other)| agree(left, right, one, other) || stretch.contains('≈') && about(one, other)) {
        return;
    }
    let (one, other) = plain;
    let (long, short, value) = if has_operator(left) { (left, right, one) } else { (right, left, other) };
    if is_capped(long, short, value) {
        return;
    }
    let counted = scaled.map(|(one, other)| if has_operator(left) { one } else { other });
    let worked = worked::as_written(short, value, counted);
    let message = format!("算式“{long}”算出来是{worked}，写的是{short}");
    remarks.add(Remark::new(origin, message).excerpt(stretch.trim()).arithmetic(format!("{long}={worked}")));
}

fn values(left: &str, right: &str, units: Units) -> Option<(Interval, Interval)> {
    Some((Parser::value(left, units)?, Parser::value(right, units)?))
}

/// Whether both sides can be one value.
fn agree(left: &str, right: &str, one: Interval, other: Interval) -> bool {
    // A rate may be written as a fraction of one on one side.
    let slack = Decimal::new(6, 3);
    let hundredfold = one.in_percent().meets(other) || other.in_percent().meets(one);
    let close = one.middle().saturating_sub(other.middle()).abs() <= slack;
    let result = has_operator(left) != has_operator(right);
    // 547.69/579.90=94%: a result without decimals was rounded to a whole percent.
    let short = if has_operator(left) { right } else { left };
    let whole_percent = result && short.ends_with(['%', '％']) && !short.contains('.');
    let rounded = whole_percent && one.middle().saturating_sub(other.middle()).abs() <= Decimal::new(5, 3);
    one.meets(other) || hundredfold || rounded || close && result && one.middle().abs() > Decimal::ONE
}

/// Whether two sides with ≈ between them are no farther apart than a rough figure may be.
fn about(one: Interval, other: Interval) -> bool {
    let gap = one.middle().saturating_sub(other.middle()).abs();
    gap.saturating_mul(Decimal::from(20)) <= one.middle().abs().max(other.middle().abs())
}

/// A score is no more than the full one, 5×103.20%=5, and no less than nothing, 5-6×1=0.
fn is_capped(long: &str, short: &str, worked: Interval) -> bool {
    let Some(told) = Parser::value(short, Units::Ignored).map(Interval::middle) else { return false };
    let times = |c: char| matches!(c, '*' | '×' | 'x' | 'X');
    let full = long.split(times).map(|factor| factor.trim_matches(|c: char| "()（） ".contains(c)));
    let is_full = |factor: &str| Parser::value(factor, Units::Ignored).is_some_and(|one| one.middle() == told);
    let above = worked.middle() > told && long.contains(times) && full.clone().any(is_full);
    let below = worked.middle() < Decimal::ZERO && told.is_zero();
    above || below
}
