# `make demo` does the main job, `make test` passes the tests. Each brings what is missing first: see setup/setup.sh.

# Where `make install` puts bin/paragraf and lib/paragraf.
PREFIX ?= $(HOME)/.local
# Everything is built with one profile, and with the versions of Cargo.lock: one target folder, compiled once.
PROFILE := --release --locked
CARGO ?= cargo
# How many inputs each fuzz target reads.
FUZZ_CASES ?= 1500
# rustup's folder, for shells that were open before Rust was installed.
export PATH := $(PATH):$(HOME)/.cargo/bin

.PHONY: help setup build demo test fuzz lint bench fixtures install clean distclean

help:
	@echo 'make demo       import fixtures/ into a fresh archive, search it, show what it knows'
	@echo 'make test       run all tests'
	@echo 'make fuzz       read FUZZ_CASES damaged texts and scans, now $(FUZZ_CASES): about a minute'
	@echo 'make lint       formatting, clippy and documentation, all without warnings'
	@echo 'make bench      measure speed'
	@echo 'make build      target/release/paragraf'
	@echo 'make install    to PREFIX, now $(PREFIX)'
	@echo 'make fixtures   typeset and degrade the fixtures anew'
	@echo 'make setup      bring packages, libpdfium and the OCR model where they are missing; the others do it too'
	@echo 'make clean      remove what was built; `make distclean` also what set-up brought'

setup:
	@setup/setup.sh

build: setup
	$(CARGO) build $(PROFILE)

demo: build
	@setup/demo.sh

test: setup
	$(CARGO) test $(PROFILE)

fuzz: setup
	PROPTEST_CASES=$(FUZZ_CASES) $(CARGO) test $(PROFILE) --test tests fuzz

lint: setup
	$(CARGO) fmt --check
	$(CARGO) clippy $(PROFILE) --all-targets -- -D warnings
	RUSTDOCFLAGS='-D warnings -A rustdoc::private_intra_doc_links' $(CARGO) doc $(PROFILE) --no-deps --document-private-items

bench: setup
	$(CARGO) bench --locked --profile release

fixtures: setup
	fixtures/make.sh

# Without the line numbers for backtraces, which are most of the program. The links among the models stay links: they
# point to the models of the system.
install: build
	install -d '$(DESTDIR)$(PREFIX)/bin' '$(DESTDIR)$(PREFIX)/lib/paragraf'
	install -s -m 755 target/release/paragraf '$(DESTDIR)$(PREFIX)/bin/paragraf'
	cp -R -P native/lib native/tessdata native/licenses '$(DESTDIR)$(PREFIX)/lib/paragraf/'

clean:
	$(CARGO) clean

distclean: clean
	rm -rf native
