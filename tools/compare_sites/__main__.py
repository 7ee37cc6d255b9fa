"""Prove that two states of the code show readers the same site.

In the folder of a checkout, before and after a change, on copies of one database:

    python -m tools.compare_sites dump old.dump
    python -m tools.compare_sites dump new.dump --seeds old.dump
    python -m tools.compare_sites compare old.dump new.dump

The exit code of the last is 1 where they differ. The package knows the addresses that
readers use, and no name in the code: copied into an older checkout it works there too.
"""

import argparse
import sys
from pathlib import Path

from .compare import compare
from .crawl import dump


def main() -> int:
    """Write down the public pages of a checkout, or compare two such dumps."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    acts = parser.add_subparsers(dest="act", required=True)
    dumping = acts.add_parser("dump", help="write down the answers of this checkout")
    dumping.add_argument("target", type=Path)
    dumping.add_argument(
        "--seeds", type=Path, help="a dump whose addresses are asked for too"
    )
    dumping.add_argument("--site-url", help="default: SITE_URL of the settings")
    comparing = acts.add_parser("compare", help="compare two dumps")
    comparing.add_argument("old", type=Path)
    comparing.add_argument("new", type=Path)
    comparing.add_argument(
        "--differences",
        type=Path,
        default=Path("differences.txt"),
        metavar="FILE",
        help="the list of every difference; default: differences.txt",
    )
    asked = parser.parse_args()
    if asked.act == "dump":
        dump(asked.target, seeds=asked.seeds, site_url=asked.site_url)
        return 0
    return compare(asked.old, asked.new, asked.differences)


if __name__ == "__main__":
    sys.exit(main())
