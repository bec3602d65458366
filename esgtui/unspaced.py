"""The scripts that are written without spaces between words: Chinese and Japanese, Thai, Lao, Burmese, Khmer."""

UNSPACED = (
    "\u3005-\u3007\u3040-\u30ff\u3100-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff\u0e01-\u0e7f\u0e80-\u0eff\u1000-\u109f\u1780-\u17dd"
)
"""Their characters, as they stand between the brackets of a regular expression."""
