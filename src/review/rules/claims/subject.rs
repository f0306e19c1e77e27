//! Whether a clause goes on about the same thing or turns to another.

/// Words that name nothing of their own: times, comparisons, adverbs, and words for any number.
const EMPTY: [&str; 86] = [
    "平均每年",
    "每年平均",
    "上一年度",
    "上年度",
    "上一年",
    "前一年",
    "上年",
    "去年",
    "本年",
    "当年",
    "今年",
    "全年",
    "年初",
    "年末",
    "同期",
    "同比",
    "环比",
    "相比",
    "相较",
    "年均",
    "复合",
    "期间",
    "分别",
    "依次",
    "累计",
    "总共",
    "合计",
    "共计",
    "实际",
    "总体",
    "整体",
    "绝对值",
    "绝对",
    "数量",
    "总量",
    "规模",
    "总额",
    "总数",
    "金额",
    "幅度",
    "增幅",
    "降幅",
    "增速",
    "比例",
    "比率",
    "相应",
    "大幅",
    "明显",
    "显著",
    "进一步",
    "有所",
    "实现",
    "保持",
    "出现",
    "呈现",
    "呈",
    "变化",
    "差额",
    "前后",
    "已经",
    "目前",
    "其中",
    "同时",
    "较",
    "比",
    "净",
    "共",
    "总",
    "均",
    "都",
    "已",
    "再",
    "又",
    "也",
    "则",
    "其",
    "该",
    "并",
    "且",
    "即",
    "而",
    "的",
    "了",
    "年",
    "为",
    "是",
];

/// Whether the words at the head of a clause name a thing that the words before did not speak of:
/// 服务点由12个增至15个，服务覆盖面扩大20%. The last two characters tell what kind of thing it is.
pub(super) fn names_another(clause: &str, before: &str) -> bool {
    let words: Vec<char> = nouns(clause).chars().collect();
    let kind: String = words.iter().skip(words.len().saturating_sub(2)).collect();
    words.len() >= 2 && !before.contains(&kind)
}

/// What is left of a clause without marks, punctuation and words that name nothing.
pub(super) fn nouns(clause: &str) -> String {
    let han: String = clause.chars().filter(|c| crate::review::reading::is_han(*c)).collect();
    EMPTY.iter().fold(han, |words, empty| words.replace(empty, ""))
}

/// The words after the last punctuation mark of a text.
pub(super) fn last_clause(text: &str) -> &str {
    let start = text.char_indices().rev().find(|(_, c)| "，,；;：:。（(）)".contains(*c));
    &text[start.map_or(0, |(at, c)| at + c.len_utf8())..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clause_about_another_thing_is_told_from_one_about_the_same() {
        assert!(names_another("服务覆盖面", "服务点由"));
        assert!(names_another("人员经费", "在岗人员由"));
        assert!(!names_another("较上年同期", "在岗人员由"));
        assert!(!names_another("满意度同比", "居民满意度由"));
        assert!(!names_another("培训人次同比", "全年培训由1,200人次增加到1,500人次"));
        assert!(!names_another("", ""));
    }
}
