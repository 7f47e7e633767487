# Miles: learns how one author writes, and writes with them. `make help` lists every target.
SHELL := bash
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
TORCH_INDEX ?=#  another package index for torch alone, for example one with CPU builds
EXTRA ?=#  gguf: also build llama.cpp, for FORMS=gguf-q8_0
AUTHOR ?=
RAW ?=
UNTIL ?=
HANDLE ?=
BUNDLE ?=
A ?=
B ?=
VOICES ?=
NGRAM ?=
POSTS ?=
SINCE ?=
PARTS ?=
N ?=
TOPIC ?=
BAN ?=
SENTIMENT ?=
THREAD ?=
SEED ?=
GOAL ?=
ROOMS ?=
MOST_S ?=
VERDICT ?=
JUDGE ?=
IMPORT ?=
EXPORT ?=
REPORT ?=
AT ?=
RUNS ?=
TEXTS ?=
VOCAB ?=
TASK ?=
TO ?=
WHY ?=
HELP ?=
OVERRIDE ?=
SET ?=#  further settings: make finetune SET="model.dropout=0.2 training.lr=1e-3"
export DRAFT_TEXT := $(value DRAFT)
export TOPIC_TEXT := $(value TOPIC)
export BAN_TEXT := $(value BAN)
export RAW_PATH := $(value RAW)
export POSTS_PATH := $(value POSTS)
export WHY_TEXT := $(value WHY)
export OVERRIDE_TEXT := $(value OVERRIDE)
export BUNDLE_NAME := $(value BUNDLE)
export VOICE_NAMES := $(value VOICES)
export A_NAME := $(value A)
export B_NAME := $(value B)
export VERDICT_NAMES := $(value VERDICT)
export JUDGE_NAME := $(value JUDGE)
export IMPORT_PATH := $(value IMPORT)
export RATINGS_PATH := $(value RATINGS)
export EXPORT_PATH := $(value EXPORT)
# Who stands in the shelf's log, also where no shell says it, as in a container.
export USER ?= $(shell id -un 2>/dev/null || id -u)
# Threads that wait asleep instead of spinning: training keeps its speed beside other work.
export OMP_WAIT_POLICY ?= PASSIVE
# Of llama.cpp only what reads text is built.
export CMAKE_ARGS ?= -DLLAVA_BUILD=OFF
export BENTOML_HOME := $(CURDIR)/.shelf
export BENTOML_DO_NOT_TRACK := true
export HF_HUB_DISABLE_TELEMETRY := 1
export TOKENIZERS_PARALLELISM := false
export WANDB_MODE ?= offline
export WANDB_SILENT ?= true

MILES := $(BIN)/miles
WHOSE := $(if $(AUTHOR),author=$(AUTHOR)) $(if $(HANDLE),author.handle=$(HANDLE))
READ := $(WHOSE) $(if $(RAW),"raw=$$RAW_PATH")
# Choices of a config group may be named in the call itself: make pretrain trainer=gpu
CHOSEN := $(foreach group,model trainer experiment,$(if $(filter command%,$(origin $(group))),$(group)=$($(group))))
# Names that shells and platforms set for themselves count only when they are given in the call.
GIVEN = $(if $(filter command%,$(origin $(1))),$(2)=$($(1)))
SPAN := $(if $(filter none,$(UNTIL)),until=null test_from=null,$(if $(UNTIL),until=$(UNTIL)))

.DEFAULT_GOAL := help
.PHONY: help install collect data train finetune vocabulary pretrain sweep evaluate classify engage forecast advise analyse report distill quantize bench-engine ensemble calibrate generate serve bento bench-serve compare judge promote rollback shelf compare-runs loop test test-slow engine-sanitize lint format clean sample

help: ## list every target with one line
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-16s %s\n", $$1, $$2}'

install: $(VENV)/installed$(EXTRA:%=-%) ## create .venv and install everything, pinned by constraints.txt

$(VENV)/installed$(EXTRA:%=-%): pyproject.toml constraints.txt setup.py $(wildcard src/engine/*)
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 is needed: $(PYTHON) was not found. Next: install it, or make PYTHON=<path>"; exit 2; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt $(if $(TORCH_INDEX),--index-url $(TORCH_INDEX)) torch==2.13.0
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev$(EXTRA:%=,%)]"
	@$(BIN)/python -c "import miles.engine._native" 2>/dev/null || echo "The native engine was not built: a C++17 compiler is missing, or failed. ONNX Runtime writes instead. Next: install one (Debian: apt install g++), then: touch setup.py && make install"
	@touch $@

collect: install ## ask the X API for your newer posts: HANDLE= (or AUTHOR=), X_BEARER_TOKEN in the environment
	@$(MILES) collect $(WHOSE) $(SET)

data: install ## read an author's exports and prepare them: AUTHOR= RAW= UNTIL=
	@$(MILES) data $(READ) $(SPAN) $(SET)

train: install ## posts -> judged voice on the shelf, with table, examples, report and profile: AUTHOR= RAW= UNTIL= model=
	@$(MILES) train $(READ) $(SPAN) $(CHOSEN) $(SET)

finetune: install ## train a voice from prepared data: AUTHOR= model=decoder SET="model.layers=6"
	@$(MILES) finetune $(WHOSE) $(CHOSEN) $(SET)

vocabulary: install ## learn a tokenizer for base weights from general texts: TEXTS=<folder> VOCAB=8192
	@$(MILES) vocabulary $(if $(TEXTS),"texts=$(TEXTS)") $(if $(VOCAB),vocab_size=$(VOCAB)) $(SET)

pretrain: install ## general texts -> base weights that voices start from: TEXTS=<folder> experiment=pretrain-gpu
	@$(MILES) finetune $(if $(filter experiment=%,$(CHOSEN)),,experiment=pretrain) $(if $(TEXTS),"texts=$(TEXTS)") $(CHOSEN) $(SET)

sweep: install ## train many voices: SET="model.dropout=0.1,0.2 training.lr=1e-3,5e-4" (hydra/launcher=joblib for parallel runs)
	@$(MILES) finetune -m $(WHOSE) $(CHOSEN) $(SET)

evaluate: install ## score a bundle on posts it never saw: BUNDLE= POSTS= SINCE= UNTIL=
	@$(MILES) evaluate $(WHOSE) $(if $(BUNDLE),"bundle=$$BUNDLE_NAME") $(if $(POSTS),"posts=$$POSTS_PATH") $(if $(RAW),"raw=$$RAW_PATH") $(if $(SINCE),since=$(SINCE)) $(if $(UNTIL),until=$(UNTIL)) $(SET)

classify: install ## train a head that tells labels apart: TEXTS=<folder in TweetEval's layout> TASK=sentiment
	@$(MILES) classify $(if $(TEXTS),"texts=$(TEXTS)") $(if $(TASK),task=$(TASK)) $(SET)

engage: install ## learn to forecast how a post will be received, judged on the newest posts: AUTHOR=
	@$(MILES) engage $(WHOSE) $(SET)

forecast: install ## score the forecaster on any later posts: POSTS=<file> SINCE= UNTIL=
	@$(MILES) forecast $(if $(AUTHOR),author=$(AUTHOR)) $(if $(POSTS),"posts=$$POSTS_PATH") $(if $(SINCE),since=$(SINCE)) $(if $(UNTIL),until=$(UNTIL)) $(SET)

advise: install ## how a draft would be received and what would change it: DRAFT="..." GOAL=likes AT=2025-03-01T16:00
	@$(MILES) advise $(if $(AUTHOR),author=$(AUTHOR)) "draft=$$DRAFT_TEXT" $(if $(GOAL),goal=$(GOAL)) $(if $(AT),"at=$(AT)") $(SET)

analyse: install ## what an author writes of, how, when and with what effect, as a page: AUTHOR=
	@$(MILES) analyse $(WHOSE) $(SET)

report: install ## one HTML page about the newest judged run: AUTHOR=
	@$(MILES) report $(WHOSE) $(SET)

distill: install ## train a smaller voice that learns from another: AUTHOR= TEACHER=best (or a folder, or several: a,b) SET="sequences=4"
	@$(MILES) distill $(WHOSE) $(if $(TEACHER),"teachers=[$(TEACHER)]") $(CHOSEN) $(SET)

quantize: install ## smaller forms of a voice, each measured beside it: BUNDLE= FORMS=native-int8,onnx
	@$(MILES) quantize $(WHOSE) $(if $(BUNDLE),"bundle=$$BUNDLE_NAME") $(if $(FORMS),"forms=[$(FORMS)]") $(SET)

bench-engine: install ## how fast voices write, timed in turn: VOICES="<hash> <hash>" POSTS=1000
	@$(MILES) bench-engine $(WHOSE) $(if $(VOICES),"voices=$$VOICE_NAMES") $(if $(POSTS),"posts=$$POSTS_PATH") $(SET)

ensemble: install ## mix voices of one author, and his n-grams, into one voice: VOICES="best <hash>" NGRAM=5
	@$(MILES) ensemble $(WHOSE) $(if $(VOICES),"voices=$$VOICE_NAMES") $(if $(NGRAM),ngram=$(NGRAM)) $(SET)

calibrate: install ## how likely what a voice writes is accepted, checked on held-out drafts: BUNDLE=serving RATINGS=<file>
	@$(MILES) calibrate $(WHOSE) $(if $(BUNDLE),"bundle=$$BUNDLE_NAME") $(if $(RATINGS),"ratings=$$RATINGS_PATH") $(SET)

generate: install ## write posts: DRAFT="..." PARTS=3 N=5 TOPIC= SENTIMENT= THREAD=1 SEED= BAN="moon, gem"
	@$(MILES) generate $(if $(AUTHOR),author=$(AUTHOR)) $(if $(BUNDLE),"bundle=$$BUNDLE_NAME") "draft=$$DRAFT_TEXT" $(if $(TOPIC),"topic=$$TOPIC_TEXT") $(if $(BAN),"ban=$$BAN_TEXT") $(if $(PARTS),parts=$(PARTS)) $(if $(N),n=$(N)) $(if $(SENTIMENT),sentiment=$(SENTIMENT)) $(if $(THREAD),"is_thread=$(THREAD)") $(if $(SEED),seed=$(SEED)) $(SET)

serve: install ## answer requests with the serving voice, docs at /docs: PORT=3000 HOST=127.0.0.1; HELP=1 lists what can be set
	@$(if $(HELP),$(BIN)/python -c "from miles.serving.settings import Settings; print(Settings.told())",$(MILES) serve $(if $(AUTHOR),author=$(AUTHOR)) $(call GIVEN,HOST,host) $(call GIVEN,PORT,port) $(SET))

bento: install ## pack the voice in production, and nothing of anybody else, into one Bento: AUTHOR=
	@$(MILES) bento $(WHOSE) $(SET)

bench-serve: install ## how fast the service answers, beside routes that do nothing, with a soak: minutes, nothing else should run
	@$(BIN)/python scripts/bench_serve.py $(if $(RUNS),--runs $(RUNS)) $(SET)

promote: install ## move a voice a stage on, or say why not: BUNDLE=<hash> TO=production WHY="..." OVERRIDE="..."
	@$(MILES) promote $(WHOSE) $(if $(BUNDLE),"bundle=$$BUNDLE_NAME") $(if $(TO),to=$(TO)) $(if $(WHY),"why=$$WHY_TEXT") $(if $(OVERRIDE),"override=$$OVERRIDE_TEXT") $(SET)

rollback: install ## bring the voice back that served before, the flip in under a second: AUTHOR= WHY="..."
	@$(MILES) rollback $(WHOSE) $(if $(WHY),"why=$$WHY_TEXT") $(SET)

shelf: install ## list the voices that can write, their stages and what was decided
	@$(MILES) shelf $(SET)

compare: install ## voices on the same held-out drafts, a Verdict of each two: A=production B=newest (or VOICES="a b c") POSTS=
	@$(MILES) compare $(WHOSE) $(if $(A),"a=$$A_NAME") $(if $(B),"b=$$B_NAME") $(if $(VOICES),"voices=$$VOICE_NAMES") $(if $(POSTS),"posts=$$POSTS_PATH") $(if $(SINCE),since=$(SINCE)) $(if $(UNTIL),until=$(UNTIL)) $(SET)

judge: install ## which of two posts would you publish? asked blindly: JUDGE=<name> VERDICT= N=100, IMPORT= EXPORT= REPORT=1
	@$(MILES) judge $(if $(AUTHOR),author=$(AUTHOR)) $(if $(VERDICT),"verdict=$$VERDICT_NAMES") $(if $(JUDGE),"judge=$$JUDGE_NAME") $(if $(N),n=$(N)) $(if $(SEED),seed=$(SEED)) $(if $(IMPORT),"import_from=$$IMPORT_PATH") $(if $(EXPORT),"export_to=$$EXPORT_PATH") $(if $(filter-out 0 no false,$(REPORT)),is_report=true) $(SET)

compare-runs: install ## tables and curves of several runs from local files: RUNS="runs/a runs/b"
	@$(MILES) compare-runs "runs=$(RUNS)"

loop: install ## the whole loop on the sample author, offline and seeded, every stage checked, in a folder of its own
	@$(MILES) loop $(SET)

test: install ## the fast tests, with coverage
	OMP_NUM_THREADS=1 $(BIN)/python -m pytest -n 2 -m "not slow" tests/unit tests/integration --cov --cov-report=term

test-slow: install ## the rest: resume after kill -9, real data, the loop, notebooks, benchmarks: ROOMS="engine model" for some
	$(BIN)/python -m pytest -m slow tests $(if $(ROOMS),--rooms="$(ROOMS)") $(if $(MOST_S),--most-s=$(MOST_S))
	$(BIN)/python -m pytest --nbmake --nbmake-timeout=600 notebooks

# ASan must come first into the process, and the C++ library whose exceptions it watches with it. Leaks are Python's own.
SANITIZED := build/sanitize/lib
engine-sanitize: install ## the native engine's tests and a long fuzz, ended by any byte outside and any sum without a meaning
	@test -e "$$($(CXX) -print-file-name=libasan.so 2>/dev/null)" || { echo "engine-sanitize: skipped, $(CXX) with libasan is absent (Debian: apt install g++)"; exit 0; }; set -e; \
	rm -f $(SANITIZED)/miles/engine/_native*; \
	ENGINE_FLAGS="-fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer -fno-wrapv -O1 -g -D_GLIBCXX_ASSERTIONS" \
	LDFLAGS="-fsanitize=address,undefined" $(BIN)/python setup.py -q build --build-base build/sanitize --build-lib $(SANITIZED); \
	for name in asan_report ubsan_handle; do \
	  grep -q "__$${name}_" $(SANITIZED)/miles/engine/_native*.so || { echo "engine-sanitize: the engine was not built with its sanitizers"; exit 1; }; \
	done; \
	export PYTHONPATH=$(SANITIZED) ASAN_OPTIONS=detect_leaks=0 UBSAN_OPTIONS=print_stacktrace=1 OMP_NUM_THREADS=1; \
	export LD_PRELOAD="$$($(CXX) -print-file-name=libasan.so) $$($(CXX) -print-file-name=libstdc++.so)"; \
	$(BIN)/python -c "from miles.engine import _native; assert '/$(SANITIZED)/' in _native.__file__, _native.__file__"; \
	$(BIN)/python -m pytest -q --capture=sys tests/unit/engine/test_native_fuzz.py tests/unit/engine/test_native.py

lint: install ## ruff, mypy, import contracts
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/lint-imports

format: install ## let ruff put the code in order
	$(BIN)/ruff check --fix . && $(BIN)/ruff format .

sample: install ## rebuild the fictional author's archive from data/sample/texts.md
	$(BIN)/python scripts/make_sample.py

clean: ## remove what runs made; keeps .venv, data/raw and the shelf
	rm -rf runs multirun reports data/interim data/processed .pytest_cache .mypy_cache .ruff_cache .hypothesis
