//! 达到N以上, 超过N, 不超过N, 低于N

use rust_decimal::Decimal;

/// Which side of the bound is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// 达到, 不低于
    AtLeast,
    /// 超过
    Above,
    /// 不超过
    AtMost,
    /// 低于, 未达到
    Below,
}

/// The side that words like 均达到N以上 mean.
pub(super) fn side(words: &str) -> Option<Side> {
    let has = |list: &[&str]| list.iter().any(|word| words.contains(word));
    Some(if has(&["未达", "没有达到"]) {
        Side::Below
    } else if has(&["不低于", "不少于", "及以上", "（含）以上"]) {
        Side::AtLeast
    } else if has(&["不超过", "不高于", "未超过", "以内", "及以下"]) {
        Side::AtMost
    } else if has(&["超过", "高于", "大于"]) {
        Side::Above
    } else if has(&["低于", "小于"]) {
        Side::Below
    } else if has(&["以上"]) || has(&["达到", "达"]) {
        Side::AtLeast
    } else if has(&["以下"]) {
        Side::AtMost
    } else {
        return None;
    })
}

impl Side {
    /// Whether a value lies on this side of the bound.
    pub(super) fn holds(self, value: Decimal, bound: Decimal) -> bool {
        match self {
            Self::AtLeast => value >= bound,
            Self::Above => value > bound,
            Self::AtMost => value <= bound,
            Self::Below => value < bound,
        }
    }
}
