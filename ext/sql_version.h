/*
 * Which version of what is running.
 */
#ifndef SQL_VERSION_H
#define SQL_VERSION_H

#include "sql_value.h"

/* What jwt_version says.  NULL without memory; sqlite3_free frees it. */
char *sql_version(void);

SQL_FUNCTION(jwt_version);

#endif
