/*
 * jwks_*: sets of keys in SQL.
 */
#ifndef SQL_JWKS_H
#define SQL_JWKS_H

#include "sql_table.h"
#include "sql_value.h"

void sql_jwks_group_step(sqlite3_context *ctx, int argc, sqlite3_value **argv);
void sql_jwks_group_final(sqlite3_context *ctx);

extern const struct sql_table sql_jwks_each;

#endif
