# Two commands do everything: `make report` builds the samples, `make test` tests the program.
# Both use the same profile, so that the typesetter is compiled once.

.PHONY: report check test bench fuzz manual gallery lint docs validate ci

report: ## build every project under data/ into output/
	cargo run --locked --quiet -- build

check: ## list all findings in the projects under data/
	cargo run --locked --quiet -- check

test: ## run all tests
	cargo test --locked

bench: ## each stage, whole runs beside the bare typesetter, and the preview's delay, as in docs/performance.md
	cargo bench --locked --profile dev --bench stages
	cargo bench --locked --profile dev --bench documents

fuzz: ## the front end against any bytes, a minute for each kind of file (needs `cargo install cargo-fuzz`)
	tests/fuzz/run.sh 60

manual: ## typeset the manual into output/manual.pdf
	cargo run --locked --quiet -- build docs/manual

gallery: ## make the pictures in docs/ anew: the gallery, the manual's, and what is listed from the code
	UPDATE_DOCS=1 cargo test --locked -- gallery manual rule_manual schema

lint: ## formatting and lints
	cargo fmt --check
	cargo clippy --locked --all-targets -- -D warnings

docs: ## the code's documentation
	RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps --document-private-items

validate: report ## hold the PDFs of the samples against PDF/A-2a and PDF/UA-1 (needs a JDK and python3)
	find output -name '*.pdf' -exec tests/validators/run.sh {} +

ci: ## what the CI runs
	.ci/run
