"""The command line: what it prints where, and its exit status."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from handbook_checker import CHECKS, clauses

SOURCE = Path(__file__).parents[2] / "checker" / "src"
C_CUSTOMER = {"as_of": "2026-11-24", "weak_finances": True}


def run(*arguments, given=""):
    stdin = given if isinstance(given, bytes) else given.encode()
    command = [sys.executable, "-m", "handbook_checker", *arguments]
    # The C locale must not change a byte.
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(SOURCE), "LC_ALL": "C"}
    done = subprocess.run(command, input=stdin, capture_output=True, env=environment, check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_list():
    code, out, err = run("--list")
    assert (code, err) == (0, "")
    assert [line.split("\t")[0] for line in out.splitlines()] == list(CHECKS)
    assert "credit\t客户评级与授信" in out.splitlines()


def test_outcome_from_standard_input_and_from_a_file(tmp_path):
    file = tmp_path / "facts.json"
    file.write_text(json.dumps(C_CUSTOMER))
    code, out, err = run("credit", "-", given=json.dumps(C_CUSTOMER))
    assert (code, err) == (0, "")
    assert json.loads(out)["rating"] == {"grade": "C", "possible": ["C"]}
    assert run("credit", str(file)) == (0, out, "")


def test_unusable_facts_leave_standard_output_empty():
    code, out, err = run("credit", "-", given='{"weak_finances": "yes", "rolle": 1}')
    assert (code, out) == (2, "")
    assert [error["fact"] for error in json.loads(err)["errors"]] == ["weak_finances", "rolle"]


@pytest.mark.parametrize("given", [b"\xff", b"[]", b"{", b""])
def test_unusable_file_names_no_fact(given):
    code, out, err = run("credit", "-", given=given)
    assert (code, out) == (2, "")
    assert [error["fact"] for error in json.loads(err)["errors"]] == [None]


def test_a_file_that_is_not_there():
    code, out, err = run("credit", "no-such-file.json")
    assert (code, out) == (2, "")
    assert "no-such-file.json" in json.loads(err)["errors"][0]["problem"]


def test_errors_in_english():
    _code, _out, err = run("credit", "-", "--lang", "en", given='{"weak_finances": "yes"}')
    problem = json.loads(err)["errors"][0]["problem"]
    assert problem.isascii()
    assert "true, false or null" in problem


def test_lines_go_on_after_an_unusable_one(tmp_path):
    lines = [
        json.dumps(C_CUSTOMER),
        '{"weak_finances": 1}',
        "",
        json.dumps({**C_CUSTOMER, "weak_finances": None}),
    ]
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("\n".join(lines) + "\n")
    code, out, err = run("credit", "--jsonl", str(source), "-o", str(target))
    assert (code, out, err) == (2, "", "")
    outcomes = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert [outcome.get("rating", {}).get("possible") for outcome in outcomes] == [
        ["C"],
        None,
        None,
        ["A", "B", "C"],
    ]
    assert outcomes[1]["errors"][0]["fact"] == "weak_finances"
    assert outcomes[2]["errors"][0]["fact"] is None


def test_lines_without_errors_exit_0():
    code, out, _err = run("credit", "--jsonl", "-", given=json.dumps(C_CUSTOMER) + "\n")
    assert (code, len(out.splitlines())) == (0, 1)


def test_schema_names_every_fact():
    _code, out, _err = run("credit", "--schema")
    schema = json.loads(out)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert list(schema["properties"]) == list(CHECKS["credit"].facts)


def test_clauses_point_at_their_source():
    _code, out, _err = run("--clauses")
    entries = json.loads(out)
    assert [entry["id"] for entry in entries] == list(clauses())
    for entry in entries:
        path, line = entry["source"].split(":")
        text = (SOURCE / "handbook_checker" / path).read_text(encoding="utf-8").splitlines()
        assert entry["id"] in "\n".join(text[int(line) - 1 : int(line) + 3])
        assert bool(entry["nothing_to_decide"]) is (clauses()[entry["id"]].rule is None)


@pytest.mark.parametrize(
    ("settings", "as_of", "in_force"),
    [
        ('effective_from = "2026-01-01"', "2025-12-31", False),
        ("effective_from = 2026-01-01", "2025-12-31", False),
        ('effective_from = "2026-01-01"', "2026-01-01", True),
        ('name = "某公司"', "2000-01-01", True),
    ],
)
def test_before_the_regulations_came_into_force(tmp_path, settings, as_of, in_force):
    file = tmp_path / "organisation.toml"
    file.write_text(settings, encoding="utf-8")
    facts = json.dumps({"as_of": as_of, "weak_finances": True})
    code, out, _err = run("credit", "-", "--settings", str(file), given=facts)
    outcome = json.loads(out)
    assert (code, outcome["in_force"]) == (0, in_force)
    assert (outcome["rating"] is None) is (outcome["credit"] is None) is (not in_force)
    assert ("I-34" in outcome["readings"]) is not in_force
    assert outcome["missing"] == [] or in_force


def test_wrong_settings_are_all_named(tmp_path):
    file = tmp_path / "organisation.toml"
    file.write_text('effective_from = "2026"\nexpense_limit = -1\nlate_rate_applies = "never"\n')
    code, out, err = run("credit", "-", "--settings", str(file), given="{}")
    assert (code, out) == (2, "")
    named = [error["fact"] for error in json.loads(err)["errors"]]
    assert named == ["effective_from", "expense_limit", "late_rate_applies"]
