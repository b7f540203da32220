"""What turns the handbook's text and its checker into the site."""

import sys
from pathlib import Path

# Last, so that an edition built from another checkout can put its own checker before this one.
sys.path.append(str(Path(__file__).resolve().parent.parent / "checker/src"))
