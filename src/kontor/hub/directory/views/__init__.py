"""Pages of the directory: one class per thing a person does."""
