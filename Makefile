# Every daily act. `make` alone lists them; `make run` is all a newcomer needs.

PYTHON_IN_VENV := .venv/bin/python
MANAGE := $(PYTHON_IN_VENV) manage.py
# A process for each core; the tests of one class stay together, with its rows
IN_PARALLEL := -n auto --dist loadscope
PYTEST := $(PYTHON_IN_VENV) -m pytest $(IN_PARALLEL)
LOCK := $(PYTHON_IN_VENV) -m uv pip compile --quiet --universal \
	--python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup run demo editor messages backup restore move clean lock test browser \
	format lint types migrations sanity catalogues audit postgres check bench growth \
	recognition chaos \
	environment tools chromium

help: ## list what can be done
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

environment:
	@tools/environment.sh requirements.txt

tools:
	@tools/environment.sh requirements.txt requirements-dev.txt

chromium: tools
	@$(PYTHON_IN_VENV) -m tools.chromium

# Trying it

run: environment ## set up what is missing and serve it (PORT=8001 for another port)
	@$(MANAGE) run

setup: environment ## database, catalogues and static files, without demo content
	@$(MANAGE) setup

demo: setup ## load the demo content
	@$(MANAGE) load_demo

editor: setup ## make a new password for the account "editor"
	@$(MANAGE) make_editor

# Keeping it

backup: environment ## database and pictures in one file under var/backups
	@$(MANAGE) backup

doctor: environment ## name what is wrong with an installation, and how to mend it
	@$(MANAGE) doctor

restore: environment ## bring a backup back into an empty place (FILE=var/backups/...)
	@$(MANAGE) restore "$(FILE)"

move: environment ## carry everything into another database (FROM=sqlite:///… TO=postgres://…)
	@$(MANAGE) move_database "$(FROM)" "$(TO)"

# Working on it

messages: tools ## bring the catalogues up to date with the texts in the code
	@$(MANAGE) messages

lock: tools ## lock the packages anew, after a change of requirements*.in
	@$(LOCK) requirements.in -o requirements.txt
	@$(LOCK) requirements-dev.in -o requirements-dev.txt

test: tools chromium ## every test, with those in a browser
	@$(PYTEST)

browser: tools chromium ## only the tests in a browser
	@$(PYTEST) -m browser

recognition: tools ## measure how well case numbers and provisions are found in texts
	@$(PYTHON_IN_VENV) benchmarks/recognition.py

bench: tools ## measure pages a second, and records by the thousand
	@$(PYTHON_IN_VENV) -m benchmarks.reading
	@$(PYTHON_IN_VENV) benchmarks/records.py

growth: tools ## measure how pages grow with the number of articles (SIZES="1000 20000")
	@$(PYTHON_IN_VENV) -m benchmarks.growth --sizes $(or $(SIZES),1000 20000)

chaos: tools ## attack a site of its own: kills, forgeries, floods (ATTACKS=kills)
	@$(PYTHON_IN_VENV) -m tools.chaos $(ATTACKS)

# Checking it

format: tools ## write code and templates in their form
	@$(PYTHON_IN_VENV) -m ruff format .
	@$(PYTHON_IN_VENV) -m ruff check --fix --quiet .
	@$(PYTHON_IN_VENV) -m tools.templates

lint: tools ## form and slips of code and templates, and imports one way
	@$(PYTHON_IN_VENV) -m ruff format --check --quiet .
	@$(PYTHON_IN_VENV) -m ruff check --quiet .
	@$(PYTHON_IN_VENV) -m tools.templates --check
	@.venv/bin/lint-imports --no-logo

types: tools ## mypy, strict
	@$(PYTHON_IN_VENV) -m mypy --no-error-summary .

migrations: tools
	@$(MANAGE) makemigrations --check --dry-run

sanity: tools ## Django's own checks, as for a site on the open net
	@SITE_URL=https://observer.example $(MANAGE) check --deploy --fail-level WARNING

catalogues: tools
	@$(MANAGE) messages --check

audit: tools
	@$(PYTHON_IN_VENV) -m tools.audit

postgres: tools chromium
	@$(PYTHON_IN_VENV) -m tools.postgres $(IN_PARALLEL)

check: lint types migrations sanity catalogues audit postgres test ## all that CI runs

clean: ## remove what can be made again; var, with the data, stays
	rm -rf .venv staticfiles .mypy_cache .ruff_cache .import_linter_cache .pytest_cache .hypothesis \
		test-results cjo/locale/*/LC_MESSAGES/*.mo cjo/locale/desk/*/LC_MESSAGES/*.mo
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
