"""The page of machines: what may be one machine, trade records, and tables of trade."""
