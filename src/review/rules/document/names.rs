//! Names as they are written, and when two of them are one name written in two ways.

use super::is_han;
use std::collections::BTreeMap;
use std::ops::Range;

/// How names of the things a report speaks of end.
const ENDINGS: [&str; 29] = [
    "专项经费",
    "专项资金",
    "补助资金",
    "专项",
    "项目",
    "工程",
    "条例",
    "办法",
    "规定",
    "通知",
    "意见",
    "方案",
    "计划",
    "细则",
    "规范",
    "规划",
    "制度",
    "标准",
    "局",
    "委员会",
    "中心",
    "研究院",
    "研究所",
    "有限公司",
    "公司",
    "学院",
    "大学",
    "医院",
    "协会",
];

/// Whether the words end like a name.
pub(super) fn ends_like_name(text: &str) -> bool {
    let bare = without_brackets(text);
    ENDINGS.iter().any(|ending| bare.ends_with(ending))
}

/// Without what stands in brackets at the end: （试行）.
fn without_brackets(text: &str) -> &str {
    let trimmed = text.trim_end();
    match (trimmed.ends_with(['）', ')']), trimmed.rfind(['（', '('])) {
        (true, Some(open)) => &trimmed[..open],
        _ => trimmed,
    }
}

/// Whether both are one name written in two ways: a bracket of another width, 监管 for 监督管理, a
/// character more, less, another or moved.
pub(super) fn are_variants(one: &str, other: &str) -> bool {
    if one == other {
        return false;
    }
    let (plain, other_plain) = (unified(one), unified(other));
    if plain == other_plain {
        return true;
    }
    let (a, b): (Vec<char>, Vec<char>) = (plain.chars().collect(), other_plain.chars().collect());
    if shortened(&plain) == shortened(&other_plain) {
        return a.len().min(b.len()) >= 6;
    }
    let start = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let room = a.len().min(b.len()) - start;
    let end = a.iter().rev().zip(b.iter().rev()).take(room).take_while(|(x, y)| x == y).count();
    let (left, right) = (&a[start..a.len() - end], &b[start..b.len() - end]);
    a.len().min(b.len()) >= 6 && is_slip(left, right, a.len().max(b.len()))
}

/// Brackets and spaces as they should be.
fn unified(text: &str) -> String {
    let unify = |c: char| match c {
        '(' => Some('（'),
        ')' => Some('）'),
        '<' | '＜' => Some('〈'),
        '>' | '＞' => Some('〉'),
        c if c.is_whitespace() || "《》“”\"".contains(c) => None,
        c => Some(c),
    };
    text.chars().filter_map(unify).collect()
}

/// 监督管理 and 监管 are the same to a reader.
fn shortened(text: &str) -> String {
    text.replace("监督管理", "监管").replace("检验检测", "检测")
}

/// Whether the part in which two names differ is a slip and not another name.
fn is_slip(left: &[char], right: &[char], length: usize) -> bool {
    // What tells things apart: places, times, numbers, ranks and the like.
    const TELLING: &str = "总分区市县省州国镇乡村街副正前后上下左右内外东西南北中大小新旧老高低初复甲乙丙丁一二三四五六七八九十〇零两首末\
        年月日季春夏秋冬男女公私进出入不非无未有原现增减城农工商水电气林牧渔路桥港湾河湖江海山岛文体卫科财税军民";
    let telling = |c: &char| !is_han(*c) || TELLING.contains(*c);
    let meant = [
        "实施", "暂行", "试行", "补充", "修订", "临时", "配套", "关于", "专项", "年度", "重点", "专业", "综合", "建设",
        "试点", "示范",
    ];
    let word = |part: &[char]| meant.contains(&part.iter().collect::<String>().as_str());
    if left.iter().chain(right).any(telling) || word(left) || word(right) {
        return false;
    }
    let (mut sorted, mut other) = (left.to_vec(), right.to_vec());
    sorted.sort_unstable();
    other.sort_unstable();
    let moved = sorted == other && (2..=4).contains(&left.len());
    let replaced = left.len() == 1 && right.len() == 1;
    // 教育和体育局 is the 教育体育局.
    let joined = [left, right].iter().any(|part| matches!(part, ['与' | '和' | '及']));
    let dropped = left.len().min(right.len()) == 0 && left.len().max(right.len()) <= 2 && (length >= 8 || joined);
    moved || replaced || dropped || length >= 8 && is_another_word(left, right)
}

/// 治理 for 整治, 运行 for 运维: two characters for two, one of them kept; or 规定 for 办法.
fn is_another_word(left: &[char], right: &[char]) -> bool {
    let text = |part: &[char]| part.iter().collect::<String>();
    let rules = ["办法", "规定"];
    let kept = left.iter().any(|c| right.contains(c));
    left.len() == 2
        && right.len() == 2
        && (kept || [left, right].iter().all(|part| rules.contains(&text(part).as_str())))
}

/// The Han words of a text that end like `ending`, with what stands before it.
pub(super) fn runs(text: &str, ending: &str) -> Vec<Range<usize>> {
    // 布局 and 格局 are no offices.
    let other = |end: usize| {
        ["布局", "格局", "结局", "全局", "开局", "大局", "总局"].iter().any(|word| text[..end].ends_with(word))
    };
    let ends = text.match_indices(ending).map(|(at, found)| at + found.len()).filter(|end| !other(*end));
    let start = |end: usize| text[..end].char_indices().rev().take_while(|(_, c)| is_han(*c)).take(LONGEST).last();
    ends.map(|end| start(end).map_or(end, |(at, _)| at)..end).collect()
}

/// No name has more characters.
const LONGEST: usize = 30;

/// The endings of the names that are looked for in running words, where no mark shows their beginning.
pub(super) const RUNNING: [&str; 10] =
    ["专项经费", "专项资金", "补助资金", "条例", "委员会", "研究院", "研究所", "有限公司", "管理局", "监督局"];

/// The endings by which names are told from other words even where no mark and no other name helps.
pub(super) const BODIES: [&str; 18] = [
    "专项经费",
    "专项资金",
    "条例",
    "委员会",
    "研究院",
    "研究所",
    "有限公司",
    "管理局",
    "监督局",
    "项目",
    "工程",
    "中心",
    "协会",
    "专项",
    "平台",
    "系统",
    "基金",
    "局",
];

/// The last `length` characters of a run.
pub(super) fn tail(run: &str, length: usize) -> Option<&str> {
    let count = run.chars().count();
    let skip = count.checked_sub(length)?;
    run.char_indices().nth(skip).map(|(at, _)| &run[at..])
}

/// Two runs with one ending that are one name in two ways, each from where both begin alike; nothing
/// where they differ in more than a slip or too little stands before it.
pub(super) fn twins<'t>(one: &'t str, other: &'t str) -> Option<(&'t str, &'t str)> {
    let (a, b): (Vec<char>, Vec<char>) = (one.chars().rev().collect(), other.chars().rev().collect());
    let end = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    // A dropped character is tried before an exchanged one.
    // Of a 局 little is left when its last words differ, and its name may join two: 教育和体育局.
    let office = one.ends_with('局');
    let body = ["中心", "协会", "委员会", "研究院", "研究所", "公司"].iter().any(|ending| one.ends_with(ending));
    let (least_end, least_start, least) = match (office, body) {
        (true, _) => (1, 3, 5),
        (_, true) => (2, 3, 7),
        _ => (2, 5, 7),
    };
    let widths = [(1, 0), (0, 1), (1, 1), (2, 2), (4, 4)];
    // 系统 and 信息系统 may be two; two projects or bodies that differ in one word more seldom are.
    let longer = [(2, 0), (0, 2)].into_iter().filter(|_| office || body || one.ends_with("项目"));
    widths.into_iter().chain(longer).find_map(|(left, right)| {
        let (middle, other_middle) = (a.get(end..end + left)?, b.get(end..end + right)?);
        let (rest, other_rest) = (&a[end + left..], &b[end + right..]);
        let alike = rest.iter().zip(other_rest).take_while(|(x, y)| x == y).count();
        let leading = rest[..alike].iter().rev().take_while(|c| PARTICLES.contains(**c)).count();
        let alike = alike - leading;
        let joined = office && [middle, other_middle].iter().any(|part| matches!(part, ['与' | '和' | '及']));
        let particle = !joined && middle.iter().chain(other_middle).any(|c| PARTICLES.contains(*c));
        let whole = end >= least_end
            && alike >= least_start
            && end + alike >= least
            && !particle
            && is_slip(middle, other_middle, end + left.max(right) + alike);
        whole.then(|| Some((tail(one, end + left + alike)?, tail(other, end + right + alike)?)))?
    })
}

/// Words before a name that are no part of it.
const PARTICLES: &str = "由在对和与及的是为向从被把受经原据按以等";

/// How often each name was written, in the order of the names.
pub(super) type Counts<'a> = BTreeMap<&'a str, usize>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_make_variants() {
        for (one, other) in [
            ("产品质量安全监督管理专项经费", "产品质量安全监管专项经费"),
            ("产品质量监督抽查管理办法", "产品质量监督抽检管理办法"),
            ("财政支出绩效评价管理办法", "财政支出绩效评价办法"),
            ("网络交易监督管理办法(试行)", "网络交易监督管理办法（试行）"),
            ("上海市市场监督管理局", "上海市市场管理监督局"),
        ] {
            assert!(are_variants(one, other), "{one} {other}");
        }
    }

    #[test]
    fn bodies_in_running_words_are_told_by_one_word_more() {
        for (one, other) in [
            ("监测由市海洋与渔业局", "采购由市海洋与渔业发展局"),
            ("复壮由市绿化管理中心", "市绿化养护管理中心"),
            ("项目由县教育体育局", "县教育与体育局"),
        ] {
            assert!(twins(one, other).is_some_and(|(one, other)| are_variants(one, other)), "{one} {other}");
        }
    }

    #[test]
    fn other_names_are_others() {
        for (one, other) in [
            ("流通领域商品质量监测办法", "流通领域商品质量监测实施办法"),
            ("流通领域商品质量监测办法", "流通领域商品质量监督管理办法"),
            ("上海市工商系统财务管理办法", "上海市工商系统预算管理办法"),
            ("2023年监督抽查工作方案", "2024年监督抽查工作方案"),
            ("产品质量监督抽查管理办法", "产品质量监督抽查管理办法（试行）"),
            ("浦东新区市场监督管理局", "黄浦区市场监督管理局"),
            ("国家市场监督管理总局", "国家市场监督管理局"),
        ] {
            assert!(!are_variants(one, other), "{one} {other}");
        }
    }
}
