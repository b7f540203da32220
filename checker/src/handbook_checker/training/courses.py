"""Courses: a number of cases with a pass mark, set by a trainer with nothing but a link; and what comes of one."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from random import Random
from typing import Any, NamedTuple

from .. import EDITION
from ..model.catalogue import _
from ..model.facts import Problem, UnusableFacts
from ..model.settings import Settings
from .cases import Case, grade, make, seed_for
from .exercise import LEVELS
from .exercises import EXERCISES
from .trainees import TRAINEES

MOST_CASES, LONGEST, LONGEST_TITLE, LONGEST_NAME = 40, 240, 60, 40
_SEED = 40


@dataclass(frozen=True)
class Course:
    """What a trainer sets."""

    title: str
    checks: tuple[str, ...]
    cases: int
    level: int
    pass_mark: int
    """In percent of the questions."""
    minutes: int
    """0 where there is no limit."""
    seed: str

    def to_dict(self) -> dict[str, str]:
        """The course as its link holds it."""
        return {
            "title": self.title,
            "checks": ",".join(self.checks),
            "cases": str(self.cases),
            "level": str(self.level),
            "pass": str(self.pass_mark),
            "minutes": str(self.minutes),
            "seed": self.seed,
        }


def ready() -> Iterator[tuple[str, Course]]:
    """The course of each trainee for whom exercises are meant, with what it is about."""
    for id, trainee in TRAINEES.items():
        topics = {
            check: exercise.courses[id] for check, exercise in EXERCISES.items() if id in exercise.courses
        }
        if topics:
            about = f"{trainee.called}要会的：{'、'.join(topics.values())}。"
            yield (
                about,
                Course(
                    trainee.title,
                    tuple(topics),
                    trainee.cases,
                    trainee.level,
                    trainee.pass_mark,
                    trainee.minutes,
                    seed=id,
                ),
            )


READY: tuple[tuple[str, Course], ...] = tuple(ready())
"""The ready-made courses."""


def whole_text(given: Any) -> str:
    """What was given, as text; half a character in it, which nothing can encode, becomes a question mark."""
    return str(given).encode("utf-8", "replace").decode()


def parse(given: Mapping[str, Any]) -> Course:
    """A course from its link; `UnusableFacts` names everything that is wrong with it."""
    problems: list[Problem] = []

    def number(name: str, low: int, high: int, label: str) -> int:
        text = str(given.get(name, ""))
        if text.isascii() and text.isdigit() and len(text) < 6 and low <= int(text) <= high:
            return int(text)
        problem = _("{label}应为 {low} 至 {high} 的整数。").format(label=_(label), low=low, high=high)
        problems.append(Problem(name, problem, text))
        return low

    title = whole_text(given.get("title", "")).strip()
    if not 0 < len(title) <= LONGEST_TITLE:
        problems.append(
            Problem("title", _("课程名称应有 1 至 {most} 个字。").format(most=LONGEST_TITLE), title)
        )
    named = [name for name in str(given.get("checks", "")).split(",") if name]
    checks = tuple(id for id in dict.fromkeys(named) if id in EXERCISES)
    if not checks or len(checks) != len(named):
        problems.append(Problem("checks", _("请至少选一项核对，并且只选这里有的。"), ",".join(named)))
    seed = whole_text(given.get("seed", "")).strip()
    if not 0 < len(seed) <= _SEED:
        problems.append(Problem("seed", _("题目编号应有 1 至 {most} 个字。").format(most=_SEED), seed))
    course = Course(
        title,
        checks,
        number("cases", 1, MOST_CASES, "题数"),
        number("level", min(LEVELS), max(LEVELS), "难度"),
        number("pass", 0, 100, "及格线"),
        number("minutes", 0, LONGEST, "时限（分钟）"),
        seed,
    )
    if problems:
        raise UnusableFacts(problems)
    return course


def cases(course: Course, settings: Settings) -> list[Case]:
    """The cases of a course: the checks take turns, and no clause is asked of twice before every other was."""
    wanted: dict[str, Iterator[str]] = {check: _rounds(course.seed, check) for check in course.checks}
    found = []
    for index in range(course.cases):
        check = course.checks[index % len(course.checks)]
        seed = seed_for(check, course.level, f"{course.seed}.{index + 1}", {next(wanted[check])})
        found.append(make(check, course.level, seed, settings))
    return found


def _rounds(seed: str, check: str) -> Iterator[str]:
    """The clauses on which cases of a check can turn, shuffled anew for each round."""
    rng = Random(f"{seed} {check}")
    while True:
        yield from rng.sample(EXERCISES[check].focuses, len(EXERCISES[check].focuses))


class Tally(NamedTuple):
    """How often a clause was asked of, and how often the answer was wrong."""

    asked: int
    wrong: int


def tally(graded: Sequence[Mapping[str, Any]]) -> dict[str, Tally]:
    """The questions of graded cases by the clause under which each is counted."""
    found: dict[str, Tally] = {}
    for case in graded:
        for part in case["parts"]:
            asked, wrong = found.get(part["clause"], Tally(0, 0))
            found[part["clause"]] = Tally(asked + 1, wrong + (not part["right"]))
    return found


def score(graded: Sequence[Mapping[str, Any]]) -> int:
    """Percent of the questions answered rightly, rounded half up."""
    right, asked = sum(case["right"] for case in graded), sum(case["asked"] for case in graded)
    return (200 * right + asked) // (2 * asked) if asked else 0


def finish(course: Course, attempt: Mapping[str, Any], settings: Settings) -> dict[str, Any]:
    """The result of a course: each case graded, the score by clause, and what the certificate needs."""
    name, started, finished = _whose(attempt)
    answers = attempt.get("answers")
    given = answers if isinstance(answers, list) else []
    graded = [
        grade(case, given[index] if index < len(given) and isinstance(given[index], dict) else {})
        for index, case in enumerate(cases(course, settings))
    ]
    points = score(graded)
    in_time = not course.minutes or (finished - started).total_seconds() <= 60 * course.minutes + _GRACE
    passed = points >= course.pass_mark and in_time
    return {
        "course": course.to_dict(),
        "edition": EDITION,
        "name": name,
        "started": started.isoformat(),
        "finished": finished.isoformat(),
        "minutes_taken": int((finished - started).total_seconds() // 60),
        "in_time": in_time,
        "score": points,
        "passed": passed,
        "right": sum(case["right"] for case in graded),
        "asked": sum(case["asked"] for case in graded),
        "clauses": [
            {"clause": id, "asked": t.asked, "wrong": t.wrong} for id, t in hardest_first(tally(graded))
        ],
        "cases": graded,
        "code": code(course, EDITION, name, finished.date(), points),
    }


_GRACE = 90
"""Seconds after the limit in which the last answers may still be on their way."""


def hardest_first(found: Mapping[str, Tally]) -> list[tuple[str, Tally]]:
    """Clauses by the share of wrong answers, then by their number."""
    return sorted(
        found.items(), key=lambda item: (-item[1].wrong / item[1].asked, -item[1].wrong, -item[1].asked)
    )


def _whose(attempt: Mapping[str, Any]) -> tuple[str, datetime, datetime]:
    problems = []
    name = attempt.get("name")
    name = whole_text(name).strip() if isinstance(name, str) else ""
    if not 0 < len(name) <= LONGEST_NAME:
        problems.append(Problem("name", _("姓名应有 1 至 {most} 个字。").format(most=LONGEST_NAME), name))
    moments = []
    for key in ("started", "finished"):
        try:
            moments.append(datetime.fromisoformat(str(attempt.get(key))).replace(tzinfo=None))
        except ValueError:
            problems.append(Problem(key, _("开始和完成的时间写得不对。"), str(attempt.get(key))))
    if len(moments) == 2 and moments[1] < moments[0]:
        problems.append(Problem("finished", _("完成的时间早于开始的时间。"), str(attempt.get("finished"))))
    if problems:
        raise UnusableFacts(problems)
    return name, moments[0], moments[1]


# The certificate's code

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without I, L, O and U, which are easily misread."""


def code(course: Course, edition: str, name: str, day: date, points: int) -> str:
    """A checksum over what a certificate says, in three groups of four.

    It shows that nothing was changed or miscopied afterwards. It is no signature: it holds no secret, so whoever knows
    how it is made can make one. What proves the score is the result file, whose answers are graded again.
    """
    text = "\n".join((*course.to_dict().values(), edition, name, day.isoformat(), str(points)))
    number = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big") >> 4
    letters = "".join(_LETTERS[number >> 5 * index & 31] for index in reversed(range(12)))
    return "-".join(letters[index : index + 4] for index in (0, 4, 8))


def same_code(one: str, other: str) -> bool:
    """Whether two codes are the same to a reader: spaces, dashes, small letters and lookalikes aside."""
    return _plain(one) == _plain(other)


def _plain(text: str) -> str:
    alike = str.maketrans("ILOU", "110V")
    return "".join(letter for letter in text.upper().translate(alike) if letter in _LETTERS)


# A class

KIND = "handbook-training-result"


def verify(given: Mapping[str, Any], settings: Settings) -> dict[str, Any]:
    """A result file, graded again from its answers, beside what it claims."""
    if given.get("kind") != KIND or not isinstance(given.get("course"), Mapping):
        raise UnusableFacts([Problem(None, _("这不是本手册导出的课程成绩。"))])
    course = parse(given["course"])
    result = finish(course, given, settings)
    same_edition = given.get("edition") == EDITION
    claimed = given.get("score")
    day = datetime.fromisoformat(result["finished"]).date()
    named = whole_text(given.get("edition", ""))
    expected = code(course, named, result["name"], day, claimed) if type(claimed) is int else ""
    return {
        **{name: value for name, value in result.items() if name != "cases"},
        "claimed": claimed if type(claimed) is int else None,
        "edition_given": named,
        "same_edition": same_edition,
        "code_given": str(given.get("code", "")),
        "code_right": bool(expected) and same_code(expected, str(given.get("code", ""))),
        # Of another edition the rules may differ, and with them what is right.
        "score_right": same_edition and claimed == result["score"],
    }


def check_code(given: Mapping[str, Any]) -> dict[str, Any]:
    """Whether the code on a certificate belongs to what else stands on it."""
    course = parse(given["course"] if isinstance(given.get("course"), Mapping) else {})
    name, points, day = (
        whole_text(given.get("name", "")).strip(),
        str(given.get("score", "")),
        str(given.get("date", "")),
    )
    problems = []
    if not (points.isascii() and points.isdigit() and len(points) < 4 and int(points) <= 100):
        problems.append(Problem("score", _("成绩应为 0 至 100 的整数。"), points))
    try:
        finished = date.fromisoformat(day)
    except ValueError:
        problems.append(Problem("date", _("日期应为 2026-12-01 的形式。"), day))
    if problems:
        raise UnusableFacts(problems)
    expected = code(course, whole_text(given.get("edition", "")), name, finished, int(points))
    return {
        "right": same_code(expected, str(given.get("code", ""))),
        "passed": int(points) >= course.pass_mark,
    }


def class_of(results: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The clauses over several results, hardest first, each with how many people got it wrong."""
    total: dict[str, Tally] = {}
    missed_by: dict[str, list[str]] = {}
    for result in results:
        for line in result["clauses"]:
            asked, wrong = total.get(line["clause"], Tally(0, 0))
            total[line["clause"]] = Tally(asked + line["asked"], wrong + line["wrong"])
            if line["wrong"]:
                missed_by.setdefault(line["clause"], []).append(result["name"])
    return [
        {"clause": id, "asked": t.asked, "wrong": t.wrong, "missed_by": missed_by.get(id, [])}
        for id, t in hardest_first(total)
    ]
