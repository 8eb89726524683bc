# riskapp: `make run` starts it, `make test` checks it. `make help` lists the rest.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STATIC := riskapp/static/vendor
export RISKAPP_INSTANCE ?= instance
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.DEFAULT_GOAL := help
.PHONY: help run test lint types contracts browser bench soak mutation translations screenshots clean

help: ## show the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

run: $(VENV)/run.stamp $(STATIC)/done.stamp riskapp/translations/done.stamp ## start riskapp on 127.0.0.1:8000, with the demo trust on first start
	@$(BIN)/riskapp serve --demo

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || \
	  { echo "riskapp needs Python 3.11, 3.12 or 3.13: try make run PYTHON=python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Python cannot make a virtual environment: install python3-venv"; exit 1; }

$(VENV)/run.stamp: requirements/run.txt setup.cfg pyproject.toml | $(VENV)/bin/python
	@echo "Installing the pinned dependencies (a minute or two the first time) ..."
	@$(BIN)/pip install --quiet --require-hashes -r requirements/run.txt
	@$(BIN)/pip install --quiet --require-hashes -r requirements/build.txt
	@$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/test.stamp: requirements/test.txt $(VENV)/run.stamp
	@$(BIN)/pip install --quiet --require-hashes -r requirements/test.txt
	@touch $@

# npm of the machine, else the one that comes as a Python package.
node_modules/.package-lock.json: package.json package-lock.json | $(VENV)/run.stamp
	@command -v npm >/dev/null || test -x $(BIN)/npm || $(BIN)/pip install --quiet --require-hashes -r requirements/node.txt
	@PATH="$$PATH:$(abspath $(BIN))" npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

$(STATIC)/done.stamp: node_modules/.package-lock.json
	@mkdir -p $(STATIC)/fonts
	@cp node_modules/@digdir/designsystemet-css/dist/src/index.css $(STATIC)/designsystemet.css
	@cp node_modules/@digdir/designsystemet-css/dist/theme/designsystemet.css $(STATIC)/theme.css
	@cp node_modules/graphology/dist/graphology.umd.min.js $(STATIC)/graphology.js
	@cp node_modules/sigma/dist/sigma.min.js $(STATIC)/sigma.js
	@cp node_modules/dejavu-fonts-ttf/ttf/DejaVuSans.ttf node_modules/dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf \
	  node_modules/dejavu-fonts-ttf/ttf/DejaVuSans-Oblique.ttf \
	  node_modules/@expo-google-fonts/noto-emoji/400Regular/NotoEmoji_400Regular.ttf $(STATIC)/fonts/
	@touch $@

riskapp/translations/done.stamp: $(wildcard riskapp/translations/*/LC_MESSAGES/*.po) | $(VENV)/run.stamp
	@$(BIN)/pybabel --quiet compile --directory riskapp/translations --use-fuzzy 2>/dev/null
	@touch $@

test: $(VENV)/test.stamp $(STATIC)/done.stamp riskapp/translations/done.stamp ## everything that must hold: lint, types, contracts, all tests
	@$(BIN)/python tests/machine.py
	@$(MAKE) --no-print-directory lint types contracts
	@$(BIN)/python -m pytest -q -n 2 --dist worksteal --ignore=tests/browser tests
	@$(MAKE) --no-print-directory browser

lint: $(VENV)/test.stamp ## ruff
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(VENV)/test.stamp ## mypy --strict
	@$(BIN)/mypy

contracts: $(VENV)/test.stamp ## the architecture contract
	@$(BIN)/lint-imports

browser: $(VENV)/test.stamp $(STATIC)/done.stamp riskapp/translations/done.stamp ## journeys in Chromium, each page checked for barriers
	@$(BIN)/python -m pytest -q -n 2 --dist worksteal tests/browser

screenshots: browser ## the README's pictures, from the last browser run
	@mkdir -p docs/images
	@cp tests/output/blast-radius.png tests/output/dpia-step.png docs/images/

bench: $(VENV)/test.stamp $(STATIC)/done.stamp riskapp/translations/done.stamp ## every figure beside a yardstick of the same run
	@$(BIN)/python -m bench

soak: $(VENV)/test.stamp $(STATIC)/done.stamp riskapp/translations/done.stamp ## kill it two hundred times while it writes, on both databases, and see what is left (ten minutes)
	@RISKAPP_SOAK_RUNS=200 $(BIN)/python -m pytest -q -n 2 tests/faults/test_killed.py

$(VENV)/mutation.stamp: requirements/mutation.txt $(VENV)/test.stamp
	@$(BIN)/pip install --quiet --require-hashes -r requirements/mutation.txt
	@touch $@

mutation: $(VENV)/mutation.stamp riskapp/translations/done.stamp ## break the engine in thousands of ways and count what the quick tests notice (half an hour)
	@$(BIN)/mutmut run --max-children 2
	@$(BIN)/mutmut results

translations: $(VENV)/test.stamp ## collect new texts into the catalogues
	@$(BIN)/pybabel --quiet extract --mapping babel.cfg --keyword N_ --keyword _l --no-location --sort-output --output /tmp/riskapp.pot riskapp
	@$(BIN)/pybabel --quiet update --input-file /tmp/riskapp.pot --output-dir riskapp/translations --no-fuzzy-matching --ignore-obsolete --omit-header --no-wrap

clean: ## remove what was installed and built; the instance stays
	@rm -rf $(VENV) node_modules $(STATIC) riskapp/translations/done.stamp build dist *.egg-info
