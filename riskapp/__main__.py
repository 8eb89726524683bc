"""`python -m riskapp` is `riskapp`."""

from riskapp.commands import main

if __name__ == "__main__":
    main()
