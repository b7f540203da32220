#!/bin/sh
# Print the path of a Python 3.13 that really runs. The Python inside the pinned Pyodide is 3.13, and bytecode is only
# good for the version that compiled it. A pyenv shim may be on PATH and still answer "command not found", so every
# candidate is run before it is believed.
works() {
  [ -n "$1" ] && "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info[:2] != (3, 13))' >/dev/null 2>&1
}

pyenv_root=$(pyenv root 2>/dev/null || printf '%s' "${PYENV_ROOT:-$HOME/.pyenv}")
for candidate in \
  "${PYTHON:-}" \
  python3.13 \
  python3 \
  "$pyenv_root"/versions/3.13*/bin/python \
  "$(UV_PYTHON_DOWNLOADS=never uv python find 3.13 2>/dev/null)"
do
  if works "$candidate"; then
    command -v "$candidate"
    exit 0
  fi
done

cat >&2 <<'MESSAGE'
No Python 3.13 was found on PATH, under pyenv or through uv.

The checker runs in the browser on Pyodide 0.29, whose Python is 3.13, and must be compiled by the same version.
Install Python 3.13 (with its venv module) in one of these ways and run the command again:

  pyenv install 3.13            if you use pyenv
  uv python install 3.13        if you use uv
  apt-get install python3.13-venv    where the distribution has it (Debian 13, Ubuntu 25.04 and newer)

or name one yourself:  make serve PYTHON=/path/to/python3.13
MESSAGE
exit 1
