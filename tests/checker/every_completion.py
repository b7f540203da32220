"""Settled fields and missing facts by the contract's own definition: every way of filling in the unknown facts."""

from itertools import product


def fill_in(facts, domains):
    """Every completion: the values taken by the unknown facts named in `domains`, and the facts with them."""
    unknown = [name for name in domains if facts.get(name) is None]
    for completion in product(*(domains[name] for name in unknown)):
        yield completion, {**facts, **dict(zip(unknown, completion, strict=True))}


def by_every_completion(facts, domains, answer, deciding):
    """What `answer` (of facts that are all known) gives in every completion, and the facts that alone can change it.

    Returns the fields, each None where completions differ, and the set of names.
    """
    answers = {completion: answer(complete) for completion, complete in fill_in(facts, domains)}
    first, *others = answers.values()
    fields = {name: value if all(o[name] == value for o in others) else None for name, value in first.items()}
    missing = set()
    for index, name in enumerate(name for name in domains if facts.get(name) is None):
        seen = {}
        for completion, given in answers.items():
            decided = [given[field] for field in deciding]
            if seen.setdefault(completion[:index] + completion[index + 1 :], decided) != decided:
                missing.add(name)
                break
    return fields, missing
