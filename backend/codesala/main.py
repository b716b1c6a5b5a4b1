"""The wiring: the only file that knows all parts. `create_app` makes the app, its lifespan opens and closes them."""

import asyncio
import gc
import logging
import os
import signal
import threading
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from fastapi import FastAPI
from prometheus_client import REGISTRY

from codesala import __version__, jobs
from codesala.broker import AnyBroker, open_broker
from codesala.db.database import open_database
from codesala.db.migrate import migrate
from codesala.db.space import is_disk_full
from codesala.db.urls import sqlite_file
from codesala.files import api as files_of_sessions
from codesala.files import api_links as files_of_links
from codesala.languages import LANGUAGES
from codesala.languages import api as languages
from codesala.links import api as links
from codesala.marks import Marks
from codesala.notes import api as notes
from codesala.participants import api as participants
from codesala.questions import api as libraries
from codesala.questions import api_checking as checking
from codesala.questions import api_files as files_of_questions
from codesala.questions import api_packages as packages
from codesala.questions import api_sessions as questions_of_sessions
from codesala.questions.statements import Statements
from codesala.recordings import api as replay
from codesala.recordings import api_export as export
from codesala.recordings import api_report as report
from codesala.recordings.rows_log import SqlSessionLog
from codesala.rooms.hub import Hub
from codesala.rooms.node.statistics import statistics
from codesala.rooms.outside import RoomLimits
from codesala.runner.client import RunnerClient
from codesala.scorecards import api as scorecards
from codesala.sessions import api as sessions
from codesala.sessions import api_life as life
from codesala.sessions.deaths import count_deaths
from codesala.sessions.retention import Retention, apply_to_all
from codesala.settings import Settings
from codesala.templates import api as templates
from codesala.testreports import api as test_reports
from codesala.web import docs, health
from codesala.web.app import DESCRIPTION, TITLE, install
from codesala.web.deps import Parts
from codesala.web.heavy import FREE_S, Together, Turns, in_thread
from codesala.web.limits import Limits
from codesala.web.metrics import exposition
from codesala.web.shares import Shares
from codesala.web.socket import join as ws
from codesala.web.socket.allowance import Allowances, ConnectionLimits
from codesala.web.socket.sockets import Sockets
from codesala.web.visitors import Proxies, read_proxies
from codesala.web.worker_metrics import FOLDER_VARIABLE, WorkerMetrics
from codesala.wire.screening.verdicts import Bounds

logger = logging.getLogger(__name__)

ROUTERS = [
    module.router
    for module in (
        ws,  # first, because routes are tried in order and thousands may come back at once
        *(health, sessions, links, files_of_sessions, files_of_links, files_of_questions, life, notes, scorecards),
        *(replay, export, report, participants, languages, docs),
        *(libraries, packages, checking, templates, questions_of_sessions, test_reports),
    )
]
"""All that is asked of this server, but for the page."""

SWEEPS_END_S = 2.0
GOODBYES_S = 1.0
"""For closing connections and files, after all is stored or SHUTDOWN_S is over."""

has_given_up = False
"""This process ends because it could not go on."""


def create_app(
    settings: Settings,
    is_ending: Callable[[], None] = lambda: None,
    marks: Marks | None = None,
    blamed: Collection[str] = (),
    node_id: str | None = None,
    shares: Shares | None = None,
) -> FastAPI:
    """An app with its own parts, which are opened when it starts and closed when it stops; `is_ending` is called when
    that begins. It sets `marks` while it works, and counts a death for each session that is `blamed`. `node_id`: what
    its log calls it. `shares`: what addresses used of this process already. Raises ValueError for settings that cannot
    work together."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        database = open_database(settings.database, settings.database_pool_size, settings.database_timeout_s)
        broker = open_broker(settings.redis_url)
        runner = RunnerClient(settings.runner_socket)
        try:
            await migrate(database)
            async with database.transaction() as db:
                await apply_to_all(db, retention)
                await count_deaths(db, blamed)
            log = SqlSessionLog(database, settings.database_timeout_s, settings.max_files)
            hub = _open_hub(settings, log, broker, runner, marks or Marks(), node_id)
            hub.start()
            shared = _shared_metrics(settings, hub)
            schedule = jobs.plan(
                hub,
                broker,
                database,
                presence_interval_s=settings.presence_interval_s,
                job_interval_s=settings.job_interval_s,
                idle_end_s=settings.idle_end_s,
                retention=retention,
                player_folder=settings.frontend_dir,
                publish_metrics=shared.publish if shared else None,
            )
            schedule.start()
            _spare_the_collector()
            recordings = Turns(at_once=2, budget=Shares(settings.request_share, burst_s=FREE_S))
            app.state.parts = Parts(
                database=database,
                hub=hub,
                broker=broker,
                runner=runner,
                limits=limits,
                statements=Statements(in_thread),
                recordings=recordings,
                closed_texts=Together(recordings, lambda session_id: hub.read_texts(session_id, in_thread)),
                questions=Turns(at_once=1),
                uploads=Turns(at_once=4),
                imports=Turns(at_once=1),
                sockets=Sockets(settings.max_address_peers if settings.limits == "on" else None),
                is_disk_full=partial(is_disk_full, sqlite_file(settings.database), settings.min_free_disk_share),
                base_url=settings.base_url,
                operator_name=settings.operator_name,
                operator_url=settings.operator_url,
                source_url=settings.source_url,
                admin_token=settings.admin_token.get_secret_value(),
                max_code_bytes=settings.max_code_bytes,
                max_document_bytes=settings.max_document_bytes,
                max_files=settings.max_files,
                retention=retention,
                allowances=_allowances(settings),
                frontend_dir=settings.frontend_dir,
                libraries_for=settings.libraries,
                metrics_for_all=settings.metrics_for == "everybody",
                metrics=shared.exposition if shared else lambda: exposition(REGISTRY, statistics(hub)),
            )
            try:
                yield
            finally:
                is_ending()
                ends_at = hub.now() + settings.shutdown_s
                await schedule.finish(within_s=min(SWEEPS_END_S, settings.shutdown_s / 2))
                await hub.aclose(within_s=ends_at - hub.now())
                await schedule.aclose()
                await runner.aclose()
        finally:
            await broker.aclose()
            await asyncio.shield(database.aclose())

    app = FastAPI(
        title=TITLE,
        description=DESCRIPTION,
        version=__version__,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        telemetry={"tracing": False, "metrics": False, "logs": False},  # addresses hold tokens
    )
    retention = Retention(max_days=settings.max_retention_days, unentered_days=settings.unentered_days)
    limits = Limits(
        create_rate=settings.create_rate,
        create_bytes_a_day=settings.create_bytes_a_day,
        change_rate=settings.change_rate,
        link_failure_rate=settings.link_failure_rate,
        enabled=settings.limits == "on",
    )
    install(
        app,
        ROUTERS,
        shares=(shares or Shares(settings.request_share)) if settings.limits == "on" else None,
        base_url=settings.base_url,
        public_url=settings.public_url,
        cors_origins=settings.cors_origins,
        frontend_dir=settings.frontend_dir,
        max_body_bytes=settings.max_body_bytes,
        max_import_bytes=settings.max_import_bytes,
        proxies=proxies_of(settings),
    )
    return app


def proxies_of(settings: Settings) -> Proxies:
    return read_proxies(settings.forwarded_allow_ips, settings.trusted_hops, settings.client_address_header)


def _spare_the_collector() -> None:
    """What exists now lives until the end: the collector need not look at it again. Collecting 5 % of all time, it was
    worth more than most lines of the hot path; rooms make little garbage that only it can find."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 50, 100)
    gc.enable()


def _open_hub(
    settings: Settings,
    log: SqlSessionLog,
    broker: AnyBroker,
    runner: RunnerClient,
    marks: Marks,
    node_id: str | None,
) -> Hub:
    limits_apply = settings.limits == "on"
    return Hub(
        log,
        broker,
        languages={language.id: language.runs for language in LANGUAGES.values()},
        limits=RoomLimits(
            frame_bytes=settings.max_frame_bytes,
            document_bytes=settings.max_document_bytes,
            files=settings.max_files,
            log_bytes=settings.max_log_bytes,
            awareness_bytes=settings.max_awareness_bytes,
            peers=settings.max_room_peers,
            peers_an_address=settings.max_address_room_peers if limits_apply else settings.max_room_peers,
            counts_addresses=limits_apply,
        ),
        bounds=Bounds(settings.max_update_structs),
        flush_interval_s=settings.flush_interval_s,
        checkpoint_entries=settings.checkpoint_entries,
        room_idle_s=settings.room_idle_s,
        marks=marks,
        node_id=node_id,
        runner=runner,
        give_up=give_up,
    )


def give_up() -> None:
    """End this process, as Ctrl+C does, so that whoever watches over it starts a new one."""
    global has_given_up
    has_given_up = True
    signal.raise_signal(signal.SIGINT)


def end_within(seconds: float) -> None:
    """End this process with code 1 after so many seconds, unless it has ended by itself.

    A database that answers nothing is waited for by its driver when a connection is closed, and a thread that makes an
    export by the interpreter, both without a bound."""
    timer = threading.Timer(seconds, _end)
    timer.daemon = True
    timer.start()


def _end() -> None:
    logger.critical("something that was waited for did not end: this process ends without it")
    os._exit(1)


def _shared_metrics(settings: Settings, hub: Hub) -> WorkerMetrics | None:
    """Of a process that is one of several workers."""
    folder = os.environ.get(FOLDER_VARIABLE)
    return WorkerMetrics(Path(folder), partial(statistics, hub)) if folder and settings.workers > 1 else None


def _allowances(settings: Settings) -> Allowances:
    limits = ConnectionLimits(
        messages_per_s=settings.peer_messages_per_s,
        bytes_per_s=settings.peer_bytes_per_s,
        outbox_bytes=settings.outbox_bytes,
        outbox_stall_s=settings.outbox_stall_s,
    )
    return Allowances(limits, settings.write_bytes_a_day if settings.limits == "on" else None)


def app(settings: Settings, marks: Marks, blamed: Collection[str], node_id: str, shares: Shares) -> FastAPI:
    """What each worker serves."""
    return create_app(settings, lambda: end_within(settings.shutdown_s + GOODBYES_S), marks, blamed, node_id, shares)
