"""What reviewbot says of public test data, beside what that data expects; the data is not part of the project."""
