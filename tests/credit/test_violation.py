"""The violation check: whether article 43 applies, and that nothing else decides anything."""

import json
from itertools import product

import pytest
from handbook_checker import CHECKS, UnusableFacts, check, clauses
from handbook_checker.__main__ import main
from handbook_checker.site import answer

SANCTIONS = {
    "credit.43.1": "警告",
    "credit.43.2": "通报批评",
    "credit.43.3": "行政处分",
    "credit.43.4": "经济处罚",
    "credit.43.5": "追究法律责任",
}


def outcome(**facts):
    return check("violation", {"as_of": "2026-11-24", **facts}).to_dict()


@pytest.mark.parametrize("corrected", [True, False, None])
@pytest.mark.parametrize("loss", ["0", "0.01", "9999999999999.99", None])
@pytest.mark.parametrize(
    ("exceeded", "ordered", "sanctions", "article", "items", "missing"),
    [
        (True, ["credit.43"], list(SANCTIONS), "met", "met", []),
        (False, [], [], "not_met", "not_applicable", []),
        (None, None, None, "unknown", "unknown", ["exceeded_authority"]),
    ],
)
def test_article_43(corrected, loss, exceeded, ordered, sanctions, article, items, missing):
    given = outcome(exceeded_authority=exceeded, corrected_in_time=corrected, economic_loss=loss)
    assert given["applies"] is exceeded
    assert ordered == (given["orders"] and [order["clause"] for order in given["orders"]])
    assert sanctions == (given["sanctions"] and [sanction["clause"] for sanction in given["sanctions"]])
    # I-22: the checker never picks one.
    assert given["discretionary"] is True
    assert given["readings"] == ["I-22"]
    assert given["missing"] == missing
    assert {finding["clause"]: finding["status"] for finding in given["findings"]} == {
        "credit.43": article,
        **dict.fromkeys(SANCTIONS, items),
        "credit.44": "not_applicable",
    }


def test_every_sanction_has_its_words_and_its_clause():
    sanctions = outcome(exceeded_authority=True)["sanctions"]
    assert {sanction["clause"]: sanction["text"] for sanction in sanctions} == SANCTIONS
    registered = clauses()
    assert all("violation" in registered[id].checks for id in ("credit.43", *SANCTIONS, "credit.44"))


def test_correction_and_loss_only_appear_in_findings():
    finding = outcome(exceeded_authority=True)["findings"][0]
    assert finding["facts"] == ["exceeded_authority", "corrected_in_time", "economic_loss"]
    answers = [
        {**outcome(exceeded_authority=True, corrected_in_time=corrected, economic_loss=loss)}
        for corrected, loss in product((True, False, None), ("0", "88", None))
    ]
    assert all(given == answers[0] for given in answers)


@pytest.mark.parametrize(
    ("fact", "value"),
    [("exceeded_authority", "true"), ("economic_loss", "-5"), ("economic_loss", 1.234), ("loss", "5")],
)
def test_unusable_facts(fact, value):
    with pytest.raises(UnusableFacts) as unusable:
        outcome(**{fact: value})
    assert [problem.fact for problem in unusable.value.problems] == [fact]


def shown(facts):
    return json.loads(answer("check", json.dumps({"check": "violation", "entries": facts})))


@pytest.mark.parametrize(("title", "facts"), CHECKS["violation"].examples)
def test_examples_are_understood(title, facts):
    reply = shown(facts)
    assert reply["errors"] == []
    assert (reply["outcome"]["missing"] == []) == (title != "是否越权尚不清楚")


@pytest.mark.parametrize(
    ("facts", "tone", "shown_values", "sanctions"),
    [
        ({"exceeded_authority": True}, "bad", ["是"], [*SANCTIONS.values()]),
        (
            {"exceeded_authority": True, "corrected_in_time": False, "economic_loss": "3.5万"},
            "bad",
            ["是", "否", "35,000.00 元"],
            [*SANCTIONS.values()],
        ),
        ({"exceeded_authority": False, "economic_loss": "5"}, "good", ["否"], []),
        ({"economic_loss": "5"}, "open", ["尚未确定"], []),
    ],
)
def test_view(facts, tone, shown_values, sanctions):
    view = shown(facts)["view"]
    sections = {section["id"]: section["items"] for section in view["sections"]}
    assert view["headline"]["tone"] == tone
    assert [item["value"] for item in sections["result"]] == shown_values
    listed = sections.get("sanctions", [])
    assert [item["text"] for item in listed][: len(SANCTIONS)] == sanctions
    # Whoever reads the list reads beside it that the choice is the company's.
    assert [item["readings"] for item in listed][len(SANCTIONS) :] == ([["I-22"]] if sanctions else [])


def test_the_command_line_gives_the_same_outcome(tmp_path, capsys):
    facts = tmp_path / "facts.json"
    facts.write_text(json.dumps({"exceeded_authority": True, "as_of": "2026-11-24"}), encoding="utf-8")
    assert main(["violation", str(facts)]) == 0
    assert json.loads(capsys.readouterr().out) == outcome(exceeded_authority=True)
