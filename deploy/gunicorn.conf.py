"""Settings of gunicorn: `gunicorn -c deploy/gunicorn.conf.py`.

A kept-alive connection stays with the worker that accepted it. A few busy connections
can therefore all be at one worker and load a single core; many connections spread. So
a proxy in front should keep more connections than there are workers, and a measured
rate is only valid if every core was busy.
"""

import multiprocessing
import os

wsgi_app = "cjo.wsgi:application"
bind = os.environ.get("BIND", "127.0.0.1:8000")
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", multiprocessing.cpu_count()))
threads = int(os.environ.get("WEB_THREADS", "4"))
# Loaded once and shared: less memory, and an error in the code stops the start
preload_app = True
timeout = 60
graceful_timeout = 10
keepalive = 15
# Room for a long search in Chinese: percent-encoded, a character has nine bytes
limit_request_line = 8190
loglevel = os.environ.get("GUNICORN_LOG_LEVEL", "warning")
# The heartbeat of a worker must not wait for a slow disk
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108, PTH112
control_socket_disable = True
