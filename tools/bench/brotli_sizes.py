"""How large files are once compressed with brotli: paths as JSON in, their sizes as JSON out. Runs in the peers' environment.

Compressing the runtime takes many seconds, so what was found is kept, by content, in the file that the argument names.
"""

import hashlib
import json
import sys
from pathlib import Path

import brotli

kept_at = Path(sys.argv[1])
kept = json.loads(kept_at.read_text()) if kept_at.exists() else {}
sizes = {}
for path in json.load(sys.stdin):
    plain = Path(path).read_bytes()
    content = hashlib.sha256(plain).hexdigest()
    if content not in kept:
        kept[content] = min(len(plain), len(brotli.compress(plain, quality=11)))
    sizes[path] = kept[content]
kept_at.write_text(json.dumps(kept))
print(json.dumps(sizes))
