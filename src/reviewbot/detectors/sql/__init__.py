"""Read SQL statements of migrations and judge them: locks, losses, ways back."""
