"""`python -m budgetrules`."""

from __future__ import annotations

import sys

from budgetrules.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
