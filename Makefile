# Needs Python 3.11 or later with pip, make and git; everything else goes into .venv, which the first target makes.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin

.PHONY: demo test slow jars lint types quality quality-pin answers docs wheel all clean

all: lint types test slow

.venv/ready: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

demo: .venv/ready  ## read the seeds, ask, prove the quotes, write the page
	@mkdir -p out
	$(BIN)/relgraph build --store out/store
	$(BIN)/relgraph query who-met-whom --store out/store
	$(BIN)/relgraph query figures --store out/store
	$(BIN)/relgraph verify --store out/store
	$(BIN)/relgraph view --store out/store --output out/relgraph.html --no-open

test: .venv/ready  ## the tests, without the slow ones
	$(BIN)/python -m pytest -m "not slow" --durations=8

slow: .venv/ready  ## the slow tests: the page in Chromium, the wheel, damage, other programs
	$(BIN)/python -m pytest -m slow --durations=8

jars: .venv/ready  ## ROBOT, Jena and the stores that the slow tests ask or push to; needs Maven and Java 17
	tests/jars/fetch .venv/jars

lint: .venv/ready  ## ruff and the import contract
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports

types: .venv/ready  ## mypy, strict
	$(BIN)/mypy

quality: .venv/ready  ## score the reading; GOLD=DIR scores a folder of gold documents
	$(BIN)/python -m tests.quality $(GOLD)

quality-pin: .venv/ready  ## raise the floors of tests/quality.toml to what is reached
	$(BIN)/python -m tests.quality --pin

answers: .venv/ready  ## write the answers over the seeds to tests/answers; read each changed line against the text
	$(BIN)/python -m tests.answers

docs: .venv/ready  ## the pictures in docs/, taken in Chromium
	$(BIN)/python -m tests.browser.screenshots docs

wheel: .venv/ready  ## build the wheel, install it in an empty folder, run its commands there
	$(BIN)/python -m pytest -m slow tests/test_wheel.py

clean:
	rm -rf .venv out build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .coverage
