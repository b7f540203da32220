"""Learning the rules by deciding cases: stories made from facts, questions on them, and grading by the checker itself.

Nothing here decides anything: what is right is what `handbook_checker.check` says of the case's facts. The same seed
gives the same case wherever this runs, so a link is enough to set a whole class the same course.

    stories     prose from facts, each sentence stating some of them
    questions   what is asked, and how an answer is compared and worded
    exercise    how a case of a check is drawn, what is asked of it, and where a wrong answer departs
    cases       a case from its seed, and its grading
    duties      the exercise of a self-check of duties
    trainees    for whom there is a ready-made course
    courses     several cases with a pass mark; results, and the code on the certificate
    page        what the pages ask, as JSON

The sentences and the exercises of a check lie with its regulation, in `phrases` and `exercises`. What a rule decides, be it
a figure, a time, a title or a form, they read from the rule.
"""
