"""What models there are and what they cost, kept fresh; and what people spent on them."""
