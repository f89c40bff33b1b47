"""How much of a PDF is read: enough for any disclosure, little enough that no file can hold up the
others.
"""

from __future__ import annotations

MOST_PAGES = 5_000
# Characters of a file and of a page; paths and their parts on a page; places of the lattice of one
# table.
MOST_TEXT = 20_000_000
MOST_CHARACTERS = 100_000
MOST_OBJECTS = 100_000
MOST_PLACES = 250_000
# Seconds without a sign of life from the process that reads, seconds for a whole file, and bytes of
# its memory.
LONGEST_PAGE = 20
LONGEST_FILE = 300
MOST_MEMORY = 2**30
