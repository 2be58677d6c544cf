"""Say what code calls, defines and reads, in values through which no grammar shows."""
