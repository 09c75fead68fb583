"""`python -m lingopoint_local.translate`: Amazon Translate's API on 127.0.0.1, on an engine of this machine."""

import argparse
import signal
import sys
from types import FrameType


def main(arguments: list[str] | None = None) -> None:
    """Serves until SIGTERM or SIGINT."""
    from lingopoint_local.failure import StackError
    from lingopoint_local.translate.engines.choice import EngineName, default_engine

    parser = argparse.ArgumentParser(prog="python -m lingopoint_local.translate", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="port on 127.0.0.1; 0 takes a free one and prints it")
    parser.add_argument(
        "--engine", choices=list(EngineName), default=default_engine(), help="what translates (default: %(default)s)"
    )
    parser.add_argument("--workers", type=int, default=0, help="processes of the neural engine; 0 is one a processor")
    options = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, _end)
    try:
        serve(options.port, options.engine, options.workers)
    except StackError as error:
        sys.exit(f"{parser.prog}: {error}")


def serve(port: int, engine_name: str, workers: int) -> None:
    """Serves until SystemExit or KeyboardInterrupt, and then ends the engine's processes."""
    # Imported here because every translation process imports this module, and needs none of it.
    from lingopoint_local.translate.engines.choice import engine_named
    from lingopoint_local.translate.http import Server
    from lingopoint_local.translate.service import TranslateApi

    engine = engine_named(engine_name, workers)
    try:
        with Server(TranslateApi(engine), port) as server:
            sys.stdout.write(f"{server.api.location} {engine.name}: {engine.description}\n")
            sys.stdout.flush()
            server.serve_forever()
    except (KeyboardInterrupt, SystemExit):
        pass
    finally:
        engine.close()


def _end(signum: int, frame: FrameType | None) -> None:  # noqa: ARG001  as signals have it
    raise SystemExit


if __name__ == "__main__":
    main()
