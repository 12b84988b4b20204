# Corrobora from a bare machine: Python 3.11, make and a package index are enough.
#
#   make demo    code the bundled reports (REPORTS=folder codes that folder instead)
#   make web     lay in what the review desk's pages load
#   make test    run the tests; CI=true makes a skipped test a failure
#   make check   formatting, lint, types, import contract, tests, benchmark floors
#   make lock    renew the lock files after a change in pyproject.toml
#   make clean   remove what these have made
#
# Everything is installed into .venv from hashed lock files, by uv where it is present, else by pip.
# DATA=folder tells `make gate` where benchmark data is; without it those floors are skipped.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo web browser test check format lint types contract gate lock clean

VENV := .venv
PYTHON ?= $(shell command -v python3.11 || command -v python3)
UV := $(shell command -v uv)
BIN := $(VENV)/bin
INSTALL := $(if $(UV),$(UV) pip install --quiet --python $(BIN)/python,$(BIN)/python -m pip install --quiet --disable-pip-version-check)
REPORTS ?=
DATA ?=
WEB := src/corrobora/web/static/vendor/LICENSES.txt
NPM := $(or $(shell command -v npm),$(BIN)/python -m tools.npm)

help:
	@sed -n '3,8s/^#   //p' Makefile

demo: $(VENV)/.runs
	$(BIN)/corrobora demo $(if $(REPORTS),"$(REPORTS)")

web: $(WEB)

test: $(VENV)/.tests $(WEB) browser
	$(BIN)/python -m pytest

# The browser tests drive Debian's Chromium; where it cannot be installed they are skipped.
browser:
	@if ! command -v chromium >/dev/null && command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
	  apt-get install -y -qq --no-install-recommends chromium fonts-noto-core >/dev/null; fi

check: format lint types contract test gate

format: $(VENV)/.tests
	$(BIN)/ruff format --check .

lint: $(VENV)/.tests
	$(BIN)/ruff check .

types: $(VENV)/.tests
	$(BIN)/mypy

contract: $(VENV)/.tests
	$(BIN)/lint-imports

gate: $(VENV)/.tests
	$(BIN)/python -m evaluation.gate $(if $(DATA),"$(DATA)")

# The stamps below say what is installed, and are older than what it was installed from when it
# has to be installed again.

$(VENV)/.made:
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Corrobora needs Python 3.11 or newer; name one: make PYTHON=/path/to/python" >&2; exit 1; }
	$(if $(UV),$(UV) venv --quiet --allow-existing --python "$(PYTHON)" $(VENV),"$(PYTHON)" -m venv $(VENV))
	@touch $@

$(VENV)/.runs: $(VENV)/.made requirements.lock requirements-build.lock pyproject.toml
	$(INSTALL) --require-hashes -r requirements.lock -r requirements-build.lock
	$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.tests: $(VENV)/.runs requirements-dev.lock
	$(INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@

$(WEB): package.json package-lock.json tools/browser_files.py | $(VENV)/.made
	$(if $(shell command -v npm),,$(INSTALL) --require-hashes -r requirements-node.lock)
	$(NPM) ci --silent --ignore-scripts --no-audit --no-fund
	$(BIN)/python -m tools.browser_files node_modules

# No address of a package index goes into a lock file. The later files take the versions of the
# first, so that what is tested is what runs.
COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
  --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" $(UPGRADE)
UPGRADE ?=

lock: $(VENV)/.tests
	$(COMPILE) pyproject.toml --output-file requirements.lock
	$(COMPILE) --group build --constraints requirements.lock --output-file requirements-build.lock
	$(COMPILE) --group node --output-file requirements-node.lock
	$(COMPILE) --group training --constraints requirements.lock \
	  --output-file requirements-training.lock
	$(COMPILE) pyproject.toml --extra test --group lock --constraints requirements.lock \
	  --constraints requirements-build.lock --output-file requirements-dev.lock

clean:
	rm -rf $(VENV) $(dir $(WEB)) node_modules build dist demo-output .mypy_cache .ruff_cache .pytest_cache .hypothesis
