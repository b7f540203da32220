"""One script for each engine: the customers' file and a file for the results in, the seconds that deciding took out.

Those of the peers run in the peers' environment, and each takes the customers as it likes them best; reading them is not
counted. A result is a line of the grade, the decision and the limit in fen.
"""
