-- The roles and the database of the service, made once by a superuser: psql --file deploy/postgresql.sql
-- docs/operations.md has what comes before and after: TLS, passwords, and the standby.

-- The service: it migrates and uses its database.
CREATE ROLE liaison LOGIN;
-- The backup: it reads everything. `liaison drill` makes a database, and deletes it again.
CREATE ROLE liaison_backup LOGIN CREATEDB IN ROLE pg_read_all_data;
-- The standby: it copies the server.
CREATE ROLE liaison_standby LOGIN REPLICATION;

CREATE DATABASE liaison OWNER liaison TEMPLATE template0 ENCODING 'UTF8';
REVOKE ALL ON DATABASE liaison FROM PUBLIC;
GRANT CONNECT ON DATABASE liaison TO liaison_backup;
