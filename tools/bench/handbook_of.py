"""Build the handbook with so many clauses: its own regulations and as many generated ones as it takes.

Runs in a copy of the tree (see build.py), because it writes pages: `python -m tools.bench.handbook_of 2000`. Reading the clauses
and building the pages are the real build's own steps; a generated regulation has its words and what marks them up, and its
clauses are registered here, where a real one has a package of rules.
"""

import json
import os
import random
import re
import sys
import time

from handbook_checker.site import clauses as registry
from handbook_checker.site import nothing_to_decide
from mkdocs.__main__ import cli

from tools import ROOT
from tools.export import akoma_ntoso, records
from tools.handbook.clauses import numeral
from tools.handbook.handbook import read
from tools.publish.build import DOCS, environment

ARTICLES, ITEMS = 40, 4
"""Of each generated regulation; with the articles themselves that is 200 clauses."""


def phrases() -> list[str]:
    """Phrases of the real clauses that speak of no other clause or document."""
    texts = (clause.proposed for clause in read(DOCS).clauses.values())
    found = (phrase.strip() for text in texts for phrase in re.split(r"[^\u4e00-\u9fff]+", text))
    return sorted({phrase for phrase in found if len(phrase) > 2 and "第" not in phrase})


def regulation(title: str, count: int, known: list[str], rng: random.Random) -> str:
    """The text of a regulation of so many clauses, with a term that it defines and clauses that speak of others."""
    blocks = []
    left = count
    for article in range(1, ARTICLES + 1):
        if not left:
            break
        left -= 1
        if article == 1:
            words = f"本制度所称{title}事项是指业务部门在办理客户往来时应当登记、审核和留存的各类事项。"
        else:
            earlier = numeral(max(1, article - 3))
            words = f"{title}事项由经办部门按第{earlier}条办理,重点审核以下内容:"
        blocks.append(f"第{numeral(article)}条 {words}")
        for item in range(1, min(ITEMS, left) + 1):
            blocks.append(f"{item}.{','.join(rng.choices(known, k=rng.randint(1, 4)))}。")
            left -= 1
    return "\n\n".join(blocks) + "\n"


def add_regulations(count: int) -> None:
    """Write and register the regulations that bring the handbook to `count` clauses."""
    missing = count - len(registry())
    added = []
    known, rng = phrases(), random.Random(count)
    for number in range(1, 1 + -(-missing // (ARTICLES * (1 + ITEMS)))):
        id, title = f"more{number}", f"第{number:03d}号业务管理制度"
        size = min(ARTICLES * (1 + ITEMS), missing)
        missing -= size
        text = regulation(title, size, known, rng)
        (DOCS / f"regulations/{id}.md").write_text(text, encoding="utf-8")
        (DOCS / f"regulations/{id}.toml").write_text(
            f'title = "{title}"\nsummary = "为测量构建时间而生成。"\n[kinds]\nrule = ["{id}"]\n',
            encoding="utf-8",
        )
        added.append(id)
    register = DOCS / "handbook.toml"
    listed = json.dumps([*read(DOCS).regulations, *added])
    text = re.sub(r"(?m)^regulations = .*", f"regulations = {listed}", register.read_text(encoding="utf-8"))
    register.write_text(text, encoding="utf-8")
    for clause in read(DOCS).clauses:
        if clause not in registry():
            nothing_to_decide(clause, "credit", why="为测量构建时间而生成。")


def main() -> None:
    count = int(sys.argv[1])
    add_regulations(count)
    if len(read(DOCS).clauses) != count:
        raise RuntimeError(f"{len(read(DOCS).clauses)} clauses were generated, not {count}")
    # A build reads the files anew.
    (DOCS / "handbook.toml").touch()
    start = time.perf_counter()
    handbook = read(DOCS)
    records.write_clauses(handbook, DOCS / "generated" / "clauses.json")
    reading = time.perf_counter() - start
    # The page of editions links to it; how long it takes is no part of the question.
    akoma_ntoso.write(handbook, DOCS / "generated" / "akn")
    os.environ.update(environment(handbook.edition))
    start = time.perf_counter()
    cli(["build", "--strict", "--site-dir", "site"], standalone_mode=False)
    built = time.perf_counter() - start
    index = (ROOT / "site" / "search" / "search_index.json").read_bytes()
    print(json.dumps({"clauses": count, "read": reading, "build": built, "index": len(index)}))


if __name__ == "__main__":
    main()
