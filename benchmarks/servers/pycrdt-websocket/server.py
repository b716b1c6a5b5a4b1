"""pycrdt-websocket as its documentation serves it, on uvicorn with all its speedups. It keeps nothing on disk.

Rooms are started beforehand: of several people who join a room that is not there yet, it greets one only (0.16.5).
"""

import os

import uvicorn
import uvloop
from pycrdt.websocket import ASGIServer, WebsocketServer

ROOMS = 100


async def main() -> None:
    rooms = WebsocketServer(auto_clean_rooms=False)
    host, port = os.environ["HOST"], int(os.environ["PORT"])
    config = uvicorn.Config(ASGIServer(rooms), host=host, port=port, log_level="warning")
    async with rooms:
        for number in range(ROOMS):
            await rooms.get_room(f"/room-{number}")
        await uvicorn.Server(config).serve()


uvloop.run(main())
