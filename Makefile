# Two commands do all set-up: `make run` opens the dashboard, `make test` passes the tests.
# Both make .venv when it is missing or when pyproject.toml or constraints.txt changed, and reuse it otherwise.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready
ARGS ?=

.PHONY: run demo test check format bench clean help

run: $(STAMP)  ## open the dashboard
	$(BIN)/ceasefire-tui $(ARGS)

demo: $(STAMP)  ## the dashboard on an invented recording, with no network
	$(BIN)/ceasefire-tui demo

test: $(STAMP)  ## run the tests, a process a core
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile $(ARGS)

check: $(STAMP)  ## ruff, strict types, import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(STAMP)  ## put the code into shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(STAMP)  ## what is claimed about speed and accuracy, quickly
	@for bench in $(sort $(basename $(notdir $(filter-out bench/__init__.py bench/_%,$(wildcard bench/*.py))))); do \
		echo "== $$bench"; $(BIN)/python -m bench.$$bench --quick || exit 1; done

clean:  ## remove the environment and caches
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis

help:  ## this list
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /	/' | expand -t 10

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "ceasefire-tui needs Python 3.11 or newer; found $$($(PYTHON) --version 2>&1). Try: make PYTHON=python3.12 run"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
		{ echo "Python cannot make an environment; on Debian and Ubuntu: apt install python3-venv"; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $(STAMP)
