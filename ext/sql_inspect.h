/*
 * Tables for a closer look.
 */
#ifndef SQL_INSPECT_H
#define SQL_INSPECT_H

#include "sql_table.h"

extern const struct sql_table sql_jwt_parts;
extern const struct sql_table sql_jwt_algs;

#endif
