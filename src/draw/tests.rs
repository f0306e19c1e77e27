//! What holds for every drawing, tried on many.

use super::samples::{self, Lcg, arrow, point, register};
use super::scale::{self, Extent};
use super::scene::{Mark, Rect, Scene, Spot};
use super::{ChartKind, ChartSpec, FlowSpec, Series, arrange_chart, draw_chart, draw_flow, flow, frame, rate};

const KINDS: [ChartKind; 6] =
    [ChartKind::Columns, ChartKind::Stacked, ChartKind::Lines, ChartKind::Bars, ChartKind::Pie, ChartKind::Donut];

fn assert_labels_apart(scene: &Scene, what: &str) {
    let labels = scene.labels();
    let rooms: Vec<_> = labels.iter().map(|label| label.bounds().grown(-0.2)).collect();
    for (i, room) in rooms.iter().enumerate() {
        for (j, other) in rooms.iter().enumerate().take(i) {
            let (a, b) = (&labels[i].text, &labels[j].text);
            assert!(!room.overlaps(other), "{what}: {a} on {b}");
        }
        let inside = room.left >= -1.0 && room.right <= scene.width + 1.0;
        assert!(inside && room.bottom <= scene.height + 1.0, "{what}: {}", labels[i].text);
    }
}

fn assert_on_page(scene: &Scene, what: &str) {
    for mark in &scene.marks {
        let points = match mark {
            Mark::Stroke(points, _) | Mark::Patch(points, _) => points.as_slice(),
            Mark::Words(label) => std::slice::from_ref(&label.at),
        };
        for (x, y) in points {
            let inside = (-1.0..=scene.width + 1.0).contains(x) && (-1.0..=scene.height + 1.0).contains(y);
            assert!(inside, "{what}: {mark:?}");
        }
    }
}

fn random_value(lcg: &mut Lcg, size: u64, negative: bool) -> String {
    let sign = if negative && lcg.below(3) == 0 { "-" } else { "" };
    match lcg.below(3) {
        0 => format!("{sign}{}", lcg.below(size)),
        1 => format!("{sign}{}.{:02}", lcg.below(size), lcg.below(100)),
        _ => format!("{sign}{}", lcg.below(size / 50 + 2)),
    }
}

fn random_series(lcg: &mut Lcg, name: String, count: usize, size: u64, negative: bool) -> Series {
    let points = (0..count).map(|_| {
        let missing = lcg.below(8) == 0;
        (!missing).then(|| point(&random_value(lcg, size, negative)))
    });
    Series { name, points: points.collect() }
}

fn random_chart(seed: u64, kind: ChartKind) -> ChartSpec {
    let lcg = &mut Lcg(seed);
    let count = [1, 2, 3, 5, 8, 12, 20, 40, 75][lcg.below(9) as usize];
    let size = [3, 100, 6_000, 90_000_000][lcg.below(4) as usize];
    let negative = lcg.below(2) == 0;
    let name = |i: usize| "重点产品质量安全监督抽查450/750V".chars().take(2 + i * 5 % 20).collect();
    let series_count = 1 + lcg.below(4) as usize;
    let mut spec = samples::inspections();
    spec.kind = kind;
    spec.categories = (0..count).map(name).collect();
    spec.series =
        (0..series_count).map(|i| random_series(lcg, format!("第{i}类监督抽查"), count, size, negative)).collect();
    spec.rate = (lcg.below(2) == 0).then(|| random_series(lcg, "率".to_owned(), count, 100, false));
    spec
}

#[test]
fn labels_never_overlap_whatever_the_data() {
    register();
    for kind in KINDS {
        for seed in 0..60 {
            let spec = random_chart(seed, kind);
            let scene = arrange_chart(&spec);
            let what = format!("{kind:?} {seed}");
            assert_labels_apart(&scene, &what);
            assert_on_page(&scene, &what);
        }
    }
}

#[test]
fn every_rate_has_its_band_with_three_ticks() {
    register();
    for seed in 0..60 {
        let spec = random_chart(seed, ChartKind::Columns);
        let Some(axis) = rate::axis_of(&spec) else { continue };
        assert!((3..=5).contains(&axis.ticks().len()), "{seed}: {axis:?}");
        let plain = scale::from_zero(Extent::of_series(&spec.series), 0.1, 0.1);
        let (scene, frame) = frame::open(&spec, plain, None);
        let band = frame.band.expect("there is a rate");
        assert!(band.rect.height() * 3.0 >= frame.plot.bottom - band.rect.top, "{seed}");
        let ticks = scene
            .labels()
            .iter()
            .filter(|l| l.at.0 > frame.plot.right && (10.0..band.rect.bottom).contains(&l.at.1))
            .count();
        assert_eq!(ticks, axis.ticks().len(), "{seed}");
    }
}

#[test]
fn every_chart_fits_a_page_and_is_the_same_every_time() {
    register();
    for kind in KINDS {
        for seed in 0..20 {
            let spec = random_chart(seed, kind);
            let drawing = draw_chart(&spec);
            assert!(drawing.width_mm <= 150.0 && drawing.height_mm <= 200.0);
            assert_eq!(drawing, draw_chart(&spec));
        }
    }
}

#[test]
fn empty_and_degenerate_charts_are_drawn() {
    register();
    for kind in KINDS {
        let mut spec = samples::inspections();
        spec.kind = kind;
        for series in &mut spec.series {
            series.points = vec![Some(point("0")); 3];
        }
        assert!(draw_chart(&spec).svg.ends_with("</svg>\n"));
        spec.series[0].points.clear();
        draw_chart(&spec);
        spec.series.clear();
        draw_chart(&spec);
        spec.categories.clear();
        draw_chart(&spec);
        spec.categories = vec!["只有一项".to_owned()];
        spec.series = vec![samples::series("单值", &[Some("12")])];
        draw_chart(&spec);
        spec.series = vec![samples::series("极大", &[Some("79228162514264337593543950335")]); 3];
        draw_chart(&spec);
        spec.series = vec![samples::series("极小", &[Some("-0.0000000000000000000000000001")])];
        draw_chart(&spec);
    }
}

#[test]
fn hostile_text_stays_text() {
    register();
    for kind in KINDS {
        let mut spec = samples::inspections();
        spec.kind = kind;
        spec.categories[0] = "<b>&\"]]>\u{0}\n".to_owned();
        spec.unit = Some("</svg>".to_owned());
        spec.series[0].name = "<script>".to_owned();
        let svg = draw_chart(&spec).svg;
        assert!(!svg.contains("<b>") && !svg.contains("<script>") && !svg.contains("]]>"));
        assert_eq!(svg.matches("</svg>").count(), 1);
        assert!(!svg.contains('\u{0}'));
    }
}

fn random_flow(seed: u64) -> FlowSpec {
    let mut lcg = Lcg(seed);
    let count = 1 + lcg.below(16) as usize;
    let text: Vec<char> = "编制抽检计划并报主管部门审定后下达实施".chars().collect();
    let steps = (0..count).map(|_| text.iter().take(2 + lcg.below(17) as usize).collect());
    let steps: Vec<String> = steps.collect();
    let mut arrows: Vec<_> = (1..count).map(|to| arrow(lcg.below(to as u64) as usize, to, "")).collect();
    for _ in 0..lcg.below(5) {
        let ends = [0; 2].map(|_| lcg.below(count as u64 + 1) as usize);
        arrows.push(arrow(ends[0], ends[1], ["", "合格", "不合格", "有异议并在期限内提出"][lcg.below(4) as usize]));
    }
    FlowSpec { title: "流程".to_owned(), steps, arrows }
}

#[test]
fn flow_charts_keep_boxes_and_labels_apart() {
    register();
    for seed in 0..300 {
        let scene = flow::arrange(&random_flow(seed));
        assert_labels_apart(&scene, &format!("flow {seed}"));
        assert_on_page(&scene, &format!("flow {seed}"));
    }
}

/// How far two level or upright lines run on top of each other.
fn shared(a: &[Spot], b: &[Spot]) -> f64 {
    let (a, b) = (Rect::between(a[0], a[1]), Rect::between(b[0], b[1]));
    let wide = a.right.min(b.right) - a.left.max(b.left);
    let high = a.bottom.min(b.bottom) - a.top.max(b.top);
    let flat = |rect: &Rect| rect.height() < 0.01;
    match (flat(&a), flat(&b)) {
        (true, true) if (a.top - b.top).abs() < 1.0 => wide,
        (false, false) if (a.left - b.left).abs() < 1.0 => high,
        _ => 0.0,
    }
}

fn assert_wires_apart(layout: &flow::Layout, what: &str) {
    for (i, wire) in layout.wires.iter().enumerate() {
        for other in &layout.wires[..i] {
            for a in wire.path.windows(2) {
                for b in other.path.windows(2) {
                    assert!(shared(a, b) < 1.0, "{what}: {a:?} on {b:?}");
                }
            }
        }
        for step in &layout.boxes {
            let crosses = |ends: &[Spot]| Rect::between(ends[0], ends[1]).overlaps(&step.rect.grown(-0.5));
            assert!(!wire.path.windows(2).any(crosses), "{what}: through a box");
        }
    }
}

#[test]
fn no_two_arrows_run_on_top_of_each_other() {
    register();
    for seed in 0..300 {
        assert_wires_apart(&flow::lay_out(&random_flow(seed)), &format!("flow {seed}"));
    }
}

/// How many labels of arrows another arrow touches.
fn touched(layout: &flow::Layout, scene: &Scene) -> usize {
    let in_box = |room: &Rect| layout.boxes.iter().any(|step| step.rect.overlaps(room));
    let labels: Vec<Rect> = scene.labels().iter().map(|l| l.bounds()).filter(|room| !in_box(room)).collect();
    let crossing = |room: &&Rect| {
        let wires = layout.wires.iter();
        let over = |wire: &&flow::Wire| wire.path.windows(2).any(|e| Rect::between(e[0], e[1]).overlaps(room));
        wires.filter(over).count() > 1
    };
    labels.iter().filter(crossing).count()
}

#[test]
fn no_label_touches_a_neighbouring_arrow() {
    register();
    for seed in 0..300 {
        let spec = random_flow(seed);
        // Several loops at one box have no room of their own.
        if spec.arrows.iter().any(|arrow| arrow.from == arrow.to) {
            continue;
        }
        assert_eq!(touched(&flow::lay_out(&spec), &flow::arrange(&spec)), 0, "flow {seed}");
    }
}

#[test]
fn a_long_chain_with_few_branches_is_folded() {
    register();
    let steps: Vec<String> = (1..=12).map(|i| format!("第{i}环节工作内容说明")).collect();
    let mut arrows: Vec<_> = (1..12).map(|to| arrow(to - 1, to, "")).collect();
    arrows.push(arrow(8, 10, "合格"));
    let spec = FlowSpec { title: "流程".to_owned(), steps, arrows };
    let drawing = draw_flow(&spec);
    assert!(drawing.height_mm <= 110.0, "{}", drawing.height_mm);
    assert_wires_apart(&flow::lay_out(&spec), "folded");
}

#[test]
fn degenerate_flow_charts_are_drawn() {
    register();
    let flow = |count: usize, arrows: Vec<super::Arrow>| FlowSpec {
        title: String::new(),
        steps: vec!["步骤".to_owned(); count],
        arrows,
    };
    draw_flow(&flow(0, vec![]));
    draw_flow(&flow(0, vec![arrow(0, 1, "无")]));
    draw_flow(&flow(1, vec![arrow(0, 0, "重复")]));
    draw_flow(&flow(40, vec![]));
    draw_flow(&flow(60, (1..60).map(|to| arrow(0, to, "")).collect()));
    draw_flow(&flow(60, (1..60).map(|to| arrow(to - 1, to, "")).chain([arrow(59, 0, "回")]).collect()));
}
