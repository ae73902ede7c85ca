"""Write the generated parts of the guides and the diagram of the packages: `make docs`."""

from tests.docs.blocks import BLOCKS, DOCS, renewed
from tests.docs.package_diagram import drawn, import_contracts

for name, (block, make) in BLOCKS.items():
    path = DOCS / name
    path.write_text(renewed(path.read_text(encoding="utf-8"), block, make()), encoding="utf-8")
(DOCS / "packages.svg").write_text(drawn(import_contracts()), encoding="utf-8")
