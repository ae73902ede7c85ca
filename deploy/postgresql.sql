-- The roles of the service, run once as a superuser: psql --file deploy/postgresql.sql
-- Then give both a password (\password liaison, \password liaison_backup), and require TLS for them
-- in pg_hba.conf: hostssl liaison liaison,liaison_backup ADDRESS scram-sha-256
-- The service migrates and uses the database. The backup reads it, and records when it was made:
-- after `liaison migrate`, in that database, GRANT INSERT, UPDATE ON timestamps TO liaison_backup
CREATE ROLE liaison LOGIN;
-- `liaison drill` makes a database, and deletes it again.
CREATE ROLE liaison_backup LOGIN CREATEDB IN ROLE pg_read_all_data;
CREATE DATABASE liaison OWNER liaison TEMPLATE template0 ENCODING 'UTF8';
REVOKE ALL ON DATABASE liaison FROM PUBLIC;
GRANT CONNECT ON DATABASE liaison TO liaison_backup;
-- A standby that confirms each commit, so that none is lost with the primary: on the primary
-- ALTER SYSTEM SET synchronous_standby_names = 'FIRST 1 (standby)';
-- and on the standby primary_conninfo = 'host=… application_name=standby sslmode=verify-full'.
CREATE ROLE liaison_standby LOGIN REPLICATION;
