# `make` sets up, `make demo` builds the shipped case and its brief, `make test` passes the tests.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: all test demo bench size fuzz coverage kills clean

all: .venv/ready

.venv/ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev]"
	touch $@

test: .venv/ready
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/basedpyright
	$(BIN)/lint-imports
	$(BIN)/pytest -n 2

demo: .venv/ready
	$(BIN)/linewatch demo demo

bench: .venv/ready
	$(BIN)/python -m benchmarks.read_volumes
	$(BIN)/python -m benchmarks.formats
	$(BIN)/python -m benchmarks.guesses
	$(BIN)/python -m benchmarks.ocr_quality
	$(BIN)/python -m benchmarks.releases
	$(BIN)/python -m benchmarks.positions
	$(BIN)/python -m benchmarks.scaling
	$(BIN)/python -m benchmarks.distances
	$(BIN)/python -m benchmarks.search
	$(BIN)/python -m benchmarks.echoes_planted
	$(BIN)/python -m benchmarks.echoes_reused
	$(BIN)/python -m benchmarks.echoes_chance --runs 5
	$(BIN)/python -m benchmarks.formulas
	$(BIN)/python -m benchmarks.shifts quality --split reporting --pairs 200 --seed 41
	$(BIN)/python -m benchmarks.reprints --split reporting
	$(BIN)/python -m benchmarks.series
	$(BIN)/python -m benchmarks.estimates
	$(BIN)/python -m benchmarks.weighing
	$(BIN)/python -m benchmarks.sensitivity
	$(BIN)/python -m benchmarks.next_evidence
	$(BIN)/python -m benchmarks.judges
	$(BIN)/python -m benchmarks.forecasts --no-coverage
	$(BIN)/python -m benchmarks.movement --small
	$(BIN)/python -m benchmarks.movement_checks --runs 20 --thin-runs 8 --members 1000000
	$(BIN)/python -m benchmarks.movement_thinning --whole 0

size: .venv/ready
	$(BIN)/python -m benchmarks.size

fuzz: .venv/ready
	-$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[fuzz]"
	$(BIN)/python -m tests.fuzz.run

coverage: .venv/ready
	$(BIN)/python -m benchmarks.coverage

kills: .venv/ready
	$(BIN)/python -m benchmarks.kills

clean:
	rm -rf .venv demo
