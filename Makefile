# Two commands for a newcomer: `make demo` and `make test`. `make help` lists the rest.
# Everything is installed into .venv/ from the hashed lock files; nothing comes from the system but Python 3.11 or newer.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
LETTERS ?= samples/out
LINE_CAP := 300
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install

.DEFAULT_GOAL := help
.PHONY: help demo test browser check official accuracy accuracy-full calibrate speed endurance scale million fuzz samples lock wheel-check clean

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

$(VENV)/pip: # the environment itself
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "irsletter needs Python 3.11 or newer; name it: make PYTHON=python3.12 ..." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(PIP) --upgrade "pip>=24.2"
	@touch $@

$(VENV)/run: $(VENV)/pip requirements.lock pyproject.toml # what reading letters needs, photos included
	$(PIP) --require-hashes -r requirements.lock
	$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev: $(VENV)/pip requirements-dev.lock pyproject.toml # what the tests and checks need besides
	$(PIP) --require-hashes -r requirements-dev.lock
	$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

demo: $(VENV)/run ## install, then read a PDF, a crooked scan and a phone photo from samples/
	@for letter in $(DEMO); do \
	  printf '\n$$ irsletter read samples/out/%s\n\n' "$$letter"; \
	  $(BIN)/irsletter read "samples/out/$$letter" || exit $$?; \
	done
	@printf '\nNow your own letter (PDF, scan or photo; nothing leaves this machine):\n\n  %s read YOUR-FILE\n\n' "$(BIN)/irsletter"

DEMO := cp14.pdf cp501-scan.pdf cp504-photo.jpg

test: $(VENV)/dev ## install what the tests need and run them all
	@$(BIN)/python -m compileall -q pipeline samples # once for the hundreds of processes that tests start
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder -q # else long files of few tests come last

browser: $(VENV)/dev ## the pages in a real Chromium, pictures of them in build/screens
	SCREENS=build/screens $(BIN)/python -m pytest -q -rs tests/browser

check: $(VENV)/dev ## style, types, layers, file lengths, configuration
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@find pipeline samples -name '*.py' -exec wc -l {} + | awk '$$2 != "total" && $$1 > $(LINE_CAP) \
	  { print "over $(LINE_CAP) lines: " $$2 " (" $$1 ")"; long = 1 } END { exit long }'
	$(BIN)/irsletter catalog check
	@$(BIN)/python -m samples.calibrate --check || true # a warning: confidences were measured on other code

official: $(VENV)/run ## read labelled letters and hold them against the truth beside them: make official LETTERS=DIR
	$(BIN)/irsletter score "$(LETTERS)"

SET ?= tune
LEVELS ?= pdf_text scan photo_easy
COUNT ?= 20
SEED ?= 1

accuracy: $(VENV)/dev ## draw labelled letters, read them, count: make accuracy SET=tune LEVELS="pdf_text fax" COUNT=20 SEED=1
	$(BIN)/python -m samples.accuracy --set $(SET) --count $(COUNT) --seed $(SEED) $(LEVELS:%=--level %)

accuracy-full: $(VENV)/dev ## the same over the report set, as many letters as its claims need (hours)
	@$(BIN)/python -m samples.calibrate --check || true # a warning, as in check
	$(BIN)/python -m samples.accuracy --set report --full --seed $(SEED)

calibrate: $(VENV)/dev ## read the letters kept for it and write config/weights.toml
	$(BIN)/python -m samples.calibrate --seed $(SEED)
	$(BIN)/python -m samples.rule_counts --seed $(SEED)

speed: $(VENV)/dev ## the program, the engine alone and two rivals on the same letters: CPU seconds, memory
	$(BIN)/python -m samples.speed

endurance: $(VENV)/dev ## hours: thousands of letters, kills, damaged files: make endurance LETTERS_READ=2000 KILLS=200 MINUTES=60
	$(BIN)/python -m samples.endurance --letters $(LETTERS_READ) --kills $(KILLS) --minutes $(MINUTES) --seed $(SEED)

scale: $(VENV)/dev ## two workers, two bare processes, a cluster, the ledger: letters a minute and what each costs
	$(BIN)/python -m samples.scale

million: $(VENV)/dev ## a ledger of a million rows: what it costs to use it, and what breaks first
	$(BIN)/python -m samples.million

fuzz: $(VENV)/dev ## letters thrown together and damaged, through parse: make fuzz SECONDS=3600
	$(BIN)/python -m samples.fuzz --seconds $(SECONDS) --seed $(SEED)

SECONDS ?= 60
LETTERS_READ ?= 2000
KILLS ?= 200
MINUTES ?= 60

samples: $(VENV)/dev ## draw the letters of samples/ again
	$(BIN)/python -m samples.draw

wheel-check: $(VENV)/dev ## build the wheel and run it in a clean environment outside the tree
	PYTHON="$(PYTHON)" BUILDER="$(BIN)/python" .ci/wheel

lock: $(VENV)/dev ## solve the two lock files anew
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --quiet --upgrade \
	  --custom-compile-command "make lock" --extra photo --group build -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --quiet \
	  --custom-compile-command "make lock" -c requirements.lock \
	  --extra photo --extra review --extra tesseract --extra dask --group speed --group build --group test --group check --group lock -o requirements-dev.lock

clean: ## remove the environment and everything made
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
