# Short names for what is done often; each is one command that can be typed as well.

.PHONY: help build up down logs test lint coverage format

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' Makefile

build: ## the program, without tests
	./vigia version

up: ## the agent of this checkout, in the background
	src/main/sh/local.sh up

down: ## ends it
	src/main/sh/local.sh down

logs: ## follows its journal
	src/main/sh/local.sh logs

test: ## every gate, test and integration suite
	./build

lint: ## compile with Error Prone, format, SpotBugs, javadoc; no tests
	./build lint

coverage: ## tests, then the share of lines and branches that they reach
	./build coverage

format: ## formats the sources and the pom in place
	./build format
