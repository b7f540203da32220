"""Measure the handbook beside its peers, and write docs/reference/performance.md: `make bench`.

    start.py   (a) from a click, or an address, to the first answer of a page's Python, at a first visit and at the next
    rows.py    (b) customers a second, with the reasons; engines/ holds one script for each engine
    build.py   (c) the time to build ever more clauses
    lighthouse.py  Lighthouse's scores, which it asks to be 100; not on the page
    page.py    the page, its tables and its charts, from what the three found

The peers have an environment of their own (requirements.txt and package.json beside this file): nothing of them is part of
the site or of its tests. No request leaves this machine.
"""
