"""`python -m esgtui`: the same program as the console script."""

import sys

from esgtui.cli.entry import main

sys.exit(main())
