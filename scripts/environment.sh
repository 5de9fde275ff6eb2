#!/bin/sh
# Make .venv hold exactly what requirements.txt locks, and this package; quick when it already does.
set -eu
cd "$(dirname "$0")/.."

stop() { echo "environment: $*" >&2; exit 1; }
new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    for name in python3 python3.13 python3.12 python3.11; do
        if new_enough "$name"; then echo "$name"; return; fi
    done
    stop "Python 3.11 or later is needed and none is on the PATH; on Debian: apt-get install -y python3 python3-venv"
}

create() {
    python=$(find_python)
    rm -rf .venv
    if "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        "$python" -m venv .venv
    elif "$python" -m virtualenv --version >/dev/null 2>&1; then
        "$python" -m virtualenv --quiet .venv
    elif command -v virtualenv >/dev/null; then
        virtualenv --quiet --python "$python" .venv
    else
        stop "Python's venv is missing; type: apt-get install -y python3-venv"
    fi
}

new_enough .venv/bin/python || create

# What was installed last, and for which folder: a copied .venv would still import the original's code.
wanted=$(pwd -P; cat requirements.txt)
if [ "$wanted" != "$(cat .venv/installed 2>/dev/null)" ]; then
    echo "environment: installing what requirements.txt locks into .venv" >&2
    .venv/bin/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
    .venv/bin/python -m pip install --quiet --disable-pip-version-check \
        --no-deps --no-build-isolation --editable .
    echo "$wanted" > .venv/installed
fi
