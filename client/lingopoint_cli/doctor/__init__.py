"""What a real account is asked once (docs/how-to/doctor.md): the checks, and what they ask with."""
