"""What claims add up to: views over many of them, as numbers and words. Knows neither the toolkit nor any screen."""
