"""Where a wrong answer on pay departs from the rules, in words that name the slip."""

import pytest
from handbook_checker.model.clauses import stated
from handbook_checker.model.wording import numeral, quantity

from tests.training.departures import departs

LATE = stated("service.7.1")
LOWER, HIGHER, TIMES = LATE.percent, LATE.percent_then, LATE.too_often + 1
BASE = 5000
OF = {percent: BASE * percent // 100 for percent in (LOWER, HIGHER)}
MONTH = {"as_of": "2027-03-31", "base_salary": str(BASE), "late_count": TIMES, "complaint_count": 0}


@pytest.mark.parametrize(
    ("answer", "remark"),
    [
        (OF[HIGHER] * TIMES, f"您对每一次都按 {HIGHER}% 扣了"),
        (OF[LOWER] * TIMES, f"您对每一次都按 {LOWER}% 扣了"),
        (OF[HIGHER], f"您只扣了一次 {HIGHER}%"),
        (
            999,
            f"前{quantity(LATE.too_often - 1)}次各 {LOWER}%，从第{numeral(LATE.too_often)}次起各 {HIGHER}%，"
            f"{TIMES} 次共 {LATE.percent_for(TIMES)}%（解释 I-24）",
        ),
    ],
)
def test_what_being_late_costs(answer, remark):
    grading = departs(
        "pay", MONTH, "lateness", str(answer), "service.7.1", level=2, extra={"aspect": "lateness"}
    )
    assert remark in grading["text"]
    assert grading["clauses"] == ["service.7.1"]
