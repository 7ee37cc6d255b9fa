"""How gunicorn serves the site: `gunicorn -c deploy/gunicorn.conf.py`.

A kept-alive connection stays with the worker that accepted it. A handful of busy
connections can so pile up on one worker and load one core only; many connections
even out. A proxy in front should therefore keep more connections than workers, and
whoever measures must see that every core worked before believing a rate.
"""

import multiprocessing
import os

wsgi_app = "cjo.wsgi:application"
bind = os.environ.get("BIND", "127.0.0.1:8000")
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", multiprocessing.cpu_count()))
threads = int(os.environ.get("WEB_THREADS", "4"))
# Loaded once and shared: less memory, and a mistake in the code shows at the start
preload_app = True
timeout = 60
graceful_timeout = 10
keepalive = 15
# Room for a long question in Chinese, nine bytes a character, that a page can answer
limit_request_line = 8190
loglevel = os.environ.get("GUNICORN_LOG_LEVEL", "warning")
# The heartbeat of a worker must not wait for a slow disk
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108, PTH112
control_socket_disable = True
