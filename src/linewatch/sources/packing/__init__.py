"""Files as they are offered: walked, unpacked, decoded."""
