"""HTTP without a domain: who calls, what a request may cost, headers, errors, the page. `app` puts it all together."""
