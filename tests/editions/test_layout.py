"""The layout of docs/ and of the checker's surface, which later tools go by."""

import json
import shutil
from datetime import date

import pytest

from tests.editions import scratch
from tests.editions.conftest import Published
from tools.handbook.editions import LISTED, Edition, read_editions
from tools.handbook.handbook import read
from tools.publish import editions
from tools.publish.editions import LAYOUTS, SURFACE, commit_of, lay_out, take_out

pytestmark = pytest.mark.xdist_group("editions")


@pytest.mark.parametrize(
    ("surface", "layout"),
    [
        ("LAYOUT = 99\n", "99"),
        ("VERSION = 1\n", "from before layouts had a number"),
        (None, "from before layouts had a number"),
    ],
)
def test_an_edition_of_a_layout_that_the_tools_do_not_know_is_refused_by_name(
    tmp_path, monkeypatch, surface, layout
):
    repository = tmp_path / "repository"
    (repository / "docs").mkdir(parents=True)
    (repository / "docs/index.md").touch()
    (repository / SURFACE).parent.mkdir(parents=True)
    (repository / SURFACE).with_name("__init__.py").touch()
    if surface:
        (repository / SURFACE).write_text(surface, encoding="utf-8")
    scratch.run("git", "init", "--quiet", at=repository)
    scratch.commit(repository, "Publish edition 1999.01")
    monkeypatch.setattr(editions, "ROOT", repository)
    edition = Edition("1999.01", date(1999, 1, 1), "proposed", "HEAD")
    with pytest.raises(
        ValueError, match=rf"edition 1999\.01: its layout is {layout}, and these tools know 1 "
    ):
        take_out(edition, commit_of(edition), tmp_path / "folder")
    assert LAYOUTS == (1,)


def test_the_oldest_edition_is_built_with_the_tools_of_today(published: Published, tmp_path, monkeypatch):
    monkeypatch.setattr(editions, "ROOT", published.clone)
    oldest = read_editions(published.clone / "docs" / "editions.toml")[0]
    take_out(oldest, commit_of(oldest), tmp_path)
    clauses = read(tmp_path / "docs").clauses
    site = published.two / oldest.name
    records = json.loads((site / "generated/clauses.json").read_text(encoding="utf-8"))
    assert [(each["id"], each["received"], each["proposed"]) for each in records] == [
        (id, clause.received, clause.proposed) for id, clause in clauses.items()
    ]
    for id, clause in clauses.items():
        page = (site / f"regulations/{clause.regulation}/index.html").read_text(encoding="utf-8")
        assert f'data-clause="{id}"' in page


def test_an_edition_without_a_regulation_a_page_and_a_table_of_today_has_neither_in_its_navigation(
    tmp_path, monkeypatch
):
    clone = scratch.clone(tmp_path / "clone")
    for path in (
        "docs/regulations/suppliers.md",
        "docs/regulations/suppliers.toml",
        "docs/reference/performance.md",
    ):
        (clone / path).unlink()
    shutil.rmtree(clone / "checker/src/handbook_checker/suppliers")
    for path, old, new in (
        ("docs/handbook.toml", ', "suppliers"', ""),
        ("docs/index.md", "[性能](reference/performance.md)", "性能"),
    ):
        text = (clone / path).read_text(encoding="utf-8")
        assert old in text
        (clone / path).write_text(text.replace(old, new), encoding="utf-8")
    listed = (clone / "docs/editions.toml").read_text(encoding="utf-8").split(LISTED)
    first = read_editions(clone / "docs/editions.toml")[0]
    scratch.name_edition(clone, first.name, LISTED.join(listed[:2]))
    scratch.commit(clone, f"Publish edition {first.name}")
    scratch.run("git", "checkout", "--quiet", "HEAD~", "--", ".", at=clone)
    monkeypatch.setattr(editions, "ROOT", clone)
    lay_out(first, commit_of(first), tmp_path / "folder")
    editions.build_edition(first, tmp_path / "folder", tmp_path / "site")
    home = (tmp_path / "site/index.html").read_text(encoding="utf-8")
    assert "新供应商选择" not in home
    assert 'href="reference/performance/"' not in home
    assert 'href="regulations/visits/"' in home
    assert not (tmp_path / "site/regulations/suppliers").exists()
    assert (tmp_path / "site/checks/visit/index.html").exists()
