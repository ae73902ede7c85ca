"""The storage: engine, queues, encryption, backups, and a repository for each concept."""
