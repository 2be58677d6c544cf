from pathlib import Path

PUBLIC_KEY = Path("/run/keys/identity.pem").read_text(encoding="ascii")
