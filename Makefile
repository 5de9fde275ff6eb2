# 阳光预算. `make help` lists the commands; everything they need goes into .venv.
.DEFAULT_GOAL := help
.PHONY: serve site data add test check golden new-case coverage accuracy reference bench fuzz start after-material help .venv unknown
MAKEFLAGS += --no-print-directory --no-builtin-rules

PYTHON := .venv/bin/python
PORT ?= 8000
OWN_PORT = $(if $(filter-out 8000,$(PORT)), PORT=$(PORT))
COUNT ?= 2000
SITES ?= sites.toml
TARGETS := serve site data add test check golden new-case coverage accuracy reference bench fuzz start after-material help

# Where the site is looked at, unless SITE_URL says where it will be.
serve site: export SITE_URL ?= http://localhost:$(PORT)/

# Material's notice about MkDocs 2, which pyproject.toml rules out.
export NO_MKDOCS_2_WARNING := 1

help:
	@echo 'make serve    build everything, then serve it on http://localhost:8000 (another port: PORT=8080)'
	@echo 'make site     the data, then the website in site/; what is being served shows it when reloaded'
	@echo 'make data     disclosures/ to datapackages/ and the generated pages in docs/'
	@echo 'make add FILE=x.pdf   a published file (PDF, Word, Excel, HTML, a folder or zip of them) to a disclosure'
	@echo 'make test     the whole test suite, in a real browser too (one is installed if missing)'
	@echo 'make check    lint, format, types, import direction, docs'
	@echo 'make golden   rewrite the expected files in tests/cases; the diff is the review'
	@echo 'make new-case SOURCE=file.txt   scaffold a case in tests/cases from a document'
	@echo 'make coverage INPUT=folder      how much of the documents in a folder is read, and how far it adds up'
	@echo 'make accuracy how well documents are read, by the answer keys in tests/cases'
	@echo 'make reference   rewrite what docs/developers says of the imports and of yusuan/spec'
	@echo 'make bench    a province at scale (INPUT=folder, COUNT="100 1000"), and how well checks, search, converting do'
	@echo 'make fuzz     break documents and published files at random and look for faults (more: COUNT=20000)'
	@echo 'make start    the start page of several sites, listed in SITES=sites.toml, in start-site/'
	@echo 'make after-material   build the pages with Zensical too, and compare'
	@echo 'make help     this list'

.venv:
	@sh scripts/environment.sh

data: .venv
	@$(PYTHON) build_data.py

# The words are handed over in the environment: no file name becomes part of a command.
add: export FILE := $(value FILE)
add: .venv
	@$(PYTHON) -m scripts.add

site: data
	@$(PYTHON) -m scripts.site --strict

serve: .venv
	@! $(PYTHON) -c 'import socket; socket.create_connection(("127.0.0.1", $(PORT)), 1)' 2>/dev/null || \
	  { echo 'make serve: port $(PORT) is in use. Already serving? Run `make site$(OWN_PORT)` and reload the page;' \
	    'for another port: make serve PORT=8080' >&2; exit 1; }
	@$(MAKE) site
	@echo 'Serving http://localhost:$(PORT)/ until Ctrl-C'
	@exec $(PYTHON) -m http.server $(PORT) --bind 127.0.0.1 --directory site

check: .venv
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check .
	@$(PYTHON) -m mypy
	@$(PYTHON) -m pytest -q tests/test_layout.py tests/test_words_in_code.py tests/test_docs.py

test: .venv
	@$(PYTHON) -m scripts.browser
	@$(PYTHON) -m pytest -n 2

golden: .venv
	@$(PYTHON) -m tests.golden

new-case: .venv
	@$(PYTHON) -m scripts.new_case "$(SOURCE)"

coverage: .venv
	@$(PYTHON) -m scripts.coverage "$(INPUT)"

accuracy: .venv
	@$(PYTHON) -m benchmarks.accuracy

reference: .venv
	@$(PYTHON) -m scripts.reference

bench: data
	@$(PYTHON) -m benchmarks.scale $(if $(INPUT),--input "$(INPUT)") $(if $(filter file,$(origin COUNT)),,--count $(COUNT))
	@$(PYTHON) -m scripts.browser
	@$(PYTHON) -m benchmarks.seeded_errors disclosures
	@$(PYTHON) -m benchmarks.search_scale
	@$(PYTHON) -m benchmarks.convert_peers

fuzz: .venv
	@$(PYTHON) -m tests.fuzz --count $(COUNT) $(INPUT)
	@$(PYTHON) -m tests.fuzz_files --count $$(( $(COUNT) / 10 )) $(FILES)

start: .venv
	@$(PYTHON) -m scripts.start "$(SITES)"

# Zensical needs other versions of some libraries: an environment of its own.
after-material: data
	@test -x .zensical/bin/python || $(PYTHON) -m venv --without-pip .zensical
	@$(PYTHON) -m pip --python .zensical/bin/python install --quiet --disable-pip-version-check -r requirements-zensical.txt
	@$(PYTHON) -m scripts.after_material

# Any other word is a mistake, also where a file has that name.
%: unknown
	@echo "make: there is no target '$@'; the targets are: $(TARGETS)" >&2; exit 2
Makefile unknown: ;
