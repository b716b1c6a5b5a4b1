import asyncio


async def fetch(name, seconds):
    await asyncio.sleep(seconds)
    print("fetched", name)
    return name.upper()


async def fail():
    await asyncio.sleep(0)
    raise LookupError("gone")


async def main():
    print(await asyncio.gather(fetch("slow", 0.05), fetch("quick", 0.01)))
    print(await asyncio.gather(fail(), return_exceptions=True))
    try:
        await asyncio.wait_for(asyncio.sleep(5), 0.01)
    except TimeoutError:
        print("timeout")
    queue = asyncio.Queue(1)

    async def produce():
        for n in range(3):
            await queue.put(n)
        await queue.put(None)

    producer = asyncio.create_task(produce())
    while (n := await queue.get()) is not None:
        print("got", n)
    await producer
    print(await asyncio.to_thread(sum, [1, 2, 3]))


asyncio.run(main())
