"""Coverage-guided fuzzing of what takes in text, files and stores; see README.md."""
