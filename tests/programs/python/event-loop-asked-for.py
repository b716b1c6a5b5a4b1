# The older way to a loop: newer versions have none for whoever began none.
import asyncio
import warnings

warnings.simplefilter("ignore", DeprecationWarning)


async def main():
    await asyncio.sleep(0.01)
    return 7


try:
    loop = asyncio.get_event_loop()
except RuntimeError as error:
    print(error)
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
print(loop.run_until_complete(main()))
task = loop.create_task(main())
print(loop.run_until_complete(task))
loop.close()
print(asyncio.run(main()))
