"""OpenFisca-core: formulas on whole columns, for all customers at once, and no reasons.

With `columns` as the third argument the columns stand ready and only deciding is counted; with `rows` building them from
the customers is counted too. (Its own reader of single situations, for its web API, takes many times longer.)
"""

import sys
from collections.abc import Callable, Iterable
from typing import Any

import numpy
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from tools.bench.engines.common import Result, measure
from tools.bench.engines.rules import A_RULES, C_RULES

PERIOD = "2026-11"
GRADES = ("A", "B", "C")
DECISIONS = {True: "permitted", False: "refused"}
COUNTED = (
    "average_monthly_collection",
    "average_monthly_delivery",
    "prior_credit_amount",
    "collateral_value",
)
TRUTHS = (
    *C_RULES,
    *A_RULES,
    "newly_developed",
    "special_necessity",
    "collateral_completed",
    "has_prior_credit",
    "arrears_unsettled",
)
CODES = {"is_downstream": ("role", "downstream"), "is_temporary": ("requested_kind", "temporary")}
"""Choices of two, as truths."""

Customer = build_entity(key="customer", plural="customers", label="", is_person=True)


def _input(name: str, type_: type) -> type:
    return type(
        name,
        (Variable,),
        {"value_type": type_, "entity": Customer, "definition_period": DateUnit.MONTH, "label": name},
    )


class grade(Variable):
    value_type = int
    entity = Customer
    definition_period = DateUnit.MONTH
    label = "0 for A, 1 for B, 2 for C"

    def formula(customer: Any, period: Any) -> Any:
        is_c = numpy.any([customer(name, period) for name in C_RULES], axis=0)
        is_a = numpy.all([customer(name, period) for name in A_RULES], axis=0) & ~customer(
            "newly_developed", period
        )
        return numpy.select([is_c, is_a], [2, 0], 1)


class limit(Variable):
    value_type = int
    entity = Customer
    definition_period = DateUnit.MONTH
    label = "in fen"

    def formula(customer: Any, period: Any) -> Any:
        rated = customer("grade", period)
        prior = customer("has_prior_credit", period)
        necessary = customer("special_necessity", period)
        open_to_a = prior | (necessary & customer("is_temporary", period))
        open_to_b = necessary & customer("collateral_completed", period)
        is_open = numpy.select([rated == 0, rated == 1], [open_to_a, open_to_b], False)
        measure = numpy.where(
            customer("is_downstream", period),
            customer("average_monthly_collection", period),
            customer("average_monthly_delivery", period),
        )
        cap = numpy.where(prior, numpy.minimum(measure, customer("prior_credit_amount", period)), measure)
        cap = numpy.where(rated == 1, numpy.minimum(cap, customer("collateral_value", period)), cap)
        return numpy.where(is_open & ~customer("arrears_unsettled", period), cap, 0)


def _system() -> TaxBenefitSystem:
    system = TaxBenefitSystem([Customer])
    for name in (*TRUTHS, *CODES):
        system.add_variable(_input(name, bool))
    for name in COUNTED:
        system.add_variable(_input(name, int))
    system.add_variables(grade, limit)
    return system


def prepare(customers: list[dict[str, Any]]) -> Callable[[], Iterable[Result]]:
    system = _system()

    def columns() -> dict[str, Any]:
        plain = {name: numpy.array([given[name] for given in customers]) for name in (*TRUTHS, *COUNTED)}
        coded = {
            name: numpy.array([given[fact] == wanted for given in customers])
            for name, (fact, wanted) in CODES.items()
        }
        return plain | coded

    ready = columns() if sys.argv[3] == "columns" else None

    def decide() -> Iterable[Result]:
        simulation = SimulationBuilder().build_default_simulation(system, count=len(customers))
        for name, column in (ready or columns()).items():
            simulation.set_input(name, PERIOD, column)
        limits, grades = simulation.calculate("limit", PERIOD), simulation.calculate("grade", PERIOD)
        # Taking the columns apart again is not its work.
        return (
            (str(GRADES[grade]), DECISIONS[bool(limit)], int(limit))
            for grade, limit in zip(grades, limits, strict=True)
        )

    return decide


measure(prepare)
