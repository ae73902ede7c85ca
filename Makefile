# Requires Python 3.11 or newer and make.
#   make run     set up, then run the demo, a month in a local sandbox; with PAGE_ONLY=CN the people
#                of China have no Telegram, and work on the page alone
#   make test    set up, then lint, format, types, imports and the tests of a few minutes
#   make test-all  make test, then all other tests: what CI runs (half an hour)
#   make soak    the long tests            make bench   the figures
#   make docs    generate parts of the guides, and build their site in dist/site
#   make catalogue  every message of the stories in each language, in dist/catalogue (minutes), and
#                those that tests/docs/messages keeps (STORIES=tests/stories/service/test_demo.py alone)
#   make pictures   the pictures of the quick starts, from that catalogue
#   make audit   known vulnerabilities     make sbom    list what is shipped, in dist/
#   make licences  list the licences of all packages, in dist/
#   make release SIGNING_KEY=FILE  a wheel and signed check sums, in dist/release
#   make lock    resolve the locks again   make clean   remove all generated files

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.set-up
PACKAGES := bot web handlers storage liaison sandbox verifier benchmarks tests

# Each process that a test starts would compile the service again.
unexport PYTHONDONTWRITEBYTECODE

.DELETE_ON_ERROR:
.PHONY: run setup test test-all lint format types imports tests soak bench docs catalogue pictures audit sbom licences release lock clean

# One gate: its name is printed before it starts, and again as the last line if it fails.
define gate
@printf '== %s\n' '$(1)'
@$(2) || { printf 'make: the gate "%s" failed.\n' '$(1)' >&2; exit 1; }
endef

run: setup
	@$(BIN)/liaison demo $(if $(PAGE_ONLY),--page-only $(PAGE_ONLY))

setup: $(STAMP)

$(STAMP): requirements-dev.lock pyproject.toml sandbox/pyproject.toml
	@command -v $(PYTHON) >/dev/null 2>&1 || { echo 'No "$(PYTHON)" found: install Python 3.11 or newer, or name one with "make PYTHON=/path/to/python3 …".' >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo '"$(PYTHON)" is older than Python 3.11: install a newer one, or name it with "make PYTHON=/path/to/python3 …".' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo '"$(PYTHON)" cannot make a virtual environment: install its venv module (on Debian: python3-venv).' >&2; exit 1; }
	@rm -f $@
	@printf 'Setting up %s (the first time takes a minute or two) …\n' '$(VENV)'
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e . -e ./sandbox
	@touch $@

# The types are checked while the tests run: neither waits for the other.
test: format
	@$(MAKE) --no-print-directory --jobs=2 --assume-old=format imports tests || { printf 'make: a gate failed: its name is above.\n' >&2; exit 1; }

lint: setup
	$(call gate,ruff check,$(BIN)/ruff check .)

format: lint
	$(call gate,ruff format,$(BIN)/ruff format --check .)

types: format
	$(call gate,mypy --strict,$(BIN)/mypy $(PACKAGES) noxfile.py)

imports: types
	$(call gate,import-linter,$(BIN)/lint-imports)

# The rules, texts and guides, and of the stories the file that is named like its concept.
QUICK := tests/unit tests/locales tests/docs tests/sandbox tests/test_repository.py tests/test_words.py \
	$(foreach each,$(wildcard tests/stories/*),$(wildcard $(each)/test_$(notdir $(each)).py))

tests: format
	$(call gate,pytest,$(BIN)/python -m pytest -n 2 --dist worksteal $(QUICK))

# The pages are tested in a real browser: the system's, or one from Debian's packages.
test-all: test
	@command -v chromium chromium-browser google-chrome chrome >/dev/null 2>&1 || ! command -v apt-get >/dev/null 2>&1 || [ "$$(id -u)" -ne 0 ] || { printf 'Installing Chromium for the tests of the page …\n'; apt-get -qq update && apt-get -qq -y install chromium fonts-noto-core fonts-noto-cjk fonts-khmeros fonts-noto-color-emoji fonts-roboto-unhinted >/dev/null; }
	$(call gate,pytest of all others,$(BIN)/python -m pytest -n 2 --dist worksteal $(addprefix --ignore=,$(QUICK)))

# It measures how long people wait, so nothing else runs beside it.
FLOODS := tests/faults/input/test_floods.py

soak: setup
	@HYPOTHESIS_PROFILE=soak $(BIN)/python -m pytest -n 2 tests/unit
	@STORIES_DATABASE=postgresql $(BIN)/python -m pytest -n 2 tests/stories
	@$(BIN)/python -m pytest -n 2 --dist worksteal -m soak tests/faults --deselect $(FLOODS)
	@$(BIN)/python -m pytest -m soak $(FLOODS)
	@$(BIN)/python -m pytest -m soak --ignore=tests/faults
	@$(BIN)/python -m tests.mutation

# Groups that take minutes run only by name: python -m benchmarks --only NAME.
bench: setup
	@$(BIN)/python -m benchmarks

docs: setup
	@$(BIN)/python -m tests.docs
	@$(BIN)/mkdocs build --strict

STORIES ?= tests/stories

catalogue: setup
	@mkdir -p dist && rm -f dist/messages.jsonl
	@MESSAGE_SIZES=dist/messages.jsonl $(BIN)/python -m pytest -q -n 2 --dist worksteal $(STORIES)
	@$(BIN)/python -m tests.docs.catalogue dist/messages.jsonl dist/catalogue

pictures: setup
	@test -f dist/catalogue/index.html || { echo 'No catalogue: run "make catalogue" first.' >&2; exit 1; }
	@$(BIN)/python -m tests.docs.pictures dist/catalogue/index.html

# --strict: a package that the audit service does not know must not pass as one without findings.
audit: setup
	@$(BIN)/pip-audit --strict --require-hashes --disable-pip --progress-spinner off -r requirements.lock
	@$(BIN)/pip-audit --strict --require-hashes --disable-pip --progress-spinner off -r requirements-dev.lock

# From an environment that has what is shipped: only that knows licences and relations.
sbom: setup
	@mkdir -p dist && rm -rf dist/shipped
	@$(BIN)/python -m venv --without-pip dist/shipped
	@$(BIN)/python -m pip --python dist/shipped/bin/python install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/cyclonedx-py environment dist/shipped/bin/python --pyproject pyproject.toml \
		--output-reproducible --output-file dist/sbom.cdx.json

licences: setup
	@mkdir -p dist
	@$(BIN)/pip-licenses --format=markdown --order=license --output-file=dist/licences.md \
		--packages $$(sed -n 's/^\([A-Za-z0-9._-]*\)==.*/\1/p' requirements.lock)

# What lies in the folder already, such as an image, is signed, too.
RELEASE ?= dist/release

release: setup
	@test -f "$(SIGNING_KEY)" || { echo 'Name the SSH key that signs: make release SIGNING_KEY=FILE' >&2; exit 1; }
	@mkdir -p $(RELEASE) && rm -f $(RELEASE)/*.whl $(RELEASE)/SHA256SUMS*
	@SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct) $(BIN)/python -m hatchling build -t wheel -d $(RELEASE)
	@cd $(RELEASE) && sha256sum -- * > SHA256SUMS
	@ssh-keygen -q -Y sign -f "$(SIGNING_KEY)" -n liaison-release $(RELEASE)/SHA256SUMS

RESOLVE = $(BIN)/uv pip compile --quiet --upgrade --universal \
	--python-version 3.11 --generate-hashes --no-annotate --no-header \
	--no-emit-index-url --no-emit-find-links
COMPILE = $(RESOLVE) pyproject.toml --all-extras

lock:
	@test -x $(BIN)/uv || $(MAKE) --no-print-directory setup
	@$(COMPILE) -o requirements.lock
	@$(COMPILE) sandbox/pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock
	@$(RESOLVE) --group build -c requirements-dev.lock -o requirements-build.lock

clean:
	@rm -rf $(VENV) .nox .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
