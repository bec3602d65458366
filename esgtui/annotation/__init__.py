"""The analyst's side: what coders put on claims, kept in a journal that only ever grows."""
