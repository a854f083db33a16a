"""The columns of the catalogue views, as SQL Server declares those of them that this server fills."""

from __future__ import annotations

OBJECT = """name sysname, object_id int, schema_id int, parent_object_id int, type char(2), type_desc nvarchar(60),
    create_date datetime, modify_date datetime, is_ms_shipped bit"""
COLUMNS = """object_id int, name sysname, column_id int, system_type_id tinyint, user_type_id int, max_length smallint,
    precision tinyint, scale tinyint, collation_name sysname, is_nullable bit, is_identity bit, is_computed bit,
    is_rowguidcol bit, is_hidden bit, generated_always_type tinyint, is_masked bit, default_object_id int"""
SYS = {
    "databases": """name sysname, database_id int, create_date datetime, compatibility_level tinyint,
        collation_name sysname, is_read_only bit, state tinyint, state_desc nvarchar(60),
        snapshot_isolation_state tinyint, snapshot_isolation_state_desc nvarchar(60),
        is_read_committed_snapshot_on bit, user_access_desc nvarchar(60)""",
    "schemas": "name sysname, schema_id int, principal_id int",
    "objects": OBJECT,
    "tables": f"""{OBJECT}, temporal_type tinyint, temporal_type_desc nvarchar(60), history_table_id int,
        is_memory_optimized bit""",
    "views": OBJECT,
    "columns": COLUMNS,
    "computed_columns": f"{COLUMNS}, definition nvarchar(4000), is_persisted bit",
    "identity_columns": f"{COLUMNS}, seed_value int, increment_value int",
    "types": """name sysname, system_type_id tinyint, user_type_id int, schema_id int, max_length smallint,
        precision tinyint, scale tinyint, collation_name sysname, is_nullable bit, is_user_defined bit""",
    "indexes": """object_id int, name sysname, index_id int, type tinyint, type_desc nvarchar(60), is_unique bit,
        is_primary_key bit, is_unique_constraint bit, is_disabled bit, has_filter bit,
        filter_definition nvarchar(4000)""",
    "index_columns": """object_id int, index_id int, index_column_id int, column_id int, key_ordinal tinyint,
        partition_ordinal tinyint, is_descending_key bit, is_included_column bit""",
    "key_constraints": f"{OBJECT}, unique_index_id int, is_system_named bit",
    "foreign_keys": f"{OBJECT}, referenced_object_id int, key_index_id int, is_disabled bit, is_not_trusted bit",
    "foreign_key_columns": """constraint_object_id int, constraint_column_id int, parent_object_id int,
        parent_column_id int, referenced_object_id int, referenced_column_id int""",
    "triggers": """name sysname, object_id int, parent_class tinyint, parent_class_desc nvarchar(60), parent_id int,
        type char(2), type_desc nvarchar(60), create_date datetime, modify_date datetime, is_ms_shipped bit,
        is_disabled bit, is_not_for_replication bit, is_instead_of_trigger bit""",
    "trigger_events": "object_id int, type int, type_desc nvarchar(60), is_first bit, is_last bit",
    "change_tracking_databases": """database_id int, is_auto_cleanup_on bit, retention_period int,
        retention_period_units tinyint""",
    "change_tracking_tables": """object_id int, is_track_columns_updated_on bit, min_valid_version bigint,
        begin_version bigint""",
    "partitions": "partition_id bigint, object_id int, index_id int, partition_number int, rows bigint",
    "dm_db_partition_stats": """partition_id bigint, object_id int, index_id int, partition_number int,
        in_row_used_page_count bigint, used_page_count bigint, reserved_page_count bigint, row_count bigint""",
    "database_principals": """name sysname, principal_id int, type char(1), type_desc nvarchar(60),
        default_schema_name sysname""",
    "fn_my_permissions": """class nvarchar(60), entity_name sysname, subentity_name sysname,
        permission_name nvarchar(60)""",
}
INFORMATION = {
    "TABLES": "TABLE_CATALOG sysname, TABLE_SCHEMA sysname, TABLE_NAME sysname, TABLE_TYPE varchar(10)",
    "COLUMNS": """TABLE_CATALOG sysname, TABLE_SCHEMA sysname, TABLE_NAME sysname, COLUMN_NAME sysname,
        ORDINAL_POSITION int, COLUMN_DEFAULT nvarchar(4000), IS_NULLABLE varchar(3), DATA_TYPE sysname,
        CHARACTER_MAXIMUM_LENGTH int, CHARACTER_OCTET_LENGTH int, NUMERIC_PRECISION tinyint,
        NUMERIC_PRECISION_RADIX smallint, NUMERIC_SCALE int, DATETIME_PRECISION smallint,
        CHARACTER_SET_NAME sysname, COLLATION_NAME sysname""",
}
VIEWS = {
    **{f"sys.{name}": shape for name, shape in SYS.items()},
    **{f"INFORMATION_SCHEMA.{name}": shape for name, shape in INFORMATION.items()},
}


def creating(view: str) -> str:
    """Return the statement that makes an empty view."""
    return f"CREATE TABLE {view} ({VIEWS[view].replace('sysname', 'nvarchar(128)')})"
