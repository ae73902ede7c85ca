"""The versions of the schema, one script each, and the upgrade to the newest."""
