"""Amendments as their author would make them: the page, the rule, the cases, and for credit the second writing."""

from typing import NamedTuple

from tests.adoption.adopter import PACKAGE

Edits = dict[str, list[tuple[str, str]]]


class Amendment(NamedTuple):
    """What is changed in which files, and why."""

    clause: str
    reason: str
    edits: Edits
    replaced: str = ""
    """A pattern of what nothing of the new edition may say any more."""


CREDIT = "docs/regulations/credit.md"
CREDIT_RULES = f"{PACKAGE}/credit/rules.py"
CREDIT_CASES = "tests/credit/test_credit.py"
ORACLE = "tests/oracle/credit.py"

_COLLATERAL = ("同时不超过抵押资产额度。", "同时不超过抵押资产额度的70%。")
_LATE = (
    "最多每月不得超过三次,超过三次(含)以上者",
    "最多每月不得超过五次,超过五次(含)以上者",
)
_COOPERATION = ("双方业务合作一年或以上。", "双方业务合作两年或以上。")
_REVIEW = (
    "客户服务主管对客户服务专员的《客户回访记录》、《客户回访报告表》进行审查,并提出指导意见。",
    "客户服务主管对客户服务专员的回访记录和报告进行审查,并提出指导意见。",
)

_LATE_CASES = [
    ('("4500", 3, None, "from_third", "315.00")', '("4500", 5, None, "from_third", "405.00")'),
    ('("4500", 4, None, "from_third", "540.00")', '("4500", 4, None, "from_third", "180.00")'),
    ('("4500", 3, None, "whole_month", "675.00")', '("4500", 5, None, "whole_month", "1125.00")'),
    ('("4500", 4, None, "whole_month", "900.00")', '("4500", 4, None, "whole_month", "180.00")'),
    (
        '("4500", 3, "whole_month", "from_third", "675.00")',
        '("4500", 5, "whole_month", "from_third", "1125.00")',
    ),
    (
        '("4500", 3, "from_third", "whole_month", "315.00")',
        '("4500", 5, "from_third", "whole_month", "405.00")',
    ),
    ('("3333.33", 3, None, "from_third", "233.33")', '("3333.33", 5, None, "from_third", "300.00")'),
    (
        '10_000, None, "from_third", "4999199999999995.00"',
        '10_000, None, "from_third", "4998399999999995.00"',
    ),
    ("late >= 3", "late >= 5"),
    ('(3, "not_met")', '(4, "met"), (5, "not_met")'),
    ('"550.00", "3950.00"', '"190.00", "4310.00"'),
    ('{"late_count": 21}, "4365.00", "135.00"', '{"late_count": 23}, "4455.00", "45.00"'),
    ('{"late_count": 22}, "4590.00"', '{"late_count": 24}, "4680.00"'),
    ('"late_count": 22', '"late_count": 24'),
    ('"late_count": 21', '"late_count": 23'),
    ("[None, 0, 1, 2, 3, 20, 21, 22]", "[None, 0, 1, 4, 5, 20, 23, 24]"),
    ("[0, 1, 2, 3, 100]", "[0, 1, 4, 5, 100]"),
    ("higher_from = 3", "higher_from = 5"),
    ("late < 3", "late < 5"),
    ("扣款 550.00 元，扣款后的工资 3,950.00 元", "扣款 190.00 元，扣款后的工资 4,310.00 元"),
    ('"late_count": "22"', '"late_count": "24"'),
    ('"456.00", "10.00", "466.00", "3334.00"', '"152.00", "10.00", "162.00", "3638.00"'),
]

AMENDMENTS = {
    "a shorter term": Amendment(
        "credit.27",
        "缩短B级客户的临时期限，控制回款风险。",
        {
            CREDIT: [("回款期限为15天", "回款期限为10天")],
            CREDIT_RULES: [("回款期限为15天", "回款期限为10天"), ("days(15)", "days(10)")],
            CREDIT_CASES: [('{"days": 15}', '{"days": 10}'), ('"2027-01-04"', '"2026-12-30"')],
            "tests/credit/test_departures.py": [("第十五天到期", "第十天到期")],
            ORACLE: [("Term(days=15)", "Term(days=10)"), ("a month or 15 days", "a month or 10 days")],
        },
        r"15 ?天|十五天|P15D",
    ),
    "a share of the collateral": Amendment(
        "credit.27",
        "抵押物变现时通常有折价。",
        {
            CREDIT: [_COLLATERAL],
            CREDIT_RULES: [
                _COLLATERAL,
                ("caps=(standard, collateral_value)", "caps=(standard, collateral_value.share(70))"),
            ],
            CREDIT_CASES: [('"collateral_value": "80000"', '"collateral_value": "114285.72"')],
            ORACLE: [('facts["collateral_value"]', 'facts["collateral_value"] * 70 // 100')],
        },
    ),
    "more times late": Amendment(
        "service.7.1",
        "放宽迟到的次数。",
        {
            "docs/regulations/service.md": [_LATE],
            f"{PACKAGE}/service/rules.py": [_LATE, ("too_often=3", "too_often=5")],
            "tests/service/test_pay.py": _LATE_CASES,
        },
        r"第?[三3]次",
    ),
    "two years": Amendment(
        "credit.15.1",
        "一年的往来不足以看出客户的信用。",
        {
            CREDIT: [_COOPERATION],
            CREDIT_RULES: [_COOPERATION, ("period=years(1)", "period=years(2)")],
            CREDIT_CASES: [
                ('"2025-11-24"', '"2024-11-24"'),
                ('"2025-11-25"', '"2024-11-25"'),
                ('"2024-02-29", "as_of": "2025-02-27"', '"2024-02-29", "as_of": "2026-02-27"'),
                ('"2024-02-29", "as_of": "2025-02-28"', '"2024-02-29", "as_of": "2026-02-28"'),
                ('"2026-11-24", "2027-02-28"', '"2026-11-24", "2028-02-28"'),
                ('("cooperation_since", None, "2024-02-29"', '("cooperation_since", None, "2023-02-28"'),
            ],
            ORACLE: [("YEARS_OF_COOPERATION = 1", "YEARS_OF_COOPERATION = 2")],
        },
    ),
    "words that spoke of another clause": Amendment(
        "visits.5.2",
        "记录和报告都要审查，不限于某一张表。",
        {
            "docs/regulations/visits.md": [_REVIEW],
            "docs/regulations/visits.toml": [
                ('"visits.5.2" = { "《客户回访报告表》" = "visits.5.1" }\n', "")
            ],
            f"{PACKAGE}/visits/rules.py": [_REVIEW],
        },
    ),
}
