/*
 * constant: a FastCGI program that answers the same to everything.  What libfcgi and the web server
 * cost by themselves; the answer has the size and the headers of a token response.
 */
#include <stddef.h>
#include <fcgiapp.h>

static const char answer[] = "Status: 200\r\n"
			     "Content-Type: application/json\r\n"
			     "Content-Length: 661\r\n"
			     "X-Content-Type-Options: nosniff\r\n"
			     "Cache-Control: no-store\r\n"
			     "Pragma: no-cache\r\n"
			     "\r\n";

int
main(void)
{
	static char body[661];
	FCGX_Request request;

	for (size_t i = 0; i < sizeof body; i++)
		body[i] = (char)('a' + i % 26);
	if (FCGX_Init() != 0 || FCGX_InitRequest(&request, 0, 0) != 0)
		return 1;
	while (FCGX_Accept_r(&request) == 0) {
		FCGX_PutStr(answer, sizeof answer - 1, request.out);
		FCGX_PutStr(body, sizeof body, request.out);
	}
	return 0;
}
