function retry(times: number) {
  return function (target: object, propertyKey: string, descriptor: PropertyDescriptor): PropertyDescriptor {
    const original = descriptor.value;
    descriptor.value = async function (...values: unknown[]) {
      for (let at = 1; ; at += 1) {
        try {
          return await original.apply(this, values);
        } catch (error) {
          console.log(`${propertyKey} failed (${at}):`, (error as Error).message);
          if (at === times) throw error;
        }
      }
    };
    return descriptor;
  };
}

class Client {
  private calls = 0;
  @retry(2)
  async fetch(id: number): Promise<string> {
    this.calls += 1;
    if (this.calls < 2) throw new Error("busy");
    return `item ${id}`;
  }
}

new Client().fetch(3).then(console.log);
