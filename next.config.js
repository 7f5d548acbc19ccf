const { writeFileSync } = require("node:fs");
const { ecrireIcones } = require("./components/dsfr/demarrage/ecrire-icones.js");

ecrireIcones();

/** Several builds may live side by side (tests, measures): each in its own ignored folder. */
const distDir = process.env.NEXT_DIST_DIR || ".next";

/**
 * Next adds the generated types of its folder to the tsconfig it reads. A build outside `.next` gets a throw-away one,
 * so that the real file never changes under our feet.
 */
function tsconfigPath() {
  if (distDir === ".next") return "tsconfig.json";
  const fichier = `${distDir}.tsconfig.json`;
  const include = ["next-env.d.ts", "**/*.ts", "**/*.tsx", `${distDir}/types/**/*.ts`, `${distDir}/dev/types/**/*.ts`];
  writeFileSync(fichier, JSON.stringify({ extends: "./tsconfig.json", include, exclude: ["node_modules"] }));
  return fichier;
}

/** Headers that never vary. What depends on the request (CSP nonce, HSTS, request id) is in proxy.ts. */
const enTetesConstants = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
  {
    key: "Permissions-Policy",
    value: "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=(), interest-cohort=()",
  },
];

/** @type {import("next").NextConfig} */
module.exports = {
  distDir,
  poweredByHeader: false,
  // Types are a step of `npm test` of their own: checking them again here would only make everyone wait.
  typescript: { tsconfigPath: tsconfigPath(), ignoreBuildErrors: true },
  // WebAssembly and font files are found beside their package: bundling would lose them.
  serverExternalPackages: [
    "@cantoo/fontkit",
    "@electric-sql/pglite",
    "pdf-lib",
    "pdfkit",
    "pg",
    "pglite-prisma-adapter",
    "pino",
  ],
  // The title comes with the page, never streamed after it: screen readers announce the new page's own name, for everyone.
  htmlLimitedBots: /.*/,
  experimental: {
    authInterrupts: true,
    // The proxy holds a copy of every body in memory, cut silently beyond this: just above the largest action below, which is
    // then refused in words. Attachments do not pass through it (proxy.ts).
    proxyClientMaxBodySize: "13mb",
    // A dossier file of 5 MB in one action, whose quotes are escaped on the way.
    serverActions: { bodySizeLimit: "12mb" },
  },
  headers: async () => [{ source: "/:chemin*", headers: enTetesConstants }],
};
