//! The workbook in which a bureau fills in its self-assessment forms without being told how.

use rust_xlsxwriter::{
    DataValidation, DataValidationRule, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Note,
    ProtectionOptions, Workbook, Worksheet, XlsxError,
};

/// Where it lies in the project.
pub(super) const PATH: &str = "tables/填报.xlsx";

/// Rows that can be filled in.
const LAST: u32 = 2000;

/// What a column takes.
#[derive(Clone, Copy)]
enum Takes {
    Words,
    /// A number of the forms: not below 0.
    Number,
    /// One of these words, nothing else.
    OneOf(&'static [&'static str]),
    /// One of these words, or others.
    OftenOneOf(&'static [&'static str]),
    /// A number of the first sheet.
    Id,
}
use Takes::{Id, Number, OftenOneOf, OneOf, Words};

/// A column: its head, its width, what it takes and what is said about it.
type Column = (&'static str, f64, Takes, &'static str);

const PROJECTS: [Column; 6] = [
    ("编号", 8.0, Words, "每个项目一个编号，不重复，如 01。资金、指标两张表用它来对应。"),
    ("项目名称", 30.0, Words, "预算批复里的全称。"),
    ("主管部门", 22.0, Words, "一级预算单位。"),
    ("实施单位", 22.0, Words, "具体实施的单位。"),
    ("预期目标", 46.0, Words, "年初批复的总体目标；分段用 Alt+回车。"),
    ("实际完成情况", 46.0, Words, "对照目标写，数要和指标表一致。"),
];

const MONEY: [Column; 5] = [
    ("编号", 8.0, Id, "“项目”表里的编号。"),
    (
        "资金来源",
        22.0,
        OftenOneOf(&["当年财政拨款", "上年结转资金", "其他资金"]),
        "一种来源一行；年度资金总额由程序加。",
    ),
    ("年初预算数", 14.0, Number, "单位是万元；没有写 0。"),
    ("全年预算数", 14.0, Number, "调整以后的预算，单位是万元。"),
    ("全年执行数", 14.0, Number, "实际支出，单位是万元。执行率和得分由程序算。"),
];

const INDICATORS: [Column; 12] = [
    ("编号", 8.0, Id, "“项目”表里的编号。"),
    ("一级指标", 12.0, OftenOneOf(&["成本指标", "产出指标", "效益指标", "满意度指标"]), "每一行都要写。"),
    (
        "二级指标",
        20.0,
        OftenOneOf(&[
            "经济成本指标",
            "数量指标",
            "质量指标",
            "时效指标",
            "经济效益指标",
            "社会效益指标",
            "生态效益指标",
            "可持续影响指标",
            "服务对象满意度指标",
        ]),
        "每一行都要写。",
    ),
    ("三级指标", 30.0, Words, "指标的名称。"),
    ("比较", 8.0, OneOf(&["≥", "≤", "＝", "＞", "＜", "定性"]), "实际完成值与指标值怎样比；不能用数衡量的选“定性”。"),
    ("指标值", 14.0, Words, "年初批复的目标：只写数，单位写在右边；定性的写要求，如“合规”。"),
    ("计量单位", 10.0, OftenOneOf(&["%", "个", "家", "人", "人次", "次", "份", "天", "小时", "万元"]), "定性的空着。"),
    ("实际完成值", 14.0, Words, "只写数；定性的写完成的程度，如“达成指标”。"),
    ("分值", 8.0, Number, "各指标分值和预算执行率的10分，加起来是100。"),
    ("得分", 8.0, Number, "空着由程序按规则算；定性的要填。"),
    ("得分说明", 26.0, Words, "填的得分和规则算的不同，写明理由。"),
    ("偏差原因", 36.0, Words, "没有完成的、超过指标值较多的，写原因和改进措施。"),
];

/// The filled-in rows a new project begins with.
const SAMPLE_PROJECTS: [&[&str]; 1] = [&[
    "01",
    "社区老年助餐服务专项经费",
    "示例区民政局",
    "示例区养老服务中心",
    "新增社区长者食堂6家，为老年人提供助餐服务40万人次，老年人满意。",
    "新增社区长者食堂6家，提供助餐服务40.5万人次，满意度为91%。",
]];
const SAMPLE_MONEY: [&[&str]; 3] = [
    &["01", "当年财政拨款", "480", "500", "489.5"],
    &["01", "上年结转资金", "0", "0", "0"],
    &["01", "其他资金", "0", "0", "0"],
];
const SAMPLE_INDICATORS: [&[&str]; 6] = [
    &["01", "产出指标", "数量指标", "新增长者食堂", "≥", "6", "家", "6", "15", "", "", ""],
    &["01", "产出指标", "数量指标", "助餐服务", "≥", "40", "万人次", "40.5", "15", "", "", ""],
    &["01", "产出指标", "质量指标", "食品安全检查合格率", "＝", "100", "%", "100", "10", "", "", ""],
    &["01", "产出指标", "时效指标", "补贴拨付及时性", "定性", "按季度拨付", "", "达成指标", "10", "10", "", ""],
    &["01", "效益指标", "社会效益指标", "助餐服务覆盖的社区", "≥", "90", "%", "92", "30", "", "", ""],
    &["01", "满意度指标", "服务对象满意度指标", "老年人满意度", "≥", "90", "%", "91", "10", "", "", ""],
];

const GUIDE: [&str; 7] = [
    "怎样填这个工作簿",
    "1. 一个项目在“项目”表里写一行，在“资金”表里一种来源写一行，在“指标”表里一个三级指标写一行，三张表用编号对应。",
    "2. 表头锁住，不要改；格子里有下拉的从下拉里选。鼠标停在表头上，有这一列的说明。",
    "3. 资金的单位是万元。执行率、得分、总分、等级都由程序算，不用填。",
    "4. 各指标的分值加上预算执行率的10分，每个项目合计100分。",
    "5. 表里已有一个例子，填自己的以前先删去。",
    "6. 填好保存，运行 jixiao check 看有没有问题，再运行 jixiao build 生成自评表。",
];

/// The workbook's bytes; always the same.
pub(super) fn workbook() -> Result<Vec<u8>, XlsxError> {
    let mut file = Workbook::new();
    let created = ExcelDateTime::from_ymd(2024, 1, 1)?;
    file.set_properties(&DocProperties::new().set_title("项目支出绩效自评填报").set_creation_datetime(&created));
    let guide = file.add_worksheet().set_name("填表说明")?;
    guide.set_column_width(0, 100)?;
    for (row, line) in (0_u32..).zip(GUIDE) {
        let format = Format::new().set_text_wrap();
        guide.write_with_format(row, 0, line, &if row == 0 { format.set_bold() } else { format })?;
    }
    sheet(file.add_worksheet().set_name("项目")?, &PROJECTS, &SAMPLE_PROJECTS)?;
    sheet(file.add_worksheet().set_name("资金")?, &MONEY, &SAMPLE_MONEY)?;
    sheet(file.add_worksheet().set_name("指标")?, &INDICATORS, &SAMPLE_INDICATORS)?;
    file.save_to_buffer()
}

/// Locked heads with their explanation, open cells below that take only what fits.
fn sheet(sheet: &mut Worksheet, columns: &[Column], rows: &[&[&str]]) -> Result<(), XlsxError> {
    let head = Format::new()
        .set_bold()
        .set_border(FormatBorder::Thin)
        .set_background_color("#E7E6E6")
        .set_align(FormatAlign::Center);
    let open = Format::new().set_unlocked().set_text_wrap().set_align(FormatAlign::Top);
    for (place, (name, width, takes, said)) in (0_u16..).zip(columns) {
        sheet.set_column_width(place, *width)?.set_column_format(place, &open)?;
        sheet.write_with_format(0, place, *name, &head)?;
        sheet.insert_note(0, place, &Note::new(*said).set_author("jixiao").add_author_prefix(false))?;
        if let Some(validation) = validation(*takes)? {
            sheet.add_data_validation(1, place, LAST, place, &validation)?;
        }
    }
    for (line, row) in (1_u32..).zip(rows) {
        for (place, text) in (0_u16..).zip(*row) {
            match (text.parse::<f64>(), columns[usize::from(place)].2) {
                (Ok(number), Number | Words) if place > 0 => sheet.write_with_format(line, place, number, &open)?,
                _ if text.is_empty() => sheet,
                _ => sheet.write_with_format(line, place, *text, &open)?,
            };
        }
    }
    sheet.set_freeze_panes(1, 0)?.set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    let allowed = ProtectionOptions {
        format_cells: true,
        format_columns: true,
        format_rows: true,
        insert_rows: true,
        delete_rows: true,
        sort: true,
        use_autofilter: true,
        ..ProtectionOptions::default()
    };
    sheet.protect_with_options(&allowed);
    Ok(())
}

fn validation(takes: Takes) -> Result<Option<DataValidation>, XlsxError> {
    let none = DataValidation::new();
    Ok(match takes {
        Words => None,
        Number => Some(
            none.allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(0.0))
                .set_error_title("只填数")?
                .set_error_message("请填不小于0的数，不写单位")?,
        ),
        OneOf(words) => Some(
            none.allow_list_strings(words)?.set_error_title("请从下拉里选")?.set_error_message("只能用下拉里的写法")?,
        ),
        OftenOneOf(words) => Some(none.allow_list_strings(words)?.show_error_message(false)),
        Id => Some(
            none.allow_list_formula("=项目!$A$2:$A$2000".into())
                .set_error_title("没有这个编号")?
                .set_error_message("请先在“项目”表里写上这个编号")?,
        ),
    })
}
