"""What people see: words, figures and the command line."""
