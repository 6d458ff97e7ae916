# Every command of the project. `make help` lists them.

PORT ?= 8000
LISTEN ?= 127.0.0.1
PYTHON ?= python3
# How many test processes: at most four, fewer on a small machine.
WORKERS ?= $(shell n=$$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2); [ "$$n" -gt 4 ] && n=4; echo $$n)
TESTS ?=
BIN := .venv/bin
TEMPLATES := find draaischijf tests -path '*/templates/*.html'
# uv takes the Python that is here and asks nobody for another.
export UV_PYTHON_DOWNLOADS ?= never

.DEFAULT_GOAL := help
.PHONY: help demo test ci format lint types messages check lock install clean var/tools/uv-path

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: var/tools/uv-path ## fill the demo and serve it on http://localhost:8000 (PORT=8001 for another)
	@"$$(cat $<)" sync --quiet --frozen --no-dev --inexact
	@$(BIN)/draaischijf demo --host $(LISTEN) --port $(PORT)

test: install ## run the whole suite, browser tests included (TESTS=path for a part)
	@$(BIN)/draaischijf messages compile
	@CHROMIUM="$$($(BIN)/python tools/find_chromium.py)" && export CHROMIUM && \
		$(BIN)/pytest -n $(WORKERS) --dist worksteal $(TESTS)

ci: install ## do every check, then the suite with its coverage
	@PATH="$(CURDIR)/$(BIN):$$PATH" UV="$$(cat var/tools/uv-path)" WORKERS=$(WORKERS) \
		$(BIN)/python tools/ci.py

format: install ## put code and templates in their one form
	@$(BIN)/ruff format --quiet .
	@$(BIN)/ruff check --quiet --fix-only .
	@# djade ends with 1 when it changed something; the second look tells.
	@$(TEMPLATES) -exec $(BIN)/djade --target-version 5.2 {} + || \
		$(TEMPLATES) -exec $(BIN)/djade --check --target-version 5.2 {} +

lint: install ## look for mistakes, and for imports that go the wrong way
	@$(BIN)/ruff check .
	@$(BIN)/lint-imports

types: install ## check the types
	@$(BIN)/mypy

messages: install ## bring the catalogue up to date, compile and check it
	@$(BIN)/draaischijf messages extract
	@$(BIN)/draaischijf messages compile
	@$(BIN)/draaischijf messages check

check: install ## tell whether the site on this machine is sound
	@$(BIN)/draaischijf check

lock: var/tools/uv-path ## choose the newest allowed versions of what we build on
	@"$$(cat $<)" lock --upgrade

install: var/tools/uv-path ## install what developing needs, from the lock
	@"$$(cat $<)" sync --quiet --frozen

clean: ## remove what can be made again (the demo's data stay)
	@rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@rm -rf .coverage .coverage.* htmlcov test-results dist var/static var/tools
	@find draaischijf tests tools -name __pycache__ -prune -exec rm -rf {} +
	@find draaischijf -name '*.mo' -delete

var/tools/uv-path:
	@$(PYTHON) tools/get_uv.py $@
