"""Training in the words of an organisation that has other titles: told, asked and graded alike."""

import json

import pytest
from handbook_checker.model.settings import Settings, parse_settings
from handbook_checker.model.titles import named, roles, titled
from handbook_checker.site import answer
from handbook_checker.training.cases import grade, make
from handbook_checker.training.courses import READY
from handbook_checker.training.exercise import LEVELS
from handbook_checker.training.exercises import EXERCISES

# Each role has the name of another: whatever is renamed twice, or not at all, shows.
CALLED = dict(zip(roles(), (*roles()[1:], roles()[0]), strict=True))
SETTINGS = parse_settings({"titles": CALLED})


@pytest.mark.parametrize("check", EXERCISES)
def test_a_case_is_told_and_asked_with_the_titles_and_graded_the_same(check):
    texts = []
    for number in range(120):
        case, own = (
            make(check, number % len(LEVELS) + 1, f"t{number}", settings)
            for settings in (Settings(), SETTINGS)
        )
        plain, shown = case.to_dict(), own.to_dict()
        values = [[value for value, _ in question["options"]] for question in plain["questions"]]
        assert values == [[value for value, _ in question["options"]] for question in shown["questions"]]
        for question in (*plain["questions"], *shown["questions"]):
            question["options"] = [label for _, label in question["options"]]
        assert shown == titled(plain, SETTINGS.titles)
        right = {part.id: part.expected for part in case.parts}
        # Wrong answers, for the sake of what is said of them.
        wrong = {part.id: part.options[-1][0] for part in case.parts if part.options}
        for answers in (right, wrong, {id: [value] for id, value in wrong.items()}):
            assert grade(own, answers) == titled(grade(case, answers), SETTINGS.titles)
        assert grade(own, right)["right"] == len(case.parts)
        texts.append(json.dumps([plain, grade(case, wrong)], ensure_ascii=False))
    assert check in ("violation", "conduct", "service", "pay") or named("".join(texts))


def test_a_printed_course_has_the_titles():
    course = READY[1][1].to_dict()

    def sheet(titles):
        request = {"ask": "sheet", "course": course, "settings": {"titles": titles}}
        return json.loads(answer("training", json.dumps(request)))

    plain, shown = sheet({}), sheet(CALLED)
    for printed in (plain, shown):
        for case in printed["cases"]:
            for question in case["questions"]:
                question["options"] = [label for _, label in question["options"]]
    assert shown == titled(plain, SETTINGS.titles)
    assert shown != plain
