"""What pages ask and what they receive, as types: plain JSON values, whatever module answers.

The functions that answer build plain dictionaries, and nothing here runs in a browser. `tools/export/surface_types.py`
turns these types into TypeScript's for the pages' scripts, and `tests/checker/test_replies.py` holds real replies to
them. An amount of money is text in yuan with two decimals, a date is text such as ``2026-12-01``; ids are those of
clauses, facts, checks and readings. What is not settled is None.
"""

from typing import Any, Literal, NotRequired, TypedDict

Status = Literal["met", "not_met", "unknown", "not_applicable"]
"""What a clause as written says of the facts."""
Tone = Literal["good", "bad", "open", "note"]
"""Whether a sentence is good news, bad news, still open, or merely to be noted."""


class Problem(TypedDict):
    """What is wrong with one fact; `fact` is None where the whole request is unusable."""

    fact: str | None
    problem: str
    value: Any


class Unusable(TypedDict):
    """Instead of a reply of the training: everything that is wrong with what was sent."""

    errors: list[Problem]


# A check


class CheckRequest(TypedDict):
    """Facts as typed, by name; `settings` are the organisation's, or None for the defaults."""

    check: str
    settings: dict[str, Any] | None
    entries: dict[str, Any]


class Finding(TypedDict):
    """What one clause says of the facts that it reads."""

    clause: str
    status: Status
    facts: list[str]


class Condition(TypedDict):
    """Something to be done or confirmed, under the clause that asks for it."""

    clause: str
    text: str


class Conflict(TypedDict):
    """Facts that cannot all be true, under the clause that asks for them to be compared."""

    facts: list[str]
    clause: str


class Outcome(TypedDict):
    """What every outcome has; each check adds fields of its own, which pages show by the view alone."""

    check: str
    edition: str
    as_of: str
    in_force: bool
    findings: list[Finding]
    conditions: list[Condition]
    conflicts: list[Conflict]
    missing: list[str]
    """Unknown facts that can still change the outcome, in the order in which it pays to ask."""
    readings: list[str]


class FieldItem(TypedDict):
    """A labelled value; an unsettled one says so."""

    label: str
    value: str
    clauses: list[str]
    note: str
    settled: bool


class ChainItem(TypedDict):
    """Somebody who has to sign: in which step, and whether to submit, review or approve, in words."""

    role: str
    step: int
    act: str
    clauses: list[str]


class StepItem(TypedDict):
    """One step of a process: what, who, and by when, in words."""

    text: str
    state: Literal["done", "next", "todo", "unknown"]
    who: str
    by: str
    clauses: list[str]


class QuestionItem(TypedDict):
    """A fact that is still worth asking for."""

    fact: str
    label: str
    question: str
    clauses: list[str]


class ReasonItem(TypedDict):
    """A finding in words."""

    clause: str
    status: Status
    status_label: str
    tone: Tone
    facts: list[str]


class ListItem(TypedDict):
    """A remark; its text may be the id of a reading, which then stands in `readings` as well."""

    text: str
    clauses: list[str]
    readings: list[str]
    facts: NotRequired[list[str]]


class FieldsSection(TypedDict):
    id: str
    title: str
    kind: Literal["fields"]
    items: list[FieldItem]


class ChainSection(TypedDict):
    id: str
    title: str
    kind: Literal["chain"]
    items: list[ChainItem]


class StepsSection(TypedDict):
    id: str
    title: str
    kind: Literal["steps"]
    items: list[StepItem]


class QuestionsSection(TypedDict):
    id: str
    title: str
    kind: Literal["questions"]
    items: list[QuestionItem]


class ReasonsSection(TypedDict):
    id: str
    title: str
    kind: Literal["reasons"]
    items: list[ReasonItem]


class ListSection(TypedDict):
    id: str
    title: str
    kind: Literal["list"]
    items: list[ListItem]


Section = FieldsSection | ChainSection | StepsSection | QuestionsSection | ReasonsSection | ListSection


class Headline(TypedDict):
    """The answer in a sentence."""

    tone: Tone
    text: str


class View(TypedDict):
    """An outcome in words; its sections are shown alike for every check."""

    headline: Headline
    sections: list[Section]


class CheckReply(TypedDict):
    """The reply to a check; where an entry cannot be used there are `errors`, and neither outcome nor view."""

    facts: dict[str, bool | int | str | None]
    """Each entry as it was taken; None where the answer is that nobody knows."""
    understood: dict[str, str]
    """The usable ones in words."""
    errors: list[Problem]
    outcome: Outcome | None
    view: View | None


# What the check of a customer adds to its outcome; the page about the effect of an amendment compares it.


class Rating(TypedDict):
    grade: str | None
    possible: list[str]


class Term(TypedDict):
    """A length of time in one of the two units."""

    months: NotRequired[int]
    days: NotRequired[int]


class Credit(TypedDict):
    decision: Literal["permitted", "refused", "undetermined"]
    kind: str | None
    limit: str | None
    available: str | None
    term: Term | None
    due: str | None
    request: str | None
    because: list[str] | None


class Approver(TypedDict):
    role: str
    step: int
    act: Literal["submit", "review", "approve"]
    clauses: list[str]


class CreditFields(TypedDict):
    """Before the regulation is in force every field is None."""

    rating: Rating | None
    credit: Credit | None
    approvers: list[Approver] | None


# Many customers at once


class Column(TypedDict):
    """How one column of a table is read."""

    column: str
    heading: str
    use: Literal["fact", "naming", "repeated", "unread"]
    fact: str | None
    label: str | None
    like: str | None
    """The column that it repeats."""
    near: str | None
    """What its heading may have been meant to be."""


class AbsentFact(TypedDict):
    fact: str
    label: str
    set: str | None
    """What the organisation has set for it, in words."""


class Plan(TypedDict):
    """What was understood of a table."""

    check: str
    encoding: str
    delimiter: str
    rows: int
    sentence: str
    columns: list[Column]
    absent: list[AbsentFact]


class PortfolioProblems(TypedDict):
    """Instead of a reply: what was sent cannot be used."""

    problems: list[str]


class Taken(TypedDict):
    plan: Plan
    headings: list[str]
    """Of the table of outcomes."""
    naming: int
    """So many of its columns name the customer."""
    batches: int
    counted: str
    """What another worker need not find out again."""


class Nothing(TypedDict):
    """Done; there is nothing to tell."""


class Decided(TypedDict):
    rows: int
    totals: dict[str, int]
    """Of all rows that this worker has decided; to be handed back for a summary."""


class Typed(TypedDict):
    typed: list[list[str]]
    """Each row's facts as they stand in the table, in the order of the plan's columns."""


class GradeTotal(TypedDict):
    grade: str
    label: str
    customers: int
    permitted: int
    limits: str


class Summary(TypedDict):
    rows: int
    unusable: int
    grades: list[GradeTotal]
    limits: str
    open_limits: int
    customers_beyond_limit: int
    beyond_limit: str
    balance: str | None
    balances_differ: bool
    above_balance: str | None
    below_balance: str | None


class Summed(TypedDict):
    summary: Summary


class SheetRead(TypedDict):
    sheet: str


class Take(TypedDict):
    """The table is attached; `ragged` where its rows may be shorter than its headings."""

    do: Literal["take"]
    ragged: bool
    settings: NotRequired[dict[str, Any] | None]
    """The organisation's, of which the plan speaks."""
    counted: NotRequired[str]


class Start(TypedDict):
    """The port to which decided rows go is attached."""

    do: Literal["start"]
    settings: dict[str, Any] | None
    today: str


class WarmUp(TypedDict):
    do: Literal["warm up"]


class Decide(TypedDict):
    """Batches from `first` to `last`."""

    do: Literal["decide"]
    first: int
    last: int


class AskTyped(TypedDict):
    do: Literal["typed"]
    rows: list[int]


class Summarise(TypedDict):
    do: Literal["summary"]
    totals: list[dict[str, int]]
    balance: str


class ReadSpreadsheet(TypedDict):
    """The file and the library are attached; the table is handed over as a blob."""

    do: Literal["read spreadsheet"]


class WriteSpreadsheet(TypedDict):
    do: Literal["write spreadsheet"]
    title: NotRequired[str]
    company: NotRequired[str]
    """Whose workbook it is."""


PortfolioRequest = Take | Start | WarmUp | Decide | AskTyped | Summarise | ReadSpreadsheet | WriteSpreadsheet

PortfolioReplies = TypedDict(
    "PortfolioReplies",
    {
        "take": Taken,
        "start": Nothing,
        "warm up": Nothing,
        "decide": Decided,
        "typed": Typed,
        "summary": Summed,
        "read spreadsheet": SheetRead,
        "write spreadsheet": Nothing,
    },
)
"""The reply to each request; `PortfolioProblems` instead where what was sent cannot be used."""


# Training


class Sentence(TypedDict):
    text: str
    facts: list[str]


QuestionKind = Literal["one", "many", "sequence", "amount", "day", "clause"]


class Question(TypedDict):
    id: str
    prompt: str
    kind: QuestionKind
    options: list[list[str]]
    """A value and its label each; of clauses the id alone counts."""
    can_be_open: bool
    can_be_none: bool


class Case(TypedDict):
    """What a trainee is shown: the story in paragraphs of sentences, and the questions."""

    check: str
    level: int
    seed: str
    title: str
    story: list[list[Sentence]]
    questions: list[Question]


class Remark(TypedDict):
    """Something said about an answer, with the clauses that say so and the facts of the story that it rests on."""

    text: str
    clauses: list[str]
    facts: list[str]


class GradedPart(TypedDict):
    """One question graded; both answers in words, of a clause its id."""

    id: str
    prompt: str
    kind: QuestionKind
    right: bool
    answered: bool
    yours: str
    expected: str
    accepted: list[str]
    clause: str
    departs: Remark | None


class Graded(TypedDict):
    check: str
    level: int
    seed: str
    deciding: str
    parts: list[GradedPart]
    right: int
    asked: int
    reasons: list[Remark]
    readings: list[str]
    facts: dict[str, str]
    """As the check's own form holds them."""


CourseLink = TypedDict(
    "CourseLink",
    {
        "title": str,
        "checks": str,
        "cases": str,
        "level": str,
        "pass": str,
        "minutes": str,
        "seed": str,
    },
)
"""A course as its link holds it."""


class Course(TypedDict):
    course: CourseLink
    cases: list[Case]


class Solution(TypedDict):
    id: str
    kind: QuestionKind
    text: str
    accepted: list[str]


class SolvedCase(Case):
    right: list[Solution]
    reasons: list[Remark]


class Sheet(TypedDict):
    course: CourseLink
    cases: list[SolvedCase]


class ClauseTally(TypedDict):
    """How often a clause was asked of, and how often the answer was wrong."""

    clause: str
    asked: int
    wrong: int


class Result(TypedDict):
    course: CourseLink
    edition: str
    name: str
    started: str
    finished: str
    minutes_taken: int
    in_time: bool
    score: int
    passed: bool
    right: int
    asked: int
    clauses: list[ClauseTally]
    code: str


class Finished(Result):
    cases: list[Graded]


class Person(Result):
    """A result file, graded again, beside what it claims."""

    file: str
    claimed: int | None
    edition_given: str
    same_edition: bool
    code_given: str
    code_right: bool
    score_right: bool


class ClassTally(ClauseTally):
    missed_by: list[str]


class UnusableFile(TypedDict):
    file: str
    problems: list[str]


class ClassResult(TypedDict):
    people: list[Person]
    clauses: list[ClassTally]
    unusable: list[UnusableFile]


class CodeVerdict(TypedDict):
    """Whether the code on a certificate belongs to what else stands on it, and whether that is a pass."""

    right: bool
    passed: bool


TrainingReplies = TypedDict(
    "TrainingReplies",
    {
        "case": Case,
        "next": Case,
        "grade": Graded,
        "course": Course,
        "sheet": Sheet,
        "finish": Finished,
        "code": CodeVerdict,
        "class": ClassResult,
        "exercises": dict[str, list[str]],
    },
)
"""The reply to each request; `Unusable` instead where what was sent cannot be used."""

TrainingRequests = TypedDict(
    "TrainingRequests",
    {
        "case": "CaseWanted",
        "next": "NextWanted",
        "grade": "Answered",
        "course": "CourseWanted",
        "sheet": "CourseWanted",
        "finish": "CourseDone",
        "code": "Certificate",
        "class": "ResultFiles",
        "exercises": Nothing,
    },
)
"""What goes along with each request, beside `ask`, its name, and `settings`.

Whatever comes from an address, a file or a form is taken as anything, and what cannot be used is named.
"""


class CaseWanted(TypedDict):
    check: str
    level: int
    seed: str


class NextWanted(CaseWanted):
    missed: dict[str, int]
    """How often each clause was missed lately."""


class Answered(CaseWanted):
    answers: dict[str, str | list[str]]


class CourseWanted(TypedDict):
    course: dict[str, str]


class Attempt(TypedDict):
    """Moments as the local clock shows them; the answers in the order of the cases."""

    name: str
    started: str
    finished: str
    answers: list[dict[str, str | list[str]]]


class CourseDone(TypedDict):
    course: dict[str, str] | CourseLink
    attempt: Attempt


class Certificate(TypedDict):
    course: dict[str, str]
    name: str
    date: str
    score: str
    edition: str
    code: str


class ResultFile(TypedDict):
    name: str
    text: str


class ResultFiles(TypedDict):
    files: list[ResultFile]
