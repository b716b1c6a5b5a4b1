"""Sessions over REST as a tutorial on FastAPI and asynchronous SQLAlchemy writes them: one table, one row a session,
the defaults of everything. It has no links, no log, no credentials and no limits."""

import os
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Annotated

import uvicorn
from fastapi import Depends, FastAPI, HTTPException
from pydantic import BaseModel, ConfigDict
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

engine = create_async_engine(os.environ["DATABASE_URL"])
new_db = async_sessionmaker(engine, expire_on_commit=False)


class Base(DeclarativeBase):
    pass


class Interview(Base):
    __tablename__ = "interviews"

    id: Mapped[str] = mapped_column(primary_key=True)
    room_id: Mapped[str]
    title: Mapped[str | None]
    language: Mapped[str]
    initial_code: Mapped[str]
    status: Mapped[str]
    created_at: Mapped[datetime]
    active_users: Mapped[int]


class CreateInterview(BaseModel):
    title: str | None = None
    language: str = "python"
    initial_code: str = ""


class ShownInterview(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: str
    room_id: str
    title: str | None
    language: str
    initial_code: str
    status: str
    created_at: datetime
    active_users: int


async def get_db() -> AsyncIterator[AsyncSession]:
    async with new_db() as db:
        yield db


Db = Annotated[AsyncSession, Depends(get_db)]


@asynccontextmanager
async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    yield
    await engine.dispose()


app = FastAPI(lifespan=lifespan)


@app.get("/health")
async def health() -> dict[str, str]:
    return {"status": "ok"}


@app.post("/api/sessions", status_code=201, response_model=ShownInterview)
async def create(wanted: CreateInterview, db: Db) -> Interview:
    interview = Interview(
        id=secrets.token_urlsafe(16),
        room_id=secrets.token_urlsafe(16),
        status="live",
        created_at=datetime.now(UTC).replace(tzinfo=None),
        active_users=0,
        **wanted.model_dump(),
    )
    db.add(interview)
    await db.commit()
    return interview


@app.get("/api/sessions/{session_id}", response_model=ShownInterview)
async def read(session_id: str, db: Db) -> Interview:
    interview = await db.get(Interview, session_id)
    if interview is None:
        raise HTTPException(404, "There is no such session.")
    return interview


if __name__ == "__main__":
    uvicorn.run(app, host=os.environ["HOST"], port=int(os.environ["PORT"]), log_level="warning")
