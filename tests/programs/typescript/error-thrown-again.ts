class NotFound extends Error {
  constructor(
    readonly id: number,
    public status: number = 404,
  ) {
    super(`no user ${id}`);
  }
}

const notFound = (id: number): NotFound => {
  return new NotFound(id);
};

function find(id: number): string {
  if (id > 1) throw notFound(id);
  return "ann";
}

function tell(id: number): void {
  try {
    console.log(find(id));
  } catch (error: unknown) {
    if (error instanceof NotFound) console.log("status", error.status);
    throw error as Error;
  } finally {
    console.log("told");
  }
}

tell(1);
tell(2);
