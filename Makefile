# `make help` prints the words behind ##. Set-up (.venv) happens by itself, once: scripts/setup.sh.

PORT = 8000
BASE = origin/main
# More words for pytest: make pytest ARGS='-k walks'
ARGS =
# Programs beside those of make test: all for make test-all.
TOOLS =
# A Python other than the first fitting one on PATH.
PYTHON ?=
export PYTHON
unexport PYTHONHOME PYTHONPATH
# mkdocs-material's notice about MkDocs 2, printed at every start otherwise.
export NO_MKDOCS_2_WARNING := 1

# On GitHub, findings are shown beside the lines they name.
FORMAT := $(if $(GITHUB_ACTIONS),github,text)
BIN := .venv/bin
CODE := scripts tests
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help serve build pack check content editions report preview fix test test-all pytest pictures lint bench bench-signs faults mutants links external-links mirrors html lock hooks clean setup setup-test setup-release tools advisories bom quality

MAKEFLAGS += --no-print-directory

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

serve: setup ## Build both editions and serve them at http://127.0.0.1:8000/ (another port: make serve PORT=8001)
	@$(BIN)/guidance serve --port $(PORT)

build: setup ## Write both editions to site/
	@$(BIN)/guidance build

pack: setup ## Write sheets to print, pictures for a chat and the whole guide (PDF, one HTML file, EPUB) to site/pack (needs Pango; the next make build offers them)
	@scripts/test-tools.sh pack
	@$(BIN)/guidance pack

check: setup ## Check the content: every finding with its place and its cure (at each saved edit: make check WATCH=1)
	@$(BIN)/guidance check --format $(FORMAT) $(if $(WATCH),--watch)

content: setup ## The part of check that looks at each edition by itself
	@$(BIN)/guidance check --format $(FORMAT) --only lint

editions: setup ## The part of check that compares the editions
	@$(BIN)/guidance check --format $(FORMAT) --only editions

report: setup ## What the change since BASE does, for its reviewer: make report BASE=origin/main
	@$(BIN)/guidance report --base "$(BASE)" --format $(FORMAT)

preview: setup ## Pages that changed since BASE, before and after, in preview.html: make preview BASE=origin/main
	@$(BIN)/guidance preview --base "$(BASE)"

fix: setup-test ## Mend what needs no person: layout, Chinese spacing, words of fact links, layout of code
	@$(BIN)/guidance fix
	@$(BIN)/rumdl fmt --silent *.md
	@$(BIN)/ruff check --fix-only --quiet $(CODE)
	@$(BIN)/ruff format --quiet $(CODE)

test: setup-test tools ## Everything that guards the project (what continuous integration runs)
	@failed=; \
	for step in lint check build links html pytest; do \
	  echo "== $$step"; \
	  $(MAKE) $$step BUILT=yes || failed="$$failed $$step"; \
	done; \
	[ -z "$$failed" ] || { echo "Failed:$$failed"; exit 1; }

test-all: export GUIDANCE_EXAMPLES ?= 2000
test-all: ## The same, and what make test leaves out: both editions of slow tests, every look (long)
	@$(MAKE) test TOOLS=all ARGS="-m '' $(ARGS)"

pytest: setup-test $(if $(BUILT),,build) ## The tests alone (some of them: make pytest ARGS='-k walks')
	@$(BIN)/python -m pytest $(ARGS)

pictures: setup-test tools ## Take the pictures of tests/pictures anew: look at them before you commit
	@$(BIN)/python -m pytest --quiet -m '' --write-golden tests/browser/test_pictures.py

lint: setup-test ## Check our code: style, types, layers, shell, workflows, read-me files
	@$(BIN)/ruff check --quiet --output-format concise $(CODE)
	@$(BIN)/ruff format --quiet --check $(CODE)
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/shellcheck scripts/*.sh .ci/run
	@PATH="$$PWD/$(BIN):$$PATH" actionlint
	@$(BIN)/zizmor --offline --quiet --no-progress .github
	@$(BIN)/rumdl check --quiet *.md
	@$(BIN)/typos

bench: setup-test tools ## Compare cost and first views with plain Material, same text (fewer runs, fewer copies: make bench ARGS="1 2")
	@cd scripts && ../$(BIN)/python -m bench $(ARGS)

bench-signs: setup-test ## Try the warning signs on messages of others (make bench-signs CORPUS=FOLDER; scripts/bench/signs.py)
	@PYTHONPATH=scripts:. $(BIN)/python -m bench.signs $(CORPUS)

faults: setup-test ## Which faults put into the guide the tests catch (hours; tests/faults/README.md)
	@nice $(BIN)/python -m tests.faults $(ARGS)

mutants: setup-test ## How many mutants of the parser and the rules the tests see (minutes; 800 drawn by 2: make mutants ARGS="800 2"; tests/mutants/README.md)
	@nice $(BIN)/python scripts/mutants.py $(ARGS)

links: setup-test $(if $(BUILT),,build) ## Check every link and anchor of site/
	@$(BIN)/lychee --config pyproject.toml --root-dir "$$PWD/site" site

external-links: setup-test ## Ask every source of the facts whether it still answers; writes docs/_checked/links.yml (minutes)
	@$(BIN)/guidance external-links

advisories: setup-release ## Ask which advisories there are about the locked packages (network; status 2: could not tell)
	@scripts/advisories.sh

bom: setup-release ## Write bom.json: what the site is made with, each part with its licence (CycloneDX)
	@.venv/release/bin/cyclonedx-py environment --pyproject pyproject.toml --output-reproducible .venv/bin/python > .venv/environment.json
	@cd scripts && ../$(BIN)/python -m release.bom < ../.venv/environment.json > ../bom.json

quality: setup ## Write quality.md, a page about the built site, from what other steps left: junit.xml, bench.txt
	@cd scripts && ../$(BIN)/python -m release.quality > ../quality.md

mirrors: setup ## Compare the copies of .github/mirrors.txt with what was signed here: make mirrors SIGNED_BY=OWNER/REPOSITORY
	@$(BIN)/guidance verify --signed-by "$(SIGNED_BY)" $$(sed '/^#/d' .github/mirrors.txt)

html: setup-test $(if $(BUILT),,build) ## Check that site/ is valid HTML (needs java)
	@scripts/check-html.sh site

setup:
	@scripts/setup.sh build

setup-test:
	@scripts/setup.sh test

setup-release:
	@scripts/setup.sh release

# Browsers, Chinese fonts and java: root gets them, others are told what is missing.
tools:
	@scripts/test-tools.sh $(TOOLS)

lock: setup-test ## Write requirements*.txt anew from requirements*.in (newest fitting versions: make lock ARGS=--upgrade)
	@scripts/lock.sh $(ARGS)

hooks: setup-test ## Run the quick checks at every commit from now on
	@$(BIN)/pre-commit install

clean: ## Delete everything that make made: .venv, site/, caches
	@rm -rf .venv site .site-* .faults mutants bom.json quality.md junit.xml bench.txt .mypy_cache .pytest_cache .ruff_cache .rumdl_cache .import_linter_cache
	@find scripts tests -name __pycache__ -type d -prune -exec rm -rf {} +
