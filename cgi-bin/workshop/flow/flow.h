/*
 * flow: what happened, as the flow record has it.
 */
#ifndef WORKSHOP_FLOW_H
#define WORKSHOP_FLOW_H

#include "web/web.h"

extern const struct route flow_routes[];

extern const struct parameter flow_list_parameters[];
void flow_list_get(struct exchange *x);
void flow_get(struct exchange *x);

/* The same as a file. */
void export_mermaid_get(struct exchange *x);
void export_markdown_get(struct exchange *x);
void export_csv_get(struct exchange *x);
void export_har_get(struct exchange *x);
void export_svg_get(struct exchange *x);

/* @picture of @flow_id, up to the step :step: what workshop/flow_svg.html draws. */
bool picture_made(struct exchange *x);

/* @step, @parties and @holders at that moment, and @browser: what that has held so far. */
bool step_told(struct exchange *x);

#endif
