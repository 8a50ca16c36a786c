# All commands of the project. `make help` lists them.
# A stamp file records that a target has installed its packages, so a second run is quick and silent.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PY := $(BIN)/python
PORT ?= 8000
ARTICLES ?= 21304
WEB ?= 10000
SEED ?= 1
# After the folder was moved or copied, the scripts in its .venv name the old path.
MOVED := $(if $(wildcard $(BIN)/activate),$(shell grep -qF "$(CURDIR)/$(VENV)" $(BIN)/activate || echo moved))
SEARCH_CODE := $(wildcard $(addprefix plugins/lunr_search/,browser_code.py browser/*.js browser/*/*.js))
PIP_INSTALL = $(PY) -m pip install --quiet --quiet --disable-pip-version-check --no-deps --require-hashes

# one process for each processor, each with its own browser; a process without tests left takes some of another one
PARALLEL := --numprocesses logical --maxprocesses 8 --dist worksteal

# tests start hundreds of processes, which should all use the compiled files of the first
test test-fast: export PYTHONDONTWRITEBYTECODE =

.DEFAULT_GOAL := html
.PHONY: help html test test-fast check journeys serve publish bench score wheel docs golden pictures storm fuzz setup setup-test setup-peers setup-docs setup-documents lock clean moved

help: ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 22

html: setup ## set up if needed, import captures/, build output/
	@$(PY) -m newsarchive build

publish: setup ## the same for a public URL, into build/public/ (publishconf.py); check the host's limits, say what is left out
	@$(PY) -m newsarchive publish

serve: setup ## serve output/ on localhost (PORT=8000)
	@$(PY) -m newsarchive serve --port $(PORT)

test: check ## set up if needed, run every check and every test, the browser's too
	@$(PY) -m pytest $(PARALLEL) --ignore=tests/laws  # the check has run them
	@$(PY) scripts/node.py --test tests/js/

test-fast: setup-test ## run the tests of what you changed since the last commit, or of MODULE=lunr_search.tokens
	@$(PY) scripts/test_fast.py $(MODULE)

check: setup-test ## check lint, format, types, doctests and laws, in seconds
	@$(PY) scripts/check.py

journeys: setup-test ## run the tests that install things of their own, which `make test` leaves out
	@$(PY) scripts/run_journeys.py

wheel: setup ## build the package, into build/wheel/
	@$(PY) -m pip wheel --quiet --disable-pip-version-check --no-deps --no-build-isolation --wheel-dir build/wheel .

docs: setup-docs ## build the documentation as pages, into build/docs/; a dead link fails
	@$(PY) scripts/build_docs.py

golden: setup-test ## for developers: rewrite the expected files in tests/; read the diff
	@$(PY) scripts/rewrite_golden.py

pictures: setup-test ## a picture of each template, light and dark, at three widths, into build/pictures/ (CONTENT=content)
	@CONTENT="$(CONTENT)" $(PY) scripts/take_pictures.py

bench: setup-peers ## build and search beside Hugo and Pagefind (ARTICLES="21304 106520" WEB=10000), into build/bench.json
	@$(PY) -m benchmarks.speed --articles $(ARTICLES) --web $(WEB)

score: setup-peers ## import beside trafilatura and newspaper4k, into build/score.json
	@$(PY) -m benchmarks.accuracy

storm: setup-test ## change, kill and compare: 500 steps of edits, 200 killed builds, 200 killed imports (SEED=1), into build/storm.json
	@$(PY) -m tests.storm --chains 500 --builds 200 --imports 200 --seed $(SEED)

fuzz: setup-test ## try other examples in tests (SEED=1); import 20,000 mutated captures, build 5,000 mutated Markdown files, into build/fuzz.json
	@$(PY) -m pytest $(PARALLEL) -m hypothesis --hypothesis-profile other-examples --hypothesis-seed $(SEED)
	@$(PY) -m tests.fuzz --captures 20000 --markdown 5000 --seed $(SEED)

setup: $(VENV)/.ready node_modules/.ready node_modules/.ready-minified

setup-test: setup $(VENV)/.ready-test node_modules/.ready-test $(VENV)/.ready-browser

setup-peers: setup-test $(VENV)/.ready-peers

setup-docs: setup $(VENV)/.ready-docs

setup-documents: setup $(VENV)/.ready-documents ## bring what reads PDF and RTF

# `activate` is the last file that `python -m venv` writes: a .venv without it was interrupted.
$(VENV)/.ready: requirements.txt pyproject.toml $(MOVED)
	@$(PYTHON) scripts/check_python.py
	@test -z "$(MOVED)" || { echo "This folder was moved: making $(VENV) again, which names its old path ..."; rm -rf $(VENV); $(PYTHON) -m venv $(VENV); }
	@test -e $(BIN)/activate || { echo "Making $(VENV) with the packages of requirements.txt: 130 MB to fetch, 330 MB on disk ..."; rm -rf $(VENV); $(PYTHON) -m venv $(VENV); }
	@$(PIP_INSTALL) -r requirements.txt
	@$(PY) -m pip install --quiet --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.ready-test: requirements-test.txt $(VENV)/.ready
	@echo "Installing what the tests need: 110 MB to fetch, 370 MB on disk ..."
	@$(PIP_INSTALL) -r requirements-test.txt
	@touch $@

$(VENV)/.ready-docs: requirements-docs.txt $(VENV)/.ready
	@echo "Installing what builds the documentation: 5 MB to fetch ..."
	@$(PIP_INSTALL) -r requirements-docs.txt
	@touch $@

$(VENV)/.ready-documents: requirements-documents.txt $(VENV)/.ready
	@echo "Installing what reads PDF and RTF: 11 MB to fetch, 25 MB on disk ..."
	@$(PIP_INSTALL) -r requirements-documents.txt
	@touch $@

$(VENV)/.ready-peers: requirements-peers.txt $(VENV)/.ready-test
	@echo "Installing the programs to compare with: 40 MB to fetch, 100 MB on disk ..."
	@$(PIP_INSTALL) -r requirements-peers.txt
	@touch $@

$(VENV)/.ready-browser: scripts/browser.py $(VENV)/.ready-test
	@$(PY) scripts/browser.py --install
	@touch $@

node_modules/.ready: package.json package-lock.json | $(VENV)/.ready
	@echo "Fetching the browser's code: 3 MB ..."
	@$(PY) scripts/node.py --npm ci --omit=dev --ignore-scripts --silent
	@touch $@

# again after each edit of the search's scripts: a build takes no script that was minified from another text
node_modules/.ready-minified: scripts/minify.py $(SEARCH_CODE) node_modules/.ready
	@$(PY) scripts/minify.py
	@touch $@

# npm ci empties node_modules/, which has the minified scripts
node_modules/.ready-test: package.json package-lock.json | node_modules/.ready node_modules/.ready-minified
	@$(PY) scripts/node.py --npm ci --ignore-scripts --silent
	@$(PY) scripts/minify.py
	@touch node_modules/.ready node_modules/.ready-minified $@

lock: $(VENV)/.ready ## pin the dependencies of pyproject.toml again
	@$(PIP_INSTALL) -r requirements-lock.txt
	@$(PY) scripts/lock.py

clean: ## remove everything that can be made again: the site, the caches, the tools
	@$(PYTHON) scripts/clean.py
