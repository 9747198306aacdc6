/*
 * lab: one question each: predict, do, look, explain.  A lab is rows (schema/derived/lab/) and a
 * page (www/workshop/lab/), never C.
 */
#ifndef WORKSHOP_LAB_H
#define WORKSHOP_LAB_H

#include "web/web.h"

extern const struct route lab_routes[];

/* lab: the list, a lab's page, and what a learner says there. */
void lab_list_get(struct exchange *x);
void lab_get(struct exchange *x);
void lab_post(struct exchange *x);

/* guide: the teacher's. */
void guide_get(struct exchange *x);

/* protection: what is switched off here, and the switches. */
void protection_get(struct exchange *x);
void protection_post(struct exchange *x);

/* clock: this database's time, and the buttons that move it ahead. */
void clock_get(struct exchange *x);
void clock_post(struct exchange *x);

#endif
