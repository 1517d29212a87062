"""The outbox: who is told elsewhere of what becomes public. `recording` writes it down by
triggers, `delivering` does it, `messages` says what is sent, `sending` sends it."""
