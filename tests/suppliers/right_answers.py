"""What is right to answer in the exercises of suppliers, by the outcome."""

from tests.training.outcomes import Right, status, yes

RIGHT: dict[str, dict[str, Right]] = {
    "supplier": {
        "eligible": lambda case, o: yes(o["eligible"]),
        "failing": lambda case, o: set(status(o, "not_met", "suppliers.1.")),
        "stage": lambda case, o: o["stage"],
        "next": lambda case, o: (
            None if o["next_steps"] is None else (*(s["clauses"][0] for s in o["next_steps"]), "none")[0]
        ),
        "lacking": lambda case, o: {
            f["facts"][0]
            for f in o["findings"]
            if f["status"] == "not_met" and f["clause"].startswith("suppliers.3.1.")
        },
        "signers": lambda case, o: set(o["signatories"]),
        "addressee": lambda case, o: o["addressee"],
    },
}
"""Every question by check."""

GATHERING = {"supplier": {"suppliers.3.1"}}
"""Clauses that decide by what several others say: whoever cites one of those is right as well."""
ABOVE = {"suppliers.3.1": "suppliers.3.1"}
"""The clause that is right to cite as well, by the clause below it."""
