#!/bin/sh
# The browser tests need Debian's Chromium and Firefox, and Chinese letters to look at. Installs what is missing where
# it can; otherwise says what to do.
missing=""
for browser in chromium chromium-headless-shell firefox-esr; do
  command -v $browser >/dev/null 2>&1 || missing="$missing $browser"
done
fc-list :lang=zh 2>/dev/null | grep -q . || missing="$missing fonts-noto-cjk"
[ -z "$missing" ] && exit 0

if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
  echo "Installing for the browser tests: $missing"
  # A new machine's package lists may be empty or old.
  apt-get update -qq
  # shellcheck disable=SC2086
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing && exit 0
fi

echo "The browser tests need: $missing" >&2
echo "Install them, for example with:  sudo apt-get install $missing" >&2
echo "and run the command again. To build and read the handbook (make serve) they are not needed." >&2
exit 1
