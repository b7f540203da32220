"""The handbook for programs and for other tools."""
