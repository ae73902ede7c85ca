"""Write the generated parts of the guides and the picture of the floors: `make docs`."""

from tests.docs.blocks import BLOCKS, DOCS, renewed
from tests.docs.floors import drawn, import_contracts

for name, (block, make) in BLOCKS.items():
    path = DOCS / name
    path.write_text(renewed(path.read_text(encoding="utf-8"), block, make()), encoding="utf-8")
(DOCS / "floors.svg").write_text(drawn(import_contracts()), encoding="utf-8")
