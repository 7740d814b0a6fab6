#!/usr/bin/env bash
# Makes ready what a make target needs, and nothing that is ready already.
#
#   scripts/prepare.sh run       a virtual environment with the locked run-time requirements
#   scripts/prepare.sh dev       the same with the development requirements, and Sourceline itself
#   scripts/prepare.sh release   a virtual environment with what a release is made and examined with, in $VENV-release
#   scripts/prepare.sh browser   Chromium, for the tests that look at pages
#
# The environment stands in $VENV (.venv). What the system lacks is installed through apt-get where
# we may (as root or through sudo); otherwise this stops and says what to install.
set -euo pipefail
cd "$(dirname "$0")/.."
venv=${VENV:-.venv}

fail() {
  printf 'error: %s\n' "$@" >&2
  exit 1
}

install_system() { # package, what for
  local sudo=()
  command -v apt-get >/dev/null || fail "$2 needs $1, and there is no apt-get here to install it." \
    "Install it with your system's package manager, then run make again."
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || fail "$2 needs $1." "As root, run: apt-get install $1"
    sudo=(sudo)
    [ -t 0 ] || sudo=(sudo -n)
  fi
  echo "Installing $1 from the system's packages ($2) …"
  { "${sudo[@]}" apt-get update -q && "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -q -y --no-install-recommends "$1"; } >&2 ||
    fail "$1 could not be installed." "As root, run: apt-get update && apt-get install $1"
}

find_python() {
  local name
  for name in python3.11 python3 python3.12 python3.13 python3.14; do
    if command -v "$name" >/dev/null && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      echo "$name"
      return
    fi
  done
  fail "Sourceline needs Python 3.11 or newer, and there is none." "On Debian, run: apt-get install python3 python3-venv"
}

make_environment() {
  # An environment made elsewhere, or by a Python that is gone, does not work here: make it anew.
  if [ "$("$venv/bin/python" -c 'import sys; print(sys.prefix)' 2>/dev/null)" = "$(realpath -m "$venv")" ]; then
    return
  fi
  local python
  python=$(find_python)
  "$python" -c 'import ensurepip, venv' 2>/dev/null || install_system python3-venv "A virtual environment"
  "$python" -m venv --clear "$venv" || fail "The virtual environment $venv could not be made with $python."
}

install_locked() { # lock
  local lock=requirements/$1.txt stamp=$venv/$1.lock
  make_environment
  if cmp -s "$lock" "$stamp"; then return; fi
  echo "Installing the locked requirements ($lock) …"
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes --requirement "$lock" ||
    fail "The requirements in $lock could not be installed; see the lines above."
  cp "$lock" "$stamp"
}

install_project() {
  "$venv/bin/python" -P -c 'import importlib.metadata as m; m.version("sourceline")' 2>/dev/null && return
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
}

find_chromium() {
  local name
  for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome; do
    if [ -n "$name" ] && command -v "$name" >/dev/null; then return; fi
  done
  return 1
}

case ${1:-} in
  run)
    # The development requirements hold the run-time ones.
    if cmp -s requirements/dev.txt "$venv/dev.lock"; then make_environment; else install_locked run; fi
    ;;
  dev)
    install_locked dev
    install_project
    ;;
  release)
    venv=$venv-release
    install_locked release
    ;;
  browser)
    find_chromium || install_system chromium "Looking at pages"
    find_chromium || fail "Chromium is installed but not found." "Set CHROMIUM to its path."
    ;;
  *) fail "usage: scripts/prepare.sh run|dev|release|browser" ;;
esac
