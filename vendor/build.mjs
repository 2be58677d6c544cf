// Write what the page of an audit draws with into the package, compressed, with digests and licences.
// The same locked versions give the same bytes, so that anybody can see that nothing was slipped in.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "..", "src", "reviewbot", "output", "scripts");

// Mermaid loads each kind of diagram when it is asked for. A page of one file has nothing to load, so the kinds that
// we write are built in and all others are left out.
const wanted = /\/(flowDiagram|erDiagram|dagre)-/;
const drawnKinds = {
  name: "drawn-kinds",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /.*/ }, ({ path, kind }) =>
      kind === "dynamic-import" && !wanted.test(path) ? { path, namespace: "left-out" } : undefined);
    onLoad({ filter: /.*/, namespace: "left-out" }, () => ({ contents: "export const diagram = {};" }));
  },
};

const licences = new Map();
const sums = [];

for (const name of ["charts", "diagrams"]) {
  const { outputFiles, metafile } = await build({
    entryPoints: [join(here, `${name}.js`)],
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2022",
    legalComments: "none",
    charset: "ascii",
    metafile: true,
    write: false,
    absWorkingDir: here,
    plugins: [drawnKinds],
  });
  const script = Buffer.from(outputFiles[0].contents);
  const packed = gzipSync(script, { level: 9 });
  writeFileSync(join(target, `${name}.js.gz`), packed);
  sums.push(`${digest(packed)}  ${name}.js.gz`, `${digest(script)}  ${name}.js`);
  const used = Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).filter(([, { bytesInOutput }]) => bytesInOutput).map(([path]) => path));
  for (const path of used) remember(path);
  console.log(`${name}: ${script.length} bytes, compressed ${packed.length}`);
}
const texts = [...licences.keys()].sort().map((name) => licences.get(name));
const notices = Buffer.from(texts.join("\n\n"));
writeFileSync(join(target, "LICENSES.txt"), notices);
writeFileSync(join(target, "SHA256SUMS"), `${[...sums, `${digest(notices)}  LICENSES.txt`].join("\n")}\n`);

function digest(bytes) {
  return createHash("sha256").update(bytes).digest("hex");
}

function remember(path) {
  const found = /^(node_modules\/(?:.*\/node_modules\/)?((?:@[^/]+\/)?[^/]+))\//.exec(path);
  if (!found || licences.has(found[2])) return;
  const folder = join(here, found[1]);
  const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const text = ["LICENSE", "LICENSE.md", "LICENSE.txt", "license", "LICENCE", "NOTICE"]
    .map((name) => read(join(folder, name))).filter(Boolean).join("\n\n");
  licences.set(found[2], `==== ${found[2]} ${version} (${license}) ====\n\n${text.trim()}\n`);
}

function read(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
