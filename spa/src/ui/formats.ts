/** The kinds of file that leave. */
export type Format = 'pdf' | 'docx' | 'txt' | 'json' | 'html' | 'md';
