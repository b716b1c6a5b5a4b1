# The verbs of the project: run, runner, build, test, coverage, programs, bench, faults, check, api, lock, audit, clean, help. Needs only Python 3.11+ and Node 20.19+.
#
# A step is done again when the content that it depends on has changed, not when a file is newer: each stamp holds a
# checksum. Works with GNU make 3.81 (macOS) and newer, and with any POSIX shell.

SHELL := /bin/sh
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check --no-input
UV ?= uv
PARALLEL := -n auto --maxprocesses 4 --dist worksteal
BESIDE := frontend/.cache/test-page.log
export npm_config_update_notifier = false
# Where it is set, each server of a test would compile every module anew: a fifth of its start.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run runner build test test-page coverage programs bench faults check check-python check-page api lock audit clean format venv dev page-packages page browser-packages runner-packages

help:  ## Show this list
	@grep -E '^[a-z-]+:.*  ## ' Makefile | sed -e 's/:.*  ## /\t/' | awk -F '\t' '{ printf "  make %-8s %s\n", $$1, $$2 }'

run: build  ## Build what is missing and serve the page, the API and the rooms on http://127.0.0.1:8000
	@RUNNER_SOCKET="$${RUNNER_SOCKET-$${DATA_DIR:-data}/runner.sock}" exec $(PY) -m codesala serve

runner: venv runner-packages  ## Beside make run: run Java programs, each locked up in a bubblewrap (docs/runner.md)
	@exec $(PY) -m codesala runner

build: venv page  ## Everything but serving: Python packages, page packages, the built page

# Each part waits for half of its time: side by side they fill two cores. What the second says is told when both are done.
test: check browser-packages runner-packages  ## Check, then run every test: Python, and beside it page and browser
	@echo "==> Python tests (page and browser tests run beside them: $(BESIDE))"
	@$(MAKE) --no-print-directory test-page > $(BESIDE) 2>&1 & beside=$$!; \
	 trap 'kill $$beside; exit 130' INT TERM; failed=0; \
	 $(PY) -m pytest $(PARALLEL) --durations 10 --durations-min 1 $(PYTEST_ARGS) || failed=1; \
	 wait $$beside || failed=1; cat $(BESIDE); exit $$failed

test-page:
	@echo "==> Page tests"
	@cd frontend && npm test
	@echo "==> Browser tests"
	@CHROMIUM="$$(tests/support/find_chromium.sh)" && export CHROMIUM && cd frontend && npm run test:browser

# The page is built with its sources for this: its stamp goes, so that the next `make page` builds it as it is served.
coverage: export PAGE_COVERAGE := $(CURDIR)/frontend/.cache/coverage/browser
coverage: export UNIT_COVERAGE := $(CURDIR)/frontend/.cache/coverage/units
coverage: dev page browser-packages runner-packages  ## Say which lines and branches the tests reach (30 minutes)
	@rm -f .coverage .coverage.*
	@$(PY) -m coverage run -m pytest $(PARALLEL) -q $(PYTEST_ARGS)
	@$(PY) -m coverage combine -q
	@$(PY) -m coverage report --skip-covered --sort=cover
	@rm -rf frontend/.cache/coverage frontend/node_modules/.page-stamp
	@cd frontend && npm run --silent build && npx vitest run --coverage.enabled
	@CHROMIUM="$$(tests/support/find_chromium.sh)" && export CHROMIUM && cd frontend && npm run test:browser; \
	 node scripts/coverage.mjs

programs: dev page browser-packages runner-packages  ## Run all of tests/programs natively and in a browser (make test takes a third there)
	@PROGRAMS=all $(PY) -m pytest tests/programs tests/runner/test_corpus.py $(PARALLEL) -q $(PYTEST_ARGS)
	@CHROMIUM="$$(tests/support/find_chromium.sh)" && export CHROMIUM && cd frontend && \
	 PROGRAMS=all npm run test:browser -- programs

bench: dev page  ## Measure beside other servers; writes benchmarks/README.md (15 minutes, Linux)
	@$(PY) benchmarks/run.py

# Each row of faults FAULT_RUNS times, and SOAK_S seconds of people who come and go.
faults: dev page browser-packages  ## Break all that can break while people type, and count what is lost (25 minutes, Linux)
	@FAULT_RUNS=$${FAULT_RUNS:-20} SOAK_S=$${SOAK_S:-120} $(PY) -m pytest tests/faults $(PARALLEL) -q --durations 5 $(PYTEST_ARGS)
	@CHROMIUM="$$(tests/support/find_chromium.sh)" && export CHROMIUM && cd frontend && \
	 export FAULT_RUNS="$${FAULT_RUNS:-20}" && npm run test:browser -- restart --grep "four people" --repeat-each $$FAULT_RUNS

check: dev page  ## Linters and type checkers over backend, tests and page
	@$(MAKE) --no-print-directory -j 2 check-python check-page

check-python:
	@echo "==> Python: ruff, mypy"
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy

check-page:
	@echo "==> Page: svelte-check, eslint, prettier, sizes"
	@cd frontend && npm run --silent check && npm run --silent size

format:  ## Let the formatters rewrite backend, tests and page
	@$(PY) -m ruff check --fix . ; $(PY) -m ruff format .
	@cd frontend && npm run --silent format

api: dev page-packages  ## Type the page's requests anew, after a change of the API
	@$(PY) -m codesala openapi > frontend/src/api/openapi.json
	@cd frontend && npm run --silent api

lock:  ## Write both Python lock files anew from pyproject.toml (needs uv; UPGRADE=1 takes newer versions)
	@command -v $(UV) >/dev/null || { echo "make lock needs uv: https://docs.astral.sh/uv/ (only make audit does besides)" >&2; exit 1; }
	@set -e; flags="--no-config --universal --python-version 3.11 --generate-hashes --no-header --quiet"; \
	 if [ -n "$(UPGRADE)" ]; then flags="$$flags --upgrade"; fi; \
	 $(UV) pip compile $$flags pyproject.toml -o requirements.lock; \
	 $(UV) pip compile $$flags pyproject.toml --extra dev -c requirements.lock -o requirements-dev.lock

# The second lock file holds all of the first.
audit:  ## Ask whether weaknesses are known in anything that is locked (needs uv and the internet)
	@command -v $(UV) >/dev/null || { echo "make audit needs uv: https://docs.astral.sh/uv/" >&2; exit 1; }
	@failed=0; \
	 echo "==> requirements-dev.lock"; \
	 $(UV) tool run pip-audit --strict --progress-spinner off --disable-pip --require-hashes -r requirements-dev.lock || failed=1; \
	 echo "==> frontend/package-lock.json"; \
	 (cd frontend && npm audit --package-lock-only) || failed=1; \
	 exit $$failed

clean:  ## Remove what make made; the data folder stays
	rm -rf $(VENV) frontend/node_modules frontend/.cache frontend/dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

# --- Python ---------------------------------------------------------------------------------------------------------

# The first interpreter that runs and is new enough. A pyenv shim may exist and not run: so each is tried.
FIND_PYTHON = \
	for python in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11; do \
	  if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then break; fi; python=; \
	done; \
	if [ -z "$$python" ]; then \
	  echo "Codesala needs Python 3.11 or newer; python3 here is: $$(python3 --version 2>&1 | head -n 1)." >&2; \
	  echo "Install one (Debian: apt install python3, macOS: brew install python3) or say make PYTHON=/path/to/python3" >&2; \
	  exit 1; \
	fi

# Debian ships python3 without ensurepip: python3-venv brings it.
HAVE_ENSUREPIP = \
	if ! "$$python" -c 'import ensurepip' >/dev/null 2>&1; then \
	  if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
	    echo "==> Installing python3-venv"; \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv >/dev/null; \
	  else \
	    echo "This Python cannot make virtual environments: sudo apt install python3-venv" >&2; exit 1; \
	  fi; \
	fi

# The source tree itself is on the path of the virtual environment: nothing is built or copied.
venv:
	@set -e; \
	 want="$$(cksum < requirements.lock) $$(pwd)"; \
	 if [ -x $(PY) ] && $(PY) -c '' 2>/dev/null && [ "$$(cat $(VENV)/.run-stamp 2>/dev/null)" = "$$want" ]; then exit 0; fi; \
	 $(FIND_PYTHON); \
	 if ! [ -x $(PY) ] || ! $(PY) -m pip --version >/dev/null 2>&1; then \
	   $(HAVE_ENSUREPIP); \
	   echo "==> Creating $(VENV) with $$("$$python" --version)"; \
	   "$$python" -m venv --clear $(VENV); \
	 fi; \
	 echo "==> Installing Python packages (a minute at most)"; \
	 $(PIP) install --quiet --require-hashes -r requirements.lock; \
	 pwd | sed 's,$$,/backend,' > "$$($(PY) -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/codesala.pth"; \
	 echo "$$want" > $(VENV)/.run-stamp

dev: venv
	@set -e; \
	 want="$$(cksum < requirements-dev.lock) $$(pwd)"; \
	 if [ "$$(cat $(VENV)/.dev-stamp 2>/dev/null)" = "$$want" ]; then exit 0; fi; \
	 echo "==> Installing Python packages for the tests (a minute at most)"; \
	 $(PIP) install --quiet --require-hashes -r requirements-dev.lock; \
	 echo "$$want" > $(VENV)/.dev-stamp

# --- Page -----------------------------------------------------------------------------------------------------------

page-packages:
	@set -e; \
	 command -v node >/dev/null && command -v npm >/dev/null || { \
	   echo "Codesala needs Node 20.19 or newer with npm to build its page: https://nodejs.org" >&2; exit 1; }; \
	 node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' || { \
	   echo "Codesala needs Node 20.19 or newer to build its page; node here is $$(node --version): https://nodejs.org" >&2; exit 1; }; \
	 want="$$(cat frontend/package.json frontend/package-lock.json frontend/.npmrc | cksum) $$(node --version)"; \
	 if [ "$$(cat frontend/node_modules/.codesala-stamp 2>/dev/null)" = "$$want" ]; then exit 0; fi; \
	 echo "==> Installing page packages (a minute at most)"; \
	 (cd frontend && npm ci --no-audit --no-fund --loglevel=error); \
	 echo "$$want" > frontend/node_modules/.codesala-stamp

# What the page is built from: everything under frontend/ but what tools wrote there.
PAGE_SUM = find frontend -type d \( -name node_modules -o -name dist -o -name coverage -o -name test-results \
	  -o -name playwright-report -o -name '.*cache' \) -prune -o -type f -exec cksum {} + | LC_ALL=C sort | cksum

page: page-packages
	@set -e; \
	 want="$$($(PAGE_SUM))"; \
	 if [ -f frontend/dist/index.html ] && [ "$$(cat frontend/node_modules/.page-stamp 2>/dev/null)" = "$$want" ]; then exit 0; fi; \
	 echo "==> Building the page (two minutes the first time, then half a minute)"; \
	 (cd frontend && npm run --silent build); \
	 echo "$$want" > frontend/node_modules/.page-stamp

browser-packages: page-packages
	@tests/support/find_chromium.sh --install >/dev/null

# --- Runner ---------------------------------------------------------------------------------------------------------

runner-packages:
	@tests/support/runner_packages.sh
