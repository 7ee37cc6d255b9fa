"""Django's own checks, as for a site on the open web: a warning is a failure."""

import os
import secrets
import sys

# HSTS for subdomains and preload: both concern other hosts of the same domain, so the
# operator has to decide
NOT_OURS = {"security.W005", "security.W021"}


def main() -> int:
    os.environ["DJANGO_SETTINGS_MODULE"] = "cjo.settings"
    os.environ["SITE_URL"] = "https://observer.example"
    os.environ["SECRET_KEY"] = secrets.token_urlsafe(60)
    os.environ["DEBUG"] = "false"
    import django
    from django.core import checks

    django.setup()
    messages = [
        message
        for message in checks.run_checks(include_deployment_checks=True)
        if message.level >= checks.WARNING and message.id not in NOT_OURS
    ]
    for message in messages:
        print(message, file=sys.stderr)
    return 1 if messages else 0


if __name__ == "__main__":
    sys.exit(main())
