"""What people corrected, and a Result as it stands after it."""
