//! What to do about each kind of finding.

use super::Problem;

impl Problem {
    /// The remedy, in one sentence.
    pub fn hint(&self) -> Option<String> {
        self.did_you_mean().or_else(|| self.remedy())
    }

    /// For mistyped names: the known name that is most alike.
    fn did_you_mean(&self) -> Option<String> {
        let (Self::SettingUnknown { nearest, .. }
        | Self::ColumnUnknown { nearest, .. }
        | Self::FilterUnknown { nearest, .. }
        | Self::DirectiveUnknown { nearest, .. }
        | Self::ReferenceUnplaced { nearest, .. }
        | Self::RuleUnknown { nearest, .. }
        | Self::WaiverUnknown { nearest, .. }
        | Self::IndicatorUnknown { nearest, .. }
        | Self::FormUnknown { nearest, .. }) = self
        else {
            return self.known_in_place();
        };
        nearest.as_ref().map(|name| format!("是不是「{name}」？"))
    }

    fn known_in_place(&self) -> Option<String> {
        match self {
            Self::NameUnknown { place, nearest: Some(name), .. } => Some(format!("在{place}里最相近的是「{name}」")),
            Self::NameUnknown { place, nearest: None, .. } => Some(format!("请对照{place}里的名字改正")),
            _ => None,
        }
    }

    fn remedy(&self) -> Option<String> {
        if let Self::Reviewed { remedy, .. } = self {
            return Some(remedy.clone());
        }
        self.remedy_in_settings()
            .or_else(|| self.remedy_in_waivers())
            .or_else(|| self.remedy_in_workbooks())
            .or_else(|| self.remedy_in_tables())
            .or_else(|| self.remedy_in_scores())
            .or_else(|| self.remedy_in_rules())
            .or_else(|| self.remedy_in_narrative())
            .or_else(|| self.remedy_in_output())
    }

    fn remedy_in_settings(&self) -> Option<String> {
        Some(match self {
            Self::TooMuch { limit, .. } => limit.remedy().into(),
            Self::FileMissing { .. } => "请检查文件名和所在文件夹，大小写也要一致".into(),
            Self::FileUnreadable { .. } => "请检查文件权限，或者是否被别的程序占用".into(),
            Self::PathOutside { .. } => "请把文件放进项目文件夹，路径写成相对的，不用 .. 和盘符".into(),
            Self::TomlBroken { .. } => "请检查引号、方括号、等号是否成对，日期是否写成 2025-06-10".into(),
            Self::SettingUnknown { .. } => {
                "请对照手册（docs/manual）改名或删去；不属于这一节的设置要写在所有 [节] 之前".into()
            }
            Self::SettingMissing { name } if name.starts_with('[') => {
                format!("请加上 {name} 这一节，写法见手册（docs/manual）")
            }
            Self::SettingMissing { name } => format!("请加上「{name} = …」"),
            Self::SettingInvalid { allowed, .. } => format!("可以写：{allowed}"),
            Self::LayoutUnknown { known, .. } | Self::RulesUnknown { known, .. } => format!("现有：{known}"),
            Self::FaceUnknown { nearest, .. } => {
                let like = nearest.as_ref().map(|name| format!("，现有的字体里最相近的是「{name}」"));
                format!("请把字体文件放进程序的 fonts/own 文件夹，名字写字体的英文名{}", like.unwrap_or_default())
            }
            Self::FileIgnored { known, .. } => format!("这个文件夹里只用 {known}；不用的文件请移出去"),
            Self::FolderIgnored { known, .. } => format!("是不是「{known}」？"),
            Self::EncodingUnknown => "CSV 请在 Excel 里另存为“CSV UTF-8”，别的文件请用文本编辑器另存为 UTF-8".into(),
            Self::ImageInvalid { .. } => "请重新存成 png、jpg、svg 或 pdf 图片，文件名的结尾要和格式一致".into(),
            _ => return None,
        })
    }

    fn remedy_in_waivers(&self) -> Option<String> {
        Some(match self {
            Self::WaiverUnknown { .. } => "请照抄问题前面方括号里的名字，全部规则见 docs/checks.md".into(),
            Self::WaiverUnfit { .. } => "请改正问题本身，删去这一条豁免；能豁免的是提醒，和成文以后核查出的问题".into(),
            Self::WaiverUnused { .. } => "问题已经改好就删去这一条；没有改好，请核对 rule、file、contains".into(),
            Self::WaiverExpired { .. } => "请重新核实：问题还在而且确实无误，就改写 expires；否则删去这一条".into(),
            _ => return None,
        })
    }

    fn remedy_in_workbooks(&self) -> Option<String> {
        Some(match self {
            Self::WorkbookUnreadable { .. } => "请用 Excel 打开，去掉密码，另存为“Excel 工作簿（.xlsx）”".into(),
            Self::SheetUnknown { known, .. } => format!("现有的工作表：{known}"),
            Self::SheetUnclear { known } => {
                format!("请在声明里写 sheet = \"…\"，或者把工作表的名字改得和表名一样；现有：{known}")
            }
            Self::HeadUnknown { columns } => format!("表头要有这些列：{columns}"),
            Self::TotalDiffers { .. } => "请核对各行和合计；合计由程序来加，也可以删去这一行".into(),
            Self::UnitDiffers { .. } => "请核对表里的数是哪个单位，改正其中一处".into(),
            Self::RowTakenForRemark { .. } => "是数据就把别的格补上；是说明就写进声明的 notes，再删去这一行".into(),
            Self::DataTwice { .. } => "请留下一处，别的移出去".into(),
            Self::CellBroken { .. } => "请在 Excel 里改正公式，或者直接填数".into(),
            Self::FormulaUncomputed => "请用 Excel 打开这个工作簿，保存一次".into(),
            Self::RowsHidden { .. } => "这些行要算，就取消隐藏；不要，就删去".into(),
            _ => return None,
        })
    }

    fn remedy_in_tables(&self) -> Option<String> {
        Some(match self {
            Self::RowRagged { found, expected } if found > expected => {
                "多半是多了逗号：数里的千分位逗号请去掉；文字里有逗号，整格请用引号括起来".into()
            }
            Self::RowRagged { .. } => "多半是少了逗号，或者引号没有成对，或者格子里的逗号没有用引号括起来".into(),
            Self::QuoteOpen => "请把格子两头的引号补成一对，格子里面的引号写两个；不需要就删去".into(),
            Self::HeaderDuplicate { .. } => "请给其中一列改名".into(),
            Self::ColumnUnknown { .. } => "请对照 CSV 首行的列名改正".into(),
            Self::ColumnUndeclared { column, declaration } => {
                format!("请在 {declaration} 里加一节 [[columns]]，name = \"{column}\"；不想印就加 hidden = true")
            }
            Self::CellEmpty { .. } => "没有就写 0；整行都没有就删去这一行".into(),
            Self::ColumnNotDeclared { nearest, .. } => match nearest {
                Some(name) => format!("[[columns]] 的 name 要和 CSV 首行的列名一样；是不是声明成了「{name}」？"),
                None => "请加一节 [[columns]]，name 和 CSV 首行的列名一样".into(),
            },
            Self::SpentOverBudget { .. } => "请核对是不是少写了调整的预算；确实超支就在偏差原因里说明".into(),
            Self::RateImplausible { .. } => "自评表的资金单位是万元，请核对是不是写成了元".into(),
            Self::NumberInvalid { .. } => "请只写数字，单位不写在格子里；没有这一项就空着或写 -，自评表里写 0".into(),
            Self::TotalInData { .. } => {
                "请删去这一行，免得加两遍；名称要改就改 [total] 的 label，要小计就写层级号（hierarchy）".into()
            }
            Self::KeyDuplicate { .. } => "每一行的编号（键）必须不同，请改掉其中一个".into(),
            Self::KeyEmpty => "请填上编号（键），或者删去空行".into(),
            Self::HierarchyInvalid { .. } => "请改正层级号；不分层级就删去声明里的 hierarchy 这一项".into(),
            Self::HierarchyOrphan { parent, .. } => format!("请补上「{parent}」这一行"),
            Self::TableEmpty { .. } => "请至少填一行数据".into(),
            Self::YearDuplicate { .. } => "同一项目同一年只能有一行，请合并或删去一行".into(),
            Self::FormulaInvalid { .. } => {
                "能用 + - * / ( )、列名、数字，和 合计 均值 极差 执行率 占比 增减额 同比 年均增长率".into()
            }
            Self::FormulaCircular { .. } => "请改掉其中一列，使它只用数据里的列".into(),
            Self::FormulaUnits { .. } => {
                "请先加一列，把其中一项换成同样的单位（如 实际 * 10000），再用这一列来算".into()
            }
            Self::FormulaOnText { .. } => "请把这一列的 type 改成 number 或 percent".into(),
            Self::NumberOverflow => "请检查单位和除数".into(),
            Self::ChartNegative { .. } => "请改用 columns 或 bars，或者用 rows 去掉负数的行".into(),
            Self::TableTooWide { .. } => "请少印几列（hidden = true），或者设 landscape = true".into(),
            Self::TableHidden { .. } => "请删去要印的列的 hidden = true".into(),
            Self::NameTaken { .. } => "请换一个名字".into(),
            Self::ChartEmpty { .. } => "请检查 rows、columns 选得对不对".into(),
            Self::FormIncomplete { id, file } => format!("请在{file}里补上编号为「{id}」的行"),
            Self::FormUnknown { .. } => "请改正编号，或者在「项目」表里补上".into(),
            Self::ComparisonInvalid { .. } => "可以写：≥ ≤ ＝ ＞ ＜ 定性".into(),
            Self::IndicatorUnknown { .. } => "请对照指标体系表的「编码」列；::得分表 对照「一级指标」列".into(),
            _ => return None,
        })
    }

    fn remedy_in_scores(&self) -> Option<String> {
        Some(match self {
            Self::SettingInSection { section, .. } => {
                format!("要当设置用，就移到所有 [节] 之前，如 [{section}] 的上面")
            }
            Self::SeparatorWrong { .. } => {
                "请改成半角逗号；在 Excel 里另存为“CSV UTF-8（逗号分隔）”，或者直接用 .xlsx".into()
            }
            Self::LevelUnknown { nearest, known, .. } => match nearest {
                Some(nearest) => format!("是不是「{nearest}」？"),
                None => format!("现有：{known}；另有一级指标就写进计分规则的 levels"),
            },
            Self::SheetNoForm { .. } => {
                "自评表要有「项目名称」和「三级指标」这些栏；本地另有叫法就写进 templates/forms/labels.toml".into()
            }
            Self::FormLabelsMissing { .. } => {
                "请补上这些栏；本地另有叫法就把程序的 templates/forms/labels.toml 复制到项目里，再加上这些叫法".into()
            }
            Self::FormsOnOneSheet { .. } => "请一张工作表只放一张自评表".into(),
            Self::FormMoneyUnit { .. } => "自评表的资金以万元为单位，请把金额和单位都改成万元".into(),
            Self::ActualImplausible { .. } => "请核对两个数的单位是不是一样，如万人次和人次".into(),
            Self::TotalUneven { .. } => "请补上，或者在表下的注里写明合计的口径".into(),
            Self::InputChanged => "请等文件存好、复制完，再做一次".into(),
            Self::VolumeLeftOut { .. } => "改正别的自评表里的错误以后再做一次".into(),
            Self::YearsApart { .. } => "同比和年均增长率按相邻的年份来算：请从早到晚排，中间缺的年份也补上".into(),
            Self::PercentMissing { .. } => "请写成 86.5% 这样；不是百分数就改这一行的单位".into(),
            Self::UnitBesideValue { printed, said } => {
                format!("请把“{said}”改成“{printed}”，或者用过滤器换算，如 {{{{ … | {said} }}}}")
            }
            Self::FormHidden => "要读就取消隐藏；不要就删去这张工作表".into(),
            Self::FormRowUnread { .. } => "请补上，或者删去这一行".into(),
            Self::FormColumnUnread { .. } => {
                "本地另有叫法就写进项目的 templates/forms/labels.toml；不要这一列可以不改".into()
            }
            Self::ActualUnitDiffers { .. } => "请把两格的单位写成一样，数也跟着换算".into(),
            Self::FormTwice { .. } => "请核对是不是交了两次，删去重复的；不是同一个项目就把名称写清楚".into(),
            Self::MoneyUnfit { .. } => "请核对；自评表的金额以万元为单位，没有就写 0".into(),
            Self::SourcesMissing => "请把金额也填到它的来源那一行：当年财政拨款、上年结转资金、其他资金".into(),
            Self::TargetTakenForWords { .. } => {
                "请写成“≥12（次）”这样：先写≥、≤、＝、＞或＜，再写数和单位；本来就是定性指标可以不改".into()
            }
            Self::StatedDiffers { .. } => "请核对这一格和它所依据的各格，改正错的那一个".into(),
            Self::FormYearDiffers { .. } => "请核对是不是放错了表；年度写错就改正".into(),
            Self::WeightsSum { .. } => "请核对各项的权重或分值".into(),
            Self::ScoreOutOfRange { .. } => "请核对得分和权重；由规则来算就把得分空着".into(),
            Self::WeightInvalid { .. } => "请填不小于0的数".into(),
            Self::ScoreDeparts { reason, .. } => {
                format!("按填的得分印出，说明是“{reason}”；要按规则来算就把得分空着")
            }
            Self::ScoreRoundedFirst { .. } => "请把得分空着，由规则来算，或者在「得分说明」里写明理由".into(),
            Self::ScoreTooFine { places, .. } => format!("请四舍五入到{places}位小数"),
            Self::ScoreUnexplained { .. } => {
                "请把得分空着，由规则来算，或者在「得分说明」（填好的自评表里是「偏差原因」）里写明理由".into()
            }
            Self::LossUnexplained { column, .. } => format!("请在「{column}」里写明为什么扣分"),
            Self::ExcessUnexplained { .. } => "请在「偏差原因」里说明；指标值定得明显偏低的，请写明".into(),
            Self::StageUnknown { known, .. } => {
                format!("请改写成其中一种：{known}；要保留自己的说法就在「得分」里填分数")
            }
            Self::StageScoreMissing { least, most, .. } => format!("请在「得分」里填{least}分以上、不到{most}分的分数"),
            Self::StageScoreOutside { .. } => "请改正得分，或者改正实际完成值的说法".into(),
            _ => return None,
        })
    }

    fn remedy_in_rules(&self) -> Option<String> {
        Some(match self {
            Self::LevelWeightWrong { .. } => "请改正这一级的权重，或者改正下面各指标的权重".into(),
            Self::RuleMaximum { .. } => "请改正份额或 points，或者改正权重".into(),
            Self::RuleMissing { .. } => {
                "请在 scoring/ 的文件里为它写一节，rule 写规则包里的名字；由评价组评定的写 rule = \"人工评分\"".into()
            }
            Self::RuleUnworkable { remedy, .. } => (*remedy).to_owned(),
            Self::InputMissing { .. } => "请填上数据；没有发生的填 0".into(),
            Self::InputTyped { .. } => "请把这个数放进表里，这里写 表名.行.列，底稿才有出处".into(),
            Self::SettingUnsaid { placeholder, .. } => {
                format!("请在 text 里写进 {placeholder}；不要这一项就删去它")
            }
            Self::CriteriaByHand { .. } => "请把「评分细则」空着，由规则来写；一定要手工写就请逐字核对".into(),
            Self::PlaceholderUnknown { .. } => "花括号里能写的名字见 docs/scoring.md".into(),
            Self::JudgementUnused { .. } => "请删去这一格，或者换一条要用它的规则".into(),
            Self::ColumnNeeded { column, nearest: Some(name), .. } => {
                format!("是不是写成了「{name}」？CSV 首行和声明里都要写成「{column}」")
            }
            Self::ColumnNeeded { column, .. } => format!("CSV 首行和声明里都要有「{column}」"),
            Self::LevelEmpty { .. } => "每一行都要填；合并单元格另存为 CSV 后只有第一行有字，请补上".into(),
            Self::CodeUnquoted { code } => format!("请写成 [\"{code}\"]"),
            Self::DemandsMissing { .. } => "请在核对表里为这个指标写上各项要求和结果".into(),
            Self::JudgementMissing { .. } => "请填上；没有发生的次数填 0".into(),
            Self::VerdictUnknown { allowed, .. } => format!("可以写：{allowed}"),
            Self::NoteWithoutScore => "要按填的得分就把得分填上；由规则来算就删去得分说明".into(),
            Self::RateDoubtful { .. } => "请核对单位和写法：百分数的列里 0.8 就是 0.8%，百分之八十写 80".into(),
            Self::ReasonWithoutLoss { .. } => "请核对得分；确实满分就删去扣分原因".into(),
            Self::ManualScoreMissing { .. } => "请在「得分」里填分数，并在「得分说明」里写明理由".into(),
            Self::ManualScoreUnexplained { .. } => {
                "请在「得分说明」（填好的自评表里是「偏差原因」）里写明为什么是这个分数".into()
            }
            Self::PlaceholderEmpty { .. } => "请补上它要的设置，或者改写 text；能用的名字见 docs/scoring.md".into(),
            Self::RuleUnknown { known, .. } => format!("现有：{known}"),
            Self::RuleSettingUnfit { .. } => "请删去这一项；各种规则的设置见 docs/scoring.md".into(),
            Self::RuleSettingMissing { .. } => "请补上；各种规则的设置见 docs/scoring.md".into(),
            Self::LevelWeightsDiffer { .. } => "有特殊情况可以调整；不是有意调整的，请改正分值".into(),
            _ => return None,
        })
    }

    fn remedy_in_narrative(&self) -> Option<String> {
        Some(match self {
            Self::RowAmbiguous { keys, .. } => format!("请改用键：{keys}"),
            Self::ExpressionInvalid { .. } => {
                "写法是 {{ 表名.行.列 | 过滤器 }}，名字里有点、空格、括号时写成 [\"名字\"]".into()
            }
            Self::ExpressionUnclosed => "请补上 }}，引号也要成对；要印出 {{ 本身就写 {{ \"{{\" }}".into(),
            Self::FilterUnknown { .. } => "能用的过滤器见手册（docs/manual）的“正文”一章".into(),
            Self::FilterInapplicable { .. } => "请换一个过滤器，或检查这一列的 unit 和 type".into(),
            Self::ValueMissing { .. } => "请填上数据，或者改写这句话".into(),
            Self::ValueNotPrintable => "请写到具体的一格：表名.行.列".into(),
            Self::DirectiveUnknown { .. } => {
                "能用的指令：::表 ::图 ::得分汇总 ::得分表 ::评分底稿 :::指标，围栏 流程图、公式".into()
            }
            Self::DirectiveInvalid { .. } => "写法见手册（docs/manual）".into(),
            Self::ReferenceUnplaced { .. } => "请先用 ::表、::图 等把它放进正文，或改正名字".into(),
            Self::ReferenceAmbiguous { .. } => "请写出上级标题来区分：见章(\"上级标题/标题\")".into(),
            Self::PlacedTwice { .. } => "请删去一处；要再次提到它就用 见表、见图".into(),
            Self::HeadingSkips { .. } => "请逐级写标题，不要跳级".into(),
            Self::MarkupUnsupported { remedy, .. } => remedy.clone(),
            Self::FootnoteMissing { name } => format!("请加一行 [^{name}]: 脚注内容"),
            Self::AnnexUntitled => "请在文件开头写 # 标题；每个附件一个文件".into(),
            Self::PartUnsupported { .. } => "附件请另做文件，在 project.toml 的 attachments 里写它的名字".into(),
            Self::NarrativeMissing => "请在 narrative 文件夹里写至少一个 .md 文件".into(),
            _ => return None,
        })
    }

    fn remedy_in_output(&self) -> Option<String> {
        Some(match self {
            Self::GlyphMissing { character, .. } if is_invisible(*character) => {
                "这是一个看不见的字符，多半是粘贴时带进来的，请删去这一处重新打字".into()
            }
            Self::GlyphMissing { .. } => "请换一个写法；人名、地名必须用这个字时，请把它告诉维护者补进字库".into(),
            Self::TypesettingFailed { .. } | Self::TypesettingWarned { .. } | Self::TemplateFailed { .. } => {
                "如果没有改过版式文件，这是程序的毛病，请把项目和这条信息发给维护者".into()
            }
            Self::Internal { .. } => "这是程序的毛病，别的项目不受影响；请把项目和这条信息发给维护者".into(),
            Self::OutputUnwritable { remedy, .. } => (*remedy).into(),
            _ => return None,
        })
    }
}

/// Whether nobody can see the character: controls, marks of direction and width, private use.
fn is_invisible(character: char) -> bool {
    let ranges = ['\u{200B}'..='\u{200F}', '\u{2028}'..='\u{202E}', '\u{2060}'..='\u{206F}', '\u{E000}'..='\u{F8FF}'];
    character.is_control() || character == '\u{FEFF}' || ranges.iter().any(|range| range.contains(&character))
}
