/*
 * What the tables of steps share: jwt_check, jwk_check and dpop_check have the same columns.
 */
#ifndef SQL_CHECK_H
#define SQL_CHECK_H

#include "jws_walk.h"
#include "sql_table.h"

#define SQL_CHECK_COLUMNS "step, name, part, status, expected, actual, detail, spec"
#define SQL_CHECK_COUNT 8

/* The rows of a walk, one for each step. */
struct sql_report {
	struct sql_rows *rows;
	int64_t step; /* of the last row; 0 before the first */
};

/* The see of a struct jws_observer, whose context is a struct sql_report. */
void sql_report_see(
    void *report, const struct jws_step *step, enum jws_status status, const struct jws *jws);

#endif
