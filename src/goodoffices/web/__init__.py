"""The workspace: the ledger as a website for a team; one file per page under `pages/`, HTML made on the server."""
