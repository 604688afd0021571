# Two commands do all the set-up themselves: `make run` and `make test`.
PYTHON ?= python3
BIN := .venv/bin
CLIENT := src/resume_builder/web/static/.built
SPA_SOURCES := $(shell find spa -type f -not -path '*/node_modules/*' -not -path '*/test-results/*' -not -name schema.d.ts 2>/dev/null)

.DEFAULT_GOAL := help
FUZZ_SECONDS ?= 30
SCHEMA_EXAMPLES ?= 8

.PHONY: help run test check unit fuzz spa-test setup fonts client bench soak rivals lock openapi screenshots clean

help: ## List what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

run: .venv/.runtime $(CLIENT) ## Start the site with embedded stores on http://localhost:8000
	@exec $(BIN)/resume-builder serve

test: setup check spa-test unit fuzz ## Set up and run every check and test, a real browser included

setup: .venv/.tools .venv/.fonts .venv/.browser $(CLIENT) ## Build .venv with the command, the test tools and the browser

fonts: .venv/.fonts ## Add fonts for Arabic, Hebrew, Devanagari, Korean and emoji

client: $(CLIENT) ## Build the browser client

.venv/bin/python:
	$(PYTHON) tools/make_venv.py .venv

.venv/.runtime: .venv/bin/python requirements.txt requirements-build.txt pyproject.toml
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.txt -r requirements-build.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.tools: .venv/.runtime requirements-ocr.txt requirements-models.txt requirements-dev.txt
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-ocr.txt -r requirements-models.txt -r requirements-dev.txt
	@touch $@

.venv/.fonts: .venv/.runtime $(wildcard fonts/*.* fonts/*/__init__.py)
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation ./fonts
	@touch $@

.venv/.browser: .venv/.tools tools/find_chromium.py
	$(BIN)/python tools/find_chromium.py --install > $@.part && mv $@.part $@

$(CLIENT): $(SPA_SOURCES) openapi.json $(wildcard src/resume_builder/data/messages/*.json) tools/build_client.py | .venv/.runtime
	$(BIN)/python tools/build_client.py

check: .venv/.tools ## Lint, types and import rules
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/pyright
	$(BIN)/lint-imports

spa-test: .venv/.tools $(CLIENT) ## Lint, types and unit tests of the browser client
	$(BIN)/python tools/npm.py run check

unit: .venv/.tools .venv/.fonts .venv/.browser $(CLIENT) ## Python tests, the real-browser ones included
	$(BIN)/pytest -n 2 --dist loadfile

fuzz: .venv/.tools ## Fuzz every reader, FUZZ_SECONDS each (30), and every route, SCHEMA_EXAMPLES each (8)
	$(BIN)/python -m tests.fuzz --seconds $(FUZZ_SECONDS)
	SCHEMA_EXAMPLES=$(SCHEMA_EXAMPLES) $(BIN)/pytest -q tests/web/test_schema.py

bench: .venv/.tools $(CLIENT) ## Measure an area: make bench BENCH=main_job
	$(BIN)/python -m bench $(BENCH)

soak: .venv/.tools $(CLIENT) ## Longer runs: memory and durability over time
	$(BIN)/python -m bench --soak $(BENCH)

rivals: .venv/.tools ## Install the programs that `make bench BENCH=rendering` measures beside ours
	$(BIN)/python -m bench.rivals

lock: .venv/.tools ## Resolve the dependencies anew into the hashed requirements files
	$(BIN)/python tools/lock.py

openapi: .venv/.runtime ## Write openapi.json from the routes
	$(BIN)/python tools/write_openapi.py

screenshots: setup ## Take the README's pictures
	$(BIN)/python -m tools.take_screenshots
	$(BIN)/python -m tools.picture_scripts

clean: ## Remove what was built; data in var/ stays
	rm -rf .venv node_modules spa/node_modules src/resume_builder/web/static dist
