"""Build the handbook with so many clauses: the five regulations and as many generated ones as it takes.

Runs in a copy of the tree (see build.py), because it writes pages: `python -m tools.bench.handbook_of 2000`. Reading the clauses
and building the pages are the real build's own steps; only what it knows of each regulation by name is added here.
"""

import json
import os
import random
import re
import sys
import time

from handbook_checker import clauses as registry
from handbook_checker.model.clauses import nothing_to_decide
from mkdocs.__main__ import cli

from tools import ROOT
from tools.handbook import clauses
from tools.publish.build import DOCS, environment

ARTICLES, ITEMS = 40, 4
"""Of each generated regulation; with the articles themselves that is 200 clauses."""
_LAST_PAGE = "regulations/suppliers.md\n"


def phrases() -> list[str]:
    """Phrases of the real clauses that speak of no other clause or document."""
    texts = (clause.proposed for clause in clauses.by_id(clauses.read(DOCS)).values())
    found = (phrase.strip() for text in texts for phrase in re.split(r"[^\u4e00-\u9fff]+", text))
    return sorted({phrase for phrase in found if len(phrase) > 2 and "第" not in phrase})


def regulation(title: str, count: int, known: list[str], rng: random.Random) -> str:
    """The text of a regulation of so many clauses, with a term that it defines and clauses that speak of others."""
    blocks = [f"---\ntitle: {title}\n---"]
    left = count
    for article in range(1, ARTICLES + 1):
        if not left:
            break
        left -= 1
        if article == 1:
            words = f"本制度所称{title}事项是指业务部门在办理客户往来时应当登记、审核和留存的各类事项。"
        else:
            earlier = clauses.numeral(max(1, article - 3))
            words = f"{title}事项由经办部门按第{earlier}条办理,重点审核以下内容:"
        blocks.append(f"第{clauses.numeral(article)}条 {words}")
        for item in range(1, min(ITEMS, left) + 1):
            blocks.append(f"{item}.{','.join(rng.choices(known, k=rng.randint(1, 4)))}。")
            left -= 1
    return "\n\n".join(blocks) + "\n"


def add_regulations(count: int) -> None:
    """Write the pages that bring the handbook to `count` clauses, and enter them wherever a regulation is known by name."""
    missing = count - len(registry())
    pages = []
    known, rng = phrases(), random.Random(count)
    for number in range(1, 1 + -(-missing // (ARTICLES * (1 + ITEMS)))):
        slug, title = f"more{number}", f"第{number:03d}号业务管理制度"
        size = min(ARTICLES * (1 + ITEMS), missing)
        missing -= size
        (DOCS / f"regulations/{slug}.md").write_text(regulation(title, size, known, rng), encoding="utf-8")
        pages.append(f"      - {title}: regulations/{slug}.md\n")
        clauses.REGULATIONS[slug] = title
        # The five are known by name; this is where.
        clauses._KINDS[slug] = "rule"
    for id in clauses.by_id(clauses.read(DOCS)):
        if id not in registry():
            nothing_to_decide(id, "credit", why="为测量构建时间而生成。")
    config = ROOT / "mkdocs.yml"
    before, page, after = config.read_text(encoding="utf-8").partition(_LAST_PAGE)
    config.write_text(f"{before}{page}{''.join(pages)}{after}", encoding="utf-8")


def main() -> None:
    count = int(sys.argv[1])
    add_regulations(count)
    handbook = clauses.by_id(clauses.read(DOCS))
    if len(handbook) != count:
        raise RuntimeError(f"{len(handbook)} clauses were generated, not {count}")
    start = time.perf_counter()
    clauses.write(DOCS, DOCS / "generated" / "clauses.json")
    read = time.perf_counter() - start
    os.environ.update(environment())
    cli(["build", "--strict", "--site-dir", "site"], standalone_mode=False)
    built = time.perf_counter() - start - read
    index = (ROOT / "site" / "search" / "search_index.json").read_bytes()
    print(json.dumps({"clauses": count, "read": read, "build": built, "index": len(index)}))


if __name__ == "__main__":
    main()
