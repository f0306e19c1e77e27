//! Whole runs: what `jixiao build` costs beside the bare Typst compile of the same documents.
//!
//! `make bench` prints the tables of `docs/performance.md`. Each run is a process of its own, so that its
//! memory can be seen.

mod bare;
mod child;
mod made_projects;
mod watching;

use jixiao::home::Home;
use std::error::Error;
use std::path::Path;
use std::process::Command;

/// That of the program: the floor has it too.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How a made project of some size is written.
type Maker = fn(&Path, usize) -> std::io::Result<()>;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    match arguments.as_slice() {
        [word, project] if word == "bare" => {
            let home = Home::open(Path::new(env!("CARGO_MANIFEST_DIR")))?;
            jixiao::draw::prepare(&home.fonts).map_err(|_| "the face of the charts cannot be read")?;
            let (time, documents, pages) = bare::run(Path::new(project), &home);
            write(&format!("{} {documents} {pages}", time.as_secs_f64()))
        }
        [word, maker, size, folder] if word == "make" => {
            let make: Maker = match maker.as_str() {
                "forms" => made_projects::forms,
                "volume" => made_projects::bound_forms,
                "rows" => made_projects::long_table,
                _ => made_projects::report,
            };
            Ok(make(Path::new(folder), size.parse()?)?)
        }
        [word] if word == "watch" => watch(),
        [] => tables(&[]).and_then(|()| watch()),
        wanted => tables(wanted),
    }
}

/// Saved edits of a paragraph and of a cell in the large sample.
fn watch() -> Result<(), Box<dyn Error>> {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/product-quality-2024");
    let edits = [
        ("narrative/04-1-项目决策情况.md", "综上，四项要求均符合，不扣分", ["。", "，不再扣分。"]),
        ("tables/核查情况.csv", "流程材料不规范项数,", ["310", "311"]),
    ];
    write("\n| edit | median | quickest | slowest |\n|---|---|---|---|")?;
    for (edit, delays) in edits.iter().zip(watching::delays(&sample, &edits, 20)?) {
        let at = |index: usize| delays.get(index).map_or(0, std::time::Duration::as_millis);
        let (first, middle, last) = (at(0), at(delays.len() / 2), at(delays.len() - 1));
        write(&format!("| {} | {middle} ms | {first} ms | {last} ms |", edit.0))?;
    }
    Ok(())
}

/// Runs everything, or what is named, and prints a table of each.
fn tables(wanted: &[String]) -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let runs: [(&str, &str, Maker, &[usize]); 4] = [
        ("forms", "forms", made_projects::forms, &[10, 100, 1_000, 10_000]),
        ("volume", "forms and their volume", made_projects::bound_forms, &[10, 100, 1_000]),
        ("report", "chapters", made_projects::report, &[1, 10, 100]),
        ("rows", "rows of a table", made_projects::long_table, &[100, 1_000, 10_000]),
    ];
    for (name, unit, make, sizes) in runs {
        if !wanted.is_empty() && !wanted.iter().any(|word| word == name) {
            continue;
        }
        write(&head(unit))?;
        for size in sizes {
            let project = folder.path().join(format!("{name}-{size}"));
            make(&project, *size)?;
            write(&row(&project, &size.to_string(), &folder.path().join("output"))?)?;
        }
    }
    if wanted.is_empty() || wanted.iter().any(|word| word == "sample") {
        write(&head("sample"))?;
        let name = "product-quality-2024";
        write(&row(&Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(name), name, folder.path())?)?;
    }
    Ok(())
}

fn head(unit: &str) -> String {
    format!(
        "\n| {unit} | pages | build | a second | bare Typst | ratio | peak, MiB | bare peak, MiB |\n{}|",
        "|---".repeat(8)
    )
}

/// A project's cost: the quickest of a few runs, of which the machine's other work took least.
struct Cost {
    seconds: f64,
    peak: Option<u64>,
}

impl Cost {
    fn least(self, other: Option<Self>) -> Self {
        let peak = self.peak.max(other.as_ref().and_then(|other| other.peak));
        Self { seconds: other.map_or(self.seconds, |other| self.seconds.min(other.seconds)), peak }
    }

    fn printed_peak(&self) -> String {
        self.peak.map_or("–".to_owned(), |peak| peak.to_string())
    }
}

/// One project: the program and the floor in turn, three times unless that would take long.
fn row(project: &Path, called: &str, output: &Path) -> Result<String, Box<dyn Error>> {
    const LONG: f64 = 30.0;
    let (mut built, mut floor, mut made) = (None, None, (0.0, String::new()));
    for _ in 0..3 {
        let run = child::run(
            Command::new(env!("CARGO_BIN_EXE_jixiao"))
                .args(["build", "--force"])
                .arg(project)
                .arg("-o")
                .arg(output)
                .current_dir(env!("CARGO_MANIFEST_DIR")),
        )?;
        let cost = Cost { seconds: run.time.as_secs_f64(), peak: run.peak };
        let is_long = cost.seconds > LONG;
        built = Some(cost.least(built));
        let run = child::run(Command::new(std::env::current_exe()?).arg("bare").arg(project))?;
        let mut words = run.said.split_whitespace();
        let mut number = || words.next().unwrap_or_default().to_owned();
        floor = Some(Cost { seconds: number().parse()?, peak: run.peak }.least(floor));
        made = (number().parse()?, number());
        if is_long {
            break;
        }
    }
    let (built, floor) = built.zip(floor).ok_or("nothing was run")?;
    let (documents, pages) = made;
    Ok(format!(
        "| {called} | {pages} | {:.2} s | {:.1} | {:.2} s | {:.2} | {} | {} |",
        built.seconds,
        documents / built.seconds,
        floor.seconds,
        built.seconds / floor.seconds,
        built.printed_peak(),
        floor.printed_peak()
    ))
}

fn write(line: &str) -> Result<(), Box<dyn Error>> {
    use std::io::Write;
    Ok(writeln!(std::io::stdout(), "{line}")?)
}
