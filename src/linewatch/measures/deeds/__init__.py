"""Words against deeds: what each actor says of independence, beside what it did."""
