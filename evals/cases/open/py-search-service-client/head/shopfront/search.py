import logging

from shopfront.db import search_by_name
from shopfront.search_service import SearchDown, search_skus

logger = logging.getLogger(__name__)


def search(words: str, limit: int = 40) -> list[str]:
    """Search by the search service, and by the names in the database while that is away."""
    words, limit = words[:200], min(limit, 100)
    try:
        return search_skus(words, limit)
    except SearchDown as error:
        logger.warning("Searching in the database instead: %s", error)
        return search_by_name(words, limit)
