"""The nouns that travel between rooms: frozen, slotted dataclasses, no input or output."""
