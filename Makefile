# Needs Python 3.11 or later with pip, make and git; everything else goes into .venv, which the first target makes.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
#: Tests of what each library is used for.
LIBRARIES := $(addprefix tests/test_,$(addsuffix .py,answers canonical export matches network outputs queries \
	renewal sandbox serve store turtle))

.PHONY: demo test slow jars lowest lock audit lint types quality quality-pin answers docs wheel all clean

all: lint types test slow

.venv/ready: pyproject.toml requirements/dev.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

.venv-lowest/ready: pyproject.toml requirements/lowest.txt
	$(PYTHON) -m venv .venv-lowest
	.venv-lowest/bin/python -m pip install --quiet --disable-pip-version-check --requirement requirements/lowest.txt
	.venv-lowest/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
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

lowest: .venv-lowest/ready  ## the tests of what the libraries are used for, with the oldest ones that are allowed
	.venv-lowest/bin/python -m pytest -m "not slow" --quiet $(LIBRARIES)

lock: .venv/ready  ## write requirements/ anew: the newest versions with hashes, the oldest allowed, and all licences
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --extra dev --no-header --upgrade \
		--generate-hashes pyproject.toml --output-file requirements/dev.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --extra dev --no-header --upgrade \
		--resolution lowest-direct --no-annotate pyproject.toml --output-file requirements/lowest.txt
	$(BIN)/python -m tests.supply

audit: .venv/ready  ## ask for known weaknesses of what requirements/dev.txt pins
	.ci/audit

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
	rm -rf .venv .venv-lowest out build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .coverage
