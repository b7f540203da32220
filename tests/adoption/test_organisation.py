"""Filling in a company: one file, and the site is theirs wherever it is read."""

import json
import re
import shutil

import pytest
from bs4 import BeautifulSoup

from tests.conftest import FIXTURES
from tests.editions import scratch

pytestmark = [
    pytest.mark.xdist_group("regulations"),
    pytest.mark.regulations("conduct", "credit", "service", "suppliers", "visits"),
]

SETTINGS = "docs/organisation.toml"
NEWEST = scratch.template()[-1].name


@pytest.fixture(scope="module")
def filled(untouched, tmp_path_factory):
    """The site of a clone in which all is filled in, what changed for it, and what its tests say."""
    untouched.reset()
    shutil.copyfile(FIXTURES / "organisation-filled.toml", untouched.clone / SETTINGS)
    changed = untouched.changed()
    site = untouched.make_site(tmp_path_factory.mktemp("filled") / "site")
    tested = untouched.test(
        "tests/content/test_organisation.py",
        "tests/content/test_pages.py",
        "tests/content/test_printed_forms.py",
        "tests/checker/test_settings.py",
        "tests/training/test_titles.py",
    )
    return {"site": site / NEWEST, "changed": changed, "tested": tested}


def page(filled, address):
    return BeautifulSoup((filled["site"] / address / "index.html").read_text("utf-8"), "html.parser")


def test_it_is_one_file_and_the_tests_pass(filled):
    assert filled["changed"] == {SETTINGS}
    assert re.search(r"^\d+ passed", filled["tested"], re.MULTILINE), filled["tested"][-3000:]


@pytest.mark.parametrize(
    "address", ["", "regulations/credit", "checks/pay", "forms/classification", "training/practice"]
)
def test_its_name_its_logo_and_its_colour_are_on_every_page(filled, address):
    found = page(filled, address)
    assert "江淮建材客户管理手册" in found.title.get_text()
    assert "江淮建材客户管理手册" in found.find("header").get_text()
    assert "江淮建材客户管理手册" in found.find("footer").get_text()
    assert found.select_one("header img[src$='check.png']")
    text = str(found) + "".join(
        each.read_text("utf-8") for each in (filled["site"] / "assets").rglob("*.css")
    )
    assert "#7a1f2b" in text


def test_the_words_have_its_name_its_figures_and_its_titles(filled):
    credit, service = (page(filled, f"regulations/{id}").get_text() for id in ("credit", "service"))
    for words in ("江淮建材有限公司", "8,600,000.50 元", "执行董事", "销售部经理"):
        assert words in credit
    assert "4,500" in service


def test_its_forms_are_signed_by_its_titles(filled):
    form = page(filled, "forms/classification").get_text()
    assert "执行董事" in form
    assert "销售总监" in form
    assert "董事长" not in form.replace("执行董事", "")
    assert "江淮建材有限公司" in form


def test_what_it_has_set_is_the_default_of_its_checks(filled):
    pay = page(filled, "checks/pay")
    assert "4,500.00 元" in pay.select_one("[name=base_salary]")["placeholder"]
    settings = json.loads(pay.select_one("[data-settings]")["data-settings"])
    assert settings["titles"]["董事长"] == "执行董事"
    assert settings["base_pay"] == "4500.00"


def test_programs_are_told_of_it(filled):
    law = (filled["site"] / "generated" / "akn" / "credit.xml").read_text(encoding="utf-8")
    assert "江淮建材有限公司" in law


def test_who_trains_meets_its_titles(filled):
    settings = json.loads(page(filled, "training/practice").select_one("[data-settings]")["data-settings"])
    assert settings["titles"]["营销部"] == "销售部"
