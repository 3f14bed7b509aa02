# Two commands set everything up: `make demo` and `make test`. Neither needs uv nor installs anything system-wide.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: help demo test lint types imports docs bench lock clean

help: ## list these targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "goodoffices needs Python 3.11 or newer, found " + sys.version.split()[0] + "; name another with make PYTHON=python3.12")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $(STAMP)

demo: $(STAMP) ## read the example reports into a new ledger and print the board
	rm -rf demo && mkdir demo
	$(BIN)/goodoffices read examples/ukraine-russia-2025 --ledger sqlite:///demo/goodoffices.db
	$(BIN)/goodoffices board --as-of 2025-05-02 --ledger sqlite:///demo/goodoffices.db

test: $(STAMP) ## run the tests
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null \
	  || echo "No Chromium found: the browser tests will be skipped. On Debian or Ubuntu: apt-get install chromium"
	$(BIN)/python -m pytest -q -n auto --dist loadfile

lint: $(STAMP) ## ruff, format and rules
	$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: $(STAMP) ## mypy --strict
	$(BIN)/mypy

imports: $(STAMP) ## the import contract of the house
	$(BIN)/lint-imports

docs: $(STAMP) ## write docs/cli.md anew
	$(BIN)/python docs/make_cli.py

bench: $(STAMP) ## measure against the peers
	$(BIN)/python -m bench

lock: ## pin every version with hashes (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --all-extras --generate-hashes --no-emit-index-url pyproject.toml -o requirements.lock

clean: ## remove the environment and the demo
	rm -rf $(VENV) demo
