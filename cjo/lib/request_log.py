"""Lines of the log, each with the id of the request that it is about."""

import datetime as dt
import json
import logging
from contextvars import ContextVar

request_id: ContextVar[str] = ContextVar("request_id", default="")


class RequestIdFilter(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = request_id.get() or "-"
        return True


class JSONFormatter(logging.Formatter):
    """A line of JSON, for programs that collect logs."""

    def format(self, record: logging.LogRecord) -> str:
        time = dt.datetime.fromtimestamp(record.created, dt.UTC)
        line = {
            "time": time.isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "request_id": request_id.get(),
            "status": getattr(record, "status_code", None),
            "exception": record.exc_info and self.formatException(record.exc_info),
        }
        filled = {name: value for name, value in line.items() if value}
        return json.dumps(filled, ensure_ascii=False)
