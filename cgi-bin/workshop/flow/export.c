/*
 * export: a flow as a file for another tool.  Each is one statement over the views of the record; a
 * token stands in none, only its tag and fingerprint.
 */
#include "workshop/flow/flow.h"
#include "workshop/seat/seat.h"
#include "export.sql.h"
#include "export_har.sql.h"
#include "export_markdown.sql.h"

static bool
export_named(struct exchange *x)
{
	if (record_is_public(x) && !establish(x, &sql_export_named))
		refuse(x, "flow_unknown");
	return !refused(x);
}

void
export_mermaid_get(struct exchange *x)
{
	if (export_named(x))
		answer_file(
		    x, "text/vnd.mermaid; charset=utf-8", "@file_name", &sql_export_mermaid);
}

void
export_markdown_get(struct exchange *x)
{
	if (!export_named(x))
		return;
	establish(x, &sql_export_markdown_steps);
	establish(x, &sql_export_markdown_holders);
	answer_file(x, "text/markdown; charset=utf-8", "@file_name", &sql_export_markdown);
}

/* RFC 4180 section 3. */
void
export_csv_get(struct exchange *x)
{
	if (export_named(x))
		answer_file(
		    x, "text/csv; charset=utf-8; header=present", "@file_name", &sql_export_csv);
}

void
export_har_get(struct exchange *x)
{
	if (export_named(x))
		answer_file(x, "application/json", "@file_name", &sql_export_har);
}

/* As the page has it, with its colours in it. */
void
export_svg_get(struct exchange *x)
{
	if (export_named(x) && picture_made(x))
		answer_page_file(
		    x, "image/svg+xml", "@file_name", "workshop/flow_alone.svg", &sql_export_svg);
}
