"""From docs/ and checker/ to a site: one edition, all of them side by side, or one that is being written."""
