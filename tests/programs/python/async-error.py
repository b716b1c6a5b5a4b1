import asyncio


async def fail():
    raise ValueError("inside a task")


async def main():
    print("begin")
    await asyncio.create_task(fail())


try:
    asyncio.run(main())
except ValueError as error:
    print("caught", error)
asyncio.run(fail())
