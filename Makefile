# Two commands do everything: `make report` builds the samples, `make test` tests the program.
# Both use the same profile, so that the typesetter is compiled once.

.PHONY: report check test lint docs ci

report: ## build every project under data/ into output/
	cargo run --locked --quiet -- build

check: ## list all findings in the projects under data/
	cargo run --locked --quiet -- check

test: ## run all tests
	cargo test --locked

lint: ## formatting and lints
	cargo fmt --check
	cargo clippy --locked --all-targets -- -D warnings

docs: ## the code's documentation
	RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps --document-private-items

ci: lint docs test report ## what the CI runs
