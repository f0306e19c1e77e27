//! Data for the tests of this stage.

use rust_decimal::Decimal;

use super::{Arrow, ChartFonts, ChartKind, ChartSpec, FlowSpec, Point, Series, register_fonts};

/// Registers the bundled font.
pub(super) fn register() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/fonts/JixiaoHei-Regular.otf");
    let bytes = std::fs::read(path).expect("the bundled font is in fonts/");
    let fonts = ChartFonts { han: &bytes, han_family: "Jixiao Hei" };
    register_fonts(&fonts).expect("the bundled font is readable");
}

/// A point from its printed form.
pub(super) fn point(label: &str) -> Point {
    let plain: String = label.chars().filter(|c| "0123456789.-".contains(*c)).collect();
    Point { value: plain.parse().unwrap_or(Decimal::ZERO), label: label.to_owned() }
}

/// A series from its printed values.
pub(super) fn series(name: &str, labels: &[Option<&str>]) -> Series {
    Series { name: name.to_owned(), points: labels.iter().map(|label| label.map(point)).collect() }
}

/// Three series over three years, with a rate.
pub(super) fn inspections() -> ChartSpec {
    let row = |name: &str, values: [&str; 3]| series(name, &values.map(Some));
    ChartSpec {
        title: "近三年抽查企业情况".to_owned(),
        kind: ChartKind::Columns,
        categories: ["2022年", "2023年", "2024年"].map(str::to_owned).to_vec(),
        series: vec![
            row("抽查企业", ["4,227", "4,556", "5,209"]),
            row("合格企业", ["3,792", "4,161", "4,867"]),
            row("不合格企业", ["435", "395", "342"]),
        ],
        rate: Some(row("合格率", ["90.95%", "92.56%", "94.72%"])),
        unit: Some("家".to_owned()),
        rate_unit: Some("%".to_owned()),
    }
}

/// The same numbers on every run.
pub(super) struct Lcg(pub u64);

impl Lcg {
    pub(super) fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit.max(1)
    }
}

/// Many categories with long names.
pub(super) fn many(categories: usize, series_count: usize) -> ChartSpec {
    let mut lcg = Lcg(7);
    let mut spec = inspections();
    spec.rate = None;
    spec.categories = (0..categories).map(|i| format!("产品{i}及类似柔性发热器具")).collect();
    spec.series = (0..series_count)
        .map(|k| Series {
            name: format!("第{k}类"),
            points: (0..categories).map(|_| Some(point(&lcg.below(60_000).to_string()))).collect(),
        })
        .collect();
    spec
}

/// Arrow between two steps.
pub(super) fn arrow(from: usize, to: usize, label: &str) -> Arrow {
    Arrow { from, to, label: (!label.is_empty()).then(|| label.to_owned()) }
}

/// A flow chart with a branch.
pub(super) fn inspection_flow() -> FlowSpec {
    let steps = ["编制计划", "制定细则", "选定机构", "抽样", "检验", "结果通知", "异议复检"];
    FlowSpec {
        title: "重点产品抽检工作流程".to_owned(),
        steps: steps.map(str::to_owned).to_vec(),
        arrows: vec![
            arrow(0, 1, ""),
            arrow(1, 2, ""),
            arrow(2, 3, ""),
            arrow(3, 4, ""),
            arrow(4, 5, "合格"),
            arrow(4, 6, "不合格"),
            arrow(6, 5, ""),
        ],
    }
}
