"""The outcomes of the credit regulation's checks in words."""
