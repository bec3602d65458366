# Two commands are all that a newcomer needs: `make run` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Tests start the program a hundred times: it is compiled once, whatever the surroundings say.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test types lint imports compiled explore setup setup-dev format bench torture clean

run: setup
	@$(BIN)/esgtui

setup: $(VENV)/.installed
setup-dev: $(VENV)/.installed-dev

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "esgtui needs Python 3.11 or newer: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo 'Setting esgtui up in $(VENV); only the first time, it takes about a minute …'
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[html,pdf,xlsx]'
	@touch $@

$(VENV)/.installed-dev: pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo 'Setting esgtui and its checks up in $(VENV); only the first time, it takes about a minute …'
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	@touch $@ $(VENV)/.installed

# The checks are done side by side, while the tests are being compiled, so that not every worker does that for itself.
# Tests of programs wait for these now and then: with four at a time, two cores have something to do.
test: setup-dev
	@$(MAKE) --no-print-directory --jobs 2 types lint imports compiled
	$(BIN)/python -m pytest -n 4 --dist worksteal

types: setup-dev
	$(BIN)/mypy

lint: setup-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

imports: setup-dev
	$(BIN)/lint-imports

# What is wrong with a test is told when it is run.
compiled: setup-dev
	@$(BIN)/python -m pytest --collect-only > /dev/null || true

explore: setup-dev
	HYPOTHESIS_PROFILE=explore $(BIN)/python -m pytest -n 6 -m hypothesis $(ARGS)

format: setup-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: setup-dev
	$(BIN)/python -m tests.benchmarks $(ARGS)

torture: setup-dev
	$(BIN)/python -m tests.annotation.torture $(ARGS)

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
