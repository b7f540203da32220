"""Many customers at once: a table in, a table of outcomes out."""
