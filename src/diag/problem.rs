//! Every kind of finding, with its Chinese wording.

use super::Severity;
use super::limit::{Limit, counted};
use strum::{EnumDiscriminants, IntoStaticStr, VariantArray};

/// What is wrong. The message says what was found; [`Problem::hint`] says what to do.
#[derive(Debug, Clone, PartialEq, Eq, Hash, thiserror::Error, EnumDiscriminants, IntoStaticStr)]
#[strum_discriminants(name(ProblemKind), derive(VariantArray, IntoStaticStr, Hash, PartialOrd, Ord))]
#[strum_discriminants(doc = "The kinds of findings, without their details.")]
#[strum_discriminants(strum(serialize_all = "kebab-case"))]
#[strum_discriminants(allow(missing_docs))]
#[strum(serialize_all = "kebab-case")]
#[expect(missing_docs, reason = "the wording of each variant is its documentation")]
pub enum Problem {
    #[error("{}有{}{}，最多{}{}", limit.words().0, counted(*found), limit.words().1, limit.printed_most(), limit.words().1)]
    TooMuch { limit: Limit, found: usize },

    // Files and settings
    #[error("找不到文件「{path}」")]
    FileMissing { path: String },
    #[error("文件「{path}」读不出来（{cause}）")]
    FileUnreadable { path: String, cause: String },
    #[error("路径「{path}」指到了项目文件夹外面")]
    PathOutside { path: String },
    #[error("设置文件写法不对：{cause}")]
    TomlBroken { cause: String },
    #[error("设置里没有「{name}」这一项")]
    SettingUnknown { name: String, nearest: Option<String> },
    #[error("缺少必须写的设置「{name}」")]
    SettingMissing { name: String },
    #[error("设置「{name}」的值「{value}」不能用")]
    SettingInvalid { name: String, value: String, allowed: String },
    #[error("「{name}」写在 [{section}] 里，当作那里的一行印了出来")]
    SettingInSection { name: String, section: &'static str },
    #[error("找不到版式「{name}」")]
    LayoutUnknown { name: String, known: String },
    #[error("文件「{path}」没有用上")]
    FileIgnored { path: String, known: String },
    #[error("文件夹「{folder}」没有用上")]
    FolderIgnored { folder: String, known: String },
    #[error("文件不是 UTF-8，也不是 GB18030 编码")]
    EncodingUnknown,
    #[error("「{path}」不是图片，或者图片已损坏")]
    ImageInvalid { path: String },

    // Workbooks
    #[error("工作簿打不开：{cause}")]
    WorkbookUnreadable { cause: String },
    #[error("工作簿里没有叫「{sheet}」的工作表")]
    SheetUnknown { sheet: String, known: String },
    #[error("工作表里找不到表头")]
    HeadUnknown { columns: String },
    #[error("「{table}」的数据放在了几处：{places}")]
    DataTwice { table: String, places: String },
    #[error("合计行写的是{stated}，各行相加是{sum}")]
    TotalDiffers { stated: String, sum: String },
    #[error("表上写的单位是「{found}」，声明里是「{declared}」")]
    UnitDiffers { found: String, declared: String },
    #[error("这一行只有一格有字，当作说明，没有读：{words}")]
    RowTakenForRemark { words: String },
    #[error("不知道读哪一张工作表")]
    SheetUnclear { known: String },
    #[error("这一格是「{text}」")]
    CellBroken { text: String },
    #[error("这一格的公式还没有算出值")]
    FormulaUncomputed,
    #[error("第{rows}行在 Excel 里是隐藏的，照样读了进来")]
    RowsHidden { rows: String },

    // Tables
    #[error("这一行有{found}格，表头有{expected}列")]
    RowRagged { found: usize, expected: usize },
    #[error("引号没有成对：从这一行起到文件末尾成了一格")]
    QuoteOpen,
    #[error("列和列之间写的是「{found}」，不是半角逗号")]
    SeparatorWrong { found: String },
    #[error("表头里有两个「{name}」列")]
    HeaderDuplicate { name: String },
    #[error("表「{table}」没有「{column}」这一列")]
    ColumnUnknown { table: String, column: String, nearest: Option<String> },
    #[error("数据里的「{column}」列没有声明")]
    ColumnUndeclared { column: String, declaration: String },
    #[error("「{text}」不是数")]
    NumberInvalid { text: String },
    #[error("数据里不能写「{label}」行，它由声明里的 [total] 来加")]
    TotalInData { label: String },
    #[error("「{column}」是空的")]
    CellEmpty { column: String },
    #[error("[[columns]] 里没有声明「{column}」这一列")]
    ColumnNotDeclared { column: String, nearest: Option<String> },
    #[error("编号（键）「{key}」重复")]
    KeyDuplicate { key: String },
    #[error("编号（键）是空的")]
    KeyEmpty,
    #[error("层级号「{text}」不对，应当像 1、1.1、2.10 这样")]
    HierarchyInvalid { text: String },
    #[error("层级号「{text}」没有上一级「{parent}」")]
    HierarchyOrphan { text: String, parent: String },
    #[error("表「{table}」没有数据行")]
    TableEmpty { table: String },
    #[error("三年对比的年份是{years}，不是从早到晚一年接一年")]
    YearsApart { years: String },
    #[error("这一行的单位是%，「{text}」没有写百分号")]
    PercentMissing { text: String },
    #[error("项目「{item}」在「{year}」有两行")]
    YearDuplicate { item: String, year: String },

    // Formulas
    #[error("算式写法不对：{cause}")]
    FormulaInvalid { cause: String },
    #[error("列「{column}」的算式绕了回来：{cycle}")]
    FormulaCircular { column: String, cycle: String },
    #[error("算式里混用了{first}和{second}")]
    FormulaUnits { first: String, second: String },
    #[error("「{name}」是文字，不能参加计算")]
    FormulaOnText { name: String },
    #[error("这个数太大，最多一千万亿")]
    NumberOverflow,

    #[error("没有叫「{family}」的字体")]
    FaceUnknown { family: String, nearest: Option<String> },

    // Narrative
    #[error("不认识的名字「{name}」")]
    NameUnknown { name: String, place: String, nearest: Option<String> },
    #[error("表「{table}」里叫「{name}」的行不止一行")]
    RowAmbiguous { table: String, name: String, keys: String },
    #[error("表达式写法不对：{cause}")]
    ExpressionInvalid { cause: String },
    #[error("{{{{ 后面没有对应的 }}}}")]
    ExpressionUnclosed,
    #[error("没有叫「{name}」的过滤器")]
    FilterUnknown { name: String, nearest: Option<String> },
    #[error("过滤器「{filter}」用不到这个值上：{cause}")]
    FilterInapplicable { filter: String, cause: String },
    #[error("印出来的数以{printed}为单位，后面写的是“{said}”")]
    UnitBesideValue { printed: String, said: String },
    #[error("「{name}」是空的或者缺项，印不出数来")]
    ValueMissing { name: String },
    #[error("这个表达式得到的不是一个值")]
    ValueNotPrintable,
    #[error("没有叫「{name}」的指令")]
    DirectiveUnknown { name: String, nearest: Option<String> },
    #[error("指令「{name}」写法不对：{cause}")]
    DirectiveInvalid { name: String, cause: String },
    #[error("「{target}」没有放进正文，引用不到")]
    ReferenceUnplaced { target: String, nearest: Option<String> },
    #[error("叫「{target}」的标题不止一个")]
    ReferenceAmbiguous { target: String },
    #[error("「{target}」在正文里放了两次")]
    PlacedTwice { target: String },
    #[error("{}", skipped(*from, *to))]
    HeadingSkips { from: u8, to: u8 },
    #[error("正文里不能有{what}")]
    MarkupUnsupported { what: String, remedy: String },
    #[error("脚注「{name}」没有内容")]
    FootnoteMissing { name: String },
    #[error("没有正文")]
    NarrativeMissing,
    #[error("附件文件要以一个一级标题开头，而且只有这一个")]
    AnnexUntitled,
    #[error("公文没有{part}这一部分")]
    PartUnsupported { part: String },

    // Charts and scores
    #[error("图「{chart}」里有负数，饼图和环图画不出来")]
    ChartNegative { chart: String },
    #[error("表「{table}」太宽，最小的字也排不下")]
    TableTooWide { table: String },
    #[error("表「{table}」的列都不印，放不进正文")]
    TableHidden { table: String },
    #[error("「{name}」这个名字已经用作{used_for}")]
    NameTaken { name: String, used_for: String },
    #[error("图「{chart}」里没有可以画的数")]
    ChartEmpty { chart: String },
    #[error("指标体系里没有「{code}」")]
    IndicatorUnknown { code: String, nearest: Option<String> },

    // Scores
    #[error("得分{score}不在0分和满分{weight}分之间")]
    ScoreOutOfRange { score: String, weight: String },
    #[error("得分（或分值、权重）{score}的小数多于{places}位")]
    ScoreTooFine { score: String, places: u32 },
    #[error("权重（分值）{weight}小于0")]
    WeightInvalid { weight: String },
    #[error("{name}填的得分是{given}，按规则是{ruled}（{arithmetic}）")]
    ScoreDeparts { name: String, given: String, ruled: String, arithmetic: String, reason: String },
    #[error("{name}填的得分是{given}，按规则是{ruled}（{arithmetic}），没有写得分说明")]
    ScoreUnexplained { name: String, given: String, ruled: String, arithmetic: String },
    #[error("{name}填的得分{given}是先把比率舍入再计算的结果，先计算后舍入是{ruled}（{arithmetic}）")]
    ScoreRoundedFirst { name: String, given: String, ruled: String, arithmetic: String },
    #[error("{name}扣了{lost}分，没有写「{column}」")]
    LossUnexplained { name: String, lost: String, column: String },
    #[error("{name}的实际完成值{actual}达到指标值{target}的{times}，没有写偏差原因")]
    ExcessUnexplained { name: String, actual: String, target: String, times: String, blocks: bool },
    #[error("定性指标的实际完成值「{text}」不在计分规则的说法里")]
    StageUnknown { text: String, known: String },
    #[error("{name}属于「{stage}」，要填得分")]
    StageScoreMissing { name: String, stage: String, least: String, most: String },
    #[error("{name}属于「{stage}」，得分{score}不合这一档：不小于{least}分、小于{most}分")]
    StageScoreOutside { name: String, stage: String, score: String, least: String, most: String },
    #[error("{whose}的一级指标分值是{found}，计分规则是{expected}")]
    LevelWeightsDiffer { whose: String, found: String, expected: String },
    #[error("计分规则里没有「{level}」这样的一级指标")]
    LevelUnknown { level: String, nearest: Option<String>, known: String },
    #[error("计分规则“{pack}”里没有「{name}」")]
    RuleUnknown { name: String, pack: String, nearest: Option<String>, known: String },
    #[error("规则「{rule}」用不到设置「{setting}」")]
    RuleSettingUnfit { rule: String, setting: &'static str },
    #[error("规则「{rule}」缺少「{setting}」")]
    RuleSettingMissing { rule: String, setting: String },
    #[error("{level}「{name}」写的权重是{stated}，下面各指标的权重加起来是{sum}")]
    LevelWeightWrong { level: String, name: String, stated: String, sum: String },
    #[error("{name}的规则最多给{most}，应当正好是{weight}")]
    RuleMaximum { name: String, most: String, weight: String },
    #[error("{name}没有评分规则")]
    RuleMissing { name: String },
    #[error("{name}的得分算不出来：{cause}")]
    RuleUnworkable { name: String, cause: String, remedy: &'static str },
    #[error("{name}要取的「{path}」是空的或者缺项")]
    InputMissing { name: String, path: String },
    #[error("{name}的「{setting}」直接写了数{value}，没有从表里取")]
    InputTyped { name: String, setting: &'static str, value: String },
    #[error("写了得分说明，没有填得分")]
    NoteWithoutScore,
    #[error("{name}的比率是{rate}，看上去不对")]
    RateDoubtful { name: String, rate: String },
    #[error("{name}的实际完成值{actual}是指标值{target}的100倍以上")]
    ActualImplausible { name: String, actual: String, target: String },
    #[error("合计的「{column}」里，{rows}缺了参加计算的数")]
    TotalUneven { column: String, rows: String },
    #[error("{name}得了满分，却写着扣分原因")]
    ReasonWithoutLoss { name: String },
    #[error("{name}的规则有「{setting}」这一项，文字里却没有写到它")]
    SettingUnsaid { name: String, setting: &'static str, placeholder: &'static str },
    #[error("{name}的评分细则是手工写的，程序不能保证它和规则「{rule}」一致")]
    CriteriaByHand { name: String, rule: String },
    #[error("规则文字里的 {{{name}}} 不是能用的名字")]
    PlaceholderUnknown { name: String },
    #[error("规则「{rule}」不看核对表的「{column}」，这一格没有用上")]
    JudgementUnused { rule: String, column: String },
    #[error("表「{table}」要有「{column}」这一列")]
    ColumnNeeded { table: String, column: String, nearest: Option<String> },
    #[error("「{column}」是空的")]
    LevelEmpty { column: String },
    #[error("编码「{code}」里有点，没有用引号括起来")]
    CodeUnquoted { code: String },
    #[error("{name}的规则要逐项核对，核对表里没有编码「{code}」的行")]
    DemandsMissing { name: String, code: String },
    #[error("「{demand}」没有填「{column}」")]
    JudgementMissing { column: String, demand: String },
    #[error("核对结果「{text}」看不懂")]
    VerdictUnknown { text: String, allowed: &'static str },
    #[error("{name}由人工评分，没有填得分")]
    ManualScoreMissing { name: String },
    #[error("{name}由人工评分，没有写得分说明")]
    ManualScoreUnexplained { name: String },
    #[error("{indicator}的规则文字里，{{{name}}} 没有可填的内容")]
    PlaceholderEmpty { indicator: String, name: String },
    #[error("找不到计分规则「{name}」")]
    RulesUnknown { name: String, known: String },

    // Forms
    #[error("编号「{id}」在{file}里没有")]
    FormIncomplete { id: String, file: String },
    #[error("编号「{id}」在「项目」表里没有")]
    FormUnknown { id: String, nearest: Option<String> },
    #[error("{whose}的{parts}加起来是{sum}，不是100")]
    WeightsSum { whose: String, parts: String, sum: String },
    #[error("全年执行数{spent}是全年预算数{budget}的10倍以上")]
    RateImplausible { spent: String, budget: String },
    #[error("全年执行数{spent}大于全年预算数{budget}")]
    SpentOverBudget { spent: String, budget: String },
    #[error("这张工作表不是自评表，没有读")]
    SheetNoForm { only: bool },
    #[error("这张自评表里找不到：{labels}")]
    FormLabelsMissing { labels: String },
    #[error("一张工作表里有{count}张自评表")]
    FormsOnOneSheet { count: usize },
    #[error("项目资金的单位是{unit}")]
    FormMoneyUnit { unit: String },
    #[error("隐藏的工作表里有自评表，没有读")]
    FormHidden,
    #[error("「{name}」这一行没有指标值、实际完成值、分值和得分，没有读")]
    FormRowUnread { name: String },
    #[error("不认识表头「{name}」，这一列没有读")]
    FormColumnUnread { name: String },
    #[error("实际完成值的单位是「{found}」，指标值的单位是「{unit}」")]
    ActualUnitDiffers { found: String, unit: String },
    #[error("项目「{project}」和前一张自评表重复")]
    FormTwice { project: String },
    #[error("金额「{text}」小于0，或者小数多于6位")]
    MoneyUnfit { text: String },
    #[error("正在读的时候，这个文件变了")]
    InputChanged,
    #[error("没有错误的{made}张自评表照做，合订本、汇总表和评分底稿不做")]
    VolumeLeftOut { made: usize },
    #[error("只填了年度资金总额，没有填资金来源")]
    SourcesMissing,
    #[error("指标值「{text}」不是“符号、数、单位”的样子，当作定性指标，得分没有验算")]
    TargetTakenForWords { text: String },
    #[error("表上写的{what}是{stated}，按表里的数算出来是{computed}")]
    StatedDiffers { what: &'static str, stated: String, computed: String },
    #[error("这是{found}年度的表，project.toml 里是{year}年度")]
    FormYearDiffers { found: String, year: i32 },
    #[error("「{text}」不是比较符号")]
    ComparisonInvalid { text: String },

    // The review: what contradicts itself, worded by its rule
    #[error("{message}")]
    Reviewed { rule: &'static str, severity: Severity, message: String, remedy: String },

    // Waivers
    #[error("豁免的规则「{rule}」不存在")]
    WaiverUnknown { rule: String, nearest: Option<String> },
    #[error("「{rule}」不能豁免：{cause}")]
    WaiverUnfit { rule: String, cause: &'static str },
    #[error("豁免没有用上：没有「{rule}」这样的问题")]
    WaiverUnused { rule: String },
    #[error("豁免已经过期：「{rule}」的豁免到{expires}为止，本文件的日期是{today}")]
    WaiverExpired { rule: String, expires: String, today: String },

    // Characters, typesetting, output
    #[error("字「{character}」（{code_point}）在字库里没有")]
    GlyphMissing { character: char, code_point: String },
    #[error("排版没有成功：{cause}")]
    TypesettingFailed { cause: String },
    #[error("排版时有提醒：{cause}")]
    TypesettingWarned { cause: String },
    #[error("版式文件有错：{cause}")]
    TemplateFailed { cause: String },
    #[error("程序内部出错：{cause}")]
    Internal { cause: String },
    #[error("「{path}」写不进去（{cause}）")]
    OutputUnwritable { path: String, cause: String, remedy: &'static str },
}

fn skipped(from: u8, to: u8) -> String {
    match from {
        0 => format!("第一个标题就是第{to}级"),
        _ => format!("标题从第{from}级跳到了第{to}级"),
    }
}

impl Problem {
    /// The stable id by which tools know this kind of finding.
    pub fn id(&self) -> &'static str {
        match self {
            Self::Reviewed { rule, .. } => rule,
            other => other.into(),
        }
    }

    /// The path of what is wrong, if that is no file of the project.
    pub fn outside(&self) -> Option<&str> {
        match self {
            Self::OutputUnwritable { path, .. } => Some(path),
            _ => None,
        }
    }

    /// How grave it is.
    pub fn severity(&self) -> Severity {
        match self {
            Self::Reviewed { severity, .. } => *severity,
            Self::ExcessUnexplained { blocks: true, .. } => Severity::Error,
            Self::SheetNoForm { only: false } => Severity::Warning,
            other if ProblemKind::from(other).is_mild() => Severity::Warning,
            _ => Severity::Error,
        }
    }
}

impl ProblemKind {
    /// Whether the document is made in spite of it.
    fn is_mild(self) -> bool {
        matches!(
            self,
            Self::ExcessUnexplained
                | Self::ScoreDeparts
                | Self::InputTyped
                | Self::NoteWithoutScore
                | Self::RateDoubtful
                | Self::ReasonWithoutLoss
                | Self::CriteriaByHand
                | Self::LevelWeightsDiffer
                | Self::RateImplausible
                | Self::SpentOverBudget
                | Self::RowsHidden
                | Self::RowTakenForRemark
                | Self::TargetTakenForWords
                | Self::ActualImplausible
                | Self::TotalUneven
                | Self::FormHidden
                | Self::VolumeLeftOut
                | Self::FormRowUnread
                | Self::FormColumnUnread
                | Self::FormTwice
                | Self::SettingInSection
                | Self::LevelUnknown
                | Self::FileIgnored
                | Self::FolderIgnored
                | Self::TableTooWide
                | Self::WaiverUnused
                | Self::WaiverExpired
                | Self::TypesettingWarned
        )
    }

    /// Why a waiver cannot be for findings of this kind; nothing if it can.
    pub fn waiver_refused(self) -> Option<&'static str> {
        match self {
            Self::WaiverUnused | Self::WaiverExpired => Some("它说的是豁免本身"),
            Self::TypesettingWarned => Some("排版时的提醒说的是版式"),
            mild if mild.is_mild() => None,
            _ => Some("它是错误，不改正就排不出来"),
        }
    }
}
