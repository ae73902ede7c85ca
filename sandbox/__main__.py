"""`python -m sandbox --port 8081`: the sandbox as a process of its own."""

from __future__ import annotations

import argparse
import asyncio
import signal

from sandbox.server import Sandbox


async def serve(port: int, *, flood: bool) -> None:
    """Serve until SIGTERM or SIGINT; the URL is the first line that is printed."""
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stopping.set)
    async with await Sandbox.start(port=port) as sandbox:
        sandbox.flood.on = flood
        print(sandbox.url, flush=True)
        await stopping.wait()


def main() -> None:
    """Read the command line and serve."""
    parser = argparse.ArgumentParser(prog="sandbox", description=__doc__)
    parser.add_argument("--port", type=int, default=8081, help="0 for any free port")
    parser.add_argument("--flood", action="store_true", help="apply Telegram's flood limits")
    arguments = parser.parse_args()
    try:
        asyncio.run(serve(arguments.port, flood=arguments.flood))
    except OSError as error:
        parser.exit(2, f"sandbox: cannot listen on port {arguments.port}: {error.strerror}\n")


if __name__ == "__main__":
    main()
