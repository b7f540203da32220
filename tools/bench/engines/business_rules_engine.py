"""business-rules: conditions on variables, and actions. It explains nothing itself, so an action notes its clause.

It has no means to reckon an amount in a rule; the action that permits credit does.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from business_rules import run_all
from business_rules.actions import BaseActions, rule_action
from business_rules.fields import FIELD_TEXT
from business_rules.variables import BaseVariables, boolean_rule_variable, string_rule_variable

from tools.bench.engines.common import Result, measure
from tools.bench.engines.rules import GRADE, PERMISSION, Facts


class Customer(BaseVariables):
    def __init__(self, values: dict[str, Any]) -> None:
        self.values = values
        self.grade_given = ""
        self.limit = 0
        self.clauses: list[str] = []


def _variable(name: str, wrapper: Callable[..., Any]) -> Any:
    def value(self: Customer) -> Any:
        return self.values[name]

    value.__name__ = name
    return wrapper(value)


for facts in (*(rule[0] for rule in GRADE), *(rule[0] for rule in PERMISSION)):
    for name, wanted in facts.items():
        setattr(
            Customer,
            name,
            _variable(name, boolean_rule_variable if isinstance(wanted, bool) else string_rule_variable),
        )


class Decide(BaseActions):
    def __init__(self, customer: Customer) -> None:
        self.customer = customer

    @rule_action(params={"grade": FIELD_TEXT, "clause": FIELD_TEXT})
    def rate(self, grade: str, clause: str) -> None:
        self.customer.values["grade"] = grade
        self.customer.clauses.append(clause)

    @rule_action(params={"clause": FIELD_TEXT})
    def refuse(self, clause: str) -> None:
        self.customer.clauses.append(clause)

    @rule_action(params={"clause": FIELD_TEXT})
    def permit(self, clause: str) -> None:
        values = self.customer.values
        caps = [values[f"average_monthly_{'collection' if values['role'] == 'downstream' else 'delivery'}"]]
        if values["has_prior_credit"]:
            caps.append(values["prior_credit_amount"])
        if values["grade"] == "B":
            caps.append(values["collateral_value"])
        self.customer.limit = min(caps)
        self.customer.clauses.append(clause)


def _rule(facts: Facts, action: str, **params: str) -> dict[str, Any]:
    conditions = [
        {"name": name, "operator": "is_true" if wanted else "is_false", "value": True}
        if isinstance(wanted, bool)
        else {"name": name, "operator": "equal_to", "value": wanted}
        for name, wanted in facts.items()
    ]
    # There is no rule without a condition; one that always holds stands in.
    always = [
        {
            "any": [
                {"name": "newly_developed", "operator": op, "value": True} for op in ("is_true", "is_false")
            ]
        }
    ]
    return {"conditions": {"all": conditions or always}, "actions": [{"name": action, "params": params}]}


RATING = [_rule(facts, "rate", grade=grade, clause=clause) for facts, grade, clause in GRADE]
GRANTING = [
    _rule(facts, "permit" if is_open else "refuse", clause=clause) for facts, is_open, clause in PERMISSION
]


def decide(customers: list[dict[str, Any]]) -> list[Result]:
    found = []
    for values in customers:
        customer = Customer(values)
        actions = Decide(customer)
        run_all(RATING, customer, actions, stop_on_first_trigger=True)
        run_all(GRANTING, customer, actions, stop_on_first_trigger=True)
        assert len(customer.clauses) == 2
        decision = "permitted" if customer.limit > 0 else "refused"
        found.append((values["grade"], decision, customer.limit))
    return found


measure(lambda customers: partial(decide, customers))
