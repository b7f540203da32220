"""The edition of the handbook whose rules this package holds; the same name stands in docs/editions.toml."""

EDITION = "2026.11"
