/*
 * dpop_*: Demonstrating Proof of Possession in SQL.
 */
#ifndef SQL_DPOP_H
#define SQL_DPOP_H

#include "sql_table.h"
#include "sql_value.h"

SQL_FUNCTION(dpop_verify);

extern const struct sql_table sql_dpop_check;

#endif
