"""Font files in `files/`, one folder a family with its licence. The résumé builder finds them."""
