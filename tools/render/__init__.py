"""The pages of the site: Python-Markdown extensions and the templates beside them. Each takes what it shows from a Handbook."""
