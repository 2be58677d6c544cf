"""Start the command as `python -m reviewbot`."""

from reviewbot.cli import run

if __name__ == "__main__":
    run()
