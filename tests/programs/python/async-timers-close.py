import asyncio


async def fetch(name, delay):
    await asyncio.sleep(delay)
    print(name, "is there")
    return name


async def main():
    for turn in range(8):
        slow, middle, fast = (fetch(f"{name}{turn}", delay) for name, delay in (("c", 0.045), ("b", 0.03), ("a", 0.015)))
        for done in asyncio.as_completed([slow, middle, fast]):
            print("then", await done)


asyncio.run(main())
