# Two commands set everything up on a fresh machine with Python 3.11 or newer: `make ready` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: ready test lint types docs docs-check bench fuzz clean

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "PeerKit needs Python 3.11 or newer; try: make ready PYTHON=python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/pip install --quiet --constraint constraints.txt --editable .
	@touch $@

$(VENV)/.installed-test: pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/pip install --quiet --constraint constraints.txt --editable '.[test,browser,kdbx]'
	@touch $@ $(VENV)/.installed

$(VENV)/.installed-dev: pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/pip install --quiet --constraint constraints.txt --editable '.[test,browser,kdbx,dev]'
	@touch $@ $(VENV)/.installed $(VENV)/.installed-test

# Exit codes 1 and 3 are answers about the session, not faults of the installation.
ready: $(VENV)/.installed
	@$(BIN)/peerkit ready; code=$$?; \
	case $$code in \
		0|1|3) echo "(peerkit ready ended with exit code $$code; see README.md. From now on: $(BIN)/peerkit ready)";; \
		*) exit $$code;; \
	esac

test: $(VENV)/.installed-test
	$(BIN)/python -m pytest -n 2 --dist loadfile

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

# Each system's own branches and modules are checked as on that system.
types: $(VENV)/.installed-dev
	$(BIN)/mypy
	$(BIN)/mypy --platform darwin
	$(BIN)/mypy --platform win32

docs: $(VENV)/.installed-test
	$(BIN)/python docs/generate.py

docs-check: $(VENV)/.installed-test
	$(BIN)/python docs/generate.py --check

bench: $(VENV)/.installed-test
	$(BIN)/python tests/bench/bench.py
	$(BIN)/python tests/bench/audit.py
	$(BIN)/python tests/bench/leaks.py
	$(BIN)/python -m tests.bench.passwords

# Millions of inputs over the text parsers; the ordinary tests run a short form.
fuzz: $(VENV)/.installed-test
	PEERKIT_FUZZ=long $(BIN)/python -m pytest -m fuzz

clean:
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find peerkit tests docs -name __pycache__ -type d -prune -exec rm -rf {} +
