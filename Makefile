# Every target sets up what it needs: Python 3.11 or later and make are enough to begin with.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
RUN    := $(VENV)/.stamp-run
DEV    := $(VENV)/.stamp-dev

.DEFAULT_GOAL := help
.PHONY: help demo test lint format smoke bench clean

help:  ## Say what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(RUN)  ## Run the whole story once, offline: ends with a report to open
	$(BIN)/statediff demo

test: lint  ## Run every check: ruff, mypy --strict and pytest
	$(BIN)/python -m pytest $(PYTEST_ARGS)

lint: $(DEV)  ## Check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(DEV)  ## Lay the code out as `make lint` wants it
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

smoke: $(RUN)  ## Install the built wheel, without the development tools, in an empty environment and try it
	$(BIN)/python tests/smoke.py

bench: $(DEV)  ## Print the measurements beside the budgets they defend
	@for program in benchmarks/*.py; do echo "== $$program"; $(BIN)/python "$$program" || exit 1; done

clean:  ## Remove the environment and everything that was made
	rm -rf $(VENV) build dist demo .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or later is needed; name one: make PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(RUN): pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(DEV): pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ $(RUN)
