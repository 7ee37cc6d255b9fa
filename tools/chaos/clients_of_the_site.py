"""Slow clients before the server that `make run` starts.

python -m tools.chaos.clients_of_the_site
"""

import sys

from tools.chaos.own_site import arguments
from tools.chaos.result import write_results
from tools.chaos.served_site import served_site
from tools.chaos.slow_clients import slow_clients


def main() -> int:
    options = arguments(__doc__).parse_args()
    with served_site(options.database) as site:
        return write_results(options.results, slow_clients(f"{site.url}/"))


if __name__ == "__main__":
    sys.exit(main())
