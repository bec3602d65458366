"""What is seen in a terminal."""
