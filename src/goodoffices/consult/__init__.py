"""Report → claims through a language model, held to the codebook and to the text."""
