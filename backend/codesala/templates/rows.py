"""Queries on templates. Each takes the open transaction first and never commits."""

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from codesala.templates.tables import Template


async def list_templates(db: AsyncSession, library_id: str) -> list[Template]:
    """In order of their names."""
    statement = select(Template).where(Template.library_id == library_id).order_by(Template.name, Template.id)
    return list((await db.execute(statement)).scalars())


async def count_templates(db: AsyncSession, library_id: str) -> int:
    statement = select(func.count()).select_from(Template).where(Template.library_id == library_id)
    return (await db.execute(statement)).scalar_one()


async def find_template(db: AsyncSession, library_id: str, template_id: str) -> Template | None:
    statement = select(Template).where(Template.id == template_id, Template.library_id == library_id)
    return (await db.execute(statement)).scalar_one_or_none()


async def find_template_by_name(db: AsyncSession, library_id: str, name: str) -> Template | None:
    statement = select(Template).where(Template.library_id == library_id, Template.name == name)
    return (await db.execute(statement)).scalar_one_or_none()


async def find_template_anywhere(db: AsyncSession, template_id: str) -> Template | None:
    """In whichever library it is."""
    return (await db.execute(select(Template).where(Template.id == template_id))).scalar_one_or_none()
