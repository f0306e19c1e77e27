//! What each stage costs in the large sample, and what the start of the program costs.

use divan::{Bencher, black_box};
use jixiao::analyze::{Analysis, analyze};
use jixiao::check::{Dataset, check};
use jixiao::compose::{Products, compose, manuscripts_of};
use jixiao::diag::Findings;
use jixiao::draw::{Figures, draw, prepare};
use jixiao::export::export;
use jixiao::home::Home;
use jixiao::load::load;
use jixiao::resolve::{Plan, resolve};
use jixiao::review::{Asked, review};
use jixiao::typeset::{Press, typeset};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// That of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    divan::main();
}

/// Everything up to stage 6, so that each stage can be measured by itself.
struct Prepared {
    home: Home,
    plan: Plan,
    dataset: Dataset,
    analysis: Analysis,
    figures: Figures,
    products: Products,
}

static PREPARED: LazyLock<Prepared> = LazyLock::new(|| {
    let mut findings = Findings::default();
    let home = opened();
    let plan = resolve(&sample(), &home.templates, &mut findings).expect("the sample has a plan");
    let dataset = check(&plan, load(&plan, &mut findings), &home.fonts, &mut findings);
    let analysis = analyze(&plan, &dataset, &mut findings);
    let figures = draw(&dataset, &analysis, &mut findings);
    let products = compose(&plan, &dataset, &analysis, &figures, &mut findings);
    Prepared { home, plan, dataset, analysis, figures, products }
});

fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/product-quality-2024")
}

fn opened() -> Home {
    let home = Home::open(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the program's files are there");
    prepare(&home.fonts).unwrap_or_else(|_| panic!("the face of the charts can be read"));
    home
}

#[divan::bench]
fn start_up() -> Home {
    opened()
}

#[divan::bench]
fn stage_1_resolve(bencher: Bencher<'_, '_>) {
    let Prepared { home, .. } = &*PREPARED;
    bencher.bench(|| resolve(&sample(), &home.templates, &mut Findings::default()));
}

#[divan::bench]
fn stage_2_load(bencher: Bencher<'_, '_>) {
    let Prepared { plan, .. } = &*PREPARED;
    bencher.bench(|| load(plan, &mut Findings::default()));
}

#[divan::bench]
fn stage_3_check(bencher: Bencher<'_, '_>) {
    let Prepared { plan, home, .. } = &*PREPARED;
    let loaded = || load(plan, &mut Findings::default());
    bencher.with_inputs(loaded).bench_values(|raw| check(plan, raw, &home.fonts, &mut Findings::default()));
}

#[divan::bench]
fn stage_4_analyze(bencher: Bencher<'_, '_>) {
    let Prepared { plan, dataset, .. } = &*PREPARED;
    bencher.bench(|| analyze(plan, dataset, &mut Findings::default()));
}

#[divan::bench]
fn stage_5_draw(bencher: Bencher<'_, '_>) {
    let Prepared { dataset, analysis, .. } = &*PREPARED;
    bencher.bench(|| draw(dataset, analysis, &mut Findings::default()));
}

#[divan::bench]
fn stage_6_compose(bencher: Bencher<'_, '_>) {
    let Prepared { plan, dataset, analysis, figures, .. } = &*PREPARED;
    bencher.bench(|| compose(plan, dataset, analysis, figures, &mut Findings::default()));
}

#[divan::bench(sample_count = 20)]
fn stage_7_review(bencher: Bencher<'_, '_>) {
    let Prepared { plan, analysis, products, .. } = &*PREPARED;
    bencher.bench(|| {
        let mut findings = Findings::default();
        review(manuscripts_of(plan, analysis, products), Asked::Contradictions, &mut findings);
        findings
    });
}

/// Without anything remembered of the run before.
#[divan::bench(sample_count = 5)]
fn stage_8_typeset(bencher: Bencher<'_, '_>) {
    let Prepared { plan, home, products, .. } = &*PREPARED;
    let document = products.documents.first().expect("the sample has a document");
    bencher.with_inputs(|| comemo::evict(0)).bench_values(|()| {
        let press = Press::new(&home.fonts);
        black_box(typeset(&press.world(document, &plan.templates), &mut Findings::default()))
    });
}

#[divan::bench(sample_count = 5)]
fn stage_9_export(bencher: Bencher<'_, '_>) {
    let Prepared { plan, home, products, .. } = &*PREPARED;
    let document = products.documents.first().expect("the sample has a document");
    let press = Press::new(&home.fonts);
    let world = press.world(document, &plan.templates);
    let pages = typeset(&world, &mut Findings::default()).expect("the sample can be typeset");
    bencher.bench_local(|| export(&pages, &world, "sample", &mut Findings::default()));
}
