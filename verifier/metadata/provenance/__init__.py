"""What downloaders, messengers and browsers wrote about media: read from their files, never looked up.

One module per format, one line in ``registry.py``. A file goes in, posts come out; which item of a case a post is about
is decided in ``workspace/provenance.py``. No address is ever opened.
"""
