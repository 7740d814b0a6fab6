#!/usr/bin/env bash
# Makes dist/: the source package and the wheel, a list of what is installed with them (CycloneDX), and their sums.
# The same commit gives the same bytes: times are those of the commit.
set -euo pipefail
cd "$(dirname "$0")/.."
python=${VENV:-.venv}-release/bin/python
if [ -n "$(git status --porcelain)" ]; then
  echo "error: There are changes that are not committed; a release is made of a commit." >&2
  exit 1
fi
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH
rm -rf dist
# -P: our build.py must not hide the package `build`.
"$python" -P -m build --no-isolation --outdir dist . >&2
"$python" -P -m cyclonedx_py requirements requirements/run.txt --pyproject pyproject.toml \
  --output-reproducible --output-format JSON --output-file dist/sbom.cdx.json
(cd dist && sha256sum -- * | tee SHA256SUMS)
