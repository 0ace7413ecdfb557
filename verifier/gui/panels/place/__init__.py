"""The panel Place · Time: where and when, as stated, and beside it what the file and postings say of themselves."""
