"""A one-page invoice as a PDF, written by hand: nobody in it exists. It links a serial number to a sale."""

LINES = (
    ("F2", 9, "SYNTHETIC DOCUMENT - made for the demonstration; no such companies, goods or payments exist"),
    ("F2", 20, ""),
    ("F2", 20, "INVOICE  DEMO-2026-0147"),
    ("F1", 11, "Date: 2026-02-19"),
    ("F1", 11, ""),
    ("F2", 11, "Seller"),
    ("F1", 11, "Example Aerial Trading Ltd (fictional), 1 Sample Quay, Nowhere"),
    ("F2", 11, "Buyer"),
    ("F1", 11, "Placeholder Survey Group (fictional), 2 Specimen Road, Nowhere"),
    ("F1", 11, ""),
    ("F2", 11, "Pos  Goods                                  HS code   Qty       EUR"),
    ("F1", 11, "1    Camera drone, serial DEMO7F2K000415    8806.21     1    759.00"),
    ("F1", 11, "2    Flight battery                         8507.60     3    237.00"),
    ("F1", 11, "3    Propellers, pair                       8807.10     8     64.00"),
    ("F1", 11, ""),
    ("F2", 11, "Total EUR                                                   1060.00"),
    ("F1", 11, ""),
    ("F1", 11, "Delivery: by courier, consignment note DEMO-AWB-000-1147"),
    ("F1", 11, "Payment: thirty days. Thank you for your fictional business."),
)


def invoice() -> bytes:
    """Return the PDF's bytes: one A4 page, standard fonts, no compression."""
    text, height = ["BT 56 790 Td"], 0
    for font, size, words in LINES:
        escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        text.append(f"0 -{height} Td /{font} {size} Tf ({escaped}) Tj")
        height = size + 7
    stream = "\n".join([*text, "ET"]).encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier-Bold /Encoding /WinAnsiEncoding >>",
        b"<< /Title (Synthetic invoice, made for the demonstration) /CreationDate (D:20260219090000Z) >>",
    ]
    written, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    written += b"".join(b"%010d 00000 n \n" % place for place in places)
    written += b"trailer\n<< /Size %d /Root 1 0 R /Info 7 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return bytes(written)
