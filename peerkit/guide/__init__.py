"""The guide: its pages, their reader and the search over them. One folder of texts a language."""
