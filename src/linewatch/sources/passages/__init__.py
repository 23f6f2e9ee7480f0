"""From what a reader sees to passages whose every place leads back to the source."""
