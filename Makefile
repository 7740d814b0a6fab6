# Everything here works on a fresh clone: each target first makes ready what it needs.

VENV ?= .venv
PYTHON = $(VENV)/bin/python
export VENV

# Two workers: measured on two cores, with the browser tests in it.
WORKERS ?= 2

# What `make bench` measures.
EVENTS ?= 1000
PEERS ?= hugo,eleventy,zola,pelican,mkdocs
RUNS ?= 3
SHARE ?= 1

.DEFAULT_GOAL := site
.PHONY: help site serve test lint fix golden picture docs bench torture dist audit lock clean run dev release browser

site: run ## build the site in content/ into public/
	@$(PYTHON) build.py

serve: run ## preview the site while you write, on http://127.0.0.1:8000/
	@$(PYTHON) build.py serve

test: dev browser lint ## lint, types, layers and all tests, in a real browser too
	@$(PYTHON) -m pytest -n $(WORKERS)

lint: dev ## ruff, mypy and the order of the layers
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check .
	@$(PYTHON) -m mypy
	@$(VENV)/bin/lint-imports

fix: dev ## mend what ruff can mend, and format
	@$(PYTHON) -m ruff check --fix .
	@$(PYTHON) -m ruff format .

golden: dev ## write the golden files anew; read the difference before you commit it
	@UPDATE_GOLDEN=1 $(PYTHON) -m pytest -m golden -n 0

picture: dev browser ## photograph the site for the README and the guide to theming
	@$(PYTHON) scripts/take_pictures.py

docs: run ## the documentation as a site, in docs-site/
	@PYTHONPATH=. $(PYTHON) scripts/write_docs.py

bench: dev ## measure builds beside other generators (EVENTS, PEERS, RUNS, WORK, PEERS_DIR; docs/benchmarks.md)
	@$(PYTHON) -m bench.generators --events $(EVENTS) --peers $(PEERS) --runs $(RUNS) \
	  $(if $(WORK),--work $(WORK)) $(if $(PEERS_DIR),--place $(PEERS_DIR))

torture: dev browser ## the long run of faults and hostile texts, for hours; its table goes into docs/reliability.md (PARTS, NAUGHTY, SHARE)
	@$(PYTHON) -m bench.torture $(PARTS) $(if $(NAUGHTY),--naughty $(NAUGHTY)) --share $(SHARE) --write

dist: release ## make what a release is: the packages, what is in them (SBOM) and their sums, in dist/
	@scripts/make_release.sh

audit: release ## ask the public lists of known weaknesses about every locked package
	@for lock in run dev release; do \
	  $(VENV)-release/bin/pip-audit --disable-pip --require-hashes --strict --requirement requirements/$$lock.txt || exit 1; \
	done

lock: dev ## pin the newest versions that pyproject.toml allows
	@rm -f requirements/*.txt
	@$(PYTHON) scripts/lock_requirements.py

clean: ## delete what was built and installed here; content/ stays
	@rm -rf $(VENV) $(VENV)-release .ci/.venv .sourceline dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
	@rm -rf public .public.old docs-site

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 16

run dev release browser:
	@scripts/prepare.sh $@
