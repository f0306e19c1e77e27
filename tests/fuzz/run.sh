#!/usr/bin/env bash
# Feeds the front end whatever the fuzzer thinks of, so many seconds for each kind of file. A fault is an
# error; its input is then in tests/fuzz/artifacts.
set -euo pipefail
cd "$(dirname "$0")/../.."
project=tests/projects/ok-small-report
declare -A seeds=(
  [csv]=$project/tables/预算执行.csv
  [settings]=$project/project.toml
  [declaration]=$project/tables/预算执行.toml
  [markdown]=$project/narrative/02-基本情况.md
  [expression]=tests/fuzz/seed-expression.txt
)
for target in csv settings declaration markdown expression; do
  cargo fuzz run --fuzz-dir tests/fuzz --sanitizer none "$target" -- \
    -max_total_time="$1" -timeout=20 -rss_limit_mb=4096 -seed_inputs="${seeds[$target]}"
done
