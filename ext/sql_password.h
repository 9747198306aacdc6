/*
 * password_*: passwords in SQL.
 */
#ifndef SQL_PASSWORD_H
#define SQL_PASSWORD_H

#include "sql_value.h"

SQL_FUNCTION(password_hash);
SQL_FUNCTION(password_verify);

#endif
