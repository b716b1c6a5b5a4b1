"""What a text must be to be kept: something that PostgreSQL, UTF-8 and editors can hold."""

from codesala.errors import InvalidInput


def with_line_ends(text: str) -> str:
    """With those of editors, whichever system it comes from."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def check_text(text: str, field: str, *, max_characters: int | None = None) -> None:
    """Refuse NUL, halves of surrogate pairs, and more characters than are allowed. `field` is the text's place in what
    was sent, like "body.title". Raises `errors.InvalidInput`."""
    if "\x00" in text:
        raise InvalidInput("The text holds the character NUL, which is not allowed.", field=field)
    try:
        text.encode()
    except UnicodeEncodeError:
        message = "The text holds half of a surrogate pair, which is not valid Unicode."
        raise InvalidInput(message, field=field) from None
    if max_characters is not None and len(text) > max_characters:
        raise InvalidInput(f"The text is longer than {max_characters} characters.", field=field)
