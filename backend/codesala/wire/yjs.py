"""How Yjs updates (v1) mark the structs that they are made of. Format: Yjs `src/utils/encoding.js`,
`src/structs/Item.js`."""

GC, DELETED, STRING = 0, 1, 4
"""What a struct holds, as far as text editors write it: what was collected, or deleted, and text."""

HAS_ORIGIN, HAS_RIGHT_ORIGIN, HAS_PARENT_SUB, CONTENT = 0x80, 0x40, 0x20, 0x1F
"""Bits of its first byte; those of CONTENT say what it holds."""

Id = tuple[int, int]
"""Client id and clock of one UTF-16 unit of text."""
