from shopfront.db import search_by_name


def search(words: str, limit: int = 40) -> list[str]:
    return search_by_name(words[:200], min(limit, 100))
