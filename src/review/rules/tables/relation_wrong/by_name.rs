//! Relations that only the names of the columns tell, in tables of one or two rows.

use super::{Kind, Matrix, Relation, tell, worked};
use crate::review::remarks::Remarks;

/// So few rows show no relation by themselves: only the names of the columns do.
pub(super) const FEW: usize = 2;

/// 结余 is 预算 less 支出, 合格 and 不合格 are all that was looked at, where each name stands once.
pub(super) fn by_name(matrix: &Matrix<'_>, remarks: &mut Remarks) {
    const BUDGET: &[&str] = &["预算", "批复", "到位", "安排", "下达"];
    const SPENT: &[&str] = &["支出", "执行", "使用", "支付"];
    let one = |words: &[&str], not: &[&str]| {
        let fits =
            |name: &str| words.iter().any(|word| name.contains(word)) && !not.iter().any(|word| name.contains(word));
        let mut lines =
            (0..matrix.lines.len()).filter(|line| !matrix.lines[*line].percent && fits(&matrix.lines[*line].name));
        lines.next().filter(|_| lines.next().is_none())
    };
    let left = one(&["结余", "节余", "剩余"], &["上年"])
        .zip(one(SPENT, &["预算", "率"]))
        .zip(one(BUDGET, &["支出", "执行", "率"]));
    let looked_at = ["实际", "抽检", "抽查", "检验", "检测", "总"];
    let checked =
        one(&["不合格"], &[]).zip(one(&["合格"], &["不合格"])).zip(one(&looked_at, &["合格", "计划", "目标", "立案"]));
    // What was carried over or came in besides makes the balance another one.
    let besides = ["结转", "上年", "其他", "收回", "追加", "调整", "利息"];
    let carried = (0..matrix.lines.len()).any(|line| besides.iter().any(|word| matrix.lines[line].name.contains(word)));
    let left = left.filter(|_| !carried);
    for ((first, second), result) in left.into_iter().chain(checked) {
        let relation = Relation { kind: Kind::Sum, result, parts: vec![first, second] };
        if !matrix.comparable(first, second) || !matrix.comparable(first, result) {
            continue;
        }
        for point in 0..matrix.points.len() {
            let stated = matrix.interval(result, point);
            let value =
                worked(matrix, &relation, point).filter(|value| stated.is_some_and(|stated| !stated.meets(*value)));
            if let Some(value) = value {
                tell(matrix, &relation, point, value, remarks);
            }
        }
    }
}
