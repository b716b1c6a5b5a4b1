interface User {
  name: string;
  address?: { city: string };
}

const users: Map<number, User> = new Map([[1, { name: "Ana" }]]);

function cityOf(id: number): string {
  const user: User = users.get(id)!;
  return user.address!.city as string;
}

console.log(cityOf(1));
