# Short names for the raw commands; `make` alone prints them.
BIN := .venv/bin

help: ## print this list
	@grep -hE '^[a-z0-9]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 12

setup: ## make .venv and install everything
	python3 run.py setup

demo: ## start the demo
	python3 run.py demo

check: ## everything the gate runs
	bash .ci/run

lint: ## format and lint
	$(BIN)/ruff format . && $(BIN)/ruff check --fix .

types: ## check types
	$(BIN)/mypy

doors: ## check the import contracts
	$(BIN)/lint-imports

test: ## run the tests
	python3 run.py test

docs: ## build the documentation into var/docs
	$(BIN)/sphinx-build -nWq docs var/docs

i18n: ## collect texts for translation and compile the catalogues
	$(BIN)/python tools/translations.py update

locks: ## resolve the lock files anew (needs uv)
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate -q -o requirements.lock
	uv pip compile --group dev pyproject.toml -c requirements.lock --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate -q -o requirements-dev.lock

.PHONY: help setup demo check lint types doors test docs i18n locks
