import asyncio
import os
import signal

import asyncpg
import httpx

from calsync.worker import run


async def main() -> None:
    async with (
        asyncpg.create_pool(os.environ["DATABASE_URL"]) as pool,
        httpx.AsyncClient(base_url=os.environ["PROVIDER_URL"], timeout=10) as client,
    ):
        task = asyncio.create_task(run(pool, client))
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
        try:
            await task
        except asyncio.CancelledError:
            pass


asyncio.run(main())
