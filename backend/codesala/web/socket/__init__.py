"""The way in and out of a room: admission, frames, what one connection and one address may send."""
