"""Time and size of building ever more editions: `python -m tests.editions.grow 1 5 20`.

Too long for every run of the tests; they build two editions and three.
"""

import argparse
import tempfile
import time
from datetime import date
from pathlib import Path

from tests.editions import scratch
from tests.editions.conftest import build
from tools import ROOT
from tools.handbook.editions import LISTED
from tools.publish.editions import size

FIRST_YEAR = 2001


def listed(count: int) -> str:
    """A list of so many editions, one a year."""
    entries = []
    for year in range(FIRST_YEAR, FIRST_YEAR + count):
        name = f"{year}.01"
        ref = rf"ref = 'HEAD^{{/^Publish edition {year}\.01}}'"
        entries.append(f'{LISTED}\nname = "{name}"\ndate = {date(year, 1, 1)}\nreading = "proposed"\n{ref}\n')
    return "\n".join(entries)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("counts", type=int, nargs="+")
    counts = parser.parse_args().counts
    (ROOT / "build").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=ROOT / "build", prefix="grow-") as folder:
        clone = scratch.clone(Path(folder) / "clone")
        published = 0
        print("editions    seconds  per edition          bytes  per edition")
        for count in sorted(counts):
            for number in range(published + 1, count + 1):
                name = f"{FIRST_YEAR + number - 1}.01"
                scratch.name_edition(clone, name, listed(number))
                scratch.commit(clone, f"Publish edition {name}")
            published = count
            site = Path(folder) / "site"
            start = time.monotonic()
            output = build(clone, site)
            seconds = time.monotonic() - start
            if "shared runtime" not in output:
                raise SystemExit(output)
            own = size(site) - size(site / "runtime")
            print(
                f"{count:8} {seconds:10.1f} {seconds / count:12.1f} {size(site):14,} {own // count:12,}",
                flush=True,
            )


if __name__ == "__main__":
    main()
