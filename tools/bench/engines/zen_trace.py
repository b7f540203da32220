"""GoRules Zen on a decision model of its own kind (JDM), with its trace: what each node took and gave, and the rule hit.

Of the encodings that were tried this is the fastest that names a clause: nodes hand on only what they found, and customers
come a thousand at a time.
"""

import json
from collections.abc import Callable
from typing import Any

import zen

from tools.bench.engines.common import Result, measure
from tools.bench.engines.rules import GRADE, PERMISSION


def table(name: str, rules: list[Any], outputs: tuple[str, ...]) -> dict[str, Any]:
    """A decision table whose first fitting rule decides."""
    fields = list(dict.fromkeys(fact for facts, *_ in rules for fact in facts))
    return {
        "id": name,
        "name": name,
        "type": "decisionTableNode",
        "content": {
            "hitPolicy": "first",
            "passThrough": False,
            "executionMode": "single",
            "inputs": [{"id": field, "name": field, "field": field} for field in fields],
            "outputs": [{"id": output, "name": output, "field": output} for output in outputs],
            "rules": [
                {"_id": f"{name}-{number}"}
                | {field: json.dumps(facts[field]) if field in facts else "" for field in fields}
                | {output: json.dumps(given) for output, given in zip(outputs, gives, strict=True)}
                for number, (facts, *gives) in enumerate(rules)
            ],
        },
    }


LIMIT = {
    "measure": 'role == "downstream" ? average_monthly_collection : average_monthly_delivery',
    "cap": "min([$.measure, has_prior_credit ? prior_credit_amount : $.measure, "
    'grade == "B" ? collateral_value : $.measure])',
    "limit": "open ? $.cap : 0",
    "decision": '$.limit > 0 ? "permitted" : "refused"',
}
LIMIT_FACTS = (
    "role",
    "has_prior_credit",
    "average_monthly_collection",
    "average_monthly_delivery",
    "prior_credit_amount",
    "collateral_value",
)
NODES: list[dict[str, Any]] = [
    {"id": "input", "name": "input", "type": "inputNode", "content": {}},
    table("rating", GRADE, ("grade", "grade_clause")),
    table("permission", PERMISSION, ("open", "article")),
    {
        "id": "limit",
        "name": "limit",
        "type": "expressionNode",
        "content": {
            "passThrough": False,
            "executionMode": "single",
            "expressions": [{"id": key, "key": key, "value": value} for key, value in LIMIT.items()],
        },
    },
    {"id": "output", "name": "output", "type": "outputNode", "content": {}},
]
# Without passing values through, a node is connected with all that it needs.
EDGES = [(one["id"], other["id"]) for index, other in enumerate(NODES) for one in NODES[:index]]
EDGES.remove(("input", "output"))
MODEL = {
    "nodes": NODES,
    "edges": [
        {"id": f"{one}-{other}", "type": "edge", "sourceId": one, "targetId": other} for one, other in EDGES
    ],
}
AT_ONCE = 1000


def prepare(customers: list[dict[str, Any]]) -> Callable[[], list[Result]]:
    engine = zen.ZenEngine({"loader": {"type": "static", "content": {"credit": MODEL}}})
    needed = {
        *LIMIT_FACTS,
        *(fact for rule in GRADE for fact in rule[0]),
        *(fact for rule in PERMISSION for fact in rule[0]),
    }
    requests = [
        {"key": "credit", "context": {name: value for name, value in values.items() if name in needed}}
        for values in customers
    ]

    def decide() -> list[Result]:
        found = []
        for start in range(0, len(requests), AT_ONCE):
            for response in engine.evaluate_batch(requests[start : start + AT_ONCE], {"trace": True}):
                answer = response["data"]
                assert len(answer["trace"]) == len(NODES)
                result = answer["result"]
                found.append((result["grade"], result["decision"], int(result["limit"])))
        return found

    return decide


measure(prepare)
