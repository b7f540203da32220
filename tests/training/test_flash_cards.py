"""Flash cards for the definitions and time limits, from the clauses, for the page and for Anki."""

import json
import re
import sqlite3
import zipfile

import pytest

from tools import ROOT
from tools.export import flash_cards
from tools.handbook.handbook import read
from tools.handbook.links import definitions

HANDBOOK = read(ROOT / "docs")
CLAUSES = HANDBOOK.clauses


@pytest.fixture(scope="module")
def cards():
    return flash_cards.cards(HANDBOOK)


def test_every_defined_term_has_a_card(cards):
    defined = {id: term for members in HANDBOOK.members.values() for term, id in definitions(members).items()}
    asked = {card.clause: card.front for card in cards if card.kind == "definition"}
    assert asked.keys() == defined.keys()
    assert all(f"“{defined[id]}”" in front for id, front in asked.items())


@pytest.mark.parametrize(
    ("clause", "pattern"),
    [
        ("credit.12", "每季度"),
        ("credit.15.1", "N年或以上"),
        ("credit.15.4", "最近连续N年"),
        ("credit.26.1", "N个月以内"),
        ("credit.27", "N个月，N天"),
        ("credit.36", "到期前N个月内"),
        ("credit.37", "每月"),
        ("visits.5.1", "第N天"),
        ("service.2.6", "N分钟"),
        ("service.6.1", "N个月"),
    ],
)
def test_a_time_limit_is_left_out_of_its_sentence(cards, clause, pattern):
    (card,) = [card for card in cards if card.clause == clause and card.kind == "time"]
    time = card.back
    assert re.fullmatch(pattern.replace("N", "([0-9]+|[一二两三四五六七八九十]+)"), time)
    assert flash_cards.BLANK in card.front
    assert not re.search(time.partition("，")[0], card.front)
    filled = card.front
    for part in time.split("，"):
        filled = filled.replace(flash_cards.BLANK, part, 1)
    assert filled in CLAUSES[clause].proposed


def test_a_card_says_nothing_that_its_clause_does_not(cards):
    assert len({card.id for card in cards}) == len(cards)
    for card in cards:
        assert card.words == CLAUSES[card.clause].proposed
        assert card.citation == CLAUSES[card.clause].citation
        for part in card.back.split("，"):
            assert part in card.words


def test_the_day_of_a_date_is_no_time_limit(cards):
    assert "credit.24.2.1" not in {card.clause for card in cards}


def test_anki_can_open_the_deck(cards, tmp_path):
    flash_cards.write(HANDBOOK, tmp_path)
    assert [card["id"] for card in json.loads((tmp_path / "cards.json").read_text())] == [
        card.id for card in cards
    ]
    with zipfile.ZipFile(tmp_path / "cards.apkg") as package:
        package.extract("collection.anki2", tmp_path)
    with sqlite3.connect(tmp_path / "collection.anki2") as collection:
        notes = collection.execute("select guid, flds from notes order by id").fetchall()
    assert len({guid for guid, _fields in notes}) == len(notes) == len(cards)
    assert [fields.split("\x1f")[:2] for _guid, fields in notes] == [
        [card.front, card.back] for card in cards
    ]


def test_the_same_clauses_give_the_same_deck(tmp_path):
    for folder in ("one", "other"):
        flash_cards.write(HANDBOOK, tmp_path / folder)
    one, other = ((tmp_path / folder / "cards.apkg").read_bytes() for folder in ("one", "other"))
    assert one == other
