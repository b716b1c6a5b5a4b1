console.log("one");
throw { status: 404, message: "not found" };
