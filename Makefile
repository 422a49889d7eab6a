# Needs Node 20 or newer, npm and make; everything else is installed by the targets themselves.
# The commands run on the Node of node_modules/.bin, which npm puts first on the path.

.DEFAULT_GOAL := help
.PHONY: help install test test-long demo sandbox check bench

INSTALLED := node_modules/.installed
# Only errors: an older Node of the machine draws warnings about engines, though nothing runs on it.
NPM := npm --loglevel=error --no-update-notifier

help: ## Say what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: $(INSTALLED) ## Install the packages and the right Node, if they are not there yet

# Without saving: older releases of npm would rewrite the lock file of a fresh clone.
$(INSTALLED): package.json package-lock.json
	@echo "Installing the packages and Node ..."
	@$(NPM) install --no-save --no-audit --no-fund
	@touch $@

test: $(INSTALLED) ## Run every test that guards a change; ARGS=test/domain runs some of them
	@$(NPM) test $(if $(ARGS),-- $(ARGS))

test-long: $(INSTALLED) ## Try the properties with new and many more cases; KEYTURN_PROPERTY_RUNS=100 with 100 times as many
	@$(NPM) run --silent test:long $(if $(ARGS),-- $(ARGS))

demo: $(INSTALLED) ## Play an incident on this machine, no account needed; STORY=bad-rollout plays another story
	@$(NPM) run --silent demo

# Without npm in between, which would not let it end in its own time at Ctrl-C.
sandbox: $(INSTALLED) ## Open a workspace in the browser with the whole bot behind it; Ctrl-C ends it
	@node_modules/.bin/node sandbox/playground/main.ts

check: $(INSTALLED) ## Lint, types, and what nobody uses
	@$(NPM) run --silent check

bench: $(INSTALLED) ## Measure, each figure beside its own floor; ARGS=intake measures one thing
	@$(NPM) run --silent bench $(if $(ARGS),-- $(ARGS))
