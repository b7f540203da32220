"""Courses from their links, their results, the code on the certificate, and a class of results."""

import json
import shutil
from datetime import date
from importlib.util import find_spec
from itertools import cycle, islice
from typing import Any

import pytest
from handbook_checker import CHECKS, EDITION, REGULATIONS
from handbook_checker.model.facts import UnusableFacts
from handbook_checker.model.settings import Settings
from handbook_checker.training import courses
from handbook_checker.training.exercises import EXERCISES
from handbook_checker.training.page import answer
from handbook_checker.training.trainees import TRAINEES

from tests.training.amending import copy_of_the_checker, run_in

COURSE = courses.Course("试讲课程", ("credit", "order"), 6, 2, 60, 30, "x1")


def ask(what: str, **given: Any) -> Any:
    return json.loads(answer(json.dumps({"ask": what, **given})))


def answered(wrong: int, course: courses.Course = COURSE, **changed: Any) -> dict[str, Any]:
    """A result file with so many cases left blank, as the page exports it, and then changed."""
    answers = [{part.id: part.expected for part in case.parts} for case in courses.cases(course, Settings())]
    attempt: dict[str, Any] = {
        "name": "陈晓",
        "started": "2026-12-05T09:00:00",
        "finished": "2026-12-05T09:20:00",
        "answers": [{}] * wrong + answers[wrong:],
    }
    result = ask("finish", course=course.to_dict(), attempt=attempt)
    file = {
        "kind": courses.KIND,
        "version": 1,
        "edition": result["edition"],
        "course": result["course"],
        **attempt,
        "score": result["score"],
        "code": result["code"],
    }
    return {**file, **changed}


def test_a_course_survives_its_link():
    for course in (COURSE, *(course for _about, course in courses.READY)):
        assert courses.parse(course.to_dict()) == course


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"title": " "}, {"title"}),
        ({"title": "长" * 61}, {"title"}),
        ({"checks": ""}, {"checks"}),
        ({"checks": "credit,nothing"}, {"checks"}),
        ({"checks": "credit,credit"}, {"checks"}),
        ({"cases": "0"}, {"cases"}),
        ({"cases": "41"}, {"cases"}),
        ({"cases": "１０"}, {"cases"}),
        ({"level": "5"}, {"level"}),
        ({"pass": "101"}, {"pass"}),
        ({"minutes": "-1"}, {"minutes"}),
        ({"minutes": "241"}, {"minutes"}),
        ({"seed": ""}, {"seed"}),
        ({"cases": "x", "seed": "", "title": ""}, {"cases", "seed", "title"}),
    ],
)
def test_everything_wrong_with_a_link_is_named(changed, wrong):
    reply = ask("course", course=COURSE.to_dict() | changed)
    assert {error["fact"] for error in reply["errors"]} == wrong
    assert all(error["problem"].endswith("。") for error in reply["errors"])


def test_each_trainee_has_a_course_of_the_checks_that_are_meant_for_them_within_its_own_limits():
    trained = [id for id in TRAINEES if any(id in exercise.courses for exercise in EXERCISES.values())]
    assert [course.title for _about, course in courses.READY] == [TRAINEES[id].title for id in trained]
    for id, (about, course) in zip(trained, courses.READY, strict=True):
        assert course.checks == tuple(check for check in EXERCISES if id in EXERCISES[check].courses)
        assert about.startswith(TRAINEES[id].called)
        assert about.endswith("。")
        assert len(ask("course", course=course.to_dict())["cases"]) == course.cases


def test_a_trainee_for_whom_no_check_is_meant_has_no_course(monkeypatch):
    kept = {check: exercise for check, exercise in EXERCISES.items() if check in ("survey", "violation")}
    monkeypatch.setattr(courses, "EXERCISES", kept)
    assert [(about, course.checks) for about, course in courses.ready()] == [
        ("业务员要会的：资信调查、越权的后果。", ("survey", "violation")),
        ("信用控制人员要会的：资信调查、越权的后果。", ("survey", "violation")),
    ]


def test_the_checks_take_turns_and_no_clause_comes_twice_before_all_others():
    course = courses.Course("全部", tuple(EXERCISES), 40, 1, 80, 0, "turns")
    found = courses.cases(course, Settings())
    assert [case.check for case in found] == [*islice(cycle(EXERCISES), 40)]
    for check in EXERCISES:
        clauses = [case.focus for case in found if case.check == check]
        assert len({*clauses}) == min(len(clauses), len(EXERCISES[check].focuses))


def test_the_same_link_gives_everybody_the_same_cases_and_no_solution():
    first, second = (ask("course", course=COURSE.to_dict()) for _ in range(2))
    assert first == second
    assert "expected" not in json.dumps(first)
    assert first != ask("course", course=COURSE.to_dict() | {"seed": "x2"})


@pytest.mark.parametrize(("wrong", "passed"), [(0, True), (2, True), (4, False), (6, False)])
def test_the_score_is_the_share_of_questions_answered_rightly(wrong, passed):
    file = answered(wrong)
    result = ask("finish", course=COURSE.to_dict(), attempt=file)
    blank = sum(len(case.parts) for case in courses.cases(COURSE, Settings())[:wrong])
    assert result["right"] == result["asked"] - blank
    assert result["score"] == round(100 * result["right"] / result["asked"])
    assert result["passed"] is passed
    assert sum(line["wrong"] for line in result["clauses"]) == blank
    assert sum(line["asked"] for line in result["clauses"]) == result["asked"]
    rates = [line["wrong"] / line["asked"] for line in result["clauses"]]
    assert rates == sorted(rates, reverse=True)


@pytest.mark.parametrize(
    ("finished", "in_time"),
    [("2026-12-05T09:30:00", True), ("2026-12-05T09:31:30", True), ("2026-12-05T09:31:31", False)],
)
def test_a_late_course_is_not_passed(finished, in_time):
    result = ask("finish", course=COURSE.to_dict(), attempt=answered(0, finished=finished))
    assert result["score"] == 100
    assert (result["in_time"], result["passed"]) == (in_time, in_time)


@pytest.mark.parametrize(
    "changed",
    [
        {"name": ""},
        {"name": "名" * 41},
        {"started": "x"},
        {"finished": None},
        {"finished": "2026-12-05T08:00:00"},
    ],
)
def test_a_result_needs_a_name_and_two_moments(changed):
    assert ask("finish", course=COURSE.to_dict(), attempt=answered(0) | changed)["errors"]


# The code


def code(**changed: Any) -> str:
    certified: dict[str, Any] = {
        "course": COURSE,
        "edition": EDITION,
        "name": "陈晓",
        "day": date(2026, 12, 5),
        "points": 88,
    } | changed
    return courses.code(*certified.values())


@pytest.mark.parametrize(
    "changed",
    [
        {"name": "陈小"},
        {"points": 89},
        {"day": date(2026, 12, 6)},
        {"edition": "2024.11"},
        {"course": courses.Course("试讲课程", ("credit", "order"), 6, 2, 50, 30, "x1")},
    ],
)
def test_the_code_changes_with_whatever_the_certificate_says(changed):
    assert code() == code()
    assert code(**changed) != code()


def test_the_code_is_easy_to_copy():
    assert [len(group) for group in code().split("-")] == [4, 4, 4]
    assert not set(code()) & set("ILOU")
    assert courses.same_code(code(), code().lower().replace("-", " "))
    assert courses.same_code("10V0-0000-0000", "iOUo-oooo-0000")
    assert not courses.same_code(code(), code()[:-1] + ("0" if code()[-1] != "0" else "1"))


@pytest.mark.parametrize(
    ("changed", "right"),
    [
        ({}, True),
        ({"name": "陈小"}, False),
        ({"score": "100"}, False),
        ({"date": "2026-12-06"}, False),
        ({"code": "0000-0000-0000"}, False),
        ({"edition": "2024.11"}, False),
    ],
)
def test_the_trainer_recognises_a_wrong_code(changed, right):
    file = answered(1)
    given = {
        "name": "陈晓",
        "score": str(file["score"]),
        "date": "2026-12-05",
        "edition": EDITION,
        "code": file["code"],
    }
    reply = ask("code", course=COURSE.to_dict(), **(given | changed))
    assert reply["right"] is right


@pytest.mark.parametrize(("changed", "fact"), [({"score": "101"}, "score"), ({"date": "2026-13-01"}, "date")])
def test_what_no_certificate_says_is_named(changed, fact):
    given = {"name": "陈晓", "score": "90", "date": "2026-12-05", "edition": EDITION, "code": "x"} | changed
    assert [error["fact"] for error in ask("code", course=COURSE.to_dict(), **given)["errors"]] == [fact]


# A class


def test_a_class_is_graded_again_from_the_answers():
    files = [
        answered(0),
        answered(3, name="李明"),
        answered(2, score=100),
        answered(1, code="0000-0000-0000"),
        answered(0, edition="2024.11"),
    ]
    reply = ask(
        "class",
        files=[{"name": f"{index}.json", "text": json.dumps(file)} for index, file in enumerate(files)],
    )
    assert reply["unusable"] == []
    checked = [
        (person["code_right"], person["score_right"], person["same_edition"]) for person in reply["people"]
    ]
    assert checked == [
        (True, True, True),
        # The name was changed, and with it the code.
        (False, True, True),
        (False, False, True),
        (False, True, True),
        (False, False, False),
    ]
    wrong = sum(line["wrong"] for line in reply["clauses"])
    assert wrong == sum(person["asked"] - person["right"] for person in reply["people"])
    rates = [line["wrong"] / line["asked"] for line in reply["clauses"]]
    assert rates == sorted(rates, reverse=True)
    assert "李明" in reply["clauses"][0]["missed_by"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '"x"',
        "{}",
        '{"kind": "other"}',
        json.dumps({"kind": courses.KIND, "course": {}}),
        "[" * 9999,
        None,
    ],
)
def test_a_file_that_is_no_result_is_named_and_the_others_are_read(text):
    reply = ask(
        "class",
        files=[{"name": "bad.json", "text": text}, {"name": "good.json", "text": json.dumps(answered(0))}],
    )
    assert [person["file"] for person in reply["people"]] == ["good.json"]
    assert [file["file"] for file in reply["unusable"]] == ["bad.json"]
    assert all(reply["unusable"][0]["problems"])


def test_answers_of_any_shape_are_merely_wrong():
    strange = [
        {"grade": {"x": 1}, "clause": ["credit.15"], "limit": 5, "approvers": [[], {}]},
        None,
        7,
        [],
        "x",
    ]
    result = ask("finish", course=COURSE.to_dict(), attempt=answered(0, answers=strange))
    assert result["right"] == 0


def test_a_course_that_is_none_cannot_be_verified():
    with pytest.raises(UnusableFacts):
        courses.verify({"kind": courses.KIND, "course": {"title": "x"}}, Settings())


# The next case


def test_the_next_case_leans_towards_what_was_missed():
    missed = {"credit.16.4": 3}
    focuses = [
        courses_focus(ask("next", check="credit", level=1, seed=f"n{n}", missed=missed)) for n in range(60)
    ]
    plain = [courses_focus(ask("next", check="credit", level=1, seed=f"n{n}", missed={})) for n in range(60)]
    assert focuses.count("credit.16.4") > 30 > 10 > plain.count("credit.16.4")
    assert len({*focuses}) > 5


def courses_focus(shown: dict[str, Any]) -> str:
    graded = ask("grade", check=shown["check"], level=shown["level"], seed=shown["seed"], answers={})
    return str(graded["deciding"])


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"check": "none"},
        {"check": "credit", "level": 9, "seed": "x"},
        {"check": "credit", "level": 1, "seed": "x" * 81},
    ],
)
def test_a_link_to_no_case_is_refused(given):
    assert ask("case", **given)["errors"]


def test_a_printed_sheet_has_every_solution():
    reply = ask("sheet", course=COURSE.to_dict())
    for case in reply["cases"]:
        assert [right["id"] for right in case["right"]] == [question["id"] for question in case["questions"]]
        assert all(right["text"] for right in case["right"])
        assert case["reasons"]


# Regulations with and without exercises

OFFERED = """
import json
from handbook_checker import CHECKS
from handbook_checker.training import courses, page
practised = json.loads(page.answer('{"ask": "exercises"}'))
print(json.dumps([[*CHECKS], [*practised], [course.checks for about, course in courses.READY]]))
"""


@pytest.mark.parametrize(
    ("regulation", "removed"),
    [
        (module.__name__.rpartition(".")[2], removed)
        for module in REGULATIONS
        for removed in ("exercises", ".")
        if removed == "." or find_spec(f"{module.__name__}.exercises")
    ],
)
def test_a_regulation_that_loses_its_exercises_or_goes_drops_out(tmp_path, regulation, removed):
    package = copy_of_the_checker(tmp_path)
    shutil.rmtree(package / regulation / removed)
    offered, practised, ready = run_in(package, OFFERED)
    left = [id for id, check in CHECKS.items() if check.regulation != regulation]
    assert offered == (left if removed == "." else [*CHECKS])
    assert practised == [id for id in EXERCISES if id in left]
    kept = [[id for id in course.checks if id in left] for _about, course in courses.READY]
    assert ready == [checks for checks in kept if checks]
