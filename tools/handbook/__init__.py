"""The handbook as it lies under docs/: its words and what marks them up, the organisation, the editions."""
