"""Sizes of charts in pixels: drawn for a phone's width and scaled by the page."""

WIDTH = 360
FONT_SIZE = 13
LINE_HEIGHT = 18
BAR_HEIGHT = 9
ROW_GAP = 13
STACK_HEIGHT = 30
GUTTER = 14
SWATCH = 10
SWATCH_INDENT = SWATCH + 8
