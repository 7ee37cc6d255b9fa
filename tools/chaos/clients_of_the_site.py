"""Slow clients and guessers before the server that operators start.

python -m tools.chaos.clients_of_the_site
"""

import sys
from itertools import chain

from tools.chaos.guessers import guess
from tools.chaos.own_site import arguments
from tools.chaos.result import write_results
from tools.chaos.served_site import served_site
from tools.chaos.slow_clients import slow_clients


def main() -> int:
    options = arguments(__doc__).parse_args()
    with served_site(options.database) as site:
        url = f"{site.url}/"
        results = chain(slow_clients(url), map(guess, [url]))
        return write_results(options.results, results)


if __name__ == "__main__":
    sys.exit(main())
