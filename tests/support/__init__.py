"""What tests share besides fixtures: their types."""
