"""The API: what readers see, as JSON for programs. It reads only, and forgets who asked."""
