import asyncio


async def load(user_id):
    await asyncio.sleep(0.01)
    return {"id": user_id, "name": f"user{user_id}"}


async def main():
    print(await load(1))
    user = load(7)  # forgot await
    try:
        print(user["name"])
    except TypeError as error:
        print("TypeError:", error)
    user.close()
    load(8)
    return await load(9)


print(asyncio.run(main()))
left = load(10)
print("end")
