"""Write the generated parts of the guides: `make docs`."""

from tests.docs.blocks import BLOCKS, DOCS, renewed

for name, (block, make) in BLOCKS.items():
    path = DOCS / name
    path.write_text(renewed(path.read_text(encoding="utf-8"), block, make()), encoding="utf-8")
