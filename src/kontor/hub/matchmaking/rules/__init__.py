"""What must hold of single meetings. Plain Python: values in, nothing or a refusal out."""
