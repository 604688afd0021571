// Leaves a .gz beside each text file of the build, so that the server sends it without work.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const STATIC = new URL('../../src/resume_builder/web/static/', import.meta.url);

for (const name of readdirSync(STATIC, { recursive: true })) {
  if (!/^(?!\.).*\.(js|css|svg|html)$/.test(name)) continue;
  const file = new URL(name.replaceAll('\\', '/'), STATIC);
  writeFileSync(new URL(`${file.href}.gz`), gzipSync(readFileSync(file), { level: 9 }));
}
