"""The curated side: what companies claim, read from TOML and never written."""
