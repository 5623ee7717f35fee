"""The screen of the embedded phone: windows, system bars, shade, keyboard; and how input reaches them."""
