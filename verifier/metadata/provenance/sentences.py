"""What is said of saved posts that cannot be read in full. None names an account, a chat or a file."""

NOT_KNOWN = (
    "This is no file of saved posts that is known: yt-dlp .info.json, Telegram Desktop result.json, gallery-dl JSON,"
    " auto-archiver, WhatsApp chat, WACZ, MHTML, or a table (CSV) with --map."
)
LEFT_OUT = "The export left this file out. Export again with this kind of media ticked."
LEFT_OUT_FOR_SIZE = "The export left this file out for its size. Export again with a higher limit."
UNAVAILABLE = "Telegram no longer had this file when the chat was exported."
NO_FILE = "The export holds no file for this message."
TOO_MUCH = "A list in the web archive unpacks to more than 64 MB; the rest of it was not read."
BROKEN_TABLE = "The table cannot be read: a line of it is no CSV, or one cell is too long."
NO_PAGES = "The web archive lists no pages."


def messages_passed_over(number: int) -> str:
    """Say that messages of a Telegram export are none."""
    return f"Messages of the export that are not as Telegram writes them were passed over: {number:,}."


def rows_without_file(number: int) -> str:
    """Say that rows of a table name no file."""
    return f"Rows of the table that name no file were passed over: {number:,}."


def rows_without_result(number: int) -> str:
    """Say that rows of auto-archiver's table cannot be taken apart."""
    return f"Rows of the table that hold no result of auto-archiver were passed over: {number:,}."


def too_many_pages(number: int) -> str:
    """Say that a web archive has more pages than are made into postings."""
    return f"The web archive has more than {number:,} pages; postings were made of the first."


def too_many_posts(number: int) -> str:
    """Say that a file holds more posts than are read."""
    return f"The file holds more than {number:,} posts; the rest was not read. Export the chat in parts."
