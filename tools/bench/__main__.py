"""`python -m tools.bench` measures everything and writes the page; `start`, `rows` and `build` measure that part alone.
`lighthouse` asks Lighthouse for 100 in everything, and is no part of the page.

With --quick a run takes a few minutes, proves only that everything still works, and leaves the page alone.
"""

import argparse
import subprocess
import sys

from tools.bench import build, lighthouse, page, rows, start
from tools.bench.paths import PAGE, WORK

PARTS = {"start": start.measure, "rows": rows.measure, "build": build.measure}
ALONE = {"lighthouse": lighthouse.measure}


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tools.bench", description="Measure the handbook beside its peers."
    )
    parser.add_argument(
        "parts",
        nargs="*",
        metavar="PART",
        help=f"{', '.join(PARTS)}, which are the default, or {', '.join(ALONE)}",
    )
    parser.add_argument(
        "--quick", action="store_true", help="few runs of few customers; does not touch the page"
    )
    options = parser.parse_args()
    parts = PARTS | ALONE
    unknown = {*options.parts} - {*parts}
    if unknown:
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    try:
        for part in options.parts or PARTS:
            parts[part](options.quick)
        if {*options.parts} & {*ALONE}:
            return 0
        target = WORK / "performance.md" if options.quick else PAGE
        if page.write(options.quick, target):
            print(f"wrote {target}")
        else:
            print("the page needs all three parts; measure the others too")
    except (RuntimeError, subprocess.CalledProcessError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
