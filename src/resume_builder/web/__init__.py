"""The site: HTTP in, services called, answers out. No rule of the product lives here.

`app` puts it together. `api` turns a function into a documented operation, `problems` is the one
place where errors become HTTP statuses, `handshake`, `limits` and `headers` guard every request;
`session`, `work`, `resumes`, `postings`, `tailorings`, `writing`, `letters` and `themes` are the
slices; `static` serves the browser client.
"""
