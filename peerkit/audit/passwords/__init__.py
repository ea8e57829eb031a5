"""The only code that ever holds a secret. What leaves this room says how strong one is, never what it is."""
