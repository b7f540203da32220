"""What a rule is made of: facts, clauses, outcomes, and the arithmetic of truth, money and dates."""
