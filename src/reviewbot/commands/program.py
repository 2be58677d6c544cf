"""Name this program, as reports and runs do, without importing what it does."""

from importlib.metadata import version

VERSION = version("reviewbot")
TOOL = f"reviewbot {VERSION}"
