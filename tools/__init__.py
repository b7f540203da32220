"""What turns the handbook's text and its checker into the site.

handbook/   reads what lies under docs/, into one Handbook
render/     makes pages of it
export/     writes it for programs: clauses, facts, Akoma Ntoso, DMN, flash cards, templates of tables
publish/    builds the site, of one edition or of all, and serves it
bench/      measures it
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# Last, so that an edition built from another checkout can put its own checker before this one.
sys.path.append(str(ROOT / "checker/src"))
