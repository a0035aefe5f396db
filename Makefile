# make demo: a graph, an answer and the dashboard. make test: the whole suite. PYTHON may name another interpreter.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt

.DEFAULT_GOAL := help
.PHONY: help demo test lint fix types serve notebooks pictures clean

help:
	@echo "make demo       build a sample graph, ask it a question, open the dashboard on port 5006"
	@echo "make test       run the whole test suite"
	@echo "make lint       style, layers and house rules"
	@echo "make fix        let the formatter and linter mend what they can"
	@echo "make types      mypy, strict below the app"
	@echo "make serve      the dashboard's welcome page; DIR=folder.kgw opens that graph"
	@echo "make notebooks  run every notebook from top to bottom"
	@echo "make pictures   take the pictures of the README anew"

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/core: .venv/bin/python pyproject.toml constraints.txt
	$(PIP) -e .
	@touch $@

.venv/tests: .venv/core
	$(PIP) -e ".[test]"
	@touch $@

demo: .venv/core
	$(BIN)/kgw demo

# Two at a time, a file in one process; what measures the clock has the machine for itself. So has a browser test that
# failed beside others, once more: a fault fails twice, a machine that was busy does not.
PYTEST := $(BIN)/python -m pytest
test: .venv/tests
	$(PYTEST) -n 2 --dist loadfile -m "not browser and not timed"
	$(PYTEST) -n 2 --dist loadfile -m browser || $(PYTEST) --last-failed --last-failed-no-failures none -m browser
	$(PYTEST) -m timed

lint: .venv/tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports

fix: .venv/tests
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: .venv/tests
	$(BIN)/mypy

serve: .venv/core
	$(BIN)/kgw serve $(DIR)

notebooks: .venv/tests
	$(BIN)/python -m pytest tests/notebooks

pictures: .venv/tests
	$(BIN)/python tests/ui/make_pictures.py

clean:
	rm -rf .venv dist *.kgw
