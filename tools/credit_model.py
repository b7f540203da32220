"""The rating and credit rules a second time, as the decisions of a DMN model: tables that can be read beside the text.

Nothing here is taken from the checker's rules; only what facts and clauses are called is. An independent engine
evaluates the model and has to agree with the checker (tests/proof/test_dmn.py).

A table is written as it is read: a line of headings, then one line for each rule. Before `||` stand the clauses behind
the rule and a test for each input, after it the outputs. Expressions are FEEL.
"""

from typing import NamedTuple


class Table(NamedTuple):
    """A decision table."""

    hit_policy: str
    text: str
    aggregation: str = ""


class Decision(NamedTuple):
    """One decision: a table, or a FEEL expression with the clauses behind it."""

    name: str
    label: str
    type: str
    logic: Table | str
    clauses: str = ""


TYPES = {
    "role": ("string", '"downstream","upstream"'),
    "requested_kind": ("string", '"temporary","long_term"'),
    "grade": ("string", '"A","B","C"'),
    "decision": ("string", '"permitted","refused"'),
    "request": ("string", '"within_limit","over_limit"'),
}
"""Types of a few values each, named like the fact or decision that has them."""

RECORDS = {
    "permission": {
        "open": ("boolean", "可以授信"),
        "article": ("string", "依据的条文"),
        "term": ("string", "期限"),
    },
    "approver": {"role": ("string", "职务"), "act": ("string", "行为"), "clauses": ("clauses", "条文")},
}
"""Values of several parts: the type and the label of each."""
LISTS = {"clauses": "string", "approvers": "approver"}
"""Lists: the type of their items."""


def any_of(facts: dict[str, str], otherwise: str) -> Table:
    """True where any of the facts is, each under its own clause; false, under `otherwise`, where none is."""
    lines = [f"clauses | {' | '.join(facts.values())} || result"]
    for clause in facts:
        tests = " | ".join("true" if each == clause else "-" for each in facts)
        lines.append(f"{clause} | {tests} || true")
    lines.append(f"{otherwise} | {' | '.join(['false'] * len(facts))} || false")
    return Table("ANY", "\n".join(lines))


DECISIONS = (
    Decision(
        "cooperated_a_year",
        "合作满一年",
        "boolean",
        'cooperation_since + duration("P1Y") <= as_of',
        "credit.15.1",
    ),
    Decision(
        "lacks_an_a_condition",
        "缺少A级条件",
        "boolean",
        Table(
            "ANY",
            """
            clauses     | cooperated_a_year | serious_default_2y | law_abiding_and_reliable | good_operations_2y | strong_finances | meets_annual_standard || result
            credit.15.1 | false             | -                  | -                        | -                  | -               | -                     || true
            credit.15.2 | -                 | true               | -                        | -                  | -               | -                     || true
            credit.15.3 | -                 | -                  | false                    | -                  | -               | -                     || true
            credit.15.4 | -                 | -                  | -                        | false              | -               | -                     || true
            credit.15.5 | -                 | -                  | -                        | -                  | false           | -                     || true
            credit.15.6 | -                 | -                  | -                        | -                  | -               | false                 || true
            credit.15   | true              | false              | true                     | true               | true            | true                  || false
            """,
        ),
    ),
    Decision(
        "shows_a_c_condition",
        "出现C级情形",
        "boolean",
        any_of(
            {
                "credit.16.1": "serious_default_2y",
                "credit.16.2": "often_breaks_promises",
                "credit.16.3": "debt_dispute_or_asset_transfer",
                "credit.16.4": "weak_finances",
                "credit.16.5": "poor_operations",
                "credit.16.6": "sharp_decline_or_unfair_conduct",
                "credit.16.7": "serious_illegal_operation",
                "credit.16.8": "ordered_to_suspend_or_rectify",
                "credit.16.9": "seizure_or_freeze_risk",
            },
            otherwise="credit.16",
        ),
    ),
    Decision(
        "barred_from_a",
        "不应列入A级",
        "boolean",
        Table(
            "ANY",
            """
            clauses   | newly_developed | key_data_complete || result
            credit.18 | true            | -                 || true
            credit.18 | -               | false             || true
            credit.18 | false           | true              || false
            """,
        ),
    ),
    Decision(
        "grade",
        "信用等级",
        "grade",
        Table(
            "UNIQUE",
            """
            clauses   | shows_a_c_condition | lacks_an_a_condition | barred_from_a || grade
            credit.16 | true                | -                    | -             || "C"
            credit.15 | false               | false                | false         || "A"
            credit.17 | false               | true                 | -             || "B"
            credit.18 | false               | false                | true          || "B"
            """,
        ),
    ),
    Decision(
        "permission",
        "授信依据",
        "permission",
        Table(
            "UNIQUE",
            """
            clauses     | grade | has_prior_credit | special_necessity | collateral_completed | requested_kind || open  | article       | term
            credit.28   | "C"   | -                | -                 | -                    | -              || false | "credit.28"   | null
            credit.26.1 | "A"   | false            | false             | -                    | -              || false | "credit.26.1" | null
            credit.26.1 | "A"   | false            | true              | -                    | "long_term"    || false | "credit.26.1" | null
            credit.26.1 | "A"   | false            | true              | -                    | "temporary"    || true  | "credit.26.1" | "P1M"
            credit.26.2 | "A"   | true             | -                 | -                    | -              || true  | "credit.26.2" | "P1M"
            credit.27   | "B"   | -                | false             | -                    | -              || false | "credit.27"   | null
            credit.27   | "B"   | -                | true              | false                | -              || false | "credit.27"   | null
            credit.27   | "B"   | -                | true              | true                 | "long_term"    || true  | "credit.27"   | "P1M"
            credit.27   | "B"   | -                | true              | true                 | "temporary"    || true  | "credit.27"   | "P15D"
            """,
        ),
    ),
    Decision(
        "measure",
        "额度标准",
        "number",
        Table(
            "UNIQUE",
            """
            clauses                           | role         || measure
            credit.26.1 credit.26.2 credit.27 | "downstream" || average_monthly_collection
            credit.26.1 credit.26.2 credit.27 | "upstream"   || average_monthly_delivery
            """,
        ),
    ),
    Decision(
        "cap",
        "最高额度",
        "number",
        Table(
            "COLLECT",
            """
            clauses                           | grade | has_prior_credit || cap
            credit.26.1 credit.26.2 credit.27 | -     | -                || measure
            credit.26.2 credit.27             | -     | true             || prior_credit_amount
            credit.27                         | "B"   | -                || collateral_value
            """,
            aggregation="MIN",
        ),
    ),
    Decision(
        "headroom",
        "授信总额余额",
        "number",
        "if receivables_reference_balance = null or total_credit_granted = null then null "
        "else max(0, receivables_reference_balance - total_credit_granted)",
        "credit.24.2.1",
    ),
    Decision(
        "total_is_lower",
        "总额余额更低",
        "boolean",
        "if headroom = null then false else headroom < cap",
        "credit.24.2.1",
    ),
    Decision(
        "limit",
        "信用额度",
        "number",
        Table(
            "UNIQUE",
            """
            clauses                           | arrears_unsettled | permission.open | total_is_lower || limit
            credit.35                         | true              | -               | -              || 0
            credit.26.1 credit.27 credit.28   | false             | false           | -              || 0
            credit.26.1 credit.26.2 credit.27 | false             | true            | false          || cap
            credit.24.2.1                     | false             | true            | true           || headroom
            """,
        ),
    ),
    Decision("decision", "授信决定", "decision", 'if limit > 0 then "permitted" else "refused"', "credit.22"),
    Decision(
        "kind", "授信种类", "requested_kind", "if limit > 0 then requested_kind else null", "credit.25.2"
    ),
    Decision(
        "term",
        "期限",
        "string",
        "if limit > 0 then permission.term else null",
        "credit.26.1 credit.26.2 credit.27",
    ),
    Decision(
        "due",
        "到期日",
        "date",
        "if term = null or start_date = null then null else start_date + duration(term)",
        "credit.23",
    ),
    Decision(
        "because",
        "决定的依据",
        "clauses",
        Table(
            "RULE ORDER",
            """
            clauses                                     | arrears_unsettled | permission.open | total_is_lower | limit || clause
            credit.24.2.1                               | false             | true            | true           | -     || "credit.24.2.1"
            credit.26.1 credit.26.2 credit.27           | false             | true            | true           | > 0   || permission.article
            credit.26.1 credit.26.2 credit.27           | false             | true            | false          | -     || permission.article
            credit.26.1 credit.27 credit.28             | -                 | false           | -              | -     || permission.article
            credit.35                                   | true              | -               | -              | -     || "credit.35"
            """,
        ),
    ),
    Decision("available", "可用额度", "number", "max(0, limit - current_exposure)", "credit.22"),
    Decision(
        "request",
        "申请是否在可用额度之内",
        "request",
        Table(
            "UNIQUE",
            """
            clauses   | limit | requested_amount <= available || request
            credit.32 | 0     | -                             || null
            credit.32 | > 0   | true                          || "within_limit"
            credit.32 | > 0   | false                         || "over_limit"
            """,
        ),
    ),
    Decision(
        "approvers",
        "审批人",
        "approvers",
        Table(
            "RULE ORDER",
            """
            clauses                                     | limit | grade || role        | act       | clauses
            credit.27                                   | > 0   | "B"   || "营销部经理" | "submit"  | [permission.article]
            credit.26.1 credit.26.2 credit.27           | > 0   | -     || "营销副总"   | "approve" | [permission.article]
            credit.26.1 credit.26.2 credit.27           | > 0   | -     || "财务总监"   | "approve" | [permission.article]
            credit.26.1 credit.26.2 credit.27 credit.30 | > 0   | -     || "总经理"     | "approve" | [permission.article, "credit.30"]
            credit.30                                   | > 0   | -     || "董事长"     | "approve" | ["credit.30"]
            """,
        ),
    ),
    Decision(
        "reduced_step_by_step",
        "原额度应逐步减少",
        "boolean",
        "if has_prior_credit then prior_credit_amount < measure else false",
        "credit.26.2 credit.27",
    ),
    Decision(
        "conditions",
        "条件与提醒",
        "clauses",
        Table(
            "RULE ORDER",
            """
            clauses               | limit | headroom = null | reduced_step_by_step | request      | current_exposure > limit || condition
            credit.24.2.1         | > 0   | true            | -                    | -            | -                        || "credit.24.2.1"
            credit.24.2.3         | > 0   | -               | -                    | -            | -                        || "credit.24.2.3"
            credit.26.2 credit.27 | > 0   | -               | true                 | -            | -                        || permission.article
            credit.32             | -     | -               | -                    | "over_limit" | -                        || "credit.32"
            credit.33             | > 0   | -               | -                    | -            | true                     || "credit.33"
            credit.34             | 0     | -               | -                    | -            | true                     || "credit.34"
            """,
        ),
    ),
)
"""In an order in which each needs facts and earlier decisions only."""

DIAGRAM = """
often_breaks_promises           | shows_a_c_condition      |                            |                               |                      |                   |                  | kind             |         |
debt_dispute_or_asset_transfer  |                          |                            | requested_kind                |                      |                   |                  |                  |         |
weak_finances                   | newly_developed          |                            | grade                         |                      |                   |                  | start_date       |         |
poor_operations                 | key_data_complete        | barred_from_a              | special_necessity             | permission           |                   |                  | approvers        |         |
sharp_decline_or_unfair_conduct | law_abiding_and_reliable |                            | collateral_completed          | headroom             |                   |                  |                  | due     |
serious_illegal_operation       | good_operations_2y       |                            | receivables_reference_balance |                      |                   |                  | term             |         |
ordered_to_suspend_or_rectify   | strong_finances          | lacks_an_a_condition       | total_credit_granted          |                      |                   |                  |                  |         |
                                |                          |                            | has_prior_credit              |                      |                   | limit            |                  |         |
seizure_or_freeze_risk          |                          |                            | collateral_value              |                      |                   | current_exposure |                  |         | conditions
                                |                          |                            | prior_credit_amount           | cap                  | total_is_lower    |                  |                  |         |
serious_default_2y              |                          | role                       |                               | reduced_step_by_step |                   |                  | decision         | request |
as_of                           |                          | average_monthly_collection | measure                       |                      | arrears_unsettled |                  | available        |         |
                                | cooperated_a_year        | average_monthly_delivery   |                               |                      |                   |                  | requested_amount |         |
                                |                          |                            |                               |                      |                   |                  | because          |         |
cooperation_since               | meets_annual_standard    |                            |                               |                      |                   |                  |                  |         |
"""
"""Where each fact and decision stands in the diagram: right of all that it needs, and in the way of no line."""
