"""Documents that claims are read from: their text, cut up as places in a dataset count it."""
