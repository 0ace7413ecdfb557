"""What the plan of an export calls kinds of records, single ones, and what a tick lets out."""

from verifier.bundle.options import TickName

KIND_WORDS: dict[str, str] = {
    "person": "People (by a number, unless their names go out)",
    "case_info": "About the case: title and summary",
    "item": "Items",
    "posting": "Postings",
    "source_claim": "Claims of sources, verbatim",
    "segment": "Segments of clips",
    "derivative": "Saved frames and figures",
    "prior_search": "Searches for earlier appearances",
    "size_check": "Size checks",
    "observation": "Observations",
    "keyframe": "Where regions that move stand, frame by frame",
    "mark_reading": "Markings, serials and text in the picture, as read",
    "reading_signature": "Signatures of readings",
    "origin": "Where regions were taken from: another program's file, a detector",
    "drone_claim": "Drones stated",
    "drone": "Cards of single machines",
    "entity": "People, companies and units (names only if they go out)",
    "trade_record": "Trade records",
    "place_claim": "Places stated",
    "time_claim": "Times stated",
    "incident": "Incidents",
    "link": "Links",
    "assessment": "Assessments",
    "note": "Notes",
    "tag": "Tags",
    "problem": "Problems",
}
"""What a row of records of a kind is called."""
RECORD_WORDS: dict[str, str] = {
    "person": "a person",
    "case_info": "what is said about the case",
    "item": "the item",
    "posting": "a posting",
    "source_claim": "words of its source",
    "segment": "a segment",
    "derivative": "a saved frame",
    "prior_search": "a search for earlier appearances",
    "size_check": "a size check",
    "observation": "an observation",
    "keyframe": "a keyframe",
    "mark_reading": "a reading of a marking or text",
    "reading_signature": "the signature of a reading",
    "origin": "where a region was taken from",
    "drone_claim": "a drone stated",
    "drone": "the card of a machine",
    "entity": "a person, company or unit",
    "trade_record": "a trade record",
    "place_claim": "a place stated",
    "time_claim": "a time stated",
    "incident": "the incident",
    "link": "a link",
    "assessment": "the assessment",
    "note": "a note",
    "tag": "a tag",
    "problem": "a problem",
}
"""What one record of a kind is called where a name that stays stands in it."""
IN_THE_FILE = "the file itself"
IN_THE_CATALOG = "an entry that you added to the catalog"

TICK_WORDS: dict[TickName, str] = {
    "item": "The whole item, and all that hangs on it",
    "statements": "The item, and what is stated about it",
    "name": "Its name",
    "signatures": "Signatures of readings, and the keys they were made with",
    "bytes": "The file: hashes, readings, pictures",
    "source": "Source, and how it was acquired",
    "address": "Where, when and in which words it was posted",
    "surroundings": "File times and download origin",
    "notes": "Working notes",
    "user": "Who is said to use it",
    "parties": "Who traded, as written",
    "incident": "What happened, where and when, in your words",
}
"""What each tick lets out."""
