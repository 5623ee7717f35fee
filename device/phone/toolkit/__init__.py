"""What screens are built of: views, layout, fonts, drawing, and the widgets of apps."""
