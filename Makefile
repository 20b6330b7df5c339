# Two words suffice: `make run` opens the console on the practice site, `make test` checks everything.
# Both first see to the Debian packages and the Rust they need, or say what to install.

SHELL := /bin/sh
# A shell without a login profile does not find what rustup installed.
export PATH := $(HOME)/.cargo/bin:$(PATH)

.PHONY: run test lint fmt bench

run:
	@sh packaging/setup/debian.sh run
	cargo run --release --locked

test:
	@sh packaging/setup/debian.sh test
	cargo test --locked

# Apart from `test`, because clippy checks every dependency a second time.
lint:
	@sh packaging/setup/debian.sh build
	cargo fmt --check
	cargo clippy --locked --all-targets -- -D warnings
	@if command -v cargo-deny >/dev/null; then cargo deny check; \
	else echo "cargo-deny is not installed, so deny.toml is not checked (cargo install cargo-deny)"; fi

fmt:
	cargo fmt

# Measures; the window benches want a display or xvfb-run.
bench:
	@sh packaging/setup/debian.sh test
	cargo bench --locked
