# What developers do here. `make help` lists it.
SHELL := /bin/bash
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv
# uv reads neither pip's settings nor the machine's certificates by itself.
PIP_SETTINGS := local/lingopoint_local/aws/pip_settings.py
STAMP := $(VENV)/.made
# What needs neither the local AWS nor programs of other languages.
QUICK := $(addprefix tests/,build client contract formats functional local unit)

export SAM_CLI_TELEMETRY := 0
# Caches live here where there is no home to write to, as for an unknown user of a container.
ifneq ($(shell test -w "$$HOME" && echo yes),yes)
export HOME := $(CURDIR)/.local/home
$(shell mkdir -p "$(HOME)")
endif
export PATH := $(CURDIR)/$(BIN):$(PATH)

.DEFAULT_GOAL := help

help:  ## List these commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: $(STAMP)  ## Make .venv (or VENV=...) with everything in it, and the local AWS beside it

$(STAMP): pyproject.toml constraints.txt functions/lingopoint/requirements.txt local/lingopoint_local/aws/ministack-requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Lingopoint needs Python 3.11 or newer; say which with PYTHON=..."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "This Python has no venv; on Debian: apt-get install python3-venv"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	test -x $(UV) || $(BIN)/pip install --quiet --disable-pip-version-check uv==0.13.9
	settings=$$($(BIN)/python $(PIP_SETTINGS)) && eval "$$settings" && \
	  $(UV) pip install --quiet --python $(BIN)/python --constraint constraints.txt --editable '.[dev]'
	$(BIN)/python -m lingopoint_local.aws.install
	@touch $(STAMP)

demo: setup  ## Deploy to a local AWS, read documents in Portuguese, show it all in a browser, stop
	$(BIN)/lingopoint demo

test: setup  ## Run every test, in about 20 minutes on two cores
	$(BIN)/pytest

test-quick: setup  ## Run the tests that need nothing but Python
	$(BIN)/pytest $(QUICK)

audit: setup  ## Ask what is known against the packages that are shipped
	$(UV) pip check --quiet --python $(BIN)/python
	$(BIN)/python .ci/audit.py

check: setup  ## Lint, type-check and validate the template
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/cfn-lint template.yaml access-point.yaml
	$(BIN)/sam validate --lint

docs: setup  ## Write the tables that are made from the code
	$(BIN)/python -m tests.pages

docs-site: setup  ## Make the site of pages of docs/, in .local/site
	environment=$$($(BIN)/python -m tests.website.environment) && \
	  NO_MKDOCS_2_WARNING=1 "$$environment/mkdocs" build --strict --site-dir .local/site
	@echo "open .local/site/index.html (links between pages need a server: python3 -m http.server -d .local/site)"

pictures: setup  ## Take the pictures of the demonstration
	$(BIN)/python -m tests.browser.pictures

bench: setup  ## Measure (docs/performance.md)
	$(BIN)/python -m bench --plots docs/plots

bench-quick: setup  ## Measure with small sizes, under 90 seconds
	$(BIN)/python -m bench --quick

build: setup  ## Build the function for AWS
	settings=$$($(BIN)/python $(PIP_SETTINGS)) && eval "$$settings" && $(BIN)/sam build

deploy: build  ## Deploy to the AWS account of your credentials
	$(BIN)/sam deploy

clean:  ## Remove what was made here, and stop what was started
	test ! -x $(BIN)/lingopoint || $(BIN)/lingopoint local down
	rm -rf .venv .venv-* .local .aws-sam .hypothesis .mypy_cache .pytest_cache .ruff_cache

.PHONY: help setup demo test test-quick check audit docs docs-site pictures bench bench-quick build deploy clean
